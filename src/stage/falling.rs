//! What falls outside: rain in thin streaks, snow in flakes. One mesh each, moved down and begun again from above.

use super::{light::Light, now::Now, standing::Piece, texture::hash, weather::Weather};
use bevy::{
    asset::RenderAssetUsages,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

/// Both repeat after so many metres.
const TALL: f32 = 7.0;
/// How many streaks or flakes there are in one height of it.
const MANY: i32 = 900;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rain,
    Snow,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Rain, Self::Snow];

    /// How fast it falls, in metres a second.
    fn speed(self) -> f32 {
        match self {
            Self::Rain => 8.5,
            Self::Snow => 0.85,
        }
    }

    /// How much of it covers what is behind, 0..1.
    fn opacity(self) -> f32 {
        match self {
            Self::Rain => 0.16,
            Self::Snow => 0.80,
        }
    }

    fn falls(self, weather: &Weather) -> bool {
        match self {
            Self::Rain => weather.rains,
            Self::Snow => weather.snows,
        }
    }
}

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
struct Falling {
    kind: Kind,
    water: Handle<StandardMaterial>,
    /// Whether it takes its light from the sky.
    sky: bool,
}

pub(super) fn plugin(app: &mut App) {
    // After the set was built: what fell in the place before has gone with it.
    app.add_systems(Update, (begin, fall).in_set(super::StageSystems::Move));
    app.add_systems(Update, (come_and_go, take_light).in_set(super::StageSystems::Light).after(super::light::change));
}

fn begin(
    now: Res<Now>,
    there: Query<(), With<Falling>>,
    weather: Res<Weather>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut commands: Commands,
) {
    let Some((low, high, lit)) = falls_in(now.scene.as_str()) else { return };
    if !there.is_empty() {
        return;
    }
    for kind in Kind::ALL {
        let water = StandardMaterial {
            base_color: colour(kind, lit.unwrap_or_default()),
            unlit: true,
            alpha_mode: AlphaMode::Blend,
            cull_mode: None,
            double_sided: true,
            ..default()
        };
        let water = materials.add(water);
        commands.spawn((
            Name::new(format!("{kind:?}")),
            Piece,
            Falling { kind, water: water.clone(), sky: lit.is_none() },
            Mesh3d(meshes.add(sheet(kind, low, high))),
            MeshMaterial3d(water),
            Transform::default(),
            seen(kind.falls(&weather)),
            NotShadowCaster,
            NotShadowReceiver,
        ));
    }
}

fn colour(kind: Kind, light: Vec3) -> Color {
    Color::linear_rgba(light.x, light.y, light.z, kind.opacity())
}

fn seen(rains: bool) -> Visibility {
    if rains { Visibility::Inherited } else { Visibility::Hidden }
}

fn come_and_go(weather: Res<Weather>, mut falling: Query<(&Falling, &mut Visibility)>) {
    if weather.is_changed() {
        for (falling, mut visible) in &mut falling {
            visible.set_if_neq(seen(falling.kind.falls(&weather)));
        }
    }
}

/// Rain in front of a sky is as bright as that sky, about; snow a little brighter.
fn take_light(light: Res<Light>, falling: Query<Ref<Falling>>, mut materials: ResMut<Assets<StandardMaterial>>) {
    for falling in falling.iter().filter(|falling| falling.sky && (light.is_changed() || falling.is_added())) {
        let [high, low, _] = light.look.mirror;
        let share = if falling.kind == Kind::Snow { 0.47 } else { 0.4 };
        if let Some(mut water) = materials.get_mut(&falling.water) {
            water.base_color = colour(falling.kind, (high + low) * share);
        }
    }
}

fn fall(time: Res<Time>, mut falling: Query<(&Falling, &mut Transform)>) {
    let now = time.elapsed_secs();
    for (falling, mut at) in &mut falling {
        at.translation.y = -(now * falling.kind.speed()).rem_euclid(TALL);
        if falling.kind == Kind::Snow {
            at.translation.x = 0.22 * (now * 0.7).sin() + 0.09 * (now * 1.9).sin();
        }
    }
}

/// Streaks or flakes over a rectangle, twice one above the other, so that they can move by one height and look the same.
fn sheet(kind: Kind, low: Vec2, high: Vec2) -> Mesh {
    let (mut at, mut normal, mut faces) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..MANY {
        let x = low.x + (high.x - low.x) * hash(i, 31);
        let z = low.y + (high.y - low.y) * hash(i, 32);
        let y = TALL * hash(i, 33);
        let far = -z.min(0.0);
        let (wide, long) = match kind {
            Kind::Rain => (0.0035 + 0.0004 * far, 0.22 + 0.30 * hash(i, 34)),
            // No smaller than a dot, however far.
            Kind::Snow => {
                let half = 0.007 + 0.006 * hash(i, 34) + 0.0011 * far;
                (half, 2.0 * half)
            }
        };
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
    // What there is to draw is counted (`bench frame`), so it stays to be looked at.
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, at)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normal)
        .with_inserted_indices(Indices::U32(faces))
}
