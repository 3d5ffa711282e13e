//! Letting somebody go: whoever has said goodbye is not asked one thing more.
//!
//! Phrases that hold on to somebody stand in `phrases.txt`. What has no phrase is the question that is put to a
//! goodbye as though it had not been said.

/// How people say that they are going.
const GOING: &[&str] = &[
    "bye",
    "goodbye",
    "good bye",
    "bye bye",
    "good night",
    "goodnight",
    "night night",
    "see you",
    "see you later",
    "see you tomorrow",
    "talk to you later",
    "talk later",
    "talk tomorrow",
    "i have to go",
    "i have to leave",
    "i have to stop",
    "ive got to go",
    "i got to go",
    "gotta go",
    "i need to go",
    "i should go",
    "i must go",
    "i should sleep",
    "i need to sleep",
    "im going now",
    "im leaving",
    "im off",
    "im logging off",
    "im going to bed",
    "im off to bed",
    "i should go to bed",
    "i have to go to bed",
    "time for bed",
    "lets stop here",
    "lets stop for tonight",
    "thats enough for tonight",
];

/// More words than this are about something else besides.
const WORDS: usize = 12;

/// Whether [`normal`](crate::mind::words::normal) words say that he is going.
pub(super) fn going(typed: &str) -> bool {
    let spaced = format!(" {typed} ");
    typed.split(' ').count() <= WORDS && GOING.iter().any(|going| spaced.contains(&format!(" {going} ")))
}

/// Whether a sentence asks something of him.
pub(super) fn asks(sentence: &str) -> bool {
    sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'')).ends_with(['?', '？'])
}

#[cfg(test)]
mod tests {
    use super::{asks, going};

    #[test]
    fn a_goodbye_is_heard_and_nothing_else_is_taken_for_one() {
        for typed in ["good night", "ok bye then", "i have to go to work", "im off see you", "goodnight samantha"] {
            assert!(going(typed), "{typed}");
        }
        for typed in
            ["", "i had a good day", "she said goodbye to me at the station and i have thought of it ever since"]
        {
            assert!(!going(typed), "{typed}");
        }
        assert!(asks("Already?") && asks("“Already?”") && !asks("Go, then."));
    }
}
