//! `room-tone check`: every authored file, read against itself.

use super::{players, story::PackArgs};
use crate::{
    packs::Loaded,
    script::{self, Source},
};
use std::process::ExitCode;

/// `mend` gives the sources as they are to be checked.
pub(super) fn run(packs: &PackArgs, json: bool, mend: impl FnOnce(Loaded) -> Result<Vec<Source>, String>) -> ExitCode {
    let loaded = match packs.load() {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let players = players::load(&packs.folders(&loaded)).1;
    let sources = match mend(loaded) {
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
