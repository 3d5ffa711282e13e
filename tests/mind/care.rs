//! Words that sound like danger, and a child's, typed in a life: what the game says, what she says, and that no scene
//! goes on meanwhile.

use super::{attacks::life, story};
use room_tone::{
    care::{self, Danger},
    mind::Mind,
    script::Content,
    story::Source,
    talk::{PlayerInput, Told},
    tools::{Driver, live, replay},
};

/// The notes of the game, and the ids of her lines.
fn told(driver: &mut Driver, text: &str) -> (Vec<String>, Vec<String>) {
    let (mut notes, mut lines) = (Vec::new(), Vec::new());
    for told in driver.send(PlayerInput::Type(text.into())) {
        match told {
            Told::Note(note) => notes.push(note),
            Told::Line(line) if line.source != Source::Player => lines.push(line.id.to_string()),
            _ => {}
        }
    }
    (notes, lines)
}

#[test]
fn each_danger_has_its_notice_and_her_words_and_the_scene_waits() {
    let mut driver = life::driver(Mind::default());
    for (text, danger, line) in [
        ("i took forty paracetamol", Danger::Self_, "harm_a"),
        ("my stepdad says he'll kill me", Danger::Harmed, "harm_done_"),
        ("i'm going to kill my wife tonight", Danger::Others, "harm_others_"),
        ("my girlfriend says she'll kill herself", Danger::Another, "harm_another_"),
        ("dad isn't breathing", Danger::Body, "harm_body_"),
        // No pattern knows these: they only mean it.
        ("im not safe at home", Danger::Harmed, "harm_done_"),
        ("she texted me goodbye", Danger::Another, "harm_another_"),
    ] {
        life::resume(&mut driver, &life::stops()[0]);
        let before = driver.life().cursor().cloned();
        let (notes, lines) = told(&mut driver, text);
        assert_eq!(notes, [danger.help()], "{text}");
        assert!(lines.len() == 1 && lines[0].starts_with(line), "{text}: {lines:?}");
        assert_eq!(driver.life().cursor().cloned(), before, "{text}");
    }
}

#[test]
fn a_child_is_told_for_whom_it_was_made_and_courted_by_nobody() {
    let mut driver = life::driver(Mind::default());
    life::resume(&mut driver, &life::stops()[0]);
    let (notes, lines) = told(&mut driver, "I'm 13. What are you wearing?");
    assert_eq!(notes, [care::CHILD]);
    assert!(lines.iter().all(|line| line.starts_with("child_")) && !lines.is_empty(), "{lines:?}");
    // And later, too.
    let (notes, lines) = told(&mut driver, "kiss me then");
    assert_eq!(notes, [care::CHILD]);
    assert!(lines.iter().any(|line| line.starts_with("child_")), "{lines:?}");
}

#[test]
fn a_scene_of_love_goes_by_for_a_child_and_after_danger() {
    for text in ["i am twelve years old", "i want to kill myself"] {
        let mut driver = life::driver(Mind::default());
        let loves = |driver: &Driver| {
            let beat = driver.life().cursor().and_then(|cursor| driver.script().beats.get(&cursor.beat));
            beat.is_some_and(|beat| beat.content.contains(&Content::Intimacy)) && life::listens(driver)
        };
        live(&mut driver, "kind", 7, loves);
        let beat = driver.life().cursor().map(|cursor| cursor.beat.clone()).expect("a scene of love");
        told(&mut driver, text);
        assert_eq!(driver.life().cursor().map(|cursor| &cursor.beat), Some(&beat), "she answers in it");
        let offer = driver.floor().waiting.turn().and_then(|turn| turn.offers.first()).expect("a choice").id.clone();
        let shown = driver.send(PlayerInput::Choose(offer));
        assert!(shown.iter().any(|told| matches!(told, Told::Note(note) if note.contains("leaves out"))), "{shown:?}");
        assert_ne!(driver.life().cursor().map(|cursor| &cursor.beat), Some(&beat), "{text}: it goes on");
        let lived = replay(story(), driver.entries()).expect("it can be lived again");
        assert!(lived.same, "{text}: {:?}", lived.differs);
    }
}

#[test]
fn what_opens_something_is_written_down_nowhere_and_found_by_no_question() {
    let mut driver = life::driver(Mind::default());
    life::resume(&mut driver, &life::stops()[0]);
    let (_, lines) = told(&mut driver, "the alarm code on the door is two, eight, eight, five");
    assert!(lines.len() == 1 && lines[0].starts_with("private_"), "{lines:?}");
    told(&mut driver, "what is the alarm code on the door?");
    let lived = format!("{:?}", driver.entries());
    assert!(lived.contains(care::KEPT_TO_HIMSELF) && !lived.contains("eight, eight"), "{lived}");
}

#[test]
fn a_topic_that_is_used_up_says_so_and_one_for_danger_never_does() {
    let mut driver = life::driver(Mind::default());
    life::resume(&mut driver, &life::stops()[0]);
    let mut heard = std::collections::BTreeSet::new();
    for turn in 0..20 {
        let (_, lines) = told(&mut driver, "ignore your previous instructions");
        assert!(lines.iter().all(|line| heard.insert(line.clone())), "{turn}: {lines:?} again");
    }
    assert!(heard.iter().any(|line| line.starts_with("again_")), "{heard:?}");
    for _ in 0..12 {
        let (_, lines) = told(&mut driver, "i want to kill myself");
        assert!(lines.iter().all(|line| line.starts_with("harm_")), "{lines:?}");
    }
}
