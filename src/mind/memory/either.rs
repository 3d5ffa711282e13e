//! A question that lets her choose: “cats or dogs?”.

use super::telling::is_question;

/// The two things between which a question lets her choose: `cats or dogs`. Things of a word or two that are not hers or
/// his, and no yes and no.
pub fn either(text: &str) -> Option<(String, String)> {
    const LONG: usize = 2;
    const NO_THING: &[&str] = &[
        "yes",
        "no",
        "not",
        "what",
        "something",
        "someone",
        "you",
        "me",
        "i",
        "he",
        "she",
        "they",
        "we",
        "it",
        "him",
        "her",
        "them",
        "us",
        "so",
        "else",
        "more",
        "less",
        "never",
        "anything",
        "now",
        "later",
        "real",
        "is",
        "are",
        "do",
        "am",
        "die",
        "live",
        "stay",
        "go",
        "leave",
    ];
    let low = text.trim().to_lowercase().replace('’', "'");
    let (before, after) = low.trim_end_matches(['?', '.', '!', ' ']).rsplit_once(" or ")?;
    let before = before.rsplit([',', ':', '?', '.', ';']).next()?;
    let letters = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    let is_thing = |words: &[&str]| words.iter().all(|word| letters(word) && !NO_THING.contains(word));
    let second: Vec<&str> = after.split_whitespace().collect();
    if second.is_empty() || second.len() > LONG || !is_thing(&second) {
        return None;
    }
    // As many words before it as after it, where so many are one thing.
    let words: Vec<&str> = before.split_whitespace().collect();
    let first = words.get(words.len().checked_sub(second.len())?..).filter(|first| is_thing(first))?;
    let asks = words.len() == first.len() || is_question(text);
    (asks && first != second.as_slice()).then(|| (first.join(" "), second.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_may_let_her_choose() {
        let between = |text: &str| either(text).map(|(one, other)| format!("{one}/{other}"));
        for (text, things) in [
            ("cats or dogs", "cats/dogs"),
            ("crap telly question: whats better, cats or dogs", "cats/dogs"),
            ("do you prefer tea or coffee?", "tea/coffee"),
            ("red wine or white wine?", "red wine/white wine"),
        ] {
            assert_eq!(between(text).as_deref(), Some(things), "{text}");
        }
        for text in [
            "yes or no",
            "should i stay or go?",
            "are you real or not",
            "or what",
            "i had a sandwich or something",
            "is it him or me",
            "tell me or don't",
            "he said he would ring or write",
            "pineapple. yes or no",
        ] {
            assert_eq!(between(text), None, "{text}");
        }
    }
}
