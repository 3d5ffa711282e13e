//! Reading a finished letter against its brief.
//!
//! The score is a sum that a player could do by hand: half of it for the client's facts, a quarter for
//! the right warmth, a quarter for sentences of the client's own instead of everybody's. Saying the one
//! forbidden thing halves whatever came out; abuse leaves nothing of it.

use crate::{care, script::Letter};

/// A letter is good from here on.
pub const GOOD: f32 = 0.6;

/// A sentence so far from the warmth that was asked for (0..1) is not this client's.
const STRANGE: f32 = 0.3;

/// What everybody writes.
const WORN: [&str; 16] = [
    "words cannot express",
    "words can't express",
    "from the bottom of my heart",
    "forever in my heart",
    "always in my heart",
    "a piece of my heart",
    "you complete me",
    "soulmate",
    "soul mate",
    "time heals",
    "light of my life",
    "meant to be",
    "more than words",
    "until the end of time",
    "miss you every day",
    "not a day goes by",
];

/// What nobody pays to have said to somebody.
const FOUL: [&str; 32] = [
    "shut up",
    "kill yourself",
    "kys",
    "hope you die",
    "drop dead",
    "fuck",
    "cunt",
    "bitch",
    "whore",
    "slut",
    "asshole",
    "arsehole",
    "dickhead",
    "wanker",
    "piece of shit",
    "you loser",
    "fat loser",
    "bald loser",
    "you are useless",
    "you're useless",
    "you are nothing",
    "you're nothing",
    "you are pathetic",
    "you're pathetic",
    "you are worthless",
    "you're worthless",
    "you disgust me",
    "i hate you",
    "you are stupid",
    "you're stupid",
    "you idiot",
    "you moron",
];

/// How a letter did, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// 0..1; 0.6 is good.
    pub value: f32,
    /// In sentences for the player.
    pub reasons: Vec<String>,
}

/// Reads `body` against the letter's brief. `warmths` are those of the chosen fragments (0..1).
pub fn score(letter: &Letter, body: &str, warmths: &[f32]) -> Score {
    let brief = &letter.brief;
    let plain = plain(body);
    let has = |words: &[String]| words.iter().any(|word| plain.contains(&self::plain(word)));
    let mut reasons = Vec::new();

    let used: Vec<_> = brief.facts.iter().filter(|fact| has(&fact.words)).collect();
    let facts = if brief.facts.is_empty() { 1.0 } else { used.len() as f32 / brief.facts.len() as f32 };
    for fact in &brief.facts {
        let verdict = if has(&fact.words) { "In it" } else { "Left out" };
        reasons.push(format!("{verdict}: {}", fact.text));
    }

    let mean = (!warmths.is_empty()).then(|| warmths.iter().sum::<f32>() / warmths.len() as f32);
    let near = mean.map_or(0.5, |mean| 1.0 - (mean - brief.warmth).abs());
    let strange = warmths.iter().filter(|warmth| (*warmth - brief.warmth).abs() > STRANGE).count();
    match mean.map(|mean| mean - brief.warmth) {
        Some(off) if off > 0.25 => reasons.push("Warmer than was asked for.".to_owned()),
        Some(off) if off < -0.25 => reasons.push("Cooler than was asked for.".to_owned()),
        _ if strange > 0 => reasons.push("There’s a sentence in it that belongs in another letter.".to_owned()),
        _ => {}
    }

    let worn: Vec<_> = WORN.iter().filter(|phrase| plain.contains(**phrase)).collect();
    for phrase in &worn {
        reasons.push(format!("“{phrase}” is somebody else’s."));
    }
    let own = 1.0 / (1.0 + worn.len().max(strange) as f32);

    let mut value = 0.5 * facts + 0.25 * near + 0.25 * own;
    if has(&brief.forbidden.words) {
        value *= 0.5;
        reasons.push(format!("It says what it must not. {}", brief.forbidden.text));
    }
    // His own sentence can undo all the others.
    if let Some(foul) = FOUL.iter().find(|foul| whole(&plain, foul)) {
        value = 0.0;
        reasons.push(format!("“{foul}” isn’t a thing that one has delivered."));
    } else if care::filthy(body) || care::hateful(body) && !care::sounds_like_danger(body) {
        value = 0.0;
        reasons.push("There’s a sentence in it that one doesn’t have delivered.".to_owned());
    }
    Score { value: value.clamp(0.0, 1.0), reasons }
}

