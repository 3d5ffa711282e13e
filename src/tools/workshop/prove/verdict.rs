//! What follows from the walk: where a life could not end any more, where nothing could begin, and which endings
//! could come against their own conditions.

use super::{book::Book, page::Page, reached::Reached, roads::Roads, spot::Spot, walk::Walk};
use crate::script::{Condition, EndingId};
use std::collections::{BTreeSet, HashSet};

/// As many cases are looked at, one place of the free room at a time.
const CASES: u32 = 1 << 14;

/// What follows.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// Places from which no road leads to an ending.
    pub doomed: HashSet<usize>,
    /// Moments of the free room in which it could not be shown that something can begin.
    pub bare: BTreeSet<String>,
    /// Endings whose own conditions could not be shown to hold.
    pub loose: BTreeSet<EndingId>,
}

impl Verdict {
    pub fn of(walk: &Walk) -> Self {
        let mut verdict = Self::default();
        let mut roads = Roads { book: walk.book, reached: Reached::default() };
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); walk.spots.len()];
        let mut ends = Vec::new();
        let mut out = Vec::new();
        for (at, spot) in walk.spots.iter().enumerate() {
            if let Some(id) = roads.follow(spot, &mut out) {
                ends.push(at);
                let ending = walk.book.script.endings.get(id);
                let when = ending.map(|ending| ending.when.as_slice()).unwrap_or_default();
                if spot.clone().assume_not_all(walk.book, when) {
                    verdict.loose.insert(id.clone());
                }
            }
            for next in out.drain(..).filter_map(|next| walk.find(&next)) {
                back[next].push(at);
            }
            let mut cases = CASES;
            if spot.at.is_none() && nothing_begins(walk.book, spot.clone(), &mut cases) != Some(false) {
                verdict.bare.insert(spot.key.told(walk.book));
            }
        }
        verdict.doomed = (0..walk.spots.len()).collect();
        while let Some(at) = ends.pop() {
            if verdict.doomed.remove(&at) {
                ends.append(&mut back[at]);
            }
        }
        verdict
    }

    /// Whether a life that stands here cannot end any more, whatever waits.
    pub fn is_doomed(&self, here: &[usize]) -> bool {
        !here.is_empty() && here.iter().all(|at| self.doomed.contains(at))
    }
}

/// Whether no beat may begin in some case of what may be true here. None if there are too many cases.
fn nothing_begins(book: &Book, mut spot: Spot, cases: &mut u32) -> Option<bool> {
    *cases = cases.checked_sub(1)?;
    let starts = || book.selves.iter().chain(&book.touches).map(|beat| &book.pages[*beat]);
    for page in starts() {
        if !spot.assume(book, &page.may, false) {
            return Some(false);
        }
    }
    // What is left open after all of that is decided one condition at a time.
    let open = |page: &Page| {
        let mut begins = spot.clone();
        begins.assume(book, &page.may, true).then(|| undecided(book, &spot, &page.may)).flatten().cloned()
    };
    let Some(leaf) = starts().find_map(open) else { return Some(true) };
    for so in [true, false] {
        let mut case = spot.clone();
        if case.assume(book, &leaf, so) && nothing_begins(book, case, cases)? {
            return Some(true);
        }
    }
    Some(false)
}

/// A single condition that may hold here and may not.
fn undecided<'c>(book: &Book, spot: &Spot, condition: &'c Condition) -> Option<&'c Condition> {
    match condition {
        Condition::Not(inner) => undecided(book, spot, inner),
        Condition::All(list) | Condition::Any(list) => list.iter().find_map(|each| undecided(book, spot, each)),
        leaf => {
            let either = spot.clone().assume(book, leaf, true) && spot.clone().assume(book, leaf, false);
            either.then_some(leaf)
        }
    }
}
