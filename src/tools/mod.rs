//! The command line: everything that `room-tone` can do besides being played in a window.
//!
//! Each command is one file. Standard output belongs to the command; everything that went wrong goes to
//! standard error, and the exit code says how it ended: 0 well, 1 it found faults, 2 it was asked wrongly
//! or could not be done.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the command line: printing is its work")]

#[cfg(feature = "endpoint")]
mod bench_endpoint;
#[cfg(feature = "game")]
mod bench_frame;
pub mod bench_mind;
#[cfg(feature = "game")]
mod bench_start;
mod cassette;
mod check;
mod cli;
mod doctor;
mod driver;
mod ids;
mod key;
mod lives;
mod log;
mod models;
mod packs;
pub mod plan;
mod players;
mod saves;
#[cfg(feature = "game")]
pub mod shot;
mod story;
mod text;
mod understand;
mod warp;
mod why;
#[cfg(feature = "workshop")]
mod workshop;

pub use cassette::{Difference, Replayed, cassette, replay};
pub use cli::main;
pub use driver::Driver;
pub use lives::{by_words, go_on, live};
pub use players::{Character, Taste, Typed, Weighs, base as base_players};
#[cfg(feature = "workshop")]
pub use workshop::{
    Against, Day, DeadEnd, Lived, LivesOf, Many, Progress, Proof, Reach, Report, Turns, Unsaid, Witness,
    contradictions, import, prove, report_page, simulate,
};
