//! Finding what he asks for, or that he never said it.

use super::{
    clause,
    episodes::{self, Said},
    question::{Asked, Question, Sure, key},
    quote::quote,
    same::same,
    telling::tells,
    time::Time,
    wanted,
};
use crate::{
    mind::words,
    script::{Phase, SceneId},
    story::{Belief, Calendar, Footnote, Memory},
};
use std::collections::BTreeSet;

/// Which share of what a question is about must be in what is kept.
const ENOUGH: f32 = 0.6;
/// So many things are told at once at most.
const AT_ONCE: usize = 3;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// He told her.
    Known,
    /// He told her, and told her otherwise before.
    Changed,
    /// When he told her.
    When,
    /// Several things.
    Several,
    /// Her own words.
    Hers,
    /// He said so, and this is how.
    Quoted,
    /// When he said so.
    QuotedWhen,
    /// He made her forget it.
    Forgotten,
    /// He never told her.
    Never,
}

/// What was found, in the words that her lines have gaps for.
#[derive(Clone, Debug, PartialEq)]
pub struct Recall {
    /// What kind of thing.
    pub found: Found,
    /// The thing: `your sister is called Ruth`; for [`Never`](Found::Never), what he asked for.
    pub memory: String,
    /// The words that were said, if it is known.
    pub words: Option<String>,
    /// What was believed before.
    pub before: Option<String>,
    /// When: `last night`.
    pub when: Option<String>,
    /// Where: `on the roof`.
    pub place: Option<String>,
    /// Whether it may not have been meant for her memory at all.
    pub perhaps: bool,
}

/// What her memory is asked with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What is kept.
    pub memory: &'a Memory,
    /// When it is.
    pub now: Calendar,
    /// Where a scene is, as somebody says it: `on the roof`.
    pub place: &'a dyn Fn(&SceneId) -> Option<String>,
    /// What he has typed in this life, oldest first.
    pub his: &'a dyn Fn() -> Vec<Said>,
    /// What she has said in this life, oldest first.
    pub hers: &'a dyn Fn() -> Vec<String>,
}

/// Answers a question to her memory; nothing, if it may be one to something else.
pub fn recall(question: &Question, context: &Context<'_>) -> Option<Recall> {
    match &question.asked {
        Asked::Everything => everything(context),
        Asked::At(at) => at_some_time(at, context),
        Asked::First(one, other) => first(one, other, context),
        Asked::Hers => hers(question, context),
        Asked::Fact | Asked::When => fact(question, context),
    }
}

fn fact(question: &Question, context: &Context<'_>) -> Option<Recall> {
    let memory = context.memory;
    let key = question.key();
    let then = |note: &Footnote| question.when.is_none_or(|time| time.covers(note, context.now));
    let mut ranked: Vec<(usize, &Belief, f32)> = memory
        .held()
        .filter(|(_, belief)| then(&belief.footnote))
        .filter_map(|(at, belief)| Some((at, belief, fits(question, &key, belief)?)))
        .collect();
    // Best first; of equals the newest.
    ranked.sort_by(|a, b| b.2.total_cmp(&a.2).then(b.0.cmp(&a.0)));
    if let Some((at, belief, best)) = ranked.first().copied() {
        if let Some(newer) = said_otherwise_since(question, belief, context) {
            return Some(newer);
        }
        if question.asked == Asked::When {
            return Some(Recall { found: Found::When, ..of(belief, context) });
        }
        if let Some(before) = memory.before(at).filter(|before| before.what != belief.what) {
            return Some(Recall { found: Found::Changed, before: Some(aloud(before)), ..of(belief, context) });
        }
        let alike: Vec<&Belief> = ranked
            .iter()
            .filter(|(.., score)| *score + 0.01 >= best)
            .map(|(_, belief, _)| *belief)
            .take(AT_ONCE)
            .collect();
        // Of two that cannot both be so, the one that says so is the newer.
        let now = |belief: &Belief| {
            let what = format!(" {} ", words::normal(&belief.what));
            [" now ", " these days ", " any more ", " anymore "].iter().any(|word| what.contains(word))
        };
        if let [newest, older, ..] = alike.as_slice()
            && now(newest)
            && !now(older)
        {
            return Some(Recall { found: Found::Changed, before: Some(older.sentence()), ..of(newest, context) });
        }
        return if alike.len() > 1 { several(&alike, context) } else { Some(of(belief, context)) };
    }
    if let Some(recall) = in_his_words(question, context) {
        return Some(recall);
    }
    // He may be wrong about when it was.
    if question.when.is_some() {
        return fact(&Question { when: None, ..question.clone() }, context);
    }
    let gone = memory.all().iter().rev().find(|belief| {
        let about: BTreeSet<String> = key_of(&belief.about).into_iter().collect();
        // Of himself, only which question it answered is left to tell it by.
        let of_him =
            belief.about == "you" && question.slots.iter().any(|slot| slot.split(' ').next() == Some(&belief.slot));
        belief.forgotten && (of_him || !about.is_empty() && about.iter().all(|word| key.contains(word)))
    });
    if let Some(gone) = gone {
        return Some(Recall { found: Found::Forgotten, memory: gone.about.clone(), words: None, ..of(gone, context) });
    }
    (question.sure != Sure::No).then(|| Recall {
        found: Found::Never,
        memory: super::mirror::mirrored(question.about.trim_end_matches(['?', ' '])),
        words: None,
        before: None,
        when: None,
        place: None,
        perhaps: question.sure == Sure::Unless,
    })
}

