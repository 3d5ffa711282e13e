//! Where the keys of endpoints are: in the environment, or in the keyring of the system, an entry a server. Never in a
//! file of ours, and never in a sentence.

/// The variable that holds a key; what is in it comes before what is in the keyring.
pub const VARIABLE: &str = "ROOM_TONE_KEY";

/// Whether this build asks a keyring at all.
pub const HAS_KEYRING: bool = cfg!(all(feature = "keyring", not(target_family = "wasm")));

/// A key as it may be used, without what surrounds it; in plain words why it is none.
pub fn proper(typed: &str) -> Result<String, String> {
    let key = typed.trim();
    if key.is_empty() {
        return Err("There is no key in what was given".into());
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("The model's key holds characters that no key has; copy it again".into());
    }
    Ok(key.into())
}

#[cfg(all(feature = "keyring", not(target_family = "wasm")))]
pub use system::{forget, store, stored};

#[cfg(not(all(feature = "keyring", not(target_family = "wasm"))))]
pub use nowhere::{forget, store, stored};

#[cfg(all(feature = "keyring", not(target_family = "wasm")))]
mod system {
    use super::VARIABLE;
    use keyring::{Entry, Error};

    /// The name under which the keyring knows us.
    const SERVICE: &str = "room-tone";

    /// The key for a server, as `host:port`, if there is one. The system may ask the player to open the keyring
    /// first, so this can take as long as they do: never call it in a frame.
    pub fn stored(server: &str) -> Result<Option<String>, String> {
        match entry(server)?.get_password() {
            Ok(key) => Ok(Some(key)),
            Err(Error::NoEntry) => Ok(None),
            Err(why) => Err(told(&why)),
        }
    }

    /// Puts a key into the keyring, in the place of the one before, and says where that is.
    pub fn store(server: &str, key: &str) -> Result<&'static str, String> {
        entry(server)?.set_password(key).map_err(|why| told(&why))?;
        Ok(if cfg!(target_os = "macos") {
            "your keychain"
        } else if cfg!(windows) {
            "the credential manager of Windows"
        } else {
            "the keyring of this system"
        })
    }

    /// Takes the key for a server out again; false if there was none.
    pub fn forget(server: &str) -> Result<bool, String> {
        match entry(server)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(why) => Err(told(&why)),
        }
    }

    fn entry(server: &str) -> Result<Entry, String> {
        Entry::new(SERVICE, server).map_err(|why| told(&why))
    }

    /// What the library itself says is left out: for one of its errors that would be the key.
    fn told(why: &Error) -> String {
        match why {
            Error::NoStorageAccess(_) => {
                format!("The keyring of this system is locked; unlock it, or give the key in {VARIABLE}")
            }
            Error::BadEncoding(_) => "What the keyring holds for this server is no key; set it again".into(),
            Error::TooLong(..) => "The key is too long for the keyring of this system".into(),
            Error::Ambiguous(_) => "The keyring holds several keys for this server; take away all but one there".into(),
            _ => format!("This system has no keyring that can be used; give the key in {VARIABLE} instead"),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn faults_of_a_keyring_name_the_other_way_and_no_key() {
            let locked = told(&Error::NoStorageAccess("locked".into()));
            assert!(locked.contains("unlock it") && locked.contains(VARIABLE), "{locked}");
            let none = told(&Error::PlatformFailure("org.freedesktop.DBus.Error.ServiceUnknown".into()));
            assert!(none.contains("no keyring") && none.contains(VARIABLE), "{none}");
            let odd = told(&Error::BadEncoding(b"sk-secret".to_vec()));
            assert!(!odd.contains("sk-secret") && !odd.contains("115"), "{odd}");
        }
    }
}

#[cfg(not(all(feature = "keyring", not(target_family = "wasm"))))]
mod nowhere {
    use super::VARIABLE;

    /// There is no keyring in this build, so there is no key in it.
    pub fn stored(_server: &str) -> Result<Option<String>, String> {
        Ok(None)
    }

    /// Says that there is no keyring in this build.
    pub fn store(_server: &str, _key: &str) -> Result<&'static str, String> {
        Err(format!(
            "This build asks no keyring; give the key in {VARIABLE} instead, or build with the feature `keyring`"
        ))
    }

    /// Says that there is no keyring in this build.
    pub fn forget(server: &str) -> Result<bool, String> {
        store(server, "").map(|_| false)
    }
}

#[cfg(test)]
mod tests {
    use super::proper;

    #[test]
    fn a_key_is_read_without_what_surrounds_it() {
        assert_eq!(proper(" sk-1\r\n"), Ok("sk-1".into()));
        for no_key in ["", " \n", "sk 1", "sk-1\nsk-2", "schlüssel", "\u{1}"] {
            let why = proper(no_key).unwrap_err();
            assert!(no_key.trim().is_empty() || !why.contains(no_key), "{why}");
        }
    }
}
