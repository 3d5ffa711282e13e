//! What is not known exactly: each fact may be so, may not be so, or both; each number lies between two others.

use super::book::Book;
use crate::script::{Bound, CountBound, Gauge};

/// What may be true at one place of the proof.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// One bit a fact: it may be so.
    so: Vec<u64>,
    /// One bit a fact: it may not be so.
    not: Vec<u64>,
    /// The least and the most that each gauge may be.
    pub gauges: [(f32, f32); Gauge::ALL.len()],
    /// The same of each count, no further than conditions can tell.
    pub counts: Vec<(u32, u32)>,
    pub letters: Vec<Paper>,
}

/// A letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paper {
    /// It may still be unwritten.
    pub unwritten: bool,
    /// Its score, if it may be written.
    pub score: Option<(f32, f32)>,
}

impl State {
    /// Of the first morning.
    pub fn first(book: &Book) -> Self {
        let words = book.facts.len().div_ceil(64);
        Self {
            so: vec![0; words],
            not: vec![u64::MAX; words],
            gauges: Gauge::ALL.map(|gauge| (gauge.at_first(), gauge.at_first())),
            counts: vec![(0, 0); book.count_caps.len()],
            letters: vec![Paper { unwritten: true, score: None }; book.script.letters.len()],
        }
    }

    /// Whether a fact may be so, and whether it may not.
    pub fn fact(&self, at: usize) -> (bool, bool) {
        let bit: u64 = 1 << (at % 64);
        (self.so[at / 64] & bit != 0, self.not[at / 64] & bit != 0)
    }

    /// From here on a fact is known.
    pub fn set(&mut self, at: usize, so: bool) {
        let bit: u64 = 1 << (at % 64);
        let (to, from) = if so { (&mut self.so, &mut self.not) } else { (&mut self.not, &mut self.so) };
        to[at / 64] |= bit;
        from[at / 64] &= !bit;
    }

    /// Assumes that a gauge lies so (or does not). False if it cannot.
    pub fn assume_gauge(&mut self, gauge: Gauge, bound: Bound, so: bool) -> bool {
        let value = &mut self.gauges[gauge as usize];
        *value = within(*value, bound, so);
        value.0 <= value.1
    }

    /// The same for a count.
    pub fn assume_count(&mut self, at: usize, bound: CountBound, so: bool) -> bool {
        let (least, most) = &mut self.counts[at];
        match (bound, so) {
            (CountBound::AtLeast(n), true) => *least = n.max(*least),
            (CountBound::AtMost(n), true) => *most = n.min(*most),
            (CountBound::Exactly(n), true) => (*least, *most) = (n.max(*least), n.min(*most)),
            (CountBound::AtLeast(0), false) => return false,
            (CountBound::AtLeast(n), false) => *most = (n - 1).min(*most),
            (CountBound::AtMost(n), false) => *least = n.saturating_add(1).max(*least),
            (CountBound::Exactly(n), false) if (*least, *most) == (n, n) => return false,
            (CountBound::Exactly(n), false) if *least == n => *least = n.saturating_add(1),
            (CountBound::Exactly(n), false) if *most == n => *most = n - 1,
            (CountBound::Exactly(_), false) => {}
        }
        *least <= *most
    }

    /// The same for a letter: written and scored so, or not.
    pub fn assume_letter(&mut self, at: usize, bound: Bound, so: bool) -> bool {
        let paper = &mut self.letters[at];
        paper.score = paper.score.map(|score| within(score, bound, so)).filter(|score| score.0 <= score.1);
        if so {
            paper.unwritten = false;
        }
        paper.unwritten || paper.score.is_some()
    }

    pub fn moved(&mut self, gauge: Gauge, by: f32) {
        let (least, most) = gauge.range();
        let value = &mut self.gauges[gauge as usize];
        // The same sum as in the ledger: rounding keeps the order, so the ends stay ends.
        *value = ((value.0 + by).clamp(least, most), (value.1 + by).clamp(least, most));
    }

    pub fn counted(&mut self, at: usize, by: u32, cap: u32) {
        let value = &mut self.counts[at];
        *value = (value.0.saturating_add(by).min(cap), value.1.saturating_add(by).min(cap));
    }

    pub fn wrote(&mut self, at: usize, score: (f32, f32)) {
        self.letters[at] = Paper { unwritten: false, score: Some(score) };
    }

