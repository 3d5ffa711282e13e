//! Writing each turn down, and opening what was written.

use super::journal;
use crate::{
    AppSystems, platform,
    story::{Chronicle, Entry},
    talk::{PlayerInput, Told},
};
use bevy::prelude::*;

/// Where the life is kept. Without this resource nothing is written: tests and simulated lives.
#[derive(Resource, Clone, Debug)]
pub struct Slot(pub String);

impl Default for Slot {
    fn default() -> Self {
        Self(journal::JOURNAL.into())
    }
}

/// What the title asks for.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveCommand {
    /// A new life; an old one is set aside under another name.
    New {
        /// What its randomness grows from; a fresh one if none is given.
        seed: Option<u64>,
    },
    /// Go on with the life that was left.
    Continue,
}

/// What can be continued, in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveSummary {
    /// On which day it was left.
    pub day: u32,
    /// The last line that was said.
    pub line: String,
    /// Whether it has ended.
    pub ended: bool,
}

/// What is known of saved lives.
#[derive(Resource, Clone, Debug, Default)]
pub struct Saves {
    /// What Continue would continue.
    pub continue_from: Option<SaveSummary>,
    /// What the player should be told about their saves.
    pub notes: Vec<String>,
    /// How much of the chronicle is written, and of which life.
    written: (u64, usize),
    failing: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Saves>().add_message::<SaveCommand>();
    app.add_systems(Startup, look.run_if(resource_exists::<Slot>));
    app.add_systems(Update, obey.before(AppSystems::Receive).run_if(resource_exists::<Slot>));
    app.add_systems(Update, write.in_set(AppSystems::Present).run_if(resource_exists::<Slot>));
}

/// Opens the journal once, so that the title knows whether there is a life to continue.
fn look(slot: Res<Slot>, mut saves: ResMut<Saves>) {
    let opened = journal::open(&slot.0);
    saves.continue_from = summary(&opened.entries);
    saves.notes.extend(opened.notes);
}

fn summary(entries: &[Entry]) -> Option<SaveSummary> {
    if entries.is_empty() {
        return None;
    }
    let mut summary = SaveSummary { day: 1, line: String::new(), ended: false };
    for entry in entries {
        match entry {
            Entry::Said { text, .. } => summary.line.clone_from(text),
            Entry::Ended { .. } => summary.ended = true,
            Entry::Applied { effects } => {
                let days = effects.iter().map(|e| if let crate::script::Effect::Days(n) = e { *n } else { 0 });
                summary.day = days.fold(summary.day, u32::saturating_add);
            }
            _ => {}
        }
    }
    Some(summary)
}

fn obey(
    mut commands: MessageReader<SaveCommand>,
    slot: Res<Slot>,
    chronicle: Res<Chronicle>,
    mut saves: ResMut<Saves>,
    mut inputs: MessageWriter<PlayerInput>,
) {
    for command in commands.read() {
        match command {
            SaveCommand::New { seed } => {
                if saves.continue_from.is_some() {
                    match platform::storage::set_aside(&slot.0) {
                        Ok(aside) => saves.notes.push(format!("The life before is kept as {aside}.")),
                        Err(why) => saves.notes.push(why.to_string()),
                    }
                }
                saves.written = (chronicle.life() + 1, 0);
                inputs.write(PlayerInput::Begin { seed: seed.unwrap_or_else(platform::fresh_seed) });
            }
            SaveCommand::Continue => {
                let opened = journal::open(&slot.0);
                saves.notes.extend(opened.notes);
                if opened.entries.is_empty() {
                    saves.notes.push("There is no life to continue.".into());
                } else {
                    // What is read is written already; only what comes after it is added.
                    saves.written = (chronicle.life() + 1, opened.entries.len());
                    inputs.write(PlayerInput::Resume(opened.entries));
                }
            }
        }
    }
}

/// Adds what this frame brought. A failure is said once and tried again with the next turn.
fn write(slot: Res<Slot>, chronicle: Res<Chronicle>, mut saves: ResMut<Saves>, mut told: MessageWriter<Told>) {
    if !chronicle.is_changed() {
        return;
    }
    let (life, count) = saves.written;
    if chronicle.life() != life || chronicle.entries().len() <= count {
        return;
    }
    let fresh = &chronicle.entries()[count..];
    let result = journal::line(fresh).map_err(|why| why.to_string());
    match result.and_then(|line| platform::storage::append(&slot.0, &line).map_err(|why| why.to_string())) {
        Ok(()) => {
            saves.written.1 = chronicle.entries().len();
            saves.failing = false;
            saves.continue_from = summary(chronicle.entries());
        }
        Err(why) if !saves.failing => {
            saves.failing = true;
            told.write(Told::Note(format!("The life is not being saved: {why}")));
        }
        Err(_) => {}
    }
}
