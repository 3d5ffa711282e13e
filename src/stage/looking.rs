//! What he looks at, and touching it.

use super::{
    camera::Eye,
    claims::Claims,
    fingers::Fingers,
    now::{Now, Places},
    walk,
};
use crate::{
    AppSystems,
    script::{Scene, Thing, ThingId},
    talk::{Floor, OpenTurn, PlayerInput, TurnKind},
};
use bevy::{
    prelude::*,
    window::{CursorGrabMode, CursorOptions, PrimaryWindow},
};

/// What is in the middle of the view, for the screens to label.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Looking {
    /// The thing; none when he looks at nothing in particular.
    pub thing: Option<ThingId>,
    /// What it is called: `the kettle`.
    pub name: Option<String>,
    /// What he would do with it now (`make coffee`); none if nothing is on offer there.
    pub verb: Option<String>,
    /// Where it is on screen, in logical pixels from the top left; none behind the eye.
    pub at: Option<Vec2>,
}

/// How far he reaches, in metres.
const REACH: f32 = 3.2;
/// How near a tap has to come to a thing, however small it looks; in logical pixels.
const FINGER: f32 = 46.0;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Looking>();
    app.add_systems(Update, (touch, tap).in_set(AppSystems::Receive));
    app.add_systems(Update, look.in_set(super::StageSystems::Light));
}

fn look(
    floor: Option<Res<Floor>>,
    claims: Res<Claims>,
    now: Res<Now>,
    places: Res<Places>,
    eyes: Query<(&Camera, &Transform, &GlobalTransform), With<Eye>>,
    mut looking: ResMut<Looking>,
) {
    let mut found = Looking::default();
    let turn = floor.as_ref().and_then(|floor| floor.waiting.turn());
    if let (Some(turn), Ok((camera, place, drawn)), Some(scene)) = (turn, eyes.single(), places.0.get(&now.scene))
        && claims.is_free()
        && (turn.kind == TurnKind::World || !turn.deeds.is_empty())
    {
        let mut best = f32::MAX;
        for (id, thing) in &scene.things {
            let offer = turn.offers.iter().chain(&turn.deeds).find(|offer| offer.thing.as_ref() == Some(id));
            let Some(aside) = aside(place, thing, if offer.is_some() { 0.30 } else { 0.06 }) else { continue };
            if out_of_reach(scene, place.translation, thing) {
                continue;
            }
            // What can be touched wins over what can only be named.
            let score = aside + if offer.is_some() { 0.0 } else { 1.0 };
            if score < best {
                best = score;
                let above = Vec3::from(thing.at) + Vec3::Y * (thing.half.1 + 0.05);
                found = Looking {
                    thing: Some(id.clone()),
                    name: Some(thing.name.clone()),
                    verb: offer.map(|offer| offer.text.clone()),
                    at: camera.world_to_viewport(drawn, above).ok(),
                };
            }
        }
    }
    looking.set_if_neq(found);
}

/// Whether something is too far away, or behind a wall. From its own stop everything is in reach: he goes to it.
fn out_of_reach(scene: &Scene, eye: Vec3, thing: &Thing) -> bool {
    let at = Vec3::from(thing.at);
    let size = Vec3::from(thing.half).length().min(0.7);
    let stop = scene.marks.iter().find(|mark| mark.id == thing.mark);
    let from_stop = stop.map_or(0.0, |mark| Vec3::from(mark.eye).distance(at) + 0.3);
    eye.distance(at) > (REACH + size).max(from_stop) || walk::walled(scene, eye.xz(), at.xz())
}

/// How far aside of the line of sight a thing is, in radians past its own edge; none outside `cone`.
fn aside(eye: &Transform, thing: &Thing, cone: f32) -> Option<f32> {
    let to = Vec3::from(thing.at) - eye.translation;
    let away = to.length();
    let size = Vec3::from(thing.half).length().min(0.7);
    if away < 0.01 {
        return None;
    }
    let angle = eye.forward().angle_between(to);
    let own = (size * 0.7 / away).atan();
    (angle < own + cone).then_some((angle - own * 0.6).max(0.0) + away * 0.01)
}

/// E, Enter, a click with the pointer held, or the pad's lower button.
fn touch(
    keys: Res<ButtonInput<KeyCode>>,
    buttons: Res<ButtonInput<MouseButton>>,
    pads: Query<&Gamepad>,
    claims: Res<Claims>,
    looking: Res<Looking>,
    windows: Query<&CursorOptions, With<PrimaryWindow>>,
    mut input: MessageWriter<PlayerInput>,
) {
    if !claims.is_free() {
        return;
    }
    let held = windows.single().is_ok_and(|cursor| cursor.grab_mode != CursorGrabMode::None);
    let wanted = keys.any_just_pressed([KeyCode::KeyE, KeyCode::Enter, KeyCode::NumpadEnter])
        || (held && buttons.just_pressed(MouseButton::Left))
        || pads.iter().any(|pad| pad.just_pressed(GamepadButton::South));
    if let (true, Some(thing), Some(_)) = (wanted, &looking.thing, &looking.verb) {
        input.write(PlayerInput::Touch(thing.clone()));
    }
}

/// A tap on a thing touches it, without looking at it first.
fn tap(
    fingers: Res<Fingers>,
    floor: Option<Res<Floor>>,
    claims: Res<Claims>,
    now: Res<Now>,
    places: Res<Places>,
    eyes: Query<(&Camera, &GlobalTransform), With<Eye>>,
    mut input: MessageWriter<PlayerInput>,
) {
    let Some(at) = fingers.tap.filter(|_| claims.is_free()) else { return };
    let turn = floor.as_ref().and_then(|floor| floor.waiting.turn());
    let (Some(turn), Some(scene), Ok((camera, drawn))) = (turn, places.0.get(&now.scene), eyes.single()) else {
        return;
    };
    if let Some(thing) = under(at, turn, scene, camera, drawn) {
        input.write(PlayerInput::Touch(thing));
    }
}

/// The thing on offer that lies under a place on the window, in logical pixels.
fn under(at: Vec2, turn: &OpenTurn, scene: &Scene, camera: &Camera, drawn: &GlobalTransform) -> Option<ThingId> {
    let offers = turn.offers.iter().chain(&turn.deeds).filter_map(|offer| offer.thing.as_ref());
    let near = offers.filter_map(|id| {
        let thing = scene.things.get(id)?;
        let (middle, size) = (Vec3::from(thing.at), Vec3::from(thing.half).length().min(0.7));
        if out_of_reach(scene, drawn.translation(), thing) {
            return None;
        }
        let seen = camera.world_to_viewport(drawn, middle).ok()?;
        let edge = camera.world_to_viewport(drawn, middle + drawn.right() * size).ok()?;
        let room = seen.distance(edge).max(FINGER);
        let off = seen.distance(at);
        (off < room).then_some((off / room, id))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id.clone())
}
