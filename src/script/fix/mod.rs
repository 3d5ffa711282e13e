//! Mending what is certain, and only that: quotes and spaces in what is said, an id that is not its file's name,
//! an id that is one letter off the only one that can be meant, a line's id that is there twice.
//!
//! An edit replaces bytes of the text as the writer left it: comments and layout stay as they are.

mod certain;
mod ids;
mod refs;

use super::{
    Code, Diagnostic, Source, check,
    diagnostic::offset,
    load::{Draft, Memory},
    typography,
    words::{Word, words},
};
use std::{collections::BTreeMap, ops::Range};

/// So often a mend may lead to another, as when a file that is named rightly makes ids in others resolve.
const ROUNDS: usize = 8;

/// A change to a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file, as its source names it.
    pub path: String,
    /// The bytes that go.
    pub at: Range<usize>,
    /// What comes in their place.
    pub with: String,
    /// What it mends.
    pub code: Code,
}

/// The files as they are read for mending.
struct Files<'s> {
    sources: &'s [Source],
    words: Vec<Vec<Word<'s>>>,
    draft: Draft,
}

/// What can be mended with certainty of what was found. In the order of the files, and none overlaps another.
pub fn fixes(sources: &[Source], faults: &[Diagnostic]) -> Vec<Edit> {
    if faults.is_empty() {
        return Vec::new();
    }
    let words = sources.iter().map(|source| words(&source.text)).collect();
    let files = Files { sources, words, draft: Draft::read(sources, &mut Memory::default()) };
    let mut edits = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        let here: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.path == source.path).collect();
        let has = |code: Code| here.iter().any(|fault| fault.code == code);
        for fault in here.iter().filter(|fault| matches!(fault.code, Code::W123 | Code::W124)) {
            text(source, &files.words[file], fault, &mut edits);
        }
        if has(Code::E002) {
            ids::unknown(&files, file, &mut edits);
        }
        if has(Code::E003) {
            ids::twice(&files, file, &mut edits);
        }
        if has(Code::E004) {
            ids::misnamed(&files, file, &mut edits);
        }
    }
    edits.sort_by(|a, b| (&a.path, a.at.start, a.at.end).cmp(&(&b.path, b.at.start, b.at.end)));
    edits.dedup_by(|later, kept| later.path == kept.path && later.at.start < kept.at.end);
    edits
}

/// The text with its edits made, which are in order and do not overlap.
pub fn apply<'e>(text: &str, edits: impl DoubleEndedIterator<Item = &'e Edit>) -> String {
    let mut text = text.to_owned();
    for edit in edits.rev() {
        if text.get(edit.at.clone()).is_some() {
            text.replace_range(edit.at.clone(), &edit.with);
        }
    }
    text
}

/// Mends until nothing more can be mended: the files as they are then, and how many edits it took. A file that
/// could be read before can be read afterwards, or it is left as it was.
pub fn mended(sources: &[Source]) -> (Vec<Source>, usize) {
    let mut sources = sources.to_vec();
    let mut made = 0;
    let (_, mut faults) = check(&sources);
    for _ in 0..ROUNDS {
        let mut by_file: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
        for edit in fixes(&sources, &faults) {
            by_file.entry(edit.path.clone()).or_default().push(edit);
        }
        if by_file.is_empty() {
            break;
        }
        let mut next = sources.clone();
        for source in &mut next {
            if let Some(edits) = by_file.get(&source.path) {
                source.text = apply(&source.text, edits.iter());
            }
        }
        let (_, after) = check(&next);
        let unread = |faults: &[Diagnostic], path: &str| faults.iter().any(|f| f.path == path && f.code == Code::E001);
        if next.iter().any(|source| unread(&after, &source.path) && !unread(&faults, &source.path)) {
            break;
        }
        made += by_file.values().map(Vec::len).sum::<usize>();
        (sources, faults) = (next, after);
    }
    (sources, made)
}

