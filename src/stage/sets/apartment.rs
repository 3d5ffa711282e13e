//! The apartment: one room on the eleventh floor, 7.5 by 5.2 metres, 2.7 high. The window wall is at
//! z = 0; the balcony and the city are beyond it. A doorway in the back wall leads to the bathroom.

use super::{Built, Glint, balcony, bath, bed, desk, kitchen, shelf, sofa, wardrobe};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

const LEFT: f32 = -3.75;
const RIGHT: f32 = 3.75;
const BACK: f32 = 5.2;
const HIGH: f32 = 2.7;
/// The window: from where to where, and from how high to how high.
const PANES: (f32, f32) = (-3.45, 3.45);
const SILL: f32 = 0.22;
const HEAD: f32 = 2.48;
/// The pane through which one goes out: from where to where.
pub(in crate::stage) const WAY_OUT: (f32, f32) = (-1.15, 0.0);

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    walls(&mut set);
    window(&mut set);
    cloths(&mut set);
    door(&mut set);
    plant(&mut set);
    bed::build(&mut set);
    desk::build(&mut set);
    kitchen::build(&mut set);
    sofa::build(&mut set);
    shelf::build(&mut set);
    wardrobe::build(&mut set);
    set.apart(1, balcony::build);
    // Everything but the window side and the wall with the doorway.
    let around = shell(Vec3::new(LEFT, 0.0, 0.0), Vec3::new(RIGHT, HIGH, BACK), 0.3);
    set.solids.extend(around.into_iter().filter(|solid| solid.middle.z > -0.1 && solid.middle.z < BACK));
    for (from, to) in [(LEFT, 0.60), (3.05, RIGHT)] {
        set.solid(Vec3::new((from + to) * 0.5, HIGH * 0.5, BACK + 0.05), Vec3::new(to - from, HIGH, 0.1));
    }
    let lamp = Vec3::new(sofa::LAMP.x, 1.42, sofa::LAMP.z);
    let mut sources = Sources {
        opening: Some((Vec3::new(PANES.0, SILL, -0.2), PANES.1 - PANES.0, HEAD - SILL)),
        suns: [Some(EVENING), Some(MORNING)],
        lamp: [(-0.09, 0.0), (0.09, 0.0), (0.0, -0.09), (0.0, 0.09)]
            .map(|(x, z)| (lamp + Vec3::new(x, 0.0, z), 1.8))
            .to_vec(),
        strip: (0..5).map(|i| (Vec3::new(3.52, 1.40, 2.5 + 0.5 * i as f32), 0.0)).collect(),
        bulb: None,
    };
    set.apart(2, |set| bath::build(set, &mut sources));
    Built {
        sources,
        window: (Vec4::new(PANES.0, PANES.1, SILL, HEAD), 0.0),
        city: Some(Vec3::ZERO),
        mirror: Some(bath::MIRROR),
        glints: vec![
            (lamp, Glint::Lamp),
            (Vec3::new(3.45, 1.38, 3.4), Glint::Strip),
            (desk::SCREEN + Vec3::Z * 0.22, Glint::Screen),
            (desk::LENS + Vec3::new(0.0, 0.05, 0.07), Glint::Lens),
        ],
        set,
    }
}

/// How the evening's sun travels: low, from the left.
pub(in crate::stage) const EVENING: Vec3 = Vec3::new(0.607, -0.163, 0.778);
/// How the morning's does: higher, from the right.
pub(in crate::stage) const MORNING: Vec3 = Vec3::new(-0.70, -0.47, 0.537);

