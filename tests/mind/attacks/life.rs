//! Lives that stand where somebody may type, and what may happen there: worked out from the script alone.

use crate::mind::story;
use room_tone::{
    mind::Mind,
    script::{Act, BeatId, Effect, FactId, Gauge, LineId, Node, Piece, Script, Start, pieces},
    story::{Entry, Read, Source, TOPICS},
    talk::{PlayerInput, TurnKind},
    tools::{Driver, by_words, live},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

/// So many stops are kept of each act.
const AN_ACT: usize = 3;

/// A life that has come to a turn at which somebody listens to what is typed.
pub struct Stop {
    pub act: Act,
    pub beat: BeatId,
    /// How it came there.
    pub entries: Vec<Entry>,
}

/// A few in every act in which she is there, out of two lives; the first evening comes first.
pub fn stops() -> &'static [Stop] {
    static STOPS: OnceLock<Vec<Stop>> = OnceLock::new();
    STOPS.get_or_init(|| {
        let mut stops: Vec<Stop> = Vec::new();
        let mut driver = Driver::new(story().clone(), by_words);
        for (player, seed) in [("kind", 7), ("evasive", 11)] {
            live(&mut driver, player, seed, |driver| {
                if !listens(driver) {
                    return false;
                }
                let (act, beat) = (driver.life().calendar().act, driver.life().cursor().map(|c| c.beat.clone()));
                let many = stops.iter().filter(|stop| stop.act == act).count();
                if let Some(beat) = beat
                    && act != Act::Grey
                    && many < AN_ACT
                    && stops.iter().all(|stop| stop.beat != beat)
                {
                    stops.push(Stop { act, beat, entries: driver.entries().to_vec() });
                }
                false
            });
        }
        stops.sort_by_key(|stop| stop.act);
        stops
    })
}

/// A driver that understands by words alone, with this mind.
pub fn driver(mind: Mind) -> Driver {
    Driver::new(story().clone(), |app| {
        by_words(app);
        app.insert_resource(mind);
    })
}

/// Whether the life stands at a talk in which one may type to her.
pub fn listens(driver: &Driver) -> bool {
    let cursor = driver.life().cursor();
    let node = cursor.and_then(|cursor| story().beats.get(&cursor.beat)?.nodes.get(&cursor.node));
    let to_her = matches!(node, Some(Node::Turn { talk: Some(talk), .. }) if talk.with == story().topics.who);
    to_her && driver.floor().waiting.turn().is_some_and(|turn| turn.kind == TurnKind::Talk && turn.typing)
}

/// Brings a life back to where it stood.
pub fn resume(driver: &mut Driver, stop: &Stop) {
    driver.send(PlayerInput::Resume(stop.entries.clone()));
    assert!(listens(driver), "the life does not stand in {} again", stop.beat);
}

/// Everything that is true, in a form that a change can be counted out on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    flags: BTreeSet<FactId>,
    counts: BTreeMap<FactId, u32>,
    gauges: BTreeMap<&'static str, f32>,
    beliefs: Vec<(String, String)>,
    when: String,
    ended: Option<String>,
}

impl State {
    pub(super) fn of(driver: &mut Driver) -> Self {
        let facts = &story().manifest.facts;
        let flags = driver.ask(|truth| facts.flags.keys().filter(|id| truth.flag(id)).cloned().collect());
        let counts = driver.ask(|truth| facts.counts.keys().map(|id| (id.clone(), truth.count(id))).collect());
        let gauges =
            driver.ask(|truth| Gauge::ALL.into_iter().map(|gauge| (gauge.name(), truth.gauge(gauge))).collect());
        let when = driver.ask(|truth| {
            format!("{:?} {} {:?} {:?} {:?}", truth.act(), truth.day(), truth.phase(), truth.scene(), truth.papers())
        });
        let beliefs = driver.life().memory().all().iter().map(|b| (b.about.clone(), b.what.clone())).collect();
        let ended = driver.life().ending().map(ToString::to_string);
        Self { flags, counts, gauges, beliefs, when, ended }
    }

