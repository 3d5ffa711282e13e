//! From texts to a [`Script`]: reading RON, file by file, and saying exactly where it fails.

use super::{
    Beat, Cast, Code, Diagnostic, Ending, Letter, Manifest, Scene, Script, Topics,
    diagnostic::{locate, nearest},
    layers::{covered, holds, inner},
    patch::{Common, Whence},
    reuse::{Template, Use, fill, is_use},
};
use ron::{Options, extensions::Extensions};
use serde::de::DeserializeOwned;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    sync::Arc,
};

/// As much as templates may become, all uses of them together: a pack could use a long one thousands of times.
const MOST_MADE: usize = 16 << 20;

/// One authored file as text. Its path is relative to the assets folder, with forward slashes; a pack's
/// begins with `mods/` and the pack's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `story/grey/coffee.beat.ron`, or `mods/lighthouse/story/grey/coffee.beat.ron`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Beats as they were read before: a writer saves one file of hundreds, and the others are what they were.
#[derive(Debug, Default)]
pub struct Memory(HashMap<String, (String, Arc<Beat>)>);

impl Memory {
    /// Reads one file ahead of the rest, if it is a beat. What is wrong with it is told when all are read.
    pub fn read_ahead(&mut self, source: &Source) {
        if source.path.ends_with(".beat.ron") && !is_use(&source.text) {
            drop(self.beat(&source.path, &source.text));
        }
    }

    fn beat(&mut self, path: &str, text: &str) -> Result<Arc<Beat>, Box<Diagnostic>> {
        if let Some((_, beat)) = self.0.get(path).filter(|(was, _)| was == text) {
            return Ok(beat.clone());
        }
        let beat: Arc<Beat> = Arc::new(parse_source(path, text)?);
        self.0.insert(path.to_owned(), (text.to_owned(), beat.clone()));
        Ok(beat)
    }
}

/// A script as far as it could be read, with where each thing came from.
#[derive(Debug)]
pub(super) struct Draft {
    pub manifest: Option<Manifest>,
    pub cast: Option<Cast>,
    pub topics: Option<Topics>,
    pub beats: BTreeMap<super::BeatId, (usize, Arc<Beat>)>,
    pub letters: BTreeMap<super::LetterId, (usize, Letter)>,
    pub endings: BTreeMap<super::EndingId, (usize, Ending)>,
    pub scenes: BTreeMap<super::SceneId, (usize, Scene)>,
    /// Models that may stand in a place, by name.
    pub models: BTreeSet<String>,
    /// By the names of their files.
    pub templates: BTreeMap<String, (usize, Template)>,
    /// Where they are used.
    pub uses: Vec<(usize, Use)>,
    /// Beats whose template cannot be read: they are not missing, and it is told where it is broken.
    pub waiting: BTreeSet<String>,
    /// How much text was made from them.
    made: usize,
    /// Where the parts of the story, the cast and the topics stand: packs add to them.
    pub whence: Whence,
    pub faults: Vec<Diagnostic>,
}

/// Reads one RON text. Options are written without `Some`.
pub fn parse_source<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Box<Diagnostic>> {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text).map_err(|error| {
        let at = (error.span.start.line as u32, error.span.start.col as u32);
        let help = help_for(&error.code);
        Box::new(Diagnostic::at(path, at, Code::E001, what_of(&error.code), help))
    })
}

/// What is wrong, without the words of the language that it is read in.
fn what_of(error: &ron::Error) -> String {
    match error {
        ron::Error::InvalidIdentifier(found) | ron::Error::SuggestRawIdentifier(found) => {
            format!("`{found}` cannot stand here")
        }
        ron::Error::ExpectedString => "a text was expected here".into(),
        ron::Error::ExpectedIdentifier => "a bare word was expected here".into(),
        other => other.to_string(),
    }
}

