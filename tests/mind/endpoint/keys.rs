//! `room-tone key`, and that no key is ever repeated.

use super::KEY;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Runs `room-tone key` where no keyring can be reached, and gives the exit code and all that was printed.
fn key(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let home = tempfile::tempdir().expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_room-tone"))
        .arg("key")
        .args(arguments)
        .env("ROOM_TONE_HOME", home.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // It may be done before it has read anything.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(std::fs::read_dir(home.path()).expect("a folder").count(), 0, "nothing is written in a file");
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&printed).into_owned())
}

#[test]
fn a_key_is_for_a_server() {
    for what in ["set", "forget"] {
        let (code, printed) = key(&[what], KEY);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains("--endpoint https://"), "{printed}");
        let (code, printed) = key(&[what, "--endpoint", "nowhere"], KEY);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains("http://127.0.0.1:8080/v1") && !printed.contains(KEY), "{printed}");
    }
}

#[test]
fn what_is_no_key_is_said_and_not_repeated() {
    for no_key in ["", "\n", "sk-hush hush", "sk-hush\nsk-hush", "sk-hüsch"] {
        let (code, printed) = key(&["set", "--endpoint", "https://host.example/v1"], no_key);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains("key") && !printed.contains("sk-h"), "{printed}");
    }
    let (code, printed) = key(&["set", "--endpoint", "https://host.example/v1", "sk-hush"], "");
    assert_eq!(code, Some(2), "a key is never an argument: {printed}");
}

/// On other systems the keyring is no service that a variable could hide.
#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_the_other_way_is_named() {
    for what in ["set", "forget"] {
        let (code, printed) = key(&[what, "--endpoint", "https://host.example/v1"], KEY);
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains("ROOM_TONE_KEY") && !printed.contains(KEY), "{printed}");
    }
}
