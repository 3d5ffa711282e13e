//! Samantha without a body: the lens that glows, the lamp that breathes with what she says.

use crate::{
    script::{Act, Phase, Show},
    story::Life,
    talk::{Floor, Told},
};
use bevy::prelude::*;

use super::now::Now;

/// How much she shows, all around 0..1.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub(super) struct Presence {
    /// Multiplies the lamp's light.
    pub lamp: f32,
    /// Multiplies the screen's.
    pub screen: f32,
    /// The lens's own glow, on screen.
    pub lens: f32,
    /// What is left of the last flicker.
    flicker: f32,
    /// What is left of the last line.
    voice: f32,
    /// How bright a beat asks the lamp to be, until it asks again.
    asked: f32,
}

impl Default for Presence {
    fn default() -> Self {
        Self { lamp: 1.0, screen: 1.0, lens: 0.0, flicker: 0.0, voice: 0.0, asked: 1.0 }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Presence>();
    app.add_systems(Update, show.in_set(super::StageSystems::Follow).after(super::now::follow));
}

fn show(
    mut told: MessageReader<Told>,
    floor: Option<Res<Floor>>,
    life: Option<Res<Life>>,
    now: Res<Now>,
    time: Res<Time>,
    mut presence: ResMut<Presence>,
) {
    let mut next = *presence;
    for told in told.read() {
        match told {
            Told::Breath(_) => next.flicker = 1.0,
            Told::Show(Show::Lamp(bright)) => next.asked = bright.clamp(0.0, 2.0),
            Told::Opened | Told::Closed => next.asked = 1.0,
            Told::Line(line) if line.who == "samantha" => {
                // Longer lines glow longer.
                next.voice = (0.6 + line.text.len() as f32 * 0.03).min(4.0);
            }
            _ => {}
        }
    }
    let here = life.as_ref().is_some_and(|life| {
        life.begun() && (life.flag("named") || life.calendar().act >= Act::Hello) && life.ending().is_none()
    });
    let thinking = here && floor.as_ref().is_some_and(|floor| floor.thinking);
    let delta = time.delta_secs();
    next.flicker = (next.flicker - delta * 2.6).max(0.0);
    next.voice = (next.voice - delta).max(0.0);
    let seconds = time.elapsed_secs();
    let voice = next.voice.min(1.0) * if here { 1.0 } else { 0.0 };
    let breath = voice * 0.10 * (seconds * 5.1).sin() * (seconds * 1.7).cos();
    let flick = next.flicker * 0.35 * (next.flicker * 21.0).sin().abs();
    let (lamp, lens) = if thinking {
        (0.62 + 0.03 * (seconds * 1.3).sin(), 0.28 + 0.08 * (seconds * 1.3).sin())
    } else {
        (1.0 + 0.14 * voice + breath, if here { 0.45 + 0.5 * voice + breath } else { 0.0 })
    };
    let ease = 1.0 - (-delta * 4.0).exp();
    let ease = if now.at_once { 1.0 } else { ease };
    next.lamp += ((lamp - flick) * next.asked - next.lamp) * ease;
    next.lens += (lens + if here { flick } else { 0.0 } - next.lens) * ease;
    let screen = if now.phase == Phase::Morning && !here { 0.0 } else { 1.0 };
    next.screen += (screen - next.screen) * ease;
    let moved =
        (next.lamp - presence.lamp).abs() + (next.lens - presence.lens).abs() + (next.screen - presence.screen).abs();
    if moved > 0.002 {
        *presence = next;
    } else {
        // Keep counting without waking everything that follows the light.
        let quiet = presence.bypass_change_detection();
        quiet.flicker = next.flicker;
        quiet.voice = next.voice;
        quiet.asked = next.asked;
    }
}
