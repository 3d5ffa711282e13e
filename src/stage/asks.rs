//! What the screens ask of the eye, for somebody who plays with one finger: buttons that are drawn, not pressed.

use bevy::prelude::*;

/// What is asked of the eye.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Asks {
    /// Look closer, for as long as this holds.
    pub closer: bool,
    /// So many stops on (or back, below zero); taken away once it was done.
    pub stops: i32,
    /// Parts of the window that belong to the screens, in logical pixels: fingers that come down there turn no head.
    pub kept: Vec<Rect>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asks>();
}
