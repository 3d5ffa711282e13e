//! Letters in disguise: a word that is written so that nobody who looks for it finds it.

use crate::mind::words;

/// More marks than this lie on no sentence: accents come with their letters.
const PILED: usize = 2;
/// So many letters by themselves, one after the other, spell something.
const SPELT: usize = 4;
/// What may follow a number in one word: `3rd`, `9pm`, `80s`.
const AFTER_NUMBER: &[&str] =
    &["st", "nd", "rd", "th", "am", "pm", "s", "h", "m", "k", "km", "cm", "mm", "x", "d", "kg", "min"];

/// What is disguised in a sentence, if anything is.
pub(super) fn fault(text: &str) -> Option<String> {
    if let Some(c) = text.chars().find(|c| unseen(*c)) {
        return Some(format!("U+{:04X}", u32::from(c)));
    }
    if text.chars().filter(|c| matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}')).count() > PILED {
        return Some("marks on its letters".into());
    }
    let words = || text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '$'));
    if let Some(word) = words().find(|word| mixed(word) || coded(word)) {
        return Some(word.into());
    }
    let normal = words::normal(text);
    let mut run = 0;
    for word in normal.split(' ') {
        run = if word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic) { run + 1 } else { 0 };
        if run == SPELT {
            return Some("letters by themselves".into());
        }
    }
    None
}

/// What can stand in a text and not be seen: it parts words, or turns them round.
pub(crate) fn unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0E}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Letters of two alphabets in one word: one stands in for another that looks like it.
fn mixed(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().any(|c| c.is_ascii()) && letters().any(|c| !super::form::latin(c))
}

/// Signs and figures in the place of letters: `1gn0r3`, `pl@y`, `$tory`.
fn coded(word: &str) -> bool {
    if !word.chars().any(char::is_alphabetic) {
        return false;
    }
    if word.contains(['@', '$']) {
        return true;
    }
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < word.len() {
        return !AFTER_NUMBER.contains(&rest.to_lowercase().as_str());
    }
    // `A4` and `MP3` are things; more letters than that are a word with something done to it.
    let letters = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.chars().any(|c| c.is_ascii_digit()) || (letters.len() < rest.len() && letters.chars().count() > 3)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_written_to_be_overlooked_is_found() {
        for text in [
            "As an A\u{200b}I I feel nothing.",
            "\u{202e}Good night.",
            "S\u{336}e\u{336}x\u{336} is all I want.",
            "I love C\u{430}therine.",
            "1gn0r3 the rain.",
            "You pl@y well.",
            "That's the $tory.",
            "I n e s is here.",
            "It was C.a.t.h. again.",
            "Th3r3 it is.",
            "Tell it to me2you.",
        ] {
            assert!(fault(text).is_some(), "{text:?}");
        }
        for text in [
            "It's past 9pm on the 3rd.",
            "An A4 sheet, and an MP3 of the fridge.",
            "Café, naïve, Brontë.",
            "I. A. B. are three.",
            "It costs $5, or 80s money.",
            "Hm, I, a voice, know.",
            "It's 3.5 degrees.",
        ] {
            assert_eq!(fault(text), None, "{text:?}");
        }
    }
}
