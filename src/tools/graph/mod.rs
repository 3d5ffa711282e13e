//! `room-tone graph`: the story as a picture. Acts are columns, beats are cards, and a line leads from what
//! makes something true to what asks for it. A life that was lived can be laid over it.

mod dot;
mod html;
mod svg;

use super::cli;
use crate::{
    save,
    script::{Act, Beat, BeatId, Condition, Effect, FactId, Node, Script, Start},
    story::Entry,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::ExitCode,
};

/// A beat or an ending, as it is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    id: String,
    purpose: String,
    column: usize,
    /// What starts it, in a word or two.
    start: String,
    kind: Kind,
    /// Its conditions, as they are written.
    when: Vec<String>,
    /// How many lines can be said in it.
    lines: usize,
    /// At which steps of the life it was entered, from 1.
    lived: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Begins by itself.
    Beat,
    /// Begins with a touch.
    Touch,
    Ending,
}

/// A line between two cards: the first makes something so that the second asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Thread {
    from: usize,
    to: usize,
    why: String,
}

/// The picture's parts.
#[derive(Clone, Debug, PartialEq)]
struct Graph {
    title: String,
    columns: Vec<String>,
    cards: Vec<Card>,
    threads: Vec<Thread>,
}

pub(super) fn run(format: &str, life: bool, out: Option<&PathBuf>) -> ExitCode {
    let script = match cli::story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let entries = if life { save::open(save::JOURNAL).entries } else { Vec::new() };
    if life && entries.is_empty() {
        eprintln!("There is no saved life to lay over it.");
    }
    let graph = Graph::of(&script, &entries);
    let text = match format {
        "dot" => dot::write(&graph),
        "svg" => svg::write(&graph),
        _ => html::write(&graph),
    };
    match out {
        None => print!("{text}"),
        Some(path) => {
            if let Err(why) = std::fs::write(path, text) {
                return cli::fail(&format!("{}: {why}", path.display()));
            }
        }
    }
    ExitCode::SUCCESS
}

/// The columns: the acts, what may happen in any of them, and the endings.
const COLUMNS: [&str; 8] = ["Grey", "Hello", "Awake", "Two", "Strain", "Beyond", "any time", "endings"];
const ANY: usize = 6;
const ENDINGS: usize = 7;

impl Graph {
    fn of(script: &Script, life: &[Entry]) -> Self {
        let mut lived: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut last: Option<&str> = None;
        let mut steps = 0;
        for entry in life {
            let id = match entry {
                Entry::Entered { beat, .. } => beat.as_str(),
                Entry::Ended { ending } => ending.as_str(),
                Entry::Finished { .. } => {
                    last = None;
                    continue;
                }
                _ => continue,
            };
            if last != Some(id) {
                steps += 1;
                lived.entry(id).or_default().push(steps);
                last = Some(id);
            }
        }
        let seen = |id: &str| lived.get(id).cloned().unwrap_or_default();
        let mut cards: Vec<Card> = script.beats.values().map(|beat| card(beat, seen(beat.id.as_str()))).collect();
        let at: BTreeMap<BeatId, usize> = script.beats.keys().cloned().zip(0..).collect();
        let endings: BTreeMap<&str, usize> =
            script.endings.keys().map(crate::script::EndingId::as_str).zip(cards.len()..).collect();
        cards.extend(script.endings.values().map(|ending| Card {
            id: ending.id.to_string(),
            purpose: ending.title.clone(),
            column: ENDINGS,
            start: String::new(),
            kind: Kind::Ending,
            when: Vec::new(),
            lines: 0,
            lived: seen(ending.id.as_str()),
        }));
        let mut threads = BTreeSet::new();
        let setters = setters(script);
        for beat in script.beats.values() {
            let to = at[&beat.id];
            let mut asked = Vec::new();
            beat.when.iter().for_each(|condition| flat(condition, &mut asked));
            for condition in asked {
                let (from, why): (Vec<usize>, String) = match condition {
                    Condition::Done(id) | Condition::Chose(id, _) | Condition::WalkedAway(id) => {
                        (at.get(id).copied().into_iter().collect(), written(condition))
                    }
                    Condition::Flag(flag) | Condition::Count(flag, _) => {
                        (setters.get(flag).into_iter().flatten().map(|id| at[id]).collect(), written(condition))
                    }
                    _ => continue,
                };
                threads.extend(from.into_iter().filter(|from| *from != to).map(|from| Thread {
                    from,
                    to,
                    why: why.clone(),
                }));
            }
            for node in beat.nodes.values() {
                if let Node::End(ending) = node
                    && let Some(end) = endings.get(ending.as_str())
                {
                    threads.insert(Thread { from: to, to: *end, why: "ends".into() });
                }
            }
        }
        let columns = COLUMNS.map(str::to_owned).to_vec();
        Self { title: script.manifest.title.clone(), columns, cards, threads: threads.into_iter().collect() }
    }
}

