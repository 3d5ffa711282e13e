//! A question that is put to a model beside the talk, and answered in a few words: which of several meanings he had,
//! which of his words are worth keeping. Nobody hears it, and what comes of it only ever proposes.

use super::{Performance, Piece};
use std::time::Duration;

/// No answer to such a question is longer.
const LONG: usize = 600;

/// A question under way. Dropping it cancels it.
#[derive(Debug)]
pub struct Aside {
    performance: Performance,
    heard: String,
    until: Duration,
}

impl Aside {
    /// What is being answered on a performance, and until when it is waited for.
    pub(super) fn new(performance: Performance, until: Duration) -> Self {
        Self { performance, heard: String::new(), until }
    }

    /// The whole answer once it is there, or in plain words why there is none. Never blocks.
    pub fn poll(&mut self, now: Duration) -> Option<Result<String, String>> {
        loop {
            match self.performance.poll() {
                Some(Piece::Text(text)) => self.heard.push_str(&text),
                Some(Piece::Done) => return Some(Ok(std::mem::take(&mut self.heard))),
                Some(Piece::Failed(why)) => return Some(Err(why)),
                None if now >= self.until => return Some(Err("it took too long".into())),
                None => return None,
            }
            if self.heard.len() > LONG {
                return Some(Err("it would not stop".into()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_whole_or_nothing() {
        let (stage, performance) = Performance::open();
        let mut aside = Aside::new(performance, Duration::from_secs(2));
        stage.send(Piece::Text("tw".into()));
        assert_eq!(aside.poll(Duration::from_secs(1)), None);
        stage.send(Piece::Text("o".into()));
        stage.send(Piece::Done);
        assert_eq!(aside.poll(Duration::from_secs(1)), Some(Ok("two".into())));

        let (stage, performance) = Performance::open();
        let mut aside = Aside::new(performance, Duration::from_secs(2));
        assert!(aside.poll(Duration::from_secs(2)).is_some_and(|end| end.is_err()), "nobody waits for ever");
        drop(aside);
        assert!(stage.cancelled());
    }
}
