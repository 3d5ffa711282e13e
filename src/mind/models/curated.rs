//! The short list of models that can be fetched: `mind/models.ron` among the assets.

use crate::platform;
use serde::Deserialize;
use std::path::Path;

/// The licences that a listed model may have.
const LICENCES: [&str; 2] = ["Apache-2.0", "MIT"];

/// A model that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curated {
    /// What is typed.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// As an SPDX name.
    pub licence: String,
    /// How large the file is.
    pub bytes: u64,
    /// How much free memory it needs, in bytes.
    pub ram: u64,
    /// What is to be expected of it, in one sentence.
    pub like: String,
    /// Its name in the models folder.
    pub file: String,
    /// Where it is, the best first.
    pub urls: Vec<String>,
    /// Its SHA-256, if the list insists on one.
    #[serde(default)]
    pub sha256: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Models {
    models: Vec<Curated>,
}

/// The list that came with the game; in plain words what is wrong with it, if it cannot be read.
pub fn list() -> Result<Vec<Curated>, String> {
    read(&platform::assets_dir().join("mind/models.ron"))
}

/// The list in this file.
pub fn read(path: &Path) -> Result<Vec<Curated>, String> {
    let fail = |why: String| format!("The list of models cannot be used ({}: {why}); mend it there", path.display());
    let text = std::fs::read_to_string(path).map_err(|why| fail(why.to_string()))?;
    let Models { models } = ron::from_str(&text).map_err(|why| fail(why.to_string()))?;
    for (at, model) in models.iter().enumerate() {
        if models[..at].iter().any(|other| other.id == model.id || other.file == model.file) {
            return Err(fail(format!("{} is in it twice", model.id)));
        }
        if !LICENCES.contains(&model.licence.as_str()) {
            return Err(fail(format!(
                "{} is under {}, and only {} may be",
                model.id,
                model.licence,
                LICENCES.join(" or ")
            )));
        }
        if model.urls.is_empty() {
            return Err(fail(format!("{} has no address", model.id)));
        }
    }
    Ok(models)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_comes_with_the_game_is_whole() {
        let models = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/mind/models.ron")).unwrap();
        assert_eq!(models.len(), 3);
        assert!(models.is_sorted_by_key(|model| model.bytes), "the smallest first");
        for model in &models {
            assert!(model.urls.iter().all(|url| url.starts_with("https://")), "{}", model.id);
            assert!(model.ram > model.bytes, "{}", model.id);
            assert!(model.like.ends_with('.'), "{}", model.id);
        }
    }

    #[test]
    fn a_licence_that_is_not_open_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("models.ron");
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/mind/models.ron")).unwrap();
        std::fs::write(&path, text.replacen("licence: \"Apache-2.0\"", "licence: \"Llama\"", 1)).unwrap();
        let why = read(&path).unwrap_err();
        assert!(why.contains("Llama") && why.contains("models.ron"), "{why}");
    }
}
