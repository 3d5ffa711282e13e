//! `room-tone saves`: which lives are kept, which copies there are, and what the present story would do to them.

use super::{Driver, cli, story::PackArgs};
use crate::{
    platform,
    save::{self, Fault, SaveSummary},
    script::{Effect, Node, Script},
    story::{Entry, effective},
    talk::{NobodyTypes, PlayerInput, Told, Waiting},
};
use serde::Serialize;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::ExitCode,
    time::SystemTime,
};

/// The running life and the kept ones.
pub(super) fn list() -> ExitCode {
    println!("{}", platform::data_dir().display());
    match platform::storage::read(save::JOURNAL) {
        Ok(None) => println!("  {:<14} none", save::JOURNAL),
        Ok(Some(bytes)) => {
            let read = save::read(&String::from_utf8_lossy(&bytes));
            let note = read.fault.map(wrong_with);
            let life = save::summary(&read.entries());
            row(save::JOURNAL, life.as_ref(), platform::storage::modified(save::JOURNAL), note.as_deref());
        }
        Err(why) => println!("  {:<14} {why}", save::JOURNAL),
    }
    for slot in save::slots() {
        let name = save::journal_name(slot.slot);
        row(&name, slot.summary.as_ref(), slot.played, slot.note.as_deref());
    }
    // Lives that another one took the place of, or that could not be read: nothing is ever thrown away.
    for name in platform::storage::names(save::JOURNAL).iter().filter(|name| name.contains(".aside-")) {
        let text = platform::storage::read(name).ok().flatten().unwrap_or_default();
        let life = save::summary(&save::read(&String::from_utf8_lossy(&text)).entries());
        row(name, life.as_ref(), platform::storage::modified(name), Some("set aside"));
    }
    ExitCode::SUCCESS
}

/// The copies of the running life.
pub(super) fn backups() -> ExitCode {
    let backups = save::backups(save::JOURNAL);
    if backups.is_empty() {
        println!("There are no copies of the running life yet.");
    }
    for backup in backups {
        let bad = backup.summary.is_none().then_some("damaged; an older one is used instead");
        row(&backup.name, backup.summary.as_ref(), backup.made, bad);
    }
    ExitCode::SUCCESS
}

fn row(name: &str, life: Option<&SaveSummary>, when: Option<SystemTime>, note: Option<&str>) {
    let life = life.map_or_else(
        || "nothing in it can be read".to_owned(),
        |life| {
            let end = life.ending.as_ref().map(|ending| format!(", ended {ending}")).unwrap_or_default();
            let (day, phase, act) = (life.day, life.phase.word(), life.act);
            format!("day {day}, {phase}, {}, act {act:?}, {} turns{end}", life.scene, life.turns)
        },
    );
    println!("  {name:<14} {life}{}", when.map(|when| format!(", {}", ago(when))).unwrap_or_default());
    if let Some(note) = note {
        println!("  {:<14} {note}", "");
    }
}

