//! Walking and looking about: keys and mouse, a pad, or fingers. Soft starts, soft stops, and walls.

use super::{
    camera::{EYE, Eye},
    claims::Claims,
    comfort::Comfort,
    fingers::Fingers,
    now::{Now, Places},
    stops::Glide,
    zoom::Zoom,
};
use crate::{AppSystems, script::Scene, talk::Floor};
use bevy::{
    ecs::system::SystemParam,
    input::mouse::AccumulatedMouseMotion,
    prelude::*,
    window::{CursorGrabMode, CursorOptions, PrimaryWindow},
};

/// Metres a second.
pub(super) const PACE: f32 = 1.55;
/// How near he comes to things, in metres.
pub(super) const GIRTH: f32 = 0.24;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, hold_pointer.in_set(AppSystems::Receive));
    app.add_systems(Update, walk.in_set(super::StageSystems::Move).after(super::stops::glide));
}

/// What a player turns the head and walks with, besides the keyboard.
#[derive(SystemParam)]
pub(super) struct Hands<'w, 's> {
    pads: Query<'w, 's, &'static Gamepad>,
    motion: Res<'w, AccumulatedMouseMotion>,
    fingers: Res<'w, Fingers>,
    comfort: Res<'w, Comfort>,
    zoom: Res<'w, Zoom>,
    pointer: Query<'w, 's, &'static CursorOptions, With<PrimaryWindow>>,
}

impl Hands<'_, '_> {
    /// To the right and ahead, as far as pads and fingers say so.
    fn step(&self) -> Vec2 {
        self.pads.iter().map(|pad| soft(pad.left_stick())).sum::<Vec2>() + self.fingers.step
    }

    /// To the left and up, in radians. `keys` are the arrows, -1..1 to the left.
    fn turn(&self, keys: f32, delta: f32) -> Vec2 {
        let mut turn = self.fingers.turn * self.comfort.sensitivity;
        if self.pointer.single().is_ok_and(|cursor| cursor.grab_mode != CursorGrabMode::None) {
            turn -= self.motion.delta * 0.0019 * self.comfort.sensitivity;
        }
        let mut swing = Vec2::new(keys * 1.7, 0.0);
        for pad in &self.pads {
            let look = soft(pad.right_stick());
            swing += Vec2::new(-look.x, look.y) * 2.2;
        }
        turn += swing * self.comfort.turning * delta;
        // What is seen larger also moves faster: close by, the head turns less.
        self.comfort.turned(turn / self.zoom.times())
    }
}

/// A stick that rests in its middle does nothing.
pub(super) fn soft(stick: Vec2) -> Vec2 {
    stick * (stick.length() - 0.12).max(0.0) / 0.88
}

/// A click takes the pointer while he is free; anything that claims gives it back.
fn hold_pointer(
    buttons: Res<ButtonInput<MouseButton>>,
    claims: Res<Claims>,
    floor: Option<Res<Floor>>,
    mut windows: Query<&mut CursorOptions, With<PrimaryWindow>>,
) {
    let Ok(mut cursor) = windows.single_mut() else { return };
    let held = cursor.grab_mode != CursorGrabMode::None;
    let may = claims.is_free() && floor.is_some_and(|floor| floor.waiting.turn().is_some());
    if held && !may {
        cursor.grab_mode = CursorGrabMode::None;
        cursor.visible = true;
    } else if may && !held && buttons.just_pressed(MouseButton::Left) {
        cursor.grab_mode = CursorGrabMode::Locked;
        cursor.visible = false;
    }
}

