//! How lines read: no stage directions, no dots for a feeling, no leaflet, one question at a time.

use super::{
    phrases::Phrases,
    report::{Near, Report},
    voices::{Said, Voice, said},
};
use crate::script::{Code, Line, Node, Piece, load::Draft, pieces};
use std::{borrow::Cow, sync::LazyLock};

static LEAFLET: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("leaflet.txt")));
static CLINGING: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("cling.txt")));

/// How somebody begins who is not sure that they may.
const THROATS: [&str; 3] = ["Well,", "So,", "Look,"];

/// Reads every line.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    for said in said(draft) {
        lines(&said, said.lines, report);
        if said.in_a_row && said.voice != Voice::Screen {
            alike(&said, report);
        }
    }
    for (file, beat) in draft.beats.values() {
        let turns = beat.nodes.values().filter_map(|node| match node {
            Node::Turn { choices, .. } => Some(choices),
            _ => None,
        });
        for choice in turns.flatten().filter(|choice| !choice.deed) {
            if let Some(mark) = direction(&plain(&choice.text), Voice::Other) {
                let what = format!("`{mark}` in what he says");
                let help = "make a deed of it, or a line of the narrator’s";
                report.fault(*file, Near::Choice(choice.id.as_str()), Code::W118, what, help);
            }
        }
    }
}

fn lines(said: &Said<'_>, lines_of: &[Line], report: &mut Report<'_>) {
    for line in lines_of {
        for text in line.other.iter().chain([&line.text]) {
            wording(said, line, &plain(text), report);
        }
        lines(said, &line.instead, report);
    }
}

/// Reads one wording of one line.
fn wording(said: &Said<'_>, line: &Line, text: &str, report: &mut Report<'_>) {
    let voice = said.voice;
    let mut fault = |code: Code, what: String, help: &str| {
        report.fault(said.file, Near::Line(line.id.as_str()), code, what, help);
    };
    if let Some(phrase) = CLINGING.find(text) {
        let what = format!("“{phrase}”: whoever says this holds on to the player");
        fault(Code::W108, what, "let them go; the player may close the game at any time");
    }
    if let Some(mark) = direction(text, voice) {
        fault(Code::W118, format!("`{mark}` in a spoken line"), "make a line of the narrator’s of it");
    }
    if voice == Voice::Screen {
        return;
    }
    if text.contains('…') || text.contains("...") {
        fault(Code::W119, "dots".into(), "let the words trail off, or give the next line a `pause`");
    }
    if let Some(number) = digits(text) {
        fault(Code::W126, format!("`{number}` is said aloud"), "write numbers up to twelve in words");
    }
    if !voice.leads() {
        return;
    }
    if text.contains('!') {
        fault(Code::W120, "an exclamation mark".into(), "a full stop does; `tone: Bright` says the rest");
    }
    if let Some(phrase) = LEAFLET.find(text) {
        fault(Code::W121, format!("“{phrase}” could stand in any leaflet"), "say what only they would say");
    }
    if voice == Voice::Persona && questions(text) > 1 {
        fault(Code::W122, "more than one question".into(), "ask the one that matters");
    }
    if let Some(start) = THROATS.into_iter().find(|start| text.starts_with(*start)) {
        fault(Code::W127, format!("it begins with “{start}”"), "begin with what comes after it");
    }
}

/// Three lines in a row that begin with the same word.
fn alike(said: &Said<'_>, report: &mut Report<'_>) {
    let first: Vec<Option<String>> = said.lines.iter().map(|line| first_word(&plain(&line.text))).collect();
    for (three, lines) in first.windows(3).zip(said.lines.windows(3)) {
        if let ([Some(a), Some(b), Some(c)], [.., line]) = (three, lines)
            && a == b
            && b == c
        {
            let what = format!("three lines in a row begin with “{a}”");
            report.fault(said.file, Near::Line(line.id.as_str()), Code::W125, what, "begin one of them another way");
        }
    }
}

fn first_word(text: &str) -> Option<String> {
    let from = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word: String = from.chars().take_while(|c| c.is_alphanumeric() || *c == '’').collect();
    (!word.is_empty()).then(|| word.to_lowercase())
}

/// A mark that stands for something done rather than said.
fn direction(text: &str, voice: Voice) -> Option<char> {
    let marks: &[char] = match voice {
        Voice::Narrator | Voice::Screen => &['[', '*'],
        Voice::Persona | Voice::Other => &['[', '*', '('],
    };
    text.chars().find(|c| marks.contains(c))
}

/// A number from one to twelve that is written in digits and stands by itself.
fn digits(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut before = ' ';
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest[..start].chars().next_back().unwrap_or(before);
        let from = &rest[start..];
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let mut after_it = after.chars();
        let (next, then) = (after_it.next(), after_it.next());
        let goes_on = match next {
            Some('.' | ',' | ':' | '/' | '-' | '–') => then.is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_alphanumeric(),
            None => false,
        };
        let belongs = before.is_alphanumeric() || matches!(before, '.' | ',' | ':' | '/' | '-' | '–' | '#');
        if !goes_on && !belongs && !number.starts_with('0') {
            let small = number.parse().ok().filter(|number| (1..=12).contains(number));
            if small.is_some() {
                return small;
            }
        }
        before = number.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    None
}

