//! Who lives the lives: characters that weigh what could be done, and one that goes after something.

use super::{
    aim::Aim,
    book::{At, Book},
    read,
    view::{Step, View, Way},
};
use crate::script::{Effect, Gauge, Node, targets};
use std::collections::{HashMap, hash_map::DefaultHasher};
use std::hash::{Hash, Hasher};

/// What somebody leans to. Everything is added up; the most is done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Temper {
    /// Chance.
    pub noise: f32,
    /// What nobody has tried yet.
    pub novelty: f32,
    /// What does the two of them good, or (below 0) harm.
    pub warm: f32,
    /// What changes little.
    pub calm: f32,
    pub silence: f32,
    pub leave: f32,
    pub say: f32,
    /// What does not move the story.
    pub idle: f32,
}

/// Ordinary people. None of them types: so the examples that they give can be played by anybody.
pub(super) const ORDINARY: [Temper; 6] = [
    Temper { noise: 1.0, leave: -0.4, say: -9.0, ..NOBODY },
    Temper { noise: 0.4, warm: 6.0, leave: -2.0, say: -9.0, ..NOBODY },
    Temper { noise: 0.4, calm: 6.0, say: -9.0, ..NOBODY },
    Temper { noise: 1.0, silence: 9.0, say: -9.0, ..NOBODY },
    Temper { noise: 0.4, warm: -6.0, leave: -1.0, say: -9.0, ..NOBODY },
    Temper { noise: 1.0, leave: 9.0, say: -9.0, ..NOBODY },
];

/// Those who look for what nobody has seen: everywhere, in words, among the things, quietly, crossly, warmly.
pub(super) const CURIOUS: [Temper; 6] = [
    Temper { noise: 0.6, novelty: 3.0, say: -0.3, leave: -0.5, ..NOBODY },
    Temper { noise: 0.6, novelty: 3.0, say: 1.2, leave: -2.0, ..NOBODY },
    Temper { noise: 0.6, novelty: 2.0, idle: 1.2, leave: -2.0, ..NOBODY },
    Temper { noise: 0.6, novelty: 1.5, silence: 0.6, leave: 0.2, ..NOBODY },
    Temper { noise: 0.4, novelty: 1.5, warm: -4.0, say: 0.5, leave: -1.0, ..NOBODY },
    Temper { noise: 0.4, novelty: 1.5, warm: 4.0, say: 0.5, leave: -2.0, ..NOBODY },
];

/// Whoever goes after something.
pub(super) const AIMED: Temper = Temper { noise: 0.5, novelty: 0.3, say: -1.0, leave: -1.0, ..NOBODY };

const NOBODY: Temper =
    Temper { noise: 0.0, novelty: 0.0, warm: 0.0, calm: 0.0, silence: 0.0, leave: 0.0, say: 0.0, idle: 0.0 };

/// So much less does it draw him to go on with what does not move the story, each time.
const BORED: f32 = 0.1;

/// Weighs what could be done.
#[derive(Default)]
pub(super) struct Chooser<'s> {
    /// How often each thing was tried, in all lives.
    tried: HashMap<u64, u32>,
    /// What changes on the way from a node to the next turn.
    ahead: HashMap<At, Vec<&'s Effect>>,
    /// How often nothing came of what was done, since the story last moved.
    pub idled: u32,
}

