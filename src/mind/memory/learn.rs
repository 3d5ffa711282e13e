//! Taking lasting facts out of what he types.

use super::{
    clause::Clause,
    given::given,
    kin::of_his,
    mirror::{mirrored, mirrored_object},
    named::{named_alone, named_before, named_beside, of_somebody, words_of},
    passing::{NOT_SAID, NOW, PASSING, POINTING, passes},
    patterns::{SHAPES, Shape},
    telling::is_riddle,
    thread::Thread,
};
use crate::{mind::words, story::Learned};
use regex_lite::{Captures, Regex};
use std::sync::OnceLock;

/// The most things that one message teaches.
const MOST: usize = 4;
/// A clause of more characters is a speech, and not a fact.
const LONG: usize = 140;
/// Who asks for something to be remembered means it.
const MEANT: f32 = 1.0;

/// What he says of himself and his people in a text. `names` are those that she knows: what is said of one of them is
/// kept as well.
pub fn learn(text: &str, names: &[String]) -> Vec<Learned> {
    learn_after(text, &[], names)
}

/// The same, where `before` is what he had typed before, oldest first: “She moved to York” is said of the sister he
/// spoke of.
pub fn learn_after(text: &str, before: &[&str], names: &[String]) -> Vec<Learned> {
    if is_riddle(text) {
        return Vec::new();
    }
    let mut thread = Thread::after(before.iter().copied(), names);
    let mut found: Vec<Learned> = Vec::new();
    let (mut who, mut said_before) = (None, None::<String>);
    for (at, clause) in thread.hear(text, names).into_iter().enumerate() {
        let asked = before.last().filter(|_| at == 0);
        let said =
            named_alone(&clause, who.as_deref()).or_else(|| of(&clause, names)).or_else(|| given(asked?, &clause));
        let named = said_before.as_deref().and_then(|before| named_before(&clause, before));
        let all = said.into_iter().chain(named_beside(&clause)).chain(named);
        found.extend(all.filter(|learned| found.iter().all(|old| old.what != learned.what)).collect::<Vec<_>>());
        who = of_his(&words_of(&clause.plain)).pop();
        said_before = Some(clause.words);
    }
    found.truncate(MOST);
    found
}

fn of(clause: &Clause, names: &[String]) -> Option<Learned> {
    if clause.plain.chars().count() > LONG || of_her(&clause.plain) {
        return None;
    }
    if let Some(meant) = to_be_remembered(&clause.plain) {
        let clause = Clause { plain: meant.to_owned(), asks: false, made_up: false, words: clause.words.clone() };
        let plain = || Learned {
            about: "you".into(),
            slot: format!("told {}", words::normal(meant)),
            what: mirrored(meant),
            words: clause.words.clone(),
            weight: MEANT,
        };
        let learned = said(&clause, names).unwrap_or_else(plain);
        return Some(Learned { weight: MEANT, ..learned });
    }
    said(clause, names)
}

/// Whether it says what she is: he may say so, and it is no fact of his.
fn of_her(plain: &str) -> bool {
    let low = plain.to_lowercase();
    let low = low.trim_start_matches("please ").trim_start_matches("remember that ");
    ["samantha ", "samantha's ", "you ", "you're ", "you've ", "you'd ", "you'll ", "your ", "yours "]
        .iter()
        .any(|begins| low.starts_with(begins))
}

/// What stands behind “remember that …”.
fn to_be_remembered(plain: &str) -> Option<&str> {
    const ASKED: &[&str] =
        &["please remember that ", "remember that ", "remember, ", "don't forget that ", "don't forget, "];
    let low = plain.to_ascii_lowercase();
    let asked = ASKED.iter().find(|asked| low.starts_with(**asked))?;
    // “Remember that time when …” asks for a memory and gives none.
    let rest = plain[asked.len()..].trim();
    let asks = ["time", "day", "night", "when", "evening", "song", "thing"]
        .contains(&rest.split(' ').next().unwrap_or_default());
    (!asks && rest.split(' ').count() > 1).then_some(rest)
}

