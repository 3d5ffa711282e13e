//! All of one life that is not measured on a person: time, place, facts, memory, where the story
//! stands. Changed by [`Life::apply`] alone.

use super::{
    Before, Draws, Entry,
    memory::{Footnote, Memory, TaughtBy},
};
use crate::{
    care,
    script::{
        Act, BeatId, ChoiceId, Effect, EndingId, FactId, Gauge, LetterId, LineId, NodeId, Papers, PartId, Phase,
        SceneId,
    },
};
use bevy::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The beat id under which standing topics and deeds are remembered.
pub const TOPICS: &str = "topics";

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// Counted from 1.
    pub day: u32,
    /// The part of the day.
    pub phase: Phase,
    /// The act.
    pub act: Act,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { day: 1, phase: Phase::Morning, act: Act::Grey }
    }
}

/// Where the story stands inside a beat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cursor {
    /// The beat.
    pub beat: BeatId,
    /// The node in it.
    pub node: NodeId,
    /// How many exchanges of free talk were had at this node.
    pub exchanges: u32,
    /// How many of them she did not understand.
    pub unclear: u32,
}

impl Cursor {
    /// How much of the talk has been had: two lines that she did not understand take up as much of it as one that
    /// she did, so that nobody's evening goes by in “what do you mean?”.
    pub fn had(&self) -> u32 {
        self.exchanges - self.unclear / 2
    }
}

/// A letter as it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Written {
    /// Its parts in order.
    pub parts: Vec<(PartId, String)>,
    /// Its score once it is finished, 0..1.
    pub score: Option<f32>,
    /// Why, in sentences for the player.
    pub reasons: Vec<String>,
}

