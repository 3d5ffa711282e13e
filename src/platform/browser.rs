//! The same for a browser: no folders to list, no threads, and storage instead of files.

/// Whether a folder of assets can be listed.
pub const LISTS_FOLDERS: bool = false;

/// Whether there are threads to think on.
pub const THREADS: bool = false;

/// Whether the player can quit: a page is closed by its browser.
pub const QUITS: bool = false;

/// Whether sound may start by itself. Browsers wait for a click or a key.
pub const SOUNDS_AT_ONCE: bool = false;

/// Where the authored files would lie, if a page had folders.
pub fn assets_dir() -> std::path::PathBuf {
    "assets".into()
}

/// Where pictures would go: a page has no folders, and offers none to be taken.
pub fn pictures_dir() -> std::path::PathBuf {
    "pictures".into()
}

/// Where packs are looked for: a page has no folders, and so no packs yet.
pub fn mods_dirs() -> Vec<std::path::PathBuf> {
    Vec::new()
}

/// Where what can be worked out again would lie.
pub fn cache_dir() -> Option<std::path::PathBuf> {
    None
}

/// A seed that no life had before.
pub fn fresh_seed() -> u64 {
    web_sys::window().and_then(|w| w.performance()).map_or(1, |p| (p.time_origin() + p.now()).to_bits())
}

/// Where Bevy finds the assets, from the page on.
pub fn assets_path() -> String {
    "assets".into()
}

/// What has to be done before anything else: a panic is to be read in the console.
pub fn begin() {
    console_error_panic_hook::set_once();
}

/// The page's own address; empty, if it has none.
pub fn page_address() -> String {
    web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}
