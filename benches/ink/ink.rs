//! One story of 100,000 lines, stepped through by us and by `bladeink`, the Rust port of ink's own runtime:
//! `cargo bench` in this folder.
//!
//! Both have it ready in memory, both take a choice after every hundred lines, and both hand over every line as a
//! `String` that is kept. What ink is given is what its compiler makes of knots with a choice at the end of each.
//! It prints how many lines a second each of them does in the same run, and how many times one is the other.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(clippy::print_stdout, reason = "what it measured is printed")]

use bladeink::story::Story;
use divan::{Bencher, counter::ItemsCount};
use room_tone::{
    platform,
    script::{Beat, Script, check, load_folder},
    talk::{NobodyTypes, PlayerInput, Told},
    tools::Driver,
};
use serde_json::{Map, Value, json};
use std::time::Instant;

/// How long the story is.
const LINES: usize = 100_000;

/// After so many lines there is a choice.
const RUN: usize = 100;

/// How often each plays it before their middle times are compared.
const ROUNDS: usize = 7;

fn main() {
    // Not where somebody only lists the benchmarks or tries them out.
    if std::env::args().any(|argument| argument == "--bench") {
        compare();
    }
    divan::main();
}

/// Plays in turn, so that whatever else the machine does meets both.
fn compare() {
    let (script, ink) = (script(), ink());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut driver = driver(&script);
        let before = Instant::now();
        let lines = play_ours(&mut driver);
        ours.push(before.elapsed().as_secs_f64());

        let mut story = Story::new_with_seed(&ink, 1).unwrap();
        let before = Instant::now();
        let same = play_ink(&mut story);
        theirs.push(before.elapsed().as_secs_f64());

        assert_eq!(lines.len(), LINES);
        assert!(lines.iter().zip(&same).all(|(ours, theirs)| ours == theirs.trim_end()), "they told different stories");
    }
    let (ours, theirs) = (LINES as f64 / middle(ours), LINES as f64 / middle(theirs));
    println!("{LINES} lines, a choice after every {RUN}, the middle of {ROUNDS} rounds");
    println!("room-tone  {ours:>12.0} lines a second");
    println!("bladeink   {theirs:>12.0} lines a second");
    println!("room-tone : bladeink = {:.2}\n", ours / theirs);
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn room_tone(bencher: Bencher) {
    let script = script();
    let bencher = bencher.counter(ItemsCount::new(LINES)).with_inputs(|| driver(&script));
    bencher.bench_local_refs(play_ours);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn bladeink(bencher: Bencher) {
    let ink = ink();
    let bencher = bencher.counter(ItemsCount::new(LINES)).with_inputs(|| Story::new_with_seed(&ink, 1).unwrap());
    bencher.bench_local_refs(play_ink);
}

fn words(line: usize) -> String {
    format!("Line {line}: the lift stops on three, and nobody gets out of it.")
}

fn play_ours(driver: &mut Driver) -> Vec<String> {
    let mut lines = Vec::with_capacity(LINES);
    let mut told = driver.send(PlayerInput::Begin { seed: 7 });
    loop {
        let before = lines.len();
        lines.extend(told.into_iter().filter_map(|told| match told {
            Told::Line(line) => Some(line.text),
            _ => None,
        }));
        assert!(lines.len() > before, "it stopped after {before} lines");
        if lines.len() >= LINES {
            return lines;
        }
        told = driver.send(PlayerInput::Choose("on".into()));
    }
}

fn play_ink(story: &mut Story) -> Vec<String> {
    let mut lines = Vec::with_capacity(LINES);
    loop {
        let before = lines.len();
        while story.can_continue() {
            lines.push(story.cont().unwrap());
        }
        assert!(lines.len() > before, "it stopped after {before} lines");
        if lines.len() >= LINES {
            return lines;
        }
        story.choose_choice_index(0).unwrap();
    }
}

fn driver(script: &Script) -> Driver {
    // Nobody types, and so nobody makes ready for it: ink has nothing of that kind.
    Driver::new(script.clone(), |app| {
        app.init_resource::<NobodyTypes>();
    })
}

/// The base story with other beats: each says its lines, waits for its one choice, and jumps on.
fn script() -> Script {
    let mut script = check(&load_folder(&platform::assets_dir()).unwrap()).0.unwrap();
    script.beats = (0..LINES / RUN).map(beat).map(|beat| (beat.id.clone(), beat.into())).collect();
    script
}

fn beat(number: usize) -> Beat {
    let said = number * RUN..(number + 1) * RUN;
    let lines: Vec<Value> = said.map(|line| json!({ "id": format!("l{line}"), "text": words(line) })).collect();
    let on = if number + 1 < LINES / RUN { json!({ "Jump": id(number + 1) }) } else { json!({ "End": "sent" }) };
    let beat = json!({
        "id": id(number),
        "purpose": "To be long.",
        // The first begins by itself; the others are jumped to before anybody asks for them.
        "pull": if number == 0 { 1.0 } else { 0.0 },
        "open": "say",
        "nodes": {
            "say": { "Say": { "who": "narrator", "lines": lines, "then": "turn" } },
            "turn": { "Turn": {
                "choices": [{ "id": "on", "text": "On.", "deed": true, "then": "on" }],
                "silence": "on",
            }},
            "on": on,
        },
        "summary": "It is long.",
    });
    serde_json::from_value(beat).unwrap()
}

fn id(number: usize) -> String {
    format!("long/{number:04}")
}

/// The same story as ink's compiler writes it: `=== knot_0 ===`, its lines, `* [On.] -> knot_1`.
fn ink() -> String {
    let mut knots = Map::new();
    for number in 0..LINES / RUN {
        let mut content = Vec::with_capacity(2 * RUN + 7);
        for line in number * RUN..(number + 1) * RUN {
            content.extend([json!(format!("^{}", words(line))), json!("\n")]);
        }
        content.extend(["ev", "str", "^On.", "/str", "/ev"].map(|word| json!(word)));
        content.push(json!({ "*": ".^.c-0", "flg": 20 }));
        let on = if number + 1 < LINES / RUN { json!({ "->": format!("knot_{}", number + 1) }) } else { json!("end") };
        content.push(json!({ "c-0": ["^ ", on, "\n", { "#f": 5 }] }));
        knots.insert(format!("knot_{number}"), json!([content, { "#f": 1 }]));
    }
    knots.insert("#f".into(), json!(1));
    let root = json!([[{ "->": "knot_0" }, ["done", { "#f": 5, "#n": "g-0" }], null], "done", knots]);
    json!({ "inkVersion": 21, "root": root, "listDefs": {} }).to_string()
}
