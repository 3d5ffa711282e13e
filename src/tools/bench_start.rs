//! Measures how long it takes from launch until the title can be used, beside a window of the same engine with nothing in it;
//! and from then on, until a life can begin and until the room is to be seen.
//!
//! Both are this program, started anew each time and in turns, so that a busy machine is busy for both.

use crate::{screens::Screen, stage::Dark};
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
/// Frames that are drawn before it counts: the letters come with the second, which is on the screen by then.
const FRAMES: u32 = 3;

/// What a child says of itself: it can be used; a life can begin; the room is to be seen.
const READY: &str = "ready";
const READ: &str = "read";
const SEEN: &str = "seen";

/// Starts both in turns, and prints the medians and their ratio.
pub(super) fn run(as_json: bool) -> Result<(), String> {
    let mut took: [Vec<f64>; 4] = Default::default();
    for time in 0..TIMES {
        let [empty] = start("empty", [READY])?;
        let [game, read, seen] = start("game", [READY, READ, SEEN])?;
        eprintln!("empty: {empty:.0} ms; title: {game:.0} ms, story: {read:.0} ms, room: {seen:.0} ms");
        for (took, passed) in took.iter_mut().zip([empty, game, read, seen]) {
            took.extend((time > 0).then_some(passed));
        }
    }
    let [empty, game, read, seen] = took.map(|mut took| {
        took.sort_by(f64::total_cmp);
        took[took.len() / 2]
    });
    let ratio = game / empty;
    if as_json {
        println!(
            "{}",
            json!({
                "empty_ms": empty,
                "game_ms": game,
                "ratio": ratio,
                "story_ms": read,
                "room_ms": seen,
                "times": TIMES - 1,
            })
        );
    } else {
        println!("an empty window {empty:.0} ms, the title {game:.0} ms: {ratio:.2} times as long");
        println!("a life can begin after {read:.0} ms, and the room is to be seen after {seen:.0} ms");
    }
    Ok(())
}

/// How many milliseconds one of them took from its launch until it said each of these, in whatever order.
fn start<const N: usize>(of: &str, words: [&str; N]) -> Result<[f64; N], String> {
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
        for word in said.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
            if tell.send((word, began.elapsed())).is_err() {
                return;
            }
        }
    });
    let mut passed = [None; N];
    while passed.iter().any(Option::is_none) {
        let Ok((word, when)) = told.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) else { break };
        for (passed, _) in passed.iter_mut().zip(words).filter(|(_, known)| **known == word) {
            passed.get_or_insert(when.as_secs_f64() * 1000.0);
        }
    }
    let gone = child.kill().and_then(|()| child.wait());
    let cleaned = if home.exists() { std::fs::remove_dir_all(&home) } else { Ok(()) };
    gone.map(drop).and(cleaned).map_err(|why| why.to_string())?;
    let never = passed.iter().zip(words).find_map(|(passed, word)| passed.is_none().then_some(word));
    match never {
        None => Ok(passed.map(Option::unwrap_or_default)),
        Some(READ) => Err("the window came, but the story cannot be played: room-tone check".into()),
        Some(SEEN) => Err(format!("the room was not to be seen within {} s", PATIENCE.as_secs())),
        Some(_) => Err(format!("{of}: no window came (a display and a graphics driver are needed)")),
    }
}

/// Is one of the two, and says when it can be used.
pub(super) fn be(of: &str) -> Result<(), String> {
    match of {
        "game" => {
            crate::game::play_with(default(), default(), |app| {
                app.add_systems(Last, drawn);
                app.add_systems(OnEnter(Screen::Title), || println!("{READ}"));
                app.add_systems(Last, (|| println!("{SEEN}")).run_if(opened.and_then(run_once)));
            });
        }
        "empty" => {
            let window = Window { title: "empty".into(), resolution: WindowResolution::new(1280, 720), ..default() };
            let mut app = App::new();
            app.add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }));
            app.add_systems(Startup, |mut commands: Commands| {
                commands.spawn(Camera3d::default());
            });
            app.add_systems(Last, drawn);
            app.run();
        }
        _ => return Err(format!("--of {of}: it is empty or game")),
    }
    Ok(())
}

fn drawn(mut frames: Local<u32>) {
    *frames += 1;
    if *frames == FRAMES {
        println!("{READY}");
    }
}

/// Whether the lids have been closed, and are open again.
fn opened(dark: Res<Dark>, mut closed: Local<bool>) -> bool {
    *closed |= dark.shut > 0.0;
    *closed && dark.shut <= 0.0
}
