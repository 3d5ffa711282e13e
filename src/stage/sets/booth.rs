//! The booth at By Hand: three partitions of felt, a desk, a lamp, a screen, paper. Daylight comes
//! from a band of high windows across the hall, and from nowhere else.

use super::{Built, Glint, backs, bed::seat};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-4.0, 0.0, -3.2), Vec3::new(4.0, 3.0, 3.0));
    hall(&mut set, low, high);
    booth(&mut set);
    desk(&mut set);
    for x in [-2.5_f32, 2.5] {
        set.within(Vec3::new(x, 0.0, 0.0), 0.0, neighbour);
    }
    backs::hall(&mut set, high.z);
    let solids = shell(low, high, 0.3);
    set.solids.extend(solids);
    Built {
        sources: Sources {
            opening: Some((Vec3::new(-3.8, 1.75, -3.15), 7.6, 1.0)),
            suns: [None, Some(Vec3::new(0.35, -0.62, 0.70))],
            lamp: vec![(Vec3::new(-0.56, 1.13, -0.22), 0.6)],
            strip: vec![(Vec3::new(0.22, 1.10, -0.30), 0.0)],
            bulb: None,
        },
        window: (Vec4::new(-3.8, 3.8, 1.75, 2.75), -3.18),
        city: None,
        mirror: None,
        glints: vec![(Vec3::new(-0.56, 1.14, -0.22), Glint::Lamp), (Vec3::new(0.22, 1.12, -0.20), Glint::Screen)],
        set,
    }
}

fn hall(set: &mut Set, low: Vec3, high: Vec3) {
    let size = high - low;
    set.add(Paint::Felt, &Shape::sheet(low, Vec3::Z * size.z, Vec3::X * size.x, 0.2));
    let top = Vec3::new(low.x, high.y, low.z);
    set.add(Paint::Ceiling, &Shape::sheet(top, Vec3::X * size.x, Vec3::Z * size.z, 0.25));
    set.add(Paint::Oat, &Shape::sheet(low, Vec3::X * size.x, Vec3::Y * size.y, 0.18));
    set.add(Paint::Clay, &Shape::sheet(low + Vec3::Z * size.z, Vec3::NEG_Z * size.z, Vec3::Y * size.y, 0.25));
    let right = Vec3::new(high.x, low.y, low.z);
    set.add(Paint::Oat, &Shape::sheet(right, Vec3::Z * size.z, Vec3::Y * size.y, 0.25));
    let far = Vec3::new(high.x, low.y, high.z);
    set.add(Paint::Oat, &Shape::sheet(far, Vec3::NEG_X * size.x, Vec3::Y * size.y, 0.3));
    // The band of windows: bright panes in a wooden grid.
    for i in 0..8 {
        let x = -3.32 + 0.95 * i as f32;
        set.bit(Paint::Poster, Vec3::new(x, 2.25, -3.19), Vec3::new(0.88, 0.98, 0.01), 0.002);
    }
    for x in 0..9 {
        set.bit(Paint::Frame, Vec3::new(-3.8 + 0.95 * x as f32, 2.25, -3.17), Vec3::new(0.05, 1.02, 0.06), 0.006);
    }
    for y in [1.74, 2.25, 2.76] {
        set.bit(Paint::Frame, Vec3::new(0.0, y, -3.17), Vec3::new(7.65, 0.045, 0.06), 0.006);
    }
    for x in [-2.4_f32, 0.0, 2.4] {
        set.block(Paint::Birch, Vec3::new(x, 2.90, -0.1), Vec3::new(0.12, 0.2, 6.2), 0.012);
    }
}

