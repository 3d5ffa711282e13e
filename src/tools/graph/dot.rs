//! The graph for Graphviz.

use super::Graph;
use std::fmt::Write;

pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::from("digraph story {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=serif];\n");
    for (column, name) in graph.columns.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{column} {{\n    label={name:?};");
        for (at, card) in graph.cards.iter().enumerate().filter(|(_, card)| card.column == column) {
            let _ = writeln!(out, "    b{at} [label={:?}];", card.id);
        }
        out.push_str("  }\n");
    }
    for thread in &graph.threads {
        let _ = writeln!(out, "  b{} -> b{} [tooltip={:?}];", thread.from, thread.to, thread.why);
    }
    out.push_str("}\n");
    out
}