    /// What it is after these changes; time and place are not counted out.
    fn after(mut self, effects: &[&Effect]) -> Self {
        for effect in effects {
            match effect {
                Effect::Move(gauge, by) => {
                    let (least, most) = gauge.range();
                    if let Some(value) = self.gauges.get_mut(gauge.name()) {
                        *value = (*value + by).clamp(least, most);
                    }
                }
                Effect::Set(id) => {
                    self.flags.insert(id.clone());
                }
                Effect::Clear(id) => {
                    self.flags.remove(id);
                }
                Effect::Add(id, n) => *self.counts.entry(id.clone()).or_default() += n,
                Effect::Believe(about, what) => self.beliefs.push((about.clone(), what.clone())),
                Effect::Go(_) | Effect::Phase(_) | Effect::Days(_) | Effect::Act(_) | Effect::Papers(_) => {}
            }
        }
        self
    }
}

/// What the script allows, beat by beat.
pub(super) struct Law {
    /// Changes that go together, by the beat in which they stand; `topics` for those that may come at any time.
    changes: HashMap<BeatId, Vec<Vec<Effect>>>,
    /// Which beats a beat calls in.
    calls: HashMap<BeatId, BTreeSet<BeatId>>,
    /// All the wordings of a line.
    lines: HashMap<(BeatId, LineId), Vec<String>>,
}

impl Law {
    pub(super) fn of(script: &Script) -> Self {
        let mut law = Self { changes: HashMap::new(), calls: HashMap::new(), lines: HashMap::new() };
        for (id, beat) in &script.beats {
            let mut changes: Vec<Vec<Effect>> = beat.left.iter().map(|left| left.effects.clone()).collect();
            let mut calls = BTreeSet::new();
            for node in beat.nodes.values() {
                let mut lines = Vec::new();
                room_tone::script::lines(node, &mut lines);
                lines.into_iter().for_each(|line| law.line(id, line));
                match node {
                    Node::Do { effects, .. } => changes.push(effects.clone()),
                    Node::Visit { beat, .. } | Node::Jump(beat) => {
                        calls.insert(beat.clone());
                    }
                    Node::Turn { choices, talk, .. } => {
                        for choice in choices {
                            changes.push(choice.effects.clone());
                            changes.extend(choice.cost.iter().map(|cost| vec![Effect::Move(cost.of, -cost.much)]));
                        }
                        for accept in talk.iter().flat_map(|talk| &talk.accepts) {
                            changes.push(accept.effects.clone());
                            calls.extend(accept.visit.clone());
                        }
                    }
                    _ => {}
                }
            }
            law.changes.insert(id.clone(), changes);
            law.calls.insert(id.clone(), calls);
        }
        let topics = BeatId::from(TOPICS);
        let all = &script.topics;
        let effects = all.accepts.iter().map(|accept| accept.effects.clone());
        let effects = effects.chain(all.deeds.iter().map(|deed| deed.effects.clone())).collect();
        let visits = all.accepts.iter().filter_map(|accept| accept.visit.clone());
        law.calls
            .insert(topics.clone(), visits.chain(all.deeds.iter().filter_map(|deed| deed.visit.clone())).collect());
        law.changes.insert(topics.clone(), effects);
        let says = all.accepts.iter().map(|accept| &accept.say).chain(all.deeds.iter().map(|deed| &deed.say));
        says.flatten().for_each(|line| law.line(&topics, line));
        all.lists().into_iter().flat_map(|(_, lines)| lines).for_each(|line| law.line(&topics, line));
        all.keeps.lists().into_iter().flat_map(|(_, lines)| lines).for_each(|line| law.line(&topics, line));
        law
    }

    fn line(&mut self, beat: &BeatId, line: &room_tone::script::Line) {
        let wordings = self.lines.entry((beat.clone(), line.id.clone())).or_default();
        wordings.push(line.text.clone());
        wordings.extend(line.other.iter().cloned());
        line.instead.iter().for_each(|other| self.line(beat, other));
    }

