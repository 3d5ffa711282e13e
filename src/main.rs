//! The program: the command line on a desktop, the game itself in a browser.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    room_tone::tools::main(room_tone::play)
}

#[cfg(target_family = "wasm")]
fn main() {
    let mind = room_tone::mind::MindChoice::in_address(&room_tone::platform::page_address());
    room_tone::play(mind, Default::default());
}
