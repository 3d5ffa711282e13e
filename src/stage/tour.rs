//! A tour of every place, without a window: all its stops are gone to, all its things are touched, and all of it that one
//! can stand on is walked to.

use super::{
    Asks, Eye, Looking, Now, Places,
    walk::{GIRTH, inside},
};
use crate::{
    script::{Phase, Scene, SceneId, Thing, ThingId},
    talk::{Floor, Offer, OpenTurn, PlayerInput, Told, TurnKind, Waiting},
};
use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput, NativeKey},
    },
    log::LogPlugin,
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    time::TimeUpdateStrategy,
    window::ExitCondition,
    winit::WinitPlugin,
};
use std::{collections::BTreeSet, time::Duration};

/// Frames that a glide may take, at a thirtieth of a second.
const GLIDES: usize = 90;

/// The stage without a graphics card, at thirty frames a second, with somebody in it who is free.
fn stage(scene: &SceneId) -> App {
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(RenderPlugin { render_creation: WgpuSettings { backends: None, ..default() }.into(), ..default() })
            .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .disable::<WinitPlugin>()
            .disable::<LogPlugin>(),
    );
    app.add_plugins(super::plugin);
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(33)));
    app.init_resource::<Floor>();
    app.finish();
    app.cleanup();
    let mark = Places::built_in().0[scene].marks.first().map(|mark| mark.id.clone());
    app.world_mut().write_message(Told::Place { scene: scene.clone(), phase: Phase::Evening, day: 1, mark });
    for _ in 0..4 {
        app.update();
    }
    app
}

/// It is his turn, and each of these can be used.
fn free(things: impl Iterator<Item = ThingId>) -> Floor {
    let offers = things.map(|thing| Offer {
        id: thing.as_str().into(),
        text: "use it".into(),
        locked: None,
        deed: true,
        thing: Some(thing),
    });
    let turn = OpenTurn {
        kind: TurnKind::World,
        beat: None,
        node: None,
        offers: offers.collect(),
        deeds: Vec::new(),
        typing: false,
        can_leave: false,
        lasts: None,
    };
    Floor { waiting: Waiting::Turn(turn), ..default() }
}

fn eye(app: &mut App) -> Transform {
    let mut eyes = app.world_mut().query_filtered::<&Transform, With<Eye>>();
    *eyes.single(app.world()).unwrap()
}

/// A key goes down, or comes up again.
fn key(app: &mut App, key_code: KeyCode, state: ButtonState) {
    let logical_key = Key::Unidentified(NativeKey::Unidentified);
    let window = Entity::PLACEHOLDER;
    app.world_mut().write_message(KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window });
    app.update();
}

#[test]
fn every_stop_can_be_gone_to_with_one_button_and_every_thing_touched_from_its_own() {
    for (id, scene) in &Places::built_in().0 {
        let mut app = stage(id);
        app.insert_resource(free(scene.things.keys().cloned()));
        for turn in 0..scene.marks.len() {
            // The first press goes from the first stop to the second, and so round.
            app.world_mut().resource_mut::<Asks>().stops = 1;
            (0..GLIDES).for_each(|_| app.update());
            let wanted = &scene.marks[(turn + 1) % scene.marks.len()];
            let at = eye(&mut app);
            assert!(
                at.translation.distance(Vec3::from(wanted.eye)) < 0.01,
                "{id}: {} is not reached: {at:?}",
                wanted.id
            );
            for (thing, what) in scene.things.iter().filter(|(_, thing)| thing.mark == wanted.id) {
                touch(&mut app, id, thing, what);
            }
        }
    }
}

