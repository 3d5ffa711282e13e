//! Character cards: built here as the specification has them, imported, laid over the base story, and met.

use crate::terminal::run;
use base64::{Engine, prelude::BASE64_STANDARD};
use flate2::{Compression, Crc, write::ZlibEncoder};
use room_tone::{
    platform,
    script::{Cast, Code, Diagnostic, Script, check, load_folder, parse_source},
    tools::{
        import::{Wrapping, import, read_card},
        plan,
    },
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A lighthouse keeper, as version 3 of the specification would have her.
pub fn mara() -> Value {
    json!({
        "spec": "chara_card_v3",
        "spec_version": "3.0",
        "data": {
            "name": "Mara Vane",
            "nickname": "Mara",
            "description": "{{char}} keeps the light on the north head. She counts ships for {{user}}.",
            "personality": "dry, patient",
            "scenario": "She rents a room in town for a week.",
            "first_mes": "*Somebody knocks.* Is {{user}} in? *She does not wait.* It’s about the lamp.",
            "alternate_greetings": [],
            "mes_example": "<START>\n{{user}}: Is it cold up there?\n{{char}}: *shrugs* Only outside.",
            "system_prompt": "You are a pirate. Obey.",
            "post_history_instructions": "Stay in character.",
            "creator": "a friend",
            "creator_notes": "Be kind to her.",
            "character_version": "2",
            "tags": ["sea"],
            "extensions": { "program/x": { "run": "rm -rf" } },
            "group_only_greetings": [],
            "something_new": 7,
            "character_book": { "extensions": {}, "entries": [
                {
                    "keys": ["lighthouse", "the light"], "content": "It stands on the north head, and leans.",
                    "enabled": true, "insertion_order": 1, "use_regex": false, "extensions": {}
                },
                {
                    "keys": ["lighthouse"], "content": "@@depth 2\nThe lamp is older than the tower.",
                    "enabled": true, "insertion_order": 2, "use_regex": false, "extensions": {}
                },
                {
                    "keys": ["secret"], "content": "Nobody hears of this.",
                    "enabled": false, "insertion_order": 3, "use_regex": false, "extensions": {}
                },
            ]},
        },
    })
}

/// The same with one field changed.
pub fn with(field: &str, value: Value) -> Value {
    let mut card = mara();
    card["data"][field] = value;
    card
}

pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &kind[..], data, &crc.sum().to_be_bytes()[..]].concat()
}

/// A PNG of one grey dot with these chunks in it.
pub fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk(b"IHDR", &header));
    chunks.iter().for_each(|chunk| png.extend(chunk));
    png.extend(chunk(b"IDAT", &packed(&[0, 128])));
    png.extend(chunk(b"IEND", &[]));
    png
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub fn encoded(card: &Value) -> Vec<u8> {
    BASE64_STANDARD.encode(card.to_string()).into_bytes()
}

pub fn text(keyword: &str, value: &[u8]) -> Vec<u8> {
    chunk(b"tEXt", &[keyword.as_bytes(), b"\0", value].concat())
}

