//! A whole story: everything that was authored, by id.

use super::{
    Accept, Act, Beat, BeatId, Cast, CastId, Condition, Content, Deed, Ending, EndingId, FactId, Keeps, Letter,
    LetterId, Line, Manner, Scene, SceneId,
};
use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync,
};

/// What a story says about itself: `assets/story/story.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
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
    /// How each act should rise and fall.
    #[serde(default)]
    pub acts: BTreeMap<Act, Arc>,
}

/// How an act rises and falls. Of the beats that may begin, those are wanted more that are as tense as the act
/// is meant to be by then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Arc {
    /// About how many beats the act is long.
    pub beats: u32,
    /// The tension from its first beat to its last, 0..1, evenly spaced.
    pub tension: Vec<f32>,
}

impl Arc {
    /// The tension wanted after so many beats of the act, between the points by a straight line.
    pub fn wanted(&self, beats: u32) -> Option<f32> {
        let last = self.tension.len().checked_sub(1)?;
        let along = (beats as f32 / self.beats.max(1) as f32).min(1.0) * last as f32;
        let (before, share) = (along.floor(), along.fract());
        let at = |index: f32| self.tension.get(index as usize).copied();
        let from = at(before)?;
        Some(from + (at(before + 1.0).unwrap_or(from) - from) * share)
    }
}

/// The declared facts, each with what it means. What is not declared cannot be set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Things that are so or not.
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub flags: BTreeMap<FactId, String>,
    /// Things that are counted.
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub counts: BTreeMap<FactId, String>,
}

/// What may come up in any free talk: `assets/story/topics.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Topics", deny_unknown_fields)]
pub struct Topics {
    /// Since when she is there to be spoken to, also between beats: all of these.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Whose topics they are: nobody else answers with them.
    pub who: CastId,
    /// Understood wherever Theodore may type to her, after the beat's own accepts.
    pub accepts: Vec<Accept>,
    /// What he may do in the middle of any talk, and how she answers.
    #[serde(default)]
    pub deeds: Vec<Deed>,
    /// When nothing was understood outside of any beat: she asks, in character.
    #[serde(default)]
    pub unsure: Vec<Line>,
    /// What she says to something that he tells and that she cannot place: she has heard it, and listens.
    #[serde(default)]
    pub told: Vec<Line>,
    /// What she says to words that she cannot place where they are a question.
    #[serde(default)]
    pub asked: Vec<Line>,
    /// The same, where she had asked and his words are an answer.
    #[serde(default)]
    pub answered: Vec<Line>,
    /// What she does at once when he has spoken, before she answers: a breath, half a word.
    pub breaths: Vec<Line>,
    /// What she says where a model breaks off in the middle of an answer of hers.
    #[serde(default)]
    pub broken: Vec<Line>,
    /// What she says to something grave that is not understood: it fits any.
    #[serde(default)]
    pub grave: Vec<Line>,
    /// What she says where all is said that she has for a topic.
    #[serde(default)]
    pub again: Vec<Line>,
    /// What she says to what she cannot place, by how he told it: before [`Topics::told`].
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub manners: BTreeMap<Manner, Vec<Line>>,
    /// What she says of her own memory.
    #[serde(default)]
    pub keeps: Keeps,
    /// What no model may bring up before its time, in whatever beat, and even where the beat's own `keep_out` forgot it.
    #[serde(default)]
    pub secrets: Vec<Secret>,
}

impl Topics {
    /// Every list of lines that belongs to no topic and to no memory, with the name under which it stands.
    pub fn lists(&self) -> Vec<(&'static str, &[Line])> {
        let own: [(&'static str, &[Line]); 8] = [
            (".unsure", &self.unsure),
            (".told", &self.told),
            (".asked", &self.asked),
            (".answered", &self.answered),
            (".breaths", &self.breaths),
            (".broken", &self.broken),
            (".grave", &self.grave),
            (".again", &self.again),
        ];
        own.into_iter().chain(self.manners.iter().map(|(manner, lines)| (manner.list(), lines.as_slice()))).collect()
    }
}

/// Something that comes out later. Until then a model is not told of it, and what it makes up is held against these
/// words; what the written answer itself says, or the one who answers has said in this life, is none any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Secret {
    /// It comes out when all of these hold.
    pub until: Vec<Condition>,
    /// The words and names that would give it away.
    pub words: Vec<String>,
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
    /// The beats, shared with whoever has read them.
    pub beats: BTreeMap<BeatId, sync::Arc<Beat>>,
    /// The letters.
    pub letters: BTreeMap<LetterId, Letter>,
    /// The endings.
    pub endings: BTreeMap<EndingId, Ending>,
    /// The places.
    pub scenes: BTreeMap<SceneId, Scene>,
}

impl Script {
    /// What some players would like to know before: the marks of all its beats.
    pub fn content(&self) -> BTreeSet<Content> {
        self.beats.values().flat_map(|beat| beat.content.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_rises_and_falls_between_its_points() {
        let arc = Arc { beats: 4, tension: vec![0.0, 1.0, 0.5] };
        let wanted: Vec<_> = (0..6).map(|beats| arc.wanted(beats).unwrap_or_default()).collect();
        assert_eq!(wanted, [0.0, 0.5, 1.0, 0.75, 0.5, 0.5]);
        assert_eq!(Arc { beats: 0, tension: Vec::new() }.wanted(3), None);
    }
}
