//! What goes on beside the game while somebody looks for who could speak: looking and fetching.

use crate::mind::models::Model;

#[cfg(target_family = "wasm")]
pub(super) use browser::Work;
#[cfg(not(target_family = "wasm"))]
pub(super) use desktop::Work;

/// What has come of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// Everybody who is there.
    Looked(Vec<Model>),
    /// This one has been fetched.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a page fetches nothing"))]
    Fetched(String),
    /// Nothing was fetched; why.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a page fetches nothing"))]
    FetchEnded(String),
    /// What the doctor is doing.
    Doing(String),
    /// What the doctor found.
    Examined {
        /// In plain words.
        sentence: String,
        /// All of it.
        report: String,
    },
    /// Why the doctor found nothing.
    NotExamined(String),
}

#[cfg(not(target_family = "wasm"))]
mod desktop {
    use super::Event;
    use crate::mind::models::{
        self, Found, Model, bytes, curated,
        download::{self, Download, Progress, Step, Wanted},
        servers::{self, PORTS},
    };
    use std::{
        sync::{
            Mutex,
            mpsc::{Receiver, TryRecvError, channel},
        },
        thread,
    };

    /// What goes on.
    #[derive(Debug, Default)]
    pub(in crate::screens::minds) struct Work {
        looking: Option<Mutex<Receiver<Vec<Model>>>>,
        fetching: Option<Fetching>,
    }

    #[derive(Debug)]
    struct Fetching {
        name: String,
        download: Download,
        last: Option<Step>,
    }

    impl Work {
        /// Looks who is there.
        pub fn look(&mut self) -> Result<(), String> {
            let (sender, receiver) = channel();
            let asking = servers::ask(&PORTS);
            let work = move || {
                let mut found = Found::look(Vec::new());
                found.served = asking.wait();
                // The page may have asked anew.
                sender.send(found.models()).ok();
            };
            let thread = thread::Builder::new().name("looking".into()).spawn(work);
            thread.map_err(|why| format!("There is no thread to look around with ({why})."))?;
            self.looking = Some(Mutex::new(receiver));
            Ok(())
        }

        pub fn is_looking(&self) -> bool {
            self.looking.is_some()
        }

        /// Begins to fetch a model of the list.
        pub fn get(&mut self, id: &str) -> Result<(), String> {
            let list = curated::list()?;
            let model = list.iter().find(|model| model.id == id).ok_or("It is not in the list any more.")?;
            let download = download::get(Wanted::listed(model)?, models::folder())?;
            self.fetching = Some(Fetching { name: id.to_owned(), download, last: None });
            Ok(())
        }

        /// What is being fetched, and how far it is.
        pub fn getting(&self) -> Option<(String, String)> {
            let fetching = self.fetching.as_ref()?;
            let how_far = match &fetching.last {
                Some(Step::Coming(progress)) => how_far(progress),
                Some(Step::Checking) => "looking at what is here …".into(),
                _ => "asking for it …".into(),
            };
            Some((fetching.name.clone(), how_far))
        }

        pub fn stop_getting(&self) {
            if let Some(fetching) = &self.fetching {
                fetching.download.cancel().cancel();
            }
        }

        /// What has happened since. Never blocks.
        pub fn tend(&mut self) -> Vec<Event> {
            let mut events = Vec::new();
            let looked = self.looking.as_mut().map(|looking| match looking.get_mut() {
                Ok(models) => models.try_recv(),
                Err(_) => Err(TryRecvError::Disconnected),
            });
            match looked {
                Some(Ok(models)) => {
                    self.looking = None;
                    events.push(Event::Looked(models));
                }
                Some(Err(TryRecvError::Disconnected)) => self.looking = None,
                Some(Err(TryRecvError::Empty)) | None => {}
            }
            events.extend(self.fetched());
            events
        }

        fn fetched(&mut self) -> Option<Event> {
            let fetching = self.fetching.as_mut()?;
            let step = fetching.download.poll()?;
            if !step.is_last() {
                fetching.last = Some(step);
                return None;
            }
            let name = self.fetching.take()?.name;
            Some(match step {
                Step::Failed(why) => Event::FetchEnded(format!("{name} was not fetched: {why}.")),
                Step::Cancelled => Event::FetchEnded(format!("{name}: stopped; what came so far is kept.")),
                _ => Event::Fetched(name),
            })
        }
    }

    fn how_far(progress: &Progress) -> String {
        let Progress { bytes: here, whole, rate, left } = *progress;
        let left = match left {
            Some(seconds @ 0..=90) => format!(", {seconds} seconds left"),
            Some(seconds) => format!(", {} minutes left", seconds.div_ceil(60)),
            None => String::new(),
        };
        format!("{} of {}, {} a second{left}", bytes(here), bytes(whole), bytes(rate))
    }
}

#[cfg(target_family = "wasm")]
mod browser {
    use super::Event;
    use crate::mind::models::{
        Found,
        servers::{self, Asking, PORTS},
    };

    /// What goes on in a page: only looking.
    #[derive(Debug, Default)]
    pub(in crate::screens::minds) struct Work {
        asking: Option<Asking>,
    }

    impl Work {
        pub fn look(&mut self) -> Result<(), String> {
            self.asking = Some(servers::ask(&PORTS));
            Ok(())
        }

        pub fn is_looking(&self) -> bool {
            self.asking.is_some()
        }

        pub fn get(&mut self, _: &str) -> Result<(), String> {
            Err("A page cannot keep a model; the game on a desktop can.".into())
        }

        pub fn getting(&self) -> Option<(String, String)> {
            None
        }

        pub fn stop_getting(&self) {}

        pub fn tend(&mut self) -> Vec<Event> {
            let Some(served) = self.asking.as_mut().and_then(Asking::poll) else { return Vec::new() };
            self.asking = None;
            vec![Event::Looked(Found { served, ..Found::default() }.models())]
        }
    }
}
