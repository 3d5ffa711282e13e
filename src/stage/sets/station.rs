//! The station: a bench, a poster with nothing on it, stairs going up. It has rained; the floor
//! mirrors the light.

use super::{Built, backs};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

/// The poster: from where to where, how low and how high.
const POSTER: (f32, f32, f32, f32) = (-1.55, 0.95, 0.78, 2.42);

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-6.0, 0.0, 0.0), Vec3::new(6.0, 3.4, 7.0));
    let size = high - low;
    set.add(Paint::WetTile, &Shape::sheet(low, Vec3::Z * size.z, Vec3::X * size.x, 0.2));
    let top = Vec3::new(low.x, high.y, low.z);
    set.add(Paint::Concrete, &Shape::sheet(top, Vec3::X * size.x, Vec3::Z * size.z, 0.25));
    set.add(Paint::Clay, &Shape::sheet(low, Vec3::X * size.x, Vec3::Y * size.y, 0.15));
    set.add(Paint::Concrete, &Shape::sheet(low + Vec3::Z * size.z, Vec3::NEG_Z * size.z, Vec3::Y * size.y, 0.25));
    let right = Vec3::new(high.x, low.y, low.z);
    set.add(Paint::Concrete, &Shape::sheet(right, Vec3::Z * size.z, Vec3::Y * size.y, 0.25));
    let far = Vec3::new(high.x, low.y, high.z);
    set.add(Paint::Concrete, &Shape::sheet(far, Vec3::NEG_X * size.x, Vec3::Y * size.y, 0.3));
    poster(&mut set);
    bench(&mut set);
    stairs(&mut set);
    // Columns, a yellowed band along the edge, a lamp over the stairs.
    for x in [-4.2_f32, 2.35] {
        set.block(Paint::Concrete, Vec3::new(x, 1.7, 1.5), Vec3::new(0.42, 3.4, 0.42), 0.05);
    }
    set.bit(Paint::Apricot, Vec3::new(0.0, 0.002, 5.6), Vec3::new(12.0, 0.006, 0.16), 0.002);
    set.bit(Paint::Teal, Vec3::new(0.0, 0.30, 0.012), Vec3::new(12.0, 0.6, 0.024), 0.004);
    set.bit(Paint::Strip, Vec3::new(4.4, 3.36, 1.6), Vec3::new(1.6, 0.03, 0.10), 0.008);
    set.bit(Paint::Strip, Vec3::new(-3.6, 3.36, 3.4), Vec3::new(1.6, 0.03, 0.10), 0.008);
    backs::platform(&mut set, high.z, 5.7);
    set.solids.extend(shell(low, high, 0.3));
    let (x0, x1, y0, y1) = POSTER;
    let mut lamp = Vec::new();
    for i in 0..4 {
        for j in 0..3 {
            let (u, v) = ((i as f32 + 0.5) / 4.0, (j as f32 + 0.5) / 3.0);
            lamp.push((Vec3::new(x0 + (x1 - x0) * u, y0 + (y1 - y0) * v, 0.18), 0.0));
        }
    }
    Built {
        sources: Sources {
            lamp,
            strip: vec![
                (Vec3::new(4.0, 3.3, 1.6), 0.3),
                (Vec3::new(4.8, 3.3, 1.6), 0.3),
                (Vec3::new(-3.6, 3.3, 3.4), 0.3),
            ],
            ..default()
        },
        window: (Vec4::new(x0, x1, y0, y1), 0.08),
        city: None,
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

fn poster(set: &mut Set) {
    let (x0, x1, y0, y1) = POSTER;
    let middle = Vec3::new((x0 + x1) * 0.5, (y0 + y1) * 0.5, 0.06);
    let (wide, high) = (x1 - x0, y1 - y0);
    set.block(Paint::Frame, middle, Vec3::new(wide + 0.14, high + 0.14, 0.11), 0.015);
    set.bit(Paint::Poster, middle + Vec3::Z * 0.054, Vec3::new(wide, high, 0.008), 0.002);
    // One small line of print, low on the right: the only thing on it.
    for (i, w) in [0.10_f32, 0.05, 0.12, 0.04, 0.08].into_iter().enumerate() {
        let x = x1 - 0.72 + 0.13 * i as f32;
        set.bit(Paint::Ink, Vec3::new(x, y0 + 0.16, 0.119), Vec3::new(w, 0.016, 0.001), 0.0004);
    }
}

fn bench(set: &mut Set) {
    set.within(Vec3::new(-0.25, 0.0, 1.42), 0.0, |set| {
        for i in 0..4 {
            let z = -0.16 + 0.107 * i as f32;
            set.block(Paint::Oak, Vec3::new(0.0, 0.44, z), Vec3::new(2.3, 0.036, 0.09), 0.010);
        }
        for x in [-0.9_f32, 0.9] {
            set.block(Paint::Ink, Vec3::new(x, 0.21, 0.0), Vec3::new(0.05, 0.42, 0.36), 0.010);
        }
        set.bit(Paint::Paper, Vec3::new(0.66, 0.464, 0.02), Vec3::new(0.20, 0.012, 0.28), 0.004);
    });
}

fn stairs(set: &mut Set) {
    for i in 0..15 {
        let (y, x) = (0.168 * (i as f32 + 0.5), 3.3 + 0.27 * i as f32);
        let high = 0.168 * (i as f32 + 1.0);
        set.block(Paint::Concrete, Vec3::new(x + 0.135, high * 0.5, 1.1), Vec3::new(0.27, high, 2.0), 0.008);
        set.bit(Paint::Brass, Vec3::new(x + 0.02, y + 0.086, 1.1), Vec3::new(0.03, 0.006, 1.96), 0.002);
    }
    set.rod(Paint::Brass, Vec3::new(3.25, 0.92, 2.05), Vec3::new(6.0, 2.62, 2.05), 0.022);
    for i in 0..4 {
        let x = 3.3 + 0.85 * i as f32;
        let foot = 0.62 * (x - 3.25);
        set.rod(Paint::Brass, Vec3::new(x, foot, 2.05), Vec3::new(x, foot + 0.93, 2.05), 0.014);
    }
}
