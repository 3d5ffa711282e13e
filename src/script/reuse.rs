//! Templates: a beat that is written once and used many times, each time with other words in it.
//!
//! `story/NAME.template.ron` holds a beat with `$holes` in its texts and ids, and says what each hole takes. A beat
//! file then uses it:
//!
//! ```text
//! Use(template: "comes-back", id: "grey/pell-answers", with: {"client": "pell", "news": "He set it right himself."})
//! ```

use super::{Beat, BeatId, Code, Condition, Diagnostic, diagnostic::locate, load::parse_source};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A beat with holes: `story/NAME.template.ron`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Template", deny_unknown_fields)]
pub struct Template {
    /// The holes, without their `$`, and what each takes.
    #[serde(deserialize_with = "super::once::once_each")]
    pub takes: BTreeMap<String, Takes>,
    /// The beat. Its id is that of whoever uses it.
    pub beat: Beat,
}

/// What a hole takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "each says itself")]
pub enum Takes {
    Text,
    Beat,
    Cast,
    Client,
    Letter,
    Scene,
    Ending,
    Flag,
    Count,
}

/// A beat made from a template: what stands in its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Use", deny_unknown_fields)]
pub struct Use {
    /// Which template.
    pub template: String,
    /// The beat's own name.
    pub id: BeatId,
    /// What goes into each hole.
    #[serde(deserialize_with = "super::once::once_each")]
    pub with: BTreeMap<String, String>,
    /// Conditions besides the template's.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// How much the story wants it, if not as much as the template says.
    #[serde(default)]
    pub pull: Option<f32>,
}

/// Whether a beat file uses a template instead of being a beat itself.
pub(super) fn is_use(text: &str) -> bool {
    let code = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with("//"));
    code.is_some_and(|line| line.strip_prefix("Use").is_some_and(|rest| rest.trim_start().starts_with('(')))
}

/// Puts the words of a use (at `path`, with this text) into the holes of its template.
pub(super) fn fill(
    using: &Use,
    (path, text): (&str, &str),
    template: (&str, &str, &Template),
) -> Result<Beat, Box<Diagnostic>> {
    let (template_path, template_text, takes) = (template.0, template.1, &template.2.takes);
    let fault = |near: &str, what: String, help: String| {
        Box::new(Diagnostic::at(path, locate(text, near, 0), Code::E011, what, help))
    };
    if let Some(name) = using.with.keys().find(|name| !takes.contains_key(*name)) {
        let holes: Vec<_> = takes.keys().map(String::as_str).collect();
        let what = format!("the template `{}` has no hole `{name}`", using.template);
        return Err(fault(name, what, format!("it takes: {}", holes.join(", "))));
    }
    if let Some((name, kind)) = takes.iter().find(|(name, _)| !using.with.contains_key(*name)) {
        let what = format!("nothing goes into the hole `{name}` of the template `{}`", using.template);
        return Err(fault(&using.template, what, format!("add \"{name}\": … ({kind:?}) to `with`")));
    }
    let mut filled = String::with_capacity(template_text.len());
    let mut rest = template_text;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        let name = hole(&rest[at + 1..]);
        match using.with.get(name) {
            Some(words) => filled.push_str(&words.replace('\\', "\\\\").replace('"', "\\\"")),
            None => {
                filled.push('$');
                filled.push_str(name);
            }
        }
        rest = &rest[at + 1 + name.len()..];
    }
    filled.push_str(rest);
    let mut beat = parse_source::<Template>(template_path, &filled)?.beat;
    beat.id = using.id.clone();
    beat.when.extend(using.when.iter().cloned());
    beat.pull = using.pull.unwrap_or(beat.pull);
    Ok(beat)
}

/// The holes that a template's text has, each once.
pub(super) fn holes(text: &str) -> BTreeSet<&str> {
    text.split('$').skip(1).map(hole).filter(|name| !name.is_empty()).collect()
}

fn hole(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "Template(takes: {\"who\": Cast, \"news\": Text}, beat: Beat(id: \"x\", purpose: \"p\", \
        open: \"a\", nodes: {\"a\": Say(who: \"$who\", lines: [Line(id: \"a\", text: \"News: $news (5$)\")], then: \"done\")}, \
        summary: \"$news\"))";

    fn used(with: &[(&str, &str)]) -> Result<Beat, Box<Diagnostic>> {
        let template: Template = parse_source("t", TEMPLATE).unwrap();
        let with = with.iter().map(|(name, words)| ((*name).into(), (*words).into())).collect();
        let using = Use { template: "t".into(), id: "grey/x".into(), with, when: vec![], pull: Some(0.7) };
        fill(&using, ("u", "Use(template: \"t\")"), ("t", TEMPLATE, &template))
    }

    #[test]
    fn words_go_into_their_holes() {
        let beat = used(&[("who", "amy"), ("news", "He said \"no\" \\ twice.")]).unwrap();
        assert_eq!((beat.id.as_str(), beat.pull), ("grey/x", 0.7));
        assert_eq!(beat.summary, "He said \"no\" \\ twice.");
        let super::super::Node::Say { who, lines, .. } = &beat.nodes["a"] else { panic!("no Say") };
        assert_eq!(who.as_str(), "amy");
        assert_eq!(lines[0].text, "News: He said \"no\" \\ twice. (5$)");
    }

    #[test]
    fn a_hole_that_is_missing_or_unknown_is_named() {
        assert!(used(&[("who", "amy")]).unwrap_err().what.contains("`news`"));
        assert!(used(&[("who", "amy"), ("news", ""), ("age", "7")]).unwrap_err().what.contains("`age`"));
    }

    #[test]
    fn a_file_says_whether_it_uses_a_template() {
        assert!(is_use("// why\n\n Use(template: \"t\")") && is_use("Use ("));
        assert!(!is_use("Beat(id: \"Use(\")") && !is_use("User(") && !is_use(""));
        assert_eq!(holes("a $b_1 $ c$d$b_1").into_iter().collect::<Vec<_>>(), ["b_1", "d"]);
    }
}
