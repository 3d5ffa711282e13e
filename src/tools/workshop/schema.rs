//! `room-tone schema`: the format as JSON Schemas, made from the types that read it.

use crate::script::{Beat, Cast, Ending, Letter, Manifest, Scene, Template, Topics, Use};
use schemars::{Schema, schema_for};
use std::{fs, path::Path, process::ExitCode};

/// One kind of file, and how its schema is made.
struct Kind {
    name: &'static str,
    make: fn() -> Schema,
}

/// Every kind of file that is written by hand.
static KINDS: [Kind; 9] = [
    Kind { name: "beat", make: || schema_for!(Beat) },
    Kind { name: "cast", make: || schema_for!(Cast) },
    Kind { name: "ending", make: || schema_for!(Ending) },
    Kind { name: "letter", make: || schema_for!(Letter) },
    Kind { name: "scene", make: || schema_for!(Scene) },
    Kind { name: "story", make: || schema_for!(Manifest) },
    Kind { name: "template", make: || schema_for!(Template) },
    Kind { name: "topics", make: || schema_for!(Topics) },
    Kind { name: "use", make: || schema_for!(Use) },
];

/// Prints one schema, or all of them by name; with `out`, each goes into a file there.
pub(super) fn run(kind: Option<&str>, out: Option<&Path>) -> ExitCode {
    match make(kind).and_then(|schemas| put(&schemas, kind.is_some(), out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => crate::tools::cli::fail(&why),
    }
}

/// The schemas asked for, as text.
fn make(kind: Option<&str>) -> Result<Vec<(&'static str, serde_json::Value)>, String> {
    let asked: Vec<&Kind> = KINDS.iter().filter(|known| kind.is_none_or(|kind| kind == known.name)).collect();
    if asked.is_empty() {
        let names = KINDS.iter().map(|known| known.name).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no schema for that; there are: {names}"));
    }
    Ok(asked.into_iter().map(|known| (known.name, (known.make)().to_value())).collect())
}

fn put(schemas: &[(&'static str, serde_json::Value)], one: bool, out: Option<&Path>) -> Result<(), String> {
    let pretty = |value: &serde_json::Value| serde_json::to_string_pretty(value).map_err(|why| why.to_string());
    if let Some(folder) = out {
        let fail = |why: std::io::Error| format!("--out {}: {why}", folder.display());
        fs::create_dir_all(folder).map_err(fail)?;
        for (name, schema) in schemas {
            fs::write(folder.join(format!("{name}.schema.json")), pretty(schema)? + "\n").map_err(fail)?;
        }
        return Ok(());
    }
    match schemas {
        [(_, schema)] if one => println!("{}", pretty(schema)?),
        _ => {
            let all: serde_json::Map<_, _> =
                schemas.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
            println!("{}", pretty(&serde_json::Value::Object(all))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(kind: &str) -> serde_json::Value {
        make(Some(kind)).unwrap().remove(0).1
    }

    /// Every key of that name, wherever it stands.
    fn all<'v>(value: &'v serde_json::Value, key: &str, into: &mut Vec<&'v serde_json::Value>) {
        match value {
            serde_json::Value::Object(map) => {
                into.extend(map.get(key));
                map.values().for_each(|value| all(value, key, into));
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| all(value, key, into)),
            _ => {}
        }
    }

    #[test]
    fn a_beats_fields_are_there_with_what_they_mean() {
        let beat = schema("beat");
        assert_eq!(beat["title"], "Beat");
        assert!(beat["properties"]["pull"]["description"].as_str().unwrap().contains("How much the story wants it"));
        let required: Vec<_> = beat["required"].as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
        assert!(required.contains(&"purpose") && !required.contains(&"when"), "{required:?}");
        // What serde refuses, the schema refuses.
        assert_eq!(beat["additionalProperties"], false);
    }

    #[test]
    fn every_condition_of_the_base_story_is_one_that_the_schema_knows() {
        let mut known = Vec::new();
        let beat = schema("beat");
        all(&beat["$defs"]["Condition"], "required", &mut known);
        let known: Vec<&str> =
            known.into_iter().flat_map(|names| names.as_array().unwrap()).filter_map(|n| n.as_str()).collect();
        for name in
            ["Done", "Chose", "Flag", "Count", "Is", "Act", "Day", "Phase", "In", "Papers", "Wrote", "Not", "Any"]
        {
            assert!(known.contains(&name), "{name} is not in {known:?}");
        }
    }

    #[test]
    fn ids_say_what_they_may_be_made_of() {
        let mut patterns = Vec::new();
        let letter = schema("letter");
        all(&letter, "pattern", &mut patterns);
        assert!(patterns.iter().any(|pattern| *pattern == "^[a-z0-9_./-]+$"), "{patterns:?}");
    }

    #[test]
    fn all_of_them_are_made_and_an_unknown_one_is_refused() {
        assert_eq!(make(None).unwrap().len(), KINDS.len());
        assert!(make(Some("novel")).unwrap_err().contains("letter"));
        let home = tempfile::tempdir().unwrap();
        put(&make(None).unwrap(), false, Some(home.path())).unwrap();
        let text = fs::read_to_string(home.path().join("scene.schema.json")).unwrap();
        let _: serde_json::Value = serde_json::from_str(&text).unwrap();
    }
}
