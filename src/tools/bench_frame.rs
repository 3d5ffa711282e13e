//! Measures the stage, place by place and tier by tier: what there is to draw, how long a place takes to stand, how much of a
//! frame is the game's own work, and the worst frame of a walk through all stops. Drawing itself depends on the graphics
//! card, and is told beside it.

use super::shot::{Shot, canvas, frame, set_up, until};
use crate::{
    screens::Settings,
    script::{MarkId, Phase},
    stage::{Now, Pipelines, Places, Ready, Tier},
};
use bevy::{
    app::MainScheduleOrder,
    camera::{RenderTarget, visibility::VisibleEntities},
    light::NotShadowCaster,
    log::LogPlugin,
    platform::time::Instant,
    prelude::*,
    render::{RenderApp, pipelined_rendering::PipelinedRenderingPlugin, renderer::RenderAdapterInfo},
    time::TimeUpdateStrategy,
    window::ExitCondition,
    winit::WinitPlugin,
};
use serde_json::{Value, json};
use std::{any::TypeId, collections::HashSet, time::Duration};

/// Frames that are measured in each place.
const FRAMES: usize = 90;
/// Frames for the way to each stop: a glide, and a moment there.
const WAY: usize = 40;
/// What they are drawn into, in pixels. Small: the game's own work does not depend on it.
const SIZE: (u32, u32) = (320, 180);

/// When the running frame's own work began, and how long it took in those before.
#[derive(Resource, Default)]
struct Work {
    began: Option<Instant>,
    took: Vec<Duration>,
}

impl Work {
    /// Takes it from now on.
    fn follow(app: &mut App) {
        app.init_resource::<Self>();
        app.add_systems(First, |mut work: ResMut<Self>| work.began = Some(Instant::now()));
        app.add_systems(Last, |mut work: ResMut<Self>| {
            let took = work.began.take().map(|began| began.elapsed());
            work.took.extend(took);
        });
    }

    /// What it took in these frames, the least first.
    fn of_frames(app: &mut App, frames: usize) -> Vec<Duration> {
        app.world_mut().resource_mut::<Self>().took.clear();
        for _ in 0..frames {
            frame(app);
        }
        let mut took = std::mem::take(&mut app.world_mut().resource_mut::<Self>().took);
        took.sort();
        took
    }
}

/// The engine's own work in a frame, in milliseconds at the median: with all that it brings by default, and a camera that
/// sees nothing.
fn engine_alone() -> f64 {
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .set(LogPlugin { filter: "error".into(), ..default() })
            .disable::<WinitPlugin>()
            .disable::<PipelinedRenderingPlugin>(),
    );
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(16)));
    let target = app.world_mut().resource_mut::<Assets<Image>>().add(canvas(SIZE));
    app.world_mut().spawn((Camera3d::default(), RenderTarget::from(target)));
    Work::follow(&mut app);
    app.finish();
    app.cleanup();
    for _ in 0..12 {
        frame(&mut app);
    }
    Work::of_frames(&mut app, FRAMES).get(FRAMES / 2).copied().map_or(0.0, milliseconds)
}

