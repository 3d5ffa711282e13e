//! In place of the sentence model, in a build without it: a model that cannot be had.

/// What it would be known by.
pub(super) const DIGEST: &str = "none";
/// How many numbers would say where a sentence lies.
pub(super) const WIDE: usize = 0;

/// There is none.
pub(crate) enum SentenceModel {}

impl SentenceModel {
    /// Says in plain words why not.
    pub(crate) fn load(_weights: Vec<u8>, _tokenizer: &str) -> Result<Self, String> {
        Err(WHY.into())
    }

    /// The same.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn read(_folder: &std::path::Path) -> Result<Self, String> {
        Err(WHY.into())
    }

    /// Nobody can ask it.
    pub(crate) fn place(&self, _sentence: &str) -> Result<Box<[f32]>, String> {
        match *self {}
    }
}

const WHY: &str = "There is no sentence model in this build; one with the feature `sentence-model` has it";