    /// Whatever may be true in either. Says whether that is more than before.
    pub fn join(&mut self, other: &Self) -> bool {
        let mut grew = false;
        let mine = self.so.iter_mut().chain(&mut self.not);
        for (mine, theirs) in mine.zip(other.so.iter().chain(&other.not)) {
            grew |= theirs & !*mine != 0;
            *mine |= theirs;
        }
        for (mine, theirs) in self.gauges.iter_mut().zip(&other.gauges) {
            grew |= theirs.0 < mine.0 || theirs.1 > mine.1;
            *mine = (mine.0.min(theirs.0), mine.1.max(theirs.1));
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            grew |= theirs.0 < mine.0 || theirs.1 > mine.1;
            *mine = (mine.0.min(theirs.0), mine.1.max(theirs.1));
        }
        for (mine, theirs) in self.letters.iter_mut().zip(&other.letters) {
            let both = Paper {
                unwritten: mine.unwritten || theirs.unwritten,
                score: match (mine.score, theirs.score) {
                    (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                    (a, b) => a.or(b),
                },
            };
            grew |= both != *mine;
            *mine = both;
        }
        grew
    }

    /// Lets what grew since `before` grow on to where a condition can tell, or as far as it goes: so that what
    /// grows in a circle is done growing soon.
    pub fn widen(&mut self, before: &Self, book: &Book, far: bool) {
        for (at, (mine, was)) in self.gauges.iter_mut().zip(&before.gauges).enumerate() {
            let marks = &book.gauge_marks[at];
            let (first, last) = (marks.first().copied(), marks.last().copied());
            if mine.0 < was.0 {
                let below = marks.iter().rev().copied().find(|mark| *mark <= mine.0 && !far);
                mine.0 = below.or(first).unwrap_or(mine.0);
            }
            if mine.1 > was.1 {
                let above = marks.iter().copied().find(|mark| *mark >= mine.1 && !far);
                mine.1 = above.or(last).unwrap_or(mine.1);
            }
        }
        for (at, (mine, was)) in self.counts.iter_mut().zip(&before.counts).enumerate() {
            let marks = &book.count_marks[at];
            if mine.0 < was.0 {
                mine.0 = marks.iter().rev().copied().find(|mark| *mark <= mine.0 && !far).unwrap_or(0);
            }
            if mine.1 > was.1 {
                let above = marks.iter().copied().find(|mark| *mark >= mine.1 && !far);
                mine.1 = above.unwrap_or(book.count_caps[at]);
            }
        }
    }
}

/// The part of a range that lies within a bound, or outside of it. Upside down if there is none.
fn within((least, most): (f32, f32), bound: Bound, so: bool) -> (f32, f32) {
    match (bound, so) {
        (Bound::AtLeast(x), true) => (least.max(x), most),
        (Bound::AtMost(x), true) => (least, most.min(x)),
        (Bound::AtLeast(x), false) => (least, most.min(x.next_down())),
        (Bound::AtMost(x), false) => (least.max(x.next_up()), most),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State {
            so: vec![0],
            not: vec![u64::MAX],
            gauges: Gauge::ALL.map(|gauge| (gauge.at_first(), gauge.at_first())),
            counts: vec![(0, 3)],
            letters: vec![Paper { unwritten: true, score: None }],
        }
    }

    #[test]
    fn what_is_assumed_narrows_what_may_be() {
        let mut state = state();
        assert!(state.assume_count(0, CountBound::Exactly(0), false) && state.counts[0] == (1, 3));
        assert!(state.assume_count(0, CountBound::AtMost(2), false) && state.counts[0] == (3, 3));
        assert!(!state.clone().assume_count(0, CountBound::Exactly(3), false));
        assert!(!state.clone().assume_count(0, CountBound::AtMost(2), true));
        state.moved(Gauge::Hurt, 0.3);
        assert!(state.clone().assume_gauge(Gauge::Hurt, Bound::AtLeast(0.3), true));
        assert!(!state.clone().assume_gauge(Gauge::Hurt, Bound::AtLeast(0.3), false));
        assert!(!state.clone().assume_gauge(Gauge::Hurt, Bound::AtMost(0.3), false));
    }

    #[test]
    fn an_unwritten_letter_scored_nothing() {
        let mut state = state();
        assert!(!state.clone().assume_letter(0, Bound::AtLeast(0.0), true));
        assert!(state.clone().assume_letter(0, Bound::AtLeast(0.0), false));
        state.wrote(0, (0.0, 0.5));
        assert!(!state.clone().assume_letter(0, Bound::AtLeast(0.6), true));
        assert!(!state.clone().assume_letter(0, Bound::AtLeast(0.0), false));
    }

    #[test]
    fn where_two_ways_meet_either_may_be_so() {
        let (mut one, mut other) = (state(), state());
        other.set(7, true);
        other.moved(Gauge::Trust, 0.2);
        assert_eq!(one.fact(7), (false, true));
        assert!(one.join(&other) && !one.join(&other));
        assert_eq!(one.fact(7), (true, true));
        let (least, most) = one.gauges[Gauge::Trust as usize];
        assert!(least == 0.0 && (most - 0.2).abs() < 1e-6);
    }

    #[test]
    fn a_number_is_moved_as_the_game_moves_it() {
        let mut state = state();
        // Ten times a tenth is not one, and the end of the range holds.
        (0..10).for_each(|_| state.moved(Gauge::Reach, 0.1));
        let (least, most) = state.gauges[Gauge::Reach as usize];
        let lived = (0..10).fold(0.0f32, |value, _| (value + 0.1).clamp(0.0, 1.0));
        assert!(least == lived && most == lived);
        state.moved(Gauge::Reach, 1.0);
        assert_eq!(state.gauges[Gauge::Reach as usize], (1.0, 1.0));
    }
}
