//! `room-tone why`: what the director weighs now, and which condition keeps which beat from happening.

use super::{Driver, cli, story::PackArgs, warp::written};
use crate::{
    save,
    script::{Start, nearest},
    story::{Next, Score, Weighed, direct, weigh},
    talk::PlayerInput,
};
use serde_json::{Value, json};
use std::{fmt::Write, process::ExitCode};

/// Beats that miss more than this are far off; they are counted, not listed.
const NEAR: usize = 2;

pub(super) fn run(beat: Option<&str>, all: bool, json: bool, packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let mut driver = Driver::new(script, |_| {});
    let opened = save::open(save::JOURNAL);
    opened.notes.iter().for_each(|note| eprintln!("{note}"));
    if opened.entries.is_empty() {
        eprintln!("There is no saved life: this is the first moment of a new one.");
        driver.send(PlayerInput::Begin { seed: 0 });
    } else {
        driver.send(PlayerInput::Resume(opened.entries));
    }
    if let Some(beat) = beat
        && !driver.script().beats.contains_key(beat)
    {
        let near = nearest(beat, driver.script().beats.keys().map(crate::script::BeatId::as_str));
        return cli::fail(&format!(
            "there is no beat {beat}{}",
            near.map_or_else(String::new, |near| format!("; did you mean {near}?"))
        ));
    }
    if json {
        println!("{}", as_json(&mut driver, beat));
    } else {
        print!("{}", explain(&mut driver, beat, all));
    }
    ExitCode::SUCCESS
}

/// What the director weighs where `driver` stands, for people: one beat in full, or those that are near.
pub(super) fn explain(driver: &mut Driver, only: Option<&str>, all: bool) -> String {
    let script = driver.script().clone();
    let mut out = String::new();
    let calendar = driver.life().calendar();
    let scene = driver.life().scene().map_or("nowhere", |scene| scene.as_str());
    let _ = writeln!(out, "day {}, {}, {scene}; act {:?}", calendar.day, calendar.phase.word(), calendar.act);
    if let Some(ending) = driver.life().ending() {
        let _ = writeln!(out, "The life has ended ({ending}): nothing more begins in it.");
        return out;
    }
    match driver.life().cursor() {
        Some(cursor) => {
            let _ = writeln!(
                out,
                "{} is running, at `{}`: nothing else begins before it is over.",
                cursor.beat, cursor.node
            );
        }
        None => {
            let draws = driver.life().draws().peek();
            let _ = match driver.ask(|truth| direct(&script, truth, draws)) {
                Next::Begin(beat, _) => writeln!(out, "{beat} begins by itself."),
                Next::Free(offers) => writeln!(out, "He is free: {} things can be touched.", offers.len()),
                Next::Stuck => writeln!(out, "Nothing can happen: the story is stuck."),
            };
        }
    }
    let far = driver.ask(|truth| {
        let mut far = 0;
        for weighed in weigh(&script, truth) {
            let id = weighed.beat.id.as_str();
            match only {
                Some(only) if only != id => continue,
                None if !all && (weighed.missing() > NEAR || weighed.spent) => far += 1,
                _ => tell(&weighed, only.is_some() || all, &mut out),
            }
        }
        far
    });
    if far > 0 {
        let _ = writeln!(out, "\n{far} more are over, or far off (--all lists them).");
    }
    out
}

fn tell(weighed: &Weighed, fully: bool, out: &mut String) {
    let beat = weighed.beat;
    let start = match &beat.start {
        Start::Itself => "by itself".to_owned(),
        Start::Visited => "only when another visits it".to_owned(),
        Start::CutsIn => "by itself, also in the middle of another".to_owned(),
        Start::Touch(thing, verb) => format!("at `{thing}` ({verb})"),
    };
    let state = match (weighed.spent, weighed.missing()) {
        (true, _) => "is running, or was played and may not be again".to_owned(),
        (false, 0) => format!("may happen, {start}, wanted {}", wanted(weighed.score)),
        (false, 1) => "misses one condition".to_owned(),
        (false, missing) => format!("misses {missing} conditions"),
    };
    let _ = writeln!(out, "\n{}: {state}", beat.id);
    for (condition, holds) in weighed.conditions.iter().filter(|(_, holds)| fully || !holds) {
        let _ = writeln!(out, "    {} {}", if *holds { "yes" } else { "no " }, written(condition));
    }
}

/// A score with what it is made of: `0.92 (0.90 itself, +0.02 for waiting)`.
fn wanted(score: Score) -> String {
    let parts =
        [(score.fit, "for the act’s tension"), (score.waiting, "for waiting"), (-score.again, "for having been")];
    let parts = parts.iter().filter(|(by, _)| by.abs() > 0.001).map(|(by, why)| format!(", {by:+.2} {why}"));
    let parts: String = parts.collect();
    if parts.is_empty() {
        format!("{:.2}", score.total())
    } else {
        format!("{:.2} ({:.2} itself{parts})", score.total(), score.pull)
    }
}

fn as_json(driver: &mut Driver, only: Option<&str>) -> Value {
    let script = driver.script().clone();
    driver.ask(|truth| {
        let beats = weigh(&script, truth).into_iter().filter(|w| only.is_none_or(|only| w.beat.id == only));
        beats
            .map(|weighed| {
                let conditions = weighed.conditions.iter();
                let conditions: Vec<_> = conditions
                    .map(|(condition, holds)| json!({ "condition": written(condition), "holds": holds }))
                    .collect();
                json!({
                    "beat": weighed.beat.id,
                    "may": weighed.may(),
                    "spent": weighed.spent,
                    "pull": weighed.beat.pull,
                    "score": weighed.score.total(),
                    "conditions": conditions,
                })
            })
            .collect()
    })
}
