//! Changes that nothing asks about: a value that is moved and never weighed, a belief that is never said again.

use super::{
    report::{Near, Report},
    walk::{Item, walk},
};
use crate::script::{Code, Condition, Effect, Gap, Piece, load::Draft, pieces};
use std::collections::BTreeSet;

/// Names each of them once, where it is first changed.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    // What cannot be read may be just what asks.
    if !draft.faults.is_empty() {
        return;
    }
    let sources = report.sources();
    let (mut gauges, mut beliefs, mut papers) = (BTreeSet::new(), BTreeSet::new(), false);
    let mut changes = Vec::new();
    walk(draft, &mut |file, item| match item {
        Item::Asks(Condition::Is(gauge, _)) => {
            gauges.insert(*gauge);
        }
        Item::Takes(gauge) => {
            gauges.insert(gauge);
        }
        Item::Asks(Condition::Papers(_)) => papers = true,
        Item::Asks(Condition::Believes(about)) => {
            beliefs.insert(about.clone());
        }
        Item::Asks(_) => {}
        Item::Says(text) => beliefs.extend(believed(text)),
        Item::Does(effect) => changes.push((file, effect)),
    });
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (file, effect) in changes {
        let source = sources.get(file).map_or("", |source| source.text.as_str());
        match effect {
            Effect::Move(gauge, _) if !gauges.contains(gauge) && told.insert(gauge.name()) => {
                let at = source.find(&format!("Move({gauge}")).unwrap_or_default();
                let what = format!("{gauge} is moved, and no condition asks about it");
                report.fault_at(file, at, Code::W109, what, format!("let a line or a choice hang on `Is({gauge}, …)`"));
            }
            Effect::Papers(_) if !papers && told.insert("the papers") => {
                let at = source.find("Papers(").unwrap_or_default();
                let help = "let a line or a choice hang on `Papers(…)`";
                report.fault_at(file, at, Code::W109, "the papers change, and no condition asks about them", help);
            }
            Effect::Believe(about, _) if !beliefs.contains(about) && told.insert(about) => {
                let what = format!("something is believed about “{about}”, and nothing asks what");
                let help =
                    format!("say it again, as `{{believes:{about}}}`, or let a line hang on `Believes(\"{about}\")`");
                report.fault(file, Near::Any(about), Code::W109, what, help);
            }
            _ => {}
        }
    }
}

/// What the gaps of a text ask about.
fn believed(text: &str) -> Vec<String> {
    if !text.contains('{') {
        return Vec::new();
    }
    let about = |piece| match piece {
        Piece::Gap(Gap::Believes(about), _) => Some(about),
        _ => None,
    };
    pieces(text).unwrap_or_default().into_iter().filter_map(about).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, say, whole};
    use crate::script::Code;

    #[test]
    fn a_value_that_is_moved_must_be_weighed_somewhere() {
        let moves = "\"open\": Do(effects: [Move(Trust, 0.1), Move(Trust, 0.2)], then: \"next\"),";
        let found = whole(&format!("{moves}{}", say("next", "Nothing hangs on it.", "done")));
        let found: Vec<_> = found.iter().filter(|fault| fault.code == Code::W109).collect();
        assert!(found.len() == 1 && found.iter().all(|f| f.what.contains("Trust")), "{found:?}");
        let asks = "\"next\": If(when: [Any([Not(Is(Trust, AtLeast(0.5)))])], then: \"done\", otherwise: \"done\"),";
        assert!(!codes(&format!("{moves}{asks}")).contains(&Code::W109));
    }

    #[test]
    fn a_belief_must_be_said_again_or_asked_about() {
        let keeps = "\"open\": Do(effects: [Believe(\"the lamp\", \"it is hers\")], then: \"next\"),";
        assert!(codes(&format!("{keeps}{}", say("next", "Nothing is said of it.", "done"))).contains(&Code::W109));
        let gap = say("next", "The lamp: {believes:the lamp|nothing yet}.", "done");
        assert!(!codes(&format!("{keeps}{gap}")).contains(&Code::W109));
        let asks = "\"next\": If(when: [Believes(\"the lamp\")], then: \"done\", otherwise: \"done\"),";
        assert!(!codes(&format!("{keeps}{asks}")).contains(&Code::W109));
    }

    #[test]
    fn papers_must_be_looked_at() {
        let lays = "\"open\": Do(effects: [Papers(Signed)], then: \"next\"),";
        assert!(codes(&format!("{lays}{}", say("next", "They lie there.", "done"))).contains(&Code::W109));
        let asks = "\"next\": If(when: [Papers(Signed)], then: \"done\", otherwise: \"done\"),";
        assert!(!codes(&format!("{lays}{asks}")).contains(&Code::W109));
    }
}
