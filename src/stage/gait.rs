//! Steps that are felt: the head dips a little at each footfall, and leans over the foot that stands.
//!
//! What a step adds to the eye's place is taken off again before the next frame moves it, so nothing adds up.

use super::{camera::Eye, comfort::Comfort, photo, stops, walk};
use bevy::prelude::*;
use std::f32::consts::PI;

/// Metres from one footfall to the next.
const STEP: f32 = 0.72;
/// How far the head dips at a footfall, in metres.
const DIP: f32 = 0.013;
/// How far it leans to either side.
const LEAN: f32 = 0.007;
/// How many times a second the weight of a walk comes and goes.
const EASE: f32 = 5.0;

/// The walk as it is felt.
#[derive(Resource, Clone, Copy, Debug, Default)]
struct Gait {
    /// Footfalls so far; the part behind the point is the way to the next.
    steps: f32,
    /// How much of it is felt, 0..1.
    weight: f32,
    /// What it has added to the eye's place.
    added: Vec3,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Gait>();
    app.add_systems(Update, (take_off.before(stops::go), put_on.after(photo::fly)).in_set(super::StageSystems::Move));
}

/// Where a walk has the head: to the right, up; in metres. `steps` counts footfalls.
fn sways(steps: f32, weight: f32) -> Vec2 {
    // It falls faster than it rises: somebody weighs something.
    let part = steps.rem_euclid(1.0).powf(0.8);
    let side = (steps * PI).sin();
    Vec2::new(LEAN * side, -DIP * 0.5 * (1.0 + (part * 2.0 * PI).cos())) * weight
}

/// Takes off what the last step added, so that whoever moves the eye finds it where it left it.
fn take_off(mut gait: ResMut<Gait>, mut eyes: Query<&mut Transform, With<Eye>>) {
    if gait.added == Vec3::ZERO {
        return;
    }
    for mut place in &mut eyes {
        place.translation -= gait.added;
    }
    gait.added = Vec3::ZERO;
}

fn put_on(time: Res<Time>, comfort: Res<Comfort>, mut gait: ResMut<Gait>, mut eyes: Query<(&mut Transform, &Eye)>) {
    let Ok((mut place, eye)) = eyes.single_mut() else { return };
    let pace = eye.pace.length();
    let wanted = if comfort.still { 0.0 } else { (pace / walk::PACE).min(1.0) };
    let delta = time.delta_secs().min(0.1);
    let weight = gait.weight + (wanted - gait.weight) * (1.0 - (-delta * EASE).exp());
    if weight < 1e-3 {
        // Standing: the next walk begins with a foot in the air.
        if gait.weight != 0.0 {
            *gait = Gait { steps: 0.5, added: gait.added, ..default() };
        }
        return;
    }
    gait.weight = weight;
    gait.steps += pace * delta / STEP;
    let sway = sways(gait.steps, weight);
    gait.added = Quat::from_rotation_y(eye.yaw) * Vec3::X * sway.x + Vec3::Y * sway.y;
    place.translation += gait.added;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_dips_and_never_lifts_and_comes_round_after_two() {
        for k in 0..40 {
            let steps = k as f32 * 0.05;
            let at = sways(steps, 1.0);
            assert!(at.y <= 0.0 && at.y >= -DIP && at.x.abs() <= LEAN, "{steps}: {at}");
            assert!(at.distance(sways(steps + 2.0, 1.0)) < 1e-4);
            assert_eq!(sways(steps, 0.0), Vec2::ZERO);
        }
        assert!((sways(1.0, 1.0).y + DIP).abs() < 1e-5, "lowest when the foot comes down");
    }

    /// The eye after walking for a second, and after standing for another.
    fn walked(still: bool) -> (f32, f32) {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins);
        app.insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(std::time::Duration::from_millis(20)));
        app.insert_resource(Comfort { still, ..default() }).init_resource::<Gait>();
        app.add_systems(Update, (take_off, put_on).chain());
        let eye = Eye { pace: Vec3::X * walk::PACE, ..default() };
        let eye = app.world_mut().spawn((eye, Transform::default())).id();
        let mut lowest = 0.0_f32;
        for _ in 0..50 {
            app.update();
            lowest = lowest.min(app.world().get::<Transform>(eye).unwrap().translation.y);
        }
        app.world_mut().get_mut::<Eye>(eye).unwrap().pace = Vec3::ZERO;
        for _ in 0..120 {
            app.update();
        }
        (lowest, app.world().get::<Transform>(eye).unwrap().translation.length())
    }

    #[test]
    fn it_is_felt_unless_motion_is_reduced_and_leaves_nothing_behind() {
        let (lowest, rest) = walked(false);
        assert!(lowest < -DIP * 0.6 && rest < 1e-5, "{lowest} {rest}");
        assert_eq!(walked(true), (0.0, 0.0));
    }
}
