//! Samantha's mind: what did he mean, and how does she say it.
//!
//! *Understanding* turns typed words into one of the meanings that the running beat lists.
//! *Performing* says an answer that has been decided already: as written, or in a model's words, each
//! sentence of which passes the [`screen`]. Nothing in here can change what is true.

pub mod doctor;
pub mod inspect;
pub mod keys;
pub mod memory;
pub mod models;
pub mod performers;
pub mod persona;
pub mod screen;
pub mod trust;
pub mod understand;

mod aside;
mod choice;
pub(crate) mod marks;
mod perform;
mod reply;
mod sentences;
pub(crate) mod words;

pub use aside::Aside;
pub use choice::{MindChoice, MindStatus};
pub use perform::{Mind, SILENCE};
pub use performers::{Performance, Performer, Piece, Prompt, Request, Speaker};
pub use reply::{Reply, ReplyEvent};
pub use understand::{Answer, Doubt, Meaning, Question, Understanding};

#[cfg(not(target_family = "wasm"))]
pub(crate) use understand::SentenceModel;

use bevy::prelude::*;

/// Registers understanding and performing; both start with what needs no weights.
pub(super) fn plugin(app: &mut App) {
    app.add_plugins((understand::plugin, perform::plugin));
}
