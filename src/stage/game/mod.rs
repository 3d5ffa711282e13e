//! The game on the low table before the sofa: a picture in the air, of a mountain at night, a torch, and a goat. It is on in
//! the beats in which the goat speaks.

use super::{
    guests::Guests,
    light::{self, Light},
    matter::both_sides_in_a_mirror,
    now::Now,
    standing::Piece,
};
use crate::{
    script::{Node, Script},
    story::Life,
    talk::Told,
};
use bevy::{
    asset::embedded_asset,
    light::{NotShadowCaster, NotShadowReceiver},
    mesh::MeshVertexBufferLayoutRef,
    pbr::{MaterialPipeline, MaterialPipelineKey},
    prelude::*,
    render::render_resource::{AsBindGroup, RenderPipelineDescriptor, ShaderType, SpecializedMeshPipelineError},
    shader::ShaderRef,
};

/// Where the picture stands, in the flat: the middle of its foot, on the table; and its size, in metres.
const FOOT: Vec3 = Vec3::new(0.52, 0.40, 3.02);
const SIZE: Vec2 = Vec2::new(1.02, 0.64);
/// Seconds in which it comes and goes.
const FADES: f32 = 1.2;
/// What the torch still gives, by how far down the story says it is.
const TORCH: [(&str, f32); 4] = [("torch_out", 0.0), ("torch_one", 0.38), ("torch_two", 0.58), ("torch_three", 0.78)];

/// The picture.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
struct GameMaterial {
    #[uniform(0)]
    look: GameLook,
}

/// How the game looks now; see `game.wgsl`.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
struct GameLook {
    /// x: how much of it is there, 0..1; y: the torch, 0..1; z: whether the goat speaks, 0..1; w: how bright, on screen.
    now: Vec4,
}

impl Material for GameMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/game/game.wgsl".into()
    }

    fn alpha_mode(&self) -> AlphaMode {
        AlphaMode::Blend
    }

    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        false
    }

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        key: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        both_sides_in_a_mirror(key.mesh_key, descriptor);
        Ok(())
    }
}

/// The sheet of it that stands on the table, and its light.
#[derive(Component)]
struct Sheet;

#[derive(Component)]
struct Shine;

/// For pictures: the game is on, whatever is lived.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct GameOn;

/// Seconds that are left of what the goat says.
#[derive(Resource, Debug, Default)]
struct Speaks(f32);

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "game.wgsl");
    app.add_plugins(MaterialPlugin::<GameMaterial>::default());
    app.init_resource::<Speaks>();
    app.add_systems(Update, hear.in_set(super::StageSystems::Follow));
    app.add_systems(Update, (put_up, show).chain().in_set(super::StageSystems::Light).after(light::change));
}

/// Whether the goat says something in the beat that is shown.
fn plays(guests: &Guests, script: Option<&Script>) -> bool {
    let beat = guests.beat().zip(script).and_then(|(beat, script)| script.beats.get(beat));
    beat.is_some_and(|beat| beat.nodes.values().any(|node| matches!(node, Node::Say { who, .. } if who == "goat")))
}

fn hear(mut told: MessageReader<Told>, time: Res<Time>, mut speaks: ResMut<Speaks>) {
    let left = (speaks.0 - time.delta_secs()).max(0.0);
    let said = told.read().filter_map(|told| match told {
        Told::Line(line) if line.who == "goat" => Some((0.8 + line.text.len() as f32 * 0.045).min(5.0)),
        _ => None,
    });
    speaks.0 = said.last().unwrap_or(left);
}

/// Puts the sheet up when it is wanted, and takes it away when nothing more of it is seen.
fn put_up(
    now: Res<Now>,
    on: Option<Res<GameOn>>,
    guests: Res<Guests>,
    script: Option<Res<Script>>,
    sheets: Query<(Entity, &MeshMaterial3d<GameMaterial>), With<Sheet>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<GameMaterial>>,
    mut commands: Commands,
) {
    let wanted = now.scene == "apartment" && (on.is_some() || plays(&guests, script.as_deref()));
    match sheets.single() {
        Ok((sheet, material))
            if !wanted && materials.get(&material.0).is_none_or(|material| material.look.now.x <= 0.0) =>
        {
            commands.entity(sheet).despawn();
        }
        Err(_) if wanted => {
            let sheet = Mesh::from(Rectangle::new(SIZE.x, SIZE.y)).translated_by(Vec3::Y * SIZE.y * 0.5);
            commands.spawn((
                Name::new("the game"),
                Piece,
                Sheet,
                Mesh3d(meshes.add(sheet)),
                MeshMaterial3d(materials.add(GameMaterial::default())),
                Transform::from_translation(FOOT).with_rotation(Quat::from_rotation_y(0.12)),
                NotShadowCaster,
                NotShadowReceiver,
                children![(
                    Shine,
                    PointLight { intensity: 0.0, range: 2.6, radius: 0.2, shadow_maps_enabled: false, ..default() },
                    Transform::from_xyz(0.0, 0.30, 0.22),
                )],
            ));
        }
        _ => {}
    }
}

fn show(
    time: Res<Time>,
    now: Res<Now>,
    on: Option<Res<GameOn>>,
    (guests, script, life): (Res<Guests>, Option<Res<Script>>, Option<Res<Life>>),
    light: Res<Light>,
    speaks: Res<Speaks>,
    sheets: Query<&MeshMaterial3d<GameMaterial>, With<Sheet>>,
    mut shines: Query<&mut PointLight, With<Shine>>,
    mut materials: ResMut<Assets<GameMaterial>>,
) {
    let Ok(sheet) = sheets.single() else { return };
    let Some(known) = materials.get(&sheet.0).map(|material| material.look) else { return };
    let wanted = on.is_some() || plays(&guests, script.as_deref());
    let step = if now.at_once || on.is_some() { 1.0 } else { time.delta_secs() / FADES };
    let there = known.now.x + (f32::from(u8::from(wanted)) - known.now.x).clamp(-step, step);
    let torch = life.as_ref().map_or(1.0, |life| torch(|flag| life.flag(flag)));
    let ease = 1.0 - (-time.delta_secs() * 3.0).exp();
    let torch = if known.now.x <= 0.0 { torch } else { known.now.y + (torch - known.now.y) * ease };
    let speaks = known.now.z + (f32::from(u8::from(speaks.0 > 0.0)) - known.now.z) * (ease * 2.0).min(1.0);
    let look = GameLook { now: Vec4::new(there, torch, speaks, 1.0) };
    if look.now.distance(known.now) > 0.001
        && let Some(mut material) = materials.get_mut(&sheet.0)
    {
        material.look = look;
    }
    // What falls from it onto the table and the rug, in candela.
    let nits = 1.2 * light.look.ev.exp2();
    for mut shine in &mut shines {
        shine.color = Color::linear_rgb(0.55 + 0.45 * torch, 0.55, 0.85 - 0.45 * torch);
        shine.intensity = there * nits * (0.05 + 0.10 * torch) * 4.0 * std::f32::consts::PI;
    }
}

/// What the torch still gives.
fn torch(flag: impl Fn(&str) -> bool) -> f32 {
    TORCH.iter().find(|(name, _)| flag(name)).map_or(1.0, |(_, left)| *left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_torch_burns_down_as_the_story_says() {
        assert_eq!(torch(|_| false), 1.0);
        assert!(torch(|flag| flag == "torch_three") > torch(|flag| flag == "torch_two"));
        assert_eq!(torch(|flag| flag == "torch_three" || flag == "torch_out"), 0.0);
    }
}
