//! Which mind the player asked for, and how the one that is there is doing.

use std::{fmt, path::PathBuf};

/// Which mind the player asked for.
#[derive(Clone, Default, PartialEq)]
pub enum MindChoice {
    /// The best that is there.
    #[default]
    Best,
    /// Written lines only.
    Authored,
    /// The model in this process.
    Embedded,
    /// Another file of weights in this process.
    Weights(PathBuf),
    /// A model behind an address.
    Endpoint {
        /// The base address, as `http://127.0.0.1:8080/v1`.
        url: String,
        /// The model's name.
        model: String,
        /// A key, from the environment; never saved. Without one, [`keys`](super::keys) are asked when it is needed.
        key: Option<String>,
    },
    /// The first, and wherever it fails without a word, the second.
    First(Box<Self>, Box<Self>),
}

/// Without the key: what can be printed ends up in a log.
impl fmt::Debug for MindChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Best => f.write_str("Best"),
            Self::Authored => f.write_str("Authored"),
            Self::Embedded => f.write_str("Embedded"),
            Self::Weights(path) => f.debug_tuple("Weights").field(path).finish(),
            Self::First(first, then) => f.debug_tuple("First").field(first).field(then).finish(),
            Self::Endpoint { model, .. } => f.debug_struct("Endpoint").field("model", model).finish_non_exhaustive(),
        }
    }
}

/// How the mind is doing, for settings and the quiet mark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MindStatus {
    /// Who performs: `authored`, `embedded`, `endpoint`.
    pub performer: String,
    /// In plain words, what is wrong with it, if anything.
    pub trouble: Option<String>,
    /// Whether she is "away": the last answer had to be the written one.
    pub away: bool,
}