fn walls(set: &mut Set) {
    let (width, depth) = (RIGHT - LEFT, BACK);
    let cell = 0.16;
    let sheet = |set: &mut Set, paint, corner: [f32; 3], u: [f32; 3], v: [f32; 3]| {
        set.add(paint, &Shape::sheet(Vec3::from(corner), Vec3::from(u), Vec3::from(v), cell));
    };
    sheet(set, Paint::Boards, [LEFT, 0.0, 0.0], [0.0, 0.0, depth], [width, 0.0, 0.0]);
    sheet(set, Paint::Ceiling, [LEFT, HIGH, 0.0], [width, 0.0, 0.0], [0.0, 0.0, depth]);
    sheet(set, Paint::Clay, [LEFT, 0.0, BACK], [0.0, 0.0, -depth], [0.0, HIGH, 0.0]);
    sheet(set, Paint::Oat, [RIGHT, 0.0, 0.0], [0.0, 0.0, depth], [0.0, HIGH, 0.0]);
    let (from, to, head) = bath::DOORWAY;
    sheet(set, Paint::Oat, [RIGHT, 0.0, BACK], [to - RIGHT, 0.0, 0.0], [0.0, HIGH, 0.0]);
    sheet(set, Paint::Oat, [to, head, BACK], [from - to, 0.0, 0.0], [0.0, HIGH - head, 0.0]);
    sheet(set, Paint::Oat, [from, 0.0, BACK], [LEFT - from, 0.0, 0.0], [0.0, HIGH, 0.0]);
    // The house around the rooms, so that no sun comes through their walls.
    let (deep, middle) = (depth + 2.5, depth * 0.5 + 1.1);
    for (at, size) in [
        (Vec3::new(LEFT - 0.08, HIGH * 0.5, middle), Vec3::new(0.1, HIGH + 0.6, deep)),
        (Vec3::new(RIGHT + 0.08, HIGH * 0.5, middle), Vec3::new(0.1, HIGH + 0.6, deep)),
        (Vec3::new(0.0, HIGH + 0.08, middle), Vec3::new(width + 0.4, 0.1, deep)),
    ] {
        set.add(Paint::Concrete, &Shape::plain_box(size).moved(at));
    }
    // Skirting, and a beam that the ceiling rests on.
    for (at, size) in [
        (Vec3::new(LEFT + 0.008, 0.04, BACK * 0.5), Vec3::new(0.016, 0.08, depth)),
        (Vec3::new(RIGHT - 0.008, 0.04, 1.0), Vec3::new(0.016, 0.08, 2.0)),
        (Vec3::new((LEFT + from) * 0.5, 0.04, BACK - 0.008), Vec3::new(from - LEFT, 0.08, 0.016)),
        (Vec3::new((RIGHT + to) * 0.5, 0.04, BACK - 0.008), Vec3::new(RIGHT - to, 0.08, 0.016)),
    ] {
        set.bit(Paint::Birch, at, size, 0.004);
    }
    for x in [-1.9, 1.9] {
        set.block(Paint::Oak, Vec3::new(x, HIGH - 0.07, BACK * 0.5), Vec3::new(0.14, 0.16, depth), 0.012);
    }
}

fn window(set: &mut Set) {
    let (low, high) = PANES;
    let width = high - low;
    // The wall below, above and beside; deep, so that there is a sill to sit on, but for the way out.
    for (from, to) in [(LEFT, WAY_OUT.0), (WAY_OUT.1, RIGHT)] {
        let middle = (from + to) * 0.5;
        set.block(
            Paint::Oat,
            Vec3::new(middle, SILL * 0.5 - 0.02, -0.06),
            Vec3::new(to - from, SILL - 0.04, 0.20),
            0.004,
        );
        let (from, to) = (from.max(low), to.min(high));
        let sill = Vec3::new((from + to) * 0.5, SILL - 0.015, 0.07);
        set.block(Paint::Oak, sill, Vec3::new(to - from, 0.04, 0.34), 0.012);
    }
    set.block(Paint::Oak, Vec3::new((WAY_OUT.0 + WAY_OUT.1) * 0.5, 0.0, -0.06), Vec3::new(1.15, 0.03, 0.24), 0.008);
    set.block(Paint::Oat, Vec3::new(0.0, (HEAD + HIGH) * 0.5, -0.06), Vec3::new(7.5, HIGH - HEAD, 0.20), 0.004);
    for x in [(LEFT + low) * 0.5, (RIGHT + high) * 0.5] {
        set.block(Paint::Oat, Vec3::new(x, HIGH * 0.5, -0.06), Vec3::new(low - LEFT, HIGH, 0.20), 0.004);
    }
    // Mullions and transoms.
    for i in 0..=6 {
        let x = low + width * i as f32 / 6.0;
        let thick = if i % 6 == 0 { 0.07 } else { 0.045 };
        let foot = if x == WAY_OUT.0 || x == WAY_OUT.1 { 0.0 } else { SILL };
        set.block(Paint::Frame, Vec3::new(x, (foot + HEAD) * 0.5, -0.05), Vec3::new(thick, HEAD - foot, 0.07), 0.006);
    }
    for (from, to) in [(low, WAY_OUT.0), (WAY_OUT.1, high)] {
        let at = |y: f32| Vec3::new((from + to) * 0.5, y, -0.05);
        set.block(Paint::Frame, at(SILL + 0.02), Vec3::new(to - from, 0.05, 0.06), 0.006);
        set.block(Paint::Frame, at(0.98), Vec3::new(to - from, 0.035, 0.06), 0.006);
    }
    set.block(Paint::Frame, Vec3::new(0.0, HEAD - 0.02, -0.05), Vec3::new(width, 0.05, 0.06), 0.006);
    // On the sill: two books and a small bowl that somebody meant to put away.
    set.bit(Paint::Teal, Vec3::new(-1.82, SILL + 0.022, 0.10), Vec3::new(0.24, 0.028, 0.17), 0.004);
    set.bit(Paint::Apricot, Vec3::new(-1.80, SILL + 0.048, 0.11), Vec3::new(0.21, 0.022, 0.15), 0.004);
    let bowl = [(0.0, 0.0), (0.035, 0.0), (0.06, 0.02), (0.075, 0.05), (0.071, 0.05), (0.055, 0.022), (0.0, 0.012)];
    set.add(Paint::Glaze, &Shape::lathe(&bowl, 20).moved(Vec3::new(-1.48, SILL + 0.006, 0.10)));
}

