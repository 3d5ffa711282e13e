//! A stand-in for a place that nobody has built: an empty stage with a box where each thing is said to be. What it is
//! called stands beside it as soon as one looks.

use super::{
    Built,
    parts::{Walls, room},
};
use crate::{
    script::Scene,
    stage::{
        bake::{Sources, shell},
        models::Models,
        palette::Paint,
        set::Set,
    },
};
use bevy::prelude::*;

/// How far the walls stand from what is inside, in metres.
const AROUND: f32 = 0.9;
/// A pack may place its things anywhere; the stage ends here.
const FAR: f32 = 24.0;

pub(super) fn build(models: &Models, scene: Option<&Scene>) -> Built {
    let mut set = Set::new(models);
    let (low, high) = bounds(scene);
    let walls = Walls {
        floor: Paint::Birch,
        ceiling: None,
        front: None,
        left: Some(Paint::Oat),
        right: Some(Paint::Oat),
        back: Some(Paint::Oat),
    };
    room(&mut set, low, high, walls, 0.3);
    set.solids
        .extend(shell(low, high, 0.3).into_iter().filter(|solid| solid.middle.z > low.z && solid.middle.y < high.y));
    for thing in scene.into_iter().flat_map(|scene| scene.things.values()) {
        let at = Vec3::from(thing.at).clamp(Vec3::splat(-FAR), Vec3::splat(FAR));
        let size = (Vec3::from(thing.half) * 2.0).clamp(Vec3::splat(0.04), Vec3::splat(6.0));
        set.block(Paint::Kraft, at, size, 0.012);
        // A strip of tape, as on a box that is to be unpacked.
        set.bit(Paint::Paper, at, Vec3::new(size.x * 1.004, size.y * 1.004, (size.z * 0.25).max(0.02)), 0.01);
    }
    for (a, b) in scene.into_iter().flat_map(|scene| &scene.walls) {
        let corner = |x: f32, z: f32| Vec2::new(x, z).clamp(low.xz(), high.xz());
        let (a, b) = (corner(a.0, a.1), corner(b.0, b.1));
        let (middle, size) = ((a + b) * 0.5, (a - b).abs());
        if size.min_element() > 0.0 {
            let (middle, size) = (Vec3::new(middle.x, high.y * 0.5, middle.y), Vec3::new(size.x, high.y, size.y));
            set.block(Paint::Oat, middle, size, 0.004);
        }
    }
    Built {
        sources: Sources {
            opening: Some((low - Vec3::Z * 0.2, high.x - low.x, high.y - low.y)),
            suns: [Some(super::EVENING), Some(super::MORNING)],
            lamp: vec![(Vec3::new((low.x + high.x) * 0.5, high.y - 0.3, (low.z + high.z) * 0.5), 0.5)],
            strip: Vec::new(),
            bulb: None,
        },
        window: (Vec4::new(low.x, high.x, low.y, high.y), low.z),
        city: Some(Vec3::ZERO),
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

/// A box of air around everything that the scene names.
fn bounds(scene: Option<&Scene>) -> (Vec3, Vec3) {
    let (mut low, mut high) = (Vec3::new(-2.0, 0.0, -1.0), Vec3::new(2.0, 2.8, 3.0));
    let mut take = |at: Vec3| {
        let at = at.clamp(Vec3::splat(-FAR), Vec3::splat(FAR));
        low = low.min(at - Vec3::new(AROUND, 0.0, AROUND));
        high = high.max(at + Vec3::new(AROUND, 0.6, AROUND));
    };
    if let Some(scene) = scene {
        scene.marks.iter().for_each(|mark| take(Vec3::from(mark.eye)));
        scene.things.values().for_each(|thing| take(Vec3::from(thing.at)));
    }
    low.y = 0.0;
    (low, high)
}
