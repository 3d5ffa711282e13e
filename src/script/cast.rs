//! Who speaks, what they are called, and how they talk.

use super::{Act, CastId, ClientId, Condition};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everybody who speaks: `assets/story/cast.ron`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Cast", deny_unknown_fields)]
pub struct Cast {
    /// By id.
    #[serde(deserialize_with = "super::once::once_each")]
    pub members: BTreeMap<CastId, Member>,
    /// Those who order letters.
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub clients: BTreeMap<ClientId, Client>,
}

/// Somebody who orders letters and does not speak in the story themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// As the order form has it: `Mr A. Pell`.
    pub name: String,
    /// Where they live: `Ferry Road, upper flat`.
    pub place: String,
}

/// One of the cast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// What the player reads beside a line; empty for the narrator.
    pub name: String,
    /// Other names, from when they are true; the first that holds is taken.
    #[serde(default)]
    pub named: Vec<Naming>,
    /// Seconds of quiet before a line of theirs that asks for none of its own; without it, a quarter of one.
    #[serde(default)]
    pub pause: Option<f32>,
    /// While all of these hold they answer at once, whatever a line asks for. Never, if there are none.
    #[serde(default)]
    pub at_once: Vec<Condition>,
    /// What a model is told about this voice, act by act.
    #[serde(default)]
    pub persona: Option<Persona>,
}

/// A name that somebody has from a certain moment on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// All of these.
    pub when: Vec<Condition>,
    /// The name.
    pub name: String,
}

/// What a model is told about a voice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Who she is and how she talks, whatever the act. Stands at the head of every prompt.
    pub always: String,
    /// What is different in an act.
    #[serde(default)]
    pub acts: BTreeMap<Act, String>,
    /// A few exchanges that show the pitch: what he says, what she says. A model is told the first six.
    #[serde(default)]
    pub pitch: Vec<(String, String)>,
}
