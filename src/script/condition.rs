//! When something may happen: a closed set of questions about the life so far.
//!
//! Nothing here is a string to be evaluated; a condition that parses is a condition that can be
//! answered.

use super::{Act, BeatId, ChoiceId, FactId, Gauge, LetterId, Papers, Phase, SceneId};
use serde::{Deserialize, Serialize};

/// A question about the life so far. A list of conditions means *all of them*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// The beat has been played to its end, or walked away from.
    Done(BeatId),
    /// The player took this choice (or accept) in that beat.
    Chose(BeatId, ChoiceId),
    /// The beat was walked away from.
    WalkedAway(BeatId),
    /// A declared flag is set.
    Flag(FactId),
    /// A declared count compares so.
    Count(FactId, CountBound),
    /// A state value compares so.
    Is(Gauge, Bound),
    /// The story stands in this act.
    Act(Act),
    /// The day, counted from 1.
    Day(CountBound),
    /// The part of the day.
    Phase(Phase),
    /// Theodore is in this scene.
    In(SceneId),
    /// How the papers lie.
    Papers(Papers),
    /// The letter was written, and scored so (0..1).
    Wrote(LetterId, Bound),
    /// Something is believed about it.
    Believes(String),
    /// So many lives of this story had come to an ending before this one began.
    Lived(CountBound),
    /// None of it.
    Not(Box<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// All of them.
    All(Vec<Condition>),
}

/// A bound on a state value (units as on the [`Gauge`]).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Bound {
    /// This much or more.
    AtLeast(f32),
    /// This much or less.
    AtMost(f32),
}

impl Bound {
    /// Whether `value` lies within the bound.
    pub fn holds(self, value: f32) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

/// A bound on something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum CountBound {
    /// This many or more.
    AtLeast(u32),
    /// This many or fewer.
    AtMost(u32),
    /// Just so many.
    Exactly(u32),
}

impl CountBound {
    /// Whether `value` lies within the bound.
    pub fn holds(self, value: u32) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Exactly(just) => value == just,
        }
    }
}
