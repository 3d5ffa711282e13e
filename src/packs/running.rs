//! Packs in the running game: turned on and off without a restart, and read again when one of their files is
//! written. Everything that touches a disk is done beside the frames.

use super::{Gathered, Order, Shelved, gather, shelf::fingerprint};
use crate::{
    AppSystems, platform,
    save::Slot,
    script::{Layers, ScriptReloaded, ScriptReviewed, pack_of},
};
use bevy::{
    prelude::*,
    tasks::{IoTaskPool, Task, futures::check_ready},
};
use std::{path::PathBuf, sync::Arc, time::Duration};

/// How often it is looked whether a pack was written to.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What is asked for.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum PackCommand {
    /// Lay this pack over the story.
    Enable(String),
    /// Take it away again.
    Disable(String),
    /// Move it one place in the order; up, if true, which is earlier and so under more of the others.
    Move(String, bool),
    /// Read all of them again.
    Reload,
}

/// Where packs are looked for.
#[derive(Resource, Clone, Debug)]
pub struct Shelf {
    /// The folders: first what came with the game, then the player's own.
    pub places: Vec<PathBuf>,
    /// Packs that are laid over all others for this once, wherever they lie.
    pub besides: Vec<PathBuf>,
    /// Whether the packs that the player has turned on are laid.
    pub enabled: bool,
    /// Whether packs that are written to are read again by themselves.
    pub watched: bool,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            places: platform::mods_dirs(),
            besides: Vec::new(),
            enabled: true,
            watched: cfg!(feature = "hot-reload"),
        }
    }
}

/// The packs, for whoever shows them.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Packs {
    /// All that are there, in the player's order.
    pub shelf: Vec<Shelved>,
    /// The models of those that are on, in the order in which they are laid.
    pub models: Vec<(String, Arc<[u8]>)>,
    /// What the player should be told.
    pub notes: Vec<String>,
    /// Whether they are being read just now.
    pub busy: bool,
}

/// A reading that is done: what is there, what to tell, and what the files looked like just before.
struct Reading {
    gathered: Gathered,
    note: Option<String>,
    seen: u64,
}

/// What is under way.
#[derive(Resource, Default)]
struct Keeper {
    order: Order,
    /// The order is to be kept.
    unkept: bool,
    /// All is to be read.
    stale: bool,
    /// The script is to be read anew even if no file is otherwise.
    forced: bool,
    reading: Option<Task<Reading>>,
    looking: Option<Task<u64>>,
    seen: u64,
    looked: Duration,
}

/// Lays the packs that are on over the story that [`assets_plugin`](crate::script::assets_plugin) loads.
///
/// As with settings, what is on is read and kept only where there is a [`Slot`]: pictures and tests have none on.
pub fn packs_plugin(app: &mut App) {
    app.init_resource::<Shelf>().init_resource::<Packs>().add_message::<PackCommand>();
    app.insert_resource(Keeper { stale: true, ..default() });
    // Nothing is checked before the packs are there: otherwise the story would begin without them.
    app.insert_resource(Layers { coming: true, ..default() });
    app.add_systems(PreStartup, open.run_if(resource_exists::<Slot>));
    app.add_systems(Update, (obey, look, begin, finish, told).chain().before(AppSystems::Receive));
}

fn open(mut keeper: ResMut<Keeper>, mut packs: ResMut<Packs>, shelf: Res<Shelf>) {
    if !shelf.enabled {
        return;
    }
    let (order, note) = Order::read();
    keeper.order = order;
    packs.notes.extend(note);
}

fn obey(mut commands: MessageReader<PackCommand>, mut keeper: ResMut<Keeper>, packs: Res<Packs>) {
    for command in commands.read() {
        match command {
            PackCommand::Enable(id) => keeper.order.turn(id, true),
            PackCommand::Disable(id) => keeper.order.turn(id, false),
            PackCommand::Move(id, up) => {
                let shelf: Vec<String> = packs.shelf.iter().map(|shelved| shelved.id.clone()).collect();
                keeper.order.step(id, *up, &shelf);
            }
            PackCommand::Reload => keeper.forced = true,
        }
        keeper.unkept |= *command != PackCommand::Reload;
        keeper.stale = true;
    }
}

