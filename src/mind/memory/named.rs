//! What is said of somebody whose name she knows: “Catherine never liked my hat”.

use super::{clause::Clause, mirror::mirrored};
use crate::{mind::words, story::Learned};

/// Something that is said of one whose name she knows.
pub(super) fn of_somebody(clause: &Clause, names: &[String]) -> Option<Learned> {
    const DOES: &[&str] = &[
        "was",
        "is",
        "had",
        "has",
        "loved",
        "loves",
        "liked",
        "likes",
        "hated",
        "hates",
        "used",
        "never",
        "always",
        "left",
        "died",
        "drowned",
        "lived",
        "lives",
        "worked",
        "works",
        "played",
        "plays",
        "taught",
        "wrote",
        "wanted",
        "couldn't",
        "can't",
        "could",
        "sang",
        "sings",
        "made",
        "kept",
        "moved",
        "didn't",
        "doesn't",
        "laughed",
        "laughs",
        "said",
        "collected",
        "collects",
        "smoked",
        "drew",
        "draws",
    ];
    let (name, rest) = clause.plain.split_once(' ')?;
    let known = names.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let verb = rest.split(' ').next()?.to_ascii_lowercase();
    let passing = [
        "in", "at", "on", "home", "late", "outside", "upstairs", "so", "very", "fine", "ok", "okay", "nice", "great",
        "right", "wrong", "here", "there", "back", "gone",
    ];
    // Who left or died did so for good, whenever and wherever.
    let for_good = ["left", "died", "drowned", "moved"].contains(&verb.as_str());
    let enough = rest.split(' ').count() > 1 && for_good
        || rest.split(' ').count() > 1 && !rest.split(' ').nth(1).is_some_and(|word| passing.contains(&word));
    (DOES.contains(&verb.as_str()) && enough).then(|| Learned {
        about: known.clone(),
        slot: words::normal(rest),
        what: format!("{known} {}", mirrored(rest)),
        words: clause.words.clone(),
        weight: 0.7,
    })
}
