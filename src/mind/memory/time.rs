//! The times that he asks for: “what did I tell you last night”, “about my dad, yesterday”.

use crate::{
    script::Phase,
    story::{Calendar, Footnote},
};

/// A time of which he may ask what he told her then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The day before.
    Yesterday,
    /// The end of the day before.
    LastNight,
    /// This day.
    Today,
    /// The morning of this day.
    ThisMorning,
    /// The end of this day.
    ThisEvening,
    /// Seven days back.
    Lately,
    /// The first days that she was there.
    First,
}

/// How they are said, the longer before those that end like them.
const SAID: &[(&str, Time)] = &[
    ("yesterday", Time::Yesterday),
    ("last night", Time::LastNight),
    ("earlier today", Time::Today),
    ("today", Time::Today),
    ("earlier", Time::Today),
    ("this morning", Time::ThisMorning),
    ("this evening", Time::ThisEvening),
    ("tonight", Time::ThisEvening),
    ("this week", Time::Lately),
    ("last week", Time::Lately),
    ("the other day", Time::Lately),
    ("on the first day", Time::First),
    ("the first day", Time::First),
    ("the first evening", Time::First),
    ("first", Time::First),
];

impl Time {
    /// The time that these words are, if they are one.
    pub(super) fn of(words: &str) -> Option<Self> {
        SAID.iter().find(|(said, _)| *said == words).map(|(_, time)| *time)
    }

    /// What a question is about, and the time that it ends with: `my dad last night`.
    pub(super) fn behind(about: &str) -> (&str, Option<Self>) {
        let found = SAID.iter().find_map(|(said, time)| {
            let before = about.strip_suffix(said)?.strip_suffix(' ')?;
            Some((before.trim_end_matches([' ', ',']), *time))
        });
        found.map_or((about, None), |(before, time)| (before, Some(time)))
    }

    /// Whether what was said there was said then.
    pub(super) fn covers(self, note: &Footnote, now: Calendar) -> bool {
        let ago = now.day.checked_sub(note.day);
        let late = matches!(note.phase, Phase::Evening | Phase::Night);
        match self {
            Self::Yesterday => ago == Some(1),
            Self::LastNight => ago == Some(1) && late,
            Self::Today => ago == Some(0),
            Self::ThisMorning => ago == Some(0) && note.phase == Phase::Morning,
            Self::ThisEvening => ago == Some(0) && late,
            Self::Lately => ago.is_some_and(|days| days <= 7),
            Self::First => note.day <= 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_taken_off_the_end() {
        assert_eq!(Time::behind("my dad last night"), ("my dad", Some(Time::LastNight)));
        assert_eq!(Time::behind("the boat, earlier today"), ("the boat", Some(Time::Today)));
        assert_eq!(Time::behind("my first day"), ("my first day", None));
        assert_eq!(Time::behind("yesterday"), ("yesterday", None));
    }
}
