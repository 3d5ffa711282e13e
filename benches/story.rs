//! How long the story's own work takes: `cargo bench --no-default-features --features workshop`.
//!
//! Figures from one run compare with each other; from two machines, or two days, they don't.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(clippy::print_stdout, reason = "what was measured is said beside how long it took")]

use bevy::{asset::io::AssetSourceId, prelude::*, time::TimePlugin};
use divan::{Bencher, black_box};
use room_tone::{
    CorePlugin, platform,
    script::{Script, ScriptReviewed, Source, assets_plugin, check, load_folder, source},
    story::Entry,
    talk::PlayerInput,
    tools::{Driver, simulate},
};
use std::cell::RefCell;

fn main() {
    divan::main();
}

fn sources() -> Vec<Source> {
    load_folder(&platform::assets_dir()).unwrap()
}

fn script() -> Script {
    check(&sources()).0.unwrap()
}

/// Every authored file, from the disk to types.
#[divan::bench]
fn read_the_story() -> Vec<Source> {
    sources()
}

/// Every authored file against every other.
#[divan::bench]
fn check_the_story(bencher: Bencher) {
    let sources = sources();
    bencher.bench(|| check(black_box(&sources)));
}

/// Ten whole lives, from the alarm to an ending.
#[divan::bench]
fn ten_lives(bencher: Bencher) {
    let script = script();
    bencher.with_inputs(|| script.clone()).bench_values(|script| simulate(script, 10, 7, "random"));
}

/// A finished life, told again from its chronicle as a save tells it.
#[divan::bench]
fn one_life_told_again(bencher: Bencher) {
    let mut driver = Driver::new(script(), |_| {});
    driver.send(PlayerInput::Begin { seed: 7 });
    for _ in 0..400 {
        let Some(turn) = driver.floor().waiting.turn() else { break };
        let Some(offer) = turn.offers.iter().find(|offer| offer.locked.is_none()) else { break };
        let choose = PlayerInput::Choose(offer.id.clone());
        driver.send(choose);
    }
    let text = serde_json::to_string(driver.entries()).unwrap();
    bencher.bench_local(|| {
        let entries: Vec<Entry> = serde_json::from_str(&text).unwrap();
        driver.send(PlayerInput::Resume(entries))
    });
}

/// The base story and as many beats more as make five hundred files.
fn five_hundred() -> Vec<Source> {
    let mut sources = sources();
    let coffee = sources.iter().find(|source| source.path.ends_with("grey/coffee.beat.ron")).unwrap().text.clone();
    for at in 0..500 - sources.len() {
        let text = coffee.replace("\"grey/coffee\"", &format!("\"bench/b{at}\"")).replace("Act(Grey)", "Act(Awake)");
        sources.push(Source { path: format!("story/bench/b{at}.beat.ron"), text });
    }
    sources
}

/// Every file of five hundred against every other.
#[divan::bench]
fn check_five_hundred_files(bencher: Bencher) {
    let sources = five_hundred();
    bencher.bench(|| check(black_box(&sources)));
}

/// One file of five hundred is saved by a writer: until it shows in the running game.
#[cfg(feature = "hot-reload")]
#[divan::bench(sample_count = 20)]
fn one_file_of_five_hundred_read_again(bencher: Bencher) {
    let home = tempfile::tempdir().unwrap();
    for Source { path, text } in five_hundred() {
        let file = home.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let mut app = App::new();
    let files = AssetPlugin {
        file_path: home.path().to_string_lossy().into_owned(),
        watch_for_changes_override: Some(true),
        ..default()
    };
    app.register_asset_source(AssetSourceId::Default, source(&home.path().to_string_lossy()));
    app.add_plugins((TaskPoolPlugin::default(), TimePlugin, files, CorePlugin, assets_plugin));
    app.finish();
    app.cleanup();
    let shows = |app: &App, summary: &str| {
        app.world().get_resource::<Script>().is_some_and(|script| script.beats["grey/coffee"].summary == summary)
    };
    // As a game does that draws sixty frames a second.
    let until = |app: &mut App, summary: &str| {
        while !shows(app, summary) {
            app.update();
            std::thread::sleep(std::time::Duration::from_millis(16));
        }
    };
    let file = home.path().join("story/grey/coffee.beat.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    let was = check(&sources()).0.unwrap().beats["grey/coffee"].summary.clone();
    until(&mut app, &was);
    let app = RefCell::new(app);
    let mut at = 0;
    // Nobody saves again before the last edit was looked over.
    let settled = || {
        let mut app = app.borrow_mut();
        while app.world_mut().resource_mut::<Messages<ScriptReviewed>>().drain().next().is_none() {
            app.update();
        }
        at += 1;
        format!("He makes coffee number {at}.")
    };
    bencher.with_inputs(settled).bench_local_values(|is| {
        std::fs::write(&file, text.replace(&was, &is)).unwrap();
        until(&mut app.borrow_mut(), &is);
    });
}

/// Twenty hours of a life as they are saved: a little over two thousand turns, told again.
#[divan::bench(sample_count = 20)]
fn twenty_hours_told_again(bencher: Bencher) {
    let mut driver = Driver::new(script(), |_| {});
    let mut text = String::new();
    let mut whole = Vec::new();
    for seed in 0.. {
        driver.send(PlayerInput::Begin { seed });
        for _ in 0..400 {
            let Some(turn) = driver.floor().waiting.turn() else { break };
            let Some(offer) = turn.offers.iter().find(|offer| offer.locked.is_none()) else { break };
            let choose = PlayerInput::Choose(offer.id.clone());
            driver.send(choose);
        }
        // One life after another, as if it were one: its beginning stands at the head.
        let lived = driver.entries().iter().skip(usize::from(seed > 0));
        whole.extend(lived.filter(|entry| !matches!(entry, Entry::Ended { .. })).cloned());
        if whole.len() > 30_000 {
            break;
        }
    }
    for turn in whole.chunks(12) {
        text.push_str(&room_tone::save::line(turn).unwrap());
    }
    println!("{} turns of {} bytes", whole.len() / 12, text.len());
    bencher.bench_local(|| {
        let entries: Vec<Entry> = room_tone::save::read(&text).entries();
        driver.send(PlayerInput::Resume(entries))
    });
}
