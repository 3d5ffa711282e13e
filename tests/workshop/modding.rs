//! `docs/modding.md`, followed word for word by somebody who does exactly what it says: every file is
//! written, every command run by the real program, every plan played, and what is said to be printed
//! is looked for.

// The commands of the guide are for a shell.
#![cfg(unix)]

use room_tone::{
    packs, platform,
    script::{Code, Source, check, load_folder},
    tools::plan,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
    process::{Command, Stdio},
};

/// A fenced block of the guide.
struct Block<'t> {
    /// The word after the fence.
    language: &'t str,
    body: String,
    /// Where it begins, counted from 1.
    line: usize,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        if let Some(language) = line.strip_prefix("```") {
            match open.take() {
                Some(block) => blocks.push(block),
                None => open = Some(Block { language, body: String::new(), line: at + 1 }),
            }
        } else if let Some(block) = &mut open {
            block.body.push_str(line);
            block.body.push('\n');
        }
    }
    assert!(open.is_none(), "a block of the guide is never closed");
    blocks
}

/// The reader's folder, which is the game's home as well: so `mods/` in it is where packs are looked for.
struct Reader {
    home: tempfile::TempDir,
    /// What the last command printed.
    printed: String,
    /// Whether the last command could not be tried here.
    skipped: bool,
}

impl Reader {
    fn follow(&mut self, block: &Block) -> Result<(), String> {
        match block.language {
            "ron" => self.create(&block.body, "// "),
            "plan" => self.play(&block.body),
            "sh" => self.run(&block.body),
            "text" if self.skipped => Ok(()),
            "text" => {
                let missing = block.body.lines().map(str::trim).find(|line| !self.printed.contains(line));
                missing.map_or(Ok(()), |line| Err(format!("`{line}` was not printed, but:\n{}", self.printed)))
            }
            other => Err(format!("nobody knows what to do with a block of `{other}`")),
        }
    }

    /// Writes a block to the path in its first line.
    fn create(&self, body: &str, comment: &str) -> Result<(), String> {
        let path =
            body.lines().next().and_then(|line| line.strip_prefix(comment)).ok_or("its first line is no path")?;
        let path = Path::new(path.trim());
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("{} leads out of the folder", path.display()));
        }
        let file = self.home.path().join(path);
        let folder = file.parent().ok_or("a file without a folder")?;
        fs::create_dir_all(folder).and_then(|()| fs::write(&file, body)).map_err(|why| why.to_string())
    }

    fn play(&self, body: &str) -> Result<(), String> {
        self.create(body, "# ")?;
        let (script, faults) = check(&laid_over(&self.pack()));
        let script = script.ok_or_else(|| format!("the story can’t be played: {faults:?}"))?;
        plan::play(&script, body).map(|_| ()).map_err(|fault| format!("its line {fault}"))
    }

    /// Runs a block in a shell in which `cargo run --` is the program that was built for this test.
    fn run(&mut self, body: &str) -> Result<(), String> {
        self.printed.clear();
        self.skipped = body.contains("zip") && !there_is("zip");
        if self.skipped {
            return Ok(());
        }
        let script = format!("set -e\ncargo() {{ shift 2; \"$ROOM_TONE\" \"$@\"; }}\n{body}");
        let output = Command::new("sh")
            .arg("-c")
            .arg(script)
            .current_dir(self.home.path())
            .env("ROOM_TONE", env!("CARGO_BIN_EXE_room-tone"))
            .env("ROOM_TONE_HOME", self.home.path())
            .stdin(Stdio::null())
            .output()
            .map_err(|why| why.to_string())?;
        self.printed = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        let said = body.split_once("exit code ").and_then(|(_, rest)| rest.split(':').next());
        let expected = said.and_then(|said| said.trim().parse::<i32>().ok()).unwrap_or(0);
        let code = output.status.code();
        if code == Some(expected) {
            return Ok(());
        }
        Err(format!("exit code {code:?}, not {expected}:\n{}", self.printed))
    }

    fn pack(&self) -> PathBuf {
        self.home.path().join("mods/my-pack")
    }
}

/// Whether the shell finds a program of that name.
fn there_is(program: &str) -> bool {
    let found = Command::new("sh").arg("-c").arg(format!("command -v {program}")).stdout(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// The base story with one pack over it.
fn laid_over(pack: &Path) -> Vec<Source> {
    packs::sources(&[pack.to_path_buf()], false).unwrap().sources
}

#[test]
fn the_guide_can_be_followed_word_for_word() {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/modding.md")).unwrap();
    let blocks = blocks(&guide);
    let count = |language: &str| blocks.iter().filter(|block| block.language == language).count();
    assert!(count("ron") > 8 && count("sh") > 8 && count("plan") > 3 && count("text") > 5, "the guide has shrunk");

    let mut reader = Reader { home: tempfile::tempdir().unwrap(), printed: String::new(), skipped: false };
    for block in &blocks {
        if let Err(why) = reader.follow(block) {
            panic!("docs/modding.md:{}, the {} block: {why}", block.line, block.language);
        }
        if reader.skipped && block.language == "sh" {
            eprintln!("There is no `zip` here, so this was not tried: {}", block.body);
        }
    }

    // What the reader has by then is as sound as what we ship.
    let (_, known) = check(&load_folder(&platform::assets_dir()).unwrap());
    let known: BTreeSet<(Code, String)> = known.into_iter().map(|fault| (fault.code, fault.what)).collect();
    let (_, faults) = check(&laid_over(&reader.pack()));
    let new: Vec<_> = faults.iter().filter(|fault| !known.contains(&(fault.code, fault.what.clone()))).collect();
    assert!(new.is_empty(), "{new:?}");
}

#[test]
fn a_guide_that_is_wrong_is_noticed() {
    let mut reader = Reader { home: tempfile::tempdir().unwrap(), printed: String::new(), skipped: false };
    let follow = |reader: &mut Reader, language: &'static str, body: &str| {
        reader.follow(&Block { language, body: body.into(), line: 1 })
    };
    assert!(follow(&mut reader, "sh", "cargo run -- check --pack mods/nowhere\n").is_err());
    assert!(follow(&mut reader, "sh", "echo one\n").is_ok());
    assert!(follow(&mut reader, "text", "one\n").is_ok());
    assert!(follow(&mut reader, "text", "two\n").is_err());
    assert!(follow(&mut reader, "sh", "false   # exit code 1: as it should\n").is_ok());
    assert!(follow(&mut reader, "ron", "// ../out.ron\nPack()\n").is_err());
    assert!(follow(&mut reader, "python", "print()\n").is_err());
}
