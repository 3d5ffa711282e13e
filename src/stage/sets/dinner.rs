//! A colleague's table, laid for four: a candle between faces, and a wall of other people's photographs.

use super::{
    Built, Glint, backs,
    parts::{Pose, Walls, person, plate, room},
};
use crate::stage::{
    bake::{Sources, shell},
    models::Models,
    palette::Paint,
    set::Set,
    shape::Shape,
};
use bevy::prelude::*;

/// How high the table is.
const TOP: f32 = 0.75;
/// Where the lamp over the table shines from.
const LAMP: Vec3 = Vec3::new(-0.05, 1.72, 0.10);

pub(super) fn build(models: &Models) -> Built {
    let mut set = Set::new(models);
    let (low, high) = (Vec3::new(-2.6, 0.0, -2.2), Vec3::new(2.6, 2.6, 2.6));
    let walls = Walls {
        front: Some(Paint::Teal),
        back: Some(Paint::Oat),
        ..Walls::all(Paint::Boards, Paint::Ceiling, Paint::Clay)
    };
    room(&mut set, low, high, walls, 0.18);
    set.solids.extend(shell(low, high, 0.3));
    table(&mut set);
    // Lena across from him, Tomas at her side, and the one who asks.
    for (who, x, z, yaw) in
        [("lena", -0.38_f32, -0.92_f32, 0.10_f32), ("tomas", 0.46, -0.90, -0.25), ("asker", -1.22, 0.16, 1.25)]
    {
        person(&mut set, who, Vec3::new(x, 0.0, z), yaw, Pose::Sits);
        seat(&mut set, Vec3::new(x, 0.0, z), yaw);
    }
    wall(&mut set);
    lamp(&mut set);
    backs::dining(&mut set, high.z);
    Built {
        sources: Sources {
            lamp: vec![(LAMP, 1.2), (LAMP + Vec3::X * 0.06, 1.2)],
            strip: vec![(Vec3::new(-0.22, 0.98, 0.02), 0.0)],
            ..default()
        },
        window: (Vec4::new(-0.2, 0.2, 1.6, 1.8), -0.1),
        city: None,
        mirror: None,
        glints: vec![(LAMP, Glint::Lamp), (Vec3::new(-0.22, 0.98, 0.02), Glint::Strip)],
        set,
    }
}

fn table(set: &mut Set) {
    set.block(Paint::Walnut, Vec3::new(-0.05, TOP - 0.02, 0.0), Vec3::new(1.9, 0.04, 1.16), 0.015);
    for (x, z) in [(-0.88_f32, -0.48_f32), (0.78, -0.48), (-0.88, 0.48), (0.78, 0.48)] {
        set.block(Paint::Walnut, Vec3::new(x, TOP * 0.5 - 0.02, z), Vec3::new(0.06, TOP - 0.04, 0.06), 0.012);
    }
    set.bit(Paint::Linen, Vec3::new(-0.05, TOP + 0.003, 0.0), Vec3::new(0.42, 0.004, 1.10), 0.002);
    for (x, z) in [(0.14_f32, 0.40_f32), (-0.38, -0.38), (0.46, -0.38), (-0.72, 0.10)] {
        plate(set, Paint::Cream, Vec3::new(x, TOP, z), 0.135, 0.0);
        plate(set, Paint::Cream, Vec3::new(x, TOP + 0.012, z), 0.085, 0.022);
        set.bit(Paint::Steel, Vec3::new(x - 0.17, TOP + 0.004, z), Vec3::new(0.016, 0.004, 0.19), 0.0015);
        set.bit(Paint::Steel, Vec3::new(x + 0.17, TOP + 0.004, z), Vec3::new(0.018, 0.004, 0.20), 0.0015);
    }
    let glass = [
        (0.0, 0.0),
        (0.032, 0.0),
        (0.033, 0.004),
        (0.006, 0.010),
        (0.006, 0.085),
        (0.036, 0.105),
        (0.040, 0.165),
        (0.036, 0.19),
    ];
    for (x, z) in [(0.42_f32, 0.50_f32), (-0.10, -0.40), (0.70, -0.20), (-0.62, -0.14)] {
        set.add(Paint::Steel, &Shape::lathe(&glass, 24).moved(Vec3::new(x, TOP, z)));
        set.add(Paint::Rust, &Shape::cylinder(0.034, 0.030, 0.008, 18).moved(Vec3::new(x, TOP + 0.108, z)));
    }
    // A dish in the middle, bread, the salt, the candle.
    plate(set, Paint::Glaze, Vec3::new(-0.08, TOP, -0.12), 0.19, 0.06);
    for i in 0..12 {
        let (sin, cos) = (i as f32 * 2.4).sin_cos();
        let far = 0.035 * (i as f32).sqrt();
        let paint = if i % 3 == 0 { Paint::Orange } else { Paint::Pear };
        set.add(paint, &Shape::ball(0.034, 0.8, 12).moved(Vec3::new(-0.08 + cos * far, TOP + 0.06, -0.12 + sin * far)));
    }
    set.block(Paint::Oak, Vec3::new(0.52, TOP + 0.012, 0.08), Vec3::new(0.34, 0.024, 0.20), 0.008);
    let loaf = Shape::rounded_box(Vec3::new(0.24, 0.09, 0.11), 0.04, 3, 0.06);
    set.add(Paint::Kraft, &loaf.moved(Vec3::new(0.50, TOP + 0.066, 0.07)));
    set.add(
        Paint::Cream,
        &Shape::lathe(&[(0.0, 0.0), (0.026, 0.0), (0.030, 0.02), (0.020, 0.075), (0.016, 0.08)], 20)
            .moved(Vec3::new(0.18, TOP, 0.28)),
    );
    set.add(Paint::Steel, &Shape::ball(0.017, 0.7, 14).moved(Vec3::new(0.18, TOP + 0.082, 0.28)));
    set.add(
        Paint::Brass,
        &Shape::lathe(&[(0.0, 0.0), (0.05, 0.0), (0.05, 0.008), (0.014, 0.016), (0.012, 0.05), (0.018, 0.055)], 24)
            .moved(Vec3::new(-0.22, TOP, 0.02)),
    );
    set.add(Paint::Cream, &Shape::cylinder(0.011, 0.14, 0.003, 14).moved(Vec3::new(-0.22, TOP + 0.05, 0.02)));
    let flame = Shape::lathe(&[(0.0, 0.0), (0.007, 0.008), (0.009, 0.018), (0.005, 0.034), (0.0, 0.048)], 14);
    set.add(Paint::Strip, &flame.moved(Vec3::new(-0.22, TOP + 0.195, 0.02)));
}

