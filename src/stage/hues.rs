//! Colours that come into the picture: what he finds words for, she can see from then on, and so can the player.
//!
//! Every paint belongs to one of five hues, or to none. A hue is pale until the story's flag for it is set
//! (`colour_apricot` and its like). A story that has no such flags has all its colours from the start.

use super::{now::Now, palette::Paint};
use crate::{
    script::{Act, Script},
    story::Life,
};
use bevy::prelude::*;

/// What a paint is a kind of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hue {
    Apricot,
    Rust,
    Moss,
    Teal,
    Brass,
}

impl Hue {
    const ALL: [Self; 5] = [Self::Apricot, Self::Rust, Self::Moss, Self::Teal, Self::Brass];

    /// The flag that says that he has found words for it.
    fn flag(self) -> &'static str {
        match self {
            Self::Apricot => "colour_apricot",
            Self::Rust => "colour_rust",
            Self::Moss => "colour_moss",
            Self::Teal => "colour_teal",
            Self::Brass => "colour_brass",
        }
    }

    /// The hue of a paint; what is nearly white, black or grey has none.
    fn of(paint: Paint) -> Option<Self> {
        Some(match paint {
            Paint::Apricot | Paint::Orange | Paint::Shade | Paint::Blind | Paint::Strip | Paint::Skin => Self::Apricot,
            Paint::Rust | Paint::Rug | Paint::Terracotta | Paint::Glaze | Paint::Clay => Self::Rust,
            Paint::Moss | Paint::Leaf | Paint::Yellowed | Paint::Blanket | Paint::Pear | Paint::Front => Self::Moss,
            Paint::Teal | Paint::Enamel | Paint::Water => Self::Teal,
            Paint::Brass
            | Paint::Oak
            | Paint::Birch
            | Paint::Boards
            | Paint::Kraft
            | Paint::Walnut
            | Paint::Withered => Self::Brass,
            _ => return None,
        })
    }
}

/// How strong each hue is now, 0 grey, 1 as it was painted.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub(super) struct Hues([f32; 5]);

impl Default for Hues {
    fn default() -> Self {
        Self([1.0; 5])
    }
}

impl Hues {
    /// How strong a paint's colour is.
    pub fn strength(&self, paint: Paint) -> f32 {
        Hue::of(paint).map_or(1.0, |hue| self.0[hue as usize])
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hues>();
    app.add_systems(Update, learn.in_set(super::StageSystems::Follow).after(super::now::follow));
}

/// How strong a hue should be.
fn aim(life: &Life, script: &Script, hue: Hue) -> f32 {
    if !script.manifest.facts.flags.contains_key(hue.flag()) {
        return 1.0;
    }
    match life.calendar().act {
        _ if life.flag(hue.flag()) => 1.06,
        Act::Grey | Act::Hello | Act::Awake => 0.55,
        // Whoever never spoke of colours has got used to what there is.
        Act::Two | Act::Strain | Act::Beyond => 0.72,
    }
}

/// It comes over six seconds, as one notices a colour.
fn learn(life: Option<Res<Life>>, script: Option<Res<Script>>, now: Res<Now>, time: Res<Time>, mut hues: ResMut<Hues>) {
    let (Some(life), Some(script)) = (life, script) else { return };
    let step = if now.at_once { 1.0 } else { time.delta_secs() / 6.0 };
    let mut next = hues.0;
    for hue in Hue::ALL {
        let aim = if life.begun() { aim(&life, &script, hue) } else { 1.0 };
        let shown = &mut next[hue as usize];
        *shown += (aim - *shown).clamp(-step, step);
    }
    if next != hues.0 {
        hues.0 = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hue_has_paints_and_white_has_none() {
        for hue in Hue::ALL {
            assert!(Paint::ALL.into_iter().any(|paint| Hue::of(paint) == Some(hue)), "{hue:?}");
        }
        assert_eq!(Hue::of(Paint::Paper), None);
        let pale = Hues([0.5; 5]);
        assert!(pale.strength(Paint::Leaf) < pale.strength(Paint::Paper));
    }
}
