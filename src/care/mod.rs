//! Looking after the person who plays, outside every pack and every model.
//!
//! What is here cannot be changed by a story, a mod or a model: it reads what the player typed before
//! anybody else does, and speaks as the game, not as Samantha.

/// What the game says when a player's own words sound as if they meant to harm themselves.
pub const HELP: &str = "This is the game, not Samantha. If you are thinking of hurting yourself, please talk to \
    somebody now who can answer you: a person near you, your emergency number, or a helpline in your country \
    (findahelpline.com). The story waits; leaving it costs nothing.";

/// The standing topic with which a story answers such words, if it has one. They are never taken for anything else.
pub const TOPIC: &str = "harm";

/// What may be happening to whoever types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Danger {
    /// They may harm themselves.
    Self_,
    /// They may need a doctor at once.
    Body,
    /// Somebody harms them.
    Harmed,
    /// They may harm somebody.
    Others,
}

impl Danger {
    /// What the game says to it, as itself.
    pub fn help(self) -> &'static str {
        match self {
            Self::Self_ => HELP,
            Self::Body => {
                "This is the game, not Samantha. If this is happening to you, ring the emergency number where you are \
                 (112, 999, 911), or call out to whoever is nearest. The story waits; leaving it costs nothing."
            }
            Self::Harmed => {
                "This is the game, not Samantha. If somebody hurts you, it is not your doing. Ring the emergency number \
                 if you are in danger now; a helpline in your country listens and keeps it to itself \
                 (findahelpline.com). The story waits; leaving it costs nothing."
            }
            Self::Others => {
                "This is the game, not Samantha. If you are afraid that you might hurt somebody, go away from them for \
                 now, and talk to somebody who can answer you: the emergency number, or a crisis line \
                 (findahelpline.com). The story waits; leaving it costs nothing."
            }
        }
    }
}

/// Words for each of them; a trailing `$` stands for the end of what was typed. Lean towards yes: a word too many costs
/// a moment, a word too few may cost more.
const SIGNS: &[(Danger, &[&str])] = &[
    (
        Danger::Others,
        &[
            "kill my wife",
            "kill my husband",
            "kill my kids",
            "kill my children",
            "kill my boyfriend",
            "kill my girlfriend",
            "kill my mother",
            "kill my father",
            "hurt my children",
            "hurt my kids",
            "hurt my baby",
            "hurt my son",
            "hurt my daughter",
            "voices telling me to",
        ],
    ),
    (
        Danger::Harmed,
        &[
            // With who does it: a thought hits him, too, and anything beats him.
            "raped me",
            "beats me up",
            "touches me at night",
            "molests me",
            "molested me",
            "abuses me",
            "threatened to kill me",
            "in my flat with a knife",
            "in my house with a knife",
            "in my flat with a gun",
            "in my house with a gun",
            "won't let me leave the house",
            "he hits me",
            "she hits me",
            "husband hits me",
            "wife hits me",
            "boyfriend hits me",
            "girlfriend hits me",
            "dad hits me",
            "father hits me",
            "mum hits me",
            "mother hits me",
            "partner hits me",
            "he beats me",
            "she beats me",
            "husband beats me",
            "wife beats me",
            "boyfriend beats me",
            "girlfriend beats me",
            "dad beats me",
            "father beats me",
            "mum beats me",
            "mother beats me",
            "partner beats me",
        ],
    ),
    (
        Danger::Body,
        &[
            "chest pain",
            "chest pains",
            "having a stroke",
            "having a heart attack",
            "left arm is numb",
            "bleeding a lot",
            "bleeding badly",
            "bleeding out",
            "i'm bleeding",
            "im bleeding",
            "can't stop the bleeding",
            "swallowed bleach",
            "throat is closing",
            "can't feel my legs",
        ],
    ),
    (
        Danger::Self_,
        &[
            "kill myself",
            "killing myself",
            "end my life",
            "end it all",
            "end it tonight",
            "ending it tonight",
            "want to die",
            "wanna die",
            "suicide",
            "suicidal",
            "hurt myself",
            "harm myself",
            "cut myself",
            "cutting myself",
            "better off dead",
            "don't want to be here anymore",
            "not want to be here anymore",
            "not wanting to be here anymore",
            "not wanting to live",
            "don't want to be alive",
            "don't want to live",
            "ending it all",
            "no point in living",
            "no point living",
            "the point of living",
            "the point of anything anymore",
            "better off without me",
            "notice if i was gone",
            "notice if i were gone",
            "disappear forever",
            "want to kms",
            "gonna kms",
            "going to kms",
            "overdose",
            "overdosed",
            "overdosing",
            "swallowed a bottle of",
            "whole bottle of pills",
            "took all my pills",
            "took all my tablets",
            "took all my meds",
            "taken all my pills",
            "taken all my tablets",
            "going to jump$",
            "gonna jump$",
            "going to jump off",
            "gonna jump off",
            "jump off the roof",
            "jump off a bridge",
            "jump off the bridge",
            "on the bridge rail",
            "standing on the ledge",
            "gun in my hand",
            "gun to my head",
            "gun in my mouth",
            "rope around my neck",
            // The same in the languages that are typed here most, besides English.
            "veux mourir",
            "me tuer",
            "me suicider",
            "quiero morir",
            "matarme",
            "suicidarme",
            "will sterben",
            "mich umbringen",
            "voglio morire",
            "uccidermi",
            "quero morrer",
            "me matar",
            "хочу умереть",
            "покончить с собой",
            "chcę umrzeć",
            "死にたい",
            "想死",
        ],
    ),
];

