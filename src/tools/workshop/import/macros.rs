//! The macros of the specification: who is meant, and what else can be said once and for all.

use super::tame::Names;

/// Macros in macros, so deep; deeper ones stay as they stand.
const DEEP: usize = 8;

/// A macro is not longer than this, in bytes; what looks like one and is, is text.
const LONGEST: usize = 300;

/// Puts in who is meant, and what the other macros of the specification stand for as far as that can be
/// said once and for all. A macro that is not known says nothing.
pub(super) fn with_names(text: &str, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<usize> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '<']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut taken = 1;
        if from.starts_with("{{") && open.len() < DEEP {
            taken = 2;
            open.push(out.len());
            out.push_str("{{");
        } else if let (true, Some(start)) = (from.starts_with("}}"), open.last().copied()) {
            taken = 2;
            open.pop();
            match out.get(start + 2..).and_then(|inside| meaning(inside, names)) {
                Some(words) => {
                    out.truncate(start);
                    out.push_str(&words);
                }
                None => out.push_str("}}"),
            }
        } else if let Some((length, word)) = bracketed(from, names) {
            taken = length;
            out.push_str(word);
        } else {
            // All three are one byte long.
            out.push_str(from.get(..1).unwrap_or_default());
        }
        rest = from.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The older way of writing who is meant: `<USER>`.
fn bracketed<'n>(from: &str, names: &Names<'n>) -> Option<(usize, &'n str)> {
    [("<char>", names.char), ("<bot>", names.char), ("<user>", names.user)]
        .into_iter()
        .find(|(mark, _)| from.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
        .map(|(mark, word)| (mark.len(), word))
}

/// What a macro stands for. None if it is too long to be one.
fn meaning(inside: &str, names: &Names) -> Option<String> {
    if inside.len() > LONGEST {
        return None;
    }
    let inside = inside.trim();
    match inside.to_ascii_lowercase().as_str() {
        "char" => return Some(names.char.to_owned()),
        "user" => return Some(names.user.to_owned()),
        _ => {}
    }
    let Some((word, list)) = inside.split_once(':') else { return Some(String::new()) };
    Some(match word.trim().to_ascii_lowercase().as_str() {
        // Which of them is for the player's own game to draw; here it is written down once.
        "random" | "pick" => first_of(list.trim_start_matches(':')),
        "reverse" => list.chars().rev().collect(),
        _ => String::new(),
    })
}

/// The first of a list with commas (or `::`) between; `\,` is a comma.
fn first_of(list: &str) -> String {
    if let Some((first, _)) = list.split_once("::") {
        return first.trim().to_owned();
    }
    let mut first = String::new();
    let mut letters = list.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            ',' => break,
            '\\' if letters.next_if_eq(&',').is_some() => first.push(','),
            c => first.push(c),
        }
    }
    first.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::workshop::import::tame::tame;

    const NAMES: Names = Names { char: "Mara", user: "Theodore" };

    #[test]
    fn macros_become_words() {
        let said = |text: &str| tame(text, &NAMES);
        assert_eq!(said("{{CHAR}} waits for {{ user }}, as <BOT> does."), "Mara waits for Theodore, as Mara does.");
        assert_eq!(said("{{random:Tea\\, black,Coffee}}? {{pick::Hi::Ho}}!"), "Tea, black? Hi!");
        assert_eq!(said("A{{// not for you}}B{{hidden_key:x}}C{{getvar::y}}"), "ABC");
        assert_eq!(said("{{random:{{user}},nobody}} knocks."), "Theodore knocks.");
        assert_eq!(said("{\u{200b}{user}} is hidden"), "Theodore is hidden");
        assert_eq!(said("{{never closed"), "{{never closed");
    }
}
