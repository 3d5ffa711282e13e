//! The graph as a drawing: night behind it, cards of paper, threads of brass.

use super::{
    Bond, COLUMNS, Card, Graph, Kind,
    layout::{CARD, Layout, MARGIN},
};
use crate::tools::workshop::markup::{cut, text};
use std::fmt::Write;

/// Characters to a line of a card's purpose, and lines.
const WRAP: (usize, usize) = (38, 3);
/// Characters of a card's name, without and with a step of the life beside it.
const NAME: (usize, usize) = (27, 23);
/// Characters of what starts it.
const START: usize = 34;

pub(super) fn write(graph: &Graph) -> String {
    let layout = Layout::of(graph);
    let Layout { width, height, .. } = layout;
    let title = text(&graph.title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"Fraunces, 'Iowan Old Style', Palatino, Georgia, serif\" role=\"group\" \
         aria-label=\"{title}: the story as a graph\">\n<defs>\n"
    );
    for bond in Bond::ALL {
        let (word, (colour, _)) = (bond.word(), look(bond));
        let _ = writeln!(
            out,
            "<marker id=\"tip-{word}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.8 L8 4 L0 7.2 z\" fill=\"{colour}\"/></marker>"
        );
    }
    let _ = writeln!(
        out,
        "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#10262b\"/>\n<text x=\"{MARGIN}\" y=\"48\" fill=\"#e9dcc4\" \
         font-size=\"26\">{title}</text>"
    );
    for (column, x) in &layout.columns {
        let name = text(COLUMNS.get(*column).copied().unwrap_or_default());
        let _ = writeln!(
            out,
            "<text x=\"{x:.0}\" y=\"86\" fill=\"#e2a273\" font-size=\"15\" letter-spacing=\"1.5\">{name}</text>"
        );
    }
    threads(graph, &layout, &mut out);
    lived(graph, &layout, &mut out);
    for (at, (card, place)) in graph.cards.iter().zip(&layout.places).enumerate() {
        draw(at, card, *place, &mut out);
    }
    legend(graph, height, &mut out);
    out.push_str("</svg>\n");
    out
}

/// The colour of a thread, and the rest of how it is drawn.
fn look(bond: Bond) -> (&'static str, &'static str) {
    match bond {
        Bond::Asks => ("#b08d4f", "stroke-width=\"1.2\" opacity=\"0.4\""),
        Bond::CutsIn => ("#d97f60", "stroke-width=\"1.4\" opacity=\"0.75\" stroke-dasharray=\"7 4\""),
        Bond::Visits => {
            ("#9db07a", "stroke-width=\"2\" opacity=\"0.8\" stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\"")
        }
        Bond::Goes => ("#e2a273", "stroke-width=\"2\" opacity=\"0.7\""),
        Bond::Ends => ("#e2a273", "stroke-width=\"1.2\" opacity=\"0.6\""),
    }
}

fn threads(graph: &Graph, layout: &Layout, out: &mut String) {
    out.push_str("<g fill=\"none\">\n");
    for thread in &graph.threads {
        let (Some(from), Some(to)) = (layout.places.get(thread.from), layout.places.get(thread.to)) else { continue };
        let (word, (colour, how)) = (thread.bond.word(), look(thread.bond));
        let _ = writeln!(
            out,
            "<path class=\"thread\" data-from=\"{}\" data-to=\"{}\" data-bond=\"{word}\" stroke=\"{colour}\" {how} \
             marker-end=\"url(#tip-{word})\" d=\"{}\"><title>{}</title></path>",
            thread.from,
            thread.to,
            path(*from, *to),
            text(&thread.why)
        );
    }
    out.push_str("</g>\n");
}

/// From card to card: out at the side that is nearer, and in at the one that faces it.
fn path(from: (f32, f32), to: (f32, f32)) -> String {
    let (y0, y1) = (from.1 + CARD.1 / 2.0, to.1 + CARD.1 / 2.0);
    if (from.0 - to.0).abs() < 1.0 {
        // Within a column: out on the left and back in, the further the longer the way.
        let (x, bow) = (from.0, (20.0 + (y1 - y0).abs() * 0.06).min(78.0));
        return format!("M{x:.0} {y0:.0} C{0:.0} {y0:.0} {0:.0} {y1:.0} {x:.0} {y1:.0}", x - bow);
    }
    let (x0, x1) = if from.0 < to.0 { (from.0 + CARD.0, to.0) } else { (from.0, to.0 + CARD.0) };
    let middle = (x0 + x1) / 2.0;
    format!("M{x0:.0} {y0:.0} C{middle:.0} {y0:.0} {middle:.0} {y1:.0} {x1:.0} {y1:.0}")
}

