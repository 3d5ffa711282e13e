//! `room-tone check`: every authored file, read against itself.

use crate::{platform, script};
use std::{path::PathBuf, process::ExitCode};

pub(super) fn run(packs: &[PathBuf], json: bool, fix: bool, dry_run: bool) -> ExitCode {
    if let Some(missing) = packs.iter().find(|pack| !pack.is_dir()) {
        return super::cli::fail(&format!("--pack {}: there is no such folder", missing.display()));
    }
    let assets = platform::assets_dir();
    let sources = match script::load_folders(&assets, packs) {
        Ok(sources) => sources,
        Err(why) => return super::cli::fail(&why),
    };
    let folders: Vec<PathBuf> = std::iter::once(assets).chain(packs.iter().cloned()).collect();
    let sources = if fix { super::mend::mend(&folders, sources, dry_run, json) } else { Ok(sources) };
    let sources = match sources {
        Ok(sources) => sources,
        Err(why) => return super::cli::fail(&why),
    };
    let (_, faults) = script::check(&sources);
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
