//! What comes out: a verdict on every ending, and a list of everything that is wrong or was not settled.

use super::{
    aim::Goal,
    book::{Book, Spine},
    reached::{self, Owner},
    scout::Seen,
    search::Search,
    verdict::Verdict,
    walk::Walk,
    witness::{self, Witness},
};
use crate::script::{BeatId, EndingId};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// As many of one kind are named one by one.
const NAMED: usize = 40;

/// What is certain about a story.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Proof {
    /// Each ending.
    pub endings: BTreeMap<EndingId, Reach>,
    /// Where lives cannot go on, or cannot end any more.
    pub dead_ends: Vec<DeadEnd>,
    /// Beats that no life can come to.
    pub unreachable_beats: Vec<BeatId>,
    /// Lines that no life can hear, in beats that can happen.
    pub unreachable_lines: Vec<String>,
    /// Choices that are never open, at turns that can come.
    pub unreachable_choices: Vec<String>,
    /// Endings that come although their own conditions do not hold.
    pub against_conditions: Vec<Against>,
    /// What was neither proved nor seen.
    pub not_covered: Vec<String>,
    /// Whether everything was settled, well or badly.
    pub complete: bool,
    /// How it was found out.
    pub how: String,
}

/// Whether an ending can come.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reach {
    /// Yes, no, or (none) not settled.
    pub reachable: Option<bool>,
    /// A life that comes there.
    #[serde(flatten)]
    pub witness: Option<Witness>,
}

/// Where a life cannot go on.
#[derive(Clone, Debug, Serialize)]
pub struct DeadEnd {
    /// Where, and why not.
    pub at: String,
    /// A life that comes there.
    #[serde(flatten)]
    pub witness: Option<Witness>,
}

/// An ending against its own conditions.
#[derive(Clone, Debug, Serialize)]
pub struct Against {
    /// Which.
    pub ending: EndingId,
    /// A life that ends so.
    #[serde(flatten)]
    pub witness: Option<Witness>,
}

impl Proof {
    /// Whether something is wrong with the story.
    pub fn faults(&self) -> bool {
        let never = self.endings.values().any(|reach| reach.reachable == Some(false));
        let lists = [self.unreachable_lines.len(), self.unreachable_choices.len(), self.unreachable_beats.len()];
        never || lists.iter().any(|n| *n > 0) || !self.dead_ends.is_empty() || !self.against_conditions.is_empty()
    }
}

/// Everything that the walk came to, and that a life should therefore see. Without a walk, everything there is.
pub(super) fn goals(book: &Book, walk: Option<&Walk>) -> BTreeSet<Goal> {
    let reached = walk.map(|walk| &walk.reached);
    let beats = book.pages.iter().enumerate().filter(|(at, _)| reached.is_none_or(|r| r.beat(*at)));
    let beats = beats.map(|(_, page)| Goal::Beat(page.beat.id.clone()));
    let lines = reached::all_lines(book).into_iter().filter(|(owner, line, kept)| {
        *kept && reached.is_none_or(|reached| reached.lines.contains(&(*owner, line.clone())))
    });
    let endings = book.script.endings.keys().filter(|id| reached.is_none_or(|r| r.endings.contains(*id)));
    let lines = lines.map(|(owner, line, _)| Goal::Line(owner, line));
    beats.chain(lines).chain(endings.map(|id| Goal::Ending(id.clone()))).collect()
}

/// Puts together what the walk and the lives came to.
pub(super) fn conclude(
    book: &Book,
    walk: Option<&Walk>,
    verdict: &Verdict,
    spine: Spine,
    mut search: Search,
    until: Instant,
) -> Proof {
    let mut proof = Proof::default();
    let wanted = std::mem::take(&mut search.wanted);
    let found = search.scout.seen.endings.clone();
    let (lives, turns) = (search.scout.seen.lives, search.scout.seen.turns);
    let mut left = found.len() as u32;
    for id in book.script.endings.keys() {
        let reach = match found.get(id) {
            Some(life) => {
                // Each gets its share of the time that is left.
                let share = until.saturating_duration_since(Instant::now()) / left.max(1);
                left = left.saturating_sub(1);
                let short = witness::shorten(&mut search.scout, id, life.clone(), Instant::now() + share);
                let witness = witness::play(book.script, &short, Some(id));
                let witness = witness.or_else(|| witness::play(book.script, life, Some(id)));
                if witness.is_none() {
                    proof.not_covered.push(format!("ending {id}: a life came to it that cannot be typed again"));
                }
                Reach { reachable: Some(true), witness }
            }
            None => Reach { reachable: walk.filter(|w| !w.reached.endings.contains(id)).map(|_| false), witness: None },
        };
        proof.endings.insert(id.clone(), reach);
    }
    let seen = std::mem::take(&mut search.scout.seen);
    if let Some(walk) = walk {
        unreachable(book, walk, &seen, &mut proof);
    } else {
        proof.not_covered.push("what cannot happen: the story is too large to be walked through in this time".into());
    }
    for (at, life) in seen.dead.iter().take(NAMED) {
        proof.dead_ends.push(DeadEnd { at: at.clone(), witness: witness::play(book.script, life, None) });
    }
    for (id, life) in &seen.against {
        let witness = witness::play(book.script, life, Some(id));
        proof.against_conditions.push(Against { ending: id.clone(), witness });
    }
    open(book, walk, verdict, &seen, &wanted, &mut proof);
    proof.complete = proof.not_covered.is_empty();
    proof.how = how(walk, spine, lives, turns);
    proof
}

