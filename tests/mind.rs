//! The mind: what was meant, what is said, and what may not be.

mod understand;

use room_tone::script::{self, Script};
use std::{path::Path, sync::OnceLock};

/// The story as it is.
pub(crate) fn story() -> &'static Script {
    static STORY: OnceLock<Script> = OnceLock::new();
    STORY.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let sources = script::load_folder(&assets).expect("the story can be read");
        let (story, faults) = script::check(&sources);
        story.unwrap_or_else(|| panic!("the story cannot be read: {faults:?}"))
    })
}
