//! A saved life, cut, damaged, or never lived.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    room_tone::save::fuzz_read(text);
});
