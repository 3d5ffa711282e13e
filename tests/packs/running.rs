//! Packs in a running game without a window: on, off, written to, and broken, with no restart.

use super::{COFFEE, base, coffee, folder};
use bevy::{prelude::*, time::TimePlugin};
use room_tone::{
    CorePlugin,
    packs::{PackCommand, Packs, Shelf, packs_plugin},
    platform,
    script::{Script, assets_plugin},
};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// A game over the real assets with its packs in `mods`. It keeps nothing, since nothing says where.
fn running(mods: &Path) -> App {
    with(Shelf { places: vec![mods.to_path_buf()], watched: true, ..Shelf::default() })
}

fn with(shelf: Shelf) -> App {
    let mut app = App::new();
    let files = AssetPlugin { file_path: platform::assets_path(), ..default() };
    app.add_plugins((TaskPoolPlugin::default(), TimePlugin, files, CorePlugin, assets_plugin, packs_plugin));
    app.insert_resource(shelf);
    app.finish();
    app.cleanup();
    app
}

/// Runs frames until it is so.
fn until(app: &mut App, what: &str, so: impl Fn(&World) -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !so(app.world()) {
        assert!(Instant::now() < end, "{what} never came; {:?}", app.world().resource::<Packs>());
        app.update();
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn summary(world: &World) -> Option<String> {
    Some(world.get_resource::<Script>()?.beats.get("grey/coffee")?.summary.clone())
}

fn says(words: &str) -> impl Fn(&World) -> bool {
    let words = words.to_owned();
    move |world| summary(world).as_ref() == Some(&words)
}

fn shown(world: &World, id: &str) -> Option<(bool, bool, usize)> {
    let shelved = world.resource::<Packs>().shelf.iter().find(|shelved| shelved.id == id)?;
    Some((shelved.on, shelved.refused.is_some(), shelved.faults.iter().filter(|fault| fault.is_error()).count()))
}

#[test]
fn packs_come_and_go_without_a_restart() {
    let mods = tempfile::tempdir().unwrap();
    let place = folder(mods.path(), "a", "", &[(COFFEE, &coffee("A."))]);
    folder(mods.path(), "b", "", &[(COFFEE, &coffee("B."))]);
    let mut app = running(mods.path());
    until(&mut app, "the story", |world| summary(world).is_some());
    let written = summary(app.world()).unwrap();
    assert!(base(COFFEE).contains(&written));
    assert_eq!(shown(app.world(), "a"), Some((false, false, 0)));

    app.world_mut().write_message(PackCommand::Enable("a".into()));
    until(&mut app, "the first pack", says("A."));
    app.world_mut().write_message(PackCommand::Enable("b".into()));
    until(&mut app, "the second pack", says("B."));
    app.world_mut().write_message(PackCommand::Move("b".into(), true));
    until(&mut app, "the other order", says("A."));

    // Written to: read again by itself.
    fs::write(place.join(COFFEE), coffee("A again.")).unwrap();
    until(&mut app, "the edit", says("A again."));

    // Broken: the last good script stays, and it is said where it is broken.
    fs::write(place.join(COFFEE), coffee("A once more.").replace("summary:", "sumary:")).unwrap();
    until(&mut app, "the fault", |world| shown(world, "a").is_some_and(|(.., errors)| errors > 0));
    assert_eq!(summary(app.world()).as_deref(), Some("A again."));
    fs::write(place.join(COFFEE), coffee("Mended.")).unwrap();
    until(&mut app, "the mended one", says("Mended."));
    until(&mut app, "no fault", |world| shown(world, "a") == Some((true, false, 0)));

    // What may not come in is refused where it is shown, and the rest goes on.
    fs::write(place.join("run.sh"), "rm").unwrap();
    until(&mut app, "the refusal", |world| shown(world, "a").is_some_and(|(_, refused, _)| refused));
    until(&mut app, "the other pack", says("B."));

    for id in ["a", "b"] {
        app.world_mut().write_message(PackCommand::Disable(id.into()));
    }
    until(&mut app, "the story as it was", says(&written));
}

#[test]
fn a_broken_pack_that_is_on_from_the_start_leaves_a_game_to_play() {
    let mods = tempfile::tempdir().unwrap();
    folder(mods.path(), "good", "", &[(COFFEE, &coffee("Good."))]);
    folder(mods.path(), "bad", "", &[("story/x/y.beat.ron", "Beat(id: \"x/y\", oops)")]);
    let mut app = running(mods.path());
    for id in ["good", "bad"] {
        app.world_mut().write_message(PackCommand::Enable(id.into()));
    }
    until(&mut app, "what can be played", says("Good."));
    until(&mut app, "the fault", |world| shown(world, "bad").is_some_and(|(on, _, errors)| on && errors > 0));
    assert_eq!(shown(app.world(), "good"), Some((true, false, 0)));
}

#[test]
fn a_pack_that_is_asked_for_lies_over_the_others_and_is_read_again_when_it_is_written_to() {
    let (mods, desk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    folder(mods.path(), "on", "", &[(COFFEE, &coffee("On."))]);
    let place = folder(desk.path(), "asked", "", &[(COFFEE, &coffee("Asked for."))]);
    let gone = desk.path().join("gone");
    let (places, besides) = (vec![mods.path().to_path_buf()], vec![place.clone(), gone]);
    let mut app = with(Shelf { places, besides, watched: true, ..Shelf::default() });
    app.world_mut().write_message(PackCommand::Enable("on".into()));
    until(&mut app, "the pack that is asked for", says("Asked for."));
    until(&mut app, "the one that is on", |world| shown(world, "on") == Some((true, false, 0)));
    assert_eq!(summary(app.world()).as_deref(), Some("Asked for."));
    assert_eq!(shown(app.world(), "gone"), Some((true, true, 0)), "what is not there is shown as refused");
    fs::write(place.join(COFFEE), coffee("Asked for again.")).unwrap();
    until(&mut app, "the edit", says("Asked for again."));
}
