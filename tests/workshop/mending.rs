//! `check --fix`: certain mends are shown and made.

use crate::checking::story;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

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
