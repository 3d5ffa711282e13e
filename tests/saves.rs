//! Saved lives: damaged, newer, and cut off in the middle. Through the real program and real files.

use super::terminal::{objects, run};
use std::fs;

const ARGS: [&str; 5] = ["text", "--continue", "--mind", "authored", "--json"];

fn lived() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["text", "--seed", "7", "--mind", "authored"], "1\n1\n1\n");
    home
}

#[test]
fn a_torn_last_line_loses_only_that_turn_and_the_torn_file_is_kept() {
    let home = lived();
    let file = home.path().join("life.journal");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 5]).unwrap();
    let told = objects(&run(home.path(), &ARGS, ""));
    assert!(told.iter().any(|o| o["kind"] == "note" && o["text"].as_str().unwrap().contains("life.journal.aside-1")));
    assert!(told.iter().any(|o| o["kind"] == "choices"));
    assert_eq!(fs::read(home.path().join("life.journal.aside-1")).unwrap(), whole[..whole.len() - 5]);
    let mended = fs::read_to_string(&file).unwrap();
    assert!(String::from_utf8(whole).unwrap().starts_with(&mended) && mended.ends_with('\n'));
}

#[test]
fn a_newer_save_is_set_aside_untouched() {
    let home = lived();
    let file = home.path().join("life.journal");
    let newer = fs::read_to_string(&file).unwrap().replacen("\"format\":1", "\"format\":99", 1);
    fs::write(&file, &newer).unwrap();
    let output = run(home.path(), &ARGS, "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(home.path().join("life.journal.aside-1")).unwrap(), newer);
    assert!(String::from_utf8_lossy(&output.stderr).contains("newer"));
}

#[test]
fn nonsense_for_a_save_is_set_aside_and_a_new_life_begins() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path()).unwrap();
    let nonsense = [0u8, 159, 146, 150, b'\n', b'{'];
    fs::write(home.path().join("life.journal"), nonsense).unwrap();
    let told = objects(&run(home.path(), &["text", "--mind", "authored", "--json"], ""));
    assert!(told.iter().any(|o| o["kind"] == "note" && o["text"].as_str().unwrap().contains("damaged")));
    assert!(told.iter().any(|o| o["kind"] == "choices"));
    assert_eq!(fs::read(home.path().join("life.journal.aside-1")).unwrap(), nonsense);
}

#[test]
fn a_new_life_never_overwrites_the_old_one() {
    let home = lived();
    let before = fs::read(home.path().join("life.journal")).unwrap();
    run(home.path(), &["text", "--new", "--seed", "8", "--mind", "authored"], "");
    assert_eq!(fs::read(home.path().join("life.journal.aside-1")).unwrap(), before);
}

#[test]
fn a_home_that_cannot_be_written_is_said_and_the_life_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let blocked = home.path().join("file");
    fs::write(&blocked, "not a folder").unwrap();
    let told = objects(&run(&blocked, &["text", "--seed", "7", "--mind", "authored", "--json"], "1\n1\n"));
    let notes: Vec<_> = told.iter().filter(|o| o["kind"] == "note").collect();
    assert!(notes.iter().any(|o| o["text"].as_str().unwrap().contains("not being saved")), "{notes:?}");
    assert!(told.iter().filter(|o| o["kind"] == "choices").count() >= 3);
}
