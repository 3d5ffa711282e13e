//! What a player sees of an open turn, and everything that could be done with it.

use super::{
    book::{At, Book},
    key::Key,
};
use crate::{
    script::{Accept, Beat, BeatId, ChoiceId, Effect, Node, ThingId},
    story::{Next, TOPICS, Truth, all_hold, direct, holds},
    talk::{OpenTurn, TurnKind},
};

/// One thing that a player does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// Takes an offer.
    Take(ChoiceId),
    /// Touches a thing.
    Touch(ThingId),
    /// Says nothing.
    Silence,
    /// Walks away.
    Leave,
    /// Types these words, and is understood so (or not).
    Say(String, Option<ChoiceId>),
}

/// Something that could be done, and what is known to come of it.
#[derive(Clone, Debug)]
pub(super) struct Way<'s> {
    pub step: Step,
    /// What it changes at once.
    pub effects: &'s [Effect],
    /// The node it leads to in the running beat, if it leads on.
    pub leads: Option<At>,
    /// What is remembered as chosen.
    pub chose: Option<(BeatId, ChoiceId)>,
    /// The beat that it begins.
    pub begins: Option<usize>,
}

/// An open turn.
#[derive(Clone, Debug)]
pub(super) struct View<'s> {
    pub key: Key,
    /// None in the free room.
    pub at: Option<At>,
    pub ways: Vec<Way<'s>>,
    /// Nothing can be done any more.
    pub stuck: bool,
    /// Which of the story's single conditions hold, one bit each; only in the free room.
    pub signs: Vec<u64>,
}

/// What is typed where nothing is meant.
const NOTHING: &str = "mm.";
/// What is typed where anything will do: it tells something, and is about nothing that anybody here speaks of.
const ANYTHING: &str = "a man on the tram had a cello between his knees";

/// Looks at an open turn.
pub(super) fn look<'s>(book: &Book<'s>, truth: &Truth, turn: &OpenTurn) -> View<'s> {
    let at = truth.life.cursor().and_then(|cursor| book.at(&cursor.beat, &cursor.node));
    let mut view = View { key: Key::of(book, truth), at, ways: Vec::new(), stuck: false, signs: Vec::new() };
    view.stuck = turn.kind == TurnKind::World && turn.offers.is_empty();
    let beat = at.map(|at| book.page(at).beat);
    match (&turn.kind, beat) {
        (TurnKind::World, _) => {
            view.signs = signs(book, truth);
            view.world(book, truth, turn);
        }
        (TurnKind::Talk, Some(beat)) => view.talk(book, truth, turn, beat),
        (TurnKind::Letter { .. }, _) => {
            let taken = turn.offers.iter().map(|offer| Way::of(Step::Take(offer.id.clone())));
            view.ways.extend(taken);
            if turn.typing && turn.offers.is_empty() {
                view.ways.push(Way::of(Step::Say(NOTHING.into(), None)));
            }
        }
        (TurnKind::Talk, None) => {}
    }
    if let Some(left) = beat.and_then(|beat| beat.left.as_ref()).filter(|_| turn.can_leave) {
        let leads = at.and_then(|at| Some(At { node: book.page(at).find(&left.then)?, ..at }));
        view.ways.push(Way { effects: &left.effects, leads, ..Way::of(Step::Leave) });
    }
    view
}

impl<'s> Way<'s> {
    fn of(step: Step) -> Self {
        Self { step, effects: &[], leads: None, chose: None, begins: None }
    }
}

impl<'s> View<'s> {
    fn world(&mut self, book: &Book<'s>, truth: &Truth, turn: &OpenTurn) {
        let offers = match direct(book.script, truth, 0.0) {
            Next::Free(offers) => offers,
            _ => Vec::new(),
        };
        for thing in turn.offers.iter().filter_map(|offer| offer.thing.as_ref()) {
            let begins = offers.iter().find(|offer| offer.thing == *thing).and_then(|offer| book.beat(&offer.beat));
            self.ways.push(Way { begins, ..Way::of(Step::Touch(thing.clone())) });
        }
        let topics = &book.script.topics;
        if !topics.when.is_empty() && all_hold(&topics.when, truth) {
            self.accepts(book, truth, &topics.accepts, None);
            self.ways.push(Way::of(Step::Say(NOTHING.into(), None)));
        }
    }

    fn talk(&mut self, book: &Book<'s>, truth: &Truth, turn: &OpenTurn, beat: &'s Beat) {
        let Some(Node::Turn { choices, silence, talk, .. }) = self.at.map(|at| book.node(at)) else { return };
        for offer in turn.offers.iter().filter(|offer| offer.locked.is_none()) {
            let Some(choice) = choices.iter().find(|choice| choice.id == offer.id) else { continue };
            self.ways.push(Way {
                effects: &choice.effects,
                leads: book.at(&beat.id, &choice.then),
                chose: Some((beat.id.clone(), choice.id.clone())),
                ..Way::of(Step::Take(choice.id.clone()))
            });
        }
        self.ways.push(Way { leads: book.at(&beat.id, silence), ..Way::of(Step::Silence) });
        if let Some(talk) = talk {
            self.accepts(book, truth, &talk.accepts, Some(beat));
            if talk.with == book.script.topics.who {
                self.accepts(book, truth, &book.script.topics.accepts, Some(beat));
            }
            self.ways.push(Way { leads: self.at, ..Way::of(Step::Say(NOTHING.into(), None)) });
        }
        for offer in &turn.deeds {
            let deed = book.script.topics.deeds.iter().find(|deed| deed.id == offer.id);
            if let (Some(deed), Some(thing)) = (deed, &offer.thing) {
                self.ways.push(Way {
                    effects: &deed.effects,
                    leads: self.at,
                    chose: Some((TOPICS.into(), deed.id.clone())),
                    ..Way::of(Step::Touch(thing.clone()))
                });
            }
        }
    }

    fn accepts(&mut self, book: &Book<'s>, truth: &Truth, accepts: &'s [Accept], beat: Option<&'s Beat>) {
        for accept in accepts.iter().filter(|accept| all_hold(&accept.when, truth)) {
            // Words that the terminal would take for a number or a command say nothing there.
            let said = accept.means.iter().map(String::as_str).find(|words| {
                let words = words.trim();
                !words.is_empty() && !words.starts_with('/') && words.parse::<usize>().is_err()
            });
            let Some(words) = said.or_else(|| accept.any.then_some(ANYTHING)) else { continue };
            let then = beat.and_then(|beat| book.at(&beat.id, accept.then.as_ref()?));
            self.ways.push(Way {
                effects: &accept.effects,
                leads: then.or(self.at),
                chose: beat.map(|beat| (beat.id.clone(), accept.id.clone())),
                ..Way::of(Step::Say(words.into(), Some(accept.id.clone())))
            });
        }
    }
}

/// Which of the story's single conditions hold, one bit each.
fn signs(book: &Book, truth: &Truth) -> Vec<u64> {
    let mut bits = vec![0u64; book.leaves.len().div_ceil(64)];
    for (at, _) in book.leaves.iter().enumerate().filter(|(_, leaf)| holds(leaf, truth)) {
        bits[at / 64] |= 1 << (at % 64);
    }
    bits
}
