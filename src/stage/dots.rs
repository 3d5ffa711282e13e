//! A small breath of light over what can be touched now.

use super::{
    camera::Eye,
    claims::Claims,
    now::{Now, Places},
};
use crate::{
    script::ThingId,
    talk::{Floor, TurnKind},
};
use bevy::{light::NotShadowCaster, prelude::*};
use std::collections::BTreeMap;

/// How far away one still sees them, in metres.
const SEEN: f32 = 6.5;

#[derive(Component)]
struct Dot(ThingId);

#[derive(Resource)]
struct Look {
    mesh: Handle<Mesh>,
    material: Handle<StandardMaterial>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, prepare);
    app.add_systems(Update, (keep, breathe).chain().in_set(super::StageSystems::Light));
}

fn prepare(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut materials: ResMut<Assets<StandardMaterial>>) {
    commands.insert_resource(Look {
        mesh: meshes.add(Sphere::new(0.011).mesh().uv(12, 8)),
        material: materials.add(StandardMaterial {
            base_color: Color::linear_rgba(1.5, 1.15, 0.75, 0.85),
            alpha_mode: AlphaMode::Blend,
            unlit: true,
            ..default()
        }),
    });
}

/// One dot for each thing that is on offer.
fn keep(
    floor: Option<Res<Floor>>,
    now: Res<Now>,
    claims: Res<Claims>,
    places: Res<Places>,
    look: Res<Look>,
    dots: Query<(Entity, &Dot)>,
    mut commands: Commands,
) {
    let mut wanted = BTreeMap::new();
    if let (Some(turn), Some(scene)) = (floor.as_ref().and_then(|f| f.waiting.turn()), places.0.get(&now.scene))
        && claims.is_free()
        && turn.kind == TurnKind::World
    {
        for id in turn.offers.iter().filter_map(|offer| offer.thing.as_ref()) {
            if let Some(thing) = scene.things.get(id) {
                wanted.insert(id.clone(), Vec3::from(thing.at) + Vec3::Y * (thing.half.1 + 0.06));
            }
        }
    }
    for (entity, dot) in &dots {
        if wanted.remove(&dot.0).is_none() {
            commands.entity(entity).despawn();
        }
    }
    for (id, at) in wanted {
        commands.spawn((
            Dot(id),
            super::standing::Piece,
            Mesh3d(look.mesh.clone()),
            MeshMaterial3d(look.material.clone()),
            Transform::from_translation(at).with_scale(Vec3::ZERO),
            NotShadowCaster,
        ));
    }
}

fn breathe(
    time: Res<Time>,
    eyes: Query<&Transform, (With<Eye>, Without<Dot>)>,
    mut dots: Query<&mut Transform, With<Dot>>,
) {
    let Ok(eye) = eyes.single() else { return };
    let wave = 0.8 + 0.2 * (time.elapsed_secs() * 2.1).sin();
    for mut dot in &mut dots {
        let away = eye.translation.distance(dot.translation);
        let near = (1.0 - (away / SEEN).powi(2)).clamp(0.0, 1.0);
        // About the same size on screen from near and far.
        dot.scale = Vec3::splat(near * wave * (0.35 + away * 0.28));
    }
}