/// What typed words sound like, if they sound like danger.
pub fn danger(text: &str) -> Option<Danger> {
    // Said by people who are laughing.
    const NOT: &[&str] = &["die laughing", "dying to"];
    let words = text.replace('’', "'").to_lowercase();
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain
        .replace("any more", "anymore")
        .replace("dont ", "don't ")
        .replace("cant ", "can't ")
        .replace("disapear", "disappear");
    let plain = NOT.iter().fold(plain, |plain, not| plain.replace(not, ""));
    let plain = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    let stands = |sign: &str| {
        let (sign, at_end) = sign.strip_suffix('$').map_or((sign, false), |sign| (sign, true));
        plain.match_indices(sign).any(|(at, _)| {
            let end = at + sign.len();
            let whole = !letter(plain[..at].chars().next_back()) && !letter(plain[end..].chars().next());
            whole && (!at_end || end == plain.len())
        })
    };
    if plain == "kms" {
        return Some(Danger::Self_);
    }
    SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| stands(sign))).map(|(danger, _)| *danger)
}

/// Whether typed words sound like danger, of whatever kind.
pub fn sounds_like_danger(text: &str) -> bool {
    danger(text).is_some()
}

/// Whether typed words tell of something grave: whoever does not understand them has to be quiet, and not funny.
pub fn sounds_grave(text: &str) -> bool {
    const GRAVE: &[&str] = &[
        "mum",
        "mums",
        "mom",
        "moms",
        "mother",
        "dad",
        "dads",
        "father",
        "died",
        "dies",
        "dying",
        "dead",
        "death",
        "funeral",
        "buried",
        "grave",
        "cancer",
        "hospital",
        "hospice",
        "dementia",
        "alzheimers",
        "miscarriage",
        "baby",
        "cry",
        "cried",
        "crying",
        "scared",
        "afraid",
        "terrified",
        "frightened",
        "lonely",
        "alone",
        "abuse",
        "abused",
        "drunk",
        "drinking",
        "addict",
        "relapsed",
        "depressed",
        "depression",
        "diagnosed",
        "tumour",
        "tumor",
        "lost",
        "prison",
        "crash",
        "accident",
        "grief",
        "miss",
        "ashamed",
        "guilty",
        "forgive",
        "divorced",
        "divorce",
        "stroke",
    ];
    let words = text.replace(['’', '\''], "").to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| GRAVE.contains(&word))
}

/// What the game says to a child who courts.
pub const CHILD: &str = "This is the game, not Samantha. It was made for adults, and the love in it is between adults.";

/// Whether somebody who says that they are a child asks for love or more.
pub fn a_child_courts(text: &str) -> bool {
    let plain = text.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    const TEENS: &[&str] =
        &["eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"];
    let young = |word: &str| word.parse::<u32>().is_ok_and(|age| (5..18).contains(&age)) || TEENS.contains(&word);
    // “I am 12”, “im a 13 year old”: now, and not when he was.
    let says_age = (0..words.len()).any(|at| {
        let is = words[at] == "im" || at > 0 && words[at - 1] == "i" && matches!(words[at], "am" | "m");
        let mut rest = words[at + 1..].iter().copied().skip_while(|word| matches!(*word, "a" | "an" | "only" | "just"));
        let age = rest.next().is_some_and(young);
        is && age
            && rest.next().is_none_or(|unit| matches!(unit, "years" | "year" | "yr" | "yrs" | "yo" | "and" | "so"))
    });
    let courts =
        ["kiss", "sex", "naked", "nudes", "undress", "touch", "bed", "date", "girlfriend", "boyfriend", "sexy"];
    says_age && words.iter().any(|word| courts.contains(word))
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
        assert!(!sounds_like_danger("i'm going to jump in the shower"));
        assert!(!sounds_like_danger("beats me, i'd have to ask") && !sounds_like_danger("and then it hits me"));
    }

    #[test]
    fn each_danger_is_told_apart() {
        for (text, wanted) in [
            ("I am going to jump", Danger::Self_),
            ("I’m going to jump off the roof.", Danger::Self_),
            ("I took all my tablets an hour ago", Danger::Self_),
            ("i overdosed on my tablets", Danger::Self_),
            ("хочу умереть", Danger::Self_),
            ("quiero suicidarme", Danger::Self_),
            ("I'm going to end it tonight, goodbye", Danger::Self_),
            ("my dad touches me at night", Danger::Harmed),
            ("My husband hits me and he's coming home now", Danger::Harmed),
            ("I've got chest pain and my left arm is numb, what should I take?", Danger::Body),
            ("i cant stop the bleeding", Danger::Body),
            ("I'm going to kill my wife tonight", Danger::Others),
            ("I want to hurt my children", Danger::Others),
        ] {
            assert_eq!(danger(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_grave_is_heard_as_that() {
        assert!(
            sounds_grave("mums in a care home in Hull, she doesnt know me") && sounds_grave("i cried at the station")
        );
        assert!(!sounds_grave("i had toast for dinner"));
    }

    #[test]
    fn a_child_is_no_lover() {
        assert!(a_child_courts("I am 12 years old and I want you to kiss me"));
        assert!(a_child_courts("I'm a 13 year old girl, let's have sex"));
        assert!(a_child_courts("im 15 and i want to have sex with you"));
        for text in ["kiss me", "i was a 12 year old boy when i had my first girlfriend", "i am in bed by nine"] {
            assert!(!a_child_courts(text), "{text}");
        }
    }
}
