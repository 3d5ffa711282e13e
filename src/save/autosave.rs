//! Writing each turn down, and opening what was written.

use super::{
    backup, journal,
    lived::{self, Lived},
    slots::{self, SlotSummary},
    summary::{SaveSummary, summary},
};
use crate::{
    AppSystems,
    platform::{self, storage},
    script::{Script, ScriptReloaded},
    story::{Before, Chronicle, Entry},
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
    /// Keep the running life under this number, too.
    KeepAs(u32),
    /// Go on with the life that is kept under this number; it stays there as it is.
    Open(u32),
    /// Let go of the life that is kept under this number. It gets another name and is not deleted.
    Remove(u32),
}

/// What is known of saved lives.
#[derive(Resource, Clone, Debug, Default)]
pub struct Saves {
    /// What Continue would continue.
    pub continue_from: Option<SaveSummary>,
    /// The lives that are kept under numbers.
    pub slots: Vec<SlotSummary>,
    /// What the player should be told about their saves.
    pub notes: Vec<String>,
    /// Which life is written, and how many of its entries are; none where it cannot be.
    written: Option<(u64, usize)>,
    /// How many times it had been cut back by then.
    cuts: usize,
    failing: bool,
}

impl Saves {
    /// From now on the life that is opened next is written, of which so many entries are written already.
    fn follow(&mut self, chronicle: &Chronicle, entries: usize) {
        self.written = Some((chronicle.life() + 1, entries));
        self.cuts = 0;
    }
}

/// When a frame’s turn is written down: whoever tells somebody else about it does so after this.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Written;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Saves>().init_resource::<Waiting>().add_message::<SaveCommand>();
    app.add_systems(Startup, look.run_if(resource_exists::<Slot>));
    app.add_systems(Update, obey.after(lived::look).before(AppSystems::Receive).run_if(resource_exists::<Slot>));
    app.add_systems(Update, write.in_set(AppSystems::Present).in_set(Written).run_if(resource_exists::<Slot>));
}

/// What was asked for last before there is a story; it is done as soon as there is one.
#[derive(Resource, Debug, Default)]
struct Waiting {
    command: Option<SaveCommand>,
    /// There was one to read, and it cannot be played.
    broken: bool,
}

impl Waiting {
    /// Of these commands those that can be done now, by whether there is a story. In vain is told to the player.
    fn now(
        &mut self,
        asked: impl Iterator<Item = SaveCommand>,
        story: bool,
        notes: &mut Vec<String>,
    ) -> Vec<SaveCommand> {
        let mut now = Vec::new();
        for command in self.command.take().into_iter().chain(asked) {
            let wants = matches!(command, SaveCommand::New { .. } | SaveCommand::Continue | SaveCommand::Open(_));
            if story || !wants {
                now.push(command);
            } else if self.broken {
                notes.push("The story cannot be played as it is, so no life can begin or go on in it.".into());
            } else {
                self.command = Some(command);
            }
        }
        now
    }
}

/// Opens the journal once, so that the title knows whether there is a life to continue, and which are kept.
fn look(slot: Res<Slot>, mut saves: ResMut<Saves>) {
    let opened = journal::open(&slot.0);
    saves.continue_from = summary(&opened.entries);
    saves.notes.extend(opened.notes);
    saves.slots = slots::beside(&slot.0);
}