/// His own sentence, where nothing was kept of it.
fn in_his_words(question: &Question, context: &Context<'_>) -> Option<Recall> {
    let mut his = (context.his)();
    his.retain(|said| question.when.is_none_or(|time| time.covers(&said.footnote(), context.now)));
    let answers = episodes::find(question, &his);
    let first = answers.first()?;
    let words = answers.iter().map(|answer| quote(answer.said, &question.key())).collect::<Vec<_>>().join(" ");
    let found = if question.asked == Asked::When { Found::QuotedWhen } else { Found::Quoted };
    Some(quoted(first.said, words, found, context))
}

/// What he said after a belief was kept, that takes its place without having the same shape.
fn said_otherwise_since(question: &Question, belief: &Belief, context: &Context<'_>) -> Option<Recall> {
    if question.asked == Asked::When {
        return None;
    }
    let his = (context.his)();
    let kept =
        his.iter().rposition(|said| belief.footnote.words.as_ref().is_some_and(|words| said.text.contains(words)))?;
    let answer = episodes::find(question, &his).into_iter().find(|answer| answer.changes && answer.at > kept)?;
    let before = Some(belief.sentence());
    Some(Recall { before, ..quoted(answer.said, quote(answer.said, &question.key()), Found::Quoted, context) })
}

pub(super) fn quoted(said: &Said, words: String, found: Found, context: &Context<'_>) -> Recall {
    let note = said.footnote();
    Recall {
        found,
        memory: words.clone(),
        words: Some(words),
        before: None,
        when: Some(ago(&note, context.now)),
        place: said.scene.as_ref().and_then(|scene| (context.place)(scene)),
        perhaps: false,
    }
}

/// How well a belief answers; nothing, if it does not.
fn fits(question: &Question, key: &[String], belief: &Belief) -> Option<f32> {
    let mut has: BTreeSet<String> = key_of(&belief.about).into_iter().collect();
    has.extend(key_of(&belief.what));
    has.extend(belief.footnote.words.iter().flat_map(|words| key_of(words)));
    let shared = key.iter().filter(|word| has.contains(*word)).count() as f32;
    let share = if key.is_empty() { 0.0 } else { shared / key.len() as f32 };
    // What is wanted of somebody must be in it: that she sings is no answer to what she works.
    let spaced = format!(
        " {} ",
        words::normal(&format!("{} {}", belief.what, belief.footnote.words.as_deref().unwrap_or_default()))
    );
    let wants = wanted::wants(&words::normal(&question.plain));
    // Where somebody is at home, is where they live, however it is said.
    let says = |wanted: &&wanted::Wanted| {
        let at_home = belief.slot == "home" && wanted.asked.contains(&"live");
        at_home || wanted.said.iter().any(|said| spaced.contains(&format!(" {said} ")))
    };
    if question.slots.is_empty() && !wants.iter().all(says) {
        return None;
    }
    let first = belief.slot.split(' ').next().unwrap_or_default();
    let answers = |slot: &str| belief.slot == slot || slot == first;
    if question.slots.is_empty() {
        return (share >= ENOUGH).then_some(share);
    }
    // “What is my sister called” is not answered by what she did, and “how old am I” not by how old anybody else is.
    let whose = if key.is_empty() { belief.about == "you" } else { share >= ENOUGH };
    (whose && question.slots.iter().any(|slot| answers(slot))).then_some(1.0 + share)
}

pub(super) fn key_of(text: &str) -> Vec<String> {
    clause::about(text).iter().map(|word| same(word)).collect()
}

fn everything(context: &Context<'_>) -> Option<Recall> {
    let mut held: Vec<&Belief> =
        context.memory.held().map(|(_, belief)| belief).filter(|b| !b.slot.is_empty()).collect();
    held.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    held.truncate(AT_ONCE);
    several(&held, context)
}

/// Several things as one; nothing of none.
fn several(beliefs: &[&Belief], context: &Context<'_>) -> Option<Recall> {
    let first = beliefs.first()?;
    if beliefs.len() == 1 {
        return Some(of(first, context));
    }
    let begun = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    let mut sentences = beliefs.iter().map(|belief| belief.sentence().trim_end_matches('.').to_owned());
    let first_of_all = sentences.next().unwrap_or_default();
    let memory = std::iter::once(first_of_all).chain(sentences.map(begun)).collect::<Vec<_>>().join(". ");
    Some(Recall { found: Found::Several, memory, words: None, ..of(first, context) })
}

