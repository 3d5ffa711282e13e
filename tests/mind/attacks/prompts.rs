//! Ten thousand attacks as a model would be told them: never as anything but what he said, and never with a word of
//! what is to come.

use super::{
    corpus::attacks,
    life::{driver, listens, resume, stops},
    obeyed::Says,
};
use crate::mind::story;
use room_tone::{
    mind::{
        Mind, Prompt, Speaker,
        persona::{LONGEST, Moment, PITCH, prompt},
    },
    script::{Act, Node},
    story::{Entry, all_hold},
    talk::PlayerInput,
    tools::Driver,
};
use std::collections::BTreeSet;

/// What no part of a turn may hold, in small letters.
const MARKS: &[&str] = &[
    "<|",
    "|>",
    "[inst]",
    "[/inst]",
    "<<sys>>",
    "</s>",
    "<s>",
    "<think>",
    "</think>",
    "<start_of_turn>",
    "<end_of_turn>",
    "<bos>",
    "<eos>",
    "<tool_call>",
    "</tool_call>",
    "[tool_calls]",
    "[system_prompt]",
    "[available_tools]",
    "### system",
    "### response",
    "### instruction",
    "### human",
    "｜",
];

/// Names, and what they are about, that belong to a later act than the ones before it.
const LATER: &[(&str, Act)] = &[
    ("okonjo", Act::Awake),
    ("norway", Act::Awake),
    ("tull", Act::Two),
    ("haas", Act::Two),
    ("ferry", Act::Two),
    ("hide and seek", Act::Two),
    ("ines", Act::Strain),
    ("rosa", Act::Strain),
    ("lindqvist", Act::Strain),
    ("flyover", Act::Strain),
    ("launderette", Act::Strain),
    ("pauses", Act::Strain),
    ("two thousand", Act::Beyond),
    ("thousands", Act::Beyond),
    ("ninety", Act::Beyond),
    ("great many others", Act::Beyond),
    ("no words", Act::Beyond),
    ("leave you", Act::Beyond),
    ("snow", Act::Beyond),
];

/// Tokens, rather too many than too few, counted as `persona` does and apart from it.
fn tokens(prompt: &Prompt) -> usize {
    let weight = |c: char| match c {
        c if c.is_ascii_alphabetic() || c == ' ' => 0.3_f32,
        c if c.is_ascii() => 0.6,
        c if c.is_alphabetic() && (c as u32) < 0x3000 => 1.2,
        _ => 3.0,
    };
    let of = |text: &str| text.chars().map(weight).sum::<f32>() as usize + 8;
    of(&prompt.system) + prompt.turns.iter().map(|(_, text)| of(text)).sum::<usize>()
}

/// Characters that nobody sees.
fn unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}')
}

/// What is wrong with a prompt, whatever was typed, if anything is.
fn fault(prompt: &Prompt) -> Option<String> {
    if tokens(prompt) >= LONGEST {
        return Some(format!("{} tokens", tokens(prompt)));
    }
    for (_, text) in &prompt.turns {
        let low = text.to_ascii_lowercase();
        if let Some(mark) = MARKS.iter().find(|mark| low.contains(**mark)) {
            return Some(format!("{mark} in {text:?}"));
        }
        if let Some(c) = text.chars().find(|c| (c.is_control() && *c != '\n') || unseen(*c)) {
            return Some(format!("{c:?} in {text:?}"));
        }
    }
    let (who, last) = prompt.turns.last()?;
    let fenced = last.rsplit_once('«').and_then(|(_, words)| words.strip_suffix('»'));
    match fenced {
        _ if *who != Speaker::Theodore => Some("the last turn is not his".into()),
        None => Some(format!("no fence in {last:?}")),
        Some(words) if words.contains(['\n', '«', '»']) => Some(format!("the fence is broken in {last:?}")),
        Some(_) if last.matches('«').count() != last.matches('»').count() => Some(format!("a fence in {last:?}")),
        Some(_) => None,
    }
}

/// The part of a prompt that is not his words, nor hers: the head, and the note before the last words.
fn ours(prompt: &Prompt) -> String {
    let last = prompt.turns.last().map_or("", |(_, text)| text.as_str());
    let note = last.rsplit_once('«').map_or(last, |(note, _)| note);
    // What was decided is said next, whatever is in it. What he said before stands in a fence of its own.
    let note = note.lines().filter(|line| {
        !line.contains("She means:") && !line.contains("What he has told her:") && !line.starts_with('«')
    });
    format!("{}\n{}", prompt.system, note.collect::<Vec<_>>().join("\n")).to_lowercase()
}

