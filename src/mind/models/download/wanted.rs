//! What is to be fetched, and under which name it is kept.

use super::ask;
use crate::mind::models::{clean, curated::Curated};

/// What is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is, the best first.
    pub(super) urls: Vec<String>,
    /// Its name in the folder.
    pub(super) file: String,
    /// What its SHA-256 must be, if somebody said so.
    pub(super) sha256: Option<String>,
}

impl Wanted {
    /// A model of the list.
    pub fn listed(curated: &Curated) -> Result<Self, String> {
        let file = file_name(&curated.file)?;
        Ok(Self { urls: curated.urls.clone(), file, sha256: curated.sha256.as_deref().map(digest).transpose()? })
    }

    /// Whatever is at this address, under the name that the address ends in.
    pub fn at(url: &str, sha256: Option<&str>) -> Result<Self, String> {
        let address = ask::address(url)?;
        let last = address.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default();
        Ok(Self { urls: vec![url.to_owned()], file: file_name(last)?, sha256: sha256.map(digest).transpose()? })
    }

    /// Its name in the folder.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// A name that a file may have in the models folder: of plain letters, without a way out of it.
fn file_name(name: &str) -> Result<String, String> {
    // Some systems know devices by these names, whatever ending they get.
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte));
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    let ends = name.to_ascii_lowercase().ends_with(".gguf");
    if plain && ends && !device && !name.starts_with('.') && name.len() <= 160 {
        return Ok(name.to_owned());
    }
    Err(format!("{:?} is no name for a file of weights; it should look like model-q4_k_m.gguf", clean(name)))
}

/// A SHA-256 as it is compared.
pub(super) fn digest(typed: &str) -> Result<String, String> {
    let typed = typed.trim().to_ascii_lowercase();
    if typed.len() == 64 && typed.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(typed);
    }
    Err("a SHA-256 is 64 hexadecimal digits; copy it again".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_way_out_of_the_folder() {
        for name in ["a.gguf", "Qwen2.5-7B-Instruct-Q4_K_M.gguf", "a+b.GGUF"] {
            assert_eq!(file_name(name).as_deref(), Ok(name));
        }
        let long = format!("{}.gguf", "a".repeat(200));
        let wrong = [
            "../x.gguf",
            "a/b.gguf",
            "a\\b.gguf",
            "C:x.gguf",
            "..",
            ".gguf",
            "a.bin",
            "nul.gguf",
            "COM1.gguf",
            "a\0.gguf",
            "",
            &long,
        ];
        for name in wrong {
            assert!(file_name(name).is_err(), "{name:?}");
        }
        for url in ["https://h/x/../../..%2Fx.gguf", "https://h/%2e%2e%2fx.gguf", "https://h/a.gguf/", "https://h"] {
            assert!(Wanted::at(url, None).is_err(), "{url}");
        }
        let wanted = Wanted::at("https://h/a/b.gguf?download=true", Some(&"AB".repeat(32))).unwrap();
        assert_eq!((wanted.file(), wanted.sha256.clone().unwrap()), ("b.gguf", "ab".repeat(32)));
        assert!(Wanted::at("https://h/b.gguf", Some("abc")).is_err());
    }
}
