//! What several sets have: walls around a box of air, a lamp on a post, a plate, somebody.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// The paints of a room, side by side; a side without one stays open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walls {
    pub floor: Paint,
    pub ceiling: Option<Paint>,
    /// At the least z, seen from inside.
    pub front: Option<Paint>,
    pub left: Option<Paint>,
    pub right: Option<Paint>,
    pub back: Option<Paint>,
}

impl Walls {
    /// Four walls of one paint.
    pub fn all(floor: Paint, ceiling: Paint, walls: Paint) -> Self {
        let walls = Some(walls);
        Self { floor, ceiling: Some(ceiling), front: walls, left: walls, right: walls, back: walls }
    }
}

/// The inside of a box of air, its sides cut into cells of this many metres.
pub(super) fn room(set: &mut Set, low: Vec3, high: Vec3, walls: Walls, cell: f32) {
    let size = high - low;
    let (x, y, z) = (Vec3::X * size.x, Vec3::Y * size.y, Vec3::Z * size.z);
    set.add(walls.floor, &Shape::sheet(low, z, x, cell));
    let sides = [
        (walls.ceiling, low + y, x, z),
        (walls.front, low, x, y),
        (walls.left, low + z, -z, y),
        (walls.right, low + x, z, y),
        (walls.back, high - y, -x, y),
    ];
    for (paint, corner, along, up) in sides {
        if let Some(paint) = paint {
            set.add(paint, &Shape::sheet(corner, along, up, cell * 1.2));
        }
    }
}

/// How somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::stage) enum Pose {
    Stands,
    /// On a chair whose seat is 46 centimetres high.
    Sits,
}

/// Somebody: a coat, hair, no face; best seen from behind. Looks along +z before it is turned.
pub(in crate::stage) fn figure(set: &mut Set, at: Vec3, yaw: f32, pose: Pose, coat: Paint, hair: Paint) {
    set.within(at, yaw, |set| {
        let (hip, lean) = match pose {
            Pose::Stands => (0.88_f32, 0.02_f32),
            Pose::Sits => (0.50, 0.05),
        };
        torso(set, hip, lean, coat);
        legs(set, hip, pose);
        let neck = Vec3::new(0.0, hip + 0.56, lean * 0.9);
        set.rod(Paint::Skin, neck - Vec3::Y * 0.04, neck + Vec3::Y * 0.07, 0.052);
        let head = neck + Vec3::new(0.0, 0.17, 0.02);
        set.add(Paint::Skin, &Shape::ball(0.098, 1.22, 20).moved(head));
        // Hair: fuller on top, further down behind, its edge tucked in so that it is no helmet.
        let cap = Shape::ball(0.107, 1.20, 26).bent(|p| {
            let front = ((p.z + 0.07) / 0.15).clamp(0.0, 1.0);
            let edge = -0.155 + 0.205 * front * front;
            let tuck = if p.y < edge { 0.86 } else { 1.0 };
            let loose = 1.0 + 0.025 * (p.x * 61.0 + p.y * 37.0).sin();
            Vec3::new(p.x * tuck * loose, p.y.max(edge) + 0.012, (p.z * loose - 0.012) * tuck)
        });
        set.add(hair, &cap.moved(head));
        set.solid(Vec3::new(0.0, hip + 0.30, lean * 0.5), Vec3::new(0.36, 0.62, 0.22));
        set.solid(head, Vec3::new(0.17, 0.22, 0.18));
    });
}

fn torso(set: &mut Set, hip: f32, lean: f32, coat: Paint) {
    let body = Shape::rounded_box(Vec3::new(0.42, 0.62, 0.23), 0.095, 3, 0.08).bent(|p| {
        let up = (p.y + 0.31) / 0.62;
        let wide = 0.86 + 0.20 * (up * 2.6).sin().max(0.0) - if up > 0.9 { (up - 0.9) * 3.2 } else { 0.0 };
        Vec3::new(p.x * wide, p.y, p.z * (1.0 - 0.18 * up) + lean * up * up)
    });
    set.add(coat, &body.moved(Vec3::new(0.0, hip + 0.27, 0.0)));
    for side in [-1.0_f32, 1.0] {
        let shoulder = Vec3::new(side * 0.205, hip + 0.50, lean * 0.8);
        let elbow = shoulder + Vec3::new(side * 0.055, -0.29, 0.02);
        let hand = elbow + Vec3::new(side * -0.085, -0.10, 0.225);
        set.add(coat, &Shape::ball(0.072, 1.0, 14).moved(shoulder));
        set.rod(coat, elbow, shoulder, 0.057);
        set.add(coat, &Shape::ball(0.055, 1.0, 12).moved(elbow));
        set.rod(coat, elbow, hand, 0.047);
        set.add(Paint::Skin, &Shape::ball(0.043, 0.8, 12).moved(hand + Vec3::new(0.0, 0.0, 0.035)));
    }
}

fn legs(set: &mut Set, hip: f32, pose: Pose) {
    for side in [-1.0_f32, 1.0] {
        let top = Vec3::new(side * 0.10, hip, 0.0);
        let (knee, foot) = match pose {
            Pose::Stands => (Vec3::new(side * 0.105, 0.47, 0.02), Vec3::new(side * 0.11, 0.05, 0.0)),
            Pose::Sits => (Vec3::new(side * 0.13, 0.50, 0.43), Vec3::new(side * 0.13, 0.05, 0.40)),
        };
        set.rod(Paint::Trousers, top, knee, 0.082);
        set.add(Paint::Trousers, &Shape::ball(0.078, 1.0, 12).moved(knee));
        set.rod(Paint::Trousers, foot, knee, 0.062);
        let shoe = Shape::rounded_box(Vec3::new(0.095, 0.085, 0.25), 0.04, 3, 0.1);
        set.add(Paint::Walnut, &shoe.moved(Vec3::new(foot.x, 0.045, foot.z + 0.06)));
    }
}

/// A lamp on a post beside a road; its light is in the set's sources.
pub(super) fn post(set: &mut Set, foot: Vec3, high: f32, reach: Vec3) {
    let top = foot + Vec3::Y * high;
    set.rod(Paint::Frame, foot, top, 0.055);
    set.rod(Paint::Frame, top, top + reach, 0.035);
    set.bit(Paint::Frame, top + reach - Vec3::Y * 0.02, Vec3::new(0.42, 0.07, 0.20), 0.03);
    set.bit(Paint::Strip, top + reach - Vec3::Y * 0.06, Vec3::new(0.34, 0.02, 0.14), 0.006);
}

/// A plate, or with depth a bowl.
pub(super) fn plate(set: &mut Set, paint: Paint, at: Vec3, radius: f32, deep: f32) {
    let rim = [
        (0.0, 0.004),
        (radius * 0.62, 0.004),
        (radius, 0.010 + deep),
        (radius, 0.016 + deep),
        (radius * 0.60, 0.012),
        (0.0, 0.012),
    ];
    set.add(paint, &Shape::lathe(&rim, 32).moved(at));
}
