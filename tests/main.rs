//! Everything that needs more than one room, in one binary: quick to link, quick to run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod authored;
mod cards;
mod cards_hostile;
mod checking;
mod chronicle;
mod format;
mod frames;
mod guide;
mod kills;
mod mended;
mod mind;
mod modding;
mod packs;
mod plans;
mod prove;
#[cfg(feature = "hot-reload")]
mod reload;
mod rewind;
mod saves;
mod shipped_packs;
mod simulate;
mod small;
mod terminal;
