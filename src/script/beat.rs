//! One beat: the smallest thing that turns.
//!
//! A beat is a small graph of named nodes. It says when it may happen, what is said and offered in
//! it, what typed words it understands, and what all that changes.

use super::{
    BeatId, CastId, ChoiceId, Condition, Effect, EndingId, FreeTalk, Gauge, LetterId, LineId, MarkId, NodeId, SceneId,
    ThingId, Tone,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The node name that ends a beat.
pub const DONE: &str = "done";

/// One beat, one file: `assets/story/<act>/<beat>.beat.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Beat", deny_unknown_fields)]
pub struct Beat {
    /// Its name: the folder and the file, `hello/the-name`.
    pub id: BeatId,
    /// What it turns, for the next writer.
    pub purpose: String,
    /// When it may happen: all of these.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// How much the story wants it now, 0..1. The director takes the most wanted.
    #[serde(default = "half")]
    pub pull: f32,
    /// How it begins.
    #[serde(default)]
    pub start: Start,
    /// Whether it may happen again.
    #[serde(default)]
    pub again: bool,
    /// Where the eye rests while it plays; a mark of the scene.
    #[serde(default)]
    pub mark: Option<MarkId>,
    /// The first node.
    pub open: NodeId,
    /// The nodes by name.
    #[serde(deserialize_with = "super::once::once_each")]
    pub nodes: BTreeMap<NodeId, Node>,
    /// What happens if the player walks away; without it, walking away is not offered.
    #[serde(default)]
    pub left: Option<Left>,
    /// Two plain sentences for whoever skips it.
    pub summary: String,
    /// How much is at stake in it, 0..1; without it, it suits any moment of its act. See
    /// [`Arc`](super::Arc).
    #[serde(default)]
    pub tension: Option<f32>,
    /// What some players would like to know before.
    #[serde(default)]
    pub content: BTreeSet<Content>,
}

fn half() -> f32 {
    0.5
}

impl Content {
    /// In a word, as a player reads it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Loneliness => "loneliness",
            Self::Anger => "anger",
            Self::Intimacy => "intimacy",
            Self::Alcohol => "alcohol",
            Self::SelfHarm => "self-harm",
            Self::Illness => "illness",
            Self::Horror => "horror",
        }
    }
}

/// How a beat begins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Start {
    /// By itself, as soon as it may.
    #[default]
    Itself,
    /// When the player touches this thing; the words say what he would do (`make coffee`).
    Touch(ThingId, String),
    /// As soon as it may, also in the middle of another beat, at one of his turns there. That one goes on
    /// afterwards.
    CutsIn,
    /// Only where another beat visits it or jumps to it.
    Visited,
}

/// What a beat has in it that some players would like to know before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "each says itself")]
pub enum Content {
    Loss,
    Loneliness,
    Anger,
    Intimacy,
    Alcohol,
    SelfHarm,
    Illness,
    Horror,
}

/// Walking away from a beat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where it goes on; usually one line and then `done`.
    pub then: NodeId,
}

