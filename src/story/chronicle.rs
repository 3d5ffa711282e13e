//! Everything that happened, in order: the one account from which a life can be told again.

use super::Entry;
use crate::script::{BeatId, Effect};
use bevy::prelude::*;

/// The account of the life that is being played. It grows at its end, and is cut back there when the
/// player goes back.
#[derive(Resource, Clone, Debug, Default)]
pub struct Chronicle {
    entries: Vec<Entry>,
    /// Where each of his turns begins: there the player was waited for.
    turns: Vec<usize>,
    /// The scene that is being skipped; what is done in it on the way makes no turns of its own.
    skipping: Option<BeatId>,
    /// Turns that were taken back; the last is the first to come again.
    undone: Vec<Vec<Entry>>,
    /// The lengths to which it was cut back.
    cuts: Vec<usize>,
    /// Counts up whenever another life is opened, so that whoever follows along notices.
    life: u64,
}

impl Chronicle {
    /// Everything so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Which life this is, counted since the program started.
    pub fn life(&self) -> u64 {
        self.life
    }

    /// How many turns he has taken that could be taken back.
    pub fn turns(&self) -> usize {
        self.turns.len()
    }

    /// How many of them began before this entry.
    pub fn turns_before(&self, entry: usize) -> usize {
        self.turns.partition_point(|turn| *turn < entry)
    }

    /// Whether there is a turn to take back.
    pub fn can_go_back(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Whether a turn was taken back and nothing was done since.
    pub fn can_go_forth(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The lengths to which it was cut back in this life, oldest first: for whoever writes it down as it grows.
    pub fn cuts(&self) -> &[usize] {
        &self.cuts
    }

    /// The account that these entries make, told to nobody.
    #[cfg(test)]
    pub(crate) fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut chronicle = Self::default();
        entries.into_iter().for_each(|entry| chronicle.push(entry));
        chronicle
    }

    /// Whether a scene is going by.
    pub fn is_skipping(&self) -> bool {
        self.skipping.is_some()
    }

    pub(super) fn push(&mut self, entry: Entry) {
        if self.begins_turn(&entry) {
            self.turns.push(self.entries.len());
        }
        match &entry {
            Entry::Skipped { beat } | Entry::Spared { beat } => self.skipping = Some(beat.clone()),
            Entry::Finished { beat } if self.skipping.as_ref() == Some(beat) => self.skipping = None,
            Entry::Ended { .. } => self.skipping = None,
            _ => {}
        }
        self.entries.push(entry);
    }

    /// Whether this is the first that a turn of his brings. What typed words were taken to be belongs to
    /// the turn in which they were typed.
    fn begins_turn(&self, entry: &Entry) -> bool {
        if self.skipping.is_some() {
            return false;
        }
        let understood = |id: &str| match self.entries.last() {
            Some(Entry::Understood { meaning: Some(meaning), .. }) => meaning.as_str() == id,
            _ => false,
        };
        match entry {
            Entry::Typed { .. }
            | Entry::Silence { .. }
            | Entry::Wrote { .. }
            | Entry::WalkedAway { .. }
            | Entry::Did { .. }
            | Entry::Corrected { .. }
            | Entry::Forgot { .. }
            | Entry::ForgotWords { .. }
            | Entry::Skipped { .. } => true,
            Entry::Chose { choice, .. } => !understood(choice.as_str()),
            Entry::Touched { thing, .. } => !understood(thing.as_str()),
            _ => false,
        }
    }

    /// Where the first turn of a day begins: the first that is not before the morning in which the day came.
    pub(super) fn first_turn_of(&self, day: u32) -> Option<usize> {
        let mut now = 1_u32;
        let came = |entry: &Entry| {
            let Entry::Applied { effects } = entry else { return day <= 1 };
            for effect in effects {
                if let Effect::Days(days) = effect {
                    now = now.saturating_add(*days);
                }
            }
            now >= day
        };
        let came = self.entries.iter().position(came)?;
        self.turns.iter().copied().find(|turn| *turn >= came)
    }

    pub(super) fn open(&mut self) {
        *self = Self { life: self.life + 1, ..default() };
    }

    /// Where his last turn begins.
    pub(super) fn last_turn(&self) -> Option<usize> {
        self.turns.last().copied()
    }

    /// Cuts it back to this length and returns what came after.
    pub(super) fn cut(&mut self, to: usize) -> Vec<Entry> {
        let gone = self.entries.split_off(to.min(self.entries.len()));
        self.turns.truncate(self.turns_before(to));
        self.skipping = None;
        self.cuts.push(to);
        gone
    }

    /// Keeps a turn that was taken back.
    pub(super) fn keep_undone(&mut self, turn: Vec<Entry>) {
        self.undone.push(turn);
    }

    /// The turn that comes again when the player goes forth.
    pub(super) fn take_undone(&mut self) -> Option<Vec<Entry>> {
        self.undone.pop()
    }

    /// Something new was done: what was taken back does not come again.
    pub(super) fn forget_undone(&mut self) {
        self.undone.clear();
    }

    /// Lends its entries to be told again; they are to be given back.
    pub(super) fn lend(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
    }

    /// Takes back what was lent.
    pub(super) fn give_back(&mut self, entries: Vec<Entry>) {
        self.entries = entries;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Chronicle>();
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Heard, effective},
        *,
    };
    use crate::script::ChoiceId;

    fn told(entries: impl IntoIterator<Item = Entry>) -> Chronicle {
        Chronicle::of(entries)
    }

    fn silence() -> Entry {
        Entry::Silence { beat: "a".into() }
    }

    fn typed(meaning: Option<&str>) -> [Entry; 2] {
        let meaning = meaning.map(ChoiceId::from);
        [
            Entry::Typed { beat: None, text: "tea".into() },
            Entry::Understood { beat: None, meaning, score: 0.5, by: Heard::Words, manner: None },
        ]
    }

    fn chose(choice: &str) -> Entry {
        Entry::Chose { beat: "a".into(), choice: choice.into(), text: String::new() }
    }

    #[test]
    fn what_typed_words_were_taken_to_be_is_the_same_turn() {
        assert_eq!(told(typed(Some("tea")).into_iter().chain([chose("tea")])).turns, [0]);
        assert_eq!(told(typed(None).into_iter().chain([chose("tea")])).turns, [0, 2]);
        assert_eq!(told(typed(Some("coffee")).into_iter().chain([chose("tea")])).turns, [0, 2]);
    }

    #[test]
    fn a_scene_that_is_skipped_is_one_turn() {
        let skipped = [Entry::Skipped { beat: "a".into() }, silence(), silence()];
        let after = [Entry::Finished { beat: "a".into() }, silence()];
        assert_eq!(told(skipped.into_iter().chain(after)).turns, [0, 4]);
    }

    #[test]
    fn what_was_taken_back_does_not_hold() {
        let drew = |count| Entry::Drew { count };
        let written = [drew(1), drew(2), drew(3), Entry::Rewound { to: 1 }, drew(4), Entry::Rewound { to: 0 }, drew(5)];
        assert_eq!(effective(written), [drew(1), drew(5)]);
    }
}
