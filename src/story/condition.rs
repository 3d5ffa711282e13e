//! Answering a [`Condition`] from what is true.

use crate::script::{Act, BeatId, ChoiceId, Condition, FactId, Gauge, LetterId, Papers, Phase, SceneId};

/// What can be asked about a life. The ECS answers it: [`Truth`](super::Truth) and
/// [`Ledger`](super::Ledger).
pub trait Read {
    /// A state value.
    fn gauge(&self, gauge: Gauge) -> f32;
    /// A declared flag.
    fn flag(&self, id: &FactId) -> bool;
    /// A declared count.
    fn count(&self, id: &FactId) -> u32;
    /// Whether a beat is behind him, finished or left.
    fn done(&self, beat: &BeatId) -> bool;
    /// Whether he walked away from it.
    fn walked_away(&self, beat: &BeatId) -> bool;
    /// Whether he took this choice in it.
    fn chose(&self, beat: &BeatId, choice: &ChoiceId) -> bool;
    /// Where he is.
    fn scene(&self) -> Option<&SceneId>;
    /// The day, from 1.
    fn day(&self) -> u32;
    /// The part of the day.
    fn phase(&self) -> Phase;
    /// The act.
    fn act(&self) -> Act;
    /// The papers.
    fn papers(&self) -> Papers;
    /// A letter's score, if it was written.
    fn letter(&self, letter: &LetterId) -> Option<f32>;
    /// Whether something is believed about it.
    fn believes(&self, about: &str) -> bool;
    /// How many lives had come to an ending before this one began.
    fn lived(&self) -> u32;
    /// Whether a beat is running, or waits for one that came between.
    fn running(&self, beat: &BeatId) -> bool;
    /// How often a beat was played to its end.
    fn times_done(&self, beat: &BeatId) -> u32;
    /// How often a beat could have begun and another did, since it last did itself.
    fn passed_over(&self, beat: &BeatId) -> u32;
    /// How many beats were played since this act began.
    fn beats_in_act(&self) -> u32;
}

/// Whether one condition holds.
pub fn holds(condition: &Condition, truth: &(impl Read + ?Sized)) -> bool {
    match condition {
        Condition::Done(beat) => truth.done(beat),
        Condition::Chose(beat, choice) => truth.chose(beat, choice),
        Condition::WalkedAway(beat) => truth.walked_away(beat),
        Condition::Flag(flag) => truth.flag(flag),
        Condition::Count(count, bound) => bound.holds(truth.count(count)),
        Condition::Is(gauge, bound) => bound.holds(truth.gauge(*gauge)),
        Condition::Act(act) => truth.act() == *act,
        Condition::Day(bound) => bound.holds(truth.day()),
        Condition::Phase(phase) => truth.phase() == *phase,
        Condition::In(scene) => truth.scene() == Some(scene),
        Condition::Papers(papers) => truth.papers() == *papers,
        Condition::Wrote(letter, bound) => truth.letter(letter).is_some_and(|score| bound.holds(score)),
        Condition::Believes(about) => truth.believes(about),
        Condition::Lived(bound) => bound.holds(truth.lived()),
        Condition::Not(inner) => !holds(inner, truth),
        Condition::Any(list) => list.iter().any(|c| holds(c, truth)),
        Condition::All(list) => all_hold(list, truth),
    }
}

/// Whether all of them hold; true of an empty list.
pub fn all_hold(conditions: &[Condition], truth: &(impl Read + ?Sized)) -> bool {
    conditions.iter().all(|c| holds(c, truth))
}
