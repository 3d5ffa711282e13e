//! One place of the proof with what may be true there: assuming conditions, applying effects, going on.

use super::{
    book::{At, Book, Fact},
    key::{Key, Loc},
    state::State,
};
use crate::{
    script::{BeatId, Choice, Condition, DONE, Effect, Gauge, NodeId, Phase},
    story::{Read, holds},
};

/// So many beats that wait are remembered. Past that, whoever is over goes back to everybody who may have waited.
const DEPTH: usize = 4;

/// What is left out of what a choice costs, so that no rounding bars a choice that the game offers.
const HAIR: f32 = 1e-4;

/// A place of the proof, and what may be true there.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub key: Key,
    pub at: Option<At>,
    /// As in [`Loc`].
    pub waiting: Vec<At>,
    pub lost: bool,
    pub state: State,
}

/// A road that leads nowhere: which node of which beat is not there.
pub(super) struct Gap(pub String);

impl Spot {
    /// Where every life begins.
    pub fn first(book: &Book) -> Self {
        Self { key: Key::first(book), at: None, waiting: Vec::new(), lost: false, state: State::first(book) }
    }

    pub fn loc(&self) -> Loc {
        Loc { key: self.key, at: self.at, waiting: self.waiting.clone(), lost: self.lost }
    }

    /// Whether a beat is known to be running, or to wait.
    pub fn runs(&self, beat: usize) -> bool {
        self.at.iter().chain(&self.waiting).any(|at| usize::from(at.beat) == beat)
    }

    /// Keeps only what is true where the condition holds (or, if not `so`, where it does not). False if that is
    /// nothing.
    pub fn assume(&mut self, book: &Book, condition: &Condition, so: bool) -> bool {
        match condition {
            Condition::Done(beat) => self.assume_fact(book, &Fact::Done(beat.clone()), so),
            Condition::Chose(beat, choice) => self.assume_fact(book, &Fact::Chose(beat.clone(), choice.clone()), so),
            Condition::WalkedAway(beat) => self.assume_fact(book, &Fact::Left(beat.clone()), so),
            Condition::Flag(flag) => self.assume_fact(book, &Fact::Flag(flag.clone()), so),
            Condition::Believes(about) => self.assume_fact(book, &Fact::Believes(about.clone()), so),
            Condition::Count(count, bound) => match book.count(count) {
                Some(at) => self.state.assume_count(at, *bound, so),
                None => bound.holds(0) == so,
            },
            Condition::Is(gauge, bound) => self.state.assume_gauge(*gauge, *bound, so),
            Condition::Wrote(letter, bound) => match book.letter(letter) {
                Some(at) => self.state.assume_letter(at, *bound, so),
                None => !so,
            },
            Condition::Act(act) => (self.key.act == *act) == so,
            // It may be anybody's first life, or not.
            Condition::Lived(_) => true,
            Condition::Day(bound) => bound.holds(self.key.day) == so,
            Condition::Phase(phase) => (self.key.phase == *phase) == so,
            Condition::In(scene) => (self.key.scene == book.scene(scene)) == so,
            Condition::Papers(papers) => (self.key.papers == *papers) == so,
            Condition::Not(inner) => self.assume(book, inner, !so),
            Condition::All(list) if so => self.assume_all(book, list),
            Condition::Any(list) if !so => list.iter().all(|each| self.assume(book, each, false)),
            Condition::All(list) | Condition::Any(list) => self.assume_one(book, list, so),
        }
    }

    /// Assumes all of them.
    pub fn assume_all(&mut self, book: &Book, list: &[Condition]) -> bool {
        list.iter().all(|each| self.assume(book, each, true))
    }

    /// Assumes that not all of them hold.
    pub fn assume_not_all(&mut self, book: &Book, list: &[Condition]) -> bool {
        self.assume_one(book, list, false)
    }

    /// Assumes that at least one of them is `hit`: the first, or else the second, or else …
    fn assume_one(&mut self, book: &Book, list: &[Condition], hit: bool) -> bool {
        let mut joined: Option<State> = None;
        for (at, each) in list.iter().enumerate() {
            let last = at + 1 == list.len();
            let mut branch = self.clone();
            if branch.assume(book, each, hit) {
                match &mut joined {
                    Some(joined) => {
                        joined.join(&branch.state);
                    }
                    None => joined = Some(branch.state),
                }
            }
            if last || !self.assume(book, each, !hit) {
                break;
            }
        }
        match joined {
            Some(joined) => {
                self.state = joined;
                true
            }
            None => false,
        }
    }

    fn assume_fact(&mut self, book: &Book, fact: &Fact, so: bool) -> bool {
        // What no condition reads is not followed: it may be either.
        let Some(at) = book.fact(fact) else { return true };
        let (may, may_not) = self.state.fact(at);
        self.state.set(at, so);
        if so { may } else { may_not }
    }

    /// Assumes that he has what a choice takes.
    pub fn assume_affords(&mut self, choice: &Choice) -> bool {
        let Some(cost) = &choice.cost else { return true };
        let least = cost.of.range().0;
        let value = &mut self.state.gauges[cost.of as usize];
        value.0 = value.0.max(least + cost.much - HAIR);
        value.0 <= value.1
    }

    /// From here on a fact is so.
    pub fn learn(&mut self, book: &Book, fact: &Fact) {
        if let Some(at) = book.fact(fact) {
            self.state.set(at, true);
        }
    }

