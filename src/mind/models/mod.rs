//! Which models could speak for her: those found on this machine, those that can be fetched, and which of them does.
//!
//! Looking reads folders and asks servers on this machine; fetching asks the one host that a list or the player
//! names. Neither has a place in a frame: [`files`] belong on a thread, [`servers`] and [`download`] bring their own.

pub mod checkup;
pub mod curated;
#[cfg(all(feature = "endpoint", not(target_family = "wasm")))]
pub mod download;
#[cfg(not(target_family = "wasm"))]
pub mod files;
pub mod gguf;
#[cfg(feature = "endpoint")]
pub mod servers;

mod find;
mod kept;
mod list;
mod quantisation;
mod remove;
mod words;

pub use find::find;
pub use kept::{Speaks, environment_names_one, keep, settled, speaks};
pub use list::{Found, Model, Served};
pub use remove::remove;
pub use words::{bytes, clean};

use std::path::PathBuf;

/// The default weights' file in the game's own models folder.
pub const DEFAULT_FILE: &str = "SmolLM2-135M-Instruct.Q4_1.gguf";

/// The game's own models folder.
#[cfg(not(target_family = "wasm"))]
pub fn folder() -> PathBuf {
    let folder = crate::platform::data_dir().join("models");
    // It is kept who speaks, and the next start may be from somewhere else.
    std::path::absolute(&folder).unwrap_or(folder)
}

/// The game's own models folder: a page has none.
#[cfg(target_family = "wasm")]
pub fn folder() -> PathBuf {
    PathBuf::new()
}
