//! Acts, parts of a day, and tones: the words in which it is said when something is, and how.

use serde::{Deserialize, Serialize};

/// The acts of the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Act {
    /// He says others' words.
    #[default]
    Grey,
    /// She says his.
    Hello,
    /// He begins.
    Awake,
    /// They have a language.
    Two,
    /// The language fails.
    Strain,
    /// Hers outgrows it.
    Beyond,
}

/// The parts of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Phase {
    /// Thin light from the side.
    #[default]
    Morning,
    /// Glare.
    Work,
    /// Apricot, going.
    Evening,
    /// Teal, and lamps.
    Night,
}

impl Phase {
    /// The word that is shown and logged.
    pub fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Work => "work",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// The phase of that name.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Morning, Self::Work, Self::Evening, Self::Night].into_iter().find(|p| p.word() == word)
    }
}

/// How a line is said. Shown beside the name, and given to the voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "a tone says itself")]
pub enum Tone {
    #[default]
    Plain,
    Soft,
    Bright,
    Teasing,
    Careful,
    Quiet,
    Exact,
    Warm,
    Tired,
    Dry,
}

impl Tone {
    /// The word that is shown and logged.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Soft => "soft",
            Self::Bright => "bright",
            Self::Teasing => "teasing",
            Self::Careful => "careful",
            Self::Quiet => "quiet",
            Self::Exact => "exact",
            Self::Warm => "warm",
            Self::Tired => "tired",
            Self::Dry => "dry",
        }
    }
}
