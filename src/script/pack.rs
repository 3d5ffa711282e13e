//! A whole story: everything that was authored, by id.

use super::{
    Accept, Beat, BeatId, Cast, CastId, Condition, Ending, EndingId, FactId, Letter, LetterId, Line, Scene, SceneId,
};
use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a story says about itself: `assets/story/story.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Story", deny_unknown_fields)]
pub struct Manifest {
    /// Its name for saves.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Its version; a save remembers it.
    pub version: String,
    /// Where a life begins.
    pub scene: SceneId,
    /// The facts that beats may set.
    pub facts: Facts,
}

/// The declared facts, each with what it means. What is not declared cannot be set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Things that are so or not.
    #[serde(default)]
    pub flags: BTreeMap<FactId, String>,
    /// Things that are counted.
    #[serde(default)]
    pub counts: BTreeMap<FactId, String>,
}

/// What may come up in any free talk: `assets/story/topics.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Topics", deny_unknown_fields)]
pub struct Topics {
    /// Since when she is there to be spoken to, also between beats: all of these.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Whose topics they are: nobody else answers with them.
    pub who: CastId,
    /// Understood wherever Theodore may type to her, after the beat's own accepts.
    pub accepts: Vec<Accept>,
    /// When nothing was understood outside of any beat: she asks, in character.
    #[serde(default)]
    pub unsure: Vec<Line>,
    /// What she does at once when he has spoken, before she answers: a breath, half a word.
    pub breaths: Vec<Line>,
}

/// Everything authored. Once checked, every id in it resolves.
#[derive(Resource, Clone, Debug)]
pub struct Script {
    /// What it says about itself.
    pub manifest: Manifest,
    /// Who speaks.
    pub cast: Cast,
    /// What may come up at any time.
    pub topics: Topics,
    /// The beats.
    pub beats: BTreeMap<BeatId, Beat>,
    /// The letters.
    pub letters: BTreeMap<LetterId, Letter>,
    /// The endings.
    pub endings: BTreeMap<EndingId, Ending>,
    /// The places.
    pub scenes: BTreeMap<SceneId, Scene>,
}
