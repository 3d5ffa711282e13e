//! Laying packs over the story, and telling what they change.

use super::{COFFEE, base, base_with, coffee, folder, loaded, manifest, zipped};
use room_tone::{
    packs::{Change, How, Much, changes, read_at, read_zip},
    script::{Code, Diagnostic, Kind, Script, check},
};

fn plays(loaded: &room_tone::packs::Loaded) -> Script {
    let (script, faults) = check(&loaded.sources);
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

const STAIRS: &str = "Beat(id: \"tower/stairs\", purpose: \"He climbs.\", when: [Flag(\"tower_lit\"), Act(Grey)], \
     open: \"o\", nodes: {\"o\": Do(effects: [Set(\"tower_lit\")], then: \"done\")}, summary: \"He climbs the tower.\")";

/// A pack with one of each kind.
fn harbour(mods: &std::path::Path) {
    let means =
        "means: [\"do you smell the sea\", \"is that the sea\", \"the sea is loud\", \"salt\", \"what is out there\"]";
    let topic = |id: &str, line: &str| {
        format!("Accept(id: \"{id}\", {means}, say: [Line(id: \"{id}_harbour\", text: \"{line}\")])")
    };
    let topics = format!(
        "Topics(accepts: [{}, {}])",
        topic("joke", "A gull walks into a lighthouse."),
        topic("harbour-sea", "I hear it all the time now.")
    );
    let letter = "story/letters/widower.letter.ron";
    let ending = "story/endings/sent.ending.ron";
    let scene = "scenes/booth.scene.ron";
    folder(
        mods,
        "harbour",
        "authors: [\"a\"], content: [Loss], licence: \"CC-BY-4.0\", about: \"By the sea.\"",
        &[
            (COFFEE, &coffee("He makes cocoa.")),
            ("story/tower/stairs.beat.ron", STAIRS),
            (letter, &base_with(letter, "warmth: 0.45", "warmth: 0.55")),
            (ending, &base_with(ending, "title: \"Sent\"", "title: \"Posted\"")),
            (scene, &base_with(scene, "name: \"the booth\"", "name: \"the pier\"")),
            (
                "story/story.ron",
                "Story(title: \"Harbour\", acts: {Grey: Arc(beats: 9, tension: [0.1, 0.2])}, \
                 facts: Facts(flags: {\"tower_lit\": \"The tower is lit.\"}))",
            ),
            (
                "story/cast.ron",
                "Cast(members: {\"keeper\": Member(name: \"The keeper\"), \"catherine\": Member(name: \"Cathy\")}, \
                 clients: {\"keeper\": Client(name: \"The keeper\", place: \"The tower\")})",
            ),
            ("story/topics.ron", &topics),
        ],
    );
}

#[test]
fn each_kind_is_added_or_stands_in_the_place_of_what_was_there() {
    let mods = tempfile::tempdir().unwrap();
    harbour(mods.path());
    let before = plays(&loaded(mods.path(), &[]).unwrap());
    let loaded = loaded(mods.path(), &["harbour"]).unwrap();
    let script = plays(&loaded);

    assert_eq!(script.beats["grey/coffee"].summary, "He makes cocoa.");
    assert_eq!(script.beats["tower/stairs"].purpose, "He climbs.");
    assert_eq!(script.beats.len(), before.beats.len() + 1);
    assert_eq!(script.letters["widower"].brief.warmth, 0.55);
    assert_eq!(script.endings["sent"].title, "Posted");
    assert_eq!(script.scenes["booth"].name, "the pier");

    assert_eq!(script.manifest.title, "Harbour");
    assert_eq!(script.manifest.scene, before.manifest.scene);
    assert_eq!(script.manifest.acts[&room_tone::script::Act::Grey].beats, 9);
    assert_eq!(script.manifest.facts.flags.len(), before.manifest.facts.flags.len() + 1);
    assert_eq!(script.cast.members["catherine"].name, "Cathy");
    assert_eq!(script.cast.members["samantha"], before.cast.members["samantha"]);
    assert_eq!(script.cast.members.len(), before.cast.members.len() + 1);
    assert_eq!(script.cast.clients.len(), before.cast.clients.len() + 1);
    assert_eq!(script.topics.accepts.len(), before.topics.accepts.len() + 1);
    let joke = script.topics.accepts.iter().find(|topic| topic.id == "joke").unwrap();
    assert_eq!(joke.say[0].text, "A gull walks into a lighthouse.");
    assert_eq!(script.topics.breaths, before.topics.breaths);
}

#[test]
fn what_is_changed_is_told_field_by_field() {
    let mods = tempfile::tempdir().unwrap();
    harbour(mods.path());
    let loaded = loaded(mods.path(), &["harbour"]).unwrap();
    let all = changes(&loaded.base, &loaded.gathered.packs);
    let one = |kind: Kind, id: &str, field: &str| -> &Change {
        let found =
            all.iter().find(|change| (change.kind, change.id.as_str(), change.field.as_str()) == (kind, id, field));
        found.unwrap_or_else(|| panic!("no {kind:?} {id} {field} in {all:#?}"))
    };
    assert_eq!(one(Kind::Beat, "tower/stairs", "").how, How::Added);
    assert_eq!(one(Kind::Beat, "grey/coffee", "").how, How::Replaced);
    let summary = one(Kind::Beat, "grey/coffee", "summary");
    assert_eq!((summary.how, summary.is.as_deref()), (How::Changed, Some("He makes cocoa.")));
    assert!(summary.was.as_ref().unwrap().contains("two mugs"), "{summary:?}");
    assert!(!all.iter().any(|change| change.id == "grey/coffee" && change.field == "purpose"));
    let warmth = one(Kind::Letter, "widower", "brief.warmth");
    assert_eq!((warmth.was.as_deref(), warmth.is.as_deref()), (Some("0.45"), Some("0.55")));
    assert_eq!(one(Kind::Fact, "tower_lit", "").how, How::Added);
    assert_eq!(one(Kind::Member, "catherine", "name").is.as_deref(), Some("Cathy"));
    assert_eq!(one(Kind::Story, "room-tone", "title").was.as_deref(), Some("Room Tone"));
    assert_eq!(one(Kind::Topic, "harbour-sea", "").how, How::Added);
    assert_eq!(one(Kind::Line, "joke/joke_harbour", "").how, How::Added);
    assert!(all.iter().all(|change| change.pack == "harbour" && change.collides.is_empty()));
}

#[test]
fn the_later_of_two_holds_and_both_are_named() {
    let mods = tempfile::tempdir().unwrap();
    folder(
        mods.path(),
        "a",
        "",
        &[
            (COFFEE, &coffee("A.")),
            (
                "story/tower/stairs.beat.ron",
                &STAIRS.replace("Flag(\"tower_lit\"), ", "").replace("Set(\"tower_lit\")", ""),
            ),
        ],
    );
    folder(mods.path(), "b", "", &[(COFFEE, &coffee("B."))]);
    let summary = |ids: &[&str]| plays(&loaded(mods.path(), ids).unwrap()).beats["grey/coffee"].summary.clone();
    assert_eq!(summary(&["a", "b"]), "B.");
    assert_eq!(summary(&["b", "a"]), "A.");
    assert_eq!(summary(&["a"]), "A.");

    let loaded = loaded(mods.path(), &["a", "b"]).unwrap();
    let all = changes(&loaded.base, &loaded.gathered.packs);
    let clash: Vec<_> = all.iter().filter(|change| !change.collides.is_empty()).collect();
    assert!(clash.iter().all(|change| change.pack == "b" && change.collides == ["a"]), "{clash:#?}");
    let fields: Vec<_> = clash.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["", "summary"]);
    assert_eq!((clash[1].was.as_deref(), clash[1].is.as_deref()), (Some("A."), Some("B.")));
}

