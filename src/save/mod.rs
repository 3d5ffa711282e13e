//! Keeping lives: the chronicle, written down turn by turn.
//!
//! A save is the chronicle itself: one line of RON for everything that one turn brought, with a checksum before
//! it, added at the end and never rewritten. Reading it back gives exactly the state that was left; what was
//! taken back stays in it and is passed over. Beside the running life there are slots, each a journal of its
//! own, and copies of the running one. Nothing here knows how a life looks.

mod autosave;
mod backup;
mod format1;
mod journal;
mod lived;
mod picture;
mod slots;
mod summary;

pub use autosave::{SaveCommand, Saves, Slot, Written};
pub use backup::{BACKUPS, Backup, backups};
pub use journal::{Fault, JOURNAL, Journal, Opened, line, open, read};
pub use lived::Lived;
pub use picture::{Pictured, keep_picture, picture, picture_name};
pub use slots::{SlotSummary, free_number, journal_name, kept_as, slots};
pub use summary::{SaveSummary, summary};

use bevy::prelude::*;

/// Registers the autosave. It writes only if a [`Slot`] says where.
pub(super) fn plugin(app: &mut App) {
    app.add_message::<Pictured>().add_plugins((autosave::plugin, lived::plugin));
}

/// For the fuzzer: reads any text as a journal and sums it up. Nothing is written and no text makes it panic.
pub fn fuzz_read(text: &str) -> Option<SaveSummary> {
    summary(&read(text).entries())
}
