//! His own answer to a question that her memory had none to: “what do I do for a living” – “buses”.

use super::{clause::Clause, mirror::mirrored, question};
use crate::story::Learned;

/// An answer of more words says something else.
const SHORT: usize = 4;
/// How such an answer may begin.
const BEGINS: &[&str] = &["it's ", "its ", "it is ", "it was ", "that's ", "she's ", "he's ", "i said ", "in "];
/// Words that answer nothing, and that begin something else.
const NONE: &[&str] = &[
    "no",
    "nope",
    "yes",
    "yeah",
    "yep",
    "nothing",
    "nobody",
    "never",
    "dunno",
    "guess",
    "forget",
    "forgot",
    "what",
    "who",
    "why",
    "how",
    "where",
    "really",
    "seriously",
    "sorry",
    "thanks",
    "thank",
    "hello",
    "hey",
    "come",
    "oh",
    "ok",
    "okay",
    "not",
    "i",
    "you",
    "we",
    "they",
    "he",
    "she",
    "it",
    "that",
    "this",
    "my",
    "well",
    "right",
    "wrong",
    "fuck",
    "shit",
    "hm",
    "think",
    "try",
    "remember",
    "all",
    "good",
    "nice",
    "wow",
    "haha",
    "lol",
    "god",
    "jesus",
    "and",
    "but",
    "so",
    "never",
    "go",
    "tell",
    "ask",
    "wait",
    "please",
    "maybe",
    "dear",
];

/// What the first clause of a message teaches, behind a question.
pub(super) fn given(asked: &str, clause: &Clause) -> Option<Learned> {
    let question = question::asks(asked).filter(|question| question.sure == question::Sure::Yes)?;
    let low = clause.plain.to_lowercase();
    let begun = BEGINS.iter().find(|begin| low.starts_with(**begin)).map_or(0, |begin| begin.len());
    let answer = clause.plain.get(begun..)?.trim_matches([',', '"', ' ']);
    let first = answer.split(' ').next().unwrap_or_default().to_lowercase();
    let told = !clause.asks && !clause.made_up && !NONE.contains(&first.as_str());
    if !told || answer.is_empty() || answer.split(' ').count() > SHORT {
        return None;
    }
    let learned = |about: &str, slot: &str, what: String| Learned {
        about: about.into(),
        slot: slot.into(),
        what,
        words: clause.words.clone(),
        weight: 0.8,
    };
    if question.slots.contains(&"work") {
        return Some(learned("you", "work", format!("your work is {}", mirrored(answer))));
    }
    let whose = question.about.strip_prefix("my ")?;
    let whose = whose.trim_end_matches(" called").trim_end_matches(" name");
    // `cats` is the cat’s, as he types it.
    let whose = whose.strip_suffix("'s").or_else(|| whose.strip_suffix('s').filter(|bare| !bare.ends_with('s')));
    let whose = whose.unwrap_or_else(|| question.about.trim_start_matches("my ").split(' ').next().unwrap_or_default());
    let name = answer.chars().all(char::is_alphabetic) && answer.chars().count() > 2 && !whose.contains(' ');
    (question.slots.contains(&"name") && name).then(|| {
        let about = format!("your {whose}");
        let what = format!("{about} is called {}", super::learn::named(answer));
        learned(&about, "name", what)
    })
}
