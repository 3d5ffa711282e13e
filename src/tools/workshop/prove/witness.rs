//! Examples that anybody can play again: the lines that `room-tone text` takes, as few as could be found.

use super::scout::{Life, Scout};
use super::view::Step;
use crate::{
    mind::Understanding,
    script::{EndingId, Script},
    talk::{NobodyTypes, OpenTurn, PlayerInput, Waiting},
    tools::Driver,
};
use serde::Serialize;
use std::time::Instant;

/// A life to be played again, with `room-tone text --seed SEED --mind authored`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// What is typed, line after line.
    pub witness: String,
    /// What the life's randomness grows from.
    pub seed: u64,
    /// How many turns of his it takes.
    pub turns: u32,
}

/// A shorter life with the same ending, if one can be found by `until`: pieces are cut out, then single steps are
/// passed in silence.
pub(super) fn shorten(scout: &mut Scout, ending: &EndingId, life: Life, until: Instant) -> Life {
    let mut best = life;
    let mut size = best.steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < best.steps.len() {
            if Instant::now() > until {
                return best;
            }
            let mut steps = best.steps.clone();
            steps.drain(at..(at + size).min(best.steps.len()));
            match ends(scout, ending, best.seed, &steps) {
                Some(steps) if steps.len() < best.steps.len() => best.steps = steps,
                _ => at += size,
            }
        }
        size /= 2;
    }
    let mut at = 0;
    while at < best.steps.len() && Instant::now() < until {
        let mut steps = best.steps.clone();
        if let Some(step) = steps.get_mut(at).filter(|step| **step != Step::Silence) {
            *step = Step::Silence;
            if let Some(steps) = ends(scout, ending, best.seed, &steps).filter(|s| s.len() < best.steps.len()) {
                best.steps = steps;
            }
        }
        at += 1;
    }
    best
}

/// What was done of `steps` in a life that ended so.
fn ends(scout: &mut Scout, ending: &EndingId, seed: u64, steps: &[Step]) -> Option<Vec<Step>> {
    scout.again(seed, steps);
    (scout.ending().as_ref() == Some(ending)).then(|| scout.life.steps.clone())
}

/// Plays a life again in a fresh game, through the lines that a terminal would send. The witness, if it came out
/// as it should: with this ending, or (without one) unended.
pub(super) fn play(script: &Script, life: &Life, ending: Option<&EndingId>) -> Option<Witness> {
    let mut driver = Driver::new(script.clone(), |app| {
        app.init_resource::<NobodyTypes>().insert_resource(Understanding::pumped());
    });
    driver.send(PlayerInput::Begin { seed: life.seed });
    let mut witness = String::new();
    for step in &life.steps {
        let Waiting::Turn(turn) = &driver.floor().waiting else { return None };
        let line = typed(step, turn)?;
        let input = input(&line, turn);
        witness.push_str(&line);
        witness.push('\n');
        driver.send(input);
    }
    let turns = driver.life().turns();
    (driver.life().ending() == ending).then_some(Witness { witness, seed: life.seed, turns })
}

/// What is typed for a step.
fn typed(step: &Step, turn: &OpenTurn) -> Option<String> {
    match step {
        Step::Take(id) => {
            let at = turn.offers.iter().position(|offer| offer.id == *id)?;
            Some((at + 1).to_string())
        }
        Step::Touch(thing) => Some(format!("/act {thing}")),
        Step::Silence => Some(String::new()),
        Step::Leave => Some("/leave".into()),
        Step::Say(words, _) => Some(words.clone()),
    }
}

/// What the terminal makes of a line.
fn input(line: &str, turn: &OpenTurn) -> PlayerInput {
    if line.is_empty() {
        return PlayerInput::Silence;
    }
    if line == "/leave" {
        return PlayerInput::Leave;
    }
    if let Some(thing) = line.strip_prefix("/act ") {
        return PlayerInput::Touch(thing.into());
    }
    let number = line.parse::<usize>().ok().and_then(|n| turn.offers.get(n.checked_sub(1)?));
    number.map_or_else(|| PlayerInput::Type(line.into()), |offer| PlayerInput::Choose(offer.id.clone()))
}
