//! Every string of a RON text: where it stands, and what it is there for.
//!
//! The types know what a file says, but not where. This reads the text itself, as far as it can be read: a
//! half-written file is no reason to stop. Checking uses it to point at a place, mending to change no byte that
//! it need not change.

use std::{borrow::Cow, ops::Range};

/// One string of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word<'t> {
    /// Its bytes, quotes and all.
    pub at: Range<usize>,
    /// The bytes between its quotes.
    pub inner: Range<usize>,
    /// What it says.
    pub value: Cow<'t, str>,
    /// The field that it fills, or that the list or tuple it stands in fills. Empty for what stands by itself in
    /// named brackets, as in `Flag("named")`.
    pub field: &'t str,
    /// The name before the innermost named brackets: `Line`, `Chose`.
    pub within: &'t str,
    /// How many things stand before it in its brackets.
    pub nth: usize,
    /// In how many brackets it stands.
    pub depth: usize,
    /// Whether it is the key of a map.
    pub key: bool,
    /// Whether it is written raw, as in `r"…"`: then a backslash is a backslash.
    pub raw: bool,
}

impl Word<'_> {
    /// Whether a player may read it.
    pub fn shown(&self) -> bool {
        if self.key {
            return false;
        }
        match (self.within, self.field, self.nth) {
            ("Touch" | "Believe", "", 1) => true,
            (_, field, _) => SHOWN.contains(&field),
        }
    }

    /// Whether it is the name of something, given where that stands.
    pub fn names(&self) -> bool {
        self.key || self.field == "id"
    }
}

/// The fields that a player may read.
const SHOWN: [&str; 16] = [
    "text", "other", "under", "summary", "locked", "short", "hint", "title", "card", "ask", "why", "name", "verb",
    "place", "from", "to",
];

/// The strings of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, frames: Vec::new(), field: "", name: "" };
    let mut words = Vec::new();
    while reader.step(&mut words) {}
    words
}

/// Brackets that are open.
struct Frame<'t> {
    round: bool,
    name: &'t str,
    field: &'t str,
    nth: usize,
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    frames: Vec<Frame<'t>>,
    /// The field whose value comes next.
    field: &'t str,
    /// The name that was just read.
    name: &'t str,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Reads one thing; false at the end.
    fn step(&mut self, words: &mut Vec<Word<'t>>) -> bool {
        self.blank();
        let Some(byte) = self.peek() else { return false };
        match byte {
            b'"' => self.string(words, 0, false),
            b'\'' => self.char(),
            b'(' | b'[' | b'{' => {
                let (field, name) = (self.own_field(), std::mem::take(&mut self.name));
                self.frames.push(Frame { round: byte == b'(', name, field, nth: 0 });
                self.at += 1;
            }
            b')' | b']' | b'}' => {
                self.frames.pop();
                (self.field, self.name) = ("", "");
                self.at += 1;
            }
            b',' => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.nth += 1;
                }
                (self.field, self.name) = ("", "");
                self.at += 1;
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.word(words),
            _ => self.at += 1,
        }
        true
    }

    /// Passes over what says nothing.
    fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            let rest = &self.bytes[self.at..];
            if byte.is_ascii_whitespace() {
                self.at += 1;
            } else if rest.starts_with(b"//") {
                self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            } else if rest.starts_with(b"/*") {
                self.comment();
            } else {
                break;
            }
        }
    }

    /// A comment in `/* … */`, which may hold others.
    fn comment(&mut self) {
        let mut open = 0_u32;
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"/*") {
                open += 1;
                self.at += 2;
            } else if rest.starts_with(b"*/") {
                open = open.saturating_sub(1);
                self.at += 2;
                if open == 0 {
                    return;
                }
            } else {
                self.at += 1;
            }
        }
    }

    /// A name: of a field, of brackets, of a unit; or the start of a raw string.
    fn word(&mut self, words: &mut Vec<Word<'t>>) {
        let start = self.at;
        if self.peek() == Some(b'r') {
            let hashes = self.bytes[start + 1..].iter().take_while(|b| **b == b'#').count();
            if self.bytes.get(start + 1 + hashes) == Some(&b'"') {
                self.at = start + 1 + hashes;
                return self.string(words, hashes, true);
            }
        }
        let length = self.bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(**b, b'_' | b'#') || **b >= 0x80)
            .count();
        self.at = start + length.max(1);
        // A name ends before something in ASCII or at the end, so this never cuts a character in two.
        let name = self.text.get(start..self.at).unwrap_or_default();
        self.blank();
        if self.peek() == Some(b':') {
            self.at += 1;
            (self.field, self.name) = (name, "");
        } else {
            self.name = name;
        }
    }

    fn char(&mut self) {
        self.at += 1;
        if self.peek() == Some(b'\\') {
            self.at += 2;
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        // A character has four bytes at most; what does not end by then is no character.
        if let Some(end) = rest.iter().take(12).position(|b| *b == b'\'') {
            self.at += end + 1;
        }
    }

    /// A string whose opening quote is next.
    fn string(&mut self, words: &mut Vec<Word<'t>>, hashes: usize, raw: bool) {
        let open = self.at;
        let inner = open + 1;
        let mut at = inner;
        let closed = loop {
            match self.bytes.get(at) {
                None => break None,
                Some(b'\\') if !raw => at += 2,
                Some(b'"') if self.bytes[at + 1..].iter().take_while(|b| **b == b'#').count() >= hashes => {
                    break Some(at);
                }
                Some(_) => at += 1,
            }
        };
        let Some(close) = closed else {
            self.at = self.bytes.len();
            return;
        };
        self.at = close + 1 + hashes;
        let field = self.own_field();
        let within = self.frames.iter().rev().find(|f| f.round && !f.name.is_empty()).map_or("", |f| f.name);
        let (nth, depth) = (self.frames.last().map_or(0, |frame| frame.nth), self.frames.len());
        let written = self.text.get(inner..close).unwrap_or_default();
        let value = if raw { Cow::Borrowed(written) } else { unescaped(written) };
        let start = if raw { open - hashes - 1 } else { open };
        let end = self.at;
        self.blank();
        let key = self.peek() == Some(b':');
        if key {
            self.at += 1;
        }
        words.push(Word { at: start..end, inner: inner..close, value, field, within, nth, depth, key, raw });
    }

    /// The field that the next value fills. Lists, maps and tuples pass theirs on to what stands in them.
    fn own_field(&mut self) -> &'t str {
        let own = std::mem::take(&mut self.field);
        if !own.is_empty() || !self.name.is_empty() {
            return own;
        }
        match self.frames.last() {
            Some(frame) if !frame.round || frame.name.is_empty() => frame.field,
            _ => "",
        }
    }
}

