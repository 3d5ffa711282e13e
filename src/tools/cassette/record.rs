//! Writing a life down while it is being lived, into a file of the player's choosing.

use crate::{save, story::Entry};
use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

/// A cassette that is being recorded: a journal, turn after turn.
pub(crate) struct Recorder {
    file: File,
    written: usize,
}

impl Recorder {
    /// Opens a new file. One that is there already is left as it is, and that is an error.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::create_new(path)?, written: 0 })
    }

    /// Writes down what came since the last time; what was taken back is marked.
    pub fn take(&mut self, entries: &[Entry]) -> io::Result<()> {
        if entries.len() < self.written {
            let to = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            self.line(&[Entry::Rewound { to }])?;
        }
        if let Some(new) = entries.get(self.written..).filter(|new| !new.is_empty()) {
            self.line(new)?;
        }
        self.written = entries.len();
        Ok(())
    }

    fn line(&mut self, entries: &[Entry]) -> io::Result<()> {
        let line = save::line(entries).map_err(io::Error::other)?;
        self.file.write_all(line.as_bytes())
    }
}

/// A life as the text of a cassette, a line a turn.
pub fn cassette(entries: &[Entry]) -> Result<String, String> {
    let mut text = String::new();
    let mut from = 0;
    let deeds = entries.iter().enumerate().skip(1).filter(|(_, entry)| entry.is_deed()).map(|(at, _)| at);
    for to in deeds.chain([entries.len()]) {
        if from < to {
            text.push_str(&save::line(&entries[from..to])?);
        }
        from = to;
    }
    Ok(text)
}
