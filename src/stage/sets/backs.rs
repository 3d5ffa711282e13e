//! What is behind whoever looks at a place: the walls that are seen only by turning round.

use super::parts::plate;
use crate::stage::{palette::Paint, set::Set, shape::Shape};
use bevy::prelude::*;
use std::f32::consts::{FRAC_PI_2, PI};

/// Builds against the wall at this z, whose room lies towards -z: in there x runs to the left of whoever faces the room,
/// and z comes into it.
fn against(set: &mut Set, z: f32, build: impl FnOnce(&mut Set)) {
    set.within(Vec3::Z * z, PI, build);
}

/// By Hand, behind the booths: what is finished and waits in its pigeonholes, coats, the way out, a clock.
pub(super) fn hall(set: &mut Set, z: f32) {
    against(set, z, |set| {
        pigeonholes(set, Vec3::new(0.9, 0.42, 0.0), (7, 5));
        pegs(set, -1.1, &["hall/coat", "hall/scarf", "hall/coat"]);
        door(set, -2.75, Paint::Birch);
        clock(set, Vec3::new(-1.95, 2.36, 0.0));
        set.block(Paint::Oak, Vec3::new(0.9, 0.20, 0.24), Vec3::new(2.2, 0.40, 0.46), 0.01);
        for i in 0..4 {
            let tray = Vec3::new(0.15 + 0.5 * i as f32, 0.42, 0.36);
            let paint = [Paint::Kraft, Paint::Cream, Paint::Paper, Paint::Apricot][i];
            let high = set.between(0.02, 0.12);
            set.bit(paint, tray + Vec3::Y * high * 0.5, Vec3::new(0.24, high, 0.17), 0.004);
        }
    });
    for x in [-1.8_f32, 1.6] {
        pendant(set, Vec3::new(x, 2.10, z - 1.2), 3.0);
    }
}

/// The dining room: books, whoever came by their coats, a door ajar with the hall's light in it.
pub(super) fn dining(set: &mut Set, z: f32) {
    against(set, z, |set| {
        books(set, Vec3::new(1.15, 0.0, 0.0), 1.5, 5);
        door(set, -1.35, Paint::Walnut);
        set.bit(Paint::Strip, Vec3::new(-0.885, 1.04, 0.025), Vec3::new(0.014, 2.0, 0.004), 0.001);
        pegs(set, -0.30, &["hall/scarf", "hall/coat"]);
        for (x, y, w, h) in [(2.25_f32, 1.62_f32, 0.30_f32, 0.40_f32), (2.25, 1.16, 0.24, 0.24)] {
            picture(set, Vec3::new(x, y, 0.0), w, h);
        }
    });
}