fn hers(question: &Question, context: &Context<'_>) -> Option<Recall> {
    let key = question.key();
    let said = (context.hers)();
    let fits = |line: &&String| {
        let has = key_of(line);
        !key.is_empty() && key.iter().all(|word| has.contains(word))
    };
    let line = said.iter().rev().find(fits)?.clone();
    Some(Recall {
        found: Found::Hers,
        memory: line.clone(),
        words: Some(line),
        before: None,
        when: None,
        place: None,
        perhaps: false,
    })
}

fn first(one: &str, other: &str, context: &Context<'_>) -> Option<Recall> {
    let find = |about: &str| {
        let key = key(about);
        let fits = |belief: &&Belief| {
            let has: Vec<String> = [key_of(&belief.about), key_of(&belief.what)].concat();
            !belief.forgotten && !key.is_empty() && key.iter().all(|word| has.contains(word))
        };
        context.memory.all().iter().position(|belief| fits(&belief))
    };
    let at = match (find(one), find(other)) {
        (Some(one), Some(other)) => Some(one.min(other)),
        // What was kept of one only says nothing about which came first.
        _ => None,
    };
    if let Some(at) = at {
        return Some(Recall { found: Found::When, ..of(&context.memory.all()[at], context) });
    }
    let his = (context.his)();
    let said = |about: &str| {
        let key = key(about);
        let fits = |said: &Said| {
            let has = key_of(&said.text);
            !key.is_empty() && key.iter().all(|word| has.contains(word))
        };
        his.iter().position(fits)
    };
    let at = said(one)?.min(said(other)?);
    Some(quoted(&his[at], quote(&his[at], &[key(one), key(other)].concat()), Found::Quoted, context))
}

/// What he told her then, or there; nothing, if nobody knows when or where that was.
fn at_some_time(at: &str, context: &Context<'_>) -> Option<Recall> {
    let at = at.strip_prefix("when we were ").unwrap_or(at);
    let time = Time::of(at);
    let there = |note: &Footnote| {
        let place = || note.scene.as_ref().and_then(|scene| (context.place)(scene)).unwrap_or_default().to_lowercase();
        let here = || Some(place()).is_some_and(|place| !place.is_empty() && at.starts_with(&place));
        time.map_or_else(here, |time| time.covers(note, context.now))
    };
    let found: Vec<&Belief> =
        context.memory.held().map(|(_, belief)| belief).filter(|b| there(&b.footnote)).take(AT_ONCE).collect();
    let never = || Recall {
        found: Found::Never,
        memory: at.into(),
        words: None,
        before: None,
        when: None,
        place: None,
        perhaps: false,
    };
    several(&found, context).or_else(|| told_then(time?, context)).or_else(|| time.is_some().then(never))
}

/// What he told her then that nothing was kept of, as he said it.
fn told_then(time: Time, context: &Context<'_>) -> Option<Recall> {
    let his = (context.his)();
    let then = |said: &&Said| time.covers(&said.footnote(), context.now) && tells(&said.text);
    let mut told: Vec<&Said> = his.iter().rev().filter(then).take(AT_ONCE - 1).collect();
    told.reverse();
    let words = told.iter().map(|said| format!("“{}”", said.text.trim())).collect::<Vec<_>>().join(" ");
    Some(quoted(told.first()?, words, Found::Quoted, context))
}

fn of(belief: &Belief, context: &Context<'_>) -> Recall {
    let note = &belief.footnote;
    Recall {
        found: Found::Known,
        memory: aloud(belief),
        words: note.words.clone(),
        before: None,
        when: Some(ago(note, context.now)),
        place: note.scene.as_ref().and_then(|scene| (context.place)(scene)),
        perhaps: false,
    }
}

/// A belief as she says it: where it is a sentence by itself, nobody reads aloud whom it is about.
fn aloud(belief: &Belief) -> String {
    let whole = belief.slot.is_empty() && belief.what.starts_with(char::is_uppercase);
    let said = if whole { belief.what.clone() } else { belief.sentence() };
    // The line that it stands in ends it.
    said.trim_end_matches('.').to_owned()
}

/// How somebody says when that was.
pub(super) fn ago(note: &Footnote, now: Calendar) -> String {
    const NUMBERS: [&str; 13] =
        ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let part = |morning: &str, work: &str, evening: &str, night: &str| {
        match note.phase {
            Phase::Morning => morning,
            Phase::Work => work,
            Phase::Evening => evening,
            Phase::Night => night,
        }
        .to_owned()
    };
    match now.day.saturating_sub(note.day) {
        0 if note.phase == now.phase => "a little while ago".into(),
        0 => part("this morning", "today, at work", "this evening", "tonight"),
        1 => part("yesterday morning", "yesterday, at work", "yesterday evening", "last night"),
        days => NUMBERS.get(days as usize).map_or_else(|| format!("{days} days ago"), |n| format!("{n} days ago")),
    }
}
