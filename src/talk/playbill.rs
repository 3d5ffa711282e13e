//! What is decided and still to be shown, in order.

use super::{OpenTurn, SpokenLine};
use crate::{
    mind::Reply,
    script::{EndingId, MarkId, Phase, SceneId, Show},
};
use bevy::prelude::*;
use std::collections::VecDeque;

/// One thing to be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Cue {
    /// A life was opened.
    Opened,
    /// The place, the light or the day changed.
    Place {
        /// Where.
        scene: SceneId,
        /// In which light.
        phase: Phase,
        /// On which day.
        day: u32,
        /// From where.
        mark: Option<MarkId>,
    },
    /// A line, after so many seconds of quiet.
    Line(SpokenLine, f32),
    /// An answer that the mind performs.
    Reply(Box<Reply>),
    /// A card.
    Card(String, String),
    /// Nothing, for so many seconds.
    Quiet(f32),
    /// Something is shown or heard.
    Show(Show),
    /// A word from the game.
    Note(String),
    /// Theodore's turn.
    Open(Box<OpenTurn>),
    /// The end.
    Ending(EndingId),
    /// Back to the title.
    Closed,
}

/// The queue.
#[derive(Resource, Debug, Default)]
pub struct Playbill(pub VecDeque<Cue>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Playbill>();
}
