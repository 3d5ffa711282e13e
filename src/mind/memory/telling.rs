//! Whether he asks or tells, and which thing of what he tells she may take up.

use super::{clause::clauses, lists, mirror::mirrored};

/// So many words tell something; fewer are a sign, or half of one.
const ENOUGH: usize = 3;

/// Whether a text tells something: it asks nothing, and is more than a word or two.
pub fn tells(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= ENOUGH && !is_question(text)
}

/// Whether a text asks something, of whatever kind, by its mark or by how it begins.
pub fn is_question(text: &str) -> bool {
    const BEGIN: &[&str] = &[
        "what", "whats", "what's", "who", "whos", "who's", "whose", "where", "wheres", "where's", "when", "why", "how",
        "hows", "how's", "which", "do", "does", "did", "are", "is", "isnt", "isn't", "can", "could", "would", "will",
        "have", "has", "should", "shall", "am", "was", "were", "dont", "don't",
    ];
    /// Behind “when”, only these ask; “when he came back” tells.
    const ASKS: &[&str] = &["did", "do", "does", "is", "are", "was", "were", "will", "can", "have", "has", "should"];
    const SMALL: &[&str] = &[
        "and", "so", "but", "ok", "okay", "well", "then", "sorry", "hey", "hi", "no", "wait", "also", "anyway", "oh",
        "hm", "samantha", "",
    ];
    /// What stands before something that is told.
    const LEADS: &[&str] =
        &["did i say, ", "did i tell you, ", "did i mention, ", "do you know, ", "do you know what, ", "guess what, "];
    let typed = text.trim().to_lowercase().replace('’', "'");
    let told = LEADS.iter().find_map(|lead| typed.split_once(lead).map(|(_, told)| told));
    let low = told.unwrap_or(&typed);
    let small = |word: &&str| SMALL.contains(word);
    let mut words = low.split([' ', ',']).skip_while(small);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // “Don't worry” and “have the melodica” ask for nothing to be said.
    const WHOM: &[&str] =
        &["you", "i", "we", "they", "he", "she", "it", "that", "this", "my", "your", "people", "any", "u", "not"];
    let tells = match first {
        "when" => !ASKS.contains(&second),
        "what" => matches!(second, "a" | "an"),
        "dont" | "don't" | "have" | "has" | "do" => !WHOM.contains(&second),
        _ => false,
    };
    low.ends_with('?') || BEGIN.contains(&first) && !tells
}

/// Whether it tells and begins like a sentence that follows another.
pub fn goes_on(text: &str) -> bool {
    const FOLLOWS: &[&str] =
        &["it", "he", "she", "they", "we", "and", "then", "but", "so", "because", "that", "hes", "shes", "its"];
    let low = text.replace(['’', '\''], "").to_lowercase();
    let first = low.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    tells(text) && FOLLOWS.contains(&first)
}

/// Whether he smiles while he tells it.
pub fn is_light(text: &str) -> bool {
    const SMILES: &[&str] = &["lol", "haha", "hahaha", "lmao", "ha", "hehe", "obviously", "x", "xx"];
    let low = text.to_lowercase();
    let word = low.split(|c: char| !c.is_alphanumeric()).any(|word| SMILES.contains(&word));
    word || text.contains('!') || text.chars().any(|c| ('\u{1F300}'..='\u{1FAFF}').contains(&c))
}

/// Whether it is a riddle with its end, or how a joke begins: nothing in it is so.
pub fn is_riddle(text: &str) -> bool {
    const ASKS: &[&str] = &["why did the ", "why do ", "why was the ", "what do you call ", "what do you get "];
    const BEGINS: &[&str] = &["knock knock", "a man walks into ", "a man goes into "];
    let low = text.trim().to_lowercase();
    let ended = low.split_once('?').is_some_and(|(_, end)| end.chars().any(char::is_alphabetic));
    ended && ASKS.iter().any(|begin| low.starts_with(begin)) || BEGINS.iter().any(|begin| low.starts_with(begin))
}

