//! The bathroom behind the back wall: dark green tiles, a basin, a mirror over it, and a tub behind a curtain. In the
//! glass there is one toothbrush, and room for two.

use super::Reflects;
use crate::stage::{bake::Sources, palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// The room: from the tub to the wall with the towel, from the back wall of the flat to the mirror, and how high.
const LEFT: f32 = 0.60;
const RIGHT: f32 = 3.05;
const FRONT: f32 = 5.30;
const BACK: f32 = 7.20;
const HIGH: f32 = 2.42;
/// Tiles up to here.
const TILED: f32 = 1.28;
/// The doorway in the flat's back wall: from where to where, and how high.
pub(super) const DOORWAY: (f32, f32, f32) = (1.74, 2.60, 2.06);
/// The middle of the basin and of the mirror.
const BASIN: f32 = 2.30;

/// The mirror over the basin.
pub(super) const MIRROR: Reflects =
    Reflects { middle: Vec3::new(BASIN, 1.58, BACK - 0.028), size: Vec2::new(0.56, 0.80), towards: Vec3::NEG_Z };

pub(super) fn build(set: &mut Set, sources: &mut Sources) {
    shell(set);
    tiles(set);
    door(set);
    basin(set);
    mirror(set);
    tub(set);
    towel(set);
    // The bulb over the mirror hangs on the switch of the kitchen's strip.
    sources.bulb = Some((Vec3::new(BASIN, 2.10, BACK - 0.24), 10.0));
}

fn shell(set: &mut Set) {
    let (wide, deep) = (RIGHT - LEFT, BACK - FRONT);
    let cell = 0.16;
    let mut sheet = |paint, corner: [f32; 3], u: [f32; 3], v: [f32; 3]| {
        set.add(paint, &Shape::sheet(Vec3::from(corner), Vec3::from(u), Vec3::from(v), cell));
    };
    sheet(Paint::Stone, [LEFT, 0.0, FRONT - 0.1], [0.0, 0.0, deep + 0.1], [wide, 0.0, 0.0]);
    sheet(Paint::Ceiling, [LEFT, HIGH, FRONT], [wide, 0.0, 0.0], [0.0, 0.0, deep]);
    sheet(Paint::Oat, [LEFT, 0.0, BACK], [0.0, 0.0, -deep], [0.0, HIGH, 0.0]);
    sheet(Paint::Oat, [RIGHT, 0.0, FRONT], [0.0, 0.0, deep], [0.0, HIGH, 0.0]);
    sheet(Paint::Oat, [RIGHT, 0.0, BACK], [-wide, 0.0, 0.0], [0.0, HIGH, 0.0]);
    let (from, to, head) = DOORWAY;
    sheet(Paint::Oat, [LEFT, 0.0, FRONT], [from - LEFT, 0.0, 0.0], [0.0, HIGH, 0.0]);
    sheet(Paint::Oat, [to, 0.0, FRONT], [RIGHT - to, 0.0, 0.0], [0.0, HIGH, 0.0]);
    sheet(Paint::Oat, [from, head, FRONT], [to - from, 0.0, 0.0], [0.0, HIGH - head, 0.0]);
    for (middle, size) in [
        (Vec3::new(LEFT - 0.1, 1.3, 6.25), Vec3::new(0.2, 2.6, deep)),
        (Vec3::new(RIGHT + 0.1, 1.3, 6.25), Vec3::new(0.2, 2.6, deep)),
        (Vec3::new(1.8, 1.3, BACK + 0.1), Vec3::new(wide, 2.6, 0.2)),
        (Vec3::new(1.8, HIGH + 0.1, 6.25), Vec3::new(wide, 0.2, deep)),
        (Vec3::new(1.8, -0.1, 6.25), Vec3::new(wide, 0.2, deep)),
        (Vec3::new((LEFT + from) * 0.5, 1.3, 5.25), Vec3::new(from - LEFT, 2.6, 0.1)),
        (Vec3::new((RIGHT + to) * 0.5, 1.3, 5.25), Vec3::new(RIGHT - to, 2.6, 0.1)),
        (Vec3::new((from + to) * 0.5, (head + 2.7) * 0.5, 5.25), Vec3::new(to - from, 2.7 - head, 0.1)),
    ] {
        set.solid(middle, size);
    }
}

/// Glazed tiles as high as a hand's reach, each a little differently set, and a pale edge on top.
fn tiles(set: &mut Set) {
    const TILE: f32 = 0.16;
    let rows = (TILED / TILE) as u32;
    // Along a wall from a corner; `out` is into the room.
    let mut wall = |corner: Vec3, along: Vec3, long: f32, out: Vec3| {
        let count = (long / TILE).round() as u32;
        let each = long / count as f32;
        for row in 0..rows {
            for column in 0..count {
                let lift = set.between(0.004, 0.0065);
                let (u, v) = ((column as f32 + 0.5) * each, (row as f32 + 0.5) * TILE);
                let size = along.abs() * (each - 0.005) + Vec3::Y * (TILE - 0.005) + out.abs() * 0.008;
                let at = corner + along * u + Vec3::Y * v + out * (lift - 0.002);
                set.add(Paint::Enamel, &Shape::plain_box(size).moved(at));
            }
        }
        let edge = along.abs() * long + Vec3::Y * 0.03 + out.abs() * 0.022;
        set.add(
            Paint::Cream,
            &Shape::plain_box(edge).moved(corner + along * long * 0.5 + Vec3::Y * (TILED + 0.015) + out * 0.009),
        );
    };
    wall(Vec3::new(LEFT, 0.0, BACK), Vec3::X, RIGHT - LEFT, Vec3::NEG_Z);
    wall(Vec3::new(RIGHT, 0.0, FRONT), Vec3::Z, BACK - FRONT, Vec3::NEG_X);
    wall(Vec3::new(LEFT, 0.0, FRONT), Vec3::Z, BACK - FRONT, Vec3::X);
}

/// The doorway's frame, and its door, which always stands open: there is nobody to close it for.
fn door(set: &mut Set) {
    let (from, to, head) = DOORWAY;
    for x in [from + 0.02, to - 0.02] {
        set.block(Paint::Birch, Vec3::new(x, head * 0.5, 5.25), Vec3::new(0.05, head, 0.16), 0.006);
    }
    set.block(
        Paint::Birch,
        Vec3::new((from + to) * 0.5, head + 0.02, 5.25),
        Vec3::new(to - from + 0.1, 0.07, 0.16),
        0.006,
    );
    set.bit(Paint::Birch, Vec3::new((from + to) * 0.5, 0.008, 5.25), Vec3::new(to - from, 0.016, 0.11), 0.004);
    set.within(Vec3::new(from + 0.03, 0.0, FRONT + 0.01), -1.48, |set| {
        set.block(Paint::Oak, Vec3::new(0.40, 1.02, 0.02), Vec3::new(0.78, 2.02, 0.04), 0.006);
        for side in [-0.012, 0.052] {
            set.add(Paint::Brass, &Shape::ball(0.026, 0.8, 14).moved(Vec3::new(0.73, 1.0, side)));
        }
    });
}

fn basin(set: &mut Set) {
    let at = Vec3::new(BASIN, 0.84, BACK - 0.23);
    let bowl = [
        (0.0, -0.155),
        (0.13, -0.15),
        (0.205, -0.10),
        (0.225, -0.005),
        (0.222, 0.004),
        (0.210, 0.0),
        (0.190, -0.06),
        (0.12, -0.115),
        (0.0, -0.12),
    ];
    let bowl = Shape::lathe(&bowl, 36).bent(|p| Vec3::new(p.x * 1.22, p.y, p.z * 0.92));
    set.add(Paint::Cream, &bowl.moved(at));
    set.solid(at - Vec3::Y * 0.08, Vec3::new(0.44, 0.12, 0.34));
    set.add(Paint::Cream, &Shape::cylinder(0.075, 0.70, 0.02, 24).moved(Vec3::new(at.x, 0.0, at.z + 0.03)));
    set.add(Paint::Brass, &Shape::cylinder(0.018, 0.006, 0.002, 16).moved(at - Vec3::Y * 0.119));
    // The tap: two cocks, and a neck that bends over.
    let neck = at + Vec3::new(0.0, 0.004, 0.165);
    for x in [-0.085_f32, 0.085] {
        set.rod(Paint::Brass, neck + Vec3::X * x, neck + Vec3::new(x, 0.05, 0.0), 0.012);
        set.rod(Paint::Brass, neck + Vec3::new(x - 0.026, 0.055, 0.0), neck + Vec3::new(x + 0.026, 0.055, 0.0), 0.008);
    }
    set.rod(Paint::Brass, neck, neck + Vec3::Y * 0.15, 0.011);
    set.rod(Paint::Brass, neck + Vec3::Y * 0.15, neck + Vec3::new(0.0, 0.165, -0.10), 0.010);
    set.rod(Paint::Brass, neck + Vec3::new(0.0, 0.167, -0.098), neck + Vec3::new(0.0, 0.135, -0.112), 0.009);
    // A glass shelf under the mirror: his toothbrush in a glass for two, a razor, soap.
    let shelf = Vec3::new(BASIN, 1.10, BACK - 0.07);
    set.bit(Paint::Cream, shelf, Vec3::new(0.58, 0.014, 0.12), 0.005);
    for x in [-0.24_f32, 0.24] {
        set.bit(Paint::Brass, shelf + Vec3::new(x, -0.02, 0.04), Vec3::new(0.012, 0.03, 0.04), 0.003);
    }
    let tumbler = [(0.0, 0.0), (0.028, 0.0), (0.033, 0.09), (0.030, 0.09), (0.026, 0.006), (0.0, 0.006)];
    let cup = shelf + Vec3::new(0.19, 0.007, 0.0);
    set.add(Paint::Glaze, &Shape::lathe(&tumbler, 20).moved(cup));
    let brush = cup + Vec3::new(-0.012, 0.01, 0.0);
    set.rod(Paint::Enamel, brush, brush + Vec3::new(0.045, 0.17, -0.012), 0.0045);
    set.bit(Paint::Cream, brush + Vec3::new(0.036, 0.165, -0.012), Vec3::new(0.012, 0.026, 0.010), 0.002);
    set.bit(Paint::Apricot, shelf + Vec3::new(-0.20, 0.016, 0.0), Vec3::new(0.075, 0.022, 0.05), 0.008);
    set.rod(Paint::Brass, shelf + Vec3::new(-0.08, 0.012, -0.01), shelf + Vec3::new(0.03, 0.012, 0.015), 0.004);
}

/// What the glass is framed by; the glass itself is the renderer's ([`Reflects`]).
fn mirror(set: &mut Set) {
    let Reflects { middle, size, .. } = MIRROR;
    set.bit(Paint::Walnut, middle + Vec3::Z * 0.013, Vec3::new(size.x + 0.05, size.y + 0.05, 0.02), 0.006);
    for x in [-0.5_f32, 0.5] {
        let at = middle + Vec3::new(x * (size.x + 0.03), 0.0, 0.004);
        set.bit(Paint::Walnut, at, Vec3::new(0.03, size.y + 0.06, 0.036), 0.008);
    }
    for y in [-0.5_f32, 0.5] {
        let at = middle + Vec3::new(0.0, y * (size.y + 0.03), 0.004);
        set.bit(Paint::Walnut, at, Vec3::new(size.x + 0.06, 0.03, 0.036), 0.008);
    }
    // The bulb: a brass rose, an arm, a shade of milk glass.
    let rose = Vec3::new(BASIN, 2.12, BACK);
    let disc = Shape::cylinder(0.05, 0.016, 0.005, 24).turned(Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2));
    set.add(Paint::Brass, &disc.moved(rose));
    set.rod(Paint::Brass, rose, rose - Vec3::Z * 0.10, 0.008);
    set.add(Paint::Strip, &Shape::ball(0.062, 1.0, 24).moved(rose - Vec3::Z * 0.15));
}

