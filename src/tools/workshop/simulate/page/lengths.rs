//! How long the lives were: a small histogram, and the two at its ends.

use super::{Report, number};
use crate::tools::workshop::{markup::text, simulate::Lived};
use std::fmt::Write;

/// Into how many bars the lengths are sorted, at most.
const BARS: u32 = 32;
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 130.0;

pub(super) fn write(report: &Report, out: &mut String) {
    out.push_str("<section>\n<h2>How long they were</h2>\n");
    let turns = report.turns;
    let _ = writeln!(
        out,
        "<p>Between {} and {} turns of Theodore’s, {} in the middle.</p>",
        number(turns.least),
        number(turns.most),
        number(turns.median)
    );
    histogram(report, out);
    out.push_str("<ul>\n");
    for (which, lived) in [("shortest", &report.shortest), ("longest", &report.longest)] {
        if let Some(lived) = lived {
            end(which, lived, out);
        }
    }
    out.push_str("</ul>\n</section>\n");
}

/// A life, with what lives it again.
fn end(which: &str, lived: &Lived, out: &mut String) {
    let Lived { player, seed, turns, ending } = lived;
    let ended = ending.as_ref().map_or("without an ending".into(), |ending| format!("to <i>{}</i>", text(ending)));
    let player = text(player);
    let _ = writeln!(
        out,
        "<li>The {which}: {player}, {} turns, {ended}. <code>room-tone simulate --player {player} --seed {seed} --runs 1\
         </code></li>",
        number(*turns)
    );
}

fn histogram(report: &Report, out: &mut String) {
    let (least, most) = (report.turns.least, report.turns.most);
    let step = (most - least) / BARS + 1;
    let bars = ((most - least) / step + 1) as usize;
    let mut counts = vec![0_u32; bars];
    for length in &report.lengths {
        if let Some(count) = counts.get_mut((length.saturating_sub(least) / step) as usize) {
            *count += 1;
        }
    }
    let highest = counts.iter().copied().max().unwrap_or_default().max(1);
    let wide = WIDTH / bars as f32;
    let _ = writeln!(
        out,
        "<figure>\n<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"How many lives were how long\" \
         font-size=\"12\">\n<rect class=\"track\" y=\"{HEIGHT}\" width=\"{WIDTH}\" height=\"1\"/>",
        HEIGHT + 22.0
    );
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let high = ((HEIGHT - 8.0) * *count as f32 / highest as f32).max(1.0);
        let from = least + step * at as u32;
        let to = (from + step - 1).min(most);
        let turns = if from == to { number(from) } else { format!("{} to {}", number(from), number(to)) };
        let _ = writeln!(
            out,
            "<rect class=\"level\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{high:.1}\"><title>{turns} turns: {} \
             lives</title></rect>",
            wide * at as f32,
            HEIGHT - high,
            (wide - 2.0).max(1.0),
            number(*count)
        );
    }
    let _ = writeln!(
        out,
        "<text class=\"soft\" y=\"{0}\">{1} turns</text>\n<text class=\"soft\" x=\"{WIDTH}\" y=\"{0}\" \
         text-anchor=\"end\">{2} turns</text>\n</svg>\n</figure>",
        HEIGHT + 17.0,
        number(least),
        number(most)
    );
}
