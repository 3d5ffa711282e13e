//! Under the flyover: a bench, a pillar, wet ground, and rain on both sides of one dry stripe.

use super::{Built, parts::post};
use crate::stage::{bake::Sources, models::Models, palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// How high the road is overhead.
const ROAD: f32 = 4.9;

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    set.add(Paint::WetTile, &Shape::sheet(Vec3::new(-14.0, 0.0, -16.0), Vec3::Z * 24.0, Vec3::X * 28.0, 0.5));
    set.solid(Vec3::new(0.0, -0.1, -4.0), Vec3::new(28.0, 0.2, 24.0));
    // The road above: a slab with two beams, and the lamp-lit edge that the rain falls from.
    set.block(Paint::Concrete, Vec3::new(0.0, ROAD + 0.35, 2.4), Vec3::new(28.0, 0.70, 6.4), 0.03);
    for z in [0.6_f32, 4.2] {
        set.block(Paint::Concrete, Vec3::new(0.0, ROAD - 0.25, z), Vec3::new(28.0, 0.56, 0.7), 0.03);
    }
    set.block(Paint::Concrete, Vec3::new(0.0, ROAD + 1.0, -0.72), Vec3::new(28.0, 0.9, 0.16), 0.02);
    for x in [-8.0_f32, 1.95, 11.0] {
        set.block(Paint::Concrete, Vec3::new(x, ROAD * 0.5 - 0.2, 1.6), Vec3::new(0.92, ROAD - 0.1, 0.92), 0.05);
        set.block(Paint::Concrete, Vec3::new(x, ROAD - 0.62, 2.4), Vec3::new(1.1, 0.36, 4.6), 0.05);
        set.bit(Paint::Apricot, Vec3::new(x, 1.05, 1.6), Vec3::new(0.94, 0.10, 0.94), 0.01);
    }
    bench(&mut set);
    beyond(&mut set);
    // Behind: what holds the bank up.
    set.block(Paint::Concrete, Vec3::new(0.0, ROAD * 0.5, 7.7), Vec3::new(28.0, ROAD + 0.2, 0.4), 0.03);
    for i in 0..14 {
        let x = -13.0 + 2.0 * i as f32;
        set.block(Paint::Concrete, Vec3::new(x, ROAD * 0.5, 7.46), Vec3::new(0.22, ROAD, 0.14), 0.02);
    }
    post(&mut set, Vec3::new(5.4, 0.0, -4.6), 5.4, Vec3::new(-1.2, 0.1, 0.5));
    post(&mut set, Vec3::new(-6.8, 0.0, -8.6), 5.4, Vec3::new(1.2, 0.1, 0.5));
    Built {
        sources: Sources {
            opening: Some((Vec3::new(-12.0, 0.3, -1.4), 24.0, 4.2)),
            lamp: vec![(Vec3::new(4.2, 5.40, -4.1), 0.0)],
            strip: vec![(Vec3::new(-5.6, 5.40, -8.1), 0.0), (Vec3::new(0.2, ROAD - 0.7, 3.0), 0.0)],
            ..default()
        },
        window: (Vec4::new(-12.0, 12.0, 3.4, 6.2), -9.0),
        city: Some(Vec3::new(0.0, 36.0, -30.0)),
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

fn bench(set: &mut Set) {
    set.within(Vec3::new(-0.30, 0.0, 1.60), 0.0, |set| {
        for i in 0..4 {
            set.block(Paint::Oak, Vec3::new(0.0, 0.44, -0.16 + 0.107 * i as f32), Vec3::new(1.7, 0.036, 0.09), 0.010);
        }
        for (y, z) in [(0.62, 0.24), (0.75, 0.27)] {
            set.bit(Paint::Oak, Vec3::new(0.0, y, z), Vec3::new(1.7, 0.09, 0.03), 0.010);
        }
        for x in [-0.7_f32, 0.7] {
            set.block(Paint::Concrete, Vec3::new(x, 0.21, 0.02), Vec3::new(0.14, 0.42, 0.42), 0.02);
            set.rod(Paint::Ink, Vec3::new(x, 0.40, 0.22), Vec3::new(x, 0.82, 0.29), 0.016);
        }
    });
    // Somebody's cup, an umbrella that gave up, leaves in the lee of the pillar.
    set.add(
        Paint::Paper,
        &Shape::lathe(&[(0.026, 0.0), (0.038, 0.10), (0.036, 0.10), (0.024, 0.004)], 20)
            .moved(Vec3::new(0.34, 0.46, 1.52)),
    );
    set.rod(Paint::Ink, Vec3::new(1.05, 0.03, 2.05), Vec3::new(1.42, 0.72, 1.98), 0.012);
    for i in 0..5 {
        let (sin, cos) = (i as f32 * 1.25).sin_cos();
        set.rod(
            Paint::Teal,
            Vec3::new(1.09, 0.12, 2.04),
            Vec3::new(1.18 + cos * 0.12, 0.50 + sin * 0.10, 2.02 + sin * 0.10),
            0.018,
        );
    }
    for _ in 0..26 {
        let at = Vec3::new(set.between(1.35, 2.7), 0.008, set.between(2.15, 2.7));
        let turn = set.between(-2.0, 2.0);
        let paint = if set.chance() > 0.5 { Paint::Rust } else { Paint::Kraft };
        set.within(at, turn, |set| set.bit(paint, Vec3::ZERO, Vec3::new(0.07, 0.006, 0.045), 0.002));
    }
}

/// Across the road: a wall, lit windows above shops that are shut, a kerb, puddles of light.
fn beyond(set: &mut Set) {
    set.bit(Paint::Stone, Vec3::new(0.0, 0.05, -1.4), Vec3::new(28.0, 0.12, 0.22), 0.02);
    for i in 0..7 {
        let x = -12.0 + 4.0 * i as f32;
        set.bit(Paint::Paper, Vec3::new(x, 0.003, -5.2), Vec3::new(1.9, 0.006, 0.14), 0.002);
    }
    set.block(Paint::Clay, Vec3::new(-2.0, 3.4, -13.4), Vec3::new(24.0, 6.8, 0.6), 0.03);
    for i in 0..9 {
        let x = -12.6 + 2.6 * i as f32;
        set.bit(Paint::Frame, Vec3::new(x, 1.25, -13.06), Vec3::new(1.9, 2.3, 0.10), 0.02);
        for y in [3.4_f32, 5.4] {
            let lit = set.chance() > 0.66;
            let paint = if lit { Paint::Strip } else { Paint::Lens };
            set.bit(paint, Vec3::new(x, y, -13.08), Vec3::new(0.8, 1.15, 0.06), 0.01);
            set.bit(Paint::Stone, Vec3::new(x, y - 0.64, -13.02), Vec3::new(1.0, 0.07, 0.16), 0.01);
        }
    }
    set.bit(Paint::Poster, Vec3::new(4.6, 2.15, -13.0), Vec3::new(1.5, 0.30, 0.08), 0.02);
}
