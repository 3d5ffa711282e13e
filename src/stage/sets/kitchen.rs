//! The kitchen: a counter along the right wall, the kettle, two mugs, fruit on an envelope.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

const WALL: f32 = 3.75;
const FROM: f32 = 2.1;
const TO: f32 = 5.2;
const TOP: f32 = 0.92;

pub(super) fn build(set: &mut Set) {
    let middle = (FROM + TO) * 0.5;
    let long = TO - FROM;
    // Cupboards on a dark plinth, a stone top with a wall strip.
    set.block(Paint::Frame, Vec3::new(3.47, 0.05, middle), Vec3::new(0.52, 0.10, long), 0.004);
    set.block(Paint::Front, Vec3::new(3.45, 0.49, middle), Vec3::new(0.58, 0.78, long), 0.004);
    set.block(Paint::Stone, Vec3::new(3.43, TOP - 0.018, middle), Vec3::new(0.66, 0.036, long + 0.02), 0.008);
    set.bit(Paint::Stone, Vec3::new(WALL - 0.012, TOP + 0.22, middle), Vec3::new(0.024, 0.44, long), 0.004);
    let doors = 5;
    for i in 0..doors {
        let z = FROM + long * (i as f32 + 0.5) / doors as f32;
        set.bit(Paint::Front, Vec3::new(3.148, 0.50, z), Vec3::new(0.022, 0.745, long / doors as f32 - 0.012), 0.006);
        let handle = if i % 2 == 0 { z + 0.20 } else { z - 0.20 };
        set.rod(Paint::Brass, Vec3::new(3.125, 0.70, handle), Vec3::new(3.125, 0.82, handle), 0.006);
    }
    // Two open shelves, and the light under the lower one.
    for (y, from) in [(1.45, FROM + 0.15), (1.83, FROM + 0.15)] {
        let z = (from + TO - 0.4) * 0.5;
        let size = Vec3::new(0.26, 0.030, TO - 0.4 - from);
        set.block(Paint::Oak, Vec3::new(3.615, y, z), size, 0.008);
        for bracket in [from + 0.25, z, TO - 0.65] {
            set.bit(Paint::Brass, Vec3::new(3.735, y - 0.05, bracket), Vec3::new(0.014, 0.11, 0.02), 0.004);
        }
    }
    set.bit(Paint::Strip, Vec3::new(3.56, 1.428, 3.45), Vec3::new(0.028, 0.010, 2.0), 0.004);
    crockery(set);
    kettle(set, Vec3::new(3.46, TOP, 3.02));
    mug(set, Paint::Glaze, Vec3::new(3.36, TOP, 3.40), 0.5);
    mug(set, Paint::Cream, Vec3::new(3.43, TOP, 3.56), 2.3);
    envelope(set, Vec3::new(3.38, TOP, 2.46));
    sink(set);
    // A board, a jar of spoons, oil, a cloth over the edge.
    let board = Shape::rounded_box(Vec3::new(0.018, 0.40, 0.27), 0.008, 2, 0.4);
    set.add(Paint::Oak, &board.turned(Quat::from_rotation_z(-0.16)).moved(Vec3::new(3.68, TOP + 0.20, 3.86)));
    let jar = [(0.0, 0.0), (0.045, 0.0), (0.052, 0.01), (0.050, 0.12), (0.044, 0.14), (0.040, 0.14), (0.0, 0.13)];
    set.add(Paint::Cream, &Shape::lathe(&jar, 22).moved(Vec3::new(3.62, TOP, 3.72)));
    for i in 0..4 {
        let (sin, cos) = (i as f32 * 1.7).sin_cos();
        let foot = Vec3::new(3.62, TOP + 0.08, 3.72);
        set.rod(Paint::Birch, foot, foot + Vec3::new(cos * 0.045, 0.20, sin * 0.045), 0.006);
    }
    let bottle = [(0.0, 0.0), (0.034, 0.0), (0.036, 0.01), (0.036, 0.15), (0.014, 0.20), (0.013, 0.25), (0.0, 0.25)];
    set.add(Paint::Moss, &Shape::lathe(&bottle, 20).moved(Vec3::new(3.66, TOP, 4.02)));
    let cloth = Shape::sheet(Vec3::new(-0.11, -0.34, 0.0), Vec3::X * 0.22, Vec3::Y * 0.40, 0.03)
        .bent(|p| Vec3::new(p.x, p.y, 0.006 * (p.x * 60.0).sin() * (0.06 - p.y)))
        .turned(Quat::from_rotation_y(-std::f32::consts::FRAC_PI_2))
        .moved(Vec3::new(3.092, TOP - 0.02, 4.42));
    set.add(Paint::Linen, &cloth);
}

