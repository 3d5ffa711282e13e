//! From texts to a [`Script`]: reading RON, file by file, and saying exactly where it fails.

use super::{
    Beat, Cast, Code, Diagnostic, Ending, Letter, Manifest, Scene, Script, Topics,
    diagnostic::{locate, nearest},
};
use ron::{Options, extensions::Extensions};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, path::Path};

/// One authored file as text. Its path is relative to the assets folder, with forward slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `story/grey/coffee.beat.ron`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A script as far as it could be read, with where each thing came from.
#[derive(Debug)]
pub(super) struct Draft {
    pub manifest: Option<Manifest>,
    pub cast: Option<Cast>,
    pub topics: Option<Topics>,
    pub beats: BTreeMap<super::BeatId, (usize, Beat)>,
    pub letters: BTreeMap<super::LetterId, (usize, Letter)>,
    pub endings: BTreeMap<super::EndingId, (usize, Ending)>,
    pub scenes: BTreeMap<super::SceneId, (usize, Scene)>,
    pub faults: Vec<Diagnostic>,
}

/// Reads one RON text. Options are written without `Some`.
pub fn parse_source<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Box<Diagnostic>> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text).map_err(|error| {
        let at = (error.span.start.line as u32, error.span.start.col as u32);
        let help = help_for(&error.code);
        Box::new(Diagnostic::at(path, at, Code::E001, error.code.to_string(), help))
    })
}

fn help_for(error: &ron::Error) -> String {
    match error {
        ron::Error::NoSuchEnumVariant { expected, found, .. }
        | ron::Error::NoSuchStructField { expected, found, .. } => suggest(found, expected),
        ron::Error::MissingStructField { field, .. } => format!("add `{field}: …`"),
        ron::Error::ExpectedComma => "a comma is missing before this".into(),
        ron::Error::Eof => "a bracket was opened and never closed".into(),
        ron::Error::ExpectedStructLikeEnd | ron::Error::ExpectedStructLike => "look for a missing `)` or `,`".into(),
        _ => "see docs/writing.md for what may stand here".into(),
    }
}

fn suggest(found: &str, expected: &'static [&'static str]) -> String {
    match nearest(found, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", expected.join(", ")),
    }
}

/// Every authored file below `assets`, in the order of their paths.
pub fn load_folder(assets: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for part in ["story", "scenes"] {
        walk(&assets.join(part), part, &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// The authored files of the base story with packs laid over it: a pack's file of the same path stands
/// in the place of the one before it.
pub fn load_folders(assets: &Path, packs: &[std::path::PathBuf]) -> Result<Vec<Source>, String> {
    let mut all: BTreeMap<String, Source> = BTreeMap::new();
    for folder in std::iter::once(assets).chain(packs.iter().map(std::path::PathBuf::as_path)) {
        for source in load_folder(folder)? {
            all.insert(source.path.clone(), source);
        }
    }
    Ok(all.into_values().collect())
}

fn walk(folder: &Path, name: &str, into: &mut Vec<Source>) -> Result<(), String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let entry = entry.map_err(|why| format!("{}: {why}", folder.display()))?;
        let path = entry.path();
        let below = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            walk(&path, &below, into)?;
        } else if below.ends_with(".ron") {
            let text = std::fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
            into.push(Source { path: below, text: String::from_utf8_lossy(&text).into_owned() });
        }
    }
    Ok(())
}

impl Draft {
    pub(super) fn read(sources: &[Source]) -> Self {
        let mut draft = Self {
            manifest: None,
            cast: None,
            topics: None,
            beats: BTreeMap::new(),
            letters: BTreeMap::new(),
            endings: BTreeMap::new(),
            scenes: BTreeMap::new(),
            faults: Vec::new(),
        };
        for (at, source) in sources.iter().enumerate() {
            if let Err(fault) = draft.take(at, source) {
                draft.faults.push(*fault);
            }
        }
        draft
    }

    fn take(&mut self, at: usize, source: &Source) -> Result<(), Box<Diagnostic>> {
        let Source { path, text } = source;
        let file = path.rsplit('/').next().unwrap_or(path);
        let mut twice: Option<String> = None;
        if file == "story.ron" {
            self.manifest = Some(parse_source(path, text)?);
        } else if file == "cast.ron" {
            self.cast = Some(parse_source(path, text)?);
        } else if file == "topics.ron" {
            self.topics = Some(parse_source(path, text)?);
        } else if let Some(stem) = path.strip_suffix(".beat.ron") {
            let beat: Beat = parse_source(path, text)?;
            let own = stem.strip_prefix("story/").unwrap_or(stem);
            named(path, text, beat.id.as_str(), own)?;
            twice = self.beats.insert(beat.id.clone(), (at, beat)).map(|(_, b)| b.id.to_string());
        } else if let Some(stem) = file.strip_suffix(".letter.ron") {
            let letter: Letter = parse_source(path, text)?;
            named(path, text, letter.id.as_str(), stem)?;
            twice = self.letters.insert(letter.id.clone(), (at, letter)).map(|(_, l)| l.id.to_string());
        } else if let Some(stem) = file.strip_suffix(".ending.ron") {
            let ending: Ending = parse_source(path, text)?;
            named(path, text, ending.id.as_str(), stem)?;
            twice = self.endings.insert(ending.id.clone(), (at, ending)).map(|(_, e)| e.id.to_string());
        } else if let Some(stem) = file.strip_suffix(".scene.ron") {
            let scene: Scene = parse_source(path, text)?;
            named(path, text, scene.id.as_str(), stem)?;
            twice = self.scenes.insert(scene.id.clone(), (at, scene)).map(|(_, s)| s.id.to_string());
        } else {
            let help = "name it story.ron, cast.ron, topics.ron, or end it in .beat.ron, .letter.ron, .ending.ron or \
                        .scene.ron";
            return Err(Box::new(Diagnostic::at(path, (1, 1), Code::E001, "not a kind of file that is known", help)));
        }
        if let Some(id) = twice {
            let what = format!("`{id}` is already there");
            return Err(Box::new(Diagnostic::at(
                path,
                locate(text, &id, 0),
                Code::E003,
                what,
                "give one of them another id",
            )));
        }
        Ok(())
    }

    /// The finished script, if what it cannot do without was read.
    pub(super) fn finish(self) -> Option<Script> {
        Some(Script {
            manifest: self.manifest?,
            cast: self.cast?,
            topics: self.topics?,
            beats: self.beats.into_iter().map(|(id, (_, beat))| (id, beat)).collect(),
            letters: self.letters.into_iter().map(|(id, (_, letter))| (id, letter)).collect(),
            endings: self.endings.into_iter().map(|(id, (_, ending))| (id, ending)).collect(),
            scenes: self.scenes.into_iter().map(|(id, (_, scene))| (id, scene)).collect(),
        })
    }
}

fn named(path: &str, text: &str, id: &str, file: &str) -> Result<(), Box<Diagnostic>> {
    if id == file {
        return Ok(());
    }
    let what = format!("the id is `{id}`, but the file is named `{file}`");
    let help = format!("write `id: \"{file}\"`, or rename the file");
    Err(Box::new(Diagnostic::at(path, locate(text, id, 0), Code::E004, what, help)))
}