/// One step of a beat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Node {
    /// Somebody speaks, line after line; lines whose `when` does not hold are passed over.
    Say {
        /// Who; a member of the cast, or `narrator` for what is seen, `screen` for what is written.
        who: CastId,
        /// The lines in order.
        lines: Vec<Line>,
        /// Where it goes on.
        then: NodeId,
    },
    /// Theodore's turn.
    Turn {
        /// What he could say or do.
        choices: Vec<Choice>,
        /// Where silence leads. Silence is always possible and always means something.
        silence: NodeId,
        /// Whether he may also type, and what is understood.
        #[serde(default)]
        talk: Option<FreeTalk>,
        /// If the turn passes by itself: after so many seconds it counts as silence.
        #[serde(default)]
        lasts: Option<f32>,
    },
    /// Something becomes true.
    Do {
        /// What changes.
        effects: Vec<Effect>,
        /// Where it goes on.
        then: NodeId,
    },
    /// The story parts here.
    If {
        /// All of these.
        when: Vec<Condition>,
        /// If so.
        then: NodeId,
        /// If not.
        otherwise: NodeId,
    },
    /// Theodore writes a letter; its score decides where it goes on.
    Write {
        /// The letter's file.
        letter: LetterId,
        /// If it scored 0.6 or more.
        well: NodeId,
        /// If it did not.
        poorly: NodeId,
    },
    /// A card over black: a time skip said honestly.
    Card {
        /// The words on it.
        text: String,
        /// Smaller words under it.
        #[serde(default)]
        under: String,
        /// Where it goes on.
        then: NodeId,
    },
    /// Nothing, for so many seconds.
    Wait {
        /// How long, in seconds.
        seconds: f32,
        /// Where it goes on.
        then: NodeId,
    },
    /// Something is shown or heard, and nothing is said.
    Cue {
        /// What, all at once.
        show: Vec<Show>,
        /// Where it goes on.
        then: NodeId,
    },
    /// Another beat is played here, and then this one goes on.
    Visit {
        /// Which.
        beat: BeatId,
        /// Where it goes on.
        then: NodeId,
    },
    /// One of several ways on.
    Pick {
        /// How it is picked.
        #[serde(default)]
        how: Picking,
        /// The ways; those whose `when` does not hold are passed over.
        of: Vec<Way>,
        /// Where it goes on when there is none left; without it, the beat is over.
        #[serde(default)]
        over: Option<NodeId>,
    },
    /// This beat is over and that one begins at once, whatever else the story wants.
    Jump(BeatId),
    /// The life ends here.
    End(EndingId),
}

/// Something that is shown or heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Show {
    /// A sound, once.
    Sound(Sound),
    /// The eye goes to this mark of the scene.
    Look(MarkId),
    /// Her lamp: 0 is out, 1 is as always, 2 is twice as bright.
    Lamp(f32),
}

/// The sounds that a beat may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Sound {
    /// Three notes on glass.
    Chime,
    /// Water coming to the boil.
    Kettle,
    /// A sheet being turned.
    Paper,
}

/// How one of several ways is picked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Picking {
    /// By chance; each of them once before any comes again.
    #[default]
    Shuffled,
    /// In the order in which they are written, and then again from the first.
    InTurn,
    /// In the order in which they are written, each once in a life.
    Once,
}

/// One way on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Open only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Where it leads.
    pub then: NodeId,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its name within the beat.
    pub id: LineId,
    /// Said only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What is said. Stage directions are lines of `narrator`, never brackets. It may have gaps; see
    /// [`pieces`](super::pieces).
    pub text: String,
    /// The same in other words. One of all the wordings is taken by chance, so that another life sounds
    /// another way.
    #[serde(default)]
    pub other: Vec<String>,
    /// How it is said.
    #[serde(default)]
    pub tone: Tone,
    /// Seconds of quiet before it; without it, a small human pause.
    #[serde(default)]
    pub pause: Option<f32>,
    /// Said in its place: the first of these whose `when` holds.
    #[serde(default)]
    pub instead: Vec<Line>,
}

/// Something that Theodore could say or do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name within the beat.
    pub id: ChoiceId,
    /// What he says, in his words; or what he does, as an act.
    pub text: String,
    /// Offered only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Shown but not open while these do not hold; the text says why.
    #[serde(default)]
    pub locked: Option<(Vec<Condition>, String)>,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where it goes on.
    pub then: NodeId,
    /// True if it is a deed and not speech: it is not repeated as a line of his.
    #[serde(default)]
    pub deed: bool,
    /// What it takes from him.
    #[serde(default)]
    pub cost: Option<Cost>,
}

/// What a choice takes. It is shown and barred while there is less than that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Of which state value.
    pub of: Gauge,
    /// How much of it, above the least that it can be.
    pub much: f32,
    /// What is said while there is less.
    pub short: String,
}

impl Beat {
    /// The scene that the beat asks for, if its conditions name one.
    pub fn scene(&self) -> Option<&SceneId> {
        self.when.iter().find_map(|c| match c {
            Condition::In(scene) => Some(scene),
            _ => None,
        })
    }

    /// What can be typed in it, turn by turn.
    pub fn talks(&self) -> impl Iterator<Item = &FreeTalk> {
        self.nodes.values().filter_map(|node| match node {
            Node::Turn { talk, .. } => talk.as_ref(),
            _ => None,
        })
    }
}