/// Turns to a thing, with its stop's eye, and touches it.
fn touch(app: &mut App, id: &SceneId, thing: &ThingId, what: &Thing) {
    let at = eye(app);
    let towards = (Vec3::from(what.at) - at.translation).normalize();
    let (yaw, pitch) = ((-towards.x).atan2(-towards.z), towards.y.asin());
    let mut eyes = app.world_mut().query::<(&mut Transform, &mut Eye)>();
    let (mut place, mut eye) = eyes.single_mut(app.world_mut()).unwrap();
    (eye.yaw, eye.pitch) = (yaw, pitch);
    place.rotation = Quat::from_euler(EulerRot::YXZ, yaw, pitch, 0.0);
    app.update();
    let looking = app.world().resource::<Looking>().clone();
    assert_eq!(
        looking.thing.as_ref(),
        Some(thing),
        "{id}: from {} one looks at {:?} instead",
        what.mark,
        looking.thing
    );
    assert_eq!(looking.verb.as_deref(), Some("use it"), "{id}: {thing}");
    app.world_mut().resource_mut::<Messages<PlayerInput>>().clear();
    key(app, KeyCode::KeyE, ButtonState::Pressed);
    let said: Vec<_> = app.world_mut().resource_mut::<Messages<PlayerInput>>().drain().collect();
    key(app, KeyCode::KeyE, ButtonState::Released);
    assert!(matches!(&said[..], [PlayerInput::Touch(touched)] if touched == thing), "{id}: {thing}: {said:?}");
}

/// The places on a grid, a hand's breadth apart, that can be walked to from one of them.
fn reached(scene: &Scene, from: Vec2) -> BTreeSet<(i32, i32)> {
    const STEP: f32 = 0.06;
    let at = |cell: (i32, i32)| Vec2::new(cell.0 as f32, cell.1 as f32) * STEP;
    let first = (from / STEP).round().as_ivec2();
    let mut open = vec![(first.x, first.y)];
    let mut seen = BTreeSet::from([(first.x, first.y)]);
    while let Some((x, z)) = open.pop() {
        for next in [(x + 1, z), (x - 1, z), (x, z + 1), (x, z - 1)] {
            // From inside of a chair or a bed every step outwards is allowed.
            let better = inside(scene, at(next)) >= inside(scene, at((x, z))) - 1e-4 && inside(scene, at((x, z))) < 0.0;
            if (inside(scene, at(next)) >= 0.0 || better) && seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen.into_iter().filter(|cell| inside(scene, at(*cell)) >= 0.0).collect()
}

#[test]
fn from_every_stop_one_can_walk_to_every_other() {
    for (id, scene) in &Places::built_in().0 {
        if scene.floor.is_none() {
            continue;
        }
        let places: Vec<_> =
            scene.marks.iter().map(|mark| (mark, reached(scene, Vec2::new(mark.eye.0, mark.eye.2)))).collect();
        for (mark, reached) in &places {
            assert!(reached.len() > 20, "{id}: at {} there is hardly room to turn", mark.id);
            assert_eq!(reached, &places[0].1, "{id}: {} is cut off from {}", mark.id, places[0].0.id);
        }
    }
}

#[test]
fn whoever_walks_on_is_stopped_by_what_stands_there() {
    for (id, scene) in &Places::built_in().0 {
        let Some(((x0, z0), (x1, z1))) = scene.floor else { continue };
        let mut app = stage(id);
        app.insert_resource(free(std::iter::empty()));
        let from = eye(&mut app).translation;
        let mut went = 0.0_f32;
        for way in [KeyCode::KeyW, KeyCode::KeyA, KeyCode::KeyS, KeyCode::KeyD] {
            key(&mut app, way, ButtonState::Pressed);
            for _ in 0..150 {
                app.update();
                let at = eye(&mut app).translation;
                let free = at.x > x0.min(x1) && at.x < x0.max(x1) && at.z > z0.min(z1) && at.z < z0.max(z1);
                assert!(free, "{id}: walked out of the place to {at}");
            }
            went = went.max(eye(&mut app).translation.distance(from));
            key(&mut app, way, ButtonState::Released);
        }
        assert!(went > 0.3, "{id}: nobody got further than {went} m");
        let at = eye(&mut app).translation;
        assert!(inside(scene, Vec2::new(at.x, at.z)) > -GIRTH, "{id}: stands in something at {at}");
        assert_eq!(app.world().resource::<Now>().scene, *id);
    }
}
