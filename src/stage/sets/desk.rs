//! The desk that two children once shared: wide, a drawer at each side, his screen, her lens.

use super::bed::seat;
use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;

/// Middle of the desk's top.
const TOP: Vec3 = Vec3::new(2.06, 0.735, 0.74);
/// Middle of the screen.
pub(in crate::stage) const SCREEN: Vec3 = Vec3::new(2.34, 1.06, 0.58);
/// Middle of the lens.
pub(in crate::stage) const LENS: Vec3 = Vec3::new(1.70, 0.845, 0.66);

pub(super) fn build(set: &mut Set) {
    set.block(Paint::Walnut, TOP, Vec3::new(1.86, 0.034, 0.68), 0.010);
    for side in [-1.0_f32, 1.0] {
        let x = TOP.x + side * 0.70;
        set.block(Paint::Walnut, Vec3::new(x, 0.625, 0.76), Vec3::new(0.40, 0.17, 0.58), 0.006);
        set.bit(Paint::Oak, Vec3::new(x, 0.628, 1.056), Vec3::new(0.36, 0.135, 0.018), 0.006);
        set.add(Paint::Brass, &Shape::ball(0.014, 1.0, 14).moved(Vec3::new(x, 0.63, 1.078)));
        for (dx, z) in [(-0.17, 0.46), (0.17, 0.46), (-0.17, 1.02), (0.17, 1.02)] {
            let splay = if dx * side > 0.0 { side * 0.03 } else { 0.0 };
            set.rod(Paint::Walnut, Vec3::new(x + dx + splay, 0.0, z), Vec3::new(x + dx, 0.60, z), 0.019);
        }
    }
    screen(set);
    lens(set);
    things(set);
    set.within(Vec3::new(1.62, 0.0, 1.52), std::f32::consts::PI + 0.55, |set| {
        seat(set, Paint::Oak);
        set.add(Paint::Rust, &super::bed::cushion(Vec3::new(0.38, 0.06, 0.37), 0.004).moved(Vec3::Y * 0.488));
    });
}

/// A thin screen in a wooden frame, on one foot.
fn screen(set: &mut Set) {
    set.within(SCREEN, -0.16, |set| {
        set.bit(Paint::Walnut, Vec3::new(0.0, 0.0, -0.014), Vec3::new(0.68, 0.44, 0.026), 0.010);
        set.solid(Vec3::ZERO, Vec3::new(0.68, 0.44, 0.03));
        let sheet = Shape::sheet(Vec3::new(-0.315, -0.195, 0.0008), Vec3::X * 0.63, Vec3::Y * 0.39, 0.2);
        set.add(Paint::Screen, &sheet);
        // A letter that he has not finished: lines of words, and then none.
        let mut y = 0.135;
        for long in [0.10_f32, 0.0, 0.44, 0.47, 0.41, 0.46, 0.30, 0.0, 0.43, 0.45, 0.12] {
            let mut x = -0.25;
            while x < -0.25 + long {
                let word = set.between(0.016, 0.062);
                let line = Shape::sheet(Vec3::new(x, y - 0.003, 0.0015), Vec3::X * word, Vec3::Y * 0.0065, 1.0);
                set.add(Paint::Ink, &line);
                x += word + 0.009;
            }
            y -= 0.023;
        }
        set.rod(Paint::Brass, Vec3::new(0.0, -0.30, -0.05), Vec3::new(0.0, -0.10, -0.03), 0.014);
        set.add(Paint::Brass, &Shape::cylinder(0.11, 0.012, 0.005, 32).moved(Vec3::new(0.0, -0.308, -0.05)));
    });
}

/// Her lens: a marble of dark glass in a brass ring.
fn lens(set: &mut Set) {
    let foot = [
        (0.0, 0.0),
        (0.036, 0.0),
        (0.040, 0.004),
        (0.036, 0.010),
        (0.012, 0.020),
        (0.007, 0.045),
        (0.010, 0.058),
        (0.0, 0.060),
    ];
    set.add(Paint::Brass, &Shape::lathe(&foot, 24).moved(Vec3::new(LENS.x, 0.752, LENS.z)));
    let turn = Quat::from_rotation_x(std::f32::consts::FRAC_PI_2);
    let ring = [(0.0375, -0.012), (0.042, -0.008), (0.042, 0.008), (0.0375, 0.012), (0.036, 0.0)];
    set.add(Paint::Brass, &Shape::lathe(&ring, 32).turned(turn).moved(LENS));
    set.add(Paint::Lens, &Shape::ball(0.0365, 0.75, 28).turned(turn).moved(LENS));
}

