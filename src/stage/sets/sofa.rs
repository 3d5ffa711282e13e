//! The sofa, the lamp beside it, the rug and the low table.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// Foot of the lamp.
pub(in crate::stage) const LAMP: Vec3 = Vec3::new(-1.14, 0.0, 3.40);

pub(super) fn build(set: &mut Set) {
    set.within(Vec3::new(0.42, 0.0, 4.56), std::f32::consts::PI, |set| {
        // Its front is towards +z here; turned, it faces the window.
        set.model("sofa/sofa", Vec3::new(2.06, 0.8, 0.86));
        for (middle, size) in [
            (Vec3::new(0.0, 0.25, 0.0), Vec3::new(2.06, 0.18, 0.86)),
            (Vec3::new(0.0, 0.54, -0.35), Vec3::new(2.06, 0.50, 0.19)),
            (Vec3::new(-0.94, 0.42, 0.02), Vec3::new(0.19, 0.42, 0.84)),
            (Vec3::new(0.94, 0.42, 0.02), Vec3::new(0.19, 0.42, 0.84)),
            (Vec3::new(0.0, 0.40, 0.05), Vec3::new(1.66, 0.14, 0.68)),
            (Vec3::new(0.0, 0.64, -0.16), Vec3::new(1.66, 0.30, 0.16)),
        ] {
            set.solid(middle, size);
        }
    });
    lamp(set);
    rug(set);
    table(set);
}

/// A floor lamp: a brass stem on a round foot, a shade of oat linen.
fn lamp(set: &mut Set) {
    set.add(Paint::Brass, &Shape::cylinder(0.145, 0.022, 0.010, 36).moved(LAMP));
    set.rod(Paint::Brass, LAMP, LAMP + Vec3::Y * 1.52, 0.0105);
    let shade = [(0.205, 0.0), (0.205, 0.004), (0.148, 0.296), (0.148, 0.30)];
    set.add(Paint::Shade, &Shape::lathe(&shade, 40).moved(LAMP + Vec3::Y * 1.27));
    for (r, y) in [(0.205, 1.27), (0.149, 1.568)] {
        let rim = [(r - 0.003, 0.0), (r + 0.003, 0.0), (r + 0.003, 0.008), (r - 0.003, 0.008)];
        set.add(Paint::Brass, &Shape::lathe(&rim, 40).moved(LAMP + Vec3::Y * (y - 0.004)));
    }
    set.rod(Paint::Linen, LAMP + Vec3::new(0.03, 1.27, 0.03), LAMP + Vec3::new(0.03, 1.13, 0.03), 0.0015);
    set.add(Paint::Brass, &Shape::ball(0.008, 1.2, 10).moved(LAMP + Vec3::new(0.03, 1.12, 0.03)));
}

fn rug(set: &mut Set) {
    set.within(Vec3::new(0.28, 0.0, 3.05), -0.05, |set| {
        let wool = Shape::rounded_box(Vec3::new(2.5, 0.018, 1.75), 0.008, 1, 0.09)
            .bent(|p| Vec3::new(p.x, p.y + 0.003 * (p.x * 5.0 + p.z * 3.0).sin(), p.z + 0.008 * (p.x * 4.0).sin()));
        set.add(Paint::Rug, &wool.moved(Vec3::Y * 0.009));
        for x in [-1.28_f32, 1.28] {
            set.bit(Paint::RugEdge, Vec3::new(x, 0.008, 0.0), Vec3::new(0.07, 0.014, 1.74), 0.005);
            for i in 0..44 {
                let z = -0.85 + 0.0395 * i as f32;
                let bend = set.between(-0.015, 0.015);
                let out = x + x.signum() * set.between(0.07, 0.095);
                set.rod(Paint::RugEdge, Vec3::new(x, 0.006, z), Vec3::new(out, 0.004, z + bend), 0.004);
            }
        }
    });
}

/// A low round table: a bowl, two books, a controller for the game.
fn table(set: &mut Set) {
    set.within(Vec3::new(0.55, 0.0, 3.20), 0.3, |set| {
        set.add(Paint::Oak, &Shape::cylinder(0.42, 0.032, 0.012, 48).moved(Vec3::Y * 0.358));
        set.solid(Vec3::Y * 0.374, Vec3::new(0.66, 0.03, 0.66));
        for k in 0..3 {
            let (sin, cos) = (k as f32 * 2.094).sin_cos();
            set.rod(Paint::Oak, Vec3::new(cos * 0.34, 0.0, sin * 0.34), Vec3::new(cos * 0.24, 0.36, sin * 0.24), 0.019);
        }
        set.bit(Paint::Teal, Vec3::new(-0.12, 0.404, 0.10), Vec3::new(0.26, 0.028, 0.19), 0.004);
        set.within(Vec3::new(-0.11, 0.430, 0.10), 0.35, |set| {
            set.bit(Paint::Oat, Vec3::ZERO, Vec3::new(0.21, 0.022, 0.15), 0.004);
        });
        let pad = Shape::rounded_box(Vec3::new(0.15, 0.034, 0.09), 0.016, 3, 0.05);
        set.add(Paint::Felt, &pad.turned(Quat::from_rotation_y(0.7)).moved(Vec3::new(0.17, 0.407, 0.12)));
        let bowl = [(0.0, 0.0), (0.05, 0.0), (0.09, 0.025), (0.12, 0.06), (0.116, 0.062), (0.085, 0.03), (0.0, 0.012)];
        set.add(Paint::Glaze, &Shape::lathe(&bowl, 30).moved(Vec3::new(0.08, 0.390, -0.17)));
        set.solid(Vec3::new(0.08, 0.41, -0.17), Vec3::new(0.15, 0.04, 0.15));
    });
}
