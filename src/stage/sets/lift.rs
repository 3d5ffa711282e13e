//! The lift: panelled once with some hope, and slow. Light comes from one square in the ceiling.

use super::{
    Built, Reflects,
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

/// The mirror behind whoever looks at the doors.
const MIRROR: Reflects =
    Reflects { middle: Vec3::new(0.0, 1.45, 1.533), size: Vec2::new(1.06, 0.86), towards: Vec3::NEG_Z };

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-0.78, 0.0, 0.0), Vec3::new(0.78, 2.32, 1.56));
    let walls = Walls::all(Paint::Stone, Paint::Oat, Paint::Walnut);
    room(&mut set, low, high, walls, 0.12);
    set.solids.extend(shell(low, high, 0.2));
    doors(&mut set);
    panels(&mut set);
    buttons(&mut set);
    // The light, in a brass frame.
    set.bit(Paint::Brass, Vec3::new(0.0, 2.305, 0.78), Vec3::new(0.74, 0.03, 0.74), 0.008);
    set.bit(Paint::Strip, Vec3::new(0.0, 2.292, 0.78), Vec3::new(0.66, 0.02, 0.66), 0.004);
    // A notice that nobody reads, its corner lifting.
    set.bit(Paint::Paper, Vec3::new(0.765, 1.55, 0.62), Vec3::new(0.004, 0.30, 0.21), 0.001);
    for y in [1.64_f32, 1.61, 1.58, 1.52, 1.49] {
        set.bit(Paint::Felt, Vec3::new(0.762, y, 0.62), Vec3::new(0.003, 0.008, 0.15), 0.001);
    }
    Built {
        sources: Sources {
            strip: [(-0.2, 0.6), (0.2, 0.6), (-0.2, 0.95), (0.2, 0.95)]
                .map(|(x, z)| (Vec3::new(x, 2.25, z), 0.5))
                .to_vec(),
            ..default()
        },
        window: (Vec4::new(-0.33, 0.33, 2.2, 2.3), 0.4),
        city: None,
        mirror: Some(MIRROR),
        glints: Vec::new(),
        set,
    }
}

/// Two leaves of brushed steel, a seam that doesn't quite close, the floor's number over them.
fn doors(set: &mut Set) {
    for side in [-1.0_f32, 1.0] {
        set.bit(Paint::Steel, Vec3::new(side * 0.247, 1.03, 0.028), Vec3::new(0.486, 2.06, 0.03), 0.004);
        set.bit(Paint::Ink, Vec3::new(side * 0.247, 1.45, 0.045), Vec3::new(0.10, 0.62, 0.004), 0.001);
        set.bit(Paint::Steel, Vec3::new(side * 0.52, 1.05, 0.05), Vec3::new(0.05, 2.10, 0.08), 0.008);
    }
    set.bit(Paint::Steel, Vec3::new(0.0, 2.12, 0.05), Vec3::new(1.09, 0.06, 0.08), 0.008);
    set.bit(Paint::Ink, Vec3::new(0.0, 2.215, 0.02), Vec3::new(0.26, 0.09, 0.03), 0.006);
    // Between nine and ten.
    for (x, y, w, h) in [
        (-0.045, 2.235, 0.040, 0.006),
        (-0.045, 2.215, 0.040, 0.006),
        (-0.045, 2.195, 0.040, 0.006),
        (-0.026, 2.215, 0.006, 0.046),
        (-0.064, 2.225, 0.006, 0.022),
    ] {
        set.bit(Paint::Strip, Vec3::new(x, y, 0.037), Vec3::new(w, h, 0.002), 0.0006);
    }
    for (i, y) in [2.200_f32, 2.214, 2.228].into_iter().enumerate() {
        let w = 0.034 - 0.010 * i as f32;
        set.bit(Paint::Strip, Vec3::new(0.050, y, 0.037), Vec3::new(w, 0.006, 0.002), 0.0006);
    }
    set.bit(Paint::Brass, Vec3::new(0.0, 0.008, 0.06), Vec3::new(1.0, 0.016, 0.10), 0.003);
}

fn panels(set: &mut Set) {
    // Frames on the side walls, a rail for people with bags, a mirror behind.
    for x in [-0.77_f32, 0.77] {
        for z in [0.41_f32, 1.15] {
            for (y, high) in [(0.48, 0.74), (1.62, 1.14)] {
                set.bit(Paint::Oak, Vec3::new(x, y, z), Vec3::new(0.022, high, 0.62), 0.008);
                set.bit(Paint::Walnut, Vec3::new(x * 0.985, y, z), Vec3::new(0.02, high - 0.12, 0.50), 0.008);
            }
        }
        set.rod(Paint::Brass, Vec3::new(x * 0.93, 0.94, 0.08), Vec3::new(x * 0.93, 0.94, 1.48), 0.018);
        for z in [0.2_f32, 0.78, 1.36] {
            set.rod(Paint::Brass, Vec3::new(x, 0.94, z), Vec3::new(x * 0.93, 0.94, z), 0.010);
        }
    }
    set.bit(Paint::Brass, Vec3::new(0.0, 1.45, 1.545), Vec3::new(1.14, 0.94, 0.02), 0.006);
    for x in [-0.74_f32, 0.74] {
        set.bit(Paint::Walnut, Vec3::new(x, 0.06, 0.80), Vec3::new(0.05, 0.12, 1.5), 0.006);
    }
}

/// Fourteen floors in two rows, eleven pressed, and a bell that rings somewhere.
fn buttons(set: &mut Set) {
    set.bit(Paint::Brass, Vec3::new(-0.748, 1.20, 0.46), Vec3::new(0.018, 0.72, 0.22), 0.006);
    for floor in 0..14 {
        let (row, column) = (floor / 2, floor % 2);
        let at = Vec3::new(-0.736, 0.93 + 0.085 * row as f32, 0.41 + 0.10 * column as f32);
        let disc = Shape::cylinder(0.027, 0.012, 0.004, 20).turned(Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2));
        set.add(Paint::Cream, &disc.moved(at));
        if floor == 10 {
            let ring = Shape::cylinder(0.034, 0.006, 0.002, 20);
            set.add(Paint::Strip, &ring.turned(Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2)).moved(at));
        }
    }
    let bell = Shape::cylinder(0.022, 0.010, 0.004, 18).turned(Quat::from_rotation_z(-std::f32::consts::FRAC_PI_2));
    set.add(Paint::Rust, &bell.moved(Vec3::new(-0.736, 0.865, 0.46)));
}
