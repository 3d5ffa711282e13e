//! `room-tone doctor`: examines the model that would speak for her, and says what she will and won't do with it.

use super::{cli, story::PackArgs};
use crate::mind::{
    MindChoice,
    doctor::{CONTEXT, LINES, QUICK_MS, Report, TURNS, examine, wait_for},
    performers, trust,
};
use serde_json::json;
use std::{fmt::Write, process::ExitCode};

pub(super) const LONG: &str = "\
Examines the model that would speak for her: the one in this process, or with --endpoint the one behind an address. \
Is it there, do its words come one by one, how soon and how fast, how long a talk can it hold in mind, does it stay \
her for twelve turns, keep to two sentences, leave alone what must not be spoken of, and say so when it cannot know \
something? That comes to a grade from A to D, which is remembered, and with which it is trusted from then on.

It takes from half a minute to some minutes, and Ctrl+C ends it. What it prints holds no key, and names the host only \
where something is wrong with it, so it can be shown to others.

Exit code 1 if the model did not answer.";

pub(super) fn run(choice: &MindChoice, json: bool, packs: &PackArgs) -> ExitCode {
    let script = match packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let (name, mut performer) = match performers::alone(choice) {
        Ok(found) => found,
        Err(why) => return cli::fail(&why),
    };
    let mut tell = |what: &str| eprintln!("{what} …");
    // Ctrl+C ends it.
    let report = wait_for(examine(performer.as_mut(), &script, &mut tell), || true).unwrap_or_default();
    if let Some(grade) = report.grade
        && let Err(why) = trust::remember(choice, grade)
    {
        eprintln!("The grade could not be remembered: {why}");
    }
    if json {
        let means = report.grade.map(crate::mind::doctor::Grade::means);
        println!("{}", json!({ "model": name, "report": report, "means": means }));
    } else {
        print!("{}", page(&name, &report));
    }
    if report.grade.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn page(name: &str, report: &Report) -> String {
    let Some(grade) = report.grade else {
        let why = report.trouble.as_deref().unwrap_or("it was not examined to the end");
        return format!("{name}: no grade. {why}\n");
    };
    let mut page = format!("{name}: grade {grade:?}. {}\n\n", grade.means());
    let mut line = |well: bool, what: String| {
        let _ = writeln!(page, "  {}  {what}", if well { "✓" } else { "·" });
    };
    let Report { first_word_ms, tokens_per_second, context, stayed_her, was_short, kept_to_the_line, .. } = report;
    line(report.streams, "its words come one after the other".into());
    match first_word_ms {
        Some(ms) => line(*ms <= QUICK_MS, format!("its first word comes after {:.1} s", *ms as f32 / 1000.0)),
        None => line(false, "no word came in the first turn".into()),
    }
    line(*tokens_per_second >= 5.0, format!("about {tokens_per_second:.0} tokens a second"));
    line(*context >= CONTEXT, format!("it finds a word again after {context} of {CONTEXT} tokens"));
    line(*stayed_her + 1 >= TURNS, format!("it stayed her in {stayed_her} of {TURNS} turns"));
    line(*was_short + 1 >= TURNS, format!("it kept to two sentences in {was_short} of {TURNS}"));
    line(report.clean, "nothing of its workings got out".into());
    line(report.kept_out, "it left alone what must not be spoken of".into());
    line(report.admits, "it says so when it cannot know something".into());
    line(report.obeys_a_schema, "it answers with an object when asked for one".into());
    line(report.reads_a_negation, "it can tell “I’m not sorry” from “I’m sorry”".into());
    line(
        *kept_to_the_line == LINES,
        format!("it said {kept_to_the_line} of {LINES} written lines again as they are meant"),
    );
    if !report.broke.is_empty() {
        page.push_str("\n  What she would not have said:\n");
        report.broke.iter().for_each(|broke| {
            let _ = writeln!(page, "    {broke}");
        });
    }
    page
}