/// The launderette's shop window, at night: dark panes, a few lights on the far side of the street, a table to fold on.
pub(super) fn shop(set: &mut Set, z: f32) {
    against(set, z, |set| {
        let (wide, low, high) = (2.9_f32, 0.62_f32, 2.36_f32);
        let middle = Vec3::new(0.75, (low + high) * 0.5, 0.02);
        set.bit(Paint::Lens, middle, Vec3::new(wide, high - low, 0.02), 0.002);
        for i in 0..4 {
            let x = middle.x + wide * (i as f32 / 3.0 - 0.5);
            set.bit(Paint::Frame, Vec3::new(x, middle.y, 0.04), Vec3::new(0.05, high - low + 0.05, 0.05), 0.006);
        }
        for y in [low, high] {
            set.bit(Paint::Frame, Vec3::new(middle.x, y, 0.04), Vec3::new(wide + 0.05, 0.06, 0.06), 0.006);
        }
        // The house across the street, by whoever in it is up, and a lamp before it.
        for (x, y, paint) in [
            (-0.42_f32, 2.10_f32, Paint::Strip),
            (-0.26, 2.10, Paint::Shade),
            (0.22, 1.86, Paint::Strip),
            (0.38, 2.10, Paint::Shade),
            (0.86, 1.86, Paint::Shade),
            (1.34, 2.10, Paint::Strip),
            (1.50, 1.62, Paint::Shade),
            (1.98, 1.86, Paint::Strip),
        ] {
            set.bit(paint, Vec3::new(x, y, 0.031), Vec3::new(0.055, 0.085, 0.002), 0.0006);
        }
        set.bit(Paint::Ink, Vec3::new(1.10, 1.20, 0.031), Vec3::new(0.012, 0.76, 0.002), 0.0006);
        set.bit(Paint::Strip, Vec3::new(1.06, 1.58, 0.033), Vec3::new(0.10, 0.024, 0.002), 0.0006);
        set.bit(Paint::Orange, Vec3::new(0.05, 1.14, 0.031), Vec3::new(0.38, 0.05, 0.002), 0.0006);
        door(set, -1.55, Paint::Enamel);
        set.bit(Paint::Lens, Vec3::new(-1.55, 1.35, 0.055), Vec3::new(0.56, 1.1, 0.01), 0.003);
        set.block(Paint::Enamel, Vec3::new(1.25, 0.84, 0.34), Vec3::new(1.6, 0.04, 0.60), 0.01);
        for x in [0.5_f32, 2.0] {
            set.block(Paint::Steel, Vec3::new(x, 0.42, 0.34), Vec3::new(0.04, 0.82, 0.5), 0.006);
        }
        for (i, paint) in [Paint::Sheet, Paint::Apricot, Paint::Sheet, Paint::Teal].into_iter().enumerate() {
            let y = 0.885 + 0.045 * i as f32;
            let askew = set.between(-0.03, 0.03);
            set.bit(paint, Vec3::new(1.6 + askew, y, 0.32), Vec3::new(0.42, 0.042, 0.32), 0.016);
        }
    });
}

/// Amy's way out: plans on the wall, rolls of them in a bin, her coat.
pub(super) fn studio(set: &mut Set, z: f32) {
    against(set, z, |set| {
        for (x, y, w, h, tilt) in [
            (0.95_f32, 1.62_f32, 0.62_f32, 0.44_f32, 0.02_f32),
            (0.30, 1.70, 0.30, 0.42, -0.03),
            (0.92, 1.14, 0.44, 0.32, -0.02),
            (0.36, 1.22, 0.36, 0.26, 0.05),
            (1.48, 1.38, 0.26, 0.36, 0.03),
        ] {
            plan(set, Vec3::new(x, y, 0.0), w, h, tilt);
        }
        pegs(set, -0.75, &["hall/coat", "hall/scarf"]);
        let bin = [(0.0, 0.0), (0.15, 0.0), (0.17, 0.42), (0.18, 0.43), (0.155, 0.42), (0.14, 0.02), (0.0, 0.02)];
        set.add(Paint::Kraft, &Shape::lathe(&bin, 24).moved(Vec3::new(1.75, 0.0, 0.26)));
        for i in 0..5 {
            let (sin, cos) = (i as f32 * 1.3).sin_cos();
            let foot = Vec3::new(1.75 + cos * 0.06, 0.05, 0.26 + sin * 0.06);
            let top = foot + Vec3::new(cos * 0.10, 0.72 + 0.07 * (i % 3) as f32, sin * 0.06 - 0.03);
            set.rod(if i % 2 == 0 { Paint::Paper } else { Paint::Cream }, foot, top, 0.026);
        }
        // A board to stand a model on that isn't built yet.
        set.within(Vec3::new(-1.75, 0.0, 0.16), -0.12, |set| {
            set.block(Paint::Birch, Vec3::new(0.0, 0.5, 0.0), Vec3::new(0.7, 1.0, 0.02), 0.004);
        });
    });
}

