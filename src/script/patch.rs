//! The three files that packs add to instead of replacing them: the story's own, the cast, and the topics.
//!
//! The first of each kind is the whole. Every later one is laid over it, field by field or item by item, and it
//! is remembered which file a part came from, so that a fault names that file.

use super::{
    Accept, Act, Arc, CastId, Client, ClientId, Code, Condition, Deed, Diagnostic, Facts, Keeps, Line, Manner, Member,
    SceneId, Secret, Source,
    diagnostic::locate,
    load::{Draft, parse_source},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a pack's `story.ron` changes. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Story", default, deny_unknown_fields)]
pub(super) struct StoryPatch {
    /// Another title.
    title: Option<String>,
    /// Another place where a life begins.
    scene: Option<SceneId>,
    /// Acts that are otherwise; those not named stay.
    acts: BTreeMap<Act, Arc>,
    /// More facts, or other words for the same.
    facts: Facts,
}

/// What a pack's `cast.ron` adds, or replaces whole.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Cast", default, deny_unknown_fields)]
pub(super) struct CastPatch {
    /// Those who speak.
    #[serde(deserialize_with = "super::once::once_each")]
    members: BTreeMap<CastId, Member>,
    /// Those who order letters.
    #[serde(deserialize_with = "super::once::once_each")]
    clients: BTreeMap<ClientId, Client>,
}

/// What a pack's `topics.ron` changes. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Topics", default, deny_unknown_fields)]
pub(super) struct TopicsPatch {
    /// Whose topics they are.
    who: Option<CastId>,
    /// Since when she is there.
    when: Option<Vec<Condition>>,
    /// Added, or in the place of the one with that id.
    accepts: Vec<Accept>,
    /// Added, or in the place of the one with that id.
    deeds: Vec<Deed>,
    /// When nothing was understood.
    unsure: Option<Vec<Line>>,
    /// To what he tells.
    told: Option<Vec<Line>>,
    /// Where he asks.
    asked: Option<Vec<Line>>,
    /// The same, where he answers.
    answered: Option<Vec<Line>>,
    /// What she does at once.
    breaths: Option<Vec<Line>>,
    /// Where a model breaks off.
    broken: Option<Vec<Line>>,
    grave: Option<Vec<Line>>,
    /// Where all is said.
    again: Option<Vec<Line>>,
    /// By how he told it: each list that is brought takes the place of the one that was there.
    #[serde(deserialize_with = "super::once::once_each")]
    manners: BTreeMap<Manner, Vec<Line>>,
    /// What she says of her own memory: each list that is brought takes the place of the one that was there.
    keeps: Keeps,
    /// What comes out later.
    secrets: Option<Vec<Secret>>,
}

/// The files that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Common {
    Story,
    Cast,
    Topics,
}

impl Common {
    /// By the name of the file.
    pub(super) fn named(file: &str) -> Option<Self> {
        match file {
            "story.ron" => Some(Self::Story),
            "cast.ron" => Some(Self::Cast),
            "topics.ron" => Some(Self::Topics),
            _ => None,
        }
    }
}

/// The name of a client among the parts of the cast: a member may have the same id.
pub(super) fn client(id: &ClientId) -> String {
    format!("client/{id}")
}

/// Which source the parts of the merged files came from.
#[derive(Debug, Default)]
pub(super) struct Whence {
    first: BTreeMap<Common, usize>,
    parts: BTreeMap<(Common, String), usize>,
}

impl Draft {
    /// The source that holds a part: the id of a fact, member, topic or deed, `client/ID` for a client, or a
    /// field with a dot before it (`.who`). What no pack touched stands in the first file of the kind.
    pub(super) fn source_of(&self, common: Common, part: &str) -> usize {
        let Whence { first, parts } = &self.whence;
        let found = parts.get(&(common, part.to_owned())).or_else(|| first.get(&common));
        found.copied().unwrap_or_default()
    }