#[test]
fn a_fault_names_the_packs_own_file() {
    let mods = tempfile::tempdir().unwrap();
    let topic = "Topics(\n  accepts: [\n    Accept(id: \"a\", means: [], effects: [Set(\"nothing\")], then: \"done\"),\n  ],\n)";
    folder(
        mods.path(),
        "x",
        "",
        &[(COFFEE, &coffee("x").replace("purpose:", "porpoise:")), ("story/topics.ron", topic)],
    );
    let (script, faults) = check(&loaded(mods.path(), &["x"]).unwrap().sources);
    assert!(script.is_none());
    let errors: Vec<_> = faults.iter().filter(|fault| fault.is_error()).collect();
    let at = |path: &str| -> &&Diagnostic { errors.iter().find(|fault| fault.path == path).unwrap() };
    let beat = at("mods/x/story/grey/coffee.beat.ron").to_string();
    assert!(beat.contains("did you mean `purpose`?"), "{beat}");
    let topic = at("mods/x/story/topics.ron");
    assert_eq!((topic.code, topic.line), (Code::E002, 3));
    // What cannot be read is broken and not missing: nobody else is blamed.
    assert!(errors.iter().all(|fault| fault.path.starts_with("mods/x/")), "{errors:#?}");
}

/// A story of its own, with nothing in it but one beat.
fn own_story(mods: &std::path::Path, cast: &str) {
    folder(
        mods,
        "tower",
        "replaces: true",
        &[
            (
                "story/story.ron",
                "Story(id: \"tower\", title: \"The Tower\", version: \"1.0.0\", scene: \"tower\", facts: Facts())",
            ),
            ("story/cast.ron", cast),
            ("story/topics.ron", "Topics(who: \"narrator\", accepts: [], breaths: [Line(id: \"b\", text: \"Mm.\")])"),
            (
                "story/endings/dark.ending.ron",
                "Ending(id: \"dark\", title: \"Dark\", card: \"It went out.\", hint: \"Wait.\")",
            ),
            (
                "story/tower/night.beat.ron",
                "Beat(id: \"tower/night\", purpose: \"It goes out.\", open: \"o\", nodes: {\"o\": End(\"dark\")}, \
                 summary: \"It goes out.\")",
            ),
            (
                "scenes/tower.scene.ron",
                "Scene(id: \"tower\", name: \"the tower\", marks: [Mark(id: \"up\", eye: (0.0, 1.0, 1.0), look: (0.0, 1.0, 0.0))])",
            ),
        ],
    );
}

