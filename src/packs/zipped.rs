//! Reading a pack that is a zip, which anybody may have made and for any reason.
//!
//! Nothing is unpacked to the disk. What a zip says about itself is looked at first; what it really unpacks to is
//! counted while it does, since a zip may lie.

use super::{
    Reason, bounds,
    shelf::{Much, Pack, Raw},
};
use std::io::{Cursor, ErrorKind, Read};
use zip::ZipArchive;

/// How an entry of a zip's directory begins, and how the directory's end does. Counted before the directory is
/// read, so that a zip with a million entries, or with a thousand directories, costs nothing.
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// More ends than this are no accident.
const MOST_ENDS: usize = 16;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A file in a zip.
struct Entry {
    at: usize,
    name: String,
    packed: u64,
}

/// Reads a pack from the bytes of a zip.
pub fn read_zip(bytes: &[u8]) -> Result<Pack, Reason> {
    read(bytes, Much::Whole)?.into_pack()
}

pub(super) fn read(bytes: &[u8], much: Much) -> Result<Raw, Reason> {
    if bytes.len() as u64 > bounds::MOST_ZIP {
        return Err(Reason::Damaged(format!("it is larger than {} MB", bounds::MOST_ZIP >> 20)));
    }
    let count = |mark: [u8; 4]| bytes.windows(4).filter(|found| *found == mark).count();
    if count(ENTRY) > bounds::MOST_ENTRIES {
        return Err(Reason::TooMany);
    }
    if count(END) > MOST_ENDS {
        return Err(Reason::Damaged("it has more than one directory".into()));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    // Of two with the same name one would be looked at and the other read, or not by everybody the same.
    if archive.has_duplicate_names() {
        return Err(Reason::Damaged("two files in it have the same name".into()));
    }
    let mut entries = entries(&mut archive, bytes.len() as u64)?;
    unwrap_folder(&mut entries);
    let mut raw = Raw::default();
    let mut left = bounds::MOST_TEXT;
    for entry in entries {
        match bounds::kind(&entry.name) {
            bounds::Kind::Code => return Err(Reason::Code(entry.name)),
            bounds::Kind::Beside => {}
            bounds::Kind::Unknown => raw.ignored.push(entry.name),
            bounds::Kind::Model if much == Much::Manifest => {}
            bounds::Kind::Model => {
                let bytes = unpack(&mut archive, &entry, left)?;
                left = left.saturating_sub(bytes.len() as u64);
                raw.models.push((entry.name, bytes));
            }
            bounds::Kind::Authored if much == Much::Manifest && entry.name != "pack.ron" => {}
            bounds::Kind::Authored => {
                let text = bounds::text(&entry.name, unpack(&mut archive, &entry, left)?)?;
                left = left.saturating_sub(text.len() as u64);
                raw.files.push((entry.name, text));
            }
        }
    }
    Ok(raw)
}

/// What the zip's directory says, as far as it may be.
fn entries(archive: &mut Archive<'_>, most: u64) -> Result<Vec<Entry>, Reason> {
    let mut entries = Vec::new();
    let mut sum = 0_u64;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        bounds::path(name.strip_suffix('/').unwrap_or(&name))?;
        // Files, folders, and those who do not say; no links, pipes or devices.
        if !matches!(file.unix_mode().map(|mode| mode & 0o170_000), None | Some(0 | 0o100_000 | 0o040_000)) {
            return Err(Reason::Link(name));
        }
        if file.encrypted() {
            return Err(Reason::Locked(name));
        }
        let (size, packed) = (file.size(), file.compressed_size().clamp(1, most.max(1)));
        sum = sum.saturating_add(size);
        if swells(size, packed) {
            return Err(Reason::Bomb(name));
        }
        if size > bounds::MOST_FILE {
            return Err(Reason::TooLarge(name));
        }
        if sum > bounds::MOST_UNPACKED {
            return Err(Reason::TooMuch);
        }
        if !name.ends_with('/') {
            entries.push(Entry { at, name, packed });
        }
    }
    Ok(entries)
}

/// Whether a file grows as no writing does.
fn swells(size: u64, packed: u64) -> bool {
    size > bounds::RATIO_FROM && size / packed > bounds::MOST_RATIO
}

/// Many zips hold one folder that holds everything: then it is as if one had opened it.
fn unwrap_folder(entries: &mut Vec<Entry>) {
    if entries.iter().any(|entry| entry.name == "pack.ron") {
        return;
    }
    entries.retain(|entry| !bounds::hidden(&entry.name));
    let Some(folder) = entries.iter().find_map(|entry| {
        let folder = entry.name.strip_suffix("/pack.ron")?;
        (!folder.contains('/')).then(|| format!("{folder}/"))
    }) else {
        return;
    };
    if entries.iter().all(|entry| entry.name.starts_with(&folder)) {
        entries.iter_mut().for_each(|entry| entry.name = entry.name.split_off(folder.len()));
    }
}

/// Unpacks one file, and stops as soon as it is too much.
fn unpack(archive: &mut Archive<'_>, entry: &Entry, left: u64) -> Result<Vec<u8>, Reason> {
    let mut file = archive.by_index(entry.at).map_err(damaged)?;
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 8 * 1024];
    loop {
        let read = match file.read(&mut chunk) {
            Ok(0) => return Ok(bytes),
            Ok(read) => read,
            Err(why) if why.kind() == ErrorKind::Interrupted => continue,
            Err(why) => return Err(Reason::Damaged(format!("{}: {why}", entry.name))),
        };
        bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
        let size = bytes.len() as u64;
        if swells(size, entry.packed) {
            return Err(Reason::Bomb(entry.name.clone()));
        }
        if size > bounds::MOST_FILE {
            return Err(Reason::TooLarge(entry.name.clone()));
        }
        if size > left {
            return Err(Reason::TooMuch);
        }
    }
}

fn damaged(why: impl ToString) -> Reason {
    Reason::Damaged(why.to_string())
}
