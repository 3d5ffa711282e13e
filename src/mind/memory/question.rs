//! Whether he asks for something that he told her, and for what.

use super::{
    clause::{about, clauses},
    learn,
    same::same,
    telling::is_question,
    time::Time,
};
use regex_lite::Regex;
use std::sync::OnceLock;

/// What kind of answer he wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What it is.
    Fact,
    /// When and where he told her.
    When,
    /// What she herself said about it.
    Hers,
    /// What he told her at some time, or in some place.
    At(String),
    /// Which of two things he told her first.
    First(String, String),
    /// All that she knows of him.
    Everything,
}

/// How sure it is that a question is one to her memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// It may be any question: what is not found, was not asked.
    No,
    /// Unless it is about something that she has an answer of her own to.
    Unless,
    /// It can be nothing else.
    Yes,
}

/// A question to her memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What he wants to hear.
    pub asked: Asked,
    /// What about, in his words: `my sister's name`.
    pub about: String,
    /// The whole of it, its shortened words at length, in small letters.
    pub plain: String,
    /// When he told her, if he says so.
    pub when: Option<Time>,
    /// Which question about it: the slots of what is kept that would answer it; empty if any would.
    pub slots: &'static [&'static str],
    /// How sure it is that he asks her memory, so that having nothing is an answer, too.
    pub sure: Sure,
}

impl Question {
    /// The words that what is kept must share with it, one form for what is said in several ways.
    pub(super) fn key(&self) -> Vec<String> {
        key(&self.about)
    }

    /// Whether a text asks about the same: a question with more than half of what it is about. Any may, if it is about
    /// nothing in particular and perhaps no question to her memory at all.
    pub fn is_asked_by(&self, text: &str) -> bool {
        let wanted = self.key();
        if wanted.is_empty() {
            return self.sure != Sure::Yes;
        }
        let has = key(text);
        is_question(text) && 2 * wanted.iter().filter(|word| has.contains(word)).count() > wanted.len()
    }
}

/// The words that a text is about, without those that only ask.
pub(super) fn key(text: &str) -> Vec<String> {
    const ASKING: &[&str] = &[
        "remember",
        "rememb",
        "tell",
        "told",
        "know",
        "recall",
        "say",
        "said",
        "mention",
        "name",
        "nam",
        "call",
        "old",
        "ever",
        "still",
        "again",
        "you",
        "thing",
        "anyth",
        "anything",
        "someth",
        "something",
        "much",
        "many",
        "do",
        "did",
        "mine",
        "me",
        "my",
        "i",
        "first",
        "day",
        "ago",
        "long",
        "go",
        "yet",
        "before",
        "exactly",
        "exact",
        "please",
        "live",
        "liv",
        "work",
        "job",
        "grow",
        "grew",
        "born",
        "fear",
        "people",
        "person",
        "now",
        "remind",
        "month",
        "year",
    ];
    about(text).into_iter().filter(|word| !ASKING.contains(&word.as_str())).map(|word| same(&word)).collect()
}

/// A form of question: what it looks like, what it asks for, and whether it is surely one to her memory. The first
/// brackets hold what it is about.
struct Form {
    fits: &'static str,
    asked: Asked,
    sure: Sure,
}

const fn form(fits: &'static str, asked: Asked, sure: Sure) -> Form {
    Form { fits, asked, sure }
}

