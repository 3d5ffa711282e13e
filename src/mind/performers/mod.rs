//! Those who can say a line: three ways behind one trait.

pub mod authored;
#[cfg(feature = "embedded-mind")]
pub mod embedded;
#[cfg(feature = "endpoint")]
pub mod endpoint;

#[cfg(any(feature = "embedded-mind", feature = "endpoint"))]
mod thoughts;

#[cfg(any(feature = "embedded-mind", feature = "endpoint"))]
use super::doctor::Grade;
#[cfg(any(feature = "embedded-mind", feature = "endpoint"))]
use super::trust;
use super::{MindChoice, models::settled};
use crate::story::Source;
use bevy::log::debug;
use futures_util::future::{AbortHandle, AbortRegistration};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
    mpsc::{Receiver, Sender, TryRecvError, channel},
};

/// What a performer is asked to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What it is told.
    pub prompt: Prompt,
    /// The most tokens it may use.
    pub max_tokens: u32,
    /// 0 is sober.
    pub temperature: f32,
    /// The same seed gives the same words, where the performer can.
    pub seed: u64,
}

/// What a performer is told: a head that stays the same byte for byte, then the talk so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prompt {
    /// Persona, act, beat. The part before the last turns; stable, so that caches hold.
    pub system: String,
    /// The last turns, oldest first; ends with what Theodore just said.
    pub turns: Vec<(Speaker, String)>,
    /// The written line that was decided, for those who do no more than say it in other words.
    pub means: String,
}

/// Who said a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The player.
    Theodore,
    /// The one who answers.
    Samantha,
}

/// A piece of a performance.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Some characters, in order; not aligned to words.
    Text(String),
    /// That was all.
    Done,
    /// It broke off: in plain words, why.
    Failed(String),
}

/// One who can say a line.
pub trait Performer: Send + Sync {
    /// Where its words come from.
    fn source(&self) -> Source;
    /// Begins at once and never blocks; the pieces arrive on the performance.
    fn perform(&mut self, request: Request) -> Performance;
    /// Whether its words must keep to the written line, since left to itself it makes things up.
    fn keeps_to_the_line(&self) -> bool {
        false
    }
    /// Whether it may be asked things beside the talk: it is trusted, and loses nothing that it keeps for the talk.
    fn takes_asides(&self) -> bool {
        false
    }
    /// Makes ready for a prompt that begins like this one. Never blocks; may do nothing.
    fn prepare(&mut self, _prompt: &Prompt) {}
    /// How much of it is read into memory, 0..1, while it is.
    fn loading(&self) -> Option<f32> {
        None
    }
    /// What is wrong with it, in plain words, as far as it knows by itself.
    fn trouble(&self) -> Option<String> {
        None
    }
}

/// The model behind a choice as it is, trusted with everything, and its name; for whoever examines it.
pub fn alone(choice: &MindChoice) -> Result<(String, Box<dyn Performer>), String> {
    match &settled(choice) {
        MindChoice::First(first, _) => alone(first),
        MindChoice::Authored => Err(
            "written lines need no doctor; leave out --mind authored, or choose a model with `room-tone models use`"
                .into(),
        ),
        #[cfg(feature = "endpoint")]
        MindChoice::Endpoint { url, model, key } => {
            let endpoint = endpoint::Endpoint::new(url, model, key.clone())?;
            Ok((model.clone(), Box::new(endpoint.trust(Some(Grade::A)))))
        }
        #[cfg(feature = "embedded-mind")]
        MindChoice::Best | MindChoice::Embedded => {
            let weights = embedded::weights::find()?;
            let name = weights.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, Box::new(embedded::Embedded::trusted(weights))))
        }
        #[cfg(feature = "embedded-mind")]
        MindChoice::Weights(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, Box::new(embedded::Embedded::trusted(embedded::weights::chosen(path.clone())?))))
        }
        #[cfg(not(feature = "endpoint"))]
        MindChoice::Endpoint { .. } => Err("this build cannot reach a model behind an address".into()),
        #[cfg(not(feature = "embedded-mind"))]
        MindChoice::Best | MindChoice::Embedded | MindChoice::Weights(_) => {
            Err("there is no language model in this build".into())
        }
    }
}

