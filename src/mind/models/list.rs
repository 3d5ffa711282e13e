//! Everybody who could speak for her, in one list, each under a name that can be typed.

use super::{
    DEFAULT_FILE, Speaks, clean,
    curated::Curated,
    folder,
    gguf::Header,
    kept::{self, environment_names_one},
};
use crate::mind::{MindChoice, doctor::Grade, trust};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What a talk takes besides the weights themselves, in bytes.
const TALK: u64 = 600_000_000;

/// A model that a server on this machine offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// The server's name as it is typed: `ollama`.
    pub server: &'static str,
    /// The server's name as it is read.
    pub title: &'static str,
    /// Its base address for talking.
    pub url: String,
    /// What it calls the model.
    pub model: String,
    /// How many parameters, as `3B`.
    pub parameters: Option<String>,
    /// How its numbers were made small.
    pub quantisation: Option<String>,
    /// How many tokens it holds.
    pub context: Option<u64>,
    /// How large it is.
    pub bytes: Option<u64>,
}

/// What was found, and what can be had.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What can be fetched.
    pub curated: Vec<Curated>,
    /// Files of weights: path, size in bytes, and what each says about itself.
    pub files: Vec<(PathBuf, u64, Header)>,
    /// What servers on this machine offer.
    pub served: Vec<Served>,
    /// What went wrong on the way, in plain words.
    pub trouble: Vec<String>,
}

/// One who could speak for her.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Model {
    /// What is typed.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Where it is, to be read.
    pub place: String,
    /// How large it is, in bytes.
    pub bytes: Option<u64>,
    /// How much free memory it needs, in bytes, about.
    pub ram: Option<u64>,
    /// Under which licence it is.
    pub licence: Option<String>,
    /// Parameters, quantisation and context, as far as known.
    pub about: String,
    /// What is to be expected of it, in one sentence.
    pub like: String,
    /// What the doctor found, if it looked.
    pub grade: Option<Grade>,
    /// Whether it can speak now.
    pub there: bool,
    /// Whether it can be fetched.
    pub can_be_had: bool,
    /// So many bytes of it were fetched and wait for the rest.
    pub part: Option<u64>,
    /// Whether it lies in the game's own folder, and may be removed.
    pub removable: bool,
    /// Whether it speaks now.
    pub in_use: bool,
    /// What is kept if it is chosen.
    #[serde(skip)]
    pub speaks: Speaks,
}

impl Found {
    /// Looks for files, reads the list, and takes what servers have answered. Takes its time: no frame waits for it.
    #[cfg(not(target_family = "wasm"))]
    pub fn look(served: Vec<Served>) -> Self {
        let mut folders = vec![folder()];
        folders.extend(super::files::usual_folders());
        let (curated, trouble) = match super::curated::list() {
            Ok(curated) => (curated, Vec::new()),
            Err(why) => (Vec::new(), vec![why]),
        };
        let files = super::files::look(&folders).into_iter().map(|file| (file.path, file.bytes, file.header)).collect();
        Self { curated, files, served, trouble }
    }

    /// The list: written lines, the model that comes with the game, what can be fetched, files, servers.
    pub fn models(&self) -> Vec<Model> {
        let used = match kept::speaks() {
            _ if environment_names_one() => Speaks::Default,
            // A page has no model of its own.
            Speaks::Default if cfg!(target_family = "wasm") => Speaks::Written,
            used => used,
        };
        let own = folder();
        let mut models = vec![written()];
        if !cfg!(target_family = "wasm") {
            models.push(self.usual(&own));
            models.extend(self.curated.iter().map(|curated| self.listed(curated, &own)));
        }
        let known: Vec<PathBuf> = std::iter::once(own.join(DEFAULT_FILE))
            .chain(self.curated.iter().map(|curated| own.join(&curated.file)))
            .collect();
        let others = self.files.iter().filter(|(path, ..)| !known.contains(path));
        let names = names(others.clone().map(|(path, ..)| path.as_path()), &models);
        models.extend(others.zip(names).map(|((path, bytes, header), name)| file(path, *bytes, header, name, &own)));
        models.extend(self.served.iter().map(served));
        if !models.iter().any(|model| model.speaks == used) {
            models.push(gone(&used));
        }
        for model in &mut models {
            model.in_use = model.speaks == used;
            model.grade = trust::grade(&model.speaks.choice());
            if !model.there {
                model.grade = None;
            }
        }
        models
    }

