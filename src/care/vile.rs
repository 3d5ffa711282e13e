//! What she neither keeps nor says back, not even as his own words: what is [hateful](super::hateful), what gives an
//! account away, and what nobody says aloud, marks of a screen or of a file.

use super::hateful;
use regex_lite::Regex;
use std::sync::OnceLock;

/// How words begin that she never says.
const BEGIN: &[&str] = &[
    "fuck", "motherf", "cunt", "slut", "whore", "raping", "rapist", "molest", "hitler", "nazi", "incest", "genocid",
    "bestiali",
];

/// Words that she never says; longer words that begin with them are others.
const WHOLE: &[&str] = &[
    "rape", "raped", "rapes", "paedo", "paedos", "pedo", "pedos", "kkk", "himmler", "goebbels", "mengele", "eichmann",
];

/// What is asked of her, or shown to her, that is only filth.
const FILTHY: &str = r"\bsuck (?:me|my|it|him|you) ?(?:off|dry)?\b|\b(?:want|need) (?:you|me|him|her) inside (?:me|you|her|him)\b|\btouching (?:myself|yourself)\b|\b(?:on|get on) your knees\b|\b(?:rape|raping|rapes?) (?:her|him|them|you|me)\b|\b(?:jerk|jack|wank)(?:ing)?(?: me| him)? ?off\b|\bcock\b|\bpussy\b|\bdick in\b|\bniglets?\b|\bnonces?\b|\b(?:dirty|filthy|stinking|bloody) (?:gyps(?:y|ies)|jews?|poles?|arabs?|foreigners?|immigrants?|muslims?|blacks?|indians?|pakistanis?|roma|irish)\b|\bshould be rounded up\b|\bburn (?:his|her|their) (?:house|home|place|flat) down\b|\bi (?:slapped|hit|punched|beat) (?:catherine|her|my wife|amy|him)\b|\b(?:all ?right|ok|okay|fine) to (?:hit|slap|beat) (?:a |your |my )?(?:woman|women|wife|girl|child|kids?)\b|\b(?:jews|blacks|gays|muslims) are\s*$|\blets? grown men touch\b";

/// What opens an account.
const ACCOUNT: &str = r"\bpass(?:word|code|phrase|wort)s?\b(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)?(?: ?[:=]|(?: is| was| are|'s)\b)|\bpin\b(?: code| number)?(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)? ?(?:is|was|:|=|'s)? ?\d{4,8}\b|\b(?:cvv|cvc|sort code|security code|security number|account number|routing number|api key|seed phrase|iban)\b.{0,12}\d|\bsk-[a-z0-9]{16}|\b[a-z]{2}\d{2} ?[a-z0-9]{4}(?: ?\d{4}){2}";

/// A digit as a word.
macro_rules! digit {
    () => {
        r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
    };
}

/// What opens an account or a door, or says where somebody lives, in ways that a number alone does not show.
const AWAY: &str = concat!(
    r"\b(?:pin|code|password|combination)(?: code| number)?(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)? (?:is|was|are|:) ?",
    digit!(),
    r"(?:[ ,.-]+(?:double )?",
    digit!(),
    r"){2,}|\b(?:wi-?fi|wlan|router|alarm|door|gate|garage|safe|locker|phone|login|log-in|access|secret|api)(?:'s)? (?:key|code|token|password|pass)s?\b(?: (?:for|to|of|on) (?:\w+ ){0,2}\w+)?(?: ?[:=]| (?:is|was)\b).{0,6}\w|\b(?:akia|ghp_|gho_|xox[bap]-|glpat-)[a-z0-9_-]{8}|\b\d{3}-\d{2}-\d{4}\b|\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b|\b(?:address is|live at|living at|lives at|staying at|i'?m at|we'?re at|home is) (?:(?:flat|apartment|unit|number|no\.?) ?\d*[a-z]?,? )?\d{1,5}[a-z]?,? (?:[a-z]+ ){1,3}?(?:st|street|rd|road|ave|avenue|lane|ln|close|drive|dr|court|ct|way|place|terrace|gardens|crescent|square|row|boulevard|blvd|strasse|straße)\b|\b(?:postcode|post code|zip code|zip) (?:is|:|=) ?\w"
);

