//! Folders, threads and seeds on a desktop.

use std::{path::PathBuf, time::SystemTime};

/// Whether a folder of assets can be listed.
pub const LISTS_FOLDERS: bool = true;

/// Whether there are threads to think on.
pub const THREADS: bool = true;

/// Whether the player can quit: a page is closed by its browser.
pub const QUITS: bool = true;

/// Whether sound may start by itself. Browsers wait for a click or a key.
pub const SOUNDS_AT_ONCE: bool = true;

/// Where the authored files, fonts and models lie: `$ROOM_TONE_ASSETS`, else `assets` beside the
/// program, else in the folder it was started from, else in the source tree it was built from.
pub fn assets_dir() -> PathBuf {
    if let Some(set) = std::env::var_os("ROOM_TONE_ASSETS") {
        return set.into();
    }
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("assets")));
    let built_from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets");
    let places = [beside, Some("assets".into()), Some(built_from.clone())];
    places.into_iter().flatten().find(|place| place.join("story/story.ron").is_file()).unwrap_or(built_from)
}

/// Where saves, settings and weights lie: `$ROOM_TONE_HOME`, else the platform's data folder.
pub fn data_dir() -> PathBuf {
    if let Some(set) = std::env::var_os("ROOM_TONE_HOME") {
        return set.into();
    }
    directories::ProjectDirs::from("", "", "room-tone")
        .map_or_else(|| PathBuf::from("room-tone-data"), |dirs| dirs.data_dir().to_path_buf())
}

/// Where what can be worked out again lies, if anywhere: with the rest in `$ROOM_TONE_HOME`, else in the platform's cache.
pub fn cache_dir() -> Option<PathBuf> {
    if std::env::var_os("ROOM_TONE_HOME").is_some() {
        return Some(data_dir().join("cache"));
    }
    directories::ProjectDirs::from("", "", "room-tone").map(|dirs| dirs.cache_dir().to_path_buf())
}

/// Where a player's pictures go: with the rest in `$ROOM_TONE_HOME`, else a folder of the game's among the player's own
/// pictures, else in the data folder.
pub fn pictures_dir() -> PathBuf {
    let own = std::env::var_os("ROOM_TONE_HOME").is_none().then(directories::UserDirs::new).flatten();
    let own = own.as_ref().and_then(directories::UserDirs::picture_dir).map(|folder| folder.join("Room Tone"));
    own.unwrap_or_else(|| data_dir().join("pictures"))
}

/// Where packs are looked for: beside the assets what came with the game, and in the data folder the player's own.
pub fn mods_dirs() -> Vec<PathBuf> {
    vec![assets_dir().with_file_name("mods"), data_dir().join("mods")]
}

/// A seed that no life had before.
pub fn fresh_seed() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64)
}

/// Where Bevy finds the assets. Absolute: Bevy takes a relative path from the program, not from the
/// folder it was started in.
pub fn assets_path() -> String {
    let folder = assets_dir();
    std::path::absolute(&folder).unwrap_or(folder).to_string_lossy().into_owned()
}

/// What has to be done before anything else.
pub fn begin() {}