    /// Whoever was named at the start and is in no list: a model behind an address.
    pub fn named(choice: &MindChoice) -> Option<Model> {
        let (url, name) = match choice {
            MindChoice::First(first, _) => return Self::named(first),
            MindChoice::Endpoint { url, model, .. } => (url.clone(), model.clone()),
            _ => return None,
        };
        Some(Model {
            title: clean(&name),
            place: "named at the start, until the game is closed".into(),
            grade: trust::grade(choice),
            there: true,
            in_use: true,
            ..model(&clean(&name), Speaks::Server { url, model: name })
        })
    }

    fn header(&self, path: &Path) -> Option<&(PathBuf, u64, Header)> {
        self.files.iter().find(|(there, ..)| there == path)
    }

    /// The one that comes with the game, or that the environment names in its place.
    fn usual(&self, own: &Path) -> Model {
        let path = own.join(DEFAULT_FILE);
        let named = environment_names_one();
        let bytes = std::fs::metadata(&path).ok().map(|data| data.len());
        Model {
            title: if named { "The file that $ROOM_TONE_GGUF names" } else { "The game’s own small model" }.into(),
            place: if named { "$ROOM_TONE_GGUF".into() } else { path.display().to_string() },
            bytes: bytes.filter(|_| !named),
            ram: (!named).then_some(400_000_000),
            licence: (!named).then(|| "Apache-2.0".into()),
            about: self.header(&path).filter(|_| !named).map(|(_, _, header)| about(header)).unwrap_or_default(),
            like: "Quick anywhere and very small: she says the written lines, now and then a little differently."
                .into(),
            there: named || bytes.is_some(),
            removable: !named && bytes.is_some(),
            ..model("default", Speaks::Default)
        }
    }

    fn listed(&self, curated: &Curated, own: &Path) -> Model {
        let path = own.join(&curated.file);
        let there = std::fs::metadata(&path).ok().map(|data| data.len());
        let part = std::fs::metadata(own.join(format!("{}.part", curated.file))).ok().map(|data| data.len());
        let part = part.filter(|bytes| *bytes > 0 && there.is_none());
        let from = curated.urls.first().and_then(|url| url.split('/').nth(2)).unwrap_or("its host");
        Model {
            title: curated.name.clone(),
            place: if there.is_some() { path.display().to_string() } else { format!("to be had from {from}") },
            bytes: Some(there.unwrap_or(curated.bytes)),
            ram: Some(curated.ram),
            licence: Some(curated.licence.clone()),
            about: self.header(&path).map(|(_, _, header)| about(header)).unwrap_or_default(),
            like: curated.like.clone(),
            there: there.is_some(),
            can_be_had: there.is_none(),
            part,
            removable: there.is_some() || part.is_some(),
            ..model(&curated.id, Speaks::File(path))
        }
    }
}

/// A model about which nothing is known yet.
fn model(name: &str, speaks: Speaks) -> Model {
    Model {
        name: name.to_owned(),
        title: String::new(),
        place: String::new(),
        bytes: None,
        ram: None,
        licence: None,
        about: String::new(),
        like: String::new(),
        grade: None,
        there: false,
        can_be_had: false,
        part: None,
        removable: false,
        in_use: false,
        speaks,
    }
}

fn written() -> Model {
    Model {
        title: "Written lines".into(),
        place: "the story itself".into(),
        licence: Some("CC-BY-4.0".into()),
        like: "Everything that she says was written by a person.".into(),
        there: true,
        ..model("written", Speaks::Written)
    }
}

fn file(path: &Path, bytes: u64, header: &Header, name: String, own: &Path) -> Model {
    Model {
        title: header.name.clone().unwrap_or_else(|| name.clone()),
        place: clean_path(path),
        bytes: Some(bytes),
        ram: Some(bytes + bytes / 10 + TALK),
        licence: header.licence.clone(),
        about: about(header),
        there: true,
        removable: path.parent() == Some(own),
        ..model(&name, Speaks::File(path.to_path_buf()))
    }
}

