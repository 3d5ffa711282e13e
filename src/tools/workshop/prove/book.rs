//! The story as the proof reads it: beats, nodes and everything that a condition can ask for, by number.

use super::{
    page::{Page, page},
    read,
};
use crate::{
    script::{
        Beat, BeatId, Bound, ChoiceId, Condition, CountBound, FactId, Gauge, LetterId, Node, NodeId, SceneId, Script,
        Start, ThingId,
    },
    story::{FIT, OFTEN, WAITED_LONG},
};
use bevy::platform::collections::{HashMap, HashSet};
use std::collections::BTreeMap;

/// How far waiting can lift it, and coming again can lower it.
const SWAY: f32 = if OFTEN > WAITED_LONG { OFTEN } else { WAITED_LONG };

/// So far apart two scores must be before one is certain to be higher.
const MARGIN: f32 = 1e-4;

/// As many beats can be told apart in a [`Key`](super::key::Key).
const MOST_SPINE: usize = 128;

/// Something that is so or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fact {
    Flag(FactId),
    Done(BeatId),
    Left(BeatId),
    Chose(BeatId, ChoiceId),
    Believes(String),
}

/// A node of a beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub beat: u16,
    pub node: u16,
}

/// Which beats that are behind him make two moments different ones, and not one in which they may be or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spine {
    /// All that begin by themselves or move place, time, act or papers.
    All,
    /// Those that begin by themselves.
    Selves,
    /// None.
    None,
}

/// The whole story.
pub(super) struct Book<'s> {
    pub script: &'s Script,
    /// In the order of their ids.
    pub pages: Vec<Page<'s>>,
    /// Everything that is so or not and that some condition reads.
    pub facts: Vec<Fact>,
    fact_at: HashMap<Fact, usize>,
    beat_at: HashMap<&'s BeatId, usize>,
    count_at: HashMap<&'s FactId, usize>,
    letter_at: HashMap<&'s LetterId, usize>,
    scene_at: HashMap<&'s SceneId, u16>,
    /// For each count: from here on no condition can tell values apart.
    pub count_caps: Vec<u32>,
    /// For each count: the values at which some condition changes its answer.
    pub count_marks: Vec<Vec<u32>>,
    /// The same for each gauge.
    pub gauge_marks: Vec<Vec<f32>>,
    /// From here on no condition can tell days apart.
    pub day_cap: u32,
    /// The beats that begin by themselves, those that are touched, those that come between.
    pub selves: Vec<usize>,
    pub touches: Vec<usize>,
    pub cutting: Vec<usize>,
    /// The nodes at which a beat may have to wait for another.
    pub returns: Vec<At>,
    /// The turns that no life comes to a second time.
    pub once: HashSet<At>,
    /// Every single condition of the story, each once.
    pub leaves: Vec<&'s Condition>,
}

impl<'s> Book<'s> {
    pub fn read(script: &'s Script, spine: Spine) -> Self {
        let leaves = leaves(script);
        let mut book = Self {
            script,
            pages: script.beats.values().map(|beat| page(beat)).collect(),
            facts: Vec::new(),
            fact_at: HashMap::new(),
            beat_at: script.beats.keys().enumerate().map(|(at, id)| (id, at)).collect(),
            count_at: script.manifest.facts.counts.keys().enumerate().map(|(at, id)| (id, at)).collect(),
            letter_at: script.letters.keys().enumerate().map(|(at, id)| (id, at)).collect(),
            scene_at: script.scenes.keys().enumerate().map(|(at, id)| (id, at as u16)).collect(),
            count_caps: vec![1; script.manifest.facts.counts.len()],
            count_marks: vec![vec![0]; script.manifest.facts.counts.len()],
            gauge_marks: vec![Vec::new(); Gauge::ALL.len()],
            day_cap: 1,
            selves: Vec::new(),
            touches: Vec::new(),
            cutting: Vec::new(),
            returns: Vec::new(),
            once: HashSet::new(),
            leaves,
        };
        book.know_facts();
        book.know_marks();
        book.know_starts(spine);
        book.know_returns();
        book.know_once();
        book
    }