fn tub(set: &mut Set) {
    let (middle, size) = (Vec3::new(LEFT + 0.38, 0.28, 6.25), Vec3::new(0.74, 0.56, BACK - FRONT - 0.04));
    // Panelled outside; inside a hollow.
    set.block(Paint::Enamel, middle - Vec3::Y * 0.03, size - Vec3::Y * 0.06, 0.01);
    let rim = Shape::rounded_box(Vec3::new(size.x + 0.03, 0.05, size.z), 0.022, 3, 0.2);
    set.add(Paint::Cream, &rim.moved(middle + Vec3::Y * 0.27));
    let hollow = Shape::rounded_box(Vec3::new(size.x - 0.16, 0.012, size.z - 0.2), 0.005, 1, 0.2);
    set.add(Paint::Oat, &hollow.moved(middle + Vec3::Y * 0.293));
    // Its curtain, pushed to the far end.
    set.rod(Paint::Brass, Vec3::new(LEFT + 0.80, 2.05, FRONT), Vec3::new(LEFT + 0.80, 2.05, BACK), 0.011);
    set.within(Vec3::new(LEFT + 0.80, 0.18, BACK - 0.30), std::f32::consts::FRAC_PI_2, |set| {
        let cloth = Shape::sheet(Vec3::new(-0.26, 0.0, 0.0), Vec3::X * 0.52, Vec3::Y * 1.85, 0.028).bent(|p| {
            let fold = ((p.x + 0.26) / 0.52 * 5.0 * std::f32::consts::TAU).sin();
            Vec3::new(p.x, p.y, p.z + fold * (0.030 + 0.012 * (1.85 - p.y)))
        });
        set.add(Paint::Curtain, &cloth);
        set.solid(Vec3::new(0.0, 0.92, 0.0), Vec3::new(0.52, 1.85, 0.02));
    });
    // The shower on its hook.
    let pipe = Vec3::new(LEFT + 0.02, 1.10, 5.90);
    set.rod(Paint::Brass, pipe, pipe + Vec3::Y * 0.98, 0.010);
    set.rod(Paint::Brass, pipe + Vec3::Y * 0.98, pipe + Vec3::new(0.22, 1.0, 0.0), 0.010);
    set.add(Paint::Brass, &Shape::cylinder(0.075, 0.016, 0.006, 24).moved(pipe + Vec3::new(0.25, 0.975, 0.0)));
}

/// One towel on a rail that is long enough for two, and a mat.
fn towel(set: &mut Set) {
    let rail = Vec3::new(RIGHT - 0.08, 1.42, 6.35);
    set.rod(Paint::Brass, rail - Vec3::Z * 0.42, rail + Vec3::Z * 0.42, 0.009);
    for z in [-0.40, 0.40] {
        set.rod(Paint::Brass, rail + Vec3::Z * z, rail + Vec3::new(0.08, 0.0, z), 0.008);
    }
    let cloth = Shape::rounded_box(Vec3::new(0.026, 0.62, 0.36), 0.011, 2, 0.05)
        .bent(|p| Vec3::new(p.x + 0.010 * (p.z * 24.0).sin() * (0.31 - p.y), p.y, p.z * (1.0 - 0.05 * (0.31 - p.y))));
    set.add(Paint::Apricot, &cloth.moved(rail + Vec3::new(-0.012, -0.29, 0.17)));
    set.solid(rail + Vec3::new(-0.012, -0.29, 0.17), Vec3::new(0.02, 0.6, 0.34));
    set.bit(Paint::Curtain, Vec3::new(BASIN, 0.010, 6.55), Vec3::new(0.72, 0.020, 0.46), 0.008);
}
