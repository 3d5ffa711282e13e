//! His people: whose `mum` is, who can be `she`, and of whom a clause speaks.

use super::{clause::Clause, lists, same::same};
use crate::mind::words;

/// Who is never `he`.
const SHE: &[&str] = &["mother", "sister", "grandmother", "wife", "daughter", "aunt", "niece", "girlfriend"];
/// Who is never `she`.
const HE: &[&str] = &["father", "brother", "grandfather", "son", "uncle", "nephew", "husband", "boyfriend"];

/// Whether `my …` is one of these.
fn one_of(who: &str, kin: &[&str]) -> bool {
    let same = |word: &str| same(words::stem(word));
    let who = same(who.trim_start_matches("my "));
    kin.iter().any(|kin| same(kin) == who)
}

/// `Mum` is his, without a word that says so.
pub(super) fn own(clause: &mut Clause) {
    if is_own(clause.plain.split(' ').next().unwrap_or_default()) {
        clause.plain = format!("my {}", clause.plain);
    }
}

/// Whether a word alone is somebody of his: `mum`, `dad's`.
fn is_own(word: &str) -> bool {
    const HIS: &[&str] = &["mum", "mom", "dad", "gran", "nan", "grandma", "grandad", "grandpa", "granny"];
    let word = word.split('\'').next().unwrap_or_default().to_ascii_lowercase();
    HIS.contains(&word.as_str()) || HIS.contains(&word.strip_suffix('s').unwrap_or(&word))
}

/// Whether it says what somebody's name is, and not whose.
pub(super) fn is_named(plain: &str) -> bool {
    let low = plain.to_ascii_lowercase();
    ["his name", "her name", "their name"].iter().any(|begins| low.starts_with(begins))
}

/// Which of “she” and “he” may mean `my …`.
pub(super) fn of_gender(who: &str) -> (bool, bool) {
    (!one_of(who, HE), !one_of(who, SHE))
}

/// Who of his is spoken of among these words, which are in small letters: `my sister`, also where he had one, and `dad`
/// without a word that says whose he is.
pub(super) fn of_his(words: &[String]) -> Vec<String> {
    let family = |word: &str| {
        let word = word.split('\'').next().unwrap_or_default();
        let bare = word.strip_suffix('s').unwrap_or(word);
        let known = |word: &&str| lists::FAMILY.contains(&same(words::stem(word)).as_str());
        // `mums` is `mum`, and `boss` no `bos`.
        let either = if word.ends_with("ss") { [word, word] } else { [bare, word] };
        either.into_iter().find(known).map(str::to_owned)
    };
    let whose = |at: usize| match at.checked_sub(1).map(|before| words[before].as_str()) {
        Some("my") => true,
        Some("a" | "an" | "one") => {
            at > 1 && matches!(words[at - 2].as_str(), "had" | "have" | "got" | "own" | "owned")
        }
        Some("and" | "with" | "rang" | "called" | "saw" | "told" | "asked") | None => is_own(&words[at]),
        _ => false,
    };
    // “Mum’s house” is not about her.
    let owns = |at: usize| {
        let next = words.get(at + 1).map_or("", String::as_str);
        let says = lists::SMALL.contains(&next) || lists::VERBS.contains(&next) || next == "name" || next.is_empty();
        let more = next.ends_with("ed") || !next.chars().all(char::is_alphabetic);
        words[at].ends_with('s') && !words[at].ends_with("ss") && !says && !more
    };
    let his = (0..words.len()).filter(|at| whose(*at) && !owns(*at)).filter_map(|at| family(&words[at]));
    his.map(|who| format!("my {who}")).collect()
}
