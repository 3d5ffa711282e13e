//! The model in this process: llama.cpp on a thread of its own.
//!
//! The thread reads the weights, checks them, and then takes one order after the other. It looks after
//! every token, and after every part of a prompt, whether the order still stands. Nothing here is
//! waited for by anybody else.

pub(crate) mod model;
pub mod weights;

use super::{Performance, Performer, Piece, Prompt, Request, Stage};
use crate::{
    mind::{doctor::Grade, persona},
    story::Source,
};
use bevy::log::{debug, warn};
use model::Loaded;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
};
use weights::Weights;

/// The model in this process.
#[derive(Debug)]
pub struct Embedded {
    /// Taken away when it is to end.
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    end: Arc<AtomicBool>,
    /// How many orders there were; whoever prepares stops when another one has come.
    count: Arc<AtomicU64>,
    /// How many tokens it has said.
    said: Arc<AtomicU64>,
    state: Arc<Mutex<State>>,
    /// Whether it makes up whatever it is not told, as the default weights do; then it is asked for no more than to
    /// say the written line again, nearly as it is.
    small: bool,
}

/// What the thread shows of itself.
#[derive(Debug, Default)]
struct State {
    ready: bool,
    /// How much of the weights is read, 0..1.
    read: f32,
    trouble: Option<String>,
}

enum Order {
    Perform(Request, Stage),
    Prepare(Prompt, u64),
}

impl Embedded {
    /// A model with these weights, as far as it is to be trusted by its grade. They are read beside the game; what comes of it shows in
    /// [`trouble`](Performer::trouble).
    pub fn new(weights: Weights, grade: Option<Grade>) -> Self {
        // Whoever was never examined is trusted with as little as one that failed: left to itself, a small one makes things up.
        let small = grade.is_none_or(Grade::keeps_to_the_line);
        Self::with(weights, small)
    }

    /// The same, trusted with everything.
    pub fn trusted(weights: Weights) -> Self {
        Self::with(weights, false)
    }

    fn with(weights: Weights, small: bool) -> Self {
        let (orders, waiting) = channel();
        let state = Arc::new(Mutex::new(State::default()));
        let count = Arc::new(AtomicU64::new(0));
        let end = Arc::new(AtomicBool::new(false));
        let said = Arc::new(AtomicU64::new(0));
        let (shared, waits) = ((state.clone(), count.clone(), said.clone(), end.clone()), waiting);
        let work = move || {
            let (state, count, said, end) = &shared;
            work(&weights, &waits, state, count, said, end);
        };
        let thread = match thread::Builder::new().name("embedded-mind".into()).spawn(work) {
            Ok(thread) => Some(thread),
            Err(why) => {
                trouble(&state, format!("There is no thread for the language model ({why})"));
                None
            }
        };
        let mut embedded = Self { orders: Some(orders), thread, end, count, said, state, small };
        if small {
            // The head of all that it will be asked.
            embedded.prepare(&persona::nearly(""));
        }
        embedded
    }

    fn order(&self, order: Order) -> bool {
        self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok())
    }

    /// How many tokens it has said in all.
    pub fn said(&self) -> u64 {
        self.said.load(Ordering::Relaxed)
    }

    /// Whether the weights are read and the model can speak.
    pub fn ready(&self) -> bool {
        self.state.lock().is_ok_and(|state| state.ready)
    }
}

impl Performer for Embedded {
    fn source(&self) -> Source {
        Source::Embedded
    }

    fn keeps_to_the_line(&self) -> bool {
        self.small
    }

    fn perform(&mut self, request: Request) -> Performance {
        let (stage, performance) = Performance::open();
        let request = if self.small { persona::only_again(request) } else { request };
        self.count.fetch_add(1, Ordering::Relaxed);
        if !self.order(Order::Perform(request, stage.clone())) {
            let why = self.trouble().unwrap_or_else(|| "the language model has stopped".into());
            stage.send(Piece::Failed(why));
        }
        performance
    }

    fn prepare(&mut self, prompt: &Prompt) {
        if self.small && !prompt.means.is_empty() {
            return;
        }
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.order(Order::Prepare(prompt.clone(), count)) {
            debug!("nothing was prepared: the language model has stopped");
        }
    }

    fn loading(&self) -> Option<f32> {
        let state = self.state.lock().ok()?;
        (!state.ready && state.trouble.is_none()).then_some(state.read)
    }

    fn trouble(&self) -> Option<String> {
        self.state.lock().ok().and_then(|state| state.trouble.clone())
    }
}

/// The thread is waited for: a program that ends while llama.cpp is at work ends in a crash. It looks up
/// after every token and every part of a prompt, so this takes a moment; a frame leaves it to another
/// thread.
impl Drop for Embedded {
    fn drop(&mut self) {
        self.end.store(true, Ordering::Relaxed);
        self.orders = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the language model's thread had stopped");
        }
    }
}

fn trouble(state: &Mutex<State>, why: String) {
    let why = format!("{why}. Until that is mended, what she says was written by a person.");
    warn!("{why}");
    if let Ok(mut state) = state.lock() {
        state.ready = false;
        state.trouble = Some(why);
    }
}

fn work(
    weights: &Weights,
    orders: &Receiver<Order>,
    state: &Arc<Mutex<State>>,
    count: &AtomicU64,
    said: &AtomicU64,
    end: &Arc<AtomicBool>,
) {
    let (shown, ends) = (state.clone(), end.clone());
    let goes_on = move |read: f32| {
        if let Ok(mut state) = shown.lock() {
            state.read = read;
        }
        !ends.load(Ordering::Relaxed)
    };
    let loaded = weights::check(weights, end).and_then(|()| Loaded::load(&weights.path, goes_on));
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(_) if end.load(Ordering::Relaxed) => return,
        // The orders' channel closes with this thread, and whoever waits on a stage is told so.
        Err(why) => return trouble(state, why),
    };
    let mut session = match loaded.session(model::threads()) {
        Ok(session) => session,
        Err(why) => return trouble(state, why),
    };
    if let Ok(mut state) = state.lock() {
        state.ready = true;
    }
    while let Ok(order) = orders.recv() {
        match order {
            Order::Perform(request, stage) => {
                let goes_on = || !stage.cancelled() && !end.load(Ordering::Relaxed);
                if !goes_on() {
                    continue;
                }
                let over = match session.perform(&request, &stage, &goes_on) {
                    Ok(tokens) => {
                        said.fetch_add(tokens as u64, Ordering::Relaxed);
                        Piece::Done
                    }
                    Err(why) => Piece::Failed(why),
                };
                stage.send(over);
            }
            Order::Prepare(prompt, number) => {
                let stands = || count.load(Ordering::Relaxed) == number && !end.load(Ordering::Relaxed);
                if let Err(why) = session.prepare(&prompt, &stands) {
                    debug!("nothing was prepared: {why}");
                }
            }
        }
    }
}
