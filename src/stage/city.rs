//! The city outside: towers in four depths, the couple's window opposite, slow lights, the sky.

use super::{matter::Matter, shape::Shape, standing::Outside, texture::hash};
use crate::script::Phase;
use bevy::{
    asset::RenderAssetUsages,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

/// The street lies this far below the floor, in metres.
const STREET: f32 = -36.0;

/// Something that crosses the view slowly.
#[derive(Component)]
struct Drift {
    from: Vec3,
    to: Vec3,
    seconds: f32,
    offset: f32,
}

/// Shines at night only.
#[derive(Component)]
struct NightOnly;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, spawn);
    app.add_systems(Update, (drift, at_night).in_set(super::StageSystems::Light));
}

fn spawn(
    mut commands: Commands,
    matter: Res<Matter>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut plain: ResMut<Assets<StandardMaterial>>,
) {
    let unlit = |r: f32, g: f32, b: f32| StandardMaterial {
        base_color: Color::linear_rgb(r, g, b),
        unlit: true,
        fog_enabled: false,
        ..default()
    };
    // One parent: a place further up or down has only this to move.
    let city = commands.spawn((Name::new("city"), Outside, Transform::default(), Visibility::default())).id();
    commands.spawn((
        Name::new("sky"),
        ChildOf(city),
        Mesh3d(meshes.add(Sphere::new(1_500.0).mesh().uv(48, 32))),
        MeshMaterial3d(matter.sky.clone()),
        Transform::default(),
        Visibility::default(),
        NotShadowCaster,
        NotShadowReceiver,
    ));
    commands.spawn((
        Name::new("towers"),
        ChildOf(city),
        Mesh3d(meshes.add(towers())),
        MeshMaterial3d(matter.city.clone()),
        Transform::default(),
        Visibility::default(),
        NotShadowCaster,
        NotShadowReceiver,
    ));
    // The couple opposite, who eat late: a warm room, a table, two people, a lamp between them.
    let opposite = commands
        .spawn((
            Name::new("the couple's window"),
            ChildOf(city),
            NightOnly,
            Transform::from_xyz(9.6, 1.35, -44.9).with_scale(Vec3::new(1.45, 1.45, 1.0)),
            Visibility::default(),
        ))
        .id();
    let shapes = [
        (Cuboid::new(3.6, 2.3, 0.02), Vec3::ZERO, unlit(1.25, 0.74, 0.33)),
        (Cuboid::new(3.7, 0.10, 0.1), Vec3::new(0.0, -1.18, 0.1), unlit(0.02, 0.02, 0.02)),
        (Cuboid::new(0.09, 2.3, 0.1), Vec3::new(0.55, 0.0, 0.1), unlit(0.02, 0.02, 0.02)),
        (Cuboid::new(1.5, 0.06, 0.1), Vec3::new(-0.55, -0.55, 0.15), unlit(0.10, 0.05, 0.03)),
        (Cuboid::new(0.42, 0.85, 0.1), Vec3::new(-1.25, -0.45, 0.12), unlit(0.07, 0.045, 0.035)),
        (Cuboid::new(0.40, 0.80, 0.1), Vec3::new(0.12, -0.48, 0.12), unlit(0.05, 0.055, 0.05)),
        (Cuboid::new(0.34, 0.20, 0.1), Vec3::new(-0.55, 0.42, 0.16), unlit(2.6, 1.9, 1.1)),
    ];
    for (shape, at, material) in shapes {
        commands.spawn((
            ChildOf(opposite),
            Mesh3d(meshes.add(shape)),
            MeshMaterial3d(plain.add(material)),
            Transform::from_translation(at),
            NotShadowCaster,
        ));
    }
    for (x, y) in [(-1.22, 0.10), (0.10, 0.04)] {
        commands.spawn((
            ChildOf(opposite),
            Mesh3d(meshes.add(Sphere::new(0.15).mesh().uv(16, 12))),
            MeshMaterial3d(plain.add(unlit(0.06, 0.045, 0.04))),
            Transform::from_xyz(x, y, 0.14),
            NotShadowCaster,
        ));
    }
    // Slow lights: two in the air, the rest down in the street.
    let dot = meshes.add(Sphere::new(0.5).mesh().uv(10, 8));
    let (white, red) = (plain.add(unlit(2.2, 1.7, 1.1)), plain.add(unlit(1.7, 0.28, 0.10)));
    for i in 0..16 {
        let away = hash(i, 3);
        let high = i < 3;
        let z = -90.0 - 220.0 * away;
        let y = if high { 40.0 + 30.0 * away } else { STREET + 2.0 };
        let (from, to) = (Vec3::new(-240.0, y, z - 30.0), Vec3::new(240.0, y, z));
        let back = i % 2 == 0;
        commands.spawn((
            ChildOf(city),
            Drift {
                from: if back { to } else { from },
                to: if back { from } else { to },
                seconds: 50.0 + 60.0 * hash(i, 8),
                offset: hash(i, 5),
            },
            Mesh3d(dot.clone()),
            MeshMaterial3d(if back { red.clone() } else { white.clone() }),
            Transform::default(),
            Visibility::default(),
            NotShadowCaster,
        ));
    }
}