fn seat(set: &mut Set, at: Vec3, yaw: f32) {
    set.within(at, yaw, |set| {
        set.block(Paint::Oak, Vec3::new(0.0, 0.44, 0.06), Vec3::new(0.42, 0.03, 0.40), 0.010);
        for x in [-0.18_f32, 0.18] {
            set.rod(Paint::Oak, Vec3::new(x, 0.0, -0.13), Vec3::new(x, 0.92, -0.19), 0.016);
            set.rod(Paint::Oak, Vec3::new(x, 0.0, 0.22), Vec3::new(x, 0.43, 0.22), 0.016);
        }
        set.bit(Paint::Oak, Vec3::new(0.0, 0.84, -0.185), Vec3::new(0.40, 0.11, 0.022), 0.008);
    });
}

/// Photographs in frames, a shelf of glasses, a door ajar.
fn wall(set: &mut Set) {
    for (x, y, w, h) in [
        (-1.35_f32, 1.62_f32, 0.34_f32, 0.44_f32),
        (-0.92, 1.76, 0.24, 0.24),
        (-0.92, 1.44, 0.24, 0.30),
        (0.78, 1.70, 0.46, 0.34),
        (1.22, 1.55, 0.22, 0.30),
        (0.70, 1.32, 0.28, 0.22),
    ] {
        set.bit(Paint::Frame, Vec3::new(x, y, -2.18), Vec3::new(w, h, 0.03), 0.006);
        set.hang(
            Paint::Print,
            &Shape::sheet(Vec3::new(x - w * 0.42, y - h * 0.42, -2.162), Vec3::X * w * 0.84, Vec3::Y * h * 0.84, 0.4),
        );
    }
    set.block(Paint::Oak, Vec3::new(1.95, 0.46, -1.86), Vec3::new(1.0, 0.92, 0.46), 0.012);
    for i in 0..5 {
        set.add(
            Paint::Enamel,
            &Shape::lathe(&[(0.0, 0.0), (0.036, 0.0), (0.038, 0.16), (0.014, 0.22), (0.014, 0.29)], 18)
                .moved(Vec3::new(1.62 + 0.14 * i as f32, 0.92, -1.88)),
        );
    }
    set.bit(Paint::Oak, Vec3::new(-2.56, 1.02, -0.9), Vec3::new(0.05, 2.04, 0.9), 0.008);
    set.bit(Paint::Rug, Vec3::new(0.0, 0.005, 0.0), Vec3::new(2.9, 0.010, 2.1), 0.005);
}

fn lamp(set: &mut Set) {
    set.rod(Paint::Ink, LAMP + Vec3::Y * 0.16, Vec3::new(LAMP.x, 2.6, LAMP.z), 0.004);
    let hood = [(0.25, -0.02), (0.245, 0.01), (0.15, 0.13), (0.03, 0.17), (0.0, 0.172)];
    set.add(Paint::Enamel, &Shape::lathe(&hood, 40).moved(LAMP));
    set.add(Paint::Shade, &Shape::ball(0.055, 1.0, 18).moved(LAMP + Vec3::Y * 0.035));
}