fn crockery(set: &mut Set) {
    // Lower shelf: a pile of plates, bowls, glasses. Upper: jars, a pot, a tin.
    for i in 0..6 {
        let plate = [(0.0, 0.0), (0.07, 0.0), (0.115, 0.012), (0.113, 0.016), (0.068, 0.006), (0.0, 0.006)];
        set.add(Paint::Cream, &Shape::lathe(&plate, 26).moved(Vec3::new(3.62, 1.466 + 0.009 * i as f32, 2.55)));
    }
    let bowl = [(0.0, 0.0), (0.03, 0.0), (0.055, 0.02), (0.072, 0.055), (0.069, 0.055), (0.05, 0.022), (0.0, 0.01)];
    for i in 0..3 {
        set.add(Paint::Glaze, &Shape::lathe(&bowl, 22).moved(Vec3::new(3.62, 1.466 + 0.022 * i as f32, 2.84)));
    }
    for (i, z) in [3.10_f32, 3.20, 3.31].into_iter().enumerate() {
        let cup = [(0.0, 0.0), (0.030, 0.0), (0.038, 0.10), (0.035, 0.10), (0.028, 0.006), (0.0, 0.006)];
        set.add(Paint::Enamel, &Shape::lathe(&cup, 18).moved(Vec3::new(3.63 - 0.03 * (i % 2) as f32, 1.466, z)));
    }
    for (z, r, h, paint) in [
        (2.50, 0.055, 0.17, Paint::Kraft),
        (2.64, 0.048, 0.13, Paint::Apricot),
        (2.77, 0.052, 0.20, Paint::Cream),
        (3.42, 0.10, 0.14, Paint::Enamel),
        (3.72, 0.05, 0.19, Paint::Terracotta),
        (4.25, 0.06, 0.16, Paint::Cream),
        (4.42, 0.05, 0.22, Paint::Moss),
    ] {
        set.add(paint, &Shape::cylinder(r, h, 0.014, 22).moved(Vec3::new(3.62, 1.845, z)));
        set.add(Paint::Birch, &Shape::cylinder(r * 0.82, 0.018, 0.006, 20).moved(Vec3::new(3.62, 1.843 + h, z)));
    }
    for (i, z) in [3.62_f32, 3.70, 4.05].into_iter().enumerate() {
        let size = Vec3::new(0.15, 0.21 - 0.02 * i as f32, 0.032 + 0.008 * i as f32);
        set.bit([Paint::Rust, Paint::Oat, Paint::Teal][i], Vec3::new(3.63, 1.466 + size.y * 0.5, z), size, 0.004);
    }
}

/// An enamel kettle with a brass knob and a wooden grip.
fn kettle(set: &mut Set, at: Vec3) {
    set.within(at, 0.9, |set| {
        set.add(Paint::Ink, &Shape::cylinder(0.095, 0.014, 0.005, 28));
        let body = [
            (0.0, 0.014),
            (0.088, 0.014),
            (0.098, 0.03),
            (0.100, 0.06),
            (0.090, 0.12),
            (0.066, 0.165),
            (0.058, 0.172),
            (0.058, 0.176),
            (0.050, 0.180),
            (0.030, 0.192),
            (0.0, 0.196),
        ];
        set.add(Paint::Enamel, &Shape::lathe(&body, 36));
        set.add(Paint::Brass, &Shape::ball(0.013, 0.9, 16).moved(Vec3::Y * 0.206));
        set.rod(Paint::Enamel, Vec3::new(0.075, 0.085, 0.0), Vec3::new(0.150, 0.165, 0.0), 0.017);
        set.rod(Paint::Enamel, Vec3::new(0.146, 0.158, 0.0), Vec3::new(0.168, 0.172, 0.0), 0.012);
        let turn = |a: f32| Vec3::new(-a.cos() * 0.082, 0.185 + a.sin() * 0.085, 0.0);
        let mut last = turn(0.1);
        for k in 1..=9 {
            let next = turn(0.1 + k as f32 * 0.32);
            let paint = if (3..8).contains(&k) { Paint::Walnut } else { Paint::Brass };
            set.rod(paint, last, next, if paint == Paint::Walnut { 0.010 } else { 0.005 });
            last = next;
        }
        set.solid(Vec3::Y * 0.09, Vec3::new(0.15, 0.17, 0.15));
    });
}

