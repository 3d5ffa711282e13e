//! Sounds that come once: the chime when she first speaks, paper under the pen, the kettle.

use super::{allowed, decibels};
use crate::{
    AppSystems,
    screens::Settings,
    script::{Show, Sound},
    story::{Chronicle, Entry},
    talk::Told,
};
use bevy::prelude::*;
use bevy_kira_audio::prelude::*;

/// What single sounds play on.
#[derive(Resource)]
struct Once;

/// Who is listened for.
const VOICE: &str = "samantha";

pub(super) fn plugin(app: &mut App) {
    app.add_audio_channel::<Once>();
    app.add_systems(Update, (chime, touch).in_set(AppSystems::Present).run_if(allowed));
}

/// The first line that she says in a life, and what a beat asks for.
fn chime(
    mut told: MessageReader<Told>,
    mut greeted: Local<bool>,
    chronicle: Res<Chronicle>,
    server: Res<AssetServer>,
    once: Res<AudioChannel<Once>>,
    settings: Res<Settings>,
) {
    for told in told.read() {
        match told {
            Told::Opened => {
                let spoke = |entry: &Entry| matches!(entry, Entry::Said { who, .. } if *who == VOICE);
                *greeted = chronicle.entries().iter().any(spoke);
            }
            Told::Line(line) if line.who == VOICE && !*greeted => {
                *greeted = true;
                play(&server, &once, &settings, "sound/chime.ogg", 0.5);
            }
            Told::Show(Show::Sound(sound)) => {
                let path = match sound {
                    Sound::Chime => "sound/chime.ogg",
                    Sound::Kettle => "sound/kettle.ogg",
                    Sound::Paper => "sound/paper.ogg",
                };
                play(&server, &once, &settings, path, 0.6);
            }
            _ => {}
        }
    }
}

/// What his hands do, as the chronicle has it.
fn touch(
    mut at: Local<(u64, usize)>,
    chronicle: Res<Chronicle>,
    server: Res<AssetServer>,
    once: Res<AudioChannel<Once>>,
    settings: Res<Settings>,
) {
    let entries = chronicle.entries();
    if at.0 != chronicle.life() || at.1 > entries.len() {
        *at = (chronicle.life(), entries.len());
    }
    for entry in entries.iter().skip(at.1) {
        match entry {
            Entry::Wrote { .. } => play(&server, &once, &settings, "sound/paper.ogg", 0.5),
            Entry::Touched { thing, .. } if *thing == "kettle" => {
                play(&server, &once, &settings, "sound/kettle.ogg", 0.6);
            }
            _ => {}
        }
    }
    at.1 = entries.len();
}

fn play(server: &AssetServer, once: &AudioChannel<Once>, settings: &Settings, path: &'static str, loud: f32) {
    once.play(server.load(path)).with_volume(decibels(settings, loud));
}
