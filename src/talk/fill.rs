//! Filling the gaps of a text from what is true in this life.

use super::{remember::decent, voice::name_of};
use crate::{
    mind::memory::Recall,
    script::{Gap, Piece, Recalled, Script, pieces},
    story::{Life, Read},
};

/// The text as it is said now; none if a gap in it has nothing to be filled with.
pub(super) fn fill(
    text: &str,
    script: &Script,
    life: &Life,
    truth: &impl Read,
    recalled: Option<&Recall>,
) -> Option<String> {
    if !text.contains('{') {
        return Some(text.to_owned());
    }
    // What cannot be read was named by the check; here it is said as it stands.
    let Ok(pieces) = pieces(text) else { return Some(text.to_owned()) };
    let mut said = String::with_capacity(text.len());
    for piece in pieces {
        match piece {
            Piece::Plain(words) => said.push_str(&words),
            Piece::Gap(Gap::Recalled(gap), otherwise) => {
                said.push_str(&recalled.and_then(|recall| remembered(gap, recall)).or(otherwise)?);
            }
            Piece::Gap(gap, otherwise) => said.push_str(&words_for(&gap, script, life, truth).or(otherwise)?),
        }
    }
    Some(said)
}

fn words_for(gap: &Gap, script: &Script, life: &Life, truth: &impl Read) -> Option<String> {
    match gap {
        Gap::Day => Some(in_words(truth.day())),
        Gap::Name(who) => Some(name_of(script, truth, who)).filter(|name| !name.is_empty()),
        Gap::Quote(letter, part) => {
            let written = life.letters().get(letter)?;
            match part {
                None => Some(written.body()),
                Some(part) => written.parts.iter().find(|(id, _)| id == part).map(|(_, text)| text.clone()),
            }
            // What nobody says back is not quoted either.
            .filter(|text| !text.is_empty() && decent(text))
        }
        Gap::Believes(about) => life.memory().about(about).map(|belief| belief.what.clone()),
        Gap::Once => life.before().words.clone(),
        Gap::Recalled(_) => None,
    }
}

fn remembered(gap: Recalled, recall: &Recall) -> Option<String> {
    match gap {
        Recalled::Memory => Some(recall.memory.clone()).filter(|memory| !memory.is_empty()),
        Recalled::AtFirst => {
            let mut letters = recall.memory.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect())
        }
        Recalled::Words => recall.words.clone(),
        Recalled::When => recall.when.clone(),
        Recalled::Where => recall.place.clone(),
        Recalled::Before => recall.before.clone(),
    }
}

/// Numbers that somebody would say as a word.
fn in_words(number: u32) -> String {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
