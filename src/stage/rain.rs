//! Rain that falls: one mesh of thin streaks, moved down and begun again from above.

use super::{
    now::Now,
    standing::{Piece, Standing},
    texture::hash,
};
use bevy::{
    asset::RenderAssetUsages,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

/// Streaks repeat after so many metres.
const TALL: f32 = 7.0;
/// Metres a second.
const FALLS: f32 = 8.5;
/// How many streaks there are in one height of it.
const STREAKS: i32 = 900;

/// Where it rains in a place: from where to where, x and z.
fn falls_in(scene: &str) -> Option<(Vec2, Vec2)> {
    match scene {
        "flyover" => Some((Vec2::new(-11.0, -10.5), Vec2::new(11.0, -0.9))),
        _ => None,
    }
}

#[derive(Component)]
struct Rain;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin.in_set(super::StageSystems::Build), fall.in_set(super::StageSystems::Move)));
}

fn begin(
    now: Res<Now>,
    standing: Res<Standing>,
    rain: Query<(), With<Rain>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Some((low, high)) = falls_in(now.scene.as_str()) else { return };
    if !rain.is_empty() || !standing.is_changed() {
        return;
    }
    let water = StandardMaterial {
        base_color: Color::linear_rgba(0.55, 0.50, 0.42, 0.16),
        unlit: true,
        alpha_mode: AlphaMode::Blend,
        cull_mode: None,
        double_sided: true,
        ..default()
    };
    commands.spawn((
        Name::new("rain"),
        Piece,
        Rain,
        Mesh3d(meshes.add(streaks(low, high))),
        MeshMaterial3d(materials.add(water)),
        Transform::default(),
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

fn fall(time: Res<Time>, mut rain: Query<&mut Transform, With<Rain>>) {
    for mut at in &mut rain {
        at.translation.y = -(time.elapsed_secs() * FALLS).rem_euclid(TALL);
    }
}

/// Streaks over a rectangle, twice one above the other, so that they can move by one height and look the same.
fn streaks(low: Vec2, high: Vec2) -> Mesh {
    let (mut at, mut normal, mut faces) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..STREAKS {
        let x = low.x + (high.x - low.x) * hash(i, 31);
        let z = low.y + (high.y - low.y) * hash(i, 32);
        let (y, long) = (TALL * hash(i, 33), 0.22 + 0.30 * hash(i, 34));
        let wide = 0.0035 + 0.0004 * -z.min(0.0);
        for lift in [0.0, TALL] {
            let first = at.len() as u32;
            at.extend([
                [x - wide, y + lift, z],
                [x + wide, y + lift, z],
                [x + wide, y + lift + long, z],
                [x - wide, y + lift + long, z],
            ]);
            normal.extend([[0.0, 0.0, 1.0]; 4]);
            faces.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
        }
    }
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, at)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normal)
        .with_inserted_indices(Indices::U32(faces))
}