/// Quotes and spaces of the string that the fault points at.
fn text(source: &Source, words: &[Word<'_>], fault: &Diagnostic, edits: &mut Vec<Edit>) {
    let at = offset(&source.text, fault.line, fault.column);
    let Some(word) = words.iter().find(|word| Some(word.at.start) == at && word.shown()) else { return };
    let written = source.text.get(word.inner.clone()).unwrap_or_default();
    let mut add = |at: Range<usize>, with: &str| {
        let at = word.inner.start + at.start..word.inner.start + at.end;
        edits.push(Edit { path: source.path.clone(), at, with: with.into(), code: fault.code });
    };
    if fault.code == Code::W123 {
        typography::curled(written, word.raw).into_iter().for_each(|(at, with)| add(at, with));
    } else {
        typography::doubled(written, word.raw).into_iter().for_each(|at| add(at, ""));
    }
}

#[cfg(test)]
mod tests {
    use super::super::lint::testing::{line, say, sources};
    use super::*;
    use proptest::prelude::*;

    const BEAT: &str = "story/test/beat.beat.ron";

    /// The beat's text after mending.
    fn after(files: &[Source]) -> String {
        mended(files).0.into_iter().find(|source| source.path == BEAT).unwrap().text
    }

    fn beat(nodes: &str) -> String {
        after(&sources(nodes))
    }

    fn errors(files: &[Source]) -> Vec<Diagnostic> {
        check(files).1.into_iter().filter(Diagnostic::is_error).collect()
    }

    #[test]
    fn quotes_and_spaces_are_set_and_nothing_else_is_touched() {
        let nodes = |text: &str| format!("// It's a comment.  Two spaces.\n{}", line("voice", text));
        let mended = beat(&nodes("It's \\\"late\\\".  Very."));
        assert!(mended.contains("// It's a comment.  Two spaces.\n"), "{mended}");
        assert!(mended.contains("\"It’s “late”. Very.\""), "{mended}");
        // What is not certain is left, and told.
        let left = beat(&nodes("'Tis late."));
        assert!(left.contains("'Tis late."), "{left}");
    }

    #[test]
    fn what_is_silenced_is_not_mended() {
        let nodes = "\"open\": Say(who: \"voice\", lines: [\n// allow(W123): a printed sign\nLine(id: \"l\", text: \"It's \
                     late.\")], then: \"done\"),";
        assert!(beat(nodes).contains("It's late."));
    }

    #[test]
    fn what_people_type_stays_as_they_type_it() {
        let nodes = "\"open\": Turn(choices: [Choice(id: \"c\", text: \"It's late.\", then: \"done\")], silence: \"done\", talk: \
                     FreeTalk(with: \"voice\", turns: 1, over: \"done\", aim: \"a\", accepts: [Accept(id: \"a\", means: \
                     [\"it's late\", \"late\", \"so late\"], then: \"done\")], unsure: [Line(id: \"u\", text: \"Hm.\")])),";
        let mended = beat(nodes);
        assert!(mended.contains("It’s late.") && mended.contains("\"it's late\""), "{mended}");
    }

    #[test]
    fn an_id_that_is_one_letter_off_is_mended_where_only_one_can_be_meant() {
        let nodes = |then: &str, more: &str| {
            format!("{}{}{more}", say("open", "A mug.", then), say("kettle", "A kettle.", "done"))
        };
        assert!(beat(&nodes("ketle", "")).contains("then: \"kettle\""));
        // Two could be meant.
        let two = say("kettles", "Two.", "done");
        assert!(beat(&nodes("kettlew", &two)).contains("then: \"kettlew\""));
        // Too far off, too short to tell, or only its last part differs.
        for wrong in ["cattle", "k", "kettle_b"] {
            assert!(beat(&nodes(wrong, "")).contains(&format!("then: \"{wrong}\"")), "{wrong}");
        }
    }

    #[test]
    fn an_id_is_mended_among_those_of_its_kind() {
        // `kettl` is a line, not a node: nothing of its kind is near.
        let nodes =
            "\"open\": Say(who: \"narrator\", lines: [Line(id: \"kettle\", text: \"A mug.\")], then: \"kettl\"),";
        assert!(beat(nodes).contains("then: \"kettl\""));
        let who =
            beat("\"open\": Say(who: \"narator\", lines: [Line(id: \"narator\", text: \"A mug.\")], then: \"done\"),");
        assert!(who.contains("who: \"narrator\"") && who.contains("id: \"narator\""), "{who}");
        let asks =
            beat("\"open\": If(when: [In(\"rooom\"), Done(\"test/bet\")], then: \"done\", otherwise: \"done\"),");
        assert!(asks.contains("In(\"room\")") && asks.contains("Done(\"test/beat\")"), "{asks}");
        let chose = |id: &str| {
            beat(&format!(
                "\"open\": Turn(choices: [Choice(id: \"window\", text: \"Look.\", then: \"next\")], silence: \"done\"), \
                 \"next\": If(when: [Chose(\"test/beat\", \"{id}\")], then: \"done\", otherwise: \"done\"),"
            ))
        };
        assert!(chose("windwo").contains("Chose(\"test/beat\", \"window\")"));
        assert!(chose("curtain").contains("Chose(\"test/beat\", \"curtain\")"));
    }

    #[test]
    fn an_id_that_is_not_its_files_name_is_set_if_nothing_means_the_wrong_one() {
        let wrong = |nodes: &str| {
            let mut files = sources(nodes);
            for file in files.iter_mut().filter(|file| file.path == BEAT) {
                file.text = file.text.replacen("\"test/beat\"", "\"test/copy\"", 1);
            }
            files
        };
        let alone = wrong(&say("open", "A mug.", "done"));
        assert_eq!(errors(&alone).len(), 1);
        let (files, edits) = mended(&alone);
        assert!(edits == 1 && errors(&files).is_empty(), "{:?}", errors(&files));
        // Something hangs on the other name: which of the two is wrong is for the writer to say.
        let meant = wrong("\"open\": If(when: [Done(\"test/copy\")], then: \"done\", otherwise: \"done\"),");
        assert!(after(&meant).contains("id: \"test/copy\""));
    }

    #[test]
    fn a_copied_file_gets_its_own_id() {
        let mut files = sources(&say("open", "A mug.", "done"));
        let mut copy = files.iter().find(|file| file.path == BEAT).unwrap().clone();
        copy.path = "story/test/copy.beat.ron".into();
        copy.text = copy.text.replace("A mug.", "Another mug.");
        files.push(copy);
        let (files, _) = mended(&files);
        assert!(errors(&files).is_empty(), "{:?}", errors(&files));
        assert!(files.iter().any(|file| file.text.contains("id: \"test/copy\"")));
    }

    #[test]
    fn a_line_that_has_anothers_id_gets_one_of_its_own() {
        let nodes = "\"open\": Say(who: \"narrator\", lines: [Line(id: \"mug\", text: \"A mug.\"), Line(id: \"mug\", text: \
                     \"Another.\"), Line(id: \"mug_2\", text: \"A third.\")], then: \"done\"),";
        let files = sources(nodes);
        assert!(!errors(&files).is_empty());
        let (files, edits) = mended(&files);
        assert!(edits == 1 && errors(&files).is_empty(), "{:?}", errors(&files));
        assert!(after(&files).contains("Line(id: \"mug\", text: \"A mug.\"), Line(id: \"mug_3\", text: \"Another.\")"));
    }

    #[test]
    fn the_story_needs_no_mending() {
        let story = crate::script::load_folder(&crate::platform::assets_dir()).unwrap();
        assert_eq!(mended(&story), (story.clone(), 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn mending_breaks_no_file_and_mends_everything_at_once(
            text in "[a-z '“”{}|.!?\n]{0,40}",
            id in "(mug|mugs|Mug|kettle|ketle|done|open|test/beat)",
            then in "(mug|kettle|ketle|kettel|done|doen|open)",
            name in "(test/beat|test/bet|mug)",
            cut in prop::option::of(0usize..400),
        ) {
            let written = text.replace('\'', "\\'").replace('!', "\\\"").replace('?', "  ");
            let nodes = format!(
                "\"open\": Say(who: \"narator\", lines: [Line(id: \"{id}\", text: \"{written}\"), Line(id: \"mug\", text: \
                 \"It's  here.\")], then: \"{then}\"), \"kettle\": If(when: [Done(\"{name}\"), In(\"rom\")], then: \"done\", \
                 otherwise: \"{then}\"),"
            );
            let mut files = sources(&nodes);
            for file in files.iter_mut().filter(|file| file.path == BEAT) {
                file.text = file.text.replacen("\"test/beat\"", &format!("\"{name}\""), 1);
                if let Some(at) = cut.filter(|at| file.text.is_char_boundary(*at)) {
                    file.text.truncate(at);
                }
            }
            let (once, _) = mended(&files);
            let unread = |files: &[Source]| {
                let faults = check(files).1;
                faults.into_iter().filter(|f| f.code == Code::E001).map(|f| f.path).collect::<Vec<_>>()
            };
            prop_assert_eq!(unread(&once), unread(&files));
            let (twice, edits) = mended(&once);
            prop_assert_eq!(edits, 0);
            prop_assert_eq!(twice, once);
        }
    }
}
