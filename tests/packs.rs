//! Packs over the story: real folders and real zips, taken or refused, in the program and in a running game.

mod lay;
mod refused;
mod running;
mod typed;

use room_tone::{
    packs::{LoadError, Loaded, Order, load},
    platform,
    script::{Source, load_folder},
};
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The least that a `pack.ron` says, and more.
pub fn manifest(id: &str, more: &str) -> String {
    format!("Pack(id: \"{id}\", name: \"The {id}\", version: \"1.0.0\", {more})")
}

/// Writes a pack as a folder in `mods` and returns where it lies.
pub fn folder(mods: &Path, id: &str, more: &str, files: &[(&str, &str)]) -> PathBuf {
    let place = mods.join(id);
    let own = manifest(id, more);
    for (path, text) in files.iter().copied().chain([("pack.ron", own.as_str())]) {
        let file = place.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    place
}

/// The bytes of a zip with these files in it.
pub fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file of the base story with something in it put otherwise.
pub fn base_with(path: &str, was: &str, is: &str) -> String {
    let text = base(path);
    assert!(text.contains(was), "{path} no longer holds {was:?}");
    text.replacen(was, is, 1)
}

/// A file of the base story.
pub fn base(path: &str) -> String {
    let sources = load_folder(&platform::assets_dir()).unwrap();
    sources.into_iter().find(|source: &Source| source.path == path).unwrap().text
}

/// An order in which these are on.
pub fn on(ids: &[&str]) -> Order {
    let mut order = Order::default();
    ids.iter().for_each(|id| order.turn(id, true));
    order
}

/// The base story with what lies in `mods` and is on.
pub fn loaded(mods: &Path, ids: &[&str]) -> Result<Loaded, LoadError> {
    load(&platform::assets_dir(), &[mods.to_path_buf()], &on(ids), &[])
}

pub const COFFEE: &str = "story/grey/coffee.beat.ron";

/// The coffee with another summary.
pub fn coffee(summary: &str) -> String {
    let text = base(COFFEE);
    let at = text.rfind("summary: \"").unwrap();
    format!("{}summary: \"{summary}\",\n)\n", &text[..at])
}
