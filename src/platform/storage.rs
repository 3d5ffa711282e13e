//! Keeping texts: files in the data folder, or the browser's own storage.
//!
//! Names are plain words with a dot (`life.journal`); there are no folders. (On a desktop a whole path is a
//! name, too.)

#[cfg(not(target_family = "wasm"))]
pub use files::{
    HAS_ROOM, append, copy_aside, exists, modified, names, read, read_bytes, remove, rename, set_aside, write,
    write_bytes,
};
#[cfg(target_family = "wasm")]
pub use local::{
    HAS_ROOM, append, copy_aside, exists, modified, names, read, read_bytes, remove, rename, set_aside, write,
    write_bytes,
};

/// What went wrong, in words for the player.
#[derive(Debug, thiserror::Error)]
#[error("{what} {name}: {why}")]
pub struct StorageError {
    what: &'static str,
    name: String,
    why: String,
}

#[cfg(not(target_family = "wasm"))]
mod files {
    use super::StorageError;
    use std::{
        fs,
        io::{ErrorKind, Write},
        path::{Path, PathBuf},
        time::SystemTime,
    };

    /// Whether there is room for copies of what is kept.
    pub const HAS_ROOM: bool = true;

    fn place(name: &str) -> PathBuf {
        crate::platform::data_dir().join(name)
    }

    fn error(what: &'static str, name: &str, why: impl ToString) -> StorageError {
        StorageError { what, name: place(name).display().to_string(), why: why.to_string() }
    }