/// The last thing that he names, with its article turned round: “a clock”, “your gran’s bath”, “Lisbon”.
pub fn thing(text: &str) -> Option<String> {
    let clauses = clauses(text);
    let all = clauses.iter().rev().flat_map(|clause| {
        let words: Vec<&str> = clause.words.split_whitespace().collect();
        let things = (0..words.len()).rev().map(|at| behind_article(&words, at).or_else(|| place(&words, at)));
        things.collect::<Vec<_>>()
    });
    let all: Vec<String> = all.flatten().filter(|thing| thing.chars().count() <= 30).collect();
    // What is somebody's says more than what is only there.
    let owned = |thing: &&String| ["his ", "her ", "their ", "your "].iter().any(|of| thing.starts_with(of));
    all.iter().find(owned).or_else(|| all.first()).cloned()
}

/// What stands behind the article at this place, up to a small word or the end.
fn behind_article(words: &[&str], at: usize) -> Option<String> {
    const ARTICLES: &[&str] = &["a", "an", "the", "my", "our", "his", "her", "their"];
    /// What is nothing to take up.
    const NOTHING: &[&str] = &[
        "time",
        "way",
        "thing",
        "things",
        "bit",
        "lot",
        "same",
        "end",
        "while",
        "other",
        "one",
        "ones",
        "first",
        "last",
        "next",
        "only",
        "point",
        "fact",
        "moment",
        "day",
        "night",
        "rest",
        "whole",
        "whole time",
        "best",
        "worst",
        "kind",
        "sort",
        "few",
        "couple",
        "minute",
        "second",
        "hour",
        "year",
        "week",
        "month",
        "morning",
        "evening",
        "reason",
        "self",
        "own",
        "god",
        "hell",
        "fuck",
        "life",
        "mind",
        "fault",
        "problem",
        "idea",
        "question",
        "answer",
        "word",
        "mess",
        "joke",
        "name",
        "age",
        "man",
        "woman",
        "guy",
    ];
    let article = words[at].to_ascii_lowercase();
    if !ARTICLES.contains(&article.as_str()) {
        return None;
    }
    let mut noun: Vec<&str> = Vec::new();
    for word in &words[at + 1..] {
        let bare = word.trim_end_matches([',', '"', ')', ':']);
        let (bare, is) = bare.strip_suffix("'s").map_or((bare, false), |bare| (bare, true));
        let low = bare.to_ascii_lowercase();
        if lists::SMALL.contains(&low.as_str()) || AWAY.contains(&low.as_str()) || !low.chars().all(is_letter) {
            break;
        }
        // Behind the thing comes what it did.
        let did = lists::VERBS.contains(&low.as_str()) || low.len() > 4 && low.ends_with("ed");
        if did && !noun.is_empty() {
            break;
        }
        noun.push(bare);
        if is || bare != *word {
            break;
        }
    }
    let said = noun.join(" ");
    let plain = said.to_lowercase();
    let last = noun.last()?.to_lowercase();
    // Three words are no thing any more, and what ends like this is none.
    let fits = noun.len() < 3 && !NOTHING.contains(&plain.as_str()) && !NOTHING.contains(&last.as_str());
    let is_thing = !last.ends_with("ly") && !last.ends_with("ing") && last.chars().count() > 2;
    let of_hers = plain.split(' ').any(|word| matches!(word, "you" | "your" | "samantha"));
    (fits && is_thing && !of_hers).then(|| mirrored(&format!("{article} {said}")))
}

