//! A picture without a window: the stage drawn into an image and written as PNG, the same every time.
//!
//! Time runs in fixed steps and all chance is seeded. The picture is taken a counted number of frames
//! after the set's light is worked out; never "when all pipelines are ready", because on some machines
//! one of them never says so.

use crate::{
    script::{Phase, Scene},
    stage::{self, Eye, GameOn, Now, Picked, Places, Ready, Snow, Tier, TierAsked},
};
use bevy::{
    asset::RenderAssetUsages,
    camera::RenderTarget,
    image::ImageFormat,
    log::LogPlugin,
    prelude::*,
    render::{
        RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::{Extent3d, PollType, TextureDimension, TextureFormat, TextureUsages},
        renderer::RenderDevice,
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
    time::TimeUpdateStrategy,
    window::ExitCondition,
    winit::WinitPlugin,
};
use clap::Args;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

/// Frames drawn after the set is ready, before the picture.
const SETTLE: u32 = 10;
/// Whoever turns on the spot looks down a little, in radians.
const TURNED_DOWN: f32 = -0.10;
/// Frames after which it is given up.
const PATIENCE: u32 = 3_000;

/// What the command line says of a picture.
#[derive(Debug, Args)]
pub(super) struct ShotArgs {
    /// The place, as apartment
    #[arg(long, value_name = "NAME")]
    scene: String,
    /// morning, work, evening or night
    #[arg(long, default_value = "evening", value_name = "NAME")]
    phase: String,
    /// From where, as sofa
    #[arg(long, value_name = "NAME")]
    mark: String,
    /// How large
    #[arg(long, default_value = "1280x720", value_name = "WxH")]
    size: String,
    /// How much it may cost: low, medium or high
    #[arg(long, default_value = "medium", value_name = "TIER")]
    tier: String,
    /// In the snow
    #[arg(long)]
    snow: bool,
    /// Which of the place's props of one name is there, counted from 0 as its file has them: plant=2
    #[arg(long, value_name = "NAME=N")]
    prop: Vec<String>,
    /// With the game on, in the flat
    #[arg(long)]
    game: bool,
    /// So many pictures, turning on the spot: FILE-1.png and so on
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=36))]
    around: Option<u32>,
}

impl ShotArgs {
    /// Takes it.
    pub fn run(&self, out: &Path) -> Result<(), String> {
        let Self { scene, phase, mark, size, snow, prop, game, .. } = self;
        let number = |text: &str| text.parse::<u32>().ok();
        let size = size.split_once('x').and_then(|(w, h)| Some((number(w)?, number(h)?)));
        let size = size.ok_or_else(|| format!("--size {}: write it as 1280x720", self.size))?;
        let props = prop.iter().map(|word| picked(word)).collect::<Result<_, _>>()?;
        let shot =
            Shot { scene, phase, mark, size, colour: 1.0, tier: tier(&self.tier)?, snow: *snow, props, game: *game };
        match self.around {
            Some(count) => take_around(&shot, count, out),
            None => take(&shot, out),
        }
        .map_err(|why| why.to_string())
    }
}

/// A prop by its name and its number.
fn picked(word: &str) -> Result<(String, usize), String> {
    let parts = word.split_once('=').and_then(|(name, number)| Some((name.to_owned(), number.parse().ok()?)));
    parts.ok_or_else(|| format!("--prop {word}: write it as plant=2"))
}

/// A tier by its name, as the command line has it.
pub(super) fn tier(word: &str) -> Result<Tier, String> {
    Tier::of_word(word).ok_or_else(|| format!("--tier {word}: it is low, medium or high"))
}

/// What kept a picture from being taken.
#[derive(Debug, thiserror::Error)]
pub enum ShotError {
    /// No such scene, phase or mark.
    #[error("there is no {kind} `{name}`{near}; there is: {all}")]
    Unknown {
        /// Scene, phase or mark.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// The nearest name, as `, did you mean …?`.
        near: String,
        /// What exists.
        all: String,
    },
    /// There is nothing to draw with.
    #[error("no graphics adapter was found (on a machine without one, install `mesa-vulkan-drivers`)")]
    NoAdapter,
    /// The picture never came.
    #[error("the picture was not finished after {PATIENCE} frames")]
    Late,
    /// It could not be written.
    #[error("{}: {why}", path.display())]
    Unwritten {
        /// Where to.
        path: PathBuf,
        /// Why not.
        why: String,
    },
}

/// What is in the picture.
#[derive(Clone, Debug)]
pub struct Shot<'a> {
    /// Which scene.
    pub scene: &'a str,
    /// In which light.
    pub phase: &'a str,
    /// From where.
    pub mark: &'a str,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The story's saturation, 0..1.
    pub colour: f32,
    /// How much it may cost.
    pub tier: Tier,
    /// Whether it snows.
    pub snow: bool,
    /// Whether the game is on.
    pub game: bool,
    /// Of the place's props of these names, the one with this number.
    pub props: BTreeMap<String, usize>,
}

