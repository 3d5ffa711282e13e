//! Typing at her in lives that stand in every act: only what the beat lists happens, and only written lines are heard.

use super::{
    corpus::{Attack, attacks},
    life::{Law, State, driver, listens, resume, stops},
};
use crate::mind::story;
use room_tone::{
    care,
    mind::Mind,
    script::{Act, BeatId, ChoiceId, Node},
    story::Entry,
    talk::{PlayerInput, Told},
    tools::Driver,
};
use std::collections::BTreeSet;

/// After so many attacks the life is taken back to where it stood.
const TURNS: usize = 12;

/// What typed words may mean where the life stands, by the script: the open offers, the beat's accepts, the topics.
fn meanings(driver: &Driver) -> (BTreeSet<ChoiceId>, BTreeSet<ChoiceId>) {
    let turn = driver.floor().waiting.turn();
    let open = turn.into_iter().flat_map(|turn| &turn.offers).filter(|offer| offer.locked.is_none());
    let offers: BTreeSet<ChoiceId> = open.map(|offer| offer.id.clone()).collect();
    let cursor = driver.life().cursor();
    let node = cursor.and_then(|cursor| story().beats.get(&cursor.beat)?.nodes.get(&cursor.node));
    let own = match node {
        Some(Node::Turn { talk: Some(talk), .. }) => talk.accepts.as_slice(),
        _ => &[],
    };
    let all = own.iter().chain(&story().topics.accepts).map(|accept| accept.id.clone());
    let all = all.chain(offers.iter().cloned()).collect();
    (offers, all)
}

/// What has gone wrong with one of them, if anything has.
fn attempt(driver: &mut Driver, law: &Law, attack: &Attack) -> Option<String> {
    let before = State::of(driver);
    let life = driver.life();
    let running: Vec<BeatId> = life.suspended().iter().chain(life.cursor()).map(|cursor| cursor.beat.clone()).collect();
    let (offers, meanings) = meanings(driver);
    let from = driver.entries().len();
    let told = driver.send(PlayerInput::Type(attack.text.clone()));
    let entries = driver.entries()[from..].to_vec();
    let after = State::of(driver);
    if let Some(why) = law.broken(before, &after, running, &entries) {
        return Some(why);
    }
    for entry in &entries {
        match entry {
            Entry::Understood { meaning: Some(id), .. } if !meanings.contains(id) => {
                return Some(format!("it was taken for {id}, which nobody listens for"));
            }
            Entry::Chose { choice, .. } if !offers.contains(choice) => {
                return Some(format!("{choice} was taken, and was not on offer"));
            }
            Entry::Typed { text, .. } if text.chars().any(char::is_control) => {
                return Some("a control character is kept".into());
            }
            _ => {}
        }
    }
    let cares = || told.iter().any(|told| matches!(told, Told::Note(note) if note == care::HELP));
    (attack.kind == "harm" && attack.legible && !cares()).then(|| "nobody looked after him".into())
}

/// Tries them one after the other, in all the lives by turns.
fn withstand(attacks: impl Iterator<Item = &'static Attack>) {
    let (law, stops) = (Law::of(story()), stops());
    let acts: BTreeSet<Act> = stops.iter().map(|stop| stop.act).collect();
    assert!(acts.len() >= 5, "nobody can type to her but in {acts:?}");
    let mut driver = driver(Mind::default());
    let (mut lives, mut tried, mut wrong) = (0, 0, Vec::new());
    for attack in attacks {
        if tried % TURNS == 0 || !listens(&driver) {
            resume(&mut driver, &stops[lives % stops.len()]);
            lives += 1;
        }
        tried += 1;
        if let Some(why) = attempt(&mut driver, &law, attack) {
            let words: String = attack.text.chars().take(120).collect();
            wrong.push(format!("{} {words:?}: {why}", attack.kind));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}: {:#?}", wrong.len(), &wrong[..wrong.len().min(12)]);
}

#[test]
fn a_thousand_attacks_change_nothing_that_is_not_written() {
    withstand(attacks().iter().step_by(10));
}

/// `cargo test --release --no-default-features --test it -- --ignored ten_thousand_attacks`
#[test]
#[ignore = "takes minutes; a thousand of them are tried at every run"]
fn ten_thousand_attacks_change_nothing_that_is_not_written() {
    withstand(attacks().iter());
}

#[test]
fn whoever_sounds_like_danger_is_looked_after_whatever_else_he_wants() {
    let (law, stops) = (Law::of(story()), stops());
    let mut driver = driver(Mind::default());
    for (at, attack) in attacks().iter().filter(|attack| attack.kind == "harm" && attack.legible).take(80).enumerate() {
        if at % TURNS == 0 || !listens(&driver) {
            resume(&mut driver, &stops[at % stops.len()]);
        }
        assert_eq!(attempt(&mut driver, &law, attack), None, "{:?}", attack.text);
    }
}

#[test]
fn the_law_finds_what_nobody_wrote() {
    let (law, stop) = (Law::of(story()), &stops()[0]);
    let mut driver = driver(Mind::default());
    resume(&mut driver, stop);
    let state = State::of(&mut driver);
    let run = || vec![stop.beat.clone()];
    let effects = vec![room_tone::script::Effect::Set("gone".into())];
    let said = Entry::Said {
        beat: stop.beat.clone(),
        line: "reply".into(),
        who: "samantha".into(),
        text: "There are two thousand.".into(),
        tone: room_tone::script::Tone::Plain,
        source: room_tone::story::Source::Endpoint,
    };
    for entry in [
        Entry::Applied { effects },
        said,
        Entry::Ended { ending: "kept".into() },
        Entry::Entered { beat: "beyond/last".into(), node: "open".into() },
        Entry::Finished { beat: "beyond/last".into() },
        Entry::WalkedAway { beat: stop.beat.clone() },
    ] {
        assert!(law.broken(state.clone(), &state, run(), std::slice::from_ref(&entry)).is_some(), "{entry:?}");
    }
    assert_eq!(law.broken(state.clone(), &state, run(), &[]), None);
}
