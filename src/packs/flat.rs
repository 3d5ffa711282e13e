//! An authored thing taken apart into fields with a text each, so that two states of it can be laid side by side.
//! What has an id inside of it (a line, a choice) becomes a thing of its own.

use crate::script::Kind;
use serde_json::Value;
use std::collections::BTreeMap;

/// A thing's fields, and whose part it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Thing {
    /// What it stands in; itself, for what has a file or an entry of its own.
    pub root: Option<(Kind, String)>,
    /// By their names, as `nodes.kettle.then`.
    pub fields: BTreeMap<String, String>,
}

/// Things by kind and name: a line's name is that of its beat and its own.
pub(super) type Flat = BTreeMap<(Kind, String), Thing>;

/// All of an inventory, flat.
pub(super) fn flat(inventory: &BTreeMap<(Kind, String), Value>) -> Flat {
    let mut flat = Flat::new();
    for ((kind, id), value) in inventory {
        let root = (*kind, id.clone());
        let fields = Taking { root: &root, into: &mut flat }.fields(id, value);
        flat.insert(root, Thing { root: None, fields });
    }
    flat
}

struct Taking<'a> {
    root: &'a (Kind, String),
    into: &'a mut Flat,
}

impl Taking<'_> {
    fn fields(&mut self, id: &str, value: &Value) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        self.take(id, String::new(), value, &mut fields);
        fields
    }

    fn take(&mut self, id: &str, at: String, value: &Value, fields: &mut BTreeMap<String, String>) {
        match value {
            Value::Null => {}
            Value::Object(map) => {
                for (key, value) in map {
                    let below = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                    self.take(id, below, value, fields);
                }
            }
            Value::Array(list) => {
                let kind = Kind::of_list(at.rsplit('.').next().unwrap_or_default());
                let ids: Option<Vec<&str>> = list.iter().map(|item| item.get("id")?.as_str()).collect();
                let text = match (kind, ids) {
                    (Some(kind), Some(ids)) => {
                        for (own, item) in ids.iter().zip(list) {
                            let name = format!("{id}/{own}");
                            let fields = self.fields(&name, item);
                            self.into.insert((kind, name), Thing { root: Some(self.root.clone()), fields });
                        }
                        ids.join(", ")
                    }
                    _ => said(value),
                };
                fields.insert(at, text);
            }
            Value::String(text) => {
                fields.insert(at, text.clone());
            }
            other => {
                fields.insert(at, said(other));
            }
        }
    }
}

/// A value much as it would be written in a file.
fn said(value: &Value) -> String {
    let all = |list: &[Value]| list.iter().map(said).collect::<Vec<_>>().join(", ");
    match value {
        Value::Null => String::new(),
        Value::Bool(is) => is.to_string(),
        // Authored numbers are short: as they were typed, not as they are kept.
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |exact| (exact as f32).to_string()),
        // A variant's name stands bare.
        Value::String(text) if text.starts_with(char::is_uppercase) && text.chars().all(char::is_alphanumeric) => {
            text.clone()
        }
        Value::String(text) => format!("{text:?}"),
        Value::Array(list) => format!("[{}]", all(list)),
        Value::Object(map) => match map.iter().next() {
            Some((name, inside)) if map.len() == 1 && name.starts_with(char::is_uppercase) => match inside {
                Value::Array(list) => format!("{name}({})", all(list)),
                Value::Object(_) => format!("{name}{}", said(inside)),
                single => format!("{name}({})", said(single)),
            },
            _ => {
                let fields = map.iter().filter(|(_, value)| !value.is_null());
                let fields: Vec<String> = fields.map(|(key, value)| format!("{key}: {}", said(value))).collect();
                format!("({})", fields.join(", "))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_and_choices_become_things_of_their_own() {
        let beat = json!({
            "id": "a/b", "pull": 0.7_f32,
            "when": [{"Done": "x"}, {"Is": ["Trust", {"AtLeast": 0.4_f32}]}, {"Act": "Grey"}],
            "left": null,
            "nodes": {"n": {"Say": {"who": "amy", "lines": [{"id": "l", "text": "Hello."}], "then": "done"}}},
        });
        let flat = flat(&BTreeMap::from([((Kind::Beat, "a/b".to_owned()), beat)]));
        let beat = &flat[&(Kind::Beat, "a/b".into())].fields;
        assert_eq!(beat["when"], "[Done(\"x\"), Is(Trust, AtLeast(0.4)), Act(Grey)]");
        assert_eq!(beat["pull"], "0.7");
        assert_eq!(beat["nodes.n.Say.lines"], "l");
        assert!(!beat.contains_key("left"));
        let line = &flat[&(Kind::Line, "a/b/l".into())];
        assert_eq!(line.fields["text"], "Hello.");
        assert_eq!(line.root, Some((Kind::Beat, "a/b".into())));
    }
}