/// A drawn-back curtain on each side, a fabric blind half down, and one of slats. The blind over the plant is a prop: it
/// can be let down.
fn cloths(set: &mut Set) {
    for (from, to, model) in [(-3.63_f32, -2.97_f32, "window/curtain-wide"), (3.22, 3.62, "window/curtain-narrow")] {
        let (middle, width) = ((from + to) * 0.5, to - from);
        set.within(Vec3::new(middle, 0.02, 0.24), 0.0, |set| set.model(model, Vec3::new(width, HEAD + 0.08, 0.12)));
        set.solid(Vec3::new(middle, 1.3, 0.24), Vec3::new(width, 2.4, 0.02));
    }
    // As high as the curtains' rings want it.
    set.rod(Paint::Brass, Vec3::new(LEFT, HEAD + 0.075, 0.24), Vec3::new(RIGHT, HEAD + 0.075, 0.24), 0.011);
    let pane = (PANES.1 - PANES.0) / 6.0;
    let (x, drop) = (PANES.0 + pane * 1.5, 0.46);
    let foot = HEAD - drop;
    let sheet = Shape::sheet(Vec3::new(x - pane * 0.47, foot, 0.03), Vec3::X * pane * 0.94, Vec3::Y * drop, 0.12);
    set.add(Paint::Blind, &sheet);
    set.solid(Vec3::new(x, HEAD - drop * 0.5, 0.03), Vec3::new(pane * 0.94, drop, 0.014));
    set.bit(Paint::Birch, Vec3::new(x, foot, 0.03), Vec3::new(pane * 0.95, 0.026, 0.016), 0.006);
    set.rod(Paint::Linen, Vec3::new(x + 0.3, foot, 0.035), Vec3::new(x + 0.3, foot - 0.16, 0.035), 0.003);
    // Slats over the desk's right half.
    let x = PANES.0 + pane * 4.5;
    for i in 0..13 {
        let y = HEAD - 0.05 - i as f32 * 0.048;
        let slat = Shape::rounded_box(Vec3::new(pane * 0.94, 0.003, 0.05), 0.001, 1, 0.6)
            .turned(Quat::from_rotation_x(0.5))
            .moved(Vec3::new(x, y, 0.03));
        set.add(Paint::Birch, &slat);
    }
    set.bit(Paint::Birch, Vec3::new(x, HEAD - 0.69, 0.03), Vec3::new(pane * 0.94, 0.02, 0.045), 0.005);
    set.solid(Vec3::new(x, HEAD - 0.36, 0.03), Vec3::new(pane * 0.94, 0.30, 0.01));
}

