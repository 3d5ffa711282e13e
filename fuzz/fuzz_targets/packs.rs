//! A `pack.ron` from somebody else.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = room_tone::packs::parse_pack("pack.ron", text);
});
