//! The eye: one camera, filmic.

use super::comfort::Comfort;
use bevy::{
    camera::{Exposure, Hdr, visibility::RenderLayers},
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    post_process::{bloom::Bloom, effect_stack::Vignette},
    prelude::*,
    render::view::ColorGrading,
};

/// Eye height of somebody standing, in metres.
pub const EYE: f32 = 1.62;

/// What only this eye sees: his own hand, which nobody sees twice in a mirror.
pub(super) const OWN: usize = 2;

/// Marks the camera, and keeps which way it looks.
#[derive(Component, Clone, Copy, Debug, Default)]
pub struct Eye {
    /// Turned about y, in radians; 0 looks at the window wall.
    pub yaw: f32,
    /// Up and down, in radians.
    pub pitch: f32,
    /// Metres a second over the floor.
    pub pace: Vec3,
    /// Turning that was asked for and is still to come, in radians: yaw, pitch. A steady view takes its time.
    pub(super) owed: Vec2,
}

/// What this eye sees while it sees anything.
pub(super) fn layers() -> RenderLayers {
    RenderLayers::from_layers(&[0, OWN])
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, spawn);
}

fn spawn(mut commands: Commands) {
    commands.spawn((
        Name::new("eye"),
        Eye::default(),
        Camera3d::default(),
        layers(),
        Hdr,
        Msaa::Sample4,
        Projection::Perspective(PerspectiveProjection {
            fov: Comfort::default().field_of_view.to_radians(),
            near: 0.06,
            far: 2_000.0,
            ..default()
        }),
        Tonemapping::AgX,
        DebandDither::Enabled,
        Exposure { ev100: 9.0 },
        Bloom::NATURAL,
        ColorGrading::default(),
        Vignette { intensity: 0.34, radius: 0.80, smoothness: 1.6, ..default() },
        Transform::from_xyz(0.0, EYE, 4.0),
    ));
}
