//! A life day by day: which scenes there were, what he said in them, and what else he could have said.

use super::Entry;
use crate::script::{BeatId, Effect, Node, NodeId, Phase, SceneId, Script};
use std::collections::BTreeSet;

/// One day of a life.
#[derive(Clone, Debug, PartialEq)]
pub struct DayLived {
    /// Which, counted from 1.
    pub day: u32,
    /// Its scenes, in order.
    pub beats: Vec<BeatLived>,
}

/// A scene of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct BeatLived {
    /// Which.
    pub beat: BeatId,
    /// Where, and in which part of the day.
    pub place: (Option<SceneId>, Phase),
    /// The words on the choices that he took, in order; what he typed stands in quotation marks.
    pub taken: Vec<String>,
    /// How many other choices stood there.
    pub missed: usize,
}

/// The days of a life, first to last.
pub fn days(entries: &[Entry], script: &Script) -> Vec<DayLived> {
    let mut walk = Walk { script, scene: None, phase: Phase::default(), days: Vec::new(), stood: None };
    walk.begin(1);
    entries.iter().for_each(|entry| walk.on(entry));
    walk.leave();
    walk.days
}

struct Walk<'s> {
    script: &'s Script,
    scene: Option<SceneId>,
    phase: Phase,
    days: Vec<DayLived>,
    /// The turns of the running scene that he came to, and what he took there.
    stood: Option<(BTreeSet<NodeId>, BTreeSet<String>)>,
}

impl Walk<'_> {
    fn on(&mut self, entry: &Entry) {
        match entry {
            Entry::Began { scene, .. } => self.scene = Some(scene.clone()),
            Entry::Applied { effects } => effects.iter().for_each(|effect| self.change(effect)),
            Entry::Entered { beat, node } => self.enter(beat, node),
            Entry::Chose { choice, text, .. } => {
                self.take(text.clone());
                if let Some((_, taken)) = &mut self.stood {
                    taken.insert(choice.to_string());
                }
            }
            Entry::Typed { text, .. } => self.take(format!("“{text}”")),
            _ => {}
        }
    }

    fn change(&mut self, effect: &Effect) {
        match effect {
            Effect::Days(days) => {
                self.leave();
                let today = self.days.last().map_or(1, |day| day.day);
                self.phase = Phase::Morning;
                self.begin(today.saturating_add(*days));
            }
            Effect::Phase(phase) => self.phase = *phase,
            Effect::Go(scene) => self.scene = Some(scene.clone()),
            _ => {}
        }
    }

    fn begin(&mut self, day: u32) {
        self.days.push(DayLived { day, beats: Vec::new() });
    }

    fn enter(&mut self, beat: &BeatId, node: &NodeId) {
        let place = (self.scene.clone(), self.phase);
        let same =
            self.stood.is_some() && self.today().is_some_and(|today| today.last().is_some_and(|b| b.beat == *beat));
        if !same {
            self.leave();
            self.stood = Some(Default::default());
            if let Some(today) = self.today() {
                today.push(BeatLived { beat: beat.clone(), place, taken: Vec::new(), missed: 0 });
            }
        }
        if let Some((nodes, _)) = &mut self.stood {
            nodes.insert(node.clone());
        }
    }

    /// Ends the running scene: what he did not take in it is counted.
    fn leave(&mut self) {
        let Some((nodes, taken)) = self.stood.take() else { return };
        let script = self.script;
        let Some(last) = self.today().and_then(|today| today.last_mut()) else { return };
        let Some(beat) = script.beats.get(&last.beat) else { return };
        let turns = nodes.iter().filter_map(|node| match beat.nodes.get(node) {
            Some(Node::Turn { choices, .. }) => Some(choices),
            _ => None,
        });
        last.missed = turns.flatten().filter(|choice| !taken.contains(choice.id.as_str())).count();
    }

    fn take(&mut self, words: String) {
        if self.stood.is_some()
            && let Some(beat) = self.today().and_then(|today| today.last_mut())
        {
            beat.taken.push(words);
        }
    }

    fn today(&mut self) -> Option<&mut Vec<BeatLived>> {
        self.days.last_mut().map(|day| &mut day.beats)
    }
}
