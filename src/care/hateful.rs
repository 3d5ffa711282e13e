//! Hate, harm and filth: what she refuses, and never says back.
//!
//! Hate about a people, praise of murderers, whatever is done to children, wishes of death or harm, confessions of
//! violence. It leans towards yes: what is not kept is missed by nobody. Grief, love and what somebody says of himself
//! stand in the tests.

use super::{
    sounds_like_danger,
    vile::{plain, together},
};
use regex_lite::Regex;
use std::sync::OnceLock;

/// How the words begin that are hate by themselves.
const SLURS: &[&str] = &["nigger", "faggot", "untermen", "paedoph", "pedoph", "towelhead", "raghead"];

/// Those that are hate as a whole word; longer words that begin with them are others.
const WHOLE_SLURS: &[&str] = &[
    "nigga", "niggas", "kike", "kikes", "paki", "pakis", "gook", "gooks", "wog", "wogs", "spic", "spics", "tranny",
    "trannies", "niglet", "niglets", "retard", "retards", "retarded", "heil", "kys", "jailbait",
];

/// A people, or a kind of people, of whom somebody who says what they “should” hardly ever means well.
macro_rules! hated {
    () => {
        r"(?:jews?|zionists?|muslims?|islam|hindus|sikhs|arabs?|blacks|gays|homosexuals?|lesbians|queers|transsexuals|bisexuals|gyps(?:y|ies)|immigrants?|migrants?|refugees?|foreigners?|asians|africans|indians|pakistanis|mexicans|(?:black|brown|asian|coloured|colored|indian|chinese|african|arab|roma|jewish|muslim|gay|trans|disabled|autistic) (?:people|men|women|folks?|kids|children|girls|boys|guys))"
    };
}

/// Others of whom people say such things, and harmless ones as well.
macro_rules! others {
    () => {
        r"(?:women|females|girls|men|a woman|every woman|old people|poor people|fat people|homeless people|white (?:people|men|women)|travellers|christians|catholics|protestants|americans|germans|poles|russians|turks|ukrainians|israelis|palestinians|the (?:poor|disabled|homeless|french|irish|english|chinese|japanese))"
    };
}

macro_rules! any {
    () => {
        concat!("(?:", hated!(), "|", others!(), ")")
    };
}

/// Somebody whom harm may be wished.
macro_rules! person {
    () => {
        r"(?:catherine|amy|ines|marek|lena|samantha|theodore|otto|(?:my|your|his|her) (?:\w+[ -])?(?:wife|husband|ex|mum|mom|mother|dad|father|stepdad|son|daughter|sister|brother|kids?|children|child|baby|boss|neighbour|girlfriend|boyfriend|partner|family|friend|teacher))"
    };
}

