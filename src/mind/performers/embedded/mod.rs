//! The model in this process: llama.cpp on a thread of its own.
//!
//! The thread reads the weights, checks them, and then takes one order after the other. It looks after
//! every token, and after every part of a prompt, whether the order still stands. Nothing here is
//! waited for by anybody else.

pub(crate) mod model;
pub mod weights;

use super::{Performance, Performer, Piece, Prompt, Request, Stage};
use crate::{mind::persona, story::Source};
use bevy::log::{debug, warn};
use model::Loaded;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};
use weights::Weights;

/// The model in this process.
#[derive(Debug)]
pub struct Embedded {
    orders: Sender<Order>,
    /// How many orders there were; whoever prepares stops when another one has come.
    count: Arc<AtomicU64>,
    state: Arc<Mutex<State>>,
    /// Whether these are the default weights. They are so small that they make up whatever they are not
    /// told; so they are asked for no more than to say the written line again, nearly as it is.
    small: bool,
}

/// How much a small model may wander from the line.
const SOBER: f32 = 0.3;

/// What the thread shows of itself.
#[derive(Debug, Default)]
struct State {
    ready: bool,
    trouble: Option<String>,
}

enum Order {
    Perform(Request, Stage),
    Prepare(Prompt, u64),
}

impl Embedded {
    /// A model with these weights. They are read beside the game; what comes of it shows in
    /// [`trouble`](Performer::trouble).
    pub fn new(weights: Weights) -> Self {
        let (orders, waiting) = channel();
        let state = Arc::new(Mutex::new(State::default()));
        let count = Arc::new(AtomicU64::new(0));
        let (shown, counted, small) = (state.clone(), count.clone(), weights.default);
        let work = move || work(&weights, &waiting, &shown, &counted);
        if let Err(why) = thread::Builder::new().name("embedded-mind".into()).spawn(work) {
            trouble(&state, format!("There is no thread for the language model ({why})"));
        }
        let mut embedded = Self { orders, count, state, small };
        if small {
            // The head of all that it will be asked.
            embedded.prepare(&persona::nearly(""));
        }
        embedded
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

    fn perform(&mut self, mut request: Request) -> Performance {
        let (stage, performance) = Performance::open();
        if self.small && !request.prompt.means.is_empty() {
            request.prompt = persona::nearly(&request.prompt.means);
            request.temperature = request.temperature.min(SOBER);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        if self.orders.send(Order::Perform(request, stage.clone())).is_err() {
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
        if self.orders.send(Order::Prepare(prompt.clone(), count)).is_err() {
            debug!("nothing was prepared: the language model has stopped");
        }
    }

    fn trouble(&self) -> Option<String> {
        self.state.lock().ok().and_then(|state| state.trouble.clone())
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

fn work(weights: &Weights, orders: &Receiver<Order>, state: &Mutex<State>, count: &AtomicU64) {
    let loaded = weights::check(weights).and_then(|()| Loaded::load(&weights.path));
    let loaded = match loaded {
        Ok(loaded) => loaded,
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
                if stage.cancelled() {
                    continue;
                }
                let end = match session.perform(&request, &stage) {
                    Ok(_) => Piece::Done,
                    Err(why) => Piece::Failed(why),
                };
                stage.send(end);
            }
            Order::Prepare(prompt, number) => {
                let stands = || count.load(Ordering::Relaxed) == number;
                if let Err(why) = session.prepare(&prompt, &stands) {
                    debug!("nothing was prepared: {why}");
                }
            }
        }
    }
}