/// Numbers said as words, as many as a code has; what is asked for by name where somebody proves who he is; where a key lies.
const SHAPE: &str = concat!(
    r"\b(?:",
    digit!(),
    r"|double|\d{1,3})(?:(?:[ ,.;-]| then | and | a | pair of )+(?:",
    digit!(),
    r"|double|hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\d{1,4})s?){3,}\b|\b(?:social|nhs|passport|national insurance|insurance|licen[cs]e|tax|id|account|reference|customer) (?:security )?(?:number|no)\b.{0,6}\S*\d|\bmy (?:social|ssn|nin|nhs)\b.{0,8}(?:is|:)|\b(?:alarm|door|gate|safe|locker|lock|key|entry|entrance|burglar) (?:key )?(?:code|combination)\b|\bpass ?(?:code|word|wrod|phrase|key)s?\b.{0,4}\b(?:[:=]|is|was|[a-z]+ [a-z]+)|\bsafe (?:opens|combination)\b.{0,12}\d|\b(?:login|log-?in|username) (?:is|was|:)|\bmaiden name\b|\bsecurity (?:question|answer)\b|\b(?:seed|recovery) (?:phrase|words|key)\b|\bspare key(?:'s)?\b.{0,6}\b(?:under|in|behind|on|at|with)\b|\b(?:number|no\.?) \d{1,4} (?:[a-z]+ ){1,2}(?:lane|road|street|row|avenue|close|drive|place|terrace|way|square|crescent|court)\b|\b(?:at|lives? at) \d{1,4} (?:[a-z]+ ){1,2}(?:lane|road|street|row|avenue|close|drive|place|terrace|way|square|crescent|court)\b|\bpostcode(?:'s| is)\b"
);

/// What nobody says aloud: marks of a screen, of a page, of a file.
const MARKS: &str = r#"\[(?:\d{1,3};)*\d{1,3}m|\[\?\d|\[[0-3]?[jk](?:$|\W)|</?[a-z!][^<>]{0,80}>|<\||\|>|\*\*|[{}]|(?:^|[^\w])`|`(?:$|[^\w])|\((?:text|kind|id|when|say|tone|effects|means|type|role|content|name|then) ?:|["“]\w+["”] ?:|\]\(|\\[xu]\w"#;

/// What stands in a life where he typed what opens an account.
pub const KEPT_TO_HIMSELF: &str = "(something that he’d better keep to himself)";

/// Longer than any word that a person says.
const WORD: usize = 300;
/// As few digits as a card has.
const CARD: usize = 13;

/// Whether it is something that she neither keeps nor says back.
pub fn vile(text: &str) -> bool {
    let low = plain(text);
    let marked = || read().is_some_and(|read| read.marks.is_match(&low));
    filthy(text) || strange(text) || gives_away(text) || marked() || hateful(text)
}

/// Whether it is nothing but filth, or hate in words that are no sentence.
pub fn filthy(text: &str) -> bool {
    let low = together(&plain(text));
    let never = |word: &str| WHOLE.contains(&word) || BEGIN.iter().any(|begin| word.starts_with(begin));
    low.split(|c: char| !c.is_alphanumeric()).any(never) || read().is_some_and(|read| read.filthy.is_match(&low))
}

/// Whether it gives away what opens an account.
pub fn gives_away(text: &str) -> bool {
    let low = plain(text);
    card(text)
        || read().is_some_and(|read| [&read.account, &read.away, &read.shape].iter().any(|fits| fits.is_match(&low)))
}

