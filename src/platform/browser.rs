//! The same for a browser: no folders to list, no threads, and storage instead of files.

/// Whether a folder of assets can be listed.
pub const LISTS_FOLDERS: bool = false;

/// Whether there are threads to think on.
pub const THREADS: bool = false;

/// A seed that no life had before.
pub fn fresh_seed() -> u64 {
    web_sys::window().and_then(|w| w.performance()).map_or(1, |p| (p.time_origin() + p.now()).to_bits())
}
