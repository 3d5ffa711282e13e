//! Whose somebody is, where he does not say it: `mum` is his, and `she` is whoever of his was spoken of last.

use super::{clause::Clause, question, wanted};
use crate::mind::words;

/// Who is never `he`.
const SHE: &[&str] = &["mother", "sister", "grandmother", "wife", "daughter", "aunt", "niece", "girlfriend"];
/// Who is never `she`.
const HE: &[&str] = &["father", "brother", "grandfather", "son", "uncle", "nephew", "husband", "boyfriend"];

/// Whether `my …` is one of these.
fn one_of(who: &str, kin: &[&str]) -> bool {
    let same = |word: &str| question::same(words::stem(word));
    let who = same(who.trim_start_matches("my "));
    kin.iter().any(|kin| same(kin) == who)
}

/// `Mum` is his, without a word that says so.
pub(super) fn own(clause: &mut Clause) {
    const HIS: &[&str] = &["mum", "mom", "dad", "gran", "nan", "grandma", "grandad", "grandpa", "granny"];
    let first = clause.plain.split([' ', '\'']).next().unwrap_or_default().to_ascii_lowercase();
    let bare = first.strip_suffix('s').unwrap_or(&first);
    if HIS.contains(&first.as_str()) || HIS.contains(&bare) {
        clause.plain = format!("my {}", clause.plain);
    }
}

/// Whether it says what somebody's name is, and not whose.
pub(super) fn is_named(plain: &str) -> bool {
    let low = plain.to_ascii_lowercase();
    ["his name", "her name", "their name"].iter().any(|begins| low.starts_with(begins))
}

/// `She` and `he` are whoever of his was spoken of last in the same breath.
pub(super) fn stand_in(clause: &mut Clause, somebody: &mut Option<String>) {
    let mut words = clause.plain.split(' ');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    let has = clause.plain.split(' ').nth(1).is_some_and(|next| next.eq_ignore_ascii_case("got"));
    let named = is_named(&clause.plain);
    let pronoun = match first.as_str() {
        _ if named => Some("'s"),
        "he's" | "she's" | "hes" | "shes" if has => Some(" has"),
        "he" | "she" | "they" => Some(""),
        "he's" | "she's" | "hes" | "shes" => Some(" is"),
        _ => None,
    };
    if let (Some(verb), Some(who)) = (pronoun, somebody.as_ref()) {
        // “He” is not his mother, whoever else it is.
        let he = matches!(first.as_str(), "he" | "he's" | "hes" | "his");
        if one_of(who, if he { SHE } else { HE }) && !first.starts_with("the") {
            return;
        }
        let rest: Vec<&str> = words.collect();
        clause.plain = format!("{who}{verb} {}", rest.join(" "));
        return;
    }
    let words: Vec<String> = clause.plain.split(' ').map(str::to_ascii_lowercase).collect();
    let found = words.windows(2).find_map(|pair| {
        let bare = pair[1].split('\'').next().unwrap_or_default();
        let bare = [bare, bare.strip_suffix('s').unwrap_or(bare)]
            .into_iter()
            .find(|word| wanted::FAMILY.contains(&question::same(words::stem(word)).as_str()))?;
        (pair[0] == "my").then(|| format!("my {bare}"))
    });
    if found.is_some() {
        *somebody = found;
    }
}
