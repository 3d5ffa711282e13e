//! Rain that falls: one mesh of thin streaks, moved down and begun again from above.

use super::{light::Light, now::Now, standing::Piece, texture::hash, weather::Weather};
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

/// Where rain is seen to fall in a place: from where to where, x and z. And what it looks like there, if it is lit
/// by something near; elsewhere it takes its light from the sky.
fn falls_in(scene: &str) -> Option<(Vec2, Vec2, Option<Vec3>)> {
    match scene {
        "flyover" => Some((Vec2::new(-11.0, -10.5), Vec2::new(11.0, -0.9), Some(Vec3::new(0.55, 0.50, 0.42)))),
        "apartment" | "amys" => Some((Vec2::new(-14.0, -16.0), Vec2::new(14.0, -0.7), None)),
        _ => None,
    }
}

#[derive(Component)]
struct Rain {
    water: Handle<StandardMaterial>,
    /// Whether it takes its light from the sky.
    sky: bool,
}

pub(super) fn plugin(app: &mut App) {
    // After the set was built: the rain of the place before has gone with it.
    app.add_systems(Update, (begin, fall).in_set(super::StageSystems::Move));
    app.add_systems(Update, (come_and_go, take_light).in_set(super::StageSystems::Light).after(super::light::change));
}

fn begin(
    now: Res<Now>,
    rain: Query<(), With<Rain>>,
    weather: Res<Weather>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Some((low, high, lit)) = falls_in(now.scene.as_str()) else { return };
    if !rain.is_empty() {
        return;
    }
    let water = StandardMaterial {
        base_color: colour(lit.unwrap_or_default()),
        unlit: true,
        alpha_mode: AlphaMode::Blend,
        cull_mode: None,
        double_sided: true,
        ..default()
    };
    let water = materials.add(water);
    commands.spawn((
        Name::new("rain"),
        Piece,
        Rain { water: water.clone(), sky: lit.is_none() },
        Mesh3d(meshes.add(streaks(low, high))),
        MeshMaterial3d(water),
        Transform::default(),
        seen(weather.rains),
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

fn colour(light: Vec3) -> Color {
    Color::linear_rgba(light.x, light.y, light.z, 0.16)
}

fn seen(rains: bool) -> Visibility {
    if rains { Visibility::Inherited } else { Visibility::Hidden }
}

fn come_and_go(weather: Res<Weather>, mut rain: Query<&mut Visibility, With<Rain>>) {
    if weather.is_changed() {
        for mut visible in &mut rain {
            visible.set_if_neq(seen(weather.rains));
        }
    }
}

/// Rain in front of a sky is as bright as that sky, about.
fn take_light(light: Res<Light>, rain: Query<Ref<Rain>>, mut materials: ResMut<Assets<StandardMaterial>>) {
    for rain in rain.iter().filter(|rain| rain.sky && (light.is_changed() || rain.is_added())) {
        let [high, low, _] = light.look.mirror;
        if let Some(mut water) = materials.get_mut(&rain.water) {
            water.base_color = colour((high + low) * 0.4);
        }
    }
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
