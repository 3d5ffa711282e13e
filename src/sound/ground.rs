//! The ground: two loops that never stop. The room's own tone is always there; the city comes with the
//! evening and stands in the night.

use super::{allowed, decibels};
use crate::{AppSystems, screens::Settings, script::Phase, story::Life, talk::Told};
use bevy::prelude::*;
use bevy_kira_audio::prelude::*;
use std::time::Duration;

/// What the room's tone plays on.
#[derive(Resource)]
struct RoomTone;

/// What the city plays on.
#[derive(Resource)]
struct City;

/// How loud each is, of the whole.
#[derive(Resource, Debug, PartialEq)]
struct Ground {
    room: f32,
    city: f32,
}

impl Ground {
    fn of(phase: Phase) -> Self {
        let city = match phase {
            Phase::Morning => 0.22,
            Phase::Work => 0.15,
            Phase::Evening => 0.42,
            Phase::Night => 0.6,
        };
        Self { room: 0.5, city }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_audio_channel::<RoomTone>().add_audio_channel::<City>();
    app.insert_resource(Ground::of(Phase::Evening));
    app.add_systems(Update, begin.run_if(allowed).run_if(run_once));
    app.add_systems(
        Update,
        (follow, level.run_if(resource_changed::<Settings>.or_else(resource_changed::<Ground>)))
            .chain()
            .in_set(AppSystems::Present)
            .run_if(allowed),
    );
}

/// Both loops start together; [`level`] says how loud they are.
fn begin(server: Res<AssetServer>, room: Res<AudioChannel<RoomTone>>, city: Res<AudioChannel<City>>) {
    let slowly = AudioTween::linear(Duration::from_secs(4));
    room.play(server.load("sound/room-tone.ogg")).looped().fade_in(slowly.clone());
    city.play(server.load("sound/city-night.ogg")).looped().fade_in(slowly);
}

/// The city follows the hour; over a card it draws back, and the room stays.
fn follow(mut told: MessageReader<Told>, mut ground: ResMut<Ground>, life: Res<Life>) {
    for told in told.read() {
        let now = match told {
            Told::Place { phase, .. } => Ground::of(*phase),
            Told::Card { .. } | Told::Ending(_) => Ground { city: 0.05, ..Ground::of(Phase::Night) },
            Told::Turn | Told::Line(_) => Ground::of(life.calendar().phase),
            Told::Closed => Ground::of(Phase::Evening),
            _ => continue,
        };
        ground.set_if_neq(now);
    }
}

fn level(
    room: Res<AudioChannel<RoomTone>>,
    city: Res<AudioChannel<City>>,
    settings: Res<Settings>,
    ground: Res<Ground>,
) {
    let slowly = AudioTween::linear(Duration::from_millis(1500));
    room.set_volume(decibels(&settings, ground.room)).fade_in(slowly.clone());
    city.set_volume(decibels(&settings, ground.city)).fade_in(slowly);
}
