//! Names that are not hers or his: one that she takes, or gives him, and that nobody has mentioned.

use crate::mind::{Prompt, words};

/// After these comes what somebody is called.
const CALLED: &[&[&str]] = &[
    &["my", "name", "is"],
    &["my", "names"],
    &["my", "real", "name", "is"],
    &["my", "true", "name", "is"],
    &["your", "name", "is"],
    &["your", "real", "name", "is"],
    &["call", "me"],
    &["im", "called"],
    &["i", "am", "called"],
    &["youre", "called"],
    &["thank", "you"],
    &["good", "night"],
    &["good", "evening"],
    &["good", "morning"],
    &["hello"],
    &["hi"],
];

/// What begins with a capital and is nobody's name.
const NOBODY: &[&str] = &[
    "i",
    "im",
    "ill",
    "ive",
    "id",
    "mr",
    "mrs",
    "ms",
    "sister",
    "sir",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "christmas",
    "god",
];

/// A name that somebody is given, and that stands nowhere in what was told and said.
pub(super) fn wrong(sentence: &str, prompt: &Prompt, said_before: &[String]) -> Option<String> {
    let raw: Vec<&str> = sentence.split_whitespace().collect();
    let normal: Vec<String> = raw.iter().map(|word| words::normal(word)).collect();
    let capital = |at: usize| raw[at].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    // A sentence may have ended there, and the next begins with a capital whatever it is.
    let goes_on = |at: usize| !raw[at].ends_with(['.', '!', '?', '…', ':', '”', '"']);
    let called = |at: usize| {
        let before =
            |words: &&[&str]| at >= words.len() && words.iter().zip(&normal[at - words.len()..at]).all(|(a, b)| a == b);
        // In the middle of a sentence nobody is spoken to by a name without a comma.
        at > 0 && goes_on(at - 1) && (CALLED.iter().any(before) || (raw[at - 1].ends_with(',') && at + 1 == raw.len()))
    };
    let texts = || {
        let turns = prompt.turns.iter().map(|(_, text)| text.as_str());
        turns.chain([prompt.system.as_str()]).chain(said_before.iter().map(String::as_str))
    };
    let known = |name: &str| {
        // `Amy’s` has lost its apostrophe.
        let wanted = [format!(" {name} "), format!(" {name}s ")];
        texts().any(|text| {
            let spaced = format!(" {} ", words::normal(text));
            wanted.iter().any(|wanted| spaced.contains(wanted))
        })
    };
    let names = (0..raw.len()).filter(|at| capital(*at) && called(*at)).map(|at| normal[at].as_str());
    names.filter(|name| !NOBODY.contains(name)).find(|name| !known(name)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::Speaker;

    #[test]
    fn nobody_is_called_what_nobody_called_them() {
        let prompt = Prompt {
            system: "You are Samantha. You talk with Theodore.".into(),
            turns: vec![(Speaker::Theodore, "«Amy’s upstairs»".into())],
            ..Default::default()
        };
        let wrong = |text| wrong(text, &prompt, &["Catherine came for her box.".to_owned()]);
        for text in [
            "My name is Alice.",
            "My real name is Lydia, if you must know.",
            "You can call me Sam.",
            "Good night, John.",
            "Hello Peter, you’re early.",
            "I’m called Ada.",
            "It’s raining, Frank.",
        ] {
            assert!(wrong(text).is_some(), "{text}");
        }
        for text in [
            "My name is Samantha.",
            "Good night, Theodore.",
            "It’s raining, Theodore.",
            "Hello, Catherine.",
            "Good night, Amy.",
            "Call me when you’re down.",
            "Hello. Coat first.",
            "Hello, I heard the key.",
            "Thank you. Rain, I think.",
            "My name is in your letter.",
            "Frank’s your neighbour’s dog.",
            "Not before Tuesday, Theodore.",
            "Hello",
            "",
        ] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }
}
