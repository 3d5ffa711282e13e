//! Which of several ways a story takes, and which of several wordings a line gets.

use super::{decide::Referee, fill::fill};
use crate::{
    script::{DONE, Line, NodeId, Picking, Way},
    story::{Entry, all_hold},
};

impl Referee<'_, '_, '_> {
    /// Picks a way at the node where the story stands, and remembers it.
    pub(super) fn pick_way(&mut self, how: Picking, ways: &[Way], over: Option<&NodeId>) -> NodeId {
        let over = || over.cloned().unwrap_or_else(|| DONE.into());
        let Some(cursor) = self.ledger.life().cursor().cloned() else { return over() };
        let taken = self.ledger.life().picked(&cursor.beat, &cursor.node).to_vec();
        let times = |way: usize| taken.iter().filter(|t| **t as usize == way).count();
        let open: Vec<usize> = (0..ways.len()).filter(|at| all_hold(&ways[*at].when, &self.ledger)).collect();
        let least = open.iter().map(|at| times(*at)).min().unwrap_or_default();
        let mut among: Vec<usize> = open.into_iter().filter(|at| times(*at) == least).collect();
        let at = match how {
            Picking::Once if least > 0 => None,
            Picking::Once | Picking::InTurn => among.first().copied(),
            Picking::Shuffled => {
                // A new round does not begin with what ended the last one.
                let last = taken.last().map(|t| *t as usize);
                if among.len() > 1 {
                    among.retain(|at| Some(*at) != last);
                }
                if among.is_empty() { None } else { Some(among[self.below(among.len())]) }
            }
        };
        let Some(at) = at else { return over() };
        self.ledger.commit(Entry::Picked { beat: cursor.beat, node: cursor.node, way: at as u32 });
        ways[at].then.clone()
    }

    /// The words of a line as they are said now: one of its wordings, its gaps filled. None if a gap has
    /// nothing to be filled with.
    pub(super) fn words(&mut self, line: &Line) -> Option<String> {
        let text = match line.other.len() {
            0 => &line.text,
            others => match self.below(others + 1) {
                0 => &line.text,
                at => &line.other[at - 1],
            },
        };
        self.filled(text)
    }

    /// A text with its gaps filled.
    pub(super) fn filled(&self, text: &str) -> Option<String> {
        fill(text, self.script, self.ledger.life(), &self.ledger, self.recalled.as_ref())
    }

    /// A number below `count`, by chance.
    fn below(&mut self, count: usize) -> usize {
        ((self.ledger.draw() * count as f32) as usize).min(count.saturating_sub(1))
    }
}
