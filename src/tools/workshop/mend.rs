//! `room-tone check --fix`: makes the mends that are certain, and shows each as a difference between two texts.

use super::MendArgs;
use crate::{
    packs::Loaded,
    platform,
    script::{self, Source},
};
use similar::TextDiff;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The sources, mended if that was asked for.
pub(in crate::tools) fn mended(asked: MendArgs, loaded: Loaded, quiet: bool) -> Result<Vec<Source>, String> {
    if asked.fix { mend(&roots(&loaded), loaded.sources, asked.dry_run, quiet) } else { Ok(loaded.sources) }
}

/// Where files lie, by how their paths begin. A pack in a zip is nowhere: it cannot be written to.
fn roots(loaded: &Loaded) -> Vec<(String, PathBuf)> {
    let packs = loaded.gathered.shelf.iter().filter(|shelved| shelved.place.is_dir());
    let packs = packs.map(|shelved| (format!("mods/{}/", shelved.id), shelved.place.clone()));
    std::iter::once((String::new(), platform::assets_dir())).chain(packs).collect()
}

/// The sources as they are after mending. The files are written too, unless it is only to be shown.
///
/// `roots` say where files lie, by how their paths begin; the last that fits counts. With `quiet`, standard output is
/// somebody else's, and the differences go to standard error.
fn mend(roots: &[(String, PathBuf)], sources: Vec<Source>, dry_run: bool, quiet: bool) -> Result<Vec<Source>, String> {
    let (after, edits) = script::mended(&sources);
    let mut files = 0;
    for (was, is) in sources.iter().zip(&after).filter(|(was, is)| was.text != is.text) {
        let file = found(roots, was)
            .ok_or_else(|| format!("{}: it cannot be mended where it is, or changed while it was read", was.path))?;
        show(&difference(was, is), quiet);
        if !dry_run {
            write(&file, &is.text).map_err(|why| format!("{}: {why}", file.display()))?;
        }
        files += 1;
    }
    let verb = if dry_run { "would be made" } else { "made" };
    show(&format!("{edits} mends {verb} in {files} files\n"), quiet);
    Ok(if dry_run { sources } else { after })
}

fn show(text: &str, quiet: bool) {
    if quiet { eprint!("{text}") } else { print!("{text}") }
}

/// The file that a source was read from, if it can be written to and still holds the same bytes.
fn found(roots: &[(String, PathBuf)], source: &Source) -> Option<PathBuf> {
    let file = roots.iter().rev().find_map(|(begins, root)| Some(root.join(source.path.strip_prefix(begins)?)))?;
    let bytes = fs::read(&file).ok()?;
    (bytes == source.text.as_bytes()).then_some(file)
}

/// As `diff -u` has it.
fn difference(was: &Source, is: &Source) -> String {
    let diff = TextDiff::from_lines(was.text.as_str(), is.text.as_str());
    let (before, after) = (format!("a/{}", was.path), format!("b/{}", is.path));
    diff.unified_diff().context_radius(1).header(&before, &after).to_string()
}

/// Writes the file in one step: whoever reads it meanwhile reads the old text or the new one.
fn write(file: &Path, text: &str) -> io::Result<()> {
    // What is only a link stays one.
    let file = file.canonicalize()?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = file.with_file_name(format!(".{name}.mending"));
    let written = fs::File::create_new(&beside).and_then(|mut new| {
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        fs::set_permissions(&beside, fs::metadata(&file)?.permissions())?;
        fs::rename(&beside, &file)
    });
    if written.as_ref().is_err_and(|why| why.kind() != io::ErrorKind::AlreadyExists) {
        // Whether or not it goes away: what went wrong before is what is told.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The base story in a folder of its own, one file of it spoilt.
    fn spoilt() -> (tempfile::TempDir, PathBuf, String) {
        let home = tempfile::tempdir().unwrap();
        for source in script::load_folder(&platform::assets_dir()).unwrap() {
            let file = home.path().join(&source.path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, source.text).unwrap();
        }
        let file = home.path().join("story/grey/coffee.beat.ron");
        let whole = fs::read_to_string(&file).unwrap();
        let was = whole.replacen("weren’t", "weren't", 1).replacen("then: \"done\"", "then: \"doen\"", 1);
        assert_ne!(was, whole);
        fs::write(&file, &was).unwrap();
        (home, file, whole)
    }

    fn run(home: &tempfile::TempDir, dry_run: bool) -> Vec<Source> {
        mend(&[(String::new(), home.path().to_owned())], script::load_folder(home.path()).unwrap(), dry_run, true)
            .unwrap()
    }

    #[test]
    fn mends_are_written_and_a_dry_run_only_shows_them() {
        let (home, file, whole) = spoilt();
        let was = fs::read_to_string(&file).unwrap();
        run(&home, true);
        assert_eq!(fs::read_to_string(&file).unwrap(), was);
        let sources = run(&home, false);
        assert_eq!(fs::read_to_string(&file).unwrap(), whole);
        assert!(sources.iter().any(|source| source.text == whole));
        let left = fs::read_dir(file.parent().unwrap()).unwrap();
        assert!(left.flatten().all(|entry| !entry.file_name().to_string_lossy().ends_with(".mending")));
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_not_written_over() {
        let (home, file, _) = spoilt();
        let sources = script::load_folder(home.path()).unwrap();
        fs::write(&file, "Beat(").unwrap();
        assert!(mend(&[(String::new(), home.path().to_owned())], sources, false, true).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "Beat(");
    }

    #[test]
    fn the_difference_names_the_file_and_its_lines() {
        let source = |text: &str| Source { path: "story/a.ron".into(), text: text.into() };
        let shown = difference(&source("one\ntwo\nthree\n"), &source("one\n2\nthree\n"));
        assert!(shown.starts_with("--- a/story/a.ron\n+++ b/story/a.ron\n@@"), "{shown}");
        assert!(shown.contains("\n-two\n+2\n"), "{shown}");
    }
}
