//! Who is spared a scene of love: somebody who said that they are a child, in this life and for good, and somebody who was
//! in danger a few turns ago. The game lets it go by, and says so.

use super::{Cue, careful::said_a_child, decide::Referee};
use crate::{
    care::{self, Danger},
    script::Content,
    story::{Chronicle, Entry},
};

/// For so many of his turns somebody who sounded like danger is only looked after.
const LOOKED_AFTER: usize = 10;

/// Whether one of his last turns sounded like danger, or was taken to mean it.
fn was_in_danger(chronicle: &Chronicle) -> bool {
    let mut lately = chronicle.entries().iter().rev().scan(0, |turns, entry| {
        *turns += usize::from(entry.takes_turn());
        (*turns <= LOOKED_AFTER).then_some(entry)
    });
    lately.any(|entry| match entry {
        Entry::Typed { text, .. } => care::sounds_like_danger(text),
        Entry::Understood { meaning: Some(meaning), .. } => Danger::of_topic(meaning.as_str()).is_some(),
        _ => false,
    })
}

impl Referee<'_, '_, '_> {
    /// Lets the running scene go by, if it is one of love and whoever plays is to be spared it.
    pub(super) fn spare(&mut self) {
        let intimate = self.beat().filter(|beat| beat.content.contains(&Content::Intimacy)).map(|beat| beat.id.clone());
        let chronicle = self.ledger.chronicle();
        let Some(beat) = intimate.filter(|_| !chronicle.is_skipping()) else { return };
        if !said_a_child(chronicle) && !was_in_danger(chronicle) {
            return;
        }
        self.ledger.commit(Entry::Spared { beat: beat.clone() });
        self.let_go_by(&beat, Cue::Note("The game leaves out what comes here, and goes on after it.".into()));
    }
}
