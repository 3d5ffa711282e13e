//! One beat of the story as the proof reads it.

use super::read;
use crate::script::{Beat, Condition, Node, NodeId, targets};
use std::collections::HashSet;

/// One beat.
pub(super) struct Page<'s> {
    pub beat: &'s Beat,
    /// In the order of their names.
    pub nodes: Vec<(&'s NodeId, &'s Node)>,
    /// For each node, how far down the beat it stands: whoever goes by these sees most nodes once.
    pub rank: Vec<u32>,
    /// That it may begin, if nothing is running.
    pub may: Condition,
    /// Its place among the beats that are told apart.
    pub spine: Option<u32>,
    /// Whether it moves the story and is not just something to do.
    pub moves: bool,
}

impl Page<'_> {
    /// The number of a node.
    pub fn find(&self, node: &NodeId) -> Option<u16> {
        self.nodes.binary_search_by(|(id, _)| (*id).cmp(node)).ok().map(|at| at as u16)
    }

    /// Whether some road leads from a node back to it.
    pub fn comes_back(&self, to: u16) -> bool {
        let after = |at: u16| {
            let node = self.nodes[usize::from(at)].1;
            // Where the player is waited for, he may also walk away.
            let left = self.beat.left.as_ref().filter(|_| read::waits(node)).map(|left| &left.then);
            targets(node).chain(left).filter_map(|target| self.find(target)).collect::<Vec<_>>()
        };
        let (mut open, mut met) = (after(to), HashSet::new());
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if met.insert(at) {
                open.extend(after(at));
            }
        }
        false
    }
}

/// The page of a beat, before it is known how it begins.
pub(super) fn page(beat: &Beat) -> Page<'_> {
    let again = (!beat.again).then(|| Condition::Not(Box::new(Condition::Done(beat.id.clone()))));
    let may = Condition::All(again.into_iter().chain(beat.when.iter().cloned()).collect());
    let nodes: Vec<_> = beat.nodes.iter().collect();
    let mut page = Page { beat, nodes, rank: Vec::new(), may, spine: None, moves: false };
    page.rank = ranks(&page);
    page
}

/// Nodes in the order in which a road through the beat meets them.
fn ranks(page: &Page) -> Vec<u32> {
    let mut rank = vec![u32::MAX; page.nodes.len()];
    let mut met = vec![false; page.nodes.len()];
    let mut next = page.nodes.len() as u32;
    let starts = page.beat.left.iter().map(|left| &left.then).chain([&page.beat.open]);
    for start in starts.filter_map(|start| page.find(start)) {
        let mut stack = vec![(usize::from(start), false)];
        while let Some((at, leaving)) = stack.pop() {
            if leaving {
                next = next.saturating_sub(1);
                rank[at] = next;
            } else if !std::mem::replace(&mut met[at], true) {
                stack.push((at, true));
                let targets = targets(page.nodes[at].1).filter_map(|target| page.find(target));
                stack.extend(targets.map(|target| (usize::from(target), false)));
            }
        }
    }
    rank
}
