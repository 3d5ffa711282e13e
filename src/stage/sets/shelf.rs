//! The shelf on the left wall: books, Catherine's box, the melodica with one dead reed.

use super::bed::fit;
use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

const WALL: f32 = -3.75;
const Z: (f32, f32) = (2.98, 4.62);
const DEEP: f32 = 0.32;

pub(super) fn build(set: &mut Set) {
    let x = WALL + DEEP * 0.5;
    let long = Z.1 - Z.0;
    let middle = (Z.0 + Z.1) * 0.5;
    let boards = [0.10, 0.52, 0.92, 1.32, 1.72];
    for y in boards {
        set.block(Paint::Oak, Vec3::new(x, y, middle), Vec3::new(DEEP, 0.028, long), 0.006);
    }
    for z in [Z.0, middle + 0.08, Z.1] {
        set.block(Paint::Oak, Vec3::new(x, 0.86, z), Vec3::new(DEEP, 1.74, 0.028), 0.006);
    }
    let bays = [(Z.0 + 0.03, middle + 0.05), (middle + 0.11, Z.1 - 0.03)];
    // Which bays have books, how full, and in which order things stand.
    books(set, x, 1.32, bays[0], 0.92);
    books(set, x, 1.32, (bays[1].0 + 0.30, bays[1].1), 0.8);
    books(set, x, 0.92, (bays[0].0, bays[0].0 + 0.42), 0.95);
    books(set, x, 0.92, bays[1], 0.72);
    books(set, x, 0.52, bays[1], 0.95);
    books(set, x, 0.10, (bays[0].0, bays[0].1 - 0.2), 0.9);
    // The melodica, lying across two bays' worth of middle shelf, half out of its case.
    melodica(set, Vec3::new(x + 0.02, 0.934, 3.62));
    // Catherine's box, alone in its bay.
    let y = 0.534;
    set.within(Vec3::new(x + 0.02, y, 3.40), 0.06, |set| {
        set.block(Paint::Kraft, Vec3::Y * 0.13, Vec3::new(0.27, 0.25, 0.40), 0.008);
        set.bit(Paint::Kraft, Vec3::Y * 0.262, Vec3::new(0.285, 0.035, 0.415), 0.008);
        set.bit(Paint::Linen, Vec3::Y * 0.14, Vec3::new(0.276, 0.262, 0.022), 0.003);
        set.bit(Paint::Paper, Vec3::new(0.1375, 0.12, 0.09), Vec3::new(0.004, 0.07, 0.11), 0.001);
    });
    // Smaller things: a jar, a stone, a clock that stopped, a model of nothing in particular.
    let vase = [
        (0.0, 0.0),
        (0.04, 0.0),
        (0.07, 0.05),
        (0.075, 0.11),
        (0.045, 0.18),
        (0.028, 0.22),
        (0.034, 0.25),
        (0.030, 0.25),
        (0.024, 0.22),
        (0.0, 0.20),
    ];
    set.add(Paint::Glaze, &Shape::lathe(&vase, 28).moved(Vec3::new(x + 0.02, 1.334, 4.02)));
    set.add(Paint::Concrete, &Shape::ball(0.05, 0.6, 14).moved(Vec3::new(x + 0.07, 1.358, 4.16)));
    set.bit(Paint::Walnut, Vec3::new(x + 0.02, 1.826, 3.30), Vec3::new(0.09, 0.18, 0.20), 0.03);
    let face = Shape::cylinder(0.066, 0.01, 0.004, 32)
        .turned(Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2))
        .moved(Vec3::new(x + 0.064, 1.83, 3.30));
    set.add(Paint::Paper, &face);
    set.rod(Paint::Ink, Vec3::new(x + 0.077, 1.83, 3.30), Vec3::new(x + 0.077, 1.868, 3.285), 0.002);
    set.rod(Paint::Ink, Vec3::new(x + 0.077, 1.83, 3.30), Vec3::new(x + 0.077, 1.842, 3.345), 0.002);
    let pot = [(0.0, 0.0), (0.06, 0.0), (0.075, 0.11), (0.068, 0.11), (0.05, 0.08), (0.0, 0.08)];
    set.add(Paint::Cream, &Shape::lathe(&pot, 24).moved(Vec3::new(x, 1.734, 4.30)));
    trailing(set, Vec3::new(x, 1.83, 4.30));
    set.bit(Paint::Frame, Vec3::new(x - 0.05, 1.90, 3.80), Vec3::new(0.02, 0.32, 0.26), 0.005);
    let mut print = Shape::sheet(Vec3::new(0.0, -0.14, 0.11), Vec3::NEG_Z * 0.22, Vec3::Y * 0.28, 0.4)
        .moved(Vec3::new(x - 0.0385, 1.90, 3.80));
    fit(&mut print, Vec2::new(0.22, 0.28), 0.62);
    set.hang(Paint::Print, &print);
}