/// Measures every place and prints what it found.
pub(super) fn run(as_json: bool, only: Option<Tier>, place: Option<&str>) -> Result<(), String> {
    let mut places = Places::built_in();
    if let Some(place) = place {
        let all: Vec<_> = places.0.keys().map(ToString::to_string).collect();
        places.0.retain(|scene, _| scene == place);
        if places.0.is_empty() {
            return Err(format!("there is no scene `{place}`; there is: {}", all.join(", ")));
        }
    }
    let mut found = Vec::new();
    let mut adapter = String::new();
    for tier in [Tier::Low, Tier::Medium, Tier::High].into_iter().filter(|tier| only.is_none_or(|only| only == *tier)) {
        for (scene, place) in &places.0 {
            let Some(mark) = place.marks.first() else { continue };
            eprintln!("{scene}, {} …", tier.word());
            let (measured, drawn_by) = measure(scene.as_str(), mark.id.as_str(), tier)?;
            adapter = drawn_by;
            found.push(measured);
        }
    }
    // Only now it is known that there is something to draw with.
    let engine = engine_alone();
    if as_json {
        println!(
            "{}",
            json!({ "adapter": adapter, "size": [SIZE.0, SIZE.1], "engine_work_median_ms": engine, "places": found })
        );
        return Ok(());
    }
    println!("drawn by {adapter}, {} × {}; the engine alone works {engine:.2} ms in a frame", SIZE.0, SIZE.1);
    println!(
        "{:<12} {:<6} {:>6} {:>7} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "place",
        "tier",
        "draws",
        "shadows",
        "triangles",
        "textures",
        "stands",
        "lit",
        "drawn",
        "undrawn",
        "work",
        "most",
        "walked"
    );
    for place in &found {
        let number = |name: &str| place.get(name).and_then(Value::as_f64).unwrap_or_default();
        println!(
            "{:<12} {:<6} {:>6} {:>7} {:>10} {:>6.1} MB {:>6.0} ms {:>6.0} ms {:>6.0} ms {:>6.2} ms {:>6.2} ms {:>6.2} ms {:>6.2} ms",
            place.get("place").and_then(Value::as_str).unwrap_or_default(),
            place.get("tier").and_then(Value::as_str).unwrap_or_default(),
            number("draws"),
            number("shadow_draws"),
            number("triangles"),
            number("textures_mb"),
            number("first_frame_ms"),
            number("lit_ms"),
            number("first_drawn_ms"),
            number("work_undrawn_median_ms"),
            number("work_median_ms"),
            number("work_most_ms"),
            number("walk_most_ms"),
        );
    }
    Ok(())
}

fn measure(scene: &str, mark: &str, tier: Tier) -> Result<(Value, String), String> {
    let began = Instant::now();
    let shot = Shot {
        scene,
        phase: Phase::Evening.word(),
        mark,
        size: SIZE,
        colour: 1.0,
        tier,
        snow: false,
        props: default(),
        game: false,
    };
    // The whole game, as on its title: a life adds nothing to a frame but words.
    let game: Box<dyn FnOnce(&mut App)> = Box::new(move |app| {
        crate::game::assemble(app);
        app.insert_resource(Settings { picture: 1 + tier as u8, ..default() });
    });
    let (mut app, _target) = set_up(&shot, Some(game)).map_err(|why| why.to_string())?;
    frame(&mut app);
    let first_frame = began.elapsed();
    until(&mut app, |app| app.world().resource::<Ready>().0).map_err(|why| why.to_string())?;
    let lit = began.elapsed();
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(16)));
    Work::follow(&mut app);
    // The first frame that is drawn makes whatever the driver draws with.
    let drawn = Instant::now();
    for _ in 0..2 {
        frame(&mut app);
    }
    let first_drawn = drawn.elapsed();
    let pipelines = app.world().resource::<Pipelines>().all();
    for _ in 0..12 {
        frame(&mut app);
    }
    let drawing = Instant::now();
    let took = Work::of_frames(&mut app, FRAMES);
    let whole = drawing.elapsed() / FRAMES as u32;
    let at = |share: f32| took.get(((took.len() as f32 - 1.0) * share) as usize).copied().unwrap_or_default();
    let mut most = in_view(&mut app);
    // A walk through all stops: the most that is in view anywhere, and the worst frame on the way.
    for stop in stops(scene) {
        app.world_mut().resource_mut::<Now>().mark = Some(stop);
        for _ in 0..WAY {
            frame(&mut app);
        }
        let seen = in_view(&mut app);
        most = std::array::from_fn(|k| most[k].max(seen[k]));
    }
    let at_last = in_view(&mut app);
    let walked = std::mem::take(&mut app.world_mut().resource_mut::<Work>().took).into_iter().max();
    let adapter = app.world().get_resource::<RenderAdapterInfo>().map(|adapter| adapter.name.clone());
    // Without the renderer: where the same processor draws, its caches are full of that by the next frame, and the game's
    // own work takes several times as long.
    app.remove_sub_app(RenderApp);
    for _ in 0..12 {
        frame(&mut app);
    }
    let undrawn = Work::of_frames(&mut app, FRAMES).get(FRAMES / 2).copied().unwrap_or_default();
    let measured = json!({
        "place": scene,
        "tier": tier.word(),
        "draws": most[0],
        "shadow_draws": most[1],
        "triangles": most[2],
        "textures_mb": textures(&app) as f64 / 1.0e6,
        "first_frame_ms": milliseconds(first_frame),
        "lit_ms": milliseconds(lit),
        "first_drawn_ms": milliseconds(first_drawn),
        "pipelines": pipelines,
        "systems": systems(&app),
        "walk_most_ms": milliseconds(walked.unwrap_or_default()),
        "work_undrawn_median_ms": milliseconds(undrawn),
        // What is in view in those frames, beside what was at the end of the walk: no less may be.
        "undrawn_draws": in_view(&mut app)[0],
        "last_stop_draws": at_last[0],
        "work_median_ms": milliseconds(at(0.5)),
        "work_p95_ms": milliseconds(at(0.95)),
        "work_most_ms": milliseconds(at(1.0)),
        "frame_ms": milliseconds(whole),
    });
    Ok((measured, adapter.unwrap_or_else(|| "nothing".into())))
}

