//! A writer's edit shows in the running game; a broken one leaves the last good script in place.

use bevy::{asset::io::AssetSourceId, prelude::*, time::TimePlugin};
use room_tone::{
    CorePlugin, platform,
    script::{Script, ScriptReloaded, assets_plugin, source},
};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn running(assets: &Path) -> App {
    let mut app = App::new();
    let files = AssetPlugin {
        file_path: assets.to_string_lossy().into_owned(),
        watch_for_changes_override: Some(true),
        ..default()
    };
    app.register_asset_source(AssetSourceId::Default, source(&assets.to_string_lossy()));
    app.add_plugins((TaskPoolPlugin::default(), TimePlugin, files, CorePlugin, assets_plugin));
    app.finish();
    app.cleanup();
    app
}

/// Runs frames until the script is read anew.
fn reloaded(app: &mut App) -> ScriptReloaded {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        app.update();
        let read = app.world_mut().resource_mut::<Messages<ScriptReloaded>>().drain().last();
        match read {
            Some(reloaded) => return reloaded,
            None => assert!(Instant::now() < end, "the script was not read"),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn summary(app: &App) -> String {
    app.world().resource::<Script>().beats["grey/coffee"].summary.clone()
}

#[test]
fn an_edit_shows_and_a_broken_one_does_not() {
    let home = tempfile::tempdir().unwrap();
    for folder in ["story", "scenes"] {
        copy(&platform::assets_dir().join(folder), &home.path().join(folder));
    }
    let mut app = running(home.path());
    let first = reloaded(&mut app);
    assert!(first.playable, "{:?}", first.faults);
    let before = summary(&app);

    let file = home.path().join("story/grey/coffee.beat.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace(&before, "He makes tea.")).unwrap();
    while summary(&app) != "He makes tea." {
        assert!(reloaded(&mut app).playable);
    }

    fs::write(&file, text.replace("summary:", "sumary:")).unwrap();
    let broken = loop {
        let read = reloaded(&mut app);
        if !read.playable {
            break read;
        }
    };
    let said = broken.faults.iter().find(|f| f.is_error()).unwrap().to_string();
    assert!(said.contains("grey/coffee.beat.ron") && said.contains("did you mean `summary`?"), "{said}");
    assert_eq!(summary(&app), "He makes tea.");
}
