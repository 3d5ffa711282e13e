//! Saved lives: damaged, newer, older, kept, copied and cut off in the middle. Through the real program and real
//! files wherever the player would see it.

use super::{
    small,
    terminal::{objects, run},
};
use room_tone::{
    save::{self, SaveCommand, Saves, Slot},
    script::{Script, ScriptReloaded},
    story::{Entry, Heard, Source, effective},
    talk::{NobodyTypes, PlayerInput, Told, Waiting},
    tools::Driver,
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    time::Instant,
};

const ARGS: [&str; 5] = ["text", "--continue", "--mind", "authored", "--json"];

fn lived() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["text", "--seed", "7", "--mind", "authored"], "1\n1\n1\n");
    home
}

/// Runs `room-tone` over the small story, with its assets and its home in one folder.
pub fn run_small(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_room-tone"))
        .args(arguments)
        .env("ROOM_TONE_HOME", home)
        .env("ROOM_TONE_ASSETS", home.join("assets"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A life in the small story that took these answers.
pub fn lived_small(input: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    small::lay_out(&home.path().join("assets"));
    let output = run_small(home.path(), &["text", "--seed", "7", "--mind", "authored", "--json"], input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    home
}

/// The last object of this kind.
pub fn last(told: &[Value], kind: &str) -> Value {
    told.iter().rev().find(|o| o["kind"] == kind).unwrap_or_else(|| panic!("no {kind} in {told:?}")).clone()
}

/// The notes, joined.
pub fn notes(told: &[Value]) -> String {
    let notes = told.iter().filter(|o| o["kind"] == "note");
    notes.map(|o| o["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A line with its checksum made right.
fn summed(line: &str) -> String {
    let text = &line[9..];
    format!("{:08x} {text}", crc32fast::hash(text.as_bytes()))
}

#[test]
fn a_journal_is_ron_with_a_checksum_and_grows_at_its_end() {
    let home = lived_small("1\n");
    let text = fs::read_to_string(home.path().join("life.journal")).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(
        lines[0][9..].starts_with("[Began(format:4,story:\"small\",version:\"1\",seed:7,scene:\"room\"),"),
        "{text}"
    );
    assert!(lines[1][9..].starts_with("[Chose(beat:\"day/first\",choice:\"tea\",text:\"Drink tea.\"),"), "{text}");
    assert!(lines.iter().all(|line| summed(line) == *line), "{text}");
    run_small(home.path(), &ARGS, "1\n");
    let longer = fs::read_to_string(home.path().join("life.journal")).unwrap();
    assert!(longer.len() > text.len() && longer.starts_with(&text));
}

#[test]
fn a_torn_last_line_loses_only_that_turn_and_the_torn_file_is_kept() {
    let home = lived();
    let file = home.path().join("life.journal");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 5]).unwrap();
    let told = objects(&run(home.path(), &ARGS, ""));
    assert!(notes(&told).contains("life.journal.aside-1"));
    assert!(told.iter().any(|o| o["kind"] == "choices"));
    assert_eq!(fs::read(home.path().join("life.journal.aside-1")).unwrap(), whole[..whole.len() - 5]);
    let mended = fs::read_to_string(&file).unwrap();
    assert!(String::from_utf8(whole).unwrap().starts_with(&mended) && mended.ends_with('\n'));
}

#[test]
fn a_wrong_checksum_in_the_middle_keeps_what_was_before_it() {
    let home = lived_small("1\n1\n1\n");
    let file = home.path().join("life.journal");
    let text = fs::read_to_string(&file).unwrap();
    let wrong = text.replace("Stay here.", "Stay there.");
    assert_ne!(text, wrong);
    fs::write(&file, &wrong).unwrap();
    let told = objects(&run_small(home.path(), &ARGS, ""));
    assert!(notes(&told).contains("damaged at line 3"), "{}", notes(&told));
    assert_eq!(last(&told, "place")["scene"], "yard");
    assert_eq!(last(&told, "choices")["choices"][0]["id"], "stay");
    assert_eq!(fs::read_to_string(home.path().join("life.journal.aside-1")).unwrap(), wrong);
    let kept = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with(&kept) && kept.lines().count() == 2);
}

#[test]
fn a_newer_save_is_set_aside_untouched() {
    let home = lived();
    let file = home.path().join("life.journal");
    let text = fs::read_to_string(&file).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    let newer = format!("{}\n{rest}", summed(&first.replacen("format:4", "format:99", 1)));
    fs::write(&file, &newer).unwrap();
    let output = run(home.path(), &ARGS, "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(home.path().join("life.journal.aside-1")).unwrap(), newer);
    assert!(String::from_utf8_lossy(&output.stderr).contains("newer"));
}

/// As the first Room Tone wrote it, in the small story: he has had tea, and stands in the yard.
const FORMAT_1: &str = concat!(
    r#"[{"e":"began","format":1,"story":"small","version":"1","seed":7,"scene":"room"},{"e":"drew","count":1},"#,
    r#"{"e":"entered","beat":"day/first","node":"hello"},"#,
    r#"{"e":"said","beat":"day/first","line":"hello","who":"anna","text":"Good morning.","tone":"Plain","source":"authored"},"#,
    r#"{"e":"entered","beat":"day/first","node":"ask"}]"#,
    "\n",
    r#"[{"e":"chose","beat":"day/first","choice":"tea","text":"Drink tea."},"#,
    r#"{"e":"applied","effects":[{"Set":"lit"},{"Add":["cups",1]},{"Move":["Rest",0.7]}]},"#,
    r#"{"e":"entered","beat":"day/first","node":"tea"},"#,
    r#"{"e":"said","beat":"day/first","line":"hot","who":"anna","text":"It is hot.","tone":"Plain","source":"authored"},"#,
    r#"{"e":"entered","beat":"day/first","node":"out"},{"e":"applied","effects":[{"Go":"yard"}]},"#,
    r#"{"e":"entered","beat":"day/first","node":"yard"}]"#,
    "\n"
);

#[test]
fn a_life_of_the_first_format_goes_on_and_the_old_file_is_kept() {
    let home = lived_small("1\n");
    let file = home.path().join("life.journal");
    let present = objects(&run_small(home.path(), &ARGS, ""));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, FORMAT_1).unwrap();
    let told = objects(&run_small(home.path(), &ARGS, ""));
    assert!(notes(&told).contains("older Room Tone"), "{}", notes(&told));
    assert_eq!(last(&told, "state"), last(&present, "state"));
    assert_eq!(last(&told, "choices"), last(&present, "choices"));
    assert_eq!(fs::read_to_string(home.path().join("life.journal.aside-1")).unwrap(), FORMAT_1);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    // It is of the present format now, and nothing more is said.
    let again = objects(&run_small(home.path(), &ARGS, "1\n"));
    assert_eq!(notes(&again), "");
    assert!(!home.path().join("life.journal.aside-2").exists());
}

#[test]
fn a_torn_life_of_the_first_format_keeps_its_whole_turns() {
    let home = lived_small("");
    fs::write(home.path().join("life.journal"), &FORMAT_1[..FORMAT_1.len() - 20]).unwrap();
    let told = objects(&run_small(home.path(), &ARGS, ""));
    assert!(notes(&told).contains("damaged at line 2"), "{}", notes(&told));
    assert_eq!(last(&told, "choices")["choices"][0]["id"], "tea");
}

#[test]
fn nonsense_for_a_save_is_set_aside_and_a_new_life_begins() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path()).unwrap();
    let nonsense = [0u8, 159, 146, 150, b'\n', b'{'];
    fs::write(home.path().join("life.journal"), nonsense).unwrap();
    let told = objects(&run(home.path(), &["text", "--mind", "authored", "--json"], ""));
    assert!(notes(&told).contains("damaged"));
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
    assert!(notes(&told).contains("not being saved"), "{}", notes(&told));
    assert!(told.iter().filter(|o| o["kind"] == "choices").count() >= 3);
}

/// Tea, out, in, a letter of three parts, and so many times "not yet".
fn long(times: usize) -> String {
    "1\n1\n1\n1\n1\n".to_owned() + &"2\n".repeat(times)
}

#[test]
fn every_twenty_turns_there_is_a_copy_and_three_of_them_are_kept() {
    let home = lived_small(&long(80));
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    let journal = read("life.journal");
    let copies: Vec<_> = (1..=3).map(|n| read(&format!("life.backup-{n}"))).collect();
    assert!(copies.iter().all(|copy| journal.starts_with(copy) && copy.ends_with('\n')));
    // The first line is the beginning; then there is a line a turn.
    let turns: Vec<_> = copies.iter().map(|copy| copy.lines().count() - 1).collect();
    assert_eq!(turns, [80, 60, 40]);
    assert!(!home.path().join("life.backup-4").exists());
    // And one at the ending.
    run_small(home.path(), &ARGS, "1\n");
    assert_eq!(read("life.backup-1"), read("life.journal"));
    let output = run_small(home.path(), &["saves", "backups"], "");
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(listed.contains("life.backup-3") && listed.contains("ended over"), "{listed}");
}

#[test]
fn a_ruined_journal_goes_on_from_its_newest_good_copy() {
    let home = lived_small(&long(50));
    let file = home.path().join("life.journal");
    let copy = fs::read_to_string(home.path().join("life.backup-1")).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    for (was, is) in [("Stay here.", "Stay there."), ("seed:7", "seed:6")] {
        fs::write(&file, text.replace(was, is)).unwrap();
        let told = objects(&run_small(home.path(), &ARGS, ""));
        assert!(notes(&told).contains("goes on from a copy"), "{was}: {}", notes(&told));
        assert_eq!(fs::read_to_string(&file).unwrap(), copy, "{was}");
        assert_eq!(last(&told, "choices")["choices"][1]["id"], "more");
    }
    // The newest copy is no good either: the one before it.
    let before = fs::read_to_string(home.path().join("life.backup-2")).unwrap();
    fs::write(home.path().join("life.backup-1"), copy.replace("Dear you,", "Dear me,")).unwrap();
    fs::write(&file, text.replace("Stay here.", "Stay there.")).unwrap();
    run_small(home.path(), &ARGS, "");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    // And what is damaged after the last copy is not thrown back to it.
    let late = text.trim_end().len() - 3;
    fs::write(&file, &text[..late]).unwrap();
    run_small(home.path(), &ARGS, "");
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), text.lines().count() - 1);
}