impl<'s> Chooser<'s> {
    /// What is done with an open turn; none if there is nothing to do.
    pub fn choose(
        &mut self,
        book: &Book<'s>,
        view: &View<'s>,
        temper: &Temper,
        aim: Option<&Aim>,
        chance: &mut dyn FnMut() -> f32,
    ) -> Option<Step> {
        let mut best: Option<(f32, &Way)> = None;
        for way in &view.ways {
            let weight = self.weigh(book, view, way, temper, aim) + temper.noise * chance();
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, way));
            }
        }
        let (_, way) = best?;
        *self.tried.entry(mark(view, way)).or_default() += 1;
        if moves(book, view, way) {
            self.idled = 0;
        } else {
            self.idled += 1;
        }
        Some(way.step.clone())
    }

    fn weigh(&mut self, book: &Book<'s>, view: &View<'s>, way: &Way<'s>, temper: &Temper, aim: Option<&Aim>) -> f32 {
        let tried = self.tried.get(&mark(view, way)).copied().unwrap_or_default();
        let mut weight = temper.novelty / (1.0 + tried as f32);
        weight += match way.step {
            Step::Silence => temper.silence,
            Step::Leave => temper.leave,
            Step::Say(..) => temper.say,
            Step::Take(_) | Step::Touch(_) => 0.0,
        };
        if !moves(book, view, way) {
            weight += temper.idle - BORED * self.idled as f32;
        }
        let begins = way.begins.and_then(|beat| {
            let page = &book.pages[beat];
            Some(At { beat: beat as u16, node: page.find(&page.beat.open)? })
        });
        let next = begins.or(way.leads.filter(|leads| Some(*leads) != view.at));
        let ahead: &[&Effect] = match next {
            Some(at) => self.ahead.entry(at).or_insert_with(|| on_the_way(book, at)).as_slice(),
            None => &[],
        };
        let worth: f32 = way.effects.iter().chain(ahead.iter().copied()).map(worth).sum();
        weight += temper.warm * worth - temper.calm * worth.abs();
        if let Some(aim) = aim {
            let liked: f32 = way.effects.iter().chain(ahead.iter().copied()).map(|effect| aim.likes(effect)).sum();
            weight += 2.0 * liked.clamp(-3.0, 3.0) + aimed(book, view, way, aim);
        }
        weight
    }
}

/// How much nearer a way brings to what is aimed at, besides what it changes.
fn aimed(book: &Book, view: &View, way: &Way, aim: &Aim) -> f32 {
    let mut weight = way.chose.as_ref().map_or(0.0, |chose| 3.0 * aim.likes_choice(chose));
    if let Some(beat) = way.begins {
        weight += 4.0 * aim.likes_beat(&book.pages[beat].beat.id).clamp(-1.0, 1.0);
        weight += if aim.beat == Some(beat) { 5.0 } else { 0.0 };
    }
    if let (Step::Leave, Some(at)) = (&way.step, view.at) {
        weight += 3.0 * aim.likes_leaving(&book.page(at).beat.id);
    }
    let there = view.at.is_none_or(|at| aim.beat == Some(usize::from(at.beat)));
    if aim.beat.is_none() || there {
        match &way.step {
            Step::Say(_, meaning) if aim.say.as_ref() == Some(meaning) => weight += 6.0,
            Step::Touch(thing) if aim.touch.as_ref() == Some(thing) => weight += 6.0,
            _ => {}
        }
    }
    if let (Some(at), Some(leads)) = (view.at, way.leads)
        && aim.beat == Some(usize::from(at.beat))
    {
        weight += aim.far.get(&leads.node).map_or(0.0, |far| (2.0 - 0.2 * *far as f32).max(0.2));
    }
    weight
}

/// Whether the story moves by it: anything in a talk but staying where it is, and what is touched to go on.
fn moves(book: &Book, view: &View, way: &Way) -> bool {
    match view.at {
        Some(at) => way.leads != Some(at),
        None => way.begins.is_some_and(|beat| book.pages[beat].moves),
    }
}

/// A name for this thing done here.
fn mark(view: &View, way: &Way) -> u64 {
    let mut hasher = DefaultHasher::new();
    (view.at, &way.step).hash(&mut hasher);
    hasher.finish()
}

/// What an effect does between the two of them.
fn worth(effect: &Effect) -> f32 {
    match effect {
        Effect::Move(Gauge::Hurt | Gauge::Solitude, by) => -by,
        Effect::Move(_, by) => *by,
        _ => 0.0,
    }
}

/// Everything that may change from a node on, before he has a turn again.
fn on_the_way<'s>(book: &Book<'s>, at: At) -> Vec<&'s Effect> {
    let page = book.page(at);
    let (mut open, mut met, mut all) = (vec![at.node], Vec::new(), Vec::new());
    while let Some(node) = open.pop() {
        if met.contains(&node) {
            continue;
        }
        met.push(node);
        let found = page.nodes[usize::from(node)].1;
        if let Node::Do { effects, .. } = found {
            all.extend(effects);
        }
        if !read::waits(found) {
            open.extend(targets(found).filter_map(|target| page.find(target)));
        }
    }
    all
}
