//! Does everything exist that conditions, effects and nodes name? What does not is told with the nearest that does.

use super::{
    super::{
        Beat, BeatId, CastId, Code, Condition, DONE, Diagnostic, Effect, FactId, LetterId, Node, NodeId, SceneId,
        ThingId,
        diagnostic::{locate, nearest, position},
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
                        self.known(file, "choice", choice.as_str(), choices_of(beat, self.draft));
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
                | Condition::Lived(_)
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
        if !facts.contains_key(id) {
            self.known(file, kind, id, facts.keys().map(FactId::as_str));
        }
    }

    pub(super) fn member(&mut self, file: usize, id: &str) {
        if let Some(cast) = &self.draft.cast {
            self.known(file, "member of the cast", id, cast.members.keys().map(CastId::as_str));
        }
    }

    pub(super) fn beat_id(&mut self, file: usize, id: &str) {
        if !self.draft.beats.contains_key(id) {
            self.known(file, "beat", id, self.draft.beats.keys().map(BeatId::as_str));
        }
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
        if target != DONE && !beat.nodes.contains_key(target) {
            let nodes = beat.nodes.keys().map(NodeId::as_str);
            self.known(file, "node", target.as_str(), nodes.chain([DONE]));
        }
    }

    /// Nothing is collected until something is missing: a story has tens of thousands of names in it.
    pub(super) fn known<'k>(
        &mut self,
        file: usize,
        kind: &str,
        id: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        if known.clone().any(|known| known == id) || self.broken.contains(id) {
            return;
        }
        let first: Vec<&str> = known.clone().take(12).collect();
        let help = match nearest(id, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if first.is_empty() => format!("there is no {kind} yet"),
            None => format!("there are: {}", first.join(", ")),
        };
        let at = place_of(&self.sources[file].text, kind, id);
        self.fault_at(file, at, id, Code::E002, format!("there is no {kind} `{id}`"), help);
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

/// What can be chosen in a beat, or be understood of what is typed in it.
fn choices_of<'d>(beat: &'d Beat, draft: &'d Draft) -> impl Iterator<Item = &'d str> + Clone {
    beat.nodes.values().flat_map(move |node| {
        let (choices, talk) = match node {
            Node::Turn { choices, talk, .. } => (choices.as_slice(), talk.as_ref()),
            _ => (&[][..], None),
        };
        let topics = draft.topics.iter().filter(move |_| talk.is_some()).flat_map(|topics| &topics.accepts);
        let accepts = talk.into_iter().flat_map(|talk| &talk.accepts).chain(topics);
        choices.iter().map(|choice| choice.id.as_str()).chain(accepts.map(|accept| accept.id.as_str()))
    })
}

/// Before a name of each kind, in a file.
fn before(kind: &str) -> &'static [&'static str] {
    match kind {
        "node" => &["then: ", "silence: ", "otherwise: ", "over: ", "open: ", "well: ", "poorly: "],
        "beat" => &["Done(", "Chose(", "WalkedAway(", "Jump(", "beat: ", "visit: "],
        "choice" => &[", "],
        "flag" => &["Flag(", "Set(", "Clear("],
        "count" => &["Count(", "Add("],
        "member of the cast" => &["who: ", "with: "],
        "scene" => &["In(", "Go(", "scene: "],
        "letter" => &["letter: ", "Wrote("],
        "ending" => &["End("],
        "thing" => &["Touch(", "thing: "],
        "mark" => &["mark: ", "Look("],
        "client" => &["client: "],
        _ => &[],
    }
}

/// Where a name of this kind stands: the same word may well be a line's id further up.
fn place_of(text: &str, kind: &str, id: &str) -> Option<(u32, u32)> {
    let found = before(kind).iter().filter_map(|word| Some(text.find(&format!("{word}\"{id}\""))? + word.len()));
    found.min().map(|at| position(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_where_it_is_used_as_what_it_is() {
        let text = "Line(id: \"cup\"),\n], then: \"cup\"), when: [Flag(\"cup\")]";
        assert_eq!(place_of(text, "node", "cup"), Some((2, 10)));
        assert_eq!(place_of(text, "flag", "cup"), Some((2, 30)));
        assert_eq!(place_of(text, "ending", "cup"), None);
    }
}