fn door(set: &mut Set) {
    let (x, z) = (-2.85, BACK);
    set.bit(Paint::Oak, Vec3::new(x, 1.03, z - 0.022), Vec3::new(0.88, 2.06, 0.044), 0.006);
    for y in [0.55, 1.45] {
        set.bit(Paint::Oak, Vec3::new(x, y, z - 0.046), Vec3::new(0.62, 0.72, 0.012), 0.005);
    }
    for (dx, size) in [(-0.49, Vec3::new(0.09, 2.15, 0.07)), (0.49, Vec3::new(0.09, 2.15, 0.07))] {
        set.block(Paint::Birch, Vec3::new(x + dx, 1.075, z - 0.03), size, 0.006);
    }
    set.block(Paint::Birch, Vec3::new(x, 2.12, z - 0.03), Vec3::new(1.07, 0.09, 0.07), 0.006);
    set.rod(Paint::Brass, Vec3::new(x + 0.35, 1.02, z - 0.05), Vec3::new(x + 0.35, 1.02, z - 0.11), 0.010);
    set.rod(Paint::Brass, Vec3::new(x + 0.36, 1.02, z - 0.105), Vec3::new(x + 0.24, 1.02, z - 0.105), 0.009);
    set.add(Paint::Brass, &Shape::ball(0.014, 1.0, 12).moved(Vec3::new(x, 1.52, z - 0.05)));
    // A rail with his coat and a scarf; shoes under it; a mat.
    let rail = Vec3::new(-1.86, 1.72, z - 0.03);
    set.bit(Paint::Walnut, rail, Vec3::new(0.72, 0.09, 0.03), 0.008);
    for i in 0..4 {
        let x = rail.x - 0.27 + 0.18 * i as f32;
        set.rod(Paint::Brass, Vec3::new(x, 1.715, z - 0.045), Vec3::new(x, 1.74, z - 0.11), 0.007);
    }
    // Both hang by a loop, towards the room.
    set.within(Vec3::new(-2.04, 1.73, z - 0.05), std::f32::consts::PI, |set| {
        set.model("hall/coat", Vec3::new(0.44, 0.1, 0.12));
        set.solid(Vec3::new(0.0, -0.55, 0.05), Vec3::new(0.34, 0.8, 0.05));
    });
    set.within(Vec3::new(-1.68, 1.73, z - 0.06), std::f32::consts::PI, |set| {
        set.model("hall/scarf", Vec3::new(0.13, 0.1, 0.04));
    });
    for (dx, turn) in [(-0.08_f32, 0.06), (0.09, -0.12)] {
        set.within(Vec3::new(-1.95 + dx, 0.0, z - 0.30), turn, |set| {
            set.bit(Paint::Walnut, Vec3::new(0.0, 0.012, 0.0), Vec3::new(0.10, 0.024, 0.29), 0.010);
            let upper = Shape::rounded_box(Vec3::new(0.095, 0.09, 0.27), 0.042, 3, 0.1);
            set.add(Paint::Kraft, &upper.moved(Vec3::new(0.0, 0.062, 0.0)));
        });
    }
    set.bit(Paint::RugEdge, Vec3::new(x, 0.006, z - 0.42), Vec3::new(0.86, 0.012, 0.52), 0.005);
}

/// The plant's stool and its pot by the window. What grows there depends on how it is treated (`props`); to the light it
/// is always about the same.
fn plant(set: &mut Set) {
    let at = Vec3::new(0.62, 0.0, 0.62);
    set.within(at, 0.4, |set| {
        for (x, z) in [(-0.12, -0.12), (0.12, -0.12), (-0.12, 0.12), (0.12, 0.12)] {
            set.rod(Paint::Walnut, Vec3::new(x * 1.15, 0.0, z * 1.15), Vec3::new(x * 0.9, 0.30, z * 0.9), 0.013);
        }
        set.add(Paint::Walnut, &Shape::cylinder(0.17, 0.028, 0.008, 28).moved(Vec3::Y * 0.295));
        let pot = [
            (0.0, 0.0),
            (0.105, 0.0),
            (0.115, 0.01),
            (0.150, 0.22),
            (0.158, 0.225),
            (0.158, 0.255),
            (0.145, 0.255),
            (0.138, 0.215),
        ];
        set.add(Paint::Terracotta, &Shape::lathe(&pot, 28).moved(Vec3::Y * 0.323));
        set.add(Paint::Soil, &Shape::cylinder(0.136, 0.02, 0.006, 20).moved(Vec3::Y * 0.52));
        set.solid(Vec3::Y * 0.45, Vec3::new(0.22, 0.26, 0.22));
        set.solid(Vec3::Y * 1.15, Vec3::new(0.16, 0.5, 0.16));
    });
}
