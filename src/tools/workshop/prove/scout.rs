//! Real lives in the real game: sends what a player does, and keeps what was seen on the way.

use super::{
    book::Book,
    reached::Owner,
    view::{Step, View, look},
    walk::Walk,
};
use crate::{
    script::{BeatId, ChoiceId, EndingId, LineId},
    story::{Entry, Heard, TOPICS, all_hold},
    talk::{NobodyTypes, PlayerInput, Proposal, TurnKind, Waiting},
    tools::{Driver, lives::Player, players::Character},
};
use bevy::platform::collections::HashSet;
use std::collections::{BTreeMap, BTreeSet};

/// A life as far as it was lived.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Life {
    pub seed: u64,
    pub steps: Vec<Step>,
}

impl Life {
    /// Whether it is a better example than another: nothing in it that nobody would understand, nothing typed, short.
    fn rank(&self) -> (usize, usize, usize) {
        let count = |says: fn(&Step) -> bool| self.steps.iter().filter(|step| says(step)).count();
        (
            count(|step| matches!(step, Step::Say(_, None))),
            count(|step| matches!(step, Step::Say(..))),
            self.steps.len(),
        )
    }
}

/// What was seen in all lives together.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub beats: HashSet<BeatId>,
    pub lines: HashSet<(Owner, LineId)>,
    /// The best example of each ending.
    pub endings: BTreeMap<EndingId, Life>,
    /// Where lives could not go on, and the first that came there.
    pub dead: BTreeMap<String, Life>,
    /// Endings that came against their own conditions.
    pub against: BTreeMap<EndingId, Life>,
    /// What the proof holds for impossible and was seen.
    pub contradicted: BTreeSet<String>,
    pub lives: u64,
    pub turns: u64,
}

impl Seen {
    /// What somebody else has seen as well.
    pub fn add(&mut self, other: Self) {
        self.beats.extend(other.beats);
        self.lines.extend(other.lines);
        for (ending, life) in other.endings {
            let better = self.endings.get(&ending).is_none_or(|best| life.rank() < best.rank());
            if better {
                self.endings.insert(ending, life);
            }
        }
        for (at, life) in other.dead {
            self.dead.entry(at).or_insert(life);
        }
        for (ending, life) in other.against {
            self.against.entry(ending).or_insert(life);
        }
        self.contradicted.extend(other.contradicted);
        self.lives += other.lives;
        self.turns += other.turns;
    }
}

/// Somebody who lives, one life after another.
pub(super) struct Scout<'b, 's> {
    pub book: &'b Book<'s>,
    driver: Driver,
    pub seen: Seen,
    pub life: Life,
    /// As many entries were looked at.
    read: usize,
}

impl<'b, 's> Scout<'b, 's> {
    pub fn new(book: &'b Book<'s>) -> Self {
        let driver = Driver::new(book.script.clone(), |app| {
            app.init_resource::<NobodyTypes>();
        });
        Self { book, driver, seen: Seen::default(), life: Life::default(), read: 0 }
    }

    /// Begins a life.
    pub fn begin(&mut self, seed: u64) {
        self.life = Life { seed, steps: Vec::new() };
        self.read = 0;
        self.seen.lives += 1;
        self.driver.send(PlayerInput::Begin { seed });
        self.note();
    }

