//! Keeping texts: files in the data folder, or the browser's own storage.
//!
//! Names are plain words with a dot (`life.journal`); there are no folders.

#[cfg(not(target_family = "wasm"))]
pub use files::{append, read, remove, set_aside, write};
#[cfg(target_family = "wasm")]
pub use local::{append, read, remove, set_aside, write};

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
        path::PathBuf,
    };

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

    /// Puts a text under a name, in one step: a reader sees the old or the new one.
    pub fn write(name: &str, text: &str) -> Result<(), StorageError> {
        let place = place(name);
        let fail = |why: std::io::Error| error("could not write", name, why);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let beside = place.with_extension("new");
        fs::write(&beside, text).and_then(|()| fs::rename(&beside, &place)).map_err(fail)
    }

    /// Adds a text at the end and waits until the disk has it.
    pub fn append(name: &str, text: &str) -> Result<(), StorageError> {
        let place = place(name);
        let fail = |why: std::io::Error| error("could not write", name, why);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let mut file = fs::OpenOptions::new().create(true).append(true).open(place).map_err(fail)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).map_err(fail)
    }

    /// Removes what is under a name, if anything is.
    pub fn remove(name: &str) -> Result<(), StorageError> {
        match fs::remove_file(place(name)) {
            Err(why) if why.kind() != ErrorKind::NotFound => Err(error("could not remove", name, why)),
            _ => Ok(()),
        }
    }

    /// Gives what is under a name another name that nothing has yet, and says which.
    pub fn set_aside(name: &str) -> Result<String, StorageError> {
        let aside = (1..).map(|n| format!("{name}.aside-{n}")).find(|aside| !place(aside).exists());
        let aside = aside.unwrap_or_default();
        fs::rename(place(name), place(&aside)).map_err(|why| error("could not set aside", name, why))?;
        Ok(aside)
    }
}

#[cfg(target_family = "wasm")]
mod local {
    use super::StorageError;

    const PREFIX: &str = "room-tone/";

    fn storage(name: &str) -> Result<web_sys::Storage, StorageError> {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        storage.ok_or_else(|| error("could not reach", name, "the browser keeps no data for this page"))
    }

    fn error(what: &'static str, name: &str, why: impl ToString) -> StorageError {
        StorageError { what, name: name.into(), why: why.to_string() }
    }

    /// The bytes under a name; none if there are none.
    pub fn read(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let found = storage(name)?.get_item(&format!("{PREFIX}{name}"));
        found.map(|text| text.map(String::into_bytes)).map_err(|why| error("could not read", name, format!("{why:?}")))
    }

    /// Puts a text under a name.
    pub fn write(name: &str, text: &str) -> Result<(), StorageError> {
        let put = storage(name)?.set_item(&format!("{PREFIX}{name}"), text);
        put.map_err(|_| error("could not write", name, "the browser's storage is full or closed"))
    }

    /// Adds a text at the end.
    pub fn append(name: &str, text: &str) -> Result<(), StorageError> {
        let before = read(name)?.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        write(name, &(before + text))
    }

    /// Removes what is under a name, if anything is.
    pub fn remove(name: &str) -> Result<(), StorageError> {
        let removed = storage(name)?.remove_item(&format!("{PREFIX}{name}"));
        removed.map_err(|why| error("could not remove", name, format!("{why:?}")))
    }

    /// Gives what is under a name another name that nothing has yet, and says which.
    pub fn set_aside(name: &str) -> Result<String, StorageError> {
        let storage = storage(name)?;
        let free = |aside: &String| storage.get_item(&format!("{PREFIX}{aside}")).ok().flatten().is_none();
        let aside = (1..).map(|n| format!("{name}.aside-{n}")).find(free).unwrap_or_default();
        if let Some(bytes) = read(name)? {
            write(&aside, &String::from_utf8_lossy(&bytes))?;
            remove(name)?;
        }
        Ok(aside)
    }
}
