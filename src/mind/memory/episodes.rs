//! What he said, word for word: where no fact was kept, his own sentence is the memory.
//!
//! A question is taken apart into whom it is about, what it wants to know of them (a name, a place, a fear: for each
//! there are words that give it away) and the rest of its words. A sentence of his answers it if it is about the same
//! one, says something of what is wanted, and shares most of the rest. Of two that do, the one that says that something
//! has changed is the newer truth.

use super::{
    clause, lists,
    question::{self, Question, Sure},
    same::same,
    telling::is_question,
    wanted::{self, Wanted},
};
use crate::{
    mind::words,
    script::{Phase, SceneId},
    story::{Footnote, TaughtBy},
};
use std::collections::BTreeSet;

/// Which share of the rest of a question's words must be in a sentence.
const ENOUGH: f32 = 0.55;
/// So many sentences are told at once at most.
const AT_ONCE: usize = 3;

/// A sentence of his.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Of whom they speak by “she” or “he” alone: `my mum`.
    pub whom: Option<String>,
    /// In which of his turns, counted from 1.
    pub turn: u32,
    /// On which day.
    pub day: u32,
    /// In which part of it.
    pub phase: Phase,
    /// Where.
    pub scene: Option<SceneId>,
}

/// A sentence that answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answers<'s> {
    /// The sentence.
    pub said: &'s Said,
    /// Its place among all of his.
    pub at: usize,
    /// Whether it says that something is not as it was.
    pub changes: bool,
}

impl Said {
    /// From where it is known.
    pub(super) fn footnote(&self) -> Footnote {
        let Self { text, turn, day, phase, scene, .. } = self.clone();
        Footnote { day, phase, scene, turn, beat: None, words: Some(text), by: TaughtBy::Talk }
    }
}

/// The sentences that answer a question, the best first; none, if he never said it.
pub(super) fn find<'s>(question: &Question, said: &'s [Said]) -> Vec<Answers<'s>> {
    let asked = Asked::of(&question.plain);
    if asked.rest.is_empty() && asked.subject.is_none() && asked.wants.is_empty() {
        return Vec::new();
    }
    let heard: Vec<Heard> = said.iter().map(Heard::of).collect();
    let mut found = asked.among(&heard);
    if found.is_empty() {
        found = asked.by_name(&heard);
    }
    found.into_iter().map(|at| Answers { said: &said[at], at, changes: asked.changes(&heard[at]) }).collect()
}

/// A question, taken apart.
#[derive(Debug)]
struct Asked {
    /// The one of his that it is about: `sister`, `kitten`.
    subject: Option<String>,
    /// Whether it is about himself.
    himself: bool,
    /// What it wants to know.
    wants: Vec<&'static Wanted>,
    /// The other words that it is about.
    rest: BTreeSet<String>,
}

/// A sentence of his, ready to be held against a question.
#[derive(Debug)]
struct Heard {
    /// Its words in order, in small letters and without punctuation.
    words: Vec<String>,
    /// What it is about.
    about: BTreeSet<String>,
    /// Those of its words that are written like names, with a capital or between commas, in small letters.
    like_names: BTreeSet<String>,
    /// Whether it says that something is not as it was.
    changes: bool,
    /// Whether it says that somebody is not where they were.
    moved: bool,
    /// Whether it asks and says nothing.
    asks: bool,
}

impl Asked {
    fn of(plain: &str) -> Self {
        let plain = words::normal(plain);
        let tokens: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
        let wants = wanted::wants(&plain);
        let subject = subject(&tokens);
        let himself = subject.is_none() && tokens.iter().any(|word| matches!(*word, "i" | "im" | "ive" | "me" | "my"));
        let asking: BTreeSet<String> =
            wants.iter().flat_map(|wanted| wanted.asked.iter()).map(|word| stem(word)).collect();
        let rest = clause::about(&plain).into_iter().filter(|word| !lists::ASKING.contains(&word.as_str()));
        let rest = rest.map(|word| same(&word)).filter(|word| !asking.contains(word) && subject.as_ref() != Some(word));
        Self { himself, wants, rest: rest.collect(), subject }
    }

    /// The places of the sentences that answer it, the best first.
    fn among(&self, heard: &[Heard]) -> Vec<usize> {
        // A word that he says all the time tells little.
        let common = |word: &String| heard.iter().filter(|heard| heard.about.contains(word)).count();
        let weights: Vec<f32> = self
            .rest
            .iter()
            .map(|word| ((heard.len() + 1) as f32 / (common(word) + 1) as f32).ln() + f32::EPSILON)
            .collect();
        let score = |heard: &Heard| self.score(heard, &weights);
        let mut ranked: Vec<(usize, f32)> =
            heard.iter().enumerate().filter_map(|(at, heard)| Some((at, score(heard)?))).collect();
        // A newer sentence that says that something changed is the truth, whatever else it leaves out.
        ranked.sort_by(|a, b| {
            let changed = |at: usize| self.changes(&heard[at]);
            changed(b.0).cmp(&changed(a.0)).then(b.1.total_cmp(&a.1)).then(b.0.cmp(&a.0))
        });
        let Some(best) = ranked.first().copied() else { return Vec::new() };
        if self.changes(&heard[best.0]) || !self.wants_several() {
            return vec![best.0];
        }
        ranked.into_iter().filter(|(_, score)| *score + 0.01 >= best.1).map(|(at, _)| at).take(AT_ONCE).collect()
    }

