//! `room-tone warp BEAT`: straight to a beat, as a life that really came there would find it.
//!
//! Lives are lived until one of them comes to the beat, so everything that leads there is true: what was
//! said, chosen, written. What is asked for besides (`--with`) is then made so. A beat that no life comes
//! to is entered all the same, its own conditions made so, and that is said.

use super::{Driver, cli, lives, story::PackArgs, text};
use crate::{
    script::{Beat, BeatId, Bound, Condition, CountBound, Effect, Gauge, Script, nearest, parse_source},
    story::{Before, Entry, Read, Truth, all_hold, holds},
    talk::{PlayerInput, Told},
};
use std::process::ExitCode;

/// So many of them are looked at for one in which all that was asked for is so already.
const CHOOSY: u64 = 16;

/// So many lives are tried before a beat is entered by force.
const LIVES: u64 = 200;

/// How near to a value of a gauge counts as that value: finer than any effect.
const NEAR: f32 = 5e-4;

/// Who lives them, in turn: some beats are only found by somebody who walks away.
const WHO: [&str; 4] = ["random", "kind", "evasive", "leaver"];

pub(super) fn run(beat: &str, with: &[String], seed: u64, json: bool, packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let wanted: Result<Vec<_>, _> = with.iter().map(|text| condition(text)).collect();
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(why) => return cli::fail(&why),
    };
    if let Some(what) = wanted.iter().find_map(|condition| super::ids::unknown(condition, &script)) {
        return cli::fail(&format!("--with: {what}"));
    }
    let mut driver = Driver::new(script, |_| {});
    match warp(&mut driver, &beat.into(), &wanted, seed) {
        Ok((told, notes)) => {
            notes.iter().for_each(|note| eprintln!("{note}"));
            text::play_from(&mut driver, told, json)
        }
        Err(why) => cli::fail(&why),
    }
}

/// A condition as a writer types it; `Trust(0.8)` is short for that value of a gauge.
pub(super) fn condition(text: &str) -> Result<Condition, String> {
    if let Some((name, value)) = text.trim().strip_suffix(')').and_then(|text| text.split_once('('))
        && let Some(gauge) = Gauge::ALL.into_iter().find(|gauge| gauge.name() == name)
    {
        let value: f32 = value.trim().parse().map_err(|_| format!("{text}: write it as {name}(0.5)"))?;
        let (least, most) = gauge.range();
        if !(least..=most).contains(&value) {
            return Err(format!("{text}: {name} lies between {least} and {most}"));
        }
        let just = |bound| Condition::Is(gauge, bound);
        return Ok(Condition::All(vec![just(Bound::AtLeast(value - NEAR)), just(Bound::AtMost(value + NEAR))]));
    }
    parse_source(text, text).map_err(|fault| format!("{text}: {}; {}", fault.what, fault.help))
}

/// Brings `driver` to the beat. Returns what was told there, and what the one who asked should know.
pub(super) fn warp(
    driver: &mut Driver,
    id: &BeatId,
    with: &[Condition],
    seed: u64,
) -> Result<(Vec<Told>, Vec<String>), String> {
    let Some(beat) = driver.script().beats.get(id).cloned() else {
        let near = nearest(id.as_str(), driver.script().beats.keys().map(BeatId::as_str));
        let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Err(format!("there is no beat {id}{near}"));
    };
    let mut notes = Vec::new();
    let mut entries = lived(driver.script(), id, with, seed);
    if entries.is_empty() {
        notes.push(format!("No life of {LIVES} came to {id}: its conditions are made so, and nothing else."));
        driver.send(PlayerInput::Begin { seed });
        entries.extend(driver.entries().first().cloned());
    }
    force(driver, &mut entries, &beat, with);
    let told = driver.send(PlayerInput::Resume(entries));
    let so = driver.ask(|truth| with.iter().map(|condition| holds(condition, truth)).collect::<Vec<_>>());
    for (condition, _) in with.iter().zip(so).filter(|(_, so)| !so) {
        notes.push(format!("{} does not hold here.", written(condition)));
    }
    Ok((told, notes))
}