fn unreachable(book: &Book, walk: &Walk, seen: &Seen, proof: &mut Proof) {
    let reached = &walk.reached;
    let mut wrong = Vec::new();
    for (at, page) in book.pages.iter().enumerate().filter(|(at, _)| !reached.beat(*at)) {
        if seen.beats.contains(&page.beat.id) {
            wrong.push(page.beat.id.to_string());
        } else {
            proof.unreachable_beats.push(book.pages[at].beat.id.clone());
        }
    }
    let heard = reached.lines.iter().any(|(owner, _)| *owner == Owner::Topics);
    for (owner, line, _) in reached::all_lines(book) {
        let there = match owner {
            Owner::Beat(beat) => reached.beat(usize::from(beat)),
            Owner::Topics => heard,
        };
        let entry = (owner, line);
        if there && !reached.lines.contains(&entry) {
            let name = reached::line_name(book, owner, &entry.1);
            let list = if seen.lines.contains(&entry) { &mut wrong } else { &mut proof.unreachable_lines };
            list.push(name);
        }
    }
    if !heard && !book.script.topics.accepts.is_empty() {
        proof.unreachable_lines.push("topics: all of them".into());
    }
    for (at, choice) in reached::all_choices(book) {
        if reached.nodes.contains(&at) && !reached.choices.contains(&(at, choice.clone())) {
            proof.unreachable_choices.push(format!("{}: {choice}", book.name(at)));
        }
    }
    wrong.extend(seen.contradicted.iter().cloned());
    let wrong = wrong.into_iter().map(|what| format!("{what}: seen in a life, though the proof calls it impossible"));
    proof.not_covered.extend(wrong);
    let gaps = reached.gaps.iter().map(|gap| format!("a road that leads nowhere: {gap}"));
    proof.not_covered.extend(gaps);
}

/// What was neither proved nor seen.
fn open(book: &Book, walk: Option<&Walk>, verdict: &Verdict, seen: &Seen, wanted: &BTreeSet<Goal>, proof: &mut Proof) {
    let unseen = wanted.iter().map(|goal| match goal {
        Goal::Ending(id) => format!("ending {id}: no life came to it, and nothing forbids it"),
        Goal::Beat(id) => format!("beat {id}: no life came to it, and nothing forbids it"),
        Goal::Line(owner, line) => {
            let name = reached::line_name(book, *owner, line);
            format!("line {name}: no life heard it, and nothing forbids it")
        }
    });
    proof.not_covered.extend(unseen);
    for id in verdict.loose.iter().filter(|id| !seen.against.contains_key(*id)) {
        proof.not_covered.push(format!("ending {id}: could not rule out that it comes against its own conditions"));
    }
    for told in verdict.bare.iter().filter(|told| !seen.dead.keys().any(|at| at.starts_with(told.as_str()))) {
        proof.not_covered.push(format!("could not rule out: in the free room, {told}, nothing can be done"));
    }
    // Once one of them is known to come, the others follow from it.
    if let Some(walk) = walk.filter(|_| seen.dead.is_empty()) {
        let spots = verdict.doomed.iter().filter_map(|at| walk.spots.get(*at));
        let at: BTreeSet<String> = spots
            .map(|spot| {
                let at = spot.at.map_or_else(|| "the free room".into(), |at| book.page(at).beat.id.to_string());
                format!("could not rule out: from {at}, {}, no way leads to an ending", spot.key.told(book))
            })
            .collect();
        let more = at.len().saturating_sub(NAMED);
        proof.not_covered.extend(at.into_iter().take(NAMED));
        if more > 0 {
            proof.not_covered.push(format!("and {more} more like these"));
        }
    }
}

fn how(walk: Option<&Walk>, spine: Spine, lives: u64, turns: u64) -> String {
    let apart = match spine {
        Spine::All => "each beat that moves the story",
        Spine::Selves => "each beat that begins by itself",
        Spine::None => "no beat",
    };
    let walked = walk.map_or_else(
        || "The walk over everything that may happen was not done.".to_owned(),
        |walk| {
            format!(
                "Everything that may happen was walked through until nothing new turned up ({} places; whether it is \
                 behind him was told apart for {apart}): what was not met there cannot happen.",
                walk.spots.len()
            )
        },
    );
    format!("{walked} {lives} lives of {turns} turns were lived in the real game: what was seen in them can happen.")
}
