//! The report as a page: how they ended, how the state values went, what was seen, how long it took.
//!
//! One file that fetches nothing and runs nothing. It is well formed as XML, too, so that a test can read it.

mod ends;
mod heat;
mod lengths;
mod seen;

use super::Report;
use crate::{
    script::Script,
    tools::workshop::markup::{fill, text},
};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<title>{{title}}: how {{lives}} lives went</title>
<style>
{{style}}</style>
</head>
<body>
<main>
{{body}}</main>
</body>
</html>
"#;

pub(super) fn write(report: &Report, script: &Script) -> String {
    let mut body = String::new();
    head(report, script, &mut body);
    stopped(report, &mut body);
    ends::write(report, script, &mut body);
    heat::write(report, &mut body);
    seen::write(report, script, &mut body);
    lengths::write(report, &mut body);
    let (title, lives) = (text(&script.manifest.title), number(report.runs));
    fill(PAGE, &[("title", title.as_str()), ("lives", lives.as_str()), ("style", STYLE), ("body", body.as_str())])
}

fn head(report: &Report, script: &Script, out: &mut String) {
    let each = report.players.values().map(|lives| lives.runs).max().unwrap_or_default();
    let seeds = match each {
        0 | 1 => format!("seed {}", report.seed),
        _ => format!("seeds {} to {}", report.seed, report.seed.wrapping_add(u64::from(each) - 1)),
    };
    let who: String = match report.players.len() {
        1 => report.players.keys().map(|name| format!("All of them {}’s", text(name))).collect(),
        several => format!("{} of each of {several} players", number(each)),
    };
    let _ = writeln!(
        out,
        "<header>\n<p class=\"over\">{}</p>\n<h1>How {} lives went</h1>\n<p class=\"soft\">{who}; {seeds}; version {}. \
         Nobody thought while living them: the players weigh what a choice would change, and understand no word of it.</p>",
        text(&script.manifest.title),
        number(report.runs),
        text(&script.manifest.version),
    );
    let reached = script.endings.keys().filter(|id| report.endings.contains_key(id.as_str())).count();
    let (beats, lines) = (script.beats.len(), super::report::every_line(script).len());
    let of = |part: usize, all: usize| format!("{} <small>of {}</small>", number(part as u32), number(all as u32));
    out.push_str("<dl class=\"facts\">\n");
    for (name, value) in [
        ("endings reached", of(reached, script.endings.len())),
        ("beats seen", of(beats.saturating_sub(report.beats_never.len()), beats)),
        ("lines heard", of(lines.saturating_sub(report.lines_never.len()), lines)),
        ("turns, in the middle", number(report.turns.median)),
        ("lives without an ending", number(report.players.values().map(|lives| lives.stopped).sum())),
    ] {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd class=\"big\">{value}</dd></div>");
    }
    out.push_str("</dl>\n</header>\n");
}

/// Where lives stopped without an ending: a fault of the story, and so it stands first.
fn stopped(report: &Report, out: &mut String) {
    if report.dead_ends.is_empty() {
        return;
    }
    out.push_str("<section class=\"warn\">\n<h2>Places with no way on</h2>\n<ul>\n");
    for place in &report.dead_ends {
        let _ = writeln!(out, "<li>{}</li>", text(place));
    }
    out.push_str("</ul>\n</section>\n");
}

/// A number as people write it: 12,345.
fn number(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in hundredths, or a dash where there is none.
fn share(part: u32, whole: u32) -> String {
    match part {
        0 => "–".into(),
        _ => format!("{:.1}", 100.0 * f64::from(part) / f64::from(whole.max(1))),
    }
}

/// A bar that is full where all of it was seen.
fn level(part: u32, whole: u32) -> String {
    let width = 1000.0 * f64::from(part) / f64::from(whole.max(1));
    format!(
        "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" y=\"7\" \
         width=\"1000\" height=\"6\"/><rect class=\"level\" y=\"7\" width=\"{width:.1}\" height=\"6\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(share(0, 10), "–");
        assert_eq!(share(1, 3), "33.3");
    }
}
