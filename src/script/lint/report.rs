//! Where faults are collected: a fault is named near something, and its place is found in the text.

use crate::script::{
    Code, Diagnostic, Source,
    diagnostic::position,
    words::{Word, words},
};
use std::cell::OnceCell;

/// What a fault stands beside.
#[derive(Clone, Copy)]
pub(super) enum Near<'a> {
    /// The line of that id.
    Line(&'a str),
    /// The choice of that id.
    Choice(&'a str),
    /// What is understood under that id.
    Accept(&'a str),
    /// The node of that name.
    Node(&'a str),
    /// Anything that says so.
    Any(&'a str),
}

/// What was found so far.
pub(super) struct Report<'s> {
    sources: &'s [Source],
    /// The strings of each file, once somebody has asked for them.
    words: Vec<OnceCell<Vec<Word<'s>>>>,
    /// The faults, in no order.
    pub faults: Vec<Diagnostic>,
}

impl<'s> Report<'s> {
    pub fn new(sources: &'s [Source]) -> Self {
        Self { sources, words: vec![OnceCell::new(); sources.len()], faults: Vec::new() }
    }

    /// The texts that are looked at.
    pub fn sources(&self) -> &'s [Source] {
        self.sources
    }

    /// The strings of one file.
    pub fn words(&self, file: usize) -> &[Word<'s>] {
        match (self.words.get(file), self.sources.get(file)) {
            (Some(found), Some(source)) => found.get_or_init(|| words(&source.text)),
            _ => &[],
        }
    }

    /// A fault beside something.
    pub fn fault(&mut self, file: usize, near: Near<'_>, code: Code, what: impl Into<String>, help: impl Into<String>) {
        let at = self.offset(file, near);
        self.fault_at(file, at, code, what, help);
    }

    /// A fault at a byte.
    pub fn fault_at(&mut self, file: usize, at: usize, code: Code, what: impl Into<String>, help: impl Into<String>) {
        if let Some(source) = self.sources.get(file) {
            self.faults.push(Diagnostic::at(&source.path, position(&source.text, at), code, what, help));
        }
    }

    /// Where it stands. What is not in the file, as in a beat made from a template, is told at its start.
    fn offset(&self, file: usize, near: Near<'_>) -> usize {
        let words = self.words(file);
        let named = |within: &str, id: &str| {
            words.iter().find(|word| word.field == "id" && word.within == within && word.value == id)
        };
        let (found, id) = match near {
            Near::Line(id) => (named("Line", id), id),
            Near::Choice(id) => (named("Choice", id), id),
            Near::Accept(id) => (named("Accept", id), id),
            Near::Node(id) => (words.iter().find(|word| word.key && word.value == id), id),
            Near::Any(id) => (None, id),
        };
        found.or_else(|| words.iter().find(|word| word.value == id)).map_or(0, |word| word.at.start)
    }
}
