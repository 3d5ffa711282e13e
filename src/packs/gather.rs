//! Packs and base story together: what is on the shelf, what of it is taken, and in which order.

use super::{
    Order, Pack, PackManifest, Reason, Refusal, bounds,
    needs::{Others, Resolved, resolve},
    shelf::{Much, name, places, read_at, refused},
};
use crate::{
    platform,
    script::{Diagnostic, Layers, Source, laid, load_folder},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A pack as it is shown to the player: there, and perhaps on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shelved {
    /// Its id, by where it lies.
    pub id: String,
    /// Where it lies.
    pub place: PathBuf,
    /// Whether the player has turned it on.
    pub on: bool,
    /// What it says about itself, if that could be read.
    pub manifest: Option<PackManifest>,
    /// Why it is not taken, if it is not.
    pub refused: Option<Refusal>,
    /// What in it was passed over.
    pub warnings: Vec<String>,
    /// What the checker found in its files.
    pub faults: Vec<Diagnostic>,
}

/// All packs that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// In the player's order.
    pub shelf: Vec<Shelved>,
    /// Those that are on and taken, in the order in which they are laid.
    pub packs: Vec<Pack>,
}

impl Gathered {
    /// What they lay over the base story.
    pub fn layers(&self) -> Layers {
        let mut layers = Layers::default();
        for pack in &self.packs {
            layers.over = laid(&layers.over, &pack.files, pack.manifest.replaces);
            if pack.manifest.replaces {
                layers.instead = Some(pack.manifest.id.clone());
            }
        }
        layers
    }
}

/// The story with its packs, to be checked.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The base story alone.
    pub base: Vec<Source>,
    /// All of it: the base story and what is laid over it, in order.
    pub sources: Vec<Source>,
    /// The packs.
    pub gathered: Gathered,
    /// What should be said about packs that were on and are left out.
    pub notes: Vec<String>,
}

/// Why there is no story.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The base story cannot be read.
    #[error("{0}")]
    Base(String),
    /// A pack that was asked for is not taken.
    #[error("{0}")]
    Pack(Refusal),
}

/// A pack on the shelf, and what is in it if it is to be laid.
struct Slot {
    shelved: Shelved,
    pack: Option<Pack>,
}

/// The story of this machine, with the packs that are on, if they are wanted, and with these besides. What is said of
/// packs that were left out stands in the notes.
pub fn sources(extra: &[PathBuf], with_enabled: bool) -> Result<Loaded, LoadError> {
    let (order, note) = if with_enabled { Order::read() } else { (Order::default(), None) };
    let mut loaded = load(&platform::assets_dir(), &platform::mods_dirs(), &order, extra)?;
    if let Some(note) = note {
        loaded.notes.insert(0, note);
    }
    Ok(loaded)
}

/// Reads what is there: wholly, if it is on; and the packs that are asked for besides. One of those that is not taken
/// stands on the shelf as refused.
pub fn gather(mods: &[PathBuf], order: &Order, besides: &[PathBuf]) -> Gathered {
    let mut slots = slots(mods, order);
    for place in besides {
        if let Err(refusal) = lay(&mut slots, place, besides) {
            slots.push(Slot { shelved: shelved(name(place), place, true, &Err(refusal)), pack: None });
        }
    }
    settle(slots)
}

/// Reads the base story, the packs that are on, and the packs that are asked for besides. The last are taken
/// wherever they lie, over all others, and in the place of one with the same id.
pub fn load(assets: &Path, mods: &[PathBuf], order: &Order, besides: &[PathBuf]) -> Result<Loaded, LoadError> {
    let base = load_folder(assets).map_err(LoadError::Base)?;
    let mut slots = slots(mods, order);
    let mut notes = Vec::new();
    for place in besides {
        notes.extend(lay(&mut slots, place, besides).map_err(LoadError::Pack)?);
    }
    let gathered = settle(slots);
    for shelved in gathered.shelf.iter().filter(|shelved| shelved.on) {
        let Some(refusal) = &shelved.refused else { continue };
        if besides.contains(&shelved.place) {
            return Err(LoadError::Pack(refusal.clone()));
        }
        notes.push(format!("This pack is on and left out:\n{refusal}"));
    }
    let layers = gathered.layers();
    let sources = laid(&base, &layers.over, layers.instead.is_some());
    Ok(Loaded { base, sources, gathered, notes })
}

