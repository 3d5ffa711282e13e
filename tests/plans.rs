//! The plans under `tests/plans`, played over the base story.

use super::authored::script;
use room_tone::tools::plan;
use std::path::Path;

#[test]
fn every_plan_comes_out_as_it_says() {
    let script = script();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 2, "only {} plans were found", files.len());
    let play = |file: &Path| {
        let text = std::fs::read_to_string(file).unwrap();
        plan::play(&script, &text).err().map(|fault| format!("{}:{fault}", file.display()))
    };
    // Each looks for a life that comes to where it begins: two at a time.
    let (one, other) = files.split_at(files.len() / 2);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let other = scope.spawn(|| other.iter().filter_map(|file| play(file)).collect::<Vec<_>>());
        let mut faults: Vec<String> = one.iter().filter_map(|file| play(file)).collect();
        faults.extend(other.join().unwrap());
        faults
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_plan_that_does_not_come_out_says_what_was_there_instead() {
    let fault = plan::play(&script(), "seed 7\nexpect line A trumpet.").unwrap_err();
    assert_eq!(fault.line, 2);
    assert!(fault.what.contains("marimba"), "{fault}");
    let fault = plan::play(&script(), "seed 7\nchoose trumpet").unwrap_err();
    assert!(fault.what.contains("Reach over"), "{fault}");
}
