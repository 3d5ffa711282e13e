//! `room-tone understand --beat ID`: what typed words would be taken for in a beat, a line of input at a time.
//!
//! What is open is what the beat's free talk lists and the standing topics, as if every condition held: whoever
//! writes `means` wants to know what they catch, whatever the moment.

use super::{cli, ids::missing_beat, story::PackArgs};
use crate::{
    mind::{
        Answer, Meaning, Question, Understanding,
        understand::{Stands, place_all, threshold},
    },
    platform,
    script::{Accept, Beat, BeatId, ChoiceId, Script},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    io::{self, BufRead, Write},
    process::ExitCode,
    thread,
    time::Duration,
};

/// So many topics are told, the nearest first.
const TOPICS_TOLD: usize = 3;

/// After so many examples it is told how far it is.
const EACH: usize = 250;

/// Reads utterances from standard input and says what each is taken for; or `list`s what is open, with its examples.
pub(super) fn run(beat: &str, list: bool, as_json: bool, packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let id = BeatId::from(beat);
    let Some(found) = script.beats.get(&id) else {
        return cli::fail(&missing_beat(&id, &script).unwrap_or_else(|| format!("there is no beat {beat}")));
    };
    let mut out = io::stdout().lock();
    if list {
        for accept in open(&script, found) {
            let own = !script.topics.accepts.iter().any(|topic| topic.id == accept.id);
            let shown = if as_json {
                json!({ "id": accept.id, "own": own, "means": accept.means }).to_string()
            } else {
                format!("{:<24} {}", accept.id, accept.means.join(" · "))
            };
            if writeln!(out, "{shown}").is_err() {
                break;
            }
        }
        return ExitCode::SUCCESS;
    }
    let mut understanding = Understanding::default();
    for line in io::stdin().lock().lines() {
        let text = match line {
            Ok(text) => text,
            Err(why) => return cli::fail(&format!("standard input: {why}")),
        };
        let taken = taken(&mut understanding, &script, found, &text);
        let shown = if as_json { taken.to_string() } else { page(&taken) };
        if writeln!(out, "{shown}").and_then(|()| out.flush()).is_err() {
            break;
        }
    }
    if let Some(trouble) = understanding.trouble() {
        eprintln!("{trouble}");
    }
    ExitCode::SUCCESS
}

/// Works out where all examples of the base story lie, for the file that comes with the game.
pub(super) fn places() -> ExitCode {
    let base_alone = PackArgs { no_packs: true, ..PackArgs::default() };
    let script = match base_alone.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let folder = platform::assets_dir().join("mind");
    let mut told = 0;
    let placed = place_all(&script, &folder, |so_far| {
        told += 1;
        if told % EACH == 0 {
            eprint!("\r{told} of {}", so_far.examples);
        }
    });
    match placed {
        Ok(placed) => {
            eprintln!("\r{} examples placed, {} of them known before", placed.examples, placed.known);
            ExitCode::SUCCESS
        }
        Err(why) => cli::fail(&why),
    }
}

/// What the beat's own free talk understands, each once.
fn accepts(beat: &Beat) -> Vec<&Accept> {
    let mut known = BTreeSet::new();
    beat.talks().flat_map(|talk| &talk.accepts).filter(|accept| known.insert(&accept.id)).collect()
}

/// All that is listened for in a beat: its own, then the standing topics.
fn open<'s>(script: &'s Script, beat: &'s Beat) -> impl Iterator<Item = &'s Accept> {
    accepts(beat).into_iter().chain(&script.topics.accepts)
}

/// What an utterance is taken for: the nearest meaning of the beat if it is near enough and no topic is nearer.
fn taken(understanding: &mut Understanding, script: &Script, beat: &Beat, text: &str) -> Value {
    let own = accepts(beat);
    let meaning = |accept: &Accept| Meaning { id: accept.id.clone(), means: accept.means.clone() };
    let meanings = open(script, beat).map(meaning).collect();
    understanding.ask(Question { text: text.to_owned(), meanings });
    let answer = wait(understanding);
    let is_own = |id: &ChoiceId| own.iter().any(|accept| accept.id == *id);
    let accept = answer.taken(is_own, |_| false).filter(|(id, _)| is_own(id)).map(|(id, _)| id.as_str());
    let enough = threshold(Stands::Standing, answer.by);
    let near = answer.ranked.iter().filter(|(id, score)| *score >= enough && !is_own(id));
    let topics: Vec<_> = near.take(TOPICS_TOLD).map(|(id, _)| id.as_str()).collect();
    let score = answer.ranked.first().map(|(_, score)| (f64::from(*score) * 1000.0).round() / 1000.0);
    let nearest = answer.ranked.first().map(|(id, _)| id.as_str());
    json!({ "text": text, "accept": accept, "score": score, "topics": topics, "nearest": nearest, "by": answer.by, "sign": answer.sign.map(|sign| format!("{sign:?}")) })
}

fn wait(understanding: &mut Understanding) -> Answer {
    loop {
        understanding.pump();
        if let Some(answer) = understanding.poll() {
            return answer;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

fn page(taken: &Value) -> String {
    let word = |name: &str| taken.get(name).and_then(Value::as_str).unwrap_or("–");
    let topics = taken.get("topics").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let score = taken.get("score").and_then(Value::as_f64).unwrap_or_default();
    let topics = topics.collect::<Vec<_>>().join(", ");
    format!("{score:.2}  {:<18} {:<24} {}", word("accept"), topics, word("text"))
}
