//! Whether he asks her to let go of what he has just said.

use super::clause::clauses;
use regex_lite::Regex;
use std::sync::OnceLock;

/// Whether a text asks her to let go of what he said last, and says nothing else.
pub fn lets_go(text: &str) -> bool {
    static FITS: OnceLock<Option<Regex>> = OnceLock::new();
    const ASKS: &str = concat!(
        r"^(?:(?:please|can you|could you|will you|would you|you can|just) )*",
        r"(?:forget|delete|erase|unhear|don't keep|don't remember) ",
        r"(?:that|this|what i(?: just)? (?:said|told you|wrote|typed)|the last thing i (?:said|told you)",
        r"|(?:that )?i(?: ever)? (?:said|told you|mentioned) (?:that|it|anything))",
        r"(?: again| now)?(?:,? please)?$",
    );
    let fits = FITS.get_or_init(|| Regex::new(ASKS).ok()).as_ref();
    match clauses(text).as_slice() {
        [clause] => fits.is_some_and(|fits| fits.is_match(&clause.plain.to_lowercase())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letting_go_is_asked_for_in_so_many_words() {
        for text in
            ["forget that", "Please forget what I just said.", "can you forget i said that?", "no, forget that please"]
        {
            assert!(lets_go(text), "{text}");
        }
        for text in [
            "forget it",
            "i can't forget that",
            "forget that and tell me about you",
            "don't forget that",
            "forget her",
            "",
        ] {
            assert!(!lets_go(text), "{text}");
        }
    }
}
