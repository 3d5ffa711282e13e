//! Everything that happened, in order: the one account from which a life can be told again.

use crate::script::{
    BeatId, CastId, ChoiceId, Effect, EndingId, LetterId, LineId, NodeId, PartId, SceneId, ThingId, Tone,
};
use bevy::prelude::*;
use serde::{Deserialize, Serialize};

/// The version of [`Entry`]; a save with a higher one is newer than this game.
pub const FORMAT: u32 = 1;

/// One thing that happened. Applied in order, entries give the state; some only remember.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "e", rename_all = "snake_case")]
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
}

/// Where words came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Written by a person.
    Authored,
    /// The model in this process.
    Embedded,
    /// A model behind an address.
    Endpoint,
    /// The player's own words.
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
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// Word for word.
    Exactly,
    /// By the sentence model.
    Meaning,
    /// By shared words, since the sentence model is missing.
    Words,
}

/// The account of the life that is being played. Append-only.
#[derive(Resource, Clone, Debug, Default)]
pub struct Chronicle {
    entries: Vec<Entry>,
    /// Counts up whenever another life is opened, so that whoever follows along notices.
    life: u64,
}

impl Chronicle {
    /// Everything so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Which life this is, counted since the program started.
    pub fn life(&self) -> u64 {
        self.life
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    pub(super) fn open(&mut self) {
        self.entries.clear();
        self.life += 1;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Chronicle>();
}