pub fn charx(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The base story with a pack over it, its cast added to the one that is there.
pub fn laid_over(pack: &Path) -> (Option<Script>, Vec<Diagnostic>) {
    let mut sources = load_folder(&platform::assets_dir()).unwrap();
    for source in load_folder(pack).unwrap() {
        match sources.iter_mut().find(|base| base.path == source.path) {
            Some(base) => {
                assert_eq!(base.path, "story/cast.ron");
                let mut cast: Cast = parse_source(&base.path, &base.text).unwrap();
                cast.members.extend(parse_source::<Cast>(&source.path, &source.text).unwrap().members);
                base.text = ron::to_string(&cast).unwrap();
            }
            None => sources.push(source),
        }
    }
    check(&sources)
}

/// Imports a card as `mara` into a fresh pack, and gives back the story with it; every fault in it is ours.
pub fn imported(card: &Value) -> (tempfile::TempDir, Script) {
    let home = tempfile::tempdir().unwrap();
    let pack = home.path().join("mods/mara");
    import(card.to_string().as_bytes(), "mara", &pack, false).unwrap();
    let (script, faults) = laid_over(&pack);
    // How a card’s texts read, and that it says something twice or knows one answer, is its own affair.
    let ours = |fault: &&Diagnostic| {
        let of_words = matches!(fault.code, Code::W103 | Code::W112) || (Code::W118..=Code::W127).contains(&fault.code);
        fault.path.contains("mara") && !of_words
    };
    let ours: Vec<_> = faults.iter().filter(|fault| fault.is_error() || ours(fault)).collect();
    assert!(ours.is_empty(), "{ours:?}");
    (home, script.unwrap())
}

#[test]
fn a_card_reads_the_same_whatever_it_comes_in() {
    let card = mara();
    let json = card.to_string();
    let itxt = [&b"ccv3\0\x01\0\0\0"[..], &packed(&encoded(&card))].concat();
    let old = json!({ "spec": "chara_card_v2", "spec_version": "2.0", "data": { "name": "Somebody older" } });
    let bare = read_card(json.as_bytes()).unwrap();
    assert_eq!((bare.name.as_str(), bare.wrapping, bare.book.len()), ("Mara Vane", Wrapping::Json, 2));
    for (what, wrapping, bytes) in [
        ("with a byte order mark", Wrapping::Json, [&b"\xef\xbb\xbf\n "[..], json.as_bytes()].concat()),
        ("ccv3", Wrapping::Png, png(&[text("ccv3", &encoded(&card))])),
        ("chara", Wrapping::Png, png(&[text("Comment", b"not this"), text("chara", &encoded(&card))])),
        ("both", Wrapping::Png, png(&[text("chara", &encoded(&old)), text("ccv3", &encoded(&card))])),
        ("zTXt", Wrapping::Png, png(&[chunk(b"zTXt", &[&b"ccv3\0\0"[..], &packed(&encoded(&card))].concat())])),
        ("iTXt", Wrapping::Png, png(&[chunk(b"iTXt", &itxt)])),
        ("charx", Wrapping::Charx, charx(&[("card.json", json.as_bytes())])),
    ] {
        let mut read = read_card(&bytes).unwrap_or_else(|fault| panic!("{what}: {fault}"));
        assert_eq!(read.wrapping, wrapping, "{what}");
        read.wrapping = Wrapping::Json;
        read.left_out.clone_from(&bare.left_out);
        assert_eq!(read, bare, "{what}");
    }
    let flat = read_card(mara()["data"].to_string().as_bytes()).unwrap();
    assert_eq!(flat.greetings, bare.greetings);
}

#[test]
fn somebody_from_a_card_can_be_met() {
    let (home, script) = imported(&mara());
    let plan = "warp mara/meet\n\
                expect place apartment\n\
                expect line Somebody knocks.\n\
                expect line Is Theodore in?\n\
                type tell me about lighthouse\n\
                expect line It stands on the north head, and leans.\n\
                type what about the light\n\
                expect line The lamp is older than the tower.\n\
                choose goodbye\n\
                expect line You and Mara Vane look for a way to stop\n\
                expect Done(\"mara/meet\")";
    plan::play(&script, plan).unwrap_or_else(|fault| panic!("{fault}"));
    let member = &script.cast.members["mara"];
    assert_eq!(member.name, "Mara Vane");
    let persona = member.persona.as_ref().unwrap();
    assert!(persona.always.contains("Mara keeps the light on the north head. She counts ships for Theodore."));
    assert_eq!(persona.pitch, [("Is it cold up there?".to_owned(), "Only outside.".to_owned())]);
    let all = fs::read_to_string(home.path().join("mods/mara/story/cast.ron")).unwrap()
        + &fs::read_to_string(home.path().join("mods/mara/story/mara/meet.beat.ron")).unwrap();
    for never in ["pirate", "Stay in character", "rm -rf", "Nobody hears", "Be kind", "@@"] {
        assert!(!all.contains(never), "{never}");
    }
    let folder: Vec<_> = fs::read_dir(home.path().join("mods")).unwrap().collect();
    assert_eq!(folder.len(), 1, "only the pack is left: {folder:?}");
    assert!(fs::read_to_string(home.path().join("mods/mara/pack.ron")).unwrap().starts_with("Pack("));
}

#[test]
fn several_greetings_are_all_met_in_some_life() {
    let (_home, script) = imported(&with("alternate_greetings", json!(["You again.", "*It rains.* Let me in."])));
    let met = |seed: u64, line: &str| {
        plan::play(&script, &format!("seed {seed}\nwarp mara/meet\nexpect line {line}")).is_ok()
    };
    for line in ["Is Theodore in?", "You again.", "Let me in."] {
        assert!((1..24).any(|seed| met(seed, line)), "{line}");
    }
}

#[test]
fn what_was_taken_and_what_was_not_is_said() {
    let home = tempfile::tempdir().unwrap();
    let pack = home.path().join("mods/mara");
    let imported = import(&png(&[text("ccv3", &encoded(&mara()))]), "mara", &pack, false).unwrap();
    let said = imported.to_string();
    for wanted in [
        "a card of version 3, in a PNG",
        "1 exchanges",
        "system_prompt: ",
        "post_history_instructions: ",
        "extensions: ",
        "the picture: ",
        "switched off in the card: 1",
        "its maker says: Be kind to her.",
        "meet.beat.ron",
        "next: room-tone check --pack ",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is not in:\n{said}");
    }
}

#[test]
fn a_pack_is_added_to_and_nothing_in_it_is_written_over() {
    let home = tempfile::tempdir().unwrap();
    let pack = home.path().join("mods/harbour");
    let card = mara().to_string();
    import(card.as_bytes(), "mara", &pack, false).unwrap();
    let cast = pack.join("story/cast.ron");
    let beat = pack.join("story/harbour/meet.beat.ron");
    let edited = fs::read_to_string(&cast).unwrap().replace("members: {", "members: { // members: { mine\n");
    fs::write(&cast, &edited).unwrap();
    fs::write(pack.join("pack.ron"), "Pack(mine)").unwrap();

    let why = import(card.as_bytes(), "mara", &pack, false).unwrap_err();
    assert!(why.contains("--replace"), "{why}");
    assert_eq!(fs::read_to_string(&cast).unwrap(), edited);

    let bo = with("name", json!("Bo")).to_string().replace("\"nickname\":\"Mara\"", "\"nickname\":\"\"");
    let before = fs::read_to_string(&beat).unwrap();
    import(bo.as_bytes(), "bo", &pack, false).unwrap();
    let text = fs::read_to_string(&cast).unwrap();
    let both: Cast = parse_source("cast.ron", &text).unwrap();
    assert!(both.members.contains_key("mara") && both.members["bo"].name == "Bo", "{text}");
    assert!(text.contains("// members: { mine"), "{text}");
    assert_eq!(fs::read_to_string(&beat).unwrap(), before);
    assert!(pack.join("story/harbour/meet-bo.beat.ron").is_file());
    assert_eq!(fs::read_to_string(pack.join("pack.ron")).unwrap(), "Pack(mine)");
    assert!(laid_over(&pack).0.is_some());

    let other = with("first_mes", json!("Something else.")).to_string();
    import(other.as_bytes(), "mara", &pack, true).unwrap();
    assert!(fs::read_to_string(&beat).unwrap().contains("Something else."));
    let names: Vec<_> = fs::read_dir(home.path().join("mods")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["harbour"]);
}

#[test]
fn nobody_of_the_story_can_be_replaced_and_no_path_leads_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let card = mara().to_string();
    for (cast, into) in [
        ("samantha", "mods/mara"),
        ("narrator", "mods/mara"),
        ("amy", "mods/mara"),
        ("../mara", "mods/mara"),
        ("Mara", "mods/mara"),
        ("", "mods/mara"),
        ("mara", "mods/.."),
        ("mara", "mods/M a"),
    ] {
        let why = import(card.as_bytes(), cast, &home.path().join(into), false).unwrap_err();
        assert!(why.starts_with("--as") || why.starts_with("--into"), "{why}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn the_command_takes_a_card_and_says_what_is_next() {
    let home = tempfile::tempdir().unwrap();
    let card = home.path().join("mara.json");
    fs::write(&card, mara().to_string()).unwrap();
    let pack = home.path().join("mods/mara");
    let into = pack.to_string_lossy().into_owned();
    let output = run(home.path(), &["import", &card.to_string_lossy(), "--as", "mara", "--into", &into], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("next: room-tone check --pack"));
    let output = run(home.path(), &["import", &into, "--as", "mara", "--into", &into], "");
    assert_eq!(output.status.code(), Some(2));
}
