//! The thread that understands. All who live in this program share one, and its weights.

use super::{
    Answer, Question, SentenceModel,
    engine::Engine,
    kept::{Kept, SHIPPED},
    sentence::{DIGEST, WIDE},
};
use crate::platform;
use bevy::log::warn;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// The way to the thread.
#[derive(Clone)]
pub(super) struct Worker {
    jobs: Sender<Job>,
    shown: Arc<Mutex<Shown>>,
}

/// What the thread shows of itself.
#[derive(Default)]
struct Shown {
    trouble: Option<String>,
    gone: bool,
}

enum Job {
    Ask(Question, Sender<Answer>),
    Prepare(Vec<String>),
    Weights(Vec<u8>, String),
}

impl Worker {
    /// The one that all share, its weights in the assets.
    pub(super) fn shared() -> Option<Self> {
        static SHARED: OnceLock<Option<Worker>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| {
            let folder = folder()?;
            let kept = kept(&folder);
            Self::start(folder, kept)
        });
        shared.clone()
    }

    /// A thread whose weights lie in this folder, and who remembers where examples lie; none if no thread is to be had.
    pub(super) fn start(folder: PathBuf, kept: Option<Kept>) -> Option<Self> {
        let (jobs, waiting) = channel();
        let shown = Arc::new(Mutex::new(Shown::default()));
        let seen = Farewell(shown.clone());
        let work = move || work(&waiting, &folder, kept, &seen);
        match thread::Builder::new().name("understand".into()).spawn(work) {
            Ok(_) => Some(Self { jobs, shown }),
            Err(why) => {
                warn!("no thread to understand typed words on: {why}");
                None
            }
        }
    }

    pub(super) fn ask(&self, question: Question, answers: Sender<Answer>) {
        self.send(Job::Ask(question, answers));
    }

    pub(super) fn prepare(&self, examples: Vec<String>) {
        self.send(Job::Prepare(examples));
    }

    pub(super) fn weights(&self, model: Vec<u8>, tokenizer: String) {
        self.send(Job::Weights(model, tokenizer));
    }

    pub(super) fn trouble(&self) -> Option<String> {
        self.shown.lock().ok().and_then(|shown| shown.trouble.clone())
    }

    /// Whether the thread has ended, which it never does of its own will.
    pub(super) fn gone(&self) -> bool {
        self.shown.lock().map_or(true, |shown| shown.gone)
    }

    fn send(&self, job: Job) {
        // A closed channel is a thread that is gone; `gone` says so to whoever waits.
        if self.jobs.send(job).is_err()
            && let Ok(mut shown) = self.shown.lock()
        {
            shown.gone = true;
        }
    }
}

/// Says that the thread has ended, however it ended.
struct Farewell(Arc<Mutex<Shown>>);

impl Drop for Farewell {
    fn drop(&mut self) {
        if let Ok(mut shown) = self.0.lock() {
            shown.gone = true;
        }
    }
}

fn work(jobs: &Receiver<Job>, folder: &Path, kept: Option<Kept>, seen: &Farewell) {
    let mut engine: Engine<Sender<Answer>> = Engine::default();
    engine.take_weights(read(folder));
    engine.keep_in(kept);
    loop {
        if let Ok(mut shown) = seen.0.lock() {
            shown.trouble = engine.trouble().map(Into::into);
        }
        // Nothing to do: sleep until there is. Otherwise only look whether something came.
        let job = if engine.idle() {
            engine.rest();
            match jobs.recv() {
                Ok(job) => Some(job),
                Err(_) => return,
            }
        } else {
            jobs.try_recv().ok()
        };
        match job {
            Some(Job::Ask(question, answers)) => engine.ask(question, answers),
            Some(Job::Prepare(examples)) => engine.prepare(examples.into_iter()),
            Some(Job::Weights(model, tokenizer)) => {
                // What the model in the folder has placed is nothing to another.
                engine.keep_in(None);
                engine.take_weights(SentenceModel::load(model, &tokenizer));
            }
            None => {}
        }
        // An answer that nobody wants any more is dropped with its channel.
        if let Some((answer, answers)) = engine.pump()
            && answers.send(answer).is_err()
        {
            continue;
        }
    }
}

#[cfg(not(target_family = "wasm"))]
fn folder() -> Option<PathBuf> {
    Some(platform::assets_dir().join("mind"))
}

#[cfg(target_family = "wasm")]
fn folder() -> Option<PathBuf> {
    None
}

/// What the model in the assets has placed before. A model that is another is not taken, and so neither are its places.
fn kept(folder: &Path) -> Option<Kept> {
    let shipped = fs::read(folder.join(SHIPPED)).unwrap_or_default();
    Some(match platform::cache_dir() {
        Some(cache) => Kept::open(cache.join("places"), DIGEST, WIDE).beside(&shipped),
        None => Kept::shipped(&shipped, DIGEST, WIDE),
    })
}

#[cfg(not(target_family = "wasm"))]
fn read(folder: &Path) -> Result<SentenceModel, String> {
    SentenceModel::read(folder)
}

#[cfg(target_family = "wasm")]
fn read(_: &Path) -> Result<SentenceModel, String> {
    Err("A browser has no folder to read the sentence model from".into())
}
