//! Whether a sentence is in the language that she speaks: by its small words, of which every sentence is full.

use std::{collections::HashSet, sync::OnceLock};

/// Letters and signs that her language does not have.
const SIGNS: &[char] = &['¿', '¡', 'ß', 'ł', 'ő', 'ű', 'ğ', 'ş', 'ı', 'đ', 'þ', 'ð'];
/// A sentence of so few words may have no small word of hers in it, and so is known by a single one of another's.
const FEW: usize = 6;
/// A sentence of so many has some.
const MANY: usize = 7;

/// The small words by which languages are known.
struct Known {
    hers: HashSet<&'static str>,
    nobodys: HashSet<&'static str>,
    others: HashSet<&'static str>,
}

/// What shows that a sentence is in another language, if anything does. `normal` is the same sentence, as
/// [`normal`](crate::mind::words::normal) makes it.
pub(super) fn foreign(sentence: &str, normal: &str) -> Option<String> {
    if let Some(sign) = sentence.chars().find(|c| SIGNS.contains(c)) {
        return Some(sign.into());
    }
    let known = known();
    let words: Vec<&str> = normal.split(' ').filter(|word| !word.is_empty()).collect();
    let hers = words.iter().filter(|word| known.hers.contains(**word)).count();
    let count = words.iter().filter(|word| !known.nobodys.contains(**word)).count();
    let others: Vec<&str> = words.iter().copied().filter(|word| known.others.contains(*word)).collect();
    let foreign = (others.len() > 1 && others.len() > hers)
        || (hers == 0 && count <= FEW && !others.is_empty())
        || (hers == 0 && count >= MANY);
    foreign.then(|| if others.is_empty() { "none of her small words".into() } else { others.join(" ") })
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let text = include_str!("tongues.txt");
        let of = |name: &str| -> HashSet<&'static str> {
            let found = text.split("\n[").find_map(|part| part.strip_prefix(name)?.strip_prefix(']'));
            found.unwrap_or_default().split_whitespace().collect()
        };
        let hers = of("English");
        let others = of("Others").into_iter().filter(|word| !hers.contains(word)).collect();
        Known { hers, nobodys: of("Nobody's"), others }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::words::normal;

    #[test]
    fn the_lists_are_there_and_can_be_met() {
        let known = known();
        assert!(known.hers.len() > 200 && known.others.len() > 300 && known.nobodys.len() > 3);
        for word in known.hers.iter().chain(&known.others).chain(&known.nobodys) {
            assert_eq!(normal(word), *word);
        }
    }
}
