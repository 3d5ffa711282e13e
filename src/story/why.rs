//! Why the director did what it did: every beat, and which of its conditions hold now.

use super::{
    Read, Score,
    condition::holds,
    director::{score, spent},
};
use crate::script::{Beat, Condition, Script};

/// A beat as the director weighs it.
#[derive(Clone, Debug)]
pub struct Weighed<'s> {
    /// The beat.
    pub beat: &'s Beat,
    /// How much it is wanted.
    pub score: Score,
    /// Whether it was played, and may not be played again, or is running.
    pub spent: bool,
    /// Its conditions in the order in which they were written, and whether each holds.
    pub conditions: Vec<(&'s Condition, bool)>,
}

impl Weighed<'_> {
    /// Whether it may happen now.
    pub fn may(&self) -> bool {
        !self.spent && self.missing() == 0
    }

    /// How many of its conditions do not hold.
    pub fn missing(&self) -> usize {
        self.conditions.iter().filter(|(_, holds)| !holds).count()
    }
}

/// Every beat: first those that may happen, the most wanted first; then those that were not played yet,
/// the nearest to it first; then those that were.
pub fn weigh<'s>(script: &'s Script, truth: &impl Read) -> Vec<Weighed<'s>> {
    let weighed = script.beats.values().map(|beat| Weighed {
        beat,
        score: score(script, beat, truth),
        spent: spent(beat, truth),
        conditions: beat.when.iter().map(|condition| (condition, holds(condition, truth))).collect(),
    });
    let mut weighed: Vec<_> = weighed.collect();
    weighed.sort_by(|a, b| {
        let key = |w: &Weighed| (w.spent, w.missing());
        key(a).cmp(&key(b)).then(b.score.total().total_cmp(&a.score.total())).then(a.beat.id.cmp(&b.beat.id))
    });
    weighed
}
