//! A story is edited, and a life that was begun before goes on in it: through the real program, its assets and
//! its saves.

use super::{
    saves::{last, lived_small, notes, run_small},
    small::{FIRST_FILE, WRITE_FILE},
    terminal::objects,
};
use serde_json::Value;
use std::{fs, path::Path};

const ARGS: [&str; 5] = ["text", "--continue", "--mind", "authored", "--json"];

fn edit(home: &Path, file: &str, changes: &[(&str, &str)]) {
    let file = home.join("assets").join(file);
    let mut text = fs::read_to_string(&file).unwrap();
    for (was, is) in changes {
        assert!(text.contains(was), "{} no longer holds {was}", file.display());
        text = text.replace(was, is);
    }
    fs::write(file, text).unwrap();
}

fn remove(home: &Path, file: &str) {
    fs::remove_file(home.join("assets").join(file)).unwrap();
}

/// What a life was like before its story was edited, and what it is like now.
struct Gone {
    before: Vec<Value>,
    now: Vec<Value>,
}

impl Gone {
    /// The choices that are open now.
    fn choices(&self) -> Vec<String> {
        let choices = last(&self.now, "choices")["choices"].clone();
        choices.as_array().unwrap().iter().map(|choice| choice["id"].as_str().unwrap().to_owned()).collect()
    }

    /// It goes on where it was, and nothing is said about it.
    fn stands(&self) {
        assert_eq!(notes(&self.now), "");
        assert_eq!(last(&self.now, "choices")["choices"][0], last(&self.before, "choices")["choices"][0]);
        assert_eq!(last(&self.now, "state")["turns"], last(&self.before, "state")["turns"]);
    }
}

/// Lives up to these answers, edits the story, and goes on: now, after one more turn, and once more from there.
fn after(input: &str, edits: impl Fn(&Path)) -> Gone {
    let home = lived_small(input);
    let go_on = |input: &str| {
        let output = run_small(home.path(), &ARGS, input);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        objects(&output)
    };
    let before = go_on("");
    let kept = fs::read_to_string(home.path().join("life.journal")).unwrap();
    edits(home.path());
    let now = go_on("");
    assert!(fs::read_to_string(home.path().join("life.journal")).unwrap().starts_with(&kept));
    assert!(!home.path().join("life.journal.aside-1").exists());
    // What was mended is written down: it is not mended, or told, a second time.
    let again = go_on("1\n");
    let told = notes(&again);
    assert!(!told.contains("has changed since") && !told.contains("in the story any more"), "{told}");
    let turns = |told: &[Value]| last(told, "state")["turns"].as_u64().unwrap();
    assert!(turns(&again) >= turns(&now));
    assert_eq!(last(&go_on(""), "state"), last(&again, "state"));
    Gone { before, now }
}

#[test]
fn a_node_was_renamed() {
    let gone = after("", |home| edit(home, FIRST_FILE, &[("\"ask\"", "\"question\"")]));
    assert!(notes(&gone.now).contains("begins again"), "{}", notes(&gone.now));
    assert_eq!(gone.choices(), ["tea", "water"]);
}

#[test]
fn a_beat_was_removed() {
    let gone = after("1\n", |home| {
        remove(home, FIRST_FILE);
        edit(home, WRITE_FILE, &[("when: [Done(\"day/first\")], ", "")]);
    });
    assert!(notes(&gone.now).contains("nearest place"), "{}", notes(&gone.now));
    assert_eq!(last(&gone.now, "choices")["letter"]["part"], "opening");
    // What it remembers of the beat stays.
    assert_eq!(last(&gone.now, "state")["flags"], serde_json::json!(["lit"]));
}

#[test]
fn a_choice_was_removed() {
    let tea = "\n        Choice(id: \"tea\", text: \"Drink tea.\", deed: true, then: \"tea\", effects: [Set(\"lit\"), Add(\"cups\", 1), \
               Move(Rest, 0.7)]),";
    after("1\n", |home| edit(home, FIRST_FILE, &[(tea, "")])).stands();
    // It was open, and is not any more.
    let gone = after("", |home| edit(home, FIRST_FILE, &[(tea, "")]));
    assert_eq!((notes(&gone.now).as_str(), gone.choices().as_slice()), ("", &["water".to_owned()][..]));
}

#[test]
fn the_id_of_a_line_was_changed() {
    after("1\n", |home| edit(home, FIRST_FILE, &[("Line(id: \"hot\"", "Line(id: \"very_hot\"")])).stands();
}