/// The life that was lived, from card to card.
fn lived(graph: &Graph, layout: &Layout, out: &mut String) {
    let steps = graph.cards.iter().zip(&layout.places);
    let mut steps: Vec<(usize, (f32, f32))> =
        steps.flat_map(|(card, place)| card.lived.iter().map(move |step| (*step, *place))).collect();
    steps.sort_by_key(|(step, _)| *step);
    out.push_str("<g fill=\"none\" stroke=\"#f0b98c\" stroke-width=\"3\" stroke-linecap=\"round\">\n");
    for pair in steps.windows(2) {
        if let [(step, from), (_, to)] = pair {
            let _ = writeln!(
                out,
                "<path class=\"life\" opacity=\"0.85\" d=\"{}\"><title>from step {step} to step {}</title></path>",
                path(*from, *to),
                step + 1
            );
        }
    }
    out.push_str("</g>\n");
}

fn draw(at: usize, card: &Card, (x, y): (f32, f32), out: &mut String) {
    let (paper, mark) = match card.kind {
        Kind::Beat => ("#e9dcc4", "#b08d4f"),
        Kind::Touch => ("#e9dcc4", "#6c7444"),
        Kind::CutsIn => ("#e9dcc4", "#a4503a"),
        Kind::Visited => ("#e9dcc4", "#9db07a"),
        Kind::Topics => ("#cfc3a8", "#3d7d83"),
        Kind::Ending => ("#e2a273", "#e2a273"),
    };
    let (name, when) = (text(&card.id), text(&card.when.join("\n")));
    let short = text(&cut(&card.id, if card.lived.is_empty() { NAME.0 } else { NAME.1 }));
    let _ = writeln!(
        out,
        "<g class=\"card\" data-at=\"{at}\" transform=\"translate({x:.0} {y:.0})\">\n<title>{name}\n{when}</title>\n\
         <rect class=\"paper\" width=\"{0}\" height=\"{1}\" rx=\"6\" fill=\"{paper}\"/>\n\
         <path d=\"M6 0 H5 A5 5 0 0 0 0 6 V{2} A5 5 0 0 0 5 {1} H6 z\" fill=\"{mark}\"/>\n\
         <text x=\"16\" y=\"24\" font-size=\"14.5\" font-weight=\"600\" fill=\"#1c1917\">{short}</text>",
        CARD.0,
        CARD.1,
        CARD.1 - 6.0
    );
    for (line, words) in wrap(&card.purpose).into_iter().enumerate() {
        let y = 43.0 + 14.5 * line as f32;
        let _ = writeln!(out, "<text x=\"16\" y=\"{y}\" font-size=\"11\" fill=\"#3f372f\">{}</text>", text(&words));
    }
    if !card.start.is_empty() {
        let small = format!("{} · {} lines", cut(&card.start, START), card.lines);
        let y = CARD.1 - 8.0;
        let _ = writeln!(out, "<text x=\"16\" y=\"{y}\" font-size=\"10\" fill=\"#544833\">{}</text>", text(&small));
    }
    step(card, out);
    out.push_str("</g>\n");
}

/// At which step of the life it was entered; a plus if more than once.
fn step(card: &Card, out: &mut String) {
    let Some(first) = card.lived.first() else { return };
    let more = if card.lived.len() > 1 { "+" } else { "" };
    let x = CARD.0 - 20.0;
    let _ = writeln!(
        out,
        "<circle cx=\"{x}\" cy=\"19\" r=\"13\" fill=\"#a4503a\"/><text x=\"{x}\" y=\"23\" font-size=\"11\" \
         text-anchor=\"middle\" fill=\"#fff4e2\">{first}{more}</text>"
    );
}

/// What the threads mean, those that are there.
fn legend(graph: &Graph, height: f32, out: &mut String) {
    let (mut x, y) = (MARGIN, height - 30.0);
    out.push_str("<g class=\"legend\" font-size=\"12\" fill=\"#c2b190\">\n");
    for bond in Bond::ALL.into_iter().filter(|bond| graph.threads.iter().any(|thread| thread.bond == *bond)) {
        let (word, (colour, how)) = (bond.word(), look(bond));
        let says = bond.says();
        let _ = writeln!(
            out,
            "<path fill=\"none\" stroke=\"{colour}\" {how} marker-end=\"url(#tip-{word})\" d=\"M{x:.0} {0:.0} H{1:.0}\"/>\
             <text x=\"{2:.0}\" y=\"{y:.0}\">{says}</text>",
            y - 4.0,
            x + 34.0,
            x + 42.0
        );
        x += 42.0 + says.len() as f32 * 6.4 + 26.0;
    }
    out.push_str("</g>\n");
}

/// A purpose in a few short lines; what does not fit ends in dots.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        // No word is longer than a line.
        let word = cut(word, WRAP.0);
        let last = lines.last_mut().map_or(0, |line| line.chars().count());
        if last + word.chars().count() + 1 > WRAP.0 && last > 0 {
            if lines.len() == WRAP.1 {
                if let Some(line) = lines.last_mut() {
                    line.truncate(line.trim_end_matches(['.', ',', ';', ':']).len());
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
            line.push_str(&word);
        }
    }
    lines
}