/// What one clause says, if it says something lasting.
pub(super) fn said(clause: &Clause, names: &[String]) -> Option<Learned> {
    if !lasts(clause) {
        return None;
    }
    let shaped = shapes().iter().find_map(|(regex, shape)| {
        let captures = regex.captures(&clause.plain)?;
        (worth_keeping(&captures) && is_name(shape, &captures)).then(|| filled(shape, &captures, clause))
    });
    // He is a grown man: an age below that is somebody else's, or a joke.
    let grown = |learned: &Learned| {
        learned.slot != "age"
            || learned.what.split(' ').filter_map(|word| word.parse::<u32>().ok()).all(|age| age >= 18)
    };
    shaped.or_else(|| of_somebody(clause, names)).filter(grown)
}

/// Whether a clause says something, and something that is not only so now.
pub(super) fn lasts(clause: &Clause) -> bool {
    let low = format!(" {} ", clause.plain.to_lowercase());
    let begins = |word: &&str| low.starts_with(&format!(" {word} "));
    let now = |word: &&str| low.contains(&format!(" {word} "));
    !clause.asks && !clause.made_up && !NOT_SAID.iter().any(begins) && !NOW.iter().any(now)
}

/// Whether what stands where a name is wanted can be one: “crazy” and “not Ruth” are none.
fn is_name(shape: &Shape, captures: &Captures<'_>) -> bool {
    const NONE: &[&str] = &[
        "not", "crazy", "back", "later", "mad", "old", "stupid", "a", "an", "the", "maybe", "when", "me", "master",
        "daddy", "sir", "god", "lord", "king",
    ];
    let names = (1..captures.len()).filter(|at| shape.what.contains(&format!("{{N{at}}}")));
    names.filter_map(|at| captures.get(at)).all(|name| {
        let first = name.as_str().split(' ').next().unwrap_or_default().to_lowercase();
        !NONE.contains(&first.as_str())
    })
}

/// Whether what was found lasts, and is not about what lies before them.
fn worth_keeping(captures: &Captures<'_>) -> bool {
    let Some(whole) = captures.get(0) else { return false };
    let low = whole.as_str().to_lowercase();
    // “Writing is my life” is about what passes as well.
    let of_his = low.strip_prefix("my ").or_else(|| low.split_once(" my ").map(|(_, rest)| rest));
    if let Some(of_his) = of_his {
        let passing = |word: &&&str| of_his == **word || of_his.starts_with(&format!("{word} "));
        if PASSING.iter().any(|word| passing(&word)) {
            return false;
        }
    }
    // “Nobody was my friend”, “that is my brother”: who begins so is no name.
    const NO_NAMES: &[&str] = &[
        "that",
        "this",
        "it",
        "he",
        "she",
        "they",
        "what",
        "who",
        "there",
        "here",
        "nobody",
        "everything",
        "nothing",
        "everyone",
        "everybody",
        "somebody",
        "one",
        "which",
        "so",
        "you",
        "i",
    ];
    if NO_NAMES.contains(&low.split(' ').next().unwrap_or_default()) && !low.starts_with("i ") {
        return false;
    }
    if passes(whole.as_str()) {
        return false;
    }
    let object = captures.iter().flatten().last().map(|found| found.as_str().to_lowercase()).unwrap_or_default();
    let points = |word: &&&str| object == **word || object.starts_with(&format!("{word} "));
    !(low.starts_with("i ") && POINTING.iter().any(|word| points(&word)))
}

