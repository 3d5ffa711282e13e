//! `room-tone check`: every authored file, read against itself.

use super::{players, story::PackArgs};
use crate::{packs::Loaded, platform, script};
use std::{path::PathBuf, process::ExitCode};

/// What is done about faults whose mend is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// The mends are shown.
    Shown,
    /// They are shown and made.
    Made,
}

/// Where files lie, by how their paths begin. A pack in a zip is nowhere: it cannot be written to.
fn roots(loaded: &Loaded) -> Vec<(String, PathBuf)> {
    let packs = loaded.gathered.shelf.iter().filter(|shelved| shelved.place.is_dir());
    let packs = packs.map(|shelved| (format!("mods/{}/", shelved.id), shelved.place.clone()));
    std::iter::once((String::new(), platform::assets_dir())).chain(packs).collect()
}

pub(super) fn run(packs: &PackArgs, json: bool, mend: Option<Mend>) -> ExitCode {
    let loaded = match packs.load() {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let players = players::load(&packs.folders(&loaded)).1;
    let sources = match mend {
        Some(mend) => super::mend::mend(&roots(&loaded), loaded.sources, mend == Mend::Shown, json),
        None => Ok(loaded.sources),
    };
    let sources = match sources {
        Ok(sources) => sources,
        Err(why) => return super::cli::fail(&why),
    };
    let (_, mut faults) = script::check(&sources);
    faults.extend(players);
    let errors = faults.iter().filter(|f| f.is_error()).count();
    if json {
        match serde_json::to_string_pretty(&faults) {
            Ok(text) => println!("{text}"),
            Err(why) => return super::cli::fail(&why.to_string()),
        }
    } else {
        for fault in &faults {
            println!("{fault}");
        }
        let files = sources.len();
        println!("{files} files, {errors} errors, {} warnings", faults.len() - errors);
    }
    if errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