#[test]
fn a_fact_was_removed() {
    after("1\n", |home| {
        edit(home, "story/story.ron", &[("\"lit\": \"The lamp is on.\"", "")]);
        edit(home, FIRST_FILE, &[("Set(\"lit\"), ", "")]);
        edit(home, "story/day/lamp.beat.ron", &[("Set(\"lit\")", "")]);
    })
    .stands();
}

#[test]
fn a_scene_was_removed() {
    let gone = after("1\n", |home| {
        remove(home, "scenes/yard.scene.ron");
        edit(home, FIRST_FILE, &[("Go(\"yard\")", "Go(\"room\")")]);
    });
    assert!(notes(&gone.now).contains("He is in the room"), "{}", notes(&gone.now));
    assert_eq!(last(&gone.now, "place")["scene"], "room");
    assert_eq!(gone.choices(), ["stay", "call"]);
}

#[test]
fn a_part_of_a_letter_was_removed() {
    let part = "\n    Part(id: \"opening\", ask: \"How does it begin?\", fragments: [Fragment(id: \"dear\", text: \"Dear you,\", \
                warmth: 0.5)]),";
    // It was written already: the letter goes on with the next one, and does not pass one over.
    let gone = after("1\n1\n1\n", |home| edit(home, "story/letters/note.letter.ron", &[(part, "")]));
    assert!(notes(&gone.now).contains("part of this letter"), "{}", notes(&gone.now));
    let letter = &last(&gone.now, "choices")["letter"];
    assert_eq!((letter["part"].as_str(), letter["so_far"].as_str()), (Some("middle"), Some("Dear you,")));
    // It was to be written next: the letter goes on with the one after it.
    let gone = after("1\n1\n", |home| edit(home, "story/letters/note.letter.ron", &[(part, "")]));
    assert_eq!(last(&gone.now, "choices")["letter"]["part"], "middle");
}

#[test]
fn an_ending_was_removed() {
    let home = lived_small("1\n1\n1\n1\n1\n1\n");
    assert_eq!(last(&objects(&run_small(home.path(), &ARGS, "")), "ending")["id"], "over");
    remove(home.path(), "story/endings/over.ending.ron");
    edit(home.path(), WRITE_FILE, &[("\"end\": End(\"over\")", "\"end\": Do(effects: [], then: \"done\")")]);
    for told in [objects(&run_small(home.path(), &ARGS, "")), objects(&run_small(home.path(), &ARGS, "1\n"))] {
        assert!(told.iter().all(|object| object["kind"] != "ending"), "{told:?}");
        assert_eq!(last(&told, "choices")["choices"][0]["thing"], "lamp");
        assert_eq!(last(&told, "state")["ending"], Value::Null);
    }
}

#[test]
fn the_conditions_of_a_beat_were_changed() {
    after("", |home| edit(home, FIRST_FILE, &[("pull: 0.9,", "pull: 0.9, when: [In(\"yard\")],")])).stands();
}

#[test]
fn a_member_of_the_cast_was_removed() {
    after("1\n", |home| {
        edit(home, "story/cast.ron", &[("    \"anna\": Member(name: \"Anna\"),\n", "")]);
        edit(home, FIRST_FILE, &[("who: \"anna\"", "who: \"narrator\"")]);
    })
    .stands();
}

#[test]
fn what_would_hurt_a_life_is_found_before_it_is_published() {
    let home = lived_small("1\n");
    let folder = home.path().to_string_lossy().into_owned();
    let check = |arguments: &[&str]| {
        let mut all = vec!["saves", "check", folder.as_str()];
        all.extend(arguments);
        let output = run_small(home.path(), &all, "");
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = check(&[]);
    assert_eq!((code, said.as_str()), (Some(0), "life.journal: goes on, at day/first (yard)\n"));
    edit(home.path(), FIRST_FILE, &[("\"yard\"", "\"garden\""), ("Go(\"garden\")", "Go(\"yard\")")]);
    let (code, said) = check(&["--json"]);
    let checks: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, checks[0]["hurt"].as_bool()), (Some(1), Some(true)));
    assert_eq!(checks[0]["goes_on"], true);
    assert_eq!(checks[0]["at"], "day/first (ask)");
    edit(home.path(), "story/story.ron", &[("\"lit\": \"The lamp is on.\"", "\"light\": \"The lamp is on.\"")]);
    edit(home.path(), FIRST_FILE, &[("Set(\"lit\")", "Set(\"light\")")]);
    edit(home.path(), "story/day/lamp.beat.ron", &[("Set(\"lit\")", "Set(\"light\")")]);
    let (code, said) = check(&[]);
    assert!(code == Some(1) && said.contains("not in the story: flag lit"), "{said}");
    // Nothing was changed by looking.
    assert!(!home.path().join("life.journal.aside-1").exists());
}