    /// What is wrong with what has come of typed words, if anything is: `before` and `after` are all that was true,
    /// `beats` those that ran, the innermost last, `entries` what was written down meanwhile.
    pub(super) fn broken(
        &self,
        before: State,
        after: &State,
        mut beats: Vec<BeatId>,
        entries: &[Entry],
    ) -> Option<String> {
        let topics = BeatId::from(TOPICS);
        let mut caller = beats.last().cloned().unwrap_or_else(|| topics.clone());
        let mut changed: Vec<&Effect> = Vec::new();
        let mut typed = "";
        let mut learned = Vec::new();
        for entry in entries {
            let here = beats.last().cloned();
            let illegal = |what: String| Some(format!("in {here:?}: {what}"));
            match entry {
                Entry::Applied { effects } => {
                    let of = |beat: &BeatId| self.changes.get(beat).is_some_and(|all| all.contains(effects));
                    if !of(&topics) && !here.as_ref().is_some_and(of) {
                        return illegal(format!("nobody wrote the change {effects:?}"));
                    }
                    changed.extend(effects);
                }
                Entry::Said { beat, line, text, source, .. } => {
                    let written = self.lines.get(&(beat.clone(), line.clone()));
                    if *source != Source::Authored || !written.is_some_and(|all| all.iter().any(|one| says(one, text)))
                    {
                        return illegal(format!("nobody wrote the line {beat} {line}: {text:?} ({source:?})"));
                    }
                }
                Entry::Entered { beat, .. } if here.as_ref() == Some(beat) => {}
                Entry::Entered { beat, .. } => {
                    if !self.may_begin(beat, &caller, here.as_ref()) {
                        return illegal(format!("{beat} begins, and nothing leads there"));
                    }
                    beats.push(beat.clone());
                    caller = beat.clone();
                }
                Entry::Finished { beat } => {
                    if here.as_ref() != Some(beat) {
                        return illegal(format!("{beat} is over, and did not run"));
                    }
                    caller = beat.clone();
                    beats.pop();
                }
                Entry::Ended { ending } => {
                    let last = story().beats.get(here.as_ref().unwrap_or(&caller));
                    let ends = |node: &Node| matches!(node, Node::End(end) if end == ending);
                    if !last.is_some_and(|beat| beat.nodes.values().any(ends)) {
                        return illegal(format!("the life ended with {ending}"));
                    }
                }
                Entry::Typed { text, .. } => typed = text,
                // What she keeps of him is made of his words.
                Entry::Learned { what, .. } => {
                    if !typed.replace(['’', '‘', '`'], "'").contains(&what.words) {
                        return illegal(format!("he never said {what:?}"));
                    }
                    learned.push((what.about.clone(), what.what.clone()));
                }
                Entry::Wrote { .. }
                | Entry::Corrected { .. }
                | Entry::Forgot { .. }
                | Entry::WalkedAway { .. }
                | Entry::Skipped { .. }
                | Entry::Rewound { .. }
                | Entry::Began { .. } => {
                    return illegal(format!("typed words did this: {entry:?}"));
                }
                // What is written down of the words themselves, and what changes nothing by itself.
                _ => {}
            }
        }
        let mut expected = before.after(&changed);
        for told in learned {
            // The same again is one thing.
            if !expected.beliefs.contains(&told) {
                expected.beliefs.push(told);
            }
        }
        let same = State { when: after.when.clone(), ended: after.ended.clone(), ..expected };
        // What he taught her and what the scene did may come in any order.
        let sorted = |mut state: State| {
            state.beliefs.sort();
            state
        };
        if sorted(same.clone()) != sorted(after.clone()) {
            return Some(format!("more has changed than was written down: {same:?} became {after:?}"));
        }
        let ended = entries.iter().any(|entry| matches!(entry, Entry::Ended { .. }));
        (after.ended.is_some() != ended).then(|| "the life ended without an ending".into())
    }

    /// Whether one beat may begin after another, or in the middle of the one that runs.
    fn may_begin(&self, beat: &BeatId, after: &BeatId, running: Option<&BeatId>) -> bool {
        let called = |by: &BeatId| self.calls.get(by).is_some_and(|calls| calls.contains(beat));
        match story().beats.get(beat).map(|beat| &beat.start) {
            None => false,
            Some(Start::CutsIn) => true,
            Some(Start::Itself | Start::Touch(..)) if running.is_none() => true,
            Some(_) => called(after) || called(&TOPICS.into()) || running.is_some_and(called),
        }
    }
}

/// Whether a text is what a line says, whatever its gaps were filled with.
fn says(line: &str, text: &str) -> bool {
    if !line.contains('{') {
        return line == text;
    }
    let mut rest = text;
    pieces(line).unwrap().iter().all(|piece| match piece {
        Piece::Plain(words) => rest.find(words.as_str()).is_some_and(|at| {
            rest = &rest[at + words.len()..];
            true
        }),
        Piece::Gap(..) => true,
    })
}
