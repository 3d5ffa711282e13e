//! The work itself: a queue of sentences, done one at a time, so that it can run anywhere.

use super::{
    Answer, Question, SentenceModel, Sign,
    kept::Kept,
    manner::manner,
    place::Place,
    signs::{sign, soberly},
};
use crate::{
    mind::words::{self, Spelt},
    script::{ChoiceId, Manner},
    story::Heard,
};
use bevy::log::warn;
use std::collections::{HashMap, VecDeque};

/// Examples whose place is remembered, at most: a whole story has far fewer.
const REMEMBERED: usize = 20_000;

/// Where there is no thread, whoever would have to wait for more examples than this to be placed is answered by shared
/// letters and words: a story that has just begun has thousands of them, and they are placed meanwhile.
const WAITED_FOR: usize = 48;

/// Questions, examples, and the model that places them. `T` travels with a question to its answer.
pub(super) struct Engine<T> {
    model: Option<SentenceModel>,
    trouble: Option<String>,
    /// Where each example lies.
    placed: HashMap<String, Place>,
    /// The same from earlier starts.
    kept: Option<Kept>,
    /// How each example is spelt.
    spelt: Spellings,
    asked: VecDeque<Asked<T>>,
    ahead: VecDeque<String>,
    /// For how many examples an answer waits, at most.
    waits_for: usize,
}

struct Asked<T> {
    question: Question,
    tag: T,
    place: Option<Box<[f32]>>,
    /// What it is a sign of.
    sign: Option<Sign>,
    /// How it is told.
    manner: Option<Manner>,
    /// How many of its examples are known to be placed.
    checked: usize,
}

impl<T> Default for Engine<T> {
    fn default() -> Self {
        Self {
            model: None,
            trouble: None,
            placed: HashMap::new(),
            kept: None,
            spelt: Spellings::new(),
            asked: VecDeque::new(),
            ahead: VecDeque::new(),
            waits_for: usize::MAX,
        }
    }
}

impl<T> Engine<T> {
    /// One that lets nobody wait long.
    pub(super) fn impatient() -> Self {
        Self { waits_for: WAITED_FOR, ..Self::default() }
    }

    /// The weights are here, or will not come.
    pub(super) fn take_weights(&mut self, model: Result<SentenceModel, String>) {
        match model {
            Ok(model) => {
                self.model = Some(model);
                self.trouble = None;
            }
            Err(why) => self.lose(&why),
        }
    }

    /// What the model has placed at earlier starts, and will have at later ones.
    pub(super) fn keep_in(&mut self, kept: Option<Kept>) {
        self.kept = kept;
    }

    /// There is nothing to do for a while.
    pub(super) fn rest(&mut self) {
        if let Some(kept) = &mut self.kept {
            kept.write();
        }
    }

    pub(super) fn ask(&mut self, question: Question, tag: T) {
        self.asked.push_back(Asked { question, tag, place: None, sign: None, manner: None, checked: 0 });
    }

    pub(super) fn prepare(&mut self, examples: impl Iterator<Item = String>) {
        let fresh: Vec<String> = examples.filter(|example| !self.placed.contains_key(example)).collect();
        self.ahead.extend(fresh);
    }

    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether there is nothing left to do.
    pub(super) fn idle(&self) -> bool {
        self.asked.is_empty() && (self.ahead.is_empty() || self.model.is_none())
    }

