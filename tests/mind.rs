//! The mind: what was meant, what is said, and what may not be.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

pub mod attacks;
#[cfg(feature = "sentence-model")]
mod beside;
mod care;
mod doctor;
#[cfg(feature = "endpoint")]
mod endpoint;
#[cfg(feature = "sentence-model")]
mod evaluation;
mod heard;
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
pub mod real;
#[cfg(feature = "embedded-mind")]
mod sampled;

#[cfg(any(feature = "sentence-model", feature = "embedded-mind"))]
use room_tone::script::FreeTalk;
use room_tone::script::{self, Script};
use std::{path::Path, sync::OnceLock};

/// The story as it is: what a mind has to do with.
pub(crate) fn story() -> &'static Script {
    static STORY: OnceLock<Script> = OnceLock::new();
    STORY.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let (script, faults) = script::check(&script::load_folder(&assets).expect("the story can be read"));
        script.unwrap_or_else(|| panic!("{faults:?}"))
    })
}

/// The free talk on the sofa: of those in that beat, the one that understands most.
#[cfg(any(feature = "sentence-model", feature = "embedded-mind"))]
pub(crate) fn sofa() -> &'static FreeTalk {
    let beat = story().beats.get("hello/evening").expect("the free evening");
    beat.talks()
        .max_by_key(|talk| talk.accepts.iter().filter(|accept| !accept.say.is_empty()).count())
        .expect("free talk")
}
