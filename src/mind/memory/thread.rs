//! Who “she” and “he” are, over several messages: whoever of his was spoken of last and can be meant.

use super::{
    clause::{Clause, clauses},
    kin::{is_named, of_gender, of_his, own},
};

/// Who has not been spoken of for so many messages is not meant any more.
const LONG: usize = 6;
/// Somebody else whom “she” may mean from then on.
const WOMEN: &[&str] = &["woman", "girl", "lady", "nurse", "mrs", "miss", "ms"];
/// Somebody else whom “he” may mean from then on.
const MEN: &[&str] = &["man", "boy", "guy", "bloke", "chap", "lad", "mr"];

/// What he has typed lately, as far as it says who is meant.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    she: Option<Somebody>,
    he: Option<Somebody>,
    messages: usize,
}

#[derive(Clone, Debug)]
struct Somebody {
    /// `my sister`.
    who: String,
    /// `Ruth`, if he put it beside.
    called: Option<String>,
    /// In which message they were named.
    named: usize,
    /// In which message they were spoken of last.
    lately: usize,
}

/// How a clause begins that says who is meant by a small word alone.
struct Pronoun {
    he: bool,
    she: bool,
    /// What stands behind who it is: ` is`, `'s`.
    verb: &'static str,
}

impl Thread {
    /// After these messages, oldest first. `names` are those of others whom she knows.
    pub fn after<'t>(messages: impl IntoIterator<Item = &'t str>, names: &[String]) -> Self {
        let mut thread = Self::default();
        messages.into_iter().for_each(|text| drop(thread.hear(text, names)));
        thread
    }

    /// The clauses of the next message, with whoever is meant in the place of “she” and “he”.
    pub(super) fn hear(&mut self, text: &str, names: &[String]) -> Vec<Clause> {
        self.messages += 1;
        let mut heard = clauses(text);
        for clause in &mut heard {
            own(clause);
            let said = clause.plain.clone();
            self.stand_in(clause);
            self.note(&said, names);
        }
        heard
    }

    /// Takes the next message, and says of whom it speaks by “she” or “he” alone.
    pub fn next(&mut self, text: &str, names: &[String]) -> Option<String> {
        let before = Self { messages: self.messages + 1, ..self.clone() };
        self.hear(text, names);
        let pronoun = clauses(text).into_iter().find_map(|clause| pronoun(&clause.plain))?;
        let somebody = before.meant(&pronoun)?;
        Some(
            somebody
                .called
                .as_ref()
                .map_or_else(|| somebody.who.clone(), |called| format!("{} {called}", somebody.who)),
        )
    }

    /// A question with whoever is meant in the place of “he” and “she”: “what was he called”.
    pub fn named(&self, question: &str) -> String {
        let words: Vec<&str> = question.split(' ').collect();
        let is_he = |at: usize| match words[at].to_ascii_lowercase().trim_end_matches(['?', '.', '!', ',']) {
            "he" | "him" => Some(true),
            "she" => Some(false),
            // Before a word, “her” is whose that is.
            "her" if at + 1 == words.len() => Some(false),
            _ => None,
        };
        let found = (1..words.len()).find_map(|at| is_he(at).map(|he| (at, he)));
        let Some((at, he)) = found else { return question.to_owned() };
        let Some(somebody) = self.meant(&Pronoun { he, she: !he, verb: "" }) else { return question.to_owned() };
        [&words[..at], &[somebody.who.as_str()], &words[at + 1..]].concat().join(" ")
    }

    fn stand_in(&self, clause: &mut Clause) {
        let Some(pronoun) = pronoun(&clause.plain) else { return };
        let Some(somebody) = self.meant(&pronoun) else { return };
        // What “she” did to him may have been done by another, if more than a breath has passed.
        let his = clause
            .plain
            .split(' ')
            .any(|word| matches!(word.to_ascii_lowercase().as_str(), "me" | "i" | "us" | "we" | "my" | "our"));
        if somebody.named < self.messages && his && !is_named(&clause.plain) {
            return;
        }
        let rest = clause.plain.split_once(' ').map_or("", |(_, rest)| rest);
        clause.plain = format!("{}{} {rest}", somebody.who, pronoun.verb);
    }

    fn meant(&self, pronoun: &Pronoun) -> Option<&Somebody> {
        let there = |somebody: &&Somebody| somebody.lately + LONG > self.messages;
        let she = self.she.as_ref().filter(|_| pronoun.she).filter(there);
        let he = self.he.as_ref().filter(|_| pronoun.he).filter(there);
        if pronoun.she && pronoun.he {
            // “They” are whoever was named last, in the same breath.
            let last = she.into_iter().chain(he).max_by_key(|somebody| somebody.named);
            return last.filter(|somebody| somebody.named == self.messages);
        }
        she.or(he)
    }

    /// Remembers who is spoken of.
    fn note(&mut self, plain: &str, names: &[String]) {
        let now = self.messages;
        let words: Vec<String> =
            plain.split(' ').map(|word| word.trim_matches([',', '"', ':']).to_ascii_lowercase()).collect();
        let has = |others: &[&str]| words.iter().any(|word| others.contains(&word.as_str()));
        let named = words.iter().any(|word| {
            let bare = word.strip_suffix("'s").unwrap_or(word);
            names.iter().any(|name| name.eq_ignore_ascii_case(bare))
        });
        if named || has(WOMEN) {
            self.she = None;
        }
        if named || has(MEN) {
            self.he = None;
        }
        // He was married to one woman: to speak of that is to speak of her.
        let wife = has(&["married", "marriage", "divorced", "divorce"]).then(|| "my wife".to_owned());
        for who in of_his(&words).into_iter().chain(wife) {
            let (she, he) = of_gender(&who);
            let before = [&self.she, &self.he].into_iter().flatten().find(|known| known.who == who);
            let called = name_beside(plain, &who).or_else(|| before.and_then(|known| known.called.clone()));
            let somebody = Somebody { who, called, named: now, lately: now };
            if she {
                self.she = Some(somebody.clone());
            }
            if he {
                self.he = Some(somebody);
            }
        }
        // So is whoever is called by name: “me and Col got shut in a shed”.
        for slot in [&mut self.she, &mut self.he] {
            let known = |somebody: &&mut Somebody| somebody.called.as_ref().is_some_and(|name| words.contains(name));
            if let Some(somebody) = slot.as_mut().filter(known) {
                somebody.lately = now;
            }
        }
        // Whoever is meant is still spoken of.
        if let Some(pronoun) = pronoun(plain).filter(|pronoun| pronoun.she != pronoun.he) {
            let slot = if pronoun.she { &mut self.she } else { &mut self.he };
            if let Some(somebody) = slot.as_mut().filter(|somebody| somebody.lately + LONG > now) {
                somebody.lately = now;
            }
        }
    }
}