    /// Places one sentence at most, and gives an answer once one is complete. Whoever waits for an
    /// answer comes before whoever will only soon.
    pub(super) fn pump(&mut self) -> Option<(Answer, T)> {
        let Some(mut asked) = self.asked.pop_front() else {
            while let Some(example) = self.ahead.pop_front() {
                if !self.placed.contains_key(&example) {
                    self.place_example(&example);
                    break;
                }
            }
            return None;
        };
        if let Some(answer) = word_for_word(&asked.question, &mut self.spelt) {
            return Some((answer, asked.tag));
        }
        if self.model.is_none() {
            return Some((by_words(&asked.question, &mut self.spelt), asked.tag));
        }
        if asked.place.is_none() {
            let examples = asked.question.meanings.iter().flat_map(|meaning| &meaning.means);
            let missing = examples.filter(|example| !self.placed.contains_key(*example));
            if self.waits_for != usize::MAX && missing.take(self.waits_for + 1).count() > self.waits_for {
                let answer = by_words(&asked.question, &mut self.spelt);
                self.prepare(asked.question.meanings.into_iter().flat_map(|meaning| meaning.means));
                return Some((answer, asked.tag));
            }
            asked.place = self.place(&asked.question.text);
            asked.sign = asked.place.as_deref().and_then(|place| sign(&asked.question.text, place));
            asked.manner = asked.place.as_deref().and_then(|place| soberly(place, manner(place)));
            self.asked.push_front(asked);
            return None;
        }
        let missing = {
            let examples = || asked.question.meanings.iter().flat_map(|m| &m.means);
            let found = examples().skip(asked.checked).position(|example| !self.placed.contains_key(example));
            found.and_then(|ahead| {
                asked.checked += ahead;
                examples().nth(asked.checked).cloned()
            })
        };
        if let Some(example) = missing {
            self.place_example(&example);
            self.asked.push_front(asked);
            return None;
        }
        let answer = self.by_meaning(&asked);
        Some((answer, asked.tag))
    }

    fn place_example(&mut self, example: &str) {
        if self.placed.len() >= REMEMBERED {
            self.placed.clear();
        }
        let known = self.kept.as_mut().and_then(|kept| kept.find(example));
        let place = known.or_else(|| {
            let place = Place::of(&self.place(example)?);
            if let Some(kept) = &mut self.kept {
                kept.keep(example, &place);
            }
            Some(place)
        });
        if let Some(place) = place {
            self.placed.insert(example.into(), place);
        }
    }

    /// Where a sentence lies. A model that fails once is given up, so that nobody waits for it.
    fn place(&mut self, sentence: &str) -> Option<Box<[f32]>> {
        match self.model.as_ref()?.place(sentence) {
            Ok(place) => Some(place),
            Err(why) => {
                self.lose(&why);
                None
            }
        }
    }

    fn lose(&mut self, why: &str) {
        let trouble = format!("{why}. Until that is mended, typed words are compared letter by letter.");
        warn!("{trouble}");
        self.trouble = Some(trouble);
        self.model = None;
        self.placed.clear();
    }

    fn by_meaning(&mut self, asked: &Asked<T>) -> Answer {
        let Some(place) = &asked.place else { return by_words(&asked.question, &mut self.spelt) };
        let mut answer = rank(&asked.question, Heard::Meaning, |example| {
            self.placed.get(example).map_or(-1.0, |other| other.near(place))
        });
        (answer.sign, answer.manner) = (asked.sign, asked.manner);
        lean_on_letters(&asked.question, &mut answer.ranked, &mut self.spelt);
        answer
    }
}

/// How much shared letters weigh beside where the sentences lie, and how alike the letters of any two are.
const LETTERS: (f32, f32) = (0.25, 0.3);
/// The same for the words that carry meaning.
const WORDS: (f32, f32) = (0.10, 0.15);

/// Names, odd words and slips of the finger mean little to the model, and a great deal here: whoever types a word of an
/// example is likely to mean it. The weights and the thresholds are calibrated on `tests/understanding`.
fn lean_on_letters(question: &Question, ranked: &mut [(ChoiceId, f32)], spelt: &mut Spellings) {
    let typed = Spelt::of(&question.text);
    let mut alike: HashMap<&ChoiceId, (f32, f32)> = HashMap::new();
    for meaning in &question.meanings {
        let known = alike.entry(&meaning.id).or_default();
        for example in &meaning.means {
            let example = spelling(spelt, example);
            *known = (known.0.max(typed.letters(example)), known.1.max(typed.content(example)));
        }
    }
    for (id, near) in ranked.iter_mut() {
        let (letters, content) = alike.get(id).copied().unwrap_or_default();
        let lean = LETTERS.0 * (letters - LETTERS.1) + WORDS.0 * (content - WORDS.1);
        *near = (*near + lean).clamp(-1.0, 1.0);
    }
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
}

