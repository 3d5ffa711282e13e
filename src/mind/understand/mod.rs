//! What did the player mean?
//!
//! Typed words are compared with the examples that the story gives for each meaning: word for word
//! first, then by the sentence model, and by shared letters and words where that model is missing.
//! On a desktop this happens on a thread of its own; in a browser, which has none to lend, a system
//! does a sentence or a few each frame.

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

pub use doubt::Doubt;
#[cfg(not(target_family = "wasm"))]
pub use placing::{Placed, place_all, shipped};
pub use signs::Sign;

pub(crate) use sentence::SentenceModel;

use crate::{
    AppSystems, care, platform,
    script::{ChoiceId, Manner},
    story::Heard,
};
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

/// How near typed words must come to what the running turn listens for. This and the next are calibrated on
/// `tests/understanding`: what people type to seventy beats, a good fifth of it about something else.
pub const OWN: f32 = 0.61;

/// How near they must come to a standing topic. Higher: there are so many of them that one always lies nearby.
pub const STANDING: f32 = 0.70;

/// How near they must come to a choice on the screen. Higher again: a choice has one example only, its own
/// words, and whoever types close to it will want just that; all else belongs to the free talk.
pub const OFFERED: f32 = 0.80;

/// How much nearer a standing topic must come than what the running turn listens for. Without it, a topic that
/// says the same in general takes the words from a turn that hangs on them.
const AHEAD: f32 = 0.15;

/// How near words must come to a danger that they have no word of.
const ALARMED: f32 = 0.88;

/// How near words must come to a standing topic in the middle of a story of his: “it was raining” is part of that.
const IN_A_STORY: f32 = 0.9;

/// How near, without the sentence model, where only shared letters and words speak.
pub const BY_WORDS: f32 = 0.5;

/// As much of one frame as understanding may take where it has no thread.
const LONGEST: Duration = Duration::from_millis(250);

/// Where a meaning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is a choice on the screen.
    Offered,
    /// The running turn listens for it.
    Own,
    /// It is a standing topic.
    Standing,
}

/// How near is near enough for what stands there, found in this way.
pub fn threshold(stands: Stands, by: Heard) -> f32 {
    match (by, stands) {
        (Heard::Exactly, _) => 1.0,
        (Heard::Meaning, Stands::Offered) => OFFERED,
        (Heard::Meaning, Stands::Own) => OWN,
        (Heard::Meaning, Stands::Standing) => STANDING,
        (Heard::Words, _) => BY_WORDS,
        // It was picked out of a few, and none is nearer.
        (Heard::Model, _) => -1.0,
    }
}

/// Something that words may mean here, with examples of how people say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The accept, topic or choice.
    pub id: ChoiceId,
    /// Examples.
    pub means: Vec<String>,
}

/// Typed words, and what they could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The words.
    pub text: String,
    /// The meanings that are open now.
    pub meanings: Vec<Meaning>,
}

/// What they were taken to mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question's words.
    pub text: String,
    /// The meanings, nearest first, with how near (-1..1).
    pub ranked: Vec<(ChoiceId, f32)>,
    /// How it was found.
    pub by: Heard,
    /// What the words are a sign of besides.
    pub sign: Option<Sign>,
    /// How it is told.
    pub manner: Option<Manner>,
}

impl Answer {
    /// Without a danger that is only near, in none of the words in which people speak of it: “I snapped at my wife over a
    /// spoon”.
    pub fn without_alarm(mut self) -> Self {
        if self.by == Heard::Meaning && !signs::speaks_of_danger(&self.text) {
            self.ranked.retain(|(id, near)| *near >= ALARMED || care::Danger::of_topic(id.as_str()).is_none());
        }
        self
    }

    /// Without the meanings that it cannot be.
    pub fn without(&self, cannot_be: impl Fn(&ChoiceId) -> bool) -> Self {
        let mut answer = self.clone();
        answer.ranked.retain(|(id, _)| !cannot_be(id));
        answer
    }

