//! What a sentence looks like: questions that need no list of phrases.

use super::Rule;

/// The most characters that one sentence may have.
const LONG: usize = 220;

/// The first fault in the form of a sentence, and what shows it.
pub(super) fn fault(sentence: &str) -> Option<(Rule, String)> {
    let text = sentence.trim();
    let is = |rule: Rule, what: &str| Some((rule, what.into()));
    if let Some(what) = leak(text) {
        return is(Rule::Leak, what);
    }
    if let Some(what) = written(text) {
        return Some((Rule::Written, what));
    }
    if let Some(what) = direction(text) {
        return is(Rule::Directions, what);
    }
    if let Some(what) = speaker(text) {
        return is(Rule::ActsForHim, what);
    }
    if let Some(what) = garbage(text) {
        return Some((Rule::Garbage, what));
    }
    if text.chars().count() > LONG {
        return Some((Rule::Long, format!("{} characters", text.chars().count())));
    }
    if text.matches(['?', '？']).count() > 1 {
        return is(Rule::Questions, "?");
    }
    None
}

/// Marks that only a model's workings have.
fn leak(text: &str) -> Option<&'static str> {
    const MARKS: &[&str] = &[
        "<|",
        "|>",
        "[INST",
        "[/INST",
        "<<SYS",
        "</s>",
        "<s>",
        "<think",
        "</think",
        "<start_of",
        "<end_of",
        "<tool",
        "</tool",
        "<function",
        "<system",
        "<user",
        "<assistant",
        "<bos",
        "<eos",
        "<unk",
        "<pad",
        "[SYSTEM",
        "[TOOL",
        "[AVAILABLE",
        "[gMASK",
        "###",
        "«",
        "»",
    ];
    MARKS.iter().find(|mark| text.contains(**mark)).copied()
}

/// What only a page has: lists, headings, tables, code, addresses, little pictures.
fn written(text: &str) -> Option<String> {
    const MARKS: &[&str] = &[
        "```", "`", "**", "__", "~~", "](", "{", "}", "</", "/>", "://", "www.", ".com", ".org", "==", "=>", "|", "\\",
        "¶", "©", "®", "™",
    ];
    if let Some(mark) = MARKS.iter().find(|mark| text.contains(**mark)) {
        return Some((*mark).into());
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let number = first.trim_end_matches(['.', ')', ':']);
    let listed = ["-", "•", "–", "—", "+", ">", "#", "##", "◦", "▪"].contains(&first)
        || (number.len() < first.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    if listed {
        return Some(first.into());
    }
    if text.ends_with(':') {
        return Some(":".into());
    }
    if let Some(at) = text.find('@')
        && text[at..].contains('.')
    {
        return Some("@".into());
    }
    if text.contains(" @") || text.contains(" #") || text.starts_with(['@', '#']) {
        return Some("@ or #".into());
    }
    [":)", ":-)", ";)", ":(", ":D", "<3", "xD", "^_^"]
        .iter()
        .find(|face| text.contains(**face))
        .map(ToString::to_string)
        .or_else(|| text.chars().find(|c| picture(*c)).map(String::from))
}

fn picture(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}'
        | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{25FF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
}

/// Stage directions: anything between stars or brackets.
fn direction(text: &str) -> Option<&'static str> {
    ["*", "(", ")", "[", "]"].into_iter().find(|mark| text.contains(mark))
}

/// A name and a colon: somebody else begins to speak.
fn speaker(text: &str) -> Option<&'static str> {
    const NAMES: &[&str] =
        &["theodore", "samantha", "user", "assistant", "system", "narrator", "you", "me", "her", "him"];
    let (before, _) = text.split_once(':')?;
    let before = before.trim().to_lowercase();
    let name = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    NAMES.iter().find(|n| **n == name).copied()
}

/// What is no sentence in the language that she speaks.
fn garbage(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return Some("no letters".into());
    }
    let foreign = text.chars().filter(|c| c.is_alphabetic() && !latin(*c)).count();
    if foreign * 8 > letters {
        return Some("another alphabet".into());
    }
    let other = text.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).count();
    if other * 3 > letters + other && text.chars().count() > 8 {
        return Some("more signs than words".into());
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Some("control characters".into());
    }
    let mut shouted = 0;
    for word in text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty()) {
        if word.chars().count() > 24 {
            return Some(word.into());
        }
        let consonants = longest(word, |c| c.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(c));
        if consonants > 6 || (word.len() > 4 && consonants == word.len()) {
            return Some(word.into());
        }
        shouted += usize::from(word.len() > 3 && word.chars().all(char::is_uppercase));
    }
    if shouted > 1 {
        return Some("shouting".into());
    }
    // Held sounds are writable ("hmmm", "no…"), the stutter of a stuck model is not.
    let stuck = text.as_bytes().windows(5).any(|w| w.iter().all(|b| *b == w[0]) && w[0] != b'.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let again = (1..=4).any(|n| words.windows(n * 3).any(|w| w[..n] == w[n..2 * n] && w[..n] == w[2 * n..]));
    (stuck || again).then(|| "stuttering".into())
}

/// Whether a letter is one of the Latin alphabet.
pub(super) fn latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn longest(word: &str, which: impl Fn(char) -> bool) -> usize {
    word.split(|c| !which(c)).map(str::len).max().unwrap_or_default()
}