#[test]
fn a_copy_of_another_life_is_not_taken_for_this_one() {
    let home = lived_small(&long(50));
    run_small(home.path(), &["text", "--new", "--seed", "8", "--mind", "authored"], "1\n1\n");
    let file = home.path().join("life.journal");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Stay here.", "Stay there.")).unwrap();
    let told = objects(&run_small(home.path(), &ARGS, ""));
    assert!(notes(&told).contains("from just before"), "{}", notes(&told));
    assert!(fs::read_to_string(&file).unwrap().contains("seed:8"));
}

/// A driver over the small story that writes into this folder.
fn saving(home: &Path) -> Driver {
    let life = home.join("life.journal").to_string_lossy().into_owned();
    Driver::new(small::script(), |app| {
        app.insert_resource(Slot(life));
    })
}

fn command(driver: &mut Driver, command: SaveCommand) -> Vec<Told> {
    driver.app().world_mut().write_message(command);
    driver.app().update();
    driver.settle()
}

fn saves(driver: &mut Driver) -> Saves {
    driver.app().world().resource::<Saves>().clone()
}

#[test]
fn what_is_asked_for_before_the_story_is_read_is_done_once_when_it_is() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = saving(home.path());
    let script = driver.app().world_mut().remove_resource::<Script>().unwrap();
    for seed in [3, 7] {
        driver.app().world_mut().write_message(SaveCommand::New { seed: Some(seed) });
        driver.app().update();
    }
    assert!(driver.entries().is_empty() && saves(&mut driver).notes.is_empty());
    driver.app().insert_resource(script);
    driver.app().update();
    driver.settle();
    // The last of them, and nothing was set aside for it.
    assert!(matches!(driver.entries().first(), Some(Entry::Began { seed: 7, .. })));
    assert!(saves(&mut driver).notes.is_empty());
}

