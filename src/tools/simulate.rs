//! `room-tone simulate`: many lives, no model, and how they went.

use super::{
    driver::Driver,
    players::{self, Player},
};
use crate::{
    platform, script,
    script::{BeatId, Effect, Gauge, Node, Script},
    talk::{NobodyTypes, OpenTurn, PlayerInput, Waiting},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

/// A life that takes more turns than this is not going anywhere.
const MOST_TURNS: u32 = 2_000;

/// How many lives went.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// How many were lived.
    pub runs: u32,
    /// How many came to which ending.
    pub endings: BTreeMap<String, u32>,
    /// Where lives stopped without one, each place once.
    pub dead_ends: Vec<String>,
    /// Beats that nobody saw.
    pub beats_never: Vec<BeatId>,
    /// How long they were, in turns of Theodore's.
    pub turns: Turns,
}

/// Lengths of lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Turns {
    /// The shortest.
    pub least: u32,
    /// The middle.
    pub median: u32,
    /// The longest.
    pub most: u32,
}

/// Lives `runs` lives with the character `player`.
pub fn simulate(script: Script, runs: u32, seed: u64, player: &str) -> Report {
    let mut report = Report { runs, ..Report::default() };
    let mut seen: BTreeSet<BeatId> = BTreeSet::new();
    let mut dead: BTreeSet<String> = BTreeSet::new();
    let mut lengths = Vec::new();
    let mut driver = Driver::new(script, |app| {
        app.init_resource::<NobodyTypes>();
    });
    for run in 0..u64::from(runs) {
        let seed = seed.wrapping_add(run);
        let mut player = Player::new(player, seed);
        driver.send(PlayerInput::Begin { seed });
        for _ in 0..MOST_TURNS {
            let Waiting::Turn(turn) = &driver.floor().waiting else { break };
            if turn.offers.is_empty() && turn.beat.is_none() {
                break;
            }
            let input = player.answer(turn, |turn, at| worth(driver.script(), turn, at));
            driver.send(input);
        }
        let life = driver.life();
        seen.extend(life.done().keys().cloned());
        seen.extend(life.cursor().map(|c| c.beat.clone()));
        lengths.push(life.turns());
        match life.ending() {
            Some(ending) => *report.endings.entry(ending.to_string()).or_default() += 1,
            None => {
                let at = life.cursor().map_or("the free room".into(), |c| format!("{} ({})", c.beat, c.node));
                dead.insert(format!("{at}, day {}, {}", life.calendar().day, life.calendar().phase.word()));
            }
        }
        // The beat that ends a life is left by its ending, not finished.
        if let Some(crate::story::Entry::Entered { beat, .. }) =
            driver.entries().iter().rev().find(|e| matches!(e, crate::story::Entry::Entered { .. }))
        {
            seen.insert(beat.clone());
        }
    }
    lengths.sort_unstable();
    let at = |share: usize| lengths.get((lengths.len().saturating_sub(1)) * share / 2).copied().unwrap_or_default();
    report.turns = Turns { least: at(0), median: at(1), most: at(2) };
    report.dead_ends = dead.into_iter().collect();
    report.beats_never = driver.script().beats.keys().filter(|id| !seen.contains(*id)).cloned().collect();
    report
}

/// What an offer would do between the two of them: the sum of its known effects.
fn worth(script: &Script, turn: &OpenTurn, at: usize) -> f32 {
    let Some(beat) = turn.beat.as_ref().and_then(|id| script.beats.get(id)) else { return 0.0 };
    let id = &turn.offers[at].id;
    let choices = beat.nodes.values().filter_map(|node| match node {
        Node::Turn { choices, .. } => choices.iter().find(|c| c.id == *id),
        _ => None,
    });
    let effects = choices.flat_map(|choice| &choice.effects);
    effects
        .map(|effect| match effect {
            Effect::Move(Gauge::Hurt | Gauge::Solitude, by) => -by,
            Effect::Move(_, by) => *by,
            _ => 0.0,
        })
        .sum()
}

pub(super) fn run(runs: u32, seed: u64, player: &str, json: bool) -> ExitCode {
    if !players::NAMES.contains(&player) {
        let help = script::nearest(player, players::NAMES).map_or_else(
            || format!("there are: {}", players::NAMES.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        return super::cli::fail(&format!("--player {player}: nobody of that name; {help}"));
    }
    let sources = match script::load_folder(&platform::assets_dir()) {
        Ok(sources) => sources,
        Err(why) => return super::cli::fail(&why),
    };
    let (script, faults) = script::check(&sources);
    let Some(script) = script else {
        faults.iter().filter(|f| f.is_error()).for_each(|fault| eprintln!("{fault}"));
        return super::cli::fail("the story cannot be played as it is; see above");
    };
    let report = simulate(script, runs, seed, player);
    if json {
        match serde_json::to_string(&report) {
            Ok(text) => println!("{text}"),
            Err(why) => return super::cli::fail(&why.to_string()),
        }
    } else {
        println!(
            "{} lives of {player}, {}–{} turns, {} in the middle",
            runs, report.turns.least, report.turns.most, report.turns.median
        );
        for (ending, count) in &report.endings {
            println!("  {ending:<12} {count:>5}  {}", "▪".repeat((count * 40 / runs.max(1)) as usize));
        }
        report.dead_ends.iter().for_each(|at| println!("  stopped without an ending: {at}"));
        report.beats_never.iter().for_each(|beat| println!("  never seen: {beat}"));
    }
    if report.dead_ends.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
