//! How a text is set: which quotes and apostrophes in it are straight, and what they are certainly meant to be.
//!
//! Everything here is told about a string as it is written between its quotes, and every place is a range of its
//! bytes. What a gap asks about, as in `{believes:Amy's lamp}`, is a key and no text: it is left alone.

use std::ops::Range;

/// One character of a string, with the bytes that it is written with.
struct Unit {
    at: Range<usize>,
    c: char,
    /// Whether it belongs to what a gap asks about.
    key: bool,
}

/// Whether there are straight quotes or apostrophes in it.
pub(super) fn straight(written: &str, raw: bool) -> bool {
    written.contains(['"', '\'']) && units(written, raw).iter().any(|unit| !unit.key && matches!(unit.c, '"' | '\''))
}

/// Which of them are certainly meant to be which curly ones.
pub(super) fn curled(written: &str, raw: bool) -> Vec<(Range<usize>, &'static str)> {
    let units = units(written, raw);
    let mut all = double(&units);
    all.extend(single(&units));
    all.sort_by_key(|(at, _)| at.start);
    all
}

/// The spaces that follow another, inside a line.
pub(super) fn doubled(written: &str, raw: bool) -> Vec<Range<usize>> {
    if !written.contains("  ") {
        return Vec::new();
    }
    let units = units(written, raw);
    let mut all = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let run = units[at..].iter().take_while(|unit| unit.c == ' ' && !unit.key).count();
        let inside = at > 0 && !units[at - 1].c.is_whitespace();
        if let (2.., true, Some(after)) = (run, inside, units.get(at + run))
            && !after.c.is_whitespace()
            && !after.key
        {
            all.push(units[at + 1].at.start..units[at + run - 1].at.end);
        }
        at += run.max(1);
    }
    all
}

/// Pairs: every second one opens, and each stands as one that opens or closes does.
fn double(units: &[Unit]) -> Vec<(Range<usize>, &'static str)> {
    let found: Vec<usize> = (0..units.len()).filter(|at| units[*at].c == '"' && !units[*at].key).collect();
    let before = |at: usize| at.checked_sub(1).and_then(|at| units.get(at)).map(|unit| unit.c);
    let after = |at: usize| units.get(at + 1).map(|unit| unit.c);
    let opens = |at: usize| {
        before(at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '‘' | '|'))
            && after(at).is_some_and(|c| !c.is_whitespace())
    };
    let closes = |at: usize| {
        before(at).is_some_and(|c| !c.is_whitespace()) && after(at).is_none_or(|c| !c.is_alphanumeric() && c != '{')
    };
    let paired = found.len().is_multiple_of(2) && found.chunks(2).all(|pair| opens(pair[0]) && closes(pair[1]));
    if !paired {
        return Vec::new();
    }
    found.iter().enumerate().map(|(nth, at)| (units[*at].at.clone(), if nth % 2 == 0 { "“" } else { "”" })).collect()
}

/// Apostrophes inside a word; and after one, if none of them could be the end of something quoted.
fn single(units: &[Unit]) -> Vec<(Range<usize>, &'static str)> {
    let letter = |at: Option<usize>| at.and_then(|at| units.get(at)).is_some_and(|unit| unit.c.is_alphabetic());
    let digit = |at: Option<usize>| at.and_then(|at| units.get(at)).is_some_and(|unit| unit.c.is_ascii_digit());
    let found: Vec<usize> = (0..units.len()).filter(|at| units[*at].c == '\'' && !units[*at].key).collect();
    let inside = |at: usize| {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        letter(after) && (letter(before) || digit(before))
    };
    let ends = |at: usize| letter(at.checked_sub(1)) && !letter(Some(at + 1)) && !digit(Some(at + 1));
    let sure = found.iter().all(|at| inside(*at) || ends(*at));
    let meant = found.into_iter().filter(|at| inside(*at) || sure && ends(*at));
    meant.map(|at| (units[at].at.clone(), "’")).collect()
}

/// The characters of a string, its escapes resolved as far as it matters here.
fn units(written: &str, raw: bool) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut rest = written.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let (mut c, mut end) = (c, start + c.len_utf8());
        if c == '\\'
            && !raw
            && let Some((at, escaped)) = rest.next()
        {
            c = match escaped {
                '"' | '\'' | '\\' => escaped,
                'n' | 'r' | 't' => '\n',
                _ => '\u{fffc}',
            };
            end = at + escaped.len_utf8();
            if escaped == 'u' {
                // `\u{2019}`: its braces are no gap.
                let part = |(_, c): &(usize, char)| matches!(c, '{' | '}') || c.is_ascii_hexdigit();
                while let Some((at, inner)) = rest.next_if(part) {
                    end = at + inner.len_utf8();
                    if inner == '}' {
                        break;
                    }
                }
            }
        }
        units.push(Unit { at: start..end, c, key: false });
    }
    mark_keys(&mut units);
    units
}

/// Marks what stands between the `{` of a gap and its `|` or `}`.
fn mark_keys(units: &mut [Unit]) {
    let mut key = false;
    let mut at = 0;
    while at < units.len() {
        let c = units[at].c;
        if !key && c == '{' {
            if units.get(at + 1).is_some_and(|next| next.c == '{') {
                at += 2;
                continue;
            }
            key = true;
        } else if key && matches!(c, '|' | '}') {
            key = false;
        }
        units[at].key = key;
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(written: &str) -> String {
        let mut text = written.to_owned();
        for (at, with) in curled(written, false).into_iter().rev() {
            text.replace_range(at, with);
        }
        text
    }

    #[test]
    fn what_is_certain_is_curled_and_what_is_not_is_left() {
        for (was, is) in [
            ("It's late, isn't it.", "It’s late, isn’t it."),
            ("He said \\\"no\\\", twice.", "He said “no”, twice."),
            ("The neighbours' lamp.", "The neighbours’ lamp."),
            ("The 1990's.", "The 1990’s."),
            // Left: a word that begins with one, something quoted with them, an odd one, feet and inches.
            ("'Tis late.", "'Tis late."),
            ("She said 'no' to it.", "She said 'no' to it."),
            ("It's 'no'.", "It’s 'no'."),
            ("A \\\" alone.", "A \\\" alone."),
            ("He is 6'2\\\" tall.", "He is 6'2\\\" tall."),
            // What a gap asks about is a key; what is said without it is text.
            ("{believes:Amy's lamp|it's hers}", "{believes:Amy's lamp|it’s hers}"),
            ("{{it's}", "{{it’s}"),
            ("\\u{2019}it's", "\\u{2019}it’s"),
        ] {
            assert_eq!(set(was), is);
        }
    }

    #[test]
    fn only_spaces_inside_a_line_are_doubled() {
        let taken = |written: &str| doubled(written, false);
        assert_eq!(taken("One.  Two.   Three."), [5..6, 11..13]);
        for fine in ["One. Two.", "  One.", "One.  ", "One.\n    Two.", "{believes:a  b}"] {
            assert!(taken(fine).is_empty(), "{fine}");
        }
    }

    proptest! {
        #[test]
        fn what_was_set_stays_as_it_is(written in "[a-z0-9’“” '{}|.\\\\\"\n]{0,60}") {
            let once = set(&written);
            prop_assert_eq!(set(&once), once);
            let _ = doubled(&written, false);
        }
    }
}
