//! From bytes to server-sent events, as the HTML standard frames them.
//!
//! Lines may end in CR, LF or both, a byte order mark may stand before the first, and bytes may be cut
//! anywhere on the way. Unlike the standard, the last event counts even if no blank line follows it, and
//! `error:` is a field, which older servers of llama.cpp send.

/// The longest line, and the longest event. Nobody says as much at once.
const LONGEST: usize = 256 * 1024;

/// An event: what it is called, if it is called anything, and its data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Event {
    pub name: String,
    pub data: String,
}

/// What is wrong with a stream of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// A line or an event that does not end.
    Long,
    /// Bytes that are no text.
    NotText,
}

/// What has arrived of a stream and is no event yet.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
    /// Whether the last byte was a CR: an LF after it belongs to the same line's end.
    after_cr: bool,
    /// Whether the first line is over.
    begun: bool,
    event: Event,
    has_data: bool,
    /// Whether there was a line that no stream of events has.
    pub strange: bool,
}

impl Events {
    /// Takes in bytes, and adds the events that are complete with them. Those before a fault count.
    pub(super) fn hear(&mut self, bytes: &[u8], out: &mut Vec<Event>) -> Result<(), Broken> {
        for &byte in bytes {
            let after_cr = std::mem::replace(&mut self.after_cr, byte == b'\r');
            match byte {
                b'\n' if after_cr => {}
                b'\n' | b'\r' => self.end_line(out)?,
                _ if self.line.len() >= LONGEST => return Err(Broken::Long),
                _ => self.line.push(byte),
            }
        }
        Ok(())
    }

    /// Nothing more will come: adds what was not yet closed by a blank line.
    pub(super) fn end(&mut self, out: &mut Vec<Event>) -> Result<(), Broken> {
        if !self.line.is_empty() {
            self.end_line(out)?;
        }
        self.dispatch(out);
        Ok(())
    }

    fn end_line(&mut self, out: &mut Vec<Event>) -> Result<(), Broken> {
        let line = String::from_utf8(std::mem::take(&mut self.line)).map_err(|_| Broken::NotText)?;
        let first = !std::mem::replace(&mut self.begun, true);
        let line = line.strip_prefix('\u{FEFF}').filter(|_| first).unwrap_or(line.as_str());
        if line.is_empty() {
            self.dispatch(out);
            return Ok(());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => self.add(value)?,
            "error" => {
                self.event.name = "error".into();
                self.add(value)?;
            }
            "event" => self.event.name = value.into(),
            // Comments keep a connection awake; ids and waiting times are of use to readers that come back.
            "" | "id" | "retry" => {}
            _ => self.strange = true,
        }
        Ok(())
    }

    fn add(&mut self, value: &str) -> Result<(), Broken> {
        if self.event.data.len() + value.len() > LONGEST {
            return Err(Broken::Long);
        }
        if std::mem::replace(&mut self.has_data, true) {
            self.event.data.push('\n');
        }
        self.event.data.push_str(value);
        Ok(())
    }

    fn dispatch(&mut self, out: &mut Vec<Event>) {
        let event = std::mem::take(&mut self.event);
        if std::mem::take(&mut self.has_data) {
            out.push(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(name: &str, data: &str) -> Event {
        Event { name: name.into(), data: data.into() }
    }

    /// The events of some bytes that come in pieces of this size.
    fn heard(bytes: &[u8], size: usize) -> Result<Vec<Event>, Broken> {
        let (mut events, mut out) = (Events::default(), Vec::new());
        for piece in bytes.chunks(size) {
            events.hear(piece, &mut out)?;
        }
        events.end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn every_framing_gives_the_same_events_however_it_is_cut() {
        let lines = ": OPENROUTER PROCESSING\n\nevent: ping\ndata: {}\n\n:\nid: 3\ndata:a\ndata: 雨\nretry: 9\n\n";
        let wanted = [event("ping", "{}"), event("", "a\n雨")];
        for end in ["\n", "\r\n", "\r"] {
            for mark in ["", "\u{FEFF}"] {
                let text = format!("{mark}{}", lines.replace('\n', end));
                for size in [1, 2, 3, 7, 4096] {
                    assert_eq!(heard(text.as_bytes(), size).unwrap(), wanted, "{text:?} by {size}");
                }
            }
        }
    }

    #[test]
    fn the_last_event_needs_no_blank_line() {
        assert_eq!(heard(b"data: a\n\ndata: [DONE]", 4).unwrap(), [event("", "a"), event("", "[DONE]")]);
        assert_eq!(heard(b"event: a\n\ndata: b\n\n", 9).unwrap(), [event("", "b")], "a name alone is no event");
        assert_eq!(heard(b"data\n\n", 9).unwrap(), [event("", "")], "a field without a colon is empty");
    }

    #[test]
    fn errors_in_a_field_of_their_own_are_events() {
        assert_eq!(heard(b"error: {\"code\":500}\n\n", 5).unwrap(), [event("error", "{\"code\":500}")]);
    }

    #[test]
    fn what_does_not_end_and_what_is_no_text_is_refused() {
        assert_eq!(heard(&vec![b'x'; LONGEST + 1], 1000), Err(Broken::Long));
        assert_eq!(heard(&b"data: 0123456789012345678901234567890123456789\n".repeat(8000), 1000), Err(Broken::Long));
        assert_eq!(heard(b"data: \xE9\x9B\n\n", 2), Err(Broken::NotText));
        assert_eq!(heard(b"data: \xE9\x9B", 2), Err(Broken::NotText));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much_and_cutting_changes_nothing(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            size in 1_usize..50,
        ) {
            prop_assert_eq!(heard(&bytes, size), heard(&bytes, bytes.len().max(1)));
        }
    }
}
