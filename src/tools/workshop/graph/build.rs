//! From a story to cards and threads.

use super::{ANY, Bond, Card, ENDINGS, Graph, Kind, Thread, column, flat, written};
use crate::{
    script::{Accept, Beat, BeatId, Condition, Effect, EndingId, FactId, LetterId, Node, Papers, Script, Start, lines},
    story::{Entry, TOPICS},
};
use std::collections::{BTreeMap, BTreeSet};

impl Graph {
    pub(super) fn of(script: &Script, life: &[Entry]) -> Self {
        let lived = lived(life);
        let seen = |id: &str| lived.get(id).cloned().unwrap_or_default();
        let mut cards: Vec<Card> = script.beats.values().map(|beat| card(beat, seen(beat.id.as_str()))).collect();
        let beats = cards.len();
        cards.extend(script.endings.values().map(|ending| Card {
            id: ending.id.to_string(),
            purpose: format!("{}. {}", ending.title, ending.card),
            column: ENDINGS,
            start: String::new(),
            kind: Kind::Ending,
            when: ending.when.iter().map(written).collect(),
            lines: 0,
            lived: seen(ending.id.as_str()),
        }));
        // The topics get a card only if a thread begins there.
        let topics = cards.len();
        let mut weaver = Weaver::new(script, beats, topics);
        weaver.weave(script);
        if weaver.threads.iter().any(|thread| thread.from == topics) {
            cards.push(topics_card(script));
        }
        Self { title: script.manifest.title.clone(), cards, threads: weaver.threads.into_iter().collect() }
    }
}

fn card(beat: &Beat, lived: Vec<usize>) -> Card {
    let mut said = Vec::new();
    beat.nodes.values().for_each(|node| lines(node, &mut said));
    let (start, kind) = match &beat.start {
        Start::Itself => ("by itself".into(), Kind::Beat),
        Start::Touch(thing, verb) => (format!("{thing}: {verb}"), Kind::Touch),
        Start::CutsIn => ("cuts in".into(), Kind::CutsIn),
        Start::Visited => ("when visited".into(), Kind::Visited),
    };
    Card {
        id: beat.id.to_string(),
        purpose: beat.purpose.clone(),
        column: column(beat),
        start,
        kind,
        when: beat.when.iter().map(written).collect(),
        lines: said.len(),
        lived,
    }
}

fn topics_card(script: &Script) -> Card {
    let topics = &script.topics;
    let says = topics.accepts.iter().map(|accept| &accept.say).chain(topics.deeds.iter().map(|deed| &deed.say));
    Card {
        id: TOPICS.into(),
        purpose: "What is answered at any time.".into(),
        column: ANY,
        start: "in any talk".into(),
        kind: Kind::Topics,
        when: topics.when.iter().map(written).collect(),
        lines: says.map(Vec::len).sum(),
        lived: Vec::new(),
    }
}

/// At which steps of a life each beat was entered, and its ending.
fn lived(life: &[Entry]) -> BTreeMap<&str, Vec<usize>> {
    let mut lived: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut last: Option<&str> = None;
    let mut steps = 0;
    for entry in life {
        let id = match entry {
            Entry::Entered { beat, .. } => beat.as_str(),
            Entry::Ended { ending } => ending.as_str(),
            Entry::Finished { .. } => {
                last = None;
                continue;
            }
            _ => continue,
        };
        if last != Some(id) {
            steps += 1;
            lived.entry(id).or_default().push(steps);
            last = Some(id);
        }
    }
    lived
}

/// Makes the threads.
struct Weaver<'s> {
    /// The cards by id: of the beats, and of the endings.
    beats: BTreeMap<&'s str, usize>,
    endings: BTreeMap<&'s str, usize>,
    topics: usize,
    /// Which cards set a flag or add to a count.
    facts: BTreeMap<&'s FactId, BTreeSet<usize>>,
    /// Which cards have a letter written.
    letters: BTreeMap<&'s LetterId, BTreeSet<usize>>,
    /// Which cards have something believed.
    beliefs: BTreeMap<&'s str, BTreeSet<usize>>,
    /// Which cards move the papers.
    papers: Vec<(Papers, usize)>,
    threads: BTreeSet<Thread>,
}

