//! The roof: tar and gravel, a low wall, a water tank on legs, the hatch that he came up by.

use super::{Built, parts::front};
use crate::stage::{bake::Sources, models::Models, palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    set.add(Paint::Tar, &Shape::sheet(Vec3::new(-7.0, 0.0, 0.0), Vec3::Z * 9.0, Vec3::X * 14.0, 0.22));
    set.solid(Vec3::new(0.0, -0.1, 4.5), Vec3::new(14.0, 0.2, 9.0));
    wall(&mut set);
    tank(&mut set);
    hatch(&mut set);
    odds(&mut set);
    // The next house is two floors higher, and has seen all this before.
    front(&mut set, Paint::Concrete, (-10.0, 10.0), 9.0, 6.4);
    Built {
        sources: Sources {
            opening: Some((Vec3::new(-16.0, 0.0, -5.0), 32.0, 16.0)),
            suns: [Some(super::EVENING), Some(super::MORNING)],
            lamp: vec![(Vec3::new(-2.72, 1.95, 3.20), 0.3)],
            strip: Vec::new(),
            bulb: None,
        },
        window: (Vec4::new(-60.0, 60.0, 0.0, 40.0), -60.0),
        city: Some(Vec3::new(0.0, -10.0, 0.0)),
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

/// The low wall with its coping, and what stands on it under a cloth.
fn wall(set: &mut Set) {
    set.block(Paint::Clay, Vec3::new(0.0, 0.40, 0.18), Vec3::new(14.0, 0.82, 0.28), 0.012);
    for i in 0..14 {
        let x = -6.5 + i as f32;
        let lift = set.between(-0.004, 0.004);
        set.block(Paint::Stone, Vec3::new(x, 0.845 + lift, 0.18), Vec3::new(0.985, 0.06, 0.38), 0.012);
    }
    for x in [-6.9_f32, 6.9] {
        set.block(Paint::Clay, Vec3::new(x, 0.40, 4.5), Vec3::new(0.28, 0.82, 9.0), 0.012);
    }
    // A model of something, covered: two corners and a peak under linen.
    let cloth = Shape::rounded_box(Vec3::new(0.46, 0.30, 0.36), 0.03, 3, 0.02).bent(|p| {
        let drop = ((0.15 - p.y) / 0.30).clamp(0.0, 1.0);
        let fold = 0.012 * (p.x * 44.0 + p.z * 31.0).sin() * drop * drop;
        let peak = 0.05 * (1.0 - (p.x * 5.0 - 0.5).powi(2)).max(0.0) * (1.0 - drop);
        let flare = 1.0 + 0.10 * drop * drop;
        Vec3::new(p.x * flare + fold, p.y + peak, p.z * flare + fold)
    });
    set.add(Paint::Sheet, &cloth.moved(Vec3::new(-0.95, 1.01, 0.20)));
    set.solid(Vec3::new(-0.95, 1.0, 0.20), Vec3::new(0.48, 0.28, 0.36));
    // Two cups, as if somebody had been asked.
    let cup = [(0.0, 0.0), (0.032, 0.0), (0.038, 0.008), (0.040, 0.085), (0.036, 0.085), (0.034, 0.012), (0.0, 0.012)];
    for (x, paint) in [(-0.36_f32, Paint::Cream), (-0.20, Paint::Glaze)] {
        set.add(paint, &Shape::lathe(&cup, 22).moved(Vec3::new(x, 0.876, 0.24)));
    }
}

/// Staves and hoops on four legs.
fn tank(set: &mut Set) {
    let at = Vec3::new(2.38, 0.0, 1.40);
    set.within(at, 0.2, |set| {
        for (x, z) in [(-0.5_f32, -0.5_f32), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
            set.block(Paint::Frame, Vec3::new(x, 0.50, z), Vec3::new(0.11, 1.0, 0.11), 0.012);
        }
        set.block(Paint::Frame, Vec3::new(0.0, 0.96, 0.0), Vec3::new(1.3, 0.08, 1.3), 0.012);
        for i in 0..26 {
            let angle = i as f32 / 26.0 * std::f32::consts::TAU;
            let (sin, cos) = angle.sin_cos();
            let bright = set.chance();
            let paint = if bright > 0.55 { Paint::Oak } else { Paint::Walnut };
            set.within(Vec3::new(cos * 0.68, 1.72, sin * 0.68), -angle, |set| {
                set.bit(paint, Vec3::ZERO, Vec3::new(0.05, 1.44, 0.158), 0.010);
            });
        }
        for y in [1.14_f32, 1.48, 1.90, 2.30] {
            set.add(
                Paint::Steel,
                &Shape::lathe(&[(0.712, 0.0), (0.718, 0.0), (0.718, 0.03), (0.712, 0.03)], 40).moved(Vec3::Y * y),
            );
        }
        set.add(Paint::Frame, &Shape::lathe(&[(0.80, 2.42), (0.80, 2.46), (0.05, 2.86), (0.0, 2.87)], 32));
        set.solid(Vec3::new(0.0, 1.72, 0.0), Vec3::new(1.1, 1.5, 1.1));
        set.rod(Paint::Steel, Vec3::new(0.3, 0.0, 0.3), Vec3::new(0.3, 0.95, 0.3), 0.035);
    });
}

/// A small house with a door in it, and a lamp in a cage over the door.
fn hatch(set: &mut Set) {
    set.block(Paint::Concrete, Vec3::new(-3.75, 1.15, 3.20), Vec3::new(1.6, 2.3, 2.0), 0.02);
    set.bit(Paint::Teal, Vec3::new(-2.93, 1.0, 3.20), Vec3::new(0.05, 2.0, 0.86), 0.008);
    set.add(Paint::Brass, &Shape::ball(0.026, 1.0, 14).moved(Vec3::new(-2.88, 1.0, 3.52)));
    set.bit(Paint::Frame, Vec3::new(-2.86, 2.10, 3.20), Vec3::new(0.16, 0.05, 0.16), 0.01);
    set.add(Paint::Strip, &Shape::ball(0.05, 1.1, 16).moved(Vec3::new(-2.80, 2.02, 3.20)));
    set.bit(Paint::Stone, Vec3::new(-2.72, 0.05, 3.20), Vec3::new(0.36, 0.10, 0.96), 0.02);
}

/// Gravel, a vent, a line with pegs, two chairs that came up years ago, a tray of something green.
fn odds(set: &mut Set) {
    for _ in 0..160 {
        let at = Vec3::new(set.between(-4.5, 4.5), 0.008, set.between(0.5, 6.0));
        let size = set.between(0.012, 0.034);
        let paint = if set.chance() > 0.5 { Paint::Concrete } else { Paint::Stone };
        set.bit(paint, at, Vec3::new(size, size * 0.6, size * 0.8), 0.004);
    }
    for (x, z, tall) in [(-1.9_f32, 1.5_f32, 0.62_f32), (0.9, 3.3, 0.42)] {
        set.rod(Paint::Steel, Vec3::new(x, 0.0, z), Vec3::new(x, tall, z), 0.085);
        set.add(
            Paint::Steel,
            &Shape::lathe(&[(0.15, 0.0), (0.16, 0.02), (0.02, 0.10), (0.0, 0.10)], 22).moved(Vec3::new(
                x,
                tall + 0.04,
                z,
            )),
        );
    }
    let (from, to) = (Vec3::new(-3.0, 1.95, 2.4), Vec3::new(1.75, 2.05, 1.4));
    set.rod(Paint::Linen, from, to, 0.004);
    for i in 0..5 {
        let at = from.lerp(to, 0.16 + 0.14 * i as f32);
        set.bit(Paint::Birch, at - Vec3::Y * 0.03, Vec3::new(0.014, 0.075, 0.018), 0.003);
    }
    for (x, z, turn) in [(0.10_f32, 0.92_f32, 0.35_f32), (-0.62, 1.02, -0.20)] {
        set.within(Vec3::new(x - 0.9, 0.0, z + 0.2), std::f32::consts::PI + turn, |set| {
            set.block(Paint::Apricot, Vec3::new(0.0, 0.36, 0.0), Vec3::new(0.44, 0.03, 0.42), 0.012);
            set.bit(Paint::Apricot, Vec3::new(0.0, 0.62, -0.23), Vec3::new(0.44, 0.40, 0.02), 0.008);
            for (x, z) in [(-0.2_f32, -0.22_f32), (0.2, -0.22), (-0.2, 0.2), (0.2, 0.2)] {
                set.rod(Paint::Steel, Vec3::new(x, 0.0, z), Vec3::new(x, if z < 0.0 { 0.82 } else { 0.36 }, z), 0.011);
            }
        });
    }
    set.block(Paint::Kraft, Vec3::new(0.75, 0.10, 0.62), Vec3::new(0.70, 0.20, 0.34), 0.012);
    set.bit(Paint::Soil, Vec3::new(0.75, 0.20, 0.62), Vec3::new(0.64, 0.02, 0.28), 0.006);
    for i in 0..18 {
        let root = Vec3::new(0.46 + 0.034 * i as f32, 0.2, set.between(0.52, 0.72));
        let tip = root + Vec3::new(set.between(-0.05, 0.05), set.between(0.10, 0.26), set.between(-0.04, 0.04));
        set.rod(Paint::Leaf, root, tip, 0.005);
    }
}
