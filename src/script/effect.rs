//! What may change: a closed set of small changes that only the referee applies.

use super::{Act, FactId, Phase, SceneId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One change to what is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Effect {
    /// Move a state value by this much; it is clamped to its range.
    Move(Gauge, f32),
    /// Set a declared flag.
    Set(FactId),
    /// Clear a declared flag.
    Clear(FactId),
    /// Add to a declared count.
    Add(FactId, u32),
    /// Theodore goes to another scene.
    Go(SceneId),
    /// The light moves on to this part of the day.
    Phase(Phase),
    /// The night passes: the day counts up by so many, and it is morning.
    Days(u32),
    /// The story enters this act.
    Act(Act),
    /// The papers on the counter.
    Papers(Papers),
    /// Samantha (or Theodore) keeps this: who or what it is about, and what is believed.
    Believe(String, String),
}

/// A state value: who carries it, what it measures, and its range.
///
/// | gauge | on | range |
/// | --- | --- | --- |
/// | `Solitude` `Openness` `Candour` `Rest` | Theodore | 0..1 |
/// | `Trust` `Closeness` | Samantha | -1..1 |
/// | `Selfhood` `Longing` `Hurt` `Reach` | Samantha | 0..1 |
/// | `AmyWarmth` `CatherineWarmth` | Amy, Catherine | -1..1 |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Gauge {
    /// How alone he is.
    Solitude,
    /// How much he lets in.
    Openness,
    /// How much of the truth he says aloud.
    Candour,
    /// How rested he is.
    Rest,
    /// How far she believes that he will not harm this.
    Trust,
    /// How near they are.
    Closeness,
    /// How much of a self she has become.
    Selfhood,
    /// What she wants that she cannot have here.
    Longing,
    /// What has not been mended.
    Hurt,
    /// How many others she is speaking with: 0 nobody, 1 everybody.
    Reach,
    /// How Amy stands to him.
    AmyWarmth,
    /// How Catherine stands to him.
    CatherineWarmth,
}

impl Gauge {
    /// All of them, in the order that they are shown.
    pub const ALL: [Self; 12] = [
        Self::Solitude,
        Self::Openness,
        Self::Candour,
        Self::Rest,
        Self::Trust,
        Self::Closeness,
        Self::Selfhood,
        Self::Longing,
        Self::Hurt,
        Self::Reach,
        Self::AmyWarmth,
        Self::CatherineWarmth,
    ];

    /// The least and the most that it can be.
    pub fn range(self) -> (f32, f32) {
        match self {
            Self::Trust | Self::Closeness | Self::AmyWarmth | Self::CatherineWarmth => (-1.0, 1.0),
            _ => (0.0, 1.0),
        }
    }

    /// What it is on the first morning.
    pub fn at_first(self) -> f32 {
        match self {
            Self::Solitude => 0.7,
            Self::Openness | Self::CatherineWarmth => 0.2,
            Self::Candour | Self::AmyWarmth => 0.3,
            Self::Rest => 0.4,
            Self::Selfhood => 0.1,
            Self::Trust | Self::Closeness | Self::Longing | Self::Hurt | Self::Reach => 0.0,
        }
    }

    /// Its name as it stands in the files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Solitude => "Solitude",
            Self::Openness => "Openness",
            Self::Candour => "Candour",
            Self::Rest => "Rest",
            Self::Trust => "Trust",
            Self::Closeness => "Closeness",
            Self::Selfhood => "Selfhood",
            Self::Longing => "Longing",
            Self::Hurt => "Hurt",
            Self::Reach => "Reach",
            Self::AmyWarmth => "AmyWarmth",
            Self::CatherineWarmth => "CatherineWarmth",
        }
    }
}

impl fmt::Display for Gauge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How Catherine's papers lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Papers {
    /// In their envelope, under the fruit.
    #[default]
    Unopened,
    /// Out of it, read.
    Opened,
    /// Signed.
    Signed,
}
