//! Circles across beats: jumps and visits that come back to where they began without a turn of the player's
//! would hang the story. Circles within one beat are [`roads`](super::roads)' business.

use super::{Beat, BeatId, DONE, Node, NodeId, roads};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Whoever has so many is told of these first.
const MOST: usize = 32;

/// What one beat does before its first turn.
struct Way {
    /// The beats that it jumps to or visits.
    into: BTreeSet<BeatId>,
    /// Whether it can come to its end, or hand over to a beat that does.
    through: bool,
}

/// Every circle of beats in which the player never has a turn: a beat of it, and what is wrong.
pub(super) fn across(beats: &BTreeMap<BeatId, (usize, Arc<Beat>)>) -> Vec<(BeatId, String)> {
    let mut circles = Vec::new();
    let mut into: BTreeMap<BeatId, BTreeSet<BeatId>> =
        ways(beats).into_iter().map(|(id, way)| (id.clone(), way.into)).collect();
    loop {
        strip(&mut into);
        let Some(circle) = follow(&into).filter(|_| circles.len() < MOST) else { return circles };
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(BeatId::as_str).collect();
        let what = format!("these come back to themselves without a turn of the player’s: {}", names.join(" → "));
        // Each circle is named once; opening it lets the others be found.
        if let (Some(first), Some(last)) = (circle.first(), circle.last()) {
            if let Some(targets) = into.get_mut(last) {
                targets.remove(first);
            }
            circles.push((first.clone(), what));
        } else {
            return circles;
        }
    }
}

/// The way of each beat from its first node. What a visited beat lets through is only known once that beat's way
/// is, so a beat is walked again when one that it visits or jumps to turns out to come to its end.
fn ways(beats: &BTreeMap<BeatId, (usize, Arc<Beat>)>) -> BTreeMap<&BeatId, Way> {
    let mut through: BTreeSet<&BeatId> = BTreeSet::new();
    let mut asked_by: BTreeMap<&BeatId, BTreeSet<&BeatId>> = BTreeMap::new();
    for (id, (_, beat)) in beats {
        for node in beat.nodes.values() {
            if let Some((target, _)) = crossing(node) {
                asked_by.entry(target).or_default().insert(id);
            }
        }
    }
    let mut ways = BTreeMap::new();
    let mut open: Vec<&BeatId> = beats.keys().collect();
    while let Some(id) = open.pop() {
        let Some((id, (_, beat))) = beats.get_key_value(id) else { continue };
        let way = walk(beat, &through);
        if way.through && through.insert(id) {
            open.extend(asked_by.get(id).into_iter().flatten());
        }
        ways.insert(id, way);
    }
    ways
}

/// The beat that a node leads into, and where it goes on after that, if it comes back.
fn crossing(node: &Node) -> Option<(&BeatId, Option<&NodeId>)> {
    match node {
        Node::Jump(beat) => Some((beat, None)),
        Node::Visit { beat, then } => Some((beat, Some(then))),
        _ => None,
    }
}

fn walk(beat: &Beat, ends: &BTreeSet<&BeatId>) -> Way {
    let mut way = Way { into: BTreeSet::new(), through: false };
    let mut open = vec![&beat.open];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == DONE {
            way.through = true;
            continue;
        }
        let (true, Some(node)) = (seen.insert(id), beat.nodes.get(id)) else { continue };
        if matches!(node, Node::Turn { .. } | Node::Write { .. } | Node::End(_)) {
            continue;
        }
        match crossing(node) {
            None => {
                // Ways that run out end the beat, if nothing else is said.
                way.through |= matches!(node, Node::Pick { over: None, .. });
                open.extend(roads::targets(node));
            }
            Some((target, after)) => {
                way.into.insert(target.clone());
                if ends.contains(target) {
                    way.through |= after.is_none();
                    open.extend(after);
                }
            }
        }
    }
    way
}

/// Takes away, again and again, what leads nowhere: only circles and what leads into them are left.
fn strip(into: &mut BTreeMap<BeatId, BTreeSet<BeatId>>) {
    loop {
        let ends: BTreeSet<BeatId> = into
            .iter()
            .filter(|(_, targets)| !targets.iter().any(|target| into.contains_key(target)))
            .map(|(id, _)| id.clone())
            .collect();
        if ends.is_empty() {
            return;
        }
        into.retain(|id, _| !ends.contains(id));
    }
}

/// A circle, found by going on until a beat comes again.
fn follow(into: &BTreeMap<BeatId, BTreeSet<BeatId>>) -> Option<Vec<BeatId>> {
    let mut path: Vec<BeatId> = Vec::new();
    let mut at = into.keys().next()?;
    loop {
        if let Some(from) = path.iter().position(|before| before == at) {
            return Some(path.split_off(from));
        }
        path.push(at.clone());
        at = into.get(at)?.iter().find(|target| into.contains_key(*target))?;
    }
}

#[cfg(test)]
mod tests {
    use super::{super::parse_source, *};

    fn circles(beats: &[(&str, &str)]) -> Vec<(BeatId, String)> {
        let beats = beats.iter().map(|(id, nodes)| {
            let text = format!("Beat(id: \"{id}\", purpose: \"\", open: \"o\", nodes: {{ {nodes} }}, summary: \"\")");
            let beat: Beat = parse_source("t.beat.ron", &text).unwrap();
            (beat.id.clone(), (0, Arc::new(beat)))
        });
        across(&beats.collect())
    }

    const TURN: &str = "\"t\": Turn(choices: [], silence: \"n\"),";

    #[test]
    fn two_that_jump_into_each_other_are_found_once() {
        let found = circles(&[("a", "\"o\": Jump(\"b\")"), ("b", "\"o\": Jump(\"c\")"), ("c", "\"o\": Jump(\"b\")")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.ends_with("b → c → b"), "{found:?}");
        assert_eq!(circles(&[("a", "\"o\": Jump(\"a\")")]).len(), 1);
    }

    #[test]
    fn a_turn_on_the_way_breaks_the_circle() {
        let turned = format!("\"o\": Jump(\"b\"), {TURN}");
        let waits = format!("{}, \"n\": Jump(\"a\")", TURN.replace("\"t\"", "\"o\"").trim_end_matches(','));
        assert!(circles(&[("a", &turned), ("b", &waits)]).is_empty());
    }

    #[test]
    fn what_is_visited_counts_only_as_far_as_it_lets_through() {
        let visits = "\"o\": Visit(beat: \"b\", then: \"n\"), \"n\": Jump(\"a\")";
        let says = "\"o\": Say(who: \"x\", lines: [], then: \"done\")";
        assert_eq!(circles(&[("a", visits), ("b", says)]).len(), 1);
        let waits = "\"o\": Turn(choices: [], silence: \"done\")";
        assert!(circles(&[("a", visits), ("b", waits)]).is_empty());
        // It is visited, and goes by way of a third before it comes back.
        let hands_over = "\"o\": Jump(\"c\")";
        assert_eq!(circles(&[("a", visits), ("b", hands_over), ("c", says)]).len(), 1);
    }
}
