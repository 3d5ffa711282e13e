//! The graph as a drawing: night behind it, cards of paper, threads of brass.

use super::{Card, Graph, Kind};
use std::fmt::Write;

const CARD: (f32, f32) = (232.0, 92.0);
const GAP: (f32, f32) = (84.0, 22.0);
const MARGIN: f32 = 48.0;
const HEAD: f32 = 96.0;
/// Characters to a line of a card's purpose, and lines.
const WRAP: (usize, usize) = (40, 3);

pub(super) fn write(graph: &Graph) -> String {
    let places = places(graph);
    let used: Vec<usize> =
        (0..graph.columns.len()).filter(|c| graph.cards.iter().any(|card| card.column == *c)).collect();
    let width = 2.0 * MARGIN + used.len() as f32 * (CARD.0 + GAP.0) - GAP.0;
    let height = places.iter().map(|(_, y)| y + CARD.1).fold(0.0, f32::max) + MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"Fraunces, Georgia, serif\">\n<rect width=\"100%\" height=\"100%\" fill=\"#10262b\"/>\n"
    );
    let _ =
        writeln!(out, "<text x=\"{MARGIN}\" y=\"44\" fill=\"#e9dcc4\" font-size=\"24\">{}</text>", clean(&graph.title));
    for (at, column) in used.iter().enumerate() {
        let x = MARGIN + at as f32 * (CARD.0 + GAP.0);
        let name = clean(&graph.columns[*column]);
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"80\" fill=\"#e2a273\" font-size=\"15\" letter-spacing=\"1.5\">{name}</text>"
        );
    }
    out.push_str("<g class=\"threads\" fill=\"none\" stroke=\"#b08d4f\" stroke-width=\"1.2\">\n");
    for thread in &graph.threads {
        let (from, to) = (places[thread.from], places[thread.to]);
        let (why, path) = (clean(&thread.why), path(from, to));
        let _ = writeln!(
            out,
            "<path class=\"thread\" data-from=\"{}\" data-to=\"{}\" opacity=\"0.34\" d=\"{path}\"><title>{why}</title></path>",
            thread.from, thread.to
        );
    }
    out.push_str("</g>\n");
    lived(graph, &places, &mut out);
    for (at, (card, place)) in graph.cards.iter().zip(&places).enumerate() {
        draw(at, card, *place, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// Where each card lies: its column, and below the cards that come before it there.
fn places(graph: &Graph) -> Vec<(f32, f32)> {
    let used: Vec<usize> =
        (0..graph.columns.len()).filter(|c| graph.cards.iter().any(|card| card.column == *c)).collect();
    let order = order(graph);
    let mut places = vec![(0.0, 0.0); graph.cards.len()];
    for (x, column) in used.iter().enumerate() {
        let within = order.iter().filter(|at| graph.cards[**at].column == *column);
        for (y, at) in within.enumerate() {
            places[*at] = (MARGIN + x as f32 * (CARD.0 + GAP.0), HEAD + y as f32 * (CARD.1 + GAP.1));
        }
    }
    places
}

/// The cards so that what others wait for stands above them: by the length of the longest way there.
fn order(graph: &Graph) -> Vec<usize> {
    let mut depth = vec![0_usize; graph.cards.len()];
    // A story may ask in circles; after as many rounds as there are cards, enough is known.
    for _ in 0..graph.cards.len().min(64) {
        for thread in &graph.threads {
            if graph.cards[thread.from].column == graph.cards[thread.to].column {
                depth[thread.to] = depth[thread.to].max(depth[thread.from] + 1).min(graph.cards.len());
            }
        }
    }
    let mut order: Vec<usize> = (0..graph.cards.len()).collect();
    order.sort_by_key(|at| (depth[*at], *at));
    order
}

fn path(from: (f32, f32), to: (f32, f32)) -> String {
    let (y0, y1) = (from.1 + CARD.1 / 2.0, to.1 + CARD.1 / 2.0);
    if (from.0 - to.0).abs() < 1.0 {
        // Within a column: out on the left and back in.
        let (x, bow) = (from.0, 18.0 + (y1 - y0).abs() * 0.05);
        return format!("M{x:.0} {y0:.0} C{:.0} {y0:.0} {:.0} {y1:.0} {x:.0} {y1:.0}", x - bow, x - bow);
    }
    let (x0, x1) = if from.0 < to.0 { (from.0 + CARD.0, to.0) } else { (from.0, to.0 + CARD.0) };
    let middle = (x0 + x1) / 2.0;
    format!("M{x0:.0} {y0:.0} C{middle:.0} {y0:.0} {middle:.0} {y1:.0} {x1:.0} {y1:.0}")
}

/// The life that was lived, as one line from card to card.
fn lived(graph: &Graph, places: &[(f32, f32)], out: &mut String) {
    let mut steps: Vec<(usize, usize)> =
        graph.cards.iter().enumerate().flat_map(|(at, card)| card.lived.iter().map(move |step| (*step, at))).collect();
    if steps.is_empty() {
        return;
    }
    steps.sort_unstable();
    let points: Vec<String> = steps
        .iter()
        .map(|(_, at)| format!("{:.0},{:.0}", places[*at].0 + CARD.0 - 16.0, places[*at].1 + 16.0))
        .collect();
    let _ = writeln!(
        out,
        "<polyline class=\"life\" fill=\"none\" stroke=\"#e2a273\" stroke-width=\"2.4\" opacity=\"0.8\" points=\"{}\"/>",
        points.join(" ")
    );
}

fn draw(at: usize, card: &Card, (x, y): (f32, f32), out: &mut String) {
    let (paper, edge) = match card.kind {
        Kind::Beat => ("#e9dcc4", "#e9dcc4"),
        Kind::Touch => ("#cfc3a8", "#b08d4f"),
        Kind::Ending => ("#e2a273", "#e2a273"),
    };
    let _ = writeln!(
        out,
        "<g class=\"card\" data-at=\"{at}\" transform=\"translate({x:.0} {y:.0})\">\n<title>{}</title>\n\
         <rect width=\"{}\" height=\"{}\" rx=\"5\" fill=\"{paper}\" stroke=\"{edge}\" stroke-width=\"1.4\"/>\n\
         <text x=\"12\" y=\"23\" font-size=\"14.5\" font-weight=\"600\" fill=\"#1c1917\">{}</text>",
        clean(&card.when.join("\n")),
        CARD.0,
        CARD.1,
        clean(&card.id)
    );
    for (line, text) in wrap(&card.purpose).into_iter().enumerate() {
        let y = 42.0 + 14.5 * line as f32;
        let _ = writeln!(out, "<text x=\"12\" y=\"{y}\" font-size=\"11\" fill=\"#4a423a\">{}</text>", clean(&text));
    }
    if !card.start.is_empty() {
        let small = format!("{} · {} lines", card.start, card.lines);
        let _ = writeln!(
            out,
            "<text x=\"12\" y=\"{}\" font-size=\"9.5\" fill=\"#7a6b52\">{}</text>",
            CARD.1 - 7.0,
            clean(&small)
        );
    }
    if let Some(first) = card.lived.first() {
        let x = CARD.0 - 16.0;
        let _ = writeln!(
            out,
            "<circle cx=\"{x}\" cy=\"16\" r=\"11\" fill=\"#a4503a\"/><text x=\"{x}\" y=\"20\" font-size=\"11\" text-anchor=\"middle\" \
             fill=\"#fff4e2\">{first}</text>"
        );
    }
    out.push_str("</g>\n");
}

/// A purpose in a few short lines; what does not fit ends in dots.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().map_or(0, |line| line.chars().count());
        if last + word.chars().count() + 1 > WRAP.0 && last > 0 {
            if lines.len() == WRAP.1 {
                if let Some(line) = lines.last_mut() {
                    line.push('…');
                }
                return lines;
            }
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Text that may stand between tags.
pub(super) fn clean(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
