//! A mirror that mirrors: a second eye behind the glass sees the room the wrong way round, and him in it.
//!
//! After Bevy's own `mirror` example: the eye's place is reflected in the plane of the glass, everything on the near side
//! of it is cut away (an oblique near plane, Lengyel 2005), and the glass shows what that eye sees, pixel for pixel. It
//! is only drawn while the glass can be seen.

mod himself;
mod writing;

use super::{
    camera::Eye,
    light::{self, Light},
    now::{Now, Places},
    props::Fog,
    sets::Reflects,
    standing::{Piece, Standing},
    tier::Tier,
    walk,
};
use crate::script::Scene;
use bevy::{
    asset::{RenderAssetUsages, embedded_asset},
    camera::{Exposure, Hdr, RenderTarget, visibility::RenderLayers},
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    light::{NotShadowCaster, NotShadowReceiver},
    math::{Affine3A, reflection_matrix},
    prelude::*,
    render::render_resource::{AsBindGroup, Extent3d, ShaderType, TextureDimension, TextureFormat, TextureUsages},
    shader::ShaderRef,
};

/// What only the mirror shows: himself.
const HIMSELF: usize = 1;
/// Further away than this, in metres, nobody sees what is in it.
const REACH: f32 = 6.0;
/// For so many frames the eye behind it is open at first, whoever looks.
const WARMS: u32 = 3;

/// The glass.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug, Default)]
struct MirrorMaterial {
    #[uniform(0)]
    look: MirrorLook,
    /// What the eye behind it sees, over the whole window.
    #[texture(1)]
    #[sampler(2)]
    seen: Option<Handle<Image>>,
    /// What was written on it with a finger.
    #[texture(3)]
    #[sampler(4)]
    written: Option<Handle<Image>>,
}

/// How the glass looks now; see `mirror.wgsl`.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
struct MirrorLook {
    /// x: how steamed over it is, 0..1; z, w: its width and height in metres.
    fog: Vec4,
    /// What steam looks like in this light, as it arrives on screen.
    white: Vec4,
}

impl Material for MirrorMaterial {
    fn fragment_shader() -> ShaderRef {
        "embedded://room_tone/stage/mirror/mirror.wgsl".into()
    }

    fn enable_shadows() -> bool {
        false
    }
}

/// The sheet of glass.
#[derive(Component)]
struct Glass;

/// The eye behind it.
#[derive(Component)]
struct Behind;

/// The picture that it sees, and what is written on the glass.
#[derive(Resource, Debug, Default)]
struct Picture {
    seen: Handle<Image>,
    size: UVec2,
    written: Handle<Image>,
    words: Option<Vec<String>>,
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "mirror.wgsl");
    app.add_plugins(MaterialPlugin::<MirrorMaterial>::default());
    app.init_resource::<Picture>();
    app.add_systems(Update, (hang, write).chain().in_set(super::StageSystems::Move));
    // The eye stands where it stands only after everything that moves it has run.
    app.add_systems(Update, (look, mist).chain().in_set(super::StageSystems::Light).after(light::expose));
    himself::plugin(app);
}

/// Puts up the glass of the set that stands, and the eye behind it; takes the eye away where there is none.
fn hang(
    standing: Res<Standing>,
    mut picture: ResMut<Picture>,
    glass: Query<(), With<Glass>>,
    behind: Query<Entity, With<Behind>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<MirrorMaterial>>,
    mut commands: Commands,
) {
    let Some(mirror) = standing.mirror else {
        behind.iter().for_each(|eye| commands.entity(eye).despawn());
        return;
    };
    if glass.is_empty() {
        if picture.size == UVec2::ZERO {
            picture.size = UVec2::splat(4);
            picture.seen = images.add(canvas(picture.size));
        }
        let look = MirrorLook { fog: Vec4::new(0.0, 0.0, mirror.size.x, mirror.size.y), ..default() };
        let (seen, written) = (Some(picture.seen.clone()), Some(picture.written.clone()));
        commands.spawn((
            Name::new("mirror"),
            Piece,
            Glass,
            Mesh3d(meshes.add(Rectangle::new(mirror.size.x, mirror.size.y))),
            MeshMaterial3d(materials.add(MirrorMaterial { look, seen, written })),
            Transform::from_translation(mirror.middle).looking_to(-mirror.towards, Vec3::Y),
            NotShadowCaster,
            NotShadowReceiver,
        ));
    }
    if behind.is_empty() {
        commands.spawn((
            Name::new("the eye behind the mirror"),
            Behind,
            Camera3d::default(),
            Camera { order: -1, is_active: false, invert_culling: true, ..default() },
            RenderTarget::Image(picture.seen.clone().into()),
            RenderLayers::from_layers(&[0, HIMSELF]),
            Hdr,
            Msaa::Off,
            Tonemapping::None,
            DebandDither::Disabled,
            Exposure::default(),
            Transform::default(),
        ));
    }
}

