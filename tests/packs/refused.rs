//! What is not taken, and why: every refusal, with a real folder or a real zip.

use super::{COFFEE, coffee, folder, loaded, manifest, zipped};
use proptest::prelude::*;
use room_tone::{
    packs::{Much, Reason, parse_pack, read_at, read_zip},
    script::{Code, check},
};
use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
    time::{Duration, Instant},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn why(place: &Path) -> Reason {
    let refusal = read_at(place, Much::Whole).unwrap_err();
    assert!(refusal.to_string().contains("help: "), "{refusal}");
    refusal.reason
}

/// Why a folder with these files is refused.
fn why_folder(files: &[(&str, &str)]) -> Reason {
    let mods = tempfile::tempdir().unwrap();
    why(&folder(mods.path(), "x", "", files))
}

/// Why a zip with a good `pack.ron` and these files is refused.
fn why_zip(files: &[(&str, &str)]) -> Reason {
    let own = manifest("x", "");
    let all: Vec<(&str, &str)> = [("pack.ron", own.as_str())].into_iter().chain(files.iter().copied()).collect();
    read_zip(&zipped(&all)).unwrap_err()
}

/// Letters as many as this, in lines, that no zip makes much smaller.
fn noise(length: usize) -> String {
    let mut state = 1_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if state >> 58 == 0 { '\n' } else { char::from(b'a' + (state >> 33) as u8 % 26) }
    };
    (0..length).map(next).collect()
}

#[test]
fn files_that_are_too_much_are_named() {
    let (large, long) = (noise(11 << 20), "a".repeat((1 << 20) + 1));
    let deep = format!("{}\n{}", "\n".repeat(6), "[".repeat(65));
    for (file, reason) in [
        (&large, Reason::TooLarge("story/a.beat.ron".into())),
        (&long, Reason::LongLine("story/a.beat.ron".into(), 1)),
        (&deep, Reason::TooDeep("story/a.beat.ron".into(), 8)),
    ] {
        assert_eq!(why_folder(&[("story/a.beat.ron", file)]), reason);
        // So long a line of one letter is also what a bomb is made of.
        let zipped = why_zip(&[("story/a.beat.ron", file)]);
        assert!(zipped == reason || zipped == Reason::Bomb("story/a.beat.ron".into()), "{zipped}");
    }
    // One by one they may pass, and not together.
    let nine = noise(9 << 20);
    let two = [("story/a.beat.ron", nine.as_str()), ("story/b.beat.ron", nine.as_str())];
    assert_eq!((why_folder(&two), why_zip(&two)), (Reason::TooMuch, Reason::TooMuch));
    // Small, and of nothing but beginnings.
    let quotes = "\"\",".repeat(600_000);
    assert_eq!(why_folder(&[("story/a.beat.ron", &quotes.replace("\",", "\",\n"))]), Reason::TooManyTexts);
}

