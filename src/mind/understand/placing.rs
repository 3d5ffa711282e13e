//! Where the examples of a whole story lie, worked out once and sent along with the game: on a fresh machine the first
//! typed line would wait for half a minute otherwise, and in a browser for several.

use super::{
    SentenceModel,
    kept::{Kept, SHIPPED},
    place::Place,
    sentence::{DIGEST, WIDE},
};
use crate::script::Script;
use std::{collections::BTreeSet, fs, path::Path};

/// What came of placing them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// How many different examples the story has.
    pub examples: usize,
    /// How many of them lay in the file already.
    pub known: usize,
}

/// All that a story listens for, in the words of its examples, each once.
fn examples(script: &Script) -> BTreeSet<&str> {
    let own = script.beats.values().flat_map(|beat| beat.talks()).flat_map(|talk| &talk.accepts);
    own.chain(&script.topics.accepts).flat_map(|accept| &accept.means).map(String::as_str).collect()
}

/// How many of a story's examples lie in the file that comes with the weights in this folder.
pub fn shipped(script: &Script, folder: &Path) -> Placed {
    let mut kept = Kept::shipped(&fs::read(folder.join(SHIPPED)).unwrap_or_default(), DIGEST, WIDE);
    let examples = examples(script);
    let known = examples.iter().filter(|example| kept.find(example).is_some()).count();
    Placed { examples: examples.len(), known }
}

/// Places a story's examples by the weights in this folder, and writes down where they lie beside them. Those that lie
/// there are not placed again; those that the story has no more are left out. `so_far` is told after each.
///
/// # Errors
///
/// In plain words, if the weights cannot be read or the file cannot be written.
pub fn place_all(script: &Script, folder: &Path, mut so_far: impl FnMut(Placed)) -> Result<Placed, String> {
    let model = SentenceModel::read(folder)?;
    let file = folder.join(SHIPPED);
    let mut before = Kept::shipped(&fs::read(&file).unwrap_or_default(), DIGEST, WIDE);
    let mut kept = Kept::shipped(&[], DIGEST, WIDE);
    let examples = examples(script);
    let mut placed = Placed { examples: examples.len(), known: 0 };
    for example in examples {
        let known = before.find(example);
        placed.known += usize::from(known.is_some());
        let place = match known {
            Some(place) => place,
            None => Place::of(&model.place(example)?),
        };
        kept.keep(example, &place);
        so_far(placed);
    }
    fs::write(&file, kept.bytes()).map_err(|why| format!("{}: {why}", file.display()))?;
    Ok(placed)
}