pub(super) fn walk(
    keys: Res<ButtonInput<KeyCode>>,
    hands: Hands,
    time: Res<Time>,
    claims: Res<Claims>,
    glide: Res<Glide>,
    now: Res<Now>,
    places: Res<Places>,
    floor: Option<Res<Floor>>,
    mut eyes: Query<(&mut Transform, &mut Eye)>,
) {
    let Ok((mut place, mut eye)) = eyes.single_mut() else { return };
    let living = floor.is_some_and(|floor| floor.waiting.turn().is_some());
    if glide.moving() || !claims.is_free() || !living {
        eye.pace = Vec3::ZERO;
        eye.owed = Vec2::ZERO;
        return;
    }
    let delta = time.delta_secs().min(0.1);
    let pressed = |these: [KeyCode; 2]| f32::from(u8::from(keys.any_pressed(these)));
    let mut step = hands.step();
    step.x += pressed([KeyCode::KeyD, KeyCode::KeyD]) - pressed([KeyCode::KeyA, KeyCode::KeyA]);
    step.y += pressed([KeyCode::KeyW, KeyCode::ArrowUp]) - pressed([KeyCode::KeyS, KeyCode::ArrowDown]);
    // Without a mouse the side arrows turn the head.
    let arrows =
        pressed([KeyCode::ArrowLeft, KeyCode::ArrowLeft]) - pressed([KeyCode::ArrowRight, KeyCode::ArrowRight]);
    let owed = eye.owed + hands.turn(arrows, delta);
    let turn = owed * hands.comfort.share(delta);
    eye.owed = if owed.length_squared() < 1e-10 { Vec2::ZERO } else { owed - turn };
    if turn != Vec2::ZERO {
        eye.yaw += turn.x;
        eye.pitch = (eye.pitch + turn.y).clamp(-1.3, 1.3);
        place.rotation = Quat::from_euler(EulerRot::YXZ, eye.yaw, eye.pitch, 0.0);
    }
    let along = Quat::from_rotation_y(eye.yaw) * Vec3::new(step.x, 0.0, -step.y).clamp_length_max(1.0);
    let ease = 1.0 - (-delta * 9.0).exp();
    let wanted = along * PACE;
    eye.pace = eye.pace + (wanted - eye.pace) * ease;
    if eye.pace.length_squared() < 1e-5 {
        eye.pace = Vec3::ZERO;
        return;
    }
    let Some(scene) = places.0.get(&now.scene) else { return };
    if scene.floor.is_none() {
        eye.pace = Vec3::ZERO;
        return;
    }
    let from = Vec2::new(place.translation.x, place.translation.z);
    let to = slide(scene, from, Vec2::new(eye.pace.x, eye.pace.z) * delta);
    // He stands up as he walks off.
    let stand = place.translation.y + (EYE - place.translation.y) * (1.0 - (-delta * 4.0).exp());
    place.translation = Vec3::new(to.x, stand, to.y);
}

/// Moves over the floor, sliding along what stands in the way.
fn slide(scene: &Scene, from: Vec2, by: Vec2) -> Vec2 {
    let mut at = from;
    for axis in [Vec2::X, Vec2::Y] {
        let next = at + by * axis;
        if inside(scene, next) >= inside(scene, at) - 1e-4 || inside(scene, next) >= 0.0 {
            at = next;
        }
    }
    at
}

/// How free a place is: zero or more where one can stand, less the deeper one is inside something.
/// A stop may lie inside a block (a chair, the bed); from there every step outwards is allowed.
pub(super) fn inside(scene: &Scene, at: Vec2) -> f32 {
    let mut free = 0.0_f32;
    if let Some((a, b)) = scene.floor {
        let (low, high) = corners(a, b);
        let room = (at - low - GIRTH).min(high - GIRTH - at).min_element();
        free = free.min(room);
    }
    for &(a, b) in scene.blocks.iter().chain(&scene.walls) {
        let (low, high) = corners(a, b);
        let depth = (at - low + GIRTH).min(high + GIRTH - at).min_element();
        free = free.min(-depth.max(0.0));
    }
    free
}

/// Whether a place is at least so far from every wall, in metres.
pub(super) fn clear_of_walls(scene: &Scene, at: Vec2, near: f32) -> bool {
    scene.walls.iter().all(|&(a, b)| {
        let (low, high) = corners(a, b);
        at.cmplt(low - near).any() || at.cmpgt(high + near).any()
    })
}

/// Whether there is a wall somewhere on the straight way between two places, however far apart they are.
pub(super) fn walled(scene: &Scene, from: Vec2, to: Vec2) -> bool {
    scene.walls.iter().any(|&(a, b)| crosses(from, to, corners(a, b)))
}

/// Whether a way from one place to another comes into a box (the slab method of Kay and Kajiya, 1986).
fn crosses(from: Vec2, to: Vec2, (low, high): (Vec2, Vec2)) -> bool {
    let along = to - from;
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for axis in 0..2 {
        if along[axis] == 0.0 {
            if from[axis] < low[axis] || from[axis] > high[axis] {
                return false;
            }
            continue;
        }
        let (one, other) = ((low[axis] - from[axis]) / along[axis], (high[axis] - from[axis]) / along[axis]);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    enters <= leaves
}

fn corners(a: (f32, f32), b: (f32, f32)) -> (Vec2, Vec2) {
    let (a, b) = (Vec2::new(a.0, a.1), Vec2::new(b.0, b.1));
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_is_met_or_not_however_thin_it_is_and_however_far_one_looks() {
        let wall = (Vec2::new(1.0, -1.0), Vec2::new(1.001, 1.0));
        let meets = |from: (f32, f32), to: (f32, f32)| crosses(from.into(), to.into(), wall);
        assert!(meets((0.0, 0.0), (2.0, 0.0)) && meets((2.0, 0.5), (0.0, -0.5)));
        assert!(!meets((0.0, 0.0), (0.9, 0.0)), "it ends before");
        assert!(!meets((0.0, 1.5), (2.0, 1.5)), "it goes by");
        assert!(!meets((0.5, -3.0), (0.5, 3.0)), "it goes along");
        assert!(meets((1.0, 0.0), (1.0, 0.0)), "it stands in it");
        // A pack may place its things anywhere.
        assert!(meets((0.0, 0.0), (1.0e9, 0.0)) && !meets((0.0, 0.0), (-1.0e9, 3.0e8)));
    }
}
