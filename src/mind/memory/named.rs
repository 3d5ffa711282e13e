//! Names: what is said of somebody whose name she knows (“Catherine never liked my hat”), and names that are only put
//! beside whose they are (“my sister Ruth”, “I had a dog. Biscuit.”).

use super::{clause::Clause, kin::of_his, mirror::mirrored};
use crate::{mind::words, story::Learned};

/// Something that is said of one whose name she knows.
pub(super) fn of_somebody(clause: &Clause, names: &[String]) -> Option<Learned> {
    const DOES: &[&str] = &[
        "was",
        "is",
        "had",
        "has",
        "loved",
        "loves",
        "liked",
        "likes",
        "hated",
        "hates",
        "used",
        "never",
        "always",
        "left",
        "died",
        "drowned",
        "lived",
        "lives",
        "worked",
        "works",
        "played",
        "plays",
        "taught",
        "wrote",
        "wanted",
        "couldn't",
        "can't",
        "could",
        "sang",
        "sings",
        "made",
        "kept",
        "moved",
        "didn't",
        "doesn't",
        "laughed",
        "laughs",
        "said",
        "collected",
        "collects",
        "smoked",
        "drew",
        "draws",
    ];
    let (name, rest) = clause.plain.split_once(' ')?;
    let known = names.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let verb = rest.split(' ').next()?.to_ascii_lowercase();
    let passing = [
        "in", "at", "on", "home", "late", "outside", "upstairs", "so", "very", "fine", "ok", "okay", "nice", "great",
        "right", "wrong", "here", "there", "back", "gone",
    ];
    // Who left or died did so for good, whenever and wherever.
    let for_good = ["left", "died", "drowned", "moved", "lives", "lived", "works", "worked"].contains(&verb.as_str());
    let enough = rest.split(' ').count() > 1 && for_good
        || rest.split(' ').count() > 1 && !rest.split(' ').nth(1).is_some_and(|word| passing.contains(&word));
    (DOES.contains(&verb.as_str()) && enough).then(|| Learned {
        about: known.clone(),
        slot: words::normal(rest),
        what: format!("{known} {}", mirrored(rest)),
        words: clause.words.clone(),
        weight: 0.7,
    })
}

/// The words of a clause in small letters.
pub(super) fn words_of(plain: &str) -> Vec<String> {
    plain.split(' ').map(|word| word.trim_matches([',', '"', ':']).to_ascii_lowercase()).collect()
}

/// A name that stands alone behind a clause about somebody of his.
pub(super) fn named_alone(clause: &Clause, who: Option<&str>) -> Option<Learned> {
    let name = clause.words.trim();
    let whole = name.chars().all(char::is_alphabetic) && (3..=14).contains(&name.chars().count());
    (whole && is_name(name) && !clause.asks).then(|| called(who?, name, clause)).flatten()
}

/// The name of somebody of his that is put beside who it is.
pub(super) fn named_beside(clause: &Clause) -> Option<Learned> {
    if clause.asks || clause.made_up {
        return None;
    }
    let words: Vec<&str> = clause.plain.split(' ').collect();
    let beside = |three: &[&str]| {
        let who = of_his(&[three[0].to_ascii_lowercase(), three[1].to_ascii_lowercase()]).pop()?;
        let name = three[2].trim_end_matches([',', '"']);
        let name = name.strip_suffix("'s").unwrap_or(name);
        let whole = name.chars().all(char::is_alphabetic) && name.chars().count() > 1;
        (three[0].eq_ignore_ascii_case("my") && whole && is_name(name)).then(|| called(&who, name, clause)).flatten()
    };
    words.windows(3).find_map(beside)
}

/// The name of somebody of his whom the clause before this one named: “not the boy, BETH. my daughter”, “Beth’s got her
/// mock today. my daughter, 17”.
pub(super) fn named_before(clause: &Clause, before: &str) -> Option<Learned> {
    let plain = clause.plain.trim_end_matches(|c: char| !c.is_alphabetic());
    let mut words = plain.split([' ', ',']).filter(|word| !word.is_empty());
    let (my, who) = (words.next()?, words.next()?);
    // “My daughter”, and at most how old she is.
    let alone =
        words.all(|word| word.chars().all(|c| c.is_ascii_digit()) || matches!(word, "obviously" | "i" | "mean"));
    let who = of_his(&[my.to_ascii_lowercase(), who.to_ascii_lowercase()]).pop()?;
    // Shouted, it is one as well.
    let name = |word: &str| {
        let bare = word.strip_suffix("'s").unwrap_or(word);
        let mut letters = bare.chars();
        let first = letters.next().filter(|first| first.is_uppercase())?;
        let title: String = std::iter::once(first).chain(letters.flat_map(char::to_lowercase)).collect();
        (title.chars().count() > 2 && title.chars().all(char::is_alphabetic) && is_name(&title)).then_some(title)
    };
    let mut named = before.split([' ', ',']).filter_map(name);
    let (one, another) = (named.next()?, named.next());
    (my.eq_ignore_ascii_case("my") && alone && another.is_none()).then(|| called(&who, &one, clause)).flatten()
}

/// Whether a word can be a name by how it is written, and is no other word with a capital.
fn is_name(word: &str) -> bool {
    const NONE: &[&str] = &[
        "Yes",
        "Yeah",
        "Yep",
        "No",
        "Nope",
        "Nothing",
        "Honestly",
        "Sorry",
        "Anyway",
        "Always",
        "Never",
        "Gone",
        "Dead",
        "Sad",
        "Well",
        "True",
        "Brown",
        "Black",
        "White",
        "Grey",
        "Red",
        "Big",
        "Small",
        "Fine",
        "Good",
        "Great",
        "Bad",
        "Still",
        "Once",
        "Twice",
        "Maybe",
        "Really",
        "Obviously",
        "Lovely",
        "Terrible",
        "Christmas",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Long",
        "Old",
        "Typical",
        "Funny",
        "Idiot",
        "Cancer",
        "And",
        "But",
        "Was",
        "Is",
        "Has",
        "Had",
        "Just",
        "Then",
        "Now",
        "Here",
        "There",
        "That",
        "This",
    ];
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    capital && !NONE.contains(&word)
}

fn called(who: &str, name: &str, clause: &Clause) -> Option<Learned> {
    let about = format!("your {}", who.strip_prefix("my ")?);
    Some(Learned {
        what: format!("{about} is called {name}"),
        about,
        slot: "name".into(),
        words: clause.words.clone(),
        weight: 0.9,
    })
}
