//! A letter that somebody pays Theodore to write.

use super::{ClientId, FactId, FragmentId, LetterId, PartId};
use serde::{Deserialize, Serialize};

/// One commission: `assets/story/letters/<letter>.letter.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Letter", deny_unknown_fields)]
pub struct Letter {
    /// Its name.
    pub id: LetterId,
    /// Who pays for it. Left out where nobody does: then it is a letter of his own.
    #[serde(default)]
    pub client: Option<ClientId>,
    /// What they asked for.
    pub brief: Brief,
    /// Its parts, in the order in which they are written.
    pub parts: Vec<Part>,
}

impl Letter {
    /// Whether it is a letter of his own, that nobody pays for and nobody reads against a brief.
    pub fn is_own(&self) -> bool {
        self.client.is_none()
    }
}

/// What the client asked for, awkward and concrete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// Who it is from.
    pub from: String,
    /// Who it is to.
    pub to: String,
    /// Why now, in the client's words.
    pub why: String,
    /// What should be in it.
    pub facts: Vec<LetterFact>,
    /// What must not be said.
    pub forbidden: Forbidden,
    /// How warm the client is, 0 (a handshake) to 1 (a blanket).
    pub warmth: f32,
}

/// A fact that the letter should use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LetterFact {
    /// Its name.
    pub id: FactId,
    /// As the client put it.
    pub text: String,
    /// Words that show it was used; one is enough.
    pub words: Vec<String>,
}

/// The one thing that must not be said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// As the client put it.
    pub text: String,
    /// Words that say it.
    pub words: Vec<String>,
}

/// A part of the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name: `opening`, `image`, `close`.
    pub id: PartId,
    /// What he asks himself.
    pub ask: String,
    /// What he could write.
    pub fragments: Vec<Fragment>,
    /// Whether he may write his own sentence here.
    #[serde(default)]
    pub typed: bool,
}

/// A piece that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// Its name.
    pub id: FragmentId,
    /// The words as they stand in the letter.
    pub text: String,
    /// How warm they are, 0..1.
    pub warmth: f32,
}
