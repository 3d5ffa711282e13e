//! A pack as a zip from somebody else; what is read of it goes on to the checker.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(pack) = room_tone::packs::read_zip(bytes) {
        let _ = room_tone::script::check(&pack.files);
    }
});
