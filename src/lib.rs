//! **Room Tone**: a first-person interactive story in a stylised 3D apartment.
//!
//! Story state lives in ECS. Authored RON says what may happen. A mind performs Samantha, with or
//! without a language model. Code, not the model, decides. `docs/architecture.md` draws the flow:
//! it runs in one direction, through the five steps of [`AppSystems`].

pub mod care;
pub mod mind;
pub mod packs;
pub mod platform;
pub mod routine;
pub mod save;
pub mod script;
pub mod story;
pub mod talk;

#[cfg(feature = "game")]
pub mod game;
#[cfg(feature = "game")]
pub mod screens;
#[cfg(feature = "game")]
pub mod sound;
#[cfg(feature = "game")]
pub mod stage;

#[cfg(not(target_family = "wasm"))]
pub mod tools;

use bevy::prelude::*;

/// The five steps of a frame, in this order. Whatever runs in `Update` belongs to one of them.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AppSystems {
    /// Take in what the player did.
    Receive,
    /// Find out what typed words mean.
    Understand,
    /// Let the referee and the director decide.
    Decide,
    /// Say it.
    Perform,
    /// Show it: stage, sound, screens and saves observe and never decide.
    Present,
}

/// The story without a window: everything that the command line, the tests and the game share.
#[derive(Debug, Default)]
pub struct CorePlugin;

impl Plugin for CorePlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            Update,
            (AppSystems::Receive, AppSystems::Understand, AppSystems::Decide, AppSystems::Perform, AppSystems::Present)
                .chain(),
        );
        app.add_plugins((story::plugin, mind::plugin, talk::plugin, save::plugin));
    }
}

#[cfg(feature = "game")]
pub use game::play;

/// Says that there is no window in this build.
#[cfg(not(feature = "game"))]
pub fn play(_: mind::MindChoice, _: packs::Shelf) -> std::process::ExitCode {
    error!("this build has no window; try `room-tone text`, or build with the `game` feature");
    std::process::ExitCode::from(2)
}
