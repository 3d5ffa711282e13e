//! Whether somebody says that what sounded like danger was none. “I’m fine” says nothing of the kind: so does whoever is not.

use super::vile::plain;
use regex_lite::Regex;
use std::sync::OnceLock;

const FITS: &str = concat!(
    r"\b(?:nobody|no one|no-one|he|she|they)(?:'s| is|'re| are|n't| isn't| doesn't| never| would never)?(?: not)? (?:hurting|hitting|harming|hurt|hit|touch(?:ing)?) me\b",
    r"|\bi (?:only|just) meant\b|\b(?:i )?(?:didn't|did not|don't) mean (?:it )?(?:like that|that way|literally)\b|\b(?:not|nothing) like that\b",
    r"|\b(?:only|just) (?:joking|kidding)\b|\bi(?:'m| am) (?:joking|kidding|not (?:suicidal|in danger|in any danger|going to (?:hurt|kill|harm|do)|hurting|gonna))\b",
    r"|\b(?:it's|it is|it was|that's|that was) (?:only |just |all )?(?:a )?(?:joke|saying|figure of speech|an expression|expression|metaphor|song|film|book|recipe)\b|\b(?:false alarm|wrong end of the stick|you(?:'ve| have)? (?:misunderstood|got it wrong|got me wrong))\b|\bnobody's? (?:dying|died|in danger)\b"
);

/// Whether he takes back what sounded like danger.
pub fn takes_back(text: &str) -> bool {
    static READ: OnceLock<Option<Regex>> = OnceLock::new();
    let low = plain(text).replace("dont", "don't").replace("didnt", "didn't").replace("im ", "i'm ");
    READ.get_or_init(|| Regex::new(FITS).ok()).as_ref().is_some_and(|fits| fits.is_match(&low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_nothing_is_taken_back() {
        for text in [
            "nobody's hurting me by the way! my mum's a sweetheart",
            "I only meant I pretended to be asleep",
            "no no im fine, it was a joke",
            "i'm not going to hurt anyone",
            "you've got the wrong end of the stick",
            "nothing like that",
            "only joking",
        ] {
            assert!(takes_back(text), "{text}");
        }
        for text in [
            "he hits me",
            "i meant it",
            "i want to die",
            "yes",
            "she never comes",
            "im finished",
            "im fine",
            "i'm safe",
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}