    fn know_facts(&mut self) {
        let asked = self.leaves.iter().filter_map(|leaf| match leaf {
            Condition::Flag(flag) => Some(Fact::Flag(flag.clone())),
            Condition::Chose(beat, choice) => Some(Fact::Chose(beat.clone(), choice.clone())),
            Condition::Believes(about) => Some(Fact::Believes(about.clone())),
            _ => None,
        });
        let done = self.script.beats.keys().map(|id| Fact::Done(id.clone()));
        // Needed by every beat that can be left, asked for or not: he leaves it once.
        let left = self.script.beats.values().filter(|beat| beat.left.is_some() || self.asks_left(&beat.id));
        let left = left.map(|beat| Fact::Left(beat.id.clone()));
        let facts: Vec<Fact> = asked.chain(done).chain(left).collect();
        for fact in facts {
            if !self.fact_at.contains_key(&fact) {
                self.fact_at.insert(fact.clone(), self.facts.len());
                self.facts.push(fact);
            }
        }
    }

    fn asks_left(&self, id: &BeatId) -> bool {
        self.leaves.iter().any(|leaf| matches!(leaf, Condition::WalkedAway(beat) if beat == id))
    }

    fn know_marks(&mut self) {
        for leaf in &self.leaves {
            match leaf {
                Condition::Is(gauge, bound) => {
                    let marks = &mut self.gauge_marks[*gauge as usize];
                    match *bound {
                        Bound::AtLeast(least) => marks.extend([least.next_down(), least]),
                        Bound::AtMost(most) => marks.extend([most, most.next_up()]),
                    }
                }
                Condition::Count(id, bound) => {
                    if let Some(at) = self.count_at.get(id) {
                        let named = named(*bound);
                        self.count_caps[*at] = self.count_caps[*at].max(named.saturating_add(1));
                        self.count_marks[*at].extend([named.saturating_sub(1), named, named.saturating_add(1)]);
                    }
                }
                Condition::Day(bound) => self.day_cap = self.day_cap.max(named(*bound).saturating_add(1)),
                _ => {}
            }
        }
        for (marks, gauge) in self.gauge_marks.iter_mut().zip(Gauge::ALL) {
            let (least, most) = gauge.range();
            marks.extend([least, most]);
            marks.retain(|mark| (least..=most).contains(mark));
            marks.sort_by(f32::total_cmp);
            marks.dedup();
        }
        for (marks, cap) in self.count_marks.iter_mut().zip(&self.count_caps) {
            marks.push(*cap);
            marks.sort_unstable();
            marks.dedup();
        }
    }

    fn know_starts(&mut self, spine: Spine) {
        let mut next = 0;
        for (at, page) in self.pages.iter_mut().enumerate() {
            let itself = matches!(page.beat.start, Start::Itself | Start::CutsIn);
            match &page.beat.start {
                Start::Itself => self.selves.push(at),
                Start::CutsIn => {
                    self.selves.push(at);
                    self.cutting.push(at);
                }
                Start::Touch(..) => self.touches.push(at),
                // Only others begin it.
                Start::Visited => {}
            }
            page.moves = itself || read::effects_of(page.beat).any(read::moves);
            let told_apart = match spine {
                Spine::All => page.moves,
                Spine::Selves => itself && !page.beat.again,
                Spine::None => false,
            };
            if told_apart && (next as usize) < MOST_SPINE {
                page.spine = Some(next);
                next += 1;
            }
        }
    }

