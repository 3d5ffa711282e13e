//! What the proof came to. What is not in here cannot happen in any life.

use super::{
    book::{At, Book},
    spot::Spot,
};
use crate::script::{ChoiceId, EndingId, Line, LineId, Node, lines};
use bevy::platform::collections::HashSet;
use std::collections::BTreeSet;

/// Whose line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Owner {
    Beat(u16),
    Topics,
}

/// Everything that may happen.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    pub nodes: HashSet<At>,
    pub lines: HashSet<(Owner, LineId)>,
    pub choices: HashSet<(At, ChoiceId)>,
    pub endings: BTreeSet<EndingId>,
    /// Roads that lead nowhere.
    pub gaps: BTreeSet<String>,
    /// The lists of lines that are in here whole, by where they lie in the script: most are asked about again and again.
    whole: HashSet<usize>,
}

impl Reached {
    pub fn beat(&self, beat: usize) -> bool {
        self.nodes.iter().any(|at| usize::from(at.beat) == beat)
    }

    /// Notes which of these lines may be said.
    pub fn say(&mut self, book: &Book, owner: Owner, lines: &[Line], spot: &Spot) {
        self.answers(book, owner, lines, spot, u32::MAX);
    }

    /// Notes which of these answers may be given, if at most so many are. Each is given before any is given again,
    /// so whoever wants to hear a late one has to hear those before it.
    pub fn answers(&mut self, book: &Book, owner: Owner, lines: &[Line], spot: &Spot, most: u32) {
        let list = lines.as_ptr() as usize;
        if lines.is_empty() || self.whole.contains(&list) {
            return;
        }
        let (mut before, mut whole) = (0, true);
        for line in lines {
            if before >= most {
                return;
            }
            whole &= self.line(book, owner, line, spot);
            let always = line.when.is_empty() && line.instead.is_empty() && !line.text.contains('{');
            before += u32::from(always);
        }
        if whole {
            self.whole.insert(list);
        }
    }

    /// Notes whether a line may be said, and which of those that may stand in its place. Whether all of them were in
    /// here before.
    fn line(&mut self, book: &Book, owner: Owner, line: &Line, spot: &Spot) -> bool {
        if self.whole(owner, line) {
            return true;
        }
        let mut rest = spot.clone();
        if !rest.assume_all(book, &line.when) {
            return false;
        }
        for other in &line.instead {
            let mut said = rest.clone();
            if said.assume_all(book, &other.when) {
                self.lines.insert((owner, other.id.clone()));
            }
            if !rest.assume_not_all(book, &other.when) {
                return false;
            }
        }
        self.lines.insert((owner, line.id.clone()));
        false
    }

    /// Whether a line and all that may stand in its place are in here already.
    fn whole(&self, owner: Owner, line: &Line) -> bool {
        let there = |line: &Line| self.lines.contains(&(owner, line.id.clone()));
        there(line) && line.instead.iter().all(there)
    }
}

/// Every line that the story has, in order. What she says at once when he has spoken is not kept in a life, so
/// it is told apart: the last is false for it.
pub(super) fn all_lines(book: &Book) -> Vec<(Owner, LineId, bool)> {
    let mut all = Vec::new();
    for (beat, page) in book.pages.iter().enumerate() {
        let mut found = Vec::new();
        page.nodes.iter().for_each(|(_, node)| lines(node, &mut found));
        all.extend(found.into_iter().map(|line| (Owner::Beat(beat as u16), line.id.clone(), true)));
    }
    let topics = &book.script.topics;
    let said = topics.accepts.iter().flat_map(|accept| &accept.say).chain(&topics.unsure);
    let said = said.chain(topics.deeds.iter().flat_map(|deed| &deed.say));
    for (line, kept) in said.map(|line| (line, true)).chain(topics.breaths.iter().map(|line| (line, false))) {
        all.push((Owner::Topics, line.id.clone(), kept));
        // She says breaths as they stand: nothing takes their place.
        if kept {
            all.extend(line.instead.iter().map(|other| (Owner::Topics, other.id.clone(), true)));
        }
    }
    all
}

/// Every choice, by where it stands.
pub(super) fn all_choices(book: &Book) -> Vec<(At, ChoiceId)> {
    let mut all = Vec::new();
    for (beat, page) in book.pages.iter().enumerate() {
        for (node, (_, found)) in page.nodes.iter().enumerate() {
            if let Node::Turn { choices, .. } = found {
                let at = At { beat: beat as u16, node: node as u16 };
                all.extend(choices.iter().map(|choice| (at, choice.id.clone())));
            }
        }
    }
    all
}

/// A line as people look for it: `grey/coffee: smell`.
pub(super) fn line_name(book: &Book, owner: Owner, line: &LineId) -> String {
    match owner {
        Owner::Beat(beat) => format!("{}: {line}", book.pages[usize::from(beat)].beat.id),
        Owner::Topics => format!("topics: {line}"),
    }
}
