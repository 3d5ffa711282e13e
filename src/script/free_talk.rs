//! What typed words may mean, and what may be done in the middle of a talk.

use super::{BeatId, CastId, ChoiceId, Condition, Effect, Line, NodeId, ThingId};
use serde::{Deserialize, Serialize};

/// A window of free talk inside a turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeTalk {
    /// With whom; usually `samantha`.
    pub with: CastId,
    /// How many exchanges, before it goes on by itself. Two that she did not understand count as one.
    pub turns: u32,
    /// Where it goes on then.
    pub over: NodeId,
    /// What she is after in it: given to a model, never shown.
    pub aim: String,
    /// What is understood here.
    #[serde(default)]
    pub accepts: Vec<Accept>,
    /// When nothing was understood: she asks, in character. The first not yet said is taken.
    pub unsure: Vec<Line>,
    /// What may not be spoken of yet: words or names that a model must not use here.
    #[serde(default)]
    pub keep_out: Vec<String>,
}

/// Something that typed words may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// Its name within the beat (or among the topics).
    pub id: ChoiceId,
    /// Understood only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Five or more ways in which people would type it.
    #[serde(default)]
    pub means: Vec<String>,
    /// Whether it is taken for anything that he tells and that nothing else fits: an answer to an open question, a story
    /// of his own. It has no examples, and a talk has one of these at most.
    #[serde(default)]
    pub any: bool,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Her answer: the first whose `when` holds and that she has not said in this life. A model may
    /// say it in its own words; these are what stands if it can't.
    #[serde(default)]
    pub say: Vec<Line>,
    /// Where it goes on; without it, the talk stays open.
    #[serde(default)]
    pub then: Option<NodeId>,
    /// Her answer, and then this beat; afterwards the talk goes on where it was.
    #[serde(default)]
    pub visit: Option<BeatId>,
}

/// Something done in the middle of a talk that is answered, whatever the talk is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deed {
    /// Its name among the topics.
    pub id: ChoiceId,
    /// The thing that is touched.
    pub thing: ThingId,
    /// What he would do: `turn the lamp off`.
    pub verb: String,
    /// Answered only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What is said to it: the first whose `when` holds and that was not said in this life.
    #[serde(default)]
    pub say: Vec<Line>,
    /// Then this beat; afterwards the talk goes on where it was.
    #[serde(default)]
    pub visit: Option<BeatId>,
}
