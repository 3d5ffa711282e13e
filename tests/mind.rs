//! The mind: what was meant, what is said, and what may not be.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

#[cfg(feature = "endpoint")]
mod endpoint;
mod perform;
mod persona;
mod puppet;
mod screen;
#[cfg(feature = "endpoint")]
mod server;
#[cfg(feature = "sentence-model")]
mod typed;
#[cfg(feature = "sentence-model")]
mod understand;
mod written;

#[cfg(feature = "embedded-mind")]
mod embedded;
#[cfg(feature = "embedded-mind")]
mod real;

use room_tone::script::{self, Beat, Script};
#[cfg(any(feature = "sentence-model", feature = "embedded-mind"))]
use room_tone::script::{FreeTalk, Node};
use std::{collections::BTreeMap, path::Path, sync::OnceLock};

/// The story as it is: what a mind has to do with. Whether the whole is sound is for `check` to say.
pub(crate) fn story() -> &'static Script {
    static STORY: OnceLock<Script> = OnceLock::new();
    STORY.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let sources = script::load_folder(&assets).expect("the story can be read");
        let text = |file: &str| {
            let source = sources.iter().find(|s| s.path == file).unwrap_or_else(|| panic!("no {file}"));
            source.text.as_str()
        };
        let beats = sources.iter().filter(|s| s.path.ends_with(".beat.ron")).map(|source| {
            let beat: Beat = script::parse_source(&source.path, &source.text).unwrap_or_else(|fault| panic!("{fault}"));
            (beat.id.clone(), beat)
        });
        Script {
            manifest: script::parse_source("story.ron", text("story/story.ron")).expect("story.ron"),
            cast: script::parse_source("cast.ron", text("story/cast.ron")).expect("cast.ron"),
            topics: script::parse_source("topics.ron", text("story/topics.ron")).expect("topics.ron"),
            beats: beats.collect(),
            letters: BTreeMap::new(),
            endings: BTreeMap::new(),
            scenes: BTreeMap::new(),
        }
    })
}

/// The free talk on the sofa: of those in that beat, the one that understands most.
#[cfg(any(feature = "sentence-model", feature = "embedded-mind"))]
pub(crate) fn sofa() -> &'static FreeTalk {
    let beat = story().beats.get("hello/evening").expect("the free evening");
    let talks = beat.nodes.values().filter_map(|node| match node {
        Node::Turn { talk: Some(talk), .. } => Some(talk),
        _ => None,
    });
    talks.max_by_key(|talk| talk.accepts.iter().filter(|accept| !accept.say.is_empty()).count()).expect("free talk")
}