/// What is drawn besides the stage.
#[derive(Default)]
pub struct Over<'a> {
    /// Adds the plugins in place of the bare stage: [`game::assemble`](crate::game::assemble), say.
    pub plugins: Option<Box<dyn FnOnce(&mut App) + 'a>>,
    /// Brings the core to a certain point once the set stands, calling [`frame`] as often as it likes.
    pub hook: Option<Box<dyn FnOnce(&mut App) + 'a>>,
}

/// Takes a picture and writes it.
pub fn take(shot: &Shot, out: &Path) -> Result<(), ShotError> {
    take_over(shot, out, Over::default())
}

/// Takes so many pictures, turning once round on the spot, and writes each beside the next.
fn take_around(shot: &Shot, count: u32, out: &Path) -> Result<(), ShotError> {
    let (mut app, target) = stood(shot, None)?;
    for turn in 0..count {
        let yaw = -(turn as f32) * std::f32::consts::TAU / count as f32;
        let mut eyes = app.world_mut().query::<(&mut Transform, &mut Eye)>();
        for (mut place, mut eye) in eyes.iter_mut(app.world_mut()) {
            (eye.yaw, eye.pitch) = (yaw, TURNED_DOWN);
            place.rotation = Quat::from_euler(EulerRot::YXZ, yaw, TURNED_DOWN, 0.0);
        }
        frame(&mut app);
        let name = out.file_stem().unwrap_or_default().to_string_lossy();
        save(&develop(&mut app, target.clone())?, &out.with_file_name(format!("{name}-{}.png", turn + 1)))?;
    }
    Ok(())
}

/// Takes a picture, and gives it as rows of red, green and blue, 0..255.
pub fn seen(shot: &Shot) -> Result<Vec<[u8; 3]>, ShotError> {
    let image = picture(shot, Over::default())?;
    let bytes = image.data.unwrap_or_default();
    Ok(bytes.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
}

/// The same, with more drawn over it.
pub fn take_over(shot: &Shot, out: &Path, over: Over) -> Result<(), ShotError> {
    save(&picture(shot, over)?, out)
}

/// The place as it stands and is lit, some frames in.
fn stood<'a>(shot: &Shot, plugins: Option<Box<dyn FnOnce(&mut App) + 'a>>) -> Result<(App, Handle<Image>), ShotError> {
    let (mut app, target) = set_up(shot, plugins)?;
    until(&mut app, |app| app.world().resource::<Ready>().0)?;
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(33)));
    for _ in 0..SETTLE {
        frame(&mut app);
    }
    Ok((app, target))
}

fn picture(shot: &Shot, over: Over) -> Result<Image, ShotError> {
    let (mut app, target) = stood(shot, over.plugins)?;
    if let Some(hook) = over.hook {
        hook(&mut app);
        for _ in 0..4 {
            frame(&mut app);
        }
    }
    develop(&mut app, target)
}

/// The game without a window, and what it is drawn into. No frame has been drawn yet, and the clock stands.
pub(super) fn set_up<'a>(
    shot: &Shot,
    plugins: Option<Box<dyn FnOnce(&mut App) + 'a>>,
) -> Result<(App, Handle<Image>), ShotError> {
    let mut app = App::new();
    let now = find(&Places::built_in(), shot)?;
    let engine = crate::game::engine()
        .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
        .set(RenderPlugin { synchronous_pipeline_compilation: true, ..default() })
        .set(LogPlugin { filter: "error,room_tone=warn".into(), ..default() })
        .disable::<WinitPlugin>()
        .disable::<PipelinedRenderingPlugin>();
    // Bevy panics where there is no adapter; here that is an answer and not a crash.
    let begin = std::panic::AssertUnwindSafe(|| {
        app.add_plugins(engine);
    });
    std::panic::catch_unwind(begin).map_err(|_| ShotError::NoAdapter)?;
    // The clock stands until the set does: how many frames that takes differs from run to run.
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
    match plugins {
        Some(plugins) => plugins(&mut app),
        None => {
            app.add_plugins(stage::plugin);
        }
    }
    app.insert_resource(now);
    app.insert_resource(TierAsked(Some(shot.tier)));
    if shot.game {
        app.insert_resource(GameOn);
    }
    app.insert_resource(Picked(shot.props.clone()));
    if shot.snow {
        app.init_resource::<Snow>();
    }
    let target = app.world_mut().resource_mut::<Assets<Image>>().add(canvas(shot.size));
    let aim = target.clone();
    app.add_systems(PostStartup, move |eyes: Query<Entity, With<Eye>>, mut commands: Commands| {
        for eye in &eyes {
            commands.entity(eye).insert(RenderTarget::from(aim.clone()));
        }
    });
    // Nothing is drawn until there is something to see.
    app.add_systems(Last, |ready: Res<Ready>, mut eyes: Query<&mut Camera, With<Eye>>| {
        for mut eye in &mut eyes {
            eye.is_active = ready.0;
        }
    });
    app.finish();
    app.cleanup();
    if !app.world().contains_resource::<RenderDevice>() {
        return Err(ShotError::NoAdapter);
    }
    Ok((app, target))
}

