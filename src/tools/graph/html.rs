//! The drawing on a page of its own: searched, filtered, moved about; nothing is fetched from anywhere.

use super::{Graph, svg};
use serde_json::json;

const PAGE: &str = include_str!("page.html");

pub(super) fn write(graph: &Graph) -> String {
    let cards: Vec<_> = graph
        .cards
        .iter()
        .map(|card| json!({ "id": card.id, "purpose": card.purpose, "when": card.when, "column": graph.columns[card.column], "start": card.start, "lines": card.lines, "lived": card.lived }))
        .collect();
    let threads: Vec<_> =
        graph.threads.iter().map(|thread| json!({ "from": thread.from, "to": thread.to, "why": thread.why })).collect();
    // `<` cannot end the script early when it is written so.
    let data = json!({ "cards": cards, "threads": threads }).to_string().replace('<', "\\u003c");
    PAGE.replace("{{title}}", &svg::clean(&graph.title))
        .replace("{{drawing}}", &svg::write(graph))
        .replace("{{data}}", &data)
}
