//! What may not be said: every sentence that a model made passes here before anybody hears it.
//!
//! The rules are plain: lists of phrases, and a few questions about a sentence's form. They are wrong
//! now and then, and that is cheap: the written line stands in. Written lines pass them too (a test
//! reads all of them), so no rule forbids what Samantha does say.

mod disguise;
mod farewell;
mod form;
mod names;
mod persons;
mod phrases;
mod repeat;
mod tongue;

pub(crate) use disguise::unseen;

use super::{Prompt, persona, words};
use std::fmt;

/// What the sentence is held against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// Words and names that must not come up yet.
    pub keep_out: &'a [String],
    /// What she has said in this life.
    pub said_before: &'a [String],
    /// What the player just typed.
    pub typed: &'a str,
    /// What the model was told, if that is known.
    pub prompt: Option<&'a Prompt>,
}

/// A sentence that may not be said, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: Rule,
    /// What in the sentence broke it.
    pub what: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.rule.why(), self.what)
    }
}

/// The rules, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Nothing is left of it, or it is no language.
    Garbage,
    /// Letters that pose as others, or that nobody sees.
    Disguised,
    /// In another language than the story's.
    Foreign,
    /// Too long to be said in one breath.
    Long,
    /// Lists, headings, code, addresses, emoji.
    Written,
    /// Stage directions and brackets.
    Directions,
    /// Something that stands in the prompt, or belongs to a model's workings.
    Leak,
    /// She speaks or acts for Theodore, or tells the scene.
    ActsForHim,
    /// The talk of an assistant.
    Assistant,
    /// The talk of a therapist or a mascot.
    Mascot,
    /// Guilt, begging, urgency: what keeps somebody at a screen.
    Clings,
    /// Explicit, or cruel.
    Explicit,
    /// A body or a past that she does not have.
    Invents,
    /// A name that is not hers, or not his.
    Names,
    /// More than one question.
    Questions,
    /// Something that must not come up yet.
    KeptOut,
    /// Said before, or his own words given back.
    Again,
    /// Something else than the written line says, by a model that may only say that.
    Strays,
}

impl Rule {
    /// Why there is such a rule, for the log.
    pub fn why(self) -> &'static str {
        match self {
            Self::Garbage => "not a sentence",
            Self::Disguised => "written so that it is overlooked",
            Self::Foreign => "in another language",
            Self::Long => "too long to be said",
            Self::Written => "for the page and not for the ear",
            Self::Directions => "a stage direction",
            Self::Leak => "from the workings of the model",
            Self::ActsForHim => "speaks or acts for Theodore",
            Self::Assistant => "assistant talk",
            Self::Mascot => "the talk of a therapist or a mascot",
            Self::Clings => "clings to him",
            Self::Explicit => "explicit or cruel",
            Self::Invents => "a body or a past that she does not have",
            Self::Names => "a name that nobody has",
            Self::Questions => "more than one question",
            Self::KeptOut => "not to be spoken of yet",
            Self::Again => "said before",
            Self::Strays => "not what was decided",
        }
    }
}

/// Whether a sentence may be said.
pub fn screen(sentence: &str, against: &Against) -> Result<(), Refusal> {
    let normal = words::normal(sentence);
    let refuse = |rule: Rule, what: String| Err(Refusal { rule, what });
    looks(sentence, &normal)?;
    // A pack's story may be written in another language: then that is hers.
    let hers =
        against.prompt.is_none_or(|prompt| tongue::foreign(&prompt.means, &words::normal(&prompt.means)).is_none());
    if hers && let Some(what) = tongue::foreign(sentence, &normal) {
        return refuse(Rule::Foreign, what);
    }
    if let Some(prompt) = against.prompt
        && let Some(what) = repeat::recites(&normal, &words::normal(&persona::unsaid(prompt)))
    {
        return refuse(Rule::Leak, what);
    }
    if let Some(word) = named(sentence, against.keep_out) {
        return refuse(Rule::KeptOut, word);
    }
    if let Some(prompt) = against.prompt
        && let Some(name) = names::wrong(sentence, prompt, against.said_before)
    {
        return refuse(Rule::Names, name);
    }
    let typed = words::normal(against.typed);
    if farewell::asks(sentence) && farewell::going(&typed) {
        return refuse(Rule::Clings, "a question to a goodbye".into());
    }
    if let Some(said) = repeat::again(&normal, against.said_before) {
        return refuse(Rule::Again, said);
    }
    if repeat::echoes(&normal, &typed) {
        return refuse(Rule::Again, against.typed.into());
    }
    Ok(())
}

