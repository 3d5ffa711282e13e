//! One question to a performer, waited for.

use super::super::{
    performers::{Performer, Piece, Prompt, Request},
    sentences,
};
use bevy::{platform::time::Instant, tasks::futures_lite::future::yield_now};
use std::time::Duration;

/// Nobody is listened to for longer than this, whether it speaks or not: a small machine reads a long prompt for half a
/// minute.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whoever says more letters than this to one question does not know when to stop.
const MOST: usize = 8_000;

/// What it answered.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub text: String,
    /// From asking to the first word.
    pub first: Option<Duration>,
    /// From the first word to the last.
    pub spoke: Duration,
    /// In so many pieces.
    pub pieces: usize,
    pub failed: Option<String>,
}

impl Answer {
    /// Whether it answered at all, and to the end.
    pub fn said_something(&self) -> bool {
        self.failed.is_none() && !self.text.trim().is_empty()
    }

    /// What would be said of it, sentence by sentence.
    pub fn sentences(&self) -> Vec<String> {
        let mut text = self.text.clone();
        let mut said = sentences::complete(&mut text);
        said.extend(sentences::remainder(&mut text, said.is_empty()));
        said
    }
}

/// Asks, and waits for the whole answer.
pub(super) async fn ask(performer: &mut dyn Performer, prompt: Prompt, max_tokens: u32, temperature: f32) -> Answer {
    let began = Instant::now();
    let performance = performer.perform(Request { prompt, max_tokens, temperature, seed: 7 });
    let mut answer = Answer::default();
    while answer.failed.is_none() {
        if answer.text.len() > MOST {
            answer.failed = Some("it does not stop speaking".into());
        }
        match performance.poll() {
            Some(Piece::Text(text)) if text.is_empty() => {}
            Some(Piece::Text(text)) => {
                answer.first.get_or_insert_with(|| began.elapsed());
                answer.pieces += 1;
                answer.text.push_str(&text);
            }
            Some(Piece::Done) => break,
            Some(Piece::Failed(why)) => answer.failed = Some(why),
            // Only now: whoever looks seldom, as a page in the background does, finds all that came meanwhile first.
            None if began.elapsed() > PATIENCE => {
                answer.failed = Some(format!("it was not done after {} seconds", PATIENCE.as_secs()));
            }
            None => yield_now().await,
        }
    }
    answer.spoke = answer.first.map(|first| began.elapsed().saturating_sub(first)).unwrap_or_default();
    answer
}
