//! Copies of the running life: the last three, made every twenty turns and at each ending, each read back before
//! an older one goes.

use super::{
    journal::{self, Journal},
    summary::{SaveSummary, summary},
};
use crate::platform::storage;
use std::time::SystemTime;

/// How many copies there are.
pub const BACKUPS: usize = 3;

/// So many turns lie between two of them.
const EVERY: usize = 20;

/// Whether a life that grew from so many turns to so many should be copied.
pub(super) fn is_due(before: usize, after: usize, ended: bool) -> bool {
    storage::HAS_ROOM && (ended || before / EVERY < after / EVERY)
}

/// The name of a copy; 1 is the newest.
fn name(journal: &str, n: usize) -> String {
    format!("{}.backup-{n}", journal.strip_suffix(".journal").unwrap_or(journal))
}

/// Copies the journal, makes sure that the copy is good, and lets the oldest one go.
pub(super) fn make(journal: &str) -> Result<(), String> {
    let say = |why: storage::StorageError| why.to_string();
    let Some(bytes) = storage::read(journal).map_err(say)? else { return Ok(()) };
    let text = String::from_utf8(bytes).map_err(|_| format!("{journal} cannot be read back"))?;
    if !journal::is_sound(&text) {
        return Err(format!("{journal} cannot be read back"));
    }
    let fresh = name(journal, 0);
    storage::write(&fresh, &text).map_err(say)?;
    if storage::read(&fresh).map_err(say)?.as_deref() != Some(text.as_bytes()) {
        storage::remove(&fresh).map_err(say)?;
        return Err(format!("{fresh} was not the same when it was read back"));
    }
    for n in (0..BACKUPS).rev() {
        if storage::exists(&name(journal, n)) {
            storage::rename(&name(journal, n), &name(journal, n + 1)).map_err(say)?;
        }
    }
    Ok(())
}

/// The newest copy that is good and begins with this text, which is what is left of the journal.
pub(super) fn newest(journal: &str, left: &str) -> Option<Journal> {
    (0..=BACKUPS).find_map(|n| {
        let bytes = storage::read(&name(journal, n)).ok().flatten()?;
        let text = String::from_utf8(bytes).ok().filter(|text| text.starts_with(left))?;
        Some(journal::read(&text)).filter(|copy| copy.fault.is_none() && !copy.lines.is_empty())
    })
}

/// A copy as it lies there.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// Its name.
    pub name: String,
    /// What is in it; none if it is not good.
    pub summary: Option<SaveSummary>,
    /// When it was made, where that is known.
    pub made: Option<SystemTime>,
}

/// The copies of a journal, the newest first.
pub fn backups(journal: &str) -> Vec<Backup> {
    let all = (1..=BACKUPS).filter_map(|n| {
        let name = name(journal, n);
        let bytes = storage::read(&name).ok().flatten()?;
        let read = journal::read(&String::from_utf8_lossy(&bytes));
        let summary = if read.fault.is_none() { summary(&read.entries()) } else { None };
        let made = storage::modified(&name);
        Some(Backup { name, summary, made })
    });
    all.collect()
}
