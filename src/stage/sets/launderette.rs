//! The launderette at two in the morning: white light, round doors, one drum that turns.

use super::{
    Built, Glint, backs,
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

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-2.5, 0.0, 0.0), Vec3::new(2.5, 2.75, 3.9));
    let walls = Walls { front: Some(Paint::Cream), ..Walls::all(Paint::WetTile, Paint::Ceiling, Paint::Oat) };
    room(&mut set, low, high, walls, 0.16);
    set.solids.extend(shell(low, high, 0.3));
    for column in 0..5 {
        for row in 0..2 {
            let at = Vec3::new(-2.0 + 0.80 * column as f32, 0.46 + 0.88 * row as f32, 0.34);
            machine(&mut set, at, column == 2 && row == 0);
        }
    }
    set.block(Paint::Enamel, Vec3::new(-0.4, 1.98, 0.36), Vec3::new(4.1, 0.22, 0.66), 0.02);
    set.bit(Paint::Teal, Vec3::new(-2.485, 0.55, 1.95), Vec3::new(0.02, 1.1, 3.9), 0.003);
    set.bit(Paint::Teal, Vec3::new(2.485, 0.55, 1.95), Vec3::new(0.02, 1.1, 3.9), 0.003);
    for z in [1.2_f32, 2.6] {
        set.bit(Paint::Frame, Vec3::new(-0.2, 2.73, z), Vec3::new(2.6, 0.04, 0.16), 0.006);
        set.bit(Paint::Strip, Vec3::new(-0.2, 2.70, z), Vec3::new(2.5, 0.03, 0.06), 0.010);
    }
    change(&mut set);
    board(&mut set);
    bench(&mut set);
    backs::shop(&mut set, high.z);
    Built {
        sources: Sources {
            lamp: vec![(Vec3::new(-0.40, 0.82, 0.82), 0.0)],
            strip: (0..6)
                .map(|i| (Vec3::new(-1.2 + 0.9 * (i % 3) as f32, 2.64, if i < 3 { 1.2 } else { 2.6 }), 0.5))
                .collect(),
            ..default()
        },
        window: (Vec4::new(-1.5, 1.1, 2.66, 2.74), 0.5),
        city: None,
        mirror: None,
        glints: vec![(Vec3::new(-0.40, 0.82, 0.80), Glint::Lamp)],
        set,
    }
}

/// One of ten: a box, a round door, a slot, three buttons. The one that turns has a light in it.
fn machine(set: &mut Set, at: Vec3, turns: bool) {
    set.block(Paint::Cream, at, Vec3::new(0.78, 0.86, 0.66), 0.02);
    let front = at + Vec3::new(0.0, -0.06, 0.33);
    let face = Quat::from_rotation_x(std::f32::consts::FRAC_PI_2);
    let hoop = [(0.21, 0.0), (0.275, 0.0), (0.29, 0.02), (0.285, 0.05), (0.235, 0.06), (0.21, 0.03)];
    set.add(Paint::Steel, &Shape::lathe(&hoop, 40).turned(face).moved(front));
    let glass = Shape::lathe(&[(0.235, 0.01), (0.17, 0.045), (0.0, 0.06)], 36).turned(face);
    set.add(if turns { Paint::Shade } else { Paint::Lens }, &glass.moved(front));
    if turns {
        // What goes round: a shirt's arm, a sock, the blanket's corner, pressed to the glass.
        for (i, paint) in [Paint::Rust, Paint::Teal, Paint::Blanket, Paint::Sheet].into_iter().enumerate() {
            let (sin, cos) = (i as f32 * 1.6 + 3.5).sin_cos();
            let heap = Shape::rounded_box(Vec3::new(0.17, 0.10, 0.03), 0.014, 2, 0.03)
                .bent(|p| Vec3::new(p.x, p.y + 0.02 * (p.x * 30.0).sin(), p.z))
                .turned(Quat::from_rotation_z(i as f32 * 1.1));
            set.add(paint, &heap.moved(front + Vec3::new(cos * 0.10, sin * 0.10 - 0.03, 0.058)));
        }
    }
    set.bit(Paint::Steel, front + Vec3::new(0.285, 0.0, 0.05), Vec3::new(0.03, 0.10, 0.03), 0.008);
    let panel = at + Vec3::new(0.0, 0.35, 0.335);
    set.bit(Paint::Enamel, panel, Vec3::new(0.70, 0.12, 0.012), 0.004);
    for i in 0..3 {
        let knob = Shape::cylinder(0.018, 0.016, 0.004, 16).turned(face);
        set.add(
            if turns && i == 0 { Paint::Strip } else { Paint::Cream },
            &knob.moved(panel + Vec3::new(-0.24 + 0.07 * i as f32, 0.0, 0.006)),
        );
    }
    set.bit(Paint::Ink, panel + Vec3::new(0.22, 0.0, 0.008), Vec3::new(0.10, 0.018, 0.004), 0.001);
}

