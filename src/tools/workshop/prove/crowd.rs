//! Several searches at once, each on its own thread with its own lives. After each life they tell each other what
//! was seen in it, so that nobody looks for it any more.

use super::{Progress, aim::Goal, book::Book, search::Search, verdict::Verdict, walk::Walk};
use std::{
    collections::BTreeSet,
    panic,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// No more than so many, however many cores there are: each has a game of its own.
const MOST: usize = 16;

/// The seeds of one searcher's lives begin so far behind those of the searcher before it.
const APART: u64 = 1_000;

/// What they have in common.
struct Board {
    /// What nobody has seen yet.
    wanted: BTreeSet<Goal>,
    lives: u64,
}

/// Searches on all cores until nothing is wanted any more or the time is up, and puts together what was seen.
pub(super) fn search<'b, 's>(
    book: &'b Book<'s>,
    walk: Option<&'b Walk<'b, 's>>,
    verdict: &'b Verdict,
    wanted: BTreeSet<Goal>,
    until: Instant,
    progress: &mut dyn FnMut(&Progress),
) -> Search<'b, 's> {
    let whole = wanted.len().max(1);
    let board = Mutex::new(Board { wanted: wanted.clone(), lives: 0 });
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST);
    let one = |at: usize| Search::new(book, walk, verdict, wanted.clone(), at as u64 * APART);
    let mut mine = one(0);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|at| {
                let (board, one) = (&board, &one);
                scope.spawn(move || {
                    let mut search = one(at);
                    take_part(&mut search, board, (at, threads), until, &mut |_| {});
                    search.scout.seen
                })
            })
            .collect();
        let mut told = Instant::now();
        take_part(&mut mine, &board, (0, threads), until, &mut |board| {
            if told.elapsed() > Duration::from_millis(100) {
                told = Instant::now();
                let (left, lives) = (board.wanted.len(), board.lives);
                let share = (whole - left) as f32 / whole as f32;
                progress(&Progress { doing: "living lives", share, places: 0, lives, left });
            }
        });
        for other in others {
            match other.join() {
                Ok(seen) => mine.scout.seen.add(seen),
                Err(why) => panic::resume_unwind(why),
            }
        }
    });
    mine.wanted = std::mem::take(&mut open(&board).wanted);
    mine
}

/// Lives every so-manieth life of the crowd's.
fn take_part(
    search: &mut Search,
    board: &Mutex<Board>,
    (mut round, threads): (usize, usize),
    until: Instant,
    tell: &mut dyn FnMut(&Board),
) {
    while !search.wanted.is_empty() && Instant::now() < until {
        search.round(round);
        round += threads;
        let mut board = open(board);
        board.lives += 1;
        board.wanted.retain(|goal| search.wanted.contains(goal));
        search.wanted.clone_from(&board.wanted);
        tell(&board);
    }
}

fn open(board: &Mutex<Board>) -> MutexGuard<'_, Board> {
    board.lock().unwrap_or_else(PoisonError::into_inner)
}
