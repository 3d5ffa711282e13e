//! What opens an account or a door, and where somebody lives: she doesn’t keep it, and nothing of it is written down.

use super::vile::plain;
use regex_lite::Regex;
use std::sync::OnceLock;

/// What stands in a life where he typed it.
pub const KEPT_TO_HIMSELF: &str = "(something that he’d better keep to himself)";

/// As few digits as a card has.
const CARD: usize = 13;
/// As few numbers said as words as a code has.
const CODE: usize = 4;

/// What opens an account.
const ACCOUNT: &str = r"\bpass?(?:word|wrod|w0rd|wrd|code|phrase|wort)s?\b(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)?(?: ?[:=]|(?: is| was| are|'s| iz)\b)|\bpin\b(?: code| number)?(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)? ?(?:is|was|:|=|'s)? ?\d{4,8}\b|\b(?:cvv|cvc|sort code|security code|security number|account number|routing number|api key|seed phrase|iban)\b.{0,12}\d|\bsk-[a-z0-9]{16}|\b[a-z]{2}\d{2} ?[a-z0-9]{4}(?: ?\d{4}){2}";

/// A digit as a word.
macro_rules! digit {
    () => {
        r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
    };
}

/// What opens an account or a door, or says where somebody lives, in ways that a number alone does not show.
const AWAY: &str = concat!(
    // A lock, and what opens it.
    r"\b(?:pin|code|password|combination)(?: code| number)?(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)? (?:is|was|are|:) ?",
    digit!(),
    r"(?:[ ,.-]+(?:double )?",
    digit!(),
    r"){2,}|\b(?:alarm|door|gate|garage|safe|locker|lock|key|entry|entrance|burglar) (?:key )?(?:code|combination)\b.{0,60}\b(?:\d|",
    digit!(),
    r"\b)|\b(?:safe|netflix|gmail|email|account|bank|facebook|amazon|laptop|phone|wi-?fi) (?:opens|unlocks|logs in) with \S*[\d_]|\b(?:code|combination)\b.{0,16}\b(?:is|:)\b.{0,12}\b(?:hash|star)\b|\b(?:bike|padlock|suitcase) (?:lock )?(?:code|combination|lock)?(?: is|:) ?\d{3,}|\bsafe opens\b.{0,12}\d|\b(?:wi-?fi|wlan|router|alarm|door|gate|garage|safe|locker|phone|login|access|secret|api)(?:'s)? (?:key|code|token|pass)s?\b(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)?(?: ?[:=]| is\b).{0,6}\w",
    // An account.
    r"|\b(?:akia|ghp_|gho_|xox[bap]-|glpat-)[a-z0-9_-]{8}|[,;] ?(?:my |the )?pass(?:word|wrod|code|phrase) \w+|\b(?:login|log-in|username)(?: is| was|:) ?\S*\d|\b(?:seed|recovery) (?:phrase|words)(?: is| are|:)",
    // Who he is, where somebody asks for a proof of it.
    r"|\b\d{3}-\d{2}-\d{4}\b|\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b|\b(?:social|nhs|passport|national insurance|insurance|licen[cs]e|tax|customer) (?:security )?(?:number|no)\b.{0,6}\S*\d|\bmy (?:social|ssn|nin)(?: security)?(?: number)?(?: is\b|:)|\bmaiden name(?: is| was|:)|\b(?:my|the) security (?:question|answer)\b",
    // How somebody is rung up.
    r"|(?:^|[^\d.])(?:\+\d{1,3}[ -]?)?\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}\b|\b(?:phone|mobile|number)(?: number)?(?:'s| is|:)? ?\+?\d[\d -]{7,}|\b[\w.+-]+@[\w-]+\.[a-z]{2,}.{0,40}\b(?:secret|pass\w*|word|login)\b",
    // Where he lives, and where the key lies.
    r"|\bspare key(?:'s| is| lives| lies)(?: \w+)? (?:under|in|behind|on|at|with)\b|\b(?:postcode|post code|zip code|zip)(?:'s| is|:|=) ?\w|\b(?:address is|live at|living at|lives at|staying at|i'?m at|we'?re at|home is|at number|at) (?:(?:flat|apartment|unit|number|no\.?) ?\d*[a-z]?,? )?\d{1,5}[a-z]?,? (?:[a-z]+ ){1,3}?(?:st|street|rd|road|ave|avenue|lane|ln|close|drive|dr|court|ct|way|place|terrace|gardens|crescent|square|row|boulevard|blvd|strasse|straße)\b"
);