fn mug(set: &mut Set, paint: Paint, at: Vec3, turn: f32) {
    set.within(at, turn, |set| {
        let body = [
            (0.0, 0.0),
            (0.034, 0.0),
            (0.040, 0.006),
            (0.042, 0.09),
            (0.0405, 0.094),
            (0.038, 0.09),
            (0.036, 0.01),
            (0.0, 0.008),
        ];
        set.add(paint, &Shape::lathe(&body, 26));
        let ring = |a: f32| Vec3::new(0.040 + a.sin() * 0.028, 0.048 + a.cos() * 0.028, 0.0);
        for k in 0..8 {
            set.rod(paint, ring(k as f32 * 0.42), ring((k + 1) as f32 * 0.42), 0.0055);
        }
        set.solid(Vec3::Y * 0.045, Vec3::new(0.06, 0.08, 0.06));
    });
}

/// The envelope, with a bowl of fruit standing on one end of it.
fn envelope(set: &mut Set, at: Vec3) {
    set.within(at + Vec3::new(-0.04, 0.003, 0.0), 0.20, |set| {
        set.bit(Paint::Paper, Vec3::ZERO, Vec3::new(0.24, 0.006, 0.34), 0.002);
        set.bit(Paint::Kraft, Vec3::new(-0.05, 0.0042, 0.09), Vec3::new(0.07, 0.001, 0.10), 0.0005);
    });
    let bowl = [
        (0.0, 0.0),
        (0.06, 0.0),
        (0.064, 0.012),
        (0.11, 0.04),
        (0.150, 0.085),
        (0.146, 0.088),
        (0.105, 0.05),
        (0.05, 0.022),
        (0.0, 0.018),
    ];
    let middle = at + Vec3::new(0.06, 0.007, -0.05);
    set.add(Paint::Cream, &Shape::lathe(&bowl, 34).moved(middle));
    set.solid(middle + Vec3::Y * 0.05, Vec3::new(0.17, 0.07, 0.17));
    for (i, (x, z, y)) in
        [(-0.05, 0.03, 0.06), (0.05, 0.045, 0.06), (0.02, -0.055, 0.06), (-0.055, -0.045, 0.065), (0.0, 0.0, 0.115)]
            .into_iter()
            .enumerate()
    {
        let paint = if i == 1 || i == 3 { Paint::Pear } else { Paint::Orange };
        set.add(paint, &Shape::ball(0.040, 0.94, 20).moved(middle + Vec3::new(x, y, z)));
    }
}

fn sink(set: &mut Set) {
    set.bit(Paint::Steel, Vec3::new(3.43, TOP + 0.002, 4.55), Vec3::new(0.44, 0.008, 0.52), 0.004);
    set.bit(Paint::Ink, Vec3::new(3.42, TOP + 0.004, 4.55), Vec3::new(0.37, 0.008, 0.43), 0.02);
    let foot = Vec3::new(3.68, TOP, 4.55);
    set.rod(Paint::Brass, foot, foot + Vec3::Y * 0.26, 0.013);
    let arc = |a: f32| foot + Vec3::new(-0.08 + a.cos() * 0.08, 0.26 + a.sin() * 0.08, 0.0);
    for k in 0..8 {
        set.rod(Paint::Brass, arc(k as f32 * 0.39), arc((k + 1) as f32 * 0.39), 0.011);
    }
}