/// The chronicle of a life up to the moment before it entered the beat: of the first in which all of `with`
/// holds there, or else of the first that came there. Empty if none did.
fn lived(script: &Script, id: &BeatId, with: &[Condition], seed: u64) -> Vec<Entry> {
    let mut scout = Driver::new(script.clone(), lives::by_words);
    let mut fallback = Vec::new();
    for run in 0..LIVES {
        // One that came there will do, once a few have been looked at for more.
        if run >= CHOOSY && !fallback.is_empty() {
            break;
        }
        let who = WHO[run as usize % WHO.len()];
        lives::live(&mut scout, who, seed.wrapping_add(run), |driver| entered(driver.entries(), id).is_some());
        let Some(at) = entered(scout.entries(), id) else { continue };
        let before = scout.entries()[..at].to_vec();
        scout.send(PlayerInput::Resume(before.clone()));
        if scout.ask(|truth| all_hold(with, truth)) {
            return before;
        }
        if fallback.is_empty() {
            fallback = before;
        }
    }
    fallback
}

fn entered(entries: &[Entry], id: &BeatId) -> Option<usize> {
    entries.iter().position(|entry| matches!(entry, Entry::Entered { beat, .. } if beat == id))
}

/// What he typed in an earlier life, where one is wanted.
const ONCE: &str = "I left the light on in the hall.";

/// Makes the beat's own conditions and `with` so where they are not, and enters the beat.
fn force(driver: &mut Driver, entries: &mut Vec<Entry>, beat: &Beat, with: &[Condition]) {
    let mut wanted = Vec::new();
    beat.when.iter().chain(with).for_each(|condition| apart(condition, &mut wanted));
    for condition in wanted {
        // It is so from the beginning, or not at all.
        if let (Condition::Lived(CountBound::AtLeast(n) | CountBound::Exactly(n)), Some(Entry::Began { before, .. })) =
            (condition, entries.first_mut())
        {
            *before = Before { lives: *n, words: (*n > 0).then(|| ONCE.into()) };
            continue;
        }
        // Told anew for each, since each may change what the next one needs.
        driver.send(PlayerInput::Resume(entries.clone()));
        let needed = driver.ask(|truth| if holds(condition, truth) { None } else { bring(condition, truth) });
        entries.extend(needed);
    }
    entries.push(Entry::Entered { beat: beat.id.clone(), node: beat.open.clone() });
}

/// The single conditions of which one is made; of several that would do, the first.
fn apart<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(list) => list.iter().for_each(|each| apart(each, into)),
        Condition::Any(list) => list.iter().take(1).for_each(|each| apart(each, into)),
        single => into.push(single),
    }
}

/// The entry that makes a single condition so, if there is one.
fn bring(condition: &Condition, truth: &Truth) -> Option<Entry> {
    let change = |effect: Effect| Some(Entry::Applied { effects: vec![effect] });
    match condition {
        Condition::Done(beat) => Some(Entry::Finished { beat: beat.clone() }),
        Condition::Chose(beat, choice) => {
            Some(Entry::Chose { beat: beat.clone(), choice: choice.clone(), text: String::new() })
        }
        Condition::WalkedAway(beat) => Some(Entry::WalkedAway { beat: beat.clone() }),
        Condition::Flag(flag) => change(Effect::Set(flag.clone())),
        Condition::Count(count, CountBound::AtLeast(n) | CountBound::Exactly(n)) => {
            change(Effect::Add(count.clone(), n.saturating_sub(truth.count(count))))
        }
        // A hair beyond the bound: what is added up in floats may fall a hair short of it.
        Condition::Is(gauge, Bound::AtLeast(value)) => change(Effect::Move(*gauge, value - truth.gauge(*gauge) + 1e-5)),
        Condition::Is(gauge, Bound::AtMost(value)) => change(Effect::Move(*gauge, value - truth.gauge(*gauge) - 1e-5)),
        Condition::Act(act) => change(Effect::Act(*act)),
        Condition::Day(CountBound::AtLeast(n) | CountBound::Exactly(n)) => {
            change(Effect::Days(n.saturating_sub(truth.day())))
        }
        Condition::Phase(phase) => change(Effect::Phase(*phase)),
        Condition::In(scene) => change(Effect::Go(scene.clone())),
        Condition::Believes(about) => change(Effect::Believe(about.clone(), "so".into())),
        Condition::Papers(papers) => change(Effect::Papers(*papers)),
        Condition::Wrote(letter, Bound::AtLeast(score) | Bound::AtMost(score)) => {
            Some(Entry::Scored { letter: letter.clone(), score: *score, reasons: Vec::new() })
        }
        Condition::Not(inner) => match &**inner {
            Condition::Flag(flag) => change(Effect::Clear(flag.clone())),
            _ => None,
        },
        // What was counted or has passed cannot be taken back, and the others were taken apart.
        _ => None,
    }
}

/// A condition as it stands in a file.
pub(super) fn written(condition: &Condition) -> String {
    ron::to_string(condition).unwrap_or_else(|_| format!("{condition:?}"))
}
