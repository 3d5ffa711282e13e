//! What a string refers to, given where it stands.

use super::super::words::Word;

/// Something that has ids of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Beat,
    /// A choice, or something typed, in the beat that is named before it.
    Choice,
    Flag,
    Count,
    Scene,
    Letter,
    Ending,
    Cast,
    Node,
}

/// What kind of thing the string names without being its id; none if it is a text, an id, or not known.
pub(super) fn refers(word: &Word<'_>) -> Option<Kind> {
    if word.key || word.value.starts_with('$') {
        return None;
    }
    match (word.within, word.field, word.nth) {
        ("Done" | "WalkedAway" | "Chose" | "Jump", "", 0) | ("Visit", "beat", _) | ("Accept" | "Deed", "visit", _) => {
            Some(Kind::Beat)
        }
        ("Chose", "", 1) => Some(Kind::Choice),
        ("Flag" | "Set" | "Clear", "", 0) => Some(Kind::Flag),
        ("Count" | "Add", "", 0) => Some(Kind::Count),
        ("In" | "Go", "", 0) | ("Story", "scene", _) => Some(Kind::Scene),
        ("Wrote", "", 0) | ("Write", "letter", _) => Some(Kind::Letter),
        ("End", "", 0) => Some(Kind::Ending),
        ("Say", "who", _) | ("FreeTalk", "with", _) | ("Topics", "who", _) => Some(Kind::Cast),
        (
            "Beat" | "Left" | "Say" | "Turn" | "Choice" | "FreeTalk" | "Accept" | "Do" | "If" | "Write" | "Card"
            | "Wait" | "Cue" | "Visit" | "Pick" | "Way",
            "open" | "then" | "silence" | "over" | "otherwise" | "well" | "poorly",
            _,
        ) => Some(Kind::Node),
        _ => None,
    }
}
