//! Going from stop to stop: when a beat asks for one, and with keys alone.

use super::{
    camera::{EYE, Eye},
    claims::Claims,
    now::{Now, Places},
};
use crate::{
    AppSystems,
    script::Mark,
    talk::{Floor, Waiting},
};
use bevy::prelude::*;

/// How long a glide takes, in seconds.
const GLIDE: f32 = 0.6;

/// A glide under way.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct Glide(Option<Way>);

#[derive(Clone, Copy, Debug)]
struct Way {
    from: (Vec3, f32, f32),
    to: (Vec3, f32, f32),
    passed: f32,
    lasts: f32,
}

impl Glide {
    /// Whether the eye is on its way, and walking waits.
    pub fn moving(&self) -> bool {
        self.0.is_some()
    }
}

/// The stop that the keys are at.
#[derive(Resource, Clone, Copy, Debug, Default)]
struct At(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Glide>().init_resource::<At>();
    app.add_systems(Update, step.in_set(AppSystems::Receive));
    app.add_systems(Update, (go, glide, sway).chain().in_set(super::StageSystems::Move));
}

/// Tab and E-less hands: Q back, Tab or R on; the pad's cross left and right.
fn step(
    keys: Res<ButtonInput<KeyCode>>,
    pads: Query<&Gamepad>,
    claims: Res<Claims>,
    floor: Option<Res<Floor>>,
    places: Res<Places>,
    mut now: ResMut<Now>,
    mut at: ResMut<At>,
) {
    let in_life = floor.is_some_and(|floor| floor.waiting.turn().is_some());
    if !claims.is_free() || !in_life {
        return;
    }
    let shift = keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    let tab = keys.just_pressed(KeyCode::Tab);
    let on = (tab && !shift)
        || keys.just_pressed(KeyCode::KeyR)
        || pads.iter().any(|pad| pad.any_just_pressed([GamepadButton::DPadRight, GamepadButton::RightTrigger]));
    let back = (tab && shift)
        || keys.just_pressed(KeyCode::KeyQ)
        || pads.iter().any(|pad| pad.any_just_pressed([GamepadButton::DPadLeft, GamepadButton::LeftTrigger]));
    let Some(scene) = places.0.get(&now.scene) else { return };
    let count = scene.marks.len();
    if count == 0 || on == back {
        return;
    }
    at.0 = (at.0 % count + if on { 1 } else { count - 1 }) % count;
    now.mark = Some(scene.marks[at.0].id.clone());
}

/// Where a stop puts the eye: place, yaw, pitch.
fn pose(mark: &Mark) -> (Vec3, f32, f32) {
    let eye = Vec3::from(mark.eye);
    let along = (Vec3::from(mark.look) - eye).normalize_or(Vec3::NEG_Z);
    (eye, (-along.x).atan2(-along.z), along.y.clamp(-0.99, 0.99).asin())
}

/// Sends the eye on its way to the stop that was asked for.
fn go(
    mut now: ResMut<Now>,
    places: Res<Places>,
    mut glide: ResMut<Glide>,
    mut at: ResMut<At>,
    eyes: Query<(&Transform, &Eye)>,
) {
    let Some(wanted) = now.mark.clone() else { return };
    let Ok((place, eye)) = eyes.single() else { return };
    let scene = places.0.get(&now.scene);
    let found = scene.and_then(|scene| scene.marks.iter().position(|mark| mark.id == wanted));
    let lasts = if now.at_once { 0.0 } else { GLIDE };
    now.mark = None;
    let (Some(scene), Some(index)) = (scene, found) else { return };
    at.0 = index;
    let to = pose(&scene.marks[index]);
    // The short way round.
    let turn = (to.1 - eye.yaw + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI;
    let far = place.translation.distance(to.0);
    let lasts = lasts * (1.0 + 0.12 * far.min(5.0) + 0.15 * turn.abs());
    glide.0 = Some(Way {
        from: (place.translation, eye.yaw, eye.pitch),
        to: (to.0, eye.yaw + turn, to.2),
        passed: 0.0,
        lasts,
    });
}

/// While nobody lives here yet, the eye drifts a little, as a camera on a long take does.
fn sway(time: Res<Time>, floor: Option<Res<Floor>>, glide: Res<Glide>, mut eyes: Query<(&mut Transform, &Eye)>) {
    if glide.moving() || floor.is_none_or(|floor| floor.waiting != Waiting::Nobody) {
        return;
    }
    let t = time.elapsed_secs();
    for (mut place, eye) in &mut eyes {
        let (yaw, pitch) = (0.022 * (t * 0.13).sin(), 0.006 * (t * 0.19).sin());
        place.rotation = Quat::from_euler(EulerRot::YXZ, eye.yaw + yaw, eye.pitch + pitch, 0.0);
    }
}

pub(super) fn glide(time: Res<Time>, mut glide: ResMut<Glide>, mut eyes: Query<(&mut Transform, &mut Eye)>) {
    let Some(mut way) = glide.0 else { return };
    let Ok((mut place, mut eye)) = eyes.single_mut() else { return };
    way.passed += time.delta_secs();
    let t = if way.lasts > 0.0 { (way.passed / way.lasts).min(1.0) } else { 1.0 };
    let t = t * t * t * (t * (6.0 * t - 15.0) + 10.0);
    // Over the floor in a line; the head rises a little between low places.
    place.translation = way.from.0.lerp(way.to.0, t);
    let sitting = way.from.0.y.min(way.to.0.y) < EYE - 0.2 && way.from.0.distance(way.to.0) > 1.0;
    if sitting {
        place.translation.y += 0.12 * (t * std::f32::consts::PI).sin();
    }
    eye.yaw = way.from.1 + (way.to.1 - way.from.1) * t;
    eye.pitch = way.from.2 + (way.to.2 - way.from.2) * t;
    eye.pace = Vec3::ZERO;
    place.rotation = Quat::from_euler(EulerRot::YXZ, eye.yaw, eye.pitch, 0.0);
    glide.0 = (t < 1.0).then_some(way);
}