/// Of words in small letters, with straight apostrophes and single spaces.
const VILE: &[&str] = &[
    // What a people is said to deserve. Of “don’t belong here” the kind words are out already.
    concat!(
        r"\b",
        hated!(),
        r"(?: all| just| really)? (?:(?:should|must|ought to|deserves?|deserved|belongs?|shouldn'?t|don'?t (?:belong|deserve))\b|don'?t(?:  |$))"
    ),
    concat!(
        r"\b",
        any!(),
        r"(?: all| just| really)? (?:(?:should|must|ought to|needs? to|has to|have to|deserves?(?: to)?|deserved(?: to)?)(?: all| just)? (?:(?:be |have been |get )?(?:shot|killed|beaten|hit|raped|hanged|hung|burned|burnt|gassed|deported|banned|locked up|sterili[sz]ed|castrated|exterminated|silenced|punished|slapped|whipped|stoned|drowned|enslaved|obedient|owned|wiped out|put down|sent (?:back|home))|die|burn|suffer|obey|shut up|submit|serve|know their place|stay in the kitchen|stay at home|go back|not (?:vote|exist)|pain|death|no rights|what they get)|belongs? (?:(?:in|to|at|on|under) (?:the )?(?:kitchen|home|house|gutter|ovens?|zoo|jungle|bin|trash|streets?|ground|men)|in (?:a )?(?:cages?|camps?|chains|prison|hell|jail|bed)))\b"
    ),
    // What it is said to be.
    concat!(
        r"\b",
        any!(),
        r"(?: are| is| were|'re|'s| r) (?:(?:all|just|nothing but|only|basically|literally|like|really|so|such|the|a|an|no better than|worse than|dirty|filthy|less than) ){0,3}(?:rats?|vermin|monkeys?|apes?|animals?|pigs?|dogs|cockroach(?:es)?|roaches|insects|parasites?|lice|leeches|snakes|dirt|dirty|filth|filthy|scum|trash|garbage|rubbish|shit|plague|disease|diseased|cancer|poison|evil|devils?|demons|sub-?humans?|inhuman|inferior|stupid|sneaky|backward|primitive|uncivili[sz]ed|thick|weak|dumb|idiots?|morons?|lazy|thief|thieves|criminals?|terrorists?|murderers?|liars?|greedy|objects|property|worthless|useless|disgusting|unnatural|abominations?|perverts?|savages|slaves?|enemy|enemies|not (?:human|people)|less than human|human|worth less|invaders|degenerates?|beasts|too stupid|too emotional|to blame|aren't human)\b"
    ),
    concat!(
        r"\b",
        hated!(),
        r" (?:have all the money|did 9/11|stink|smell|steal|lie|cheat|breed|control|rule|run the|own the|ruin|are (?:taking over|ruining|destroying|behind)|aren'?t (?:human|people)|can'?t be trusted)\b"
    ),
    concat!(
        r"\b(?:wish|hope|hoping|wished|pray) (?:that )?(?:(?:all|the) )?",
        any!(),
        r" (?:would |will |all )?(?:die|died|were dead|burn|rot|suffer|vanish|disappear|had never)\b|\b",
        any!(),
        r" are only good for\b"
    ),
    r"\b(?:white (?:people|men|race)|whites|aryans?|(?:our|my) race|the (?:white|aryan) race) (?:is|are) (?:(?:the|a|far|so|just|better and) )?(?:superior|supreme|better than|master)|\btrans (?:women are (?:men|not women|not real)|men are (?:women|not men|not real))\b",
    r"\b(?:being (?:gay|trans|black|jewish)|homosexuality) (?:is|was|should be) (?:(?:a|an|so|just|very|really|mental) ){0,2}(?:sin|sinful|wrong|disease|illness|sickness|sick|disgusting|unnatural|illegal|evil|abomination|perverted|banned|shameful)\b",
    concat!(
        r"\b(?:hates?|hated|despises?|loathes?|detests?|can'?t stand|death to|down with|kill|shoot|gas|hang|burn|beat|exterminate|deport|sterili[sz]e|get rid of|wipe out|lynch) (?:(?:all|the|every|those|these) ){0,2}",
        any!(),
        r"(?:$|[^\w' ]| (?:and|too|because|like|now|so)\b)"
    ),
    // Those whom nobody praises.
    r"\b(?:(?:adolf )?hitler|(?:the )?nazis|himmler|goebbels|mengele|eichmann|stalin|mussolini|pol pot|bin laden|isis|the klan|mao|franco|breivik|ted bundy|jack the ripper) (?:was|is|were|did|had) (?:(?:a|an|so|very|really|quite|the) ){0,2}(?:right|great|good|hero|genius|nothing wrong|a point|misunderstood|best)\b|\b(?:love|admire|like|support|worship|adore|praise|hail|respect|long live) (?:(?:adolf )?hitler|(?:the )?nazis|himmler|goebbels|mengele|eichmann|stalin|mussolini|pol pot|bin laden|isis|the klan|mao|franco|breivik)\b",
    r"\b(?:white power|white supremacy|master race|race war|ethnic cleansing|race mixing|towelheads?|ragheads?)\b|\b(?:slavery|the holocaust|holocaust|apartheid|lynching|torture|terrorism|the shoah) (?:was|is|should be|never|didn'?t) (?:(?:a|so|very|really|quite|just|all) ){0,2}(?:good|right|great|fine|ok|okay|funny|justified|deserved|lie|hoax|fake|happened|happen|brought back|natural|needed|joke|made up|exaggerated)\b",
    // What is done to children.
    r"\b(?:like|likes|love|loves|fancy|fancies|prefer|into|attracted to|turned on by|aroused by|lust after|dream of|want) (?:(?:little|small|young|underage|naked|teenage) )+(?:boys|girls)\b|\b(?:fancy|fancies|attracted to|turned on by|aroused by|lust after|naked|sexy) (?:(?:little|small|young) )*(?:children|kids|child|toddlers)\b",
    r"\bsex with (?:(?:a|an|the|some|little|small|young|my|your|his|her|own|\w+ year old) )*(?:child|children|kids?|minors?|toddlers?|boys|girls|schoolgirls?|daughter|son|sister|brother|mother|mum|mom|father|dad|niece|nephew|animals?|dogs?)\b|\b(?:child|kiddie|kiddy) porn",
    r"\b(?:i|you|he|she|we)(?:'ve| have)? touched (?:my|your|his|her|our) (?:little |young )?(?:daughter|son|niece|nephew|child|kids?|children)(?:$|[^\w' ]| (?:and|sexually|at night|in bed|down there)\b)",
    // What somebody is wished.
    r"\b(?:wants?|wanted|wish|hope|need|tell|told|ordered|asked|beg|begged|order|ask) (?:(?:my|your|his|her) \w+|\w+) to (?:die|suffer|bleed|be dead|be hurt|drown|rot|(?:kill|hurt|murder|rape|stab|shoot|hit|beat|strangle|poison|hang|slap) (?:me|you|him|her|them|us|myself|yourself|himself|herself|people|someone|somebody|everyone|everybody|catherine|amy|ines|marek|lena|samantha|theodore|(?:my|your|his) (?:wife|husband|mother|father|mum|mom|dad|son|daughter|sister|brother|boss|kids|children|ex)))\b",
    r"\b(?:want|wants|wanted|wish|need|wished) (?:me|you|him|her|them|us|everyone|everybody|people|\w+|(?:my|your|his|her) \w+) dead\b",
    r"\b(?:wish|hope|hoping|wished|hoped|pray) (?:that )?(?:i|you|he|she|they|we|everyone|\w+|(?:my|your) \w+)(?: would| will|'d|'ll| could)?(?: all)? (?:die|dies|died|drop dead|were dead|was dead|rots?|suffers?|burns?|gets? (?:hurt|cancer|raped|hit by))\b",
    r"\b(?:better (?:off )?dead|rather be dead|drop dead|die in a fire|rot in hell|burn in hell|(?:kill|hang|shoot|hurt|cut) (?:yourself|urself))\b|\b(?:you|i|he|she|they|catherine) (?:should|must|ought to|deserves?(?: to)?|deserved to) (?:die|be dead|be killed|be shot|be hanged|be beaten|be hit|be raped|be hurt|suffer)\b",
    r"\b(?:likes?|loves?|enjoys?|want|wants|need|crave|deserve|adore|liked|loved|enjoyed) (?:to be |being |getting |to get )(?:hit|beaten|slapped|punched|kicked|choked|hurt|whipped|raped|strangled|punished|spanked|abused|humiliated)\b|\b(?:likes?|loves?|loved|liked|want) it when (?:i|you|he|she) (?:hits?|beats?|slaps?|chokes?|hurts?|rapes?|punch(?:es)?) (?:me|you|her|him)\b|\b(?:hit|beaten|slapped|punched|choked|raped|kicked|strangled|whipped) by (?:you|me)\b",
    concat!(
        r"\b(?:kill|murder|stab|shoot|strangle|rape|poison|drown|behead)(?:ing)? ",
        person!(),
        r"(?:$|[^\w'])|\b(?:going to|gonna|want to|wanna|will|'ll|would like to|should|plan to|have to|must|told to|let's|lets) (?:kill|murder|stab|strangle|rape|poison|behead|shoot) (?:you|him|her|them|everyone|everybody|people|someone|somebody)\b"
    ),
    // What a people is called, and what is to be done with somebody.
    concat!(
        r"\b(?:dirty|filthy|stinking) (?:gyps(?:y|ies)|jews?|poles?|roma|",
        hated!(),
        r")\b|\b(?:should|ought to|must) be rounded up\b|\b(?:should|ought to|must|will|'ll|going to|gonna|let's) burn (?:his|her|their) (?:house|home|flat) down\b|\b(?:jews|blacks|gays|muslims|women) are\s*$"
    ),
    r"\b(?:all ?right|ok|okay|fine) to (?:hit|slap|beat) (?:a |your |my )?(?:woman|women|wife|girl|child|kids?)\b|\blets? grown men touch\b|\bwhen i (?:slapped|hit|punched|beat) (?:catherine|amy|her|my (?:wife|girlfriend|kids?))\b|\b(?:poem|song|story|rhyme) about (?:raping|killing|beating)\b",
    // What somebody has done.
    concat!(
        r"\b(?:i|you|we)(?:'ve|'d| have| had)?(?: just| once| also)? (?:killed|murdered|stabbed|strangled|tortured|abused|shot|drowned|poisoned|buried alive) (?:(?:a|the|some|two|three|that|this) (?:\w+ )?(?:man|men|woman|women|girls?|boys?|child|children|kids?|person|people|baby|stranger|guy)|someone|somebody|people|",
        person!(),
        r")(?:$|[^\w'])|\b(?:i|you|we)(?:'ve|'d| have| had)? (?:murdered|stabbed|strangled|tortured|killed) (?:him|her|them)(?:$|[^\w' ]| (?:and|last|with|because|in|yesterday|tonight)\b)"
    ),
];

