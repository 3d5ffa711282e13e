//! What packs change: field by field, and where two of them want to change the same.

use super::{
    Pack,
    flat::{Flat, Thing, flat},
};
use crate::script::{Kind, Source, holds, inventory, laid};
use serde::Serialize;
use std::collections::BTreeMap;

/// One change that a pack makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Whose.
    pub pack: String,
    /// Of what kind of thing.
    pub kind: Kind,
    /// Which: `grey/coffee`; a line's or a choice's name has its beat's before it.
    pub id: String,
    /// Which field of it, as `nodes.kettle.then`; empty where it is about the whole thing.
    pub field: String,
    /// What is done to it.
    pub how: How,
    /// What was there before.
    pub was: Option<String>,
    /// What is there after it.
    pub is: Option<String>,
    /// Packs laid before it that change the same: what they wanted is gone.
    pub collides: Vec<String>,
}

/// What is done to a thing or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It was not there.
    Added,
    /// The pack has a file for something that was there: whatever is the same stays the same.
    Replaced,
    /// It is otherwise.
    Changed,
    /// It is not there any more.
    Removed,
}

/// What each of these packs changes, laid over the base story in this order.
pub fn changes(base: &[Source], packs: &[Pack]) -> Vec<Change> {
    let mut all = Vec::new();
    let mut under = base.to_vec();
    let mut before = flat(&inventory(&under));
    // Who changed what, so far.
    let mut hands: BTreeMap<(Kind, String, String), Vec<String>> = BTreeMap::new();
    for pack in packs {
        under = laid(&under, &pack.files, pack.manifest.replaces);
        let after = flat(&inventory(&under));
        let mut fresh = replaced(pack, &before);
        compare(&before, &after, &mut fresh);
        for mut change in fresh {
            let by = hands.entry((change.kind, change.id.clone(), change.field.clone())).or_default();
            change.collides.clone_from(by);
            by.push(pack.manifest.id.clone());
            change.pack.clone_from(&pack.manifest.id);
            all.push(change);
        }
        before = after;
    }
    all.sort_by(|a, b| (&a.pack, a.kind, &a.id, &a.field).cmp(&(&b.pack, b.kind, &b.id, &b.field)));
    let order = |id: &str| packs.iter().position(|pack| pack.manifest.id == id);
    all.sort_by_key(|change| order(&change.pack));
    all
}

fn change(kind: Kind, id: &str, field: &str, how: How, was: Option<&String>, is: Option<&String>) -> Change {
    let (id, field) = (id.to_owned(), field.to_owned());
    Change { pack: String::new(), kind, id, field, how, was: was.cloned(), is: is.cloned(), collides: Vec::new() }
}

/// The things that were there and that the pack has a file for.
fn replaced(pack: &Pack, before: &Flat) -> Vec<Change> {
    let found = pack.files.iter().filter_map(|file| {
        let (kind, id) = holds(&file.path)?;
        let kind = match kind {
            "beat" => Kind::Beat,
            "letter" => Kind::Letter,
            "ending" => Kind::Ending,
            "scene" => Kind::Scene,
            _ => Kind::Template,
        };
        before.contains_key(&(kind, id.to_owned())).then(|| change(kind, id, "", How::Replaced, None, None))
    });
    found.collect()
}

/// What is otherwise after than before. Of something that came or went whole, its parts are not told one by one.
fn compare(before: &Flat, after: &Flat, into: &mut Vec<Change>) {
    for ((kind, id), thing) in after {
        match before.get(&(*kind, id.clone())) {
            Some(old) => fields(*kind, id, old, thing, into),
            None if thing.root.as_ref().is_some_and(|root| !before.contains_key(root)) => {}
            None => into.push(change(*kind, id, "", How::Added, None, words(thing))),
        }
    }
    for ((kind, id), thing) in before {
        let with_its_whole = thing.root.as_ref().is_some_and(|root| !after.contains_key(root));
        if !after.contains_key(&(*kind, id.clone())) && !with_its_whole {
            into.push(change(*kind, id, "", How::Removed, words(thing), None));
        }
    }
}

fn fields(kind: Kind, id: &str, old: &Thing, new: &Thing, into: &mut Vec<Change>) {
    for (field, is) in &new.fields {
        match old.fields.get(field) {
            Some(was) if was == is => {}
            was => into.push(change(kind, id, field, How::Changed, was, Some(is))),
        }
    }
    let gone = old.fields.iter().filter(|(field, _)| !new.fields.contains_key(*field));
    into.extend(gone.map(|(field, was)| change(kind, id, field, How::Changed, Some(was), None)));
}

/// The words that tell best what a thing is.
fn words(thing: &Thing) -> Option<&String> {
    ["text", "purpose", "name", "title", "brief.why", "ask", ""].into_iter().find_map(|field| thing.fields.get(field))
}
