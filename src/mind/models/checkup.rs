//! The doctor beside the game: examines the model that speaks on a thread of its own, and can be sent away at any
//! moment.

use crate::{
    mind::{
        MindChoice, Performance, Performer, Piece, Prompt, Request,
        doctor::{Report, examine},
        performers, trust,
    },
    script::Script,
    story::Source,
};
use bevy::log::warn;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// What the doctor says.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// What it is doing.
    Doing(String),
    /// What it found, and about whom. The grade is remembered already.
    Over(String, Box<Report>),
    /// Why there was nobody to examine, in plain words.
    Failed(String),
    /// It was sent away; nothing is remembered.
    Stopped,
}

/// An examination under way. Dropping it sends the doctor away and waits for a moment.
#[derive(Debug)]
pub struct Checkup {
    news: Mutex<Receiver<News>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Checkup {
    /// Begins to examine the model behind a choice. Returns at once.
    pub fn begin(choice: &MindChoice, script: &Script) -> Result<Self, String> {
        let (choice, script) = (choice.clone(), script.clone());
        let (sender, receiver) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let work = move || {
            let (name, inner) = match performers::alone(&choice) {
                Ok(found) => found,
                Err(why) => {
                    sender.send(News::Failed(why)).ok();
                    return;
                }
            };
            let mut performer = Stoppable { inner, stop: stopped.clone() };
            let report = examine(&mut performer, &script, &mut |what| {
                sender.send(News::Doing(what.to_owned())).ok();
                !stopped.load(Ordering::Relaxed)
            });
            // Letting a large model go takes a moment, and nobody is to wait for this thread after the last word.
            drop(performer);
            if stopped.load(Ordering::Relaxed) {
                sender.send(News::Stopped).ok();
                return;
            }
            if let Some(grade) = report.grade
                && let Err(why) = trust::remember(&choice, grade)
            {
                warn!("the grade could not be remembered: {why}");
            }
            sender.send(News::Over(name, Box::new(report))).ok();
        };
        let thread = thread::Builder::new().name("doctor".into()).spawn(work);
        let thread = thread.map_err(|why| format!("there is no thread for the doctor ({why})"))?;
        Ok(Self { news: Mutex::new(receiver), stop, thread: Some(thread) })
    }

    /// What the doctor said last, if anything since. Never blocks.
    pub fn poll(&mut self) -> Option<News> {
        let news = self.news.get_mut().ok()?;
        let mut last = None;
        loop {
            match news.try_recv() {
                Ok(said) => last = Some(said),
                Err(TryRecvError::Empty) => return last,
                Err(TryRecvError::Disconnected) => {
                    return last.or_else(|| Some(News::Failed("the doctor stopped by itself; ask again".into())));
                }
            }
        }
    }

    /// Sends the doctor away. It says so when it is gone.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// A program that ends while llama.cpp is at work ends in a crash; whoever is examined looks up after every token.
impl Drop for Checkup {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the doctor's thread had stopped");
        }
    }
}

/// A performer whose performances all end once it is told to stop.
struct Stoppable {
    inner: Box<dyn Performer>,
    stop: Arc<AtomicBool>,
}

impl Performer for Stoppable {
    fn source(&self) -> Source {
        self.inner.source()
    }

    fn perform(&mut self, request: Request) -> Performance {
        let (stage, performance) = Performance::open();
        let inner = self.inner.perform(request);
        let stop = self.stop.clone();
        let relay = move || {
            loop {
                if stop.load(Ordering::Relaxed) {
                    stage.send(Piece::Failed("it was stopped".into()));
                    return;
                }
                if stage.cancelled() {
                    return;
                }
                let Some(piece) = inner.poll() else {
                    thread::sleep(Duration::from_millis(1));
                    continue;
                };
                let last = !matches!(piece, Piece::Text(_));
                if !stage.send(piece) || last {
                    return;
                }
            }
        };
        // Without a thread the stage is gone, and the performance says so.
        if let Err(why) = thread::Builder::new().name("examined".into()).spawn(relay) {
            warn!("there is no thread to listen on ({why})");
        }
        performance
    }

    fn keeps_to_the_line(&self) -> bool {
        self.inner.keeps_to_the_line()
    }

    fn prepare(&mut self, prompt: &Prompt) {
        self.inner.prepare(prompt);
    }

    fn trouble(&self) -> Option<String> {
        self.inner.trouble()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::performers::Stage;

    /// One who never comes to an end.
    struct Endless(Vec<Stage>);

    impl Performer for Endless {
        fn source(&self) -> Source {
            Source::Endpoint
        }

        fn perform(&mut self, _: Request) -> Performance {
            let (stage, performance) = Performance::open();
            stage.send(Piece::Text("and ".into()));
            self.0.push(stage);
            performance
        }
    }

    #[test]
    fn who_is_examined_can_be_stopped_in_the_middle() {
        let stop = Arc::new(AtomicBool::new(false));
        let mut performer = Stoppable { inner: Box::new(Endless(Vec::new())), stop: stop.clone() };
        let request = Request { prompt: Prompt::default(), max_tokens: 1, temperature: 0.0, seed: 1 };
        let performance = performer.perform(request);
        let next = || {
            (0..5_000).find_map(|_| {
                thread::sleep(Duration::from_millis(1));
                performance.poll()
            })
        };
        assert_eq!(next(), Some(Piece::Text("and ".into())));
        assert_eq!(performance.poll(), None, "and then nothing");
        stop.store(true, Ordering::Relaxed);
        assert!(matches!(next(), Some(Piece::Failed(_))));
    }
}
