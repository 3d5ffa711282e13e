//! The letters of this life, in a pile: one for each that was written.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// A pile is no higher than this.
pub(super) const MOST: usize = 14;
/// How thick a letter is in its envelope, in metres.
const THICK: f32 = 0.0055;

pub(super) fn build(set: &mut Set, count: usize) {
    for letter in 0..count.min(MOST) {
        // Squared up by somebody who does not look.
        let (x, z) = (set.between(-0.012, 0.012), set.between(-0.010, 0.010));
        let turn = set.between(-0.16, 0.16);
        let paint = if letter % 3 == 1 { Paint::Kraft } else { Paint::Paper };
        let y = THICK * (letter as f32 + 0.5);
        set.within(Vec3::new(x, y, z), turn, |set| {
            set.bit(paint, Vec3::ZERO, Vec3::new(0.22, THICK * 0.92, 0.11), 0.0012);
            // The flap, and where it was closed.
            let flap = Shape::sheet(Vec3::new(-0.10, THICK * 0.47, 0.012), Vec3::X * 0.20, Vec3::NEG_Z * 0.002, 1.0);
            set.add(Paint::Felt, &flap);
        });
    }
}
