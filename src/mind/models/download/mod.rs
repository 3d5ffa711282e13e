//! Fetching a model: one file from one host, whole or not at all.
//!
//! It is written beside its final name, as `NAME.part`, and gets that name only when its SHA-256 is what the list, the
//! player or the host itself has said. What was fetched before is gone on from. Nothing but the address is sent: no
//! key, no cookie, no account. It runs on a thread of its own.

mod ask;
mod pace;
mod part;
mod space;
mod wanted;

pub use wanted::Wanted;

use super::bytes;
use crate::platform::http;
use futures_util::{
    StreamExt,
    future::{AbortHandle, Abortable},
};
use pace::Pace;
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
    time::Duration,
};

/// If nothing comes for so long, the host has gone quiet.
const QUIET: Duration = Duration::from_secs(30);
/// How a message ends that leaves the part where it is.
const GOES_ON: &str = "what came so far is kept, and fetching it again goes on from there";

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