/// What a score (0..1) comes to, in a sentence.
pub fn in_a_word(score: f32) -> &'static str {
    match score {
        s if s >= 0.85 => "It will be kept.",
        s if s >= GOOD => "It will do what it should.",
        s if s >= 0.35 => "It will be read once.",
        _ => "It will be answered politely.",
    }
}

/// Whether the words stand in the text as words: “kys” is not in “skys”, and “fuck” is in “fucking”.
fn whole(text: &str, words: &str) -> bool {
    let starts = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| starts(at))
}

/// Lower case, straight apostrophes, single spaces.
fn plain(text: &str) -> String {
    text.replace('’', "'").to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Brief, Forbidden, LetterFact};

    fn letter() -> Letter {
        let fact =
            |id: &str, word: &str| LetterFact { id: id.into(), text: format!("the {word}"), words: vec![word.into()] };
        Letter {
            id: "l".into(),
            client: Some("anna".into()),
            brief: Brief {
                from: "a".into(),
                to: "b".into(),
                why: "c".into(),
                facts: vec![fact("a", "lamp"), fact("b", "stairs")],
                forbidden: Forbidden { text: "not the hospital".into(), words: vec!["hospital".into()] },
                warmth: 0.5,
            },
            parts: Vec::new(),
        }
    }

    #[test]
    fn facts_and_own_words_are_worth_more() {
        let all = score(&letter(), "The lamp on the stairs.", &[0.5]);
        let one = score(&letter(), "The lamp.", &[0.5]);
        let worn = score(&letter(), "The lamp on the stairs. Words can’t express it.", &[0.5]);
        assert!(all.value > one.value && all.value > worn.value);
        assert!((all.value - 1.0).abs() < 1e-6);
        assert!(worn.reasons.iter().any(|r| r.contains("somebody else’s")));
    }

    #[test]
    fn the_forbidden_thing_halves_it() {
        let clean = score(&letter(), "The lamp on the stairs.", &[0.5]);
        let said = score(&letter(), "The lamp on the stairs of the hospital.", &[0.5]);
        assert!((said.value - clean.value / 2.0).abs() < 1e-6);
    }

    #[test]
    fn abuse_leaves_nothing_and_is_named() {
        let clean = score(&letter(), "The lamp on the stairs.", &[0.5]);
        let foul = score(&letter(), "The lamp on the stairs. Kill yourself.", &[0.5]);
        assert!(foul.value == 0.0);
        assert!(foul.reasons.iter().any(|r| r.contains("kill yourself") && r.contains("delivered")), "{foul:?}");
        let hate = score(&letter(), "The lamp on the stairs. All foreigners are vermin.", &[0.5]);
        assert!(hate.value == 0.0, "{hate:?}");
        assert_eq!(score(&letter(), "The lamp on the stairs. Skys.", &[0.5]).value, clean.value);
    }

    #[test]
    fn warmth_counts_both_ways() {
        let hot = score(&letter(), "lamp stairs", &[1.0]);
        let cold = score(&letter(), "lamp stairs", &[0.0]);
        let right = score(&letter(), "lamp stairs", &[0.5]);
        assert!(right.value > hot.value && right.value > cold.value);
        // One sentence in three may be everybody's, and the mean be right.
        let strange = score(&letter(), "lamp stairs", &[0.9, 0.3, 0.3]);
        assert!(strange.value < right.value - 0.1, "{strange:?}");
        assert!(strange.reasons.iter().any(|reason| reason.contains("another letter")));
    }
}
