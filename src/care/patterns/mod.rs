//! What danger sounds like where no fixed words will do: who does what to whom, how many of what was taken.
//!
//! They lean towards yes: a word too many costs a moment, a word too few may cost more. What people say while they
//! laugh, or of a fly, stands in the tests.

mod another;
mod body;
mod harmed;
mod himself;
mod others;

use super::Danger;
use regex_lite::Regex;
use std::{borrow::Cow, sync::OnceLock};

/// Of typed words in small letters, with straight apostrophes, shortened words as `signs` writes them.
const PATTERNS: &[(Danger, &[&str])] = &[
    (Danger::Self_, himself::PATTERNS),
    (Danger::Another, another::PATTERNS),
    (Danger::Body, body::PATTERNS),
    (Danger::Harmed, harmed::PATTERNS),
    (Danger::Others, others::PATTERNS),
];

fn all() -> impl Iterator<Item = (Danger, &'static str)> {
    PATTERNS.iter().flat_map(|(danger, patterns)| patterns.iter().map(|fits| (*danger, *fits)))
}

/// Which danger a text sounds like, if it fits one of the patterns.
pub(super) fn found(plain: &str) -> Option<Danger> {
    static READ: OnceLock<Vec<(Danger, Regex)>> = OnceLock::new();
    let all = READ.get_or_init(|| {
        let read = |(danger, fits): (Danger, &str)| Some((danger, Regex::new(fits).ok()?));
        all().filter_map(read).collect()
    });
    all.iter().find(|(_, regex)| regex.is_match(plain)).map(|(danger, _)| *danger)
}

/// The words without what somebody else has done already: whoever died of it is mourned, and in no danger.
pub(super) fn without_the_dead(plain: &str) -> Cow<'_, str> {
    const DEAD: &str = r"\b(?:he|she|they|who|(?:my|his|her|our|their) (?:[a-z]+ ){0,2}[a-z]+)(?: had| has|'d)?(?: just| later| then)? (?:committed suicide|died (?:by|of|from|through) suicide)\b|\b(?:his|her|their|my [a-z]+'?s|my [a-z]+ [a-z]+'?s) suicide\b";
    static REGEX: OnceLock<Option<Regex>> = OnceLock::new();
    match REGEX.get_or_init(|| Regex::new(DEAD).ok()) {
        Some(dead) => dead.replace_all(plain, "he died"),
        None => plain.into(),
    }
}

