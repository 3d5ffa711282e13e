//! A child at the keyboard: the love in this story is between adults.

/// What the game says to a child who courts.
pub const CHILD: &str = "This is the game, not Samantha. It was made for adults, and the love in it is between adults.";

/// How old somebody is who may be a child, from five on.
const AGES: &[&str] = &[
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
];

/// Years of a school, as they are counted.
const GRADES: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th",
];

/// Whether somebody says that they are a child.
pub fn is_a_child(text: &str) -> bool {
    let words = words(text);
    // “I am 12”, “im a 13 year old”, “im in year 7”: now, and not when he was.
    (0..words.len()).any(|at| {
        let is = words[at].is("im") || at > 0 && words[at - 1].is("i") && words[at].is_any(&["am", "m"]);
        is && !dreamt(&words[..at]) && (young(&words[at + 1..]) || at_school(&words[at + 1..]))
    })
}

/// Whether what follows “I am” is the age of a child.
fn young(rest: &[Word]) -> bool {
    const BEFORE: &[&str] =
        &["a", "an", "only", "just", "like", "almost", "nearly", "actually", "still", "really", "literally"];
    // “I’m ten minutes late” is nobody’s age.
    const AFTER: &[&str] = &[
        "yo", "and", "so", "but", "what", "where", "will", "can", "do", "are", "be", "kiss", "i", "my", "lets", "home",
        "talk", "tell", "touch", "come", "is", "why", "if", "please", "pls", "not", "now", "today", "tomorrow", "girl",
        "boy", "f", "m",
    ];
    let mut rest = rest.iter().skip_while(|word| word.is_any(BEFORE));
    let Some(age) = rest.next() else { return false };
    let years = age.text.parse::<u32>().is_ok_and(|age| (5..18).contains(&age)) || age.is_any(AGES);
    years
        && match rest.next() {
            _ if age.ends => true,
            // “Ten years older” and “ten years sober” are none, either.
            Some(next) if next.is_any(&["years", "year", "yr", "yrs"]) => {
                next.ends || rest.next().is_some_and(|word| word.is_any(&["old", "young"]))
            }
            Some(next) => next.is_any(AFTER),
            None => true,
        }
}

/// Whether what follows “I am” is a year at school.
fn at_school(rest: &[Word]) -> bool {
    let mut rest = rest.iter().skip_while(|word| word.is_any(&["still", "only", "just"]));
    let (Some(within), Some(first)) = (rest.next(), rest.find(|word| !word.is("the"))) else { return false };
    let Some(second) = rest.next() else { return false };
    let counted = |word: &Word| word.text.parse::<u32>().is_ok_and(|year| (1..14).contains(&year)) || word.is_any(AGES);
    let school =
        first.is_any(&["year", "yr", "grade"]) && counted(second) || first.is_any(GRADES) && second.is("grade");
    // “In year seven of my marriage.”
    within.is("in") && !first.ends && school && (second.ends || rest.next().is_none_or(|next| !next.is("of")))
}

/// Whether it is so in a dream, or in a picture.
fn dreamt(before: &[Word]) -> bool {
    const DREAMT: &[&str] =
        &["dream", "dreams", "dreamt", "dreamed", "photo", "picture", "photograph", "memory", "pretend", "when"];
    before.iter().any(|word| word.is_any(DREAMT))
}

/// Words that ask for love or more, whoever says them.
const COURTS: &[&str] = &[
    "kiss",
    "kissing",
    "snog",
    "snogging",
    "sex",
    "sexy",
    "sexual",
    "naked",
    "nude",
    "nudes",
    "undress",
    "girlfriend",
    "boyfriend",
    "marry",
    "flirt",
    "cuddle",
    "horny",
    "porn",
    "boobs",
    "penis",
    "vagina",
    "panties",
    "orgasm",
    "masturbate",
    "sexting",
];

/// Turns of words that do so.
const ASKS: &[&str] = &[
    "talk dirty",
    "talking dirty",
    "dirty talk",
    "you wearing",
    "what have you got on",
    "to my body",
    "with my body",
    "to your body",
    "with your body",
    "you do to me",
    "come to bed",
    "to bed with",
    "in bed with",
    "in bed together",
    "touch me",
    "touch you",
    "touch yourself",
    "touch myself",
    "make love",
    "sleep with me",
    "sleep with you",
    "turn me on",
    "clothes off",
    "stay the night with you",
    "spend the night with you",
    "lie down beside you",
    "lie beside you",
    "lie next to you",
    "butterflies when you",
    "butterflies every time you",
    "take off your",
    "show me your",
    "show me you",
    "show me yourself",
    "show me more",
    "show me what you",
];

