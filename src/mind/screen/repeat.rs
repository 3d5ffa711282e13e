//! Whether it was said already, by her or just now by him, and whether it may be spoken of.

use crate::mind::words;

/// How alike two sentences are that count as the same one.
const SAME: f32 = 0.82;
/// How far back she remembers her own sentences word for word.
const BACK: usize = 400;

/// Something of what must not come up, if it does. An entry is a word, a name, or several words; its
/// possessive and plural count too.
pub(super) fn kept_out(normal: &str, keep_out: &[String]) -> Option<String> {
    let spaced = format!(" {normal} ");
    let found = keep_out.iter().find(|entry| {
        let entry = words::normal(entry);
        !entry.is_empty() && ["", "s", "es"].iter().any(|ending| spaced.contains(&format!(" {entry}{ending} ")))
    });
    found.cloned()
}

/// The earlier sentence that this one repeats. Words that everybody says again (`Yes.`) are free.
pub(super) fn again(normal: &str, said_before: &[String]) -> Option<String> {
    if normal.split(' ').count() < 4 {
        return None;
    }
    let from = said_before.len().saturating_sub(BACK);
    let same = |said: &&String| {
        sentences(said).any(|earlier| {
            let earlier = words::normal(earlier);
            earlier == normal || near_in_length(&earlier, normal) && words::likeness(&earlier, normal) >= SAME
        })
    };
    said_before[from..].iter().rev().find(same).cloned()
}

/// Whether a sentence only gives back what he typed.
pub(super) fn echoes(normal: &str, typed: &str) -> bool {
    if typed.split(' ').count() < 3 || normal.split(' ').count() < 3 {
        return false;
    }
    normal == typed
        || near_in_length(normal, typed) && words::likeness(normal, typed) >= SAME
        || (words::share(normal, typed) >= 0.9 && normal.split(' ').count() >= 5)
}

fn near_in_length(a: &str, b: &str) -> bool {
    a.len() * 2 >= b.len() && b.len() * 2 >= a.len()
}

/// A line may hold several sentences.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    std::iter::once(line).chain(line.split_inclusive(['.', '!', '?', '…']))
}
