//! What happens when the graphics card objects: the game goes on.
//!
//! Bevy quits on any error of the graphics layer. Here a lost device stops the drawing (the story,
//! its sound and its saves run on), and anything else is logged and drawn over by the next frame.

use bevy::{
    prelude::*,
    render::error_handler::{ErrorType, RenderErrorHandler, RenderErrorPolicy},
};

pub(super) fn plugin(app: &mut App) {
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
