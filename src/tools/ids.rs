//! Conditions that somebody types: does everything exist that they ask about?

use crate::script::{BeatId, Choice, ChoiceId, Condition, FactId, FreeTalk, LetterId, Node, SceneId, Script, nearest};

/// What a condition asks about and the story does not have, with the nearest that it has.
pub(super) fn unknown(condition: &Condition, script: &Script) -> Option<String> {
    let facts = &script.manifest.facts;
    match condition {
        Condition::Done(beat) | Condition::WalkedAway(beat) => missing_beat(beat, script),
        Condition::Chose(beat, choice) if beat.as_str() == crate::story::TOPICS => {
            missing("deed", choice.as_str(), script.topics.deeds.iter().map(|deed| deed.id.as_str()))
        }
        Condition::Chose(beat, choice) => missing_beat(beat, script).or_else(|| {
            let there = choices(beat, script);
            missing("choice", choice.as_str(), there.into_iter().map(ChoiceId::as_str))
        }),
        Condition::Flag(fact) => missing("flag", fact.as_str(), facts.flags.keys().map(FactId::as_str)),
        Condition::Count(fact, _) => missing("count", fact.as_str(), facts.counts.keys().map(FactId::as_str)),
        Condition::In(scene) => missing("scene", scene.as_str(), script.scenes.keys().map(SceneId::as_str)),
        Condition::Wrote(letter, _) => missing("letter", letter.as_str(), script.letters.keys().map(LetterId::as_str)),
        Condition::Not(inner) => unknown(inner, script),
        Condition::Any(list) | Condition::All(list) => list.iter().find_map(|each| unknown(each, script)),
        Condition::Is(..)
        | Condition::Act(_)
        | Condition::Day(_)
        | Condition::Phase(_)
        | Condition::Papers(_)
        | Condition::Lived(_)
        | Condition::Believes(_) => None,
    }
}

/// The same for a beat alone.
pub(super) fn missing_beat(beat: &BeatId, script: &Script) -> Option<String> {
    missing("beat", beat.as_str(), script.beats.keys().map(BeatId::as_str))
}

/// Everything that may be chosen, or meant, in a beat.
fn choices<'s>(beat: &BeatId, script: &'s Script) -> Vec<&'s ChoiceId> {
    let nodes = script.beats.get(beat).into_iter().flat_map(|beat| beat.nodes.values());
    let turns = nodes.filter_map(|node| match node {
        Node::Turn { choices, talk, .. } => Some((choices, talk)),
        _ => None,
    });
    let named = |(choices, talk): (&'s Vec<Choice>, &'s Option<FreeTalk>)| {
        let accepts = talk.iter().flat_map(|talk| talk.accepts.iter().map(|accept| &accept.id));
        choices.iter().map(|choice| &choice.id).chain(accepts).collect::<Vec<_>>()
    };
    let topics = script.topics.accepts.iter().map(|accept| &accept.id);
    turns.flat_map(named).chain(topics).collect()
}

fn missing<'k>(kind: &str, id: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    let known: Vec<&str> = known.collect();
    if known.contains(&id) {
        return None;
    }
    let near = nearest(id, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Some(format!("there is no {kind} `{id}`{near}"))
}