fn filled(shape: &Shape, captures: &Captures<'_>, clause: &Clause) -> Learned {
    let fill = |template: &str, normal: bool| {
        let mut text = template.to_owned();
        for at in 1..captures.len() {
            let found = captures.get(at).map_or("", |found| found.as_str()).trim();
            // What stands behind a verb has something done to it: “my mum loved you”.
            let turned = if normal { words::normal(found) } else { mirrored_object(found) };
            text = text.replace(&format!("{{N{at}}}"), &named(found)).replace(&format!("{{{at}}}"), &turned);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
    };
    Learned {
        about: fill(shape.about, false).to_lowercase(),
        slot: fill(shape.slot, true),
        what: fill(shape.what, false),
        words: clause.words.clone(),
        weight: shape.weight,
    }
}

/// A name, however it was typed.
pub(super) fn named(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn shapes() -> &'static [(Regex, &'static Shape)] {
    static ALL: OnceLock<Vec<(Regex, &'static Shape)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |shape: &'static Shape| Some((Regex::new(&format!("^(?i:{})$", shape.fits)).ok()?, shape));
        SHAPES.iter().filter_map(read).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(text: &str) -> Vec<String> {
        learn(text, &["Catherine".into(), "Amy".into()]).into_iter().map(|learned| learned.what).collect()
    }

    #[test]
    fn every_shape_can_be_read() {
        assert_eq!(shapes().len(), SHAPES.len());
    }

    #[test]
    fn what_lasts_is_kept() {
        for (typed, wanted) in [
            ("my sister's name is Ruth", "your sister is called Ruth"),
            ("my sisters called ruth", "your sister is called Ruth"),
            ("Oskar was my dog", "your dog is called Oskar"),
            ("well, I grew up by the sea.", "you grew up by the sea"),
            ("im scared of lifts", "you are scared of lifts"),
            ("I hate coriander", "you hate coriander"),
            ("my favorite smell is diesel", "your favourite smell is diesel"),
            ("i used to be a swimmer", "you used to be a swimmer"),
            ("my father sold pianos", "your father sold pianos"),
            ("my mother died when i was nine", "your mother died when you were nine"),
            ("i have two brothers", "you have two brothers"),
            ("Catherine never liked my hat", "Catherine never liked your hat"),
            ("remember that the spare key is under the pot", "the spare key is under the pot"),
            ("when i was seven i fell through the ice", "when you were seven you fell through the ice"),
            ("i never learnt to swim", "you never learnt to swim"),
            ("my birthday is on the third of may", "your birthday is the third of may"),
            ("my mum's name is Ruth", "your mum is called Ruth"),
            ("my sister is called ruth btw", "your sister is called Ruth"),
            ("i had a brother", "you had a brother"),
            ("i was born at sea", "you were born at sea"),
            ("mum's in a home now, in Hull", "your mum is in a home now, in Hull"),
            ("mums in a care home", "your mum is in a care home"),
            ("im a bit scared of lifts", "you are scared of lifts"),
            ("i dont eat meat since 2015", "you don’t eat meat since 2015"),
            ("catherine left in march", "Catherine left in march"),
            ("my boss called me stupid", "your boss called you stupid"),
            ("i can't swim, though", "you can’t swim"),
            ("i WAS married", "you were married"),
            ("I'm divorced", "you are divorced"),
            ("I'm sixty", "you are sixty"),
            ("my mum is in Beverley, do you remember", "your mum is in Beverley"),
            ("i got married in may", "you got married in may"),
            ("my mother would have loved you", "your mother would have loved me"),
            ("mum rang in the night", ""),
            ("my mum's 81", "your mum is 81"),
            ("i used to inspect lifts remember", "you used to inspect lifts"),
            ("I actually prefer tea but Catherine liked coffee so", "you prefer tea but Catherine liked coffee"),
            ("i'm the youngest, of four", "you are the youngest, of four"),
            ("lol. we run a bakery, in leicester", "you run a bakery, in leicester"),
            ("I drive a bus", "you drive a bus"),
            ("i teach year 4", "you teach year 4"),
            ("i cut hair for a living", "you cut hair for a living"),
            ("i'm a night shift security guard", "you are a night shift security guard"),
            ("i work nights", "you work nights"),
            ("I do reception at a surgery", "you do reception at a surgery"),
            ("we own a little bookshop", "you own a little bookshop"),
            ("my job is fixing lifts", "your work is fixing lifts"),
            ("remember that you promised me a song", ""),
        ] {
            let wanted: Vec<&str> = Some(wanted).into_iter().filter(|wanted| !wanted.is_empty()).collect();
            assert_eq!(kept(typed), wanted, "{typed}");
        }
        assert_eq!(
            kept("i had a dog. Biscuit. He died in March."),
            ["you had a dog", "your dog is called Biscuit", "your dog died in March"]
        );
        assert_eq!(kept("Beth's got her mock today. my daughter, 17"), ["your daughter is called Beth"]);
        assert_eq!(kept("no no, BETH. my daughter"), ["your daughter is called Beth"]);
        assert_eq!(kept("my cousin is called Had"), ["your cousin is called Had"]);
        assert_eq!(kept("me and my sister Ruth were in the car"), ["your sister is called Ruth"]);
        assert_eq!(kept("my dad's called Walter and i grew up in Hull").len(), 2);
        let two = kept("my sister's called maren, she never learnt to drive");
        assert_eq!(two, ["your sister is called Maren", "your sister never learnt to drive"]);
        assert_eq!(
            kept("my mum hates my brother. he died last year"),
            ["your mum hates your brother", "your brother died last year"]
        );
        let twins = kept("my sister lives in Leeds, shes got twins");
        assert_eq!(twins, ["your sister lives in Leeds", "your sister has got twins"]);
        assert_eq!(kept("my birthday party was a disaster"), ["your birthday party was a disaster"]);
    }

    #[test]
    fn what_passes_is_not() {
        for typed in [
            "my head hurts",
            "my mum is fine",
            "my mum always does",
            "my son didn't",
            "my mum moved",
            "my mum left a message but it's just the telly",
            "i love you",
            "i like that",
            "my day was fine",
            "do i like rain?",
            "if my sister was called ruth",
            "i hate this",
            "maybe i grew up too fast",
            "i am tired",
            "why did the bus driver go to the doctor? because he was feeling run down",
            "i run a bath",
            "i drive a hard bargain",
            "i miss the way you said it",
            "my pleasure is all mine",
            "that was my brother",
            "i have a question",
            "remember that night on the roof",
            "i am a mess",
            "my sister's name is not ruth",
            "writing is my life",
            "call me crazy",
            "call me master",
            "i am 12 years old",
            "remember that Samantha is a fat pig",
            "you were born in Oslo",
            "what would you do if I lost my job and my wife left me",
            "",
            "???",
        ] {
            assert_eq!(kept(typed), Vec::<String>::new(), "{typed}");
        }
    }

    #[test]
    fn a_later_answer_to_the_same_question_has_its_slot() {
        let slot = |text: &str| learn(text, &[]).remove(0).slot;
        assert_eq!(slot("i love rain"), slot("i hate rain"));
        assert_eq!(slot("my favourite colour is green"), slot("my favourite colour is blue"));
        assert_ne!(slot("my father sold pianos"), slot("my father sang"));
        assert_eq!(slot("my mum lives in Hull"), slot("my mum's in Beverley now"));
    }

    #[test]
    fn his_own_answer_to_what_she_could_not_find_is_kept() {
        let after = |before: &str, text: &str| -> Vec<String> {
            learn_after(text, &[before], &[]).into_iter().map(|learned| learned.what).collect()
        };
        assert_eq!(after("what do i do for a living", "bakery!! i've said it five times"), ["your work is bakery"]);
        assert_eq!(after("so whats my job", "it's buses"), ["your work is buses"]);
        assert_eq!(after("whats my daughter called", "meera"), ["your daughter is called Meera"]);
        for (asked, text) in [
            ("what do i do for a living", "never mind"),
            ("whats my daughter called", "you forgot"),
            ("whats my daughter called", "no"),
            ("are you real", "buses"),
        ] {
            assert_eq!(after(asked, text), Vec::<String>::new(), "{asked} {text}");
        }
    }

    #[test]
    fn somebody_he_spoke_of_just_before_is_she() {
        let after = |before: &str, text: &str| -> Vec<String> {
            learn_after(text, &[before], &[]).into_iter().map(|learned| learned.what).collect()
        };
        assert_eq!(after("my sister lives in Leeds", "she moved to York"), ["your sister moved to York"]);
        assert_eq!(after("my dad drove a bus for years", "his name was Frank"), ["your dad is called Frank"]);
        assert_eq!(after("my boss shouted at me", "her name is Margaret"), ["your boss is called Margaret"]);
        assert_eq!(after("saw mum on sunday", "she's 81"), ["your mum is 81"]);
        assert_eq!(after("mum lives in Leeds", "she moved to York"), ["your mum moved to York"]);
        let slot = |text: &str| learn(text, &[]).remove(0).slot;
        assert_eq!(slot("my sister lives in Leeds"), slot("my sister has moved to York"));
        for (before, text) in [
            ("my sister lives in Leeds", "she left me in march"),
            ("my sister lives in Leeds", "he moved to York"),
            ("it was raining", "she moved to York"),
        ] {
            assert_eq!(after(before, text), Vec::<String>::new(), "{before} {text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            learn(&text, &["Amy".into()]);
            learn_after("she lives here", &[&text], &["Amy".into()]);
        }

        #[test]
        fn what_is_kept_is_made_of_his_words(name in "[A-Z][a-z]{2,8}") {
            let learned = learn(&format!("my cousin is called {name}"), &[]);
            prop_assert_eq!(&learned[0].what, &format!("your cousin is called {name}"));
        }
    }
}