    /// Whether a sentence says that what is asked for is not as it was.
    fn changes(&self, heard: &Heard) -> bool {
        heard.changes || heard.moved && self.wants.iter().any(|wanted| wanted.asked.contains(&"live"))
    }

    /// Whether several answers belong together: what he likes, whom he has.
    fn wants_several(&self) -> bool {
        self.wants.iter().any(|wanted| wanted.several) || self.rest.is_empty()
    }

    /// How well a sentence answers it, where each word of the rest weighs so much.
    fn score(&self, heard: &Heard, weights: &[f32]) -> Option<f32> {
        if heard.asks {
            return None;
        }
        if let Some(subject) = &self.subject
            && !heard.speaks_of_his(subject)
        {
            return None;
        }
        let says = |wanted: &&&Wanted| heard.says(wanted, self.himself, self.subject.as_deref());
        if self.wants.iter().filter(says).count() < self.wants.len() {
            return None;
        }
        if self.rest.is_empty() {
            return Some(1.0);
        }
        let weighed = self.rest.iter().zip(weights);
        let shared: f32 = weighed.filter(|(word, _)| heard.about.contains(*word)).map(|(_, weight)| weight).sum();
        let share = shared / weights.iter().sum::<f32>();
        (share >= ENOUGH).then_some(share)
    }

    /// Over a name: who was told to be the one in question is spoken of elsewhere by name alone.
    fn by_name(&self, heard: &[Heard]) -> Vec<usize> {
        let Some(subject) = &self.subject else { return Vec::new() };
        let named: Vec<(String, &Heard)> = heard
            .iter()
            .rev()
            .filter(|heard| heard.speaks_of_his(subject))
            .filter_map(|heard| Some((heard.name_of(subject)?, heard)))
            .collect();
        let only = named.first().is_some_and(|(first, _)| named.iter().all(|(name, _)| name == first));
        let shares = |heard: &Heard| {
            let shared = self.rest.iter().filter(|word| heard.about.contains(*word)).count() as f32;
            only || self.rest.is_empty() || shared / self.rest.len() as f32 >= 0.5
        };
        let Some((name, at)) = named.into_iter().find(|(_, heard)| shares(heard)) else { return Vec::new() };
        let speaks =
            |(_, heard): &(usize, &Heard)| !heard.asks && !std::ptr::eq(*heard, at) && heard.words.contains(&name);
        let says = |heard: &Heard| self.wants.iter().all(|wanted| heard.says(wanted, false, Some(&name)));
        let found: Vec<(usize, &Heard)> = heard.iter().enumerate().filter(speaks).collect();
        let shares_one =
            |heard: &Heard| self.rest.is_empty() || self.rest.iter().any(|word| heard.about.contains(word));
        let fits = |heard: &Heard| says(heard) && shares_one(heard);
        // What is wanted may be said in words that nobody foresaw; without anything wanted, nothing is guessed.
        let last = found.last().filter(|_| !self.wants.is_empty());
        let best = found.iter().rev().find(|(_, heard)| fits(heard)).or(last);
        best.map(|(at, _)| vec![*at]).unwrap_or_default()
    }
}

impl Heard {
    fn of(said: &Said) -> Self {
        // Whom “she” means stands behind it: it is looked for like any word.
        let normal = words::normal(&format!("{} {}", said.text, said.whom.as_deref().unwrap_or_default()));
        // On the way there, nobody says what they do.
        let normal =
            ["from work", "to work", "at work", "off work"].iter().fold(normal, |said, way| said.replace(way, ""));
        let words: Vec<String> = normal.split(' ').map(str::to_owned).collect();
        let about = words.iter().map(|word| stem(word)).collect();
        let spaced = format!(" {normal} ");
        let changes = lists::CHANGES.iter().any(|change| spaced.contains(&format!(" {change} ")));
        let first = words.first().map(String::as_str).unwrap_or_default();
        let asks = said.text.trim_end().ends_with('?') && !said.text.contains(['.', '!', ','])
            || lists::ASKS.contains(&first) && said.text.trim_end().ends_with('?')
            || question::asks(&said.text).is_some_and(|question| question.sure == Sure::Yes)
            || is_question(&said.text);
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let apart = said.text.split(',').skip(1).map(str::trim).filter(|part| !part.contains(' '));
        let like_names = said.text.split_whitespace().filter(capital).chain(apart).map(words::normal).collect();
        let moved = words.iter().any(|word| word == "moved");
        Self { words, about, like_names, changes, moved, asks }
    }

