//! What lives have in common, and what one life hears twice.

use crate::{
    script::{BeatId, LineId},
    story::Entry,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many lives of each player are held against one another.
const KEPT: usize = 8;

/// What was said in lives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alike {
    lives: Vec<BTreeSet<(BeatId, LineId)>>,
    /// In how many lives each line was said more than once.
    twice: BTreeMap<(BeatId, LineId), u32>,
}

/// A line that was heard more than once in one life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Twice {
    /// In which beat.
    pub beat: BeatId,
    /// Which.
    pub line: LineId,
    /// In how many lives.
    pub lives: u32,
}

impl Alike {
    /// Adds a life.
    pub fn follow(&mut self, entries: &[Entry]) {
        let mut said = BTreeSet::new();
        let mut twice = BTreeSet::new();
        for entry in entries {
            if let Entry::Said { beat, line, .. } = entry
                && !said.insert((beat.clone(), line.clone()))
            {
                twice.insert((beat.clone(), line.clone()));
            }
        }
        twice.into_iter().for_each(|line| *self.twice.entry(line).or_default() += 1);
        if self.lives.len() < KEPT {
            self.lives.push(said);
        }
    }

    /// Adds what was followed elsewhere.
    pub fn add(&mut self, more: Self) {
        self.lives.extend(more.lives);
        for (line, lives) in more.twice {
            *self.twice.entry(line).or_default() += lives;
        }
    }

    /// Which share of its lines a life has in common with another: the mean of Dice's coefficient over all pairs, 0..1.
    pub fn shared(&self) -> f64 {
        let mut shares = Vec::new();
        for (at, one) in self.lives.iter().enumerate() {
            for other in &self.lives[at + 1..] {
                let both = one.intersection(other).count() as f64;
                shares.push(2.0 * both / (one.len() + other.len()).max(1) as f64);
            }
        }
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    }

    /// The lines that were heard twice in a life and in no beat that is a `refrain`, those of most lives first.
    pub fn twice(&self, refrain: impl Fn(&BeatId) -> bool) -> Vec<Twice> {
        let all = self.twice.iter().filter(|((beat, _), _)| !refrain(beat));
        let mut all: Vec<Twice> =
            all.map(|((beat, line), lives)| Twice { beat: beat.clone(), line: line.clone(), lives: *lives }).collect();
        all.sort_by(|a, b| b.lives.cmp(&a.lives).then_with(|| (&a.beat, &a.line).cmp(&(&b.beat, &b.line))));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{script::Tone, story::Source};

    fn said(line: &str) -> Entry {
        let (beat, line, who) = ("a/b".into(), line.into(), "samantha".into());
        Entry::Said { beat, line, who, text: "Yes.".into(), tone: Tone::Plain, source: Source::Authored }
    }

    #[test]
    fn what_is_shared_and_what_is_heard_twice_is_counted() {
        let mut alike = Alike::default();
        alike.follow(&[said("a"), said("b")]);
        alike.follow(&[said("b"), said("c"), said("b")]);
        assert!((alike.shared() - 0.5).abs() < 1e-9);
        let twice = alike.twice(|_| false);
        assert_eq!(twice.len(), 1);
        assert_eq!((twice[0].line.as_str(), twice[0].lives), ("b", 1));
        assert!(Alike::default().shared().abs() < 1e-9, "of no lives nothing is shared");
    }
}
