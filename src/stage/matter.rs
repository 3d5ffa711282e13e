//! The three materials of the stage: everything in a room, the towers outside, the sky.

use super::{loom::Loom, palette::Paint};
use bevy::{
    asset::embedded_asset,
    mesh::MeshVertexBufferLayoutRef,
    pbr::{ExtendedMaterial, MaterialExtension, MaterialPipeline, MaterialPipelineKey, MeshPipelineKey},
    prelude::*,
    render::render_resource::{AsBindGroup, Face, RenderPipelineDescriptor, ShaderType, SpecializedMeshPipelineError},
    render::renderer::RenderAdapterInfo,
    shader::{ShaderRef, load_shader_library},
};
use std::collections::BTreeMap;
use wgpu_types::DeviceType;

/// In a mirror everything is wound the other way round, and Bevy turns only its own material about. These are few and simple:
/// both of their sides are drawn there.
pub(super) fn both_sides_in_a_mirror(mesh: MeshPipelineKey, descriptor: &mut RenderPipelineDescriptor) {
    if mesh.contains(MeshPipelineKey::INVERT_CULLING) {
        descriptor.primitive.cull_mode = None;
    }
}

/// What everything in a room is made of.
pub(super) type RoomMaterial = ExtendedMaterial<StandardMaterial, RoomSurface>;

/// The bounced light and the mirrored window, on top of Bevy's own shading.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
pub(super) struct RoomSurface {
    /// What shines now.
    #[uniform(100)]
    pub light: RoomLight,
}

/// What shines now; see `room.wgsl`. Radiances in nits, each multiplied by what a corner keeps.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct RoomLight {
    pub sky: Vec4,
    pub around: Vec4,
    pub sun_a: Vec4,
    pub sun_b: Vec4,
    pub lamp: Vec4,
    pub strip: Vec4,
    /// `x0, x1, y0, y1` of the opening.
    pub window: Vec4,
    /// What is mirrored at its top; w: its z.
    pub high: Vec4,
    /// What is mirrored at its foot; w: the relief of this paint.
    pub low: Vec4,
    /// What is mirrored elsewhere; w: how strong this paint's colour is.
    pub mirrored: Vec4,
    /// What this paint shines with by itself.
    pub glow: Vec4,
}

impl MaterialExtension for RoomSurface {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/room.wgsl".into()
    }
}

/// The towers.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
pub(super) struct CityMaterial {
    /// What shines now.
    #[uniform(0)]
    pub light: CityLight,
}

/// What the city looks like now; see `city.wgsl`. Brightness as it is on screen, before the tone curve.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CityLight {
    /// w: metres until most of it is haze.
    pub haze: Vec4,
    /// w: the share of lit windows.
    pub stone: Vec4,
    /// w: how much the glass throws back of the sun.
    pub warm: Vec4,
    pub glass: Vec4,
    /// To the sun; w: how much it strikes the walls.
    pub sun: Vec4,
    /// w: how far it glows.
    pub sun_colour: Vec4,
    /// What lies at the horizon and below it, where the towers stand in it.
    pub horizon: Vec4,
    pub ground: Vec4,
}

impl Material for CityMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/city.wgsl".into()
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

/// The sky.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
pub(super) struct SkyMaterial {
    /// What shines now.
    #[uniform(0)]
    pub light: SkyLight,
}

/// What the sky looks like now; see `sky.wgsl`. Brightness as it is on screen, before the tone curve.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct SkyLight {
    pub zenith: Vec4,
    pub horizon: Vec4,
    pub ground: Vec4,
    /// To the sun; w: its brightness.
    pub sun: Vec4,
    /// w: how far it glows.
    pub sun_colour: Vec4,
    /// w: how much of it.
    pub cloud: Vec4,
}

impl Material for SkyMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/sky.wgsl".into()
    }

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        key: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        // It is seen from inside.
        descriptor.primitive.cull_mode = Some(Face::Front);
        both_sides_in_a_mirror(key.mesh_key, descriptor);
        Ok(())
    }
}

/// The materials in use, by paint.
#[derive(Resource, Debug, Default)]
pub(super) struct Matter {
    /// For rooms.
    pub room: BTreeMap<Paint, Handle<RoomMaterial>>,
    /// For the towers.
    pub city: Handle<CityMaterial>,
    /// For the sky.
    pub sky: Handle<SkyMaterial>,
}

pub(super) fn plugin(app: &mut App) {
    load_shader_library!(app, "noise.wgsl");
    embedded_asset!(app, "room.wgsl");
    embedded_asset!(app, "city.wgsl");
    embedded_asset!(app, "sky.wgsl");
    app.add_plugins((
        MaterialPlugin::<RoomMaterial>::default(),
        MaterialPlugin::<CityMaterial>::default(),
        MaterialPlugin::<SkyMaterial>::default(),
    ));
    app.init_resource::<Matter>();
    app.add_systems(PreStartup, mix);
}

/// Mixes the paints.
fn mix(
    adapter: Option<Res<RenderAdapterInfo>>,
    mut matter: ResMut<Matter>,
    images: Res<Assets<Image>>,
    mut loom: ResMut<Loom>,
    mut rooms: ResMut<Assets<RoomMaterial>>,
    mut cities: ResMut<Assets<CityMaterial>>,
    mut skies: ResMut<Assets<SkyMaterial>>,
) {
    // A processor that draws pays for every one of these samples.
    let anisotropy = if adapter.is_some_and(|adapter| adapter.device_type == DeviceType::Cpu) { 1 } else { 8 };
    let cloths = loom.begin(&images, anisotropy);
    for paint in Paint::ALL {
        let finish = paint.finish();
        let [r, g, b] = finish.colour;
        let scale = finish.cloth.map_or(1.0, |(_, metres)| 1.0 / metres);
        let base = StandardMaterial {
            base_color: Color::srgb(r, g, b),
            base_color_texture: finish.cloth.and_then(|(cloth, _)| cloths.get(&cloth).cloned()),
            perceptual_roughness: finish.roughness,
            metallic: finish.metal,
            reflectance: 0.5,
            diffuse_transmission: finish.through,
            double_sided: finish.through > 0.0,
            cull_mode: if finish.through > 0.0 { None } else { Some(Face::Back) },
            uv_transform: bevy::math::Affine2::from_scale(Vec2::splat(scale)),
            ..default()
        };
        let mut extension = RoomSurface::default();
        extension.light.low.w = finish.relief;
        extension.light.mirrored.w = 1.0;
        matter.room.insert(paint, rooms.add(RoomMaterial { base, extension }));
    }
    matter.city = cities.add(CityMaterial::default());
    matter.sky = skies.add(SkyMaterial::default());
}
