//! The command line: everything that `room-tone` can do besides being played in a window.
//!
//! Each command is one file. Standard output belongs to the command; everything that went wrong goes to
//! standard error, and the exit code says how it ended: 0 well, 1 it found faults, 2 it was asked wrongly
//! or could not be done.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the command line: printing is its work")]

pub mod bench_mind;
mod check;
mod cli;
mod driver;
mod graph;
mod ids;
pub mod import;
mod lives;
mod log;
mod markup;
mod mend;
mod packs;
pub mod plan;
mod players;
mod prove;
mod saves;
mod schema;
#[cfg(feature = "game")]
pub mod shot;
mod simulate;
mod story;
mod text;
mod warp;
mod why;

pub use cli::main;
pub use driver::Driver;
pub use lives::{by_words, live};
pub use players::{Character, Taste, Typed, Weighs, base as base_players};
pub use prove::{Against, DeadEnd, Progress, Proof, Reach, Witness, contradictions, prove};
pub use simulate::{Day, Lived, LivesOf, Many, Report, Turns, Unsaid, report_page, simulate};
