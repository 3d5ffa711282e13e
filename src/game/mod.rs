//! The game in its window: puts the story, the stage, the sound and the screens together.

mod bridge;
mod pack_models;
mod photo;
mod picture;
mod second_eye;
mod thrift;
mod weights;

use crate::{
    CorePlugin,
    mind::{Mind, MindChoice, Understanding},
    packs, platform, save, screens, script, sound, stage,
    talk::Pace,
};
use bevy::{
    app::{AppExit, PluginGroupBuilder},
    asset::{AssetMetaCheck, AssetPlugin, io::AssetSourceId},
    log::LogPlugin,
    prelude::*,
    window::{PresentMode, WindowResolution},
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
    thrift::plugin(app);
}

/// The engine, as far as it is built in.
pub fn engine() -> PluginGroupBuilder {
    DefaultPlugins.set(AssetPlugin {
        file_path: platform::assets_path(),
        watch_for_changes_override: Some(cfg!(feature = "hot-reload")),
        meta_check: AssetMetaCheck::Never,
        ..default()
    })
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