/// The name that stands beside who it is, in small letters: “my brother Col died”.
fn name_beside(plain: &str, who: &str) -> Option<String> {
    let low = plain.to_ascii_lowercase();
    let rest = &plain[low.find(who)? + who.len()..];
    let name = rest.strip_prefix(' ')?.split([' ', ',']).next()?;
    (name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic)).then(|| name.to_ascii_lowercase())
}

fn pronoun(plain: &str) -> Option<Pronoun> {
    let mut words = plain.split(' ');
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    // “She’s always had a mouth on her.”
    const HAS: &[&str] = &["got", "had", "been", "gone"];
    const BETWEEN: &[&str] = &["always", "never", "only", "just", "already", "still", "ever", "not"];
    let next = words.map(str::to_ascii_lowercase).find(|word| !BETWEEN.contains(&word.as_str()));
    let got = next.is_some_and(|next| HAS.contains(&next.as_str()));
    let verb = match first.as_str() {
        "his" | "her" | "their" if is_named(plain) => "'s",
        "he" | "she" | "they" => "",
        "he's" | "she's" | "hes" | "shes" if got => " has",
        "he's" | "she's" | "hes" | "shes" => " is",
        _ => return None,
    };
    let they = matches!(first.as_str(), "they" | "their");
    let he = matches!(first.as_str(), "he" | "he's" | "hes" | "his");
    Some(Pronoun { he: he || they, she: !he, verb })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last of these messages, as it is understood.
    fn last(messages: &[&str]) -> Vec<String> {
        let (last, before) = messages.split_last().unwrap();
        let mut thread = Thread::after(before.iter().copied(), &["Catherine".into()]);
        thread.hear(last, &["Catherine".into()]).into_iter().map(|clause| clause.plain).collect()
    }

    #[test]
    fn whoever_was_spoken_of_last_is_meant() {
        for (messages, wanted) in [
            (&["i rang my mum", "she lives in Whitby"][..], "my mum lives in Whitby"),
            (&["i rang my mum", "it was raining", "all day", "she's 81"], "my mum is 81"),
            (&["mum and dad came", "he sold pianos"], "my dad sold pianos"),
            (&["my brother drove my sister home", "she never learnt"], "my sister never learnt"),
            (&["i had a dog. Biscuit.", "He died in March"], "my dog died in March"),
            (&["my daughter has her mock today", "she's a nightmare"], "my daughter is a nightmare"),
            (&["my mum rang", "she's always had a mouth on her"], "my mum has always had a mouth on her"),
            (&["my boss shouted at me", "her name is Margaret"], "my boss's name is Margaret"),
        ] {
            assert_eq!(last(messages), [wanted], "{messages:?}");
        }
    }

    #[test]
    fn a_question_is_asked_of_whoever_is_meant() {
        let thread = Thread::after(["dad's got a shadow on his scan"], &[]);
        assert_eq!(thread.named("what's wrong with him?"), "what's wrong with my dad");
        assert_eq!(thread.named("where does he live"), "where does my dad live");
        assert_eq!(thread.named("what's her name"), "what's her name");
    }

    #[test]
    fn where_it_may_be_another_nobody_is_meant() {
        for messages in [
            &["my mum rang", "then Catherine came", "she lives in Leeds"][..],
            &["my mum rang", "a woman sat down", "she lives in Leeds"],
            &["my mum rang", "he lives in Leeds"],
            &["my mum rang", "she left me in march"],
            &["my mum rang", "a", "b", "c", "d", "e", "f", "she lives in Leeds"],
        ] {
            assert_eq!(last(messages), [*messages.last().unwrap()], "{messages:?}");
        }
    }
}
