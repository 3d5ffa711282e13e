//! What is always known exactly: the act, the day, the hour, the place, the papers, and which of the beats that
//! move the story are behind him.

use super::book::{At, Book};
use crate::{
    script::{Act, Papers, Phase},
    story::Read,
};

/// When and where the story stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub act: Act,
    /// Counted no further than conditions can tell.
    pub day: u32,
    pub phase: Phase,
    pub scene: u16,
    pub papers: Papers,
    /// One bit for each beat that is told apart.
    pub done: u128,
}

/// A place in the proof: a moment of the story, and where it stands in a beat or in the free room.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Loc {
    pub key: Key,
    /// None in the free room.
    pub at: Option<At>,
    /// The beats that wait, and where, the innermost last. The same place twice running is twice or more.
    pub waiting: Vec<At>,
    /// Whether more of them wait than are remembered.
    pub lost: bool,
}

impl Key {
    /// The first moment of a life.
    pub fn first(book: &Book) -> Self {
        Self {
            act: Act::default(),
            day: 1,
            phase: Phase::default(),
            scene: book.scene(&book.script.manifest.scene),
            papers: Papers::default(),
            done: 0,
        }
    }

    /// The moment of a real life.
    pub fn of(book: &Book, truth: &impl Read) -> Self {
        let done = book.pages.iter().filter_map(|page| page.spine.filter(|_| truth.done(&page.beat.id)));
        Self {
            act: truth.act(),
            day: truth.day().min(book.day_cap),
            phase: truth.phase(),
            scene: truth.scene().map_or(u16::MAX, |scene| book.scene(scene)),
            papers: truth.papers(),
            done: done.fold(0u128, |bits, bit| bits | 1u128 << bit),
        }
    }

    /// For people.
    pub fn told(&self, book: &Book) -> String {
        let scene =
            book.script.scenes.values().nth(usize::from(self.scene)).map_or("nowhere", |scene| scene.name.as_str());
        let or_later = if self.day == book.day_cap && book.day_cap > 1 { " or later" } else { "" };
        format!("act {:?}, day {}{or_later}, {}, {scene}", self.act, self.day, self.phase.word())
    }

    /// Roughly how far the story has come: used only to put things in order.
    pub fn order(&self) -> (u8, u32, u32, u8) {
        (self.act as u8, self.day, self.done.count_ones(), self.phase as u8)
    }
}
