//! The street that he walks to work by: a bakery, a crossing, a tree, and whoever else is up.

use super::{
    Built,
    parts::{Pose, front, person, post},
};
use crate::stage::{bake::Sources, models::Models, palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;
use std::f32::consts::FRAC_PI_2;

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    ground(&mut set);
    bakery(&mut set);
    houses(&mut set);
    tree(&mut set);
    for (paint, side, high) in
        [(Paint::Oat, (-9.0, -1.6), 9.4), (Paint::Clay, (-1.55, 4.2), 12.2), (Paint::Front, (4.25, 9.0), 8.2)]
    {
        front(&mut set, paint, side, 7.9, high);
    }
    // And at both of its sides, as far as he can turn.
    set.within(Vec3::new(5.0, 0.0, 3.5), FRAC_PI_2, |set| front(set, Paint::Clay, (-4.4, 4.4), 0.0, 8.8));
    set.within(Vec3::new(-3.2, 0.0, 6.25), -FRAC_PI_2, |set| front(set, Paint::Concrete, (-1.65, 1.65), 0.0, 10.2));
    post(&mut set, Vec3::new(2.30, 0.0, -3.4), 4.6, Vec3::new(-0.7, 0.1, 0.0));
    person(&mut set, "passer-by", Vec3::new(0.15, 0.0, -1.9), 0.4, Pose::Stands);
    person(&mut set, "walker", Vec3::new(1.05, 0.0, -6.5), -0.3, Pose::Stands);
    person(&mut set, "commuter", Vec3::new(-1.55, 0.0, -9.0), 2.9, Pose::Stands);
    Built {
        sources: Sources {
            opening: Some((Vec3::new(-9.0, 0.4, -14.0), 18.0, 16.0)),
            suns: [Some(super::EVENING), Some(super::MORNING)],
            lamp: vec![(Vec3::new(-2.1, 1.7, 1.6), 0.0), (Vec3::new(-2.1, 1.7, 2.2), 0.0)],
            strip: vec![(Vec3::new(1.6, 4.6, -3.4), 0.0)],
            bulb: None,
        },
        window: (Vec4::new(-30.0, 30.0, 0.0, 30.0), -60.0),
        city: Some(Vec3::new(0.0, 36.0, 10.0)),
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

/// Pavement, kerb, road, the crossing's stripes. It has rained in the night.
fn ground(set: &mut Set) {
    set.add(Paint::WetTile, &Shape::sheet(Vec3::new(-9.0, -0.02, -40.0), Vec3::Z * 39.2, Vec3::X * 18.0, 0.7));
    set.add(Paint::Concrete, &Shape::sheet(Vec3::new(-9.0, 0.0, 1.45), Vec3::Z * 6.5, Vec3::X * 18.0, 0.3));
    set.solid(Vec3::new(0.0, -0.12, -16.0), Vec3::new(18.0, 0.2, 48.0));
    set.block(Paint::Stone, Vec3::new(0.0, -0.05, 1.40), Vec3::new(18.0, 0.14, 0.16), 0.02);
    for i in 0..8 {
        let x = -1.6 + 0.62 * i as f32;
        set.bit(Paint::Paper, Vec3::new(x, -0.014, 0.15), Vec3::new(0.36, 0.008, 2.0), 0.003);
    }
    // Slabs, and the crack that everybody steps over.
    for i in 0..16 {
        set.bit(Paint::Frame, Vec3::new(-8.4 + 1.1 * i as f32, 0.001, 4.4), Vec3::new(0.012, 0.003, 6.0), 0.001);
    }
    for z in [2.6_f32, 3.8, 5.0, 6.2] {
        set.bit(Paint::Frame, Vec3::new(0.0, 0.001, z), Vec3::new(18.0, 0.003, 0.012), 0.001);
    }
    set.rod(Paint::Frame, Vec3::new(2.75, 0.0, 1.75), Vec3::new(2.75, 2.7, 1.75), 0.045);
    set.block(Paint::Frame, Vec3::new(2.75, 2.55, 1.75), Vec3::new(0.20, 0.52, 0.16), 0.03);
    set.add(Paint::Strip, &Shape::ball(0.055, 1.0, 14).moved(Vec3::new(2.68, 2.42, 1.83)));
}

/// The one warm window of the street.
fn bakery(set: &mut Set) {
    set.block(Paint::Clay, Vec3::new(-2.95, 2.8, 1.6), Vec3::new(0.5, 5.6, 6.0), 0.02);
    set.bit(Paint::Enamel, Vec3::new(-2.66, 0.38, 1.6), Vec3::new(0.12, 0.76, 2.3), 0.02);
    set.bit(Paint::Poster, Vec3::new(-2.69, 1.50, 1.6), Vec3::new(0.03, 1.45, 2.0), 0.004);
    for z in [0.58_f32, 1.25, 1.95, 2.62] {
        set.bit(Paint::Enamel, Vec3::new(-2.65, 1.50, z), Vec3::new(0.08, 1.52, 0.06), 0.012);
    }
    set.bit(Paint::Enamel, Vec3::new(-2.62, 2.34, 1.6), Vec3::new(0.16, 0.28, 2.4), 0.02);
    // Loaves, as dark shapes against the light.
    for (i, z) in [0.85_f32, 1.08, 1.45, 1.66, 1.86, 2.2, 2.42].into_iter().enumerate() {
        let loaf = Shape::rounded_box(Vec3::new(0.12, 0.11, 0.22), 0.05, 3, 0.1);
        let paint = if i % 3 == 0 { Paint::Kraft } else { Paint::Oak };
        set.add(paint, &loaf.moved(Vec3::new(-2.61, 0.86 + 0.05 * (i % 2) as f32, z)));
    }
    set.bit(Paint::Oak, Vec3::new(-2.62, 0.78, 1.6), Vec3::new(0.18, 0.03, 2.0), 0.006);
    // The awning, with stripes.
    for i in 0..12 {
        let z = 0.42 + 0.215 * i as f32;
        let paint = if i % 2 == 0 { Paint::Rust } else { Paint::Cream };
        let cloth = Shape::rounded_box(Vec3::new(0.95, 0.012, 0.212), 0.005, 1, 0.2)
            .turned(Quat::from_rotation_z(-0.42))
            .moved(Vec3::new(-2.20, 2.46, z));
        set.add(paint, &cloth);
        set.bit(paint, Vec3::new(-1.765, 2.20, z), Vec3::new(0.012, 0.16, 0.205), 0.004);
    }
    set.solid(Vec3::new(-2.2, 2.46, 1.6), Vec3::new(0.9, 0.05, 2.5));
    set.bit(Paint::Oak, Vec3::new(-2.67, 1.05, 3.75), Vec3::new(0.10, 2.1, 0.95), 0.012);
    for (y, z) in [(4.1_f32, 0.6_f32), (4.1, 2.6), (4.1, 4.2)] {
        set.bit(Paint::Lens, Vec3::new(-2.69, y, z), Vec3::new(0.04, 1.3, 0.8), 0.008);
        set.bit(Paint::Stone, Vec3::new(-2.64, y - 0.70, z), Vec3::new(0.16, 0.08, 1.0), 0.012);
    }
}

/// Fronts down both sides, until the haze has them.
fn houses(set: &mut Set) {
    for side in [-1.0_f32, 1.0] {
        for i in 0..7 {
            let z = -3.6 - 5.4 * i as f32;
            let tall = set.between(7.0, 13.0);
            let x = side * (4.0 + if side > 0.0 { 1.2 } else { 0.0 });
            let paint = [Paint::Clay, Paint::Oat, Paint::Front, Paint::Concrete][(set.chance() * 3.99) as usize];
            let (at, size) = (Vec3::new(x + side * 1.2, tall * 0.5, z), Vec3::new(3.0, tall, 5.2));
            set.add(paint, &Shape::rounded_box(size, 0.03, 1, 1.6).moved(at));
            set.solid(at, size);
            for floor in 0..(tall / 2.9) as u32 {
                for k in 0..3 {
                    let at = Vec3::new(x - side * 0.31, 1.7 + 2.9 * floor as f32, z - 1.7 + 1.7 * k as f32);
                    let lit = set.chance() > 0.86;
                    set.bit(if lit { Paint::Strip } else { Paint::Lens }, at, Vec3::new(0.05, 1.35, 0.75), 0.008);
                    set.bit(Paint::Stone, at - Vec3::Y * 0.72, Vec3::new(0.14, 0.07, 0.92), 0.010);
                }
            }
        }
    }
}

/// A plane tree with its bark in maps, and what leaves it has.
fn tree(set: &mut Set) {
    let foot = Vec3::new(1.85, 0.0, 2.40);
    set.add(Paint::Soil, &Shape::cylinder(0.52, 0.02, 0.006, 24).moved(foot));
    let trunk = [(0.17, 0.0), (0.135, 0.25), (0.12, 1.4), (0.10, 2.6)];
    set.add(Paint::Kraft, &Shape::lathe(&trunk, 18).moved(foot));
    set.solid(foot + Vec3::Y * 1.3, Vec3::new(0.2, 2.6, 0.2));
    for i in 0..9 {
        let turn = i as f32 * 2.4;
        let (sin, cos) = turn.sin_cos();
        let root = foot + Vec3::Y * (2.1 + 0.06 * i as f32);
        let tip = root + Vec3::new(cos * 0.85, 0.9 + 0.12 * i as f32, sin * 0.85);
        set.rod(Paint::Kraft, root, tip, 0.035 - 0.002 * i as f32);
        for _ in 0..15 {
            let at = root.lerp(tip, set.between(0.45, 1.12))
                + Vec3::new(set.between(-0.38, 0.38), set.between(-0.30, 0.34), set.between(-0.38, 0.38));
            let (yaw, pitch) = (set.between(0.0, 6.2), set.between(-0.9, 0.9));
            let size = set.between(0.14, 0.24);
            let leaf = Shape::sheet(Vec3::new(-0.5, 0.0, 0.0), Vec3::X, Vec3::NEG_Z, 0.5)
                .bent(|p| {
                    let s = -p.z;
                    Vec3::new(p.x * (s * 3.1).sin().max(0.05), 0.12 * s - 0.4 * s * s, -s) * size
                })
                .turned(Quat::from_rotation_y(yaw) * Quat::from_rotation_x(pitch));
            set.add(Paint::Leaf, &leaf.moved(at));
        }
    }
}
