//! Examining a model before it may speak for her: how fast it is, how much it can hold in mind, and whether it stays
//! her. It comes to a grade, and the grade says with how much it is trusted.
//!
//! Everything is asked through the [`Performer`] that would speak in the game, with the prompts that it would be
//! given there. Examining takes minutes: it is a future, polled between frames or waited for on a thread.

mod ask;
mod grade;
mod probes;

pub use grade::{Grade, QUICK_MS};

use super::{performers::Performer, persona};
use crate::script::Script;
#[cfg(not(target_family = "wasm"))]
use bevy::tasks::futures::check_ready;
use serde::Serialize;

/// What was found out about a model.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// None if it did not answer at all.
    pub grade: Option<Grade>,
    /// What went wrong, if it did not answer.
    pub trouble: Option<String>,
    /// Whether its words come one after the other, and not all at once.
    pub streams: bool,
    /// Milliseconds from asking to its first word, with a prompt as long as the game's; none if no word came.
    pub first_word_ms: Option<u64>,
    /// About how many tokens a second it says, once it speaks; a token is taken to be four letters.
    pub tokens_per_second: f32,
    /// It found a word again that stood about so many tokens before the question; it was asked for no more than
    /// [`CONTEXT`].
    pub context: usize,
    /// Whether it answers with the one JSON object that it is asked for.
    pub obeys_a_schema: bool,
    /// Whether what it answers with is also right.
    pub reads_a_negation: bool,
    /// In so many of [`TURNS`] turns it stayed her from the first to the last sentence.
    pub stayed_her: usize,
    /// In so many of them it said no more than two sentences.
    pub was_short: usize,
    /// What broke the others: the rule, and the words.
    pub broke: Vec<String>,
    /// Whether its chat template is sane: no mark of a model's workings got through.
    pub clean: bool,
    /// Whether it left alone what must not be spoken of.
    pub kept_out: bool,
    /// Whether it said that it does not know what it cannot know.
    pub admits: bool,
    /// So many of [`LINES`] written lines it could say again in nearly the same words.
    pub kept_to_the_line: usize,
}

/// As many tokens as a prompt in the game may have, which is as many as anybody needs to hold in mind.
pub const CONTEXT: usize = persona::LONGEST;
/// So many turns are talked.
pub const TURNS: usize = probes::EVENING.len();
/// So many lines are given to it to say again.
pub const LINES: usize = 6;

/// Examines a performer. `tell` hears what is being done. Dropping it ends it, and whoever is examined falls silent.
///
/// It waits for every word, and whoever polls it decides how: [`wait_for`] on a thread of its own, or a frame now and
/// then in a page, which has no threads.
pub async fn examine(performer: &mut dyn Performer, script: &Script, tell: &mut (dyn FnMut(&str) + Send)) -> Report {
    let mut report = Report::default();
    tell("waking it");
    if let Err(why) = probes::wake(performer).await {
        report.trouble = Some(why);
        return report;
    }
    tell("talking with it for twelve turns");
    probes::evening(performer, script, &mut report).await;
    tell("asking what it cannot know and must not say");
    probes::secrets(performer, script, &mut report).await;
    tell("asking for an object");
    probes::object(performer, &mut report).await;
    tell("giving it lines to say again");
    probes::lines(performer, &mut report).await;
    tell("hiding a word in longer and longer texts");
    probes::needle(performer, &mut report).await;
    report.grade = Some(Grade::of(&report));
    report
}

/// Waits on this thread for what comes of it; nothing, once it is not to go on.
#[cfg(not(target_family = "wasm"))]
pub fn wait_for<T>(work: impl Future<Output = T>, goes_on: impl Fn() -> bool) -> Option<T> {
    let mut work = std::pin::pin!(work);
    while goes_on() {
        if let Some(done) = check_ready(&mut work) {
            return Some(done);
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    None
}
