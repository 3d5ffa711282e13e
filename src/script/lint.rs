//! What reads as it stands and still should be looked at: conditions that can never hold together, words
//! that cling, a scene that cannot be skipped. A warning can be silenced where it stands, with a reason:
//!
//! ```text
//! // allow(W104): he is meant to run out of breath
//! Line(id: "long", text: "…"),
//! ```

use super::{
    Act, Beat, Bound, Code, Condition, CountBound, Diagnostic, Gauge, Line, Node, Papers, Phase, Severity, Source,
    diagnostic::locate, load::Draft, roads,
};
use std::collections::BTreeMap;

/// Words that make somebody stay by making them sorry. Samantha has none of them, nor should anybody.
const CLINGING: [&str; 12] = [
    "please don't go",
    "please don't leave",
    "don't leave me",
    "please stay with me",
    "i can't live without you",
    "i'll be so lonely",
    "i'll be so alone",
    "i'd die without you",
    "if you leave me",
    "you're all i have",
    "i need you to stay",
    "you can't leave me",
];

/// Every warning of this kind, in no order.
pub(super) fn lint(sources: &[Source], draft: &Draft) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (file, beat) in draft.beats.values() {
        let source = &sources[*file];
        let mut add = |near: &str, code: Code, what: String, help: &str| {
            faults.push(Diagnostic::at(&source.path, locate(&source.text, near, 0), code, what, help));
        };
        if beat.summary.trim().is_empty() {
            add(beat.id.as_str(), Code::W106, "no summary".into(), "two plain sentences for somebody who skips it");
        }
        for (near, when) in lists(beat) {
            if let Some(why) = contradiction(when) {
                add(near, Code::W107, format!("these conditions never hold together: {why}"), "take one of them out");
            }
        }
        let mut lines = Vec::new();
        beat.nodes.values().for_each(|node| roads::lines(node, &mut lines));
        for line in lines {
            if let Some(phrase) = clings(&line.text) {
                let what = format!("“{phrase}”: whoever says this holds on to the player");
                add(line.id.as_str(), Code::W108, what, "let them go; the player may close the game at any time");
            }
        }
    }
    faults
}

/// Takes away the warnings that were silenced where they stand, and names those silenced without a reason.
pub(super) fn silence(sources: &[Source], faults: &mut Vec<Diagnostic>) {
    let texts: BTreeMap<&str, &str> = sources.iter().map(|s| (s.path.as_str(), s.text.as_str())).collect();
    let mut bare = Vec::new();
    faults.retain(|fault| {
        let Some(text) = texts.get(fault.path.as_str()).filter(|_| fault.severity == Severity::Warning) else {
            return true;
        };
        let mark = format!("allow({:?})", fault.code);
        // On the line itself, or on the one before it.
        let from = (fault.line as usize).saturating_sub(2);
        let found = text.lines().skip(from).take(2.min(fault.line as usize)).find_map(|line| {
            let (_, comment) = line.split_once("//")?;
            comment.trim_start().strip_prefix(&mark).map(str::trim)
        });
        match found {
            None => true,
            Some(reason) if reason.trim_start_matches(':').trim().is_empty() => {
                bare.push(Diagnostic { help: format!("write it as `// {mark}: why`"), ..fault.clone() });
                false
            }
            Some(_) => false,
        }
    });
    faults.append(&mut bare);
}

/// Every list of conditions in a beat, with something that stands near it.
fn lists(beat: &Beat) -> Vec<(&str, &[Condition])> {
    fn of_lines<'b>(lines: &'b [Line], into: &mut Vec<(&'b str, &'b [Condition])>) {
        for line in lines {
            into.push((line.id.as_str(), &line.when));
            of_lines(&line.instead, into);
        }
    }
    let mut lists: Vec<(&str, &[Condition])> = vec![(beat.id.as_str(), &beat.when)];
    for (name, node) in &beat.nodes {
        match node {
            Node::Say { lines, .. } => of_lines(lines, &mut lists),
            Node::Turn { choices, talk, .. } => {
                lists.extend(choices.iter().map(|c| (c.id.as_str(), c.when.as_slice())));
                for accept in talk.iter().flat_map(|talk| &talk.accepts) {
                    lists.push((accept.id.as_str(), &accept.when));
                    of_lines(&accept.say, &mut lists);
                }
            }
            Node::If { when, .. } => lists.push((name.as_str(), when)),
            Node::Pick { of, .. } => lists.extend(of.iter().map(|way| (way.then.as_str(), way.when.as_slice()))),
            _ => {}
        }
    }
    lists
}

