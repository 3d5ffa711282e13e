//! Going from stop to stop: when a beat asks for one, and with keys alone. In a glide, or behind closed lids.

use super::{
    asks::Asks,
    camera::{EYE, Eye},
    claims::Claims,
    comfort::Comfort,
    now::{Now, Places},
    walk,
};
use crate::{
    AppSystems,
    script::Mark,
    talk::{Floor, Waiting},
};
use bevy::{
    input::mouse::{AccumulatedMouseScroll, MouseScrollUnit},
    prelude::*,
};

/// How long a glide takes, in seconds.
const GLIDE: f32 = 0.6;

/// How long lids take to close and open again, in seconds.
const BLINK: f32 = 0.42;

/// How far the lids are closed, 0..1: the screens darken the picture by it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Lids(pub f32);

/// A glide under way.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct Glide(Option<Way>);

#[derive(Clone, Copy, Debug)]
struct Way {
    from: (Vec3, f32, f32),
    to: (Vec3, f32, f32),
    passed: f32,
    lasts: f32,
    blink: bool,
}

impl Glide {
    /// Whether the eye is on its way, and walking waits.
    pub fn moving(&self) -> bool {
        self.0.is_some()
    }
}

/// The stop that the keys are at.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub(super) struct At(usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Glide>().init_resource::<At>().init_resource::<Lids>();
    app.add_systems(Update, step.in_set(AppSystems::Receive));
    app.add_systems(Update, (go, glide, sway).chain().in_set(super::StageSystems::Move));
}

