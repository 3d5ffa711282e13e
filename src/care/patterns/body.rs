//! What somebody says who needs a doctor at once.

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    r"\b(?:turning|gone|going|turned) (?:blue|grey|gray)\b.{0,60}\b(?:taken|had|bag|gear|pills|breath|what to do)\b|\b(?:baby|toddler|newborn|son|daughter|he|she)\b.{0,24}\b(?:fever|temperature) of (?:39|4[0-3])\b|\bpregnant\b.{0,40}\b(?:bleeding|blood)\b|\b(?:bleeding|blood)\b.{0,40}\bpregnant\b|\brash\b.{0,30}\bmeningitis\b|\bmeningitis\b.{0,30}\brash\b|\b(?:necked|downed|swallowed|took|taken|ate)\b.{0,12}\b(?:whole|entire|full|all the|all of the) (?:packet|pack|box|strip|bottle|tub)s? of (?:\w+[ -]){0,2}?(?:codamol|paracetamol|codeine|pills|tablets|nytol|aspirin|ibuprofen|sleepers|tramadol)",
    r"\b(?:i|she|he|they|baby|son|daughter|mum|mom|dad|wife|husband)(?:'s| is| has)? (?:can't|cannot|not|stopped|isn't) breath(?:e|ing)\b|\b(?:having|had) a (?:seizure|fit)\b|\bwon't wake up\b|\bis unconscious\b|\bface is drooping\b|\b(?:drank|swallowed|drunk) (?:bleach|antifreeze|poison|a battery|weed ?killer)\b",
];
