//! Which grades models were given here: a small file beside the saves, by where a file
//! lies, or by a model's name and its server: two may both call theirs `default`. No key is in it.

use super::{MindChoice, doctor::Grade, models};
use crate::platform::storage;
use bevy::log::warn;
use std::{collections::BTreeMap, path::Path, sync::Mutex};

/// The file.
const GRADES: &str = "grades.json";

type Grades = BTreeMap<String, Grade>;

/// The grade that this mind was given, if it was examined.
pub fn grade(choice: &MindChoice) -> Option<Grade> {
    read().get(&name(choice)?).copied()
}

/// What there is to say of a mind that somebody named and nobody examined, if it is one.
pub fn warning(choice: &MindChoice) -> Option<&'static str> {
    let named = match models::settled(choice) {
        MindChoice::First(first, _) => *first,
        settled => settled,
    };
    let somebodys = matches!(named, MindChoice::Endpoint { .. } | MindChoice::Weights(_));
    (somebodys && name(&named).is_some() && grade(&named).is_none()).then_some(
        "Nobody has examined this model here: it may say the written lines, a little differently, and nothing else. \
         `room-tone doctor` with the same options takes some minutes, and it is trusted as far as its grade goes.",
    )
}

/// Remembers the grade of a mind.
pub fn remember(choice: &MindChoice, grade: Grade) -> Result<(), String> {
    let Some(name) = name(choice) else { return Ok(()) };
    // Two may be examined at once, and neither grade is to be lost.
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock();
    let mut grades = read();
    grades.insert(name, grade);
    let text = serde_json::to_string_pretty(&grades).map_err(|why| why.to_string())?;
    storage::write(GRADES, &text).map_err(|why| why.to_string())
}

fn name(choice: &MindChoice) -> Option<String> {
    match &models::settled(choice) {
        MindChoice::First(first, _) => name(first),
        MindChoice::Endpoint { url, model, .. } => endpoint(url, model),
        // By its whole place: many a folder holds a `model.gguf`.
        MindChoice::Weights(path) => Some(weights(path)),
        MindChoice::Embedded | MindChoice::Best => embedded(),
        MindChoice::Authored => None,
    }
}

#[cfg(feature = "endpoint")]
fn endpoint(url: &str, model: &str) -> Option<String> {
    let endpoint = super::performers::endpoint::Endpoint::new(url, model, None).ok()?;
    Some(format!("endpoint {model} at {}", endpoint.place()))
}

#[cfg(not(feature = "endpoint"))]
fn endpoint(_: &str, _: &str) -> Option<String> {
    None
}

#[cfg(feature = "embedded-mind")]
fn embedded() -> Option<String> {
    Some(weights(&super::performers::embedded::weights::find().ok()?.path))
}

#[cfg(not(feature = "embedded-mind"))]
fn embedded() -> Option<String> {
    None
}

fn weights(path: &Path) -> String {
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    format!("embedded {}", place.display())
}

fn read() -> Grades {
    let bytes = match storage::read(GRADES) {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(why) => {
            warn!("the grades of models cannot be read: {why}");
            return Grades::new();
        }
    };
    if bytes.is_empty() {
        return Grades::new();
    }
    serde_json::from_slice(&bytes).unwrap_or_else(|why| {
        warn!("{GRADES} cannot be read ({why}); models are taken as if nobody had examined them");
        Grades::new()
    })
}
