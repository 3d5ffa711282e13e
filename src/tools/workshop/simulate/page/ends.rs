//! How they ended: a bar a player, and the same in numbers.

use super::{Report, number, share};
use crate::{
    script::{Ending, Script},
    tools::workshop::{markup::text, simulate::LivesOf},
};
use std::fmt::Write;

/// So many endings have a colour of their own.
const COLOURS: usize = 10;

/// An ending as it is shown, or the lack of one.
struct Kind {
    /// What it is called in a report; none for lives that stopped.
    id: Option<String>,
    /// The words for people, as text of the page.
    title: String,
    /// Its colour's class.
    class: String,
}

impl Kind {
    /// Every ending in the order of their names, and lives without one if there are any.
    fn all(script: &Script, stopped: u32) -> Vec<Self> {
        let of = |(at, ending): (usize, &Ending)| Self {
            id: Some(ending.id.to_string()),
            title: text(&ending.title),
            class: format!("e{}", at % COLOURS),
        };
        let none = Self { id: None, title: "no ending".into(), class: "none".into() };
        script.endings.values().enumerate().map(of).chain((stopped > 0).then_some(none)).collect()
    }

    /// How many of these lives came to it.
    fn count(&self, lives: &LivesOf) -> u32 {
        match &self.id {
            Some(id) => lives.endings.get(id).copied().unwrap_or_default(),
            None => lives.stopped,
        }
    }
}

pub(super) fn write(report: &Report, script: &Script, out: &mut String) {
    let stopped: u32 = report.players.values().map(|lives| lives.stopped).sum();
    let kinds = Kind::all(script, stopped);
    let all = LivesOf { runs: report.runs, endings: report.endings.clone(), stopped, ..LivesOf::default() };
    out.push_str("<section>\n<h2>How they ended</h2>\n<ul class=\"legend\">\n");
    for Kind { title, class, .. } in &kinds {
        let _ = writeln!(out, "<li><span class=\"key {class}\"></span>{title}</li>");
    }
    out.push_str("</ul>\n");
    bars(report, &all, &kinds, out);
    numbers(report, &all, &kinds, out);
    out.push_str("</section>\n");
}

/// The players' lives, each player's laid end to end.
fn bars(report: &Report, all: &LivesOf, kinds: &[Kind], out: &mut String) {
    out.push_str(
        "<table class=\"bars\">\n<thead class=\"unseen\"><tr><th scope=\"col\">Player</th><th scope=\"col\">Endings</th>\
         </tr></thead>\n<tbody>\n",
    );
    for (player, lives) in &report.players {
        let (player, about) = (text(player), text(&lives.about));
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><b>{player}</b><small>{about}</small></th><td>{}</td></tr>",
            bar(lives, kinds)
        );
    }
    out.push_str("</tbody>\n");
    if report.players.len() > 1 {
        let _ = writeln!(
            out,
            "<tfoot>\n<tr><th scope=\"row\"><b>all of them</b></th><td>{}</td></tr>\n</tfoot>",
            bar(all, kinds)
        );
    }
    out.push_str("</table>\n");
}

fn bar(lives: &LivesOf, kinds: &[Kind]) -> String {
    let parts: Vec<(&Kind, u32)> =
        kinds.iter().map(|kind| (kind, kind.count(lives))).filter(|(_, count)| *count > 0).collect();
    let said = |kind: &Kind, count: u32| format!("{}: {} of {}", kind.title, number(count), number(lives.runs));
    let label: Vec<String> = parts.iter().map(|(kind, count)| said(kind, *count)).collect();
    let mut out = format!(
        "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
        label.join(", ")
    );
    let mut from = 0.0;
    for (kind, count) in parts {
        let width = 1000.0 * f64::from(count) / f64::from(lives.runs.max(1));
        // A hair of ground shows between two of them.
        let _ = write!(
            out,
            "<rect class=\"{}\" x=\"{from:.1}\" width=\"{:.1}\" height=\"20\"><title>{}</title></rect>",
            kind.class,
            (width - 2.0).max(1.0),
            said(kind, count)
        );
        from += width;
    }
    out.push_str("</svg>");
    out
}

fn numbers(report: &Report, all: &LivesOf, kinds: &[Kind], out: &mut String) {
    out.push_str(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"How they ended, in numbers\">\n\
         <table class=\"tight\">\n<caption>Of a hundred lives of each player, how many came to which ending.</caption>\n\
         <thead><tr><th scope=\"col\">Player</th><th scope=\"col\" class=\"n\">Lives</th>",
    );
    for Kind { title, .. } in kinds {
        let _ = write!(out, "<th scope=\"col\" class=\"n\">{title}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (player, lives) in &report.players {
        row(&text(player), lives, kinds, out);
    }
    out.push_str("</tbody>\n");
    if report.players.len() > 1 {
        out.push_str("<tfoot>\n");
        row("all of them", all, kinds, out);
        out.push_str("</tfoot>\n");
    }
    out.push_str("</table>\n</div>\n");
}

fn row(name: &str, lives: &LivesOf, kinds: &[Kind], out: &mut String) {
    let _ = write!(out, "<tr><th scope=\"row\">{name}</th><td class=\"n\">{}</td>", number(lives.runs));
    for kind in kinds {
        let _ = write!(out, "<td class=\"n\">{}</td>", share(kind.count(lives), lives.runs));
    }
    out.push_str("</tr>\n");
}
