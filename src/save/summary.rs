//! A life in a few words, taken from its entries without living it again.

use crate::{
    script::{Act, Effect, EndingId, Phase, SceneId},
    story::Entry,
};

/// A life in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveSummary {
    /// Of which story it is.
    pub story: String,
    /// On which day it was left.
    pub day: u32,
    /// In which part of it.
    pub phase: Phase,
    /// In which act.
    pub act: Act,
    /// Where.
    pub scene: SceneId,
    /// The last line that was said.
    pub line: String,
    /// How many turns he has taken.
    pub turns: u32,
    /// Whether it has ended.
    pub ended: bool,
    /// How, if it has.
    pub ending: Option<EndingId>,
}

/// What these entries come to; none if they are not a life.
pub fn summary(entries: &[Entry]) -> Option<SaveSummary> {
    let Some(Entry::Began { scene, story, .. }) = entries.first() else { return None };
    let mut summary = SaveSummary {
        story: story.clone(),
        day: 1,
        phase: Phase::default(),
        act: Act::default(),
        scene: scene.clone(),
        line: String::new(),
        turns: 0,
        ended: false,
        ending: None,
    };
    let mut line = None;
    for entry in entries {
        match entry {
            Entry::Said { text, .. } => line = Some(text),
            Entry::Chose { .. }
            | Entry::Typed { .. }
            | Entry::Silence { .. }
            | Entry::Touched { .. }
            | Entry::Did { .. }
            | Entry::WalkedAway { .. } => summary.turns += 1,
            Entry::Ended { ending } => summary.ending = Some(ending.clone()),
            Entry::Applied { effects } => effects.iter().for_each(|effect| summary.change(effect)),
            _ => {}
        }
    }
    summary.line = line.cloned().unwrap_or_default();
    summary.ended = summary.ending.is_some();
    Some(summary)
}

impl SaveSummary {
    fn change(&mut self, effect: &Effect) {
        match effect {
            Effect::Days(days) => {
                self.day = self.day.saturating_add(*days);
                self.phase = Phase::Morning;
            }
            Effect::Phase(phase) => self.phase = *phase,
            Effect::Act(act) => self.act = *act,
            Effect::Go(scene) => self.scene = scene.clone(),
            _ => {}
        }
    }
}
