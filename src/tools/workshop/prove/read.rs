//! Looking through a script: every condition in it, every effect, every road out of a node.

use crate::script::{Accept, Beat, BeatId, Condition, Effect, Line, Node, Script};
use std::collections::HashSet;

/// The beats that others call for by name: they may come more than once, whatever they say themselves.
pub(super) fn called(script: &Script) -> HashSet<&BeatId> {
    let nodes = script.beats.values().flat_map(|beat| beat.nodes.values());
    let mut all: HashSet<&BeatId> = HashSet::new();
    for node in nodes {
        match node {
            Node::Visit { beat, .. } | Node::Jump(beat) => {
                all.insert(beat);
            }
            Node::Turn { talk: Some(talk), .. } => {
                all.extend(talk.accepts.iter().filter_map(|accept| accept.visit.as_ref()));
            }
            _ => {}
        }
    }
    all.extend(script.topics.accepts.iter().filter_map(|accept| accept.visit.as_ref()));
    all.extend(script.topics.deeds.iter().filter_map(|deed| deed.visit.as_ref()));
    all
}

/// Whether the player is waited for here, or nothing more comes.
pub(super) fn waits(node: &Node) -> bool {
    matches!(node, Node::Turn { .. } | Node::Write { .. } | Node::End(_))
}

/// Everything that a beat may change.
pub(super) fn effects_of(beat: &Beat) -> impl Iterator<Item = &Effect> {
    let left = beat.left.iter().flat_map(|left| &left.effects);
    left.chain(beat.nodes.values().flat_map(|node| {
        let mut all: Vec<&Effect> = Vec::new();
        match node {
            Node::Do { effects, .. } => all.extend(effects),
            Node::Turn { choices, talk, .. } => {
                all.extend(choices.iter().flat_map(|choice| &choice.effects));
                all.extend(talk.iter().flat_map(|talk| &talk.accepts).flat_map(|accept| &accept.effects));
            }
            _ => {}
        }
        all
    }))
}

/// Whether an effect moves place, time, act or papers.
pub(super) fn moves(effect: &Effect) -> bool {
    matches!(effect, Effect::Go(_) | Effect::Phase(_) | Effect::Days(_) | Effect::Act(_) | Effect::Papers(_))
}

/// The single conditions that a condition is made of.
pub(super) fn single<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::Not(inner) => single(inner, into),
        Condition::Any(list) | Condition::All(list) => list.iter().for_each(|each| single(each, into)),
        leaf => into.push(leaf),
    }
}

/// Every condition that decides anything in the story. What somebody is called decides nothing.
pub(super) fn conditions(script: &Script) -> Vec<&Condition> {
    let mut all = Vec::new();
    script.beats.values().for_each(|beat| of_beat(beat, &mut all));
    let topics = &script.topics;
    all.extend(&topics.when);
    of_accepts(&topics.accepts, &mut all);
    of_lines(&topics.unsure, &mut all);
    of_lines(&topics.breaths, &mut all);
    for deed in &topics.deeds {
        all.extend(&deed.when);
        of_lines(&deed.say, &mut all);
    }
    all.extend(script.endings.values().flat_map(|ending| &ending.when));
    all
}

fn of_beat<'s>(beat: &'s Beat, all: &mut Vec<&'s Condition>) {
    all.extend(&beat.when);
    for node in beat.nodes.values() {
        match node {
            Node::Say { lines, .. } => of_lines(lines, all),
            Node::If { when, .. } => all.extend(when),
            Node::Pick { of, .. } => all.extend(of.iter().flat_map(|way| &way.when)),
            Node::Turn { choices, talk, .. } => {
                for choice in choices {
                    all.extend(&choice.when);
                    all.extend(choice.locked.iter().flat_map(|(when, _)| when));
                }
                if let Some(talk) = talk {
                    of_accepts(&talk.accepts, all);
                    of_lines(&talk.unsure, all);
                }
            }
            _ => {}
        }
    }
}

fn of_accepts<'s>(accepts: &'s [Accept], all: &mut Vec<&'s Condition>) {
    for accept in accepts {
        all.extend(&accept.when);
        of_lines(&accept.say, all);
    }
}

fn of_lines<'s>(lines: &'s [Line], all: &mut Vec<&'s Condition>) {
    for line in lines {
        all.extend(&line.when);
        of_lines(&line.instead, all);
    }
}
