//! A small story for the tests of these rules: one beat, checked as any story is.

use crate::script::{Code, Diagnostic, Source, check};

/// The story's files with a beat of these nodes; the first is `open`.
pub(in crate::script) fn sources(nodes: &str) -> Vec<Source> {
    let file = |path: &str, text: String| Source { path: path.into(), text };
    vec![
        file("scenes/room.scene.ron", "Scene(id: \"room\", name: \"the room\", marks: [])".into()),
        file(
            "story/cast.ron",
            "Cast(members: {\"narrator\": Member(name: \"\"), \"screen\": Member(name: \"Screen\"), \"other\": Member(name: \
             \"Other\"), \"voice\": Member(name: \"Voice\", persona: Persona(always: \"Be brief.\"))})"
                .into(),
        ),
        file(
            "story/story.ron",
            "Story(id: \"test\", title: \"Test\", version: \"1\", scene: \"room\", facts: Facts())".into(),
        ),
        file(
            "story/test/beat.beat.ron",
            format!(
                "Beat(id: \"test/beat\", purpose: \"Tries a rule.\", open: \"open\", summary: \"It was tried.\", nodes: \
                 {{ {nodes} }})"
            ),
        ),
        file("story/topics.ron", "Topics(who: \"voice\", accepts: [], breaths: [])".into()),
    ]
}

/// Every fault of that beat.
pub(in crate::script) fn whole(nodes: &str) -> Vec<Diagnostic> {
    let (_, faults) = check(&sources(nodes));
    let faults: Vec<_> = faults.into_iter().filter(|fault| fault.path == "story/test/beat.beat.ron").collect();
    assert!(faults.iter().all(|fault| fault.code != Code::E001), "the test’s own beat cannot be read: {faults:?}");
    faults
}

/// The codes of its faults.
pub(in crate::script) fn codes(nodes: &str) -> Vec<Code> {
    whole(nodes).into_iter().map(|fault| fault.code).collect()
}

/// A node in which the narrator says one thing.
pub(in crate::script) fn say(id: &str, text: &str, then: &str) -> String {
    format!("\"{id}\": Say(who: \"narrator\", lines: [Line(id: \"l_{id}\", text: \"{text}\")], then: \"{then}\"),")
}

/// A node in which somebody says one thing, and then the beat is over.
pub(in crate::script) fn line(who: &str, text: &str) -> String {
    format!("\"open\": Say(who: \"{who}\", lines: [Line(id: \"l\", text: \"{text}\")], then: \"done\"),")
}
