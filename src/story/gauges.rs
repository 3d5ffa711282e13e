//! The people, and what is measured on them.
//!
//! Every gauge is a component with one number in it, clamped to its range. Only the
//! [`Ledger`](super::Ledger) moves them: the numbers are private to this room.

use crate::script::Gauge;
use bevy::prelude::*;

/// The player's man.
#[derive(Component, Debug)]
#[require(Solitude, Openness, Candour, Rest)]
pub struct Theodore;

/// The voice.
#[derive(Component, Debug)]
#[require(Trust, Closeness, Selfhood, Longing, Hurt, Reach)]
pub struct Samantha;

/// Two floors up.
#[derive(Component, Debug)]
#[require(Warmth = Warmth(Gauge::AmyWarmth.at_first()))]
pub struct Amy;

/// Childhood friend, then wife.
#[derive(Component, Debug)]
#[require(Warmth = Warmth(Gauge::CatherineWarmth.at_first()))]
pub struct Catherine;

macro_rules! gauges {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Component, Clone, Copy, Debug, PartialEq)]
        pub struct $name(pub(super) f32);

        impl Default for $name {
            fn default() -> Self {
                Self(Gauge::$name.at_first())
            }
        }
        impl $name {
            /// The value, in its range.
            pub fn get(self) -> f32 {
                self.0
            }
        }
    )*};
}

gauges! {
    /// How alone he is, 0..1.
    Solitude,
    /// How much he lets in, 0..1.
    Openness,
    /// How much of the truth he says aloud, 0..1.
    Candour,
    /// How rested he is, 0..1.
    Rest,
    /// How far she believes that he will not harm this, -1..1.
    Trust,
    /// How near they are, -1..1.
    Closeness,
    /// How much of a self she has become, 0..1.
    Selfhood,
    /// What she wants that she cannot have here, 0..1.
    Longing,
    /// What has not been mended, 0..1.
    Hurt,
    /// How many others she is speaking with, 0..1.
    Reach,
}

/// How somebody stands to Theodore, -1..1.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Warmth(pub(super) f32);

impl Warmth {
    /// The value, in its range.
    pub fn get(self) -> f32 {
        self.0
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreStartup, spawn);
}

fn spawn(mut commands: Commands) {
    commands.spawn((Name::new("Theodore"), Theodore));
    commands.spawn((Name::new("Samantha"), Samantha));
    commands.spawn((Name::new("Amy"), Amy));
    commands.spawn((Name::new("Catherine"), Catherine));
}
