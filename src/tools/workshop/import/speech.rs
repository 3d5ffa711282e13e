//! From the prose of a greeting to lines: what is done, what is said, and each short enough for one breath.

use super::tame::gapless;
use unicode_segmentation::UnicodeSegmentation;

/// The longest line, in characters: what `check` lets pass without a word.
const BREATH: usize = 240;

/// A stretch of a greeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Seen and not said: the narrator has it.
    pub seen: bool,
    /// The words.
    pub text: String,
}

/// A tamed greeting in stretches. What stands in asterisks is seen. Of the rest, what stands in quotation
/// marks is said where the card writes like that; otherwise all of it is.
pub(super) fn stretches(tamed: &str) -> Vec<Stretch> {
    let even = tamed.replace(['“', '”', '„', '‟', '＂'], "\"");
    let quotes = writes_in_quotes(&even);
    let mut all: Vec<Stretch> = Vec::new();
    for paragraph in even.lines() {
        let mut here: Vec<Stretch> = Vec::new();
        for (starred, part) in between(paragraph, '*') {
            if starred || !quotes {
                add(&mut here, starred, part);
            } else {
                between(part, '"').for_each(|(said, words)| add(&mut here, !said, words));
            }
        }
        all.append(&mut here);
    }
    all
}

/// What is said in a tamed text, without what is done; one paragraph.
pub(super) fn said(tamed: &str) -> String {
    let said = stretches(tamed).into_iter().filter(|stretch| !stretch.seen).map(|stretch| stretch.text);
    said.collect::<Vec<_>>().join(" ")
}

/// A text as lines of one breath each, as many sentences to a line as go into it. They open no gap.
pub(super) fn breaths(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for sentence in text.split_sentence_bounds().map(str::trim).filter(|sentence| !sentence.is_empty()) {
        for part in parts(sentence) {
            match lines.last_mut() {
                Some(line) if width(line) + 1 + width(part) <= BREATH => {
                    line.push(' ');
                    line.push_str(part);
                }
                _ => lines.push(part.to_owned()),
            }
        }
    }
    lines.iter().map(|line| gapless(line)).collect()
}

/// A sentence in parts that each fit into a line: parted after a comma if there is one, or else between words.
fn parts(sentence: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while width(rest) > BREATH {
        let mut wide = 0;
        let fits = rest.char_indices().find(|(_, c)| {
            wide += of(*c);
            wide > BREATH
        });
        let end = fits.map_or(rest.len(), |(at, _)| at);
        let head = rest.get(..end).unwrap_or(rest);
        let at = head.rfind(", ").or_else(|| head.rfind("; ")).map(|at| at + 1);
        // A part of two words and then one of forty reads badly.
        let at = at.filter(|at| *at > BREATH / 3).or_else(|| head.rfind(' ')).filter(|at| *at > 0).unwrap_or(end);
        let (part, after) = rest.split_at(at);
        parts.push(part.trim());
        rest = after.trim_start();
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// As wide as it will be once no brace opens a gap.
fn width(text: &str) -> usize {
    text.chars().map(of).sum()
}

fn of(c: char) -> usize {
    if c == '{' { 2 } else { 1 }
}

/// The parts between marks, and whether each stands inside of two. A mark that is never closed is none.
fn between(text: &str, mark: char) -> impl Iterator<Item = (bool, &str)> {
    let marks = text.matches(mark).count();
    text.split(mark).enumerate().map(move |(at, part)| (at % 2 == 1 && at < marks + 1 - marks % 2, part))
}

/// Whether what is said stands in quotation marks: in a card without asterisks, if there are any; in one with
/// them, if most of what stands outside of them does.
fn writes_in_quotes(text: &str) -> bool {
    let (mut inside, mut outside) = (0, 0);
    let mut starred = false;
    for paragraph in text.lines() {
        for (star, part) in between(paragraph, '*') {
            starred |= star;
            for (quoted, words) in between(part, '"').filter(|_| !star) {
                let count = words.chars().filter(|c| c.is_alphanumeric()).count();
                let sum = if quoted { &mut inside } else { &mut outside };
                *sum += count;
            }
        }
    }
    inside > 0 && (!starred || inside > outside)
}

/// Adds words to a paragraph: to the stretch before them if it is of the same kind.
fn add(here: &mut Vec<Stretch>, seen: bool, words: &str) {
    let mut text = words.trim().to_owned();
    if seen {
        // After “Hello,” comes “, she says.”, and that is no sentence yet.
        text = text.trim_start_matches([',', '.', ';', ':', ' ', '—', '–', '-']).to_owned();
        let mut letters = text.chars();
        if let Some(first) = letters.next() {
            text = first.to_uppercase().chain(letters).collect();
        }
    } else {
        text = text.replace('"', "").trim().to_owned();
        if text.ends_with(',') {
            text.pop();
            text.push('.');
        }
    }
    if !text.chars().any(char::is_alphanumeric) && (seen || text.trim_matches('.').is_empty()) {
        return;
    }
    match here.last_mut() {
        Some(last) if last.seen == seen => {
            last.text.push(' ');
            last.text.push_str(&text);
        }
        _ => here.push(Stretch { seen, text }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<(bool, String)> {
        stretches(text).into_iter().map(|stretch| (stretch.seen, stretch.text)).collect()
    }

    fn seen(text: &str) -> (bool, String) {
        (true, text.into())
    }

    fn heard(text: &str) -> (bool, String) {
        (false, text.into())
    }

    #[test]
    fn asterisks_are_done_and_the_rest_is_said() {
        assert_eq!(
            told("*She looks up.* You’re late. *A pause.* Again."),
            [seen("She looks up."), heard("You’re late."), seen("A pause."), heard("Again.")]
        );
        assert_eq!(told("They call me \"Red\". *She shrugs.*"), [heard("They call me Red."), seen("She shrugs.")]);
        assert_eq!(told("Nobody closes *this."), [heard("Nobody closes this.")]);
    }

    #[test]
    fn quotation_marks_are_said_where_a_card_writes_so() {
        assert_eq!(
            told("“You’re late,” she says. “Again.”"),
            [heard("You’re late."), seen("She says."), heard("Again.")]
        );
        assert_eq!(told("*She looks up.* \"You’re late.\""), [seen("She looks up."), heard("You’re late.")]);
        assert_eq!(said("*A pause.* Again.\n*Another.* Well."), "Again. Well.");
    }

    #[test]
    fn lines_are_of_one_breath() {
        let long = "This is a sentence of no great length, and it goes on. ".repeat(12);
        let lines = breaths(&long);
        assert!(lines.len() >= 3 && lines.iter().all(|line| line.chars().count() <= BREATH), "{lines:?}");
        assert_eq!(lines.join(" "), long.trim());
        let endless = breaths(&"word ".repeat(200));
        assert!(endless.iter().all(|line| line.chars().count() <= BREATH), "{endless:?}");
        assert!(breaths(&"{".repeat(900)).iter().all(|line| line.chars().count() <= BREATH));
        assert_eq!(breaths(" \n "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_greeting_makes_it_panic(text in "[*\"“”,. a-zé{雨\n]{0,600}") {
            for stretch in stretches(&text) {
                for line in breaths(&stretch.text) {
                    prop_assert!(line.chars().count() <= BREATH && !line.is_empty());
                }
            }
        }
    }
}
