//! Which part of a place he is in, and so how the place sounds there: on the balcony there is more of the city than of the
//! room, behind two walls it is the other way about.

use super::{
    camera::Eye,
    now::{Now, Places},
};
use bevy::prelude::*;

/// How loud the room's own tone and the city are where he stands, beside how loud they are in the middle of the place.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Around {
    /// 1: as loud.
    pub room: f32,
    /// The same for the city.
    pub city: f32,
}

impl Default for Around {
    fn default() -> Self {
        Self { room: 1.0, city: 1.0 }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Around>();
    app.add_systems(Update, listen.in_set(super::StageSystems::Light));
}

fn listen(now: Res<Now>, places: Res<Places>, eyes: Query<&Transform, With<Eye>>, mut around: ResMut<Around>) {
    let Ok(eye) = eyes.single() else { return };
    let zones = places.0.get(&now.scene).map(|scene| scene.zones.as_slice()).unwrap_or_default();
    let here = zones.iter().find(|zone| zone.holds(eye.translation.x, eye.translation.z));
    around.set_if_neq(here.map_or_else(Around::default, |zone| Around { room: zone.room, city: zone.city }));
}
