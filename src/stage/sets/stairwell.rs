//! The stairwell in the dark: concrete, a rail worn by hands, one green light a floor further down.

use super::{
    Built,
    parts::{Walls, room},
};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

/// How deep a step is, and how high.
const STEP: (f32, f32) = (0.27, 0.172);

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-1.5, 0.0, -0.9), Vec3::new(1.5, 4.2, 3.0));
    let walls = Walls::all(Paint::Concrete, Paint::Concrete, Paint::Oat);
    // The well goes on downwards: the floor is only the landing, the walls begin a storey lower.
    let deep = Vec3::new(low.x, -2.6, low.z);
    room(&mut set, deep, high, walls, 0.16);
    set.solids.extend(shell(deep, high, 0.3));
    set.block(Paint::Concrete, Vec3::new(0.0, -0.11, 2.37), Vec3::new(3.0, 0.22, 1.26), 0.01);
    set.block(Paint::Concrete, Vec3::new(0.0, -1.87, -0.55), Vec3::new(3.0, 0.22, 0.8), 0.01);
    flight(&mut set, 0.76, 1.0);
    flight(&mut set, -0.76, -1.0);
    rails(&mut set);
    landing(&mut set);
    let light = Vec3::new(1.40, -0.55, -0.62);
    set.bit(Paint::Frame, Vec3::new(1.47, -0.55, -0.62), Vec3::new(0.05, 0.16, 0.34), 0.01);
    set.bit(Paint::Strip, Vec3::new(1.44, -0.55, -0.62), Vec3::new(0.03, 0.11, 0.28), 0.01);
    Built {
        sources: Sources {
            // What little comes under his own door.
            lamp: vec![(Vec3::new(-0.45, 0.05, 2.86), 0.0), (Vec3::new(-0.25, 0.05, 2.86), 0.0)],
            strip: vec![(light, 0.0), (light - Vec3::Z * 0.12, 0.0)],
            ..default()
        },
        window: (Vec4::new(-0.1, 0.1, -0.6, -0.5), -0.7),
        city: None,
        mirror: None,
        glints: Vec::new(),
        set,
    }
}

/// Ten steps: down from the landing on one side, up from it on the other.
fn flight(set: &mut Set, x: f32, down: f32) {
    for i in 0..10 {
        let z = 1.72 - STEP.0 * (i as f32 + 0.5);
        let top =
            -down * STEP.1 * (i as f32 + if down > 0.0 { 1.0 } else { 0.0 }) + if down > 0.0 { 0.0 } else { STEP.1 };
        set.block(Paint::Concrete, Vec3::new(x, top - 0.10, z), Vec3::new(1.38, 0.20, STEP.0 + 0.02), 0.008);
        set.bit(Paint::Brass, Vec3::new(x, top + 0.002, z + STEP.0 * 0.44), Vec3::new(1.30, 0.006, 0.028), 0.002);
    }
}

fn rails(set: &mut Set) {
    let slope = STEP.1 / STEP.0;
    for (x, down) in [(0.05_f32, 1.0_f32), (-0.05, -1.0)] {
        let (from, run) = (Vec3::new(x, 0.92, 1.74), 2.6);
        let to = from + Vec3::new(0.0, -down * slope * run, -run);
        set.rod(Paint::Walnut, from, to, 0.026);
        for i in 0..9 {
            let z = 0.15 + 0.29 * i as f32;
            let foot = Vec3::new(x, -down * slope * z, 1.74 - z);
            set.rod(Paint::Ink, foot, foot + Vec3::Y * 0.91, 0.009);
        }
    }
    set.rod(Paint::Walnut, Vec3::new(-0.05, 0.92, 1.74), Vec3::new(0.05, 0.92, 1.74), 0.026);
    set.add(Paint::Walnut, &Shape::ball(0.045, 1.0, 18).moved(Vec3::new(0.0, 0.955, 1.76)));
    set.rod(Paint::Ink, Vec3::new(0.0, 0.0, 1.76), Vec3::new(0.0, 0.93, 1.76), 0.016);
}

/// His door, the switch, a pipe, a number that was painted by hand, somebody's boots.
fn landing(set: &mut Set) {
    set.bit(Paint::Oak, Vec3::new(-0.40, 1.03, 2.97), Vec3::new(0.88, 2.06, 0.05), 0.006);
    set.bit(Paint::Birch, Vec3::new(-0.40, 2.10, 2.97), Vec3::new(1.06, 0.09, 0.07), 0.006);
    for x in [-0.89_f32, 0.09] {
        set.bit(Paint::Birch, Vec3::new(x, 1.05, 2.97), Vec3::new(0.09, 2.14, 0.07), 0.006);
    }
    set.add(Paint::Brass, &Shape::ball(0.026, 1.0, 16).moved(Vec3::new(-0.06, 1.02, 2.92)));
    set.bit(Paint::Shade, Vec3::new(-0.40, 0.012, 2.945), Vec3::new(0.84, 0.012, 0.006), 0.002);
    set.bit(Paint::Cream, Vec3::new(-1.485, 1.20, 2.40), Vec3::new(0.02, 0.13, 0.085), 0.004);
    set.add(Paint::Shade, &Shape::ball(0.010, 1.0, 10).moved(Vec3::new(-1.472, 1.22, 2.40)));
    for (x, z) in [(1.38_f32, 2.88_f32), (1.28, 2.90)] {
        set.rod(Paint::Rust, Vec3::new(x, -2.6, z), Vec3::new(x, 4.2, z), 0.032);
    }
    // The wainscot's edge, and eleven in two strokes.
    for (at, size) in [
        (Vec3::new(-1.492, 1.28, 1.05), Vec3::new(0.012, 0.02, 3.9)),
        (Vec3::new(1.492, 1.28, 1.05), Vec3::new(0.012, 0.02, 3.9)),
    ] {
        set.bit(Paint::Teal, at, size, 0.003);
    }
    for z in [1.30_f32, 1.46] {
        set.bit(Paint::Teal, Vec3::new(-1.494, 1.85, z), Vec3::new(0.008, 0.42, 0.055), 0.002);
    }
    for x in [0.62_f32, 0.80] {
        set.within(Vec3::new(x, 0.0, 2.72), 2.9, |set| {
            set.bit(Paint::Ink, Vec3::new(0.0, 0.10, 0.0), Vec3::new(0.10, 0.20, 0.11), 0.04);
            set.bit(Paint::Ink, Vec3::new(0.0, 0.045, 0.07), Vec3::new(0.10, 0.09, 0.25), 0.04);
        });
    }
    set.bit(Paint::RugEdge, Vec3::new(-0.40, 0.008, 2.62), Vec3::new(0.80, 0.016, 0.46), 0.006);
}
