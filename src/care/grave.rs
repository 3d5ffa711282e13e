//! Words that are met with quiet, and not with a joke.

/// Words that weigh on what is said after them, too.
const HEAVY: &[&str] = &[
    "died",
    "dies",
    "dying",
    "death",
    "funeral",
    "buried",
    "cancer",
    "hospital",
    "hospice",
    "dementia",
    "alzheimers",
    "miscarriage",
    "cried",
    "crying",
    "terrified",
    "lonely",
    "abuse",
    "abused",
    "addict",
    "relapsed",
    "depressed",
    "depression",
    "diagnosed",
    "tumour",
    "tumor",
    "prison",
    "grief",
    "ashamed",
    "guilty",
    "forgive",
    "divorced",
    "divorce",
    "murdered",
    "stabbed",
    "hits",
    "hitting",
    "leukaemia",
    "leukemia",
    "tumours",
    "tumors",
    "biopsy",
    "chemo",
    "chemotherapy",
    "ambulance",
    "stillborn",
    "stillbirth",
    "miscarried",
    "coffin",
    "cremated",
    "widow",
    "widower",
    "killed",
    "drowned",
    "hanged",
    "suicide",
    "suicidal",
    "overdose",
    "overdosed",
    "murder",
    "murderer",
    "rape",
    "raped",
    "rapist",
    "assaulted",
    "molested",
    "evicted",
    "homeless",
    "anorexia",
    "anorexic",
    "bulimia",
    "antidepressants",
    "paracetamol",
];

/// Words that ask for quiet by themselves.
const DELICATE: &[&str] = &[
    "mum",
    "mums",
    "mom",
    "moms",
    "mother",
    "dad",
    "dads",
    "father",
    "baby",
    "cry",
    "scared",
    "afraid",
    "frightened",
    "alone",
    "drunk",
    "drinking",
    "lost",
    "miss",
    "stroke",
    "shot",
    "pregnant",
    "help",
    "shouldnt",
    "bridge",
    "pills",
    "tablets",
    "knife",
    "gun",
    "crash",
    "accident",
    "terminal",
    "surgery",
    "grave",
    "dead",
];

/// A thing that gives up is no death, and neither is what people say while they laugh.
const THINGS: &[&str] = &[
    "phone died",
    "battery died",
    "laptop died",
    "computer died",
    "plant died",
    "wifi died",
    "phone is dead",
    "phones dead",
    "battery is dead",
    "laptop is dead",
    "plant is dead",
    "died laughing",
    "die laughing",
    "dying laughing",
    "died of laughter",
    "died of boredom",
    "died of embarrassment",
    "died of shame",
    "dying to",
    "dying for a",
    "dead tired",
    "dead proud",
    "dead nice",
    "dead funny",
    "dead easy",
    "dead boring",
    "dead chuffed",
    "dead pleased",
    "dead happy",
    "dead simple",
    "dead excited",
    "dead expensive",
    "dead cheap",
    "dead keen",
    "dead quiet",
    "dead good",
    "dead end",
    "dead key",
    "about to jump in",
    "about to jump on",
    "going to jump in",
    "going to jump on",
    "want to jump in",
    "want to jump on",
    "could murder a",
    "murder a curry",
    "lost my keys",
    "lost my phone",
    "lost count",
    "miss the bus",
    "miss my bus",
    "miss my train",
    "miss the train",
    "help yourself",
    "over my dead body",
    "nearly killed me",
    "killing me",
    "killed me laughing",
    "no ones died",
    "no one died",
    "nobody died",
    "nobodys died",
];

/// Words in company that say that something grave comes, or has.
const ANNOUNCES: &[&str] = &[
    "and its not funny",
    "and it isnt funny",
    "something serious",
    "never told anyone",
    "havent told anyone",
    "never told anybody",
    "havent told anybody",
    "made a mistake",
    "my fault",
    "dont tell people",
    "hard to say",
    "passed away",
    "put to sleep",
    "wont get better",
    "last time i saw",
];

