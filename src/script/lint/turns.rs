//! Turns: can everybody get on, and is there something to choose.

use super::{
    report::{Near, Report},
    walk::{Item, walk},
};
use crate::script::{Beat, Choice, Code, Condition, DONE, Node, NodeId, load::Draft, roads};
use std::collections::BTreeSet;

/// More than this, and the last is not read any more.
const MOST: usize = 6;

/// Longer than this, and it is not read at a glance.
const GLANCE: usize = 90;

/// Whether every turn can be left.
pub(super) fn ways_on(draft: &Draft, report: &mut Report<'_>) {
    for (file, beat) in draft.beats.values() {
        for (name, node) in &beat.nodes {
            if let Node::Turn { choices, silence, .. } = node {
                way_on(*file, beat, name, choices, silence, report);
            }
        }
    }
}

/// Looks at what there is to choose.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    let mut asked: BTreeSet<(&str, &str)> = BTreeSet::new();
    walk(draft, &mut |_, item| {
        if let Item::Asks(Condition::Chose(beat, choice)) = item {
            asked.insert((beat.as_str(), choice.as_str()));
        }
    });
    for (file, beat) in draft.beats.values() {
        for (name, node) in &beat.nodes {
            if let Node::Turn { choices, .. } = node {
                alike(*file, beat, choices, &asked, report);
                if choices.len() > MOST {
                    let what = format!("{} choices in one turn", choices.len());
                    let help = "six can be weighed; take some out, or let them come later";
                    report.fault(*file, Near::Node(name.as_str()), Code::W114, what, help);
                }
                for choice in choices {
                    let long = choice.text.chars().count();
                    if long > GLANCE {
                        let near = Near::Choice(choice.id.as_str());
                        report.fault(*file, near, Code::W115, format!("{long} characters in one choice"), "cut it");
                    }
                }
            }
        }
    }
}

/// Whether somebody gets on who never types.
fn way_on(file: usize, beat: &Beat, name: &NodeId, choices: &[Choice], silence: &NodeId, report: &mut Report<'_>) {
    let open = choices.iter().any(|c| c.when.is_empty() && c.locked.is_none() && c.cost.is_none());
    if open || leaves(beat, name, silence) {
        return;
    }
    let near = Near::Node(name.as_str());
    if choices.is_empty() {
        let what = format!("nothing to choose in `{name}`, and its silence leads back to it");
        report.fault(file, near, Code::E010, what, "give it a choice, or let its silence lead on");
    } else {
        let what = format!("every choice of `{name}` may be closed, and its silence leads back to it");
        report.fault(file, near, Code::W110, what, "leave one choice open, or let its silence lead on");
    }
}

/// Whether silence leads anywhere but back, for somebody who never types.
fn leaves(beat: &Beat, turn: &NodeId, silence: &NodeId) -> bool {
    let mut open = vec![silence];
    let mut seen = BTreeSet::from([turn]);
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if id == DONE {
            return true;
        }
        match beat.nodes.get(id) {
            // What is not there is named elsewhere.
            None | Some(Node::Jump(_) | Node::End(_) | Node::Pick { over: None, .. }) => return true,
            Some(Node::Turn { choices, silence, .. }) => {
                open.extend(choices.iter().map(|choice| &choice.then).chain([silence]));
            }
            Some(node) => open.extend(roads::targets(node)),
        }
    }
    false
}

