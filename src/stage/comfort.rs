//! How the eye moves for this player: how wide it sees, how fast it turns, and how much of it moves at all.
//!
//! The screens write it from what the player has set; the stage only reads it.

use bevy::prelude::*;

/// How the eye moves. The usual values are those that the rooms were made for.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Comfort {
    /// How wide the eye sees, in degrees from top to bottom.
    pub field_of_view: f32,
    /// How far the head turns with mouse and finger; 1 as usual.
    pub sensitivity: f32,
    /// How fast it turns with pad and keys; 1 as usual.
    pub turning: f32,
    /// Whether up and down are exchanged in looking.
    pub invert_y: bool,
    /// Whether the eye moves as little as it can: no steps are felt, nothing drifts.
    pub still: bool,
    /// Whether the eye gets from stop to stop behind closed lids instead of gliding.
    pub blink: bool,
    /// How much a turn of the head is smoothed, 0..1.
    pub steady: f32,
}

impl Default for Comfort {
    fn default() -> Self {
        Self {
            field_of_view: 47.0,
            sensitivity: 1.0,
            turning: 1.0,
            invert_y: false,
            still: false,
            blink: false,
            steady: 0.0,
        }
    }
}

/// Seconds in which the steadiest view catches up with most of a turn.
const SLOWEST: f32 = 0.16;

impl Comfort {
    /// A turn as this player means it: up and down exchanged, if they are.
    pub(super) fn turned(&self, turn: Vec2) -> Vec2 {
        if self.invert_y { Vec2::new(turn.x, -turn.y) } else { turn }
    }

    /// How much of an owed turn comes within `delta` seconds, 0..1.
    pub(super) fn share(&self, delta: f32) -> f32 {
        let slow = self.steady.clamp(0.0, 1.0) * SLOWEST;
        if slow < 1e-3 { 1.0 } else { 1.0 - (-delta / slow).exp() }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Comfort>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_down_are_exchanged_and_left_and_right_are_not() {
        let comfort = Comfort { invert_y: true, ..default() };
        assert_eq!(comfort.turned(Vec2::new(0.3, 0.2)), Vec2::new(0.3, -0.2));
        assert_eq!(Comfort::default().turned(Vec2::new(0.3, 0.2)), Vec2::new(0.3, 0.2));
    }

    #[test]
    fn a_steady_view_takes_its_time_and_owes_nothing_in_the_end() {
        assert_eq!(Comfort::default().share(0.016), 1.0);
        let steady = Comfort { steady: 1.0, ..default() };
        let (mut owed, mut came) = (1.0_f32, 0.0_f32);
        for _ in 0..120 {
            let now = owed * steady.share(1.0 / 60.0);
            owed -= now;
            came += now;
        }
        assert!(steady.share(1.0 / 60.0) < 0.2 && (came - 1.0).abs() < 1e-4);
    }
}
