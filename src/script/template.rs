//! Words with gaps in them: `{name:samantha}`, `{quote:widower.image|what you wrote}`.
//!
//! | gap | becomes |
//! | --- | --- |
//! | `{day}` | the day, counted from 1, in words up to twelve |
//! | `{name:CAST}` | what somebody is called by now |
//! | `{quote:LETTER}` | the letter, as it was written in this life |
//! | `{quote:LETTER.PART}` | that part of it |
//! | `{believes:ABOUT}` | what was last believed about it |
//! | `{memory}` `{Memory}` `{words}` `{when}` `{where}` `{before}` | what was remembered: only in [`Keeps`](super::Keeps) |
//! | `{{` | a brace |
//!
//! After `|` stands what is said where there is nothing yet to fill the gap with. A line whose gap cannot
//! be filled and that has no such words is passed over.

use super::{CastId, LetterId, PartId};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Said as it is.
    Plain(String),
    /// Filled when it is said; or else the second words, if there are any.
    Gap(Gap, Option<String>),
}

/// What a gap is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Gap {
    /// The day.
    Day,
    /// What somebody is called by now.
    Name(CastId),
    /// A letter as it was written in this life, or one part of it.
    Quote(LetterId, Option<PartId>),
    /// What was last believed about somebody or something.
    Believes(String),
    /// A sentence that he typed in an earlier life.
    Once,
    /// Something of what was remembered.
    Recalled(Recalled),
}

/// What of something that was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recalled {
    /// The thing.
    Memory,
    /// The thing, to begin a sentence with.
    AtFirst,
    /// The words in which he said it.
    Words,
    /// When.
    When,
    /// Where.
    Where,
    /// What was believed before.
    Before,
}

impl Recalled {
    const ALL: [Self; 6] = [Self::Memory, Self::AtFirst, Self::Words, Self::When, Self::Where, Self::Before];

    /// As it stands in a gap.
    pub fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::AtFirst => "Memory",
            Self::Words => "words",
            Self::When => "when",
            Self::Where => "where",
            Self::Before => "before",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.name() == name)
    }
}

/// A gap that cannot be read: what is wrong, and how to mend it.
pub type BadGap = (String, String);

/// The pieces of a text. Text without a brace is one piece.
pub fn pieces(text: &str) -> Result<Vec<Piece>, BadGap> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            plain.push('{');
            rest = after;
            continue;
        }
        let Some(end) = rest.find('}') else {
            return Err(("a `{` that is never closed".into(), "close it with `}`, or write `{{` for a brace".into()));
        };
        if !plain.is_empty() {
            pieces.push(Piece::Plain(std::mem::take(&mut plain)));
        }
        pieces.push(gap(&rest[..end])?);
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    Ok(pieces)
}

fn gap(inside: &str) -> Result<Piece, BadGap> {
    let (what, otherwise) = match inside.split_once('|') {
        Some((what, otherwise)) => (what, Some(otherwise.to_owned())),
        None => (inside, None),
    };
    let (kind, id) = what.split_once(':').unwrap_or((what, ""));
    let gap = match (kind.trim(), id.trim()) {
        ("day", "") => Gap::Day,
        ("once", "") => Gap::Once,
        ("name", id) if !id.is_empty() => Gap::Name(id.into()),
        ("quote", id) if !id.is_empty() => match id.split_once('.') {
            Some((letter, part)) => Gap::Quote(letter.into(), Some(part.into())),
            None => Gap::Quote(id.into(), None),
        },
        ("believes", about) if !about.is_empty() => Gap::Believes(about.into()),
        (name, "") if Recalled::named(name).is_some() => {
            Gap::Recalled(Recalled::named(name).unwrap_or(Recalled::Memory))
        }
        _ => {
            let known = ["day", "once", "name", "quote", "believes"];
            let near = super::nearest(kind, known).unwrap_or("quote");
            let how = match near {
                "day" => "{day}",
                "once" => "{once}",
                "name" => "{name:samantha}",
                "believes" => "{believes:the lamp|…}",
                _ => "{quote:widower.image|what you wrote}",
            };
            return Err((format!("`{{{inside}}}` is not a gap that can be filled"), format!("write it as `{how}`")));
        }
    };
    Ok(Piece::Gap(gap, otherwise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn gaps_are_found_between_words() {
        let found = pieces("You wrote “{quote:widower.image|something}” on day {day}. {{").unwrap();
        assert_eq!(found.len(), 5);
        assert_eq!(found[1], Piece::Gap(Gap::Quote("widower".into(), Some("image".into())), Some("something".into())));
        assert_eq!(found[4], Piece::Plain(". {".into()));
        assert_eq!(pieces("no gap"), Ok(vec![Piece::Plain("no gap".into())]));
    }

    #[test]
    fn a_bad_gap_is_named_and_mended() {
        let (what, help) = pieces("{qoute:widower}").unwrap_err();
        assert!(what.contains("{qoute:widower}") && help.contains("{quote:"), "{what} {help}");
        assert!(pieces("an open { brace").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,120}") {
            let _ = pieces(&text);
        }

        #[test]
        fn text_without_braces_comes_out_as_it_went_in(text in "[^{]{1,80}") {
            prop_assert_eq!(pieces(&text), Ok(vec![Piece::Plain(text)]));
        }
    }
}
