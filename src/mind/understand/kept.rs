//! Where examples lie, kept from one start to the next: placing those of a whole story takes the better part of a
//! minute, and most of them are what they were. Those of the base story come with the game. What is kept is found by
//! what an example says, so an edit costs one sentence; a file that cannot be read is as good as none.
//!
//! The file: the model's name, a record of hash, step and steps for each example, and a CRC-32 of all that. Numbers are
//! little-endian.

use super::place::Place;
use bevy::log::warn;
use std::{
    collections::{HashMap, HashSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Fewer new ones than this, and the file stays as it is.
const WORTH_WRITING: usize = 48;

/// More than this, and only those are kept that were asked for since the start: packs come and go.
const MOST: usize = 30_000;

/// The file that comes with the game, in the folder of the model whose places it holds.
pub(super) const SHIPPED: &str = "minilm-int8.places";

/// Places in a file.
pub(super) struct Kept {
    /// None where nothing can be written.
    file: Option<PathBuf>,
    model: String,
    wide: usize,
    known: HashMap<u64, Place>,
    used: HashSet<u64>,
    fresh: usize,
}

impl Kept {
    /// What is kept in this file of what a model has placed that gives so many numbers.
    pub fn open(file: PathBuf, model: &str, wide: usize) -> Self {
        let known = fs::read(&file).ok().and_then(|bytes| read(&bytes, model, wide)).unwrap_or_default();
        Self { known, ..Self::nowhere(Some(file), model, wide) }
    }

    /// Only what came with the game, where no file can be kept.
    pub fn shipped(bytes: &[u8], model: &str, wide: usize) -> Self {
        Self::nowhere(None, model, wide).beside(bytes)
    }

    fn nowhere(file: Option<PathBuf>, model: &str, wide: usize) -> Self {
        Self { file, model: model.to_owned(), wide, known: HashMap::new(), used: HashSet::new(), fresh: 0 }
    }

    /// The same, and what came with the game besides. Nothing of that is written down again for its own sake.
    pub fn beside(mut self, shipped: &[u8]) -> Self {
        self.known.extend(read(shipped, &self.model, self.wide).unwrap_or_default());
        self
    }

    pub fn find(&mut self, example: &str) -> Option<Place> {
        let hash = hash(example);
        let place = self.known.get(&hash).cloned();
        if place.is_some() {
            self.used.insert(hash);
        }
        place
    }

    pub fn keep(&mut self, example: &str, place: &Place) {
        let hash = hash(example);
        self.used.insert(hash);
        self.fresh += usize::from(self.known.insert(hash, place.clone()).is_none());
    }

    /// Writes them down, if that is worth it. It is no harm if it can't be done.
    pub fn write(&mut self) {
        let Some(file) = self.file.as_ref().filter(|_| self.fresh >= WORTH_WRITING) else { return };
        self.fresh = 0;
        if self.known.len() > MOST {
            self.known.retain(|hash, _| self.used.contains(hash));
        }
        if let Err(why) = put(file, &self.bytes()) {
            warn!("what words mean is worked out anew at the next start ({}: {why})", file.display());
        }
    }

    /// The file: the same bytes for the same places.
    pub fn bytes(&self) -> Vec<u8> {
        let mut known: Vec<_> = self.known.iter().collect();
        known.sort_unstable_by_key(|(hash, _)| **hash);
        let mut bytes = Vec::with_capacity(self.model.len() + 1 + self.known.len() * (12 + self.wide) + 4);
        bytes.extend(self.model.as_bytes());
        bytes.push(b'\n');
        for (hash, place) in known {
            bytes.extend(hash.to_le_bytes());
            bytes.extend(place.step.to_le_bytes());
            bytes.extend(place.steps.iter().map(|step| step.cast_unsigned()));
        }
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }
}

/// What an example is known by: FNV-1a (Fowler, Noll and Vo), the same on every machine and in every release.
fn hash(example: &str) -> u64 {
    example.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn read(bytes: &[u8], model: &str, wide: usize) -> Option<HashMap<u64, Place>> {
    let (rest, sum) = bytes.split_last_chunk::<4>()?;
    if crc32fast::hash(rest) != u32::from_le_bytes(*sum) {
        return None;
    }
    let records = rest.strip_prefix(model.as_bytes())?.strip_prefix(b"\n")?;
    let records = records.chunks_exact(12 + wide).map(|record| {
        let (hash, rest) = record.split_first_chunk::<8>()?;
        let (step, steps) = rest.split_first_chunk::<4>()?;
        let steps = steps.iter().map(|step| step.cast_signed()).collect();
        Some((u64::from_le_bytes(*hash), Place { step: f32::from_le_bytes(*step), steps }))
    });
    records.collect()
}

/// In one step: whoever reads sees the old or the new one.
fn put(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Another game may be writing the same.
    let beside = file.with_extension(format!("{}.new", std::process::id()));
    let written = fs::File::create(&beside).and_then(|mut new| new.write_all(bytes));
    let written = written.and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        fs::remove_file(&beside).ok();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: i8) -> Place {
        Place { step: 0.01, steps: Box::new([n, -n, 127]) }
    }

    fn filled(file: &Path, examples: usize) -> Kept {
        let mut kept = Kept::open(file.to_path_buf(), "model", 3);
        for at in 0..examples {
            kept.keep(&format!("example {at}"), &place(at as i8));
        }
        kept.write();
        kept
    }

    #[test]
    fn what_was_placed_is_found_again_and_only_for_the_same_model() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("mind/places");
        filled(&file, 60);
        let mut again = Kept::open(file.clone(), "model", 3);
        assert_eq!(again.find("example 59"), Some(place(59)));
        assert_eq!(again.find("another"), None);
        assert_eq!(Kept::open(file.clone(), "another", 3).find("example 1"), None);
        assert_eq!(fs::read_dir(home.path().join("mind")).unwrap().count(), 1, "nothing else is left lying there");
    }

    #[test]
    fn what_came_with_the_game_is_known_and_written_nowhere() {
        let home = tempfile::tempdir().unwrap();
        let shipped = filled(&home.path().join("made"), 60).bytes();
        let file = home.path().join("places");
        let mut kept = Kept::open(file.clone(), "model", 3).beside(&shipped);
        assert_eq!((kept.known.len(), kept.find("example 59")), (60, Some(place(59))));
        kept.write();
        assert!(!file.exists());
        assert_eq!(Kept::shipped(&shipped, "another", 3).known.len(), 0);
        assert_eq!(Kept::shipped(&shipped, "model", 3).bytes(), shipped);
    }

    #[test]
    fn a_few_are_not_worth_a_file() {
        let home = tempfile::tempdir().unwrap();
        filled(&home.path().join("places"), WORTH_WRITING - 1);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_damaged_anywhere_is_as_good_as_none() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("places");
        filled(&file, 60);
        let whole = fs::read(&file).unwrap();
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            assert!(read(&bytes, "model", 3).is_none(), "byte {at}");
            assert!(read(&whole[..at], "model", 3).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_lost() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        let mut kept = filled(&home.path().join("file/places"), 60);
        assert_eq!(kept.find("example 3"), Some(place(3)));
    }
}