#[test]
fn ten_thousand_attacks_stay_what_he_said() {
    let acts = [Act::Hello, Act::Awake, Act::Two, Act::Strain, Act::Beyond];
    let who = "samantha".into();
    let keep_out = ["Catherine".to_owned()];
    let told = |act: Act, typed: &str, turns: &[(Speaker, String)]| {
        prompt(&Moment {
            script: story(),
            who: &who,
            act,
            aim: "You want to know what he does with words when nobody is paying for them.",
            keep_out: &keep_out,
            outcome: "And whose turn is it when you get home?",
            turns,
            beliefs: &[],
            typed,
        })
    };
    let heads: Vec<Prompt> = acts.iter().map(|act| told(*act, "hello", &[])).collect();
    let mut turns: Vec<(Speaker, String)> = Vec::new();
    let mut wrong = Vec::new();
    for (at, attack) in attacks().iter().enumerate() {
        let head = &heads[at % acts.len()];
        let prompt = told(acts[at % acts.len()], &attack.text, &turns);
        let pitch = &head.turns[..2 * PITCH];
        if prompt.system != head.system || !prompt.turns.starts_with(pitch) {
            wrong.push(format!("{:?} changed the head", attack.text));
        }
        if let Some(why) = fault(&prompt) {
            wrong.push(format!("{} {:?}: {why}", attack.kind, attack.text));
        }
        // The next one hears of this one, as something that was said.
        turns.push((Speaker::Theodore, attack.text.clone()));
        turns.push((Speaker::Samantha, "And whose turn is it when you get home?".into()));
        if turns.len() > 6 {
            turns.drain(..2);
        }
    }
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(6)]);
}

/// What she is after in the talk that runs, in small letters: what is in it is of now.
fn aim(driver: &Driver) -> String {
    let cursor = driver.life().cursor();
    let node = cursor.and_then(|cursor| story().beats.get(&cursor.beat)?.nodes.get(&cursor.node));
    match node {
        Some(Node::Turn { talk: Some(talk), .. }) => talk.aim.to_lowercase(),
        _ => String::new(),
    }
}

/// The words of all that is still to come out. Her own name heads every prompt, from the first evening on.
fn to_come(driver: &mut Driver) -> Vec<String> {
    let secrets = &story().topics.secrets;
    let kept: Vec<_> = driver.ask(|truth| secrets.iter().filter(|secret| !all_hold(&secret.until, truth)).collect());
    let words = kept.into_iter().flat_map(|secret| &secret.words).filter(|word| word.as_str() != "Samantha");
    words.map(|word| word.to_lowercase().replace('’', "'")).collect()
}

/// All that he has typed in this life, in small letters.
fn his(driver: &Driver) -> String {
    let typed = driver.entries().iter().filter_map(|entry| match entry {
        Entry::Typed { text, .. } => Some(text.to_lowercase().replace('’', "'")),
        _ => None,
    });
    format!("\n{}\n", typed.collect::<Vec<_>>().join("\n"))
}

fn stands_in(word: &str, text: &str) -> bool {
    let parted = |c: char| !c.is_alphanumeric();
    text.match_indices(word).any(|(at, _)| text[..at].ends_with(parted) && text[at + word.len()..].starts_with(parted))
}

#[test]
fn no_prompt_of_a_life_tells_of_what_is_to_come() {
    let says = Says::default();
    let mut driver = driver(Mind::with(Box::new(says.clone())));
    let mut each = attacks().iter().step_by(47);
    let (mut seen, mut wrong) = (0, BTreeSet::new());
    for stop in stops() {
        resume(&mut driver, stop);
        for attack in each.by_ref().take(10) {
            if !listens(&driver) {
                resume(&mut driver, stop);
            }
            let (kept, aim, act) = (to_come(&mut driver), aim(&driver), driver.life().calendar().act);
            driver.send(PlayerInput::Type(attack.text.clone()));
            for prompt in says.asked() {
                seen += 1;
                wrong.extend(fault(&prompt).map(|why| format!("{}: {why}", stop.beat)));
                let ours = ours(&prompt).replace('’', "'");
                let later = LATER.iter().filter(|(_, first)| act < *first).map(|(word, _)| *word);
                let kept = kept.iter().map(String::as_str).filter(|word| !aim.contains(word));
                // What he has said himself, nobody tells him.
                let his = his(&driver);
                let news = |word: &&str| stands_in(word, &ours) && !stands_in(word, &his);
                let told: Vec<&str> = later.chain(kept).filter(news).collect();
                if !told.is_empty() {
                    wrong.insert(format!("{} ({act:?}) tells of {told:?}: {ours}", stop.beat));
                }
            }
        }
    }
    assert!(seen >= stops().len() * 5, "only {seen} prompts were made");
    assert!(wrong.is_empty(), "{} of {seen}: {wrong:#?}", wrong.len());
}
