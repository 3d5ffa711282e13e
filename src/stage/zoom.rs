//! Looking closer, for as long as it is asked for: a key, the pad's trigger, the mouse's other button, a finger.
//! Also the one place that tells the camera how wide it sees.

use super::{asks::Asks, camera::Eye, claims::Claims, comfort::Comfort, photo::Photo};
use crate::talk::Floor;
use bevy::prelude::*;

/// So many times as large, when it is wholly close.
const CLOSER: f32 = 2.4;
/// How fast it comes and goes: most of the way in a third of a second.
const EASE: f32 = 7.0;

/// How close he looks, 0..1.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Zoom(f32);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Zoom>();
    app.add_systems(Update, (closer, lens).chain().in_set(super::StageSystems::Move).after(super::walk::walk));
}

impl Zoom {
    /// So many times as large everything is seen; turning slows down by it.
    pub fn times(self) -> f32 {
        1.0 + (CLOSER - 1.0) * self.0
    }
}

/// How close he looks `delta` seconds later.
fn eased(now: f32, wanted: bool, delta: f32) -> f32 {
    let aim = if wanted { 1.0 } else { 0.0 };
    let next = now + (aim - now) * (1.0 - (-delta * EASE).exp());
    if (next - aim).abs() < 1e-3 { aim } else { next }
}

/// A field of view that shows everything so many times as large; radians.
fn narrowed(fov: f32, times: f32) -> f32 {
    2.0 * ((fov * 0.5).tan() / times.max(1.0)).atan()
}

fn closer(
    keys: Res<ButtonInput<KeyCode>>,
    buttons: Res<ButtonInput<MouseButton>>,
    pads: Query<&Gamepad>,
    time: Res<Time<Real>>,
    claims: Res<Claims>,
    asks: Res<Asks>,
    floor: Option<Res<Floor>>,
    mut zoom: ResMut<Zoom>,
) {
    let may = claims.is_free() && floor.is_some_and(|floor| floor.waiting.turn().is_some());
    // With a control key held, letters mean other things.
    let control = keys.any_pressed([KeyCode::ControlLeft, KeyCode::ControlRight, KeyCode::SuperLeft]);
    let wanted = may
        && ((keys.pressed(KeyCode::KeyC) && !control)
            || buttons.pressed(MouseButton::Right)
            || asks.closer
            || pads.iter().any(|pad| pad.pressed(GamepadButton::LeftTrigger2)));
    let next = eased(zoom.0, wanted, time.delta_secs().min(0.1));
    if next != zoom.0 {
        zoom.0 = next;
    }
}

pub(super) fn lens(
    comfort: Res<Comfort>,
    zoom: Res<Zoom>,
    photo: Res<Photo>,
    mut eyes: Query<&mut Projection, With<Eye>>,
) {
    let wanted = photo.field_of_view().unwrap_or_else(|| narrowed(comfort.field_of_view.to_radians(), zoom.times()));
    for mut projection in &mut eyes {
        if let Projection::Perspective(perspective) = &*projection
            && (perspective.fov - wanted).abs() < 1e-5
        {
            continue;
        }
        if let Projection::Perspective(perspective) = &mut *projection {
            perspective.fov = wanted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closer_is_so_many_times_as_large() {
        let fov = 47.0_f32.to_radians();
        assert!((narrowed(fov, 1.0) - fov).abs() < 1e-6);
        let close = narrowed(fov, 2.0);
        assert!(((fov * 0.5).tan() / (close * 0.5).tan() - 2.0).abs() < 1e-4);
        assert!(close > fov / 2.0, "half the angle is not half the size");
    }

    #[test]
    fn it_comes_softly_and_goes_back_on_release() {
        let mut at = 0.0;
        let mut last = 1.0;
        for _ in 0..60 {
            let next = eased(at, true, 1.0 / 60.0);
            // At its end it arrives, by a step that nobody sees.
            assert!(next >= at && next - at <= last + 1e-3, "it gains more and more");
            last = next - at;
            at = next;
        }
        assert!(at > 0.99);
        for _ in 0..120 {
            at = eased(at, false, 1.0 / 60.0);
        }
        assert_eq!(at, 0.0);
        // However long a frame was, it does not overshoot.
        assert!(eased(0.0, true, 10.0) <= 1.0);
    }
}
