//! What stands on the page: each belief and each sentence of his that she has, what is written under it, and what can
//! be done with it.

use crate::{
    mind::memory::Said,
    screens::{rows::Row, say::begun},
    script::{Phase, Scene, SceneId, Script},
    story::{Belief, Chronicle, Life, TaughtBy},
    talk::his_words,
};

/// Sentences older than so many are still hers, but not on the page.
const MOST: usize = 200;

/// Something that she has of him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kept {
    /// A belief, by its number.
    Belief(usize),
    /// His own words, by the turn in which he typed them.
    Words(u32),
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Open(Kept),
    Write,
    Ask,
    Forget,
    Back,
}

/// All that she has of him.
pub(super) struct All<'a> {
    life: &'a Life,
    script: Option<&'a Script>,
    /// What he typed and she taught herself nothing by, oldest first.
    words: Vec<Said>,
}

/// The one that is open.
pub(super) enum Open<'a> {
    Belief(usize, &'a Belief),
    Words(&'a Said),
}

impl<'a> All<'a> {
    pub(super) fn of(life: &'a Life, chronicle: &Chronicle, script: Option<&'a Script>) -> Self {
        let mut words = script.map(|script| his_words(chronicle.entries(), life.memory(), script)).unwrap_or_default();
        // What taught her something is forgotten with what it taught.
        let taught = |said: &Said| {
            let by_words = |by| matches!(by, TaughtBy::Talk | TaughtBy::Model);
            life.memory().held().any(|(_, belief)| belief.footnote.turn == said.turn && by_words(belief.footnote.by))
        };
        words.retain(|said| !taught(said));
        words.drain(..words.len().saturating_sub(MOST));
        Self { life, script, words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.life.memory().held().next().is_none()
    }

    pub(super) fn get(&self, kept: Kept) -> Option<Open<'_>> {
        match kept {
            Kept::Belief(number) => {
                let belief = self.life.memory().all().get(number).filter(|belief| belief.holds())?;
                Some(Open::Belief(number, belief))
            }
            Kept::Words(turn) => self.words.iter().find(|said| said.turn == turn).map(Open::Words),
        }
    }

    /// All of it, newest first: what she believes, then what she only has word for word.
    pub(super) fn rows(&self) -> Vec<(Act, Row)> {
        let beliefs = self.life.memory().held().rev().map(|(number, belief)| {
            let under = Some(self.footnote(belief));
            (Act::Open(Kept::Belief(number)), Row { under, ..Row::new("", begun(&belief.sentence())) })
        });
        let words = self.words.iter().rev().map(|said| {
            let under = Some(self.when(said.day, said.phase, said.scene.as_ref()));
            (Act::Open(Kept::Words(said.turn)), Row { under, quiet: true, ..Row::new("", format!("“{}”", said.text)) })
        });
        beliefs.chain(words).collect()
    }

    /// What is written over what can be done with the one that is open, and under that.
    pub(super) fn heading(&self, open: &Open<'_>) -> (String, Vec<String>) {
        match open {
            Open::Belief(number, belief) => {
                let before = self.life.memory().before(*number);
                let before = before.map(|before| format!("Before that: {}.", before.sentence()));
                (begun(&belief.sentence()), std::iter::once(self.footnote(belief)).chain(before).collect())
            }
            Open::Words(said) => {
                let when = self.when(said.day, said.phase, said.scene.as_ref());
                (format!("“{}”", said.text), vec![format!("{when}: word for word, and no more than that")])
            }
        }
    }

    /// From where she has it.
    fn footnote(&self, belief: &Belief) -> String {
        let note = &belief.footnote;
        let when = self.when(note.day, note.phase, note.scene.as_ref());
        match (note.by, &note.words) {
            (TaughtBy::Correction, _) => format!("{when}: you put it right"),
            (TaughtBy::Letter, _) => format!("{when}: a letter of yours"),
            (_, Some(words)) => format!("{when}: “{words}”"),
            (_, None) => when,
        }
    }

    fn when(&self, day: u32, phase: Phase, scene: Option<&SceneId>) -> String {
        let place = scene.and_then(|scene| self.script?.scenes.get(scene)).map(Scene::told);
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        format!("day {day}, {}{place}", phase.word())
    }
}

impl Open<'_> {
    /// What can be done with it; nothing while it is not his turn, since nobody would answer.
    pub(super) fn rows(&self, his_turn: bool) -> Vec<(Act, Row)> {
        let forget = [plain(Act::Ask, "Make her forget it")];
        let mut rows = match self {
            _ if !his_turn => Vec::new(),
            Self::Belief(..) => vec![plain(Act::Write, "Put it right")],
            Self::Words(_) => Vec::new(),
        };
        rows.extend(forget.into_iter().filter(|_| his_turn));
        rows.push(plain(Act::Back, "All of it"));
        rows
    }
}

pub(super) fn plain(act: Act, text: &str) -> (Act, Row) {
    (act, Row::new("", text))
}