fn books(set: &mut Set, x: f32, y: f32, (from, to): (f32, f32), full: f32) {
    let paints = [
        Paint::Rust,
        Paint::Oat,
        Paint::Moss,
        Paint::Cream,
        Paint::Teal,
        Paint::Apricot,
        Paint::Kraft,
        Paint::Walnut,
        Paint::Linen,
        Paint::Terracotta,
        Paint::Ink,
        Paint::Clay,
    ];
    let end = from + (to - from) * full;
    let mut z = from;
    let floor = y + 0.014;
    while z < end {
        let thick = set.between(0.016, 0.046);
        let high = set.between(0.19, 0.30);
        let deep = set.between(0.14, 0.21);
        let paint = paints[(set.chance() * 11.99) as usize];
        let last = z + thick * 1.6 > end;
        let lean = if last { set.between(0.12, 0.26) } else { set.between(-0.012, 0.02) };
        let push = set.between(0.0, 0.03);
        let book = Shape::rounded_box(Vec3::new(deep, high, thick), 0.004, 1, 0.4)
            .moved(Vec3::new(0.0, high * 0.5, thick * 0.5))
            .turned(Quat::from_rotation_x(-lean));
        set.add(paint, &book.moved(Vec3::new(x + 0.14 - deep * 0.5 - push, floor + lean.abs() * 0.004, z)));
        if set.chance() > 0.55 {
            let band = Shape::rounded_box(Vec3::new(0.002, high * 0.16, thick * 0.8), 0.0005, 1, 0.4)
                .moved(Vec3::new(deep * 0.5, high * 0.72, thick * 0.5))
                .turned(Quat::from_rotation_x(-lean));
            let paint = if paint == Paint::Cream { Paint::Rust } else { Paint::Paper };
            set.add(paint, &band.moved(Vec3::new(x + 0.1405 - deep * 0.5 - push, floor + lean.abs() * 0.004, z)));
        }
        z += thick + if last { 0.06 } else { 0.0015 };
    }
    set.solid(Vec3::new(x + 0.03, floor + 0.11, (from + end) * 0.5), Vec3::new(0.17, 0.22, end - from));
}

/// A small keyboard played by breath.
fn melodica(set: &mut Set, at: Vec3) {
    set.within(at, 0.12, |set| {
        set.block(Paint::Teal, Vec3::Y * 0.024, Vec3::new(0.115, 0.040, 0.42), 0.012);
        set.bit(Paint::Cream, Vec3::new(0.018, 0.048, 0.0), Vec3::new(0.072, 0.014, 0.39), 0.003);
        for i in 0..14 {
            let z = -0.182 + 0.028 * i as f32;
            set.bit(Paint::Felt, Vec3::new(0.018, 0.0555, z + 0.014), Vec3::new(0.072, 0.0012, 0.0015), 0.0004);
            if ![2, 6, 9, 13].contains(&i) {
                set.bit(Paint::Ink, Vec3::new(-0.002, 0.058, z + 0.014), Vec3::new(0.040, 0.010, 0.013), 0.003);
            }
        }
        set.rod(Paint::Cream, Vec3::new(0.0, 0.03, -0.21), Vec3::new(0.02, 0.03, -0.27), 0.011);
        set.bit(Paint::Brass, Vec3::new(-0.045, 0.046, 0.0), Vec3::new(0.010, 0.004, 0.36), 0.001);
    });
}

/// A plant that hangs from the shelf's top.
fn trailing(set: &mut Set, root: Vec3) {
    for k in 0..9 {
        let turn = -0.9 + k as f32 * 0.25;
        let (sin, cos) = turn.sin_cos();
        let mut last = root;
        let long = set.between(4.0, 9.0) as u32;
        for i in 1..=long {
            let s = i as f32;
            let out = 0.07 + 0.028 * s.min(4.0);
            let next = root + Vec3::new(cos * out, 0.05 - 0.016 * s * s.min(5.0) * 0.55, sin * out * 1.4);
            set.rod(Paint::Leaf, last, next, 0.0028);
            let leaf = Shape::ball(0.021, 0.22, 8).turned(Quat::from_rotation_z(-0.5) * Quat::from_rotation_y(s * 2.4));
            let side = if i % 2 == 0 { 0.018 } else { -0.018 };
            set.add(Paint::Leaf, &leaf.moved(next + Vec3::new(0.0, 0.0, side)));
            last = next;
        }
    }
}
