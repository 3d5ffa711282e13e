//! What the player is shown, as it is shown.

use crate::{
    script::{BeatId, CastId, EndingId, LineId, MarkId, Phase, SceneId, Show, Tone},
    story::Source,
};
use bevy::prelude::Message;
use serde::Serialize;

/// One line as it is said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpokenLine {
    /// In which beat.
    pub beat: BeatId,
    /// Which line.
    pub id: LineId,
    /// Who, by id.
    pub who: CastId,
    /// Who, as the player reads it; empty for the narrator.
    pub name: String,
    /// The words.
    pub text: String,
    /// How.
    pub tone: Tone,
    /// Where the words came from.
    pub source: Source,
}

/// Something that is shown now. Stage, sound, screens and the command line follow these, in order.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Told {
    /// A life was opened: begun, or continued.
    Opened,
    /// The place, the light or the day.
    Place {
        /// Where.
        scene: SceneId,
        /// In which light.
        phase: Phase,
        /// On which day.
        day: u32,
        /// From where the beat is seen, if it says so.
        mark: Option<MarkId>,
    },
    /// Somebody says a line.
    Line(SpokenLine),
    /// Samantha gives the first sign that she heard: half a word, before the answer.
    Breath(SpokenLine),
    /// A card over black.
    Card {
        /// The words.
        text: String,
        /// Smaller words under them.
        under: String,
    },
    /// Something is shown or heard, and nothing is said.
    Show(Show),
    /// It is the player's turn; see [`Floor`](super::Floor).
    Turn,
    /// A word from the game itself, outside the story.
    Note(String),
    /// The life ended.
    Ending(EndingId),
    /// The life was closed; back to the title.
    Closed,
}