/// Three low walls of felt in wooden frames, the back one with pigeonholes above it.
fn booth(set: &mut Set) {
    panel(set, Vec3::new(0.0, 0.0, -0.72), 2.2, 1.42, 0.0);
    panel(set, Vec3::new(-1.1, 0.0, -0.02), 1.4, 1.42, std::f32::consts::FRAC_PI_2);
    panel(set, Vec3::new(1.1, 0.0, -0.02), 1.4, 1.42, std::f32::consts::FRAC_PI_2);
    // Pigeonholes with finished letters.
    let (y, z) = (1.20, -0.60);
    for i in 0..2 {
        set.block(Paint::Oak, Vec3::new(-0.62, y + 0.22 * i as f32, z), Vec3::new(0.84, 0.016, 0.22), 0.004);
    }
    for i in 0..5 {
        set.bit(Paint::Oak, Vec3::new(-1.035 + 0.2075 * i as f32, y + 0.11, z), Vec3::new(0.014, 0.22, 0.22), 0.004);
    }
    for i in 0..4 {
        let x = -0.932 + 0.2075 * i as f32;
        for k in 0..(set.between(2.0, 8.0) as u32) {
            let paint = [Paint::Paper, Paint::Cream, Paint::Kraft, Paint::Apricot][(set.chance() * 3.99) as usize];
            let push = set.between(-0.01, 0.02);
            set.bit(paint, Vec3::new(x, y + 0.014 + 0.009 * k as f32, z + push), Vec3::new(0.16, 0.006, 0.19), 0.002);
        }
    }
    // A postcard, a note, a pressed leaf, pinned to the felt.
    for (x, y, w, h, tilt, paint) in [
        (0.72, 1.20, 0.16, 0.11, 0.05, Paint::Paper),
        (0.92, 1.13, 0.09, 0.09, -0.08, Paint::Apricot),
        (0.76, 1.03, 0.10, 0.14, 0.02, Paint::Cream),
        (-0.12, 1.31, 0.11, 0.08, -0.05, Paint::Paper),
    ] {
        let note = Shape::rounded_box(Vec3::new(w, h, 0.002), 0.0006, 1, 0.2).turned(Quat::from_rotation_z(tilt));
        set.add(paint, &note.moved(Vec3::new(x, y, -0.688)));
        set.add(Paint::Brass, &Shape::ball(0.005, 1.0, 8).moved(Vec3::new(x, y + h * 0.42, -0.684)));
    }
}

fn panel(set: &mut Set, foot: Vec3, wide: f32, high: f32, turn: f32) {
    set.within(foot, turn, |set| {
        set.block(Paint::Felt, Vec3::new(0.0, high * 0.5, 0.0), Vec3::new(wide - 0.06, high - 0.06, 0.045), 0.012);
        set.block(Paint::Oak, Vec3::new(0.0, high - 0.02, 0.0), Vec3::new(wide, 0.045, 0.06), 0.010);
        for x in [-wide * 0.5, wide * 0.5] {
            set.block(Paint::Oak, Vec3::new(x, high * 0.5, 0.0), Vec3::new(0.05, high, 0.06), 0.010);
        }
    });
}