    pub(super) fn take_common(&mut self, common: Common, at: usize, source: &Source) -> Result<(), Box<Diagnostic>> {
        let Source { path, text } = source;
        let whole = !self.whence.first.contains_key(&common);
        self.whence.first.entry(common).or_insert(at);
        match (common, whole) {
            (Common::Story, true) => self.manifest = Some(parse_source(path, text)?),
            (Common::Cast, true) => self.cast = Some(parse_source(path, text)?),
            (Common::Topics, true) => self.topics = Some(parse_source(path, text)?),
            (Common::Story, false) => self.lay_story(parse_source(path, text)?, at, source),
            (Common::Cast, false) => self.lay_cast(parse_source(path, text)?, at),
            (Common::Topics, false) => self.lay_topics(parse_source(path, text)?, at, source),
        }
        Ok(())
    }

    fn stands(&mut self, common: Common, part: &str, at: usize) {
        self.whence.parts.insert((common, part.to_owned()), at);
    }

    fn twice(&mut self, source: &Source, id: &str, what: String, help: &str) {
        let place = locate(&source.text, id, 0);
        self.faults.push(Diagnostic::at(&source.path, place, Code::E003, what, help));
    }

    fn lay_story(&mut self, patch: StoryPatch, at: usize, source: &Source) {
        // Without a whole there is nothing to lay it over; that the whole cannot be read has been said.
        let Some(mut manifest) = self.manifest.take() else { return };
        let StoryPatch { title, scene, acts, facts } = patch;
        if let Some(title) = title {
            manifest.title = title;
            self.stands(Common::Story, ".title", at);
        }
        if let Some(scene) = scene {
            manifest.scene = scene;
            self.stands(Common::Story, ".scene", at);
        }
        if !acts.is_empty() {
            manifest.acts.extend(acts);
            self.stands(Common::Story, ".acts", at);
        }
        for (id, means) in facts.flags {
            if manifest.facts.counts.contains_key(&id) {
                let what = format!("`{id}` is a count already, and cannot be a flag too");
                self.twice(source, id.as_str(), what, "give it another name");
            } else {
                self.stands(Common::Story, id.as_str(), at);
                manifest.facts.flags.insert(id, means);
            }
        }
        for (id, means) in facts.counts {
            if manifest.facts.flags.contains_key(&id) {
                let what = format!("`{id}` is a flag already, and cannot be a count too");
                self.twice(source, id.as_str(), what, "give it another name");
            } else {
                self.stands(Common::Story, id.as_str(), at);
                manifest.facts.counts.insert(id, means);
            }
        }
        self.manifest = Some(manifest);
    }

    fn lay_cast(&mut self, patch: CastPatch, at: usize) {
        let Some(mut cast) = self.cast.take() else { return };
        patch.members.keys().for_each(|id| self.stands(Common::Cast, id.as_str(), at));
        patch.clients.keys().for_each(|id| self.stands(Common::Cast, &client(id), at));
        cast.members.extend(patch.members);
        cast.clients.extend(patch.clients);
        self.cast = Some(cast);
    }

