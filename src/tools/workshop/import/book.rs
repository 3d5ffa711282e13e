//! The world book of a card: what the character knows, and which words bring it up.

use serde_json::Value;

/// As many entries as are taken.
pub const MOST_ENTRIES: usize = 200;

/// As many keys of one entry as are looked at.
const MOST_KEYS: usize = 8;

/// One entry, as it stands in the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Words that bring it up.
    pub keys: Vec<String>,
    /// What is known.
    pub content: String,
}

/// The entries that can be asked about, in the order in which the card wants them; why the others were
/// left out is added to `left_out`.
pub(super) fn entries(book: &Value, left_out: &mut Vec<String>) -> Vec<Entry> {
    let all: Vec<&Value> = match book.get("entries") {
        Some(Value::Array(list)) => list.iter().collect(),
        // Some programs number them instead.
        Some(Value::Object(map)) => map.values().collect(),
        _ => Vec::new(),
    };
    let (mut off, mut patterns, mut silent, mut keyless) = (0, 0, 0, 0);
    let mut kept: Vec<(f64, Entry)> = Vec::new();
    for entry in all {
        let is = |field: &str| entry.get(field).and_then(Value::as_bool);
        let (content, never) = undecorated(entry.get("content").and_then(Value::as_str).unwrap_or_default());
        let keys: Vec<String> = keys(entry);
        if is("enabled") == Some(false) || never {
            off += 1;
        } else if is("use_regex") == Some(true) {
            patterns += 1;
        } else if content.trim().is_empty() {
            silent += 1;
        } else if keys.is_empty() {
            keyless += 1;
        } else {
            let order = entry.get("insertion_order").and_then(Value::as_f64).unwrap_or_default();
            kept.push((order, Entry { keys, content }));
        }
    }
    kept.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let beyond = kept.len().saturating_sub(MOST_ENTRIES);
    for (count, why) in [
        (off, "that are switched off in the card"),
        (patterns, "that patterns bring up, and not plain words"),
        (silent, "that are empty"),
        (keyless, "without words that would bring them up"),
        (beyond, "beyond the first 200"),
    ] {
        if count > 0 {
            left_out.push(format!("world book entries {why}: {count}"));
        }
    }
    kept.into_iter().take(MOST_ENTRIES).map(|(_, entry)| entry).collect()
}

/// The plain keys. One between slashes is a pattern, whatever the entry says about itself.
fn keys(entry: &Value) -> Vec<String> {
    let keys = entry.get("keys").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let plain = keys.filter(|key| key.chars().any(char::is_alphanumeric) && !key.trim_start().starts_with('/'));
    plain.take(MOST_KEYS).map(ToOwned::to_owned).collect()
}

/// The content without the decorators before it, and whether one of them says that it is never to be used.
fn undecorated(content: &str) -> (String, bool) {
    let mut rest = content.trim_start();
    let (mut never, mut always) = (false, false);
    while rest.starts_with("@@") {
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        never |= line.trim_end() == "@@dont_activate";
        always |= line.trim_end() == "@@activate";
        rest = below.trim_start();
    }
    (rest.to_owned(), never && !always)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn entries_come_in_their_order_and_the_others_are_counted() {
        let book = json!({ "entries": [
            { "keys": ["b"], "content": "Second.", "insertion_order": 9, "enabled": true },
            { "keys": ["a"], "content": "@@depth 4\n@@@activate_only_after 3\n\nFirst.", "insertion_order": 1 },
            { "keys": ["c"], "content": "Off.", "enabled": false },
            { "keys": ["d"], "content": "@@dont_activate\nNever." },
            { "keys": ["/e+/i"], "content": "A pattern in plain clothes." },
            { "keys": ["f+"], "content": "A pattern.", "use_regex": true },
            { "keys": ["g"], "content": "@@depth 2" },
            "not an entry",
        ]});
        let mut left_out = Vec::new();
        let entries = entries(&book, &mut left_out);
        assert_eq!(entries.iter().map(|e| e.content.as_str()).collect::<Vec<_>>(), ["First.", "Second."]);
        let said = left_out.join("\n");
        for wanted in ["switched off in the card: 2", "not plain words: 1", "are empty: 2", "bring them up: 1"] {
            assert!(said.contains(wanted), "{said}");
        }
    }

    #[test]
    fn no_book_however_odd_makes_it_panic() {
        for book in [json!(null), json!([]), json!({ "entries": 3 }), json!({ "entries": { "0": { "keys": "a" } } })] {
            assert!(entries(&book, &mut Vec::new()).is_empty());
        }
    }
}
