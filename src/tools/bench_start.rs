//! Measures how long it takes from launch until the title can be used, beside a window of the same engine with nothing in it.
//!
//! Both are this program, started anew each time and in turns, so that a busy machine is busy for both.

use crate::screens::Screen;
use bevy::{prelude::*, window::WindowResolution};
use serde_json::json;
use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

/// How often each is started; the first time of each only warms the disk.
const TIMES: usize = 8;
/// Whoever is not there after so long never comes.
const PATIENCE: Duration = Duration::from_secs(120);
/// Frames that are drawn before it counts: the first of them is on the screen by then.
const FRAMES: u32 = 3;
/// What a child says when it can be used.
const READY: &str = "ready";

/// Starts both in turns, and prints the medians and their ratio.
pub(super) fn run(as_json: bool) -> Result<(), String> {
    let mut took: [Vec<f64>; 2] = Default::default();
    for time in 0..TIMES {
        for (of, took) in ["empty", "game"].into_iter().zip(&mut took) {
            let passed = start(of)?.as_secs_f64() * 1000.0;
            eprintln!("{of}: {passed:.0} ms");
            took.extend((time > 0).then_some(passed));
        }
    }
    let [empty, game] = took.map(|mut took| {
        took.sort_by(f64::total_cmp);
        took[took.len() / 2]
    });
    if as_json {
        println!("{}", json!({ "empty_ms": empty, "game_ms": game, "ratio": game / empty, "times": TIMES - 1 }));
    } else {
        println!("an empty window {empty:.0} ms, the title {game:.0} ms: {:.2} times as long", game / empty);
    }
    Ok(())
}

/// From its launch until one of them can be used.
fn start(of: &str) -> Result<Duration, String> {
    let program = env::current_exe().map_err(|why| why.to_string())?;
    // Nobody's lives are touched.
    let home = env::temp_dir().join(format!("room-tone-bench-{}", std::process::id()));
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(["bench", "start", "--of", of])
        .env("ROOM_TONE_HOME", &home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| why.to_string())?;
    let (tell, told) = mpsc::channel();
    let said = child.stdout.take().map(BufReader::new);
    std::thread::spawn(move || {
        let ready = said.into_iter().flat_map(BufRead::lines).map_while(Result::ok).any(|line| line == READY);
        tell.send(ready)
    });
    let came = told.recv_timeout(PATIENCE) == Ok(true);
    let passed = began.elapsed();
    let gone = child.kill().and_then(|()| child.wait());
    let cleaned = if home.exists() { std::fs::remove_dir_all(&home) } else { Ok(()) };
    gone.map(drop).and(cleaned).map_err(|why| why.to_string())?;
    if came { Ok(passed) } else { Err(format!("{of}: no window came (a display and a graphics driver are needed)")) }
}

/// Is one of the two, and says when it can be used.
pub(super) fn be(of: &str) -> Result<(), String> {
    match of {
        "game" => {
            crate::game::play_with(default(), default(), |app| {
                app.add_systems(Last, say.run_if(in_state(Screen::Title)));
            });
        }
        "empty" => {
            let window = Window { title: "empty".into(), resolution: WindowResolution::new(1280, 720), ..default() };
            let mut app = App::new();
            app.add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }));
            app.add_systems(Startup, |mut commands: Commands| {
                commands.spawn(Camera3d::default());
            });
            app.add_systems(Last, say);
            app.run();
        }
        _ => return Err(format!("--of {of}: it is empty or game")),
    }
    Ok(())
}

fn say(mut frames: Local<u32>) {
    *frames += 1;
    if *frames == FRAMES {
        println!("{READY}");
    }
}
