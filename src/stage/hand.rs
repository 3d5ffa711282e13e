//! His right hand, when he touches something: it comes into the picture from below, reaches towards the thing, and goes.

use super::{
    camera::{Eye, OWN},
    light_cube::LightCube,
    matter::Matter,
    models::Models,
    now::{Now, Places},
    photo::Photo,
    set::Set,
    standing::{Piece, Standing, lit},
};
use crate::{script::ThingId, talk::PlayerInput};
use bevy::{camera::visibility::RenderLayers, light::NotShadowCaster, prelude::*};

/// How long a reach takes, there and back, in seconds.
const LASTS: f32 = 1.15;
/// How far the wrist comes from the eye, in metres, and how near to a thing.
const REACH: f32 = 0.50;
const SHY: f32 = 0.22;
/// Where the shoulder is, and where the wrist rests out of sight; as the eye has it: right, up, back.
const SHOULDER: Vec3 = Vec3::new(0.20, -0.24, 0.06);
const RESTS: Vec3 = Vec3::new(0.26, -0.62, -0.10);

/// A reach under way: what for, and for how long it has been.
#[derive(Component)]
struct Hand {
    thing: Vec3,
    passed: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin, reach).chain().in_set(super::StageSystems::Light));
}

fn begin(
    mut input: MessageReader<PlayerInput>,
    now: Res<Now>,
    places: Res<Places>,
    (standing, matter, models): (Res<Standing>, Res<Matter>, Res<Models>),
    eyes: Query<&Transform, With<Eye>>,
    old: Query<Entity, With<Hand>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    let touched = input.read().filter_map(|input| match input {
        PlayerInput::Touch(thing) => Some(thing.clone()),
        _ => None,
    });
    let (Some(thing), Ok(eye)) = (touched.last(), eyes.single()) else { return };
    let Some(thing) = place_of(&places, &now, &thing) else { return };
    // What lies behind him or across the room he goes to first.
    let to = thing - eye.translation;
    if models.get("hand/right").is_none() || to.length() > 2.6 || eye.forward().angle_between(to) > 0.9 {
        return;
    }
    old.iter().for_each(|hand| commands.entity(hand).despawn());
    let mut set = Set::new(&models);
    set.model("hand/right", Vec3::splat(0.1));
    let light = LightCube::near(&standing, &meshes, eye.translation + to * 0.3);
    let root = commands
        .spawn((Name::new("his hand"), Piece, Hand { thing, passed: 0.0 }, Transform::default(), Visibility::default()))
        .id();
    for (paint, shape) in set.shapes() {
        let Some(material) = matter.room.get(&paint) else { continue };
        let mesh = meshes.add(lit(paint, shape, &light));
        commands.spawn((
            ChildOf(root),
            RenderLayers::layer(OWN),
            NotShadowCaster,
            Mesh3d(mesh),
            MeshMaterial3d(material.clone()),
        ));
    }
}

fn place_of(places: &Places, now: &Now, thing: &ThingId) -> Option<Vec3> {
    places.0.get(&now.scene)?.things.get(thing).map(|thing| Vec3::from(thing.at))
}

fn reach(
    (time, photo): (Res<Time>, Res<Photo>),
    eyes: Query<&Transform, (With<Eye>, Without<Hand>)>,
    mut hands: Query<(Entity, &mut Hand, &mut Transform)>,
    mut commands: Commands,
) {
    let Ok(eye) = eyes.single() else { return };
    for (entity, mut hand, mut place) in &mut hands {
        hand.passed += time.delta_secs();
        // Nobody takes pictures of a hand that time stands still for.
        if hand.passed >= LASTS || photo.is_open() {
            commands.entity(entity).despawn();
            continue;
        }
        *place = pose(eye, hand.thing, hand.passed / LASTS);
    }
}

/// Where the wrist is and which way the fingers point, when so much of a reach is over.
fn pose(eye: &Transform, thing: Vec3, through: f32) -> Transform {
    // Out quickly, a moment there, back slowly.
    let out = if through < 0.34 { ease(through / 0.34) } else { 1.0 - ease(((through - 0.5) / 0.5).max(0.0)) };
    let to = thing - eye.translation;
    let away = (to.length() - SHY).clamp(0.24, REACH);
    let there = to.normalize_or(*eye.forward()) * away + eye.rotation * Vec3::new(0.05, -0.05, 0.0);
    let rests = eye.rotation * RESTS;
    let wrist = rests.lerp(there, out);
    let along = (wrist - eye.rotation * SHOULDER).normalize_or(*eye.forward());
    Transform::from_translation(eye.translation + wrist).looking_to(along, eye.rotation * Vec3::new(-0.25, 1.0, 0.0))
}

fn ease(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_from_out_of_sight_goes_towards_the_thing_and_back_again() {
        let eye = Transform::from_xyz(1.0, 1.6, 2.0).looking_at(Vec3::new(1.4, 1.1, 0.9), Vec3::Y);
        let thing = Vec3::new(1.4, 1.1, 0.9);
        let seen = |through: f32| {
            let wrist = eye.compute_affine().inverse().transform_point3(pose(&eye, thing, through).translation);
            Vec2::new(wrist.x / -wrist.z, wrist.y / -wrist.z)
        };
        assert!(seen(0.0).y < -1.5 && seen(1.0).y < -1.5, "it rests below the picture");
        assert!(seen(0.42).length() < 0.3, "it is near the middle: {}", seen(0.42));
        let far = |through: f32| pose(&eye, thing, through).translation.distance(eye.translation);
        assert!(far(0.42) <= REACH + 0.1);
    }

    #[test]
    fn whatever_is_near_is_not_reached_through() {
        let eye = Transform::from_xyz(0.0, 1.6, 0.0).looking_at(Vec3::NEG_Z, Vec3::Y);
        let wrist = pose(&eye, Vec3::new(0.0, 1.6, -0.5), 0.42).translation;
        assert!(wrist.z > -0.4, "{wrist}");
    }
}