    /// The turn that is open; none if the life is over.
    pub fn view(&mut self) -> Option<View<'s>> {
        let Waiting::Turn(turn) = &self.driver.floor().waiting else { return None };
        let (turn, book) = (turn.clone(), self.book);
        Some(self.driver.ask(|truth| look(book, truth, &turn)))
    }

    /// Does this, and looks at what came of it.
    pub fn send(&mut self, step: &Step) {
        match step {
            Step::Take(id) => drop(self.driver.send(PlayerInput::Choose(id.clone()))),
            Step::Touch(thing) => drop(self.driver.send(PlayerInput::Touch(thing.clone()))),
            Step::Silence => drop(self.driver.send(PlayerInput::Silence)),
            Step::Leave => drop(self.driver.send(PlayerInput::Leave)),
            Step::Say(text, _) if self.writes() => drop(self.driver.send(PlayerInput::Type(text.clone()))),
            Step::Say(text, meaning) => {
                // Understood without a model to understand it: as the first example of a meaning always is.
                let (text, meaning, by) = (text.clone(), meaning.clone(), Heard::Exactly);
                let proposal = Proposal::Meant { text, meaning, score: 1.0, by, manner: None };
                self.driver.app().world_mut().write_message(proposal);
                drop(self.driver.settle());
            }
        }
        self.seen.turns += 1;
        self.life.steps.push(step.clone());
        self.note();
    }

    /// Lives on as a simulated player would, to the end. Nothing is typed but letters: what is understood of it would be
    /// another machine's affair.
    pub fn live_as(&mut self, who: &Character, most: usize) {
        let mut player = Player::new(who, self.life.seed);
        while self.life.steps.len() < most {
            let Waiting::Turn(turn) = &self.driver.floor().waiting else { return };
            let turn = turn.clone();
            if turn.offers.is_empty() && turn.beat.is_none() {
                return;
            }
            let thing = |id: &ChoiceId| turn.offers.iter().find(|offer| offer.id == *id)?.thing.clone();
            let step = match player.answer(self.driver.script(), self.driver.life(), &turn) {
                PlayerInput::Choose(id) if turn.kind == TurnKind::World => {
                    thing(&id).map_or(Step::Take(id), Step::Touch)
                }
                PlayerInput::Choose(id) => Step::Take(id),
                PlayerInput::Touch(thing) => Step::Touch(thing),
                PlayerInput::Leave => Step::Leave,
                PlayerInput::Type(text) if matches!(turn.kind, TurnKind::Letter { .. }) => Step::Say(text, None),
                _ => Step::Silence,
            };
            self.send(&step);
        }
    }

    /// Whether a letter is being written.
    fn writes(&self) -> bool {
        self.driver.floor().waiting.turn().is_some_and(|turn| matches!(turn.kind, TurnKind::Letter { .. }))
    }

    /// Whether a beat is behind this life.
    pub fn is_done(&self, beat: &BeatId) -> bool {
        self.driver.life().done().contains_key(beat)
    }

    /// How the life ended, if it did.
    pub fn ending(&self) -> Option<EndingId> {
        self.driver.life().ending().cloned()
    }

    /// Begins a life and does all of this in it that can be done. What cannot is left out.
    pub fn again(&mut self, seed: u64, steps: &[Step]) {
        self.begin(seed);
        for step in steps {
            let Some(view) = self.view() else { return };
            if view.ways.iter().any(|way| way.step == *step) {
                self.send(step);
            }
        }
    }

    /// The same for a life that is known to go so: nothing is asked on the way.
    pub fn retrace(&mut self, life: &Life) {
        self.begin(life.seed);
        life.steps.iter().for_each(|step| self.send(step));
    }

    /// Keeps what was seen since the last time.
    fn note(&mut self) {
        let mut ended = None;
        let entries = self.driver.entries();
        for entry in entries.get(self.read..).unwrap_or_default() {
            match entry {
                Entry::Entered { beat, .. } if !self.seen.beats.contains(beat) => {
                    self.seen.beats.insert(beat.clone());
                }
                Entry::Said { beat, line, .. } => {
                    let owner = if *beat == TOPICS { Some(Owner::Topics) } else { beat_owner(self.book, beat) };
                    self.seen.lines.extend(owner.map(|owner| (owner, line.clone())));
                }
                Entry::Ended { ending } => ended = Some(ending.clone()),
                _ => {}
            }
        }
        self.read = entries.len();
        let Some(ending) = ended else { return };
        let when = self.book.script.endings.get(&ending).map(|ending| ending.when.as_slice()).unwrap_or_default();
        if !when.is_empty() && !self.driver.ask(|truth| all_hold(when, truth)) {
            let life = self.life.clone();
            self.seen.against.entry(ending.clone()).or_insert(life);
        }
        let better = self.seen.endings.get(&ending).is_none_or(|best| self.life.rank() < best.rank());
        if better {
            self.seen.endings.insert(ending, self.life.clone());
        }
    }

    /// Keeps that this life cannot go on from here.
    pub fn note_dead(&mut self, at: String) {
        let life = self.life.clone();
        self.seen.dead.entry(at).or_insert(life);
    }

    /// Looks whether the proof allows for what is true now.
    pub fn compare(&mut self, walk: &Walk, view: &View) {
        let here = walk.here(view.key, view.at);
        let book = self.book;
        let why = self.driver.ask(|truth| {
            let mut why = Some("it is not a place that was reached".to_owned());
            for spot in here.iter().filter_map(|at| walk.spots.get(*at)) {
                match spot.allows(book, truth) {
                    Ok(()) => return None,
                    Err(what) => why = Some(what),
                }
            }
            why
        });
        if let Some(why) = why {
            let at = view.at.map_or_else(|| "the free room".to_owned(), |at| book.name(at));
            self.seen.contradicted.insert(format!("{at}, {}: {why}", view.key.told(book)));
        }
    }
}

fn beat_owner(book: &Book, beat: &BeatId) -> Option<Owner> {
    book.beat(beat).map(|at| Owner::Beat(at as u16))
}
