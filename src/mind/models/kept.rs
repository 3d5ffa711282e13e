//! Who was chosen to speak for her: a small file beside the saves. No key is in it.

use super::super::MindChoice;
use crate::platform::storage;
use bevy::log::warn;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The file.
const MIND: &str = "mind.json";

/// Who was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaks {
    /// The small model that comes with the game, if it is there, else written lines.
    #[default]
    Default,
    /// Written lines only.
    Written,
    /// A file of weights, in this process.
    File(PathBuf),
    /// A model of a server on this machine.
    Server {
        /// The base address, as `http://127.0.0.1:11434/v1`.
        url: String,
        /// What the server calls the model.
        model: String,
    },
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    speaks: Speaks,
}

impl Speaks {
    /// Who speaks once it is chosen: a server may be switched off, and then the model in this process says the written
    /// line again, as it would anyway.
    pub fn chosen(&self) -> MindChoice {
        match self {
            Self::Default => MindChoice::Best,
            Self::Server { .. } => MindChoice::First(Box::new(self.choice()), Box::new(MindChoice::Embedded)),
            other => other.choice(),
        }
    }

    /// Whether it is this one who speaks, where this was asked for.
    pub fn is_meant_by(&self, choice: &MindChoice) -> bool {
        match (self, settled(choice)) {
            (_, MindChoice::First(first, _)) => self.is_meant_by(&first),
            (Self::Default, MindChoice::Best | MindChoice::Embedded) => true,
            (_, choice) => *self != Self::Default && self.choice() == without_key(choice),
        }
    }

    /// The same as a choice of its own, whatever else is kept.
    pub fn choice(&self) -> MindChoice {
        match self {
            Self::Default => MindChoice::Embedded,
            Self::Written => MindChoice::Authored,
            Self::File(path) => MindChoice::Weights(path.clone()),
            // Whoever is on this machine wants no key, and a key for somebody else is not for them.
            Self::Server { url, model } => MindChoice::Endpoint { url: url.clone(), model: model.clone(), key: None },
        }
    }
}

/// Who was chosen last; the default if nobody was, or if it cannot be read.
pub fn speaks() -> Speaks {
    let bytes = match storage::read(MIND) {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(why) => {
            warn!("who speaks for her cannot be read: {why}");
            return Speaks::Default;
        }
    };
    if bytes.is_empty() {
        return Speaks::Default;
    }
    serde_json::from_slice::<Kept>(&bytes).map(|kept| kept.speaks).unwrap_or_else(|why| {
        warn!("{MIND} cannot be read ({why}); the usual model is taken, and `room-tone models use` writes it anew");
        Speaks::Default
    })
}

/// Keeps who was chosen, from now on and for every start without `--mind`.
pub fn keep(speaks: &Speaks) -> Result<(), String> {
    let text = serde_json::to_string_pretty(&Kept { speaks: speaks.clone() })
        .map_err(|why| format!("{MIND} cannot name it ({why}); give its file another name"))?;
    storage::write(MIND, &text).map_err(|why| why.to_string())
}

/// A choice with "the best that is there" settled: who was chosen last. What was asked for by name stays, and so does
/// what the environment names.
pub fn settled(choice: &MindChoice) -> MindChoice {
    if *choice != MindChoice::Best || environment_names_one() {
        return choice.clone();
    }
    speaks().chosen()
}

fn without_key(choice: MindChoice) -> MindChoice {
    match choice {
        MindChoice::Endpoint { url, model, .. } => MindChoice::Endpoint { url, model, key: None },
        other => other,
    }
}

/// Whether `$ROOM_TONE_GGUF` names a file: then that speaks, in this run.
pub fn environment_names_one() -> bool {
    std::env::var_os("ROOM_TONE_GGUF").is_some_and(|named| !named.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let server = Speaks::Server { url: "http://127.0.0.1:1/v1".into(), model: "m:1b".into() };
        for speaks in [Speaks::Default, Speaks::Written, Speaks::File("/a/b.gguf".into()), server] {
            let text = serde_json::to_string(&Kept { speaks: speaks.clone() }).unwrap();
            assert_eq!(serde_json::from_str::<Kept>(&text).unwrap().speaks, speaks, "{text}");
        }
        assert_eq!(serde_json::from_str::<Kept>("{}").unwrap().speaks, Speaks::Default);
    }

    #[test]
    fn who_was_asked_for_by_name_is_the_one_that_speaks() {
        let server = Speaks::Server { url: "http://127.0.0.1:1/v1".into(), model: "m".into() };
        let with_key =
            MindChoice::Endpoint { url: "http://127.0.0.1:1/v1".into(), model: "m".into(), key: Some("k".into()) };
        for (speaks, choice) in [
            (Speaks::Default, MindChoice::Embedded),
            (Speaks::Written, MindChoice::Authored),
            (Speaks::File("/a".into()), MindChoice::Weights("/a".into())),
            (server.clone(), server.chosen()),
            (server.clone(), with_key),
        ] {
            for other in [Speaks::Default, Speaks::Written, Speaks::File("/a".into()), server.clone()] {
                assert_eq!(other.is_meant_by(&choice), other == speaks, "{other:?} {choice:?}");
            }
        }
    }

    #[test]
    fn what_was_asked_for_by_name_stays() {
        assert_eq!(settled(&MindChoice::Authored), MindChoice::Authored);
        assert_eq!(settled(&MindChoice::Embedded), MindChoice::Embedded);
    }
}