#[test]
fn a_story_that_cannot_be_played_begins_no_life_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = saving(home.path());
    driver.app().add_message::<ScriptReloaded>();
    let script = driver.app().world_mut().remove_resource::<Script>().unwrap();
    driver.app().world_mut().write_message(SaveCommand::New { seed: Some(3) });
    driver.app().update();
    driver.app().world_mut().write_message(ScriptReloaded { faults: Vec::new(), playable: false });
    driver.app().update();
    driver.app().world_mut().write_message(SaveCommand::Continue);
    driver.app().update();
    let notes = saves(&mut driver).notes;
    assert!(notes.len() == 2 && notes.iter().all(|note| note.contains("cannot be played")), "{notes:?}");
    // Mended, it begins nothing by itself.
    driver.app().insert_resource(script);
    driver.app().update();
    driver.settle();
    assert!(driver.entries().is_empty());
}

#[test]
fn lives_are_kept_opened_and_removed() {
    let home = tempfile::tempdir().unwrap();
    let there = |name: &str| home.path().join(name).exists();
    let mut driver = saving(home.path());
    command(&mut driver, SaveCommand::KeepAs(1));
    assert!(saves(&mut driver).notes.iter().any(|note| note.contains("no life to keep")));
    command(&mut driver, SaveCommand::New { seed: Some(7) });
    small::choose(&mut driver, &[1]);
    let yard = driver.snapshot();
    command(&mut driver, SaveCommand::KeepAs(1));
    small::choose(&mut driver, &[1, 1, 1, 1]);
    let later = driver.snapshot();
    command(&mut driver, SaveCommand::KeepAs(2));
    fs::write(home.path().join("slot-2.png"), b"a picture").unwrap();
    small::choose(&mut driver, &[1]);
    let running = fs::read_to_string(home.path().join("life.journal")).unwrap();

    let kept = saves(&mut driver).slots;
    assert_eq!(kept.iter().map(|slot| slot.slot).collect::<Vec<_>>(), [1, 2]);
    let first = kept[0].summary.clone().unwrap();
    assert_eq!((first.day, first.turns, first.scene.as_str(), first.line.as_str()), (1, 1, "yard", "It is hot."));
    assert!(!first.ended && first.ending.is_none() && kept[0].note.is_none() && kept[0].played.is_some());

    // The running life has gone on since: it gets another name.
    command(&mut driver, SaveCommand::Open(1));
    assert_eq!(driver.snapshot(), yard);
    assert!(matches!(driver.floor().waiting, Waiting::Turn(_)));
    assert_eq!(fs::read_to_string(home.path().join("life.journal.aside-1")).unwrap(), running);
    // Nothing was done since: there is nothing to put aside.
    command(&mut driver, SaveCommand::Open(2));
    assert_eq!(driver.snapshot(), later);
    assert!(!there("life.journal.aside-2"));
    // What is kept stays as it is, whatever is done then.
    let slot = fs::read_to_string(home.path().join("slot-2.journal")).unwrap();
    small::choose(&mut driver, &[2]);
    assert_eq!(fs::read_to_string(home.path().join("slot-2.journal")).unwrap(), slot);
    assert!(fs::read_to_string(home.path().join("life.journal")).unwrap().len() > slot.len());

    // Another life under the same number: the one that was there gets another name, and its picture goes.
    command(&mut driver, SaveCommand::KeepAs(2));
    assert!(!there("slot-2.journal.aside-1") && !there("slot-2.png"), "it is the same life, further on");
    command(&mut driver, SaveCommand::New { seed: Some(8) });
    command(&mut driver, SaveCommand::KeepAs(2));
    assert!(there("slot-2.journal.aside-1"));

    command(&mut driver, SaveCommand::Remove(2));
    assert!(!there("slot-2.journal") && there("slot-2.journal.aside-2"));
    assert_eq!(saves(&mut driver).slots.len(), 1);
    command(&mut driver, SaveCommand::Open(2));
    assert!(saves(&mut driver).notes.iter().any(|note| note.contains("no life in slot 2")));
}

