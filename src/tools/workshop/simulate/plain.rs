//! The report for a terminal.

use super::{Report, Turns, report::LivesOf};
use std::{collections::BTreeMap, fmt::Write};

/// So many lines that were heard twice are named.
const MOST: usize = 12;
/// So many of the beats in which lives are alike are named.
const FEW: usize = 5;

pub(super) fn write(report: &Report) -> String {
    let mut out = String::new();
    let _ = match report.players.iter().next() {
        Some((player, lives)) if report.players.len() == 1 => one(player, lives, &mut out),
        _ => several(report, &mut out),
    };
    let Turns { least, median, most } = report.spoken;
    let _ = writeln!(out, "  he speaks in {least}–{median}–{most} of them; the rest he touches");
    if report.runs > 1 {
        let _ = writeln!(out, "  {:.0} % of a life’s lines are in another as well", report.shared * 100.0);
    }
    for place in report.alike.iter().take(FEW) {
        let _ = writeln!(out, "    of {} {:.1} lines", place.beat, place.lines);
    }
    for twice in report.twice.iter().take(MOST) {
        let _ = writeln!(out, "  heard twice in {} lives: {} {}", twice.lives, twice.beat, twice.line);
    }
    if let Some(more) = report.twice.len().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {more} more lines (--json lists them)");
    }
    for at in &report.dead_ends {
        let _ = writeln!(out, "  stopped without an ending: {at}");
    }
    for beat in &report.beats_never {
        let _ = writeln!(out, "  never seen: {beat}");
    }
    let (typed, said): (Vec<_>, Vec<_>) = report.lines_never.iter().partition(|line| line.typed);
    if !report.lines_never.is_empty() {
        let (said, typed) = (said.len(), typed.len());
        let _ = writeln!(out, "  never heard: {said} lines, and {typed} answers to typed words (--html lists them)");
    }
    out
}

fn one(player: &str, lives: &LivesOf, out: &mut String) -> std::fmt::Result {
    let turns = lives.turns;
    writeln!(
        out,
        "{} lives of {player}, {}–{} turns, {} in the middle",
        lives.runs, turns.least, turns.most, turns.median
    )?;
    for (ending, count) in &lives.endings {
        let bar = "▪".repeat((u64::from(*count) * 40 / u64::from(lives.runs.max(1))) as usize);
        writeln!(out, "  {ending:<12} {count:>6}  {bar}")?;
    }
    Ok(())
}

/// A table: a line a player, a column an ending, shares in hundredths.
fn several(report: &Report, out: &mut String) -> std::fmt::Result {
    let name = report.players.keys().map(|name| name.chars().count()).max().unwrap_or_default().max(3);
    write!(out, "  {:<name$}  {:>7}  {:>14}", "", "lives", "turns")?;
    for ending in report.endings.keys() {
        write!(out, "  {ending:>8}")?;
    }
    writeln!(out)?;
    let mut row = |who: &str, runs: u32, turns: Turns, endings: &BTreeMap<String, u32>| {
        let length = format!("{}–{}–{}", turns.least, turns.median, turns.most);
        write!(out, "  {who:<name$}  {runs:>7}  {length:>14}")?;
        for ending in report.endings.keys() {
            let count = endings.get(ending).copied().unwrap_or_default();
            match count {
                0 => write!(out, "  {:>8}", "–")?,
                _ => write!(out, "  {:>7.1}%", 100.0 * f64::from(count) / f64::from(runs.max(1)))?,
            }
        }
        writeln!(out)
    };
    for (player, lives) in &report.players {
        row(player, lives.runs, lives.turns, &lives.endings)?;
    }
    row("all", report.runs, report.turns, &report.endings)
}
