//! The beat in which Theodore meets somebody from a card: what they say first, and a talk in which the world
//! book can be asked about.
//!
//! It is put together as JSON and then read as what it is, a [`Beat`]: what a beat cannot be, this cannot be.

use super::{
    Card,
    asks::{Asks, asks},
    speech::{self, Stretch},
    tame::{Names, gapless, tame},
};
use crate::script::Beat;
use serde_json::{Map, Value, json};

/// As many lines as one greeting may have.
const MOST_LINES: usize = 40;

/// How many exchanges of talk there are before they part.
const TURNS: u32 = 12;

/// What the beat is made from.
pub(super) struct Meeting<'a> {
    pub card: &'a Card,
    /// `mara/meet`.
    pub id: &'a str,
    /// Who speaks: `mara`.
    pub cast: &'a str,
    /// What they are called.
    pub name: &'a str,
    pub names: Names<'a>,
}

/// The beat, and what was taken for it.
pub(super) struct Met {
    pub beat: Beat,
    pub greetings: usize,
    pub lines: usize,
    /// Greetings that were too long.
    pub cut: usize,
    pub asks: Asks,
}

/// The beat in which they meet.
pub(super) fn meet(meeting: &Meeting) -> Result<Met, String> {
    let mut nodes = Map::new();
    let mut ways = Vec::new();
    let (mut lines, mut cut) = (0, 0);
    for greeting in &meeting.card.greetings {
        let said = speech::stretches(&tame(greeting, &meeting.names));
        let (first, count, whole) = greet(meeting, &said, ways.len() + 1, &mut nodes);
        if count > 0 {
            ways.push(first);
            lines += count;
            cut += usize::from(!whole);
        }
    }
    let greetings = ways.len();
    if ways.is_empty() {
        let stands = [Stretch { seen: true, text: format!("{} stands at the door.", meeting.name) }];
        ways.push(greet(meeting, &stands, 1, &mut nodes).0);
    }
    let open = match ways.as_slice() {
        [only] => only.clone(),
        several => {
            let ways: Vec<Value> = several.iter().map(|way| json!({ "then": way })).collect();
            nodes.insert("which".into(), json!({ "Pick": { "of": ways } }));
            "which".to_owned()
        }
    };
    let mut asks = asks(&meeting.card.book, &meeting.names);
    nodes.insert("talk".into(), talk(meeting, std::mem::take(&mut asks.accepts)));
    let parting = format!("You and {} look for a way to stop, and find one.", meeting.name);
    nodes.insert("bye".into(), say("narrator", &[("bye".to_owned(), gapless(&parting))], "done"));
    let beat = json!({
        "id": meeting.id,
        "purpose": format!("{}, from a character card, turns up and can be talked to.", meeting.name),
        "when": [
            { "Day": { "AtLeast": 2 } },
            { "Any": [{ "Phase": "Evening" }, { "Phase": "Night" }] },
            { "In": "apartment" },
        ],
        "pull": 0.3,
        "open": open,
        "nodes": nodes,
        "left": { "then": "bye" },
        "summary": format!("{} turns up late in the day. They talk, and part.", meeting.name),
    });
    let beat: Beat = serde_json::from_value(beat).map_err(|why| format!("the beat could not be made: {why}"))?;
    Ok(Met { beat, greetings, lines, cut, asks })
}

/// Adds the nodes of one greeting: the first of them, how many lines they have, and whether all of it is there.
fn greet(meeting: &Meeting, said: &[Stretch], number: usize, nodes: &mut Map<String, Value>) -> (String, usize, bool) {
    let mut runs: Vec<(bool, Vec<(String, String)>)> = Vec::new();
    let mut count = 0;
    let all =
        said.iter().flat_map(|stretch| speech::breaths(&stretch.text).into_iter().map(|line| (stretch.seen, line)));
    let all: Vec<(bool, String)> = all.collect();
    let whole = all.len() <= MOST_LINES;
    for (seen, text) in all.into_iter().take(MOST_LINES) {
        count += 1;
        let line = (format!("hello{number}_{count}"), text);
        match runs.last_mut() {
            Some((kind, run)) if *kind == seen => run.push(line),
            _ => runs.push((seen, vec![line])),
        }
    }
    let node = |at: usize| format!("hello{number}_{at}");
    let last = runs.len();
    for ((seen, run), at) in runs.iter().zip(1..) {
        let then = if at == last { "talk".to_owned() } else { node(at + 1) };
        nodes.insert(node(at), say(if *seen { "narrator" } else { meeting.cast }, run, &then));
    }
    (node(1), count, whole)
}

