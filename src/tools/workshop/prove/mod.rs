//! `room-tone prove`: what can happen in a story, what cannot, and that every life can end.
//!
//! Two things are done, and each is only believed where it cannot be wrong.
//!
//! 1. *Everything that may happen is walked through* (abstract interpretation). Act, day, hour, place, papers and
//!    the beats that move the story are followed exactly; every other fact may be so or not, every number lies
//!    between two others. Wherever two ways meet, all that may be true on either may be true from then on. The
//!    player may do anything at any turn: take what is open, say nothing, walk away, be understood as anything or
//!    as nothing, touch what can be touched, skip; a letter may score anything. So this sees too much and never too
//!    little: a beat, a line, a choice or an ending that was not met on the walk **cannot happen**.
//!    In each moment of the free room, the conditions of all beats are then decided case by case: where in each
//!    case some beat may begin, nobody can be stranded there. And from each place some road leads to an ending.
//! 2. *Lives are lived* in the real game until all that the walk met was seen, or the time is up. What was seen
//!    **can happen**. For each ending the best of these lives is cut down and played once more, typed as in a
//!    terminal, before it is given as a witness.
//!
//! What was met on the walk and seen by nobody may be possible or not; it is named, and the proof is then not
//! complete. A road to an ending on the walk need not be one that a life can take: that no dead end was found means
//! that no moment is without a next step and none is cut off from every ending, and no more.
//!
//! Ignored on the walk, so that anything goes: which lines were said, which ways were picked, how long a talk went
//! on (except that in a talk that a life comes to once, no more is answered than it is long). What she says at once
//! when he has spoken is kept in no life and is therefore only looked for on the walk.

mod aim;
mod book;
mod crowd;
mod key;
mod page;
mod proof;
mod reached;
mod read;
mod roads;
mod scout;
mod search;
mod spot;
mod state;
mod table;
mod temper;
mod verdict;
mod view;
mod walk;
mod witness;

pub use proof::{Against, DeadEnd, Proof, Reach};
pub use witness::Witness;

use crate::{
    script::Script,
    tools::{cli, story::PackArgs},
};
use book::{Book, Spine};
use search::Search;
use std::{
    io::IsTerminal,
    process::ExitCode,
    time::{Duration, Instant},
};
use verdict::Verdict;
use walk::Walk;

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub doing: &'static str,
    /// How much of what has to be seen was seen, 0..1.
    pub share: f32,
    /// How many places were met on the walk.
    pub places: usize,
    /// How many lives were lived.
    pub lives: u64,
    /// How much nobody has seen yet.
    pub left: usize,
}

/// Proves what can be proved about a story in about so much time.
pub fn prove(script: &Script, budget: Duration, progress: &mut dyn FnMut(&Progress)) -> Proof {
    let began = Instant::now();
    // Each walk that is too much is followed by one that tells fewer moments apart.
    for (spine, share, least) in [(Spine::All, 0.25, 10), (Spine::Selves, 0.45, 20), (Spine::None, 0.7, 30)] {
        let book = Book::read(script, spine);
        let until = began + budget.mul_f32(share).max(Duration::from_secs(least));
        let mut tick = |places: usize| progress(&Progress { doing: "walking through", places, ..Progress::default() });
        let Some(walk) = Walk::all(&book, until, spine != Spine::None, &mut tick) else { continue };
        return live(&book, Some(&walk), spine, began, budget, progress);
    }
    live(&Book::read(script, Spine::None), None, Spine::None, began, budget, progress)
}

fn live(
    book: &Book,
    walk: Option<&Walk>,
    spine: Spine,
    began: Instant,
    budget: Duration,
    progress: &mut dyn FnMut(&Progress),
) -> Proof {
    let verdict = walk.map(Verdict::of).unwrap_or_default();
    let wanted = proof::goals(book, walk);
    let search = crowd::search(book, walk, &verdict, wanted, began + budget.mul_f32(0.85), progress);
    progress(&Progress { doing: "cutting witnesses down", share: 1.0, ..Progress::default() });
    proof::conclude(book, walk, &verdict, spine, search, began + budget)
}

/// How long a walk may take where nobody waits for it: on a slow machine it is slow, and not wrong.
const PATIENCE: Duration = Duration::from_secs(300);

/// Lives so many lives beside the walk and names everything in them that the walk does not allow for. Nothing
/// should come out; a test sees to it.
pub fn contradictions(script: &Script, seed: u64, lives: usize) -> Vec<String> {
    let books = [Spine::All, Spine::Selves, Spine::None].map(|spine| (spine, Book::read(script, spine)));
    let walked = books.iter().find_map(|(spine, book)| {
        let until = Instant::now() + PATIENCE;
        Walk::all(book, until, *spine != Spine::None, &mut |_: usize| {}).map(|walk| (book, walk))
    });
    let Some((book, walk)) = walked else { return vec!["the walk was not done in time".into()] };
    let verdict = Verdict::default();
    let goals = proof::goals(book, Some(&walk));
    let mut search = Search::new(book, Some(&walk), &verdict, goals, seed);
    search.compare = true;
    (0..lives).for_each(|round| search.round(round));
    let seen = search.scout.seen;
    let mut all: Vec<String> = seen.contradicted.into_iter().collect();
    let reached = &walk.reached;
    let beats = seen.beats.iter().filter(|id| book.beat(id).is_none_or(|at| !reached.beat(at)));
    all.extend(beats.map(|id| format!("beat {id}")));
    let lines = seen.lines.iter().filter(|line| !reached.lines.contains(*line));
    all.extend(lines.map(|(owner, line)| format!("line {}", reached::line_name(book, *owner, line))));
    let endings = seen.endings.keys().filter(|id| !reached.endings.contains(*id));
    all.extend(endings.map(|id| format!("ending {id}")));
    all
}

pub(super) fn run(packs: &PackArgs, seconds: u64, json: bool) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let terminal = std::io::stderr().is_terminal();
    let mut told: Option<Instant> = None;
    let every = Duration::from_millis(if terminal { 100 } else { 5_000 });
    let mut progress = |progress: &Progress| {
        if told.is_none_or(|told| told.elapsed() >= every) {
            told = Some(Instant::now());
            let line = said(progress);
            if terminal { eprint!("\r\x1b[2K{line}") } else { eprintln!("{line}") }
        }
    };
    let proof = prove(&script, Duration::from_secs(seconds), &mut progress);
    if terminal {
        eprint!("\r\x1b[2K");
    }
    if json {
        match serde_json::to_string(&proof) {
            Ok(text) => println!("{text}"),
            Err(why) => return cli::fail(&why.to_string()),
        }
    } else {
        print!("{}", table::table(&proof));
    }
    if proof.faults() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn said(progress: &Progress) -> String {
    let Progress { doing, share, places, lives, left } = progress;
    match (places, lives) {
        (0, 0) => format!("{doing} …"),
        (0, _) => format!("{doing}: {lives}, {:.0} % seen, {left} to go", share * 100.0),
        _ => format!("{doing}: {places} places"),
    }
}
