//! `check` on the story as it is, on one that is much longer, and with mending, as the real program.

use room_tone::{
    platform,
    script::{Source, check, load_folder},
};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

fn story() -> Vec<Source> {
    load_folder(&platform::assets_dir()).unwrap()
}

#[test]
fn the_story_gives_no_warning_that_has_no_reason() {
    let (_, faults) = check(&story());
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The text with a word more in each line, so that no sentence stands in two files.
fn reworded(text: &str, word: &str) -> String {
    let mut parts = text.split("text: \"");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let at = part.find([' ', '"']).unwrap_or_default();
        all.push_str(&format!("text: \"{} {word}{}", &part[..at], &part[at..]));
    }
    all
}

/// Each beat of the story so many times over, each copy a story of its own.
fn long_story(times: usize) -> Vec<Source> {
    let mut all = story();
    let beats: Vec<Source> = all.iter().filter(|source| source.path.ends_with(".beat.ron")).cloned().collect();
    for copy in 0..times {
        for beat in &beats {
            let mut text = reworded(&beat.text, &format!("k{copy}"));
            for folder in ["beyond", "flat", "grey", "hello"] {
                text = text.replace(&format!("\"{folder}/"), &format!("\"k{copy}/{folder}/"));
            }
            all.push(Source { path: beat.path.replacen("story/", &format!("story/k{copy}/"), 1), text });
        }
    }
    all
}

#[test]
fn five_hundred_files_are_checked_in_a_second() {
    let files = long_story(16);
    assert!(files.len() > 500, "{} files", files.len());
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let (script, _) = check(&files);
        best = best.min(start.elapsed());
        assert!(script.is_some());
    }
    assert!(best < Duration::from_secs(1), "{} files took {best:?}", files.len());
}

fn run(assets: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_room-tone")).args(arguments).env("ROOM_TONE_ASSETS", assets).output().unwrap()
}

#[test]
fn mending_shows_what_it_does_and_checks_again() {
    let home = tempfile::tempdir().unwrap();
    for source in story() {
        let file = home.path().join(&source.path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, source.text).unwrap();
    }
    let file = home.path().join("story/grey/coffee.beat.ron");
    let whole = fs::read_to_string(&file).unwrap();
    let spoilt = whole.replacen("weren’t", "weren't", 1).replacen("then: \"done\"", "then: \"doen\"", 1);
    fs::write(&file, &spoilt).unwrap();

    assert_eq!(run(home.path(), &["check"]).status.code(), Some(1));
    let shown = run(home.path(), &["check", "--fix", "--dry-run"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(text.contains("--- a/story/grey/coffee.beat.ron") && text.contains("2 mends would be made"), "{text}");
    assert_eq!(shown.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), spoilt);

    let made = run(home.path(), &["check", "--fix", "--json"]);
    assert_eq!(made.status.code(), Some(0));
    let left: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(left.as_array().map(Vec::len), Some(0), "{left}");
    assert!(String::from_utf8_lossy(&made.stderr).contains("2 mends made in 1 files"));
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
}
