//! Where packs lie, and reading one from where it lies.

use super::{PackManifest, Reason, Refusal, bounds, folder, parse_pack, zipped};
use crate::script::{Source, model};
use std::{
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

/// How much of a pack is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Much {
    /// Only what it says about itself.
    Manifest,
    /// All of it.
    Whole,
}

/// A pack that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// What it says about itself.
    pub manifest: PackManifest,
    /// Its authored files, their paths beginning with `mods/` and its id.
    pub files: Vec<Source>,
    /// Its models, by name.
    pub models: Vec<(String, Arc<[u8]>)>,
    /// What in it was passed over.
    pub warnings: Vec<String>,
}

/// The files of a pack before anything in them is understood: their paths within it, and what is in them.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub files: Vec<(String, String)>,
    pub models: Vec<(String, Vec<u8>)>,
    pub ignored: Vec<String>,
}

impl Raw {
    pub(super) fn into_pack(mut self) -> Result<Pack, Reason> {
        let at = self.files.iter().position(|(path, _)| path == "pack.ron").ok_or(Reason::NoManifest)?;
        let (path, text) = self.files.swap_remove(at);
        let manifest = parse_pack(&path, &text)?;
        if self.files.iter().map(|(_, text)| bounds::texts(text)).sum::<usize>() > bounds::MOST_TEXTS {
            return Err(Reason::TooManyTexts);
        }
        self.files.sort();
        let id = &manifest.id;
        let there = self.models.iter().map(|(path, _)| (path.clone(), String::new()));
        let files = self.files.into_iter().chain(there.collect::<Vec<_>>());
        let files = files.map(|(path, text)| Source { path: format!("mods/{id}/{path}"), text }).collect();
        let models = self.models.into_iter().filter_map(|(path, bytes)| Some((model(&path)?.to_owned(), bytes.into())));
        let models = models.collect();
        self.ignored.sort();
        let warnings = self.ignored.iter().map(|path| format!("mods/{id}/{path}: not a kind of file that is read"));
        Ok(Pack { files, models, warnings: warnings.collect(), manifest })
    }
}

/// Reads a pack: a folder, or a zip.
pub fn read_at(place: &Path, much: Much) -> Result<Pack, Refusal> {
    let read = || match fs::metadata(place) {
        Ok(about) if about.is_dir() => folder::read(place, much)?.into_pack(),
        Ok(about) if about.is_file() => zipped::read(&bytes(place)?, much)?.into_pack(),
        _ => Err(Reason::NotThere),
    };
    read().map_err(|reason| refused(place, reason))
}

pub(super) fn refused(place: &Path, reason: Reason) -> Refusal {
    Refusal { place: place.display().to_string(), reason }
}

/// One byte more than a zip may have, at the most.
fn bytes(place: &Path) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let unreadable = |why: std::io::Error| Reason::Unreadable(why.to_string());
    let open = File::open(place).map_err(unreadable)?;
    open.take(bounds::MOST_ZIP + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Every folder and zip in the folders for packs, in the order of those and of their names.
pub(super) fn places(mods: &[PathBuf]) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for folder in mods {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let mut here: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        here.retain(|path| {
            let hidden = path.file_name().is_none_or(|name| bounds::hidden(&name.to_string_lossy()));
            !hidden && (path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")))
        });
        here.sort();
        places.append(&mut here);
    }
    places.truncate(bounds::MOST_PACKS);
    places
}

/// What a pack’s id has to be, by where it lies: the name of its folder, or of its zip.
pub fn name(place: &Path) -> String {
    let name = if place.is_dir() { place.file_name() } else { place.file_stem() };
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A number that is another as soon as a pack comes, goes or is written to; folders are looked into only for packs
/// that are on or asked for besides. No file is opened.
pub(super) fn fingerprint(mods: &[PathBuf], besides: &[PathBuf], on: impl Fn(&str) -> bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    for place in places(mods).iter().chain(besides) {
        let mut open = vec![place.clone()];
        let deep = on(&name(place)) || besides.contains(place);
        let mut seen = 0;
        while let Some(path) = open.pop() {
            seen += 1;
            // The pack itself may be a link, its files are read where they stand.
            let about = if seen == 1 { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
            let Ok(about) = about else { continue };
            path.hash(&mut hasher);
            (about.len(), about.modified().ok()).hash(&mut hasher);
            if deep && seen < bounds::MOST_ENTRIES && about.is_dir() {
                let Ok(entries) = fs::read_dir(&path) else { continue };
                let mut here: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                here.retain(|path| path.file_name().is_some_and(|name| !bounds::hidden(&name.to_string_lossy())));
                here.sort();
                open.append(&mut here);
            }
        }
    }
    hasher.finish()
}
