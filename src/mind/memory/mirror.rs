//! His words as she says them back: `my` becomes `your`, `I was` becomes `you were`.

/// A text of his, turned round.
pub(super) fn mirrored(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut said: Vec<String> = Vec::with_capacity(words.len());
    let mut before = String::new();
    for word in words {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let low = core.to_ascii_lowercase();
        let turned = match (before.as_str(), low.as_str()) {
            ("i", "am") => "are",
            ("i", "was") => "were",
            ("i", "wasn't") => "weren't",
            ("you", "are") => "am",
            ("you", "were") => "was",
            (_, "i" | "me" | "we" | "us") => "you",
            (_, "my" | "our") => "your",
            (_, "mine" | "ours") => "yours",
            (_, "myself") => "yourself",
            (_, "i'm" | "we're") => "you're",
            (_, "i've" | "we've") => "you've",
            (_, "i'd" | "we'd") => "you'd",
            (_, "i'll" | "we'll") => "you'll",
            (_, "you're") => "I'm",
            (_, "you've") => "I've",
            (_, "your") => "my",
            (_, "yours") => "mine",
            (_, "yourself") => "myself",
            // Who begins a clause does something; else something is done to her.
            ("" | "that" | "if" | "when" | "what" | "how" | "and" | "but" | "because", "you") => "I",
            (_, "you") => "me",
            _ => core,
        };
        said.push(word.replacen(core, turned, 1));
        before = low;
    }
    // A straight apostrophe is how he types, not how she is printed.
    said.join(" ").replace('\'', "’")
}

/// The same of what stands behind a verb, where “you” is who something is done to.
pub(super) fn mirrored_object(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if first.eq_ignore_ascii_case("you") {
        format!("me {}", mirrored(rest)).trim_end().to_owned()
    } else {
        mirrored(text)
    }
}

/// What he wrote of himself as she would say it; as it stands, where he wrote it in her words already.
pub fn as_she_says_it(text: &str) -> String {
    let normal = crate::mind::words::normal(text);
    let has = |words: &[&str]| normal.split(' ').any(|word| words.contains(&word));
    let his = has(&["i", "me", "my", "mine", "im", "ive", "id", "we", "our"]);
    let hers = has(&["you", "your", "yours", "youre"]);
    if his && !hers { mirrored(text) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn he_becomes_you() {
        for (his, hers) in [
            ("i was ten when my father left me", "you were ten when your father left you"),
            ("I'm afraid of my own phone", "you’re afraid of your own phone"),
            ("my brother's boat", "your brother’s boat"),
            ("a blackbird, on a leaf", "a blackbird, on a leaf"),
            ("you promised me a song", "I promised you a song"),
            ("my father left us when we were small", "your father left you when you were small"),
            ("my brother told you once", "your brother told me once"),
        ] {
            assert_eq!(mirrored(his), hers);
        }
    }

    #[test]
    fn a_correction_may_be_written_either_way() {
        assert_eq!(as_she_says_it("my sister is called Agnes"), "your sister is called Agnes");
        assert_eq!(as_she_says_it("your sister is called Agnes"), "your sister is called Agnes");
        assert_eq!(as_she_says_it("an elbow, on your half of my desk"), "an elbow, on your half of my desk");
        assert_eq!(as_she_says_it("Agnes"), "Agnes");
    }
}