/// Draws what stands on the glass, when it is something else than it was.
fn write(
    fog: Res<Fog>,
    mut picture: ResMut<Picture>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<MirrorMaterial>>,
) {
    if picture.words.as_ref() == Some(&fog.words) {
        return;
    }
    picture.written = images.add(writing::image(&fog.words));
    picture.words = Some(fog.words.clone());
    let written = picture.written.clone();
    for (_, material) in materials.iter_mut() {
        material.written = Some(written.clone());
    }
}

/// Puts the eye behind the glass to where it sees what the other one does not.
fn look(
    (standing, tier): (Res<Standing>, Res<Tier>),
    (now, places): (Res<Now>, Res<Places>),
    mut warm: Local<u32>,
    mut picture: ResMut<Picture>,
    eyes: Query<(&Camera, &Transform, &Projection, &Exposure), (With<Eye>, Without<Behind>)>,
    mut behind: Query<
        (&mut Camera, &mut Transform, &mut Projection, &mut RenderTarget, &mut Msaa, &mut Exposure, Ref<Behind>),
        With<Behind>,
    >,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<MirrorMaterial>>,
) {
    let Ok((mut camera, mut place, mut projection, mut target, mut msaa, mut exposure, itself)) = behind.single_mut()
    else {
        return;
    };
    let (Some(mirror), Ok((eye, at, Projection::Perspective(lens), bright))) = (standing.mirror, eyes.single()) else {
        camera.is_active = false;
        return;
    };
    let size = eye.physical_viewport_size().unwrap_or_default();
    let scene = places.0.get(&now.scene);
    let seen = in_sight(at, lens, &mirror) && scene.is_none_or(|scene| unwalled(scene, at.translation, &mirror));
    // What it draws with is made ready as soon as it hangs.
    *warm = if itself.is_added() { 0 } else { warm.saturating_add(u32::from(eye.is_active)) };
    let wanted = eye.is_active && size.min_element() > 0 && (seen || *warm < WARMS);
    if camera.is_active != wanted {
        camera.is_active = wanted;
    }
    if !wanted {
        return;
    }
    let size = (size.as_vec2() * sharpness(*tier)).round().as_uvec2().max(UVec2::splat(4));
    if picture.size != size {
        picture.size = size;
        picture.seen = images.add(canvas(size));
        *target = RenderTarget::Image(picture.seen.clone().into());
        for (_, material) in materials.iter_mut() {
            material.seen = Some(picture.seen.clone());
        }
    }
    let clean = if *tier == Tier::Medium { Msaa::Sample4 } else { Msaa::Off };
    if *msaa != clean {
        *msaa = clean;
    }
    exposure.ev100 = bright.ev100;
    let (turned, cut) = reflected(at, &mirror);
    *place = turned;
    *projection = Projection::Perspective(PerspectiveProjection { near_clip_plane: cut, ..lens.clone() });
}

/// How many pixels the mirror has for one of the window's, along a side.
fn sharpness(tier: Tier) -> f32 {
    match tier {
        Tier::Low => 0.75,
        Tier::Medium | Tier::High => 1.0,
    }
}

/// Whether there is no wall before at least one of its edges or its middle.
fn unwalled(scene: &Scene, eye: Vec3, mirror: &Reflects) -> bool {
    let along = mirror.towards.cross(Vec3::Y) * mirror.size.x * 0.48;
    let before = mirror.middle + mirror.towards * 0.03;
    [before - along, before, before + along].iter().any(|point| !walk::walled(scene, eye.xz(), point.xz()))
}

/// Whether something of the glass can be seen: it looks this way, is near, and lies somewhere before the eye.
fn in_sight(eye: &Transform, lens: &PerspectiveProjection, mirror: &Reflects) -> bool {
    let to = mirror.middle - eye.translation;
    let radius = mirror.size.length() * 0.5;
    let half = (lens.fov * 0.5).tan() * Vec2::new(lens.aspect_ratio, 1.0).length();
    to.dot(mirror.towards) < 0.0
        && to.length() < REACH
        && eye.forward().angle_between(to) < half.atan() + (radius / to.length().max(radius)).asin()
}

