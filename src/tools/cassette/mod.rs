//! `room-tone text --record FILE` and `room-tone replay FILE`: a life on a cassette, and the same life again.
//!
//! A cassette is a journal, as every save is one: what he did, what his words were taken to mean, what a model said
//! in her place and what was decided, and nothing about the machine that it happened on. So whoever finds a fault
//! can send the life in which it happened, and whoever mends it can live that life again without the model.

mod again;
mod record;
mod tape;

pub use again::{Difference, Replayed, replay};
pub(super) use record::Recorder;
pub use record::cassette;

use super::{cli, log, story::PackArgs};
use crate::{
    save::{self, Fault},
    story::{Entry, FORMAT},
};
use std::{fs, path::Path, process::ExitCode};

pub(super) const LONG: &str = "\
Lives a recorded life again, deed by deed, in a fresh game: the same choices, the same typed words taken for the same \
meanings, the same sentences by the same model, which need not be here. Then it says whether everything else came \
again as it was, or where it first did not.

FILE is what `room-tone text --record FILE` wrote, or any saved life: both are journals.

Exit code 1 if anything came out another way.";

pub(super) fn run(file: &Path, shrink: Option<&Path>, json: bool, packs: &PackArgs) -> ExitCode {
    let recorded = match read(file) {
        Ok(recorded) => recorded,
        Err(why) => return cli::fail(&format!("{}: {why}", file.display())),
    };
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let replayed = match replay(&script, &recorded) {
        Ok(replayed) => replayed,
        Err(why) => return cli::fail(&format!("{}: {why}", file.display())),
    };
    if json {
        match serde_json::to_string(&replayed) {
            Ok(text) => println!("{text}"),
            Err(why) => return cli::fail(&why.to_string()),
        }
    } else {
        print!("{}", told(&replayed));
    }
    let Some(differs) = &replayed.differs else { return ExitCode::SUCCESS };
    if let Some(to) = shrink
        && let Err(why) = cut(&recorded, differs, to)
    {
        return cli::fail(&format!("{}: {why}", to.display()));
    }
    ExitCode::from(1)
}

/// What holds of a journal. What of it cannot be read is said, and the rest is lived.
fn read(file: &Path) -> Result<Vec<Entry>, String> {
    let text = fs::read(file).map_err(|why| why.to_string())?;
    let journal = save::read(&String::from_utf8_lossy(&text));
    match journal.fault {
        Some(Fault::Newer(format)) => {
            return Err(format!("it was made by a newer Room Tone (format {format}, this one reads {FORMAT})"));
        }
        Some(Fault::Damaged(line)) if !journal.lines.is_empty() => {
            eprintln!("{}: damaged from line {line} on; what stands before it is lived again", file.display());
        }
        Some(Fault::Damaged(_)) => return Err("it is no cassette, and no saved life".into()),
        None => {}
    }
    Ok(journal.entries())
}

/// Writes down the life up to the end of the turn that came out another way.
fn cut(recorded: &[Entry], differs: &Difference, to: &Path) -> Result<(), String> {
    let rest = recorded.get(differs.entry + 1..).unwrap_or_default();
    let end = differs.entry + 1 + rest.iter().take_while(|entry| !entry.is_deed()).count();
    let text = cassette(recorded.get(..end).unwrap_or(recorded))?;
    let mut file = fs::File::create_new(to).map_err(|why| why.to_string())?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|why| why.to_string())
}

fn told(replayed: &Replayed) -> String {
    let Replayed { turns, by_model, differs, .. } = replayed;
    let Some(Difference { turn, entry, then, now }) = differs else {
        return format!("The same life again: {turns} turns, {by_model} sentences by a model.\n");
    };
    let word = |entry: &Option<Entry>| entry.as_ref().map_or_else(|| "nothing more".into(), log::told);
    format!("In turn {turn} it goes another way (entry {entry}).\n  then: {}\n  now:  {}\n", word(then), word(now))
}
