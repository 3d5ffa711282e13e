//! The rooms, the light, the city, the eye: everything that is seen and walked through.
//!
//! The stage observes and never decides. It follows [`Told`](crate::talk::Told) and the
//! [`Floor`](crate::talk::Floor); the only thing it ever says is that Theodore touched something
//! ([`PlayerInput::Touch`](crate::talk::PlayerInput)). Screens learn from [`Looking`] what he looks at
//! and keep him from walking with [`Claims`]; they say how the eye moves for this player with [`Comfort`], ask
//! things of it with [`Asks`], and let it off its leash with [`Photo`].

mod asks;
mod bake;
mod camera;
#[cfg(test)]
mod checks;
mod city;
mod claims;
mod comfort;
mod compiling;
mod door;
mod dots;
mod falling;
mod faults;
mod fingers;
mod gait;
mod game;
mod glass;
mod guests;
mod hand;
mod hues;
mod light;
mod light_cube;
mod looking;
mod looks;
mod loom;
mod matter;
mod mirror;
mod model;
mod models;
mod now;
mod palette;
mod photo;
mod presence;
mod props;
mod rays;
mod rhythm;
mod set;
mod sets;
mod shape;
mod standing;
mod stops;
mod texture;
mod tier;
#[cfg(test)]
mod tour;
mod walk;
mod weather;
mod zones;
mod zoom;

pub use asks::Asks;
pub use camera::{EYE, Eye};
pub use claims::Claims;
pub use comfort::Comfort;
pub use compiling::{Dark, Pipelines};
pub use game::GameOn;
pub use looking::Looking;
pub use models::{Models, Over};
pub use now::{Now, Places};
pub use photo::{LENSES, Photo, STOPS, TILT};
pub use props::Picked;
pub use standing::Ready;
#[cfg(not(target_family = "wasm"))]
pub use standing::census;
pub use stops::Lids;
pub use tier::{Tier, TierAsked, TierFell, Why};
pub use weather::Snow;
pub use zones::Around;

use crate::AppSystems;
use bevy::prelude::*;

/// The order in which the stage shows a frame, inside [`AppSystems::Present`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StageSystems {
    /// Take in what was told.
    Follow,
    /// Put up the set.
    Build,
    /// Move the eye.
    Move,
    /// Light it.
    Light,
}

/// Registers the stage. Wants Bevy's default plugins; runs, unseen, without a graphics card.
pub fn plugin(app: &mut App) {
    app.configure_sets(
        Update,
        (StageSystems::Follow, StageSystems::Build, StageSystems::Move, StageSystems::Light)
            .chain()
            .in_set(AppSystems::Present),
    );
    app.add_message::<crate::talk::Told>().add_message::<crate::talk::PlayerInput>();
    app.add_plugins((
        faults::plugin,
        claims::plugin,
        matter::plugin,
        models::plugin,
        camera::plugin,
        now::plugin,
        hues::plugin,
        presence::plugin,
        standing::plugin,
        city::plugin,
        light::plugin,
        stops::plugin,
        walk::plugin,
        looking::plugin,
        dots::plugin,
    ));
    app.add_plugins((loom::plugin, guests::plugin, falling::plugin, game::plugin));
    app.add_plugins((
        asks::plugin,
        comfort::plugin,
        compiling::plugin,
        fingers::plugin,
        gait::plugin,
        glass::plugin,
        hand::plugin,
        mirror::plugin,
        door::plugin,
        photo::plugin,
        props::plugin,
        tier::plugin,
        weather::plugin,
        zones::plugin,
        zoom::plugin,
    ));
}
