//! The key of a server: given, or looked for in the system's keyring when it is first needed.

use crate::{mind::keys, platform::http};
use bevy::log::warn;
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// So long is waited for the keyring. The system may be asking the player to open it.
const LOOK: Duration = Duration::from_secs(3);

/// A key, or where one may be. Deliberately without `Debug`.
#[derive(Clone)]
pub(super) struct Key {
    given: Option<String>,
    /// The server, as `host:port`.
    server: String,
    /// What was found, once somebody has looked.
    found: Arc<OnceLock<Option<String>>>,
}

impl Key {
    pub(super) fn new(given: Option<&str>, server: String) -> Result<Self, String> {
        let given = given.filter(|key| !key.trim().is_empty()).map(keys::proper).transpose()?;
        Ok(Self { given, server, found: Arc::default() })
    }

    /// The key, if there is one. Whoever has to wait for the keyring goes without if the server is `near`, since those
    /// seldom want one; otherwise it is said in plain words.
    pub(super) async fn get(&self, near: bool) -> Result<Option<String>, String> {
        if self.given.is_some() || !keys::HAS_KEYRING {
            return Ok(self.given.clone());
        }
        if let Some(found) = self.found.get() {
            return Ok(found.clone());
        }
        let (found, server) = (self.found.clone(), self.server.clone());
        let look = move || {
            // A keyring that could not be asked may be opened later: only an answer is kept.
            found.get().cloned().unwrap_or_else(|| match looked(&server) {
                Ok(key) => found.get_or_init(|| key).clone(),
                Err(why) => {
                    warn!("{why}");
                    None
                }
            })
        };
        match http::beside(LOOK, look).await {
            Some(key) => Ok(key),
            None if near => Ok(None),
            None => Err(format!(
                "the keyring of this system has not answered yet; unlock it, or give the key in {}",
                keys::VARIABLE
            )),
        }
    }
}

/// What the keyring holds. That it cannot be asked is no fault by itself: the server may want no key, and if it does,
/// it says so.
fn looked(server: &str) -> Result<Option<String>, String> {
    keys::stored(server)?.as_deref().map(keys::proper).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_given_is_checked_and_blanks_are_none() {
        let new = |given: Option<&str>| Key::new(given, "host:1".into()).map(|key| key.given);
        assert_eq!(new(Some(" sk-1\n")), Ok(Some("sk-1".into())));
        assert_eq!(new(Some(" ")), Ok(None));
        assert_eq!(new(None), Ok(None));
        assert!(new(Some("sk 1")).is_err_and(|why| !why.contains("sk 1")));
    }
}
