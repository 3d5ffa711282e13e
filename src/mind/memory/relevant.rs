//! What a model is told of him: not all that is kept, but what belongs to now.

use super::{clause, same::same};
use crate::story::{Belief, Memory};
use std::collections::BTreeSet;

/// After so many days, being fresh counts for nothing any more.
const FRESH: f32 = 6.0;

/// The beliefs that matter most for what is being talked of, at most so many, the least first.
///
/// A belief's worth is its weight, plus how many of the words around it speaks of, plus a little for being fresh: the
/// three that Park et al. rank memories by in “Generative Agents” (2023): importance, relevance, recency; in days of the
/// story instead of hours.
pub fn told<'m>(memory: &'m Memory, around: &[&str], day: u32, most: usize) -> Vec<&'m Belief> {
    let words: BTreeSet<String> = around.iter().flat_map(|text| clause::about(text)).map(|word| same(&word)).collect();
    let worth = |belief: &Belief| {
        let about: BTreeSet<String> =
            clause::about(&belief.sentence()).iter().map(|word| same(word)).filter(|word| word != "you").collect();
        let shared = about.intersection(&words).count() as f32;
        let age = day.saturating_sub(belief.footnote.day) as f32;
        belief.weight + shared + 0.3 * (1.0 - age / FRESH).max(0.0)
    };
    let mut ranked: Vec<(usize, f32)> = memory.held().map(|(at, belief)| (at, worth(belief))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    ranked.truncate(most);
    ranked.iter().rev().map(|(at, _)| &memory.all()[*at]).collect()
}
