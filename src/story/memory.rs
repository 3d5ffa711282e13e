//! What is kept in mind of him, each thing with a footnote: his words, the day, the room.
//!
//! Nothing is ever rubbed out by something newer: what was believed before is kept, and says what took its place. Only
//! the player can make her forget, and then the words are gone and their place is left.

use crate::script::{BeatId, Phase, SceneId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How much weighs what the story itself teaches, 0..1.
const BY_STORY: f32 = 0.7;

/// Where something was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaughtBy {
    /// A scene taught it.
    Story,
    /// He said it in words of his own.
    Talk,
    /// A letter that he wrote.
    Letter,
    /// He put it right, on the page of what she keeps.
    Correction,
    /// He said it in words of his own, and a model pointed at them.
    Model,
}

/// From where something is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Footnote {
    /// On which day, from 1.
    pub day: u32,
    /// In which part of it.
    pub phase: Phase,
    /// Where.
    pub scene: Option<SceneId>,
    /// In which of his turns, counted from 1; 0 where that is not known.
    pub turn: u32,
    /// In which beat, if one was running.
    pub beat: Option<BeatId>,
    /// His own words, where there were any.
    pub words: Option<String>,
    /// How.
    pub by: TaughtBy,
}

/// Something that is kept in mind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Belief {
    /// Who or what it is about: `your sister`, `Catherine`, `you`.
    pub about: String,
    /// Which question about it this answers (`name`, `home`): a later answer takes the place of an earlier one. Empty for
    /// what the story teaches, where every new belief about something takes the place of the last.
    pub slot: String,
    /// What is believed, as she would say it to him; empty once it is forgotten.
    pub what: String,
    /// From where.
    pub footnote: Footnote,
    /// How much it weighs, 0..1.
    pub weight: f32,
    /// The belief that took its place, by its number.
    pub superseded_by: Option<usize>,
    /// Whether he made her forget it.
    pub forgotten: bool,
    /// The later turns in which he said it again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<u32>,
}

impl Belief {
    /// Whether it is believed now.
    pub fn holds(&self) -> bool {
        self.superseded_by.is_none() && !self.forgotten
    }

    /// What is believed, as a whole: what the story teaches is told with whom it is about.
    pub fn sentence(&self) -> String {
        if self.slot.is_empty() { format!("{}: {}", self.about, self.what) } else { self.what.clone() }
    }
}

/// Something that he said of himself or his people, on its way to being kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Who or what it is about.
    pub about: String,
    /// Which question about it this answers.
    pub slot: String,
    /// As she would say it to him.
    pub what: String,
    /// His own words.
    pub words: String,
    /// How much it weighs, 0..1.
    pub weight: f32,
}

/// All that is kept in mind, oldest first. A belief's number is its place, and stays the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Memory {
    beliefs: Vec<Belief>,
    /// The turns whose words he made her forget.
    #[serde(skip)]
    turns: BTreeSet<u32>,
}

impl Memory {
    /// Everything, also what no longer holds.
    pub fn all(&self) -> &[Belief] {
        &self.beliefs
    }

    /// What is believed now, with its number.
    pub fn held(&self) -> impl DoubleEndedIterator<Item = (usize, &Belief)> {
        self.beliefs.iter().enumerate().filter(|(_, belief)| belief.holds())
    }

    /// The turns in which he said what he made her forget.
    pub fn forgotten_turns(&self) -> BTreeSet<u32> {
        // What he put right, or chose, was not typed: the turn before it has nothing to do with it.
        let typed = |belief: &Belief| matches!(belief.footnote.by, TaughtBy::Talk | TaughtBy::Model);
        let gone = self.beliefs.iter().filter(|belief| belief.forgotten);
        let said = gone.flat_map(|b| b.again.iter().copied().chain(typed(b).then_some(b.footnote.turn)));
        said.chain(self.turns.iter().copied()).collect()
    }

    /// What the story taught about this, as it is believed now. What he typed by himself is not asked: the script says
    /// which words there may be, and its sentences are built around them.
    pub fn about(&self, about: &str) -> Option<&Belief> {
        self.held().map(|(_, belief)| belief).rfind(|belief| belief.slot.is_empty() && belief.about == about)
    }

    /// What was believed before this was.
    pub fn before(&self, number: usize) -> Option<&Belief> {
        self.beliefs.iter().rfind(|belief| belief.superseded_by == Some(number) && !belief.forgotten)
    }

    /// Whether it is believed already.
    pub fn has(&self, what: &Learned) -> bool {
        self.held().any(|(_, b)| b.about == what.about && b.slot == what.slot && b.what == what.what)
    }

    /// What is believed now, and would give way to this.
    pub fn gives_way(&self, to: &Learned) -> Option<&Belief> {
        let mut held = self.held().map(|(_, belief)| belief);
        held.rfind(|old| old.about == to.about && old.slot == to.slot && old.what != to.what)
    }

    /// Keeps what the story teaches.
    pub(super) fn teach(&mut self, about: &str, what: &str, footnote: Footnote) {
        self.keep(Belief {
            about: about.into(),
            slot: String::new(),
            what: what.into(),
            footnote,
            weight: BY_STORY,
            superseded_by: None,
            forgotten: false,
            again: Vec::new(),
        });
    }

