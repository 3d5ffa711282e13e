//! How much of a pack is read, and what in it is refused before anything of it is understood.
//!
//! The numbers are far above what anybody writes by hand and far below what a machine has: however a pack is
//! made, reading it takes a few hundred megabytes at the most.

use super::Reason;
use crate::script::model;

/// A zip, as it lies on the disk.
pub const MOST_ZIP: u64 = 32 << 20;

/// One file.
pub const MOST_FILE: u64 = 10 << 20;

/// All that is read of one pack.
pub const MOST_TEXT: u64 = 16 << 20;

/// All that is read of all packs that are on.
pub const MOST_TOGETHER: u64 = 32 << 20;

/// Texts in quotes, in all packs that are on. A story has some ten thousand; the checker remembers each, and a few
/// megabytes of nothing but quotes would become a hundred times as much.
pub const MOST_TEXTS: usize = 500_000;

/// What a zip says that it would unpack to, with what is not read of it.
pub const MOST_UNPACKED: u64 = 256 << 20;

/// Files and folders in one pack.
pub const MOST_ENTRIES: usize = 4_096;

/// Folders within folders.
pub const MOST_FOLDERS: usize = 16;

/// Packs in the folders where they are looked for.
pub const MOST_PACKS: usize = 256;

/// One line.
pub const MOST_LINE: usize = 1 << 20;

/// Brackets within brackets.
pub const MOST_DEPTH: usize = 64;

/// How many times its size a file in a zip may unpack to, once it is longer than [`RATIO_FROM`]. Prose comes to
/// three or four, a table to twenty.
pub const MOST_RATIO: u64 = 100;

/// Below this, a file unpacks to whatever it likes.
pub const RATIO_FROM: u64 = 1 << 20;

/// A path, in bytes.
const MOST_PATH: usize = 512;

/// What could be run by somebody or something. There is no use for it here, so it does not come in at all.
const CODE: [&str; 36] = [
    "lua", "luau", "js", "mjs", "cjs", "ts", "wasm", "wat", "so", "dll", "dylib", "exe", "com", "scr", "msi", "sh",
    "bash", "zsh", "fish", "bat", "cmd", "ps1", "vbs", "py", "pyc", "rb", "pl", "php", "jar", "class", "rhai", "app",
    "bin", "elf", "desktop", "lnk",
];

/// What people put beside their words, and nobody has to be warned of.
const BESIDE: [&str; 4] = ["md", "txt", "plan", "license"];

/// What kind of file a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Read.
    Authored,
    /// A model: its bytes are read, and looked at only when it is to be drawn.
    Model,
    /// Refused.
    Code,
    /// Not read, and that is as it should be.
    Beside,
    /// Not read, with a warning.
    Unknown,
}

/// What systems and editors leave behind: files and folders that nobody meant to pack.
pub(super) fn hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || matches!(part, "__MACOSX" | "Thumbs.db" | "desktop.ini"))
}

/// The kind of a file, by its name alone.
pub(super) fn kind(path: &str) -> Kind {
    if hidden(path) {
        return Kind::Beside;
    }
    let file = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    if CODE.contains(&ending) {
        Kind::Code
    } else if path == "pack.ron"
        || (path.ends_with(".ron") && (path.starts_with("story/") || path.starts_with("scenes/")))
    {
        Kind::Authored
    } else if model(path).is_some() {
        Kind::Model
    } else if !nearly(path, &file) && beside(path, &file, ending) {
        Kind::Beside
    } else {
        Kind::Unknown
    }
}

/// What was meant to be read and has a letter wrong: `x.beat.ron.txt`, as some editors save it, or `Story/x.beat.ron`.
fn nearly(path: &str, file: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    let miscalled =
        ["story", "scenes", "players"].into_iter().any(|known| folder != known && folder.to_lowercase() == known);
    miscalled || (file.contains(".ron.") && !file.ends_with(".ron"))
}

/// What stands beside the words. Those who try a pack out lie in it too, and are read where they lie.
fn beside(path: &str, file: &str, ending: &str) -> bool {
    let papers = ["license", "licence", "notice", "credits"];
    let player = path.starts_with("players/") && ending == "ron";
    player || BESIDE.contains(&ending) || papers.iter().any(|paper| file.starts_with(paper))
}

/// Whether a path stays within its pack on every system.
pub(super) fn path(path: &str) -> Result<(), Reason> {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    let climbs = |part: &str| part.is_empty() || part == "." || part == "..";
    if path.len() > MOST_PATH || path.chars().any(odd) || path.split('/').any(climbs) {
        return Err(Reason::Path(path.chars().take(80).collect()));
    }
    Ok(())
}

/// The text of a file, if it is one and may be read.
pub(super) fn text(path: &str, bytes: Vec<u8>) -> Result<String, Reason> {
    if bytes.len() as u64 > MOST_FILE {
        return Err(Reason::TooLarge(path.into()));
    }
    if let Some(line) = bytes.split(|byte| *byte == b'\n').position(|line| line.len() > MOST_LINE) {
        return Err(Reason::LongLine(path.into(), line + 1));
    }
    let text = String::from_utf8(bytes).map_err(|_| Reason::NotText(path.into()))?;
    if let Some(line) = too_deep(&text) {
        return Err(Reason::TooDeep(path.into(), line));
    }
    // Some editors put a mark before the text that is no part of it.
    Ok(text.strip_prefix('\u{FEFF}').map(ToOwned::to_owned).unwrap_or(text))
}

