//! What is true in one life, and who may change it.
//!
//! State lives on entities ([`Theodore`], [`Samantha`], [`Amy`], [`Catherine`]) and in [`Life`]. It
//! changes in one way only: the [`Ledger`] commits an [`Entry`] to the [`Chronicle`] and applies it.
//! So the chronicle, read from its first entry, always gives back exactly the state. Nothing here
//! knows how a line is spoken or shown.

mod before;
mod chronicle;
mod condition;
mod days;
mod director;
mod draws;
mod entry;
mod gauges;
mod ledger;
mod life;
mod memory;
mod why;

pub use before::Before;
pub use chronicle::Chronicle;
pub use condition::{Read, all_hold, holds};
pub use days::{BeatLived, DayLived, days};
pub use director::{FIT, OFTEN, WAITED_LONG};
pub use director::{Next, Offerable, Score, cuts_in, direct, score};
pub use draws::Draws;
pub use entry::{Entry, FORMAT, Heard, Source, effective};
pub use gauges::{
    Amy, Candour, Catherine, Closeness, Hurt, Longing, Openness, Reach, Rest, Samantha, Selfhood, Solitude, Theodore,
    Trust, Warmth,
};
pub use ledger::{Ledger, Truth};
pub use life::{Calendar, Cursor, Life, Snapshot, TOPICS, Written};
pub use memory::{Belief, Footnote, Learned, Memory, TaughtBy};
pub use why::{Weighed, weigh};

use bevy::prelude::*;

/// Spawns the people and the empty life.
pub(super) fn plugin(app: &mut App) {
    app.add_plugins((gauges::plugin, life::plugin, chronicle::plugin));
}