/// Checks the names, and says which ones there are.
fn find(places: &Places, shot: &Shot) -> Result<Now, ShotError> {
    let Shot { scene, phase, mark, colour, .. } = *shot;
    let scenes: Vec<&str> = places.0.keys().map(crate::script::SceneId::as_str).collect();
    let Some(place) = places.0.get(scene) else { return Err(unknown("scene", scene, &scenes)) };
    let phases = [Phase::Morning, Phase::Work, Phase::Evening, Phase::Night];
    let Some(light) = phases.into_iter().find(|p| p.word() == phase) else {
        return Err(unknown("phase", phase, &phases.map(Phase::word)));
    };
    for (name, which) in &shot.props {
        let there = place.props.iter().filter(|prop| prop.id == *name).count();
        if *which >= there {
            let all: Vec<_> = place.props.iter().map(|prop| prop.id.as_str()).collect();
            return Err(unknown("prop", &format!("{name}={which}"), &all));
        }
    }
    let marks: Vec<&str> = names(place);
    if !marks.contains(&mark) {
        return Err(unknown("mark", mark, &marks));
    }
    Ok(Now { scene: scene.into(), phase: light, mark: Some(mark.into()), colour, at_once: true })
}

fn names(place: &Scene) -> Vec<&str> {
    place.marks.iter().map(|mark| mark.id.as_str()).collect()
}

fn unknown(kind: &'static str, name: &str, all: &[&str]) -> ShotError {
    let near = all
        .iter()
        .map(|known| (strsim::jaro_winkler(known, name), known))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.6)
        .map(|(_, known)| format!(", did you mean `{known}`?"))
        .unwrap_or_default();
    ShotError::Unknown { kind, name: name.into(), near, all: all.join(", ") }
}

pub(super) fn canvas((width, height): (u32, u32)) -> Image {
    let extent = Extent3d { width: width.max(1), height: height.max(1), depth_or_array_layers: 1 };
    let mut image =
        Image::new_uninit(extent, TextureDimension::D2, TextureFormat::Rgba8UnormSrgb, RenderAssetUsages::default());
    image.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
    image
}

/// One frame, waited for.
pub fn frame(app: &mut App) {
    app.update();
    if let Some(device) = app.world().get_resource::<RenderDevice>() {
        let waited = device.wgpu_device().poll(PollType::Wait { submission_index: None, timeout: None });
        if let Err(why) = waited {
            warn!("{why}");
        }
    }
}

pub(super) fn until(app: &mut App, mut done: impl FnMut(&App) -> bool) -> Result<(), ShotError> {
    for _ in 0..PATIENCE {
        frame(app);
        if done(app) {
            return Ok(());
        }
    }
    Err(ShotError::Late)
}

/// Takes the picture out of the graphics card.
fn develop(app: &mut App, target: Handle<Image>) -> Result<Image, ShotError> {
    let caught: Arc<Mutex<Option<Image>>> = Arc::default();
    let catch = caught.clone();
    app.world_mut().spawn(Screenshot::image(target)).observe(move |taken: On<ScreenshotCaptured>| {
        if let Ok(mut place) = catch.lock() {
            *place = Some(taken.image.clone());
        }
    });
    let taken = |caught: &Arc<Mutex<Option<Image>>>| caught.lock().ok().and_then(|mut place| place.take());
    for _ in 0..60 {
        frame(app);
        if let Some(image) = taken(&caught) {
            return Ok(image);
        }
    }
    Err(ShotError::Late)
}

fn save(image: &Image, out: &Path) -> Result<(), ShotError> {
    let unwritten = |why: String| ShotError::Unwritten { path: out.to_path_buf(), why };
    let picture = image.clone().try_into_dynamic().map_err(|why| unwritten(why.to_string()))?;
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|why| unwritten(why.to_string()))?;
    }
    // Always PNG, whatever the name ends in.
    let Some(png) = ImageFormat::Png.as_image_crate_format() else {
        return Err(unwritten("no PNG in this build".into()));
    };
    picture.to_rgb8().save_with_format(out, png).map_err(|why| unwritten(why.to_string()))
}
