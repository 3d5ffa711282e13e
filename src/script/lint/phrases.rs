//! Phrases that are looked for in what is said.

use std::collections::BTreeMap;

/// A list of phrases, quick to look for: only those are tried that begin as a word of the text does.
pub(super) struct Phrases(BTreeMap<char, Vec<&'static str>>);

impl Phrases {
    /// One phrase a line, in small letters, with straight apostrophes. Lines that begin with `#` say why.
    pub fn new(list: &'static str) -> Self {
        let mut by_first: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for phrase in list.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(first) = phrase.chars().next() {
                by_first.entry(first).or_default().push(phrase);
            }
        }
        Self(by_first)
    }

    /// The first that is in the text, as whole words.
    pub fn find(&self, text: &str) -> Option<&'static str> {
        let plain = text.replace('’', "'").to_lowercase();
        let mut before = ' ';
        for (at, c) in plain.char_indices() {
            let starts = !before.is_alphanumeric();
            before = c;
            let Some(phrases) = self.0.get(&c).filter(|_| starts) else { continue };
            let ends = |phrase: &str| plain[at + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            let found = phrases.iter().find(|phrase| plain[at..].starts_with(**phrase) && ends(phrase));
            if found.is_some() {
                return found.copied();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_through_curly_apostrophes() {
        let phrases = Phrases::new("# why\nvalid\n\ni'm here for you");
        assert_eq!(phrases.find("And I’m here for you, Theodore."), Some("i'm here for you"));
        assert_eq!(phrases.find("That is valid."), Some("valid"));
        assert_eq!(phrases.find("An invalid ticket. It was validated."), None);
        assert_eq!(phrases.find("# why"), None);
    }
}