    /// Keeps what he said.
    pub(super) fn learn(&mut self, learned: &Learned, by: TaughtBy, footnote: Footnote) {
        let Learned { about, slot, what, words, weight } = learned.clone();
        let footnote = Footnote { words: Some(words), by, ..footnote };
        // Whoever says the same thing again means it: it is one thing, and weighs more.
        let known = self.beliefs.iter_mut().find(|b| b.holds() && b.about == about && b.slot == slot && b.what == what);
        if let Some(known) = known {
            known.weight = (known.weight + 0.1).min(1.0);
            known.again.push(footnote.turn);
            return;
        }
        self.keep(Belief {
            about,
            slot,
            what,
            footnote,
            weight,
            superseded_by: None,
            forgotten: false,
            again: Vec::new(),
        });
    }

    /// Puts a belief right: in his words, and as much as he can make it weigh.
    pub(super) fn correct(&mut self, number: usize, what: &str, footnote: Footnote) {
        let Some(old) = self.beliefs.get(number).filter(|belief| belief.holds()) else { return };
        let footnote = Footnote { words: Some(what.into()), by: TaughtBy::Correction, ..footnote };
        let new = Belief { what: what.into(), footnote, weight: 1.0, ..old.clone() };
        let at = self.beliefs.len();
        self.beliefs[number].superseded_by = Some(at);
        self.beliefs.push(new);
    }

    /// Takes the words out of a belief, and out of those whose place it took. That there was something, is left.
    pub(super) fn forget(&mut self, number: usize) {
        let mut gone = vec![number];
        while let Some(number) = gone.pop() {
            let Some(belief) = self.beliefs.get_mut(number) else { continue };
            belief.forgotten = true;
            belief.what.clear();
            belief.footnote.words = None;
            // Which question it answered is left; behind that, the slot may hold words of his.
            belief.slot = belief.slot.split(' ').next().unwrap_or_default().to_owned();
            gone.extend((0..number).filter(|earlier| self.beliefs[*earlier].superseded_by == Some(number)));
        }
    }

    /// Takes away what he typed in a turn, and all that it taught her.
    pub(super) fn forget_words(&mut self, turn: u32) {
        self.turns.insert(turn);
        let taught = |belief: &Belief| {
            let here = belief.footnote.turn == turn || belief.again.contains(&turn);
            here && matches!(belief.footnote.by, TaughtBy::Talk | TaughtBy::Model)
        };
        let gone: Vec<usize> =
            self.beliefs.iter().enumerate().filter(|(_, belief)| taught(belief)).map(|(number, _)| number).collect();
        gone.into_iter().for_each(|number| self.forget(number));
    }

    fn keep(&mut self, belief: Belief) {
        let at = self.beliefs.len();
        let same = |old: &&mut Belief| old.holds() && old.about == belief.about && old.slot == belief.slot;
        for old in self.beliefs.iter_mut().filter(same) {
            old.superseded_by = Some(at);
        }
        self.beliefs.push(belief);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(day: u32) -> Footnote {
        let (phase, by) = (Phase::Morning, TaughtBy::Story);
        Footnote { day, phase, scene: None, turn: 0, beat: None, words: None, by }
    }

    fn sister(name: &str) -> Learned {
        let (about, slot) = ("your sister".into(), "name".into());
        Learned { about, slot, what: format!("your sister is called {name}"), words: name.into(), weight: 0.8 }
    }

    #[test]
    fn what_is_newer_takes_the_place_and_the_older_says_so() {
        let mut memory = Memory::default();
        memory.learn(&sister("Ruth"), TaughtBy::Talk, note(3));
        memory.learn(&sister("Ruth"), TaughtBy::Talk, note(4));
        assert_eq!(memory.all().len(), 1, "the same again is one thing");
        memory.learn(&sister("Agnes"), TaughtBy::Talk, note(9));
        let held: Vec<&str> = memory.held().map(|(_, belief)| belief.what.as_str()).collect();
        assert_eq!(held, ["your sister is called Agnes"]);
        assert!(memory.about("your sister").is_none(), "the story taught nothing of her");
        assert_eq!(memory.before(1).unwrap().what, "your sister is called Ruth");
    }

    #[test]
    fn words_are_forgotten_with_what_they_taught() {
        let mut memory = Memory::default();
        memory.learn(&sister("Ruth"), TaughtBy::Talk, Footnote { turn: 4, ..note(3) });
        memory.teach("being ten", "nice", Footnote { turn: 4, ..note(3) });
        memory.forget_words(4);
        assert!(memory.forgotten_turns().contains(&4));
        assert_eq!(memory.held().map(|(_, belief)| belief.what.as_str()).collect::<Vec<_>>(), ["nice"]);
    }

    #[test]
    fn forgetting_takes_the_words_and_leaves_the_place() {
        let mut memory = Memory::default();
        memory.learn(&sister("Ruth"), TaughtBy::Talk, note(3));
        memory.learn(&sister("Agnes"), TaughtBy::Talk, note(9));
        memory.forget(1);
        assert_eq!(memory.held().count(), 0);
        assert_eq!(memory.all().len(), 2);
        let text = serde_json::to_string(&memory).unwrap();
        assert!(!text.contains("Ruth") && !text.contains("Agnes"), "{text}");
        assert!(memory.all().iter().all(|belief| belief.about == "your sister"), "there was something");
    }

    #[test]
    fn a_correction_holds_and_can_be_put_right_again() {
        let mut memory = Memory::default();
        memory.teach("being ten", "nice", note(2));
        memory.correct(0, "longer than they said", note(5));
        memory.correct(0, "too late: it holds no more", note(6));
        assert_eq!(memory.about("being ten").unwrap().what, "longer than they said");
        assert_eq!(memory.about("being ten").unwrap().footnote.by, TaughtBy::Correction);
        memory.correct(7, "nobody", note(6));
    }
}
