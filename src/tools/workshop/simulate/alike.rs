//! What lives have in common, and what one life hears twice.

use crate::{
    script::{BeatId, LineId},
    story::Entry,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many lives of each player are held against one another: those of the lowest seeds, whichever thread lived them.
const KEPT: usize = 8;

/// What so many of a hundred lives hear is heard always.
const ALWAYS: u64 = 75;

/// What was said in one life, as it was heard: the same line in other words is another.
type Said = BTreeSet<(BeatId, LineId, String)>;

/// What was said in lives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alike {
    lives: BTreeMap<String, BTreeMap<u64, Said>>,
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

/// A beat in which lives are alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Which.
    pub beat: BeatId,
    /// How many of its lines two lives have in common, in the mean.
    pub lines: f64,
    /// Those that three lives in four hear, in the same words.
    pub always: Vec<LineId>,
}

impl Alike {
    /// Adds a life: whose, and from which seed.
    pub fn follow(&mut self, player: &str, seed: u64, entries: &[Entry]) {
        let (mut said, mut once, mut twice) = (Said::new(), BTreeSet::new(), BTreeSet::new());
        for entry in entries {
            let Entry::Said { beat, line, text, .. } = entry else { continue };
            said.insert((beat.clone(), line.clone(), text.clone()));
            if !once.insert((beat, line)) {
                twice.insert((beat.clone(), line.clone()));
            }
        }
        twice.into_iter().for_each(|line| *self.twice.entry(line).or_default() += 1);
        self.keep(player, seed, said);
    }

    fn keep(&mut self, player: &str, seed: u64, said: Said) {
        let lives = self.lives.entry(player.to_owned()).or_default();
        lives.insert(seed, said);
        while lives.len() > KEPT {
            lives.pop_last();
        }
    }

    /// Adds what was followed elsewhere.
    pub fn add(&mut self, more: Self) {
        for (player, lives) in more.lives {
            lives.into_iter().for_each(|(seed, said)| self.keep(&player, seed, said));
        }
        for (line, lives) in more.twice {
            *self.twice.entry(line).or_default() += lives;
        }
    }

    /// Which share of its lines a life has in common with another: the mean of Dice's coefficient over all pairs, 0..1.
    pub fn shared(&self) -> f64 {
        let lives: Vec<&Said> = self.lives.values().flat_map(BTreeMap::values).collect();
        let mut shares = Vec::new();
        for (at, one) in lives.iter().enumerate() {
            for other in &lives[at + 1..] {
                let both = one.intersection(other).count() as f64;
                shares.push(2.0 * both / (one.len() + other.len()).max(1) as f64);
            }
        }
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    }

    /// In which beats lives are alike: how many lines of each two lives have in common, in the mean of all pairs; the most
    /// first. They add up to what is shared.
    pub fn places(&self) -> Vec<Place> {
        let lives: Vec<&Said> = self.lives.values().flat_map(BTreeMap::values).collect();
        let mut heard: BTreeMap<&BeatId, BTreeMap<(&LineId, &str), u64>> = BTreeMap::new();
        for (beat, line, text) in lives.iter().copied().flatten() {
            *heard.entry(beat).or_default().entry((line, text)).or_default() += 1;
        }
        let pairs = |lives: u64| (lives * lives.saturating_sub(1)) as f64;
        let whole = pairs(lives.len() as u64).max(1.0);
        let all = lives.len() as u64 * ALWAYS / 100;
        let place = |(beat, lines): (&BeatId, BTreeMap<(&LineId, &str), u64>)| Place {
            beat: beat.clone(),
            always: lines
                .iter()
                .filter(|(_, lives)| **lives >= all.max(2))
                .map(|((line, _), _)| (*line).clone())
                .collect(),
            lines: lines.values().map(|lives| pairs(*lives)).sum::<f64>() / whole,
        };
        let mut places: Vec<Place> = heard.into_iter().map(place).collect();
        places.sort_by(|a, b| b.lines.total_cmp(&a.lines).then_with(|| a.beat.cmp(&b.beat)));
        places
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
        alike.follow("kind", 1, &[said("a"), said("b")]);
        alike.follow("kind", 2, &[said("b"), said("c"), said("b")]);
        assert!((alike.shared() - 0.5).abs() < 1e-9);
        let [place] = alike.places().try_into().unwrap();
        assert!((place.lines - 1.0).abs() < 1e-9, "of two lines each they share one: {place:?}");
        let twice = alike.twice(|_| false);
        assert_eq!(twice.len(), 1);
        assert_eq!((twice[0].line.as_str(), twice[0].lives), ("b", 1));
        assert!(Alike::default().shared().abs() < 1e-9, "of no lives nothing is shared");
    }

    #[test]
    fn which_thread_lived_what_changes_nothing() {
        let of = |seeds: &[u64]| {
            let mut alike = Alike::default();
            seeds.iter().for_each(|seed| alike.follow("kind", *seed, &[said(&format!("line {}", seed % 3))]));
            alike
        };
        let (mut one, mut other) = (of(&[9, 1, 11, 3, 5, 7]), of(&[2, 12, 4, 10, 6, 8]));
        other.add(of(&[9, 1, 11, 3, 5, 7]));
        one.add(of(&[2, 12, 4, 10, 6, 8]));
        assert_eq!(one, other);
        assert_eq!(one.lives["kind"].keys().copied().collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    }
}
