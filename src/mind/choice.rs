//! Which mind the player asked for, and how the one that is there is doing.

use std::{fmt, path::PathBuf};

/// Which mind the player asked for.
#[derive(Clone, Default, PartialEq)]
pub enum MindChoice {
    /// The best that is there.
    #[default]
    Best,
    /// Written lines only.
    Authored,
    /// The model in this process.
    Embedded,
    /// Another file of weights in this process.
    Weights(PathBuf),
    /// A model behind an address.
    Endpoint {
        /// The base address, as `http://127.0.0.1:8080/v1`.
        url: String,
        /// The model's name.
        model: String,
        /// A key, from the environment; never saved. Without one, [`keys`](super::keys) are asked when it is needed.
        key: Option<String>,
    },
    /// The first, and wherever it fails without a word, the second.
    First(Box<Self>, Box<Self>),
}

impl MindChoice {
    /// Who is asked for in the address of a page, as `?endpoint=http://127.0.0.1:11434/v1&model=mistral`: where the game
    /// is played in a browser there is no command line. No key is read from there, since addresses are passed on.
    #[cfg(feature = "endpoint")]
    pub fn in_address(address: &str) -> Self {
        let Ok(address) = reqwest::Url::parse(address) else { return Self::Best };
        let asked = |name: &str| {
            let found = address.query_pairs().find(|(key, _)| key == name)?;
            Some(found.1.trim().trim_end_matches('/').to_owned()).filter(|value| !value.is_empty())
        };
        match asked("endpoint") {
            Some(url) => {
                let model = asked("model").unwrap_or_else(|| "default".into());
                Self::Endpoint { url, model, key: None }
            }
            None => Self::Best,
        }
    }
}

/// Without the key: what can be printed ends up in a log.
impl fmt::Debug for MindChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Best => f.write_str("Best"),
            Self::Authored => f.write_str("Authored"),
            Self::Embedded => f.write_str("Embedded"),
            Self::Weights(path) => f.debug_tuple("Weights").field(path).finish(),
            Self::First(first, then) => f.debug_tuple("First").field(first).field(then).finish(),
            Self::Endpoint { model, .. } => f.debug_struct("Endpoint").field("model", model).finish_non_exhaustive(),
        }
    }
}

/// How the mind is doing, for settings and the quiet mark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MindStatus {
    /// Who performs: `authored`, `embedded`, `endpoint`.
    pub performer: String,
    /// In plain words, what is wrong with it, if anything.
    pub trouble: Option<String>,
    /// Whether she is "away": the last answer had to be the written one.
    pub away: bool,
}

#[cfg(all(test, feature = "endpoint"))]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_name_an_endpoint_in_its_address() {
        let url = "http://127.0.0.1:11434/v1".to_owned();
        let asked = "https://play.example/?endpoint=http%3A%2F%2F127.0.0.1%3A11434%2Fv1%2F&model=a%20b&key=secret";
        let model = "a b".into();
        assert!(MindChoice::in_address(asked) == MindChoice::Endpoint { url: url.clone(), model, key: None });
        let plain = "https://play.example/?endpoint=http://127.0.0.1:11434/v1";
        assert!(MindChoice::in_address(plain) == MindChoice::Endpoint { url, model: "default".into(), key: None });
        for none in ["https://play.example/", "https://play.example/?endpoint=", "?"] {
            assert!(MindChoice::in_address(none) == MindChoice::Best, "{none}");
        }
    }
}
