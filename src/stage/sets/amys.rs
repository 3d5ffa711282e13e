//! Amy's flat: a long table with the flats that she has left on it, each with one light on, and Amy.

use super::{
    Built, Glint, backs,
    parts::{Pose, Walls, person, room},
};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

/// The window: from where to where, and from how high to how high.
const PANES: (f32, f32, f32, f32) = (-1.9, 1.3, 0.95, 2.15);
/// How high the table is.
const TOP: f32 = 0.80;
/// Where her table lamp shines from.
const LAMP: Vec3 = Vec3::new(0.12, 1.28, 0.86);

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-2.3, 0.0, 0.0), Vec3::new(2.3, 2.6, 3.9));
    let walls =
        Walls { front: None, left: Some(Paint::Front), ..Walls::all(Paint::Boards, Paint::Ceiling, Paint::Oat) };
    room(&mut set, low, high, walls, 0.16);
    let solids = shell(low, high, 0.3);
    set.solids.extend(solids.into_iter().filter(|solid| solid.middle.z > -0.1));
    window(&mut set, low, high);
    table(&mut set);
    for (x, z, turn, kind) in [(-1.22, 0.98, 0.12, 0), (-0.66, 0.90, -0.06, 1), (-0.16, 1.08, 0.20, 2)] {
        set.within(Vec3::new(x, TOP + 0.018, z), turn, |set| model(set, kind, true));
    }
    set.within(Vec3::new(0.80, TOP + 0.018, 0.98), -0.15, |set| model(set, 3, false));
    rest(&mut set);
    backs::studio(&mut set, high.z);
    person(&mut set, "amy", Vec3::new(-0.55, 0.0, 2.02), std::f32::consts::PI - 0.5, Pose::Sits);
    stool(&mut set, Vec3::new(-0.55, 0.0, 2.02));
    let (x0, x1, y0, y1) = PANES;
    Built {
        sources: Sources {
            opening: Some((Vec3::new(x0, y0, -0.2), x1 - x0, y1 - y0)),
            suns: [Some(super::EVENING), Some(super::MORNING)],
            lamp: vec![(LAMP, 1.6), (LAMP + Vec3::X * 0.05, 1.6)],
            strip: vec![(Vec3::new(-1.2, 0.90, 1.0), 0.0), (Vec3::new(-0.66, 0.90, 0.9), 0.0)],
            bulb: None,
        },
        window: (Vec4::new(x0, x1, y0, y1), 0.0),
        city: Some(Vec3::new(0.0, -6.0, 0.0)),
        mirror: None,
        glints: vec![(LAMP, Glint::Lamp)],
        set,
    }
}

fn window(set: &mut Set, low: Vec3, high: Vec3) {
    let (x0, x1, y0, y1) = PANES;
    let wall = |set: &mut Set, from: Vec2, to: Vec2| {
        let size = to - from;
        set.add(Paint::Front, &Shape::sheet(Vec3::new(from.x, from.y, 0.0), Vec3::X * size.x, Vec3::Y * size.y, 0.16));
        set.solid(((from + to) * 0.5).extend(-0.06), size.extend(0.12));
    };
    wall(set, low.truncate(), Vec2::new(high.x, y0));
    wall(set, Vec2::new(low.x, y1), high.truncate());
    wall(set, Vec2::new(low.x, y0), Vec2::new(x0, y1));
    wall(set, Vec2::new(x1, y0), Vec2::new(high.x, y1));
    for i in 0..5 {
        let x = x0 + (x1 - x0) * i as f32 / 4.0;
        set.block(Paint::Birch, Vec3::new(x, (y0 + y1) * 0.5, -0.02), Vec3::new(0.05, y1 - y0, 0.07), 0.006);
    }
    for y in [y0, y1] {
        set.block(Paint::Birch, Vec3::new((x0 + x1) * 0.5, y, -0.02), Vec3::new(x1 - x0 + 0.05, 0.05, 0.07), 0.006);
    }
    set.block(Paint::Birch, Vec3::new((x0 + x1) * 0.5, y0 - 0.02, 0.07), Vec3::new(x1 - x0 + 0.2, 0.03, 0.2), 0.008);
    // On the sill: jars of brushes, a cactus, a mug with scissors.
    for (x, paint, tall) in [(-1.6, Paint::Glaze, 0.11), (-1.42, Paint::Cream, 0.09), (0.98, Paint::Terracotta, 0.10)] {
        set.add(paint, &Shape::cylinder(0.045, tall, 0.006, 22).moved(Vec3::new(x, y0, 0.09)));
        for i in 0..4 {
            let lean = Vec3::new(set.between(-0.03, 0.03), 0.12 + set.chance() * 0.08, set.between(-0.02, 0.02));
            let root = Vec3::new(x, y0 + tall * 0.6, 0.09);
            set.rod(if i % 2 == 0 { Paint::Birch } else { Paint::Walnut }, root, root + lean, 0.004);
        }
    }
}