/// How many questions are asked, those aside that somebody else is quoted with.
fn questions(text: &str) -> usize {
    let (mut count, mut quoted, mut before) = (0, 0_usize, ' ');
    for c in text.chars() {
        match c {
            '“' => quoted += 1,
            '”' => quoted = quoted.saturating_sub(1),
            '?' if quoted == 0 && before != '?' => count += 1,
            _ => {}
        }
        before = c;
    }
    count
}

/// The text as it is said: each gap with its other words, or with something that is no word.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let Ok(pieces) = pieces(text) else { return Cow::Borrowed(text) };
    let said = pieces.into_iter().map(|piece| match piece {
        Piece::Plain(words) | Piece::Gap(_, Some(words)) => words,
        Piece::Gap(_, None) => "\u{fffc}".into(),
    });
    Cow::Owned(said.collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, line, say};
    use super::*;

    fn has(code: Code, who: &str, text: &str) -> bool {
        codes(&line(who, text)).contains(&code)
    }

    #[test]
    fn holding_on_is_heard_through_curly_apostrophes() {
        assert!(has(Code::W108, "voice", "Please don’t go. Not yet."));
        assert!(!has(Code::W108, "voice", "Go to bed. Nothing goes off overnight."));
    }

    #[test]
    fn stage_directions_are_lines_of_the_narrators() {
        assert!(has(Code::W118, "voice", "(laughing) That was mine."));
        assert!(has(Code::W118, "narrator", "*The lamp goes down.*"));
        assert!(!has(Code::W118, "narrator", "The lamp (hers, by now) goes down."));
        let choice = |text: &str, deed: bool| {
            format!(
                "\"open\": Turn(choices: [Choice(id: \"c\", text: \"{text}\", deed: {deed}, then: \"done\")], silence: \"done\"),"
            )
        };
        assert!(codes(&choice("(nods) Yes.", false)).contains(&Code::W118));
        assert!(!codes(&choice("Nod (twice).", true)).contains(&Code::W118));
    }

    #[test]
    fn dots_stand_for_no_feeling() {
        assert!(has(Code::W119, "voice", "I thought…"));
        assert!(has(Code::W119, "narrator", "And then..."));
        assert!(!has(Code::W119, "screen", "Loading…"));
        assert!(!has(Code::W119, "voice", "I thought. Never mind."));
    }

    #[test]
    fn the_two_who_lead_do_not_exclaim() {
        assert!(has(Code::W120, "voice", "A leaf!"));
        assert!(has(Code::W120, "narrator", "The kettle!"));
        assert!(!has(Code::W120, "other", "Are you in!"));
    }

    #[test]
    fn a_leaflet_is_known_by_its_words() {
        assert!(has(Code::W121, "voice", "It’s completely normal to feel that."));
        assert!(!has(Code::W121, "voice", "It’s normal for a lift."));
        assert!(!has(Code::W121, "other", "It’s completely normal."));
    }

    #[test]
    fn one_question_at_a_time() {
        assert!(has(Code::W122, "voice", "Does he sound like you? Could I tell?"));
        assert!(!has(Code::W122, "voice", "You said “Which side?” first. Which was it?"));
        assert!(!has(Code::W122, "narrator", "Which side? Whose side?"));
        assert!(!has(Code::W122, "voice", "Really??"));
    }

    #[test]
    fn small_numbers_are_said_in_words() {
        assert!(has(Code::W126, "voice", "There were 3 of them."));
        assert!(has(Code::W126, "narrator", "It is 12."));
        for text in ["Drafts: 214.", "At 7:30 it rings.", "The B12 is late.", "It costs 2.50.", "Room 007."] {
            assert!(!has(Code::W126, "narrator", text), "{text}");
        }
        assert!(!has(Code::W126, "screen", "3 new letters."));
        // A gap that is filled with a number says it in words by itself.
        assert!(!has(Code::W126, "narrator", "Day {day}."));
    }

    #[test]
    fn nobody_clears_their_throat() {
        assert!(has(Code::W127, "voice", "Well, that was the lift."));
        assert!(!has(Code::W127, "voice", "Well. That was the lift."));
        assert!(!has(Code::W127, "voice", "Sofas are like that."));
    }

    #[test]
    fn lines_in_a_row_begin_in_different_ways() {
        let three = |third: &str| {
            format!(
                "\"open\": Say(who: \"narrator\", lines: [Line(id: \"a\", text: \"You sit.\"), Line(id: \"b\", text: \"You \
                 wait.\"), Line(id: \"c\", text: \"{third}\")], then: \"done\"),"
            )
        };
        assert!(codes(&three("You get up.")).contains(&Code::W125));
        assert!(!codes(&three("Then you get up.")).contains(&Code::W125));
    }

    #[test]
    fn other_wordings_are_read_too() {
        let nodes = "\"open\": Say(who: \"voice\", lines: [Line(id: \"a\", text: \"A leaf.\", other: [\"Oh, a leaf!\"])], \
                     then: \"done\"),";
        assert!(codes(nodes).contains(&Code::W120));
        assert!(!codes(&say("open", "A leaf.", "done")).contains(&Code::W120));
    }
}
