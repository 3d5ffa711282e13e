//! The journal as text: one JSON array of entries a line.

use crate::{
    platform::storage,
    story::{Entry, FORMAT},
};

/// The name under which the life that is being lived is kept.
pub const JOURNAL: &str = "life.journal";

/// What was found under a journal's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The entries; empty if there is no life to continue.
    pub entries: Vec<Entry>,
    /// What the player should be told.
    pub notes: Vec<String>,
}

/// The line that a turn's entries become.
pub(super) fn line(entries: &[Entry]) -> Result<String, serde_json::Error> {
    serde_json::to_string(entries).map(|json| json + "\n")
}

/// Opens the journal under `name`. A damaged or newer one is set aside under another name first; what is
/// still good of a damaged one goes on under the old name. Nothing is ever overwritten.
pub fn open(name: &str) -> Opened {
    let bytes = match storage::read(name) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Opened::default(),
        Err(why) => {
            return Opened { entries: Vec::new(), notes: vec![format!("The saved life cannot be read: {why}")] };
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    match read(&text) {
        Read::Whole(entries) => Opened { entries, notes: Vec::new() },
        Read::Newer(version) => {
            let note = aside(name, |aside| {
                format!(
                    "The saved life was made by a newer Room Tone (format {version}, this one reads {FORMAT}). It is kept \
                     untouched as {aside}."
                )
            });
            Opened { entries: Vec::new(), notes: vec![note] }
        }
        Read::Damaged { good, line } => {
            let note = aside(name, |aside| {
                let rest = if good.is_empty() {
                    "Nothing of it could be saved."
                } else {
                    "The life goes on from just before."
                };
                format!("The saved life is damaged at line {line}. It is kept untouched as {aside}. {rest}")
            });
            let mut notes = vec![note];
            let batches: Result<String, _> = good.iter().map(|batch| self::line(batch)).collect();
            match batches.map_err(|why| why.to_string()).and_then(|text| {
                if text.is_empty() { Ok(()) } else { storage::write(name, &text).map_err(|why| why.to_string()) }
            }) {
                Ok(()) => {}
                Err(why) => notes.push(why),
            }
            Opened { entries: good.into_iter().flatten().collect(), notes }
        }
    }
}

fn aside(name: &str, say: impl Fn(&str) -> String) -> String {
    match storage::set_aside(name) {
        Ok(aside) => say(&aside),
        Err(why) => format!("The saved life cannot be used, and {why}"),
    }
}

#[derive(Debug, PartialEq)]
enum Read {
    Whole(Vec<Entry>),
    Newer(u64),
    Damaged { good: Vec<Vec<Entry>>, line: usize },
}

fn read(text: &str) -> Read {
    // Look at the version before anything else: a newer journal may hold entries that are not known here.
    let first = text.lines().next().and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let format = first.as_ref().and_then(|v| v.get(0)?.get("format")?.as_u64());
    if let Some(version) = format.filter(|version| *version > u64::from(FORMAT)) {
        return Read::Newer(version);
    }
    let mut good: Vec<Vec<Entry>> = Vec::new();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let torn = !line.ends_with('\n');
        match serde_json::from_str::<Vec<Entry>>(line) {
            Ok(batch) if !torn && (at > 0 || matches!(batch.first(), Some(Entry::Began { .. }))) => good.push(batch),
            _ => return Read::Damaged { good, line: at + 1 },
        }
    }
    Read::Whole(good.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn began() -> Entry {
        Entry::Began { format: FORMAT, story: "s".into(), version: "1".into(), seed: 7, scene: "apartment".into() }
    }

    fn text() -> String {
        let later = [Entry::Drew { count: 3 }, Entry::Silence { beat: "grey/alarm".into() }];
        line(&[began()]).unwrap() + &line(&later).unwrap()
    }

    #[test]
    fn a_whole_journal_is_read_whole() {
        let Read::Whole(entries) = read(&text()) else { panic!("not whole") };
        assert_eq!(entries.len(), 3);
    }

    #[test]
    fn a_newer_one_is_recognised_before_its_entries_are_read() {
        let newer = text().replacen("\"format\":1", "\"format\":99", 1).replace("drew", "dreamt");
        assert_eq!(read(&newer), Read::Newer(99));
    }

    proptest! {
        #[test]
        fn cut_anywhere_everything_before_the_last_turn_is_there(cut in 0usize..200) {
            let text = text();
            let cut = cut.min(text.len());
            let whole_lines = text[..cut].matches('\n').count();
            match read(&text[..cut]) {
                Read::Whole(entries) => prop_assert_eq!(entries.len(), [0, 1, 3][whole_lines]),
                Read::Damaged { good, .. } => prop_assert_eq!(good.len(), whole_lines),
                Read::Newer(_) => prop_assert!(false),
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,300}") {
            read(&text);
        }
    }
}