    /// The bytes under a name; none if there are none.
    pub fn read(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match fs::read(place(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(why) if why.kind() == ErrorKind::NotFound => Ok(None),
            Err(why) => Err(error("could not read", name, why)),
        }
    }

    /// The bytes that [`write_bytes`] put under a name; none if there are none.
    pub fn read_bytes(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        read(name)
    }

    /// Puts a text under a name, in one step: a reader sees the old or the new one, also after a crash.
    pub fn write(name: &str, text: &str) -> Result<(), StorageError> {
        write_bytes(name, text.as_bytes())
    }

    /// The same with bytes that are no text.
    pub fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let place = place(name);
        let fail = |why: std::io::Error| error("could not write", name, why);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let mut beside = place.clone().into_os_string();
        beside.push(".new");
        let put = |beside: &Path| {
            let mut file = fs::File::create(beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(beside, &place)
        };
        put(Path::new(&beside)).map_err(fail)?;
        sync_folder(&place);
        Ok(())
    }

    /// Adds a text at the end and waits until the disk has it. If it cannot be added whole, nothing is.
    pub fn append(name: &str, text: &str) -> Result<(), StorageError> {
        let place = place(name);
        let fail = |why: std::io::Error| error("could not write", name, why);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let fresh = !place.exists();
        let mut file = fs::OpenOptions::new().create(true).append(true).open(&place).map_err(fail)?;
        let before = file.metadata().map_err(fail)?.len();
        let added = file.write_all(text.as_bytes()).and_then(|()| file.sync_data());
        if added.is_err() {
            // Half a line must not stand before the next one.
            file.set_len(before).ok();
        }
        added.map_err(fail)?;
        if fresh {
            sync_folder(&place);
        }
        Ok(())
    }

    /// Waits until the disk knows under which name a file is there. Where a folder cannot be synced there is
    /// nothing more to be done, and no reason to call the file not written.
    fn sync_folder(place: &Path) {
        if cfg!(unix)
            && let Some(folder) = place.parent()
        {
            fs::File::open(folder).and_then(|folder| folder.sync_all()).ok();
        }
    }

    /// Whether anything is under a name.
    pub fn exists(name: &str) -> bool {
        place(name).exists()
    }

    /// When what is under a name was last written.
    pub fn modified(name: &str) -> Option<SystemTime> {
        fs::metadata(place(name)).and_then(|data| data.modified()).ok()
    }

    /// The names that lie beside a name, whether or not it has anything itself; in order.
    pub fn names(beside: &str) -> Vec<String> {
        let Some(folder) = place(beside).parent().map(Path::to_path_buf) else { return Vec::new() };
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    /// Removes what is under a name, if anything is.
    pub fn remove(name: &str) -> Result<(), StorageError> {
        match fs::remove_file(place(name)) {
            Err(why) if why.kind() != ErrorKind::NotFound => Err(error("could not remove", name, why)),
            _ => Ok(()),
        }
    }

    /// Gives what is under a name another one. What was under that is gone.
    pub fn rename(name: &str, to: &str) -> Result<(), StorageError> {
        fs::rename(place(name), place(to)).map_err(|why| error("could not rename", name, why))?;
        sync_folder(&place(to));
        Ok(())
    }

    /// Gives what is under a name another name that nothing has yet, and says which.
    pub fn set_aside(name: &str) -> Result<String, StorageError> {
        let aside = free(name);
        fs::rename(place(name), place(&aside)).map_err(|why| error("could not set aside", name, why))?;
        sync_folder(&place(&aside));
        Ok(aside)
    }

    /// Copies what is under a name to another name that nothing has yet, and says which.
    pub fn copy_aside(name: &str) -> Result<String, StorageError> {
        let bytes = read(name)?.ok_or_else(|| error("could not copy", name, "there is nothing there"))?;
        let aside = free(name);
        write_bytes(&aside, &bytes)?;
        Ok(aside)
    }

    fn free(name: &str) -> String {
        let aside = (1..).map(|n| format!("{name}.aside-{n}")).find(|aside| !place(aside).exists());
        aside.unwrap_or_default()
    }
}

#[cfg(target_family = "wasm")]
mod local {
    use super::StorageError;
    use std::time::SystemTime;

    const PREFIX: &str = "room-tone/";

    /// Whether there is room for copies of what is kept. A browser gives a page a few megabytes.
    pub const HAS_ROOM: bool = false;

    fn storage(name: &str) -> Result<web_sys::Storage, StorageError> {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        storage.ok_or_else(|| error("could not reach", name, "the browser keeps no data for this page"))
    }

    fn error(what: &'static str, name: &str, why: impl ToString) -> StorageError {
        StorageError { what, name: name.into(), why: why.to_string() }
    }

    fn text(name: &str) -> Result<Option<String>, StorageError> {
        let found = storage(name)?.get_item(&format!("{PREFIX}{name}"));
        found.map_err(|why| error("could not read", name, format!("{why:?}")))
    }

    /// The bytes under a name; none if there are none.
    pub fn read(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(text(name)?.map(String::into_bytes))
    }

    /// The bytes that [`write_bytes`] put under a name; none if there are none.
    pub fn read_bytes(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(text(name)?.map(|text| text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect()))
    }

    /// Puts a text under a name.
    pub fn write(name: &str, text: &str) -> Result<(), StorageError> {
        let put = storage(name)?.set_item(&format!("{PREFIX}{name}"), text);
        put.map_err(|_| error("could not write", name, "the browser's storage is full or closed"))
    }

    /// The same with bytes that are no text: each of them as a character.
    pub fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        write(name, &bytes.iter().map(|byte| char::from(*byte)).collect::<String>())
    }

    /// Adds a text at the end.
    pub fn append(name: &str, text: &str) -> Result<(), StorageError> {
        let before = self::text(name)?.unwrap_or_default();
        write(name, &(before + text))
    }

    /// Whether anything is under a name.
    pub fn exists(name: &str) -> bool {
        matches!(text(name), Ok(Some(_)))
    }

    /// When what is under a name was last written: the browser does not say.
    pub fn modified(_name: &str) -> Option<SystemTime> {
        None
    }

    /// The names that lie beside a name, whether or not it has anything itself; in order.
    pub fn names(beside: &str) -> Vec<String> {
        let Ok(storage) = storage(beside) else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
        let mut names: Vec<_> = keys.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned)).collect();
        names.sort();
        names
    }

    /// Removes what is under a name, if anything is.
    pub fn remove(name: &str) -> Result<(), StorageError> {
        let removed = storage(name)?.remove_item(&format!("{PREFIX}{name}"));
        removed.map_err(|why| error("could not remove", name, format!("{why:?}")))
    }

    /// Gives what is under a name another one. What was under that is gone.
    pub fn rename(name: &str, to: &str) -> Result<(), StorageError> {
        let text = text(name)?.ok_or_else(|| error("could not rename", name, "there is nothing there"))?;
        write(to, &text)?;
        remove(name)
    }

    /// Gives what is under a name another name that nothing has yet, and says which.
    pub fn set_aside(name: &str) -> Result<String, StorageError> {
        let aside = copy_aside(name)?;
        remove(name)?;
        Ok(aside)
    }

    /// Copies what is under a name to another name that nothing has yet, and says which.
    pub fn copy_aside(name: &str) -> Result<String, StorageError> {
        let text = text(name)?.ok_or_else(|| error("could not copy", name, "there is nothing there"))?;
        let aside = (1..).map(|n| format!("{name}.aside-{n}")).find(|aside| !exists(aside)).unwrap_or_default();
        write(&aside, &text)?;
        Ok(aside)
    }
}
