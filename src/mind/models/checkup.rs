//! The doctor beside the game: examines a model on a thread of its own, or in a page between two frames, and can be
//! sent away at any moment.

use crate::{
    mind::{
        MindChoice,
        doctor::{Report, examine},
        performers, trust,
    },
    script::Script,
};
use bevy::log::warn;
use std::sync::{
    Mutex,
    mpsc::{Receiver, Sender, TryRecvError, channel},
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

/// An examination under way. Dropping it sends the doctor away.
#[derive(Debug)]
pub struct Checkup {
    news: Mutex<Receiver<News>>,
    visit: Visit,
}

impl Checkup {
    /// Begins to examine the model behind a choice. Returns at once.
    pub fn begin(choice: &MindChoice, script: &Script) -> Result<Self, String> {
        let (sender, receiver) = channel();
        let visit = Visit::begin(choice.clone(), script.clone(), sender)?;
        Ok(Self { news: Mutex::new(receiver), visit })
    }

    /// What the doctor said last, if anything since. Never blocks.
    pub fn poll(&mut self) -> Option<News> {
        self.visit.go_on();
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
    pub fn stop(&mut self) {
        self.visit.stop();
    }
}

/// Examines whoever is behind a choice and remembers the grade. Gives back what is to be said of it.
async fn examined(choice: &MindChoice, script: &Script, sender: &Sender<News>) -> News {
    let (name, mut performer) = match performers::alone(choice) {
        Ok(found) => found,
        Err(why) => return News::Failed(why),
    };
    let mut tell = |what: &str| {
        sender.send(News::Doing(what.to_owned())).ok();
    };
    let report = examine(performer.as_mut(), script, &mut tell).await;
    if let Some(grade) = report.grade
        && let Err(why) = trust::remember(choice, grade)
    {
        warn!("the grade could not be remembered: {why}");
    }
    News::Over(name, Box::new(report))
}

#[cfg(not(target_family = "wasm"))]
use desktop::Visit;
#[cfg(target_family = "wasm")]
use page::Visit;

#[cfg(not(target_family = "wasm"))]
mod desktop {
    use super::{News, examined};
    use crate::{
        mind::{MindChoice, doctor::wait_for},
        script::Script,
    };
    use bevy::log::warn;
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
            mpsc::Sender,
        },
        thread::{self, JoinHandle},
    };

    #[derive(Debug)]
    pub(super) struct Visit {
        stop: Arc<AtomicBool>,
        thread: Option<JoinHandle<()>>,
    }

    impl Visit {
        pub fn begin(choice: MindChoice, script: Script, sender: Sender<News>) -> Result<Self, String> {
            let stop = Arc::new(AtomicBool::new(false));
            let stopped = stop.clone();
            let work = move || {
                let news = wait_for(examined(&choice, &script, &sender), || !stopped.load(Ordering::Relaxed));
                sender.send(news.unwrap_or(News::Stopped)).ok();
            };
            let thread = thread::Builder::new().name("doctor".into()).spawn(work);
            let thread = thread.map_err(|why| format!("there is no thread for the doctor ({why})"))?;
            Ok(Self { stop, thread: Some(thread) })
        }

        pub fn go_on(&mut self) {}

        pub fn stop(&mut self) {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    /// A program that ends while llama.cpp is at work ends in a crash; whoever is examined looks up after every token.
    impl Drop for Visit {
        fn drop(&mut self) {
            self.stop();
            if let Some(thread) = self.thread.take()
                && thread.join().is_err()
            {
                warn!("the doctor's thread had stopped");
            }
        }
    }
}

#[cfg(target_family = "wasm")]
mod page {
    use super::{News, examined};
    use crate::{mind::MindChoice, script::Script};
    use bevy::{platform::cell::SyncCell, tasks::futures::check_ready};
    use std::{fmt, future::Future, pin::Pin, sync::mpsc::Sender};

    type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

    pub(super) struct Visit {
        work: Option<SyncCell<Work>>,
        sender: Sender<News>,
    }

    impl fmt::Debug for Visit {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("Visit").field("goes_on", &self.work.is_some()).finish_non_exhaustive()
        }
    }

    impl Visit {
        pub fn begin(choice: MindChoice, script: Script, sender: Sender<News>) -> Result<Self, String> {
            let tells = sender.clone();
            let work: Work = Box::pin(async move {
                let news = examined(&choice, &script, &tells).await;
                tells.send(news).ok();
            });
            Ok(Self { work: Some(SyncCell::new(work)), sender })
        }

        /// As far as it goes without waiting.
        pub fn go_on(&mut self) {
            if self.work.as_mut().is_some_and(|work| check_ready(work.get()).is_some()) {
                self.work = None;
            }
        }

        pub fn stop(&mut self) {
            if self.work.take().is_some() {
                self.sender.send(News::Stopped).ok();
            }
        }
    }
}
