//! A blind of cloth in a window, let down by so much. It rolls from where it hung to where it is to hang.

use crate::stage::{now::Now, palette::Paint, set::Set, shape::Shape, standing::Ready};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// How much of a metre it rolls in a second.
const PACE: f32 = 0.9;
/// How much of the sky a window lets in, about.
pub(super) const SKY: f32 = 0.6;
/// The cord ends so far below it, in metres.
const CORD: f32 = 0.16;

/// How far down each blind hung when it was last seen, by its name.
#[derive(Resource, Debug, Default)]
pub(super) struct Hung(BTreeMap<String, f32>);

/// How far down a blind is to hang, in metres.
#[derive(Component, Debug)]
pub(super) struct Rolls {
    name: String,
    to: f32,
}

/// What of it is as long as it hangs down, and what hangs at its end.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Sheet,
    Foot,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hung>();
    app.add_systems(Update, roll.in_set(crate::stage::StageSystems::Light));
}

impl Rolls {
    pub fn new(name: &str, down: f32) -> Self {
        Self { name: name.to_owned(), to: down }
    }
}

/// Its parts, each about the middle of the head that it hangs from; the foot as if it were up.
pub(super) fn build(set: &mut Set, part: Part, wide: f32, down: f32) {
    match part {
        Part::Sheet => {
            let corner = Vec3::new(wide * -0.5, -down, 0.0);
            set.add(Paint::Blind, &Shape::sheet(corner, Vec3::X * wide, Vec3::Y * down, 0.12));
        }
        Part::Foot => {
            set.bit(Paint::Birch, Vec3::ZERO, Vec3::new(wide + 0.01, 0.026, 0.016), 0.006);
            let cord = Vec3::new(wide * 0.28, 0.0, 0.005);
            set.rod(Paint::Linen, cord, cord - Vec3::Y * CORD, 0.003);
        }
    }
}

fn roll(
    now: Res<Now>,
    ready: Res<Ready>,
    time: Res<Time>,
    mut hung: ResMut<Hung>,
    blinds: Query<(&Rolls, &Children)>,
    mut parts: Query<(&Part, &mut Transform)>,
) {
    for (blind, children) in &blinds {
        // Whoever comes into a place finds it as it is.
        let at_once = now.at_once || !ready.0;
        let before = hung.0.get(&blind.name).copied().filter(|_| !at_once).unwrap_or(blind.to);
        let step = PACE * time.delta_secs();
        let down = before + (blind.to - before).clamp(-step, step);
        if hung.0.get(&blind.name) != Some(&down) {
            hung.0.insert(blind.name.clone(), down);
        }
        for child in children {
            let Ok((part, mut place)) = parts.get_mut(*child) else { continue };
            let next = match part {
                Part::Sheet => Transform::from_scale(Vec3::new(1.0, down / blind.to, 1.0)),
                Part::Foot => Transform::from_translation(Vec3::Y * -down),
            };
            place.set_if_neq(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn it_rolls_from_where_it_hung_and_whoever_comes_in_finds_it_down() {
        let mut world = World::new();
        world.init_resource::<Hung>();
        world.insert_resource(Now { at_once: false, ..default() });
        world.insert_resource(Ready(true));
        let mut clock = Time::<()>::default();
        clock.advance_by(Duration::from_millis(500));
        world.insert_resource(clock);
        let roll = world.register_system(roll);
        let hang = |world: &mut World, down: f32| {
            let foot = world.spawn((Part::Foot, Transform::default())).id();
            world.spawn(Rolls::new("blind", down)).add_child(foot);
            foot
        };
        let stands = |world: &World, foot: Entity| -world.get::<Transform>(foot).map_or(0.0, |at| at.translation.y);
        let foot = hang(&mut world, 0.2);
        world.run_system(roll).unwrap();
        assert_eq!(stands(&world, foot), 0.2, "it was never seen otherwise");
        world.despawn(foot);
        let blinds: Vec<_> = world.query_filtered::<Entity, With<Rolls>>().iter(&world).collect();
        for blind in blinds {
            world.despawn(blind);
        }
        let foot = hang(&mut world, 1.1);
        world.run_system(roll).unwrap();
        assert!((stands(&world, foot) - 0.65).abs() < 1e-5, "half a second on the way");
        for _ in 0..4 {
            world.run_system(roll).unwrap();
        }
        assert_eq!(stands(&world, foot), 1.1);
    }
}
