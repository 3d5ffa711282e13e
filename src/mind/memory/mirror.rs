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
            (_, "i" | "me") => "you",
            (_, "my" | "our") => "your",
            (_, "mine" | "ours") => "yours",
            (_, "myself") => "yourself",
            (_, "i'm") => "you're",
            (_, "i've") => "you've",
            (_, "i'd") => "you'd",
            (_, "i'll") => "you'll",
            (_, "you're") => "I'm",
            (_, "you've") => "I've",
            (_, "your") => "my",
            (_, "yours") => "mine",
            (_, "yourself") => "myself",
            // Before a verb it is she who does something, else something is done to her.
            (_, "you") => "me",
            _ => core,
        };
        said.push(word.replacen(core, turned, 1));
        before = low;
    }
    // A straight apostrophe is how he types, not how she is printed.
    said.join(" ").replace('\'', "’")
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
        ] {
            assert_eq!(mirrored(his), hers);
        }
    }
}
