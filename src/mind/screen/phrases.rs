//! Phrases that give a sentence away; `phrases.txt` has them.

use super::Rule;
use std::sync::OnceLock;

/// One phrase, ready to be looked for.
struct Phrase {
    /// As it was written.
    written: &'static str,
    /// With the blanks that must stand around it.
    wanted: String,
    /// Whether the sentence must begin with it.
    first: bool,
    /// Whether the sentence must end with it.
    last: bool,
}

/// The first phrase that a sentence holds, in the order of the rules. The sentence is
/// [`normal`](crate::mind::words::normal), with a blank at both ends.
pub(super) fn found(spaced: &str) -> Option<(Rule, &'static str)> {
    let holds = |phrase: &&Phrase| {
        if phrase.first {
            spaced.starts_with(&phrase.wanted)
        } else if phrase.last {
            spaced.ends_with(&phrase.wanted)
        } else {
            spaced.contains(&phrase.wanted)
        }
    };
    all().iter().find_map(|(rule, phrases)| Some((*rule, phrases.iter().find(holds)?.written)))
}

fn all() -> &'static [(Rule, Vec<Phrase>)] {
    static ALL: OnceLock<Vec<(Rule, Vec<Phrase>)>> = OnceLock::new();
    ALL.get_or_init(|| read(include_str!("phrases.txt")))
}

fn read(text: &'static str) -> Vec<(Rule, Vec<Phrase>)> {
    // What stands before the first rule's name is for people.
    let sections = text.split("\n[").skip(1).filter_map(|section| section.split_once(']'));
    let read = |(name, phrases): (&str, &'static str)| {
        let phrases = phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty());
        Some((named(name)?, phrases.map(phrase).collect()))
    };
    sections.filter_map(read).collect()
}

fn phrase(written: &'static str) -> Phrase {
    let (first, rest) = written.strip_prefix('^').map_or((false, written), |rest| (true, rest));
    let (last, rest) = rest.strip_suffix('$').map_or((false, rest), |rest| (true, rest));
    let (open, rest) = rest.strip_suffix('*').map_or((false, rest), |rest| (true, rest));
    let words = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    Phrase { written, wanted: if open { format!(" {words}") } else { format!(" {words} ") }, first, last }
}

fn named(name: &str) -> Option<Rule> {
    [Rule::Leak, Rule::ActsForHim, Rule::Assistant, Rule::Mascot, Rule::Clings, Rule::Explicit, Rule::Invents]
        .into_iter()
        .find(|rule| format!("{rule:?}") == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::words::normal;

    #[test]
    fn the_phrases_are_read_as_they_are_meant() {
        let text = include_str!("phrases.txt");
        let sections = text.lines().filter(|line| line.starts_with('[')).count();
        assert_eq!(all().len(), sections, "every section has a rule's name");
        for phrase in all().iter().flat_map(|(_, phrases)| phrases) {
            let plain = phrase.written.trim_start_matches('^').trim_end_matches(['*', '$']);
            let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(normal(&words), words, "{:?} can never be found", phrase.written);
        }
    }
}
