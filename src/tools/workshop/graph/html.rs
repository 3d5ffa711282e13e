//! The drawing on a page of its own: searched, filtered, moved about; nothing is fetched from anywhere.

use super::{Bond, COLUMNS, Graph, layout::Layout, svg};
use crate::tools::workshop::markup::{fill, text};
use serde_json::json;

const PAGE: &str = include_str!("page.html");

pub(super) fn write(graph: &Graph) -> String {
    let layout = Layout::of(graph);
    let cards = graph.cards.iter().zip(&layout.places).map(|(card, (x, y))| {
        json!({
            "id": card.id,
            "purpose": card.purpose,
            "when": card.when,
            "column": card.column,
            "start": card.start,
            "kind": card.kind.word(),
            "lines": card.lines,
            "lived": card.lived,
            "x": x,
            "y": y,
        })
    });
    let cards: Vec<_> = cards.collect();
    let threads: Vec<_> = graph
        .threads
        .iter()
        .map(|t| json!({ "from": t.from, "to": t.to, "bond": t.bond.word(), "why": t.why }))
        .collect();
    let columns: Vec<_> =
        layout.columns.iter().filter_map(|(at, _)| Some(json!({ "at": at, "name": COLUMNS.get(*at)? }))).collect();
    let bonds: Vec<_> = Bond::ALL
        .into_iter()
        .filter(|bond| graph.threads.iter().any(|thread| thread.bond == *bond))
        .map(|bond| json!({ "word": bond.word(), "says": bond.says() }))
        .collect();
    // `<` cannot end the script early when it is written so.
    let data = json!({ "cards": cards, "threads": threads, "columns": columns, "bonds": bonds })
        .to_string()
        .replace('<', "\\u003c");
    let (title, drawing) = (text(&graph.title), svg::write(graph));
    fill(PAGE, &[("title", title.as_str()), ("drawing", drawing.as_str()), ("data", data.as_str())])
}
