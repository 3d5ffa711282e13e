//! The plans under `tests/plans`, played over the base story.

use super::authored::script;
use room_tone::tools::plan;
use std::path::Path;

#[test]
fn every_plan_comes_out_as_it_says() {
    let script = script();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let mut played = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        if let Err(fault) = plan::play(&script, &text) {
            panic!("{}:{fault}", file.display());
        }
        played += 1;
    }
    assert!(played > 2, "only {played} plans were found");
}

#[test]
fn a_plan_that_does_not_come_out_says_what_was_there_instead() {
    let fault = plan::play(&script(), "seed 7\nexpect line A trumpet.").unwrap_err();
    assert_eq!(fault.line, 2);
    assert!(fault.what.contains("marimba"), "{fault}");
    let fault = plan::play(&script(), "seed 7\nchoose trumpet").unwrap_err();
    assert!(fault.what.contains("Reach over"), "{fault}");
}