fn help_for(error: &ron::Error) -> String {
    match error {
        ron::Error::InvalidIdentifier(_) | ron::Error::SuggestRawIdentifier(_) => {
            "a day is Exactly(2), AtLeast(2) or AtMost(2); a number with a fraction has a point, as 0.6".into()
        }
        ron::Error::ExpectedString => {
            "a text stands in straight quotes, \"so\"; inside it, write “ and ”. Or a `]` or `}` is missing before this"
                .into()
        }
        ron::Error::ExpectedIdentifier => "write it without quotes, as Phase(Morning)".into(),
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
    for part in ["story", "scenes", "models"] {
        walk(&assets.join(part), part, &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
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
        } else if model(&below).is_some() {
            // That it is there is all that a story has to know of it.
            into.push(Source { path: below, text: String::new() });
        }
    }
    Ok(())
}

/// What a model is called, by its path within the assets or a pack.
pub fn model(within: &str) -> Option<&str> {
    within.strip_prefix("models/")?.strip_suffix(".glb")
}

impl Draft {
    pub(super) fn read(sources: &[Source], memory: &mut Memory) -> Self {
        let mut draft = Self {
            manifest: None,
            cast: None,
            topics: None,
            beats: BTreeMap::new(),
            letters: BTreeMap::new(),
            endings: BTreeMap::new(),
            scenes: BTreeMap::new(),
            models: BTreeSet::new(),
            templates: BTreeMap::new(),
            uses: Vec::new(),
            waiting: BTreeSet::new(),
            made: 0,
            whence: Whence::default(),
            faults: Vec::new(),
        };
        let covered = covered(sources);
        let template = |at: &usize| matches!(sources.get(*at).and_then(|s| holds(&s.path)), Some(("template", _)));
        // Templates first, since beats are made from them.
        let (templates, others): (Vec<usize>, Vec<usize>) =
            (0..sources.len()).filter(|at| !covered.contains(at)).partition(template);
        for at in templates.into_iter().chain(others) {
            if let Err(fault) = draft.take(sources, at, memory) {
                draft.faults.push(*fault);
            }
        }
        draft
    }

    fn take(&mut self, sources: &[Source], at: usize, memory: &mut Memory) -> Result<(), Box<Diagnostic>> {
        let Some(source) = sources.get(at) else { return Ok(()) };
        let Source { path, text } = source;
        let within = inner(path);
        let file = within.rsplit('/').next().unwrap_or(within);
        let mut twice: Option<String> = None;
        if let Some(common) = Common::named(file) {
            self.take_common(common, at, source)?;
        } else if let Some(stem) = within.strip_suffix(".beat.ron") {
            let beat = if is_use(text) {
                let Some(beat) = self.made(sources, source)? else { return Ok(()) };
                Arc::new(beat)
            } else {
                memory.beat(path, text)?
            };
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
        } else if let Some(stem) = file.strip_suffix(".template.ron") {
            let template: Template = parse_source(path, text)?;
            twice = self.templates.insert(stem.to_owned(), (at, template)).map(|_| stem.to_owned());
        } else if let Some(name) = model(within) {
            self.models.insert(name.to_owned());
        } else {
            let help = "name it story.ron, cast.ron, topics.ron, or end it in .beat.ron, .letter.ron, .ending.ron, \
                        .template.ron or .scene.ron";
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

    /// The beat that a use of a template makes; none if the template is there and cannot be read.
    fn made(&mut self, sources: &[Source], source: &Source) -> Result<Option<Beat>, Box<Diagnostic>> {
        let Source { path, text } = source;
        let using: Use = parse_source(path, text)?;
        let found = self.templates.get(&using.template).and_then(|(at, template)| Some((sources.get(*at)?, template)));
        let Some((from, template)) = found else {
            let broken = format!("/{}.template.ron", using.template);
            if sources.iter().any(|other| other.path.ends_with(&broken)) {
                self.waiting.insert(using.id.to_string());
                return Ok(None);
            }
            let help = match nearest(&using.template, self.templates.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write story/{}.template.ron", using.template),
            };
            let what = format!("there is no template `{}`", using.template);
            return Err(Box::new(Diagnostic::at(path, locate(text, &using.template, 0), Code::E002, what, help)));
        };
        let longest = using.with.values().map(String::len).max().unwrap_or_default();
        let length = from.text.matches('$').count().saturating_mul(longest).saturating_add(from.text.len());
        self.made = self.made.saturating_add(length);
        if self.made > MOST_MADE {
            let what = format!("with this, templates would become more than {} MB of words", MOST_MADE >> 20);
            let help = "use shorter words in it, or write the beat by hand";
            return Err(Box::new(Diagnostic::at(path, (1, 1), Code::E001, what, help)));
        }
        let beat = fill(&using, (path, text), (&from.path, &from.text, template))?;
        let at = sources.iter().position(|other| std::ptr::eq(other, source)).unwrap_or_default();
        self.uses.push((at, using));
        Ok(Some(beat))
    }

    /// The script, if what it cannot do without was read.
    pub(super) fn script(&self) -> Option<Script> {
        Some(Script {
            manifest: self.manifest.clone()?,
            cast: self.cast.clone()?,
            topics: self.topics.clone()?,
            beats: taken(&self.beats),
            letters: taken(&self.letters),
            endings: taken(&self.endings),
            scenes: taken(&self.scenes),
        })
    }
}

/// Without where each of them stands.
fn taken<K: Ord + Clone, T: Clone>(found: &BTreeMap<K, (usize, T)>) -> BTreeMap<K, T> {
    found.iter().map(|(id, (_, one))| (id.clone(), one.clone())).collect()
}

fn named(path: &str, text: &str, id: &str, file: &str) -> Result<(), Box<Diagnostic>> {
    if id == file {
        return Ok(());
    }
    let what = format!("the id is `{id}`, but the file is named `{file}`");
    let help = format!("write `id: \"{file}\"`, or rename the file");
    Err(Box::new(Diagnostic::at(path, locate(text, id, 0), Code::E004, what, help)))
}