#[test]
fn a_damaged_slot_goes_on_from_just_before_and_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let mut driver = saving(home.path());
    command(&mut driver, SaveCommand::New { seed: Some(7) });
    small::choose(&mut driver, &[1, 1, 1]);
    command(&mut driver, SaveCommand::KeepAs(3));
    let file = home.path().join("slot-3.journal");
    let wrong = fs::read_to_string(&file).unwrap().replace("Stay here.", "Stay there.");
    fs::write(&file, &wrong).unwrap();
    command(&mut driver, SaveCommand::Open(3));
    assert_eq!(driver.life().scene().unwrap().as_str(), "yard");
    assert!(saves(&mut driver).notes.iter().any(|note| note.contains("Slot 3 is damaged at line 3")));
    assert_eq!(fs::read_to_string(&file).unwrap(), wrong);
    fs::write(&file, "nonsense").unwrap();
    let before = driver.snapshot();
    command(&mut driver, SaveCommand::Open(3));
    assert_eq!(driver.snapshot(), before);
    assert!(saves(&mut driver).notes.iter().any(|note| note.contains("nothing in it can be read")));
}

/// A turn as it is in an hour of play: a choice, what it changes, five lines, and the steps between.
fn turn(at: u64) -> Vec<Entry> {
    let said = |line: u64| Entry::Said {
        beat: "grey/coffee".into(),
        line: format!("line_{line}").into(),
        who: "narrator".into(),
        text: "You drink yours. Then, since it’s there, you drink the other one. It’s the same coffee. You check."
            .into(),
        tone: room_tone::script::Tone::Dry,
        source: Source::Authored,
    };
    let entered = |node: &str| Entry::Entered { beat: "grey/coffee".into(), node: node.into() };
    let effects = room_tone::script::parse_source("", "[Move(Solitude, 0.03), Set(\"named\")]").unwrap();
    let typed = "the lamp by the sofa, the one that was there before".to_owned();
    let meaning = Some("lamp".into());
    vec![
        Entry::Typed { beat: None, text: typed },
        Entry::Understood { beat: None, meaning, score: 0.613, by: Heard::Meaning, manner: None },
        Entry::Applied { effects },
        entered("both"),
        said(at),
        said(at + 1),
        said(at + 2),
        entered("after"),
        said(at + 3),
        said(at + 4),
        Entry::Drew { count: at },
        Entry::Finished { beat: "grey/coffee".into() },
    ]
}