    fn lay_topics(&mut self, patch: TopicsPatch, at: usize, source: &Source) {
        let Some(mut topics) = self.topics.take() else { return };
        let TopicsPatch {
            who,
            when,
            accepts,
            deeds,
            unsure,
            told,
            asked,
            answered,
            breaths,
            broken,
            grave,
            again,
            manners,
            keeps,
            secrets,
        } = patch;
        if let Some(who) = who {
            topics.who = who;
            self.stands(Common::Topics, ".who", at);
        }
        if let Some(when) = when {
            topics.when = when;
            self.stands(Common::Topics, ".when", at);
        }
        let lists = [
            (".unsure", &mut topics.unsure, unsure),
            (".told", &mut topics.told, told),
            (".asked", &mut topics.asked, asked),
            (".answered", &mut topics.answered, answered),
            (".breaths", &mut topics.breaths, breaths),
            (".broken", &mut topics.broken, broken),
            (".grave", &mut topics.grave, grave),
            (".again", &mut topics.again, again),
        ];
        for (part, lines, over) in lists {
            if let Some(over) = over {
                *lines = over;
                self.stands(Common::Topics, part, at);
            }
        }
        for (manner, lines) in manners {
            topics.manners.insert(manner, lines);
            self.stands(Common::Topics, manner.list(), at);
        }
        for (part, _) in keeps.lists().into_iter().filter(|(_, lines)| !lines.is_empty()) {
            self.stands(Common::Topics, part, at);
        }
        topics.keeps.lay(keeps);
        if let Some(secrets) = secrets {
            topics.secrets = secrets;
            self.stands(Common::Topics, ".secrets", at);
        }
        let mut seen = BTreeSet::new();
        let ids = accepts.iter().map(|accept| &accept.id).chain(deeds.iter().map(|deed| &deed.id));
        for id in ids.cloned().collect::<Vec<_>>() {
            self.stands(Common::Topics, id.as_str(), at);
            if !seen.insert(id.clone()) {
                let what = format!("the topic `{id}` is there twice");
                self.twice(source, id.as_str(), what, "give one of them another id");
            }
        }
        for accept in accepts {
            match topics.accepts.iter_mut().find(|old| old.id == accept.id) {
                Some(old) => *old = accept,
                None => topics.accepts.push(accept),
            }
        }
        for deed in deeds {
            match topics.deeds.iter_mut().find(|old| old.id == deed.id) {
                Some(old) => *old = deed,
                None => topics.deeds.push(deed),
            }
        }
        self.topics = Some(topics);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(files: &[(&str, &str)]) -> Draft {
        let sources = files.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).into() });
        Draft::read(&sources.collect::<Vec<_>>(), &mut crate::script::load::Memory::default())
    }

    const STORY: &str = "Story(id: \"s\", title: \"One\", version: \"1\", scene: \"a\", \
                         facts: Facts(flags: {\"lit\": \"It burns.\"}))";

    #[test]
    fn a_later_story_adds_facts_and_changes_what_it_names() {
        let patch =
            "Story(title: \"Two\", facts: (flags: {\"dark\": \"It does not.\"}, counts: {\"lit\": \"Twice.\"}))";
        let draft = draft(&[("story/story.ron", STORY), ("mods/x/story/story.ron", patch)]);
        let manifest = draft.manifest.as_ref().unwrap();
        assert_eq!((manifest.title.as_str(), manifest.scene.as_str()), ("Two", "a"));
        assert_eq!(manifest.facts.flags.len(), 2);
        assert_eq!(draft.source_of(Common::Story, "dark"), 1);
        assert_eq!(draft.source_of(Common::Story, "lit"), 0);
        assert_eq!(draft.source_of(Common::Story, ".title"), 1);
        let fault = draft.faults.first().unwrap().to_string();
        assert!(fault.starts_with("mods/x/story/story.ron:1:") && fault.contains("a flag already"), "{fault}");
    }

    #[test]
    fn topics_are_added_or_replaced_by_their_ids() {
        let topic =
            |id: &str, text: &str| format!("Accept(id: \"{id}\", means: [], say: [Line(id: \"l\", text: \"{text}\")])");
        let whole =
            format!("Topics(who: \"samantha\", accepts: [{}, {}], breaths: [])", topic("a", "one"), topic("b", "two"));
        let patch = format!("Topics(accepts: [{}, {}])", topic("b", "three"), topic("c", "four"));
        let draft = draft(&[("story/topics.ron", &whole), ("mods/x/story/topics.ron", &patch)]);
        let topics = draft.topics.as_ref().unwrap();
        let said: Vec<_> = topics.accepts.iter().map(|a| (a.id.as_str(), a.say[0].text.as_str())).collect();
        assert_eq!(said, [("a", "one"), ("b", "three"), ("c", "four")]);
        assert_eq!(topics.who, "samantha");
        assert_eq!((draft.source_of(Common::Topics, "a"), draft.source_of(Common::Topics, "b")), (0, 1));
    }

    #[test]
    fn a_member_is_replaced_whole_and_the_others_stay() {
        let whole = "Cast(members: {\"amy\": Member(name: \"Amy\"), \"ivo\": Member(name: \"Ivo\")})";
        let patch = "Cast(members: {\"amy\": Member(name: \"Amelia\")})";
        let draft = draft(&[("story/cast.ron", whole), ("mods/x/story/cast.ron", patch)]);
        let names: Vec<_> = draft.cast.as_ref().unwrap().members.values().map(|m| m.name.clone()).collect();
        assert_eq!(names, ["Amelia", "Ivo"]);
        assert_eq!(draft.source_of(Common::Cast, "amy"), 1);
    }
}