#[test]
fn too_many_files_are_too_many() {
    let names: Vec<String> = (0..5_000).map(|at| format!("story/{at}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(why_zip(&files), Reason::TooMany);
    assert_eq!(why_folder(&files), Reason::TooMany);
    let deep = format!("story/{}a.txt", "d/".repeat(20));
    assert!(matches!(why_folder(&[(&deep, "")]), Reason::FoldersTooDeep(_)));
}

#[test]
fn programs_are_refused_by_name_and_other_files_are_passed_over() {
    for name in ["story/mod.lua", "evil.JS", "lib/native.so", "setup.exe", "a/b/run.sh", "x.dll", "y.wasm"] {
        assert_eq!(why_folder(&[(name, "1")]), Reason::Code(name.into()));
        assert_eq!(why_zip(&[(name, "1")]), Reason::Code(name.into()));
    }
    let mods = tempfile::tempdir().unwrap();
    let place = folder(mods.path(), "x", "", &[("picture.png", "…"), ("README.md", "…"), (".git/hooks/run.sh", "…")]);
    let pack = read_at(&place, Much::Whole).unwrap();
    assert_eq!(pack.warnings, ["mods/x/picture.png: not a kind of file that is read"]);
    assert!(pack.files.is_empty());
}

#[test]
fn paths_that_leave_the_pack_are_refused() {
    for name in ["../out.txt", "/etc/passwd", "a/../../b.txt", "a\\b.txt", "c:b.txt", "a//b.txt"] {
        assert_eq!(why_zip(&[(name, "1")]), Reason::Path(name.into()));
    }
}

#[test]
fn what_is_not_text_is_refused() {
    let mods = tempfile::tempdir().unwrap();
    let place = folder(mods.path(), "x", "", &[("story/a.beat.ron", "")]);
    fs::write(place.join("story/a.beat.ron"), b"Beat(id: \"\xff\")").unwrap();
    assert_eq!(why(&place), Reason::NotText("story/a.beat.ron".into()));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_refused_and_those_within_are_not() {
    use std::os::unix::fs::symlink;
    let mods = tempfile::tempdir().unwrap();
    fs::write(mods.path().join("secret.ron"), "1").unwrap();
    let place = folder(mods.path(), "x", "", &[(COFFEE, &coffee("Linked."))]);
    let link = place.join("story/link.beat.ron");
    for target in ["../../secret.ron", "/etc/hostname", "nowhere.ron", "../../../mods-of-nobody"] {
        symlink(target, &link).unwrap();
        assert_eq!(why(&place), Reason::Link("story/link.beat.ron".into()), "{target}");
        fs::remove_file(&link).unwrap();
    }
    symlink("grey/coffee.beat.ron", &link).unwrap();
    symlink("..", place.join("story/round")).unwrap();
    let pack = read_at(&place, Much::Whole).unwrap();
    assert_eq!(pack.files.len(), 2);
    assert_eq!(pack.warnings, ["mods/x/story/round: not a kind of file that is read"]);

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("pack.ron", SimpleFileOptions::default()).unwrap();
    zip.write_all(manifest("x", "").as_bytes()).unwrap();
    zip.add_symlink("story/link.beat.ron", "../../secret.ron", SimpleFileOptions::default()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read_zip(&bytes), Err(Reason::Link("story/link.beat.ron".into())));
}

#[test]
fn a_zip_that_unpacks_to_gigabytes_is_refused_at_once() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("pack.ron", fast).unwrap();
    zip.write_all(manifest("x", "").as_bytes()).unwrap();
    zip.start_file("story/0.beat.ron", fast).unwrap();
    let zeros = vec![0_u8; 1 << 20];
    for _ in 0..256 {
        zip.write_all(&zeros).unwrap();
    }
    // Fifteen more that share its bytes: four gigabytes.
    (1..16).for_each(|at| zip.shallow_copy_file("story/0.beat.ron", &format!("story/{at}.beat.ron")).unwrap());
    let bytes = zip.finish().unwrap().into_inner();
    let began = Instant::now();
    let reason = read_zip(&bytes).unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(reason, Reason::Bomb("story/0.beat.ron".into()));

    // The same that says of itself that it is small: what it says is where its directory says it.
    let mut liar = bytes;
    let size = (1_u32 << 28).to_le_bytes();
    let places: Vec<usize> = (0..liar.len() - 4).filter(|at| liar[*at..*at + 4] == size).collect();
    assert!(places.len() >= 16, "{places:?}");
    places.into_iter().for_each(|at| liar[at..at + 4].copy_from_slice(&900_u32.to_le_bytes()));
    let began = Instant::now();
    let reason = read_zip(&liar).unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    // It is found out while it is unpacked, by whoever counts first.
    assert!(matches!(reason, Reason::Bomb(_) | Reason::TooLarge(_) | Reason::Damaged(_)), "{reason}");
}

#[test]
fn many_small_files_that_share_their_bytes_are_too_much_together() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("pack.ron", stored).unwrap();
    zip.write_all(manifest("x", "").as_bytes()).unwrap();
    zip.start_file("story/0.beat.ron", stored).unwrap();
    zip.write_all(noise(1 << 20).as_bytes()).unwrap();
    (1..200).for_each(|at| zip.shallow_copy_file("story/0.beat.ron", &format!("story/{at}.beat.ron")).unwrap());
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read_zip(&bytes), Err(Reason::TooMuch));
}

/// The program itself gets no more than a gigabyte of addresses, its own code among them.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_does_not_take_the_memory_either() {
    let home = tempfile::tempdir().unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("pack.ron", SimpleFileOptions::default()).unwrap();
    zip.write_all(manifest("x", "").as_bytes()).unwrap();
    // A tenth of it is noise: not suspicious enough to be refused before it is unpacked.
    let few = noise(900 << 10);
    let line = |words: &[u8]| format!("{}{}\n", String::from_utf8_lossy(words).replace('\n', " "), "a".repeat(900));
    let text: String = few.as_bytes().chunks(100).map(line).collect();
    for at in 0..8 {
        zip.start_file(format!("story/{at}.beat.ron"), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let place = home.path().join("x.zip");
    fs::write(&place, zip.finish().unwrap().into_inner()).unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1048576 && exec \"$0\" packs check \"$1\"", env!("CARGO_BIN_EXE_room-tone")])
        .arg(&place)
        .env("ROOM_TONE_HOME", home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("more than 16 MB of words"), "{said}");
}

#[test]
fn what_is_no_pack_is_said_to_be_none() {
    let mods = tempfile::tempdir().unwrap();
    let place = mods.path().join("x");
    assert_eq!(why(&place), Reason::NotThere);
    fs::create_dir_all(place.join("story")).unwrap();
    assert_eq!(why(&place), Reason::NoManifest);
    fs::write(place.join("pack.ron"), "Pack(id: \"x\", nmae: \"X\")").unwrap();
    assert!(matches!(why(&place), Reason::Manifest(fault) if fault.help.contains("name")));
    fs::write(place.join("pack.ron"), manifest("Not An Id", "")).unwrap();
    assert_eq!(why(&place), Reason::BadId("Not An Id".into()));
    let zip = mods.path().join("y.zip");
    fs::write(&zip, "PK, but not really").unwrap();
    assert!(matches!(why(&zip), Reason::Damaged(_)));
    let whole = zipped(&[("pack.ron", &manifest("y", "")), (COFFEE, &coffee("y"))]);
    fs::write(&zip, &whole[..whole.len() - 30]).unwrap();
    assert!(matches!(why(&zip), Reason::Damaged(_)));
}

