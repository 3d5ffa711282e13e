//! The glass door to the balcony, which slides aside for whoever comes near it, on either side.

use super::{
    camera::Eye,
    light,
    light_cube::LightCube,
    matter::Matter,
    models::Models,
    now::Now,
    palette::Paint,
    set::Set,
    sets::WAY_OUT,
    standing::{Piece, Ready, Standing, lit},
};
use bevy::prelude::*;

/// Where its leaf stands when it is shut, in metres: a little inside of the frames beside it.
const TRACK: f32 = 0.012;
/// How high it is.
const HIGH: f32 = 2.46;
/// So near, in metres, and it opens.
const NEAR: f32 = 0.95;
/// How much of the way it does in a second.
const PACE: f32 = 1.6;

/// Its leaf: how far open, 0..1, and whether it was put up under the light of the place.
#[derive(Component)]
struct Leaf {
    open: f32,
    lit: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (hang, slide).chain().in_set(super::StageSystems::Light).before(light::settle));
}

fn hang(
    now: Res<Now>,
    standing: Res<Standing>,
    ready: Res<Ready>,
    matter: Res<Matter>,
    models: Res<Models>,
    leaves: Query<(Entity, &Leaf)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    if now.scene != "apartment" || standing.meshes.is_empty() || leaves.iter().any(|(_, leaf)| leaf.lit == ready.0) {
        return;
    }
    let open = leaves.iter().next().map_or(0.0, |(_, leaf)| leaf.open);
    leaves.iter().for_each(|(leaf, _)| commands.entity(leaf).despawn());
    let mut set = Set::new(&models);
    build(&mut set);
    let middle = Vec3::new((WAY_OUT.0 + WAY_OUT.1) * 0.5, 1.0, 0.1);
    let light = LightCube::near(&standing, &meshes, middle);
    let leaf = Leaf { open, lit: ready.0 };
    let root = commands.spawn((Name::new("the balcony door"), Piece, leaf, stands(open), Visibility::default())).id();
    for (paint, shape) in set.shapes() {
        let Some(material) = matter.room.get(&paint) else { continue };
        commands.spawn((
            ChildOf(root),
            Mesh3d(meshes.add(lit(paint, shape, &light))),
            MeshMaterial3d(material.clone()),
        ));
    }
}

/// Its frame, about the middle of its foot; nobody sees the glass.
fn build(set: &mut Set) {
    let wide = WAY_OUT.1 - WAY_OUT.0 + 0.02;
    for x in [-0.5_f32, 0.5] {
        let post = Vec3::new(x * (wide - 0.06), HIGH * 0.5, 0.0);
        set.bit(Paint::Frame, post, Vec3::new(0.06, HIGH, 0.045), 0.006);
    }
    for (y, thick) in [(0.05, 0.10), (HIGH - 0.03, 0.06)] {
        set.bit(Paint::Frame, Vec3::new(0.0, y, 0.0), Vec3::new(wide, thick, 0.045), 0.006);
    }
    set.rod(
        Paint::Brass,
        Vec3::new(-wide * 0.5 + 0.03, 0.94, 0.045),
        Vec3::new(-wide * 0.5 + 0.03, 1.14, 0.045),
        0.009,
    );
}

fn slide(
    time: Res<Time<Real>>,
    now: Res<Now>,
    eyes: Query<&Transform, With<Eye>>,
    mut leaves: Query<(&mut Leaf, &mut Transform), Without<Eye>>,
) {
    let (Ok(eye), Ok((mut leaf, mut place))) = (eyes.single(), leaves.single_mut()) else { return };
    let wanted = wanted(eye.translation);
    let step = if now.at_once { 1.0 } else { PACE * time.delta_secs() };
    let open = leaf.open + (wanted - leaf.open).clamp(-step, step);
    if open != leaf.open {
        leaf.open = open;
        *place = stands(open);
    }
}

/// Where it stands when it is so far open, 0..1.
fn stands(open: f32) -> Transform {
    let eased = open * open * (3.0 - 2.0 * open);
    Transform::from_xyz((WAY_OUT.0 + WAY_OUT.1) * 0.5 + eased * (WAY_OUT.1 - WAY_OUT.0 - 0.06), 0.0, TRACK)
}

/// Whether it is to be open for an eye there: 1, or 0. On the balcony it stays open.
fn wanted(eye: Vec3) -> f32 {
    let aside = (WAY_OUT.0 - eye.x).max(eye.x - WAY_OUT.1).max(0.0);
    let out = eye.z < 0.0 && eye.z > -1.6 && aside < 1.6;
    f32::from(u8::from(out || (eye.z.abs() < NEAR && aside < 0.15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_for_whoever_comes_to_it_or_stands_outside_and_for_nobody_else() {
        let at = |x: f32, z: f32| wanted(Vec3::new(x, 1.6, z)) > 0.5;
        assert!(at(-0.6, 0.5) && at(-0.6, -0.6) && at(-1.9, -0.8));
        assert!(!at(-0.45, 1.25), "he only stands at the window");
        assert!(!at(2.0, 0.5) && !at(0.4, 4.8));
    }
}
