//! Checks of what was built: faces look outwards, budgets hold, every thing can be reached.

use super::{
    Claims, Places, models::Models, palette::Paint, rays::Rays, set::Solid, sets, shape::Shape, standing::census,
};
use crate::talk::{PlayerInput, Told};
use bevy::{
    log::LogPlugin,
    prelude::*,
    render::{RenderPlugin, settings::WgpuSettings},
    window::ExitCondition,
    winit::WinitPlugin,
};

/// How many triangles a scene may have.
const BUDGET: usize = 220_000;

fn faces_agree(shape: &Shape) -> bool {
    shape.faces.chunks_exact(3).all(|face| {
        let [a, b, c] = [face[0] as usize, face[1] as usize, face[2] as usize];
        let wound = (shape.at[b] - shape.at[a]).cross(shape.at[c] - shape.at[a]);
        let meant = shape.normal[a] + shape.normal[b] + shape.normal[c];
        wound.length() < 1e-9 || wound.dot(meant) > 0.0
    })
}

#[test]
fn faces_look_outwards() {
    assert!(faces_agree(&Shape::rounded_box(Vec3::new(1.0, 0.5, 0.2), 0.03, 3, 0.2)));
    assert!(faces_agree(&Shape::plain_box(Vec3::new(1.0, 0.5, 0.2))));
    assert!(faces_agree(&Shape::cylinder(0.2, 1.0, 0.02, 16)));
    assert!(faces_agree(&Shape::ball(0.3, 0.8, 16)));
    assert!(faces_agree(&Shape::sheet(Vec3::ZERO, Vec3::X, Vec3::Y, 0.1)));
}

#[test]
fn normals_of_a_rounded_box_point_away_from_its_middle() {
    let shape = Shape::rounded_box(Vec3::ONE, 0.1, 3, 0.5);
    assert!(shape.at.iter().zip(&shape.normal).all(|(p, n)| p.dot(*n) > 0.0 && (n.length() - 1.0).abs() < 1e-4));
}

#[test]
fn a_line_is_stopped_by_what_stands_in_it() {
    let wall = Solid { middle: Vec3::ZERO, half: Vec3::new(0.1, 1.0, 1.0), turn: Vec2::new(1.0, 0.0) };
    let rays = Rays::new(vec![wall]);
    assert!(!rays.free(Vec3::NEG_X, Vec3::X));
    assert!(rays.free(Vec3::NEG_X, Vec3::new(-0.5, 0.0, 0.0)));
    let hit = rays.first(Vec3::NEG_X, Vec3::X * 2.0);
    assert!(hit.is_some_and(|hit| (hit.along - 0.45).abs() < 1e-4 && hit.normal == Vec3::NEG_X));
}

#[test]
fn scenes_keep_their_budgets_and_their_light_is_sane() {
    let models = Models::in_folder(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"));
    for scene in sets::BUILT {
        let census = census(scene);
        assert!(census["triangles"] < BUDGET, "{scene}: {census:?}");
        assert!(census["draws"] <= 80, "{scene}: {census:?}");
        let built = sets::build(&models, scene, None);
        for (paint, shape) in built.set.shapes() {
            assert!(shape.at.iter().all(|p| p.is_finite()), "{scene}: {paint:?}");
            assert!(shape.normal.iter().all(|n| (n.length() - 1.0).abs() < 1e-3), "{scene}: {paint:?}");
        }
    }
}

#[test]
fn every_thing_stands_before_a_mark_of_its_scene() {
    let places = Places::built_in();
    assert_eq!(places.0.len(), sets::BUILT.len());
    for scene in places.0.values() {
        assert!(!scene.marks.is_empty());
        for (id, thing) in &scene.things {
            let mark = scene.marks.iter().find(|mark| mark.id == thing.mark);
            let far = mark.map(|mark| Vec3::from(mark.eye).distance(Vec3::from(thing.at)));
            assert!(far.is_some_and(|far| far < 8.0), "{}: {id} from {}: {far:?}", scene.id, thing.mark);
        }
    }
}

#[test]
fn he_walks_when_nobody_claims() {
    let mut claims = Claims::default();
    assert!(claims.is_free());
    claims.insert("talk");
    claims.set("menu", true);
    claims.remove("talk");
    assert!(!claims.is_free() && claims.has("menu"));
    claims.set("menu", false);
    assert!(claims.is_free());
}

/// The whole stage where there is no graphics card at all.
fn blind() -> App {
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(RenderPlugin { render_creation: WgpuSettings { backends: None, ..default() }.into(), ..default() })
            .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
            .disable::<WinitPlugin>()
            .disable::<LogPlugin>(),
    );
    app.add_plugins(super::plugin);
    app.finish();
    app.cleanup();
    app
}

#[test]
fn without_a_graphics_card_it_follows_the_story_all_the_same() {
    let mut app = blind();
    app.update();
    for (scene, phase, mark) in [
        ("booth", crate::script::Phase::Work, "desk"),
        ("station", crate::script::Phase::Evening, "bench"),
        ("apartment", crate::script::Phase::Night, "window"),
    ] {
        app.world_mut().write_message(Told::Place { scene: scene.into(), phase, day: 1, mark: Some(mark.into()) });
        for _ in 0..4 {
            app.update();
        }
        let place = Places::built_in().0[scene].marks.iter().find(|known| known.id == mark).map(|known| known.eye);
        let mut eyes = app.world_mut().query_filtered::<&Transform, With<super::Eye>>();
        let stands = eyes.single(app.world()).ok().map(|eye| eye.translation);
        let near = stands.zip(place).is_some_and(|(eye, mark)| eye.distance(Vec3::from(mark)) < 0.01);
        assert!(near, "{scene}: {stands:?} is not {place:?}");
    }
    let touched = app.world().resource::<Messages<PlayerInput>>();
    assert!(touched.is_empty(), "the stage says nothing by itself");
}

#[test]
fn a_place_that_nobody_authored_does_not_stop_the_stage() {
    let mut app = blind();
    app.world_mut().write_message(Told::Place {
        scene: "attic".into(),
        phase: crate::script::Phase::Morning,
        day: 9,
        mark: Some("nowhere".into()),
    });
    for _ in 0..4 {
        app.update();
    }
    assert_eq!(app.world().resource::<super::Now>().scene, "attic");
}

#[test]
fn a_place_that_nobody_built_is_set_up_from_what_is_written_about_it() {
    let written = "Scene(id: \"attic\", name: \"the attic\", marks: [Mark(id: \"hatch\", eye: (0.0, 1.5, 2.0), look: (0.0, 1.0, 0.0))], things: {\"trunk\": Thing(name: \"the trunk\", at: (1.0e9, 0.4, 0.5), half: (0.4, 0.3, 0.3), mark: \"hatch\")})";
    let scene = crate::script::parse_source::<crate::script::Scene>("scenes/attic.scene.ron", written);
    let bare = sets::build(&Models::default(), "attic", None);
    let built = sets::build(&Models::default(), "attic", scene.as_ref().ok());
    assert!(scene.is_ok() && built.set.lumps[&(0, Paint::Kraft)].at.iter().all(|corner| corner.is_finite()));
    assert!(!bare.set.lumps.contains_key(&(0, Paint::Kraft)), "a box for something that nobody wrote about");
    // However far off somebody puts a thing, the stage has an end.
    assert!(built.set.lumps.values().flat_map(|shape| &shape.at).all(|corner| corner.length() < 100.0));
}
