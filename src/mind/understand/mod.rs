//! What did the player mean?
//!
//! Typed words are compared with the examples that the story gives for each meaning: word for word
//! first, then by the sentence model, and by shared letters and words where that model is missing.
//! On a desktop this happens on a thread of its own; in a browser, which has none to lend, a system
//! does a sentence or a few each frame.

mod answer;
mod doubt;
mod engine;
mod kept;
mod manner;
mod network;
mod place;
#[cfg(not(target_family = "wasm"))]
mod placing;
#[cfg(feature = "sentence-model")]
mod sentence;
#[cfg(not(feature = "sentence-model"))]
#[path = "no_sentence.rs"]
mod sentence;
mod signs;
mod worker;

pub use answer::{Answer, BY_WORDS, Meaning, OFFERED, OWN, Question, STANDING, Stands, threshold};
pub use doubt::Doubt;
#[cfg(not(target_family = "wasm"))]
pub use placing::{Placed, place_all, shipped};
pub use signs::Sign;

pub(crate) use sentence::SentenceModel;

use crate::{AppSystems, platform};
use bevy::{platform::time::Instant, prelude::*};
use engine::Engine;
use kept::Kept;
use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    time::Duration,
};
use worker::Worker;

/// As much of one frame as understanding may take where it has no thread.
const LONGEST: Duration = Duration::from_millis(250);

/// The understanding, wherever it runs. Never blocks.
#[derive(Resource)]
pub struct Understanding {
    seat: Seat,
    answers: Sender<Answer>,
    answered: Mutex<Receiver<Answer>>,
    /// Asked and not answered yet, oldest first, and since when.
    open: VecDeque<(Question, Instant)>,
    /// Who has waited so long is answered by shared letters and words. None waits as long as it takes.
    patience: Option<Duration>,
    lost: Option<String>,
}

/// Where it thinks.
enum Seat {
    /// Nowhere yet: the weights are read when they are first wanted. They lie in this folder.
    Unused(Option<PathBuf>),
    /// On a thread.
    Thread(Worker),
    /// Here, a sentence a frame.
    Here(Box<Engine<()>>),
}

impl Default for Understanding {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Understanding {
    /// One that reads its weights from this folder.
    pub fn with_weights_in(folder: impl Into<PathBuf>) -> Self {
        Self::new(Some(folder.into()))
    }

    /// One that does a sentence at each [`pump`](Self::pump) and is handed its [`weights`](Self::weights).
    pub fn pumped() -> Self {
        Self { seat: Seat::Here(Box::new(Engine::impatient())), ..Self::new(None) }
    }

    fn new(folder: Option<PathBuf>) -> Self {
        let (answers, answered) = channel();
        let seat = if platform::THREADS { Seat::Unused(folder) } else { Seat::Here(Box::new(Engine::impatient())) };
        Self { seat, answers, answered: Mutex::new(answered), open: VecDeque::new(), patience: None, lost: None }
    }

    /// From now on nobody is kept waiting for longer than this: for a game that somebody sits before. On a machine that
    /// has much else to do, the first start has thousands of examples to read.
    pub fn be_patient_for(&mut self, patience: Duration) {
        self.patience = Some(patience);
    }

    /// Asks; the answer comes with a later [`poll`](Self::poll).
    pub fn ask(&mut self, question: Question) {
        self.open.push_back((question.clone(), Instant::now()));
        match self.sit() {
            Seat::Thread(worker) => {
                let worker = worker.clone();
                worker.ask(question, self.answers.clone());
            }
            Seat::Here(engine) => engine.ask(question, ()),
            Seat::Unused(_) => {}
        }
    }

    /// Makes ready for examples that will soon be asked about.
    pub fn prepare(&mut self, meanings: &[Meaning]) {
        let examples = meanings.iter().flat_map(|m| m.means.iter().cloned());
        match self.sit() {
            Seat::Thread(worker) => worker.prepare(examples.collect()),
            Seat::Here(engine) => engine.prepare(examples),
            Seat::Unused(_) => {}
        }
    }