/// Looks, now and then, whether a file is otherwise.
fn look(mut keeper: ResMut<Keeper>, shelf: Res<Shelf>, time: Res<Time<Real>>) {
    if let Some(seen) = keeper.looking.as_mut().and_then(check_ready) {
        keeper.looking = None;
        keeper.stale |= seen != keeper.seen;
    }
    let rests = keeper.looking.is_some() || keeper.reading.is_some() || keeper.stale;
    let nowhere = shelf.places.is_empty() && shelf.besides.is_empty();
    if !shelf.watched || nowhere || rests || time.elapsed() < keeper.looked + LOOK_EVERY {
        return;
    }
    keeper.looked = time.elapsed();
    let (Shelf { places, besides, .. }, order) = (shelf.clone(), keeper.order.clone());
    keeper.looking = Some(IoTaskPool::get().spawn(async move { fingerprint(&places, &besides, |id| order.on(id)) }));
}

fn begin(mut keeper: ResMut<Keeper>, mut packs: ResMut<Packs>, shelf: Res<Shelf>, slot: Option<Res<Slot>>) {
    if !keeper.stale || keeper.reading.is_some() {
        return;
    }
    keeper.stale = false;
    packs.busy = true;
    // An order without what the player had turned on is not the player's.
    let keep = keeper.unkept && slot.is_some() && shelf.enabled;
    keeper.unkept = false;
    // What was looked at before belongs to an order that may be over.
    keeper.looking = None;
    let (Shelf { places, besides, .. }, order) = (shelf.clone(), keeper.order.clone());
    keeper.reading = Some(IoTaskPool::get().spawn(async move {
        let note = if keep { order.keep().err() } else { None };
        // Before they are read: whatever is written meanwhile is seen as a change.
        let seen = fingerprint(&places, &besides, |id| order.on(id));
        Reading { gathered: gather(&places, &order, &besides), note, seen }
    }));
}

fn finish(mut keeper: ResMut<Keeper>, mut packs: ResMut<Packs>, mut layers: ResMut<Layers>) {
    let Some(Reading { gathered, note, seen }) = keeper.reading.as_mut().and_then(check_ready) else { return };
    keeper.reading = None;
    keeper.seen = seen;
    packs.notes.extend(note);
    packs.busy = keeper.stale;
    // What the checker said of a pack holds until it has spoken again.
    let fresh = gathered.layers();
    packs.models = gathered.packs.iter().flat_map(|pack| pack.models.iter().cloned()).collect();
    let mut shelf = gathered.shelf;
    for shelved in &mut shelf {
        let before = packs.shelf.iter_mut().find(|before| before.id == shelved.id && before.place == shelved.place);
        shelved.faults = before.map(|before| std::mem::take(&mut before.faults)).unwrap_or_default();
        if let Some(refusal) = shelved.refused.as_ref().filter(|_| shelved.on) {
            warn!("{refusal}");
        }
    }
    packs.shelf = shelf;
    if std::mem::take(&mut keeper.forced) || *layers != fresh {
        *layers = fresh;
    }
}

/// Puts what the checker says with the packs that it says it of: first what it found on the way, then all of it.
fn told(
    mut packs: ResMut<Packs>,
    reloaded: Option<MessageReader<ScriptReloaded>>,
    reviewed: Option<MessageReader<ScriptReviewed>>,
) {
    let (Some(mut reloaded), Some(mut reviewed)) = (reloaded, reviewed) else { return };
    let first = reloaded.read().last().map(|last| &last.faults);
    let Some(faults) = reviewed.read().last().map(|last| &last.faults).or(first) else { return };
    for shelved in &mut packs.shelf {
        let own = faults.iter().filter(|fault| pack_of(&fault.path) == Some(shelved.id.as_str()));
        shelved.faults = if shelved.on { own.cloned().collect() } else { Vec::new() };
    }
}
