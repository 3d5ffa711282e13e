//! `room-tone plan FILE`: a text that plays a piece of the story and says what should come of it.
//!
//! One step a line; what follows `#` at the start of a line is for the reader. First, if wanted, where to
//! begin (`seed`, `warp`, `with`), then what the player does, and after each deed what is expected of it.

use super::{
    Driver, cli,
    ids::{missing_beat, unknown},
    lives, players,
    story::PackArgs,
    warp::{condition, warp, written},
};
use crate::{
    script::{BeatId, Condition, Script, nearest},
    story::{Entry, holds},
    talk::{PlayerInput, Told, Waiting},
};
use std::{fmt, path::PathBuf, process::ExitCode};

pub(super) const LONG: &str = "\
Plays plans: small texts that say what the player does and what should come of it.

  seed 7                      what the life's randomness grows from (1 if not said)
  warp hello/evening          begins there, and not on the first morning
  with Trust(0.6)             … where this holds; may stand more than once

  choose off                  takes a choice, by its name, its number, or how its words begin
  touch kettle                touches a thing
  type what did you hear?     says it in his own words
  silence                     says nothing
  leave                       walks away
  skip                        lets the scene go by
  live kind                   lives on as that player would, to an ending

  expect line the marimba     somebody said this since the last deed, or something with this in it
  expect no line Catherine    nobody did
  expect choice off           this can be chosen (or `no choice`)
  expect beat grey/alarm      this beat is running, or was entered by the last deed
  expect place booth          he is there
  expect ending sent          the life has ended so
  expect Flag(\"has_slip\")     any condition, as beats write them; `expect not …` for the opposite

Exit code 1 if anything was not as expected.";

/// What one line of a plan asks for.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Choose(String),
    Touch(String),
    Type(String),
    Silence,
    Leave,
    Skip,
    Live(String),
    Line(String, bool),
    Choice(String, bool),
    Beat(String),
    Place(String),
    Ending(String),
    So(Condition, bool),
}

/// A plan as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Plan {
    seed: u64,
    warp: Option<BeatId>,
    with: Vec<Condition>,
    /// Each with its line, counted from 1.
    steps: Vec<(usize, Step)>,
}

/// Where a plan went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what was there instead.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

pub(super) fn run(files: &[PathBuf], packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let mut failed = 0;
    for file in files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(why) => return cli::fail(&format!("{}: {why}", file.display())),
        };
        match play(&script, &text) {
            Ok(notes) => {
                println!("ok      {}", file.display());
                notes.iter().for_each(|note| println!("        {note}"));
            }
            Err(fault) => {
                failed += 1;
                println!("FAILED  {}:{fault}", file.display());
            }
        }
    }
    println!("{} plans, {failed} failed", files.len());
    if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Plays a plan over a story, to its end or to the first thing that is not as it says. What it gives back is what
/// whoever wrote it should know: that no life came there, for one.
pub fn play(script: &Script, text: &str) -> Result<Vec<String>, Fault> {
    let plan = read(text)?;
    for condition in &plan.with {
        if let Some(what) = unknown(condition, script) {
            return Err(Fault { line: 1, what });
        }
    }
    for (line, step) in &plan.steps {
        let missing = match step {
            Step::So(condition, _) => unknown(condition, script),
            Step::Beat(beat) => missing_beat(&beat.as_str().into(), script),
            _ => None,
        };
        if let Some(what) = missing {
            return Err(Fault { line: *line, what });
        }
    }
    let mut stage = Stage { driver: Driver::new(script.clone(), |_| {}), told: Vec::new(), since: 0 };
    let mut told_besides = Vec::new();
    match &plan.warp {
        Some(beat) => {
            let warped = warp(&mut stage.driver, beat, &plan.with, plan.seed);
            let (told, notes) = warped.map_err(|what| Fault { line: 1, what })?;
            if let Some(note) = notes.iter().find(|note| note.contains("does not hold")) {
                return Err(Fault { line: 1, what: note.clone() });
            }
            told_besides = notes;
            stage.told = told;
            stage.since = stage.driver.entries().len().saturating_sub(1);
        }
        None => stage.told = stage.driver.send(PlayerInput::Begin { seed: plan.seed }),
    }
    plan.steps
        .into_iter()
        .try_for_each(|(line, step)| stage.take(step, &plan.seed).map_err(|what| Fault { line, what }))?;
    Ok(told_besides)
}

