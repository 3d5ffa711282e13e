//! Putting the files into a pack: all of them or none, and none over another that is there.

use super::ron_text::{part_of, text_of};
use crate::script::{Beat, Cast, CastId, Member, Node, parse_source};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Why the checker need not ask for moods.
const SAME: &str = "    // allow(W111): a card says the same, whatever came before";

/// What stands at the top of a file that was made here.
const HEAD: &str = "// Made from a character card. Read it, change it; docs/writing.md says how.\n";

/// `pack.ron`, as far as an import writes it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Pack")]
pub(super) struct PackFile {
    pub id: String,
    pub name: String,
    pub version: String,
    pub authors: Vec<String>,
    pub languages: Vec<String>,
    pub content: Vec<String>,
    pub licence: String,
    pub about: String,
}

/// What is to be put into a pack.
pub(super) struct Made<'a> {
    pub pack: &'a PackFile,
    pub cast: &'a CastId,
    pub member: &'a Member,
    pub beat: &'a Beat,
}

/// What was put there, and what somebody should know about it.
pub(super) struct Put {
    pub files: Vec<PathBuf>,
    pub notes: Vec<String>,
}

/// The name of the beat in which somebody of a pack is met: `meet`, unless somebody else is met there.
pub(super) fn beat_name(into: &Path, pack: &str, cast: &str) -> String {
    let there = fs::read_to_string(into.join(format!("story/{pack}/meet.beat.ron"))).ok();
    let other = there.is_some_and(|text| {
        let met = |beat: &Beat| {
            let mut talks = beat.nodes.values().filter_map(|node| match node {
                Node::Turn { talk: Some(talk), .. } => Some(&talk.with),
                _ => None,
            });
            talks.any(|with| *with == *cast)
        };
        !parse_source::<Beat>("meet", &text).is_ok_and(|beat| met(&beat))
    });
    if other { format!("meet-{cast}") } else { "meet".to_owned() }
}

/// Puts everything where it belongs.
pub(super) fn put(into: &Path, made: &Made, replace: bool) -> Result<Put, String> {
    if into.exists() && !into.is_dir() {
        return Err(format!("{} is a file, and should be the folder of a pack", into.display()));
    }
    let (files, notes) = plan(into, made, replace)?;
    let parent = into.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|why| format!("{}: {why}", parent.display()))?;
    let staging = Staging(parent.join(format!(".{}.importing-{}", made.pack.id, std::process::id())));
    fs::create_dir(&staging.0).map_err(|why| format!("{}: {why}", staging.0.display()))?;
    for (path, text) in &files {
        let file = staging.0.join(path);
        let folder = file.parent().unwrap_or(&staging.0);
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        fs::write(&file, text).map_err(|why| format!("{}: {why}", file.display()))?;
    }
    if into.exists() {
        let mut done = Vec::new();
        for (path, _) in &files {
            move_in(&staging.0.join(path), &into.join(path)).map_err(|why| {
                let before = if done.is_empty() { "nothing".to_owned() } else { done.join(", ") };
                format!("{}: {why}; {before} was written before that", into.join(path).display())
            })?;
            done.push(path.clone());
        }
    } else {
        fs::rename(&staging.0, into).map_err(|why| format!("{}: {why}", into.display()))?;
    }
    Ok(Put { files: files.iter().map(|(path, _)| into.join(path)).collect(), notes })
}

/// A folder that is gone when it is no longer needed.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // If it became the pack itself, there is nothing left to clear away.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn move_in(from: &Path, to: &Path) -> std::io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(from, to)
}

/// Every file with its text, by its path in the pack; or why it cannot be.
fn plan(into: &Path, made: &Made, replace: bool) -> Result<(Vec<(String, String)>, Vec<String>), String> {
    let mut files = Vec::new();
    let mut notes = Vec::new();
    if !into.join("pack.ron").exists() {
        files.push(("pack.ron".to_owned(), text_of("pack.ron", made.pack)?));
    }
    let cast = "story/cast.ron";
    files.push((cast.to_owned(), cast_text(&into.join(cast), made, replace, &mut notes)?));
    let beat = format!("story/{}.beat.ron", made.beat.id);
    if into.join(&beat).exists() && !replace {
        return Err(format!("{} is there already; --replace writes over it", into.join(&beat).display()));
    }
    let text = text_of(&beat, made.beat)?;
    let text = format!("{HEAD}{}", text.replacen("\n    id:", &format!("\n{SAME}\n    id:"), 1));
    files.push((beat, text));
    Ok((files, notes))
}

/// The cast with the new member in it. What stands there already stays as somebody wrote it.
fn cast_text(file: &Path, made: &Made, replace: bool, notes: &mut Vec<String>) -> Result<String, String> {
    let mut cast = Cast::default();
    let there = if file.exists() {
        let text = fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
        let path = file.to_string_lossy();
        cast = parse_source(&path, &text).map_err(|fault| format!("{fault}\nmend that first"))?;
        Some(text)
    } else {
        None
    };
    let known = cast.members.insert(made.cast.clone(), made.member.clone()).is_some();
    if known && !replace {
        return Err(format!("{} has a member `{}` already; --replace writes over it", file.display(), made.cast));
    }
    match there {
        None => Ok(format!("{HEAD}{}", text_of("story/cast.ron", &cast)?)),
        Some(text) => match with_member(&text, &cast, made)?.filter(|_| !known) {
            Some(text) => Ok(text),
            None if !replace => Err(format!(
                "{} is not laid out so that a member can be put into it; --replace writes it anew",
                file.display()
            )),
            None => {
                notes.push(format!("{} was written anew: comments in it are gone", file.display()));
                text_of("story/cast.ron", &cast)
            }
        },
    }
}

/// The text with the member put in as the first, comments and all; none if the result would not read as `whole`.
fn with_member(text: &str, whole: &Cast, made: &Made) -> Result<Option<String>, String> {
    let member = format!("\n        \"{}\": {},", made.cast, part_of(made.member, 8)?);
    for (at, word) in text.match_indices("members") {
        let Some(open) = text.get(at + word.len()..).and_then(|rest| rest.find('{')) else { continue };
        let mut text = text.to_owned();
        text.insert_str(at + word.len() + open + 1, &member);
        if parse_source::<Cast>("cast.ron", &text).is_ok_and(|read| read == *whole) {
            return Ok(Some(text));
        }
    }
    Ok(None)
}
