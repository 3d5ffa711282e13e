//! The whole game through its terminal, as the real program with real standard streams.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Runs `room-tone` with these arguments and this input, at home in `home`.
pub fn run(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_room-tone"))
        .args(arguments)
        .env("ROOM_TONE_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may be done before it has read everything; that is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The objects that `--json` printed; anything else on standard output is a fault.
pub fn objects(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("not JSON: {line}: {why}")))
        .collect()
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// Plays `NAME.in` with this seed and compares with `NAME.out`. `UPDATE_GOLDEN=1` writes it anew, for a
/// writer to read through.
fn plays_as_written(name: &str, seed: &str) {
    let home = tempfile::tempdir().unwrap();
    let input = fs::read_to_string(golden(&format!("{name}.in"))).unwrap();
    let output = run(home.path(), &["text", "--seed", seed, "--mind", "authored"], &input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let file = golden(&format!("{name}.out"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &told).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if let Some((line, (was, is))) = expected.lines().zip(told.lines()).enumerate().find(|(_, (a, b))| a != b) {
        panic!("{name}.out, line {}:\n  was: {was}\n  is:  {is}", line + 1);
    }
    assert_eq!(expected.lines().count(), told.lines().count(), "{name} is longer or shorter than it was");
}

/// This one types, and is understood by what it means.
#[cfg(feature = "sentence-model")]
#[test]
fn a_life_of_evasions_ends_sent() {
    plays_as_written("sent", "1");
}

/// This one types, too.
#[cfg(feature = "sentence-model")]
#[test]
fn a_cruel_life_ends_shut() {
    plays_as_written("shut", "6");
}

#[test]
fn a_kind_life_ends_released() {
    plays_as_written("released", "2");
}

#[test]
fn a_silent_life_ends_in_room_tone() {
    plays_as_written("room-tone", "2");
}

#[test]
fn json_says_each_thing_on_a_line_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let input = fs::read_to_string(golden("room-tone.in")).unwrap();
    let told = objects(&run(home.path(), &["text", "--seed", "2", "--mind", "authored", "--json"], &input));
    for object in &told {
        let kind = object["kind"].as_str().unwrap();
        assert!(["line", "choices", "place", "state", "note", "card", "show", "ending"].contains(&kind), "{object}");
    }
    assert_eq!(told.last().unwrap()["id"], "room-tone");
    // It waits only where it has printed choices: as many as there were inputs.
    let waits = told.iter().filter(|o| o["kind"] == "choices").count();
    assert!(waits <= input.lines().count(), "{waits} waits for {} lines", input.lines().count());
}

#[test]
fn the_end_of_input_is_a_quit_and_the_life_goes_on_from_there() {
    let home = tempfile::tempdir().unwrap();
    let first = objects(&run(home.path(), &["text", "--seed", "7", "--mind", "authored", "--json"], "1\n1\n"));
    let again = objects(&run(home.path(), &["text", "--continue", "--mind", "authored", "--json"], ""));
    let last = |told: &[Value], kind: &str| told.iter().rev().find(|o| o["kind"] == kind).unwrap().clone();
    assert_eq!(last(&first, "choices"), last(&again, "choices"));
    assert_eq!(last(&first, "state"), last(&again, "state"));
    assert_eq!(last(&first, "place"), last(&again, "place"));
}

#[test]
fn nonsense_is_answered_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let input = "99\n/act moon\n/dance\n/act\n\u{1F4A9}\u{0}\u{FEFF}\n";
    let told = objects(&run(home.path(), &["text", "--seed", "7", "--mind", "authored", "--json"], input));
    let states: Vec<_> = told.iter().filter(|o| o["kind"] == "state").collect();
    assert!(told.iter().filter(|o| o["kind"] == "note").count() >= 4);
    assert!(states.len() > 1);
    assert_eq!(states[0]["gauges"], states[states.len() - 1]["gauges"]);
}

#[test]
fn a_wrong_command_says_what_is_right() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, says) in [
        (&["text", "--continue"][..], "there is no life to continue"),
        (&["check", "--pack", "nowhere"][..], "there is no such folder"),
        (&["text", "--mind", "endpoint"][..], "--endpoint"),
    ] {
        let output = run(home.path(), arguments, "");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(says), "{arguments:?}: {error}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn what_typed_words_would_be_taken_for_is_told_a_line_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let told = run(home.path(), &["understand", "--beat", "hello/minute", "--json"], "Who are you?\n\nzxcv qwer\n");
    let told = objects(&told);
    assert_eq!(told.len(), 3);
    assert_eq!(
        (told[0]["accept"].as_str(), told[0]["by"].as_str()),
        (Some("type-who"), Some("Exactly")),
        "{}",
        told[0]
    );
    assert!(told[1]["accept"].is_null() && told[2]["accept"].is_null(), "{told:?}");
    let wrong = run(home.path(), &["understand", "--beat", "hello/minite"], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("hello/minute"));
}