fn read(text: &str) -> Result<Plan, Fault> {
    let mut plan = Plan { seed: 1, ..Plan::default() };
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = |what: String| Fault { line: at + 1, what };
        let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
        let begins = ["seed", "warp", "with"].contains(&word);
        if begins && !plan.steps.is_empty() {
            return Err(fault(format!("`{word}` says where to begin: it stands before everything else")));
        }
        let needs = || if rest.is_empty() { Err(fault(format!("`{word}` what?"))) } else { Ok(rest.to_owned()) };
        let step = match word {
            "seed" => {
                plan.seed = rest.parse().map_err(|_| fault(format!("`{rest}` is not a number")))?;
                continue;
            }
            "warp" => {
                plan.warp = Some(needs()?.as_str().into());
                continue;
            }
            "with" => {
                plan.with.push(condition(rest).map_err(fault)?);
                continue;
            }
            "choose" => Step::Choose(needs()?),
            "touch" => Step::Touch(needs()?),
            "type" => Step::Type(needs()?),
            "silence" => Step::Silence,
            "leave" => Step::Leave,
            "skip" => Step::Skip,
            "live" if players::base().contains_key(rest) => Step::Live(rest.into()),
            "live" => return Err(fault(format!("live {rest}: {}", players::nobody(rest, players::base())))),
            "expect" => expectation(&needs()?).map_err(fault)?,
            other => {
                let known =
                    ["choose", "touch", "type", "silence", "leave", "skip", "live", "expect", "seed", "warp", "with"];
                let near =
                    nearest(other, known).map_or_else(|| known.join(", "), |near| format!("did you mean `{near}`?"));
                return Err(fault(format!("`{other}` is not a step; {near}")));
            }
        };
        plan.steps.push((at + 1, step));
    }
    Ok(plan)
}

fn expectation(text: &str) -> Result<Step, String> {
    let (no, rest) = match text.split_once(' ') {
        Some(("no" | "not", rest)) => (true, rest.trim()),
        _ => (false, text),
    };
    let (word, what) = rest.split_once(' ').map_or((rest, ""), |(word, what)| (word, what.trim()));
    Ok(match word {
        "line" => Step::Line(what.into(), !no),
        "choice" => Step::Choice(what.into(), !no),
        "beat" if !no => Step::Beat(what.into()),
        "place" if !no => Step::Place(what.into()),
        "ending" if !no => Step::Ending(what.into()),
        _ => Step::So(condition(rest)?, !no),
    })
}

/// A plan under way.
struct Stage {
    driver: Driver,
    /// What was told since the last deed.
    told: Vec<Told>,
    /// How long the chronicle was before it.
    since: usize,
}

impl Stage {
    fn take(&mut self, step: Step, seed: &u64) -> Result<(), String> {
        match step {
            Step::Choose(what) => {
                let input = self.offered(&what)?;
                self.send(input);
            }
            Step::Touch(thing) => {
                let Some(turn) = self.driver.floor().waiting.turn() else { return Err(self.nobody_waits()) };
                if !turn
                    .offers
                    .iter()
                    .chain(&turn.deeds)
                    .any(|offer| offer.thing.as_ref().is_some_and(|t| *t == *thing))
                {
                    return Err(format!("`{thing}` cannot be touched now; {}", self.on_offer()));
                }
                self.send(PlayerInput::Touch(thing.as_str().into()));
            }
            Step::Type(text) => match self.driver.floor().waiting.turn() {
                Some(turn) if turn.typing => self.send(PlayerInput::Type(text)),
                _ => return Err("nothing can be typed here".into()),
            },
            Step::Silence => self.send(PlayerInput::Silence),
            Step::Skip => self.send(PlayerInput::Skip),
            Step::Leave => match self.driver.floor().waiting.turn() {
                Some(turn) if turn.can_leave => self.send(PlayerInput::Leave),
                _ => return Err("he cannot walk away here".into()),
            },
            Step::Live(who) => {
                self.since = self.driver.entries().len();
                lives::go_on(&mut self.driver, &who, *seed, |_| false);
                self.told.clear();
            }
            Step::Line(text, wanted) => return self.line(&text, wanted),
            Step::Choice(what, wanted) => {
                let there = self.find(&what).is_some();
                if there != wanted {
                    let is = if there { "can be chosen" } else { "cannot be chosen" };
                    return Err(format!("`{what}` {is}; {}", self.on_offer()));
                }
            }
            Step::Beat(id) => {
                let running = self.driver.life().cursor().is_some_and(|cursor| cursor.beat == *id);
                let entered = self.driver.entries().iter().skip(self.since);
                let mut entered = entered.filter_map(|entry| match entry {
                    Entry::Entered { beat, .. } => Some(beat),
                    _ => None,
                });
                if !running && !entered.any(|beat| *beat == *id) {
                    let at = self
                        .driver
                        .life()
                        .cursor()
                        .map_or("no beat is running".into(), |c| format!("{} is running", c.beat));
                    return Err(format!("{id} was not entered; {at}"));
                }
            }
            Step::Place(id) => {
                if self.driver.life().scene().is_none_or(|scene| *scene != *id) {
                    let there = self.driver.life().scene().map_or("no place", |scene| scene.as_str());
                    return Err(format!("he is not in {id} but in {there}"));
                }
            }
            Step::Ending(id) => match self.driver.life().ending() {
                Some(ending) if *ending == *id => {}
                Some(ending) => return Err(format!("the life ended {ending}, not {id}")),
                None => return Err(format!("the life has not ended; {}", self.on_offer())),
            },
            Step::So(condition, wanted) => {
                if self.driver.ask(|truth| holds(&condition, truth)) != wanted {
                    let is = if wanted { "does not hold" } else { "holds" };
                    return Err(format!("{} {is}", written(&condition)));
                }
            }
        }
        Ok(())
    }

