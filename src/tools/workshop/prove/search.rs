//! Living lives until everything that may happen was seen, or the time is up.
//!
//! First come the simulated players, then ordinary people, then curious ones, then lives that are lived for one thing
//! that nobody has seen yet.
//! These begin where an earlier life stood in the free room, best where what helps was so already; the rarest of
//! such moments are gone back to as well.

use super::{
    aim::{Aim, Goal, Places},
    book::Book,
    scout::{Life, Scout, Seen},
    temper::{AIMED, CURIOUS, Chooser, ORDINARY, Temper},
    verdict::Verdict,
    view::View,
    walk::Walk,
};
use crate::{script::Condition, tools::players};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use std::{
    collections::{BTreeSet, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

/// As long as an ending is wanted, so many lives of each simulated player come first: they know how to get to one, and
/// ask least on the way.
const EACH: usize = 30;

/// No life is longer than this.
const MOST_TURNS: usize = 500;

/// A life that is lived for one thing has so long to come to it.
const AIMED_TURNS: usize = 160;

/// A life that cannot end any more is lived on for so long: something may still be seen in it.
const LOST_TURNS: usize = 40;

/// As many moments are kept to go back to.
const MOST_CELLS: usize = 5_000;

/// So many of them are looked at when one is wanted.
const LOOKED_AT: usize = 120;

/// A moment in the free room that can be gone back to.
struct Cell {
    life: Life,
    signs: Vec<u64>,
    seen: u32,
    used: u32,
}

/// The search, as far as it has come.
pub(super) struct Search<'b, 's> {
    pub scout: Scout<'b, 's>,
    /// What nobody has seen yet.
    pub wanted: BTreeSet<Goal>,
    /// Whether every moment is compared with what the proof allows.
    pub compare: bool,
    book: &'b Book<'s>,
    walk: Option<&'b Walk<'b, 's>>,
    verdict: &'b Verdict,
    chooser: Chooser<'s>,
    places: Places,
    cells: Vec<Cell>,
    index: HashMap<u64, usize>,
    leaf_at: HashMap<String, usize>,
    rng: ChaCha8Rng,
    seed: u64,
    /// How many lives were lived that were no simulated player's.
    others: usize,
}

impl<'b, 's> Search<'b, 's> {
    pub fn new(
        book: &'b Book<'s>,
        walk: Option<&'b Walk<'b, 's>>,
        verdict: &'b Verdict,
        wanted: BTreeSet<Goal>,
        seed: u64,
    ) -> Self {
        Self {
            scout: Scout::new(book),
            wanted,
            compare: false,
            book,
            walk,
            verdict,
            chooser: Chooser::default(),
            places: Places::of(book),
            cells: Vec::new(),
            index: HashMap::new(),
            leaf_at: book.leaves.iter().enumerate().map(|(at, leaf)| (format!("{leaf:?}"), at)).collect(),
            rng: ChaCha8Rng::seed_from_u64(seed),
            seed,
            others: 0,
        }
    }

    /// One life.
    pub fn round(&mut self, round: usize) {
        let known = players::base();
        let first = known.len() * EACH;
        if round < first && self.wanted.iter().any(|goal| matches!(goal, Goal::Ending(_))) {
            self.fresh();
            if let Some(who) = known.values().nth(round % known.len()) {
                self.scout.live_as(who, MOST_TURNS);
            }
            return self.cross_off();
        }
        // Each searcher goes through these by itself, with seeds of its own.
        let round = self.others;
        self.others += 1;
        let (ordinary, curious) = (ORDINARY.len() * 3, CURIOUS.len() * 2);
        if round < ordinary {
            self.fresh();
            self.live(&ORDINARY[round % ORDINARY.len()], None);
        } else if round < ordinary + curious {
            self.fresh();
            self.live(&CURIOUS[round % CURIOUS.len()], None);
        } else if round.is_multiple_of(5) || self.wanted.is_empty() {
            self.rarest();
            let temper = CURIOUS[self.below(CURIOUS.len())];
            self.live(&temper, None);
        } else {
            let Some(goal) = self.goal(round) else { return };
            let rng = &mut self.rng;
            let aim = self.places.aim(self.book, &goal, &mut |n: usize| (rng.next_u32() as usize) % n.max(1));
            self.nearest(&aim);
            self.live(&AIMED, Some(aim));
        }
        self.cross_off();
    }

    /// What was seen is wanted no more.
    fn cross_off(&mut self) {
        let seen = &self.scout.seen;
        self.wanted.retain(|goal| !saw(seen, goal));
    }

    /// What the next life is lived for: every other one for an ending, as long as there is one that nobody has seen. Of
    /// endings there are few, and of lines so many that theirs would hardly ever be the turn.
    fn goal(&mut self, round: usize) -> Option<Goal> {
        let endings = self.wanted.iter().filter(|goal| matches!(goal, Goal::Ending(_))).count();
        let among = if round.is_multiple_of(2) && endings > 0 { endings } else { self.wanted.len() };
        let at = self.below(among);
        // In their order, endings come first.
        self.wanted.iter().nth(at).cloned()
    }

    /// Lives on from where the life stands.
    fn live(&mut self, temper: &Temper, aim: Option<Aim>) {
        self.chooser.idled = 0;
        let mut doomed = false;
        let mut turns = self.scout.life.steps.len() + if aim.is_some() { AIMED_TURNS } else { MOST_TURNS };
        while self.scout.life.steps.len() < turns {
            let Some(view) = self.scout.view() else { return };
            if let Some(walk) = self.walk {
                if self.compare {
                    self.scout.compare(walk, &view);
                }
                if !doomed && self.verdict.is_doomed(walk.here(view.key, view.at)) {
                    doomed = true;
                    turns = turns.min(self.scout.life.steps.len() + LOST_TURNS);
                    let at = view.at.map_or_else(|| "the free room".to_owned(), |at| self.book.name(at));
                    self.scout.note_dead(format!("{at}, {}: no way leads to an ending", view.key.told(self.book)));
                }
            }
            if view.at.is_none() {
                self.keep(&view);
            }
            let rng = &mut self.rng;
            let mut chance = || (rng.next_u32() >> 8) as f32 / (1u32 << 24) as f32;
            let step = self.chooser.choose(self.book, &view, temper, aim.as_ref(), &mut chance);
            let Some(step) = step.filter(|_| !view.stuck) else {
                let told = view.key.told(self.book);
                return self.scout.note_dead(format!("{told}: nothing can be done any more"));
            };
            self.scout.send(&step);
            // What it was lived for was seen, or will not be seen in it any more.
            if aim.as_ref().is_some_and(|aim| saw(&self.scout.seen, &aim.goal) || self.missed(aim)) {
                return;
            }
        }
    }

    /// Whether the beat in which something would be seen is over for good.
    fn missed(&self, aim: &Aim) -> bool {
        let beat = aim.beat.map(|at| self.book.pages[at].beat);
        beat.is_some_and(|beat| !beat.again && self.scout.is_done(&beat.id))
    }

    /// Keeps a moment to go back to, by everything that conditions can tell about it.
    fn keep(&mut self, view: &View) {
        let mut hasher = DefaultHasher::new();
        (view.key, &view.signs).hash(&mut hasher);
        let name = hasher.finish();
        if let Some(cell) = self.index.get(&name).and_then(|at| self.cells.get_mut(*at)) {
            cell.seen += 1;
            if self.scout.life.steps.len() < cell.life.steps.len() {
                cell.life = self.scout.life.clone();
            }
        } else if self.cells.len() < MOST_CELLS {
            self.index.insert(name, self.cells.len());
            let (life, signs) = (self.scout.life.clone(), view.signs.clone());
            self.cells.push(Cell { life, signs, seen: 1, used: 0 });
        }
    }

    fn fresh(&mut self) {
        self.seed = self.seed.wrapping_add(1);
        self.scout.begin(self.seed);
    }

    /// Goes back to the moment that was seen and used least, of some.
    fn rarest(&mut self) {
        self.back(|cell| -((cell.seen + 4 * cell.used) as f32));
    }

    /// Goes back to the moment in which most is so already that helps, of some; or to none.
    fn nearest(&mut self, aim: &Aim) {
        if self.below(3) == 0 {
            return self.fresh();
        }
        let wishes: Vec<(usize, bool, f32)> = aim
            .wishes
            .iter()
            .filter_map(|(leaf, so)| {
                let at = self.leaf_at.get(&format!("{leaf:?}"))?;
                // What was played cannot be played for the first time again.
                let weight = if matches!(leaf, Condition::Done(_)) && !so { 50.0 } else { 1.0 };
                Some((*at, *so, weight))
            })
            .collect();
        self.back(|cell| {
            let so = |at: usize| cell.signs.get(at / 64).is_some_and(|bits| bits & (1u64 << (at % 64)) != 0);
            let missing: f32 = wishes.iter().filter(|(at, wish, _)| so(*at) != *wish).map(|(.., weight)| weight).sum();
            -missing - 0.25 * cell.used as f32
        });
    }

    fn back(&mut self, worth: impl Fn(&Cell) -> f32) {
        let mut best: Option<(f32, usize)> = None;
        for _ in 0..LOOKED_AT.min(self.cells.len()) {
            let at = self.below(self.cells.len());
            let worth = worth(&self.cells[at]);
            if best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, at));
            }
        }
        match best.and_then(|(_, at)| self.cells.get_mut(at)) {
            Some(cell) => {
                cell.used += 1;
                let life = cell.life.clone();
                self.scout.retrace(&life);
            }
            None => self.fresh(),
        }
    }

    fn below(&mut self, n: usize) -> usize {
        (self.rng.next_u32() as usize) % n.max(1)
    }
}

fn saw(seen: &Seen, goal: &Goal) -> bool {
    match goal {
        Goal::Beat(beat) => seen.beats.contains(beat),
        Goal::Line(owner, line) => seen.lines.contains(&(*owner, line.clone())),
        Goal::Ending(ending) => seen.endings.contains_key(ending),
    }
}