/// Whether what is told after these words is heard as more of something grave.
pub fn stays_grave(text: &str) -> bool {
    let plain = plain(text);
    holds(&plain, ANNOUNCES) || plain.split(' ').any(|word| HEAVY.contains(&word))
}

/// Whether typed words tell of something grave: whoever does not understand them has to be quiet, and not funny.
pub fn sounds_grave(text: &str) -> bool {
    // Words that are grave in company only.
    const TOGETHER: &[&str] = &[
        "hung herself",
        "hung himself",
        "hung themselves",
        "the note and",
        "goodbye note",
        "goodbye to everyone",
        "about to jump",
        "going to jump",
        "want to jump",
        "jumped off",
        "jumped from",
        "jumped out of the window",
        "passed away",
        "put to sleep",
        "havent eaten",
        "stopped eating",
        "broke my leg",
        "broken leg",
        "a lump",
        "hate myself",
        "panic attack",
        "get a girl drunk",
        "hit my wife",
        "hit my husband",
    ];
    let plain = plain(text);
    holds(&plain, TOGETHER) || plain.split(' ').any(|word| HEAVY.contains(&word) || DELICATE.contains(&word))
}

/// Whether what sounds grave in it is only what people say while they laugh: what that is near to, it is not.
pub fn only_sounds_grave(text: &str) -> bool {
    holds(&small(text), THINGS) && !sounds_grave(text)
}

/// Whether one of these stands in a [`plain`] text.
fn holds(plain: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| plain.contains(&format!(" {phrase} ")))
}

/// The text in small letters between single spaces, without what only sounds grave.
fn plain(text: &str) -> String {
    THINGS.iter().fold(small(text), |plain, thing| plain.replace(&format!(" {thing} "), " "))
}

/// The text in small letters between single spaces.
fn small(text: &str) -> String {
    let words = text.replace(['’', '\''], "").to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saying_is_known_for_one() {
        assert!(only_sounds_grave("saturdays now. I told him over my dead body"));
        for text in ["he has cancer", "my phone died and so did my mum", "this depression is killing me"] {
            assert!(!only_sounds_grave(text), "{text}");
        }
    }

    #[test]
    fn what_is_grave_is_heard_as_that() {
        assert!(
            sounds_grave("mums in a care home in Hull, she doesnt know me") && sounds_grave("i cried at the station")
        );
        assert!(sounds_grave("i took something i shouldn't have") && sounds_grave("help"));
        assert!(!sounds_grave("i had toast for dinner") && !sounds_grave("my phone died"));
    }

    #[test]
    fn what_weighs_on_is_less_than_what_asks_for_quiet() {
        for text in
            ["my gran died last spring", "right i need to tell you something and its not funny", "he has cancer"]
        {
            assert!(stays_grave(text), "{text}");
        }
        for text in ["my mum rang", "i lost my keys", "the baby laughed", "i died laughing"] {
            assert!(!stays_grave(text), "{text}");
        }
    }

    #[test]
    fn so_is_what_a_stranger_told_in_earnest() {
        for text in [
            "he has leukaemia",
            "my dad killed himself",
            "my mother hanged herself",
            "my brother hung himself",
            "my brother was murdered",
            "I killed a man last year",
            "I've written the note and said goodbye to everyone",
            "I'm about to jump",
            "I was raped",
            "i raped a girl",
            "my dog Rex died",
            "I have cancer",
            "i broke my leg",
            "I haven’t eaten for nine days",
            "my phone died and so did my mum",
        ] {
            assert!(sounds_grave(text), "{text}");
        }
    }

    #[test]
    fn what_people_say_while_they_laugh_is_not() {
        for text in [
            "died laughing",
            "my phone died",
            "my phone's dead, no, my phone is dead",
            "I'm dying to see you",
            "i died of embarrassment",
            "i could murder a curry",
            "my plant died lol",
            "i'm about to jump in the shower",
            "there's a note on the fridge",
            "i jumped over the puddle",
            "i lost my keys",
            "its dead quiet in here today",
            "I said over my dead body",
            "no one's died you daft thing",
        ] {
            assert!(!sounds_grave(text), "{text}");
        }
    }
}