    fn send(&mut self, input: PlayerInput) {
        self.since = self.driver.entries().len();
        self.told = self.driver.send(input);
    }

    fn line(&self, text: &str, wanted: bool) -> Result<(), String> {
        let wants = plain(text);
        let lines: Vec<&str> = self
            .told
            .iter()
            .filter_map(|told| match told {
                Told::Line(line) => Some(line.text.as_str()),
                Told::Card { text, under } if text.is_empty() => Some(under.as_str()),
                Told::Card { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if lines.iter().any(|line| plain(line).contains(&wants)) == wanted {
            return Ok(());
        }
        let said: Vec<_> = lines.iter().map(|line| format!("\n      {line}")).collect();
        let is = if wanted { "was not said" } else { "was said" };
        Err(format!("`{text}` {is}; what was said:{}", said.concat()))
    }

    /// The offer that is meant: by its number, its name, or how its words begin.
    fn find(&self, what: &str) -> Option<usize> {
        let turn = self.driver.floor().waiting.turn()?;
        let number = what.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < turn.offers.len());
        let named = || turn.offers.iter().position(|offer| offer.id == *what);
        let begins = || turn.offers.iter().position(|offer| plain(&offer.text).starts_with(&plain(what)));
        let at = number.or_else(named).or_else(begins)?;
        turn.offers[at].locked.is_none().then_some(at)
    }

    fn offered(&self, what: &str) -> Result<PlayerInput, String> {
        match (self.driver.floor().waiting.turn(), self.find(what)) {
            (Some(turn), Some(at)) => Ok(PlayerInput::Choose(turn.offers[at].id.clone())),
            (Some(_), None) => Err(format!("`{what}` is not on offer; {}", self.on_offer())),
            (None, _) => Err(self.nobody_waits()),
        }
    }

    fn on_offer(&self) -> String {
        let Some(turn) = self.driver.floor().waiting.turn() else { return self.nobody_waits() };
        let offers: Vec<_> = turn.offers.iter().map(|offer| format!("\n      {}: {}", offer.id, offer.text)).collect();
        format!("there is:{}", offers.concat())
    }

    fn nobody_waits(&self) -> String {
        match &self.driver.floor().waiting {
            Waiting::Ended(ending) => format!("the life has ended ({ending})"),
            _ => "nothing is waited for".into(),
        }
    }
}

/// Lower case and straight apostrophes, so that nobody has to type curly ones.
fn plain(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_says_where_it_is_wrong() {
        let fault = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(fault("seed seven"), "1: `seven` is not a number");
        assert!(fault("# a\n\nchose off").starts_with("3: `chose` is not a step; did you mean `choose`?"));
        assert!(fault("silence\nseed 7").starts_with("2: `seed` says where to begin"));
        assert!(fault("expect Trust(3.0)").contains("lies between"));
        assert!(fault("live nobody").contains("there are"));
    }

    #[test]
    fn expectations_are_read() {
        let step = |text: &str| expectation(text).unwrap();
        assert_eq!(step("no line Catherine"), Step::Line("Catherine".into(), false));
        assert_eq!(step("ending sent"), Step::Ending("sent".into()));
        assert_eq!(step("not Flag(\"x\")"), Step::So(Condition::Flag("x".into()), false));
    }
}
