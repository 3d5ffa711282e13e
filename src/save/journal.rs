//! The journal as text: a line a turn, `1c291ca3 [Chose(beat:"grey/coffee",choice:"both",text:"…"), …]`.
//!
//! The eight digits are the CRC-32 of what stands behind them. A line without its end, or with another
//! checksum, was never finished or has been damaged; what stands before it is good.

use super::{backup, format1};
use crate::{
    platform::{self, storage},
    story::{Entry, FORMAT, effective},
};
use ron::{Options, extensions::Extensions};
use std::thread;

/// The name under which the life that is being lived is kept.
pub const JOURNAL: &str = "life.journal";

/// What every first line begins with, behind its checksum, in this format and all that come after it.
const BEGINS: &str = "[Began(format:";

/// More lines than these are read by several threads.
const MANY: usize = 64;

/// What was found under a journal's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The entries that hold; empty if there is no life to continue.
    pub entries: Vec<Entry>,
    /// What the player should be told.
    pub notes: Vec<String>,
}

/// A journal as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// What each line holds, up to the first that is not good.
    pub lines: Vec<Vec<Entry>>,
    /// What is wrong with it, if anything is.
    pub fault: Option<Fault>,
    /// Whether it was written in an older format.
    pub older: bool,
}

/// What may be wrong with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not good from this line on, counted from 1.
    Damaged(usize),
    /// It was written in a newer format.
    Newer(u64),
}

