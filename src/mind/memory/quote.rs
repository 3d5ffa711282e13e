//! A sentence of his as she says it back: word for word, and of a long message only the part that was asked for.

use super::{episodes::Said, recall::key_of};

/// More letters than these nobody says back.
const MUCH: usize = 150;

/// His sentence between quotation marks, ended, since another may follow it. Of a long message it is the part that
/// shares most with what is asked.
pub(super) fn quote(said: &Said, key: &[String]) -> String {
    let text = part(said.text.trim(), key);
    let ends = text.ends_with(|c: char| c.is_ascii_punctuation() || matches!(c, '…' | '’' | '”'));
    if ends { format!("“{text}”") } else { format!("“{text}.”") }
}

fn part<'t>(text: &'t str, key: &[String]) -> &'t str {
    if text.chars().count() <= MUCH {
        return text;
    }
    let shared = |part: &&str| {
        let has = key_of(part);
        key.iter().filter(|word| has.contains(word)).count()
    };
    let parts = text.split_inclusive(['.', '!', '?', ';', '\n', ',']).map(str::trim).filter(|part| !part.is_empty());
    // Of equals the first.
    let best = parts.rev().max_by_key(shared).unwrap_or(text);
    let best = best.trim_end_matches([',', ';']);
    best.char_indices()
        .nth(MUCH)
        .map_or(best, |(at, _)| best[..at].rsplit_once(' ').map_or(&best[..at], |(head, _)| head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_message_only_what_was_asked_for_is_said_back() {
        let text = "ok so today was long, a man on the platform whistled for an hour and nobody said a word, paul who \
                    moved to Lisbon rang, and then there was a woman crying into a burrito and I walked home in the rain";
        assert_eq!(part(text, &["paul".to_owned()]), "paul who moved to Lisbon rang");
        assert_eq!(part("paul rang", &["paul".to_owned()]), "paul rang");
        assert!(part(&"word ".repeat(100), &[]).chars().count() <= MUCH);
        assert!(part(&"ü".repeat(1_000), &[]).chars().count() <= MUCH);
    }
}
