//! Fingers on the glass: on the left they walk, elsewhere they look, and a tap touches what lies under it.

use super::asks::Asks;
use bevy::{input::InputSystems, prelude::*, window::PrimaryWindow};
use std::collections::BTreeMap;

/// So far across the window, and so far down, a finger begins to walk instead of looking.
const WALKS: (f32, f32) = (0.34, 0.40);
/// A finger that far from where it came down walks at full pace, in logical pixels.
const FULL: f32 = 64.0;
/// A finger that moves less than this, in logical pixels, for less than so many seconds, has tapped.
const TAP: (f32, f32) = (14.0, 0.35);
/// Radians that the head turns by for a logical pixel.
const TURN: f32 = 0.0042;

/// What the fingers do in this frame.
#[derive(Resource, Clone, Debug, Default)]
pub(super) struct Fingers {
    /// To the right and ahead, each -1..1.
    pub step: Vec2,
    /// To the left and up, in radians.
    pub turn: Vec2,
    /// Where a tap came down, in logical pixels.
    pub tap: Option<Vec2>,
    down: BTreeMap<u64, Finger>,
}

#[derive(Clone, Copy, Debug)]
struct Finger {
    walks: bool,
    seconds: f32,
    /// Where it was a frame ago: a finger that lies still says nothing of its own accord.
    last: Vec2,
    /// How far it ever was from where it came down.
    far: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fingers>();
    app.add_systems(PreUpdate, feel.after(InputSystems));
}

/// How a finger that came down in one place and is in another walks: to the right, ahead.
fn stride(moved: Vec2) -> Vec2 {
    (Vec2::new(moved.x, -moved.y) / FULL).clamp_length_max(1.0)
}

fn feel(
    touches: Res<Touches>,
    asks: Res<Asks>,
    time: Res<Time<Real>>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut fingers: ResMut<Fingers>,
) {
    if fingers.down.is_empty() && fingers.tap.is_none() && !touches.any_just_pressed() {
        return;
    }
    let size = windows.single().map_or(Vec2::new(1280.0, 720.0), Window::size);
    let (mut step, mut turn) = (Vec2::ZERO, Vec2::ZERO);
    fingers.tap = None;
    for touch in touches.iter_just_pressed() {
        let at = touch.start_position();
        if asks.kept.iter().any(|kept| kept.contains(at)) {
            continue;
        }
        let walks = at.x < size.x * WALKS.0 && at.y > size.y * WALKS.1;
        fingers.down.insert(touch.id(), Finger { walks, seconds: 0.0, last: at, far: 0.0 });
    }
    for touch in touches.iter() {
        let Some(finger) = fingers.down.get_mut(&touch.id()) else { continue };
        finger.seconds += time.delta_secs();
        finger.far = finger.far.max(touch.distance().length());
        if finger.walks {
            step += stride(touch.distance());
        } else {
            turn -= (touch.position() - finger.last) * TURN;
        }
        finger.last = touch.position();
    }
    for touch in touches.iter_just_released() {
        let Some(finger) = fingers.down.remove(&touch.id()) else { continue };
        if finger.far < TAP.0 && finger.seconds < TAP.1 {
            fingers.tap = Some(touch.position());
        }
    }
    fingers.down.retain(|id, _| touches.get_pressed(*id).is_some());
    fingers.step = step.clamp_length_max(1.0);
    fingers.turn = turn;
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::input::{
        InputPlugin,
        touch::{TouchInput, TouchPhase},
    };

    struct Glass {
        app: App,
        window: Entity,
    }

    impl Glass {
        fn new() -> Self {
            let mut app = App::new();
            app.add_plugins((MinimalPlugins, InputPlugin)).init_resource::<Asks>();
            plugin(&mut app);
            let step = std::time::Duration::from_millis(20);
            app.insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(step));
            let window = app.world_mut().spawn((Window::default(), PrimaryWindow)).id();
            Self { app, window }
        }

        fn finger(&mut self, phase: TouchPhase, x: f32, y: f32) -> Fingers {
            let window = self.window;
            self.app.world_mut().write_message(TouchInput {
                phase,
                position: Vec2::new(x, y),
                window,
                force: None,
                id: 7,
            });
            self.app.update();
            self.app.world().resource::<Fingers>().clone()
        }
    }

    #[test]
    fn on_the_left_a_finger_walks_and_elsewhere_it_looks() {
        let mut glass = Glass::new();
        glass.finger(TouchPhase::Started, 100.0, 500.0);
        let walks = glass.finger(TouchPhase::Moved, 100.0, 400.0);
        assert!(walks.step.y > 0.9 && walks.turn == Vec2::ZERO, "{walks:?}");
        let done = glass.finger(TouchPhase::Ended, 100.0, 400.0);
        assert_eq!((done.step, done.tap), (Vec2::ZERO, None));
        glass.finger(TouchPhase::Started, 900.0, 300.0);
        let looks = glass.finger(TouchPhase::Moved, 930.0, 300.0);
        assert!(looks.step == Vec2::ZERO && looks.turn.x < -0.1, "{looks:?}");
        glass.app.update();
        assert_eq!(glass.app.world().resource::<Fingers>().turn, Vec2::ZERO, "a finger that lies still turns nothing");
    }

    #[test]
    fn a_tap_is_one_and_what_the_screens_keep_is_theirs() {
        let mut glass = Glass::new();
        glass.finger(TouchPhase::Started, 900.0, 300.0);
        glass.finger(TouchPhase::Moved, 902.0, 301.0);
        assert_eq!(glass.finger(TouchPhase::Ended, 902.0, 301.0).tap, Some(Vec2::new(902.0, 301.0)));
        glass.app.update();
        assert_eq!(glass.app.world().resource::<Fingers>().tap, None);
        glass.app.world_mut().resource_mut::<Asks>().kept = vec![Rect::new(800.0, 0.0, 1280.0, 400.0)];
        glass.finger(TouchPhase::Started, 900.0, 300.0);
        assert_eq!(glass.finger(TouchPhase::Ended, 900.0, 300.0).tap, None);
    }
}
