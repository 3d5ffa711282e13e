//! Ids that can be mended with certainty.

use super::{
    super::{Beat, Code, DONE, Node, inner, words::Word},
    Edit, Files,
    certain::meant,
    refs::{Kind, refers},
};
use std::collections::BTreeSet;

/// Ids that nothing has, and that are one letter off the only one that can be meant.
pub(super) fn unknown(files: &Files<'_>, file: usize, edits: &mut Vec<Edit>) {
    let words = &files.words[file];
    for (at, word) in words.iter().enumerate() {
        let Some(kind) = refers(word) else { continue };
        let beat = at.checked_sub(1).and_then(|before| words.get(before));
        let Some(known) = known(files, file, kind, beat) else { continue };
        let id: &str = &word.value;
        // What a file calls itself, though it is named otherwise, is not a slip of whoever asks for it.
        let called_so = (0..files.sources.len()).any(|other| own_id(files, other).is_some_and(|own| own.value == id));
        if called_so || known.contains(id) || files.sources[file].text.get(word.inner.clone()) != Some(id) {
            continue;
        }
        if let Some(meant) = meant(id, known.iter().map(String::as_str)) {
            edits.push(edit(files, file, word, meant, Code::E002));
        }
    }
}

/// Lines of a beat that have the id of one before them.
pub(super) fn twice(files: &Files<'_>, file: usize, edits: &mut Vec<Edit>) {
    if !files.sources[file].path.ends_with(".beat.ron") {
        return;
    }
    let lines: Vec<&Word<'_>> =
        files.words[file].iter().filter(|word| word.within == "Line" && word.field == "id" && !word.key).collect();
    let mut taken: BTreeSet<String> = lines.iter().map(|word| word.value.to_string()).collect();
    let mut seen = BTreeSet::new();
    for word in lines {
        if seen.insert(&*word.value) || word.value.starts_with('$') {
            continue;
        }
        if let Some(free) = (2..1000).map(|n| format!("{}_{n}", word.value)).find(|id| !taken.contains(id)) {
            edits.push(edit(files, file, word, &free, Code::E003));
            taken.insert(free);
        }
    }
}

/// An id that is not its file's name, if nothing means the one that it has.
pub(super) fn misnamed(files: &Files<'_>, file: usize, edits: &mut Vec<Edit>) {
    let Some((kind, name)) = file_id(&files.sources[file].path) else { return };
    let Some(word) = own_id(files, file) else { return };
    let others = || (0..files.sources.len()).filter(|other| *other != file);
    let named = |id: &str| others().any(|other| file_id(&files.sources[other].path) == Some((kind, id)));
    let said_in = |there: usize| {
        files.words[there].iter().any(|other| (there != file || other.at != word.at) && mentions(other, &word.value))
    };
    // Either another file is rightly called so, as when this one was copied from it, or nobody may call it so.
    let meant_elsewhere = !named(&word.value) && others().any(said_in);
    if named(name) || meant_elsewhere || said_in(file) || name.contains(['"', '\\']) {
        return;
    }
    edits.push(edit(files, file, word, name, Code::E004));
}

/// The id that a file gives itself.
fn own_id<'f, 's>(files: &'f Files<'s>, file: usize) -> Option<&'f Word<'s>> {
    files.words[file].iter().find(|word| word.depth == 1 && word.field == "id" && !word.key)
}

/// Whether a string is that id, or has a gap that asks for it.
fn mentions(word: &Word<'_>, id: &str) -> bool {
    word.value == id || word.value.contains('{') && word.value.contains(&format!(":{id}"))
}

/// What kind of file it is, and the id that its name gives.
fn file_id(path: &str) -> Option<(&str, &str)> {
    let (stem, kind) = inner(path).strip_suffix(".ron")?.rsplit_once('.')?;
    let id = if kind == "beat" { stem.strip_prefix("story/").unwrap_or(stem) } else { stem.rsplit('/').next()? };
    matches!(kind, "beat" | "letter" | "ending" | "scene").then_some((kind, id))
}

/// The ids of a kind, those of files that cannot be read among them; none if they cannot be told.
fn known(files: &Files<'_>, file: usize, kind: Kind, before: Option<&Word<'_>>) -> Option<BTreeSet<String>> {
    let draft = &files.draft;
    let of_files = |wanted: &'static str| {
        let ids = files.sources.iter().filter_map(|source| file_id(&source.path));
        ids.filter(move |(kind, _)| *kind == wanted).map(|(_, id)| id.to_owned())
    };
    let here = || draft.beats.values().find(|(at, _)| *at == file).map(|(_, beat)| beat);
    Some(match kind {
        Kind::Beat => of_files("beat").chain(draft.beats.keys().map(ToString::to_string)).collect(),
        Kind::Scene => of_files("scene").chain(draft.scenes.keys().map(ToString::to_string)).collect(),
        Kind::Letter => of_files("letter").chain(draft.letters.keys().map(ToString::to_string)).collect(),
        Kind::Ending => of_files("ending").chain(draft.endings.keys().map(ToString::to_string)).collect(),
        Kind::Flag => draft.manifest.as_ref()?.facts.flags.keys().map(ToString::to_string).collect(),
        Kind::Count => draft.manifest.as_ref()?.facts.counts.keys().map(ToString::to_string).collect(),
        Kind::Cast => draft.cast.as_ref()?.members.keys().map(ToString::to_string).collect(),
        Kind::Node => here()?.nodes.keys().map(ToString::to_string).chain([DONE.to_owned()]).collect(),
        Kind::Choice => {
            let beat = before.filter(|word| word.within == "Chose")?;
            let (_, beat) = draft.beats.get(&*beat.value)?;
            let topics = draft.topics.as_ref()?;
            let topics = topics.accepts.iter().map(|a| &a.id).chain(topics.deeds.iter().map(|deed| &deed.id));
            chosen(beat).chain(topics).map(ToString::to_string).collect()
        }
    })
}

/// Everything that may be chosen or typed in a beat.
fn chosen(beat: &Beat) -> impl Iterator<Item = &super::super::ChoiceId> {
    beat.nodes.values().flat_map(|node| {
        let (choices, talk) = match node {
            Node::Turn { choices, talk, .. } => (choices.as_slice(), talk.as_ref()),
            _ => (&[][..], None),
        };
        let accepts = talk.into_iter().flat_map(|talk| &talk.accepts);
        choices.iter().map(|choice| &choice.id).chain(accepts.map(|accept| &accept.id))
    })
}

fn edit(files: &Files<'_>, file: usize, word: &Word<'_>, with: &str, code: Code) -> Edit {
    Edit { path: files.sources[file].path.clone(), at: word.inner.clone(), with: with.into(), code }
}
