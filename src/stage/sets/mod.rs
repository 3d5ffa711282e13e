//! The sets: each place of the story, built in code. A place that is not among them gets a stand-in.

mod amys;
mod apartment;
mod backs;
mod balcony;
mod bath;
mod bed;
mod booth;
mod desk;
mod dinner;
mod ferry;
mod flyover;
mod kitchen;
mod launderette;
mod lift;
mod parts;
mod roof;
mod shelf;
mod sofa;
mod stairwell;
mod standin;
mod station;
mod street;
mod wardrobe;

pub(super) use apartment::{EVENING, MORNING, WAY_OUT};
pub(super) use parts::{Pose, person};

use super::{bake::Sources, models::Models, set::Set};
use crate::script::Scene;
use bevy::prelude::*;

/// A room as it was built.
pub(super) struct Built {
    /// What stands in it.
    pub set: Set,
    /// What light it may get.
    pub sources: Sources,
    /// The bright opening that smooth things mirror: `x0, x1, y0, y1`, and its z.
    pub window: (Vec4, f32),
    /// Whether the city is seen from it, and how far it is moved: it was built around the eleventh floor.
    pub city: Option<Vec3>,
    /// The mirror that hangs there, if one does.
    pub mirror: Option<Reflects>,
    /// Lamps that also glint: where, and which channel they follow.
    pub glints: Vec<(Vec3, Glint)>,
}

/// A mirror: upright, its glass the size that is seen, and which way it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reflects {
    pub middle: Vec3,
    pub size: Vec2,
    pub towards: Vec3,
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

/// Whether there is glass between a place and the weather: drops run down it when it rains.
pub(super) fn glazed(scene: &str) -> bool {
    matches!(scene, "apartment" | "amys")
}

/// The places that are built here.
#[cfg(test)]
pub(super) const BUILT: [&str; 12] = [
    "apartment",
    "amys",
    "booth",
    "dinner",
    "ferry",
    "flyover",
    "launderette",
    "lift",
    "roof",
    "stairwell",
    "station",
    "street",
];

/// Builds the place of that name; one that is not known is set up by what was written about it.
pub(super) fn build(models: &Models, scene: &str, written: Option<&Scene>) -> Built {
    match scene {
        "apartment" => apartment::build(models),
        "amys" => amys::build(models),
        "booth" => booth::build(models),
        "dinner" => dinner::build(models),
        "ferry" => ferry::build(models),
        "flyover" => flyover::build(models),
        "launderette" => launderette::build(models),
        "lift" => lift::build(models),
        "roof" => roof::build(models),
        "stairwell" => stairwell::build(models),
        "station" => station::build(models),
        "street" => street::build(models),
        _ => standin::build(models, written),
    }
}