#[test]
fn a_story_of_its_own_leaves_only_the_places() {
    let mods = tempfile::tempdir().unwrap();
    own_story(mods.path(), "Cast(members: {\"narrator\": Member(name: \"\")})");
    folder(mods.path(), "under", "", &[(COFFEE, &coffee("Gone."))]);
    let script = plays(&loaded(mods.path(), &["under", "tower"]).unwrap());
    assert_eq!(script.beats.len(), 1);
    assert_eq!((script.endings.len(), script.letters.len(), script.cast.members.len()), (1, 0, 1));
    assert_eq!(script.manifest.id, "tower");
    assert!(script.scenes.contains_key("tower") && script.scenes.contains_key("apartment"));

    let lacks = "Cast(members: {\"narrator\": Member(name: \"\")}";
    own_story(mods.path(), lacks);
    let (script, faults) = check(&loaded(mods.path(), &["tower"]).unwrap().sources);
    assert!(script.is_none());
    assert!(faults.iter().any(|fault| fault.path == "mods/tower/story/cast.ron"), "{faults:#?}");
    std::fs::remove_file(mods.path().join("tower/story/cast.ron")).unwrap();
    let (_, faults) = check(&loaded(mods.path(), &["tower"]).unwrap().sources);
    let missing = faults.iter().find(|fault| fault.code == Code::E005).unwrap();
    assert_eq!(missing.path, "mods/tower/story/cast.ron");
}

#[test]
fn jumps_that_never_come_to_a_turn_are_an_error() {
    let mods = tempfile::tempdir().unwrap();
    let jumps = |id: &str, to: &str| {
        format!("Beat(id: \"x/{id}\", purpose: \"p\", open: \"o\", nodes: {{\"o\": Jump(\"x/{to}\")}}, summary: \"s\")")
    };
    let (a, b) = (jumps("a", "b"), jumps("b", "a"));
    folder(mods.path(), "x", "", &[("story/x/a.beat.ron", &a), ("story/x/b.beat.ron", &b)]);
    let (script, faults) = check(&loaded(mods.path(), &["x"]).unwrap().sources);
    assert!(script.is_none());
    let circle = faults.iter().find(|fault| fault.code == Code::E007).unwrap();
    assert!(circle.path.starts_with("mods/x/") && circle.what.contains("x/a → x/b → x/a"), "{circle}");
}

#[test]
fn a_zip_is_as_good_as_its_folder() {
    let mods = tempfile::tempdir().unwrap();
    let own = manifest("z", "");
    let cocoa = coffee("Zipped.");
    let flat = [("pack.ron", own.as_str()), (COFFEE, cocoa.as_str()), ("notes.md", "…"), ("art.png", "…")];
    let inside: Vec<_> = flat.iter().map(|(path, text)| (format!("z-main/{path}"), *text)).collect();
    let inside: Vec<_> = inside.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    for files in [&flat[..], &inside[..]] {
        std::fs::write(mods.path().join("z.zip"), zipped(files)).unwrap();
        let loaded = loaded(mods.path(), &["z"]).unwrap();
        assert_eq!(plays(&loaded).beats["grey/coffee"].summary, "Zipped.");
        assert_eq!(loaded.gathered.shelf[0].warnings, ["mods/z/art.png: not a kind of file that is read"]);
    }
    assert_ne!(base(COFFEE), coffee("Zipped."));
}

#[test]
fn models_come_with_a_pack_in_a_folder_and_in_a_zip() {
    let home = tempfile::tempdir().unwrap();
    let place = folder(home.path(), "harbour", "", &[("models/harbour/buoy.glb", "glTF, or not")]);
    let read = read_at(&place, Much::Whole).unwrap();
    let zip = zipped(&[("pack.ron", &manifest("harbour", "")), ("models/harbour/buoy.glb", "glTF, or not")]);
    let unzipped = read_zip(&zip).unwrap();
    for pack in [read, unzipped] {
        let names: Vec<_> = pack.models.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
        assert_eq!(names, [("harbour/buoy", 12)]);
        assert!(pack.warnings.is_empty(), "{:?}", pack.warnings);
        assert!(pack.files.iter().any(|file| file.path == "mods/harbour/models/harbour/buoy.glb"));
    }
}