fn stops(scene: &str) -> Vec<MarkId> {
    let places = Places::built_in();
    places.0.get(scene).iter().flat_map(|place| &place.marks).map(|mark| mark.id.clone()).collect()
}

/// What the eyes see (the player's, and the one behind a mirror): draws, shadows drawn for them, and triangles. Things of one
/// mesh are one draw.
fn in_view(app: &mut App) -> [usize; 3] {
    let world = app.world_mut();
    let mut eyes = world.query::<(&Camera, &VisibleEntities)>();
    let seen: Vec<Vec<Entity>> = eyes
        .iter(world)
        .filter(|(eye, _)| eye.is_active)
        .map(|(_, seen)| seen.get(TypeId::of::<Mesh3d>()).to_vec())
        .collect();
    let mut casts = world.query_filtered::<(Entity, &ViewVisibility), (With<Mesh3d>, Without<NotShadowCaster>)>();
    let casts: Vec<_> = casts.iter(world).filter(|(_, view)| view.get()).map(|(entity, _)| entity).collect();
    let mesh = |entity: &Entity| world.get::<Mesh3d>(*entity).map(|mesh| mesh.0.id());
    let distinct = |seen: &[Entity]| seen.iter().filter_map(mesh).collect::<HashSet<_>>().len();
    let meshes = world.resource::<Assets<Mesh>>();
    let triangles = |entity: &Entity| Some(meshes.get(mesh(entity)?)?.try_indices().ok()?.len() / 3);
    [seen.iter().map(|seen| distinct(seen)).sum(), distinct(&casts), seen.iter().flatten().filter_map(triangles).sum()]
}

/// Bytes of all textures but the one that is drawn into.
fn textures(app: &App) -> usize {
    let images = app.world().resource::<Assets<Image>>();
    let bytes = |image: &Image| {
        let (size, format) = (image.texture_descriptor.size, image.texture_descriptor.format);
        let pixels = size.width as usize * size.height as usize * size.depth_or_array_layers as usize;
        let drawn = pixels * format.block_copy_size(None).unwrap_or(4) as usize;
        image.data.as_ref().map_or(drawn, Vec::len)
    };
    images.iter().map(|(_, image)| bytes(image)).sum::<usize>().saturating_sub(4 * (SIZE.0 * SIZE.1) as usize)
}

/// How many systems run in a frame, or are asked whether they should: most of what a frame costs.
fn systems(app: &App) -> usize {
    let world = app.world();
    let schedules = world.resource::<Schedules>();
    let in_order = &world.resource::<MainScheduleOrder>().labels;
    in_order.iter().filter_map(|label| schedules.get(*label)).map(Schedule::systems_len).sum()
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}
