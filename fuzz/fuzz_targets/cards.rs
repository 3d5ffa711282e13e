//! A character card from anywhere: a picture, an archive, or bare text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = room_tone::tools::import::read_card(bytes);
});