    /// Whether it speaks of one of his: `my sister`, `dad`, but not `amy’s sister`.
    fn speaks_of_his(&self, subject: &str) -> bool {
        (0..self.words.len()).any(|at| self.is(at, subject) && self.is_his(at))
    }

    fn is(&self, at: usize, subject: &str) -> bool {
        let word = &self.words[at];
        // `sister’s` and `sisters` have lost their apostrophe.
        stem(word) == subject || word.strip_suffix('s').is_some_and(|word| stem(word) == subject)
    }

    /// Whether nobody else has what stands there.
    fn is_his(&self, at: usize) -> bool {
        let before = self.words[..at].iter().rev().take(2);
        for word in before {
            match word.as_str() {
                "my" | "our" | "the" | "a" | "an" | "i" => return true,
                "her" | "his" | "their" | "your" => return false,
                // A name with an s that belongs to somebody: `amys brother`.
                other if other.len() > 3 && other.ends_with('s') && !lists::VERBS.contains(&other) => {
                    return lists::PLURALS.contains(&other);
                }
                _ => {}
            }
        }
        true
    }

    /// Whether it says something of what is wanted: of himself, if it is he who is asked about.
    fn says(&self, wanted: &Wanted, himself: bool, subject: Option<&str>) -> bool {
        let gives_away = |at: &usize| {
            let here = &self.words[*at..];
            let says = |said: &str| {
                let mut said = said.split(' ');
                said.clone().count() <= here.len() && here.iter().zip(&mut said).all(|(word, said)| word == said)
            };
            wanted.said.iter().any(|said| says(said))
        };
        let by_himself = |at: &usize| {
            if !himself || !wanted.of_himself {
                return true;
            }
            let back = self.words[at.saturating_sub(4)..*at].iter().map(String::as_str);
            let mut who = back.rev().filter(|word| lists::WHO.contains(word));
            who.next().map_or(*at == 0, |word| matches!(word, "i" | "im" | "ive" | "id" | "we" | "weve"))
        };
        let there = (0..self.words.len()).filter(gives_away).any(|at| by_himself(&at));
        there || wanted.name && subject.is_some_and(|subject| self.name_of(subject).is_some())
    }

    /// What somebody is called: the word behind `called`, or behind who it is.
    fn name_of(&self, subject: &str) -> Option<String> {
        let called = self.words.iter().position(|word| matches!(word.as_str(), "called" | "named"));
        if let Some(name) = called.and_then(|at| self.words.get(at + 1)) {
            return Some(name.clone());
        }
        let at = (0..self.words.len()).find(|at| self.is(*at, subject) && self.is_his(*at))?;
        let next = self.words.get(at + 1)?;
        let name = next.strip_suffix('s').filter(|name| name.len() > 3).unwrap_or(next);
        // It is written like a name, or what somebody of that name does comes behind it.
        let does = self.words.get(at + 2).is_some_and(|word| lists::VERBS.contains(&word.as_str()));
        let word = !does && !self.like_names.contains(next)
            || lists::VERBS.contains(&next.as_str())
            || lists::SMALL.contains(&next.as_str())
            || next.ends_with("ed")
            || next.ends_with("ing")
            || (next.ends_with('s')
                && !self.words.get(at + 2).is_some_and(|word| lists::VERBS.contains(&word.as_str())));
        // `jonas is`, but not `works on`; `hanne’s birthday` has lost its apostrophe.
        let owned =
            next.ends_with('s') && self.words.get(at + 2).is_some_and(|word| word == "birthday" || word == "left");
        if word && !owned {
            return None;
        }
        Some(if owned { name.to_owned() } else { next.clone() })
    }
}

/// The one of his that a question is about: behind the last `my`, up to what is asked of them.
fn subject(tokens: &[&str]) -> Option<String> {
    if let Some(mine) = tokens.windows(2).position(|pair| pair == ["of", "mine"]) {
        return mine.checked_sub(1).map(|at| stem(tokens[at]));
    }
    let my = tokens.iter().rposition(|word| *word == "my")?;
    let phrase: Vec<&str> =
        tokens[my + 1..].iter().copied().take_while(|word| !lists::VERBS.contains(word)).take(4).collect();
    let family = phrase.iter().find_map(|word| {
        let bare = word.strip_suffix('s').unwrap_or(word);
        [*word, bare].into_iter().map(stem).find(|stem| lists::FAMILY.contains(&stem.as_str()))
    });
    let head = || {
        let ends =
            |word: &&&str| !lists::SMALL.contains(*word) && !["name", "names", "job", "work", "again"].contains(*word);
        let head = phrase.iter().take_while(|word| !lists::SMALL.contains(*word)).filter(ends).last()?;
        Some(stem(head.strip_suffix('s').filter(|bare| bare.len() > 3).unwrap_or(head)))
    };
    // “My favourite song” is about a song, and about what is favourite, too.
    if phrase.contains(&"favourite") || phrase.contains(&"favorite") {
        return None;
    }
    family.or_else(head)
}

fn stem(word: &str) -> String {
    same(words::stem(word))
}