    /// The next answer, if it is there.
    pub fn poll(&mut self) -> Option<Answer> {
        let next = self.answered.lock().ok().map_or(Err(TryRecvError::Disconnected), |answered| answered.try_recv());
        if let Ok(answer) = next {
            // One that comes too late answers nothing any more.
            let asked = self.open.iter().position(|(question, _)| question.text == answer.text)?;
            self.open.remove(asked);
            return Some(answer);
        }
        let waits_too_long =
            |(_, since): &(Question, Instant)| self.patience.is_some_and(|most| since.elapsed() > most);
        if self.open.front().is_some_and(waits_too_long) {
            let (question, _) = self.open.pop_front()?;
            return Some(engine::by_words(&question, &mut engine::Spellings::new()));
        }
        // The player must not wait for a thread that is gone.
        if matches!(&self.seat, Seat::Thread(worker) if worker.gone()) {
            let (question, _) = self.open.pop_front()?;
            self.lost = Some("the sentence model stopped; typed words are compared letter by letter now".into());
            return Some(engine::by_words(&question, &mut engine::Spellings::new()));
        }
        None
    }

    /// Does one sentence of what is left to do, where there is no thread that does it. False once there
    /// is nothing left.
    pub fn pump(&mut self) -> bool {
        let Seat::Here(engine) = &mut self.seat else { return false };
        if let Some((answer, ())) = engine.pump()
            && self.answers.send(answer).is_err()
        {
            self.lost = Some("an answer got lost; type it again".into());
        }
        !engine.idle()
    }

    /// Takes the weights, where no folder holds them: the model's bytes and the text of its
    /// `tokenizer.json`.
    pub fn weights(&mut self, model: Vec<u8>, tokenizer: &str) {
        match self.sit() {
            Seat::Thread(worker) => worker.weights(model, tokenizer.into()),
            Seat::Here(engine) => engine.take_weights(SentenceModel::load(model, tokenizer)),
            Seat::Unused(_) => {}
        }
    }

    /// Takes where the examples of the base story lie by the weights that come with it, where no folder holds that. Bytes
    /// that are damaged, or of other weights, are as good as none.
    pub fn places(&mut self, bytes: &[u8]) {
        if let Seat::Here(engine) = &mut self.seat {
            engine.keep_in(Some(Kept::shipped(bytes, sentence::DIGEST, sentence::WIDE)));
        }
    }

    /// Says that the weights will not come, and why, in plain words.
    pub fn without_weights(&mut self, why: &str) {
        if let Seat::Here(engine) = &mut self.seat {
            engine.take_weights(Err(why.into()));
        }
    }

    /// What is wrong with it, in plain words, if anything is: the story goes on all the same.
    pub fn trouble(&self) -> Option<String> {
        match &self.seat {
            Seat::Thread(worker) => self.lost.clone().or_else(|| worker.trouble()),
            Seat::Here(engine) => self.lost.clone().or_else(|| engine.trouble().map(Into::into)),
            Seat::Unused(_) => None,
        }
    }

    /// The seat, taken.
    fn sit(&mut self) -> &mut Seat {
        if let Seat::Unused(folder) = &mut self.seat {
            let worker = match folder.take() {
                Some(folder) => Worker::start(folder, None),
                None => Worker::shared(),
            };
            // Without a thread to think on, a system does it, with whatever weights it is given.
            self.seat = worker.map_or_else(|| Seat::Here(Box::new(Engine::impatient())), Seat::Thread);
        }
        &mut self.seat
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Understanding>();
    app.add_systems(Update, pump.in_set(AppSystems::Understand));
}

/// A sentence a frame at least; of a long frame a quarter, so that a slow machine is not also deaf.
fn pump(mut understanding: ResMut<Understanding>, time: Res<Time<Real>>) {
    let began = Instant::now();
    let may_take = time.delta().div_f32(4.0).min(LONGEST);
    while understanding.bypass_change_detection().pump() && began.elapsed() < may_take {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Heard;

    #[test]
    fn who_has_waited_long_enough_is_answered_by_shared_words() {
        // Nobody pumps it: it would never answer.
        let mut understanding = Understanding::pumped();
        let meanings = vec![Meaning { id: "rain".into(), means: vec!["it is raining outside".into()] }];
        let question = Question { text: "is it raining outside".into(), meanings };
        understanding.ask(question.clone());
        assert_eq!(understanding.poll(), None);
        understanding.be_patient_for(Duration::ZERO);
        std::thread::sleep(Duration::from_millis(2));
        let answer = understanding.poll().unwrap();
        assert_eq!((answer.by, answer.ranked[0].0.as_str()), (Heard::Words, "rain"));
        assert_eq!(understanding.poll(), None, "once is enough");
    }
}