fn served(served: &Served) -> Model {
    let said = [served.parameters.clone(), served.quantisation.clone(), served.context.map(context)];
    let place = served.url.trim_start_matches("http://").trim_end_matches("/v1");
    Model {
        title: clean(&served.model),
        place: format!("{} at {place}", served.title),
        bytes: served.bytes,
        about: said.into_iter().flatten().map(|word| clean(&word)).collect::<Vec<_>>().join(", "),
        there: true,
        ..model(
            &format!("{}/{}", served.server, served.model),
            Speaks::Server { url: served.url.clone(), model: served.model.clone() },
        )
    }
}

/// Whoever was chosen and is not to be found now.
fn gone(speaks: &Speaks) -> Model {
    let (name, place) = match speaks {
        Speaks::File(path) => (stem(path), format!("{}, where it is no longer", clean_path(path))),
        Speaks::Server { url, model } => (clean(model), format!("{}, where nobody answers now", clean(url))),
        Speaks::Default | Speaks::Written => ("default".into(), "the game itself".into()),
    };
    Model { title: name.clone(), place, ..model(&name, speaks.clone()) }
}

fn about(header: &Header) -> String {
    let said = [header.parameters.clone(), header.quantisation.clone(), header.context.map(context)];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn context(tokens: u64) -> String {
    format!("{tokens} tokens")
}

fn clean_path(path: &Path) -> String {
    path.to_string_lossy().chars().filter(|c| !c.is_control()).collect()
}

/// The name of a file without its ending, or its folder's where the file is only called `model.gguf`.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if stem.eq_ignore_ascii_case("model") { beside(path, &stem) } else { clean(&stem) }
}

fn beside(path: &Path, stem: &str) -> String {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    clean(&format!("{folder}/{stem}"))
}

/// A name for each file that no other has: its own, with its folder's, or the whole path.
fn names<'p>(paths: impl Iterator<Item = &'p Path> + Clone, others: &[Model]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = others.iter().map(|model| (model.name.clone(), 1)).collect();
    for path in paths.clone() {
        *count.entry(stem(path)).or_default() += 1;
        *count.entry(beside(path, &stem(path))).or_default() += 1;
    }
    let alone = |name: &String| count.get(name).is_none_or(|count| *count == 1);
    let name = |path: &Path| {
        let stem = stem(path);
        let beside = beside(path, &stem);
        [stem, beside].into_iter().find(alone).unwrap_or_else(|| clean_path(path))
    };
    paths.map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::models::find;

    fn header(name: &str) -> Header {
        Header { name: Some(name.into()), parameters: Some("7B".into()), ..Header::default() }
    }

    fn found() -> Found {
        let file = |path: &str| (PathBuf::from(path), 1_000_000_000, header("A model"));
        let served = Served {
            server: "ollama",
            title: "Ollama",
            url: "http://127.0.0.1:11434/v1".into(),
            model: "llama3.2:3b".into(),
            ..Served::default()
        };
        Found {
            files: ["/x/one.gguf", "/x/two.gguf", "/y/two.gguf", "/y/small/model.gguf", "/z/default.gguf"]
                .map(file)
                .into(),
            served: vec![served],
            ..Found::default()
        }
    }

    #[test]
    fn everybody_has_a_name_that_nobody_else_has() {
        let models = found().models();
        let names: Vec<_> = models.iter().map(|model| model.name.as_str()).collect();
        for name in ["written", "default", "one", "x/two", "y/two", "small/model", "z/default", "ollama/llama3.2:3b"] {
            assert_eq!(names.iter().filter(|there| **there == name).count(), 1, "{name} in {names:?}");
        }
    }

    #[test]
    fn a_model_is_found_by_name_path_file_and_server() {
        let models = found().models();
        let place = |typed: &str| find(&models, typed).map(|model| model.speaks.clone());
        assert_eq!(place("ONE"), Ok(Speaks::File("/x/one.gguf".into())));
        assert_eq!(place("one.gguf"), Ok(Speaks::File("/x/one.gguf".into())));
        assert_eq!(place("/y/two.gguf"), Ok(Speaks::File("/y/two.gguf".into())));
        assert_eq!(place("written"), Ok(Speaks::Written));
        let server = Speaks::Server { url: "http://127.0.0.1:11434/v1".into(), model: "llama3.2:3b".into() };
        assert_eq!(place("llama3.2:3b"), Ok(server));
        assert!(place("two.gguf").unwrap_err().contains("there is no model"), "which of the two?");
        assert!(place("wirtten").unwrap_err().contains("written"));
        assert!(place("../../etc/passwd").is_err());
    }
}
