//! What is counted of each life. Counts of several threads add up to the same in any order.

use super::{
    alike::Alike,
    course::Course,
    report::{Lived, said_by},
};
use crate::{
    script::{BeatId, LineId},
    story::{Entry, Life},
    tools::players::Character,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was counted of one player's lives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// How many came to which ending.
    pub endings: BTreeMap<String, u32>,
    /// How many stopped without one.
    pub stopped: u32,
    /// Where.
    pub dead_ends: BTreeSet<String>,
    /// How many turns each took.
    pub turns: Vec<u32>,
    /// In how many of them he said something, or nothing, to somebody.
    pub spoken: Vec<u32>,
    /// What lives have in common.
    pub alike: Alike,
    /// In how many lives each beat was seen.
    pub beats: BTreeMap<BeatId, u32>,
    /// What was said, in any life.
    pub said: BTreeMap<BeatId, BTreeSet<LineId>>,
    /// The state values over the days.
    pub course: Course,
    /// The shortest life.
    pub shortest: Option<Lived>,
    /// The longest life.
    pub longest: Option<Lived>,
}

impl Tally {
    /// Counts a life that was lived.
    pub(super) fn count(&mut self, player: &Character, seed: u64, life: &Life, entries: &[Entry]) {
        let mut seen: BTreeSet<&BeatId> = BTreeSet::new();
        for entry in entries {
            match entry {
                Entry::Entered { beat, .. } => {
                    seen.insert(beat);
                }
                Entry::Said { beat, line, .. } => self.say(beat, line),
                _ => {}
            }
        }
        for beat in seen {
            match self.beats.get_mut(beat) {
                Some(lives) => *lives += 1,
                None => {
                    self.beats.insert(beat.clone(), 1);
                }
            }
        }
        self.course.follow(entries);
        self.turns.push(life.turns());
        self.spoken.push(entries.iter().filter(|entry| speaks(entry)).count() as u32);
        self.alike.follow(&player.id, seed, entries);
        match life.ending() {
            Some(ending) => *self.endings.entry(ending.to_string()).or_default() += 1,
            None => {
                self.stopped += 1;
                self.dead_ends.insert(place(life));
            }
        }
        let lived = Lived {
            player: player.id.clone(),
            seed,
            turns: life.turns(),
            ending: life.ending().map(ToString::to_string),
        };
        self.measure(lived.clone(), lived);
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, more: Self) {
        add_counts(&mut self.endings, more.endings);
        add_counts(&mut self.beats, more.beats);
        self.stopped += more.stopped;
        self.dead_ends.extend(more.dead_ends);
        self.turns.extend(more.turns);
        self.spoken.extend(more.spoken);
        self.alike.add(more.alike);
        for (beat, lines) in more.said {
            self.said.entry(beat).or_default().extend(lines);
        }
        self.course.add(&more.course);
        if let (Some(shortest), Some(longest)) = (more.shortest, more.longest) {
            self.measure(shortest, longest);
        }
    }

    fn say(&mut self, beat: &BeatId, line: &LineId) {
        if !said_by(&self.said, beat, line) {
            self.said.entry(beat.clone()).or_default().insert(line.clone());
        }
    }

    /// Of several that are as short or as long, the one with the first name and the lowest seed counts.
    fn measure(&mut self, short: Lived, long: Lived) {
        let name = |lived: &Lived| (lived.player.clone(), lived.seed);
        if self.shortest.as_ref().is_none_or(|best| (short.turns, name(&short)) < (best.turns, name(best))) {
            self.shortest = Some(short);
        }
        let longer = |best: &Lived| long.turns > best.turns || (long.turns == best.turns && name(&long) < name(best));
        if self.longest.as_ref().is_none_or(longer) {
            self.longest = Some(long);
        }
    }
}

/// Whether he spoke in a turn, or let it pass: not what he touched on the way.
fn speaks(entry: &Entry) -> bool {
    matches!(entry, Entry::Chose { .. } | Entry::Typed { .. } | Entry::Silence { .. } | Entry::WalkedAway { .. })
}

fn add_counts<K: Ord>(own: &mut BTreeMap<K, u32>, more: BTreeMap<K, u32>) {
    for (key, count) in more {
        *own.entry(key).or_default() += count;
    }
}

/// Where and when a life stands.
fn place(life: &Life) -> String {
    let at = life.cursor().map_or("the free room".into(), |cursor| format!("{} ({})", cursor.beat, cursor.node));
    format!("{at}, day {}, {}", life.calendar().day, life.calendar().phase.word())
}
