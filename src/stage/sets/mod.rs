//! The sets: each room of the story, built in code until models take their place.

mod apartment;
mod bed;
mod booth;
mod desk;
mod kitchen;
mod shelf;
mod sofa;
mod station;

pub(super) use apartment::{EVENING, MORNING};

use super::{bake::Sources, set::Set};
use bevy::prelude::*;

/// A room as it was built.
pub(super) struct Built {
    /// What stands in it.
    pub set: Set,
    /// What light it may get.
    pub sources: Sources,
    /// The bright opening that smooth things mirror: `x0, x1, y0, y1`, and its z.
    pub window: (Vec4, f32),
    /// Whether the city is seen from it.
    pub city: bool,
    /// Lamps that also glint: where, and which channel they follow.
    pub glints: Vec<(Vec3, Glint)>,
}

/// A small live light beside the baked one, for glints and for what moves.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glint {
    /// The lamp by the sofa, or on the booth's desk.
    Lamp,
    /// The strip in the kitchen.
    Strip,
    /// The screen.
    Screen,
    /// Her lens.
    Lens,
}

/// Builds the room of that name; unknown rooms get the apartment's walls.
pub(super) fn build(scene: &str) -> Built {
    match scene {
        "booth" => booth::build(),
        "station" => station::build(),
        _ => apartment::build(),
    }
}