/// Why a pack among others is left out.
fn left_out(mods: &Path, ids: &[&str], id: &str) -> Vec<Reason> {
    let shelf = loaded(mods, ids).unwrap().gathered.shelf;
    shelf.into_iter().filter(|shelved| shelved.id == id).filter_map(|shelved| Some(shelved.refused?.reason)).collect()
}

#[test]
fn needs_that_are_not_met_leave_a_pack_out() {
    let mods = tempfile::tempdir().unwrap();
    let mods = mods.path();
    folder(mods, "a", "needs: {\"b\": \">=1.0\"}", &[]);
    assert_eq!(left_out(mods, &["a"], "a"), [Reason::NeedMissing("b".into())]);
    folder(mods, "b", "", &[]);
    assert_eq!(left_out(mods, &["a"], "a"), [Reason::NeedOff("b".into())]);
    assert!(left_out(mods, &["a", "b"], "a").is_empty());
    // What is needed is laid first, whatever the order says.
    let loaded = loaded(mods, &["a", "b"]).unwrap();
    let order: Vec<_> = loaded.gathered.packs.iter().map(|pack| pack.manifest.id.as_str()).collect();
    assert_eq!(order, ["b", "a"]);
    folder(mods, "a", "needs: {\"b\": \">=2.0\"}", &[]);
    assert!(matches!(left_out(mods, &["a", "b"], "a")[0], Reason::NeedUnmet { .. }));
    folder(mods, "a", "needs: {\"b\": \"*\"}", &[]);
    folder(mods, "b", "needs: {\"a\": \"*\"}", &[]);
    assert!(matches!(left_out(mods, &["a", "b"], "b")[0], Reason::Circle(_)));
}

#[test]
fn of_two_with_one_id_the_first_is_meant() {
    let mods = tempfile::tempdir().unwrap();
    folder(mods.path(), "x", "", &[(COFFEE, &coffee("Folder."))]);
    fs::write(mods.path().join("x.zip"), zipped(&[("pack.ron", &manifest("x", "")), (COFFEE, &coffee("Zip."))]))
        .unwrap();
    assert!(matches!(&left_out(mods.path(), &["x"], "x")[..], [Reason::TwoPacks(_)]));
    let (script, _) = check(&loaded(mods.path(), &["x"]).unwrap().sources);
    assert_eq!(script.unwrap().beats["grey/coffee"].summary, "Folder.");
    folder(mods.path(), "other", "", &[]);
    fs::rename(mods.path().join("other"), mods.path().join("renamed")).unwrap();
    assert!(matches!(left_out(mods.path(), &["renamed"], "renamed")[0], Reason::Named { .. }));
}

#[test]
fn twice_the_same_id_in_one_pack_is_still_an_error() {
    let mods = tempfile::tempdir().unwrap();
    let ending = "Ending(id: \"x\", title: \"X\", card: \"x\", hint: \"x\")";
    folder(mods.path(), "x", "", &[("story/a/x.ending.ron", ending), ("story/b/x.ending.ron", ending)]);
    let (_, faults) = check(&loaded(mods.path(), &["x"]).unwrap().sources);
    assert!(faults.iter().any(|fault| fault.code == Code::E003), "{faults:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_zip(&bytes);
        let _ = parse_pack("pack.ron", &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_damage_to_a_zip_makes_it_panic(
        at in proptest::collection::vec((0_usize..100_000, any::<u8>()), 1..6),
        cut in proptest::option::of(0_usize..100_000),
        more in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut bytes = zipped(&[("pack.ron", &manifest("x", "")), ("story/a.beat.ron", "Beat(…)"), ("scenes/b.scene.ron", "")]);
        let length = bytes.len();
        at.into_iter().for_each(|(at, byte)| bytes[at % length] = byte);
        if let Some(cut) = cut {
            bytes.truncate(cut % length);
        }
        bytes.extend(more);
        let _ = read_zip(&bytes);
    }

    #[test]
    fn no_damage_to_a_pack_ron_makes_it_panic(at in 0_usize..200, junk in "[(){}\\[\\]\",:a-z0-9 \n\\\\]{0,12}") {
        let mut text = manifest("x", "authors: [\"a\"], needs: {\"b\": \">=1\"}, content: [Loss], languages: [\"en\"]");
        let at = at % text.len();
        text.insert_str(at, &junk);
        let _ = parse_pack("pack.ron", &text);
    }
}