fn table(set: &mut Set) {
    set.block(Paint::Birch, Vec3::new(-0.2, TOP, 1.0), Vec3::new(2.8, 0.034, 0.9), 0.008);
    for x in [-1.45_f32, 1.05] {
        for z in [0.65_f32, 1.35] {
            set.block(Paint::Birch, Vec3::new(x, TOP * 0.5, z), Vec3::new(0.05, TOP, 0.05), 0.006);
        }
    }
    let y = TOP + 0.018;
    // A cutting mat, a knife, glue, offcuts.
    set.bit(Paint::Teal, Vec3::new(0.22, y, 1.20), Vec3::new(0.44, 0.004, 0.30), 0.002);
    set.rod(Paint::Steel, Vec3::new(0.12, y + 0.01, 1.28), Vec3::new(0.25, y + 0.01, 1.24), 0.006);
    set.add(Paint::Cream, &Shape::cylinder(0.024, 0.09, 0.01, 18).moved(Vec3::new(0.34, y, 1.28)));
    set.add(
        Paint::Orange,
        &Shape::lathe(&[(0.012, 0.0), (0.004, 0.05), (0.0, 0.05)], 14).moved(Vec3::new(0.34, y + 0.09, 1.28)),
    );
    for _ in 0..14 {
        let (x, z) = (set.between(0.04, 0.44), set.between(1.06, 1.34));
        let size = Vec3::new(set.between(0.01, 0.05), 0.003, set.between(0.008, 0.03));
        let turn = set.between(-1.5, 1.5);
        set.within(Vec3::new(x, y + 0.004, z), turn, |set| set.bit(Paint::Paper, Vec3::ZERO, size, 0.0008));
    }
    // The lamp that she works by.
    let foot = Vec3::new(0.32, y, 0.66);
    set.add(Paint::Enamel, &Shape::cylinder(0.08, 0.02, 0.008, 26).moved(foot));
    let elbow = foot + Vec3::new(0.16, 0.34, 0.0);
    set.rod(Paint::Enamel, foot + Vec3::Y * 0.02, elbow, 0.009);
    let hand = LAMP + Vec3::new(0.0, 0.10, 0.0);
    set.rod(Paint::Enamel, elbow, hand, 0.009);
    let hood = [(0.095, 0.0), (0.088, 0.03), (0.05, 0.10), (0.02, 0.12), (0.0, 0.122)];
    set.add(Paint::Enamel, &Shape::lathe(&hood, 30).moved(LAMP + Vec3::Y * 0.01));
    set.add(Paint::Shade, &Shape::ball(0.03, 1.0, 14).moved(LAMP + Vec3::Y * 0.02));
}

/// One of the flats that she has left, at one to twenty-four, its walls as high as a hand. Somebody left a light on in it.
fn model(set: &mut Set, kind: u32, finished: bool) {
    let (wide, deep) = [(0.46, 0.34), (0.36, 0.40), (0.42, 0.30), (0.50, 0.36)][kind as usize % 4];
    let (w, d, tall) = (wide * 0.5, deep * 0.5, 0.125);
    set.bit(Paint::Oak, Vec3::new(0.0, 0.006, 0.0), Vec3::new(wide + 0.03, 0.012, deep + 0.03), 0.003);
    set.bit(Paint::Birch, Vec3::new(0.0, 0.013, 0.0), Vec3::new(wide, 0.004, deep), 0.001);
    let wall = |set: &mut Set, at: Vec3, size: Vec3| {
        set.bit(Paint::Paper, at, size, 0.001);
        set.solid(at, size);
    };
    wall(set, Vec3::new(0.0, tall * 0.5, -d), Vec3::new(wide, tall, 0.008));
    wall(set, Vec3::new(-w, tall * 0.5, 0.0), Vec3::new(0.008, tall, deep));
    if finished {
        wall(set, Vec3::new(w, tall * 0.5, -d * 0.35), Vec3::new(0.008, tall, deep * 0.65));
        let inner = [-0.10, 0.06, -0.02, 0.0][kind as usize % 4];
        wall(set, Vec3::new(inner, tall * 0.5, -d * 0.42), Vec3::new(0.007, tall, deep * 0.58));
        wall(set, Vec3::new((inner + w) * 0.5 + 0.03, tall * 0.5, d * 0.18), Vec3::new((w - inner) * 0.6, tall, 0.007));
    }
    // A bed, a table, four chairs of the size of matches, a rug.
    set.bit(Paint::Sheet, Vec3::new(-w + 0.07, 0.026, -d + 0.08), Vec3::new(0.08, 0.022, 0.11), 0.005);
    set.bit(Paint::Rust, Vec3::new(-w + 0.07, 0.038, -d + 0.10), Vec3::new(0.082, 0.006, 0.06), 0.002);
    if finished {
        set.bit(Paint::Rug, Vec3::new(0.03, 0.016, d * 0.55), Vec3::new(0.16, 0.002, 0.09), 0.0006);
        set.bit(Paint::Walnut, Vec3::new(0.05, 0.045, d * 0.5), Vec3::new(0.075, 0.005, 0.05), 0.001);
        set.rod(Paint::Walnut, Vec3::new(0.05, 0.014, d * 0.5), Vec3::new(0.05, 0.044, d * 0.5), 0.004);
        for (x, z) in [(-0.035, 0.0), (0.035, 0.0), (0.0, -0.035), (0.0, 0.035)] {
            set.bit(
                Paint::Oak,
                Vec3::new(0.05 + x * 1.5, 0.028, d * 0.5 + z * 1.4),
                Vec3::new(0.018, 0.024, 0.018),
                0.001,
            );
        }
    }
    // The light: a bead on a stem.
    let at = [
        Vec3::new(0.14, 0.0, -d + 0.06),
        Vec3::new(-0.03, 0.0, -0.06),
        Vec3::new(-w + 0.06, 0.0, d * 0.3),
        Vec3::new(0.1, 0.0, 0.0),
    ][kind as usize % 4];
    set.rod(Paint::Brass, at + Vec3::Y * 0.012, at + Vec3::Y * 0.06, 0.002);
    let shade = Shape::lathe(&[(0.016, 0.0), (0.010, 0.022)], 14).moved(at + Vec3::Y * 0.056);
    if finished {
        set.add(Paint::Strip, &shade);
    }
}

