//! `room-tone log`: the referee's log of the saved life, a line for each thing that was decided.

use super::warp::written;
use crate::{
    save,
    script::{Condition, Effect},
    story::Entry,
};
use std::{fmt::Write, process::ExitCode};

pub(super) fn run(turns: usize, json: bool) -> ExitCode {
    let opened = save::open(save::JOURNAL);
    opened.notes.iter().for_each(|note| eprintln!("{note}"));
    let entries = last_turns(&opened.entries, turns);
    if entries.is_empty() {
        return super::cli::fail("there is no saved life to tell of");
    }
    if json {
        match serde_json::to_string_pretty(entries) {
            Ok(text) => println!("{text}"),
            Err(why) => return super::cli::fail(&why.to_string()),
        }
    } else {
        print!("{}", tell(entries));
    }
    ExitCode::SUCCESS
}

/// The entries of the last `turns` turns; all of them for 0.
fn last_turns(entries: &[Entry], turns: usize) -> &[Entry] {
    let begins = entries.iter().enumerate().rev().filter(|(_, entry)| entry.is_deed()).map(|(at, _)| at);
    let from = if turns == 0 { 0 } else { begins.take(turns).last().unwrap_or_default() };
    &entries[from..]
}

fn tell(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let deed = entry.is_deed();
        let _ = match line(entry) {
            Some(line) if deed => writeln!(out, "\n> {line}"),
            Some(line) => writeln!(out, "  {line}"),
            None => Ok(()),
        };
    }
    out
}

/// What an entry says in words, whatever it is.
pub(super) fn told(entry: &Entry) -> String {
    line(entry).unwrap_or_else(|| format!("{entry:?}"))
}

/// What an entry says in words; none for what only counts.
fn line(entry: &Entry) -> Option<String> {
    Some(match entry {
        Entry::Began { story, version, seed, .. } => format!("a life of {story} {version} began, seed {seed}"),
        Entry::Entered { beat, node } => format!("at {beat}, {node}"),
        Entry::Suspended => "it waits: another beat comes between".into(),
        Entry::PassedOver { beats } => {
            format!("passed over: {}", beats.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        Entry::Said { who, text, source, .. } => format!("{who} ({}): {text}", source.word()),
        Entry::Chose { choice, text, .. } => format!("chose {choice}: {text}"),
        Entry::Typed { text, .. } => format!("typed: {text}"),
        Entry::Understood { meaning: Some(meaning), score, by, .. } => {
            format!("understood as {meaning} ({score:.2}, {by:?})")
        }
        Entry::Understood { meaning: None, score, .. } => format!("not understood ({score:.2})"),
        Entry::Learned { what, .. } => format!("she keeps of {}: {}", what.about, what.what),
        Entry::Corrected { belief, what } => format!("put right what she keeps, {belief}: {what}"),
        Entry::Forgot { belief } => format!("made her forget {belief}"),
        Entry::ForgotWords { turn } => format!("made her forget what he typed in turn {turn}"),
        Entry::Silence { .. } => "said nothing".into(),
        Entry::Touched { thing, beat } => format!("touched the {thing}: {beat}"),
        Entry::Did { thing, deed } => format!("touched the {thing} meanwhile: {deed}"),
        Entry::Wrote { letter, part, text } => format!("wrote {letter}, {part}: {text}"),
        Entry::Scored { letter, score, reasons } => format!("{letter} scored {score:.2}: {}", reasons.join(" ")),
        Entry::Applied { effects } => effects.iter().map(effect).collect::<Vec<_>>().join(", "),
        Entry::WalkedAway { beat } => format!("walked away from {beat}"),
        Entry::Skipped { beat } => format!("let {beat} go by"),
        Entry::Spared { beat } => format!("the game left {beat} out"),
        Entry::Rewound { to } => format!("went back to entry {to}"),
        Entry::Finished { beat } => format!("{beat} is over"),
        Entry::Picked { way, .. } => format!("took way {}", way + 1),
        Entry::Ended { ending } => format!("the life ended: {ending}"),
        Entry::Drew { .. } => return None,
    })
}

fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Move(gauge, by) => format!("{gauge} {by:+}"),
        Effect::Set(fact) => written(&Condition::Flag(fact.clone())),
        other => ron::to_string(other).unwrap_or_else(|_| format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Gauge;

    #[test]
    fn a_log_begins_with_what_the_player_did() {
        let beat = || "a/b".into();
        let entries = [
            Entry::Silence { beat: beat() },
            Entry::Finished { beat: beat() },
            Entry::Chose { beat: beat(), choice: "on".into(), text: "On.".into() },
            Entry::Drew { count: 1 },
            Entry::Applied { effects: vec![Effect::Move(Gauge::Trust, -0.05)] },
        ];
        assert_eq!(tell(last_turns(&entries, 1)), "\n> chose on: On.\n  Trust -0.05\n");
        assert_eq!(last_turns(&entries, 0).len(), 5);
        assert_eq!(last_turns(&entries, 9).len(), 5);
    }
}
