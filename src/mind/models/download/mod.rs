//! Fetching a model: one file from one host, whole or not at all.
//!
//! It is written beside its final name, as `NAME.part`, and gets that name only when its SHA-256 is what the list, the
//! player or the host itself has said. What was fetched before is gone on from. Nothing but the address is sent: no
//! key, no cookie, no account. It runs on a thread of its own.

mod ask;
mod part;
mod space;

use super::{bytes, clean, curated::Curated};
use crate::platform::http;
use futures_util::{
    StreamExt,
    future::{AbortHandle, Abortable},
};
use part::{Note, Part};
use reqwest::Url;
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    time::{Duration, Instant},
};

/// If nothing comes for so long, the host has gone quiet.
const QUIET: Duration = Duration::from_secs(30);
/// So often it is told how far it is.
const TELLS: Duration = Duration::from_millis(200);
/// How a message ends that leaves the part where it is.
const GOES_ON: &str = "what came so far is kept, and fetching it again goes on from there";

/// What is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is, the best first.
    urls: Vec<String>,
    /// Its name in the folder.
    file: String,
    /// What its SHA-256 must be, if somebody said so.
    sha256: Option<String>,
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
fn digest(typed: &str) -> Result<String, String> {
    let typed = typed.trim().to_ascii_lowercase();
    if typed.len() == 64 && typed.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(typed);
    }
    Err("a SHA-256 is 64 hexadecimal digits; copy it again".into())
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// So many bytes are here.
    pub bytes: u64,
    /// Of so many.
    pub whole: u64,
    /// So many come in a second.
    pub rate: u64,
    /// So many seconds it will take, as far as can be told.
    pub left: Option<u64>,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is coming.
    Coming(Progress),
    /// What is here is being read, to see whether it is what it should be.
    Checking,
    /// It is here, under its name.
    Done(PathBuf),
    /// It will not come; in plain words, why.
    Failed(String),
    /// It was cancelled; what came so far is kept.
    Cancelled,
}

impl Step {
    /// Whether nothing comes after it.
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Coming(_) | Self::Checking)
    }
}

/// A download under way. Dropping it cancels it.
#[derive(Debug)]
pub struct Download {
    steps: Mutex<Receiver<Step>>,
    cancel: Cancel,
}

/// Whoever holds this can stop the download.
#[derive(Clone, Debug)]
pub struct Cancel {
    flag: Arc<AtomicBool>,
    abort: AbortHandle,
}

impl Cancel {
    /// Stops it, wherever it is.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
        self.abort.abort();
    }
}

impl Drop for Download {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Begins to fetch into this folder. Returns at once.
pub fn get(wanted: Wanted, folder: PathBuf) -> Result<Download, String> {
    let (sender, receiver) = channel();
    let (abort, registration) = AbortHandle::new_pair();
    let cancel = Cancel { flag: Arc::default(), abort };
    let flag = cancel.flag.clone();
    http::apart("download", async move {
        let work = fetch(&wanted, &folder, &sender, &flag);
        let step = Abortable::new(work, registration).await.unwrap_or(Step::Cancelled);
        // Whoever dropped the download hears nothing more.
        sender.send(step).ok();
    })?;
    Ok(Download { steps: Mutex::new(receiver), cancel })
}

impl Download {
    /// What happened last, if anything did since. Never blocks.
    pub fn poll(&mut self) -> Option<Step> {
        let steps = self.steps.get_mut().ok()?;
        let mut last = None;
        loop {
            match steps.try_recv() {
                Ok(step) => last = Some(step),
                Err(TryRecvError::Empty) => return last,
                Err(TryRecvError::Disconnected) => return last.or_else(|| Some(vanished())),
            }
        }
    }

    /// The next that happens, waited for. Not for a frame.
    pub fn wait(&mut self) -> Step {
        let Ok(steps) = self.steps.get_mut() else { return vanished() };
        loop {
            match steps.recv_timeout(QUIET) {
                Ok(step) => return step,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return vanished(),
            }
        }
    }