/// Shelves with more of them, an armchair under washing, a rug, the phone on the floor.
fn rest(set: &mut Set) {
    for (i, y) in [0.95_f32, 1.45, 1.95].into_iter().enumerate() {
        set.block(Paint::Oak, Vec3::new(-2.14, y, 2.2), Vec3::new(0.30, 0.025, 1.7), 0.006);
        for k in 0..3 {
            if (i + k) % 4 == 3 {
                continue;
            }
            let z = 1.66 + 0.54 * k as f32;
            set.within(Vec3::new(-2.12, y + 0.014, z), 1.45 + 0.1 * k as f32, |set| {
                let kind = (i * 2 + k) as u32;
                set.bit(Paint::Kraft, Vec3::new(0.0, 0.006, 0.0), Vec3::new(0.34, 0.012, 0.24), 0.003);
                set.bit(Paint::Paper, Vec3::new(0.0, 0.07, -0.11), Vec3::new(0.32, 0.12, 0.006), 0.001);
                set.bit(Paint::Paper, Vec3::new(-0.16, 0.07, 0.0), Vec3::new(0.006, 0.12, 0.22), 0.001);
                set.add(
                    Paint::Strip,
                    &Shape::ball(0.011, 1.0, 10).moved(Vec3::new(0.05, 0.05, 0.03 * kind as f32 % 0.08)),
                );
            });
        }
    }
    set.bit(Paint::Rug, Vec3::new(0.1, 0.006, 2.75), Vec3::new(2.2, 0.012, 1.4), 0.006);
    set.block(Paint::Moss, Vec3::new(1.88, 0.24, 2.65), Vec3::new(0.72, 0.30, 0.85), 0.08);
    set.block(Paint::Moss, Vec3::new(2.16, 0.62, 2.65), Vec3::new(0.20, 0.62, 0.85), 0.08);
    for (x, y, z, paint) in
        [(1.80, 0.43, 2.5, Paint::Sheet), (1.92, 0.46, 2.78, Paint::Apricot), (1.74, 0.42, 2.9, Paint::Teal)]
    {
        let heap = Shape::rounded_box(Vec3::new(0.36, 0.10, 0.30), 0.045, 3, 0.04)
            .bent(|p| Vec3::new(p.x, p.y + 0.03 * (p.x * 21.0 + p.z * 13.0).sin(), p.z));
        set.add(paint, &heap.moved(Vec3::new(x, y, z)));
    }
    set.bit(Paint::Ink, Vec3::new(0.10, 0.018, 2.62), Vec3::new(0.075, 0.010, 0.15), 0.004);
    set.bit(Paint::Screen, Vec3::new(0.10, 0.024, 2.62), Vec3::new(0.066, 0.002, 0.135), 0.0008);
    set.bit(Paint::Oak, Vec3::new(2.275, 1.03, 1.20), Vec3::new(0.05, 2.06, 0.88), 0.006);
    // A box half packed.
    set.within(Vec3::new(1.35, 0.0, 0.42), 0.4, |set| {
        set.block(Paint::Kraft, Vec3::new(0.0, 0.16, 0.0), Vec3::new(0.46, 0.32, 0.34), 0.006);
        set.bit(Paint::Paper, Vec3::new(0.0, 0.33, 0.0), Vec3::new(0.38, 0.03, 0.26), 0.01);
    });
}

fn stool(set: &mut Set, at: Vec3) {
    set.within(at, 0.2, |set| {
        set.add(Paint::Walnut, &Shape::cylinder(0.18, 0.035, 0.012, 28).moved(Vec3::Y * 0.43));
        for (x, z) in [(-1.0_f32, -1.0_f32), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
            set.rod(Paint::Walnut, Vec3::new(x * 0.16, 0.0, z * 0.16), Vec3::new(x * 0.11, 0.43, z * 0.11), 0.014);
        }
    });
}
