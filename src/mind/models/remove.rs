//! Taking a model off the disk again: only what lies in the game's own folder.

use super::{DEFAULT_FILE, Model, Speaks, folder, keep, speaks};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Removes a model's file and what was fetched of it, and says how many bytes are free again. If it was the one that
/// speaks, the game's own small model speaks from now on.
pub fn remove(model: &Model) -> Result<u64, String> {
    let own = folder();
    let freed = remove_from(&own, &file_of(model, &own)?)?;
    if speaks() == model.speaks {
        keep(&Speaks::Default)?;
    }
    Ok(freed)
}

fn file_of(model: &Model, own: &Path) -> Result<PathBuf, String> {
    match &model.speaks {
        Speaks::File(path) => Ok(path.clone()),
        Speaks::Default => Ok(own.join(DEFAULT_FILE)),
        Speaks::Written => Err("written lines are the story itself, and stay".into()),
        Speaks::Server { .. } => Err(format!("{} belongs to a server; remove it there", model.name)),
    }
}

/// Removes a file that lies in `own` itself, its part and its note.
fn remove_from(own: &Path, path: &Path) -> Result<u64, String> {
    let name = path.file_name().filter(|_| path.parent() == Some(own));
    let Some(name) = name.and_then(std::ffi::OsStr::to_str) else {
        return Err(format!(
            "{} does not lie in the game's own folder ({}); whoever put it there removes it",
            path.display(),
            own.display()
        ));
    };
    let mut freed = 0;
    let mut any = false;
    for name in [name.to_owned(), format!("{name}.part"), format!("{name}.part.json")] {
        let place = own.join(name);
        // A link is removed, and not what it leads to.
        let Ok(data) = fs::symlink_metadata(&place) else { continue };
        fs::remove_file(&place).map_err(|why| format!("{} could not be removed: {why}", place.display()))?;
        freed += data.len();
        any = true;
    }
    if any { Ok(freed) } else { Err(format!("there is no {}", path.display())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_the_own_folder_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("models");
        fs::create_dir_all(own.join("below")).unwrap();
        for name in ["models/a.gguf", "models/a.gguf.part", "models/below/b.gguf", "beside.gguf"] {
            fs::write(folder.path().join(name), "12345").unwrap();
        }
        for wrong in [own.join("../beside.gguf"), own.join("below/b.gguf"), folder.path().join("beside.gguf")] {
            assert!(remove_from(&own, &wrong).unwrap_err().contains("own folder"), "{}", wrong.display());
        }
        assert!(remove_from(&own, &own.join("..")).is_err());
        assert_eq!(remove_from(&own, &own.join("a.gguf")), Ok(10));
        assert!(remove_from(&own, &own.join("a.gguf")).is_err(), "it is gone");
        assert!(folder.path().join("beside.gguf").exists() && own.join("below/b.gguf").exists());
    }
}
