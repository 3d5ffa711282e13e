//! Does everything exist that conditions, effects and nodes name? What does not is told with the nearest that does.

use super::{
    super::{
        Beat, BeatId, CastId, Code, Condition, DONE, Diagnostic, Effect, FactId, LetterId, Node, NodeId, SceneId,
        ThingId,
        diagnostic::{locate, nearest},
        load::Draft,
    },
    Checker, MOST, TOPICS,
};
use std::collections::BTreeSet;

impl Checker<'_> {
    pub(super) fn conditions(&mut self, file: usize, conditions: &[Condition]) {
        for condition in conditions {
            match condition {
                Condition::Done(beat) | Condition::WalkedAway(beat) => self.beat_id(file, beat.as_str()),
                Condition::Chose(beat, deed) if *beat == TOPICS => {
                    let deeds = self.draft.topics.iter().flat_map(|topics| &topics.deeds);
                    self.known(file, "deed", deed.as_str(), deeds.map(|deed| deed.id.as_str()));
                }
                Condition::Chose(beat, choice) => {
                    self.beat_id(file, beat.as_str());
                    if let Some((_, beat)) = self.draft.beats.get(beat) {
                        let known = choices_of(beat, self.draft);
                        self.known(file, "choice", choice.as_str(), known.iter().map(String::as_str));
                    }
                }
                Condition::Flag(id) => {
                    self.read.insert(id.to_string());
                    self.fact(file, id.as_str(), true);
                }
                Condition::Count(id, _) => {
                    self.read.insert(id.to_string());
                    self.fact(file, id.as_str(), false);
                }
                Condition::In(scene) => self.scene(file, scene.as_str()),
                Condition::Wrote(letter, _) => {
                    self.known(file, "letter", letter.as_str(), self.draft.letters.keys().map(LetterId::as_str));
                }
                Condition::Not(inner) => self.conditions(file, std::slice::from_ref(inner)),
                Condition::Any(list) | Condition::All(list) => self.conditions(file, list),
                Condition::Is(..)
                | Condition::Act(_)
                | Condition::Day(_)
                | Condition::Phase(_)
                | Condition::Papers(_)
                | Condition::Believes(_) => {}
            }
        }
    }

    pub(super) fn effects(&mut self, file: usize, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Set(id) | Effect::Clear(id) => {
                    self.set.insert(id.to_string());
                    self.fact(file, id.as_str(), true);
                }
                Effect::Add(id, _) => {
                    self.set.insert(id.to_string());
                    self.fact(file, id.as_str(), false);
                }
                Effect::Go(scene) => self.scene(file, scene.as_str()),
                Effect::Move(gauge, by) if !by.is_finite() || by.abs() > 1.0 => {
                    let what = format!("{gauge} moves by {by}");
                    self.fault(file, gauge.name(), Code::E006, what, "a gauge moves by -1..1; 0.05 is a remark");
                }
                _ => {}
            }
        }
    }

    pub(super) fn fact(&mut self, file: usize, id: &str, flag: bool) {
        let Some(manifest) = &self.draft.manifest else { return };
        let facts = if flag { &manifest.facts.flags } else { &manifest.facts.counts };
        let kind = if flag { "flag" } else { "count" };
        self.known(file, kind, id, facts.keys().map(FactId::as_str));
    }

    pub(super) fn member(&mut self, file: usize, id: &str) {
        if let Some(cast) = &self.draft.cast {
            self.known(file, "member of the cast", id, cast.members.keys().map(CastId::as_str));
        }
    }

    pub(super) fn beat_id(&mut self, file: usize, id: &str) {
        self.known(file, "beat", id, self.draft.beats.keys().map(BeatId::as_str));
    }

    pub(super) fn scene(&mut self, file: usize, id: &str) {
        self.known(file, "scene", id, self.draft.scenes.keys().map(SceneId::as_str));
    }

    pub(super) fn scene_thing(&mut self, file: usize, scene: &SceneId, thing: &str) {
        if let Some((_, scene)) = self.draft.scenes.get(scene) {
            self.known(file, "thing", thing, scene.things.keys().map(ThingId::as_str));
        }
    }

    pub(super) fn target(&mut self, file: usize, beat: &Beat, target: &NodeId) {
        if target != DONE {
            let nodes = beat.nodes.keys().map(NodeId::as_str);
            self.known(file, "node", target.as_str(), nodes.chain([DONE]));
        }
    }

    pub(super) fn known<'k>(&mut self, file: usize, kind: &str, id: &str, known: impl Iterator<Item = &'k str>) {
        if self.broken.contains(id) {
            return;
        }
        let known: Vec<&str> = known.collect();
        if !known.contains(&id) {
            let help = match nearest(id, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => format!("there is no {kind} yet"),
                None => format!("there are: {}", known.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
            };
            self.fault(file, id, Code::E002, format!("there is no {kind} `{id}`"), help);
        }
    }

    pub(super) fn once<'k>(&mut self, file: usize, ids: impl Iterator<Item = &'k str>, kind: &str) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) && self.errors < MOST {
                self.errors += 1;
                let text = &self.sources[file].text;
                let first = text.find(&format!("\"{id}\"")).map_or(0, |at| at + 1);
                let at = locate(text, id, first);
                let what = format!("the {kind} `{id}` is there twice");
                self.faults.push(Diagnostic::at(
                    &self.sources[file].path,
                    at,
                    Code::E003,
                    what,
                    "give one of them another id",
                ));
            }
        }
    }
}

fn choices_of(beat: &Beat, draft: &Draft) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for node in beat.nodes.values() {
        if let Node::Turn { choices, talk, .. } = node {
            known.extend(choices.iter().map(|c| c.id.to_string()));
            if let Some(talk) = talk {
                known.extend(talk.accepts.iter().map(|a| a.id.to_string()));
                known.extend(draft.topics.iter().flat_map(|t| t.accepts.iter().map(|a| a.id.to_string())));
            }
        }
    }
    known
}
