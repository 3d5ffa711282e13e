//! An answer as it is handed to the mind, and what comes back while it is said.

use super::Prompt;
use crate::{
    script::{BeatId, CastId, LineId, Tone},
    story::Source,
};

/// An answer to be said. Everything about it is decided but the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// In which beat.
    pub beat: BeatId,
    /// The written answer: what is said if no model can.
    pub stand_in: Vec<(LineId, String, Tone)>,
    /// What she says where a model breaks off in the middle of an answer.
    pub if_broken: Option<(LineId, String, Tone)>,
    /// Who says it.
    pub who: CastId,
    /// What they were called when it was decided: by the time it is said, the story may be further on.
    pub name: String,
    /// What the player typed.
    pub typed: String,
    /// What a model is told.
    pub prompt: Prompt,
    /// What must not come up: words and names.
    pub keep_out: Vec<String>,
    /// What she has said in this life, newest last, so that she does not say it again.
    pub said_before: Vec<String>,
    /// Whether a model must keep to the written answer, since it says something that is true.
    pub to_the_line: bool,
    /// For randomness.
    pub seed: u64,
}

/// What comes of a reply while it is performed.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyEvent {
    /// A sentence in a model's words, screened.
    Sentence(String, Source),
    /// It is over. `stand_in` says whether the written answer is to be said now.
    Over {
        /// Whether nothing of the model's was usable.
        stand_in: bool,
        /// Whether it broke off in the middle, after something was said.
        broke: bool,
        /// Why it was not, for the log: never shown as such.
        why: Option<String>,
    },
}
