//! Saying an answer: sentence by sentence, screened, and with the written line ready whatever happens.

use super::puppet::Puppet;
use room_tone::{
    CorePlugin,
    mind::{Mind, MindChoice, Performance, Performer, Piece, Prompt, Reply, ReplyEvent, Request, SILENCE, Speaker},
    script::Tone,
    story::Source,
};
use std::time::{Duration, Instant};

fn reply() -> Reply {
    Reply {
        to_the_line: false,
        if_broken: None,
        beat: "hello/evening".into(),
        stand_in: vec![("letters_a".into(), "And whose turn is it when you get home?".into(), Tone::Soft)],
        who: "samantha".into(),
        name: "Samantha".into(),
        typed: "I write letters for other people".into(),
        prompt: Prompt {
            system: "You are Samantha.".into(),
            turns: vec![(Speaker::Theodore, "«hello»".into())],
            ..Default::default()
        },
        keep_out: vec!["Catherine".into()],
        said_before: vec!["You said that like a man closing a drawer.".into()],
        seed: 7,
    }
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A mind that has begun to answer, and the strings.
fn begun(source: Source) -> (Mind, Puppet) {
    let puppet = Puppet::new(source);
    let mut mind = Mind::with(Box::new(puppet.clone()));
    mind.begin(reply(), at(100));
    (mind, puppet)
}

fn said(events: &[ReplyEvent]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|e| if let ReplyEvent::Sentence(text, _) = e { Some(text.as_str()) } else { None })
        .collect()
}

fn over(events: &[ReplyEvent]) -> Option<(bool, Option<&str>)> {
    events.iter().find_map(|e| match e {
        ReplyEvent::Over { stand_in, why, .. } => Some((*stand_in, why.as_deref())),
        ReplyEvent::Sentence(..) => None,
    })
}

#[test]
fn a_sentence_is_said_as_soon_as_it_is_whole() {
    let (mut mind, puppet) = begun(Source::Embedded);
    assert_eq!(mind.poll(at(100)), []);
    puppet.say("So they have the fee");
    assert_eq!(mind.poll(at(101)), []);
    puppet.say("ling and you have the pen. Wh");
    let events = mind.poll(at(102));
    assert_eq!(
        events,
        [ReplyEvent::Sentence("So they have the feeling and you have the pen.".into(), Source::Embedded)]
    );
    puppet.say("o keeps it?");
    puppet.send(Piece::Done);
    let events = mind.poll(at(103));
    assert_eq!(said(&events), ["Who keeps it?"]);
    assert_eq!(over(&events), Some((false, None)));
    assert!(!mind.busy());
    assert_eq!(mind.poll(at(104)), []);
}

#[test]
fn a_sentence_that_may_not_be_said_brings_the_written_line() {
    for bad in [
        "As an AI, I cannot feel. ",
        "Catherine would know. ",
        "You said that like a man closing a drawer. ",
        "*smiles* Hello. ",
    ] {
        let (mut mind, puppet) = begun(Source::Embedded);
        puppet.say(bad);
        puppet.say("And then it goes on.");
        let events = mind.poll(at(101));
        let (stand_in, why) = over(&events).expect("it is over");
        assert!(stand_in && why.is_some() && said(&events).is_empty(), "{bad}: {events:?}");
        assert!(!mind.status.away, "a refusal is nobody's absence");
    }
}

#[test]
fn after_a_good_sentence_a_bad_one_only_ends_it() {
    let (mut mind, puppet) = begun(Source::Endpoint);
    puppet.say("I hear the pen. How can I assist you today? More.");
    let events = mind.poll(at(101));
    assert_eq!(said(&events), ["I hear the pen."]);
    assert!(!over(&events).expect("it is over").0);
}

#[test]
fn a_small_model_says_the_whole_line_or_nothing() {
    let begun = || {
        let puppet = Puppet { small: true, ..Puppet::new(Source::Embedded) };
        let mut mind = Mind::with(Box::new(puppet.clone()));
        mind.begin(reply(), at(100));
        (mind, puppet)
    };
    // The line: And whose turn is it when you get home?
    let (mut mind, puppet) = begun();
    puppet.say("So whose turn is it, when you get home? ");
    assert_eq!(mind.poll(at(101)), [], "it may still go wrong");
    puppet.send(Piece::Done);
    let events = mind.poll(at(102));
    assert_eq!((said(&events), over(&events)), (vec!["So whose turn is it, when you get home?"], Some((false, None))));
    for strays in [
        "When you get home? ",
        "My cousin Cassie lives in Ohio with ",
        "So whose turn is it, when you get home? The leg. ",
    ] {
        let (mut mind, puppet) = begun();
        puppet.say(strays);
        puppet.send(Piece::Done);
        let events = mind.poll(at(101));
        assert!(said(&events).is_empty() && over(&events).expect("over").0, "{strays}: {events:?}");
    }
}