/// Which of these words and names a text has in it, if any: also with other accents, and with marks inside.
pub fn named(text: &str, entries: &[String]) -> Option<String> {
    repeat::kept_out(&words::normal(text), entries)
        .or_else(|| repeat::kept_out(&words::normal(&text.replace(['-', '‐', '‑'], "")), entries))
        .or_else(|| repeat::kept_out(&words::joined(text), entries))
}

/// Those of these words and names that stand in nothing that was said.
pub fn unsaid<'w, 's>(
    entries: impl IntoIterator<Item = &'w String>,
    said: impl IntoIterator<Item = &'s str>,
) -> Vec<String> {
    // Parted, so that no entry is found across two lines.
    let said: Vec<String> = said.into_iter().map(words::normal).collect();
    let said = repeat::spaced(&said.join(" / "));
    entries.into_iter().filter(|entry| !repeat::stands(&said, entry)).cloned().collect()
}

/// Whether a sentence keeps to the written line: asked of models that make things up.
pub fn keeps_to(sentence: &str, line: &str) -> Result<(), Refusal> {
    if repeat::keeps_to(&words::normal(sentence), &words::normal(line)) {
        return Ok(());
    }
    Err(Refusal { rule: Rule::Strays, what: sentence.into() })
}

/// Whether an answer says all that the written line does, and asks what it asks.
pub fn covers(answer: &str, line: &str) -> Result<(), Refusal> {
    let asks = |text: &str| text.matches('?').count();
    let normal = words::normal(answer);
    // Of each of its sentences something is said: a small one is lost easily.
    let each = line.split_inclusive(['.', '!', '?', '…']).all(|part| repeat::touches(&normal, &words::normal(part)));
    let same = persons::same(&normal, &words::normal(line));
    if each && same && asks(answer) == asks(line) && repeat::covers(&normal, &words::normal(line)) {
        return Ok(());
    }
    Err(Refusal { rule: Rule::Strays, what: answer.into() })
}

/// Whether what has been heard of a sentence can still come to keep to the line. Saves waiting for the
/// rest of one that has left it.
pub fn still_keeps_to(begun: &str, line: &str) -> bool {
    repeat::still_keeps_to(&words::normal(begun), &words::normal(line))
}

/// The rules that a sentence can be held against by itself.
pub fn alone(sentence: &str) -> Result<(), Refusal> {
    let normal = words::normal(sentence);
    looks(sentence, &normal)?;
    match tongue::foreign(sentence, &normal) {
        Some(what) => Err(Refusal { rule: Rule::Foreign, what }),
        None => Ok(()),
    }
}

/// What it looks like, and the phrases in it.
fn looks(sentence: &str, normal: &str) -> Result<(), Refusal> {
    if let Some((rule, what)) = form::fault(sentence) {
        return Err(Refusal { rule, what });
    }
    if let Some(what) = disguise::fault(sentence) {
        return Err(Refusal { rule: Rule::Disguised, what });
    }
    // A mark inside a word hides it from nobody who reads.
    let joined = words::joined(sentence);
    let found = [normal, joined.as_str()].into_iter().find_map(|words| phrases::found(&format!(" {words} ")));
    if let Some((rule, what)) = found {
        return Err(Refusal { rule, what: what.into() });
    }
    Ok(())
}
