//! The plant by the window, in its pot on a stool: what it has become of how it was treated.

use crate::{
    script::Health,
    stage::{palette::Paint, set::Set, shape::Shape},
};
use bevy::prelude::*;
use std::f32::consts::{FRAC_PI_2, PI};

/// Where the stems come out of the earth, in metres above the floor.
const ROOT: f32 = 0.54;

/// How a plant grows in a state.
struct Habit {
    leaves: u32,
    /// So many times as tall, and as far out.
    tall: f32,
    wide: f32,
    /// How far leaves hang: 1 as they grew.
    hang: f32,
    /// How large they are.
    size: f32,
    /// How far it leans out of the window's light, in metres.
    leans: f32,
    /// Leaves on the floor.
    fallen: u32,
    /// Stems without a leaf.
    bare: u32,
}

fn habit(health: Health) -> Habit {
    let well = Habit { leaves: 13, tall: 1.0, wide: 1.0, hang: 1.0, size: 1.0, leans: 0.0, fallen: 0, bare: 0 };
    match health {
        Health::Well => well,
        Health::Thriving => Habit { leaves: 18, tall: 1.12, wide: 1.08, hang: 0.85, size: 1.06, ..well },
        Health::Thirsty => Habit { leaves: 12, tall: 0.84, wide: 1.30, hang: 2.1, size: 0.92, fallen: 2, ..well },
        Health::Drowned => Habit { leaves: 11, tall: 0.92, wide: 1.10, hang: 1.5, leans: 0.17, fallen: 1, ..well },
        Health::Bare => Habit { leaves: 4, tall: 0.80, wide: 1.15, hang: 2.3, size: 0.74, fallen: 6, bare: 5, ..well },
    }
}

/// What a leaf has become; the youngest, in the middle, comes first.
fn colour(health: Health, leaf: u32, of: u32) -> Paint {
    match health {
        Health::Well | Health::Thriving => Paint::Leaf,
        // It goes about it fairly, leaf and leaf about.
        Health::Thirsty => [Paint::Leaf, Paint::Yellowed][(leaf % 2) as usize],
        // From below.
        Health::Drowned if leaf * 5 < of * 2 => Paint::Leaf,
        Health::Drowned => Paint::Yellowed,
        Health::Bare => [Paint::Yellowed, Paint::Withered][usize::from(leaf > 0)],
    }
}

pub(super) fn build(set: &mut Set, health: Health) {
    let habit = habit(health);
    let root = Vec3::Y * ROOT;
    let stems = habit.leaves + habit.bare;
    for stem in 0..stems {
        let along = stem as f32 / stems as f32;
        let turn = stem as f32 * 2.4 + set.between(-0.25, 0.25);
        let tall = (0.30 + 0.62 * (1.0 - along) + set.between(-0.05, 0.07)) * habit.tall;
        let out = (0.13 + 0.36 * along + set.between(-0.03, 0.05)) * habit.wide;
        let (sin, cos) = turn.sin_cos();
        // The window is towards -z.
        let tip = root + Vec3::new(cos * out, tall, sin * out + habit.leans * tall);
        // Those that have lost their leaf stand among those that have one.
        let bare = habit.bare > 0 && stem % 2 == 1 && stem / 2 < habit.bare;
        let paint = if bare { Paint::Withered } else { Paint::Leaf };
        set.rod(paint, root + Vec3::new(cos, 0.0, sin) * 0.02, tip, 0.0055);
        let (size, roll) = (set.between(0.22, 0.33) * habit.size, set.between(-0.8, 0.8));
        if !bare {
            leaf(set, colour(health, stem, stems), tip, turn, size, roll, habit.hang);
        }
    }
    if health == Health::Thriving {
        // A new one, still half rolled up.
        let tip = root + Vec3::new(0.03, 0.90, -0.02);
        set.rod(Paint::Leaf, root, tip, 0.0045);
        let rolled = Shape::sheet(Vec3::new(-0.5, 0.0, 0.0), Vec3::X, Vec3::Y, 0.2).bent(|p| {
            let wide = 0.05 * (p.y * PI).sin().max(0.0);
            Vec3::new((p.x * 4.2).sin() * wide, p.y * 0.20, (p.x * 4.2).cos() * wide)
        });
        set.add(Paint::Leaf, &rolled.moved(tip));
    }
    for fallen in 0..habit.fallen {
        let angle = fallen as f32 * 2.1 + set.between(-0.4, 0.4);
        let out = set.between(0.22, 0.38);
        let at = Vec3::new(angle.cos() * out, 0.032, angle.sin() * out);
        let paint = if fallen % 2 == 0 { Paint::Withered } else { Paint::Yellowed };
        leaf(set, paint, at, angle * 1.7, 0.19, 0.0, 0.12);
    }
    if health == Health::Drowned {
        saucer(set);
    }
}

/// A big leaf that hangs from the end of its stem.
fn leaf(set: &mut Set, paint: Paint, tip: Vec3, turn: f32, size: f32, roll: f32, hang: f32) {
    let leaf = Shape::sheet(Vec3::new(-0.5, 0.0, 0.0), Vec3::X, Vec3::NEG_Z, 0.16).bent(|p| {
        let s = -p.z;
        let wide = (s * PI).sin().max(0.0).powf(0.62) * (1.0 - 0.35 * s);
        let x = p.x * wide * 0.86;
        let falls = 0.16 * s - 0.95 * hang * s * s - 0.30 * x * x + 0.16 * x.abs();
        // What hangs further does not reach as far.
        Vec3::new(x, falls, -s * (1.12 - 0.25 * s) / (0.7 + 0.3 * hang.max(1.0)))
    });
    let turned = Quat::from_rotation_y(-turn - FRAC_PI_2) * Quat::from_rotation_x(-0.15) * Quat::from_rotation_z(roll);
    set.add(paint, &leaf.bent(|p| p * size).turned(turned).moved(tip));
}

/// A saucer under the pot, with more in it than it should.
fn saucer(set: &mut Set) {
    let rim = [(0.0, 0.0), (0.155, 0.0), (0.176, 0.022), (0.171, 0.022), (0.150, 0.005), (0.0, 0.005)];
    set.add(Paint::Terracotta, &Shape::lathe(&rim, 28).moved(Vec3::Y * 0.323));
    set.add(Paint::Water, &Shape::cylinder(0.166, 0.004, 0.001, 26).moved(Vec3::Y * 0.337));
}