/// How long ago something was, as people say it.
fn ago(when: SystemTime) -> String {
    let minutes = SystemTime::now().duration_since(when).unwrap_or_default().as_secs() / 60;
    match minutes {
        0 => "just now".into(),
        1 => "a minute ago".into(),
        2..120 => format!("{minutes} minutes ago"),
        120..2_880 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

fn wrong_with(fault: Fault) -> String {
    match fault {
        Fault::Damaged(line) => format!("damaged at line {line}"),
        Fault::Newer(format) => format!("made by a newer Room Tone, in format {format}"),
    }
}

/// What the present story would do to one saved life.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Check {
    /// The file.
    pub file: String,
    /// Why it cannot be read, or not whole.
    pub fault: Option<String>,
    /// What it uses and the story no longer has, as `beat grey/tea`.
    pub gone: Vec<String>,
    /// What the player would be told on going on.
    pub told: Vec<String>,
    /// Where it would go on.
    pub at: String,
    /// Whether it comes to a turn, or to its ending.
    pub goes_on: bool,
    /// Whether anything of this would hurt it.
    pub hurt: bool,
}

/// Checks every journal in a folder against the story with packs laid over it.
pub(super) fn check(folder: &Path, packs: &PackArgs, json: bool) -> ExitCode {
    let files = match journals(folder) {
        Ok(files) if files.is_empty() => {
            return cli::fail(&format!("{}: there are no files that end in .journal", folder.display()));
        }
        Ok(files) => files,
        Err(why) => return cli::fail(&why),
    };
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let checks: Vec<_> = files.iter().map(|file| check_file(&script, file)).collect();
    if json {
        match serde_json::to_string_pretty(&checks) {
            Ok(text) => println!("{text}"),
            Err(why) => return cli::fail(&why.to_string()),
        }
    } else {
        checks.iter().for_each(print);
    }
    if checks.iter().any(|check| check.hurt) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn print(check: &Check) {
    println!("{}: {}, at {}", check.file, if check.hurt { "would be hurt" } else { "goes on" }, check.at);
    let nowhere = (!check.goes_on && !check.at.is_empty()).then(|| "it comes to no turn from there".to_owned());
    check.fault.iter().chain(&nowhere).for_each(|why| println!("    {why}"));
    check.gone.iter().for_each(|id| println!("    not in the story: {id}"));
    check.told.iter().for_each(|note| println!("    the player is told: {note}"));
}

fn journals(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let say = |why: std::io::Error| format!("{}: {why}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(say)? {
        let path = entry.map_err(say)?.path();
        if path.extension().is_some_and(|end| end == "journal") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn check_file(script: &Script, file: &Path) -> Check {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    match std::fs::read(file) {
        Ok(bytes) => check_text(script, &name, &String::from_utf8_lossy(&bytes)),
        Err(why) => Check { file: name, fault: Some(why.to_string()), hurt: true, ..Check::default() },
    }
}

/// Reads a journal and really goes on with it, in a story of its own.
fn check_text(script: &Script, name: &str, text: &str) -> Check {
    let read = save::read(text);
    let mut check = Check { file: name.into(), fault: read.fault.map(wrong_with), ..Check::default() };
    let written: Vec<Entry> = read.lines.into_iter().flatten().collect();
    let entries = effective(written);
    let Some(Entry::Began { story, .. }) = entries.first() else {
        check.fault.get_or_insert_with(|| "there is nothing in it".into());
        check.hurt = true;
        return check;
    };
    if *story != script.manifest.id {
        check.fault.get_or_insert_with(|| format!("it belongs to the story `{story}`"));
    }
    check.gone = gone(script, &entries).into_iter().collect();
    let mut driver = Driver::new(script.clone(), |app| {
        app.init_resource::<NobodyTypes>();
    });
    let told = driver.send(PlayerInput::Resume(entries));
    let note = |told| if let Told::Note(note) = told { Some(note) } else { None };
    check.told = told.into_iter().filter_map(note).collect();
    check.at = match driver.life().cursor() {
        Some(cursor) => format!("{} ({})", cursor.beat, cursor.node),
        None => driver.life().scene().map(|scene| format!("the free room, {scene}")).unwrap_or_default(),
    };
    check.goes_on = match &driver.floor().waiting {
        Waiting::Turn(turn) => turn.beat.is_some() || !turn.offers.is_empty(),
        Waiting::Ended(ending) => {
            check.at = format!("its ending, {ending}");
            true
        }
        _ => false,
    };
    check.hurt = check.fault.is_some() || !check.gone.is_empty() || !check.told.is_empty() || !check.goes_on;
    check
}

/// What a life uses and the story does not have. Lines may come and go; so may nodes, as long as it does not stand
/// at one of them, and then the player is told.
fn gone(script: &Script, entries: &[Entry]) -> BTreeSet<String> {
    let mut gone = BTreeSet::new();
    for entry in entries {
        let (kind, id, there) = match entry {
            Entry::Began { scene, .. } => ("scene", scene.as_str(), script.scenes.contains_key(scene)),
            Entry::Entered { beat, .. } => ("beat", beat.as_str(), script.beats.contains_key(beat)),
            Entry::Said { who, .. } => ("member of the cast", who.as_str(), script.cast.members.contains_key(who)),
            Entry::Ended { ending } => ("ending", ending.as_str(), script.endings.contains_key(ending)),
            Entry::Wrote { letter, part, .. } => match script.letters.get(letter) {
                None => ("letter", letter.as_str(), false),
                Some(asked) if asked.parts.iter().any(|known| known.id == *part) => continue,
                Some(_) => {
                    gone.insert(format!("part of a letter {letter}.{part}"));
                    continue;
                }
            },
            Entry::Chose { beat, choice, .. } => {
                // A beat that is gone was said to be.
                let known = script.beats.get(beat).is_none_or(|beat| {
                    beat.nodes.values().any(|node| match node {
                        Node::Turn { choices, .. } => choices.iter().any(|known| known.id == *choice),
                        _ => false,
                    })
                });
                if !known {
                    gone.insert(format!("choice {beat}: {choice}"));
                }
                continue;
            }
            Entry::Did { deed, .. } => {
                ("deed", deed.as_str(), script.topics.deeds.iter().any(|known| known.id == *deed))
            }
            Entry::Applied { effects } => {
                gone.extend(effects.iter().filter_map(|effect| gone_with(script, effect)));
                continue;
            }
            _ => continue,
        };
        if !there {
            gone.insert(format!("{kind} {id}"));
        }
    }
    gone
}

/// What an effect names and the story does not have.
fn gone_with(script: &Script, effect: &Effect) -> Option<String> {
    let facts = &script.manifest.facts;
    match effect {
        Effect::Set(flag) | Effect::Clear(flag) if !facts.flags.contains_key(flag) => Some(format!("flag {flag}")),
        Effect::Add(count, _) if !facts.counts.contains_key(count) => Some(format!("count {count}")),
        Effect::Go(scene) if !script.scenes.contains_key(scene) => Some(format!("scene {scene}")),
        _ => None,
    }
}
