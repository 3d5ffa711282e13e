//! Keeping a life: the chronicle, written down turn by turn.
//!
//! A save is the chronicle itself: one line of JSON for everything that one turn brought, added at the
//! end and never rewritten. Reading it back gives exactly the state that was left. Nothing here knows
//! how a life looks.

mod autosave;
mod journal;

pub use autosave::{SaveCommand, SaveSummary, Saves, Slot};
pub use journal::{JOURNAL, Opened, open};

use bevy::prelude::*;

/// Registers the autosave. It writes only if a [`Slot`] says where.
pub(super) fn plugin(app: &mut App) {
    app.add_plugins(autosave::plugin);
}