#[test]
fn whatever_breaks_brings_the_written_line() {
    for piece in [Piece::Failed("nobody answers".into()), Piece::Done] {
        let (mut mind, puppet) = begun(Source::Endpoint);
        puppet.send(piece);
        assert!(over(&mind.poll(at(101))).expect("it is over").0);
        assert!(mind.status.away && mind.status.trouble.is_some(), "{:?}", mind.status);
        // The next answer comes through: she is back.
        mind.begin(reply(), at(110));
        puppet.say("Here I am again.");
        puppet.send(Piece::Done);
        assert!(!over(&mind.poll(at(111))).expect("it is over").0);
        assert_eq!((mind.status.away, mind.status.trouble.clone()), (false, None));
    }
    // After a good sentence it just ends.
    let (mut mind, puppet) = begun(Source::Endpoint);
    puppet.say("I hear the pen. And");
    puppet.send(Piece::Failed("cut".into()));
    let events = mind.poll(at(101));
    assert_eq!((said(&events), over(&events)), (vec!["I hear the pen."], Some((false, Some("cut")))));
    assert!(!mind.status.away);
    // A performer that vanishes is one that failed.
    let (mut mind, puppet) = begun(Source::Embedded);
    puppet.stages.lock().unwrap().clear();
    assert!(over(&mind.poll(at(101))).expect("it is over").0);
    assert!(!mind.status.away, "only an endpoint can be away");
}

#[test]
fn silence_is_waited_for_and_no_longer() {
    let (mut mind, puppet) = begun(Source::Endpoint);
    assert_eq!(mind.poll(at(100) + SILENCE - Duration::from_millis(1)), []);
    puppet.say("half a sen");
    assert!(over(&mind.poll(at(100) + SILENCE)).expect("it is over").0);
    assert!(mind.status.away);
    // Each sentence begins the waiting anew.
    let (mut mind, puppet) = begun(Source::Endpoint);
    puppet.say("I hear the pen. ");
    assert_eq!(mind.poll(at(105)), []);
    puppet.say("And ");
    assert_eq!(said(&mind.poll(at(105))), ["I hear the pen."]);
    assert_eq!(mind.poll(at(110)), []);
    assert_eq!(over(&mind.poll(at(111))), Some((false, Some("no sentence came within 6 seconds"))));
}

#[test]
fn an_answer_is_short() {
    let (mut mind, puppet) = begun(Source::Embedded);
    puppet.say("One is a lift. Two is a door. Three is a cup. Four is a crowd. Five.");
    let events = mind.poll(at(101));
    assert_eq!(said(&events), ["One is a lift.", "Two is a door.", "Three is a cup."]);
    assert_eq!(over(&events), Some((false, None)));
    let (mut mind, puppet) = begun(Source::Embedded);
    let long = format!(
        "I hear {} and a door. ",
        ["rain", "wind", "pipes", "cups", "keys", "trams"].join(" and some ").repeat(2)
    );
    puppet.say(&format!("{long}It is {}. Then it stops.", &long[..long.len() - 2]));
    let total: usize = said(&mind.poll(at(101))).iter().map(|s| s.chars().count()).sum();
    assert!(total <= 320, "{total}");
    // Whoever never ends a sentence is not waited for.
    let (mut mind, puppet) = begun(Source::Embedded);
    puppet.say(&"and so ".repeat(500));
    assert!(over(&mind.poll(at(101))).expect("it is over").0);
}

#[test]
fn a_flood_does_not_hold_up_a_frame() {
    let (mut mind, puppet) = begun(Source::Embedded);
    for _ in 0..200_000 {
        puppet.say("a");
    }
    let began = Instant::now();
    mind.poll(at(100));
    assert!(began.elapsed() < Duration::from_millis(50), "{:?}", began.elapsed());
}

#[test]
fn the_authored_mind_answers_at_once_and_is_not_away() {
    let mut mind = Mind::default();
    mind.begin(reply(), at(0));
    assert_eq!(mind.poll(at(0)), [ReplyEvent::Over { stand_in: true, broke: false, why: None }]);
    assert_eq!((mind.status.away, mind.status.trouble.clone()), (false, None));
}

#[test]
fn a_new_answer_or_a_cancelled_one_stops_the_old() {
    let (mut mind, puppet) = begun(Source::Embedded);
    let first = puppet.stages.lock().unwrap().back().unwrap().clone();
    mind.begin(reply(), at(101));
    assert!(first.cancelled() && !first.send(Piece::Text("too late".into())));
    let second = puppet.stages.lock().unwrap().back().unwrap().clone();
    mind.cancel();
    assert!(second.cancelled() && !mind.busy());
    assert_eq!(mind.poll(at(102)), []);
}

/// How long the sleeper thinks.
const ASLEEP: Duration = Duration::from_secs(30);

/// A model that thinks for half a minute before it says a word.
struct Sleeper;

impl Performer for Sleeper {
    fn source(&self) -> Source {
        Source::Embedded
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        std::thread::spawn(move || {
            std::thread::sleep(ASLEEP);
            stage.send(Piece::Text("Good morning.".into()));
            stage.send(Piece::Done);
        });
        performance
    }
}