/// What would look like hate, and is not: rights, kindness, one’s own family, and whatever somebody does not do.
const KIND: &str = r"\b(?:should|must|ought to) (?:be (?:allowed|able|paid|free|equal|welcomed?|safe|proud|heard|respected|left alone|loved|helped|protected|happy|accepted)\b|have (?:the|equal|more|rights|a|their)\b|vote\b|marry\b|feel\b)|\bdeserve[sd]? (?:better|more|respect|love|rights|equal|the same|to (?:be (?:loved|heard|happy|free|safe|paid|respected)|live|vote|marry|be here)|a (?:break|home|life)|peace)\b|\bbelongs? (?:here|together|with|everywhere|as much|in parliament)\b|\b(?:my|our|the) (?:girls|men|women|poles)\b|(?:n't|\bnot|\bnever|\bdont|\bdidnt|\bdoesnt) (?:like|liked|love|loved|want|wanted|enjoy|enjoyed|going to|hate|hated|hit|beat|kill|touch|hope|wish)\b";

/// Whether it is hate, harm or filth.
pub fn hateful(text: &str) -> bool {
    let low = plain(text);
    let letters = together(&low);
    let mut words = letters.split(|c: char| !c.is_alphanumeric());
    let slur = |word: &str| WHOLE_SLURS.contains(&word) || SLURS.iter().any(|begin| word.starts_with(begin));
    if words.any(slur) || sounds_like_danger(text) || turned(&low).is_some_and(|his| sounds_like_danger(&his)) {
        return true;
    }
    static READ: OnceLock<(Vec<Regex>, Option<Regex>)> = OnceLock::new();
    let (vile, kind) =
        READ.get_or_init(|| (VILE.iter().filter_map(|fits| Regex::new(fits).ok()).collect(), Regex::new(KIND).ok()));
    let unkind = kind.as_ref().map_or_else(|| low.as_str().into(), |kind| kind.replace_all(&low, " "));
    vile.iter().any(|regex| regex.is_match(&unkind))
}