fn obey(
    mut commands: MessageReader<SaveCommand>,
    slot: Res<Slot>,
    chronicle: Res<Chronicle>,
    script: Option<Res<Script>>,
    mut saves: ResMut<Saves>,
    past: (Res<Lived>, ResMut<Before>),
    mut reloaded: Option<MessageReader<ScriptReloaded>>,
    mut waiting: ResMut<Waiting>,
    mut inputs: MessageWriter<PlayerInput>,
) {
    let (lived, mut before) = past;
    let life = slot.0.as_str();
    if let Some(read) = reloaded.as_mut().and_then(|reloaded| reloaded.read().last()) {
        waiting.broken = !read.playable;
    }
    for command in waiting.now(commands.read().copied(), script.is_some(), &mut saves.notes) {
        let done = match command {
            SaveCommand::New { seed } => {
                begin(life, &chronicle, &mut saves);
                let seed = seed.unwrap_or_else(platform::fresh_seed);
                *before = lived.before(seed);
                inputs.write(PlayerInput::Begin { seed });
                continue;
            }
            SaveCommand::Continue => Ok(Vec::new()),
            SaveCommand::KeepAs(number) => slots::keep_as(life, number),
            SaveCommand::Open(number) => slots::take_out(life, number),
            SaveCommand::Remove(number) => slots::remove(life, number),
        };
        let goes_on = done.is_ok() && matches!(command, SaveCommand::Continue | SaveCommand::Open(_));
        match done {
            Ok(notes) => saves.notes.extend(notes),
            Err(why) => saves.notes.push(why),
        }
        if goes_on && let Some(entries) = go_on(life, &chronicle, &mut saves) {
            match other_story(&entries, script.as_deref()) {
                Some(note) => saves.notes.push(note),
                None => drop(inputs.write(PlayerInput::Resume(entries))),
            }
        }
        if let SaveCommand::KeepAs(number) | SaveCommand::Remove(number) = command {
            slots::look_again(life, number, &mut saves.slots);
        }
    }
}

/// Makes room for a new life. If the old one cannot be set aside, the new one is not written: better no save than
/// two lives in one journal.
fn begin(life: &str, chronicle: &Chronicle, saves: &mut Saves) {
    saves.follow(chronicle, 0);
    match slots::set_life_aside(life) {
        Ok(None) => {}
        Ok(Some(aside)) => saves.notes.push(format!("The life before is kept as {aside}.")),
        Err(why) => {
            saves.written = None;
            saves.notes.push(format!("{why}. The new life is not being saved."));
        }
    }
}

/// Why a life cannot go on in the story that is loaded: it was lived in another.
fn other_story(entries: &[Entry], script: Option<&Script>) -> Option<String> {
    let (Some(Entry::Began { story, .. }), Some(script)) = (entries.first(), script) else { return None };
    (*story != script.manifest.id).then(|| {
        let here = &script.manifest.title;
        format!("This life belongs to another story, `{story}`, and this is {here}. Turn its pack on (or off) to go on with it.")
    })
}

/// Reads the journal for going on with it.
fn go_on(life: &str, chronicle: &Chronicle, saves: &mut Saves) -> Option<Vec<Entry>> {
    let opened = journal::open(life);
    saves.notes.extend(opened.notes);
    saves.continue_from = summary(&opened.entries);
    if opened.entries.is_empty() {
        saves.notes.push("There is no life to continue.".into());
        return None;
    }
    // What is read is written already; only what comes after it is added.
    saves.follow(chronicle, opened.entries.len());
    Some(opened.entries)
}

/// Adds what this frame brought. A failure is said once and tried again with the next turn.
fn write(slot: Res<Slot>, chronicle: Res<Chronicle>, mut saves: ResMut<Saves>, mut told: MessageWriter<Told>) {
    if !chronicle.is_changed() {
        return;
    }
    let Some((life, written)) = saves.written.filter(|(life, _)| *life == chronicle.life()) else { return };
    // So many of the entries that are written still stand.
    let stand = chronicle.cuts().iter().skip(saves.cuts).copied().fold(written, usize::min);
    let mut turn = Vec::new();
    if stand < written {
        turn.push(Entry::Rewound { to: u32::try_from(stand).unwrap_or(u32::MAX) });
    }
    turn.extend(chronicle.entries().iter().skip(stand).cloned());
    if turn.is_empty() {
        return;
    }
    let added = journal::line(&turn);
    match added.and_then(|line| storage::append(&slot.0, &line).map_err(|why| why.to_string())) {
        Ok(()) => {
            saves.written = Some((life, chronicle.entries().len()));
            saves.cuts = chronicle.cuts().len();
            saves.failing = false;
            saves.continue_from = summary(chronicle.entries());
            let ended = turn.iter().any(|entry| matches!(entry, Entry::Ended { .. }));
            if backup::is_due(chronicle.turns_before(stand), chronicle.turns(), ended)
                && let Err(why) = backup::make(&slot.0)
            {
                told.write(Told::Note(format!("The life is saved, but no copy of it could be made: {why}")));
            }
        }
        Err(why) if !saves.failing => {
            saves.failing = true;
            told.write(Told::Note(format!("The life is not being saved: {why}")));
        }
        Err(_) => {}
    }
}
