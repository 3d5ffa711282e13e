//! The performer that needs nothing: it says what was written.

use super::{Performance, Performer, Piece, Request};
use crate::story::Source;

/// Answers nothing of its own, so that the written line stands.
#[derive(Debug, Default)]
pub struct Authored;

impl Performer for Authored {
    fn source(&self) -> Source {
        Source::Authored
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        stage.send(Piece::Done);
        performance
    }
}
