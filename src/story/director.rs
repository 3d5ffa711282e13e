//! What comes next, when no beat is running.

use super::{Read, all_hold};
use crate::script::{Beat, BeatId, Script, Start, ThingId};

/// What the story can do now.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// This beat begins by itself.
    Begin(BeatId),
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

/// Whether a beat was played and may not be played again.
pub(super) fn spent(beat: &Beat, truth: &impl Read) -> bool {
    !beat.again && truth.done(&beat.id)
}

/// Chooses: of the beats that begin by themselves and may, the most wanted; otherwise what can be touched,
/// for each thing the most wanted. `draw` (0..1) settles ties among equals.
pub fn direct(script: &Script, truth: &impl Read, draw: f32) -> Next {
    let may = script.beats.values().filter(|beat| !spent(beat, truth) && all_hold(&beat.when, truth));
    let mut selves: Vec<_> = Vec::new();
    let mut touches: Vec<(f32, Offerable)> = Vec::new();
    for beat in may {
        match &beat.start {
            Start::Itself => selves.push(beat),
            Start::Touch(thing, verb) => {
                let offer = Offerable { thing: thing.clone(), verb: verb.clone(), beat: beat.id.clone() };
                match touches.iter_mut().find(|(_, o)| o.thing == *thing) {
                    Some(slot) if slot.0 < beat.pull => *slot = (beat.pull, offer),
                    Some(_) => {}
                    None => touches.push((beat.pull, offer)),
                }
            }
        }
    }
    if let Some(most) = selves.iter().map(|b| b.pull).max_by(f32::total_cmp) {
        let equals: Vec<_> = selves.iter().filter(|b| b.pull == most).collect();
        let at = ((draw * equals.len() as f32) as usize).min(equals.len() - 1);
        return Next::Begin(equals[at].id.clone());
    }
    if touches.is_empty() {
        return Next::Stuck;
    }
    touches.sort_by(|a, b| b.0.total_cmp(&a.0));
    Next::Free(touches.into_iter().map(|(_, offer)| offer).collect())
}
