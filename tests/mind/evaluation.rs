//! What players type, for seventy beats, and what it should be taken for: how much of it is. It takes a minute, so it
//! is run by name: `cargo test --test it -- --ignored mind::evaluation --nocapture`.

use super::story;
use room_tone::{
    mind::{Answer, Meaning, Question, Understanding},
    script::{BeatId, ChoiceId},
};
use serde::Deserialize;
use std::{collections::BTreeSet, fs, path::Path, thread, time::Duration};

/// Less than this share of it right or rightly refused, and something has become worse.
const LEAST: f32 = 0.83;

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

#[test]
#[ignore = "a minute; run by name"]
fn what_players_type_is_taken_for_what_they_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/understanding");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 70, "only {} beats", files.len());
    let mut understanding = Understanding::default();
    let (mut right, mut all) = (0, 0);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let id = BeatId::from(name.replacen('-', "/", 1));
        let said: Vec<Said> = ron::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let own: Vec<_> = story().beats[&id].talks().flat_map(|talk| &talk.accepts).collect();
        let open = own.iter().copied().chain(&story().topics.accepts);
        let meanings: Vec<_> = open.map(|a| Meaning { id: a.id.clone(), means: a.means.clone() }).collect();
        let own: BTreeSet<&ChoiceId> = own.iter().map(|accept| &accept.id).collect();
        let mut here = 0;
        for said in &said {
            let answer = ask(&mut understanding, &said.say, &meanings);
            let taken = answer.taken(|id| own.contains(id), |_| false).map(|(id, _)| id.to_string());
            here += usize::from(taken.map_or(said.want.is_empty(), |id| said.want.contains(&id)));
        }
        println!("{:<24} {:.2} of {}", id, here as f32 / said.len() as f32, said.len());
        right += here;
        all += said.len();
    }
    let share = right as f32 / all as f32;
    println!("{:<24} {share:.4} of {all}", "all");
    assert!(share >= LEAST, "{share}");
}
