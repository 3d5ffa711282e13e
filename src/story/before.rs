//! What was lived before this life began: how many lives came to an end, and a sentence out of one of them.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

/// What was lived before. It is written down when a life begins, so that the life comes again as it was.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// How many lives of this story came to an ending.
    pub lives: u32,
    /// Something that he typed to her in one of them, as a whole sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Before {
    /// Whether it is the first life.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