const FORMS: &[Form] = &[
    form(
        r"what (?:do|can) you (?:know|remember|keep|recall)(?: about| of)? (me)(?: so far)?",
        Asked::Everything,
        Sure::Yes,
    ),
    form(
        r"(?:tell me )?what (?:do )?you (?:know|remember|have got|keep)(?: about| of) (me|my family|us|my life)(?: so far| then)?",
        Asked::Everything,
        Sure::Yes,
    ),
    form(r"what have i told you(?: so far| about (?:me|myself))?()", Asked::Everything, Sure::Yes),
    form(
        r"(?:do you (?:still )?(?:remember|know|recall) )?(?:when|where|which day|on which day|what day|how long ago) (?:was it that i|was it i|was it when i|were we when i|was i when i|i was when i|we were when i|did i|have i) (?:first )?(?:told|tell|said|say|mentioned|mention)(?: to)?(?: you)?(?: about| that| of)? ?(.*)",
        Asked::When,
        Sure::Yes,
    ),
    form(
        r"do you (?:still )?(?:remember|know|recall) (?:when|where) i (?:told you|said|mentioned)(?: about| that| of)? ?(.+)",
        Asked::When,
        Sure::Yes,
    ),
    form(r"what (?:did|have) you (?:say|said|tell me|told me)(?: to me)?(?: about| of) (.+)", Asked::Hers, Sure::No),
    form(r"do you (?:still )?(?:remember|know) what you (?:said|told me) about (.+)", Asked::Hers, Sure::No),
    form(
        r"what (?:did|have) i (?:say|said|tell you|told you|mention|mentioned) (?:about|of) (.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"(?:did you (?:get|hear|catch)|do you (?:remember|know)|remember) (?:what|the thing|that thing|the story|the one|the time|when) i (?:said|told you|was telling you)(?: to you)? (?:about|of) (.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"what (?:did|have) i (?:say|said|tell you|told you) (?:yesterday|today|earlier|last night|this morning|just now) (?:about|of) (.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(r"what (?:do|can) you (?:know|remember) (?:about|of) (my .+|[a-z][\w'-]+)", Asked::Fact, Sure::No),
    form(
        r"(?:did|have) i (?:ever |already )?(?:tell|told|say|said|mention|mentioned)(?: to)?(?: you)? (?:about |that |what |where |who |how |of )?(.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"(?:do|can) you (?:still |even )?(?:remember|recall|know) (?:anything |something )?(?:what i (?:told|said to) you about|about|if|whether) (.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"(?:do|can) you (?:still |even )?(?:remember|recall|know) ((?:my|where i|who my|what my|how old i|what i (?:do|like|love|hate|am)|how many|which|i) ?.+)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(r"(?:(?:do|can) you (?:still |even )?)?(?:remember|recall) (.+)", Asked::Fact, Sure::No),
    form(r"remind me(?: of| about)? ((?:what|where|who|how|when|my) .+)", Asked::Fact, Sure::Yes),
    form(r"(?:what is|what was|what are|who is|who was|when is|where is|what's) (my .+)", Asked::Fact, Sure::Yes),
    form(r"what (?:is|was) the name of (my .+|the .+ (?:i|we) .+)", Asked::Fact, Sure::Yes),
    form(r"(?:what|who|where) was it (?:that )?(i .+|my .+)", Asked::Fact, Sure::Yes),
    form(r"(?:remind me )?(?:who is|who was|who're) ([a-z][\w'-]+)", Asked::Fact, Sure::Unless),
    form(r"what (?:is|was) ([a-z][\w'-]+ to me)", Asked::Fact, Sure::No),
    form(r"(?:what|where|when|who) (?:did|does|do|was|is|has|were) (my .+)", Asked::Fact, Sure::Yes),
    form(
        r"where (?:did|was|am|do|have) (i (?:grow up|grew up|from|raised|born|come from|live|lived?|work).*)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"what (?:do|did) (i (?:do for|work|like|love|hate|play|collect|study|enjoy|used to|miss|promise) .+|i work)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(r"what (?:can't|mustn't|shouldn't|don't) (i (?:eat|drink).*)", Asked::Fact, Sure::Yes),
    form(r"what (?:can|must|should|am) i not (?:allowed to )?((?:eat|drink).*)", Asked::Fact, Sure::Yes),
    // “What do I do” may be a plea.
    form(r"what (?:do|did) (i do)", Asked::Fact, Sure::No),
    form(
        r"(how old (?:am|will|was) i.*|how many .+ (?:do|did) i have|when was i born|what am i (?:afraid|scared|frightened|allergic).*|when is my birthday)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(
        r"(?:do|did|am|was|can) (i (?:like|love|hate|have an?|have any|own|play|collect|allergic|afraid|scared|grow|swim|drive|whistle|enjoy|mind|married) ?.*)",
        Asked::Fact,
        Sure::Yes,
    ),
    form(r"(?:is|was|does|did|has|are) (my [a-z]+ .+)", Asked::Fact, Sure::No),
    form(r"what (?:is|was) (?:wrong|up|the matter) with (my .+)", Asked::Fact, Sure::Yes),
    form(r"what (?:food|foods|thing|things|animal|animals) (?:am|do|did|can't|was) (i .+)", Asked::Fact, Sure::Yes),
    form(r"(?:what|where|which|who|when|how|how many|how old) (.*\b(?:my|i|we|mine)\b.+)", Asked::Fact, Sure::No),
    form(r"(?:where|what) (?:does|did|do|is|was|were) ([a-z][\w'-]+(?: [a-z]+)*)", Asked::Fact, Sure::No),
];

/// The question to her memory that a text ends with, if it does.
pub fn asks(text: &str) -> Option<Question> {
    let clause = clauses(text).pop()?;
    // What tells her something asks her nothing: “when I was ten my father left us”.
    if learn::said(&clause, &[]).is_some() {
        return None;
    }
    let plain = clause.plain.to_lowercase();
    if of_her(&plain) {
        return None;
    }
    if let Some((one, other)) = which_first(&plain) {
        let about = format!("{one} {other}");
        return Some(Question {
            asked: Asked::First(one, other),
            about,
            plain,
            when: None,
            slots: &[],
            sure: Sure::Yes,
        });
    }
    if let Some(at) = at_some_time(&plain).filter(|at| !at.contains(" about ")) {
        return Some(Question {
            asked: Asked::At(at),
            about: String::new(),
            plain,
            when: None,
            slots: &[],
            sure: Sure::Yes,
        });
    }
    let (form, about) = forms().iter().find_map(|(regex, form)| {
        let found = regex.captures(&plain)?;
        Some((form, found.get(1).map_or("", |about| about.as_str()).trim().to_owned()))
    })?;
    // “Did I tell you …” without anything behind it tells rather than asks.
    if form.asked != Asked::Everything && about.is_empty() {
        return None;
    }
    // “Who is he” asks about whom they speak of, and not about anybody whom he once named.
    const NOBODY: &[&str] =
        &["you", "he", "she", "it", "that", "this", "there", "they", "we", "here", "god", "me", "i", "him", "her"];
    let sure = if form.sure == Sure::Unless && NOBODY.contains(&about.as_str()) { Sure::No } else { form.sure };
    let (about, when) = Time::behind(&about);
    let (about, plain) = (about.to_owned(), Time::behind(&plain).0.to_owned());
    Some(Question { slots: slots(&plain), asked: form.asked.clone(), about, when, sure, plain })
}

/// Whether it asks for something of hers, and of nothing that he told her.
fn of_her(plain: &str) -> bool {
    let has = |words: &[&str]| plain.split([' ', '\'', ',']).any(|word| words.contains(&word));
    let his = ["i", "my", "me", "mine", "we", "our", "im", "ive", "us"];
    has(&["your", "yours"]) && !has(&his)
        || (plain.starts_with("where were you")
            || plain.starts_with("who are you")
            || plain.starts_with("what are you"))
            && !has(&his)
}

/// “What did I tell you yesterday”, “on the roof”.
fn at_some_time(plain: &str) -> Option<String> {
    static ASKS: OnceLock<Option<Regex>> = OnceLock::new();
    const FITS: &str = r"^(?:what (?:did|have) i (?:tell|told|say to|say)(?: you)?|what happened to me|what did i do|how was my day) ((?:yesterday|today|this|last|earlier|the first|on (?:the )?(?:first|day|roof|ferry|stairs)|in (?:the )?|at |under |when we were )[\w' ]*)$";
    let regex = ASKS.get_or_init(|| Regex::new(FITS).ok()).as_ref()?;
    Some(regex.captures(plain)?.get(1)?.as_str().trim().to_owned())
}

/// “Which did I tell you first, this or that”.
fn which_first(plain: &str) -> Option<(String, String)> {
    static ASKS: OnceLock<Option<Regex>> = OnceLock::new();
    const FITS: &str = r"^(?:which|what|who|whom) (?:did|have) i (?:tell|told|mention|mentioned)(?: you)?(?: about)? first,? (?:about )?(.+?),? or (?:about )?(.+)$";
    let regex = ASKS.get_or_init(|| Regex::new(FITS).ok()).as_ref()?;
    let found = regex.captures(plain)?;
    Some((found.get(1)?.as_str().to_owned(), found.get(2)?.as_str().to_owned()))
}

/// Which slots answer it.
fn slots(plain: &str) -> &'static [&'static str] {
    let has = |words: &[&str]| words.iter().any(|word| format!(" {plain} ").contains(&format!(" {word} ")));
    if has(&["name", "called", "named"]) && !has(&["favourite"]) {
        &["name", "nickname"]
    } else if has(&["grow up", "grew up", "raised", "come from", "from"]) && has(&["i", "am i"]) {
        &["from"]
    } else if has(&["born"]) {
        &["born", "is"]
    } else if has(&["i live", "do i live", "did i live"]) {
        &["home", "home before"]
    } else if has(&["how old", "my age", "age of"]) {
        &["age"]
    } else if plain.ends_with("do i do") || has(&["my job", "my work", "i work", "for a living"]) {
        &["work", "work before"]
    } else if has(&["afraid", "scared", "frightened", "fear"]) {
        &["fear"]
    } else if has(&["allergic", "i eat", "i drink", "not eat", "not drink"])
        || has(&["like", "love", "hate", "enjoy"]) && has(&["i like", "i love", "i hate", "i enjoy"])
    {
        &["feel"]
    } else {
        &[]
    }
}

fn forms() -> &'static [(Regex, &'static Form)] {
    static ALL: OnceLock<Vec<(Regex, &'static Form)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |form: &'static Form| Some((Regex::new(&format!("^(?:{})$", form.fits)).ok()?, form));
        FORMS.iter().filter_map(read).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_can_be_read() {
        assert_eq!(forms().len(), FORMS.len());
    }

    #[test]
    fn questions_to_her_memory_are_seen() {
        for (typed, asked, about) in [
            ("do you remember my sister's name?", Asked::Fact, "my sister's name"),
            ("whats my sisters name", Asked::Fact, "my sisters name"),
            ("what did i tell you about my mother", Asked::Fact, "my mother"),
            ("where did i grow up?", Asked::Fact, "i grow up"),
            ("when did I tell you about the boat?", Asked::When, "the boat"),
            ("what did you say about the fridge", Asked::Hers, "the fridge"),
            ("what do you know about me?", Asked::Everything, "me"),
            ("how old am i", Asked::Fact, "how old am i"),
            ("did i ever tell you about my uncle", Asked::Fact, "my uncle"),
        ] {
            let found = asks(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!((found.asked, found.about.as_str()), (asked, about), "{typed}");
        }
        assert_eq!(asks("what did i tell you yesterday").unwrap().asked, Asked::At("yesterday".into()));
        let first = asks("which did i tell you first, about my sister or about my dog?").unwrap();
        assert_eq!(first.asked, Asked::First("my sister".into(), "my dog".into()));
    }

    #[test]
    fn other_questions_are_not() {
        for typed in
            ["what do you think?", "are you there?", "i remember everything", "where are you", "tell me a story", ""]
        {
            assert!(asks(typed).is_none_or(|question| question.sure == Sure::No), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            asks(&text);
        }
    }
}