/// The eye's reflection, and the plane that cuts away whatever lies on this side of the glass, as it sees it.
fn reflected(eye: &Transform, mirror: &Reflects) -> (Transform, Vec4) {
    let normal = mirror.towards;
    let there = Affine3A::from_translation(mirror.middle)
        * Affine3A { matrix3: reflection_matrix(normal), translation: Vec3::ZERO.into() }
        * Affine3A::from_translation(-mirror.middle);
    let turned = Transform::from_matrix(Mat4::from(there * eye.compute_affine()));
    // A mirror image of the world has the same plane, seen from the other side: it keeps what the glass looks at.
    let view = turned.compute_affine().inverse();
    let away = view.transform_vector3(normal).normalize_or(Vec3::NEG_Z);
    let point = view.transform_point3(mirror.middle + normal * 0.002);
    (turned, away.extend(-away.dot(point)))
}

fn canvas(size: UVec2) -> Image {
    let extent = Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 };
    let mut image =
        Image::new_uninit(extent, TextureDimension::D2, TextureFormat::Rgba16Float, RenderAssetUsages::RENDER_WORLD);
    image.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT | TextureUsages::TEXTURE_BINDING;
    image
}

/// The glass steams over and clears, white in whatever light there is.
fn mist(
    fog: Res<Fog>,
    light: Res<Light>,
    glass: Query<&MeshMaterial3d<MirrorMaterial>, With<Glass>>,
    mut materials: ResMut<Assets<MirrorMaterial>>,
) {
    let look = &light.look;
    // The bulb's own part of it, and what comes through the door.
    let bulb = look.strip * 0.9 / (1.2 * look.ev.exp2());
    let white = (bulb + (look.mirror[0] + look.mirror[1]) * 0.035 + look.mirror[2] * 0.3).extend(0.0);
    for handle in &glass {
        let Some(known) = materials.get(&handle.0).map(|material| material.look) else { continue };
        let wanted = MirrorLook { fog: known.fog.with_x(fog.amount), white };
        if known.fog.distance(wanted.fog) + known.white.distance(wanted.white) > 0.002
            && let Some(mut material) = materials.get_mut(&handle.0)
        {
            material.look = wanted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIRROR: Reflects =
        Reflects { middle: Vec3::new(2.0, 1.5, 7.0), size: Vec2::new(0.6, 0.8), towards: Vec3::NEG_Z };

    #[test]
    fn the_eye_behind_it_stands_as_far_behind_as_the_other_before() {
        let eye = Transform::from_xyz(2.3, 1.6, 6.2).looking_at(Vec3::new(2.1, 1.5, 7.0), Vec3::Y);
        let (turned, cut) = reflected(&eye, &MIRROR);
        assert!(turned.translation.distance(Vec3::new(2.3, 1.6, 7.8)) < 1e-4, "{turned:?}");
        // What both see of a point on the glass is the same point of the picture.
        let on_glass = Vec3::new(2.15, 1.7, 7.0);
        let (one, other) = (
            eye.compute_affine().inverse().transform_point3(on_glass),
            turned.compute_affine().inverse().transform_point3(on_glass),
        );
        assert!(one.distance(other) < 1e-4, "{one} {other}");
        // The room before the glass is kept, the wall behind it is cut away.
        let side = |point: Vec3| {
            let point = turned.compute_affine().inverse().transform_point3(point);
            cut.truncate().dot(point) + cut.w
        };
        assert!(side(Vec3::new(0.0, 1.0, 2.0)) > 0.0 && side(Vec3::new(2.0, 1.5, 7.1)) < 0.0);
        assert!((cut.truncate().length() - 1.0).abs() < 1e-4 && cut.w < 0.0, "{cut}");
    }

    #[test]
    fn nobody_pays_for_a_mirror_that_is_not_seen() {
        let lens = PerspectiveProjection { aspect_ratio: 16.0 / 9.0, ..default() };
        let from =
            |eye: Vec3, to: Vec3| in_sight(&Transform::from_translation(eye).looking_at(to, Vec3::Y), &lens, &MIRROR);
        assert!(from(Vec3::new(2.0, 1.6, 6.0), MIRROR.middle));
        assert!(!from(Vec3::new(2.0, 1.6, 6.0), Vec3::new(2.0, 1.6, 0.0)), "his back is turned to it");
        assert!(!from(Vec3::new(2.0, 1.6, 0.0), MIRROR.middle), "too far");
        assert!(!from(Vec3::new(2.0, 1.6, 8.0), MIRROR.middle), "behind it");
    }
}
