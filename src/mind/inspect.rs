//! The last prompt, taken apart: what a model was told, how much of it each part takes, and what came of it.

use super::{
    Prompt, Speaker,
    persona::{PITCH, tokens},
};
use serde::Serialize;

/// What was asked of the mind last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// What it was told.
    pub prompt: Prompt,
    /// What was said of it in a model's words.
    pub said: Vec<String>,
    /// Why the rest was not, if something was not.
    pub why: Option<String>,
    /// Whether it is over.
    pub over: bool,
}

/// A part of a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// How many tokens it takes, by a cautious estimate.
    pub tokens: usize,
    /// The text.
    pub text: String,
}

/// A prompt part by part, in order.
pub fn parts(prompt: &Prompt) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |name: &str, text: String| {
        if !text.trim().is_empty() {
            parts.push(Part { name: name.into(), tokens: tokens(&text), text });
        }
    };
    let system: Vec<&str> = prompt.system.split("\n\n").collect();
    let manner = system.len().saturating_sub(1);
    for (at, text) in system.iter().enumerate() {
        let name = if at == manner {
            "how to answer"
        } else if at == 0 {
            "who she is"
        } else {
            "in this act"
        };
        add(name, (*text).to_owned());
    }
    let Some(((_, last), earlier)) = prompt.turns.split_last() else { return parts };
    let told = |turns: &[(Speaker, String)]| {
        let line = |(who, text): &(Speaker, String)| format!("{who:?}: {text}");
        turns.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let pitch = earlier.len().min(2 * PITCH);
    add("how it sounds", told(&earlier[..pitch]));
    add("the last turns", told(&earlier[pitch..]));
    for line in last.lines() {
        let line = line.trim_start_matches('(');
        match line.split_once(": ") {
            Some((label, _)) if !line.starts_with('«') => {
                add(&label.to_lowercase(), line.trim_end_matches(')').to_owned());
            }
            _ => add("what he typed", line.to_owned()),
        }
    }
    parts
}

/// The parts as a page of text: a table of what each takes, and under it all that a model reads.
pub fn page(inspection: &Inspection, whole: bool) -> String {
    let parts = parts(&inspection.prompt);
    let all: usize = parts.iter().map(|part| part.tokens).sum();
    let mut page = format!("prompt: about {all} tokens\n");
    for part in &parts {
        page.push_str(&format!("  {:>5}  {}\n", part.tokens, part.name));
    }
    if whole {
        for part in &parts {
            page.push_str(&format!("\n[{}]\n{}\n", part.name, part.text));
        }
    }
    for said in &inspection.said {
        page.push_str(&format!("\nsaid: {said}\n"));
    }
    if let Some(why) = &inspection.why {
        page.push_str(&format!("\nnot said: {why}\n"));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_prompt_is_left_out() {
        let turn = |who, text: &str| (who, text.to_owned());
        let pair = || [turn(Speaker::Theodore, "«a»"), turn(Speaker::Samantha, "b")];
        let mut turns: Vec<_> = (0..=PITCH).flat_map(|_| pair()).collect();
        turns.push(turn(Speaker::Theodore, "(What she is after: a name\nShe means: \"Yes.\")\n«is it raining»"));
        let prompt = Prompt { system: "Always.\n\nAct.\n\nManner.".into(), turns, means: "Yes.".into() };
        let parts = parts(&prompt);
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        let wanted = [
            "who she is",
            "in this act",
            "how to answer",
            "how it sounds",
            "the last turns",
            "what she is after",
            "she means",
            "what he typed",
        ];
        assert_eq!(names, wanted);
        assert!(parts.iter().all(|part| part.tokens > 0));
    }
}
