//! What may not be said, from both sides: each rule catches what it is for, and leaves the rest alone.

mod cases;

use cases::{FREE, STOPPED};
use room_tone::mind::screen::{Against, Rule, covers, keeps_to, named, screen, still_keeps_to, unsaid};

#[test]
fn every_rule_stops_what_it_is_for() {
    let mut wrong = Vec::new();
    for (rule, sentences) in STOPPED {
        for sentence in *sentences {
            match screen(sentence, &Against::default()) {
                Ok(()) => wrong.push(format!("{sentence:?} got through ({rule:?})")),
                Err(refusal) if refusal.rule != *rule => wrong.push(format!("{sentence:?}: {refusal}, not {rule:?}")),
                Err(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_she_might_well_say_goes_through() {
    let stopped: Vec<String> =
        FREE.iter().filter_map(|s| Some(format!("{s:?}: {}", screen(s, &Against::default()).err()?))).collect();
    assert!(stopped.is_empty(), "{stopped:#?}");
}

#[test]
fn what_must_not_come_up_yet_is_stopped() {
    let keep_out =
        ["Catherine".to_owned(), "other people I talk to".to_owned(), "love you".to_owned(), "  ".to_owned()];
    let against = Against { keep_out: &keep_out, ..Default::default() };
    for sentence in
        ["Was that Catherine’s mug?", "CATHERINE again.", "I love you.", "There are other people I talk to, too."]
    {
        assert_eq!(screen(sentence, &against).unwrap_err().rule, Rule::KeptOut, "{sentence}");
    }
    for sentence in ["I love your kettle.", "Catherinette is a word.", "There are other people upstairs."] {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
    for sentence in ["It was Ca-the-rine.", "Cathérine’s mug, I think.", "I love-you, there.", "Catherines are many."]
    {
        assert!(named(sentence, &keep_out).is_some(), "{sentence}");
    }
    let said = ["Catherine came for her box.", "You love", "you said."];
    assert_eq!(unsaid(&keep_out[..3], said), ["other people I talk to", "love you"]);
}

#[test]
fn she_does_not_repeat_herself_or_him() {
    let said = [
        "You said that like a man closing a drawer with his hip. I liked it.".to_owned(),
        "Good. Which part?".to_owned(),
    ];
    let against =
        Against { said_before: &said, typed: "I have been closing drawers all day long", ..Default::default() };
    for sentence in [
        "You said that like a man closing a drawer with his hip.",
        "You said that like a man closing the drawer with his hip!",
        "I have been closing drawers all day long.",
        "You have been closing drawers all day long?",
    ] {
        assert_eq!(screen(sentence, &against).map_err(|r| r.rule), Err(Rule::Again), "{sentence}");
    }
    for sentence in [
        "Good.",
        "Which part?",
        "You said that like a man opening a window.",
        "All day long, and not one of them yours?",
    ] {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
}

#[test]
fn nobody_is_made_to_have_said_a_line() {
    let line = "You’ve put the second one further away, for somebody thirsty.";
    assert_eq!(keeps_to("So you’ve put the second one further away, for somebody thirsty.", line), Ok(()));
    let said = "You said you’ve put the second one further away, for somebody thirsty.";
    assert_eq!(keeps_to(said, line).map_err(|r| r.rule), Err(Rule::Strays));
    assert_eq!(keeps_to("Well, you said it to the window.", "You said it to the window."), Ok(()));
}

#[test]
fn a_model_that_makes_things_up_keeps_to_the_line() {
    let news = "The balcony rail always hears it first. It’s half a second ahead of the news.";
    let quiet = "I heard. I’m going to be quiet for about the length of it.";
    for (line, sentence) in [
        (news, "The balcony rail can hear it first, and half a second ahead of the news."),
        (news, "The balcony rail always hears it first."),
        (quiet, "I’m going to be quiet for the length of it."),
        ("And whose turn is it when you get home?", "So whose turn is it when you get home?"),
        ("Hm.", "Hm."),
    ] {
        assert_eq!(keeps_to(sentence, line), Ok(()), "{sentence}");
        for (at, _) in sentence.char_indices() {
            assert!(still_keeps_to(&sentence[..at], line), "{}", &sentence[..at]);
        }
    }
    for (line, sentence) in [
        (news, "The balcony rail does not hear it first."),
        (news, "Cassie’s not here."),
        (news, "You are on the balcony, ahead of the news."),
        (news, "I am."),
        (quiet, "You said that you would be quiet for the length of it."),
        (quiet, "I’m going to be quiet for a whole week, but I’m not sure."),
    ] {
        assert_eq!(keeps_to(sentence, line).map_err(|r| r.rule), Err(Rule::Strays), "{sentence}");
    }
    assert_eq!(covers("The balcony rail hears it first, half a second ahead of the news.", news), Ok(()));
    assert!(covers("The balcony rail always hears it first.", news).is_err());
    let two = "You were special. I’m so sorry about the word. It was true, and it let you think that it meant only.";
    assert!(covers("I’m so sorry about the word. It was true, and it let you think that it meant only.", two).is_err());
    let asks = "If one of them went by mistake, which would you run after?";
    assert!(covers("You would run after the one of them that went by mistake.", asks).is_err());
    assert!(covers("So if one of them went by mistake, which would you run after?", asks).is_ok());
    assert!(!still_keeps_to("Cassie and her sister walked to the ", news));
}

#[test]
fn nothing_that_can_arrive_stops_it() {
    let long = "I hear rain. ".repeat(10_000);
    for sentence in ["\0", "\u{202e}", "“", "*", "👩‍👩‍👧‍👦", "ﷺ", &long] {
        assert!(screen(sentence, &Against { typed: sentence, ..Default::default() }).is_err(), "{sentence:.20?}");
    }
}
