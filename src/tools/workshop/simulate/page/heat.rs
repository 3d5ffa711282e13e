//! The state values over the days, as a map of heat: a row a value, a column a day.

use super::{Report, number};
use crate::{
    script::Gauge,
    tools::workshop::{markup::text, simulate::Day},
};
use std::{collections::BTreeMap, fmt::Write};

/// How wide the names are, and how wide all of it may be.
const NAMES: f32 = 124.0;
const WIDEST: f32 = 900.0;
/// A cell is as high as this, and never wider than that.
const HIGH: f32 = 24.0;
const WIDE: f32 = 40.0;
/// Between Theodore's values, Samantha's, and the others'.
const GAP: f32 = 9.0;
const HEAD: f32 = 22.0;
/// Room for a day's number.
const LABEL: f32 = 24.0;

/// From the least to the most, for values that can be below nothing, and for those that cannot.
const BOTH_WAYS: [[f32; 3]; 3] = [[47.0, 107.0, 112.0], [233.0, 220.0, 196.0], [164.0, 80.0, 58.0]];
const ONE_WAY: [[f32; 3]; 3] = [[233.0, 220.0, 196.0], [226.0, 162.0, 115.0], [140.0, 63.0, 43.0]];

type Arc = BTreeMap<&'static str, Vec<Day>>;

pub(super) fn write(report: &Report, out: &mut String) {
    out.push_str(
        "<section>\n<h2>Day by day</h2>\n<p>Each state value at the end of each day, in the mean of all lives that \
         lived it. The row below says how many did.</p>\n",
    );
    figure(&report.arc, "The state values of all lives, day by day", out);
    numbers(&report.arc, out);
    if report.players.len() > 1 {
        out.push_str("<h3>Each player’s</h3>\n");
        for (player, lives) in &report.players {
            let name = text(player);
            let _ = write!(out, "<details>\n<summary>{name} <span>{}</span></summary>\n", text(&lives.about));
            figure(&lives.arc, &format!("The state values of {name}’s lives, day by day"), out);
            out.push_str("</details>\n");
        }
    }
    out.push_str("</section>\n");
}

/// The days that any value has, in order. All values have the same.
fn days(arc: &Arc) -> &[Day] {
    arc.values().next().map_or(&[], Vec::as_slice)
}

fn figure(arc: &Arc, label: &str, out: &mut String) {
    let days = days(arc);
    let wide = ((WIDEST - NAMES) / days.len().max(1) as f32).min(WIDE);
    let (width, height) = (NAMES + wide * days.len() as f32, HEAD + HIGH * 13.0 + GAP * 3.0);
    let _ = writeln!(
        out,
        "<figure>\n<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{label}\" font-size=\"12\">"
    );
    let every = (LABEL / wide).ceil().max(1.0) as usize;
    for (at, day) in days.iter().enumerate().step_by(every) {
        let x = NAMES + wide * (at as f32 + 0.5);
        let _ = writeln!(
            out,
            "<text class=\"soft\" x=\"{x:.1}\" y=\"14\" text-anchor=\"middle\" font-size=\"11\">{}</text>",
            day.day
        );
    }
    for (row, gauge) in Gauge::ALL.into_iter().enumerate() {
        let y = HEAD + HIGH * row as f32 + GAP * whose(gauge);
        let _ = writeln!(out, "<text x=\"0\" y=\"{:.1}\">{gauge}</text>", y + HIGH * 0.68);
        for (at, day) in arc.get(gauge.name()).into_iter().flatten().enumerate() {
            let Day { day: number, lives, mean, low, high } = day;
            let _ = writeln!(
                out,
                "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"><title>{gauge}, day {number}: \
                 {mean:.2} in the mean, {low:.2} to {high:.2}, {lives} lives</title></rect>",
                NAMES + wide * at as f32,
                (wide - 1.5).max(1.0),
                HIGH - 1.5,
                colour(gauge, *mean)
            );
        }
    }
    lives(days, wide, out);
    let _ = writeln!(
        out,
        "</svg>\n<figcaption>From 0 {} to 1; from -1 {} to 1. Point at a cell for its numbers: in eight lives of ten the \
         value lies between the two that come after the mean.</figcaption>\n</figure>",
        scale(Gauge::Openness),
        scale(Gauge::Trust)
    );
}

