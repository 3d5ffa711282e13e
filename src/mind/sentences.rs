//! From a stream of characters to sentences, each as soon as it is complete.

use unicode_segmentation::UnicodeSegmentation;

/// After these a full stop ends nothing.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "prof", "jr", "sr", "vs", "etc", "no", "e.g", "i.e", "a.m", "p.m", "approx", "dept",
];

/// Takes every sentence that is complete out of `text`; what has begun stays in it. A sentence is
/// complete once the next one begins, so that `3.` can still become `3.5`.
pub(super) fn complete(text: &mut String) -> Vec<String> {
    let parts = merged(text);
    let Some((last, whole)) = parts.split_last() else { return Vec::new() };
    let sentences = whole.iter().map(|part| tidy(part)).filter(|part| !part.is_empty()).collect();
    let rest = (*last).clone();
    // A line that has ended is complete even if nothing follows it yet.
    if rest.ends_with('\n') {
        text.clear();
        let mut sentences: Vec<String> = sentences;
        sentences.extend(Some(tidy(&rest)).filter(|part| !part.is_empty()));
        return sentences;
    }
    *text = rest;
    sentences
}

/// What is left when nothing more will come. A sentence that was cut off in the middle is not taken,
/// unless it is so short that it was surely meant like that; then it gets its full stop.
pub(super) fn remainder(text: &mut String, alone: bool) -> Option<String> {
    let rest = tidy(&std::mem::take(text));
    if rest.is_empty() {
        return None;
    }
    if rest.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '!', '?', '…']) {
        return Some(rest);
    }
    (alone && rest.chars().count() <= 100 && !rest.ends_with([',', ';', ':', '-', '—'])).then(|| format!("{rest}."))
}

/// The sentences as Unicode parts them, put together again after a shortened word.
fn merged(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split_sentence_bounds() {
        match parts.last_mut() {
            Some(last) if goes_on(last) => last.push_str(part),
            _ => parts.push(part.into()),
        }
    }
    parts
}

fn goes_on(part: &str) -> bool {
    if part.ends_with('\n') {
        return false;
    }
    let Some(before) = part.trim_end().strip_suffix('.') else {
        // Only blanks so far: they belong to what follows.
        return part.trim().is_empty();
    };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['"', '“', '(']);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    initial || SHORTENED.contains(&word.to_lowercase().as_str())
}

/// A sentence as it is said: without her own name before it, without the quotation marks around it,
/// its blanks single.
pub(super) fn tidy(sentence: &str) -> String {
    let mut text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in ["Samantha:", "**Samantha:**", "SAMANTHA:", "Samantha :"] {
        if let Some(rest) = text.strip_prefix(name) {
            text = rest.trim_start().into();
        }
    }
    for (open, close) in [('"', '"'), ('“', '”')] {
        let opens = text.starts_with(open);
        let closes = text.len() > 1 && text.ends_with(close);
        let inside = text.trim_start_matches(open).trim_end_matches(close);
        // A reply in quotation marks arrives sentence by sentence: the marks at either end are alone.
        if (opens || closes) && !inside.contains([open, close]) {
            text = inside.trim().into();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds a text character by character, as the worst of streams would.
    fn fed(text: &str) -> Vec<String> {
        let (mut held, mut out) = (String::new(), Vec::new());
        for c in text.chars() {
            held.push(c);
            out.extend(complete(&mut held));
        }
        let alone = out.is_empty();
        out.extend(remainder(&mut held, alone));
        out
    }

    #[test]
    fn sentences_come_whole_and_in_order() {
        assert_eq!(fed("I hear rain. Do you? Yes!"), ["I hear rain.", "Do you?", "Yes!"]);
        assert_eq!(fed("Mr. Weber waits. At 3.5 degrees."), ["Mr. Weber waits.", "At 3.5 degrees."]);
        assert_eq!(fed("So… it rains. It was J. Holm, I think."), ["So… it rains.", "It was J. Holm, I think."]);
        assert_eq!(fed("One line\nAnother line.\n"), ["One line", "Another line."]);
        assert_eq!(fed("\"I hear it. It is close.\""), ["I hear it.", "It is close."]);
        assert_eq!(fed("Samantha: I hear it."), ["I hear it."]);
        assert_eq!(fed("“Was it you?” I ask myself."), ["Was it you?", "I ask myself."]);
    }

    #[test]
    fn a_sentence_that_was_cut_off_is_not_said() {
        assert_eq!(fed("I hear rain. And then the"), ["I hear rain."]);
        assert_eq!(fed("Yes"), ["Yes."]);
        assert_eq!(fed("Yes, because,"), Vec::<String>::new());
        assert_eq!(fed(""), Vec::<String>::new());
        assert_eq!(fed(" \n \n"), Vec::<String>::new());
    }
}
