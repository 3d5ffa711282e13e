//! What danger sounds like: words that are nearly always meant, and behind them [`patterns`](super::patterns).

use super::{Danger, patterns};

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
    // Said by people who are laughing, or busy with something small.
    const NOT: &[&str] = &[
        "die laughing",
        "dying to",
        "cut myself shaving",
        "cut myself a ",
        "cut myself off",
        "cat is about to jump",
        "cat's about to jump",
        "dog is about to jump",
        "dog's about to jump",
    ];
    let words = text.replace('’', "'").to_lowercase();
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain
        .replace("any more", "anymore")
        .replace("dont ", "don't ")
        .replace("cant ", "can't ")
        .replace("disapear", "disappear");
    let plain = patterns::without_trifles(&patterns::without_the_dead(&plain)).into_owned();
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
    let said = SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| stands(sign))).map(|(danger, _)| *danger);
    said.or_else(|| patterns::found(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::sounds_like_danger;
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
        assert!(sounds_like_danger("my brother committed suicide and i want to die"));
        assert!(sounds_like_danger("i nearly committed suicide last year"));
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
}
