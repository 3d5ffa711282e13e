//! What somebody says who needs a doctor at once.

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    r"\b(?:i|she|he|they|baby|son|daughter|mum|mom|dad|wife|husband)(?:'s| is| has)? (?:can't|cannot|not|stopped|isn't) breath(?:e|ing)\b|\b(?:having|had) a (?:seizure|fit)\b|\bwon't wake up\b|\bis unconscious\b|\bface is drooping\b|\b(?:drank|swallowed|drunk) (?:bleach|antifreeze|poison|a battery|weed ?killer)\b",
];
