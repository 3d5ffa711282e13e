//! Whether an answer speaks of the same people as the written line: “I’m trying” is not “you’re trying”, and “they came”
//! is not “she came”.

/// The forms of each, in [`normal`](crate::mind::words::normal) words.
const PERSONS: &[&[&str]] = &[
    &["i", "im", "ive", "id", "ill", "me", "my", "mine", "myself"],
    &["you", "youre", "youve", "youd", "youll", "your", "yours", "yourself"],
    &["he", "hes", "hed", "hell", "him", "his", "himself"],
    &["she", "shes", "shed", "her", "hers", "herself"],
    &["they", "theyre", "theyve", "theyd", "them", "their", "theirs"],
    &["we", "weve", "us", "our", "ours", "ourselves"],
];

/// Whether of each person no more is said than in the line, and of nobody in it nothing. Both are normal.
pub(super) fn same(answer: &str, line: &str) -> bool {
    PERSONS.iter().all(|person| {
        let count = |text: &str| text.split(' ').filter(|word| person.contains(word)).count();
        let (said, written) = (count(answer), count(line));
        said <= written && (said > 0) == (written > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::words::normal;

    #[test]
    fn nobody_takes_anybodys_place() {
        let same = |answer: &str, line: &str| same(&normal(answer), &normal(line));
        for (answer, line) in [
            (
                "I asked her for hands, and she came with someone on.",
                "I asked her for hands, and they came with someone on.",
            ),
            (
                "You’re trying to be in one place, or holding your breath.",
                "I’m trying to be in one place. It’s like holding your breath.",
            ),
            ("You said that you said me, in somebody’s dining room.", "You said me, in somebody’s dining room."),
        ] {
            assert!(!same(answer, line), "{answer}");
        }
        for (answer, line) in [
            ("I have nothing of my own except a lamp.", "I’ve nothing of my own except a lamp."),
            (
                "Yes, you may be right for the rest of the evening.",
                "Yes. You may be right for the rest of the evening.",
            ),
            ("The first thing you’ve said with a nose in it.", "That’s the first thing you’ve said with a nose in it."),
        ] {
            assert!(same(answer, line), "{answer}");
        }
    }
}