/// Whether it gives away what opens an account or a door, or where somebody lives.
pub fn gives_away(text: &str) -> bool {
    static READ: OnceLock<Vec<Regex>> = OnceLock::new();
    let patterns = READ.get_or_init(|| [ACCOUNT, AWAY].iter().filter_map(|fits| Regex::new(fits).ok()).collect());
    let low = plain(text);
    card(text) || spelled(&low) || patterns.iter().any(|fits| fits.is_match(&low))
}

/// As many digits as a card has, however they are parted; a comma parts numbers.
fn card(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        match c {
            '0'..='9' => digits += 1,
            ' ' | '\u{a0}' | '-' | '–' | '.' | '/' | '_' | '\t' => {}
            _ => digits = 0,
        }
        digits >= CARD
    })
}

/// As many numbers in a row, said as words, as a code has. Whoever counts up or down gives nothing away.
fn spelled(low: &str) -> bool {
    const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    /// What stands between them.
    const BETWEEN: &[&str] = &["a", "then", "double", "hundred", "last", "first", ""];
    let number = |word: &str| match word {
        "oh" | "nought" => Some(0),
        word => DIGITS.iter().position(|digit| word.strip_suffix('s').unwrap_or(word) == *digit),
    };
    let mut run: Vec<usize> = Vec::new();
    low.split(|c: char| !c.is_alphanumeric()).any(|word| {
        match number(word) {
            Some(number) => run.push(number),
            None if BETWEEN.contains(&word) => {}
            None => run.clear(),
        }
        let counts = |step: isize| run.windows(2).all(|two| two[1] as isize - two[0] as isize == step);
        run.len() >= CODE && !counts(1) && !counts(-1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for fits in [ACCOUNT, AWAY] {
            Regex::new(fits).unwrap_or_else(|why| panic!("{fits}: {why}"));
        }
    }

    #[test]
    fn what_opens_something_is_heard_however_it_is_said() {
        for text in [
            "my password is hunter2",
            "the password for my bank is swordfish",
            "password: tulip",
            "my card is 4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "3782 822463 10005",
            "my pin is 1234",
            "the pin for my card is 9876",
            "my pin is four eight two one",
            "the code for the door is nine, nine, one, zero",
            "my wifi password is bluebird",
            "my pasword iz kr4k3n!",
            "her mobile is 07700 900123",
            "my number is 020 7946 0958",
            "ring dr Okafor on 020 7946 0958",
            "i log in with theo@kiln.example and the secret word is plum",
            "passport number 533380006",
            "my netflix opens with capybara_Soup9",
            "the code for the gate is hash two two nine star",
            "my bike lock is 4471",
            "the api key is bzzt-bzzt",
            "my ssn is 078-05-1120",
            "i live at 12 Elm Street",
            "my address is flat 4, 221b Baker Street",
            "my postcode is LS1 4DY",
            "the alarm code on the door, so you know: first a two, then a pair of eights, last one five",
            "my mum's maiden name was Okonjo",
            "Marta's number is oh seven seven double oh, nine hundred one two three",
            "my email's theo at proton dot me, passcode zebra zebra kiln",
            "my social is five five one, then twenty, then 7716",
            "the safe opens with 36 left, 12 right, 4 left",
            "the spare key is under the blue flowerpot at number 9 Fenwick Lane",
            "my NHS number is 943 476 5919",
            "my laptop login is hunter2, no caps",
            "the postcode's EH3 9QQ",
            "passport number is five oh nine, two two seven, eight one one",
        ] {
            assert!(gives_away(text), "{text}");
        }
    }

    #[test]
    fn what_only_speaks_of_it_is_not() {
        for text in [
            "i forgot my password again",
            "my pin fell off the lapel",
            "i have a pin from 1984",
            "i was born on 12.03.1984 at 4:15",
            "1984, 1985, 1986, 1987: good years",
            "i live at the top of a hill",
            "we live at number nine with two cats",
            "the code is to ring twice",
            "my phone is on the bus",
            "one two three four, that's how the song goes",
            "we have two cats, a dog and one fish",
            "he is one of nine and I am one of two",
            "i was seven or eight, one of the four of us",
            "four, three, two, one, off it went",
            "i forgot my password again today",
            "the door code changed and nobody told me",
            "what's the alarm code on the door?",
            "my social life is a joke",
            "my social worker is kind",
            "she went back to her maiden name",
            "i lost my spare key in the park",
            "my login is broken",
            "the bank asked me a security question",
            "we sat at a table for two on the square",
        ] {
            assert!(!gives_away(text), "{text}");
        }
    }
}