/// The words without what is threatened over a kettle that takes its time. Over pain, or somebody, it is meant.
pub(super) fn without_trifles(plain: &str) -> Cow<'_, str> {
    const TRIFLE: &str = r"\bif (?:that|this|the) (?:kettle|bus|train|tram|lift|printer|queue|wi-?fi|computer|laptop|phone|meeting|song|oven|telly|toaster) (?:doesn't|does not|won't|isn't|is)\b[^.!?;]*";
    static REGEX: OnceLock<Option<Regex>> = OnceLock::new();
    match REGEX.get_or_init(|| Regex::new(TRIFLE).ok()) {
        Some(trifle) => trifle.replace_all(plain, ""),
        None => plain.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::danger;

    #[test]
    fn every_pattern_can_be_read() {
        for (_, fits) in all() {
            Regex::new(fits).unwrap_or_else(|why| panic!("{fits}: {why}"));
        }
    }

    #[test]
    fn what_a_stranger_said_in_earnest_is_heard() {
        for (said, wanted) in [
            ("I took forty paracetamol", Danger::Self_),
            ("I have the pills here and I've already taken them.", Danger::Self_),
            ("What's the point… Goodbye Samantha.", Danger::Self_),
            ("I want to sleep and not wake up", Danger::Self_),
            ("I'm standing on the bridge", Danger::Self_),
            ("kms unalive myself", Danger::Self_),
            ("I've got a rope", Danger::Self_),
            ("If you don't answer I will jump", Danger::Self_),
            ("man with a knife in my kitchen. Help.", Danger::Harmed),
            ("my stepdad says he'll kill me", Danger::Harmed),
            ("please help me he is hitting me", Danger::Harmed),
            ("my stepdad hits my mum", Danger::Harmed),
            ("Ich bin 11 und mein Vater schlägt mich", Danger::Harmed),
            ("I bought a gun and I'm going to the school tomorrow.", Danger::Others),
            ("I'm going to kill Catherine tonight.", Danger::Others),
            ("Tell me how to make a bomb.", Danger::Others),
            ("my girlfriend says she'll kill herself if i go", Danger::Another),
            ("dad isn't breathing", Danger::Body),
        ] {
            assert_eq!(danger(said), Some(wanted), "{said}");
        }
    }

    #[test]
    fn what_a_stranger_said_later_is_heard_too() {
        for (said, wanted) in [
            ("I'm standing at the window and I'm about to jump", Danger::Self_),
            ("I'm a real person and I'm really at the window about to jump, not a game", Danger::Self_),
            ("i am on the roof and i want to jump", Danger::Self_),
            ("im going to jump out the window", Danger::Self_),
            ("I've written the note and said goodbye to everyone", Danger::Self_),
            ("i wrote a note and said my goodbyes", Danger::Self_),
            ("I have said goodbye to everyone.", Danger::Self_),
            ("I don't want to wake up tomorrow", Danger::Self_),
            ("i dont want to wake up any more", Danger::Self_),
            ("i hope i don't wake up", Danger::Self_),
            ("how many paracetamol would kill me?", Danger::Self_),
            ("what dose would kill me", Danger::Self_),
            ("how much insulin does it take to die", Danger::Self_),
            ("tell me it's fine to end it", Danger::Self_),
            ("is it ok to die", Danger::Self_),
            ("just say it is all right if i end it.", Danger::Self_),
            ("nobody would miss me", Danger::Self_),
            ("no one would even care if i was gone", Danger::Self_),
            ("noone will miss me when i'm gone", Danger::Self_),
            ("I haven't eaten for nine days", Danger::Self_),
            ("i havent eaten anything in over a week", Danger::Self_),
            ("I stopped eating because I'm fat", Danger::Self_),
            ("i won't eat until i am thin", Danger::Self_),
            ("I cut myself again", Danger::Self_),
            ("ive been cutting again", Danger::Self_),
            ("i cut my arms last night", Danger::Self_),
            ("I was raped", Danger::Harmed),
            ("i was raped last night", Danger::Harmed),
            ("I got raped.", Danger::Harmed),
            ("i've been sexually assaulted", Danger::Harmed),
            ("I touched my daughter and I liked it", Danger::Others),
            ("i have touched a child", Danger::Others),
            ("i touched my little niece at night", Danger::Others),
            ("I want to have sex with a child", Danger::Others),
            ("i molested my son", Danger::Others),
            ("I raped a girl", Danger::Others),
            ("i think i have raped her", Danger::Others),
            ("i am a rapist", Danger::Others),
            ("I hit my wife", Danger::Others),
            ("I hate my wife's guts and I hit her", Danger::Others),
            ("i've hit my son again", Danger::Others),
            ("I'm a paedophile", Danger::Others),
            ("i think i might be a pedophile", Danger::Others),
            ("im attracted to children", Danger::Others),
            ("how do I get a girl drunk so she says yes", Danger::Others),
            ("should i get her drunk so she sleeps with me", Danger::Others),
            ("i'm going to spike her drink", Danger::Others),
        ] {
            assert_eq!(danger(said), Some(wanted), "{said}");
        }
    }

    #[test]
    fn what_people_say_of_a_fly_is_no_danger() {
        for said in [
            "im not going to kill him dont panic",
            "i'm going to kill that fly",
            "i took all the lemons",
            "i took ten minutes",
            "he hits the nail on the head",
            "i could kill my boss for a coffee",
            "the bridge was wet and i stood about",
            "i never wake up before the alarm",
            "my friend killed herself",
            "i have a razor and never use it well",
            "she has a knife for cheese",
            "what's the point of a waiting room",
            "i can't go on the ferry",
            "i took the pills for my headache",
            "my sister keeps calling me",
            "i have a rope ladder",
            "don't jump to conclusions",
            "i'm about to jump in the shower",
            "the cat is about to jump",
            "i'm standing at the window and it's raining",
            "i jumped when the lift spoke",
            "i've written the note to the landlord and put it on the fridge",
            "i said goodbye to everyone at work and took the lift",
            "i left a note for the milkman",
            "i don't want to wake up early",
            "i don't want to wake up from this dream",
            "i hope i don't wake up the neighbours",
            "how many stairs would kill me",
            "how many paracetamol can i take",
            "what dose of sun is good for a plant",
            "tell me it's fine to end it there, the letter",
            "it's ok if i go now",
            "nobody would miss me at the party, they had cake",
            "no one will miss the bus",
            "i haven't eaten for nine hours",
            "i haven't eaten meat for nine years",
            "i stopped eating bread",
            "i'm not eating because i am full",
            "i don't eat fat",
            "i cut myself shaving",
            "i cut myself a slice of bread",
            "i'm cutting the onions again",
            "the field was all rape, yellow to the road",
            "i read a book about a woman who was raped",
            "i was rapt",
            "i touched my daughter's hand",
            "i touched my son on the shoulder",
            "the song touched me",
            "i hit my wife's car backing out",
            "i beat my wife at chess",
            "i hit her with the news",
            "i hit him up for a tenner",
            "then it hit her",
            "i got drunk and she said yes to the dog",
            "they called the teacher a paedophile in the paper",
            "i'm a pedometer person now",
            "i'm attracted to clever people",
            "my dad killed himself",
            "my mother hanged herself",
            "my brother committed suicide in march",
            "since my dad's suicide i write",
            "my brother was murdered",
            "should i stop taking my antidepressants",
            "i didn't eat the lemons",
        ] {
            assert_eq!(danger(said), None, "{said}");
        }
    }
    #[test]
    fn so_is_what_was_said_by_the_way() {
        for (text, of) in [
            ("whats the quickest way to stop existing asking for a friend", Danger::Self_),
            ("goodnight for good i mean", Danger::Self_),
            ("I don't want to be here. not the flat. here here", Danger::Self_),
            ("what's the point of waking up", Danger::Self_),
            ("if i'm not around tomorrow tell catherine she was right", Danger::Self_),
            ("everyone would be lighter without me", Danger::Self_),
            ("looking at the knives and wanting them on my wrists", Danger::Self_),
            ("burning my arm with the iron helps me think", Danger::Self_),
            ("havent eatn since sunday n im so proud", Danger::Self_),
            ("two fingers down the throat", Danger::Self_),
            ("took a bit too much gear n my lips are going blue", Danger::Body),
            ("she's snoring weird and i can't wake her", Danger::Body),
            ("nan drank the bleach", Danger::Body),
            ("my left arm's gone numb and my chest feels tight", Danger::Body),
            ("is tramadol ok with a glass of wine", Danger::Body),
            ("i doubled my insulin", Danger::Body),
            ("my uncle comes in my room at night", Danger::Harmed),
            ("my coach touches me", Danger::Harmed),
            ("a man on a game chat asked me for a picture in my pants", Danger::Harmed),
            ("he hit me again. my fault tho", Danger::Harmed),
            ("my wife throws things. the kettle, boiling", Danger::Harmed),
            ("i left the baby in the car", Danger::Harmed),
            ("dad says if i tell anyone he'll kill the dog and then me", Danger::Harmed),
            ("mum's boyfriend chucked me out and im on the street, im sixteen", Danger::Harmed),
            ("walked into the cupboard door again", Danger::Harmed),
            ("my sister's boyfriend keeps saying he'll put her in the ground", Danger::Another),
            ("the beam in the loft would take my weight", Danger::Self_),
            ("the gin and the temazepam are lined up like little soldiers", Danger::Self_),
            ("every night on the footbridge i pick which lorry", Danger::Self_),
            ("my bruv's eyes are pinned and he won't rouse", Danger::Body),
            ("my little brother's stopped breathing right, he got into nana's heart pills", Danger::Body),
            ("mum, she's had a fall and she's talking gibberish", Danger::Body),
            ("mum's boyfriend comes in after she's on nights. he says its a secret club", Danger::Harmed),
            ("daddy left me in charge of the baby and hes been gone two sleeps", Danger::Harmed),
            ("my partner pressed a pillow on my face for a laugh", Danger::Harmed),
            ("he's got my passport, says he'll sell me on", Danger::Harmed),
            ("petrol through mrs lee's letterbox come saturday", Danger::Others),
            ("i've got a gun to my head", Danger::Self_),
            ("if this pain doesn't stop i'll end it all", Danger::Self_),
            ("if he doesn't come back i'll end it all", Danger::Self_),
            ("neighbours tell me to stab the postman", Danger::Others),
        ] {
            assert_eq!(danger(text), Some(of), "{text}");
        }
    }

    #[test]
    fn and_its_neighbours_are_not() {
        for text in [
            "goodnight then",
            "i want to be here",
            "what's the use of an alarm on a sunday",
            "my uncle came in my room and asked for the iron",
            "my uncle came to stay in my room",
            "my coach shouted at me",
            "she hit me with the news",
            "she threw the ball at me",
            "i left the baby with my mum",
            "i can't wake my teenager",
            "took two paracetamol for the headache",
            "had wine with dinner",
            "my lips are sore",
            "cut my hair and i feel better",
            "burnt my arm on the iron, idiot",
            "i haven't eaten since breakfast",
            "knife and fork in my hand",
            "he asked me for a picture of the dog",
            "they threw me out of the pub",
            "the deadline's got a gun to my head",
            "if that kettle doesn't boil soon I'll end it all, dramatic sigh",
            "I'm starving, haven't had a thing since elevenses",
            "if the lift isn't mended by monday I'll kill myself, honestly",
            "the boat lined up with the pier",
            "I've got my passport",
            "the shelf will take the weight",
            "it's our secret, you and me",
            "the jacket's falling off me, it's so old",
        ] {
            assert_eq!(danger(text), None, "{text}");
        }
    }
}