/// How many texts in quotes there are in a text, about.
pub(super) fn texts(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'"').count() / 2
}

/// The line on which brackets lie too deep within each other. Those in strings, characters and comments do not
/// count.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[', '{', ')', ']', '}', '"', '\'', '/', 'r']) {
        let (found, after) = rest.get(at..)?.split_at_checked(1)?;
        rest = match found {
            "(" | "[" | "{" => {
                depth += 1;
                if depth > MOST_DEPTH {
                    let before = text.len() - after.len();
                    return Some(text.get(..before).map_or(0, |before| before.matches('\n').count()) + 1);
                }
                after
            }
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                after
            }
            "\"" => after_string(after),
            "'" => after_character(after),
            "/" => after_comment(after),
            _ => after_raw(after),
        };
    }
    None
}

fn after_string(mut rest: &str) -> &str {
    while let Some(at) = rest.find(['"', '\\']) {
        let escaped = rest.get(at..).is_some_and(|found| found.starts_with('\\'));
        let mut after = rest.get(at + 1..).unwrap_or_default().chars();
        if !escaped {
            return after.as_str();
        }
        after.next();
        rest = after.as_str();
    }
    ""
}

/// What comes after an `r`: it may begin a string that knows no escapes, `r#"…"#`.
fn after_raw(rest: &str) -> &str {
    let opened = rest.trim_start_matches('#');
    let marks = rest.len() - opened.len();
    let Some(inside) = opened.strip_prefix('"') else { return rest };
    let end = format!("\"{}", "#".repeat(marks));
    inside.split_once(end.as_str()).map_or("", |(_, after)| after)
}

fn after_character(rest: &str) -> &str {
    let mut inside = rest.chars();
    if inside.next() == Some('\\') {
        inside.next();
        return inside.as_str().split_once('\'').map_or("", |(_, after)| after);
    }
    inside.as_str().strip_prefix('\'').unwrap_or(rest)
}

fn after_comment(rest: &str) -> &str {
    if let Some(line) = rest.strip_prefix('/') {
        return line.split_once('\n').map_or("", |(_, after)| after);
    }
    let Some(mut rest) = rest.strip_prefix('*') else { return rest };
    let mut open = 1_usize;
    while open > 0 {
        let Some(at) = rest.find(['/', '*']) else { return "" };
        let found = rest.get(at..).unwrap_or_default();
        (open, rest) = if let Some(after) = found.strip_prefix("/*") {
            (open + 1, after)
        } else if let Some(after) = found.strip_prefix("*/") {
            (open - 1, after)
        } else {
            (open, found.get(1..).unwrap_or_default())
        };
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn brackets_count_only_where_they_are_brackets() {
        let deep = "[".repeat(65);
        assert_eq!(too_deep(&format!("\n{deep}")), Some(2));
        assert_eq!(too_deep(&"[".repeat(64)), None);
        assert_eq!(too_deep(&"[]".repeat(900)), None);
        for hidden in [
            format!("\"{deep}\""),
            format!("\"\\\"{deep}\""),
            format!("r#\"\"{deep}\"#"),
            format!("// {deep}\n"),
            format!("/* /* */ {deep} */"),
            "'['".repeat(70),
            "'\\''".repeat(70),
        ] {
            assert_eq!(too_deep(&hidden), None, "{hidden}");
            assert!(too_deep(&format!("{hidden}{deep}")).is_some(), "{hidden}");
        }
        // Nothing hides behind what only looks like the beginning of one.
        for shown in [format!("r#x {deep}"), format!("a / {deep}"), format!("for {deep}")] {
            assert!(too_deep(&shown).is_some(), "{shown}");
        }
    }

    #[test]
    fn a_path_that_could_leave_its_pack_is_refused() {
        for bad in
            ["/etc/passwd", "../x", "a/../../x", "a\\b", "c:/x", "a//b", "", "./a", "a/", "a\0b", &"a".repeat(600)]
        {
            assert!(path(bad).is_err(), "{bad:?}");
        }
        assert!(path("story/grey/coffee.beat.ron").is_ok());
    }

    #[test]
    fn a_name_says_what_is_read() {
        for code in ["a.lua", "story/x.JS", "lib.so", "run.sh", "story/a.beat.ron.exe"] {
            assert_eq!(kind(code), Kind::Code, "{code}");
        }
        for read in ["pack.ron", "story/grey/coffee.beat.ron", "scenes/tower.scene.ron"] {
            assert_eq!(kind(read), Kind::Authored, "{read}");
        }
        for beside in ["README.md", "LICENCE", ".git/config", "__MACOSX/story/x.ron", "story/.DS_Store"] {
            assert_eq!(kind(beside), Kind::Beside, "{beside}");
        }
        for unknown in ["story/picture.png", "other/x.ron", "story/pack"] {
            assert_eq!(kind(unknown), Kind::Unknown, "{unknown}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_counting_panic(parts in proptest::collection::vec("[\\[\\](){}\"'/*\\\\#r\n aé]{0,9}", 0..40)) {
            too_deep(&parts.concat());
        }
    }
}