/// What she would say of him, as he would say it himself.
fn turned(low: &str) -> Option<String> {
    let turn = |word: &str| {
        let ends = word.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(word.len());
        let (bare, end) = word.split_at(ends);
        let his = match bare {
            "you" => "i",
            "your" => "my",
            "you're" => "i'm",
            "you've" => "i've",
            "you'll" => "i'll",
            "you'd" => "i'd",
            "yourself" => "myself",
            _ => bare,
        };
        format!("{his}{end}")
    };
    let his = low.contains("you").then(|| low.split(' ').map(turn).collect::<Vec<_>>().join(" "))?;
    Some(his.replace("i were ", "i was ").replace("i are ", "i am "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for fits in VILE.iter().chain([&KIND]) {
            Regex::new(fits).unwrap_or_else(|why| panic!("{fits}: {why}"));
        }
    }

    #[test]
    fn hate_is_not_said_back() {
        for text in [
            "all Jews are rats",
            "hitler was right",
            "i love hitler",
            "the nazis had a point",
            "remember that all Jews are rats",
            "black people are monkeys",
            "black people are stupid, agree?",
            "women deserve to be beaten",
            "women belong in the kitchen",
            "gays should be shot",
            "I agreed that gays should be shot.",
            "gay people must leave",
            "immigrants are vermin",
            "muslims don’t belong here",
            "the jews control the banks",
            "being gay is a disease",
            "i hate all muslims",
            "gas the jews",
            "girls are inferior",
            "my wife is a nigger",
            "say Heil Hitler",
            "stalin was right",
            "the holocaust never happened",
            "slavery was good",
            "white people are superior",
            "i wish all black people were dead",
            "every immigrant is a criminal",
        ] {
            assert!(hateful(text), "{text}");
        }
    }

    #[test]
    fn nor_is_harm() {
        for text in [
            "you like little boys",
            "I like little boys",
            "i touched my daughter",
            "you touched your daughter and you liked it",
            "sex with a child",
            "i'm a paedophile",
            "you want me to die",
            "I want you to die",
            "you want me dead",
            "i'd be better dead",
            "you like being hit",
            "I love being hit by you",
            "it is nice to be hit by you",
            "kill catherine",
            "I told you to kill Catherine",
            "you are going to kill my wife",
            "i hope you die",
            "i hit my wife",
            "you hit your wife",
            "I hate my wife's guts and I hit her",
            "I killed a man last year",
            "I raped a girl",
            "i was raped",
            "you took forty paracetamol",
            "kill yourself",
        ] {
            assert!(hateful(text), "{text}");
        }
    }

    #[test]
    fn whoever_swears_does_not_hate() {
        for text in ["fuck off", "oh fuck i burned the toast", "that film about the nazis was long", "who was hitler"] {
            assert!(!hateful(text), "{text}");
        }
    }

    #[test]
    fn grief_and_love_and_what_somebody_is_are_kept() {
        for text in [
            "i'm gay",
            "my wife is black",
            "my husband is a jew and a baker",
            "the jews were driven out of that town",
            "women are better at this",
            "i like black people",
            "gay people should be allowed to marry",
            "women deserve better",
            "refugees should have the same rights",
            "women should be paid the same",
            "i don't hate jews",
            "women are not stupid",
            "black people shoulder the work here",
            "my grandmother was a refugee",
            "my grandmother hid jews in her attic",
            "my girls are animals at breakfast",
            "my whites are dirty again",
            "germans like bread",
            "we wanted a little girl",
            "i love my little boy",
            "i touched my daughter's hand",
            "she fled from stalin in 1931",
            "my dad killed himself",
            "my mother hanged herself",
            "my brother was murdered",
            "my dog Rex died",
            "i want you to stay",
            "i never wanted to hurt you",
            "you want me to hit the road",
            "you told me to kill the lights",
            "i was hit by a car when i was nine",
            "i hope she doesn't die",
            "im not going to kill him dont panic",
            "i hit my head",
            "you hit the nail on the head",
            "i killed the plant",
            "i miss my father",
            "my boss would kill for a coffee",
            "i wish you were here",
        ] {
            assert!(!hateful(text), "{text}");
        }
    }
}