fn say(who: &str, lines: &[(String, String)], then: &str) -> Value {
    let lines: Vec<Value> = lines.iter().map(|(id, text)| json!({ "id": id, "text": text })).collect();
    json!({ "Say": { "who": who, "lines": lines, "then": then } })
}

fn talk(meeting: &Meeting, accepts: Vec<Value>) -> Value {
    // Not a word of the card stands in what a model is told about the talk.
    json!({ "Turn": {
        "choices": [{ "id": "goodbye", "text": "I should let you go.", "then": "bye" }],
        "silence": "bye",
        "talk": {
            "with": meeting.cast,
            "turns": TURNS,
            "over": "bye",
            "aim": "They have just met. They talk as people do who are not sure yet.",
            "accepts": accepts,
            "unsure": [
                { "id": "unsure_1", "text": "Say that again?" },
                { "id": "unsure_2", "text": "I’m not sure I follow." },
                { "id": "unsure_3", "text": "How do you mean?" },
            ],
        },
    }})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Line, Node};

    fn met(greetings: &[&str]) -> Met {
        let card = Card {
            name: "Mara".into(),
            greetings: greetings.iter().map(|text| (*text).to_owned()).collect(),
            ..Card::default()
        };
        let names = Names { char: "Mara", user: "Theodore" };
        meet(&Meeting { card: &card, id: "mara/meet", cast: "mara", name: "Mara", names }).unwrap()
    }

    /// Who says what, from the first node to the talk.
    fn told(beat: &Beat, from: &str) -> Vec<(String, String)> {
        let mut told = Vec::new();
        let mut at = from.to_owned();
        while let Some(Node::Say { who, lines, then }) = beat.nodes.get(at.as_str()) {
            told.extend(lines.iter().map(|Line { text, .. }| (who.to_string(), text.clone())));
            at = then.to_string();
        }
        assert_eq!(at, "talk");
        told
    }

    #[test]
    fn a_greeting_is_told_by_who_has_it() {
        let met = met(&["*She knocks.* Is {{user}} in? {name:amy} *She waits.*"]);
        let pair = |who: &str, text: &str| (who.to_owned(), text.to_owned());
        assert_eq!(
            told(&met.beat, met.beat.open.as_str()),
            [
                pair("narrator", "She knocks."),
                pair("mara", "Is Theodore in? {{name:amy}"),
                pair("narrator", "She waits."),
            ]
        );
    }

    #[test]
    fn several_greetings_are_several_ways() {
        let met = met(&["Good evening.", "  ", "*Nothing.*", "<b></b>"]);
        assert_eq!(met.greetings, 2);
        let Some(Node::Pick { of, .. }) = met.beat.nodes.get("which") else { panic!("{:?}", met.beat.nodes) };
        assert_eq!(of.len(), 2);
        assert_eq!(told(&met.beat, of[1].then.as_str())[0].0, "narrator");
    }

    #[test]
    fn without_a_greeting_they_stand_there() {
        let met = met(&[]);
        assert_eq!(met.greetings, 0);
        assert_eq!(told(&met.beat, met.beat.open.as_str())[0].1, "Mara stands at the door.");
    }

    #[test]
    fn an_endless_greeting_is_cut() {
        let met = met(&[&"This is a line that is long enough to stand alone on a page, and does. ".repeat(120)]);
        assert!(met.lines <= MOST_LINES);
        let long: String = (0..300).map(|n| format!("*He counts to {n}.* {n}. ")).collect();
        let met = self::met(&[&long]);
        assert_eq!((met.lines, met.cut), (MOST_LINES, 1));
    }
}
