//! `room-tone simulate`: many lives, no model, and how they went.

use super::{cli, driver::Driver, lives::live, players};
use crate::{
    script,
    script::{BeatId, Script},
    talk::NobodyTypes,
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

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
        live(&mut driver, player, seed.wrapping_add(run), |_| false);
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

pub(super) fn run(runs: u32, seed: u64, player: &str, json: bool) -> ExitCode {
    if !players::NAMES.contains(&player) {
        let help = script::nearest(player, players::NAMES).map_or_else(
            || format!("there are: {}", players::NAMES.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        return cli::fail(&format!("--player {player}: nobody of that name; {help}"));
    }
    let script = match cli::story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let report = simulate(script, runs, seed, player);
    if json {
        match serde_json::to_string(&report) {
            Ok(text) => println!("{text}"),
            Err(why) => return cli::fail(&why.to_string()),
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
