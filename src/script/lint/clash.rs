//! Conditions that can never hold together.

use super::report::{Near, Report};
use crate::script::{Act, Beat, Bound, Code, Condition, CountBound, Gauge, Line, Node, Papers, Phase, load::Draft};
use std::collections::BTreeMap;

/// Names every list of conditions that cannot hold.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    for (file, beat) in draft.beats.values() {
        for (near, when) in lists(beat) {
            if let Some(why) = contradiction(when) {
                let what = format!("these conditions never hold together: {why}");
                report.fault(*file, Near::Any(near), Code::W107, what, "take one of them out");
            }
        }
    }
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
}
