//! A picture that the player takes: a second eye, as large as the window or larger, opens for a few frames where the
//! first one is. It sees the stage and no screen. What it saw is written as a PNG in a task, and a note says where.

use crate::{
    AppSystems, platform,
    platform::storage,
    screens::{Post, Snap},
    stage::Eye,
};
use bevy::{
    asset::RenderAssetUsages,
    camera::{Exposure, Hdr, RenderTarget},
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    image::ImageFormat,
    light::AmbientLight,
    post_process::{bloom::Bloom, effect_stack::Vignette},
    prelude::*,
    render::{
        render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages},
        view::{
            ColorGrading,
            screenshot::{Screenshot, ScreenshotCaptured},
        },
    },
    tasks::{IoTaskPool, Task, futures::check_ready},
    window::PrimaryWindow,
};
use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

/// How long the longer side of a picture is at least, in pixels, and at most.
const LONG: (u32, u32) = (1_920, 3_840);
/// The second eye is open for so many frames before it is asked: what it draws with is made ready meanwhile.
const WARMS_UP: u32 = 8;
/// After so many frames it is closed, whatever came of it.
const PATIENCE: u32 = 240;

/// A picture that is being taken, and those that are being written.
#[derive(Resource, Default)]
struct Darkroom {
    open: Option<Shutter>,
    work: Vec<Task<Result<PathBuf, String>>>,
}

/// The second eye while it is open.
struct Shutter {
    eye: Entity,
    target: Handle<Image>,
    frames: u32,
}

pub(super) fn plugin(app: &mut App) {
    if storage::HAS_ROOM {
        app.init_resource::<Darkroom>();
        app.add_systems(Update, (hang, press, wait).chain().in_set(AppSystems::Present));
    }
}

/// How large a picture is, for a window of so many pixels.
fn size_for(window: UVec2) -> UVec2 {
    let window = window.max(UVec2::ONE);
    let long = window.max_element();
    let wanted = long.clamp(LONG.0, LONG.1);
    let scale = f64::from(wanted) / f64::from(long);
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    UVec2::new(side(window.x), side(window.y))
}

/// Opens the second eye.
fn press(
    mut snaps: MessageReader<Snap>,
    eyes: Query<
        (
            &Transform,
            &Projection,
            &Msaa,
            &Tonemapping,
            &DebandDither,
            &Exposure,
            &Bloom,
            &ColorGrading,
            &Vignette,
            &AmbientLight,
        ),
        With<Eye>,
    >,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut images: ResMut<Assets<Image>>,
    mut darkroom: ResMut<Darkroom>,
    mut commands: Commands,
) {
    // While one is being taken, there is no other.
    if snaps.read().count() == 0 || darkroom.open.is_some() {
        return;
    }
    let Ok((at, lens, msaa, tones, dither, exposure, bloom, grading, vignette, ambient)) = eyes.single() else {
        return;
    };
    let size = size_for(windows.single().map_or(UVec2::new(1_920, 1_080), Window::physical_size));
    let target = images.add(canvas(size));
    let eye = commands.spawn((
        (Name::new("second eye"), Camera3d::default(), Camera { order: -2, ..default() }, Hdr, *at),
        (RenderTarget::from(target.clone()), lens.clone(), *msaa, *tones, *dither),
        (*exposure, bloom.clone(), grading.clone(), vignette.clone(), ambient.clone()),
    ));
    let eye = eye.id();
    darkroom.open = Some(Shutter { eye, target, frames: 0 });
}

fn canvas(size: UVec2) -> Image {
    let extent = Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 };
    let mut image =
        Image::new_uninit(extent, TextureDimension::D2, TextureFormat::Rgba8UnormSrgb, RenderAssetUsages::default());
    image.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
    image
}

/// Asks the second eye what it saw, and closes it.
fn wait(mut darkroom: ResMut<Darkroom>, mut posts: MessageWriter<Post>, mut commands: Commands) {
    let Some(open) = &mut darkroom.bypass_change_detection().open else { return };
    open.frames += 1;
    let eye = open.eye;
    if open.frames > PATIENCE {
        commands.entity(eye).despawn();
        darkroom.open = None;
        posts.write(Post("The picture did not come out. Try it once more.".into()));
    } else if open.frames == WARMS_UP {
        commands.spawn(Screenshot::image(open.target.clone())).observe(
            move |taken: On<ScreenshotCaptured>, mut darkroom: ResMut<Darkroom>, mut commands: Commands| {
                if darkroom.open.take_if(|open| open.eye == eye).is_some() {
                    commands.entity(eye).despawn();
                    let image = taken.image.clone();
                    let folder = platform::pictures_dir();
                    darkroom.work.push(IoTaskPool::get().spawn(async move { write(image, &folder) }));
                }
            },
        );
    }
}

/// A name in a folder that nothing has yet.
fn free_name(folder: &Path) -> PathBuf {
    let mut names = (1_u32..).map(|number| folder.join(format!("room-tone-{number:04}.png")));
    names.find(|name| !name.exists()).unwrap_or_else(|| folder.join("room-tone.png"))
}

fn write(image: Image, folder: &Path) -> Result<PathBuf, String> {
    let picture = image.try_into_dynamic().map_err(|why| why.to_string())?.to_rgb8();
    let Some(format) = ImageFormat::Png.as_image_crate_format() else { return Err("no PNG in this build".into()) };
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, format).map_err(|why| why.to_string())?;
    let path = free_name(folder);
    storage::write_bytes(&path.to_string_lossy(), &png.into_inner()).map_err(|why| why.to_string())?;
    Ok(path)
}

/// Says where a picture went, or why it went nowhere.
fn hang(mut darkroom: ResMut<Darkroom>, mut posts: MessageWriter<Post>) {
    darkroom.bypass_change_detection().work.retain_mut(|task| {
        let Some(written) = check_ready(task) else { return true };
        posts.write(Post(match written {
            Ok(path) => format!("The picture is kept as {}.", path.display()),
            Err(why) => format!("The picture could not be kept: {why}."),
        }));
        false
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_window_s_shape_and_is_never_small() {
        assert_eq!(size_for(UVec2::new(1_280, 720)), UVec2::new(1_920, 1_080));
        assert_eq!(size_for(UVec2::new(2_560, 1_440)), UVec2::new(2_560, 1_440));
        assert_eq!(size_for(UVec2::new(600, 1_200)), UVec2::new(960, 1_920));
        assert_eq!(size_for(UVec2::new(7_680, 2_160)).x, 3_840);
        assert!(size_for(UVec2::ZERO).min_element() > 0);
    }

    #[test]
    fn pictures_never_take_each_other_s_place() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("Room Tone");
        let pixels = (0..8 * 4).flat_map(|at: u32| [at as u8, 80, 40, 255]).collect();
        let extent = Extent3d { width: 8, height: 4, depth_or_array_layers: 1 };
        let format = TextureFormat::Rgba8UnormSrgb;
        let image = Image::new(extent, TextureDimension::D2, pixels, format, RenderAssetUsages::MAIN_WORLD);
        let first = write(image.clone(), &folder).unwrap();
        let second = write(image, &folder).unwrap();
        assert!(first != second && first.starts_with(&folder));
        let png = std::fs::read(&second).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!((&png[16..20], &png[20..24]), (&8_u32.to_be_bytes()[..], &4_u32.to_be_bytes()[..]));
    }
}
