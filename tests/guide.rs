//! The examples of `docs/writing.md`, word for word: each is laid over the base story and played by the
//! plan that stands below it.

use room_tone::{
    platform,
    script::{Source, check, load_folder},
    tools::plan,
};

/// The blocks of one language, in order.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn every_example_of_the_guide_plays() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/writing.md")).unwrap();
    let (beats, plans) = (blocks(&guide, "ron"), blocks(&guide, "plan"));
    assert!(beats.len() >= 5 && beats.len() == plans.len(), "{} examples, {} plans", beats.len(), plans.len());
    let base = load_folder(&platform::assets_dir()).unwrap();
    for (beat, text) in beats.into_iter().zip(plans) {
        let path = beat.lines().next().and_then(|line| line.strip_prefix("// ")).unwrap().to_owned();
        let mut sources = base.clone();
        sources.push(Source { path: path.clone(), text: beat.into() });
        let (script, faults) = check(&sources);
        let faults: Vec<_> = faults.iter().filter(|fault| fault.is_error() || fault.path == path).collect();
        let others = faults.iter().filter(|fault| !fault.to_string().contains("W102"));
        assert_eq!(others.count(), 0, "{path}: {faults:?}");
        plan::play(&script.unwrap(), text).unwrap_or_else(|fault| panic!("{path}, its plan:{fault}"));
    }
}
