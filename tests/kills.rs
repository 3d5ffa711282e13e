//! The program is killed at random moments while it is being played. What the player has seen is never lost:
//! the journal holds everything up to the last turn whose choices were printed.

use super::authored::script;
use room_tone::{
    save,
    talk::{NobodyTypes, PlayerInput, report},
    tools::Driver,
};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{ChildStdin, Command, Stdio},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

/// Small steps of chance, the same on every machine; how far the program comes in that time never is.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Answers the open turn: with one of its offers, or now and then with silence.
fn answer(choices: &Value, chance: &mut Chance, to: &mut ChildStdin) {
    let offers = choices["choices"].as_array().unwrap().iter();
    let open: Vec<_> = offers.filter(|offer| offer["locked"] == false).filter_map(|o| o["n"].as_u64()).collect();
    let silent = open.is_empty() || (choices["silence"] == true && chance.below(6) == 0);
    let line = if silent { "\n".to_owned() } else { format!("{}\n", open[chance.below(open.len() as u64) as usize]) };
    // It may be dead already; that is what this is about.
    to.write_all(line.as_bytes()).ok();
}

/// Plays on in `home` and kills the program on the way. The state at the last choices that it printed, and how many
/// turns it had printed.
fn play_and_kill(home: &Path, chance: &mut Chance) -> (Value, usize) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_room-tone"))
        .args(["text", "--mind", "authored", "--json"])
        .env("ROOM_TONE_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (begun, wait) = channel();
    let mut chances = Chance(chance.below(u64::MAX >> 40));
    let player = thread::spawn(move || {
        let (mut state, mut seen, mut turns) = (Value::Null, Value::Null, 0);
        for line in output.lines() {
            // The last line may have been cut off in the middle.
            let Some(object) = line.ok().and_then(|line| serde_json::from_str::<Value>(&line).ok()) else { break };
            match object["kind"].as_str() {
                Some("state") => state = object,
                Some("choices") => {
                    seen = state.clone();
                    turns += 1;
                    begun.send(()).ok();
                    answer(&object, &mut chances, &mut input);
                }
                _ => {}
            }
        }
        (seen, turns)
    });
    wait.recv_timeout(Duration::from_secs(120)).unwrap();
    thread::sleep(Duration::from_micros(chance.below(80_000)));
    child.kill().ok();
    child.wait().unwrap();
    player.join().unwrap()
}

/// The state as `--json` would print it and another program would read it.
fn state(driver: &mut Driver) -> Value {
    serde_json::from_str(&report::state(&driver.snapshot()).to_string()).unwrap()
}

fn killed(times: usize) {
    let home = tempfile::tempdir().unwrap();
    let mut driver = Driver::new(script(), |app| {
        app.init_resource::<NobodyTypes>();
    });
    let mut chance = Chance(7);
    let mut turns = 0;
    for time in 0..times {
        let (seen, printed) = play_and_kill(home.path(), &mut chance);
        turns += printed;
        let text = fs::read(home.path().join("life.journal")).unwrap();
        let journal = save::read(&String::from_utf8_lossy(&text));
        driver.send(PlayerInput::Resume(journal.entries()));
        // It may have written one turn more and been killed before it printed that; nothing else may differ.
        if state(&mut driver) != seen {
            driver.send(PlayerInput::Back);
        }
        assert_eq!(state(&mut driver), seen, "kill {time}: what was seen is not in the journal");
    }
    assert!(turns > times, "it was never killed while it was being played");
}

#[test]
fn twenty_kills_lose_nothing_that_was_seen() {
    killed(20);
}

#[test]
#[ignore = "starts and kills a thousand processes: minutes"]
fn a_thousand_kills_lose_nothing_that_was_seen() {
    killed(1_000);
}