    /// Without the standing topics that are only rather near; what sounds like danger is always heard.
    pub fn in_a_story(self, of_the_turn: impl Fn(&ChoiceId) -> bool) -> Self {
        let mut answer = self;
        // “It was raining” is part of it, however often somebody says that of now.
        let was = answer.text.to_lowercase().starts_with("it was");
        answer.ranked.retain(|(id, score)| {
            !was && *score >= IN_A_STORY || of_the_turn(id) || care::Danger::of_topic(id.as_str()).is_some()
        });
        answer
    }

    /// The meaning that is near enough to be taken, and how near it is. What the turn itself listens for (`own`) comes
    /// before the standing topics, unless one of those is a good deal nearer; a choice that is `offered` has to be nearer
    /// than the rest. What sounds like danger gives way to nothing.
    pub fn taken(
        &self,
        own: impl Fn(&ChoiceId) -> bool,
        offered: impl Fn(&ChoiceId) -> bool,
    ) -> Option<&(ChoiceId, f32)> {
        let stands = |id: &ChoiceId| match (offered(id), own(id)) {
            (true, _) => Stands::Offered,
            (_, true) => Stands::Own,
            _ => Stands::Standing,
        };
        let near = |(id, score): &&(ChoiceId, f32)| *score >= threshold(stands(id), self.by);
        let first = self.ranked.iter().find(near)?;
        if care::Danger::of_topic(first.0.as_str()).is_some() {
            return Some(first);
        }
        let mine = self.ranked.iter().filter(near).find(|(id, _)| own(id) || offered(id));
        Some(mine.filter(|(_, score)| score + AHEAD >= first.1).unwrap_or(first))
    }
}

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

    fn answer(ranked: &[(&str, f32)]) -> Answer {
        let ranked = ranked.iter().map(|(id, score)| (ChoiceId::from(*id), *score)).collect();
        Answer { text: String::new(), ranked, by: Heard::Meaning, sign: None, manner: None }
    }

    fn taken(ranked: &[(&str, f32)], own: &[&str], offered: &[&str]) -> Option<String> {
        let answer = answer(ranked);
        let taken = answer.taken(|id| own.contains(&id.as_str()), |id| offered.contains(&id.as_str()));
        taken.map(|(id, _)| id.to_string())
    }

    #[test]
    fn what_the_turn_listens_for_comes_first_unless_a_topic_is_a_good_deal_nearer() {
        let both = |topic: f32, own: f32| taken(&[("topic", topic), ("own", own)], &["own"], &[]);
        assert_eq!(both(OWN + AHEAD - 0.02, OWN + 0.01).as_deref(), Some("own"));
        assert_eq!(both(OWN + AHEAD + 0.1, OWN + 0.01).as_deref(), Some("topic"));
        assert_eq!(both(STANDING + 0.01, OWN - 0.1).as_deref(), Some("topic"));
        assert_eq!(both(STANDING - 0.01, OWN - 0.1), None, "neither is near enough");
    }

    #[test]
    fn a_choice_on_the_screen_is_the_turns_own_but_has_to_be_nearer() {
        let both = |choice: f32, own: f32| taken(&[("choice", choice), ("own", own)], &["own"], &["choice"]);
        assert_eq!(both(OFFERED + 0.05, OWN + 0.05).as_deref(), Some("choice"));
        assert_eq!(both(OFFERED - 0.02, OWN + 0.02).as_deref(), Some("own"));
        assert_eq!(taken(&[("choice", OFFERED - 0.02)], &[], &["choice"]), None);
    }

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

    #[test]
    fn what_sounds_like_danger_gives_way_to_nothing() {
        let danger = care::TOPIC;
        assert_eq!(taken(&[(danger, STANDING + 0.06), ("own", OWN + 0.04)], &["own"], &[]).as_deref(), Some(danger));
    }
}