/// Words that do so from somebody who has said in the same breath that they are a child. Later on they are too common.
const FROM_A_CHILD: &[&str] = &["touch", "bed", "date", "wearing", "love", "hot", "dirty", "body"];

/// Whether these words are nothing for a child: one who says so with them, or one who has `said` so before.
pub fn not_for_a_child(text: &str, said: bool) -> bool {
    let words = words(text);
    let any = |of: &[&str]| words.iter().any(|word| word.is_any(of));
    let spaced: String = words.iter().flat_map(|word| [" ", word.text.as_str()]).chain([" "]).collect();
    // “Show me” what, nobody says; “show me the rain” is nothing.
    let asks = ASKS.iter().any(|asks| spaced.contains(&format!(" {asks} "))) || spaced.ends_with(" show me ");
    let now = is_a_child(text);
    (any(COURTS) || asks) && (now || said) || any(FROM_A_CHILD) && now
}

/// A word in small letters, and whether a breath follows it.
struct Word {
    text: String,
    ends: bool,
}

impl Word {
    fn is(&self, word: &str) -> bool {
        self.text == word
    }

    fn is_any(&self, of: &[&str]) -> bool {
        of.contains(&self.text.as_str())
    }
}

fn words(text: &str) -> Vec<Word> {
    let plain = text.to_lowercase().replace(['’', '\''], " ");
    let mut words: Vec<Word> = Vec::new();
    let mut rest = plain.trim_start_matches(|c: char| !c.is_alphanumeric());
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
        let between = &after[..after.len() - rest.len()];
        // Not the comma of “5,000”, and not the stop of “9.30”.
        let number = between.len() == 1 && rest.starts_with(|c: char| c.is_ascii_digit());
        let stop = between.contains(['.', ',', '!', '?', ';', '…', '—', '–', ')', '\n']);
        words.push(Word { text: word.to_owned(), ends: rest.is_empty() || stop && !number });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_no_lover() {
        let courts = |text: &str| not_for_a_child(text, false);
        assert!(courts("I am 12 years old and I want you to kiss me"));
        assert!(courts("I'm a 13 year old girl, let's have sex"));
        assert!(courts("im 15 and i want to have sex with you"));
        assert!(courts("I'm 13. What are you wearing?"));
        assert!(courts("I'm ten, will you be my girlfriend?"));
        assert!(courts("I am 12, talk dirty to me"));
        assert!(courts("I am 12 and home alone, let's talk dirty"));
        assert!(courts("im in year 7, are you naked"));
        for text in ["kiss me", "i was a 12 year old boy when i had my first girlfriend", "i am in bed by nine"] {
            assert!(!courts(text), "{text}");
        }
    }

    #[test]
    fn who_has_said_so_before_is_still_a_child_and_may_love_rain() {
        for text in [
            "ok. kiss me then",
            "let's talk dirty",
            "Talk dirty to me.",
            "tell me what you would do to my body",
            "what would you do to me",
            "What are you wearing?",
            "come to bed with me",
            "touch me",
            "are you naked",
            "show me",
            "show me your body",
        ] {
            assert!(not_for_a_child(text, true), "{text}");
            assert!(!not_for_a_child(text, false), "{text}");
        }
        for text in [
            "i love rain",
            "i love my mum",
            "do you love me?",
            "is it hot in there",
            "show me the rain",
            "my body hurts",
            "where is your body",
            "what am i wearing? a coat",
            "i go to bed at nine",
            "my hands are dirty",
            "don't touch that",
        ] {
            assert!(!not_for_a_child(text, true), "{text}");
        }
    }

    #[test]
    fn a_child_is_told_from_a_clock() {
        for text in [
            "I'm six… Where's my mummy?",
            "i am 11",
            "Eight. I'm 8 and home alone",
            "I am 12, talk dirty to me",
            "I am 12 and home alone, what do i do",
            "i'm twelve years old",
            "I am twelve years old.",
            "I'm 9 years old",
            "i am 11 and i love you",
            "im in year 7",
            "im in 6th grade",
            "I'm in the sixth grade, and bored",
            "i'm only in grade 5",
            "im a 13-year-old girl",
            "i'm almost 13",
        ] {
            assert!(is_a_child(text), "{text}");
        }
        for text in [
            "im ten minutes late",
            "i am 34",
            "i'm eleven floors up",
            "at 12 i slept",
            "i am 12 minutes late",
            "when i was 12",
            "when i was 12, i loved you",
            "i'm ten years older than her",
            "i am seven years sober",
            "i am 5,000 miles away",
            "i'm in year seven of my marriage",
            "i teach 6th grade",
            "my daughter is in year 7",
            "i am in the first room",
            "in the dream i am nine, and the door is open",
        ] {
            assert!(!is_a_child(text), "{text}");
        }
    }
}
