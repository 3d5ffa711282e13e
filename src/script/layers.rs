//! Packs over the base story, as far as it is a matter of files: which pack a file belongs to, and which
//! file stands in the place of another.

use super::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The pack that a file belongs to, by its path: `lighthouse` for `mods/lighthouse/story/tower.beat.ron`.
pub fn pack_of(path: &str) -> Option<&str> {
    path.strip_prefix("mods/")?.split_once('/').map(|(id, _)| id)
}

/// A file's path within its pack, or within the assets if it is none of a pack's: `story/tower.beat.ron`.
pub fn inner(path: &str) -> &str {
    path.strip_prefix("mods/").and_then(|rest| rest.split_once('/')).map_or(path, |(_, inner)| inner)
}

/// A pack's files over everything before it. With `instead`, nothing of the story before it stays; the
/// places do.
pub fn laid(under: &[Source], over: &[Source], instead: bool) -> Vec<Source> {
    let stays = |source: &&Source| !instead || !inner(&source.path).starts_with("story/");
    under.iter().filter(stays).chain(over).cloned().collect()
}

/// What a file holds, by its name: its kind and the id of what is in it. None for the three files that are
/// merged and for those of no known kind.
pub fn holds(path: &str) -> Option<(&'static str, &str)> {
    let within = inner(path);
    if let Some(stem) = within.strip_suffix(".beat.ron") {
        return Some(("beat", stem.strip_prefix("story/").unwrap_or(stem)));
    }
    let (stem, kind) = within.rsplit('/').next()?.strip_suffix(".ron")?.rsplit_once('.')?;
    let kind = ["letter", "ending", "scene", "template"].into_iter().find(|known| *known == kind)?;
    Some((kind, stem))
}

/// The files that another stands in the place of: the same id in a later pack. Twice the same id in one pack,
/// or in the base story, is a fault and stays one.
pub(super) fn covered(sources: &[Source]) -> BTreeSet<usize> {
    let mut covered = BTreeSet::new();
    let mut standing: BTreeMap<(&str, &str), (Option<&str>, Vec<usize>)> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        let Some(key) = holds(&source.path) else { continue };
        let pack = pack_of(&source.path);
        let (owner, files) = standing.entry(key).or_insert_with(|| (pack, Vec::new()));
        if *owner != pack {
            covered.extend(files.drain(..));
            *owner = pack;
        }
        files.push(at);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(paths: &[&str]) -> Vec<Source> {
        paths.iter().map(|path| Source { path: (*path).into(), text: String::new() }).collect()
    }

    #[test]
    fn a_path_says_whose_it_is() {
        let path = "mods/lighthouse/story/tower/stairs.beat.ron";
        assert_eq!(pack_of(path), Some("lighthouse"));
        assert_eq!(inner(path), "story/tower/stairs.beat.ron");
        assert_eq!(holds(path), Some(("beat", "tower/stairs")));
        assert_eq!(holds("story/letters/widower.letter.ron"), Some(("letter", "widower")));
        assert_eq!((pack_of("story/cast.ron"), holds("story/cast.ron")), (None, None));
        assert_eq!(holds("story/odd.sonnet.ron"), None);
    }

    #[test]
    fn the_same_id_in_a_later_pack_covers_and_in_the_same_one_does_not() {
        let paths = ["story/a/b.beat.ron", "story/letters/w.letter.ron", "story/more/w.letter.ron"];
        assert_eq!(covered(&sources(&paths)), BTreeSet::new());
        let paths =
            [paths[0], paths[1], "mods/x/story/w.letter.ron", "mods/y/story/a/b.beat.ron", "mods/z/story/a/b.beat.ron"];
        assert_eq!(covered(&sources(&paths)), BTreeSet::from([0, 1, 3]));
    }

    #[test]
    fn a_story_of_its_own_keeps_only_the_places() {
        let under = sources(&["scenes/booth.scene.ron", "story/story.ron", "mods/x/story/a.beat.ron"]);
        let over = sources(&["mods/y/story/story.ron"]);
        let paths = |instead| laid(&under, &over, instead).into_iter().map(|s| s.path).collect::<Vec<_>>();
        assert_eq!(paths(true), ["scenes/booth.scene.ron", "mods/y/story/story.ron"]);
        assert_eq!(paths(false).len(), 4);
    }
}
