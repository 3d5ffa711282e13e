//! A question that has none of the forms, about something that he told: “who sang?”, “what did we bury?”.

use super::{
    clause,
    quote::quote,
    recall::{Context, Found, Recall, quoted},
    telling::is_question,
};
use std::collections::BTreeSet;

/// Which share of its words must be in a sentence of his.
const ENOUGH: f32 = 0.6;
/// So many of his last sentences may be asked about.
const LATELY: usize = 150;

/// The sentence of his that shares most with a question; of two, the later.
pub fn by_words(question: &str, context: &Context<'_>) -> Option<Recall> {
    const ASKS: &[&str] = &["what", "whats", "who", "whos", "where", "which", "whose", "when", "how"];
    const HERS: &[&str] = &["you", "your", "yours", "youre", "u", "ur"];
    let plain = crate::mind::words::normal(question);
    let words: Vec<&str> = plain.split(' ').collect();
    let asks = words.iter().take(2).any(|word| ASKS.contains(word));
    if !asks || words.iter().any(|word| HERS.contains(word)) {
        return None;
    }
    let wanted = about(question);
    if !wanted.iter().any(|word| word.chars().count() >= 4) {
        return None;
    }
    let his = (context.his)();
    let also = names(context);
    let shares = |text: &str| {
        let mut has = about(text);
        has.extend(also.iter().filter(|(name, _)| has.contains(name)).map(|(_, who)| who.clone()).collect::<Vec<_>>());
        wanted.iter().filter(|word| has.contains(*word)).count() as f32 / wanted.len() as f32
    };
    let lately = his.iter().rev().take(LATELY).filter(|said| !is_question(&said.text));
    let ranked = lately.map(|said| (said, shares(&said.text))).filter(|(_, share)| *share >= ENOUGH);
    let (said, _) = ranked.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let words = quote(said, &wanted.iter().cloned().collect::<Vec<_>>());
    Some(quoted(said, words, Found::Quoted, context))
}

/// What those who are his are called, each with who they are: “the cat” is also who he calls Dumpling.
fn names(context: &Context<'_>) -> Vec<(String, String)> {
    let named = context.memory.held().filter_map(|(_, belief)| {
        let who = about(&belief.about).into_iter().next_back()?;
        let name = belief.what.rsplit_once("called ").map(|(_, name)| name)?;
        Some((about(name).into_iter().next()?, who))
    });
    named.collect()
}

/// What a text is about, `bury` and `buried` as one.
fn about(text: &str) -> BTreeSet<String> {
    let asking =
        ["tell", "told", "happen", "nam", "name", "call", "kind", "sort", "thing", "again", "old", "much", "many"];
    let words = clause::about(text).into_iter().filter(|word| !asking.contains(&word.as_str()));
    words.map(|word| word.strip_suffix('y').map_or_else(|| word.clone(), |stem| format!("{stem}i"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mind::memory::Said,
        script::{Act, Phase},
        story::{Calendar, Memory},
    };

    #[test]
    fn what_was_told_is_found_by_its_words() {
        let said = |(at, text): (usize, &&str)| Said {
            text: (*text).to_owned(),
            whom: None,
            turn: u32::try_from(at).unwrap_or_default(),
            day: 1,
            phase: Phase::Night,
            scene: None,
        };
        let told = [
            "Ruth sang the whole time so I wouldn't cry",
            "she bought a tile with a fish on it. it broke in the suitcase",
            "we buried a biscuit tin there with a pound in it",
            "what did they call me at school",
        ];
        let his = || told.iter().enumerate().map(said).collect::<Vec<_>>();
        let memory = Memory::default();
        let now = Calendar { act: Act::Hello, day: 1, phase: Phase::Night };
        let context = Context { memory: &memory, now, place: &|_| None, his: &his, hers: &Vec::new };
        let found = |question: &str| by_words(question, &context).and_then(|recall| recall.words).unwrap_or_default();
        assert!(found("who sang?").contains("Ruth"));
        assert!(found("what broke?").contains("tile"));
        assert!(found("what did we bury?").contains("tin"));
        for question in
            ["who are you?", "what is it?", "what did they call me at school", "do you sing?", "what broke you?"]
        {
            assert_eq!(found(question), "", "{question}");
        }
    }
}