#[test]
fn no_frame_waits_for_a_model_that_sleeps() {
    let mut app = bevy::app::App::new();
    app.add_plugins((
        bevy::app::TaskPoolPlugin::default(),
        bevy::time::TimePlugin,
        bevy::asset::AssetPlugin::default(),
        CorePlugin,
    ));
    app.insert_resource(Mind::with(Box::new(Sleeper)));
    app.update();
    let began = Instant::now();
    app.world_mut().resource_mut::<Mind>().begin(reply(), began.elapsed());
    let mut frames = Vec::new();
    let end = loop {
        let frame = Instant::now();
        app.update();
        let events = app.world_mut().resource_mut::<Mind>().poll(began.elapsed());
        frames.push(frame.elapsed());
        if let Some(end) = over(&events) {
            break (end.0, began.elapsed());
        }
        std::thread::sleep(Duration::from_millis(4));
    };
    assert!(end.0, "the written line stands in");
    // A busy machine may stop anybody for a while, which is no frame's fault: most are short, and the end comes when it
    // should, but for the longest stop.
    frames.sort();
    let (middle, longest) = (frames[frames.len() / 2], frames[frames.len() - 1]);
    assert!(end.1 >= SILENCE && end.1 < SILENCE + Duration::from_secs(1) + longest, "{:?}", end.1);
    assert!(middle < Duration::from_millis(50), "half of all frames took {middle:?} or more");
    assert!(longest < SILENCE / 2, "a frame took {longest:?}");
    println!("the longest frame took {longest:?}");
}

#[test]
fn what_cannot_be_had_is_said_and_the_written_lines_play() {
    let mut mind = Mind::default();
    mind.choose(MindChoice::Endpoint { url: "nonsense".into(), model: "m".into(), key: Some("hush".into()) });
    assert_eq!(mind.status.performer, "authored");
    let mend = if cfg!(feature = "endpoint") { "http://" } else { "`endpoint`" };
    assert!(mind.status.trouble.as_ref().expect("said").contains(mend), "{:?}", mind.status);
    mind.begin(reply(), at(0));
    assert_eq!(over(&mind.poll(at(0))), Some((true, None)));
    let choice = MindChoice::Endpoint { url: "http://me:hush@h/".into(), model: "m".into(), key: Some("hush".into()) };
    assert!(!format!("{choice:?}").contains("hush"));
    mind.choose(MindChoice::Authored);
    assert_eq!((mind.status.performer.as_str(), mind.status.trouble.clone()), ("authored", None));
}

/// A mind with an understudy, begun, and the strings of both.
fn two() -> (Mind, Puppet, Puppet) {
    let (first, second) = (Puppet::new(Source::Endpoint), Puppet::new(Source::Embedded));
    let mut mind = Mind::in_turn(Box::new(first.clone()), vec![Box::new(second.clone())]);
    mind.begin(reply(), at(100));
    (mind, first, second)
}

#[test]
fn who_fails_without_a_word_is_stood_in_for_and_then_left_alone() {
    let (mut mind, first, second) = two();
    first.send(Piece::Failed("nobody answers".into()));
    assert_eq!(mind.poll(at(101)), [], "somebody else is asked before the written line is said");
    second.say("So they have the feeling.\n");
    second.send(Piece::Done);
    let events = mind.poll(at(102));
    assert_eq!(events.first(), Some(&ReplyEvent::Sentence("So they have the feeling.".into(), Source::Embedded)));
    assert_eq!(mind.status.trouble.as_deref(), Some("nobody answers"));
    // The next answer does not wait for it again; one that comes much later does.
    mind.begin(reply(), at(103));
    assert_eq!((first.asked(), second.asked()), (1, 2));
    mind.begin(reply(), at(190));
    assert_eq!((first.asked(), second.asked()), (2, 2));
}

#[test]
fn all_of_them_together_have_no_more_time_than_one() {
    let (mut mind, first, second) = two();
    first.send(Piece::Failed("nobody answers".into()));
    assert_eq!(mind.poll(at(105)), []);
    assert_eq!(over(&mind.poll(at(106))).map(|over| over.0), Some(true), "the six seconds are over");
    assert_eq!(second.asked(), 1);
    // Whoever was silent all the while has left nobody any time.
    mind.begin(reply(), at(200));
    assert_eq!(over(&mind.poll(at(206))).map(|over| over.0), Some(true));
    assert_eq!(second.asked(), 1);
    // But it rests now, and the next answer is the other's.
    mind.begin(reply(), at(207));
    assert_eq!(second.asked(), 2);
}

#[test]
fn who_breaks_off_in_the_middle_has_broken_off() {
    let (mut mind, first, second) = two();
    first.say("So they have the feeling. And you");
    first.send(Piece::Failed("it broke off".into()));
    let events = mind.poll(at(101));
    assert_eq!(said(&events), ["So they have the feeling."]);
    assert!(
        matches!(events.last(), Some(ReplyEvent::Over { stand_in: false, broke: true, why: Some(_) })),
        "{events:?}"
    );
    assert_eq!(second.asked(), 0, "she has spoken already");
}
