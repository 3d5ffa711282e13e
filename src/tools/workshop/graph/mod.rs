//! `room-tone graph`: the story as a picture. Acts are columns, beats are cards, and a thread leads from what
//! makes something true to what asks for it, and from a beat to those that it goes on as or visits. A life that was
//! lived can be laid over it.

mod build;
mod dot;
mod html;
mod layout;
mod svg;

use crate::{
    save,
    script::{Act, Beat, Condition},
    tools::{cli, story::PackArgs, warp},
};
use std::{path::PathBuf, process::ExitCode};

/// The columns: the acts, what may happen in any of them, and the endings.
pub(super) const COLUMNS: [&str; 8] = ["Grey", "Hello", "Awake", "Two", "Strain", "Beyond", "any time", "endings"];
/// The column of what may happen in any act.
pub(super) const ANY: usize = 6;
const ENDINGS: usize = 7;

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
    /// Begins by itself, also in the middle of another.
    CutsIn,
    /// Begins where another beat visits it.
    Visited,
    /// What is answered at any time.
    Topics,
    Ending,
}

impl Kind {
    /// The word for it in a page.
    fn word(self) -> &'static str {
        match self {
            Self::Beat => "beat",
            Self::Touch => "touch",
            Self::CutsIn => "cuts-in",
            Self::Visited => "visited",
            Self::Topics => "topics",
            Self::Ending => "ending",
        }
    }
}

/// A line between two cards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Thread {
    from: usize,
    to: usize,
    bond: Bond,
    why: String,
}

/// What joins two cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// The first makes something so that the second asks for.
    Asks,
    /// The same, and the second may come in the middle of the first.
    CutsIn,
    /// The second is played in the middle of the first.
    Visits,
    /// The first is over, and the second begins.
    Goes,
    /// The first ends the life so.
    Ends,
}

impl Bond {
    const ALL: [Self; 5] = [Self::Asks, Self::CutsIn, Self::Visits, Self::Goes, Self::Ends];

    /// The word for it in a page.
    fn word(self) -> &'static str {
        match self {
            Self::Asks => "asks",
            Self::CutsIn => "cuts-in",
            Self::Visits => "visits",
            Self::Goes => "goes",
            Self::Ends => "ends",
        }
    }

    /// What it says of the two cards.
    fn says(self) -> &'static str {
        match self {
            Self::Asks => "makes so what is asked for",
            Self::CutsIn => "the same, and it may cut in",
            Self::Visits => "visits it, and goes on",
            Self::Goes => "goes on as",
            Self::Ends => "ends so",
        }
    }
}

/// The picture's parts.
#[derive(Clone, Debug, PartialEq)]
struct Graph {
    title: String,
    cards: Vec<Card>,
    threads: Vec<Thread>,
}

