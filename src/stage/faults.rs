//! What happens when the graphics card objects: the game goes on.
//!
//! Bevy quits on any error of the graphics layer. Here a lost device stops the drawing (the story,
//! its sound and its saves run on), and anything else is logged and drawn over by the next frame.

use bevy::{
    prelude::*,
    render::{
        RenderApp,
        error_handler::{ErrorType, RenderErrorHandler, RenderErrorPolicy},
        sync_world::SyncWorldPlugin,
    },
};

pub(super) fn plugin(app: &mut App) {
    // Without a graphics card Bevy leaves this out, and panics when something that was to be drawn goes.
    if app.get_sub_app(RenderApp).is_none() && !app.is_plugin_added::<SyncWorldPlugin>() {
        app.add_plugins(SyncWorldPlugin);
    }
    app.insert_resource(RenderErrorHandler(|error, _, _| match error.ty {
        ErrorType::DeviceLost | ErrorType::OutOfMemory => {
            error!("The graphics card gave up ({}). Drawing stops; the life goes on and is saved.", error.description);
            RenderErrorPolicy::StopRendering
        }
        _ => {
            warn!("The graphics card objected: {}", error.description);
            RenderErrorPolicy::Ignore
        }
    }));
}
