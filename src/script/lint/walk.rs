//! Everything in a story that asks, changes or says something, one after the other.

use crate::script::{Accept, Choice, Condition, Effect, Gauge, Line, Node, load::Draft, patch::Common};

/// One of them.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    /// Something is asked; what it is made of comes after it.
    Asks(&'a Condition),
    /// Something is taken, so it matters how much of it there is.
    Takes(Gauge),
    /// Something changes.
    Does(&'a Effect),
    /// Something is said, or could be.
    Says(&'a str),
}

/// Shows `see` every item, with the file that it stands in.
pub(super) fn walk<'a>(draft: &'a Draft, see: &mut dyn FnMut(usize, Item<'a>)) {
    for (file, beat) in draft.beats.values() {
        let see: &mut dyn FnMut(Item<'a>) = &mut |item| see(*file, item);
        asks(&beat.when, see);
        if let Some(left) = &beat.left {
            does(&left.effects, see);
        }
        beat.nodes.values().for_each(|node| of_node(node, see));
    }
    for (file, ending) in draft.endings.values() {
        asks(&ending.when, &mut |item| see(*file, item));
    }
    for (file, scene) in draft.scenes.values() {
        scene.conditions().for_each(|conditions| asks(conditions, &mut |item| see(*file, item)));
    }
    if let Some(cast) = &draft.cast {
        for (id, member) in &cast.members {
            let file = draft.source_of(Common::Cast, id.as_str());
            member.named.iter().for_each(|naming| asks(&naming.when, &mut |item| see(file, item)));
            asks(&member.at_once, &mut |item| see(file, item));
        }
    }
    if let Some(topics) = &draft.topics {
        // Each topic may come from another pack.
        let stands = |part: &str| draft.source_of(Common::Topics, part);
        asks(&topics.when, &mut |item| see(stands(".when"), item));
        for secret in &topics.secrets {
            asks(&secret.until, &mut |item| see(stands(".secrets"), item));
        }
        for accept in &topics.accepts {
            let file = stands(accept.id.as_str());
            of_accept(accept, &mut |item| see(file, item));
        }
        for deed in &topics.deeds {
            let file = stands(deed.id.as_str());
            let see: &mut dyn FnMut(Item<'a>) = &mut |item| see(file, item);
            asks(&deed.when, see);
            does(&deed.effects, see);
            says(&deed.say, see);
        }
        for (part, lines) in topics.lists().into_iter().chain(topics.keeps.lists()) {
            says(lines, &mut |item| see(stands(part), item));
        }
    }
}

fn of_node<'a>(node: &'a Node, see: &mut dyn FnMut(Item<'a>)) {
    match node {
        Node::Say { lines, .. } => says(lines, see),
        Node::Turn { choices, talk, .. } => {
            choices.iter().for_each(|choice| of_choice(choice, see));
            if let Some(talk) = talk {
                talk.accepts.iter().for_each(|accept| of_accept(accept, see));
                says(&talk.unsure, see);
            }
        }
        Node::Do { effects, .. } => does(effects, see),
        Node::If { when, .. } => asks(when, see),
        Node::Pick { of, .. } => of.iter().for_each(|way| asks(&way.when, see)),
        Node::Card { text, under, .. } => {
            see(Item::Says(text));
            see(Item::Says(under));
        }
        _ => {}
    }
}

fn of_choice<'a>(choice: &'a Choice, see: &mut dyn FnMut(Item<'a>)) {
    see(Item::Says(&choice.text));
    asks(&choice.when, see);
    if let Some((when, why)) = &choice.locked {
        asks(when, see);
        see(Item::Says(why));
    }
    if let Some(cost) = &choice.cost {
        see(Item::Takes(cost.of));
        see(Item::Says(&cost.short));
    }
    does(&choice.effects, see);
}

fn of_accept<'a>(accept: &'a Accept, see: &mut dyn FnMut(Item<'a>)) {
    asks(&accept.when, see);
    does(&accept.effects, see);
    says(&accept.say, see);
}

fn asks<'a>(when: &'a [Condition], see: &mut dyn FnMut(Item<'a>)) {
    for condition in when {
        see(Item::Asks(condition));
        match condition {
            Condition::Not(inner) => asks(std::slice::from_ref(&**inner), see),
            Condition::Any(list) | Condition::All(list) => asks(list, see),
            _ => {}
        }
    }
}

fn does<'a>(effects: &'a [Effect], see: &mut dyn FnMut(Item<'a>)) {
    effects.iter().for_each(|effect| see(Item::Does(effect)));
}

fn says<'a>(lines: &'a [Line], see: &mut dyn FnMut(Item<'a>)) {
    for line in lines {
        asks(&line.when, see);
        line.other.iter().chain([&line.text]).for_each(|text| see(Item::Says(text)));
        says(&line.instead, see);
    }
}