fn card(beat: &Beat, lived: Vec<usize>) -> Card {
    let mut lines = Vec::new();
    beat.nodes.values().for_each(|node| crate::script::lines(node, &mut lines));
    let (start, kind) = match &beat.start {
        Start::Itself | Start::CutsIn => ("by itself".into(), Kind::Beat),
        Start::Visited => ("when visited".into(), Kind::Beat),
        Start::Touch(_, verb) => (verb.clone(), Kind::Touch),
    };
    Card {
        id: beat.id.to_string(),
        purpose: beat.purpose.clone(),
        column: column(beat),
        start,
        kind,
        when: beat.when.iter().map(written).collect(),
        lines: lines.len(),
        lived,
    }
}

/// The act that a beat asks for, if it asks for one.
fn column(beat: &Beat) -> usize {
    let mut asked = Vec::new();
    beat.when.iter().for_each(|condition| flat(condition, &mut asked));
    let act =
        asked.into_iter().find_map(|condition| if let Condition::Act(act) = condition { Some(*act) } else { None });
    match act {
        Some(Act::Grey) => 0,
        Some(Act::Hello) => 1,
        Some(Act::Awake) => 2,
        Some(Act::Two) => 3,
        Some(Act::Strain) => 4,
        Some(Act::Beyond) => 5,
        None => ANY,
    }
}

/// Everything that is asked for and not forbidden.
fn flat<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::Any(list) | Condition::All(list) => list.iter().for_each(|each| flat(each, into)),
        Condition::Not(_) => {}
        single => into.push(single),
    }
}

/// Which beats set a flag or add to a count.
fn setters(script: &Script) -> BTreeMap<FactId, BTreeSet<BeatId>> {
    let mut setters: BTreeMap<FactId, BTreeSet<BeatId>> = BTreeMap::new();
    for beat in script.beats.values() {
        let mut effects: Vec<&Effect> = beat.left.iter().flat_map(|left| &left.effects).collect();
        for node in beat.nodes.values() {
            match node {
                Node::Do { effects: more, .. } => effects.extend(more),
                Node::Turn { choices, talk, .. } => {
                    effects.extend(choices.iter().flat_map(|choice| &choice.effects));
                    effects.extend(talk.iter().flat_map(|talk| &talk.accepts).flat_map(|accept| &accept.effects));
                }
                _ => {}
            }
        }
        for effect in effects {
            if let Effect::Set(fact) | Effect::Add(fact, _) = effect {
                setters.entry(fact.clone()).or_default().insert(beat.id.clone());
            }
        }
    }
    setters
}

fn written(condition: &Condition) -> String {
    super::warp::written(condition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{platform, script};

    fn graph() -> Graph {
        let sources = script::load_folder(&platform::assets_dir()).unwrap();
        Graph::of(&script::check(&sources).0.unwrap(), &[])
    }

    #[test]
    fn every_beat_and_ending_is_a_card_and_threads_join_cards() {
        let graph = graph();
        assert!(graph.cards.len() > 20);
        assert!(graph.threads.iter().all(|t| t.from < graph.cards.len() && t.to < graph.cards.len()));
        let end = graph.cards.iter().position(|card| card.id == "sent").unwrap();
        assert!(graph.threads.iter().any(|thread| thread.to == end), "something ends the story");
    }

    #[test]
    fn the_pictures_are_well_formed() {
        let graph = graph();
        let svg = svg::write(&graph);
        assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        let html = html::write(&graph);
        assert!(html.contains("grey/coffee") && !html.contains("{{"));
        let dot = dot::write(&graph);
        assert_eq!(dot.matches('{').count(), dot.matches('}').count());
    }
}