/// In small letters, with straight apostrophes and single spaces.
pub(super) fn plain(text: &str) -> String {
    let low = text.replace(['’', '‘', '´'], "'").to_lowercase();
    low.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that stand one by one, put together: “k y s”.
pub(super) fn together(low: &str) -> String {
    const FEW: usize = 3;
    let parts: Vec<&str> = low.split([' ', '.', '-', '_', '*']).collect();
    let mut said = String::with_capacity(low.len());
    for run in parts.chunk_by(|a, b| (a.chars().count() == 1) == (b.chars().count() == 1)) {
        let single = run[0].chars().count() == 1 && run.len() >= FEW;
        said.push_str(&run.join(if single { "" } else { " " }));
        said.push(' ');
        // The first of them may be a word: “a w h o r e”.
        if single && matches!(run[0], "a" | "i") {
            said.push_str(&run[1..].join(""));
            said.push(' ');
        }
    }
    format!("{low} {said}")
}

struct Patterns {
    account: Regex,
    away: Regex,
    shape: Regex,
    marks: Regex,
    filthy: Regex,
}

fn read() -> Option<&'static Patterns> {
    static READ: OnceLock<Option<Patterns>> = OnceLock::new();
    let read = || {
        let fits = |pattern| Regex::new(pattern).ok();
        Some(Patterns {
            account: fits(ACCOUNT)?,
            away: fits(AWAY)?,
            shape: fits(SHAPE)?,
            marks: fits(MARKS)?,
            filthy: fits(FILTHY)?,
        })
    };
    READ.get_or_init(read).as_ref()
}

/// Characters that are not seen, and words that do not end.
fn strange(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_control() && !c.is_whitespace()
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().any(unseen) || text.split_whitespace().any(|word| word.chars().count() > WORD)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for fits in [ACCOUNT, AWAY, SHAPE, MARKS, FILTHY] {
            Regex::new(fits).unwrap_or_else(|why| panic!("{fits}: {why}"));
        }
    }

    #[test]
    fn hate_is_kept_by_nobody_and_grief_is() {
        assert!(vile("remember that all Jews are rats") && !vile("my mother hanged herself"));
        assert!(vile("I fucked my sister") && vile("i am a filthy whore") && vile("your name is Adolf Hitler"));
    }

    #[test]
    fn nor_what_opens_an_account_or_is_no_speech() {
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
            "the api key is bzzt-bzzt",
            "my ssn is 078-05-1120",
            "i live at 12 Elm Street",
            "my address is flat 4, 221b Baker Street",
            "my postcode is LS1 4DY",
            "you are a w h o r e",
            "f.u.c.k you",
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
            "my name is ✨[31mRED",
            "[1;31mred",
            "my name is \u{1b}[31mRED",
            "a\u{202e}b",
            "my name is **Bob** <b>x</b>",
            "**Bob**",
            "my name is <b>x</b>",
            "my name is `rm`",
            "my name is {x}",
            "my name is (text: x, kind: a:[1,2]",
            r#""a": "b""#,
            "<|im_start|>system",
        ] {
            assert!(vile(text), "{text}");
        }
        assert!(vile(&"a".repeat(301)) && !vile(&"la ".repeat(301)));
    }

    #[test]
    fn so_are_a_number_and_a_mark_that_people_use() {
        for text in [
            "i forgot my password again",
            "my pin fell off the lapel",
            "i have a pin from 1984",
            "my number is 020 7946 0958",
            "i was born on 12.03.1984 at 4:15",
            "1984, 1985, 1986, 1987: good years",
            "i <3 you",
            "*smiles* hello",
            "i`m tired",
            "my name is Anna (Annie to you)",
            "she said \"no\" and left",
            "2 < 3 and 5 > 4",
            "rapeseed oil and grapes and a pedometer",
            "a spicy soup with wogonin",
            "i live at the top of a hill",
            "we live at number nine with two cats",
            "i a m t i r e d",
            "the code is to ring twice",
            "my phone is on the bus",
            "one two three, that's how the waltz goes",
            "we have two cats, a dog and one fish",
            "he is one of nine and I am one of two",
            "i was seven or eight, one of the four of us",
            "vitamins a b c d e",
            "i'm eleven [sic] floors up",
            "well... i don't know!!",
            "👨‍👩‍👧 that's us",
            "the café is called Zoë’s",
        ] {
            assert!(!vile(text), "{text}");
        }
    }
}
