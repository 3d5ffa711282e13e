//! Hears an answer while it comes in: as a stream of events, or as one object.

use super::{
    dialect::{End, Heard},
    events::{Broken, Event, Events},
    faults::Faults,
};
use crate::mind::performers::{Piece, Stage, thoughts::Thoughts};
use serde_json::Value;

/// The most bytes that are taken in for one answer, thoughts and all.
const MOST: usize = 4 * 1024 * 1024;
/// The most bytes that are said.
const SAID: usize = 64 * 1024;

/// An answer that is coming in.
pub(super) struct Answer<'a> {
    faults: Faults<'a>,
    stage: &'a Stage,
    form: Form,
    thoughts: Thoughts,
    taken: usize,
    said: usize,
    /// Whether anything but blanks was said.
    spoke: bool,
    end: Option<End>,
}

/// What the answer is. The first byte that is no blank says it, since what headers say is often wrong.
enum Form {
    Unknown(Vec<u8>),
    Whole(Vec<u8>),
    Stream(Events),
}

impl<'a> Answer<'a> {
    pub(super) fn new(faults: Faults<'a>, stage: &'a Stage) -> Self {
        let (form, thoughts) = (Form::Unknown(Vec::new()), Thoughts::default());
        Self { faults, stage, form, thoughts, taken: 0, said: 0, spoke: false, end: None }
    }

    /// Whether nothing that may still come is of interest.
    pub(super) fn done(&self) -> bool {
        self.end.is_some()
    }

    /// Takes in some bytes and says what can be said by now. False once nobody listens any more.
    pub(super) fn take_in(&mut self, bytes: &[u8]) -> Result<bool, String> {
        self.taken += bytes.len();
        if self.taken > MOST {
            return Err(self.faults.endless());
        }
        match &mut self.form {
            Form::Unknown(head) => {
                head.extend_from_slice(bytes);
                let blank = |byte: u8| byte.is_ascii_whitespace() || [0xEF, 0xBB, 0xBF].contains(&byte);
                let Some(first) = bytes.iter().copied().find(|byte| !blank(*byte)) else { return Ok(true) };
                let head = std::mem::take(head);
                match first {
                    b'{' | b'[' => {
                        self.form = Form::Whole(head);
                        Ok(true)
                    }
                    b'<' => Err(self.faults.not_a_model()),
                    _ => {
                        self.form = Form::Stream(Events::default());
                        self.stream(&head)
                    }
                }
            }
            Form::Whole(body) => {
                body.extend_from_slice(bytes);
                Ok(true)
            }
            Form::Stream(_) => self.stream(bytes),
        }
    }

    /// Nothing more comes: says the rest, or why it was not well.
    pub(super) fn end(mut self) -> Result<(), String> {
        if self.end.is_none() {
            match std::mem::replace(&mut self.form, Form::Unknown(Vec::new())) {
                Form::Unknown(_) => return Err(self.faults.cut_off()),
                Form::Whole(body) => self.whole(&body)?,
                Form::Stream(events) => self.last_events(events)?,
            }
        }
        let rest = self.thoughts.end();
        self.send(rest)?;
        if self.end == Some(End::Full) && !self.spoke {
            return Err(self.faults.only_thought());
        }
        Ok(())
    }

    fn stream(&mut self, bytes: &[u8]) -> Result<bool, String> {
        let Form::Stream(events) = &mut self.form else { return Ok(true) };
        let mut complete = Vec::new();
        let well = events.hear(bytes, &mut complete);
        for event in &complete {
            if !self.hear(self.faults.dialect.heard(event))? {
                return Ok(false);
            }
            // What was said is said, whatever comes after it.
            if self.done() {
                return Ok(true);
            }
        }
        well.map_err(|broken| self.faults.broken(broken))?;
        Ok(true)
    }

    /// What stands at the end of a stream without being closed. Half an event is none.
    fn last_events(&mut self, mut events: Events) -> Result<(), String> {
        let mut last: Vec<Event> = Vec::new();
        // Asked before the last line is taken for one: it may have been cut off.
        let strange = events.strange && self.said == 0;
        let well = events.end(&mut last);
        for event in &last {
            match self.faults.dialect.heard(event) {
                Heard::Nonsense => return Err(self.faults.cut_off()),
                heard => self.hear(heard)?,
            };
        }
        match well {
            _ if self.done() => Ok(()),
            Err(Broken::NotText) => Err(self.faults.half_a_character()),
            Err(broken) => Err(self.faults.broken(broken)),
            Ok(()) if strange => Err(self.faults.not_a_model()),
            Ok(()) => Err(self.faults.cut_off()),
        }
    }

