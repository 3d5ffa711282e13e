//! A place: where one can stand, what can be touched.
//!
//! Metres; x to the right along the window wall, y up, z away from the window into the room.

use super::{Condition, MarkId, SceneId, ThingId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// One place: `assets/scenes/<scene>.scene.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Scene", deny_unknown_fields)]
pub struct Scene {
    /// Its name.
    pub id: SceneId,
    /// What it is called, after "in" or "at": `the apartment`.
    pub name: String,
    /// Where somebody was who was there, as it is said: `on the roof`; left out, it is `in` and the name.
    #[serde(default)]
    pub told: Option<String>,
    /// Points of view: the camera stops, in the order in which keys step through them.
    pub marks: Vec<Mark>,
    /// Where one may walk, as seen from above: `(x, z)` of two corners. Empty: one stands still.
    #[serde(default)]
    pub floor: Option<((f32, f32), (f32, f32))>,
    /// What stands in the way, as seen from above.
    #[serde(default)]
    pub blocks: Vec<((f32, f32), (f32, f32))>,
    /// The same, up to the ceiling: walls between its rooms, and what lies outside of them. Nobody looks or glides through one.
    #[serde(default)]
    pub walls: Vec<((f32, f32), (f32, f32))>,
    /// What can be touched.
    #[serde(default, deserialize_with = "super::once::once_each")]
    pub things: BTreeMap<ThingId, Thing>,
    /// When it rains there: when all of this holds. Left out: never. Empty: always.
    #[serde(default)]
    pub rain: Option<Vec<Condition>>,
    /// When it snows there, and lies on the roofs: when all of this holds. Left out: never.
    #[serde(default)]
    pub snow: Option<Vec<Condition>>,
    /// What stands there only at times, or changes as the story does.
    #[serde(default)]
    pub props: Vec<Prop>,
    /// Parts of the place that sound another way than the rest: the balcony, a bathroom. Of several that one stands in, the
    /// first.
    #[serde(default)]
    pub zones: Vec<Zone>,
}

impl Scene {
    /// Every list of conditions that something in it depends on.
    pub fn conditions(&self) -> impl Iterator<Item = &[Condition]> {
        self.rain.iter().chain(&self.snow).map(Vec::as_slice).chain(self.props.iter().map(|prop| prop.when.as_slice()))
    }
}

impl Scene {
    /// Where somebody was who was there: `on the roof`.
    pub fn told(&self) -> String {
        self.told.clone().unwrap_or_else(|| format!("in {}", self.name))
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

/// A part of a place with a sound of its own, as seen from above.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// What it is, for whoever reads the file.
    pub id: String,
    /// `(x, z)` of one corner.
    pub from: (f32, f32),
    /// And of the one across.
    pub to: (f32, f32),
    /// How much louder the room's own tone is than elsewhere: 1 as loud, 0 silent.
    #[serde(default = "as_loud")]
    pub room: f32,
    /// The same for the city outside.
    #[serde(default = "as_loud")]
    pub city: f32,
}

fn as_loud() -> f32 {
    1.0
}

impl Zone {
    /// Whether a place on the floor lies in it.
    #[must_use]
    pub fn holds(&self, x: f32, z: f32) -> bool {
        let within = |a: f32, b: f32, at: f32| (a.min(b)..=a.max(b)).contains(&at);
        within(self.from.0, self.to.0, x) && within(self.from.1, self.to.1, z)
    }
}

/// Something that stands in a place only at times. It is there to be seen, and cannot be touched by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prop {
    /// Its name. Of several of one name, only the first is there whose conditions hold.
    pub id: String,
    /// What it is.
    pub is: PropKind,
    /// Where: the middle of its foot, or what it hangs from.
    pub at: (f32, f32, f32),
    /// Turned about itself, in degrees.
    #[serde(default)]
    pub turn: f32,
    /// There only if all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Seen only for a while after a thing was used.
    #[serde(default)]
    pub after: Option<After>,
}

impl Prop {
    /// The model that it is, if it is one.
    pub fn model(&self) -> Option<&str> {
        match &self.is {
            PropKind::Model(name) => Some(name),
            _ => None,
        }
    }
}

/// What stands in a place only at times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum PropKind {
    /// Steam that rises.
    Steam,
    /// A pile of letters, one for each that was written in this life.
    Letters,
    /// A plant in its pot, in such a state.
    Plant(Health),
    /// A blind of cloth that hangs from its place, which is the middle of its head; when another of its name takes its
    /// place, it rolls there.
    Blind {
        /// How wide it is, in metres.
        wide: f32,
        /// How far it is let down, in metres.
        down: f32,
    },
    /// The mirror of the place, steamed over; in the steam there stands what was once written with a finger, line by line.
    Steamed(Vec<String>),
    /// A model: `people/amy` for `models/people/amy.glb`, of the game or of a pack.
    Model(String),
}

impl PropKind {
    /// How wide a blind may be, in metres.
    pub const WIDE: RangeInclusive<f32> = 0.2..=4.0;
    /// How far it may be let down, in metres: it is never quite up.
    pub const DOWN: RangeInclusive<f32> = 0.06..=3.0;
}

/// How a plant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Health {
    /// It has lost most of its leaves.
    Bare,
    /// It hangs, and yellows leaf by leaf.
    Thirsty,
    /// Well enough.
    Well,
    /// With new leaves.
    Thriving,
    /// Yellow from below, leaning, its saucer full.
    Drowned,
}

/// For how long something is seen after a thing was used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The thing, of the same place.
    pub thing: ThingId,
    /// It begins so many seconds later.
    #[serde(default)]
    pub waits: f32,
    /// And is over after so many more.
    pub lasts: f32,
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
