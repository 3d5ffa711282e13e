//! Whoever looks into the mirror: he stands where the eye is, and only the mirror shows him.

use super::{Behind, HIMSELF};
use crate::stage::{
    camera::Eye,
    light_cube::LightCube,
    matter::Matter,
    models::Models,
    set::Set,
    standing::{Piece, Ready, Standing, lit},
};
use bevy::{camera::visibility::RenderLayers, light::NotShadowCaster, prelude::*};

/// The model is made a little larger than he is.
const SIZE: f32 = 0.945;
/// His eyes are so far before the middle of his feet, in metres.
const AHEAD: f32 = 0.09;

/// Himself, and whether he was put up under the light of the place.
#[derive(Component)]
struct Himself(bool);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (stand, follow).chain().in_set(crate::stage::StageSystems::Light).after(super::look));
}

/// Puts him before the mirror; again once it is known how bright it is there.
fn stand(
    standing: Res<Standing>,
    ready: Res<Ready>,
    matter: Res<Matter>,
    models: Res<Models>,
    old: Query<(Entity, &Himself)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut commands: Commands,
) {
    let Some(mirror) = standing.mirror else { return };
    if old.iter().any(|(_, himself)| himself.0 == ready.0) || models.get("people/theodore").is_none() {
        return;
    }
    old.iter().for_each(|(entity, _)| commands.entity(entity).despawn());
    let mut set = Set::new(&models);
    set.model("people/theodore", Vec3::new(0.46, 1.7, 0.32));
    let light = LightCube::near(&standing, &meshes, mirror.middle + mirror.towards * 0.8 - Vec3::Y * 0.3);
    let root =
        commands.spawn((Name::new("himself"), Piece, Himself(ready.0), Transform::default(), Visibility::default()));
    let root = root.id();
    for (paint, shape) in set.shapes() {
        let Some(material) = matter.room.get(&paint) else { continue };
        commands.spawn((
            ChildOf(root),
            RenderLayers::layer(HIMSELF),
            NotShadowCaster,
            Mesh3d(meshes.add(lit(paint, shape, &light))),
            MeshMaterial3d(material.clone()),
        ));
    }
}

/// He stands under the eye, and turns with it. He breathes.
fn follow(
    time: Res<Time>,
    eyes: Query<&Transform, (With<Eye>, Without<Himself>)>,
    behind: Query<&Camera, With<Behind>>,
    mut himself: Query<&mut Transform, With<Himself>>,
) {
    if !behind.iter().any(|camera| camera.is_active) {
        return;
    }
    let (Ok(at), Ok(mut place)) = (eyes.single(), himself.single_mut()) else { return };
    let yaw = at.rotation.to_euler(EulerRot::YXZ).0;
    let turn = Quat::from_rotation_y(yaw + std::f32::consts::PI);
    let breath = 0.004 * (time.elapsed_secs() * 1.4).sin();
    let feet = at.translation.with_y((at.translation.y - crate::stage::EYE).min(0.0));
    place.translation = feet - turn * Vec3::Z * AHEAD;
    place.rotation = turn;
    place.scale = SIZE * Vec3::new(1.0 + breath * 0.5, 1.0 + breath, 1.0 + breath);
}
