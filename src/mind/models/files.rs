//! GGUF files on this machine: in the game's own folder, and where other programs keep theirs.
//!
//! Looking is bounded in depth and in number, follows links to files and never to folders, and opens only what ends
//! in `.gguf` and begins with `GGUF`.

use super::gguf::{self, Header};
use directories::BaseDirs;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
};

/// Folders within folders, at most.
const DEPTH: usize = 6;
/// So many names are looked at in all.
const NAMES: usize = 20_000;
/// So many files are read.
const FILES: usize = 200;

/// A file of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GgufFile {
    /// Where.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// What it says about itself.
    pub header: Header,
}

/// Where other programs usually keep theirs. Not all of these are there.
pub fn usual_folders() -> Vec<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let mut folders = Vec::new();
    folders.extend(named("LLAMA_CACHE"));
    folders.extend(named("HF_HUB_CACHE"));
    folders.extend(named("HF_HOME").map(|home| home.join("hub")));
    let Some(dirs) = BaseDirs::new() else { return folders };
    let (home, data, local) = (dirs.home_dir(), dirs.data_dir(), dirs.data_local_dir());
    folders.extend([
        // LM Studio, now and before.
        home.join(".lmstudio/models"),
        home.join(".cache/lm-studio/models"),
        // llama.cpp.
        home.join(".cache/llama.cpp"),
        dirs.cache_dir().join("llama.cpp"),
        // Hugging Face.
        home.join(".cache/huggingface/hub"),
        // GPT4All.
        data.join("nomic.ai/GPT4All"),
        local.join("nomic.ai/GPT4All"),
        // Jan, now and before.
        data.join("Jan/data/llamacpp/models"),
        data.join("Jan/data/models"),
        home.join("jan/models"),
        // KoboldCpp has no folder of its own; this is where people unpack it.
        home.join("koboldcpp"),
        home.join("KoboldCpp"),
    ]);
    folders
}

/// The models in these folders, those of the first folder first. What cannot be read is left out.
pub fn look(folders: &[PathBuf]) -> Vec<GgufFile> {
    let mut looked = Looked::default();
    for folder in folders {
        looked.walk(folder, DEPTH);
    }
    looked.files
}

/// The model in this file, if it is one that talks.
pub fn open(path: &Path) -> Option<GgufFile> {
    // Asked before it is opened: opening what is no file, a pipe say, may wait for ever.
    let bytes = fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len();
    let header = gguf::read(File::open(path).ok()?).ok()?;
    header.talks().then(|| GgufFile { path: path.to_path_buf(), bytes, header })
}

#[derive(Default)]
struct Looked {
    files: Vec<GgufFile>,
    /// Files and folders, by what they really are: a link is no second file.
    seen: BTreeSet<PathBuf>,
    names: usize,
}

impl Looked {
    fn walk(&mut self, folder: &Path, depth: usize) {
        let Ok(real) = fs::canonicalize(folder) else { return };
        if !self.seen.insert(real) {
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut paths: Vec<PathBuf> =
            entries.take(NAMES.saturating_sub(self.names)).filter_map(|entry| Some(entry.ok()?.path())).collect();
        self.names += paths.len();
        paths.sort();
        for path in paths {
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|data| data.is_dir());
            if is_folder && depth > 1 {
                self.walk(&path, depth - 1);
            } else if !is_folder && is_named_as_one(&path) && self.files.len() < FILES {
                let Ok(real) = fs::canonicalize(&path) else { continue };
                if self.seen.insert(real) {
                    self.files.extend(open(&path));
                }
            }
        }
    }
}

/// Whether it is called as a model is; a later part of one, or what belongs beside one, is none.
fn is_named_as_one(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let Some(stem) = name.strip_suffix(".gguf") else { return false };
    let later_part = stem.rsplit_once("-of-").is_some_and(|(before, of)| {
        of.bytes().all(|byte| byte.is_ascii_digit())
            && before.rsplit_once('-').is_some_and(|(_, part)| part.parse::<u32>().is_ok_and(|part| part > 1))
    });
    !later_part && !stem.starts_with("mmproj")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shortest file that is one.
    fn model(path: &Path) {
        let mut bytes = b"GGUF\x03\0\0\0".to_vec();
        bytes.extend_from_slice(&[0; 16]);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    #[test]
    fn what_is_a_model_is_found_and_what_is_not_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        model(&at("a.gguf"));
        model(&at("maker/model/B.GGUF"));
        model(&at("split-00001-of-00002.gguf"));
        model(&at("split-00002-of-00002.gguf"));
        model(&at("mmproj-model.gguf"));
        model(&at("1/2/3/4/5/6/deep.gguf"));
        fs::write(at("page.gguf"), "<html>404</html>").unwrap();
        fs::write(at("notes.txt"), "GGUF").unwrap();
        let found = look(&[folder.path().to_path_buf(), folder.path().join("maker"), at("nowhere")]);
        let names: Vec<_> = found.iter().map(|file| file.path.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(
            names,
            [Path::new("a.gguf"), Path::new("maker/model/B.GGUF"), Path::new("split-00001-of-00002.gguf")]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_is_followed_once_and_one_to_a_folder_never() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let blob = folder.path().join("blobs/1234");
        model(&blob);
        fs::create_dir_all(folder.path().join("snapshots")).unwrap();
        symlink(&blob, folder.path().join("snapshots/a.gguf")).unwrap();
        symlink(&blob, folder.path().join("snapshots/b.gguf")).unwrap();
        symlink(folder.path(), folder.path().join("snapshots/round")).unwrap();
        assert_eq!(look(&[folder.path().to_path_buf()]).len(), 1);
    }
}
