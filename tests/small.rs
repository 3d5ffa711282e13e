//! A story that is small enough to be edited in a test: a morning, a letter, an ending.

use room_tone::{
    script::{Script, check, load_folder},
    talk::PlayerInput,
    tools::Driver,
};
use std::{fs, path::Path};

const MANIFEST: &str = r#"Story(id: "small", title: "Small", version: "1", scene: "room", facts: Facts(
    flags: {"lit": "The lamp is on."},
    counts: {"cups": "How many cups."},
))"#;

const CAST: &str = r#"Cast(members: {
    "narrator": Member(name: ""),
    "theodore": Member(name: "Theodore"),
    "samantha": Member(name: "Samantha"),
    "anna": Member(name: "Anna"),
})"#;

const TOPICS: &str = r#"Topics(who: "samantha", accepts: [], breaths: [])"#;

const ROOM: &str = r#"Scene(id: "room", name: "the room",
    marks: [Mark(id: "door", eye: (0.0, 1.5, 0.0), look: (0.0, 1.5, -1.0))],
    things: {"lamp": Thing(name: "the lamp", at: (0.0, 1.0, 0.0), half: (0.1, 0.1, 0.1), mark: "door")},
)"#;

const YARD: &str = r#"Scene(id: "yard", name: "the yard",
    marks: [Mark(id: "gate", eye: (0.0, 1.5, 0.0), look: (0.0, 1.5, -1.0))],
)"#;

const FIRST: &str = r#"Beat(id: "day/first", purpose: "Tea, and out.", pull: 0.9, open: "hello", nodes: {
    "hello": Say(who: "anna", lines: [Line(id: "hello", text: "Good morning.")], then: "ask"),
    "ask": Turn(choices: [
        Choice(id: "tea", text: "Drink tea.", deed: true, then: "tea", effects: [Set("lit"), Add("cups", 1), Move(Rest, 0.7)]),
        Choice(id: "water", text: "Drink water.", deed: true, then: "out"),
    ], silence: "out"),
    "tea": Say(who: "anna", lines: [Line(id: "hot", text: "It is hot.")], then: "out"),
    "out": Do(effects: [Go("yard")], then: "yard"),
    "yard": Turn(choices: [
        Choice(id: "stay", text: "Stay here.", deed: true, then: "in"),
        Choice(id: "call", text: "Is anybody there?", then: "in", effects: [Move(Solitude, 0.5)]),
    ], silence: "in"),
    "in": Do(effects: [Go("room")], then: "done"),
}, summary: "He drinks something and goes out.")"#;

const WRITE: &str = r#"Beat(id: "day/letter", purpose: "A letter.", pull: 0.8, when: [Done("day/first")], open: "write", nodes: {
    "write": Write(letter: "note", well: "last", poorly: "last"),
    "last": Turn(choices: [
        Choice(id: "enough", text: "That is enough.", deed: true, then: "end"),
        Choice(id: "more", text: "Not yet.", deed: true, then: "last", effects: [Add("cups", 1)]),
    ], silence: "last"),
    "end": End("over"),
}, summary: "He writes a letter.")"#;

const LAMP: &str = r#"Beat(id: "day/lamp", purpose: "The lamp.", start: Touch("lamp", "turn the lamp on"), again: true, open: "on", nodes: {
    "on": Do(effects: [Set("lit")], then: "done"),
}, summary: "He turns the lamp on.")"#;

const LETTER: &str = r#"Letter(id: "note", brief: Brief(from: "him", to: "her", why: "It is time.", facts: [],
    forbidden: Forbidden(text: "Not that.", words: ["that thing"]), warmth: 0.5),
parts: [
    Part(id: "opening", ask: "How does it begin?", fragments: [Fragment(id: "dear", text: "Dear you,", warmth: 0.5)]),
    Part(id: "middle", ask: "And then?", fragments: [Fragment(id: "rain", text: "it rains.", warmth: 0.5)]),
    Part(id: "close", ask: "And at last?", typed: true, fragments: [Fragment(id: "bye", text: "Bye.", warmth: 0.5)]),
])"#;

const OVER: &str = r#"Ending(id: "over", title: "Over", card: "That was it.", hint: "Say when.")"#;

/// Where the first beat is.
pub const FIRST_FILE: &str = "story/day/first.beat.ron";
/// Where the beat with the letter in it is.
pub const WRITE_FILE: &str = "story/day/letter.beat.ron";

/// Puts the story into a folder of assets.
pub fn lay_out(assets: &Path) {
    for (path, text) in [
        ("story/story.ron", MANIFEST),
        ("story/cast.ron", CAST),
        ("story/topics.ron", TOPICS),
        ("scenes/room.scene.ron", ROOM),
        ("scenes/yard.scene.ron", YARD),
        (FIRST_FILE, FIRST),
        (WRITE_FILE, WRITE),
        ("story/day/lamp.beat.ron", LAMP),
        ("story/letters/note.letter.ron", LETTER),
        ("story/endings/over.ending.ron", OVER),
    ] {
        let file = assets.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// The story as a script.
pub fn script() -> Script {
    let assets = tempfile::tempdir().unwrap();
    lay_out(assets.path());
    let (script, faults) = check(&load_folder(assets.path()).unwrap());
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// Takes the offers of these numbers, counted from 1, one after the other.
pub fn choose(driver: &mut Driver, numbers: &[usize]) {
    for number in numbers {
        let id = driver.floor().waiting.turn().unwrap().offers[number - 1].id.clone();
        driver.send(PlayerInput::Choose(id));
    }
}
