//! A performer on strings.

use room_tone::{
    mind::{Performance, Performer, Piece, Request, performers::Stage},
    story::Source,
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

/// A performer whose pieces are given to it.
#[derive(Clone)]
pub(super) struct Puppet {
    pub(super) source: Source,
    pub(super) small: bool,
    pub(super) stages: Arc<Mutex<VecDeque<Stage>>>,
}

impl Puppet {
    pub(super) fn new(source: Source) -> Self {
        Self { source, small: false, stages: Arc::default() }
    }

    pub(super) fn say(&self, text: &str) {
        self.send(Piece::Text(text.into()));
    }

    /// How often it was asked.
    pub(super) fn asked(&self) -> usize {
        self.stages.lock().unwrap().len()
    }

    pub(super) fn send(&self, piece: Piece) {
        self.stages.lock().unwrap().back().unwrap().send(piece);
    }
}

impl Performer for Puppet {
    fn source(&self) -> Source {
        self.source
    }

    fn keeps_to_the_line(&self) -> bool {
        self.small
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        self.stages.lock().unwrap().push_back(stage);
        performance
    }
}
