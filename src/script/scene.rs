//! A place: where one can stand, what can be touched.
//!
//! Metres; x to the right along the window wall, y up, z away from the window into the room.

use super::{Condition, MarkId, SceneId, ThingId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One place: `assets/scenes/<scene>.scene.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Scene", deny_unknown_fields)]
pub struct Scene {
    /// Its name.
    pub id: SceneId,
    /// What it is called, after "in" or "at": `the apartment`.
    pub name: String,
    /// Points of view: the camera stops, in the order in which keys step through them.
    pub marks: Vec<Mark>,
    /// Where one may walk, as seen from above: `(x, z)` of two corners. Empty: one stands still.
    #[serde(default)]
    pub floor: Option<((f32, f32), (f32, f32))>,
    /// What stands in the way, as seen from above.
    #[serde(default)]
    pub blocks: Vec<((f32, f32), (f32, f32))>,
    /// What can be touched.
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub things: BTreeMap<ThingId, Thing>,
    /// When it rains there: when all of this holds. Left out: never. Empty: always.
    #[serde(default)]
    pub rain: Option<Vec<Condition>>,
}

impl Scene {
    /// Every list of conditions that something in it depends on.
    pub fn conditions(&self) -> impl Iterator<Item = &[Condition]> {
        self.rain.iter().map(Vec::as_slice)
    }
}

/// A camera stop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Its name.
    pub id: MarkId,
    /// Where the eye is.
    pub eye: (f32, f32, f32),
    /// What it looks at.
    pub look: (f32, f32, f32),
}

/// Something that can be touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// What it is called: `the kettle`.
    pub name: String,
    /// Its middle.
    pub at: (f32, f32, f32),
    /// Half its size.
    pub half: (f32, f32, f32),
    /// The stop it is touched from.
    pub mark: MarkId,
}
