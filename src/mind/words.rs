//! Comparing texts by their letters and words alone, without any model.

use std::{cmp::Ordering, collections::BTreeSet};

/// Words that say little about what a sentence is about.
const SMALL: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
    "do", "does", "for", "from", "get", "got", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "im",
    "in", "is", "it", "its", "just", "like", "me", "my", "no", "not", "of", "oh", "on", "one", "or", "our", "out",
    "really", "she", "so", "some", "such", "than", "that", "thats", "the", "them", "then", "there", "these", "they",
    "this", "those", "to", "too", "up", "us", "very", "was", "we", "well", "were", "what", "when", "where", "which",
    "who", "why", "will", "with", "would", "yes", "you", "your", "youre", "ill", "ive", "dont", "id",
];

/// The text in small letters, without punctuation, its words parted by single spaces. Apostrophes
/// vanish, so that `don’t`, `don't` and `dont` are one word.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text as [`normal`] makes it, but with marks inside a word parting nothing: `A.I.`, `s-e-x`.
pub(crate) fn joined(text: &str) -> String {
    let bare = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words = text.split_whitespace().map(bare).filter(|word: &String| !word.is_empty());
    words.collect::<Vec<String>>().join(" ")
}

/// The words of a [`normal`] text that carry its meaning, cut to their stems.
pub(crate) fn content(normal: &str) -> BTreeSet<&str> {
    normal.split(' ').filter(|word| !word.is_empty() && !SMALL.contains(word)).map(stem).collect()
}

/// A word without the endings that English puts on: crude, but the same for both sides.
pub(crate) fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "ly", "s", "e"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return stem;
        }
    }
    word
}

/// A text made ready to be compared with many others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spelt {
    /// The [`normal`] text.
    pub normal: String,
    /// Its groups of three letters, sorted, each once.
    threes: Vec<[char; 3]>,
    /// The words that carry its meaning, sorted, each once.
    content: Vec<String>,
}

impl Spelt {
    /// A text as somebody typed it.
    pub fn of(text: &str) -> Self {
        Self::of_normal(normal(text))
    }

    fn of_normal(normal: String) -> Self {
        let padded: Vec<char> = format!(" {normal} ").chars().collect();
        let mut threes: Vec<[char; 3]> = padded.windows(3).filter_map(|w| w.try_into().ok()).collect();
        threes.sort_unstable();
        threes.dedup();
        let content = content(&normal).into_iter().map(str::to_owned).collect();
        Self { normal, threes, content }
    }

    /// How alike they are, 0..1: half by their groups of three letters, half by the words that carry meaning.
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.normal.is_empty() || other.normal.is_empty() {
            return 0.0;
        }
        let letters = self.letters(other);
        if self.content.is_empty() && other.content.is_empty() {
            letters
        } else {
            f32::midpoint(letters, self.content(other))
        }
    }

    /// How alike their groups of three letters are, 0..1.
    pub fn letters(&self, other: &Self) -> f32 {
        dice(&self.threes, &other.threes)
    }

    /// How alike they are by the words that carry meaning, 0..1.
    pub fn content(&self, other: &Self) -> f32 {
        dice(&self.content, &other.content)
    }
}

/// How alike two [`normal`] texts are, 0..1.
pub(crate) fn likeness(a: &str, b: &str) -> f32 {
    Spelt::of_normal(a.to_owned()).likeness(&Spelt::of_normal(b.to_owned()))
}

/// Which share of the words of `a` also stands in `b`, 0..1.
pub(crate) fn share(a: &str, b: &str) -> f32 {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    a.intersection(&b).count() as f32 / a.len().max(1) as f32
}

/// Dice's coefficient of two sorted lists: twice what they share, over all that there is.
fn dice<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let (mut shared, mut at, mut other) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        match x.cmp(y) {
            Ordering::Less => at += 1,
            Ordering::Greater => other += 1,
            Ordering::Equal => {
                shared += 1;
                at += 1;
                other += 1;
            }
        }
    }
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        assert_eq!(normal("  Don’t — go, PLEASE!! "), "dont go please");
        assert_eq!(normal("…?! 🙂"), "");
        assert_eq!(normal("Привет, МИР"), "привет мир");
    }

    #[test]
    fn likeness_is_between_none_and_all() {
        assert!(likeness("i love the rain", "i love the rain") > 0.99);
        assert!(likeness("i love the rain", "quarterly tax report") < 0.15);
        assert_eq!(likeness("", ""), 0.0);
    }
}
