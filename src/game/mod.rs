//! The game in its window: puts the story, the stage, the sound and the screens together.

mod bridge;
mod pack_models;
mod photo;
mod picture;
mod second_eye;
mod weights;

use crate::{
    CorePlugin,
    mind::{Mind, MindChoice, Understanding},
    packs, platform, save, screens, script, sound, stage,
    talk::Pace,
};
use bevy::{
    animation::AnimationPlugin,
    app::{AppExit, PluginGroupBuilder},
    asset::{AssetMetaCheck, AssetPlugin, io::AssetSourceId},
    ecs::schedule::SingleThreadedExecutor,
    gltf::GltfPlugin,
    log::LogPlugin,
    pbr::PbrPlugin,
    picking::{InteractionPlugin, PickingPlugin, input::PointerInputPlugin},
    prelude::*,
    scene::ScenePlugin,
    text::TextPlugin,
    window::{PresentMode, WindowResolution},
    world_serialization::WorldSerializationPlugin,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    time::Duration,
};

/// What somebody typed is understood within this time, as well as may be.
const HEARD: Duration = Duration::from_secs(3);

/// Opens the window and plays until it is closed: with this mind, and with the packs of this shelf.
pub fn play(mind: MindChoice, shelf: packs::Shelf) -> ExitCode {
    play_with(mind, shelf, |_| {})
}

/// The same, with something more in it: for measurements.
pub(crate) fn play_with(mind: MindChoice, shelf: packs::Shelf, more: impl FnOnce(&mut App)) -> ExitCode {
    platform::begin();
    // Without a display or a graphics driver the engine panics while it is put together. That is no
    // fault of the player's, and there is another way to play.
    let Ok(mut app) = catch_unwind(AssertUnwindSafe(|| {
        let mut app = App::new();
        app.register_asset_source(AssetSourceId::Default, script::source(&platform::assets_path()));
        app.add_plugins(engine().set(window()).set(log()));
        assemble(&mut app);
        app.insert_resource(shelf).init_resource::<save::Slot>();
        app.world_mut().resource_mut::<Mind>().choose(mind);
        app
    })) else {
        error!(
            "no window could be opened: a display and a graphics driver (Vulkan, Metal, DirectX or OpenGL) are needed"
        );
        error!("the whole story also plays in a terminal: room-tone text");
        return ExitCode::from(2);
    };
    more(&mut app);
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// Everything above the engine. Pictures and tests build the same game without a window.
pub fn assemble(app: &mut App) {
    app.add_plugins((CorePlugin, script::assets_plugin, stage::plugin, sound::plugin, screens::plugin));
    app.add_plugins((
        packs::packs_plugin,
        pack_models::plugin,
        bridge::plugin,
        picture::plugin,
        photo::plugin,
        weights::plugin,
    ));
    app.insert_resource(Pace::Reader { auto: true, speed: 1.0 });
    app.world_mut().resource_mut::<Understanding>().be_patient_for(HEARD);
    one_after_another(app);
}

/// Some hundreds of systems run in a frame, most of them for some microseconds: waking another thread for one costs more
/// than running it. What takes longer is a task.
fn one_after_another(app: &mut App) {
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}

/// The engine, without what this game does by other means: all of it costs something in every frame, and at the start.
pub fn engine() -> PluginGroupBuilder {
    let assets = AssetPlugin {
        file_path: platform::assets_path(),
        watch_for_changes_override: Some(cfg!(feature = "hot-reload")),
        meta_check: AssetMetaCheck::Never,
        ..default()
    };
    DefaultPlugins
        .set(assets)
        .set(PbrPlugin { gltf_enable_standard_materials: false, ..default() })
        .disable::<PointerInputPlugin>()
        .disable::<PickingPlugin>()
        .disable::<InteractionPlugin>()
        .disable::<GltfPlugin>()
        .disable::<TextPlugin>()
        .disable::<AnimationPlugin>()
        .disable::<ScenePlugin>()
        .disable::<WorldSerializationPlugin>()
}

fn window() -> WindowPlugin {
    WindowPlugin {
        primary_window: Some(Window {
            title: "Room Tone".into(),
            name: Some("room-tone".into()),
            resolution: WindowResolution::new(1280, 720),
            present_mode: PresentMode::AutoVsync,
            canvas: Some("#room-tone".into()),
            fit_canvas_to_parent: true,
            prevent_default_event_handling: true,
            ..default()
        }),
        ..default()
    }
}

/// Quiet, unless something is wrong.
pub fn log() -> LogPlugin {
    LogPlugin { filter: "warn,room_tone=info,wgpu_hal=error,naga=error,kira=error".into(), ..default() }
}