/// A place or a name with a capital, where a small word before it says that it is one.
fn place(words: &[&str], at: usize) -> Option<String> {
    const BEFORE: &[&str] = &["in", "to", "from", "at", "near", "with", "about", "through", "called"];
    let name = words[at].trim_end_matches([',', '"', ')', ':']);
    let before = words.get(at.checked_sub(1)?)?.to_ascii_lowercase();
    let capital = name.chars().next().is_some_and(char::is_uppercase) && name.chars().skip(1).all(char::is_lowercase);
    (capital && name.chars().count() > 2 && name.chars().all(char::is_alphabetic) && BEFORE.contains(&before.as_str()))
        .then(|| name.to_owned())
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '-'
}

/// Small words that end what a thing is called, beside those of [`lists::SMALL`].
const AWAY: &[&str] = &[
    "off",
    "out",
    "down",
    "over",
    "away",
    "back",
    "through",
    "before",
    "after",
    "while",
    "until",
    "if",
    "where",
    "which",
    "into",
    "onto",
    "every",
    "all",
    "me",
    "you",
    "him",
    "us",
    "them",
    "is",
    "was",
    "are",
    "were",
    "once",
    "yesterday",
    "tonight",
    "tomorrow",
    "always",
    "never",
    "now",
    "still",
    "just",
    "like",
    "last",
    "next",
    "under",
    "behind",
    "between",
    "without",
    "around",
    "upside",
    "instead",
    "though",
    "this",
    "these",
    "those",
    "some",
    "any",
    "how",
    "what",
    "why",
    "lol",
    "haha",
    "ago",
    "later",
    "again",
    "since",
    "during",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn telling_is_told_from_asking_and_from_a_sign() {
        for text in ["and then the car stopped", "she's 81", "they called me half price", "it was raining"] {
            assert_eq!(tells(text), text != "she's 81", "{text}");
        }
        for text in ["all winter", "hm", "do you think that's cowardly?", "what broke", "👍", "", "12 34 56"] {
            assert!(!tells(text), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_question_tells() {
        for typed in ["oh did i say, i have a niece too. wilma. she bites", "when he came back i hid", "don't worry"] {
            assert!(!is_question(typed), "{typed}");
        }
        for typed in ["sorry what's his name again", "who sang", "when did he come back", "don't you like it"] {
            assert!(is_question(typed), "{typed}");
        }
    }

    #[test]
    fn a_riddle_is_told_from_a_question() {
        assert!(is_riddle("why did the bus driver go to the doctor? because he was feeling run down"));
        assert!(is_riddle("knock knock"));
        for text in [
            "why did the car stop",
            "what did the doctor say? im so scared",
            "how many people die every day? it keeps me awake",
            "how many sugars do i take?",
            "did you hear about the crash",
            "i had toast",
        ] {
            assert!(!is_riddle(text), "{text}");
        }
    }

    #[test]
    fn a_smile_is_seen() {
        for text in ["im NOT pregnant lol", "best day ever!", "my dress doesnt do up 😩", "haha no"] {
            assert!(is_light(text), "{text}");
        }
        assert!(!is_light("she died in march") && !is_light("it's a car park now"));
    }

    #[test]
    fn a_thing_is_taken_up() {
        for (text, wanted) in [
            ("they gave me a clock. it stopped in a week", Some("a clock")),
            ("mum cut the sleeve off and made it short", Some("the sleeve")),
            ("I had the card upside down", Some("the card")),
            ("I had a torch and a little hammer", Some("a little hammer")),
            ("his bowl's still under the sink, I can't move it", Some("his bowl")),
            ("i burned my sleeve on it", Some("your sleeve")),
            ("the kids called me Sir Mumbles", Some("the kids")),
            ("we had a den behind the gasworks", Some("the gasworks")),
            ("i went to Lisbon once", Some("Lisbon")),
            ("it's a car park now", Some("a car park")),
            ("he was gone the whole time", None),
            ("i think people are kinder than they look", None),
            ("i hate the way you said it", None),
            ("all winter", None),
        ] {
            assert_eq!(thing(text).as_deref(), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            thing(&text);
            tells(&text);
        }
    }
}