#[test]
fn twenty_hours_are_small_and_quickly_read() {
    let began = Entry::Began {
        format: room_tone::story::FORMAT,
        story: "small".into(),
        version: "1".into(),
        seed: 7,
        scene: "room".into(),
        before: Default::default(),
    };
    let mut text = save::line(&[began]).unwrap();
    (0..2_600).for_each(|at| text.push_str(&save::line(&turn(at)).unwrap()));
    assert!(text.len() < 20_000_000, "{} bytes are more than 1 MB an hour", text.len());
    let mut driver = Driver::new(small::script(), |app| {
        app.init_resource::<NobodyTypes>();
    });
    let start = Instant::now();
    let journal = save::read(&text);
    let read = start.elapsed();
    assert_eq!((journal.fault, journal.lines.len()), (None, 2_601));
    driver.send(PlayerInput::Resume(journal.entries()));
    let told = start.elapsed();
    assert_eq!(driver.life().turns(), 2_600);
    println!("{} bytes, read in {read:?}, told again in {:?}", text.len(), told - read);
}

#[test]
fn what_is_summed_up_is_what_is_true() {
    let home = lived_small(&long(3));
    let text = fs::read_to_string(home.path().join("life.journal")).unwrap();
    let entries = effective(save::read(&text).lines.into_iter().flatten());
    let summary = save::summary(&entries).unwrap();
    let mut driver = Driver::new(small::script(), |_| {});
    driver.send(PlayerInput::Resume(entries));
    let (life, calendar) = (driver.life(), driver.life().calendar());
    assert_eq!(summary.turns, life.turns());
    assert_eq!(Some(&summary.scene), life.scene());
    assert_eq!((summary.day, summary.phase, summary.act), (calendar.day, calendar.phase, calendar.act));
    assert_eq!(save::fuzz_read(&text), Some(summary));
}
