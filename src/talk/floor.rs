//! Whose turn it is, and what they may do with it.

use super::SpokenLine;
use crate::script::{BeatId, ChoiceId, EndingId, LetterId, NodeId, PartId, ThingId};
use bevy::prelude::*;

/// What is on the floor: the line being said, what is waited for, and what was said before.
#[derive(Resource, Debug, Default)]
pub struct Floor {
    /// What is waited for.
    pub waiting: Waiting,
    /// The line that is shown now.
    pub line: Option<SpokenLine>,
    /// The card that is shown now: its words, and the smaller ones.
    pub card: Option<(String, String)>,
    /// Everything said in this life since it was opened, oldest first.
    pub backlog: Vec<SpokenLine>,
    /// Whether Samantha is thinking: the lamp dims.
    pub thinking: bool,
    /// Seconds that the open turn has lasted.
    pub elapsed: f32,
    /// The beat and node whose time is being counted.
    pub timed: Option<(BeatId, NodeId)>,
}

/// What is waited for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Waiting {
    /// Nobody lives yet: the title.
    #[default]
    Nobody,
    /// Something is being said or shown; [`Advance`](super::PlayerInput::Advance) hurries it.
    Performing,
    /// It is Theodore's turn.
    Turn(OpenTurn),
    /// The life ended; the card is up.
    Ended(EndingId),
}

impl Waiting {
    /// The open turn, if it is Theodore's.
    pub fn turn(&self) -> Option<&OpenTurn> {
        match self {
            Self::Turn(turn) => Some(turn),
            _ => None,
        }
    }
}

/// Theodore's turn.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTurn {
    /// What sort of turn.
    pub kind: TurnKind,
    /// In which beat; none in the free room.
    pub beat: Option<BeatId>,
    /// At which of its nodes: a deed that leads back to the same node does not start its time anew.
    pub node: Option<NodeId>,
    /// What he could do or say, in order; the first is number 1.
    pub offers: Vec<Offer>,
    /// What he could do meanwhile, in a talk: each belongs to a thing in the room.
    pub deeds: Vec<Offer>,
    /// Whether typed words go to somebody here.
    pub typing: bool,
    /// Whether he may walk away.
    pub can_leave: bool,
    /// After so many seconds the turn passes as silence.
    pub lasts: Option<f32>,
}

/// What sort of turn it is; screens lay it out accordingly.
#[derive(Clone, Debug, PartialEq)]
pub enum TurnKind {
    /// In talk.
    Talk,
    /// In the free room: each offer belongs to a thing.
    World,
    /// At a letter.
    Letter {
        /// Which letter.
        letter: LetterId,
        /// The part that is being written.
        part: PartId,
        /// What he asks himself.
        ask: String,
        /// What stands already.
        so_far: String,
    },
}

/// Something that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What a choice of it sends back.
    pub id: ChoiceId,
    /// The words.
    pub text: String,
    /// If it is shown but not open: why.
    pub locked: Option<String>,
    /// True if it is a deed and not speech.
    pub deed: bool,
    /// The thing that it belongs to, in the free room.
    pub thing: Option<ThingId>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Floor>();
}