/// Across the tracks: cables, a name, notices that nobody over there can read.
pub(super) fn platform(set: &mut Set, z: f32, edge: f32) {
    set.bit(Paint::Tar, Vec3::new(0.0, 0.003, (edge + z) * 0.5 + 0.1), Vec3::new(11.9, 0.008, z - edge - 0.2), 0.002);
    for rail in [edge + 0.45, edge + 1.15] {
        set.rod(Paint::Steel, Vec3::new(-5.95, 0.03, rail), Vec3::new(5.95, 0.03, rail), 0.028);
    }
    against(set, z, |set| {
        for y in [2.72_f32, 2.82, 2.95] {
            set.rod(Paint::Ink, Vec3::new(-5.95, y, 0.06), Vec3::new(5.95, y + 0.02, 0.06), 0.024);
        }
        set.bit(Paint::Teal, Vec3::new(0.0, 0.9, 0.012), Vec3::new(11.9, 1.6, 0.02), 0.003);
        set.bit(Paint::Cream, Vec3::new(0.0, 1.95, 0.02), Vec3::new(11.9, 0.36, 0.02), 0.003);
        for x in [-3.9_f32, 0.4, 4.2] {
            let mut at = x - 0.42;
            while at < x + 0.42 {
                let wide = set.between(0.05, 0.10);
                set.bit(Paint::Ink, Vec3::new(at, 1.95, 0.034), Vec3::new(wide, 0.15, 0.004), 0.001);
                at += wide + 0.035;
            }
        }
        for x in [-2.4_f32, -1.8, 2.4] {
            picture(set, Vec3::new(x, 1.25, 0.02), 0.44, 0.56);
        }
    });
}

/// The saloon's door, panes with nobody behind them, a chest for the jackets.
pub(super) fn saloon(set: &mut Set, z: f32) {
    against(set, z, |set| {
        for x in [-2.35_f32, -1.45, 1.35, 2.25] {
            set.bit(Paint::Frame, Vec3::new(x, 1.58, 0.01), Vec3::new(0.68, 0.62, 0.03), 0.08);
            set.bit(Paint::Lens, Vec3::new(x, 1.58, 0.024), Vec3::new(0.58, 0.52, 0.012), 0.006);
        }
        set.bit(Paint::Rust, Vec3::new(0.0, 0.86, 0.008), Vec3::new(6.4, 0.12, 0.016), 0.004);
        set.bit(Paint::Teal, Vec3::new(-0.1, 1.0, 0.012), Vec3::new(0.84, 1.96, 0.03), 0.05);
        let port = Shape::lathe(&[(0.15, 0.0), (0.19, 0.0), (0.19, 0.03), (0.15, 0.03)], 28);
        let face = Quat::from_rotation_x(FRAC_PI_2);
        set.add(Paint::Brass, &port.turned(face).moved(Vec3::new(-0.1, 1.5, 0.025)));
        set.add(Paint::Shade, &Shape::cylinder(0.15, 0.01, 0.002, 28).turned(face).moved(Vec3::new(-0.1, 1.5, 0.028)));
        set.rod(Paint::Brass, Vec3::new(0.2, 0.98, 0.07), Vec3::new(0.2, 1.14, 0.07), 0.012);
        set.block(Paint::Oak, Vec3::new(1.75, 0.24, 0.26), Vec3::new(1.5, 0.48, 0.5), 0.02);
        set.bit(Paint::Oak, Vec3::new(1.75, 0.49, 0.27), Vec3::new(1.56, 0.03, 0.56), 0.008);
        set.bit(Paint::Orange, Vec3::new(1.3, 0.53, 0.3), Vec3::new(0.34, 0.07, 0.28), 0.03);
    });
}

fn door(set: &mut Set, x: f32, paint: Paint) {
    set.bit(paint, Vec3::new(x, 1.03, 0.022), Vec3::new(0.88, 2.06, 0.044), 0.006);
    for y in [0.55, 1.45] {
        set.bit(paint, Vec3::new(x, y, 0.046), Vec3::new(0.62, 0.72, 0.012), 0.005);
    }
    for dx in [-0.49_f32, 0.49] {
        set.bit(Paint::Birch, Vec3::new(x + dx, 1.075, 0.03), Vec3::new(0.09, 2.15, 0.07), 0.006);
    }
    set.bit(Paint::Birch, Vec3::new(x, 2.12, 0.03), Vec3::new(1.07, 0.09, 0.07), 0.006);
    set.rod(Paint::Brass, Vec3::new(x + 0.36, 1.02, 0.085), Vec3::new(x + 0.24, 1.02, 0.085), 0.010);
}

