//! The performer that says what is on a tape.

use crate::{
    mind::{Performance, Performer, Piece, Request},
    story::{Entry, Source},
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a model said at the turn that is being lived again, and nothing where it said nothing.
#[derive(Clone, Default)]
pub(super) struct Tape(Arc<Mutex<Reply>>);

struct Reply {
    source: Source,
    sentences: Vec<String>,
}

impl Default for Reply {
    fn default() -> Self {
        Self { source: Source::Authored, sentences: Vec::new() }
    }
}

impl Tape {
    /// Winds on to a turn: the deed that opens `rest`, and what came of it up to the next.
    pub fn wind_to(&self, rest: &[Entry]) {
        let turn = rest.iter().skip(1).take_while(|entry| !entry.is_deed());
        let said = turn.filter_map(|entry| match entry {
            Entry::Said { text, source: source @ (Source::Embedded | Source::Endpoint), .. } => Some((*source, text)),
            _ => None,
        });
        let mut reply = self.reply();
        *reply = Reply::default();
        for (source, text) in said {
            reply.source = source;
            reply.sentences.push(text.clone());
        }
    }

    fn reply(&self) -> MutexGuard<'_, Reply> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Performer for Tape {
    fn source(&self) -> Source {
        self.reply().source
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        for sentence in std::mem::take(&mut self.reply().sentences) {
            // The end of a line ends a sentence, whatever it looks like.
            stage.send(Piece::Text(format!("{sentence}\n")));
        }
        stage.send(Piece::Done);
        performance
    }
}
