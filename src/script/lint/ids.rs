//! Ids: plain, and one thing each.

use super::report::{Near, Report};
use crate::script::{Beat, Code, Node, load::Draft};
use std::collections::BTreeMap;

/// Looks at every id.
pub(super) fn lint(draft: &Draft, report: &mut Report<'_>) {
    for (file, beat) in draft.beats.values() {
        shared(*file, beat, report);
    }
    let mut odd = Vec::new();
    for file in 0..report.sources().len() {
        let words = report.words(file).iter();
        // `$who` stands in a template for what is put there.
        let named = words.filter(|word| word.names() && !word.value.starts_with('$') && !plain(&word.value));
        odd.extend(named.map(|word| (file, word.at.start, word.value.to_string())));
    }
    for (file, at, id) in odd {
        let help = "use small letters, digits and `_` `-` `.` `/`; saves hang on it, so change it before anybody plays";
        report.fault_at(file, at, Code::W117, format!("the id `{id}`"), help);
    }
}

/// Whether an id can be typed on any keyboard and in any file name.
fn plain(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '/' | '-');
    !id.is_empty() && id.chars().all(fits)
}

/// `Chose` could not tell a choice from something typed, in another turn of the beat, under the same id.
fn shared(file: usize, beat: &Beat, report: &mut Report<'_>) {
    let turns = beat.nodes.iter().filter_map(|(name, node)| match node {
        Node::Turn { choices, talk, .. } => Some((name, choices, talk)),
        _ => None,
    });
    let mut chosen = BTreeMap::new();
    for (name, choices, _) in turns.clone() {
        chosen.extend(choices.iter().map(|choice| (&choice.id, name)));
    }
    for (name, _, talk) in turns {
        for accept in talk.iter().flat_map(|talk| &talk.accepts) {
            if let Some(there) = chosen.get(&accept.id).filter(|there| **there != name) {
                let what = format!("`{}` is typed here and chosen in `{there}`", accept.id);
                let help = "give one of them another id: `Chose` cannot tell them apart";
                report.fault(file, Near::Accept(accept.id.as_str()), Code::W116, what, help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, say};
    use crate::script::Code;

    #[test]
    fn a_choice_and_something_typed_do_not_share_an_id() {
        let two = |id: &str| {
            format!(
                "\"open\": Turn(choices: [Choice(id: \"yes\", text: \"Yes.\", then: \"more\")], silence: \"done\"), \"more\": \
                 Turn(choices: [Choice(id: \"on\", text: \"On.\", then: \"done\")], silence: \"done\", talk: FreeTalk(with: \
                 \"voice\", turns: 1, over: \"done\", aim: \"a\", accepts: [Accept(id: \"{id}\", means: [\"yes\", \"yeah\", \
                 \"ok\"], then: \"done\")], unsure: [Line(id: \"u\", text: \"Hm.\")])),"
            )
        };
        assert!(codes(&two("yes")).contains(&Code::W116));
        assert!(!codes(&two("type-yes")).contains(&Code::W116));
    }

    #[test]
    fn ids_are_plain() {
        for odd in ["Two", "a b", "naïve"] {
            let nodes = format!(
                "\"open\": Say(who: \"narrator\", lines: [Line(id: \"{odd}\", text: \"A mug.\")], then: \"done\"),"
            );
            assert!(codes(&nodes).contains(&Code::W117), "{odd}");
        }
        assert!(
            codes(&format!("\"open\": Do(effects: [], then: \"B\"),{}", say("B", "A mug.", "done")))
                .contains(&Code::W117)
        );
        assert!(!codes(&say("open", "A mug.", "done")).contains(&Code::W117));
    }
}
