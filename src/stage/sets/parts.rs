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

/// Somebody of the models: a coat, hair, no more of a face than has to be; best seen from behind. Looks along +z before
/// being turned.
pub(in crate::stage) fn person(set: &mut Set, who: &str, at: Vec3, yaw: f32, pose: Pose) {
    let (hip, high, name) = match pose {
        Pose::Stands => (0.88, 1.7, who.to_owned()),
        Pose::Sits => (0.50, 1.3, format!("{who}-sits")),
    };
    set.within(at, yaw, |set| {
        set.model(&format!("people/{name}"), Vec3::new(0.46, high, 0.32));
        set.solid(Vec3::new(0.0, hip + 0.28, 0.0), Vec3::new(0.30, 0.46, 0.16));
        set.solid(Vec3::new(0.0, hip + 0.72, 0.0), Vec3::new(0.12, 0.18, 0.12));
    });
}

/// A lamp on a post beside a road; its light is in the set's sources.
pub(super) fn post(set: &mut Set, foot: Vec3, high: f32, reach: Vec3) {
    let top = foot + Vec3::Y * high;
    set.rod(Paint::Frame, foot, top, 0.055);
    set.rod(Paint::Frame, top, top + reach, 0.035);
    set.bit(Paint::Frame, top + reach - Vec3::Y * 0.02, Vec3::new(0.42, 0.07, 0.20), 0.03);
    set.bit(Paint::Strip, top + reach - Vec3::Y * 0.06, Vec3::new(0.34, 0.02, 0.14), 0.006);
}

/// A house that closes the view behind whoever looks at a place: its front, towards -z, from `left` to `right`.
pub(super) fn front(set: &mut Set, paint: Paint, (left, right): (f32, f32), z: f32, high: f32) {
    let (wide, middle) = (right - left, (left + right) * 0.5);
    set.block(paint, Vec3::new(middle, high * 0.5, z + 0.75), Vec3::new(wide, high, 1.5), 0.03);
    let across = (wide / 1.9) as u32;
    for floor in 0..(high / 2.9) as u32 {
        for k in 0..across {
            let x = left + wide * (k as f32 + 0.5) / across as f32;
            let at = Vec3::new(x, 1.75 + 2.9 * floor as f32, z - 0.005);
            let lit = set.chance() > 0.90;
            set.bit(if lit { Paint::Strip } else { Paint::Lens }, at, Vec3::new(0.80, 1.35, 0.05), 0.008);
            set.bit(Paint::Stone, at - Vec3::Y * 0.72, Vec3::new(0.96, 0.07, 0.16), 0.010);
        }
    }
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
