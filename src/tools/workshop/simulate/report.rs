//! How the lives went, all of them together and each player's by themselves.

use super::{
    Many,
    alike::{Place, Twice},
    count::Tally,
    course::Day,
};
use crate::{
    script::{BeatId, Gauge, Line, LineId, Node, Script, lines},
    story::TOPICS,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many lives went. `--json` writes this.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// How many were lived.
    pub runs: u32,
    /// How many came to which ending.
    pub endings: BTreeMap<String, u32>,
    /// Where lives stopped without one, each place once.
    pub dead_ends: Vec<String>,
    /// Beats that nobody saw.
    pub beats_never: Vec<BeatId>,
    /// Lines that nobody heard.
    pub lines_never: Vec<Unsaid>,
    /// How long they were, in turns of Theodore's.
    pub turns: Turns,
    /// In how many of those he said something, or let the moment pass; in the rest he touched something.
    pub spoken: Turns,
    /// Which share of its lines a life has in common with another, 0..1.
    pub shared: f64,
    /// In which beats lives are most alike.
    pub alike: Vec<Place>,
    /// Lines that were heard more than once in one life, outside of beats that may come again.
    pub twice: Vec<Twice>,
    /// Each player's, by name.
    pub players: BTreeMap<String, LivesOf>,
    /// Each state value at the end of each day.
    pub arc: BTreeMap<&'static str, Vec<Day>>,
    /// The shortest life.
    pub shortest: Option<Lived>,
    /// The longest life.
    pub longest: Option<Lived>,
    /// In how many lives each beat was seen.
    #[serde(skip)]
    pub beats: BTreeMap<BeatId, u32>,
    /// How long each life was, the shortest first.
    #[serde(skip)]
    pub lengths: Vec<u32>,
    /// The first life's seed.
    #[serde(skip)]
    pub seed: u64,
}

/// The lives of one player.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LivesOf {
    /// What the player is like.
    pub about: String,
    /// How many were lived.
    pub runs: u32,
    /// How many came to which ending.
    pub endings: BTreeMap<String, u32>,
    /// How many stopped without one.
    pub stopped: u32,
    /// How long they were.
    pub turns: Turns,
    /// Each state value at the end of each day.
    #[serde(skip)]
    pub arc: BTreeMap<&'static str, Vec<Day>>,
}

/// Lengths of lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Turns {
    /// The shortest.
    pub least: u32,
    /// The middle.
    pub median: u32,
    /// The longest.
    pub most: u32,
}

/// One life, so that it can be lived again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lived {
    /// Whose.
    pub player: String,
    /// What its randomness grew from.
    pub seed: u64,
    /// How long it was.
    pub turns: u32,
    /// How it ended, if it did.
    pub ending: Option<String>,
}

/// A line that nobody heard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unsaid {
    /// In which beat.
    pub beat: BeatId,
    /// Which.
    pub line: LineId,
    /// Whether it is only said in answer to typed words.
    pub typed: bool,
}

impl Turns {
    /// Of lengths in order.
    fn of(lengths: &[u32]) -> Self {
        let last = lengths.len().saturating_sub(1);
        let at = |index: usize| lengths.get(index).copied().unwrap_or_default();
        Self { least: at(0), median: at(last / 2), most: at(last) }
    }
}

impl Report {
    /// Puts together what was counted of each player.
    pub(super) fn of(many: &Many, tallies: Vec<Tally>) -> Self {
        let mut all = Tally::default();
        let mut players = BTreeMap::new();
        for (player, mut tally) in many.players.iter().zip(tallies) {
            tally.turns.sort_unstable();
            let lives = LivesOf {
                about: player.about.clone(),
                runs: tally.turns.len() as u32,
                endings: tally.endings.clone(),
                stopped: tally.stopped,
                turns: Turns::of(&tally.turns),
                arc: arc(&tally),
            };
            players.insert(player.id.clone(), lives);
            all.add(tally);
        }
        all.turns.sort_unstable();
        all.spoken.sort_unstable();
        let beats_never = many.script.beats.keys().filter(|id| !all.beats.contains_key(*id)).cloned().collect();
        let unsaid = every_line(many.script).into_iter().filter(|said| !said_by(&all.said, &said.beat, &said.line.id));
        Self {
            runs: all.turns.len() as u32,
            lines_never: unsaid
                .map(|one| Unsaid { beat: one.beat, line: one.line.id.clone(), typed: one.typed })
                .collect(),
            beats_never,
            turns: Turns::of(&all.turns),
            spoken: Turns::of(&all.spoken),
            shared: all.alike.shared(),
            alike: all.alike.places(),
            twice: all.alike.twice(|beat| many.script.beats.get(beat).is_some_and(|beat| beat.again)),
            players,
            arc: arc(&all),
            endings: all.endings,
            dead_ends: all.dead_ends.into_iter().collect(),
            shortest: all.shortest,
            longest: all.longest,
            beats: all.beats,
            lengths: all.turns,
            seed: many.seed,
        }
    }
}

fn arc(tally: &Tally) -> BTreeMap<&'static str, Vec<Day>> {
    Gauge::ALL.into_iter().map(|gauge| (gauge.name(), tally.course.of(gauge))).collect()
}

/// Whether a line is among those that were said.
pub(super) fn said_by(said: &BTreeMap<BeatId, BTreeSet<LineId>>, beat: &BeatId, line: &LineId) -> bool {
    said.get(beat).is_some_and(|lines| lines.contains(line))
}

/// A line and where it is said.
pub(super) struct Sayable<'s> {
    /// The beat, or the topics.
    pub beat: BeatId,
    /// The line.
    pub line: &'s Line,
    /// Whether it is only said in answer to typed words.
    pub typed: bool,
}

/// Every line of the story, also those that stand in another's place, in the order of the beats.
pub(super) fn every_line(script: &Script) -> Vec<Sayable<'_>> {
    let mut all = Vec::new();
    for beat in script.beats.values() {
        for node in beat.nodes.values() {
            let mut said = Vec::new();
            lines(node, &mut said);
            let typed = matches!(node, Node::Turn { .. });
            all.extend(said.into_iter().map(|line| Sayable { beat: beat.id.clone(), line, typed }));
        }
    }
    let topics = &script.topics;
    let answers = topics.accepts.iter().map(|accept| &accept.say).chain([&topics.unsure]).map(|say| (say, true));
    for (say, typed) in answers.chain(topics.deeds.iter().map(|deed| (&deed.say, false))) {
        let mut said = Vec::new();
        with_others(say, &mut said);
        all.extend(said.into_iter().map(|line| Sayable { beat: TOPICS.into(), line, typed }));
    }
    all
}

/// Lines, and those that stand in their place.
fn with_others<'s>(lines: &'s [Line], into: &mut Vec<&'s Line>) {
    for line in lines {
        into.push(line);
        with_others(&line.instead, into);
    }
}
