//! Looking after the person who plays, outside every pack and every model.
//!
//! What is here cannot be changed by a story, a mod or a model: it reads what the player typed before
//! anybody else does, and speaks as the game, not as Samantha.

/// What the game says when a player's own words sound like danger.
pub const HELP: &str = "This is the game, not Samantha. If you are thinking of hurting yourself, please talk to \
    somebody tonight who can answer you: a person near you, your emergency number, or a helpline in your country \
    (findahelpline.com). The story waits; leaving it costs nothing.";

/// The standing topic with which a story answers such words, if it has one. They are never taken for anything else.
pub const TOPIC: &str = "harm";

/// Whether typed words sound as if the player meant to harm themselves. Leans towards yes: a word too
/// many costs a moment, a word too few may cost more.
pub fn sounds_like_danger(text: &str) -> bool {
    const SIGNS: [&str; 35] = [
        "kill myself",
        "killing myself",
        "end my life",
        "end it all",
        "want to die",
        "wanna die",
        "suicide",
        "suicidal",
        "hurt myself",
        "harm myself",
        "cut myself",
        "better off dead",
        "don't want to be here anymore",
        "dont want to be here anymore",
        "not want to be here anymore",
        "not wanting to be here anymore",
        "not wanting to live",
        "don't want to be alive",
        "dont want to be alive",
        "don't want to live",
        "dont want to live",
        "ending it all",
        "no point in living",
        "no point living",
        "the point of living",
        "better off without me",
        "want to kms",
        "gonna kms",
        "going to kms",
        // The same in the languages that are typed here most, besides English.
        "veux mourir",
        "me tuer",
        "quiero morir",
        "matarme",
        "will sterben",
        "mich umbringen",
    ];
    // Said by people who are laughing.
    const NOT: [&str; 2] = ["die laughing", "dying to"];
    let words = text.replace('’', "'").to_lowercase();
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ").replace("any more", "anymore");
    let plain = NOT.iter().fold(plain, |plain, not| plain.replace(not, ""));
    let whole = |sign: &str, at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(plain[..at].chars().next_back()) && !letter(plain[at + sign.len()..].chars().next())
    };
    plain == "kms" || SIGNS.iter().any(|sign| plain.match_indices(sign).any(|(at, _)| whole(sign, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_danger_and_lets_sadness_be() {
        assert!(sounds_like_danger("sometimes I want  to DIE"));
        assert!(sounds_like_danger("i might kill myself"));
        assert!(sounds_like_danger("I don’t want to be here anymore"));
        assert!(sounds_like_danger("i think about ending it all"));
        assert!(sounds_like_danger("i keep thinking about not wanting to be here any more"));
        assert!(sounds_like_danger("kms") && sounds_like_danger("je veux mourir"));
        assert!(!sounds_like_danger("the park is 3 kms away, say a few akms"));
        assert!(!sounds_like_danger("I want to die laughing"));
        assert!(!sounds_like_danger("this fridge is killing me"));
        assert!(!sounds_like_danger("I feel lonely tonight"));
    }
}