    fn whole(&mut self, body: &[u8]) -> Result<(), String> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let value: Value = serde_json::from_slice(body)
            .map_err(|why| if why.is_eof() { self.faults.cut_off() } else { self.faults.not_a_model() })?;
        let heard = self.faults.dialect.whole(value);
        self.hear(heard)?;
        Ok(())
    }

    fn hear(&mut self, heard: Heard) -> Result<bool, String> {
        let (text, end) = match heard {
            Heard::Text(text) => (text, None),
            Heard::Last(text, end) => (text, Some(end)),
            Heard::Over => (String::new(), Some(End::Said)),
            Heard::Failed(value) => return Err(self.faults.told(&value)),
            Heard::Nonsense => return Err(self.faults.not_a_model()),
        };
        let text = self.thoughts.hear(&text);
        let listened = self.send(text)?;
        self.end = end;
        match end {
            Some(End::Refused) => Err(self.faults.refused()),
            Some(End::Broke) => Err(self.faults.cut_off()),
            _ => Ok(listened),
        }
    }

    fn send(&mut self, text: String) -> Result<bool, String> {
        if text.is_empty() {
            return Ok(!self.stage.cancelled());
        }
        self.said += text.len();
        if self.said > SAID {
            return Err(self.faults.endless());
        }
        self.spoke |= !text.trim().is_empty();
        Ok(self.stage.send(Piece::Text(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::{Performance, performers::endpoint::dialect::Dialect};

    /// What is said of an answer that comes in pieces of this size, and how it ends.
    fn heard(dialect: Dialect, body: &[u8], size: usize) -> (String, Result<(), String>) {
        let (stage, performance) = Performance::open();
        let faults = Faults { place: "host", key: None, dialect, near: true };
        let mut answer = Answer::new(faults, &stage);
        let mut end = Ok(());
        for piece in body.chunks(size) {
            if answer.done() {
                break;
            }
            if let Err(why) = answer.take_in(piece) {
                end = Err(why);
                break;
            }
        }
        let end = end.and_then(|()| answer.end());
        let mut text = String::new();
        while let Some(Piece::Text(piece)) = performance.poll() {
            text += &piece;
        }
        (text, end)
    }

    #[test]
    fn both_forms_are_told_apart_by_what_they_are() {
        let object = br#" {"choices":[{"message":{"content":"Rain."},"finish_reason":"stop"}]}"#;
        let stream = "\u{FEFF}: wait\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"Rain.\"}}]}\n\ndata: [DONE]";
        for size in [1, 5, 4096] {
            assert_eq!(heard(Dialect::Chat, object, size), ("Rain.".into(), Ok(())));
            assert_eq!(heard(Dialect::Chat, stream.as_bytes(), size), ("Rain.".into(), Ok(())));
        }
    }

    #[test]
    fn ends_are_told_apart() {
        let event = |reason: &str| {
            format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"I hear. \"}},\"finish_reason\":{reason}}}]}}\n\n")
        };
        for (reason, wanted) in [
            ("\"stop\"", None),
            ("\"length\"", None),
            ("\"content_filter\"", Some("would not say it")),
            ("\"error\"", Some("broke off")),
            ("null", Some("broke off")),
        ] {
            let (text, end) = heard(Dialect::Chat, event(reason).as_bytes(), 11);
            assert_eq!(text, "I hear. ");
            assert_eq!(end.is_err(), wanted.is_some(), "{reason}: {end:?}");
            assert!(wanted.is_none_or(|wanted| end.is_err_and(|why| why.contains(wanted))), "{reason}");
        }
        let thought = b"data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"},\"finish_reason\":\"length\"}]}\n\n";
        assert!(heard(Dialect::Chat, thought, 99).1.is_err_and(|why| why.contains("thought")));
    }

    #[test]
    fn nothing_is_listened_to_for_ever() {
        let tiny = b"data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n".repeat(100_000);
        let empty = b"data: {}\n\n".repeat(1_000_000);
        let mut endless = b"{\"a\":\"".to_vec();
        endless.resize(MOST + 1, b'x');
        for body in [tiny, empty, endless, vec![b' '; MOST + 1]] {
            let (_, end) = heard(Dialect::Chat, &body, 8192);
            assert!(end.is_err_and(|why| why.contains("does not stop")));
        }
    }
}
