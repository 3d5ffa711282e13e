//! The graph for Graphviz.

use super::{Bond, COLUMNS, Graph, Kind};
use std::fmt::Write;

pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::from(
        "digraph story {\n  rankdir=LR;\n  bgcolor=\"#10262b\";\n  nodesep=0.2;\n  ranksep=0.9;\n  \
         node [shape=box, style=\"rounded,filled\", fontname=\"Georgia,serif\", color=\"#b08d4f\", fontcolor=\"#1c1917\"];\n  \
         edge [color=\"#b08d4f\", arrowsize=0.6];\n",
    );
    for (column, name) in COLUMNS.iter().enumerate() {
        let mut cards = graph.cards.iter().enumerate().filter(|(_, card)| card.column == column).peekable();
        if cards.peek().is_none() {
            continue;
        }
        let _ = writeln!(
            out,
            "  subgraph cluster_{column} {{\n    label={}; color=\"#31525a\"; fontcolor=\"#e2a273\"; fontname=\"Georgia,serif\";",
            quoted(name)
        );
        for (at, card) in cards {
            let paper = match card.kind {
                Kind::Beat | Kind::Visited => "#e9dcc4",
                Kind::Touch | Kind::Topics => "#cfc3a8",
                Kind::CutsIn => "#e4b9a0",
                Kind::Ending => "#e2a273",
            };
            let edge = if card.lived.is_empty() { "" } else { ", penwidth=3, color=\"#e2a273\"" };
            let (label, tooltip) = (quoted(&card.id), quoted(&card.purpose));
            let _ = writeln!(out, "    b{at} [label={label}, tooltip={tooltip}, fillcolor=\"{paper}\"{edge}];");
        }
        out.push_str("  }\n");
    }
    for thread in &graph.threads {
        let look = match thread.bond {
            Bond::Asks => "",
            Bond::CutsIn => ", style=dashed, color=\"#d97f60\"",
            Bond::Visits => ", style=dotted, color=\"#9db07a\", penwidth=2",
            Bond::Goes => ", color=\"#e2a273\", penwidth=2",
            Bond::Ends => ", color=\"#e2a273\"",
        };
        let _ = writeln!(out, "  b{} -> b{} [tooltip={}{look}];", thread.from, thread.to, quoted(&thread.why));
    }
    out.push_str("}\n");
    out
}

/// A text as Graphviz reads it: nothing in it ends the string or stands for something else.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
