//! What he takes back: “mum isn't in Whitby, she's in Leeds” is said of what he told her before.

use super::{clause::about, kin::of_his, mirror::mirrored, named::words_of, same::same, thread::Thread};
use crate::{
    mind::words,
    story::{Belief, Learned},
};
use regex_lite::Regex;
use std::sync::OnceLock;

/// What a denial looks like: of whom, and what.
const DENIES: &[&str] = &[
    r"(my (?:[a-z]+ ){0,2}?[a-z]+?)(?:'s not| is not| isn't| was not| wasn't| does not| doesn't| did not| didn't| has not| hasn't| never) (.+)",
    r"(i) (?:am not|was not|wasn't|do not|don't|did not|didn't|have not|haven't|never) (.+)",
];

/// What was learnt from a text, so that what it says is not so gives way to it. `held` is what is believed now, oldest
/// first, and `before` what he had typed just before.
pub fn put_right<'b>(
    text: &str,
    before: &[&str],
    names: &[String],
    mut learned: Vec<Learned>,
    held: impl DoubleEndedIterator<Item = &'b Belief> + Clone,
) -> Vec<Learned> {
    for denial in denials(text, before, names) {
        // What the scenes teach, no words of his take back.
        let told = held.clone().filter(|belief| !belief.slot.is_empty() && one(&belief.about, &denial.about));
        let Some(belief) = told.rev().find(|belief| denial.is_of(&belief.what)) else { continue };
        // That it is not so says less than what is.
        let itself = learned.iter().position(|new| !denial.tail && new.words == denial.words);
        let itself = itself.map(|at| learned.remove(at));
        if learned.iter().any(|new| new.about == belief.about && new.slot == belief.slot) {
            continue;
        }
        let instead =
            learned.iter_mut().find(|new| one(&new.about, &denial.about) && kind(&new.slot) == kind(&belief.slot));
        match instead {
            Some(new) => {
                new.about.clone_from(&belief.about);
                new.slot.clone_from(&belief.slot);
            }
            None => learned.push(Learned {
                about: belief.about.clone(),
                slot: belief.slot.clone(),
                what: itself.map_or_else(|| mirrored(&denial.plain), |itself| itself.what),
                words: denial.words,
                weight: belief.weight,
            }),
        }
    }
    learned
}

/// Something that he says is not so.
struct Denied {
    about: String,
    /// The stems of what is not so.
    not: Vec<String>,
    words: String,
    plain: String,
    /// It only hangs on the end of what is so: “she's in Leeds, not Whitby”.
    tail: bool,
}

impl Denied {
    /// Whether this is what he takes back.
    fn is_of(&self, what: &str) -> bool {
        let said = about(what);
        !self.not.is_empty() && self.not.iter().all(|stem| said.contains(stem))
    }
}

fn denials(text: &str, before: &[&str], names: &[String]) -> Vec<Denied> {
    let mut thread = Thread::after(before.iter().copied(), names);
    let mut found = Vec::new();
    for clause in thread.hear(text, names) {
        if clause.asks || clause.made_up {
            continue;
        }
        let denied = |whose: &str, not: &str, tail| Denied {
            about: mirrored(&whose.to_lowercase()),
            not: about(not),
            words: clause.words.clone(),
            plain: clause.plain.clone(),
            tail,
        };
        let whole = shapes().iter().find_map(|shape| shape.captures(&clause.plain));
        found.extend(whole.map(|captures| denied(&captures[1], &captures[2], false)));
        if let Some((so, not)) = clause.plain.split_once(", not ") {
            let whose = of_his(&words_of(so)).pop().unwrap_or_else(|| "i".into());
            found.push(denied(&whose, not, true));
        }
    }
    found
}

/// Of which kind a question is: what `is` somewhere is at home there.
fn kind(slot: &str) -> &str {
    match slot.split(' ').next() {
        Some("is" | "are" | "was" | "there") => "home",
        first => first.unwrap_or_default(),
    }
}

/// Whether two names of somebody are of one: `your mum` and `your mother`.
fn one(a: &str, b: &str) -> bool {
    let named = |who: &str| same(words::stem(who.trim_start_matches("your ")));
    named(a) == named(b)
}

fn shapes() -> &'static [Regex] {
    static ALL: OnceLock<Vec<Regex>> = OnceLock::new();
    ALL.get_or_init(|| DENIES.iter().filter_map(|shape| Regex::new(&format!("^(?i:{shape})$")).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mind::memory::learn_after,
        script::Phase,
        story::{Footnote, TaughtBy},
    };

    /// What is believed after he said these, one after the other.
    fn believed(said: &[&str]) -> Vec<String> {
        let mut held: Vec<Belief> = Vec::new();
        for (at, text) in said.iter().enumerate() {
            let before = &said[..at];
            for new in put_right(text, before, &[], learn_after(text, before, &[]), held.iter()) {
                held.retain(|old| (&old.about, &old.slot) != (&new.about, &new.slot));
                held.push(belief(new));
            }
        }
        held.into_iter().map(|belief| belief.what).collect()
    }

    fn belief(Learned { about, slot, what, weight, .. }: Learned) -> Belief {
        let (phase, by) = (Phase::Morning, TaughtBy::Talk);
        let footnote = Footnote { day: 1, phase, scene: None, turn: 0, beat: None, words: None, by };
        Belief { about, slot, what, footnote, weight, superseded_by: None, forgotten: false, again: Vec::new() }
    }

    #[test]
    fn every_shape_can_be_read() {
        assert_eq!(shapes().len(), DENIES.len());
    }

    #[test]
    fn what_takes_its_place_takes_its_place() {
        for said in [
            &["mum's in a home now, in Whitby", "no, mum isn't in Whitby, she's in Leeds"][..],
            &["my mum is in Whitby", "she's not in Whitby. she's in Leeds"],
            &["my mum lives in Whitby", "my mum's in Leeds, not Whitby"],
            &["my mum moved to Whitby", "it was raining", "my mother isn't in Whitby, she's in Leeds"],
        ] {
            let now = believed(said);
            assert!(now.len() == 1 && now[0].contains("Leeds"), "{said:?} {now:?}");
        }
        assert_eq!(believed(&["i am allergic to nuts", "i'm not allergic to nuts"]), ["you are not allergic to nuts"]);
        let fish = believed(&["i love meat", "i don't eat meat and i love fish"]);
        assert_eq!(fish, ["you don’t eat meat", "you love fish"]);
        assert_eq!(
            believed(&["i got married in may", "i didn't get married in may"]),
            ["you didn’t get married in may"]
        );
    }

    #[test]
    fn what_he_never_said_cannot_be_taken_back() {
        assert_eq!(believed(&["my mum isn't in Whitby"]), Vec::<String>::new());
        let two = believed(&["my sister lives in Whitby", "my mum isn't in Whitby, she's in Leeds"]);
        assert_eq!(two.len(), 2, "{two:?}");
        assert_eq!(believed(&["my mum lives in Whitby", "isn't mum in Whitby?"]), ["your mum lives in Whitby"]);
    }
}
