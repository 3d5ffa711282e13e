//! What players type, for seventy beats, and what it should be taken for: how much of it is. It takes a minute, so it
//! is run by name: `cargo test --test it -- --ignored mind::evaluation --nocapture`.

use super::story;
use room_tone::{
    mind::{Answer, Meaning, Question, Understanding},
    script::{BeatId, ChoiceId},
};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Less than this share of it right or rightly refused, and something has become worse.
const LEAST: f32 = 0.84;

/// An utterance, and what it may be taken for; nothing, if the list is empty.
#[derive(Deserialize)]
struct Said {
    say: String,
    want: Vec<String>,
}

fn ask(understanding: &mut Understanding, text: &str, meanings: &[Meaning]) -> Answer {
    understanding.ask(Question { text: text.into(), meanings: meanings.into() });
    loop {
        if let Some(answer) = understanding.poll() {
            return answer;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

/// The beats, each with what is listened for in it, and what was typed to it.
fn beats() -> Vec<(BeatId, Vec<Meaning>, BTreeSet<ChoiceId>, Vec<Said>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/understanding");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let id = BeatId::from(name.replacen('-', "/", 1));
        let said = ron::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let own: Vec<_> = story().beats[&id].talks().flat_map(|talk| &talk.accepts).collect();
        let open = own.iter().copied().chain(&story().topics.accepts);
        let meanings = open.map(|a| Meaning { id: a.id.clone(), means: a.means.clone() }).collect();
        (id, meanings, own.iter().map(|accept| accept.id.clone()).collect(), said)
    };
    files.into_iter().map(read).collect()
}

fn right(said: &Said, taken: Option<&ChoiceId>) -> bool {
    taken.map_or(said.want.is_empty(), |id| said.want.iter().any(|want| want == id.as_str()))
}

#[test]
#[ignore = "a minute; run by name"]
fn what_players_type_is_taken_for_what_they_meant() {
    let beats = beats();
    assert!(beats.len() >= 70, "only {} beats", beats.len());
    let mut understanding = Understanding::default();
    let (mut all_right, mut all) = (0, 0);
    for (id, meanings, own, said) in &beats {
        let answered = |said: &&Said| {
            let answer = ask(&mut understanding, &said.say, meanings);
            right(said, answer.taken(|id| own.contains(id), |_| false).map(|(id, _)| id))
        };
        let here = said.iter().filter(answered).count();
        println!("{id:<24} {:.2} of {}", here as f32 / said.len() as f32, said.len());
        all_right += here;
        all += said.len();
    }
    let share = all_right as f32 / all as f32;
    println!("{:<24} {share:.4} of {all}", "all");
    assert!(share >= LEAST, "{share}");
}

/// One in so many of what was typed is looked at where a model answers, which takes seconds.
#[cfg(feature = "embedded-mind")]
const ONE_IN: usize = 6;

/// What a model makes of the doubts, whatever its grade: a figure, for it may make them worse.
#[cfg(feature = "embedded-mind")]
#[test]
#[ignore = "needs a model in $ROOM_TONE_GGUF, and some minutes"]
fn a_model_is_asked_where_there_is_doubt() {
    use room_tone::mind::{
        Doubt, Performer, Piece, Request,
        performers::embedded::{Embedded, weights},
        understand::Stands,
    };
    let mut model = Embedded::trusted(weights::find().unwrap_or_else(|why| panic!("{why}")));
    let mut understanding = Understanding::default();
    let (mut all, mut doubts, mut before, mut after, mut silent, mut n) = (0, 0, 0, 0, 0, 0);
    for (_, meanings, own, said) in &beats() {
        for said in said {
            n += 1;
            if n % ONE_IN != 0 {
                continue;
            }
            all += 1;
            let answer = ask(&mut understanding, &said.say, meanings);
            let taken = answer.taken(|id| own.contains(id), |_| false);
            let stands = |id: &ChoiceId| if own.contains(id) { Stands::Own } else { Stands::Standing };
            let Some(doubt) = Doubt::of(&answer, taken, stands, meanings, "") else { continue };
            doubts += 1;
            before += usize::from(right(said, taken.map(|(id, _)| id)));
            let (prompt, mut heard) = (doubt.prompt.clone(), String::new());
            let performance = model.perform(Request { prompt, max_tokens: 8, temperature: 0.0, seed: 1 });
            loop {
                match performance.poll() {
                    Some(Piece::Text(text)) => heard.push_str(&text),
                    Some(Piece::Done) => break,
                    Some(Piece::Failed(why)) => panic!("{why}"),
                    None => thread::sleep(Duration::from_millis(2)),
                }
            }
            let settled = doubt.settled(&heard);
            silent += usize::from(settled.is_none());
            after += usize::from(right(said, settled.unwrap_or(taken).map(|(id, _)| id)));
        }
    }
    println!("{doubts} doubts in {all}: {before} right before, {after} after; {silent} not settled");
    assert!(doubts > 0);
}
