//! The roads through one beat: where its nodes lead, which are never reached, and which run in a circle.

use super::{Beat, Line, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// The nodes that nothing leads to.
pub(super) fn unreached(beat: &Beat) -> Vec<&NodeId> {
    let mut open = vec![&beat.open];
    open.extend(beat.left.as_ref().map(|left| &left.then));
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if let (true, Some(node)) = (seen.insert(id), beat.nodes.get(id)) {
            open.extend(targets(node));
        }
    }
    beat.nodes.keys().filter(|id| !seen.contains(id)).collect()
}

/// A node that comes back to itself without a turn of the player's: it would hang the story.
pub(super) fn circle(beat: &Beat) -> Option<&NodeId> {
    let waits = |node: &Node| matches!(node, Node::Turn { .. } | Node::Write { .. } | Node::End(_));
    // False while a node's roads are being followed, true once none of them led back.
    let mut followed: BTreeMap<&NodeId, bool> = BTreeMap::new();
    for start in beat.nodes.keys() {
        let mut stack = vec![(start, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                followed.insert(id, true);
                continue;
            }
            let Some(node) = beat.nodes.get(id) else { continue };
            match followed.get(id) {
                Some(true) => continue,
                Some(false) => return Some(id),
                None => {}
            }
            if waits(node) {
                followed.insert(id, true);
                continue;
            }
            followed.insert(id, false);
            stack.push((id, true));
            stack.extend(targets(node).map(|target| (target, false)));
        }
    }
    None
}

/// Where a node may lead.
pub fn targets(node: &Node) -> impl Iterator<Item = &NodeId> {
    let mut all: Vec<&NodeId> = Vec::new();
    match node {
        Node::Say { then, .. }
        | Node::Do { then, .. }
        | Node::Card { then, .. }
        | Node::Wait { then, .. }
        | Node::Cue { then, .. }
        | Node::Visit { then, .. } => {
            all.push(then);
        }
        Node::Turn { choices, silence, talk, .. } => {
            all.extend(choices.iter().map(|c| &c.then));
            all.push(silence);
            if let Some(talk) = talk {
                all.push(&talk.over);
                all.extend(talk.accepts.iter().filter_map(|a| a.then.as_ref()));
            }
        }
        Node::If { then, otherwise, .. } => all.extend([then, otherwise]),
        Node::Write { well, poorly, .. } => all.extend([well, poorly]),
        Node::Pick { of, over, .. } => all.extend(of.iter().map(|way| &way.then).chain(over)),
        Node::Jump(_) | Node::End(_) => {}
    }
    all.into_iter()
}

/// Every line of a node, with those that stand in another's place.
pub fn lines<'a>(node: &'a Node, into: &mut Vec<&'a Line>) {
    match node {
        Node::Say { lines, .. } => add(lines, into),
        Node::Turn { talk: Some(talk), .. } => {
            talk.accepts.iter().for_each(|accept| add(&accept.say, into));
            add(&talk.unsure, into);
        }
        _ => {}
    }
}

/// Lines, each with those that stand in its place.
pub(super) fn add<'a>(lines: &'a [Line], into: &mut Vec<&'a Line>) {
    for line in lines {
        into.push(line);
        add(&line.instead, into);
    }
}
