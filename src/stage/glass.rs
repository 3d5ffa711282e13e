//! Rain on the glass: drops that stand on the panes, and runnels that find their way down. One sheet over the whole
//! window, drawn only while it is wet.

use super::{
    light::{self, Light},
    matter::both_sides_in_a_mirror,
    now::Now,
    sets,
    standing::{Piece, Standing},
    weather::Weather,
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

/// The glass stands so far outside of where the room ends, in metres: within its frames.
const OUT: f32 = 0.04;

/// Wet glass.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
struct GlassMaterial {
    /// How it looks now.
    #[uniform(0)]
    look: GlassLook,
}

/// How wet glass looks now; see `glass.wgsl`. Brightness as it arrives on screen, before the tone curve.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
struct GlassLook {
    /// What is to be seen through its top; w: how wet it is, 0..1.
    high: Vec4,
    /// What is to be seen through its foot; w: how much runs down it, 0..1.
    low: Vec4,
    /// Its width and height, in metres.
    size: Vec4,
}

impl Material for GlassMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/glass.wgsl".into()
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

/// The sheet of glass in the window that stands.
#[derive(Component)]
struct Glass;

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "glass.wgsl");
    app.add_plugins(MaterialPlugin::<GlassMaterial>::default());
    // After the set was built: the glass of the place before has gone with it.
    app.add_systems(Update, glaze.in_set(super::StageSystems::Move));
    app.add_systems(Update, wet.in_set(super::StageSystems::Light).after(light::change));
}

/// Puts a sheet into the window, where there is one.
fn glaze(
    now: Res<Now>,
    standing: Res<Standing>,
    glass: Query<(), With<Glass>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<GlassMaterial>>,
    mut commands: Commands,
) {
    if !sets::glazed(now.scene.as_str()) || !glass.is_empty() {
        return;
    }
    let (opening, z) = standing.window;
    let (low, high) = (Vec2::new(opening.x, opening.z), Vec2::new(opening.y, opening.w));
    let (middle, size) = ((low + high) * 0.5, (high - low).max(Vec2::splat(0.01)));
    let look = GlassLook { size: Vec4::new(size.x, size.y, 0.0, 0.0), ..default() };
    commands.spawn((
        Name::new("glass"),
        Piece,
        Glass,
        Mesh3d(meshes.add(Rectangle::new(size.x, size.y))),
        MeshMaterial3d(materials.add(GlassMaterial { look })),
        Transform::from_translation(middle.extend(z - OUT)),
        Visibility::Hidden,
        NotShadowCaster,
        NotShadowReceiver,
    ));
}

/// How much runs down the glass: while it rains as it is wet, afterwards the last of it for a moment.
fn running(rains: bool, wet: f32) -> f32 {
    if rains { wet } else { (wet * 4.0 - 3.0).clamp(0.0, 1.0) }
}

fn wet(
    weather: Res<Weather>,
    light: Res<Light>,
    mut glass: Query<(&MeshMaterial3d<GlassMaterial>, &mut Visibility), With<Glass>>,
    mut materials: ResMut<Assets<GlassMaterial>>,
) {
    for (material, mut seen) in &mut glass {
        seen.set_if_neq(if weather.wet > 0.0 { Visibility::Inherited } else { Visibility::Hidden });
        let Some(known) = materials.get(&material.0).map(|material| material.look) else { continue };
        let [high, low, _] = light.look.mirror;
        let (high, low) = (high.extend(weather.wet), low.extend(running(weather.rains, weather.wet)));
        let far = known.high.distance(high) + known.low.distance(low);
        if far > 0.004
            && let Some(mut material) = materials.get_mut(&material.0)
        {
            material.look = GlassLook { high, low, ..known };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_down_for_long_once_the_rain_is_over() {
        assert_eq!((running(true, 0.3), running(true, 1.0)), (0.3, 1.0));
        assert_eq!(running(false, 1.0), 1.0, "it does not stop from one moment to the next");
        assert!(running(false, 0.9) < 0.7 && running(false, 0.75) == 0.0);
    }

    #[test]
    fn where_there_is_glass_there_is_an_opening_for_it() {
        for scene in sets::BUILT {
            let (opening, _) = sets::build(&crate::stage::models::Models::default(), scene, None).window;
            let size = Vec2::new(opening.y - opening.x, opening.w - opening.z);
            assert!(!sets::glazed(scene) || size.min_element() > 0.5, "{scene}: {size}");
        }
        assert!(sets::BUILT.into_iter().any(sets::glazed));
    }
}
