//! `check` on the story as it is, and on one that is much longer.

use room_tone::{
    platform,
    script::{Source, check, load_folder},
};
use std::collections::BTreeSet;

pub fn story() -> Vec<Source> {
    load_folder(&platform::assets_dir()).unwrap()
}

#[test]
fn the_story_gives_no_warning_that_has_no_reason() {
    let (_, faults) = check(&story());
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The text with a word more in each line, so that no sentence stands in two files.
fn reworded(text: &str, word: &str) -> String {
    let mut parts = text.split("text: \"");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let at = part.find([' ', '"']).unwrap_or_default();
        all.push_str(&format!("text: \"{} {word}{}", &part[..at], &part[at..]));
    }
    all
}

/// Each beat of the story so many times over, each copy a story of its own.
fn long_story(times: usize) -> Vec<Source> {
    let mut all = story();
    let beats: Vec<Source> = all.iter().filter(|source| source.path.ends_with(".beat.ron")).cloned().collect();
    let folder = |source: &Source| source.path.split('/').nth(1).map(ToOwned::to_owned);
    let folders: BTreeSet<String> = beats.iter().filter_map(folder).collect();
    for copy in 0..times {
        for beat in &beats {
            let mut text = reworded(&beat.text, &format!("k{copy}"));
            for folder in &folders {
                text = text.replace(&format!("\"{folder}/"), &format!("\"k{copy}/{folder}/"));
            }
            all.push(Source { path: beat.path.replacen("story/", &format!("story/k{copy}/"), 1), text });
        }
    }
    all
}

#[test]
fn a_story_of_five_hundred_files_is_read_as_one() {
    let files = long_story(3);
    assert!(files.len() > 500, "{} files", files.len());
    let (script, faults) = check(&files);
    assert!(script.is_some(), "{:?}", faults.iter().filter(|fault| fault.is_error()).take(3).collect::<Vec<_>>());
}
