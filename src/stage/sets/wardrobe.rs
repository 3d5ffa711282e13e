//! The wardrobe between the coat rail and the sofa. It was bought for two, and one of its doors will not stay shut: that
//! side of the rail is empty hangers.

use crate::stage::{palette::Paint, set::Set};
use bevy::prelude::*;

/// Its foot: the middle, at the wall.
const AT: Vec3 = Vec3::new(-1.06, 0.0, 5.18);
/// Wide, high, deep.
const SIZE: Vec3 = Vec3::new(0.74, 2.02, 0.56);

pub(super) fn build(set: &mut Set) {
    // Its front is towards +z here; turned, it faces the window.
    set.within(AT, std::f32::consts::PI, |set| {
        let Vec3 { x: wide, y: high, z: deep } = SIZE;
        let middle = deep * 0.5;
        for x in [-0.5_f32, 0.5] {
            let side = Vec3::new(x * (wide - 0.022), high * 0.5, middle);
            set.block(Paint::Birch, side, Vec3::new(0.022, high - 0.08, deep), 0.004);
        }
        for (y, thick) in [(0.09, 0.03), (high - 0.03, 0.035)] {
            set.block(Paint::Birch, Vec3::new(0.0, y, middle), Vec3::new(wide + 0.02, thick, deep + 0.02), 0.006);
        }
        set.block(Paint::Birch, Vec3::new(0.0, high * 0.5, 0.008), Vec3::new(wide, high - 0.08, 0.016), 0.003);
        for x in [-0.33_f32, 0.33] {
            for z in [0.05, deep - 0.05] {
                set.rod(Paint::Birch, Vec3::new(x, 0.0, z), Vec3::new(x, 0.08, z), 0.018);
            }
        }
        set.rod(Paint::Brass, Vec3::new(-wide * 0.5, 1.74, middle), Vec3::new(wide * 0.5, 1.74, middle), 0.011);
        // His things are pushed to one end; what hangs at the other hangs behind the door that is open.
        set.within(Vec3::new(0.0, 1.74, middle), std::f32::consts::PI, |set| {
            set.model("hall/clothes", Vec3::new(0.62, 0.3, 0.4));
        });
        set.solid(Vec3::new(0.1, 1.2, middle), Vec3::new(0.40, 0.9, 0.30));
        // On its floor: shoes that are for weddings, and a box that a hat came in.
        set.bit(Paint::Ink, Vec3::new(0.20, 0.14, 0.36), Vec3::new(0.09, 0.06, 0.26), 0.025);
        set.bit(Paint::Ink, Vec3::new(0.09, 0.14, 0.35), Vec3::new(0.09, 0.06, 0.26), 0.025);
        set.block(Paint::Kraft, Vec3::new(-0.19, 0.19, 0.27), Vec3::new(0.26, 0.16, 0.30), 0.006);
        // One door shut, the other as open as it goes.
        let leaf = (wide * 0.5 - 0.008, high - 0.16);
        set.within(Vec3::new(-wide * 0.5 + 0.004, 0.0, deep), -1.75, |set| door(set, leaf, 1.0));
        set.within(Vec3::new(wide * 0.5 - 0.004, 0.0, deep), 0.03, |set| door(set, leaf, -1.0));
    });
}

/// A panelled door that hangs at the origin and reaches to the side that `way` points to.
fn door(set: &mut Set, (wide, high): (f32, f32), way: f32) {
    let middle = Vec3::new(way * wide * 0.5, 0.10 + high * 0.5, 0.011);
    set.block(Paint::Birch, middle, Vec3::new(wide, high, 0.022), 0.004);
    for y in [-0.25_f32, 0.25] {
        let panel = middle + Vec3::new(0.0, y * high, 0.012);
        set.bit(Paint::Birch, panel, Vec3::new(wide - 0.10, high * 0.42, 0.008), 0.004);
    }
    let knob = Vec3::new(way * (wide - 0.035), 1.02, 0.03);
    set.rod(Paint::Brass, knob - Vec3::Z * 0.02, knob + Vec3::Z * 0.012, 0.008);
}