/// Lays a pack that is asked for over all others, and says so if another was on under its id.
fn lay(slots: &mut Vec<Slot>, place: &Path, besides: &[PathBuf]) -> Result<Option<String>, Refusal> {
    let pack = read_at(place, Much::Whole)?;
    let id = pack.manifest.id.clone();
    let mut note = None;
    if let Some(other) = slots.iter().find(|slot| slot.shelved.id == id) {
        let (there, on) = (&other.shelved.place, other.shelved.on);
        // The same folder may be on the shelf as well; that is not another pack.
        if besides.contains(there) && there != place {
            return Err(refused(place, Reason::TwoPacks(there.display().to_string())));
        }
        note = on.then(|| format!("{} stands in for {}.", place.display(), there.display()));
    }
    slots.retain(|slot| slot.shelved.id != id);
    slots.push(Slot { shelved: shelved(id, place, true, &Ok(&pack)), pack: Some(pack) });
    Ok(note)
}

fn shelved(id: String, place: &Path, on: bool, read: &Result<&Pack, Refusal>) -> Shelved {
    Shelved {
        id,
        place: place.to_path_buf(),
        on,
        manifest: read.as_ref().ok().map(|pack| pack.manifest.clone()),
        refused: read.as_ref().err().cloned(),
        warnings: read.as_ref().map(|pack| pack.warnings.clone()).unwrap_or_default(),
        faults: Vec::new(),
    }
}

fn slots(mods: &[PathBuf], order: &Order) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    for place in places(mods) {
        let id = name(&place);
        // Of two with the same id the first is meant: the one that came with the game.
        let other = first.get(&id).cloned();
        let on = order.on(&id) && other.is_none();
        let read = match other {
            Some(other) => Err(refused(&place, Reason::TwoPacks(other.display().to_string()))),
            None => read_at(&place, if on { Much::Whole } else { Much::Manifest }).and_then(|pack| {
                if pack.manifest.id == id {
                    Ok(pack)
                } else {
                    Err(refused(&place, Reason::Named { id: pack.manifest.id, file: id.clone() }))
                }
            }),
        };
        let shelved = shelved(id.clone(), &place, on, &read.as_ref().map_err(Clone::clone));
        first.entry(id).or_insert(place);
        slots.push(Slot { shelved, pack: read.ok().filter(|_| on) });
    }
    for placed in order.packs.iter().filter(|placed| placed.on && !first.contains_key(&placed.id)) {
        let place = PathBuf::from(&placed.id);
        let gone = Err(refused(&place, Reason::NotThere));
        slots.push(Slot { shelved: shelved(placed.id.clone(), &place, true, &gone), pack: None });
    }
    slots.sort_by_cached_key(|slot| (order.place(&slot.shelved.id), slot.shelved.id.clone()));
    slots
}

/// Takes what can be taken together.
fn settle(mut slots: Vec<Slot>) -> Gathered {
    let (mut order, mut why) = (Vec::new(), Vec::new());
    {
        let on: Vec<(usize, &PackManifest)> =
            slots.iter().enumerate().filter_map(|(at, slot)| Some((at, &slot.pack.as_ref()?.manifest))).collect();
        let mut others = Others::default();
        for Slot { shelved, .. } in slots.iter().filter(|slot| slot.pack.is_none()) {
            let among = if shelved.refused.is_some() { &mut others.refused } else { &mut others.off };
            among.insert(&shelved.id);
        }
        let manifests: Vec<&PackManifest> = on.iter().map(|(_, manifest)| *manifest).collect();
        let place = |at: usize| on.get(at).map(|(place, _)| *place);
        let Resolved { order: resolved, refused } = resolve(&manifests, &others);
        order.extend(resolved.into_iter().filter_map(place));
        why.extend(refused.into_iter().filter_map(|(at, reason)| Some((place(at)?, reason))));
    }
    for (at, reason) in why {
        if let Some(slot) = slots.get_mut(at) {
            slot.shelved.refused = Some(refused(&slot.shelved.place, reason));
        }
    }
    let mut packs = Vec::new();
    let (mut left, mut texts) = (bounds::MOST_TOGETHER, 0);
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    for at in order {
        let Some(slot) = slots.get_mut(at) else { continue };
        let Some(pack) = slot.pack.take() else { continue };
        let size: u64 = pack.files.iter().map(|file| file.text.len() as u64).sum();
        texts += pack.files.iter().map(|file| bounds::texts(&file.text)).sum::<usize>();
        let lacks = pack.manifest.needs.keys().find(|need| dropped.contains(*need));
        let rest = left.checked_sub(size).filter(|_| texts <= bounds::MOST_TEXTS);
        let reason = match (lacks, rest) {
            (Some(need), _) => Reason::NeedRefused(need.clone()),
            (None, None) => Reason::TooMuchTogether,
            (None, Some(rest)) => {
                left = rest;
                packs.push(pack);
                continue;
            }
        };
        dropped.insert(pack.manifest.id);
        slot.shelved.refused = Some(refused(&slot.shelved.place, reason));
    }
    Gathered { shelf: slots.into_iter().map(|slot| slot.shelved).collect(), packs }
}
