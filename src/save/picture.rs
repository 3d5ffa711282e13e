//! Pictures of lives: beside each journal a small PNG of where it was left.
//!
//! `life` is the name of the running life's journal; a kept life lies beside it under its number. A picture is
//! not worth a life: where one cannot be moved with its journal, the journal moves all the same.

use super::slots;
use crate::platform::storage::{self, StorageError};
use bevy::prelude::Message;

/// A picture was kept: of the life under this number, or of the running one.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictured(pub Option<u32>);

/// The name of a picture.
pub fn picture_name(life: &str, slot: Option<u32>) -> String {
    match slot {
        Some(slot) => slots::place(life, &format!("slot-{slot}.png")),
        None => format!("{}.png", life.strip_suffix(".journal").unwrap_or(life)),
    }
}

/// Keeps a picture, as the bytes of a PNG.
pub fn keep_picture(life: &str, slot: Option<u32>, png: &[u8]) -> Result<(), StorageError> {
    storage::write_bytes(&picture_name(life, slot), png)
}

/// A picture, if there is one.
pub fn picture(life: &str, slot: Option<u32>) -> Option<Vec<u8>> {
    storage::read_bytes(&picture_name(life, slot)).ok().flatten()
}

/// Until there is a better one, the running life's picture is that of the life just kept. What was shown
/// there before showed another life.
pub(super) fn pass_on(life: &str, slot: u32) -> Result<(), StorageError> {
    storage::remove(&picture_name(life, Some(slot)))?;
    if let Some(png) = picture(life, None) {
        keep_picture(life, Some(slot), &png)?;
    }
    Ok(())
}

/// Gives a picture another name, if there is one.
pub(super) fn set_aside(life: &str, slot: Option<u32>) -> Result<(), StorageError> {
    let name = picture_name(life, slot);
    if storage::exists(&name) { storage::set_aside(&name).map(drop) } else { Ok(()) }
}

/// Removes a picture, if there is one.
pub(super) fn remove(life: &str, slot: Option<u32>) -> Result<(), StorageError> {
    storage::remove(&picture_name(life, slot))
}

#[cfg(test)]
mod tests {
    use super::{super::slots::set_life_aside, *};
    use crate::story::{Entry, FORMAT};

    /// A folder with a running life in it, and the name of its journal.
    fn life() -> (tempfile::TempDir, String) {
        let home = tempfile::tempdir().unwrap();
        let life = home.path().join("life.journal").to_string_lossy().into_owned();
        let story = "small".to_owned();
        let began = Entry::Began {
            format: FORMAT,
            story,
            version: "1".into(),
            seed: 7,
            scene: "room".into(),
            before: Default::default(),
        };
        storage::write(&life, &super::super::line(&[began]).unwrap()).unwrap();
        (home, life)
    }

    #[test]
    fn a_kept_life_takes_the_running_ones_picture_and_not_an_older_one() {
        let (home, life) = life();
        keep_picture(&life, Some(2), b"another life").unwrap();
        slots::keep_as(&life, 2).unwrap();
        assert_eq!(picture(&life, Some(2)), None, "it showed what was kept there before");
        keep_picture(&life, None, b"this one").unwrap();
        assert_eq!(std::fs::read(home.path().join("life.png")).unwrap(), b"this one");
        slots::keep_as(&life, 2).unwrap();
        assert_eq!(std::fs::read(home.path().join("slot-2.png")).unwrap(), b"this one");
    }

    #[test]
    fn the_picture_goes_where_the_life_goes() {
        let (home, life) = life();
        keep_picture(&life, None, b"this one").unwrap();
        set_life_aside(&life).unwrap();
        assert_eq!(picture(&life, None), None);
        assert_eq!(std::fs::read(home.path().join("life.png.aside-1")).unwrap(), b"this one");
    }

    #[test]
    fn what_is_kept_is_known_by_its_number() {
        let (_home, life) = life();
        assert_eq!(slots::kept_as(&life), None);
        slots::keep_as(&life, 3).unwrap();
        assert_eq!(slots::kept_as(&life), Some(3));
        storage::append(&life, &super::super::line(&[Entry::Drew { count: 1 }]).unwrap()).unwrap();
        assert_eq!(slots::kept_as(&life), None, "it has gone on since");
        assert_eq!(slots::free_number(&slots::beside(&life)), 1);
    }
}