fn desk(set: &mut Set) {
    set.block(Paint::Birch, Vec3::new(0.0, 0.74, -0.34), Vec3::new(2.12, 0.032, 0.68), 0.008);
    for x in [-1.0_f32, 1.0] {
        set.block(Paint::Birch, Vec3::new(x, 0.36, -0.36), Vec3::new(0.03, 0.72, 0.6), 0.006);
    }
    let y = 0.756;
    set.within(Vec3::new(0.22, y + 0.30, -0.48), -0.10, |set| {
        set.bit(Paint::Walnut, Vec3::new(0.0, 0.0, -0.014), Vec3::new(0.60, 0.40, 0.026), 0.010);
        set.solid(Vec3::ZERO, Vec3::new(0.60, 0.40, 0.03));
        set.add(Paint::Screen, &Shape::sheet(Vec3::new(-0.275, -0.175, 0.0008), Vec3::X * 0.55, Vec3::Y * 0.35, 0.2));
        // Somebody's brief: who, to whom, why now.
        for (y, from, long) in [
            (0.125, -0.22, 0.12_f32),
            (0.085, -0.22, 0.40),
            (0.063, -0.22, 0.43),
            (0.041, -0.22, 0.26),
            (-0.005, -0.22, 0.09),
            (-0.045, -0.22, 0.38),
            (-0.067, -0.22, 0.41),
            (-0.089, -0.22, 0.17),
        ] {
            let mut x = from;
            while x < from + long {
                let word = set.between(0.016, 0.058);
                let line = Shape::sheet(Vec3::new(x, y - 0.003, 0.0015), Vec3::X * word, Vec3::Y * 0.0065, 1.0);
                set.add(Paint::Ink, &line);
                x += word + 0.009;
            }
        }
        set.rod(Paint::Brass, Vec3::new(0.0, -0.30, -0.04), Vec3::new(0.0, -0.1, -0.02), 0.013);
        set.add(Paint::Brass, &Shape::cylinder(0.10, 0.012, 0.005, 28).moved(Vec3::new(0.0, -0.30, -0.04)));
    });
    // The form in front of him, letter paper, a pen, a cup gone cold.
    set.within(Vec3::new(0.16, y + 0.003, -0.13), 0.04, |set| {
        set.bit(Paint::Paper, Vec3::ZERO, Vec3::new(0.21, 0.005, 0.297), 0.002);
        for i in 0..6 {
            let z = -0.10 + 0.034 * i as f32;
            let wide = [0.16, 0.15, 0.16, 0.13, 0.16, 0.08][i as usize];
            set.bit(Paint::Felt, Vec3::new(-0.08 + wide * 0.5, 0.003, z), Vec3::new(wide, 0.0006, 0.004), 0.0002);
        }
    });
    for i in 0..7 {
        let turn = set.between(-0.05, 0.05);
        set.within(Vec3::new(-0.24, y + 0.003 + 0.005 * i as f32, -0.20), turn, |set| {
            set.bit(Paint::Cream, Vec3::ZERO, Vec3::new(0.17, 0.005, 0.24), 0.002);
        });
    }
    set.rod(Paint::Ink, Vec3::new(0.32, y + 0.007, -0.20), Vec3::new(0.40, y + 0.007, -0.08), 0.0055);
    let cup = [(0.0, 0.0), (0.036, 0.0), (0.040, 0.006), (0.041, 0.085), (0.037, 0.085), (0.035, 0.01), (0.0, 0.01)];
    set.add(Paint::Glaze, &Shape::lathe(&cup, 24).moved(Vec3::new(0.70, y, -0.28)));
    set.add(Paint::Soil, &Shape::cylinder(0.035, 0.004, 0.001, 20).moved(Vec3::new(0.70, y + 0.066, -0.28)));
    // The lamp: enamel hood on a brass stem.
    let foot = Vec3::new(-0.66, y, -0.42);
    set.add(Paint::Brass, &Shape::cylinder(0.085, 0.016, 0.007, 30).moved(foot));
    let elbow = foot + Vec3::new(0.0, 0.42, 0.02);
    set.rod(Paint::Brass, foot, elbow, 0.008);
    set.rod(Paint::Brass, elbow, elbow + Vec3::new(0.10, 0.02, 0.17), 0.008);
    let hood = [(0.088, 0.0), (0.080, 0.03), (0.045, 0.085), (0.025, 0.10), (0.0, 0.105)];
    set.add(Paint::Enamel, &Shape::lathe(&hood, 32).moved(Vec3::new(-0.56, 1.15, -0.22)));
    set.add(Paint::Strip, &Shape::ball(0.028, 1.0, 16).moved(Vec3::new(-0.56, 1.165, -0.22)));
    set.within(Vec3::new(0.42, 0.0, 0.62), std::f32::consts::PI + 0.5, |set| seat(set, Paint::Walnut));
}

/// The next booth: only its outline, and a lamp that is on for somebody else.
fn neighbour(set: &mut Set) {
    panel(set, Vec3::new(0.0, 0.0, -0.72), 2.2, 1.42, 0.0);
    set.block(Paint::Birch, Vec3::new(0.0, 0.74, -0.34), Vec3::new(2.12, 0.032, 0.68), 0.008);
    set.bit(Paint::Walnut, Vec3::new(0.1, 1.06, -0.5), Vec3::new(0.6, 0.4, 0.03), 0.01);
}