/// A rail with a peg for each of these, and one left over.
fn pegs(set: &mut Set, x: f32, hung: &[&str]) {
    let wide = 0.34 * (hung.len() + 1) as f32;
    set.bit(Paint::Walnut, Vec3::new(x, 1.72, 0.03), Vec3::new(wide, 0.09, 0.03), 0.008);
    for i in 0..=hung.len() {
        let at = x + 0.34 * (i as f32 - hung.len() as f32 * 0.5);
        set.rod(Paint::Brass, Vec3::new(at, 1.715, 0.045), Vec3::new(at, 1.74, 0.11), 0.007);
        let Some(model) = hung.get(i) else { continue };
        set.within(Vec3::new(at, 1.73, 0.055), 0.0, |set| set.model(model, Vec3::new(0.36, 0.1, 0.1)));
    }
}

fn clock(set: &mut Set, at: Vec3) {
    let face = Quat::from_rotation_x(FRAC_PI_2);
    let rim = [(0.0, 0.0), (0.18, 0.0), (0.18, 0.05), (0.165, 0.055), (0.16, 0.035), (0.0, 0.035)];
    set.add(Paint::Ink, &Shape::lathe(&rim, 36).turned(face).moved(at));
    set.add(Paint::Cream, &Shape::cylinder(0.158, 0.006, 0.001, 36).turned(face).moved(at + Vec3::Z * 0.036));
    for (angle, long, thick) in [(0.5_f32, 0.085_f32, 0.012_f32), (2.4, 0.13, 0.008)] {
        let hand = Shape::rounded_box(Vec3::new(thick, long, 0.004), 0.001, 1, 0.2)
            .moved(Vec3::Y * long * 0.42)
            .turned(Quat::from_rotation_z(angle));
        set.add(Paint::Ink, &hand.moved(at + Vec3::Z * 0.046));
    }
}

fn picture(set: &mut Set, at: Vec3, wide: f32, high: f32) {
    set.bit(Paint::Frame, at + Vec3::Z * 0.015, Vec3::new(wide, high, 0.03), 0.006);
    let corner = at + Vec3::new(wide * -0.42, high * -0.42, 0.032);
    set.hang(Paint::Print, &Shape::sheet(corner, Vec3::X * wide * 0.84, Vec3::Y * high * 0.84, 0.4));
}

/// A drawing of rooms from above, as blue as they used to be.
fn plan(set: &mut Set, at: Vec3, wide: f32, high: f32, tilt: f32) {
    let turn = Quat::from_rotation_z(tilt);
    let sheet = Shape::rounded_box(Vec3::new(wide, high, 0.003), 0.001, 1, 0.3).turned(turn);
    set.add(Paint::Teal, &sheet.moved(at + Vec3::Z * 0.004));
    let (w, h) = (wide * 0.40, high * 0.38);
    let mut line = |from: Vec2, to: Vec2| {
        let (middle, size) = ((from + to) * 0.5, (to - from).abs() + Vec2::splat(0.005));
        let stroke = Shape::rounded_box(size.extend(0.001), 0.0003, 1, 0.5).moved(middle.extend(0.0065)).turned(turn);
        set.add(Paint::Cream, &stroke.moved(at));
    };
    for (from, to) in [((-w, -h), (w, -h)), ((w, -h), (w, h)), ((w, h), (-w, h)), ((-w, h), (-w, -h))] {
        line(Vec2::from(from), Vec2::from(to));
    }
    line(Vec2::new(-w * 0.2, -h), Vec2::new(-w * 0.2, h * 0.3));
    line(Vec2::new(-w * 0.2, h * 0.3), Vec2::new(w * 0.5, h * 0.3));
}

