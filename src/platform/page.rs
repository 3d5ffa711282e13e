//! The page around the game, where there is one: it may listen to what is told and send input.

#[cfg(not(target_family = "wasm"))]
pub use none::{LISTENS, next, screen, tell};
#[cfg(target_family = "wasm")]
pub use page::{LISTENS, next, screen, tell};

#[cfg(not(target_family = "wasm"))]
mod none {
    /// Whether there is a page around the game.
    pub const LISTENS: bool = false;

    /// Tells the page what happened, as JSON.
    pub fn tell(_json: &str) {}

    /// The next input that the page sends, as JSON.
    pub fn next() -> Option<String> {
        None
    }

    /// Tells the page which screen is up.
    pub fn screen(_name: &str) {}
}

#[cfg(target_family = "wasm")]
mod page {
    use wasm_bindgen::prelude::*;

    /// Whether there is a page around the game.
    pub const LISTENS: bool = true;

    #[wasm_bindgen(js_namespace = ["window", "roomTone"])]
    extern "C" {
        #[wasm_bindgen(js_name = _tell)]
        fn js_tell(json: &str);
        #[wasm_bindgen(js_name = _next)]
        fn js_next() -> Option<String>;
        #[wasm_bindgen(js_name = _screen)]
        fn js_screen(name: &str);
    }

    /// Tells the page what happened, as JSON.
    pub fn tell(json: &str) {
        js_tell(json);
    }

    /// The next input that the page sends, as JSON.
    pub fn next() -> Option<String> {
        js_next()
    }

    /// Tells the page which screen is up.
    pub fn screen(name: &str) {
        js_screen(name);
    }
}