impl<'s> Weaver<'s> {
    fn new(script: &'s Script, first_ending: usize, topics: usize) -> Self {
        let mut weaver = Self {
            beats: script.beats.keys().map(BeatId::as_str).zip(0..).collect(),
            endings: script.endings.keys().map(EndingId::as_str).zip(first_ending..).collect(),
            topics,
            facts: BTreeMap::new(),
            letters: BTreeMap::new(),
            beliefs: BTreeMap::new(),
            papers: Vec::new(),
            threads: BTreeSet::new(),
        };
        for (beat, at) in script.beats.values().zip(0..) {
            weaver.learn(at, beat.left.iter().flat_map(|left| &left.effects));
            for node in beat.nodes.values() {
                match node {
                    Node::Do { effects, .. } => weaver.learn(at, effects),
                    Node::Turn { choices, talk, .. } => {
                        weaver.learn(at, choices.iter().flat_map(|choice| &choice.effects));
                        let accepts = talk.iter().flat_map(|talk| &talk.accepts);
                        weaver.learn(at, accepts.flat_map(|accept| &accept.effects));
                    }
                    Node::Write { letter, .. } => {
                        weaver.letters.entry(letter).or_default().insert(at);
                    }
                    _ => {}
                }
            }
        }
        weaver.learn(topics, script.topics.accepts.iter().flat_map(|accept| &accept.effects));
        weaver.learn(topics, script.topics.deeds.iter().flat_map(|deed| &deed.effects));
        weaver
    }

    /// Remembers what a card makes so.
    fn learn(&mut self, at: usize, effects: impl IntoIterator<Item = &'s Effect>) {
        for effect in effects {
            match effect {
                Effect::Set(fact) | Effect::Add(fact, _) => {
                    self.facts.entry(fact).or_default().insert(at);
                }
                Effect::Believe(about, _) => {
                    self.beliefs.entry(about).or_default().insert(at);
                }
                Effect::Papers(papers) => self.papers.push((*papers, at)),
                _ => {}
            }
        }
    }

    fn weave(&mut self, script: &Script) {
        for (beat, at) in script.beats.values().zip(0..) {
            let bond = if beat.start == Start::CutsIn { Bond::CutsIn } else { Bond::Asks };
            self.ask(&beat.when, at, bond);
            for node in beat.nodes.values() {
                match node {
                    Node::Jump(to) => self.lead(at, to, Bond::Goes),
                    Node::Visit { beat: to, .. } => self.lead(at, to, Bond::Visits),
                    Node::Turn { talk: Some(talk), .. } => self.visits(at, &talk.accepts),
                    Node::End(ending) => {
                        if let Some(to) = self.endings.get(ending.as_str()).copied() {
                            self.join(at, to, Bond::Ends, "ends so".into());
                        }
                    }
                    _ => {}
                }
            }
        }
        for ending in script.endings.values() {
            if let Some(at) = self.endings.get(ending.id.as_str()).copied() {
                self.ask(&ending.when, at, Bond::Asks);
            }
        }
        self.visits(self.topics, &script.topics.accepts);
        for to in script.topics.deeds.iter().filter_map(|deed| deed.visit.as_ref()) {
            self.lead(self.topics, to, Bond::Visits);
        }
    }

    fn visits(&mut self, from: usize, accepts: &[Accept]) {
        for to in accepts.iter().filter_map(|accept| accept.visit.as_ref()) {
            self.lead(from, to, Bond::Visits);
        }
    }

    /// A thread from a card to a beat that it leads to.
    fn lead(&mut self, from: usize, to: &BeatId, bond: Bond) {
        if let Some(to) = self.beats.get(to.as_str()).copied() {
            self.join(from, to, bond, if bond == Bond::Visits { "visits".into() } else { "goes on as".into() });
        }
    }

    /// Threads to a card from all that make so what it asks for.
    fn ask(&mut self, when: &[Condition], to: usize, bond: Bond) {
        let mut asked = Vec::new();
        when.iter().for_each(|condition| flat(condition, &mut asked));
        for condition in asked {
            for from in self.makers(condition) {
                self.join(from, to, bond, written(condition));
            }
        }
    }

    /// The cards that can make a condition so.
    fn makers(&self, condition: &Condition) -> Vec<usize> {
        let all = |found: Option<&BTreeSet<usize>>| -> Vec<usize> { found.into_iter().flatten().copied().collect() };
        match condition {
            Condition::Chose(beat, _) if *beat == TOPICS => vec![self.topics],
            Condition::Done(beat) | Condition::Chose(beat, _) | Condition::WalkedAway(beat) => {
                self.beats.get(beat.as_str()).copied().into_iter().collect()
            }
            Condition::Flag(fact) | Condition::Count(fact, _) => all(self.facts.get(fact)),
            Condition::Wrote(letter, _) => all(self.letters.get(letter)),
            Condition::Believes(about) => all(self.beliefs.get(about.as_str())),
            Condition::Papers(papers) => {
                self.papers.iter().filter(|(moved, _)| moved == papers).map(|(_, at)| *at).collect()
            }
            _ => Vec::new(),
        }
    }

    fn join(&mut self, from: usize, to: usize, bond: Bond, why: String) {
        if from != to {
            self.threads.insert(Thread { from, to, bond, why });
        }
    }
}
