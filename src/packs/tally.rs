//! What a pack changes, in numbers.

use super::{Change, How};
use crate::script::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// In a few words: `adds 2 beats and a letter; replaces 1 beat; changes 3 lines`. Empty if it changes nothing.
pub fn tally<'c>(changes: impl IntoIterator<Item = &'c Change>) -> String {
    // A thing counts once, however many of its fields are otherwise.
    let mut counts: BTreeMap<How, BTreeMap<Kind, BTreeSet<&str>>> = BTreeMap::new();
    for change in changes {
        counts.entry(change.how).or_default().entry(change.kind).or_default().insert(&change.id);
    }
    let said = counts.into_iter().map(|(how, kinds)| {
        let verb = match how {
            How::Added => "adds",
            How::Replaced => "replaces",
            How::Changed => "changes",
            How::Removed => "takes out",
        };
        let things = kinds.into_iter().map(|(kind, ids)| {
            let (one, many) = kind.words();
            let count = ids.len();
            format!("{count} {}", if count == 1 { one } else { many })
        });
        format!("{verb} {}", things.collect::<Vec<_>>().join(", "))
    });
    said.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_and_not_their_fields() {
        let change = |kind, id: &str, field: &str, how| Change {
            pack: "p".into(),
            kind,
            id: id.into(),
            field: field.into(),
            how,
            was: None,
            is: None,
            collides: Vec::new(),
        };
        let all = [
            change(Kind::Beat, "a", "", How::Added),
            change(Kind::Beat, "b", "", How::Added),
            change(Kind::Line, "c/l", "text", How::Changed),
            change(Kind::Line, "c/l", "tone", How::Changed),
        ];
        assert_eq!(tally(&all), "adds 2 beats; changes 1 line");
        assert_eq!(tally(&[]), "");
    }
}
