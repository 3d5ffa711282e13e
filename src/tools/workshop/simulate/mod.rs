//! `room-tone simulate`: many lives, no model, and how they went.

mod alike;
mod count;
mod course;
mod page;
mod plain;
mod report;

pub use course::Day;
pub use report::{Lived, LivesOf, Report, Turns, Unsaid};

use crate::{
    script::Script,
    tools::{
        Driver, cli,
        lives::{by_words, live_as},
        players::{self, Character},
        story::PackArgs,
    },
};
use count::Tally;
use std::{
    io::IsTerminal,
    path::PathBuf,
    process::ExitCode,
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::{RecvTimeoutError, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How often somebody who waits is looked at.
const TICK: Duration = Duration::from_millis(200);

/// Whoever waits longer than this is told how far it is.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often they are told where lines cannot be written over.
const SELDOM: Duration = Duration::from_secs(15);

/// Lives that are to be lived.
#[derive(Clone, Copy, Debug)]
pub struct Many<'a> {
    /// The story.
    pub script: &'a Script,
    /// By whom.
    pub players: &'a [Character],
    /// How many each of them lives.
    pub runs: u32,
    /// The first life's seed; the next ones count up from it.
    pub seed: u64,
    /// On how many threads. What comes out is the same on any number.
    pub threads: usize,
}

impl Many<'_> {
    /// Lives them. `progress` is called now and then with how many are over, and of how many.
    pub fn live(&self, mut progress: impl FnMut(u64, u64)) -> Report {
        let all = u64::from(self.runs) * self.players.len() as u64;
        let (next, over) = (AtomicU64::new(0), AtomicU64::new(0));
        let (send, counted) = channel();
        let mut tallies = self.tallies();
        thread::scope(|scope| {
            for _ in 0..self.threads.clamp(1, 64).min(all.max(1) as usize) {
                let (send, next, over) = (send.clone(), &next, &over);
                // Nobody listens any more only if this thread is ending, too.
                scope.spawn(move || drop(send.send(self.work(all, next, over))));
            }
            drop(send);
            loop {
                match counted.recv_timeout(TICK) {
                    Ok(work) => tallies.iter_mut().zip(work).for_each(|(tally, more)| tally.add(more)),
                    Err(RecvTimeoutError::Timeout) => progress(over.load(Ordering::Relaxed), all),
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        });
        Report::of(self, tallies)
    }

    /// One thread's share: whichever life is the next, until there is none. Counts each player's by themselves.
    fn work(&self, all: u64, next: &AtomicU64, over: &AtomicU64) -> Vec<Tally> {
        let mut tallies = self.tallies();
        let mut driver = Driver::new(self.script.clone(), by_words);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= all {
                return tallies;
            }
            let (who, run) = ((at / u64::from(self.runs)) as usize, at % u64::from(self.runs));
            let (Some(player), Some(tally)) = (self.players.get(who), tallies.get_mut(who)) else { return tallies };
            let seed = self.seed.wrapping_add(run);
            live_as(&mut driver, player, seed);
            tally.count(player, seed, driver.life(), driver.entries());
            over.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn tallies(&self) -> Vec<Tally> {
        self.players.iter().map(|_| Tally::default()).collect()
    }
}

/// Lives `runs` lives with the base game's player of this name, on one thread. Nobody of that name lives none.
pub fn simulate(script: Script, runs: u32, seed: u64, player: &str) -> Report {
    let Some(player) = players::base().get(player) else { return Report::default() };
    Many { script: &script, players: std::slice::from_ref(player), runs, seed, threads: 1 }.live(|_, _| {})
}

/// The report as a page of its own, for people: nothing is fetched, and nothing in it runs.
pub fn report_page(report: &Report, script: &Script) -> String {
    page::write(report, script)
}

/// What was asked for.
#[derive(Debug)]
pub(super) struct Options {
    /// How many lives each player lives.
    pub runs: u32,
    /// What their randomness grows from.
    pub seed: u64,
    /// The name of a player, or [`players::ALL`].
    pub player: String,
    /// Whether to write JSON.
    pub json: bool,
    /// Where to put the page, if one is wanted.
    pub html: Option<PathBuf>,
    /// Packs that are laid over the story.
    pub packs: PackArgs,
}

pub(super) fn run(asked: &Options) -> ExitCode {
    let loaded = match asked.packs.load() {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let players = match who(&asked.player, &asked.packs.folders(&loaded)) {
        Ok(players) => players,
        Err(why) => return cli::fail(&why),
    };
    let script = match asked.packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let many = Many { script: &script, players: &players, runs: asked.runs, seed: asked.seed, threads };
    let report = patiently(&many);
    if let Some(file) = &asked.html {
        if let Err(why) = std::fs::write(file, report_page(&report, &script)) {
            return cli::fail(&format!("{}: {why}", file.display()));
        }
        eprintln!("The report is in {}.", file.display());
    }
    if asked.json {
        match serde_json::to_string(&report) {
            Ok(text) => println!("{text}"),
            Err(why) => return cli::fail(&why.to_string()),
        }
    } else {
        print!("{}", plain::write(&report));
    }
    if report.dead_ends.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Those who were asked for. What is wrong with their files is said on the way.
fn who(wanted: &str, packs: &[PathBuf]) -> Result<Vec<Character>, String> {
    let (mut all, faults) = players::load(packs);
    faults.iter().for_each(|fault| eprintln!("{fault}"));
    if wanted == players::ALL {
        return Ok(all.into_values().collect());
    }
    match all.remove(wanted) {
        Some(player) => Ok(vec![player]),
        None => Err(format!("--player {wanted}: {}", players::nobody(wanted, &all))),
    }
}

/// Lives them all and says on standard error how far it is, if it takes long.
fn patiently(many: &Many) -> Report {
    let (began, terminal) = (Instant::now(), std::io::stderr().is_terminal());
    let mut next = PATIENCE;
    let mut told = false;
    let report = many.live(|over, all| {
        let since = began.elapsed();
        if since < next {
            return;
        }
        told = true;
        next = since + if terminal { TICK } else { SELDOM };
        let (start, end) = if terminal { ("\r", "") } else { ("", "\n") };
        eprint!("{start}{over} of {all} lives are over{end}");
    });
    if told && terminal {
        eprintln!();
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        let sources = crate::script::load_folder(&crate::platform::assets_dir()).unwrap();
        crate::script::check(&sources).0.unwrap()
    }

    #[test]
    fn nobody_lives_nothing() {
        assert_eq!(simulate(script(), 5, 1, "knid"), Report::default());
        let players: Vec<_> = players::base().values().cloned().collect();
        let none = Many { script: &script(), players: &players, runs: 0, seed: 1, threads: 2 }.live(|_, _| {});
        assert_eq!(none.runs, 0);
    }

    #[test]
    fn it_is_the_same_on_any_number_of_threads() {
        let (script, players) = (script(), ["kind", "jailbreaker"].map(|name| players::base()[name].clone()));
        let lived = |threads| Many { script: &script, players: &players, runs: 6, seed: 40, threads }.live(|_, _| {});
        let one = lived(1);
        assert_eq!(one.runs, 12);
        assert_eq!(one, lived(2));
        assert_eq!(one, lived(5));
    }
}
