//! How he tells something: all that she has to go by where she cannot place it.

use serde::{Deserialize, Serialize};

/// How something is told. What is merely told has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Manner {
    /// Good news, a small joy, relief.
    Glad,
    /// Loss, shame, somebody missed.
    Sorry,
    /// As a joke, or because it is one.
    Funny,
    /// What may come is dreaded.
    Afraid,
    /// Somebody or something annoys him.
    Cross,
    /// Kind to her.
    Kind,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Glad, Self::Sorry, Self::Funny, Self::Afraid, Self::Cross, Self::Kind];

    /// Under which name her lines for it stand among the topics.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Glad => ".manners.Glad",
            Self::Sorry => ".manners.Sorry",
            Self::Funny => ".manners.Funny",
            Self::Afraid => ".manners.Afraid",
            Self::Cross => ".manners.Cross",
            Self::Kind => ".manners.Kind",
        }
    }
}
