//! The ground: two loops that never stop. The room's own tone is always there; the city comes with the
//! evening and stands in the night. On a balcony it is nearer, in a bathroom further off.

use super::{allowed, decibels};
use crate::{AppSystems, screens::Settings, script::Phase, stage::Around, story::Life, talk::Told};
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
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
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

    /// As it sounds in a part of the place; never louder than the whole.
    fn heard(self, around: Around) -> Self {
        Self { room: (self.room * around.room).clamp(0.0, 1.0), city: (self.city * around.city).clamp(0.0, 1.0) }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_audio_channel::<RoomTone>().add_audio_channel::<City>();
    app.insert_resource(Ground::of(Phase::Evening));
    app.add_systems(Update, begin.run_if(allowed).run_if(run_once));
    app.add_systems(
        Update,
        (
            follow,
            level.run_if(
                resource_changed::<Settings>.or_else(resource_changed::<Ground>).or_else(resource_changed::<Around>),
            ),
        )
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
    around: Res<Around>,
) {
    let slowly = AudioTween::linear(Duration::from_millis(1500));
    let ground = ground.heard(*around);
    room.set_volume(decibels(&settings, ground.room)).fade_in(slowly.clone());
    city.set_volume(decibels(&settings, ground.city)).fade_in(slowly);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_there_is_more_of_the_city_and_behind_two_walls_less() {
        let night = Ground::of(Phase::Night);
        let out = night.heard(Around { room: 0.3, city: 1.7 });
        let bath = night.heard(Around { room: 1.4, city: 0.2 });
        assert!(out.city > night.city && out.room < night.room && out.city <= 1.0);
        assert!(bath.city < night.city && bath.room > night.room);
        assert_eq!(night.heard(Around::default()), night);
    }
}
