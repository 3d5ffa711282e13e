//! Where the weights lie, and whether they are what they should be.

use crate::mind::models;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// The default weights' file, below the data folder's `models`.
pub const FILE: &str = models::DEFAULT_FILE;
/// How long that file is.
const BYTES: u64 = 98_362_432;
/// Its SHA-256.
const DIGEST: &str = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";
/// Another model's file, if the player names one.
const NAMED: &str = "ROOM_TONE_GGUF";

/// A file of weights that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Where.
    pub path: PathBuf,
    /// Whether it should be the default file, byte for byte; another one is the player's own affair.
    pub default: bool,
}

/// The weights that are to be used: what `$ROOM_TONE_GGUF` names, else the default ones. Only looks
/// whether they are there; in plain words what to do if they are not.
pub fn find() -> Result<Weights, String> {
    match std::env::var_os(NAMED) {
        Some(named) if !named.is_empty() => at(named.into(), false),
        _ => at(models::folder().join(FILE), true),
    }
}

/// The weights in a file that the player chose.
pub fn chosen(path: PathBuf) -> Result<Weights, String> {
    if path.is_file() {
        return Ok(Weights { path, default: false });
    }
    Err(format!(
        "The model that was chosen is not here any more ({}), so what she says was written by a person. `room-tone \
         models` shows which there are.",
        path.display()
    ))
}

/// The weights in this file.
pub fn at(path: PathBuf, default: bool) -> Result<Weights, String> {
    if path.is_file() {
        return Ok(Weights { path, default });
    }
    Err(if default {
        format!(
            "Samantha's small language model is not here ({}), so what she says was written by a person. `./play` \
             fetches it.",
            path.display()
        )
    } else {
        format!(
            "{NAMED} names {}, and there is no such file, so what she says was written by a person.",
            path.display()
        )
    })
}

/// Reads the whole file once and says in plain words what is wrong with it.
pub(super) fn check(weights: &Weights, end: &AtomicBool) -> Result<(), String> {
    let path = weights.path.display();
    let unreadable = |why: std::io::Error| format!("The language model cannot be read ({path}: {why})");
    let mut file = File::open(&weights.path).map_err(unreadable)?;
    let mut magic = [0; 4];
    if file.read_exact(&mut magic).is_err() || &magic != b"GGUF" {
        return Err(format!("The language model is no GGUF file ({path}){}", mend(weights)));
    }
    if !weights.default {
        return Ok(());
    }
    let bytes = file.metadata().map_err(unreadable)?.len();
    if bytes < BYTES {
        return Err(format!(
            "The language model is only there in part ({path}: {bytes} of {BYTES} bytes){}",
            mend(weights)
        ));
    }
    if bytes > BYTES || digest(&weights.path, end).map_err(unreadable)? != DIGEST {
        return Err(format!("The language model is damaged or another one ({path}){}", mend(weights)));
    }
    Ok(())
}

fn mend(weights: &Weights) -> &'static str {
    if weights.default { "; delete it, and `./play` fetches it again" } else { "; name another one, or none" }
}

/// Gives up when it is to end.
fn digest(path: &Path, end: &AtomicBool) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 || end.load(Ordering::Relaxed) {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