/// The answer if the words are an example, give or take case and punctuation; or if there are no words.
fn word_for_word(question: &Question, spelt: &mut Spellings) -> Option<Answer> {
    let typed = words::normal(&question.text);
    let mut found = Vec::new();
    for meaning in &question.meanings {
        if meaning.means.iter().any(|example| spelling(spelt, example).normal == typed) {
            found.push((meaning.id.clone(), 1.0));
        }
    }
    let by = if found.is_empty() { Heard::Words } else { Heard::Exactly };
    // Without a letter or a digit in it there is nothing that a model could place.
    (by == Heard::Exactly || typed.is_empty()).then(|| Answer {
        text: question.text.clone(),
        ranked: found,
        by,
        sign: None,
        manner: None,
    })
}

/// The answer by shared letters and words.
pub(super) fn by_words(question: &Question, spelt: &mut Spellings) -> Answer {
    if let Some(answer) = word_for_word(question, spelt) {
        return answer;
    }
    let typed = Spelt::of(&question.text);
    rank(question, Heard::Words, |example| typed.likeness(spelling(spelt, example)))
}

/// Examples made ready to be compared, by their text.
pub(super) type Spellings = HashMap<String, Spelt>;

fn spelling<'s>(spelt: &'s mut Spellings, example: &str) -> &'s Spelt {
    if !spelt.contains_key(example) {
        if spelt.len() >= REMEMBERED {
            spelt.clear();
        }
        spelt.insert(example.to_owned(), Spelt::of(example));
    }
    &spelt[example]
}

/// The meanings by how near their examples are; of two that are equally near, the one that was listed first.
fn rank(question: &Question, by: Heard, mut near: impl FnMut(&str) -> f32) -> Answer {
    let mut nearest = |means: &[String]| {
        let (mut first, mut second) = (-1.0_f32, None::<f32>);
        for near in means.iter().map(|example| near(example)) {
            if near > first {
                second = (first > -1.0).then_some(first).or(second);
                first = near;
            } else {
                second = Some(second.map_or(near, |second| second.max(near)));
            }
        }
        // One example may lie near by accident, two hardly do. Shared letters are no accident.
        match second.filter(|_| by == Heard::Meaning) {
            Some(second) => f32::midpoint(first, second),
            None => first,
        }
    };
    let mut ranked: Vec<_> = question.meanings.iter().map(|m| (m.id.clone(), nearest(&m.means))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    Answer { text: question.text.clone(), ranked, by, sign: None, manner: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mind::Meaning;

    #[test]
    fn two_examples_that_are_near_weigh_more_than_one_that_is_nearer() {
        let meaning = |id: &str, means: &[&str]| Meaning {
            id: id.into(),
            means: means.iter().map(|example| (*example).to_owned()).collect(),
        };
        let meanings = vec![
            meaning("accident", &["0.1", "0.8", "0.2"]),
            meaning("meant", &["0.7", "0.2", "0.6"]),
            meaning("single", &["0.5"]),
        ];
        let question = Question { text: "x".into(), meanings };
        let ranked = |by| rank(&question, by, |example| example.parse().unwrap()).ranked;
        let by_meaning = ranked(Heard::Meaning);
        let ids: Vec<&str> = by_meaning.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["meant", "accident", "single"]);
        assert!((by_meaning[0].1 - 0.65).abs() < 1e-6 && (by_meaning[2].1 - 0.5).abs() < 1e-6);
        assert_eq!(ranked(Heard::Words)[0].0.as_str(), "accident");
    }
}