fn drift(time: Res<Time>, mut lights: Query<(&Drift, &mut Transform)>) {
    for (drift, mut at) in &mut lights {
        let t = (time.elapsed_secs() / drift.seconds + drift.offset).fract();
        at.translation = drift.from.lerp(drift.to, t);
    }
}

fn at_night(now: Res<super::Now>, photo: Res<super::Photo>, mut windows: Query<&mut Visibility, With<NightOnly>>) {
    if now.is_changed() || photo.is_changed() {
        for mut seen in &mut windows {
            let on = photo.phase_or(now.phase) == Phase::Night && now.scene == "apartment";
            *seen = if on { Visibility::Inherited } else { Visibility::Hidden };
        }
    }
}

/// All towers as one mesh. A corner's colour says which tower it belongs to: a number of its own, its
/// tint, how wide its windows are, how many of them are lit.
fn towers() -> Mesh {
    let mut at: Vec<[f32; 3]> = Vec::new();
    let mut normal: Vec<[f32; 3]> = Vec::new();
    let mut uv: Vec<[f32; 2]> = Vec::new();
    let mut about: Vec<[f32; 4]> = Vec::new();
    let mut faces: Vec<u32> = Vec::new();
    let mut tower = |middle: Vec3, size: Vec3, own: [f32; 4]| {
        let shape = Shape::plain_box(size);
        let first = at.len() as u32;
        for (p, n) in shape.at.iter().zip(&shape.normal) {
            at.push((*p + middle).to_array());
            normal.push(n.to_array());
            let along = if n.x.abs() > n.z.abs() { p.z + size.z * 0.5 } else { p.x + size.x * 0.5 };
            uv.push([along, p.y + size.y * 0.5]);
            about.push(own);
        }
        faces.extend(shape.faces.iter().map(|i| i + first));
    };
    let own = |i: i32, k: i32| {
        [((hash(i, 11 + k) * 199.0).floor() + 0.5) / 200.0, hash(i, 12 + k), hash(i, 13 + k), 0.5 + hash(i, 14 + k)]
    };
    // The house opposite, to the right, whose windows are near enough to look into.
    tower(Vec3::new(15.0, -8.0, -52.0), Vec3::new(22.0, 56.0, 14.0), [0.3125, 0.55, 0.35, 0.55]);
    tower(Vec3::new(-46.0, -22.0, -74.0), Vec3::new(26.0, 28.0, 18.0), [0.7225, 0.35, 0.5, 0.7]);
    // Four depths: how far, how many, how wide a row, how high.
    let layers =
        [(120.0, 9, 170.0, 38.0), (200.0, 15, 330.0, 58.0), (330.0, 24, 600.0, 88.0), (560.0, 36, 1_150.0, 128.0)];
    for (layer, (away, count, row, high)) in layers.into_iter().enumerate() {
        for i in 0..count {
            let k = layer as i32 * 100;
            let slot = (i as f32 + 0.5 + (hash(i, k + 1) - 0.5) * 0.7) / count as f32 - 0.5;
            let x = slot * row;
            // A gap straight ahead, where the sun goes down.
            let gap = 1.0 - 0.45 * (-((x / away + 0.62) * 4.5).powi(2)).exp();
            let tall = (0.30 + 0.70 * hash(i, k + 2).powf(1.9)) * high * gap + 14.0;
            let wide = (0.45 + 0.5 * hash(i, k + 3)) * row / count as f32 * 1.25;
            let deep = wide * (0.6 + 0.5 * hash(i, k + 4));
            let z = -away - 40.0 * hash(i, k + 5) * (1.0 + layer as f32);
            tower(Vec3::new(x, STREET + tall * 0.5, z), Vec3::new(wide, tall, deep), own(i, k));
            // Some carry a smaller block, and some a mast.
            if hash(i, k + 6) > 0.45 {
                let more = 4.0 + 9.0 * hash(i, k + 7);
                let size = Vec3::new(wide * 0.55, more, deep * 0.55);
                tower(Vec3::new(x, STREET + tall + more * 0.5, z), size, own(i, k + 50));
            }
            if hash(i, k + 8) > 0.72 {
                let size = Vec3::new(0.5 + layer as f32 * 0.3, 14.0, 0.5);
                tower(Vec3::new(x + wide * 0.1, STREET + tall + 9.0, z), size, [0.5, 0.1, 0.1, 0.0]);
            }
        }
    }
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, at)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normal)
        .with_inserted_attribute(Mesh::ATTRIBUTE_UV_0, uv)
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, about)
        .with_inserted_indices(Indices::U32(faces))
}
