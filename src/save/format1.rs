//! Journals as the first Room Tone wrote them: a JSON array a line, each entry an object that carries its
//! kind as `"e"`, and no checksum.

use crate::story::{Entry, FORMAT};
use serde_json::{Map, Value};

/// The entries of a line; none if it is torn or cannot be read.
pub(super) fn line(line: &str) -> Option<Vec<Entry>> {
    let values: Vec<Value> = serde_json::from_str(line.strip_suffix('\n')?).ok()?;
    values.into_iter().map(entry).collect()
}

/// The format that a first line names.
pub(super) fn format(line: &str) -> Option<u64> {
    let values: Value = serde_json::from_str(line).ok()?;
    values.get(0)?.get("format")?.as_u64()
}

fn entry(value: Value) -> Option<Entry> {
    let Value::Object(mut fields) = value else { return None };
    let Value::String(kind) = fields.remove("e")? else { return None };
    if kind == "began" {
        // It goes on in the present format.
        fields.insert("format".into(), FORMAT.into());
    }
    let mut tagged = Map::new();
    tagged.insert(variant(&kind), Value::Object(fields));
    serde_json::from_value(Value::Object(tagged)).ok()
}

/// `walked_away` becomes `WalkedAway`.
fn variant(kind: &str) -> String {
    let words = kind.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each, word for word as the first Room Tone wrote them.
    const LINE: &str = concat!(
        r#"[{"e":"began","format":1,"story":"room-tone","version":"0.1.0","seed":18446744073709551615,"scene":"apartment"},"#,
        r#"{"e":"drew","count":1},{"e":"entered","beat":"grey/alarm","node":"bed"},"#,
        r#"{"e":"said","beat":"grey/alarm","line":"a","who":"narrator","text":"“Oh.”","tone":"Plain","source":"authored"},"#,
        r#"{"e":"chose","beat":"grey/alarm","choice":"off","text":"Stop it."},"#,
        r#"{"e":"applied","effects":[{"Move":["Rest",-0.02]},{"Set":"named"},{"Days":1},{"Papers":"Opened"}]},"#,
        r#"{"e":"typed","beat":null,"text":"hello"},"#,
        r#"{"e":"understood","beat":null,"meaning":null,"score":0.31,"by":"meaning"},"#,
        r#"{"e":"understood","beat":"grey/alarm","meaning":"off","score":1.0,"by":"exactly"},"#,
        r#"{"e":"silence","beat":"grey/alarm"},{"e":"touched","thing":"kettle","beat":"flat/kettle"},"#,
        r#"{"e":"wrote","letter":"widower","part":"opening","text":"Dear Joan"},"#,
        r#"{"e":"scored","letter":"widower","score":0.625,"reasons":["It is in there."]},"#,
        r#"{"e":"picked","beat":"grey/alarm","node":"which","way":2},"#,
        r#"{"e":"walked_away","beat":"grey/alarm"},{"e":"finished","beat":"grey/alarm"},{"e":"ended","ending":"sent"}]"#,
        "\n"
    );

    #[test]
    fn every_kind_of_entry_is_read() {
        let entries = line(LINE).unwrap();
        assert_eq!(entries.len(), 17);
        let began = Entry::Began {
            format: FORMAT,
            story: "room-tone".into(),
            version: "0.1.0".into(),
            seed: u64::MAX,
            scene: "apartment".into(),
            before: Default::default(),
        };
        assert_eq!(entries[0], began);
        assert_eq!(entries[14], Entry::WalkedAway { beat: "grey/alarm".into() });
        assert_eq!(entries[16], Entry::Ended { ending: "sent".into() });
    }

    #[test]
    fn what_is_torn_or_unknown_is_not_read() {
        assert_eq!(line(LINE.trim_end()), None);
        assert_eq!(line(&LINE.replace("drew", "dreamt")), None);
        assert_eq!(line("[{}]\n"), None);
        assert_eq!(format(LINE), Some(1));
    }
}
