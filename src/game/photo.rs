//! A picture that the player takes: a second eye, as large as the window or larger, opens for a few frames where the
//! first one is. It sees the stage and no screen. What it saw is written as a PNG in a task, and a note says where.

use super::second_eye::{PATIENCE, SecondEye, WARMS_UP, png};
use crate::{
    AppSystems, platform,
    platform::storage,
    screens::{Post, Snap},
    stage::{Photo, StageSystems},
};
use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    tasks::{IoTaskPool, Task, futures::check_ready},
    window::PrimaryWindow,
};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// How long the longer side of a picture is at least, in pixels, and at most.
const LONG: (u32, u32) = (1_920, 3_840);

/// A picture that is being taken, and those that are being written.
#[derive(Resource, Default)]
struct Darkroom {
    open: Option<Shutter>,
    work: Vec<Task<Result<Option<PathBuf>, String>>>,
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
        let steps = (hang, press, wait, hold_still).chain();
        app.add_systems(Update, steps.in_set(AppSystems::Present).after(StageSystems::Light));
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
    mut second: SecondEye,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut darkroom: ResMut<Darkroom>,
    mut commands: Commands,
) {
    // While one is being taken, there is no other.
    if snaps.read().count() == 0 || darkroom.open.is_some() {
        return;
    }
    let size = size_for(windows.single().map_or(UVec2::new(1_920, 1_080), Window::physical_size));
    if let Some((eye, target)) = second.open(&mut commands, "second eye", -2, size) {
        darkroom.open = Some(Shutter { eye, target, frames: 0 });
    }
}

/// Until the picture is taken, nothing in it may change.
fn hold_still(darkroom: Res<Darkroom>, mut photo: ResMut<Photo>) {
    let busy = darkroom.open.as_ref().is_some_and(|open| open.frames <= WARMS_UP);
    if photo.busy != busy {
        photo.busy = busy;
    }
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

/// Writes a picture into a folder, and says where; none if there is nothing to be seen in it.
fn write(image: Image, folder: &Path) -> Result<Option<PathBuf>, String> {
    // Two that are ready together must not take the same name.
    static NAMES: Mutex<()> = Mutex::new(());
    let Some(png) = png(image)? else { return Ok(None) };
    let _one = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let path = free_name(folder);
    storage::write_bytes(&path.to_string_lossy(), &png).map_err(|why| why.to_string())?;
    Ok(Some(path))
}

/// Says where a picture went, or why it went nowhere.
fn hang(mut darkroom: ResMut<Darkroom>, mut posts: MessageWriter<Post>) {
    darkroom.bypass_change_detection().work.retain_mut(|task| {
        let Some(written) = check_ready(task) else { return true };
        posts.write(Post(match written {
            Ok(Some(path)) => format!("The picture is kept as {}.", path.display()),
            Ok(None) => "The picture did not come out. Try it once more.".into(),
            Err(why) => format!("The picture could not be kept: {why}."),
        }));
        false
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::{
        asset::RenderAssetUsages,
        render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    };

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
        let first = write(image.clone(), &folder).unwrap().unwrap();
        let second = write(image, &folder).unwrap().unwrap();
        assert!(first != second && first.starts_with(&folder));
        let png = std::fs::read(&second).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!((&png[16..20], &png[20..24]), (&8_u32.to_be_bytes()[..], &4_u32.to_be_bytes()[..]));
    }
}