pub(super) fn run(format: &str, life: bool, out: Option<&PathBuf>, packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
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

/// The column of a beat: the act that it asks for, if it asks for one.
pub(super) fn column(beat: &Beat) -> usize {
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

fn written(condition: &Condition) -> String {
    warp::written(condition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        platform, script,
        script::{BeatId, EndingId, Script, Source},
        story::Entry,
    };

    fn story(more: &[(&str, &str)]) -> Script {
        let mut sources = script::load_folder(&platform::assets_dir()).unwrap();
        for (path, text) in more {
            sources.retain(|source| source.path != *path);
            sources.push(Source { path: (*path).into(), text: (*text).into() });
        }
        let (script, faults) = script::check(&sources);
        script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
    }

    fn at(graph: &Graph, id: &str) -> usize {
        graph.cards.iter().position(|card| card.id == id).unwrap()
    }

    fn joins(graph: &Graph, from: &str, to: &str) -> Vec<Bond> {
        let (from, to) = (at(graph, from), at(graph, to));
        graph.threads.iter().filter(|t| t.from == from && t.to == to).map(|t| t.bond).collect()
    }

    const VISITOR: &str = r#"Beat(
        id: "odd/visitor", purpose: "Cuts in on another.", when: [Act(Grey), Done("grey/coffee")], start: CutsIn,
        open: "x", nodes: {
            "x": Visit(beat: "odd/visited", then: "y"),
            "y": Jump("odd/after"),
        }, summary: "",
    )"#;
    const VISITED: &str = r#"Beat(
        id: "odd/visited", purpose: "<script>alert(1)</script> \"]; {{data}} <b>&amp;</b>' \u{7}",
        when: [Act(Grey), Not(Flag("gone"))], open: "x",
        nodes: { "x": Say(who: "narrator", lines: [Line(id: "a", text: "Hello.")], then: "done") }, summary: "",
    )"#;
    const AFTER: &str = r#"Beat(
        id: "odd/after", purpose: "After it, with a rather long-winded-word-that-does-not-want-to-be-broken-anywhere.",
        when: [Act(Grey), Day(AtLeast(90)), Wrote("widower", AtLeast(0.1))], open: "x",
        nodes: { "x": Say(who: "narrator", lines: [Line(id: "a", text: "Hello again.")], then: "done") }, summary: "",
    )"#;

    fn odd() -> Graph {
        let script = story(&[
            ("story/odd/visitor.beat.ron", VISITOR),
            ("story/odd/visited.beat.ron", VISITED),
            ("story/odd/after.beat.ron", AFTER),
        ]);
        Graph::of(&script, &[])
    }

    #[test]
    fn every_beat_and_ending_is_a_card_and_threads_join_cards() {
        let script = story(&[]);
        let graph = Graph::of(&script, &[]);
        for id in script.beats.keys().map(BeatId::as_str).chain(script.endings.keys().map(EndingId::as_str)) {
            at(&graph, id);
        }
        assert!(graph.threads.iter().all(|t| t.from < graph.cards.len() && t.to < graph.cards.len()));
        let end = at(&graph, "sent");
        assert!(graph.threads.iter().any(|t| t.to == end && t.bond == Bond::Ends), "something ends the story");
    }

    #[test]
    fn visits_jumps_and_cutting_in_are_threads() {
        let graph = odd();
        assert_eq!(joins(&graph, "grey/coffee", "odd/visitor"), [Bond::CutsIn]);
        assert_eq!(joins(&graph, "odd/visitor", "odd/visited"), [Bond::Visits]);
        assert_eq!(joins(&graph, "odd/visitor", "odd/after"), [Bond::Goes]);
        assert_eq!(joins(&graph, "grey/booth-widower", "odd/after"), [Bond::Asks], "who has it written");
        assert_eq!(graph.cards[at(&graph, "odd/visitor")].kind, Kind::CutsIn);
    }

    /// The picture as XML; fails where it is not well formed.
    fn parsed(svg: &str) -> roxmltree::Document<'_> {
        roxmltree::Document::parse(svg).unwrap_or_else(|why| panic!("{why}"))
    }

    #[test]
    fn what_a_story_says_stays_text() {
        let graph = odd();
        let svg = svg::write(&graph);
        let tree = parsed(&svg);
        assert!(tree.descendants().all(|node| !node.has_tag_name("script") && !node.has_tag_name("b")));
        assert!(
            tree.descendants().any(|node| node.text().is_some_and(|text| text.contains("<script>alert(1)</script>")))
        );

        let html = html::write(&graph);
        assert_eq!(html.matches("<script").count(), 2, "its own, and its data");
        assert_eq!(html.matches("</script").count(), 2);
        assert!(!html.contains("<b>&amp;"));
        // What the story says is not taken for a place to be filled in.
        assert_eq!(html.matches("{{data}}").count(), 2, "once in the picture, once in the data");
        let drawn = html.find("<svg").zip(html.find("</svg>")).map(|(from, to)| &html[from..to + 6]).unwrap();
        parsed(drawn);
        let data = html.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["cards"].as_array().unwrap().len(), graph.cards.len());
        assert_eq!(data["threads"].as_array().unwrap().len(), graph.threads.len());
    }

    #[test]
    fn every_card_and_every_thread_is_drawn_and_no_card_lies_on_another() {
        let graph = odd();
        let svg = svg::write(&graph);
        let tree = parsed(&svg);
        let of = |class: &str| tree.descendants().filter(|node| node.attribute("class") == Some(class)).count();
        assert_eq!(of("card"), graph.cards.len());
        assert_eq!(of("thread"), graph.threads.len());
        let places = layout::Layout::of(&graph).places;
        for (a, one) in places.iter().enumerate() {
            for other in &places[..a] {
                assert!((one.0 - other.0).abs() >= layout::CARD.0 || (one.1 - other.1).abs() >= layout::CARD.1);
            }
        }
    }

    #[test]
    fn a_life_is_laid_over_it_step_by_step() {
        let script = story(&[]);
        let entered = |beat: &str| Entry::Entered { beat: beat.into(), node: "x".into() };
        let finished = |beat: &str| Entry::Finished { beat: beat.into() };
        let life = [
            entered("grey/alarm"),
            entered("grey/alarm"),
            finished("grey/alarm"),
            entered("grey/coffee"),
            finished("grey/coffee"),
            entered("grey/alarm"),
            Entry::Ended { ending: "shut".into() },
        ];
        let graph = Graph::of(&script, &life);
        assert_eq!(graph.cards[at(&graph, "grey/alarm")].lived, [1, 3]);
        assert_eq!(graph.cards[at(&graph, "grey/coffee")].lived, [2]);
        assert_eq!(graph.cards[at(&graph, "shut")].lived, [4]);
        let svg = svg::write(&graph);
        let steps = parsed(&svg).descendants().filter(|node| node.attribute("class") == Some("life")).count();
        assert_eq!(steps, 3);
    }

    #[test]
    fn graphviz_is_given_whole_strings() {
        let dot = dot::write(&odd());
        assert!(dot.starts_with("digraph") && dot.trim_end().ends_with('}'));
        for line in dot.lines() {
            let bare = line.replace("\\\\", "").replace("\\\"", "");
            assert_eq!(bare.matches('"').count() % 2, 0, "{line}");
        }
        assert_eq!(dot::quoted("a\"b\\c\nd\u{7}"), "\"a\\\"b\\\\c\\nd\"");
    }
}