/// Two choices that nothing tells apart afterwards.
fn alike(file: usize, beat: &Beat, choices: &[Choice], asked: &BTreeSet<(&str, &str)>, report: &mut Report<'_>) {
    let remembered = |choice: &Choice| asked.contains(&(beat.id.as_str(), choice.id.as_str()));
    for (at, one) in choices.iter().enumerate() {
        let same = |other: &&Choice| {
            one.then == other.then
                && one.effects == other.effects
                && one.when == other.when
                && one.locked == other.locked
                && one.cost == other.cost
                && !remembered(one)
                && !remembered(other)
        };
        if let Some(before) = choices[..at].iter().find(same) {
            let what = format!("`{}` leads where `{}` leads, and changes the same", one.id, before.id);
            let help = "let one of them lead elsewhere, change something, or be asked about with `Chose`";
            report.fault(file, Near::Choice(one.id.as_str()), Code::W113, what, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, say};
    use crate::script::Code;

    fn turn(choices: &str, silence: &str) -> String {
        format!("\"open\": Turn(choices: [{choices}], silence: \"{silence}\"),")
    }

    const LOCKED: &str = "Choice(id: \"a\", text: \"Open it.\", then: \"done\", locked: ([Act(Beyond)], \"Not yet.\"))";

    #[test]
    fn whoever_never_types_gets_on() {
        let talk = |silence: &str| {
            format!(
                "\"open\": Turn(choices: [], silence: \"{silence}\", talk: FreeTalk(with: \"voice\", turns: 2, over: \
                 \"done\", aim: \"a\", unsure: [Line(id: \"u\", text: \"Hm.\")])),"
            )
        };
        let back = say("back", "Nothing comes of it.", "open");
        assert!(codes(&format!("{}{back}", talk("back"))).contains(&Code::E010));
        assert!(codes(&talk("open")).contains(&Code::E010));
        assert!(!codes(&talk("done")).contains(&Code::E010));
        let parts = "\"parts\": If(when: [Act(Grey)], then: \"open\", otherwise: \"done\"),";
        assert!(!codes(&format!("{}{parts}", talk("parts"))).contains(&Code::E010));
    }

    #[test]
    fn a_turn_whose_choices_may_all_be_closed_needs_a_silence_that_leads_on() {
        assert!(codes(&turn(LOCKED, "open")).contains(&Code::W110));
        assert!(!codes(&turn(LOCKED, "done")).contains(&Code::W110));
        let open = format!("{LOCKED}, Choice(id: \"b\", text: \"Leave it.\", then: \"done\")");
        assert!(!codes(&turn(&open, "open")).contains(&Code::W110));
    }

    #[test]
    fn two_choices_must_differ_in_something() {
        let two = |second: &str| {
            let first = "Choice(id: \"a\", text: \"Yes.\", then: \"done\")";
            codes(&turn(&format!("{first}, Choice(id: \"b\", text: \"No.\", then: \"done\"{second})"), "done"))
        };
        assert!(two("").contains(&Code::W113));
        assert!(!two(", effects: [Move(Trust, 0.1)]").contains(&Code::W113));
        assert!(!two(", when: [Act(Grey)]").contains(&Code::W113));
        let asked =
            "Choice(id: \"a\", text: \"Yes.\", then: \"next\"), Choice(id: \"b\", text: \"No.\", then: \"next\")";
        let parts = "\"next\": If(when: [Chose(\"test/beat\", \"b\")], then: \"done\", otherwise: \"done\"),";
        assert!(!codes(&format!("{}{parts}", turn(asked, "done"))).contains(&Code::W113));
    }

    #[test]
    fn six_choices_can_be_weighed() {
        let many = |count: usize| {
            let each = |n: usize| {
                format!("Choice(id: \"c{n}\", text: \"Say {n}.\", then: \"done\", effects: [Move(Trust, 0.0{n})]),")
            };
            codes(&turn(&(1..=count).map(each).collect::<String>(), "done"))
        };
        assert!(many(7).contains(&Code::W114));
        assert!(!many(6).contains(&Code::W114));
    }

    #[test]
    fn a_choice_is_read_at_a_glance() {
        let long = |length: usize| {
            let text = "a".repeat(length);
            codes(&turn(&format!("Choice(id: \"c\", text: \"{text}\", then: \"done\")"), "done"))
        };
        assert!(long(91).contains(&Code::W115));
        assert!(!long(90).contains(&Code::W115));
    }
}