/// The performers that the player asked for, in turn: the first, and whoever stands in where it fails. In plain words,
/// what is wrong with one that cannot be had.
pub(super) fn in_turn(choice: &MindChoice) -> (Vec<Box<dyn Performer>>, Option<String>) {
    if let MindChoice::First(first, then) = settled(choice) {
        let (mut performers, mut trouble) = in_turn(&first);
        let (after, more) = in_turn(&then);
        // Where the first is there, nobody misses whoever would only stand in for it.
        if performers.iter().all(|performer| performer.source() == Source::Authored) {
            trouble = trouble.or(more);
        } else if let Some(why) = more {
            debug!("nobody stands in: {why}");
        }
        performers.extend(after);
        // One that is not there would only have the written line said, as it is anyway.
        performers.retain(|performer| performer.source() != Source::Authored);
        if performers.is_empty() {
            performers.push(Box::new(authored::Authored));
        }
        return (performers, trouble);
    }
    let (performer, trouble) = of(choice);
    (vec![performer], trouble)
}

/// The performer that the player asked for, or the authored one and in plain words why it is not that.
fn of(choice: &MindChoice) -> (Box<dyn Performer>, Option<String>) {
    let authored = || Box::new(authored::Authored) as Box<dyn Performer>;
    let choice = &settled(choice);
    match choice {
        MindChoice::First(first, _) => of(first),
        MindChoice::Authored => (authored(), None),
        #[cfg(feature = "endpoint")]
        MindChoice::Endpoint { url, model, key } => match endpoint::Endpoint::new(url, model, key.clone()) {
            Ok(endpoint) => (Box::new(endpoint.trust(trust::grade(choice))), None),
            Err(why) => (authored(), Some(why)),
        },
        #[cfg(not(feature = "endpoint"))]
        MindChoice::Endpoint { .. } => {
            let why = "This build cannot reach a model behind an address, so what she says was written by a person. A \
                       build with the feature `endpoint` can.";
            (authored(), Some(why.into()))
        }
        #[cfg(feature = "embedded-mind")]
        MindChoice::Best | MindChoice::Embedded => match embedded::weights::find() {
            Ok(weights) => (Box::new(embedded::Embedded::new(weights, trust::grade(choice))), None),
            Err(why) => (authored(), Some(why)),
        },
        // Anybody's file: until the doctor has looked at it, it is trusted with as little as one that failed.
        #[cfg(feature = "embedded-mind")]
        MindChoice::Weights(path) => match embedded::weights::chosen(path.clone()) {
            Ok(weights) => {
                let grade = trust::grade(choice).unwrap_or(Grade::D);
                (Box::new(embedded::Embedded::new(weights, Some(grade))), None)
            }
            Err(why) => (authored(), Some(why)),
        },
        #[cfg(not(feature = "embedded-mind"))]
        MindChoice::Best => (authored(), None),
        #[cfg(not(feature = "embedded-mind"))]
        MindChoice::Embedded | MindChoice::Weights(_) => {
            let why = "There is no language model in this build, so what she says was written by a person. A build with \
                       the feature `embedded-mind` has one.";
            (authored(), Some(why.into()))
        }
    }
}

/// A performance under way. Dropping it cancels it.
#[derive(Debug)]
pub struct Performance {
    pieces: Mutex<Receiver<Piece>>,
    cancelled: Arc<AtomicBool>,
    abort: Option<AbortHandle>,
}

/// The performer's end of a performance.
#[derive(Clone, Debug)]
pub struct Stage {
    pieces: Sender<Piece>,
    cancelled: Arc<AtomicBool>,
}

impl Performance {
    /// Both ends of a new performance.
    pub fn open() -> (Stage, Self) {
        let (sender, receiver) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let stage = Stage { pieces: sender, cancelled: cancelled.clone() };
        (stage, Self { pieces: Mutex::new(receiver), cancelled, abort: None })
    }

    /// Both ends of a performance by a task that waits for others, and what the task is to be wrapped
    /// in, so that cancelling stops it in the middle of its waiting.
    pub fn open_abortable() -> (Stage, AbortRegistration, Self) {
        let (stage, mut performance) = Self::open();
        let (abort, registration) = AbortHandle::new_pair();
        performance.abort = Some(abort);
        (stage, registration, performance)
    }

    /// The next piece, if one is there. A performer that vanished counts as failed.
    pub fn poll(&self) -> Option<Piece> {
        let Ok(pieces) = self.pieces.lock() else { return Some(Piece::Failed("the mind stopped".into())) };
        match pieces.try_recv() {
            Ok(piece) => Some(piece),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Piece::Failed("the mind stopped".into())),
        }
    }
}

impl Drop for Performance {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

impl Stage {
    /// Sends a piece; false once nobody listens any more.
    pub fn send(&self, piece: Piece) -> bool {
        !self.cancelled() && self.pieces.send(piece).is_ok()
    }

    /// Whether the performance was cancelled.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
