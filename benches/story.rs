//! How long the story's own work takes: `cargo bench --no-default-features`.
//!
//! Figures from one run compare with each other; from two machines, or two days, they don't.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

use divan::{Bencher, black_box};
use room_tone::{
    platform,
    script::{Script, Source, check, load_folder},
    story::Entry,
    talk::PlayerInput,
    tools::{Driver, simulate},
};

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
