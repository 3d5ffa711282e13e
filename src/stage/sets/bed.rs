//! The bed, its chair, and what lies about at night.

use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

pub(super) fn build(set: &mut Set) {
    set.within(Vec3::new(-2.62, 0.0, 1.32), 0.0, |set| {
        // The frame: low, with a headboard against the left wall.
        set.block(Paint::Oak, Vec3::new(0.0, 0.17, 0.0), Vec3::new(2.08, 0.14, 1.50), 0.02);
        for (x, z) in [(-0.92, -0.65), (0.92, -0.65), (-0.92, 0.65), (0.92, 0.65)] {
            set.bit(Paint::Oak, Vec3::new(x, 0.06, z), Vec3::new(0.07, 0.12, 0.07), 0.01);
        }
        set.block(Paint::Oak, Vec3::new(-1.06, 0.50, 0.0), Vec3::new(0.06, 0.78, 1.54), 0.02);
        // Mattress and sheet; a cover thrown back, a throw, pillows: one slept on.
        set.block(Paint::Sheet, Vec3::new(0.0, 0.33, 0.0), Vec3::new(1.98, 0.21, 1.42), 0.06);
        set.model("bed/bedding", Vec3::new(2.0, 0.6, 1.7));
        set.solid(Vec3::new(0.30, 0.44, 0.0), Vec3::new(1.3, 0.06, 1.4));
        for z in [-0.37, 0.38] {
            set.solid(Vec3::new(-0.71, 0.48, z), Vec3::new(0.28, 0.06, 0.46));
        }
    });
    // Over the headboard.
    picture(set, Vec3::new(-3.742, 1.52, 1.02), 0.62, 0.80, 0.0);
    picture(set, Vec3::new(-3.742, 1.40, 1.78), 0.36, 0.46, 0.006);
    chair(set);
}

/// A chair by the bed, for the phone at night, and a book that has been open at one page for weeks.
fn chair(set: &mut Set) {
    set.within(Vec3::new(-3.28, 0.0, 2.40), 0.25, |set| {
        seat(set, Paint::Birch);
        set.bit(Paint::Moss, Vec3::new(0.02, 0.478, -0.03), Vec3::new(0.20, 0.022, 0.14), 0.005);
        set.bit(Paint::Paper, Vec3::new(0.02, 0.492, -0.03), Vec3::new(0.19, 0.010, 0.13), 0.003);
        set.bit(Paint::Ink, Vec3::new(-0.10, 0.470, 0.11), Vec3::new(0.075, 0.009, 0.15), 0.004);
        let glass = [(0.0, 0.0), (0.030, 0.0), (0.034, 0.11), (0.031, 0.11), (0.028, 0.006), (0.0, 0.006)];
        set.add(Paint::Cream, &Shape::lathe(&glass, 18).moved(Vec3::new(0.13, 0.466, 0.12)));
    });
}

/// A plain wooden chair: four legs, a seat, three rungs to lean on. It faces +z.
pub(super) fn seat(set: &mut Set, paint: Paint) {
    set.block(paint, Vec3::new(0.0, 0.45, 0.0), Vec3::new(0.42, 0.032, 0.41), 0.014);
    for (x, z) in [(-0.17, 0.16), (0.17, 0.16)] {
        set.rod(paint, Vec3::new(x * 1.12, 0.0, z * 1.12), Vec3::new(x, 0.44, z), 0.016);
    }
    for x in [-0.18_f32, 0.18] {
        set.rod(paint, Vec3::new(x * 1.08, 0.0, -0.20), Vec3::new(x, 0.45, -0.175), 0.016);
        set.rod(paint, Vec3::new(x, 0.45, -0.175), Vec3::new(x * 0.98, 0.86, -0.235), 0.014);
    }
    for (y, z) in [(0.62, -0.198), (0.73, -0.214), (0.84, -0.230)] {
        set.bit(paint, Vec3::new(0.0, y, z), Vec3::new(0.36, 0.05, 0.016), 0.007);
    }
}

/// A cushion: a box blown up in the middle.
pub(super) fn cushion(size: Vec3, slack: f32) -> Shape {
    let half = size * 0.5;
    Shape::rounded_box(size, size.min_element() * 0.38, 3, 0.07).bent(|p| {
        let (x, z) = (p.x / half.x, p.z / half.z);
        let full = (1.0 - 0.78 * x.abs().powi(3)) * (1.0 - 0.78 * z.abs().powi(3));
        let pinch = 1.0 - 0.06 * (x * z).abs();
        let sag = slack * (x * 4.0 + z * 3.0).sin();
        Vec3::new(p.x * pinch, p.y * full.max(0.12) + sag * 0.5, p.z * pinch)
    })
}

/// A picture on the left wall.
fn picture(set: &mut Set, at: Vec3, wide: f32, high: f32, tilt: f32) {
    set.bit(Paint::Frame, at + Vec3::X * 0.006, Vec3::new(0.026, high + 0.05, wide + 0.05), 0.006);
    let sheet = Shape::sheet(Vec3::new(0.0, -high * 0.5, wide * 0.5), Vec3::NEG_Z * wide, Vec3::Y * high, 0.4);
    let mut sheet = sheet.turned(Quat::from_rotation_x(tilt)).moved(at + Vec3::X * 0.0205);
    fit(&mut sheet, Vec2::new(wide, high), 0.62);
    set.hang(Paint::Print, &sheet);
}

/// Fits a print's texture to its sheet: the whole of it, right way up.
pub(super) fn fit(sheet: &mut Shape, size: Vec2, tile: f32) {
    sheet.uv.iter_mut().for_each(|uv| *uv = Vec2::new(uv.x / size.x, 1.0 - uv.y / size.y) * tile);
}