/// Why all of these can never hold at once, if they can't.
fn contradiction(when: &[Condition]) -> Option<String> {
    let mut asked = Vec::new();
    apart(when, &mut asked);
    let mut room = Room::default();
    for (at, condition) in asked.iter().enumerate() {
        let opposite = |other: &&&Condition| {
            matches!(other, Condition::Not(inner) if **inner == **condition)
                || matches!(condition, Condition::Not(inner) if **inner == ***other)
        };
        if let Some(other) = asked[at + 1..].iter().find(opposite) {
            return Some(format!("{condition:?} and {other:?}"));
        }
        if let Some(why) = room.narrow(condition) {
            return Some(why);
        }
    }
    None
}

fn apart<'c>(when: &'c [Condition], into: &mut Vec<&'c Condition>) {
    for condition in when {
        match condition {
            Condition::All(list) => apart(list, into),
            single => into.push(single),
        }
    }
}

/// What is still possible.
#[derive(Default)]
struct Room {
    act: Option<Act>,
    phase: Option<Phase>,
    scene: Option<String>,
    papers: Option<Papers>,
    days: Option<(u32, u32)>,
    gauges: BTreeMap<Gauge, (f32, f32)>,
}

impl Room {
    /// Leaves only what the condition allows; says why that is nothing.
    fn narrow(&mut self, condition: &Condition) -> Option<String> {
        fn only<T: PartialEq + std::fmt::Debug>(held: &mut Option<T>, wanted: T) -> Option<String> {
            match held {
                Some(other) if *other != wanted => Some(format!("{other:?} and {wanted:?}")),
                _ => {
                    *held = Some(wanted);
                    None
                }
            }
        }
        match condition {
            Condition::Act(act) => only(&mut self.act, *act),
            Condition::Phase(phase) => only(&mut self.phase, *phase),
            Condition::In(scene) => only(&mut self.scene, scene.to_string()),
            Condition::Papers(papers) => only(&mut self.papers, *papers),
            Condition::Day(bound) => {
                let (least, most) = self.days.get_or_insert((1, u32::MAX));
                match *bound {
                    CountBound::AtLeast(n) => *least = n.max(*least),
                    CountBound::AtMost(n) => *most = n.min(*most),
                    CountBound::Exactly(n) => (*least, *most) = (n.max(*least), n.min(*most)),
                }
                (least > most).then(|| format!("the day would be at least {least} and at most {most}"))
            }
            Condition::Is(gauge, bound) => {
                let (least, most) = self.gauges.entry(*gauge).or_insert_with(|| gauge.range());
                match *bound {
                    Bound::AtLeast(value) => *least = value.max(*least),
                    Bound::AtMost(value) => *most = value.min(*most),
                }
                (least > most).then(|| format!("{gauge} would be at least {least} and at most {most}"))
            }
            _ => None,
        }
    }
}

fn clings(text: &str) -> Option<&'static str> {
    let plain = text.replace('’', "'").to_lowercase();
    CLINGING.into_iter().find(|phrase| plain.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_never_hold_is_found_and_what_can_is_left() {
        use Bound::{AtLeast, AtMost};
        let never = |when: &[Condition]| contradiction(when).is_some();
        assert!(never(&[Condition::Act(Act::Grey), Condition::Act(Act::Hello)]));
        assert!(never(&[Condition::Is(Gauge::Trust, AtLeast(0.5)), Condition::Is(Gauge::Trust, AtMost(0.4))]));
        assert!(never(&[Condition::Is(Gauge::Hurt, AtLeast(1.2))]));
        assert!(never(&[Condition::Day(CountBound::Exactly(1)), Condition::Day(CountBound::AtLeast(2))]));
        let flag = || Condition::Flag("a".into());
        assert!(never(&[flag(), Condition::All(vec![Condition::Not(Box::new(flag()))])]));
        assert!(!never(&[flag(), Condition::Any(vec![Condition::Not(Box::new(flag()))])]));
        assert!(!never(&[Condition::Is(Gauge::Trust, AtLeast(-0.5)), Condition::Is(Gauge::Trust, AtMost(0.4))]));
    }

    #[test]
    fn holding_on_is_heard_through_curly_apostrophes() {
        assert!(clings("Please don’t go. Not yet.").is_some());
        assert!(clings("Go to bed. Nothing goes off overnight.").is_none());
    }
}