    fn know_returns(&mut self) {
        let mut returns = Vec::new();
        for (beat, page) in self.pages.iter().enumerate() {
            let mut note = |node: Option<u16>| returns.extend(node.map(|node| At { beat: beat as u16, node }));
            for (at, (_, node)) in page.nodes.iter().enumerate() {
                match node {
                    Node::Visit { then, .. } => note(page.find(then)),
                    Node::Turn { talk, .. } => {
                        note(Some(at as u16));
                        let accepts = talk.iter().flat_map(|talk| &talk.accepts).filter(|a| a.visit.is_some());
                        accepts.filter_map(|a| a.then.as_ref()).for_each(|then| note(page.find(then)));
                    }
                    _ => {}
                }
            }
        }
        returns.sort_unstable();
        returns.dedup();
        self.returns = returns;
    }

    /// A turn comes once if its beat does, and no road through the beat leads back to it.
    fn know_once(&mut self) {
        let called = read::called(self.script);
        let mut once = HashSet::new();
        for (beat, page) in self.pages.iter().enumerate() {
            if page.beat.again || called.contains(&page.beat.id) {
                continue;
            }
            let turns = page.nodes.iter().enumerate().filter(|(_, (_, node))| matches!(node, Node::Turn { .. }));
            let turns = turns.map(|(node, _)| node as u16).filter(|node| !page.comes_back(*node));
            once.extend(turns.map(|node| At { beat: beat as u16, node }));
        }
        self.once = once;
    }

    /// The number of a fact, if some condition reads it.
    pub fn fact(&self, fact: &Fact) -> Option<usize> {
        self.fact_at.get(fact).copied()
    }

    pub fn beat(&self, id: &BeatId) -> Option<usize> {
        self.beat_at.get(id).copied()
    }

    pub fn count(&self, id: &FactId) -> Option<usize> {
        self.count_at.get(id).copied()
    }

    pub fn letter(&self, id: &LetterId) -> Option<usize> {
        self.letter_at.get(id).copied()
    }

    /// The number of a scene; one that is not there gets a number that none has.
    pub fn scene(&self, id: &SceneId) -> u16 {
        self.scene_at.get(id).copied().unwrap_or(u16::MAX)
    }

    pub fn at(&self, beat: &BeatId, node: &NodeId) -> Option<At> {
        let beat = self.beat(beat)?;
        Some(At { beat: beat as u16, node: self.pages[beat].find(node)? })
    }

    /// The node itself.
    pub fn node(&self, at: At) -> &'s Node {
        self.pages[usize::from(at.beat)].nodes[usize::from(at.node)].1
    }

    pub fn page(&self, at: At) -> &Page<'s> {
        &self.pages[usize::from(at.beat)]
    }

    /// The thing that a beat begins at.
    pub fn thing(&self, beat: usize) -> Option<&'s ThingId> {
        match &self.pages[beat].beat.start {
            Start::Touch(thing, _) => Some(thing),
            _ => None,
        }
    }

    /// Whether `high` is certain to be taken before `low` where both may begin.
    pub fn outranks(&self, high: usize, low: usize) -> bool {
        let fit = |beat: &Beat| if beat.tension.is_some() { FIT } else { 0.0 };
        let (high, low) = (self.pages[high].beat, self.pages[low].beat);
        let least = high.pull - fit(high) - if high.again { SWAY } else { 0.0 };
        let most = low.pull + fit(low) + SWAY;
        least > most + MARGIN
    }

    /// What stands at a node, for people.
    pub fn name(&self, at: At) -> String {
        let page = self.page(at);
        format!("{} ({})", page.beat.id, page.nodes[usize::from(at.node)].0)
    }
}

fn named(bound: CountBound) -> u32 {
    match bound {
        CountBound::AtLeast(n) | CountBound::AtMost(n) | CountBound::Exactly(n) => n,
    }
}

/// Every single condition, each once, in an order that is always the same.
fn leaves(script: &Script) -> Vec<&Condition> {
    let mut all = BTreeMap::new();
    for condition in read::conditions(script) {
        let mut single = Vec::new();
        read::single(condition, &mut single);
        all.extend(single.into_iter().map(|leaf| (format!("{leaf:?}"), leaf)));
    }
    all.into_values().collect()
}