/// How many lives lived each day.
fn lives(days: &[Day], wide: f32, out: &mut String) {
    let most = days.iter().map(|day| day.lives).max().unwrap_or_default().max(1);
    let foot = HEAD + HIGH * 13.0 + GAP * 3.0;
    let _ = writeln!(out, "<text class=\"soft\" x=\"0\" y=\"{:.1}\">lives</text>", foot - HIGH * 0.2);
    for (at, day) in days.iter().enumerate() {
        let high = ((HIGH - 2.0) * day.lives as f32 / most as f32).max(1.0);
        let _ = writeln!(
            out,
            "<rect class=\"level\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\"><title>day {}: {} lives\
             </title></rect>",
            NAMES + wide * at as f32,
            foot - high,
            (wide - 1.5).max(1.0),
            day.day,
            number(day.lives)
        );
    }
}

/// The same as a table, for whoever reads it with their ears or wants to copy it.
fn numbers(arc: &Arc, out: &mut String) {
    out.push_str(
        "<details>\n<summary>The same in numbers</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" \
         aria-label=\"The state values in numbers\">\n<table>\n<caption>The mean at the end of each day.</caption>\n\
         <thead><tr><th scope=\"col\">Day</th>",
    );
    for day in days(arc) {
        let _ = write!(out, "<th scope=\"col\" class=\"n\">{}</th>", day.day);
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for gauge in Gauge::ALL {
        let _ = write!(out, "<tr><th scope=\"row\">{gauge}</th>");
        for day in arc.get(gauge.name()).into_iter().flatten() {
            let Day { mean, low, high, .. } = day;
            let _ = write!(out, "<td class=\"n\" title=\"{low:.2} to {high:.2}\">{mean:.2}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n");
}

/// Whose value it is: 0 Theodore's, 1 Samantha's, 2 another's.
fn whose(gauge: Gauge) -> f32 {
    match gauge {
        Gauge::Solitude | Gauge::Openness | Gauge::Candour | Gauge::Rest => 0.0,
        Gauge::AmyWarmth | Gauge::CatherineWarmth => 2.0,
        _ => 1.0,
    }
}

/// The colours of a value from its least to its most.
fn scale(gauge: Gauge) -> String {
    let (least, most) = gauge.range();
    let mut out = String::from("<svg viewBox=\"0 0 90 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for at in 0..9 {
        let value = least + (most - least) * at as f32 / 8.0;
        let _ = write!(out, "<rect x=\"{}\" width=\"10\" height=\"8\" fill=\"{}\"/>", at * 10, colour(gauge, value));
    }
    out.push_str("</svg>");
    out
}

fn colour(gauge: Gauge, value: f32) -> String {
    let (least, most) = gauge.range();
    let [low, middle, high] = if least < 0.0 { BOTH_WAYS } else { ONE_WAY };
    let along = ((value - least) / (most - least)).clamp(0.0, 1.0) * 2.0;
    let (from, to, share) = if along < 1.0 { (low, middle, along) } else { (middle, high, along - 1.0) };
    let mut out = String::from("#");
    for (from, to) in from.into_iter().zip(to) {
        let _ = write!(out, "{:02x}", (from + (to - from) * share).round() as u8);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_run_from_least_to_most() {
        assert_eq!(colour(Gauge::Trust, -1.0), "#2f6b70");
        assert_eq!(colour(Gauge::Trust, 0.0), "#e9dcc4");
        assert_eq!(colour(Gauge::Trust, 1.0), "#a4503a");
        assert_eq!(colour(Gauge::Hurt, 0.0), "#e9dcc4");
        assert_eq!(colour(Gauge::Hurt, 7.0), "#8c3f2b");
    }
}