    pub fn apply(&mut self, book: &Book, effects: &[Effect]) {
        effects.iter().for_each(|effect| self.change(book, effect));
    }

    fn change(&mut self, book: &Book, effect: &Effect) {
        match effect {
            Effect::Move(gauge, by) => self.state.moved(*gauge, *by),
            Effect::Set(flag) => self.learn(book, &Fact::Flag(flag.clone())),
            Effect::Clear(flag) => {
                if let Some(at) = book.fact(&Fact::Flag(flag.clone())) {
                    self.state.set(at, false);
                }
            }
            Effect::Add(count, n) => {
                if let Some(at) = book.count(count) {
                    self.state.counted(at, *n, book.count_caps[at]);
                }
            }
            Effect::Go(scene) => self.key.scene = book.scene(scene),
            Effect::Phase(phase) => self.key.phase = *phase,
            Effect::Days(days) => {
                self.key.day = self.key.day.saturating_add(*days).min(book.day_cap);
                self.key.phase = Phase::Morning;
            }
            Effect::Act(act) => self.key.act = *act,
            Effect::Papers(papers) => self.key.papers = *papers,
            Effect::Believe(about, _) => self.learn(book, &Fact::Believes(about.clone())),
        }
    }

    /// Goes on at another node of the running beat, or ends it.
    pub fn go(mut self, book: &Book, then: &NodeId) -> Result<Vec<Self>, Gap> {
        let Some(at) = self.at else { return Ok(vec![self]) };
        if *then == DONE {
            return Ok(self.finish(book));
        }
        let page = book.page(at);
        let node = page.find(then).ok_or_else(|| Gap(format!("{} has no node `{then}`", page.beat.id)))?;
        self.at = Some(At { node, ..at });
        Ok(vec![self])
    }

    /// The running beat is over; one that waited goes on.
    pub fn finish(mut self, book: &Book) -> Vec<Self> {
        let Some(at) = self.at.take() else { return vec![self] };
        let page = book.page(at);
        self.learn(book, &Fact::Done(page.beat.id.clone()));
        if let Some(bit) = page.spine {
            self.key.done |= 1u128 << bit;
        }
        if let Some(back) = self.waiting.last().copied() {
            self.at = Some(back);
            let fewer = Self { waiting: self.waiting[..self.waiting.len() - 1].to_vec(), ..self.clone() };
            // Twice the same stands for twice or more.
            return if self.waits_again(back) { vec![self, fewer] } else { vec![fewer] };
        }
        if !self.lost {
            return vec![self];
        }
        let free = Self { lost: false, ..self.clone() };
        let back = book.returns.iter().map(|back| Self { at: Some(*back), ..self.clone() });
        back.chain([free]).collect()
    }

    /// Whether the two that began to wait last both do so here.
    fn waits_again(&self, at: At) -> bool {
        self.waiting.len() > 1 && self.waiting.iter().rev().take(2).all(|waits| *waits == at)
    }

    /// Begins a beat. One that is running waits.
    pub fn begin(mut self, book: &Book, id: &BeatId) -> Result<Self, Gap> {
        let open = book.beat(id).and_then(|beat| {
            let node = book.pages[beat].find(&book.pages[beat].beat.open)?;
            Some(At { beat: beat as u16, node })
        });
        let open = open.ok_or_else(|| Gap(format!("{id} has no node to begin with")))?;
        if let Some(at) = self.at.replace(open)
            && !self.waits_again(at)
        {
            self.waiting.push(at);
        }
        if self.waiting.len() > DEPTH {
            self.waiting.clear();
            self.lost = true;
        }
        Ok(self)
    }

    /// Whether what is true in a real life is among what may be true here. If not, what is not.
    pub fn allows(&self, book: &Book, truth: &impl Read) -> Result<(), String> {
        for (at, fact) in book.facts.iter().enumerate() {
            let so = match fact {
                Fact::Flag(flag) => truth.flag(flag),
                Fact::Done(beat) => truth.done(beat),
                Fact::Left(beat) => truth.walked_away(beat),
                Fact::Chose(beat, choice) => truth.chose(beat, choice),
                Fact::Believes(about) => holds(&Condition::Believes(about.clone()), truth),
            };
            let (may, may_not) = self.state.fact(at);
            let allowed = if so { may } else { may_not };
            if !allowed {
                return Err(format!("{fact:?} is {so}"));
            }
        }
        for (gauge, (least, most)) in Gauge::ALL.into_iter().zip(self.state.gauges) {
            let value = truth.gauge(gauge);
            if !(least..=most).contains(&value) {
                return Err(format!("{gauge} is {value}, not in {least}..{most}"));
            }
        }
        for (at, id) in book.script.manifest.facts.counts.keys().enumerate() {
            let (least, most) = self.state.counts[at];
            let value = truth.count(id).min(book.count_caps[at]);
            if !(least..=most).contains(&value) {
                return Err(format!("{id} is {value}, not in {least}..{most}"));
            }
        }
        for (at, id) in book.script.letters.keys().enumerate() {
            let paper = self.state.letters[at];
            let well = match (truth.letter(id), paper.score) {
                (None, _) => paper.unwritten,
                (Some(value), Some((least, most))) => (least..=most).contains(&value),
                (Some(_), None) => false,
            };
            if !well {
                return Err(format!("the letter {id} scored {:?}", truth.letter(id)));
            }
        }
        Ok(())
    }
}