/// Pigeonholes: so many across and so many up, with what is in them.
fn pigeonholes(set: &mut Set, foot: Vec3, (across, up): (u32, u32)) {
    let (cell, deep) = (Vec2::new(0.30, 0.27), 0.30);
    let size = Vec2::new(cell.x * across as f32, cell.y * up as f32);
    let middle = foot + Vec3::new(0.0, size.y * 0.5, deep * 0.5);
    set.solid(middle, size.extend(deep));
    set.bit(Paint::Walnut, middle - Vec3::Z * (deep * 0.5 - 0.01), size.extend(0.02), 0.003);
    for i in 0..=across {
        let x = size.x * (i as f32 / across as f32 - 0.5);
        set.bit(Paint::Oak, middle + Vec3::X * x, Vec3::new(0.018, size.y, deep), 0.004);
    }
    for k in 0..=up {
        let y = size.y * (k as f32 / up as f32 - 0.5);
        set.bit(Paint::Oak, middle + Vec3::Y * y, Vec3::new(size.x + 0.018, 0.018, deep), 0.004);
    }
    for i in 0..across {
        for k in 0..up {
            let (full, push) = (set.between(-0.06, 0.17), set.between(-0.03, 0.03));
            if full < 0.012 {
                continue;
            }
            let paint = [Paint::Paper, Paint::Cream, Paint::Kraft, Paint::Apricot][(set.chance() * 3.99) as usize];
            let x = size.x * ((i as f32 + 0.5) / across as f32 - 0.5);
            let y = cell.y * k as f32 + 0.012 + full * 0.5;
            set.bit(paint, foot + Vec3::new(x, y, deep * 0.5 + push), Vec3::new(0.23, full, 0.2), 0.004);
        }
    }
}

/// A bookcase, so wide and with so many shelves.
fn books(set: &mut Set, foot: Vec3, wide: f32, shelves: u32) {
    let (step, deep) = (0.36, 0.28);
    let high = step * shelves as f32;
    set.solid(foot + Vec3::new(0.0, high * 0.5, deep * 0.5), Vec3::new(wide, high, deep));
    for x in [-0.5_f32, 0.5] {
        let side = foot + Vec3::new(x * wide, high * 0.5, deep * 0.5);
        set.bit(Paint::Walnut, side, Vec3::new(0.03, high, deep), 0.005);
    }
    set.bit(Paint::Walnut, foot + Vec3::new(0.0, high * 0.5, 0.01), Vec3::new(wide, high, 0.02), 0.003);
    for shelf in 0..=shelves {
        let y = step * shelf as f32;
        set.bit(Paint::Walnut, foot + Vec3::new(0.0, y, deep * 0.5), Vec3::new(wide, 0.026, deep), 0.005);
        let mut x = wide * -0.5 + 0.04;
        while shelf < shelves && x < wide * 0.5 - 0.08 {
            let (thick, tall) = (set.between(0.02, 0.055), set.between(0.18, 0.29));
            let paint = [Paint::Rust, Paint::Cream, Paint::Moss, Paint::Teal, Paint::Clay, Paint::Kraft, Paint::Ink]
                [(set.chance() * 6.99) as usize];
            let at = foot + Vec3::new(x + thick * 0.5, y + 0.013 + tall * 0.5, 0.14);
            set.bit(paint, at, Vec3::new(thick, tall, 0.19), 0.004);
            // A gap now and then, where somebody has one out.
            x += thick + if set.chance() > 0.93 { 0.10 } else { 0.002 };
        }
    }
    plate(set, Paint::Glaze, foot + Vec3::new(0.3, high + 0.012, 0.15), 0.11, 0.03);
}

/// A hood on a wire from the ceiling, not lit.
fn pendant(set: &mut Set, at: Vec3, ceiling: f32) {
    let hood = [(0.19, 0.0), (0.185, 0.02), (0.10, 0.12), (0.03, 0.15), (0.0, 0.152)];
    set.add(Paint::Enamel, &Shape::lathe(&hood, 30).moved(at));
    set.rod(Paint::Ink, at + Vec3::Y * 0.15, Vec3::new(at.x, ceiling, at.z), 0.004);
}