    /// What stops it.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }
}

fn vanished() -> Step {
    Step::Failed(format!("the download stopped by itself; {GOES_ON}"))
}

/// Why it stopped.
enum Stop {
    /// Perhaps another address has it.
    Elsewhere(String),
    /// No address will help.
    Over(String),
    /// Somebody said so.
    Cancelled,
}

async fn fetch(wanted: &Wanted, folder: &Path, sender: &Sender<Step>, flag: &AtomicBool) -> Step {
    let place = folder.join(&wanted.file);
    if place.exists() {
        return Step::Failed(format!(
            "{} is there already; remove it first if it should be another one",
            place.display()
        ));
    }
    let mut trouble = "there is no address to fetch it from".to_owned();
    for url in &wanted.urls {
        match from(url, wanted, &place, sender, flag).await {
            Ok(()) => return Step::Done(place),
            Err(Stop::Cancelled) => return Step::Cancelled,
            Err(Stop::Over(why)) => return Step::Failed(why),
            Err(Stop::Elsewhere(why)) => trouble = why,
        }
    }
    Step::Failed(trouble)
}

async fn from(url: &str, wanted: &Wanted, place: &Path, sender: &Sender<Step>, flag: &AtomicBool) -> Result<(), Stop> {
    let url = ask::address(url).map_err(Stop::Elsewhere)?;
    if part::is_begun(place) {
        sender.send(Step::Checking).ok();
    }
    let mut part = Part::open(place, flag)?;
    let came = rest_of(&url, wanted, place, &mut part, sender, flag).await;
    if came.is_err() {
        part.sweep();
    }
    came
}

/// Fetches what is missing of a part, and gives it its name.
async fn rest_of(
    url: &Url,
    wanted: &Wanted,
    place: &Path,
    part: &mut Part,
    sender: &Sender<Step>,
    flag: &AtomicBool,
) -> Result<(), Stop> {
    let mut given = ask::ask(url, part.range(url.as_str())).await?;
    let host = given.host.clone();
    let goes_on = part.bytes > 0 && given.goes_on_from(part.bytes) && part.is_of(given.sha256.as_deref(), wanted);
    // All of it is here already; only the last step is missing.
    let is_all =
        part.bytes > 0 && given.has_no_more() && part.is_whole() && part.is_of(given.sha256.as_deref(), wanted);
    if !goes_on && !is_all && !given.is_from_the_beginning() {
        given = ask::ask(url, None).await?;
        if !given.is_from_the_beginning() {
            return Err(Stop::Elsewhere(format!("{host} gives a part of the file and not the whole")));
        }
    }
    let sha256 = match (&wanted.sha256, &given.sha256) {
        (Some(ours), Some(theirs)) if ours != theirs => {
            return Err(Stop::Over(format!(
                "{host} says that its file is another one than was asked for (its SHA-256 is {theirs}); nothing was \
                 fetched"
            )));
        }
        (Some(known), _) | (None, Some(known)) => known.clone(),
        (None, None) if goes_on || is_all => part.note.sha256.clone(),
        (None, None) => {
            return Err(Stop::Over(format!(
                "{host} does not say what the file's SHA-256 is, so nobody would know whether it came as it should; \
                 name it with --sha256"
            )));
        }
    };
    let whole = if is_all { part.note.bytes } else { given.whole().map_err(Stop::Over)? };
    if !goes_on && !is_all {
        part.begin(Note { url: url.to_string(), etag: given.etag(), sha256: sha256.clone(), bytes: whole })?;
    }
    space::check(place, whole.saturating_sub(part.bytes)).map_err(Stop::Over)?;
    if !is_all {
        receive(given.answer, part, whole, &host, sender, flag).await?;
    }
    sender.send(Step::Checking).ok();
    part.finish(place, &sha256, &host)
}

/// Takes in what comes, to the last byte.
async fn receive(
    answer: reqwest::Response,
    part: &mut Part,
    whole: u64,
    host: &str,
    sender: &Sender<Step>,
    flag: &AtomicBool,
) -> Result<(), Stop> {
    let mut pace = Pace::new(part.bytes, whole);
    let mut chunks = answer.bytes_stream();
    while part.bytes < whole {
        let why = match tokio::time::timeout(QUIET, chunks.next()).await {
            Ok(Some(Ok(chunk))) if part.bytes + chunk.len() as u64 > whole => {
                return Err(part.spoiled(format!("{host} sends more than it said; what came was deleted")));
            }
            Ok(Some(Ok(chunk))) => {
                part.add(&chunk)?;
                if let Some(progress) = pace.at(part.bytes) {
                    sender.send(Step::Coming(progress)).ok();
                }
                if flag.load(Ordering::Relaxed) {
                    return Err(Stop::Cancelled);
                }
                continue;
            }
            Ok(None | Some(Err(_))) => "broke off",
            Err(_) => "has gone quiet",
        };
        let so_far = format!("{} of {}", bytes(part.bytes), bytes(whole));
        return Err(Stop::Over(format!("{host} {why} after {so_far}; {GOES_ON}")));
    }
    Ok(())
}

/// How quickly it comes, and how long it will take.
struct Pace {
    whole: u64,
    told: Option<(Instant, u64)>,
    rate: f64,
    begun: (Instant, u64),
}

impl Pace {
    fn new(bytes: u64, whole: u64) -> Self {
        Self { whole, told: None, rate: 0.0, begun: (Instant::now(), bytes) }
    }

    /// What is to be told now, if it is time to tell something.
    fn at(&mut self, bytes: u64) -> Option<Progress> {
        let now = Instant::now();
        let (since, before) = self.told.unwrap_or(self.begun);
        let time = now.duration_since(since);
        if self.told.is_some() && time < TELLS && bytes < self.whole {
            return None;
        }
        let fresh = (bytes - before) as f64 / time.as_secs_f64().max(1e-3);
        // What was before counts, too: a number that jumps cannot be read.
        self.rate = if self.told.is_some() { 0.85 * self.rate + 0.15 * fresh } else { fresh };
        self.told = Some((now, bytes));
        let left = (self.rate >= 1.0).then(|| ((self.whole - bytes) as f64 / self.rate).ceil() as u64);
        Some(Progress { bytes, whole: self.whole, rate: self.rate as u64, left })
    }
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
        assert_eq!((wanted.file(), wanted.sha256.unwrap()), ("b.gguf", "ab".repeat(32)));
        assert!(Wanted::at("https://h/b.gguf", Some("abc")).is_err());
    }

    #[test]
    fn the_pace_says_how_long_it_will_take() {
        let mut pace = Pace::new(0, 1_000_000);
        pace.begun.0 = Instant::now().checked_sub(Duration::from_secs(1)).unwrap();
        let progress = pace.at(250_000).unwrap();
        assert!((200_000..=250_100).contains(&progress.rate), "{progress:?}");
        assert!((3..=5).contains(&progress.left.unwrap()), "{progress:?}");
        assert_eq!(pace.at(250_001), None, "a moment later there is nothing to tell");
        assert_eq!(pace.at(1_000_000).unwrap().bytes, 1_000_000);
    }
}