fn things(set: &mut Set) {
    let y = TOP.y + 0.017;
    // Keyboard, a stack of drafts, a pencil for two, a cup of pencils.
    set.bit(Paint::Cream, Vec3::new(2.30, y + 0.009, 0.90), Vec3::new(0.36, 0.018, 0.125), 0.006);
    for row in 0..4 {
        for key in 0..13 {
            let x = 2.30 - 0.162 + 0.027 * key as f32;
            let size = Vec3::new(0.0225, 0.008, 0.0225);
            set.bit(Paint::Felt, Vec3::new(x, y + 0.021, 0.858 + 0.028 * row as f32), size, 0.003);
        }
    }
    for i in 0..5 {
        let turn = set.between(-0.09, 0.09);
        let (dx, dz) = (set.between(-0.008, 0.008), set.between(-0.008, 0.008));
        let at = Vec3::new(1.36 + dx, y + 0.004 + 0.006 * i as f32, 0.84 + dz);
        set.within(at, turn, |set| set.bit(Paint::Paper, Vec3::ZERO, Vec3::new(0.21, 0.006, 0.297), 0.002));
    }
    set.rod(Paint::Orange, Vec3::new(1.30, y + 0.037, 0.93), Vec3::new(1.44, y + 0.037, 0.80), 0.0038);
    let cup = [(0.0, 0.0), (0.036, 0.0), (0.039, 0.004), (0.039, 0.098), (0.035, 0.098), (0.034, 0.008), (0.0, 0.008)];
    let at = Vec3::new(1.245, y, 0.56);
    set.add(Paint::Glaze, &Shape::lathe(&cup, 22).moved(at));
    for (i, paint) in [Paint::Orange, Paint::Moss, Paint::Walnut, Paint::Rust, Paint::Cream].into_iter().enumerate() {
        let (sin, cos) = (i as f32 * 1.3).sin_cos();
        let foot = at + Vec3::new(-cos * 0.015, 0.012, -sin * 0.015);
        let tip = at + Vec3::new(cos * 0.032, 0.155 + 0.012 * (i % 3) as f32, sin * 0.032);
        set.rod(paint, foot, tip, 0.0038);
    }
    // A small brass lamp that is never lit, and two books.
    let foot = Vec3::new(2.82, y, 0.58);
    set.add(Paint::Brass, &Shape::cylinder(0.075, 0.014, 0.006, 28).moved(foot));
    let elbow = foot + Vec3::new(-0.02, 0.36, -0.04);
    set.rod(Paint::Brass, foot, elbow, 0.007);
    set.rod(Paint::Brass, elbow, elbow + Vec3::new(-0.14, 0.08, 0.10), 0.007);
    let hood =
        Shape::lathe(&[(0.0, 0.072), (0.022, 0.066), (0.056, 0.0), (0.064, 0.0), (0.028, 0.078), (0.0, 0.09)], 28);
    let hood = hood.turned(Quat::from_rotation_z(0.5)).moved(elbow + Vec3::new(-0.155, 0.02, 0.11));
    set.add(Paint::Enamel, &hood);
    set.bit(Paint::Moss, Vec3::new(2.79, y + 0.014, 0.93), Vec3::new(0.16, 0.028, 0.23), 0.004);
    set.within(Vec3::new(2.78, y + 0.039, 0.94), 0.22, |set| {
        set.bit(Paint::Rust, Vec3::ZERO, Vec3::new(0.13, 0.022, 0.20), 0.004);
    });
    // A basket of paper below.
    let basket = [(0.0, 0.0), (0.13, 0.0), (0.17, 0.30), (0.163, 0.30), (0.125, 0.012), (0.0, 0.012)];
    set.add(Paint::Kraft, &Shape::lathe(&basket, 24).moved(Vec3::new(3.28, 0.0, 0.62)));
    for i in 0..5 {
        let at = Vec3::new(3.24 + 0.04 * (i % 3) as f32, 0.20 + 0.035 * i as f32, 0.58 + 0.05 * (i % 2) as f32);
        let turn = Quat::from_euler(EulerRot::XYZ, i as f32, i as f32 * 2.0, 0.4);
        let ball = Shape::rounded_box(Vec3::new(0.09, 0.07, 0.08), 0.02, 2, 0.03)
            .bent(|p| p * (1.0 + 0.14 * (p.x * 90.0).sin() * (p.y * 70.0 + p.z * 60.0).cos()));
        set.add(Paint::Paper, &ball.turned(turn).moved(at));
    }
}
