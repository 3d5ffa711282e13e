//! Performing one beat: lines, choices, silence, free talk.
//!
//! Input comes in as [`PlayerInput`]; what the player should see goes out as [`Told`]; what is being
//! waited for stands in [`Floor`]. Deciding runs ahead of performing: the referee steps through the
//! beat until Theodore's next turn and queues what is to be shown on the [`Playbill`], which is then
//! performed at the [`Pace`] of a reader, or at once.

mod answer;
mod careful;
mod decide;
mod deed;
mod fill;
mod floor;
mod hear;
mod his_words;
mod mend;
mod notice;
mod open;
mod perform;
mod pick;
mod playbill;
mod receive;
mod remember;
pub mod report;
mod rewind;
mod skip;
mod spared;
mod step;
mod told;
mod unplaced;
mod voice;

pub use floor::{Floor, Offer, OpenTurn, TurnKind, Waiting};
pub use hear::NobodyTypes;
pub use his_words::his_words;
pub use perform::Pace;
pub use playbill::{Cue, Playbill};
pub use receive::{PlayerInput, Proposal};
pub use told::{SpokenLine, Told};

use bevy::prelude::*;

/// Registers the five steps of a talk.
pub(super) fn plugin(app: &mut App) {
    app.add_message::<PlayerInput>().add_message::<Proposal>().add_message::<Told>();
    app.add_plugins((
        floor::plugin,
        playbill::plugin,
        receive::plugin,
        notice::plugin,
        hear::plugin,
        decide::plugin,
        perform::plugin,
    ));
}

/// Whether typed words are still being understood, or an input still has to be answered.
pub fn is_listening(world: &World) -> bool {
    world.resource::<receive::Typed>().0.is_some()
}
