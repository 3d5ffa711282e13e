//! Does a beat sound otherwise in another life, and does an answer wear out.

use super::report::{Near, Report};
use crate::script::{Code, Line, Node, load::Draft, patch::Common};

/// A beat of so many lines is long enough to notice what came before it.
const LONG: usize = 5;

/// So many of its lines should hang on something, or have other words.
const MOODS: usize = 3;

/// Looks at every beat and every answer.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    for (file, beat) in draft.beats.values() {
        let said = || {
            beat.nodes.values().filter_map(|node| match node {
                Node::Say { lines, .. } => Some(lines),
                _ => None,
            })
        };
        let lines: usize = said().map(Vec::len).sum();
        let moods: usize = said().map(|lines| varied(lines)).sum();
        if lines >= LONG && moods < MOODS {
            let what = format!("{lines} lines, and {moods} of them hang on what came before");
            let help = "give three of them `when`, `instead` or `other`";
            report.fault(*file, Near::Any(beat.id.as_str()), Code::W111, what, help);
        }
        for talk in beat.nodes.values().filter_map(|node| match node {
            Node::Turn { talk, .. } => talk.as_ref(),
            _ => None,
        }) {
            for accept in talk.accepts.iter().filter(|a| a.then.is_none() && (talk.turns > 1 || beat.again)) {
                once(*file, Near::Accept(accept.id.as_str()), accept.id.as_str(), &accept.say, report);
            }
        }
    }
    if let Some(topics) = &draft.topics {
        for accept in &topics.accepts {
            let file = draft.source_of(Common::Topics, accept.id.as_str());
            once(file, Near::Accept(accept.id.as_str()), accept.id.as_str(), &accept.say, report);
        }
        for deed in &topics.deeds {
            let file = draft.source_of(Common::Topics, deed.id.as_str());
            once(file, Near::Any(deed.id.as_str()), deed.id.as_str(), &deed.say, report);
        }
    }
}

/// How many of the lines are said otherwise, or not at all, in another life.
fn varied(lines: &[Line]) -> usize {
    let one = |line: &Line| {
        let hangs = !line.when.is_empty() || !line.other.is_empty() || !line.instead.is_empty();
        usize::from(hangs) + varied(&line.instead)
    };
    lines.iter().map(one).sum()
}

/// An answer that can be asked for again and has only one line.
fn once(file: usize, near: Near<'_>, id: &str, say: &[Line], report: &mut Report<'_>) {
    if let [only] = say
        && only.other.is_empty()
        && only.instead.is_empty()
    {
        let what = format!("`{id}` has one answer: asked twice, it is said twice");
        report.fault(file, near, Code::W112, what, "write a second and a third, or `other` words for it");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::codes;
    use crate::script::Code;

    fn lines(count: usize, extra: &str) -> String {
        let each = |n: usize| format!("Line(id: \"l{n}\", text: \"Number {n} is said.\"),");
        let lines: String = (0..count).map(each).collect();
        format!("\"open\": Say(who: \"narrator\", lines: [{lines}{extra}], then: \"done\"),")
    }

    #[test]
    fn a_long_beat_knows_what_came_before() {
        assert!(codes(&lines(5, "")).contains(&Code::W111));
        assert!(!codes(&lines(4, "")).contains(&Code::W111));
        let varied = "Line(id: \"v\", text: \"A mug.\", instead: [Line(id: \"w\", when: [Act(Hello)], text: \"Her mug.\")]), \
                      Line(id: \"x\", text: \"A lamp.\", other: [\"The lamp.\"])";
        assert!(!codes(&lines(5, varied)).contains(&Code::W111));
        assert!(codes(&lines(5, "Line(id: \"x\", text: \"A lamp.\", other: [\"The lamp.\"])")).contains(&Code::W111));
    }

    #[test]
    fn an_answer_that_can_be_asked_for_again_has_a_second() {
        let talk = |turns: u32, say: &str, then: &str| {
            codes(&format!(
                "\"open\": Turn(choices: [Choice(id: \"c\", text: \"On.\", then: \"done\")], silence: \"done\", talk: \
                 FreeTalk(with: \"voice\", turns: {turns}, over: \"done\", aim: \"a\", accepts: [Accept(id: \"a\", means: \
                 [\"one\", \"two\", \"three\"], say: [{say}]{then})], unsure: [Line(id: \"u\", text: \"Hm.\")])),"
            ))
        };
        let (one, two) = ("Line(id: \"s\", text: \"Yes.\"),", "Line(id: \"t\", text: \"Still yes.\"),");
        assert!(talk(3, one, "").contains(&Code::W112));
        assert!(!talk(3, &format!("{one}{two}"), "").contains(&Code::W112));
        assert!(!talk(1, one, "").contains(&Code::W112));
        assert!(!talk(3, one, ", then: \"done\"").contains(&Code::W112));
    }
}