/// The change machine, which is out of order in somebody's handwriting.
fn change(set: &mut Set) {
    set.block(Paint::Rust, Vec3::new(2.18, 1.30, 0.62), Vec3::new(0.42, 0.86, 0.30), 0.02);
    set.bit(Paint::Steel, Vec3::new(2.18, 1.02, 0.78), Vec3::new(0.30, 0.14, 0.03), 0.01);
    set.bit(Paint::Ink, Vec3::new(2.18, 1.54, 0.775), Vec3::new(0.22, 0.08, 0.01), 0.003);
    let note = Shape::rounded_box(Vec3::new(0.17, 0.12, 0.003), 0.001, 1, 0.2).turned(Quat::from_rotation_z(0.06));
    set.add(Paint::Paper, &note.moved(Vec3::new(2.17, 1.34, 0.775)));
    for y in [1.365_f32, 1.335, 1.31] {
        set.bit(Paint::Ink, Vec3::new(2.165, y, 0.778), Vec3::new(0.11, 0.007, 0.002), 0.0006);
    }
}

fn board(set: &mut Set) {
    set.bit(Paint::Oak, Vec3::new(-2.46, 1.50, 1.70), Vec3::new(0.03, 0.98, 1.30), 0.008);
    set.bit(Paint::Felt, Vec3::new(-2.445, 1.50, 1.70), Vec3::new(0.02, 0.88, 1.20), 0.004);
    for _ in 0..11 {
        let at = Vec3::new(-2.432, set.between(1.16, 1.84), set.between(1.20, 2.20));
        let size = Vec3::new(0.003, set.between(0.07, 0.15), set.between(0.08, 0.17));
        let paint = [Paint::Paper, Paint::Cream, Paint::Apricot, Paint::Kraft][(set.chance() * 3.99) as usize];
        let turn = set.between(-0.12, 0.12);
        let card = Shape::rounded_box(size, 0.001, 1, 0.3).turned(Quat::from_rotation_x(turn));
        set.add(paint, &card.moved(at));
    }
}

fn bench(set: &mut Set) {
    for i in 0..5 {
        set.block(Paint::Oak, Vec3::new(-0.6, 0.45, 2.12 + 0.09 * i as f32), Vec3::new(2.3, 0.03, 0.075), 0.008);
    }
    for x in [-1.6_f32, -0.6, 0.4] {
        set.block(Paint::Steel, Vec3::new(x, 0.22, 2.3), Vec3::new(0.04, 0.44, 0.36), 0.006);
    }
    // His bag, and a basket that somebody forgot.
    let bag = Shape::rounded_box(Vec3::new(0.50, 0.34, 0.32), 0.13, 3, 0.05)
        .bent(|p| Vec3::new(p.x, p.y + 0.02 * (p.x * 17.0 + p.z * 9.0).sin(), p.z));
    set.add(Paint::Teal, &bag.moved(Vec3::new(-1.20, 0.62, 2.32)));
    let basket = [(0.0, 0.0), (0.20, 0.0), (0.27, 0.26), (0.285, 0.27), (0.255, 0.265), (0.19, 0.02), (0.0, 0.02)];
    set.add(Paint::Birch, &Shape::lathe(&basket, 28).moved(Vec3::new(1.35, 0.0, 1.35)));
    set.bit(Paint::Apricot, Vec3::new(1.32, 0.24, 1.36), Vec3::new(0.30, 0.10, 0.26), 0.045);
}