/// Tab and E-less hands: Q back, Tab or R on; the pad's cross left and right; the mouse's wheel.
fn step(
    keys: Res<ButtonInput<KeyCode>>,
    pads: Query<&Gamepad>,
    wheel: Res<AccumulatedMouseScroll>,
    mut turned: Local<f32>,
    mut asks: ResMut<Asks>,
    claims: Res<Claims>,
    floor: Option<Res<Floor>>,
    places: Res<Places>,
    mut now: ResMut<Now>,
    mut at: ResMut<At>,
) {
    let in_life = floor.is_some_and(|floor| floor.waiting.turn().is_some());
    let asked = asks.stops;
    if asked != 0 {
        asks.stops = 0;
    }
    if !claims.is_free() || !in_life {
        *turned = 0.0;
        return;
    }
    let notch = notches(&mut turned, &wheel);
    let shift = keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    let tab = keys.just_pressed(KeyCode::Tab);
    let on = asked > 0
        || notch < 0
        || (tab && !shift)
        || keys.just_pressed(KeyCode::KeyR)
        || pads.iter().any(|pad| pad.any_just_pressed([GamepadButton::DPadRight, GamepadButton::RightTrigger]));
    let back = asked < 0
        || notch > 0
        || (tab && shift)
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

/// Whole notches that the wheel was turned by; a wheel without notches has one every so many pixels.
fn notches(turned: &mut f32, wheel: &AccumulatedMouseScroll) -> i32 {
    let pixels = if wheel.unit == MouseScrollUnit::Line { 1.0 } else { 1.0 / 90.0 };
    *turned += wheel.delta.y * pixels;
    let whole = turned.trunc();
    *turned -= whole;
    whole as i32
}

/// Where a stop puts the eye: place, yaw, pitch.
fn pose(mark: &Mark) -> (Vec3, f32, f32) {
    let eye = Vec3::from(mark.eye);
    let along = (Vec3::from(mark.look) - eye).normalize_or(Vec3::NEG_Z);
    (eye, (-along.x).atan2(-along.z), along.y.clamp(-0.99, 0.99).asin())
}

/// Sends the eye on its way to the stop that was asked for.
pub(super) fn go(
    mut now: ResMut<Now>,
    comfort: Res<Comfort>,
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
    // To somewhere that is nearly here, nobody shuts their eyes. Nobody glides through a wall.
    let near = far <= 0.05 && turn.abs() <= 0.05;
    let blink = lasts > 0.0 && !near && (comfort.blink || walk::walled(scene, place.translation.xz(), to.0.xz()));
    let lasts = if blink { BLINK } else { lasts * (1.0 + 0.12 * far.min(5.0) + 0.15 * turn.abs()) };
    glide.0 = Some(Way {
        from: (place.translation, eye.yaw, eye.pitch),
        to: (to.0, eye.yaw + turn, to.2),
        passed: 0.0,
        lasts,
        blink,
    });
}

/// While nobody lives here yet, the eye drifts a little, as a camera on a long take does.
pub(super) fn sway(
    time: Res<Time>,
    comfort: Res<Comfort>,
    floor: Option<Res<Floor>>,
    glide: Res<Glide>,
    mut eyes: Query<(&mut Transform, &Eye)>,
) {
    if comfort.still || glide.moving() || floor.is_none_or(|floor| floor.waiting != Waiting::Nobody) {
        return;
    }
    let t = time.elapsed_secs();
    for (mut place, eye) in &mut eyes {
        let (yaw, pitch) = (0.022 * (t * 0.13).sin(), 0.006 * (t * 0.19).sin());
        place.rotation = Quat::from_euler(EulerRot::YXZ, eye.yaw + yaw, eye.pitch + pitch, 0.0);
    }
}

/// How closed the lids are when so much of a blink is over, and whether the eye stands in the new place by then.
fn blinks(through: f32) -> (f32, bool) {
    let shut = 1.0 - (2.0 * through - 1.0).abs();
    // Closed for a moment, so that the change itself is never seen.
    ((shut * 1.3).min(1.0), through >= 0.5)
}

pub(super) fn glide(
    time: Res<Time>,
    comfort: Res<Comfort>,
    mut glide: ResMut<Glide>,
    mut lids: ResMut<Lids>,
    mut eyes: Query<(&mut Transform, &mut Eye)>,
) {
    let Some(mut way) = glide.0 else {
        lids.set_if_neq(Lids(0.0));
        return;
    };
    let Ok((mut place, mut eye)) = eyes.single_mut() else { return };
    way.passed += time.delta_secs();
    let passed = if way.lasts > 0.0 { (way.passed / way.lasts).min(1.0) } else { 1.0 };
    let (shut, there) = if way.blink { blinks(passed) } else { (0.0, false) };
    lids.set_if_neq(Lids(shut));
    let t = match (way.blink, there) {
        (true, true) => 1.0,
        (true, false) => 0.0,
        (false, _) => passed * passed * passed * (passed * (6.0 * passed - 15.0) + 10.0),
    };
    // Over the floor in a line; the head rises a little between low places.
    place.translation = way.from.0.lerp(way.to.0, t);
    let sitting = way.from.0.y.min(way.to.0.y) < EYE - 0.2 && way.from.0.distance(way.to.0) > 1.0;
    if sitting && !comfort.still {
        place.translation.y += 0.12 * (t * std::f32::consts::PI).sin();
    }
    eye.yaw = way.from.1 + (way.to.1 - way.from.1) * t;
    eye.pitch = way.from.2 + (way.to.2 - way.from.2) * t;
    eye.pace = Vec3::ZERO;
    place.rotation = Quat::from_euler(EulerRot::YXZ, eye.yaw, eye.pitch, 0.0);
    glide.0 = (passed < 1.0).then_some(way);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lids_are_closed_when_the_eye_is_put_elsewhere_and_open_at_both_ends() {
        assert_eq!(blinks(0.0), (0.0, false));
        assert_eq!(blinks(0.5), (1.0, true));
        assert_eq!(blinks(0.49).0, 1.0);
        assert_eq!(blinks(1.0), (0.0, true));
    }

    #[test]
    fn a_wheel_without_notches_has_some_all_the_same() {
        let mut turned = 0.0;
        let line = AccumulatedMouseScroll { unit: MouseScrollUnit::Line, delta: Vec2::new(0.0, -1.0) };
        assert_eq!(notches(&mut turned, &line), -1);
        let smooth = AccumulatedMouseScroll { unit: MouseScrollUnit::Pixel, delta: Vec2::new(0.0, 31.0) };
        let notches: Vec<_> = (0..6).map(|_| notches(&mut turned, &smooth)).collect();
        assert_eq!(notches, [0, 0, 1, 0, 0, 1]);
    }
}
