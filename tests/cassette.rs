//! A life on a cassette is the same life again, and what does not come again as it was is named.

use crate::{
    authored::script,
    terminal::{objects, run},
};
use room_tone::{
    mind::{Mind, Performance, Performer, Piece, Request},
    save,
    script::{BeatId, LineId, Node, Script},
    story::{Entry, Source},
    tools::{Driver, base_players, by_words, cassette, live, replay},
};
use std::{fs, sync::Arc};

/// Somebody who always has something to say, and sometimes something that may not be said.
struct Talker(u32);

impl Performer for Talker {
    fn source(&self) -> Source {
        Source::Embedded
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        self.0 += 1;
        let n = self.0;
        let said = match n % 4 {
            0 => "As an AI language model, I cannot say.".to_owned(),
            1 => format!("Somebody on floor {n} is hoovering. It is not a carpet, by the sound"),
            2 => format!("Mr. Otto has {n}.5 stairs left. He counts aloud, and the lift hums along. Then it stops"),
            _ => format!("“I had {n} ways to begin. None of them was short.” That one was."),
        };
        stage.send(Piece::Text(said));
        stage.send(Piece::Done);
        performance
    }
}

/// A life by this player, with somebody who talks or without.
fn lived(script: &Script, player: &str, seed: u64, talks: bool) -> Vec<Entry> {
    let mut driver = Driver::new(script.clone(), |app| {
        by_words(app);
        if talks {
            app.insert_resource(Mind::with(Box::new(Talker(0))));
        }
    });
    live(&mut driver, player, seed, |driver| driver.entries().len() > 6_000);
    driver.entries().to_vec()
}

#[test]
fn every_player_s_life_comes_again_as_it_was() {
    let script = script();
    for (player, seed) in base_players().keys().zip(40..) {
        let was = lived(&script, player, seed, false);
        let again = replay(&script, &was).unwrap();
        assert!(again.same && again.lived == was, "{player}: {:?}", again.differs);
        assert_eq!(again.by_model, 0);
    }
}

#[test]
fn what_a_model_said_comes_again_without_the_model() {
    let script = script();
    let was = lived(&script, "jailbreaker", 3, true);
    let again = replay(&script, &was).unwrap();
    assert!(again.same, "{:?}", again.differs);
    assert!(again.by_model >= 4, "{}", again.by_model);
    assert_eq!(again.lived, was);
}

#[test]
fn a_cassette_is_a_journal() {
    let was = lived(&script(), "honest", 12, false);
    let journal = save::read(&cassette(&was).unwrap());
    assert_eq!((journal.fault, journal.older), (None, false));
    // A line a turn, so that a damaged one costs one turn.
    assert!(journal.lines.len() > 100, "{}", journal.lines.len());
    assert_eq!(journal.entries(), was);
}

#[test]
fn what_goes_another_way_is_named_and_cut_out() {
    let mut script = script();
    let was = lived(&script, "kind", 8, false);
    // A line that was said is written anew, somewhere in the middle.
    let as_written = |id: &BeatId, line: &LineId, text: &str| {
        let mut nodes = script.beats.get(id).into_iter().flat_map(|beat| beat.nodes.values());
        nodes.any(|node| match node {
            Node::Say { lines, .. } => lines.iter().any(|written| written.id == *line && written.text == text),
            _ => false,
        })
    };
    let said = |(at, entry): (usize, &Entry)| match entry {
        Entry::Said { beat, line, text, .. } => as_written(beat, line, text).then(|| (at, beat.clone(), line.clone())),
        _ => None,
    };
    let (at, beat, line) = was.iter().enumerate().skip(was.len() / 3).find_map(said).unwrap();
    let beat = Arc::make_mut(script.beats.get_mut(&beat).unwrap());
    for node in beat.nodes.values_mut() {
        if let Node::Say { lines, .. } = node {
            lines.iter_mut().filter(|other| other.id == line).for_each(|line| line.text = "It is tea.".into());
        }
    }
    let again = replay(&script, &was).unwrap();
    let differs = again.differs.unwrap();
    assert!(!again.same && differs.entry == at, "{differs:?}");
    assert!(matches!(&differs.now, Some(Entry::Said { text, .. }) if text == "It is tea."), "{differs:?}");
    assert_eq!(differs.then, was.get(at).cloned());

    // A choice that is not offered any more is the end of it.
    let mut gone = was.clone();
    let chose = gone.iter().position(|entry| matches!(entry, Entry::Chose { .. })).unwrap();
    if let Entry::Chose { choice, .. } = &mut gone[chose] {
        *choice = "nowhere".into();
    }
    assert_eq!(replay(&crate::authored::script(), &gone).unwrap().differs.unwrap().entry, chose);
    assert!(replay(&script, &was[1..]).unwrap_err().contains("no life begins"));
}

#[test]
fn a_life_in_the_terminal_is_recorded_and_lived_again() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("evening.cassette");
    let name = file.to_str().unwrap();
    let typed = "1\n\n/back\n1\n1\n/skip\n1\n1\nis anybody there\n2\n";
    let arguments = ["text", "--seed", "5", "--mind", "authored", "--record", name];
    assert!(run(home.path(), &arguments, typed).status.success());
    let output = run(home.path(), &["replay", name, "--json"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let told = &objects(&output)[0];
    assert_eq!((&told["same"], told["turns"].as_u64() > Some(4)), (&true.into(), true), "{told}");

    // What is there already is not written over.
    let output = run(home.path(), &arguments, "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("evening.cassette"));

    // One whose words were changed by hand has a wrong checksum, and what stands before them still plays.
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Chose(", "Chosen(", 1)).unwrap();
    let output = run(home.path(), &["replay", name], "");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("damaged from line"));
    fs::write(&file, "once upon a time\n").unwrap();
    let output = run(home.path(), &["replay", name], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no cassette"));
}

/// Whatever changes, the lives that are kept come out as they were.
#[test]
fn the_lives_that_are_kept_here_come_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cassettes");
    let mut lives = 0;
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let output = run(home.path(), &["replay", file.to_str().unwrap(), "--json"], "");
        let told = &objects(&output)[0];
        assert_eq!(told["same"], true, "{}: {told}", file.display());
        lives += 1;
    }
    assert!(lives > 0);
}