/// The text without its backslashes.
fn unescaped(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let mut value = String::with_capacity(written.len());
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            value.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            Some('0') => value.push('\0'),
            Some('x') => {
                let digits: String = rest.by_ref().take(2).collect();
                value.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some('u') => {
                let digits: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                value.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some(other) => value.push(other),
            None => {}
        }
    }
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<(String, String, String)> {
        words(text).into_iter().map(|w| (w.value.into_owned(), w.within.to_owned(), w.field.to_owned())).collect()
    }

    #[test]
    fn each_string_knows_its_field_and_its_brackets() {
        let text = r##"Beat( // "not this"
            id: "a/b", /* nor "that" */
            when: [Flag("named"), Not(Chose("a", "b"))],
            nodes: {"one": Say(who: "amy", lines: [Line(id: "l", text: "He said \"no\".", other: [r#"A "raw" one"#])], then: "done")},
        )"##;
        let of = |value: &str| told(text).into_iter().find(|(v, ..)| v == value).map(|(_, w, f)| (w, f)).unwrap();
        assert_eq!(of("a/b"), ("Beat".into(), "id".into()));
        assert_eq!(of("named"), ("Flag".into(), String::new()));
        assert_eq!(of("amy"), ("Say".into(), "who".into()));
        assert_eq!(of("He said \"no\"."), ("Line".into(), "text".into()));
        assert_eq!(of("A \"raw\" one"), ("Line".into(), "other".into()));
        assert_eq!(of("done"), ("Say".into(), "then".into()));
        assert!(told(text).iter().all(|(value, ..)| value != "not this" && value != "that"));
        let all = words(text);
        assert!(all.iter().any(|w| w.key && w.value == "one"));
        assert_eq!(all.iter().find(|w| w.value == "b").map(|w| (w.within, w.nth)), Some(("Chose", 1)));
        assert_eq!(all.first().map(|w| (w.depth, &text[w.at.clone()])), Some((1, "\"a/b\"")));
    }

    #[test]
    fn what_a_player_reads_is_told_from_what_a_model_reads() {
        let text = "Beat(purpose: \"p\", start: Touch(\"door\", \"go\"), nodes: {\"t\": Turn(choices: [Choice(id: \"c\", \
                    text: \"t\", locked: ([Flag(\"f\")], \"why\"))], talk: FreeTalk(aim: \"a\"))}, summary: \"s\")";
        let shown: Vec<_> = words(text).into_iter().filter(Word::shown).map(|w| w.value).collect();
        assert_eq!(shown, ["go", "t", "why", "s"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_every_string_is_where_it_says(text in "[a-zé \"'\\\\(){}\\[\\],:/*#r\n]{0,80}") {
            for word in words(&text) {
                prop_assert!(text.get(word.at.clone()).is_some() && text.get(word.inner.clone()).is_some());
            }
        }
    }
}
