//! The last ferry: a wet deck, a white rail, black water, and the lights of the other shore.

use super::{
    Built, backs,
    parts::{Pose, person},
};
use crate::stage::{bake::Sources, models::Models, palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    // The water is one large sheet: what is seen of it is what it mirrors.
    set.hang(Paint::Water, &Shape::sheet(Vec3::new(-260.0, -3.2, -340.0), Vec3::Z * 340.0, Vec3::X * 520.0, 20.0));
    set.add(Paint::WetTile, &Shape::sheet(Vec3::new(-3.2, 0.0, 0.0), Vec3::Z * 4.4, Vec3::X * 6.4, 0.18));
    set.solid(Vec3::new(0.0, -0.1, 2.2), Vec3::new(6.4, 0.2, 4.4));
    for i in 0..14 {
        let x = -3.1 + 0.47 * i as f32;
        set.bit(Paint::Ink, Vec3::new(x, 0.002, 2.2), Vec3::new(0.012, 0.004, 4.3), 0.001);
    }
    shimmer(&mut set);
    rail(&mut set);
    cabin(&mut set);
    backs::saloon(&mut set, 4.29);
    bench(&mut set);
    ring(&mut set);
    person(&mut set, "commuter", Vec3::new(2.35, 0.0, 0.55), std::f32::consts::PI - 0.3, Pose::Stands);
    Built {
        sources: Sources {
            opening: Some((Vec3::new(-14.0, 0.2, -6.0), 28.0, 10.0)),
            lamp: vec![(Vec3::new(0.9, 2.30, 2.9), 0.4), (Vec3::new(-1.4, 2.30, 2.9), 0.4)],
            strip: vec![(Vec3::new(3.05, 1.55, 2.1), 0.0), (Vec3::new(3.05, 1.55, 3.0), 0.0)],
            ..default()
        },
        window: (Vec4::new(-0.1, 0.1, 0.0, 0.1), -330.0),
        city: Some(Vec3::new(-20.0, 32.0, -300.0)),
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

/// What the water keeps of the lights on the other shore: short strokes, thicker under where the city is.
fn shimmer(set: &mut Set) {
    for i in 0..260 {
        let far = set.between(0.0, 1.0);
        let z = -24.0 - 250.0 * far * far;
        let spread = 16.0 + 90.0 * far;
        // Twice by chance, so that most lie near the middle.
        let x = 6.0 + (set.chance() + set.chance() - 1.0) * spread;
        let wide = set.between(0.12, 0.5) * (0.6 + 2.4 * far);
        let paint = if i % 5 == 0 { Paint::Poster } else { Paint::Strip };
        let size = Vec3::new(wide, 0.004, 0.05 + 0.35 * far);
        set.bit(paint, Vec3::new(x, -3.19, z), size, 0.001);
    }
}

fn rail(set: &mut Set) {
    for (y, radius) in [(0.30, 0.014), (0.66, 0.014), (1.04, 0.030)] {
        let paint = if y > 1.0 { Paint::Oak } else { Paint::Cream };
        set.rod(paint, Vec3::new(-3.2, y, 0.16), Vec3::new(3.2, y, 0.16), radius);
    }
    for i in 0..8 {
        let x = -2.95 + 0.84 * i as f32;
        set.rod(Paint::Cream, Vec3::new(x, 0.0, 0.16), Vec3::new(x, 1.03, 0.16), 0.022);
        set.bit(Paint::Cream, Vec3::new(x, 0.02, 0.16), Vec3::new(0.10, 0.04, 0.10), 0.012);
    }
    set.block(Paint::Cream, Vec3::new(0.0, 0.05, 0.08), Vec3::new(6.4, 0.10, 0.06), 0.012);
    // A rope over the gate, and a ticket somebody wedged there.
    set.rod(Paint::Linen, Vec3::new(-1.25, 0.92, 0.19), Vec3::new(-0.45, 0.86, 0.21), 0.013);
    set.bit(Paint::Apricot, Vec3::new(-0.42, 1.066, 0.16), Vec3::new(0.055, 0.003, 0.10), 0.001);
}

/// The saloon's side, its lit panes, a lamp under the deck above.
fn cabin(set: &mut Set) {
    set.block(Paint::Cream, Vec3::new(3.30, 1.25, 2.4), Vec3::new(0.12, 2.5, 4.2), 0.012);
    set.block(Paint::Cream, Vec3::new(0.0, 1.25, 4.35), Vec3::new(6.6, 2.5, 0.12), 0.012);
    set.block(Paint::Ceiling, Vec3::new(0.0, 2.56, 3.35), Vec3::new(6.6, 0.10, 2.2), 0.012);
    for z in [1.35_f32, 2.35, 3.35] {
        set.bit(Paint::Strip, Vec3::new(3.235, 1.55, z), Vec3::new(0.012, 0.66, 0.70), 0.003);
        set.bit(Paint::Brass, Vec3::new(3.232, 1.55, z), Vec3::new(0.020, 0.03, 0.74), 0.004);
    }
    set.bit(Paint::Rust, Vec3::new(3.232, 0.86, 2.4), Vec3::new(0.02, 0.12, 4.1), 0.004);
    for x in [0.9_f32, -1.4] {
        set.bit(Paint::Frame, Vec3::new(x, 2.49, 2.9), Vec3::new(0.26, 0.04, 0.16), 0.01);
        set.bit(Paint::Strip, Vec3::new(x, 2.465, 2.9), Vec3::new(0.20, 0.02, 0.11), 0.006);
    }
}

fn bench(set: &mut Set) {
    set.within(Vec3::new(1.75, 0.0, 1.35), -0.25, |set| {
        for i in 0..5 {
            set.block(Paint::Oak, Vec3::new(0.0, 0.45, -0.2 + 0.1 * i as f32), Vec3::new(1.10, 0.03, 0.08), 0.008);
        }
        for y in [0.62_f32, 0.74, 0.86] {
            set.bit(Paint::Oak, Vec3::new(0.0, y, 0.27), Vec3::new(1.10, 0.08, 0.025), 0.008);
        }
        for x in [-0.46_f32, 0.46] {
            set.block(Paint::Ink, Vec3::new(x, 0.21, 0.02), Vec3::new(0.04, 0.42, 0.40), 0.008);
            set.rod(Paint::Ink, Vec3::new(x, 0.40, 0.25), Vec3::new(x, 0.92, 0.30), 0.014);
        }
    });
}

/// A life ring on its board.
fn ring(set: &mut Set) {
    let (big, thin) = (0.30_f32, 0.058_f32);
    let round: Vec<(f32, f32)> = (0..=16)
        .map(|i| {
            let (sin, cos) = (i as f32 / 16.0 * std::f32::consts::TAU - std::f32::consts::PI).sin_cos();
            (big + cos * thin, sin * thin)
        })
        .collect();
    let at = Vec3::new(-2.02, 1.20, 0.50);
    let turn = Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2);
    set.block(Paint::Oak, at - Vec3::X * 0.08, Vec3::new(0.03, 0.80, 0.80), 0.01);
    set.rod(Paint::Oak, Vec3::new(-2.10, 0.0, 0.5), Vec3::new(-2.10, 0.85, 0.5), 0.03);
    set.add(Paint::Orange, &Shape::lathe(&round, 40).turned(turn).moved(at));
    for i in 0..4 {
        let (sin, cos) = (i as f32 * std::f32::consts::FRAC_PI_2 + 0.785).sin_cos();
        let band = Shape::rounded_box(Vec3::new(0.13, 0.05, 0.13), 0.03, 2, 0.2);
        set.add(Paint::Cream, &band.moved(at + Vec3::new(0.0, sin * big, cos * big)));
    }
}
