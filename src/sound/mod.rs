//! What is heard: the room itself, always; the city by its hour; a chime, paper, a kettle.
//!
//! Sound observes and never decides. Without a sound card everything else goes on; in a browser,
//! nothing sounds before the first click or key, since browsers forbid it.

mod cue;
mod ground;

use crate::screens::Settings;
use bevy::prelude::*;
use bevy_kira_audio::{AudioPlugin, prelude::Decibels};

/// Registers the sound.
pub fn plugin(app: &mut App) {
    app.add_plugins(AudioPlugin);
    app.add_plugins((ground::plugin, cue::plugin));
    app.init_resource::<Allowed>();
    app.add_systems(PreUpdate, ask.after(bevy::input::InputSystems));
}

/// Whether sound may start.
#[derive(Resource, Debug)]
struct Allowed(bool);

impl Default for Allowed {
    fn default() -> Self {
        Self(crate::platform::SOUNDS_AT_ONCE)
    }
}

fn ask(
    mut allowed: ResMut<Allowed>,
    mouse: Res<ButtonInput<MouseButton>>,
    keys: Res<ButtonInput<KeyCode>>,
    touches: Res<Touches>,
) {
    let touched = touches.any_just_pressed();
    if !allowed.0 && (touched || mouse.get_just_pressed().len() > 0 || keys.get_just_pressed().len() > 0) {
        allowed.0 = true;
    }
}

fn allowed(allowed: Res<Allowed>) -> bool {
    allowed.0
}

/// A part of the whole volume, as loudness is measured.
fn decibels(settings: &Settings, part: f32) -> Decibels {
    let amplitude = settings.volume * part;
    if amplitude < 0.001 { Decibels::SILENCE } else { Decibels(20.0 * amplitude.log10()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_silence_and_all_is_unchanged() {
        let at = |volume| decibels(&Settings { volume, ..default() }, 1.0).0;
        assert_eq!(at(0.0), Decibels::SILENCE.0);
        assert!(at(1.0).abs() < 1e-4);
        assert!((at(0.5) + 6.02).abs() < 0.01);
    }
}