impl Journal {
    /// The entries that hold, without what was taken back.
    pub fn entries(self) -> Vec<Entry> {
        effective(self.lines.into_iter().flatten())
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The line that a turn's entries become.
pub fn line(entries: &[Entry]) -> Result<String, String> {
    let text = options().to_string(entries).map_err(|why| why.to_string())?;
    Ok(format!("{:08x} {text}\n", crc32fast::hash(text.as_bytes())))
}

/// The whole text that lines become.
pub(super) fn text(lines: &[Vec<Entry>]) -> Result<String, String> {
    lines.iter().map(|entries| line(entries)).collect()
}

/// What stands behind a line's checksum, if that is right.
fn checked(line: &str) -> Option<&str> {
    let (sum, text) = line.split_at_checked(8)?;
    let text = text.strip_prefix(' ')?;
    let sum = u32::from_str_radix(sum, 16).ok()?;
    (sum == crc32fast::hash(text.as_bytes())).then_some(text)
}

/// Whether every line is finished and has its checksum right, without looking further.
pub(super) fn is_sound(text: &str) -> bool {
    text.ends_with('\n') && text.split_terminator('\n').all(|line| checked(line).is_some())
}

fn entries_of(line: &str) -> Option<Vec<Entry>> {
    options().from_str(checked(line.strip_suffix('\n')?)?).ok()
}

/// Reads a journal's text.
pub fn read(text: &str) -> Journal {
    let first_format = text.starts_with('[');
    if let Some(format) = format_of(text, first_format).filter(|format| *format > u64::from(FORMAT)) {
        // A newer journal may hold entries that are not known here: nothing of it is read.
        return Journal { lines: Vec::new(), fault: Some(Fault::Newer(format)), older: false };
    }
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let read = each(&all, if first_format { format1::line } else { entries_of });
    let mut lines: Vec<Vec<Entry>> = read.into_iter().map_while(|line| line).collect();
    if !matches!(lines.first().and_then(|entries| entries.first()), Some(Entry::Began { .. })) {
        lines.clear();
    }
    let fault = (lines.len() < all.len()).then_some(Fault::Damaged(lines.len() + 1));
    let older = first_format || brought_forward(&mut lines);
    Journal { lines, fault, older }
}

/// Lets a life of an earlier format go on in the present one, and says whether it was one. Formats from the second on
/// differ only in what later ones can tell besides.
fn brought_forward(lines: &mut [Vec<Entry>]) -> bool {
    let Some(Entry::Began { format, .. }) = lines.first_mut().and_then(|entries| entries.first_mut()) else {
        return false;
    };
    std::mem::replace(format, FORMAT) < FORMAT
}

/// The format that the first line names.
fn format_of(text: &str, first_format: bool) -> Option<u64> {
    let first = text.lines().next()?;
    if first_format {
        return format1::format(first);
    }
    checked(first)?.strip_prefix(BEGINS)?.split(',').next()?.trim().parse().ok()
}

/// Each line by itself, several at a time where there are threads to do it.
fn each(lines: &[&str], read: fn(&str) -> Option<Vec<Entry>>) -> Vec<Option<Vec<Entry>>> {
    let threads = if platform::THREADS && lines.len() > MANY {
        thread::available_parallelism().map_or(1, usize::from)
    } else {
        1
    };
    if threads == 1 {
        return lines.iter().map(|line| read(line)).collect();
    }
    thread::scope(|scope| {
        let parts = lines.chunks(lines.len().div_ceil(threads));
        let parts = parts.map(|part| scope.spawn(move || part.iter().map(|line| read(line)).collect::<Vec<_>>()));
        // All of them are started before the first is waited for.
        let parts: Vec<_> = parts.collect();
        let done = parts.into_iter().flat_map(|part| match part.join() {
            Ok(read) => read,
            Err(why) => std::panic::resume_unwind(why),
        });
        done.collect()
    })
}

/// Opens the journal under `name`. One that is damaged, newer or older is kept as it is under another name;
/// what can be read of it, or a better copy of it, goes on under the old name. Nothing is ever overwritten.
pub fn open(name: &str) -> Opened {
    let bytes = match storage::read(name) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Opened::default(),
        Err(why) => return none(format!("The saved life cannot be read: {why}")),
    };
    let text = String::from_utf8_lossy(&bytes);
    let journal = read(&text);
    match journal.fault {
        None if journal.lines.is_empty() => match backup::newest(name, "") {
            // A file without anything in it is what a crash may leave of a file that was never synced.
            Some(copy) => go_on_from(name, copy.lines, |aside| {
                format!("The saved life is empty. It is kept as {aside}. The life goes on from a copy made before.")
            }),
            None => Opened::default(),
        },
        None if journal.older => go_on_from(name, journal.lines, |aside| {
            format!("The saved life was made by an older Room Tone. It is kept untouched as {aside}, and goes on.")
        }),
        None => Opened { entries: journal.entries(), notes: Vec::new() },
        Some(Fault::Newer(format)) => none(match storage::set_aside(name) {
            Ok(aside) => format!(
                "The saved life was made by a newer Room Tone (format {format}, this one reads {FORMAT}). It is kept \
                 untouched as {aside}."
            ),
            Err(why) => format!("The saved life was made by a newer Room Tone and cannot be used, and {why}"),
        }),
        Some(Fault::Damaged(at)) => {
            let good: String = text.split_inclusive('\n').take(journal.lines.len()).collect();
            let copy = backup::newest(name, &good).filter(|copy| copy.lines.len() > journal.lines.len());
            let (lines, rest) = match copy {
                Some(copy) => (copy.lines, "The life goes on from a copy made before."),
                None if journal.lines.is_empty() => (Vec::new(), "Nothing of it could be saved."),
                None => (journal.lines, "The life goes on from just before."),
            };
            go_on_from(name, lines, |aside| {
                format!("The saved life is damaged at line {at}. It is kept untouched as {aside}. {rest}")
            })
        }
    }
}

fn none(note: String) -> Opened {
    Opened { entries: Vec::new(), notes: vec![note] }
}

/// Puts these lines under `name`, once what is there is safe under another one. A crash on the way leaves what
/// was there.
fn go_on_from(name: &str, lines: Vec<Vec<Entry>>, say: impl Fn(&str) -> String) -> Opened {
    let fail = |why: String| none(format!("The saved life cannot be used as it is, and {why}"));
    if lines.is_empty() {
        return match storage::set_aside(name) {
            Ok(aside) => none(say(&aside)),
            Err(why) => fail(why.to_string()),
        };
    }
    let aside = match storage::copy_aside(name) {
        Ok(aside) => aside,
        Err(why) => return fail(why.to_string()),
    };
    match text(&lines).and_then(|text| storage::write(name, &text).map_err(|why| why.to_string())) {
        Ok(()) => Opened { entries: effective(lines.into_iter().flatten()), notes: vec![say(&aside)] },
        Err(why) => fail(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        script::Tone,
        story::{Heard, Source},
    };
    use proptest::prelude::*;

    fn began() -> Entry {
        Entry::Began {
            format: FORMAT,
            story: "s".into(),
            version: "1".into(),
            seed: 7,
            scene: "apartment".into(),
            before: Default::default(),
        }
    }

    fn journal() -> String {
        let later = [Entry::Drew { count: 3 }, Entry::Silence { beat: "grey/alarm".into() }];
        line(&[began()]).unwrap() + &line(&later).unwrap()
    }

    fn said(text: &str) -> Entry {
        Entry::Said {
            beat: "a".into(),
            line: "b".into(),
            who: "amy".into(),
            text: text.into(),
            tone: Tone::Dry,
            source: Source::Endpoint,
        }
    }

    #[test]
    fn a_line_can_be_read_by_people() {
        let typed = Entry::Typed { beat: None, text: "It’s “only” me.".into() };
        let text = line(&[typed, Entry::Finished { beat: "grey/alarm".into() }]).unwrap();
        assert_eq!(&text[8..], " [Typed(beat:None,text:\"It’s “only” me.\"),Finished(beat:\"grey/alarm\")]\n");
        let typed = Entry::Typed { beat: Some("a/b".into()), text: String::new() };
        assert!(line(&[typed]).unwrap().ends_with(" [Typed(beat:\"a/b\",text:\"\")]\n"));
        assert!(journal()[9..].starts_with(BEGINS));
    }

    #[test]
    fn a_whole_journal_is_read_whole() {
        let read = read(&journal());
        assert_eq!((read.fault, read.older), (None, false));
        assert_eq!(read.entries().len(), 3);
    }

    #[test]
    fn many_lines_are_read_in_their_order() {
        let turn = |count| line(&[Entry::Drew { count }]).unwrap();
        let text = line(&[began()]).unwrap() + &(0..1_000).map(turn).collect::<String>();
        let counts: Vec<_> = read(&text)
            .entries()
            .into_iter()
            .filter_map(|entry| if let Entry::Drew { count } = entry { Some(count) } else { None })
            .collect();
        assert!(counts.into_iter().eq(0..1_000));
    }

    #[test]
    fn a_newer_one_is_recognised_before_its_entries_are_read() {
        let newer = "[Began(format:99,dream:true),Dreamt]";
        let text = format!("{:08x} {newer}\n", crc32fast::hash(newer.as_bytes()));
        assert_eq!(read(&text).fault, Some(Fault::Newer(99)));
        assert_eq!(read("[{\"e\":\"began\",\"format\":99}]\n").fault, Some(Fault::Newer(99)));
    }

    #[test]
    fn a_wrong_checksum_ends_what_is_good() {
        let text = journal();
        let wrong = text.replace("count:3", "count:4");
        assert_eq!(read(&wrong).fault, Some(Fault::Damaged(2)));
        assert_eq!(read(&wrong).entries(), [began()]);
        assert_eq!(read(&text.replace("seed:7", "seed:8")).fault, Some(Fault::Damaged(1)));
        assert!(is_sound(&text) && !is_sound(&wrong) && !is_sound(text.trim_end()));
    }

    #[test]
    fn what_does_not_begin_is_no_life() {
        let text = line(&[Entry::Drew { count: 3 }]).unwrap();
        assert_eq!(read(&text).fault, Some(Fault::Damaged(1)));
        assert_eq!(read(""), Journal { lines: Vec::new(), fault: None, older: false });
    }

    proptest! {
        #[test]
        fn cut_anywhere_everything_before_the_last_turn_is_there(cut in 0usize..400) {
            let text = journal();
            let cut = cut.min(text.len());
            let whole = text[..cut].matches('\n').count();
            let read = read(&text[..cut]);
            prop_assert_eq!(read.lines.len(), whole);
            prop_assert_eq!(read.fault.is_none(), cut == 0 || text[..cut].ends_with('\n'));
            prop_assert_eq!(read.entries().len(), [0, 1, 3][whole]);
        }

        #[test]
        fn any_words_come_back_as_they_were(words in "\\PC{0,60}", others in any::<String>(), score in any::<f32>()) {
            let score = if score.is_nan() { 0.5 } else { score };
            let by = Heard::Words;
            let understood = Entry::Understood { beat: None, meaning: Some("a".into()), score, by, manner: None };
            let entries = vec![began(), said(&words), said(&others), understood];
            let text = line(&entries).unwrap();
            prop_assert_eq!(text.matches('\n').count(), 1);
            prop_assert_eq!(read(&text).entries(), entries);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), at in 0usize..200) {
            read(&text);
            let mut damaged = journal();
            let at = at.min(damaged.len());
            damaged.insert_str(at, &text);
            super::super::fuzz_read(&damaged);
        }
    }
}