impl Written {
    /// The whole letter.
    pub fn body(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Everything true of a life that is not a gauge.
#[derive(Resource, Clone, Debug, Default, PartialEq, Serialize)]
pub struct Life {
    pub(super) begun: bool,
    pub(super) calendar: Calendar,
    pub(super) scene: Option<SceneId>,
    pub(super) papers: Papers,
    pub(super) flags: BTreeSet<FactId>,
    pub(super) counts: BTreeMap<FactId, u32>,
    #[serde(rename = "beliefs")]
    pub(super) memory: Memory,
    pub(super) done: BTreeMap<BeatId, u32>,
    pub(super) walked_away: BTreeSet<BeatId>,
    pub(super) chosen: BTreeSet<(BeatId, ChoiceId)>,
    pub(super) said: BTreeSet<(BeatId, LineId)>,
    pub(super) picked: BTreeMap<BeatId, BTreeMap<NodeId, Vec<u32>>>,
    pub(super) letters: BTreeMap<LetterId, Written>,
    pub(super) cursor: Option<Cursor>,
    /// Beats that wait for the one that came between, the innermost last.
    pub(super) suspended: Vec<Cursor>,
    pub(super) passed_over: BTreeMap<BeatId, u32>,
    pub(super) beats_in_act: u32,
    pub(super) turns: u32,
    /// What was lived before.
    pub(super) before: Before,
    pub(super) ending: Option<EndingId>,
    #[serde(skip)]
    pub(super) draws: Draws,
}

impl Life {
    /// Whether a life is being lived (it may have ended).
    pub fn begun(&self) -> bool {
        self.begun
    }
    /// When it is.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }
    /// Where he is; none before a life began.
    pub fn scene(&self) -> Option<&SceneId> {
        self.scene.as_ref()
    }
    /// What is kept in mind.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }
    /// The letters so far.
    pub fn letters(&self) -> &BTreeMap<LetterId, Written> {
        &self.letters
    }
    /// Where the story stands inside a beat; none between beats.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.cursor.as_ref()
    }
    /// The beats that wait for the one that came between, the innermost last.
    pub fn suspended(&self) -> &[Cursor] {
        &self.suspended
    }
    /// What was lived before it.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// How many turns Theodore has taken.
    pub fn turns(&self) -> u32 {
        self.turns
    }
    /// How it ended, if it did.
    pub fn ending(&self) -> Option<&EndingId> {
        self.ending.as_ref()
    }
    /// The state of its randomness.
    pub fn draws(&self) -> Draws {
        self.draws
    }
    /// Whether a line was said in this life.
    pub fn said(&self, beat: &BeatId, line: &LineId) -> bool {
        self.said.contains(&(beat.clone(), line.clone()))
    }
    /// The ways that were picked at a node, oldest first.
    pub fn picked(&self, beat: &BeatId, node: &NodeId) -> &[u32] {
        self.picked.get(beat).and_then(|nodes| nodes.get(node)).map_or(&[], Vec::as_slice)
    }
    /// Whether a flag is set.
    pub fn flag(&self, id: &str) -> bool {
        self.flags.contains(id)
    }
    /// The beats that are behind him, and how often each was played.
    pub fn done(&self) -> &BTreeMap<BeatId, u32> {
        &self.done
    }

    /// What an entry changes here. Gauges are changed by the [`Ledger`](super::Ledger), which calls this.
    pub(super) fn apply(&mut self, entry: &Entry) {
        self.turns += u32::from(entry.takes_turn());
        match entry {
            Entry::Began { seed, scene, before, .. } => {
                let (scene, before, draws) = (Some(scene.clone()), before.clone(), Draws::new(*seed));
                *self = Self { begun: true, scene, before, draws, ..default() };
            }
            Entry::Entered { beat, node } => {
                let again = self.cursor.as_ref().is_some_and(|c| c.beat == *beat && c.node == *node);
                if !again {
                    self.cursor = Some(Cursor { beat: beat.clone(), node: node.clone(), exchanges: 0, unclear: 0 });
                }
            }
            Entry::Suspended => self.suspended.extend(self.cursor.take()),
            Entry::PassedOver { beats } => {
                for beat in beats {
                    *self.passed_over.entry(beat.clone()).or_default() += 1;
                }
            }
            Entry::Did { deed, .. } => {
                self.chosen.insert((BeatId::from(TOPICS), deed.clone()));
            }
            Entry::Said { beat, line, .. } => {
                self.said.insert((beat.clone(), line.clone()));
            }
            Entry::Chose { beat, choice, .. } => {
                self.chosen.insert((beat.clone(), choice.clone()));
            }
            Entry::Understood { beat, meaning, .. } => {
                let cared = meaning.as_ref().is_some_and(|meaning| care::is_kept_from(meaning.as_str()));
                // While somebody is looked after, no scene goes on.
                if let Some(cursor) = self.cursor.as_mut().filter(|_| !cared) {
                    cursor.exchanges += 1;
                    cursor.unclear += u32::from(meaning.is_none());
                }
                if let (Some(beat), Some(meaning)) = (beat, meaning) {
                    self.chosen.insert((beat.clone(), meaning.clone()));
                }
            }
            Entry::Wrote { letter, part, text } => {
                self.letters.entry(letter.clone()).or_default().parts.push((part.clone(), text.clone()));
            }
            Entry::Scored { letter, score, reasons } => {
                let written = self.letters.entry(letter.clone()).or_default();
                written.score = Some(*score);
                written.reasons.clone_from(reasons);
            }
            Entry::Applied { effects } => effects.iter().for_each(|effect| self.change(effect)),
            Entry::Typed { .. }
            | Entry::Silence { .. }
            | Entry::Touched { .. }
            | Entry::Skipped { .. }
            | Entry::Spared { .. }
            | Entry::Rewound { .. } => {}
            Entry::WalkedAway { beat } => {
                self.walked_away.insert(beat.clone());
            }
            Entry::Finished { beat } => {
                *self.done.entry(beat.clone()).or_default() += 1;
                self.passed_over.remove(beat);
                self.beats_in_act += 1;
                self.cursor = self.suspended.pop();
            }
            Entry::Picked { beat, node, way } => {
                self.picked.entry(beat.clone()).or_default().entry(node.clone()).or_default().push(*way);
            }
            Entry::Learned { by, what } => {
                let footnote = self.footnote();
                self.memory.learn(what, *by, footnote);
            }
            Entry::Corrected { belief, what } => {
                let footnote = self.footnote();
                self.memory.correct(*belief as usize, what, footnote);
            }
            Entry::Forgot { belief } => self.memory.forget(*belief as usize),
            Entry::ForgotWords { turn } => self.memory.forget_words(*turn),
            Entry::Drew { count } => self.draws.set_count(*count),
            Entry::Ended { ending } => {
                self.ending = Some(ending.clone());
                self.cursor = None;
                self.suspended.clear();
            }
        }
    }

    /// The footnote of what is learnt now.
    fn footnote(&self) -> Footnote {
        Footnote {
            day: self.calendar.day,
            phase: self.calendar.phase,
            scene: self.scene.clone(),
            turn: self.turns,
            beat: self.cursor.as_ref().map(|cursor| cursor.beat.clone()),
            words: None,
            by: TaughtBy::Story,
        }
    }

    fn change(&mut self, effect: &Effect) {
        match effect {
            Effect::Move(..) => {}
            Effect::Set(flag) => {
                self.flags.insert(flag.clone());
            }
            Effect::Clear(flag) => {
                self.flags.remove(flag);
            }
            Effect::Add(count, n) => {
                let value = self.counts.entry(count.clone()).or_default();
                *value = value.saturating_add(*n);
            }
            Effect::Go(scene) => self.scene = Some(scene.clone()),
            Effect::Phase(phase) => self.calendar.phase = *phase,
            Effect::Days(days) => {
                self.calendar.day = self.calendar.day.saturating_add(*days);
                self.calendar.phase = Phase::Morning;
            }
            Effect::Act(act) => {
                if self.calendar.act != *act {
                    self.beats_in_act = 0;
                }
                self.calendar.act = *act;
            }
            Effect::Papers(papers) => self.papers = *papers,
            Effect::Believe(about, what) => {
                let footnote = self.footnote();
                self.memory.teach(about, what, footnote);
            }
        }
    }
}

/// All of the state at one moment, for logs, tests and the `state` line of `--json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snapshot {
    /// The gauges by name.
    pub gauges: BTreeMap<&'static str, f32>,
    /// Everything else.
    #[serde(flatten)]
    pub life: Life,
}

impl Snapshot {
    /// The state before any life.
    pub fn empty() -> Self {
        Self { gauges: BTreeMap::new(), life: Life::default() }
    }

    /// A gauge's value.
    pub fn gauge(&self, gauge: Gauge) -> f32 {
        self.gauges.get(gauge.name()).copied().unwrap_or_default()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Life>().init_resource::<Before>();
}
