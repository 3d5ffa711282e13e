//! A beat file, as a writer's editor may leave it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use room_tone::script::{Beat, parse_source};

fuzz_target!(|text: &str| {
    let _ = parse_source::<Beat>("story/a/b.beat.ron", text);
});
