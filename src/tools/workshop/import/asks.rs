//! From a world book to what can be asked: the keys of an entry become what people would type, its content
//! what is answered.

use super::{
    book::Entry,
    speech::breaths,
    tame::{Names, calm, tame},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// As many answers as one entry gives: asked again, the next is given.
const MOST_LINES: usize = 6;

/// As long as a key may be.
const LONGEST_KEY: usize = 48;

/// As many keys as are asked about besides the first.
const OTHERS: usize = 3;

/// What can be asked, as `accepts` of a free talk.
#[derive(Debug, Default)]
pub(super) struct Asks {
    /// Each as an `Accept` is written.
    pub accepts: Vec<Value>,
    /// How many answers they give.
    pub lines: usize,
    /// Entries in which nothing was left to say or to ask.
    pub empty: usize,
    /// Entries whose answers were cut.
    pub cut: usize,
}

/// One thing that can be asked about.
struct Ask {
    id: String,
    means: Vec<String>,
    say: Vec<String>,
}

/// What the entries of a world book become. Entries with the same first key are one thing to ask about.
pub(super) fn asks(book: &[Entry], names: &Names) -> Asks {
    let mut out = Asks::default();
    let mut all: Vec<Ask> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let (mut ids, mut said) = (BTreeSet::new(), BTreeSet::new());
    for entry in book {
        let keys: Vec<String> = entry.keys.iter().map(|key| key_of(key, names)).filter(|key| !key.is_empty()).collect();
        let lines: Vec<String> = breaths(&calm_lines(&entry.content, names))
            .into_iter()
            .filter(|line| said.insert(line.to_lowercase()))
            .collect();
        let (Some(first), false) = (keys.first(), lines.is_empty()) else {
            out.empty += 1;
            continue;
        };
        let at = *by_key.entry(first.clone()).or_insert_with(|| {
            all.push(Ask { id: id_of(first, &mut ids), means: Vec::new(), say: Vec::new() });
            all.len() - 1
        });
        let Some(ask) = all.get_mut(at) else { continue };
        for words in means(&keys) {
            if !ask.means.contains(&words) {
                ask.means.push(words);
            }
        }
        let room = MOST_LINES.saturating_sub(ask.say.len());
        out.cut += usize::from(lines.len() > room);
        ask.say.extend(lines.into_iter().take(room));
    }
    for Ask { id, means, say } in all {
        out.lines += say.len();
        let say = say.iter().zip(1..).map(|(text, n)| json!({ "id": format!("{id}_{n}"), "text": text }));
        let say: Vec<Value> = say.collect();
        out.accepts.push(json!({ "id": id, "means": means, "say": say }));
    }
    out
}

/// The content as it is said: no asterisks, its paragraphs apart.
fn calm_lines(content: &str, names: &Names) -> String {
    tame(content, names).replace(['*', '"'], "")
}

/// A key as somebody would type it. Empty if there are no words in it.
fn key_of(key: &str, names: &Names) -> String {
    let key = calm(&tame(key, names)).to_lowercase();
    let key: String =
        key.chars().map(|c| if matches!(c, '"' | '“' | '”' | '(' | ')' | '?') { ' ' } else { c }).collect();
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    if key.chars().count() > LONGEST_KEY || !key.chars().any(char::is_alphanumeric) { String::new() } else { key }
}

/// Five ways to ask about the first key, and one for each of a few others.
fn means(keys: &[String]) -> Vec<String> {
    let mut means = Vec::new();
    if let Some(first) = keys.first() {
        means.extend([
            format!("what about {first}"),
            format!("tell me about {first}"),
            format!("what do you know about {first}"),
            format!("what can you say about {first}"),
            first.clone(),
        ]);
    }
    means.extend(keys.iter().skip(1).take(OTHERS).map(|key| format!("what about {key}")));
    means
}

/// An id from the key, so that it stays the same when the card is imported again.
fn id_of(key: &str, ids: &mut BTreeSet<String>) -> String {
    let letters: String = key.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(32).collect();
    let plain = format!("about_{}", letters.trim_matches('_'));
    let numbered = (2..).map(|n: u32| format!("{plain}_{n}"));
    let id = std::iter::once(plain.clone()).chain(numbered).find(|id| !ids.contains(id)).unwrap_or(plain);
    ids.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names = Names { char: "Mara", user: "Theodore" };

    fn entry(keys: &[&str], content: &str) -> Entry {
        Entry { keys: keys.iter().map(|key| (*key).to_owned()).collect(), content: content.into() }
    }

    #[test]
    fn a_key_becomes_questions_and_the_content_their_answer() {
        let asks = asks(&[entry(&["Lighthouse", "the lamp"], "{{char}} keeps it. It is {white}.")], &NAMES);
        assert_eq!((asks.accepts.len(), asks.lines), (1, 1));
        let accept = &asks.accepts[0];
        assert_eq!(accept["id"], "about_lighthouse");
        assert_eq!(accept["say"][0]["text"], "Mara keeps it. It is {{white}.");
        let means: Vec<&str> = accept["means"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(means.len() >= 5 && means.contains(&"tell me about lighthouse"), "{means:?}");
        assert!(means.contains(&"what about the lamp"), "{means:?}");
    }

    #[test]
    fn entries_about_the_same_are_one_and_ids_never_clash() {
        let book = [
            entry(&["sea"], "It is cold."),
            entry(&["SEA"], "It is wide."),
            entry(&["sea!"], "It is loud."),
            entry(&["<b></b>"], "Nothing to ask."),
            entry(&["sky"], "<script>x</script>"),
        ];
        let asks = asks(&book, &NAMES);
        assert_eq!((asks.accepts.len(), asks.empty), (2, 2));
        assert_eq!(asks.accepts[0]["say"].as_array().map(Vec::len), Some(2));
        assert_eq!(asks.accepts[1]["id"], "about_sea_2");
    }

    #[test]
    fn a_long_entry_is_cut() {
        let long: String = (0..90).map(|n| format!("Ship number {n} has come past the window and gone on. ")).collect();
        let asks = asks(&[entry(&["ships"], &long)], &NAMES);
        assert_eq!((asks.lines, asks.cut), (MOST_LINES, 1));
    }
}
