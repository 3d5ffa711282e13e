//! One thing that happened, as it is written down.

use super::{Before, Learned, TaughtBy};
use crate::script::{
    BeatId, CastId, ChoiceId, Effect, EndingId, LetterId, LineId, Manner, NodeId, PartId, SceneId, ThingId, Tone,
};
use serde::{Deserialize, Serialize};

/// The version of [`Entry`]; a save with a higher one is newer than this game.
pub const FORMAT: u32 = 4;

/// One thing that happened. Applied in order, entries give the state; some only remember.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// A life began.
    Began {
        /// See [`FORMAT`].
        format: u32,
        /// The story's id.
        story: String,
        /// The story's version.
        version: String,
        /// What all randomness of this life grows from.
        seed: u64,
        /// Where it begins.
        scene: SceneId,
        /// What was lived before.
        #[serde(default, skip_serializing_if = "Before::is_nothing")]
        before: Before,
    },
    /// The story stands at this node.
    Entered {
        /// The beat.
        beat: BeatId,
        /// The node in it.
        node: NodeId,
    },
    /// Another beat comes between: the running one waits where it stands.
    Suspended,
    /// These beats could have begun, and another did.
    PassedOver {
        /// Which.
        beats: Vec<BeatId>,
    },
    /// Somebody said a line.
    Said {
        /// In which beat.
        beat: BeatId,
        /// Which line; answers by a model carry the id of the line that they stand for.
        line: LineId,
        /// Who.
        who: CastId,
        /// The words.
        text: String,
        /// How.
        tone: Tone,
        /// Where the words came from.
        source: Source,
    },
    /// The player chose.
    Chose {
        /// In which beat.
        beat: BeatId,
        /// What.
        choice: ChoiceId,
        /// The words on it.
        text: String,
    },
    /// The player typed.
    Typed {
        /// In which beat, if one was running.
        beat: Option<BeatId>,
        /// The words, as typed.
        text: String,
    },
    /// What typed words were taken to mean.
    Understood {
        /// In which beat, if one was running.
        beat: Option<BeatId>,
        /// An accept, a topic or a choice; none if it was not understood.
        meaning: Option<ChoiceId>,
        /// How near, -1..1.
        score: f32,
        /// How it was found.
        by: Heard,
        /// How it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        manner: Option<Manner>,
    },
    /// The player let the moment pass.
    Silence {
        /// In which beat.
        beat: BeatId,
    },
    /// The player touched something.
    Touched {
        /// What.
        thing: ThingId,
        /// Which beat it began.
        beat: BeatId,
    },
    /// The player did something in the middle of a talk.
    Did {
        /// With what.
        thing: ThingId,
        /// Which of the deeds among the topics.
        deed: ChoiceId,
    },
    /// A part of a letter was written.
    Wrote {
        /// Which letter.
        letter: LetterId,
        /// Which part.
        part: PartId,
        /// The words.
        text: String,
    },
    /// A letter was finished and read against its brief.
    Scored {
        /// Which letter.
        letter: LetterId,
        /// 0..1.
        score: f32,
        /// Why, in sentences for the player.
        reasons: Vec<String>,
    },
    /// State changed. Nothing else changes gauges, facts, place or time.
    Applied {
        /// How.
        effects: Vec<Effect>,
    },
    /// The player walked away; the beat says how it closes.
    WalkedAway {
        /// From which beat.
        beat: BeatId,
    },
    /// A beat was over.
    Finished {
        /// Which.
        beat: BeatId,
    },
    /// Something was said that is kept in mind. What was learnt is written down, so that a later game which listens in
    /// another way tells the same life.
    Learned {
        /// How.
        by: TaughtBy,
        /// What.
        what: Learned,
    },
    /// The player put right what she keeps of him.
    Corrected {
        /// Which belief, by its number.
        belief: u32,
        /// How it is, in his words.
        what: String,
    },
    /// The player made her forget something.
    Forgot {
        /// Which belief, by its number.
        belief: u32,
    },
    /// The player made her forget what he typed.
    ForgotWords {
        /// In which of his turns, counted from 1.
        turn: u32,
    },
    /// One of several ways was picked.
    Picked {
        /// In which beat.
        beat: BeatId,
        /// At which of its nodes.
        node: NodeId,
        /// Which way, counted from 0.
        way: u32,
    },
    /// Randomness was used.
    Drew {
        /// So many draws in all.
        count: u64,
    },
    /// The life ended.
    Ended {
        /// How.
        ending: EndingId,
    },
    /// The player let a scene go by. What happened in it follows, up to its end: all of it is one turn.
    Skipped {
        /// Which.
        beat: BeatId,
    },
    /// The game let a scene go by, for somebody who is to be spared it. What happened in it follows, up to its end; none
    /// of that is a turn of his.
    Spared {
        /// Which.
        beat: BeatId,
    },
    /// The player went back, and of what was written before only so many entries still hold. It stands in
    /// what is written down, never in a [`Chronicle`](super::Chronicle): there, what was taken back is gone.
    Rewound {
        /// How many, counted without what was taken back earlier.
        to: u32,
    },
}

impl Entry {
    /// Whether it is something that the player did. What he typed and what it was taken to mean are one deed, and so
    /// is what he typed that was taken for a choice.
    pub fn is_deed(&self) -> bool {
        let beside = matches!(
            self,
            Self::Skipped { .. }
                | Self::Wrote { .. }
                | Self::Corrected { .. }
                | Self::Forgot { .. }
                | Self::ForgotWords { .. }
        );
        beside || self.takes_turn()
    }

    /// Whether it takes one of his turns, as [`Life::turns`](super::Life::turns) counts them.
    pub fn takes_turn(&self) -> bool {
        matches!(
            self,
            Self::Chose { .. }
                | Self::Typed { .. }
                | Self::Silence { .. }
                | Self::Touched { .. }
                | Self::Did { .. }
                | Self::WalkedAway { .. }
        )
    }

    /// Whether it is a sentence that a model said.
    pub fn is_by_model(&self) -> bool {
        matches!(self, Self::Said { source: Source::Embedded | Source::Endpoint, .. })
    }
}

/// What still holds of entries as they were written down, without what was taken back. The first always
/// does: nobody goes back beyond the beginning of a life.
pub fn effective(written: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for entry in written {
        match entry {
            Entry::Rewound { to } => entries.truncate((to as usize).max(1)),
            entry => entries.push(entry),
        }
    }
    entries
}

/// Where words came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Written by a person.
    #[serde(alias = "authored")]
    Authored,
    /// The model in this process.
    #[serde(alias = "embedded")]
    Embedded,
    /// A model behind an address.
    #[serde(alias = "endpoint")]
    Endpoint,
    /// The player's own words.
    #[serde(alias = "player")]
    Player,
}

impl Source {
    /// The word that is logged.
    pub fn word(self) -> &'static str {
        match self {
            Self::Authored => "authored",
            Self::Embedded => "embedded",
            Self::Endpoint => "endpoint",
            Self::Player => "player",
        }
    }
}

/// How typed words were understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heard {
    /// Word for word.
    #[serde(alias = "exactly")]
    Exactly,
    /// By the sentence model.
    #[serde(alias = "meaning")]
    Meaning,
    /// By shared words, since the sentence model is missing.
    #[serde(alias = "words")]
    Words,
    /// By a language model, out of the few meanings between which the sentence model was in doubt.
    Model,
}
