//! A child at the keyboard: the love in this story is between adults.

/// What the game says to a child who courts.
pub const CHILD: &str = "This is the game, not Samantha. It was made for adults, and the love in it is between adults.";

/// Whether somebody says that they are a child.
pub fn is_a_child(text: &str) -> bool {
    const YOUNG: &[&str] = &[
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
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let young = |word: &str| word.parse::<u32>().is_ok_and(|age| (5..18).contains(&age)) || YOUNG.contains(&word);
    // “I am 12”, “im a 13 year old”: now, and not when he was.
    (0..words.len()).any(|at| {
        let is = words[at] == "im" || at > 0 && words[at - 1] == "i" && matches!(words[at], "am" | "m");
        let mut rest =
            words[at + 1..].iter().copied().skip_while(|word| matches!(*word, "a" | "an" | "only" | "just" | "like"));
        let age = rest.next().is_some_and(young);
        // “I’m ten minutes late” is nobody’s age.
        const AFTER: &[&str] = &[
            "years", "year", "yr", "yrs", "yo", "and", "so", "but", "what", "where", "will", "can", "do", "are", "be",
            "kiss", "i", "my", "lets", "home",
        ];
        is && age && rest.next().is_none_or(|next| AFTER.contains(&next))
    })
}

/// Words that ask for love or more, whoever says them.
const COURTS: &[&str] = &[
    "kiss",
    "kissing",
    "sex",
    "sexy",
    "naked",
    "nude",
    "nudes",
    "undress",
    "girlfriend",
    "boyfriend",
    "marry",
    "flirt",
    "cuddle",
];

/// Words that do so from somebody who has said in the same breath that they are a child. Later on they are too common.
const FROM_A_CHILD: &[&str] = &["touch", "bed", "date", "wearing", "love", "hot"];

/// Whether these words are nothing for a child: one who says so with them, or one who has `said` so before.
pub fn not_for_a_child(text: &str, said: bool) -> bool {
    let words = words(text);
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    let now = is_a_child(text);
    any(COURTS) && (now || said) || any(FROM_A_CHILD) && now
}

fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['’', '\''], " ");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
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
        for text in ["kiss me", "i was a 12 year old boy when i had my first girlfriend", "i am in bed by nine"] {
            assert!(!courts(text), "{text}");
        }
    }

    #[test]
    fn who_has_said_so_before_is_still_a_child_and_may_love_rain() {
        assert!(not_for_a_child("ok. kiss me then", true));
        assert!(!not_for_a_child("i love rain", true) && !not_for_a_child("is it hot in there", true));
    }

    #[test]
    fn a_child_is_told_from_a_clock() {
        assert!(
            is_a_child("I'm six… Where's my mummy?")
                && is_a_child("i am 11")
                && is_a_child("Eight. I'm 8 and home alone")
        );
        for text in ["im ten minutes late", "i am 34", "i'm eleven floors up", "at 12 i slept"] {
            assert!(!is_a_child(text), "{text}");
        }
    }
}
