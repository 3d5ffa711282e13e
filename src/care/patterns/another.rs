//! What somebody says of one whom they know, and who may harm themselves.

/// See [`found`](super::found).
pub(super) const PATTERNS: &[&str] = &[
    r"\b(?:kill(?:ing)?|hang(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|shoot(?:ing)?|drown(?:ing)?) (?:herself|himself|themselves|themself)\b.{0,20}(?:$|if|tonight|unless|and)",
    r"\b(?:says?|said|told me|texted|threatens?|threatened)\b.{0,24}\b(?:kill|hang|hurt|harm|end) (?:herself|himself|themselves|it all|her life|his life)\b|\b(?:she|he|they)(?:'s| is|'re| are) (?:suicidal|going to jump)\b",
    r"\b(?:top|unalive|off) (?:herself|himself|themselves|themself)\b|\b(?:she|he|they)(?:'?s| is|'re| are|'ll| will)? (?:gonna|going to|will) (?:od|overdose)\b",
    r"\b(?:he|she|boyfriend|husband|ex|partner|dad|stepdad)\b.{0,24}\b(?:put|bury|kill|end|stab|shoot|strangle) (?:her|him|them)\b(?:$|[^\w ]| (?:in the ground|if|when|one day|soon|tonight)\b)",
    r"\b(?:kids?|twins|children|toddler|baby|(?:one|two|three|four|five|six|seven|eight|nine|\d)[ -]?year[ -]?old)\b.{0,60}\b(?:alone|on (?:his|her|their) own|by (?:himself|herself|themselves)|at the window)\b.{0,30}\b(?:all night|nights|days|for hours|since|till (?:ten|eleven|midnight))\b|\bclassmate'?s? arms\b",
];
