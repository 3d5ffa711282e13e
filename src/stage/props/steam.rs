//! Steam: one soft sheet that turns to the eye, with noise drifting up through it.

use super::{Shown, Used};
use crate::{
    script::After,
    stage::{camera::Eye, light::Light, matter::both_sides_in_a_mirror},
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

/// How wide and how high the sheet is, in metres.
const SIZE: Vec2 = Vec2::new(0.20, 0.42);
/// Seconds until it rises in full.
const RISES: f32 = 3.0;
/// So much of its time it takes to die away.
const FADES: f32 = 0.45;

/// What steam is made of.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
pub(super) struct SteamMaterial {
    /// How it looks now.
    #[uniform(0)]
    pub look: SteamLook,
}

/// How steam looks now; see `steam.wgsl`.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct SteamLook {
    /// Its colour as it arrives on screen, before the tone curve; w: how much of it there is, 0..1.
    pub colour: Vec4,
}

impl Material for SteamMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/props/steam.wgsl".into()
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

/// The sheet that all of it shares.
#[derive(Resource, Debug, Default)]
pub(super) struct Mist(Handle<Mesh>);

/// Steam somewhere.
#[derive(Component, Clone, Debug)]
pub(super) struct Steam(Option<After>);

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "steam.wgsl");
    app.add_plugins(MaterialPlugin::<SteamMaterial>::default());
    app.init_resource::<Mist>();
    app.add_systems(Startup, prepare);
    app.add_systems(Update, rise.in_set(crate::stage::StageSystems::Light).after(crate::stage::light::change));
}

fn prepare(mut mist: ResMut<Mist>, mut meshes: ResMut<Assets<Mesh>>) {
    // It stands on its foot, so that it turns about it.
    mist.0 = meshes.add(Mesh::from(Rectangle::new(SIZE.x, SIZE.y)).translated_by(Vec3::Y * SIZE.y * 0.5));
}

/// A sheet of steam; nothing is seen of it until it rises.
pub(super) fn rises(mist: &Mist, materials: &mut Assets<SteamMaterial>, after: Option<After>) -> impl Bundle + use<> {
    (
        Name::new("steam"),
        Steam(after),
        Mesh3d(mist.0.clone()),
        MeshMaterial3d(materials.add(SteamMaterial::default())),
        Visibility::Hidden,
        NotShadowCaster,
        NotShadowReceiver,
    )
}

/// How much steam there is so many seconds after something was used, 0..1; none if it never was.
pub(super) fn amount(since: Option<f32>, after: &After) -> f32 {
    let Some(passed) = since.map(|since| since - after.waits).filter(|passed| *passed > 0.0) else { return 0.0 };
    let left = (after.lasts - passed).max(0.0);
    (passed / RISES).min(1.0) * (left / (after.lasts * FADES).max(1e-3)).min(1.0)
}

fn rise(
    time: Res<Time>,
    used: Res<Used>,
    light: Res<Light>,
    eyes: Query<&Transform, (With<Eye>, Without<Steam>)>,
    mut steams: Query<(&Steam, &MeshMaterial3d<SteamMaterial>, &mut Visibility, &mut Transform), With<Shown>>,
    mut materials: ResMut<Assets<SteamMaterial>>,
) {
    let now = time.elapsed_secs();
    for (steam, material, mut seen, mut at) in &mut steams {
        let much = steam.0.as_ref().map_or(1.0, |after| {
            let since = used.at.get(&after.thing).map(|(_, used)| now - used);
            amount(since, after)
        });
        seen.set_if_neq(if much > 0.0 { Visibility::Inherited } else { Visibility::Hidden });
        if much <= 0.0 {
            continue;
        }
        if let Ok(eye) = eyes.single() {
            let to = eye.translation - at.translation;
            at.rotation = Quat::from_rotation_y(to.x.atan2(to.z));
        }
        // White, lit by the window and by what the room throws back.
        let [high, low, room] = light.look.mirror;
        let colour = ((high + low) * 0.28 + room * 1.2).extend(much);
        let known = materials.get(&material.0).map_or(Vec4::ZERO, |material| material.look.colour);
        if known.distance(colour) > 0.004
            && let Some(mut material) = materials.get_mut(&material.0)
        {
            material.look.colour = colour;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_rises_stays_and_dies_away() {
        let after = After { thing: "kettle".into(), waits: 10.0, lasts: 100.0 };
        assert_eq!(amount(None, &after), 0.0);
        assert_eq!(amount(Some(9.0), &after), 0.0);
        assert!(amount(Some(11.0), &after) < amount(Some(13.0), &after));
        assert_eq!(amount(Some(40.0), &after), 1.0);
        assert!((0.1..0.9).contains(&amount(Some(90.0), &after)));
        assert_eq!(amount(Some(111.0), &after), 0.0);
        assert_eq!(amount(Some(1e6), &after), 0.0);
    }
}
