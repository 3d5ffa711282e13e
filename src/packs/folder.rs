//! Reading a pack that is a folder.

use super::{
    Reason, bounds,
    shelf::{Much, Raw},
};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

/// The files of a pack, or only its `pack.ron`.
pub(super) fn read(folder: &Path, much: Much) -> Result<Raw, Reason> {
    // The folder itself may be a link: whoever writes a pack keeps it where they like.
    let root = folder.canonicalize().map_err(unreadable)?;
    let mut raw = Raw::default();
    if much == Much::Manifest {
        let path = root.join("pack.ron");
        if fs::symlink_metadata(&path).is_err() {
            return Ok(raw);
        }
        let target = path.canonicalize().map_err(|_| Reason::Link("pack.ron".into()))?;
        if !target.starts_with(&root) || !target.is_file() {
            return Err(Reason::Link("pack.ron".into()));
        }
        raw.files.push(("pack.ron".into(), bounds::text("pack.ron", file(&target, "pack.ron")?)?));
        return Ok(raw);
    }
    let mut open = vec![(root.clone(), String::new(), 0)];
    let (mut seen, mut left) = (0, bounds::MOST_TEXT);
    while let Some((folder, name, depth)) = open.pop() {
        if depth > bounds::MOST_FOLDERS {
            return Err(Reason::FoldersTooDeep(name));
        }
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            seen += 1;
            if seen > bounds::MOST_ENTRIES {
                return Err(Reason::TooMany);
            }
            let own = entry.file_name().to_string_lossy().into_owned();
            let below = if name.is_empty() { own } else { format!("{name}/{own}") };
            if bounds::hidden(&below) {
                continue;
            }
            bounds::path(&below)?;
            let path = entry.path();
            let linked = entry.file_type().map_err(unreadable)?.is_symlink();
            let target = path.canonicalize().map_err(|_| Reason::Link(below.clone()))?;
            if !target.starts_with(&root) {
                return Err(Reason::Link(below));
            }
            let about = fs::metadata(&target).map_err(unreadable)?;
            if about.is_dir() {
                // A linked folder is there twice, or for ever: it is read where it stands.
                if linked {
                    raw.ignored.push(below);
                } else {
                    open.push((path, below, depth + 1));
                }
                continue;
            }
            if !about.is_file() {
                return Err(Reason::Link(below));
            }
            match bounds::kind(&below) {
                bounds::Kind::Code => return Err(Reason::Code(below)),
                bounds::Kind::Beside => {}
                bounds::Kind::Unknown => raw.ignored.push(below),
                bounds::Kind::Model => {
                    let bytes = file(&target, &below)?;
                    left = left.checked_sub(bytes.len() as u64).ok_or(Reason::TooMuch)?;
                    raw.models.push((below, bytes));
                }
                bounds::Kind::Authored => {
                    let text = bounds::text(&below, file(&target, &below)?)?;
                    left = left.checked_sub(text.len() as u64).ok_or(Reason::TooMuch)?;
                    raw.files.push((below, text));
                }
            }
        }
    }
    Ok(raw)
}

/// A file's bytes: one more than it may have, at the most, however long it grows meanwhile.
fn file(path: &Path, name: &str) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let open = File::open(path).map_err(unreadable)?;
    open.take(bounds::MOST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > bounds::MOST_FILE { Err(Reason::TooLarge(name.into())) } else { Ok(bytes) }
}

fn unreadable(why: std::io::Error) -> Reason {
    Reason::Unreadable(why.to_string())
}
