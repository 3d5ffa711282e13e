//! What a pack says is in it, beside what its beats say: the list of packs is read before one is turned on, and the
//! marks of the beats stand where a life begins.

use super::Pack;
use crate::script::{Content, Script, inner};
use std::collections::BTreeMap;

/// Where the two are not the same, a sentence each. The script is one that the pack is laid over.
pub fn unmarked(pack: &Pack, script: &Script) -> Vec<String> {
    let mut marks: BTreeMap<Content, &str> = BTreeMap::new();
    for file in &pack.files {
        let id = inner(&file.path).strip_prefix("story/").and_then(|path| path.strip_suffix(".beat.ron"));
        let Some(beat) = id.and_then(|id| script.beats.get(id)) else { continue };
        beat.content.iter().for_each(|mark| {
            marks.entry(*mark).or_insert(&file.path);
        });
    }
    let said = &pack.manifest.content;
    let unsaid = marks.iter().filter(|(mark, _)| !said.contains(mark));
    let unsaid = unsaid.map(|(mark, path)| {
        format!("pack.ron: {path} is marked {mark:?}, and `content` does not say so: whoever turns it on is not told")
    });
    let unplaced = said.iter().filter(|mark| !marks.contains_key(mark));
    let unplaced = unplaced.map(|mark| {
        format!("pack.ron: `content` says {mark:?}, and no beat is marked so: whoever begins a life is not told")
    });
    unsaid.chain(unplaced).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        packs::parse_pack,
        platform,
        script::{Source, check, laid, load_folder},
    };

    fn said(content: &str, marks: &str) -> Vec<String> {
        let base = load_folder(&platform::assets_dir()).unwrap();
        let coffee = base.iter().find(|source| source.path == "story/grey/coffee.beat.ron").unwrap();
        let was = coffee.text.lines().find(|line| line.trim_start().starts_with("summary:")).unwrap();
        let text = coffee.text.replace(was, &format!("{was}\n    content: [{marks}],"));
        let files = vec![Source { path: "mods/p/story/grey/coffee.beat.ron".into(), text }];
        let about = format!("Pack(id: \"p\", name: \"P\", version: \"1.0.0\", content: [{content}])");
        let manifest = parse_pack("pack.ron", &about).unwrap();
        let (script, faults) = check(&laid(&base, &files, false));
        let script = script.unwrap_or_else(|| panic!("{faults:?}"));
        unmarked(&Pack { manifest, files, models: Vec::new(), warnings: Vec::new() }, &script)
    }

    #[test]
    fn what_the_beats_say_and_what_the_pack_says_are_the_same() {
        assert_eq!(said("", ""), Vec::<String>::new());
        assert_eq!(said("Loss, Anger", "Anger, Loss"), Vec::<String>::new());
        let unsaid = said("", "Loss");
        assert!(matches!(&unsaid[..], [one] if one.contains("coffee.beat.ron is marked Loss")), "{unsaid:?}");
        let unplaced = said("Loss", "");
        assert!(matches!(&unplaced[..], [one] if one.contains("no beat is marked so")), "{unplaced:?}");
    }
}
