//! Everything that differs between the desktop and the browser.
//!
//! The rest of the program never asks which of the two it is on: it asks here for a folder, a place
//! to keep a text, a task to run. Nothing in here knows the story.

#[cfg(feature = "endpoint")]
pub mod http;
pub mod page;
pub mod storage;

#[cfg(not(target_family = "wasm"))]
mod desktop;
#[cfg(not(target_family = "wasm"))]
pub use desktop::{
    LISTS_FOLDERS, QUITS, SOUNDS_AT_ONCE, THREADS, assets_dir, assets_path, begin, cache_dir, data_dir, fresh_seed,
    mods_dirs, pictures_dir,
};

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(target_family = "wasm")]
pub use browser::{
    LISTS_FOLDERS, QUITS, SOUNDS_AT_ONCE, THREADS, assets_dir, assets_path, begin, cache_dir, fresh_seed, mods_dirs,
    page_address, pictures_dir,
};

#[cfg(all(target_family = "wasm", feature = "embedded-mind"))]
compile_error!("llama.cpp does not run in the browser: build with --no-default-features --features game");
