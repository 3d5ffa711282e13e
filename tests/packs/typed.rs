//! `room-tone packs`, as the real program with real folders.

use super::{COFFEE, coffee, folder, manifest, zipped};
use crate::terminal::run;
use serde_json::Value;
use std::{fs, path::Path, process::Output};

fn said(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn packs(home: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = run(home, &[&["packs"][..], arguments].concat(), "");
    let (out, err) = said(&output);
    (output.status.code(), out, err)
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    folder(&home.path().join("mods"), "harbour", "about: \"By the sea.\"", &[(COFFEE, &coffee("Cocoa."))]);
    home
}

#[test]
fn a_pack_is_listed_turned_on_weighed_and_turned_off() {
    let home = home();
    let home = home.path();
    let (code, out, _) = packs(home, &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains("harbour") && out.contains("By the sea.") && out.contains("replaces 1 beat"), "{out}");

    assert_eq!(packs(home, &["enable", "harbour"]).0, Some(0));
    assert!(fs::read_to_string(home.join("packs.ron")).unwrap().contains("harbour"));
    let (_, out, _) = packs(home, &["--json"]);
    let list: Value = serde_json::from_str(&out).unwrap();
    let harbour = list.as_array().unwrap().iter().find(|pack| pack["id"] == "harbour").unwrap();
    assert_eq!((&harbour["on"], &harbour["order"], &harbour["version"]), (&true.into(), &1.into(), &"1.0.0".into()));

    let (_, out, _) = packs(home, &["changes"]);
    assert!(out.contains("beat grey/coffee is replaced") && out.contains("→ Cocoa."), "{out}");
    let (_, out, _) = packs(home, &["changes", "harbour", "--json"]);
    let all: Value = serde_json::from_str(&out).unwrap();
    assert!(all.as_array().unwrap().iter().any(|change| change["field"] == "summary" && change["is"] == "Cocoa."));

    assert_eq!(packs(home, &["disable", "harbour"]).0, Some(0));
    let (_, out, _) = packs(home, &["changes"]);
    assert!(!out.contains("coffee"), "{out}");
}

#[test]
fn what_cannot_be_turned_on_stays_off() {
    let home = home();
    let home = home.path();
    let mods = home.join("mods");
    folder(&mods, "broken", "", &[("story/x/y.beat.ron", "Beat(")]);
    folder(&mods, "needy", "needs: {\"nobody\": \"*\"}", &[]);
    for (id, says) in
        [("broken", "it stays off"), ("needy", "which is not there"), ("habrour", "did you mean harbour?")]
    {
        let (code, out, err) = packs(home, &["enable", id]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.contains(says), "{err}");
    }
    assert!(!home.join("packs.ron").exists());
    assert_eq!(packs(home, &["disable", "nobody"]).0, Some(2));
}

#[test]
fn a_damaged_order_is_set_aside_and_said() {
    let home = home();
    fs::write(home.path().join("packs.ron"), "Packs(packs: [oops").unwrap();
    let (code, _, err) = packs(home.path(), &[]);
    assert_eq!(code, Some(0));
    assert!(err.contains("packs.ron.aside-1"), "{err}");
    assert_eq!(fs::read_to_string(home.path().join("packs.ron.aside-1")).unwrap(), "Packs(packs: [oops");
}

#[test]
fn one_pack_is_checked_wherever_it_lies() {
    let home = home();
    let home = home.path();
    let check = |place: &Path| packs(home, &["check", place.to_str().unwrap()]);
    let (code, out, _) = check(&home.join("mods/harbour"));
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("harbour: 1 files, 0 errors"), "{out}");

    let bad = folder(home, "bad", "", &[("story/x/y.beat.ron", "Beat(\n  id: \"x/y\",\n  porpoise: \"\",\n)")]);
    let (code, out, _) = check(&bad);
    assert_eq!(code, Some(1));
    assert!(out.contains("mods/bad/story/x/y.beat.ron:3:"), "{out}");

    let zip = home.join("climbs.zip");
    fs::write(&zip, zipped(&[("pack.ron", &manifest("climbs", "")), ("../x", "")])).unwrap();
    let (code, out, _) = check(&zip);
    assert_eq!(code, Some(1));
    assert!(out.contains("not a path within the pack") && out.contains("help: "), "{out}");
    assert_eq!(check(&home.join("nowhere")).0, Some(2));

    // What it needs is laid under it, although nothing is on.
    let above = folder(home, "above", "needs: {\"harbour\": \">=1.0\"}", &[]);
    let (code, out, _) = check(&above);
    assert_eq!(code, Some(0), "{out}");
}
