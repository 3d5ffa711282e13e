//! What was seen of the story: beats and lines, act by act, and those that nobody came to.

use super::{Report, level, number, share};
use crate::{
    script::{Beat, BeatId, Script},
    tools::workshop::{
        graph::{ANY, COLUMNS, column},
        markup::{cut, text},
        simulate::report::{Sayable, every_line},
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// So many characters of a line that nobody heard.
const MOST: usize = 110;

/// One act, or what may happen in any.
#[derive(Default)]
struct Part<'s> {
    /// Its beats, and in how many lives each was seen.
    beats: Vec<(&'s Beat, u32)>,
    /// Its lines: those heard, all of them, and those that nobody heard.
    lines: (u32, u32, Vec<Sayable<'s>>),
    /// The same of its answers to typed words.
    answers: (u32, u32, Vec<Sayable<'s>>),
}

impl Part<'_> {
    fn seen(&self) -> u32 {
        self.beats.iter().filter(|(_, lives)| *lives > 0).count() as u32
    }
}

pub(super) fn write(report: &Report, script: &Script, out: &mut String) {
    let parts = parts(report, script);
    out.push_str(
        "<section>\n<h2>What was seen</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"What was \
         seen\">\n<table>\n<caption>Beats that any life came to, lines that were said in any life, and answers to typed \
         words.</caption>\n<thead><tr><th scope=\"col\">Act</th><th scope=\"col\" class=\"n\">Beats</th><th scope=\"col\" \
         class=\"bar\">Seen</th><th scope=\"col\" class=\"n\">Lines</th><th scope=\"col\" class=\"n\">Answers</th></tr>\
         </thead>\n<tbody>\n",
    );
    for (name, part) in &parts {
        let (seen, beats) = (part.seen(), part.beats.len() as u32);
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><b>{name}</b></th><td class=\"n\">{seen} of {beats}</td><td class=\"bar\">{}</td>\
             <td class=\"n\">{} of {}</td><td class=\"n\">{} of {}</td></tr>",
            level(seen, beats),
            number(part.lines.0),
            number(part.lines.1),
            number(part.answers.0),
            number(part.answers.1)
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    let never: Vec<String> =
        report.beats_never.iter().map(|id| format!("<code>{}</code>", text(id.as_str()))).collect();
    if never.is_empty() {
        out.push_str("<p>Every beat was seen.</p>\n");
    } else {
        let _ = writeln!(out, "<p><b>Never seen:</b> {}</p>", never.join(" "));
    }
    for (name, part) in &parts {
        act(name, part, report.runs, out);
    }
    out.push_str("</section>\n");
}

/// One act in full.
fn act(name: &str, part: &Part, runs: u32, out: &mut String) {
    let unheard = part.lines.2.len() + part.answers.2.len();
    let _ = writeln!(
        out,
        "<details>\n<summary>{name} <span>{} beats, {} lines never heard</span></summary>",
        part.beats.len(),
        number(unheard as u32)
    );
    if !part.beats.is_empty() {
        out.push_str(
            "<table>\n<thead><tr><th scope=\"col\">Beat</th><th scope=\"col\" class=\"n\">Lives</th><th scope=\"col\" \
             class=\"n\">Of a hundred</th><th scope=\"col\" class=\"bar\">Seen</th></tr></thead>\n<tbody>\n",
        );
        for (beat, lives) in &part.beats {
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\" title=\"{}\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"bar\">{}</td></tr>",
                text(&beat.purpose),
                text(beat.id.as_str()),
                number(*lives),
                share(*lives, runs),
                level(*lives, runs)
            );
        }
        out.push_str("</tbody>\n</table>\n");
    }
    for (heading, lines) in
        [("Lines never heard", &part.lines.2), ("Answers to typed words never heard", &part.answers.2)]
    {
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<h3>{heading}</h3>\n<ul>");
        for said in lines {
            let _ = writeln!(
                out,
                "<li><code>{} {}</code> {}</li>",
                text(said.beat.as_str()),
                text(said.line.id.as_str()),
                text(&cut(&said.line.text, MOST))
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</details>\n");
}

/// The story in the order of its acts; an act in which there is nothing is left out.
fn parts<'s>(report: &Report, script: &'s Script) -> Vec<(&'static str, Part<'s>)> {
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    for beat in script.beats.values() {
        let lives = report.beats.get(&beat.id).copied().unwrap_or_default();
        parts.entry(column(beat)).or_default().beats.push((beat, lives));
    }
    let never: BTreeSet<(&str, &str)> =
        report.lines_never.iter().map(|line| (line.beat.as_str(), line.line.as_str())).collect();
    let at = |id: &BeatId| script.beats.get(id).map_or(ANY, |beat| column(beat));
    for said in every_line(script) {
        let part = parts.entry(at(&said.beat)).or_default();
        let (heard, all, unheard) = if said.typed { &mut part.answers } else { &mut part.lines };
        *all += 1;
        if never.contains(&(said.beat.as_str(), said.line.id.as_str())) {
            unheard.push(said);
        } else {
            *heard += 1;
        }
    }
    parts.into_iter().filter_map(|(at, part)| Some((*COLUMNS.get(at)?, part))).collect()
}
