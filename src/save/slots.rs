//! Several lives: beside the one that is being lived, others are kept under numbers.

use super::{
    journal::{self, Fault},
    picture,
    summary::{SaveSummary, summary},
};
use crate::platform::storage;
use std::time::SystemTime;

/// A kept life in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotSummary {
    /// Its number.
    pub slot: u32,
    /// What is in it; none if nothing of it can be read.
    pub summary: Option<SaveSummary>,
    /// What the player should know of it: that it is damaged, or newer than this game.
    pub note: Option<String>,
    /// Whether there is a picture of it; see [`picture`](fn@super::picture).
    pub picture: bool,
    /// When it was last played, where that is known.
    pub played: Option<SystemTime>,
}

/// The name of the journal of a slot.
pub fn journal_name(slot: u32) -> String {
    format!("slot-{slot}.journal")
}

/// The kept lives by their numbers. Each of them is read, so ask once; [`Saves`](super::Saves) remembers them.
pub fn slots() -> Vec<SlotSummary> {
    beside(journal::JOURNAL)
}

/// A name in the same folder as another.
pub(super) fn place(life: &str, name: &str) -> String {
    let folder = life.rfind(['/', '\\']).map_or("", |end| &life[..=end]);
    format!("{folder}{name}")
}

fn text_of(name: &str) -> Result<Option<String>, String> {
    let bytes = storage::read(name).map_err(|why| why.to_string())?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn numbers(life: &str) -> Vec<u32> {
    let names = storage::names(life).into_iter();
    let number = |name: String| name.strip_prefix("slot-")?.strip_suffix(".journal")?.parse::<u32>().ok();
    let mut numbers: Vec<u32> = names.filter_map(number).collect();
    numbers.sort_unstable();
    // `slot-01` is nobody’s name for 1.
    numbers.retain(|slot| storage::exists(&place(life, &journal_name(*slot))));
    numbers.dedup();
    numbers
}

/// The lives that are kept beside `life`.
pub(super) fn beside(life: &str) -> Vec<SlotSummary> {
    numbers(life).into_iter().map(|slot| look(life, slot)).collect()
}

/// Looks at one slot anew, among those that are known.
pub(super) fn look_again(life: &str, slot: u32, slots: &mut Vec<SlotSummary>) {
    slots.retain(|known| known.slot != slot);
    if storage::exists(&place(life, &journal_name(slot))) {
        slots.push(look(life, slot));
    }
    slots.sort_by_key(|known| known.slot);
}

fn look(life: &str, slot: u32) -> SlotSummary {
    let name = place(life, &journal_name(slot));
    let read = text_of(&name).map(|text| journal::read(&text.unwrap_or_default()));
    let (summary, note) = match read {
        Ok(read) => {
            let note = read.fault.map(wrong_with);
            (summary(&read.entries()), note)
        }
        Err(why) => (None, Some(why)),
    };
    let picture = storage::exists(&picture::picture_name(life, Some(slot)));
    SlotSummary { slot, summary, note, picture, played: storage::modified(&name) }
}

fn wrong_with(fault: Fault) -> String {
    match fault {
        Fault::Damaged(line) => format!("It is damaged at line {line}; it would go on from just before."),
        Fault::Newer(_) => "It was made by a newer Room Tone.".into(),
    }
}

/// The number under which the running life is kept just as it stands, or further on. Every kept life is read for
/// it, so ask once.
pub fn kept_as(life: &str) -> Option<u32> {
    let text = text_of(life).ok().flatten().filter(|text| !text.is_empty())?;
    numbers(life).into_iter().find(|slot| {
        let kept = text_of(&place(life, &journal_name(*slot)));
        kept.is_ok_and(|kept| kept.is_some_and(|kept| kept.starts_with(&text)))
    })
}

/// The first number under which nothing is kept.
pub fn free_number(slots: &[SlotSummary]) -> u32 {
    (1..).find(|number| slots.iter().all(|kept| kept.slot != *number)).unwrap_or(u32::MAX)
}

/// Gives the running life another name, if there is one and it is not kept in a slot already.
pub(super) fn set_life_aside(life: &str) -> Result<Option<String>, String> {
    if !storage::exists(life) {
        return Ok(None);
    }
    if kept_as(life).is_some() {
        storage::remove(life).map_err(|why| why.to_string())?;
        picture::remove(life, None).ok();
        return Ok(None);
    }
    let aside = storage::set_aside(life).map_err(|why| why.to_string())?;
    picture::set_aside(life, None).ok();
    Ok(Some(aside))
}

/// Keeps the running life under a number. Another life that was kept there gets another name.
pub(super) fn keep_as(life: &str, slot: u32) -> Result<Vec<String>, String> {
    let Some(text) = text_of(life)?.filter(|text| !text.is_empty()) else {
        return Err("There is no life to keep.".into());
    };
    let name = place(life, &journal_name(slot));
    let mut notes = Vec::new();
    if let Some(before) = text_of(&name)?
        && !text.starts_with(&before)
    {
        let aside = storage::copy_aside(&name).map_err(|why| why.to_string())?;
        notes.push(format!("The life that was kept there is now {aside}."));
    }
    storage::write(&name, &text).map_err(|why| why.to_string())?;
    if text_of(&name)?.as_ref() != Some(&text) {
        return Err(format!("{name} was not the same when it was read back."));
    }
    picture::pass_on(life, slot).map_err(|why| why.to_string())?;
    Ok(notes)
}

/// Puts a kept life in the place of the running one, which gets another name. The kept one stays as it is.
pub(super) fn take_out(life: &str, slot: u32) -> Result<Vec<String>, String> {
    let name = place(life, &journal_name(slot));
    let Some(text) = text_of(&name)? else { return Err(format!("There is no life in slot {slot}.")) };
    let read = journal::read(&text);
    let mut notes = Vec::new();
    match read.fault {
        Some(Fault::Newer(_)) => return Err(format!("Slot {slot}: it was made by a newer Room Tone.")),
        Some(Fault::Damaged(_)) | None if read.lines.is_empty() => {
            return Err(format!("Slot {slot}: nothing in it can be read. It stays as it is."));
        }
        Some(Fault::Damaged(line)) => {
            notes.push(format!("Slot {slot} is damaged at line {line}; it goes on from just before."));
        }
        None => {}
    }
    let text = journal::text(&read.lines)?;
    if let Some(aside) = set_life_aside(life)? {
        notes.push(format!("The life before is kept as {aside}."));
    }
    storage::write(life, &text).map_err(|why| why.to_string())?;
    Ok(notes)
}

/// Gives a kept life and its picture other names. Nothing is deleted.
pub(super) fn remove(life: &str, slot: u32) -> Result<Vec<String>, String> {
    let name = place(life, &journal_name(slot));
    if !storage::exists(&name) {
        return Err(format!("There is no life in slot {slot}."));
    }
    let aside = storage::set_aside(&name).map_err(|why| why.to_string())?;
    picture::set_aside(life, Some(slot)).map_err(|why| why.to_string())?;
    Ok(vec![format!("The life that was in slot {slot} is kept as {aside}.")])
}
