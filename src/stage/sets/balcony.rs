//! The balcony outside the third pane: a slab, a rail that hears the rain first, a folding chair, and the pot of what she
//! grew there.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// From where to where along the front of the house, and how far out.
const FROM: f32 = -2.30;
const TO: f32 = 0.02;
const OUT: f32 = -1.32;
/// The front of the house.
const FACE: f32 = -0.17;
/// How high the rail is.
const RAIL: f32 = 1.06;

pub(super) fn build(set: &mut Set) {
    let (middle, wide) = ((FROM + TO) * 0.5, TO - FROM);
    set.block(
        Paint::Concrete,
        Vec3::new(middle, -0.09, (OUT + FACE) * 0.5),
        Vec3::new(wide + 0.06, 0.16, FACE - OUT + 0.06),
        0.012,
    );
    // Slats to stand on.
    for i in 0..11 {
        let z = OUT + 0.08 + i as f32 * 0.101;
        set.bit(Paint::Oak, Vec3::new(middle, 0.0, z), Vec3::new(wide - 0.04, 0.02, 0.088), 0.004);
    }
    rail(set);
    chair(set);
    pot(set);
    house(set);
}

fn rail(set: &mut Set) {
    let front = OUT + 0.03;
    let mut run = |from: Vec3, to: Vec3| {
        let along = to - from;
        let count = (along.length() / 0.115).round() as u32;
        for i in 0..=count {
            let foot = from + along * (i as f32 / count as f32);
            let thick = if i == 0 || i == count { 0.014 } else { 0.0065 };
            set.rod(Paint::Frame, foot, foot + Vec3::Y * (RAIL - 0.02), thick);
        }
        for y in [0.10, RAIL - 0.05] {
            set.rod(Paint::Frame, from + Vec3::Y * y, to + Vec3::Y * y, 0.009);
        }
        let size = along.abs() + Vec3::new(0.07, 0.032, 0.07);
        set.bit(Paint::Oak, (from + to) * 0.5 + Vec3::Y * RAIL, size, 0.010);
    };
    run(Vec3::new(FROM + 0.03, 0.0, front), Vec3::new(TO - 0.03, 0.0, front));
    run(Vec3::new(FROM + 0.03, 0.0, front), Vec3::new(FROM + 0.03, 0.0, FACE));
    run(Vec3::new(TO - 0.03, 0.0, front), Vec3::new(TO - 0.03, 0.0, FACE));
}

/// One folding chair, and the other folded against the wall.
fn chair(set: &mut Set) {
    set.within(Vec3::new(-1.86, 0.01, -0.78), 0.5, |set| {
        for x in [-0.19_f32, 0.19] {
            set.rod(Paint::Frame, Vec3::new(x, 0.0, 0.20), Vec3::new(x, 0.84, -0.20), 0.010);
            set.rod(Paint::Frame, Vec3::new(x, 0.0, -0.20), Vec3::new(x, 0.45, 0.19), 0.010);
        }
        for i in 0..5 {
            let z = -0.14 + 0.075 * i as f32;
            set.bit(Paint::Moss, Vec3::new(0.0, 0.445, z), Vec3::new(0.40, 0.014, 0.055), 0.004);
        }
        for y in [0.70_f32, 0.79] {
            set.bit(Paint::Moss, Vec3::new(0.0, y, -0.16), Vec3::new(0.40, 0.05, 0.014), 0.004);
        }
    });
    set.within(Vec3::new(-2.20, 0.01, -0.40), 1.57, |set| {
        for x in [-0.19_f32, 0.19] {
            set.rod(Paint::Frame, Vec3::new(x, 0.0, 0.05), Vec3::new(x, 0.90, -0.01), 0.010);
        }
        for i in 0..7 {
            let y = 0.28 + 0.085 * i as f32;
            set.bit(Paint::Moss, Vec3::new(0.0, y, 0.035 - y * 0.055), Vec3::new(0.40, 0.055, 0.014), 0.004);
        }
    });
}

/// What is left of the thyme.
fn pot(set: &mut Set) {
    let pot = [(0.0, 0.0), (0.085, 0.0), (0.11, 0.17), (0.118, 0.172), (0.118, 0.198), (0.104, 0.198), (0.098, 0.16)];
    let at = Vec3::new(-0.20, 0.012, -1.12);
    set.add(Paint::Terracotta, &Shape::lathe(&pot, 24).moved(at));
    set.add(Paint::Soil, &Shape::cylinder(0.098, 0.02, 0.006, 18).moved(at + Vec3::Y * 0.15));
    for i in 0..13 {
        let (sin, cos) = (i as f32 * 2.4).sin_cos();
        let (out, up) = (set.between(0.03, 0.12), set.between(0.05, 0.17));
        let foot = at + Vec3::new(cos * 0.03, 0.165, sin * 0.03);
        set.rod(Paint::Soil, foot, foot + Vec3::new(cos * out, up, sin * out), 0.0026);
    }
}

/// The front of the house on both sides, above and below, with the neighbours' windows: what is seen from out here on
/// looking round. Their glass is dark; they are never in.
fn house(set: &mut Set) {
    let mut wall = |x: (f32, f32), y: (f32, f32)| {
        let corner = Vec3::new(x.1, y.0, FACE);
        set.add(Paint::Concrete, &Shape::sheet(corner, Vec3::X * (x.0 - x.1), Vec3::Y * (y.1 - y.0), 0.7));
    };
    wall((-12.0, -3.75), (-6.0, 8.0));
    wall((3.75, 12.0), (-6.0, 8.0));
    wall((-3.75, 3.75), (2.68, 8.0));
    wall((-3.75, 3.75), (-6.0, 0.0));
    for (x, y) in [(-6.4, 0.3), (6.4, 0.3), (-6.4, 3.3), (0.0, 3.3), (6.4, 3.3), (-6.4, -2.7), (0.0, -2.9), (6.4, -2.7)]
    {
        set.bit(Paint::Frame, Vec3::new(x, y + 1.1, FACE), Vec3::new(4.3, 2.24, 0.05), 0.01);
        set.bit(Paint::Frame, Vec3::new(x, y + 1.1, FACE - 0.02), Vec3::new(4.2, 2.14, 0.03), 0.004);
        for i in 0..3 {
            set.bit(
                Paint::Frame,
                Vec3::new(x - 1.05 + 1.05 * i as f32, y + 1.1, FACE - 0.03),
                Vec3::new(0.05, 2.14, 0.03),
                0.006,
            );
        }
    }
    // The pipe that the rain goes down by.
    set.rod(Paint::Frame, Vec3::new(-2.42, -6.0, -0.24), Vec3::new(-2.42, 8.0, -0.24), 0.04);
}
