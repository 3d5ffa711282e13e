//! The part of a file that is here already, and a note of what it is a part of.

use super::{GOES_ON, Stop, Wanted};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Error, ErrorKind, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// What a part is a part of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Where it comes from.
    pub url: String,
    /// What the host called this state of the file, if it did.
    pub etag: Option<String>,
    /// What the whole file's SHA-256 must be.
    pub sha256: String,
    /// How large the whole file is.
    pub bytes: u64,
}

/// A file that is being fetched.
pub(super) struct Part {
    file: File,
    path: PathBuf,
    pub note: Note,
    /// So much of it is here.
    pub bytes: u64,
    hasher: Sha256,
}

fn beside(place: &Path, ending: &str) -> PathBuf {
    let mut path = place.to_path_buf().into_os_string();
    path.push(ending);
    path.into()
}

/// Whether something is here that has to be read first.
pub(super) fn is_begun(place: &Path) -> bool {
    fs::metadata(beside(place, ".part")).is_ok_and(|data| data.len() > 0)
}

fn fail(path: &Path, why: &Error) -> Stop {
    Stop::Over(match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("the disk is full ({}); make room, {GOES_ON}", path.display())
        }
        _ => format!("{} could not be written: {why}", path.display()),
    })
}

impl Part {
    /// Opens the part beside a file's final name and reads what is in it. One without a note is worth nothing.
    pub fn open(place: &Path, cancelled: &AtomicBool) -> Result<Self, Stop> {
        let path = beside(place, ".part");
        let failed = |why: &Error| fail(&path, why);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|why| fail(folder, &why))?;
        }
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = file.map_err(|why| failed(&why))?;
        // Where files cannot be locked, nobody else is expected.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Stop::Over(format!("{} is being fetched already", place.display())));
        }
        // Whoever held it may just have finished: then this is the finished file under its old name, or a new, empty one.
        if place.exists() {
            fs::remove_file(&path).ok();
            return Err(Stop::Over(format!("{} is there already", place.display())));
        }
        let note =
            fs::read(beside(place, ".part.json")).ok().and_then(|note| serde_json::from_slice::<Note>(&note).ok());
        let mut hasher = Sha256::new();
        let mut bytes = 0;
        if note.is_some() {
            let mut buffer = vec![0; 1 << 20];
            loop {
                if cancelled.load(Ordering::Relaxed) {
                    return Err(Stop::Cancelled);
                }
                let read = file.read(&mut buffer).map_err(|why| failed(&why))?;
                if read == 0 {
                    break;
                }
                hasher.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
        let note = note.unwrap_or_default();
        Ok(Self { file, path, note, bytes, hasher })
    }

    /// From which byte on the rest is asked for, and the state in which the file must still be.
    pub fn range(&self, url: &str) -> Option<(u64, Option<&str>)> {
        let etag = self.note.etag.as_deref().filter(|_| self.note.url == url);
        (self.bytes > 0).then_some((self.bytes, etag))
    }

    /// Whether this is a part of the file that was asked for, as far as its SHA-256 is known: by the host, or else by
    /// whoever asks. If neither knows it, the note must do; the whole is compared with it in the end.
    pub fn is_of(&self, theirs: Option<&str>, wanted: &Wanted) -> bool {
        let known = theirs.or(wanted.sha256.as_deref());
        known.is_none_or(|known| known == self.note.sha256) && self.bytes <= self.note.bytes
    }

    /// Whether all of it is here, by the note.
    pub fn is_whole(&self) -> bool {
        self.bytes == self.note.bytes
    }

    /// Begins anew. The note is written first: a part without one is worth nothing.
    pub fn begin(&mut self, note: Note) -> Result<(), Stop> {
        let text = serde_json::to_vec(&note).map_err(|why| Stop::Over(why.to_string()))?;
        let emptied = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0)));
        emptied.map_err(|why| fail(&self.path, &why))?;
        let place = beside(&self.path, ".json");
        fs::write(&place, text).map_err(|why| fail(&place, &why))?;
        (self.note, self.bytes, self.hasher) = (note, 0, Sha256::new());
        Ok(())
    }

    /// Adds what came.
    pub fn add(&mut self, chunk: &[u8]) -> Result<(), Stop> {
        self.file.write_all(chunk).map_err(|why| fail(&self.path, &why))?;
        self.hasher.update(chunk);
        self.bytes += chunk.len() as u64;
        Ok(())
    }

    /// Deletes it: nothing that is gone on from here can be right.
    pub fn spoiled(&self, why: String) -> Stop {
        fs::remove_file(&self.path).ok();
        fs::remove_file(beside(&self.path, ".json")).ok();
        Stop::Over(why)
    }

    /// Deletes it if nothing has come of it.
    pub fn sweep(&self) {
        if fs::metadata(&self.path).is_ok_and(|data| data.len() == 0) {
            fs::remove_file(&self.path).ok();
            fs::remove_file(beside(&self.path, ".json")).ok();
        }
    }

    /// Gives it its final name, if it is what it should be.
    pub fn finish(&mut self, place: &Path, sha256: &str, host: &str) -> Result<(), Stop> {
        let found: String =
            std::mem::take(&mut self.hasher).finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if found != sha256 {
            return Err(self.spoiled(format!(
                "what came from {host} is not what it should be (its SHA-256 is {found} and should be {sha256}); it \
                 was deleted, try again"
            )));
        }
        let mut magic = [0; 4];
        let read = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.read_exact(&mut magic));
        if read.is_err() || &magic != b"GGUF" {
            return Err(self.spoiled(format!("what is at {host} is no GGUF file; it was deleted")));
        }
        self.file.sync_all().map_err(|why| fail(&self.path, &why))?;
        fs::rename(&self.path, place).map_err(|why| fail(place, &why))?;
        fs::remove_file(beside(&self.path, ".json")).ok();
        Ok(())
    }
}
