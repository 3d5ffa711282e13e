//! Everything that needs more than one room, in one binary: quick to link, quick to run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod authored;
mod cassette;
mod checking;
mod chronicle;
mod format;
mod frames;
mod kills;
#[cfg(feature = "game")]
mod looks;
mod memory;
mod mended;
mod mind;
#[cfg(feature = "endpoint")]
mod models;
mod packs;
mod plans;
#[cfg(feature = "hot-reload")]
mod reload;
mod rewind;
mod saves;
mod small;
mod terminal;
#[cfg(feature = "workshop")]
mod workshop;
