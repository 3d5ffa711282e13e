//! What comes next, when no beat is running, and what may come between.
//!
//! Every beat that may begin has a [`Score`]: how much the story wants it, how well its tension suits the moment
//! of the act, how long it has waited, how often it was there. The highest begins.

use super::{Read, all_hold};
use crate::script::{Beat, BeatId, Script, Start, ThingId};

/// How much suiting the act's tension counts: so much more for a beat just as tense as is wanted, so much less for
/// the opposite.
pub const FIT: f32 = 0.1;

/// How much more a beat is wanted for each time that another was taken.
const WAITING: f32 = 0.02;
/// How much more it is wanted at most for having waited.
pub const WAITED_LONG: f32 = 0.2;

/// How much less a beat that may come again is wanted for each time that it was there.
const AGAIN: f32 = 0.02;
/// How much less it is wanted at most for having been there often.
pub const OFTEN: f32 = 0.2;

/// What the story can do now.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// This beat begins by itself; these could have.
    Begin(BeatId, Vec<BeatId>),
    /// The player is free; these may be touched.
    Free(Vec<Offerable>),
    /// Nothing can happen any more: a fault of the story.
    Stuck,
}

/// A beat that begins when something is touched.
#[derive(Clone, Debug, PartialEq)]
pub struct Offerable {
    /// What.
    pub thing: ThingId,
    /// What he would do.
    pub verb: String,
    /// What it begins.
    pub beat: BeatId,
}

/// How much a beat is wanted now, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// What the beat says itself, 0..1.
    pub pull: f32,
    /// For suiting the act's tension, or against it.
    pub fit: f32,
    /// For having been passed over.
    pub waiting: f32,
    /// Against coming again.
    pub again: f32,
}

impl Score {
    /// All of it.
    pub fn total(self) -> f32 {
        self.pull + self.fit + self.waiting - self.again
    }
}

/// How much a beat is wanted now.
pub fn score(script: &Script, beat: &Beat, truth: &impl Read) -> Score {
    let wanted = script.manifest.acts.get(&truth.act()).and_then(|arc| arc.wanted(truth.beats_in_act()));
    let fit = beat.tension.zip(wanted).map_or(0.0, |(tension, wanted)| FIT * (1.0 - 2.0 * (tension - wanted).abs()));
    Score {
        pull: beat.pull,
        fit,
        waiting: (truth.passed_over(&beat.id) as f32 * WAITING).min(WAITED_LONG),
        again: (truth.times_done(&beat.id) as f32 * AGAIN).min(OFTEN),
    }
}

/// Whether a beat was played and may not be played again, or is being played.
pub(super) fn spent(beat: &Beat, truth: &impl Read) -> bool {
    (!beat.again && truth.done(&beat.id)) || truth.running(&beat.id)
}

/// Chooses: of the beats that begin by themselves and may, the most wanted; otherwise what can be touched,
/// for each thing the most wanted. `draw` (0..1) settles ties among equals.
pub fn direct(script: &Script, truth: &impl Read, draw: f32) -> Next {
    let may = script.beats.values().filter(|beat| !spent(beat, truth) && all_hold(&beat.when, truth));
    let mut selves: Vec<(f32, &BeatId)> = Vec::new();
    let mut touches: Vec<(f32, Offerable)> = Vec::new();
    for beat in may {
        let score = score(script, beat, truth).total();
        match &beat.start {
            Start::Visited => {}
            Start::Itself | Start::CutsIn => selves.push((score, &beat.id)),
            Start::Touch(thing, verb) => {
                let offer = Offerable { thing: thing.clone(), verb: verb.clone(), beat: beat.id.clone() };
                match touches.iter_mut().find(|(_, o)| o.thing == *thing) {
                    Some(slot) if slot.0 < score => *slot = (score, offer),
                    Some(_) => {}
                    None => touches.push((score, offer)),
                }
            }
        }
    }
    if let Some(first) = most_wanted(&selves, draw) {
        let over = selves.into_iter().map(|(_, id)| id.clone()).filter(|id| *id != first);
        return Next::Begin(first.clone(), over.collect());
    }
    if touches.is_empty() {
        return Next::Stuck;
    }
    touches.sort_by(|a, b| b.0.total_cmp(&a.0));
    Next::Free(touches.into_iter().map(|(_, offer)| offer).collect())
}

/// The beat that comes between, if one may now: the most wanted of those that cut in.
pub fn cuts_in(script: &Script, truth: &impl Read) -> Option<BeatId> {
    let cutting = script.beats.values().filter(|beat| beat.start == Start::CutsIn);
    let may = cutting.filter(|beat| !spent(beat, truth) && all_hold(&beat.when, truth));
    let scored: Vec<_> = may.map(|beat| (score(script, beat, truth).total(), &beat.id)).collect();
    most_wanted(&scored, 0.0)
}

fn most_wanted(scored: &[(f32, &BeatId)], draw: f32) -> Option<BeatId> {
    let most = scored.iter().map(|(score, _)| *score).max_by(f32::total_cmp)?;
    let equals: Vec<_> = scored.iter().filter(|(score, _)| *score == most).collect();
    let at = ((draw * equals.len() as f32) as usize).min(equals.len() - 1);
    Some(equals[at].1.clone())
}
