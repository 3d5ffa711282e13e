//! The story as it is written: it checks, it can be lived, and every fault in it is named.

use room_tone::{
    platform,
    script::{Code, Diagnostic, Script, Source, check, load_folder},
};

fn sources() -> Vec<Source> {
    load_folder(&platform::assets_dir()).unwrap()
}

/// The base story.
pub fn script() -> Script {
    let (script, faults) = check(&sources());
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

#[test]
fn the_story_has_no_errors() {
    script();
}

/// Changes one file of the story and returns the first error's code and place.
fn spoilt(path: &str, was: &str, is: &str) -> (Code, String) {
    let mut sources = sources();
    let source = sources.iter_mut().find(|s| s.path == path).unwrap();
    assert!(source.text.contains(was), "{path} no longer holds {was:?}");
    source.text = source.text.replacen(was, is, 1);
    let (script, faults) = check(&sources);
    assert!(script.is_none());
    let first = faults.into_iter().find(Diagnostic::is_error).unwrap();
    (first.code, first.to_string())
}

#[test]
fn faults_are_named_with_line_and_column() {
    let coffee = "story/grey/coffee.beat.ron";
    let (code, said) = spoilt(coffee, "then: \"done\"", "then: \"doen\"");
    assert_eq!(code, Code::E002, "{said}");
    assert!(said.contains("did you mean"), "{said}");
    let (code, said) = spoilt(coffee, "id: \"grey/coffee\"", "id: \"grey/tea\"");
    assert_eq!(code, Code::E004, "{said}");
    assert!(said.starts_with("story/grey/coffee.beat.ron:2:"), "{said}");
    let (code, said) = spoilt(coffee, "purpose:", "porpoise:");
    assert_eq!(code, Code::E001, "{said}");
    assert!(said.contains("did you mean `purpose`?"), "{said}");
    let (code, said) = spoilt(coffee, "In(\"apartment\")", "In(\"appartment\")");
    assert_eq!(code, Code::E002, "{said}");
    assert!(said.contains("did you mean `apartment`?"), "{said}");
}

#[test]
fn a_missing_file_is_named() {
    let sources: Vec<_> = sources().into_iter().filter(|s| !s.path.ends_with("cast.ron")).collect();
    let (script, faults) = check(&sources);
    assert!(script.is_none());
    assert!(faults.iter().any(|f| f.code == Code::E005 && f.path == "story/cast.ron"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever a writer's editor leaves behind, checking says so and does not panic.
    #[test]
    fn no_damage_to_a_file_makes_the_checker_panic(file in 0usize..64, at in 0usize..4000, junk in "[(){}\\[\\]\",:a-z0-9 \n]{0,12}") {
        let mut sources = sources();
        let count = sources.len();
        let text = &mut sources[file % count].text;
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, &junk);
        check(&sources);
    }
}
