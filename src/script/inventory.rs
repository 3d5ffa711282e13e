//! Everything that is authored, as plain values under a kind and a name: for comparing one state of the files with
//! another. It does not ask whether anything plays.

use super::{
    Source,
    layers::{covered, holds},
    load::{Draft, Memory},
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What kind of thing is authored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is said by `Kind::word`")]
pub enum Kind {
    Story,
    Act,
    Fact,
    Member,
    Client,
    Talk,
    Topic,
    Deed,
    Beat,
    Line,
    Choice,
    Letter,
    LetterFact,
    Part,
    Fragment,
    Ending,
    Scene,
    Mark,
    Template,
}

impl Kind {
    /// Its word, for one and for more than one.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Story => ("story", "stories"),
            Self::Act => ("act", "acts"),
            Self::Fact => ("fact", "facts"),
            Self::Member => ("voice", "voices"),
            Self::Client => ("client", "clients"),
            Self::Talk => ("free talk", "free talks"),
            Self::Topic => ("topic", "topics"),
            Self::Deed => ("deed", "deeds"),
            Self::Beat => ("beat", "beats"),
            Self::Line => ("line", "lines"),
            Self::Choice => ("choice", "choices"),
            Self::Letter => ("letter", "letters"),
            Self::LetterFact => ("fact of a letter", "facts of letters"),
            Self::Part => ("part of a letter", "parts of letters"),
            Self::Fragment => ("sentence", "sentences"),
            Self::Ending => ("ending", "endings"),
            Self::Scene => ("place", "places"),
            Self::Mark => ("stop", "stops"),
            Self::Template => ("template", "templates"),
        }
    }

    /// What a list in the files holds, if what it holds has ids.
    pub fn of_list(field: &str) -> Option<Self> {
        match field {
            "lines" | "say" | "instead" | "unsure" | "told" | "asked" | "answered" | "breaths" | "broken" | "grave"
            | "known" | "changed" | "quoted" | "quoted_when" | "dated" | "several" | "hers" | "forgotten" | "never"
            | "echoed" | "chosen" | "taught" | "corrected" | "gap" => Some(Self::Line),
            "choices" | "accepts" => Some(Self::Choice),
            "facts" => Some(Self::LetterFact),
            "parts" => Some(Self::Part),
            "fragments" => Some(Self::Fragment),
            "marks" => Some(Self::Mark),
            _ => None,
        }
    }
}

/// What stands in these files, each thing under its kind and its name. Later packs lie over earlier files, as they do
/// when it is played; files that cannot be read are left out.
pub fn inventory(sources: &[Source]) -> BTreeMap<(Kind, String), Value> {
    let mut all = BTreeMap::new();
    let mut put = |kind: Kind, id: &str, value: Value| {
        all.insert((kind, id.to_owned()), value);
    };
    let draft = Draft::read(sources, &mut Memory::default());
    if let Some(manifest) = &draft.manifest {
        let mut story = object(manifest);
        story.remove("facts");
        for (id, act) in each(story.remove("acts")) {
            put(Kind::Act, &id, act);
        }
        put(Kind::Story, &manifest.id, Value::Object(story));
        for (id, means) in manifest.facts.flags.iter().chain(&manifest.facts.counts) {
            put(Kind::Fact, id.as_str(), Value::String(means.clone()));
        }
    }
    if let Some(cast) = &draft.cast {
        let mut cast = object(cast);
        each(cast.remove("members")).into_iter().for_each(|(id, member)| put(Kind::Member, &id, member));
        each(cast.remove("clients")).into_iter().for_each(|(id, client)| put(Kind::Client, &id, client));
    }
    if let Some(topics) = &draft.topics {
        let mut talk = object(topics);
        for (field, kind) in [("accepts", Kind::Topic), ("deeds", Kind::Deed)] {
            let Some(Value::Array(list)) = talk.remove(field) else { continue };
            for topic in list {
                let id = topic.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                put(kind, &id, topic);
            }
        }
        put(Kind::Talk, topics.who.as_str(), Value::Object(talk));
    }
    draft.beats.iter().for_each(|(id, (_, beat))| put(Kind::Beat, id.as_str(), Value::Object(object(&**beat))));
    draft.letters.iter().for_each(|(id, (_, letter))| put(Kind::Letter, id.as_str(), Value::Object(object(letter))));
    draft.endings.iter().for_each(|(id, (_, ending))| put(Kind::Ending, id.as_str(), Value::Object(object(ending))));
    draft.scenes.iter().for_each(|(id, (_, scene))| put(Kind::Scene, id.as_str(), Value::Object(object(scene))));
    // A template is text until something uses it.
    let covered = covered(sources);
    for (_, source) in sources.iter().enumerate().filter(|(at, _)| !covered.contains(at)) {
        if let Some(("template", id)) = holds(&source.path) {
            put(Kind::Template, id, Value::String(source.text.clone()));
        }
    }
    all
}

/// The fields of something; none if it cannot be told, which no authored type is a case of.
fn object(of: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn each(map: Option<Value>) -> Map<String, Value> {
    if let Some(Value::Object(map)) = map { map } else { Map::new() }
}
