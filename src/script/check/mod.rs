//! Reading a whole story against itself: does every id resolve, does every road lead somewhere.

use super::{
    Code, Diagnostic, Prop, PropKind, Script, Source, circles, inner, lint,
    load::{Draft, Memory},
    pack_of,
    patch::Common,
};
use std::collections::{BTreeSet, HashMap};

mod beats;
mod faults;
mod ids;
mod templates;
mod texts;

/// The name under which conditions ask for standing topics and deeds.
const TOPICS: &str = "topics";

/// Fewer examples than this, and typed words go past it.
const EXAMPLES: usize = 5;

/// Whoever has so many faults is told of these first: a pack may be made to have millions.
const MOST: usize = 2_000;

/// Reads and checks: the script if it can be played, and every fault in the order of the files.
pub fn check(sources: &[Source]) -> (Option<Script>, Vec<Diagnostic>) {
    let reading = Reading::new(sources.to_vec(), &mut Memory::default());
    (reading.script(), reading.looked_over())
}

/// A story that was read against itself. Whether it can be played is known at once; what else there is to say
/// about it takes as long again.
#[derive(Debug)]
pub struct Reading {
    sources: Vec<Source>,
    draft: Draft,
    faults: Vec<Diagnostic>,
}

impl Reading {
    /// Reads it. Files that still are what the memory has of them are not read once more.
    pub fn new(sources: Vec<Source>, memory: &mut Memory) -> Self {
        let draft = Draft::read(&sources, memory);
        let mut faults = draft.faults.clone();
        // Whose story it is: the assets', or that of a pack that stands in its place.
        let first = sources.iter().find(|source| inner(&source.path).starts_with("story/"));
        let home = first.and_then(|source| pack_of(&source.path)).map_or_else(String::new, |id| format!("mods/{id}/"));
        for (file, there) in [
            ("story.ron", draft.manifest.is_some()),
            ("cast.ron", draft.cast.is_some()),
            ("topics.ron", draft.topics.is_some()),
        ] {
            let path = format!("{home}story/{file}");
            if !there && !sources.iter().any(|s| s.path == path) {
                let help =
                    if home.is_empty() { format!("add {path} to the assets folder") } else { format!("add {path}") };
                faults.push(Diagnostic::at(&path, (1, 1), Code::E005, format!("{file} is missing"), help));
            }
        }
        let mut checker = Checker::new(&sources, &draft);
        checker.all();
        faults.append(&mut checker.faults);
        faults.append(&mut lint::ways_on(&sources, &draft));
        Self { sources, draft, faults }
    }

    /// The script, if it can be played.
    pub fn script(&self) -> Option<Script> {
        if self.faults.iter().any(Diagnostic::is_error) { None } else { self.draft.script() }
    }

    /// What was found so far, in the order of the files: all the errors are among it.
    pub fn faults(&self) -> Vec<Diagnostic> {
        in_order(&self.sources, self.faults.clone())
    }

    /// All that there is to say, in the order of the files.
    pub fn looked_over(self) -> Vec<Diagnostic> {
        let mut faults = self.faults;
        let mut checker = Checker::new(&self.sources, &self.draft);
        checker.said();
        faults.append(&mut checker.faults);
        faults.append(&mut lint::lint(&self.sources, &self.draft));
        in_order(&self.sources, faults)
    }
}

fn in_order(sources: &[Source], mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    lint::silence(sources, &mut faults);
    faults.sort();
    faults.dedup();
    faults
}

struct Checker<'a> {
    sources: &'a [Source],
    draft: &'a Draft,
    faults: Vec<Diagnostic>,
    errors: usize,
    read: BTreeSet<String>,
    set: BTreeSet<String>,
    sentences: HashMap<String, (usize, String)>,
    /// Whether gaps for what was remembered may stand in what is looked at.
    recalls: bool,
    /// What a file that cannot be read would have been called: it is not missing, it is broken.
    broken: BTreeSet<String>,
}

impl<'a> Checker<'a> {
    fn new(sources: &'a [Source], draft: &'a Draft) -> Self {
        let (read, set) = (BTreeSet::new(), BTreeSet::new());
        let broken = draft.faults.iter().filter_map(|fault| {
            let (stem, kind) = inner(&fault.path).strip_suffix(".ron")?.rsplit_once('.')?;
            let id = if kind == "beat" { stem.strip_prefix("story/") } else { stem.rsplit('/').next() };
            id.map(ToOwned::to_owned)
        });
        let broken = broken.chain(draft.waiting.iter().cloned()).collect();
        let (faults, sentences) = (Vec::new(), HashMap::new());
        Self { sources, draft, faults, errors: 0, read, set, sentences, recalls: false, broken }
    }

    /// Whether a file was there before the story: a place of another one, that this story stands in the place of. What
    /// such a place asks about may never have been, and then the answer is no.
    fn under_the_story(&self, file: usize) -> bool {
        let pack = |source: &Source| pack_of(&source.path).map(ToOwned::to_owned);
        let story = self.sources.iter().find(|source| inner(&source.path) == "story/story.ron").map(pack);
        let begins = story.and_then(|story| self.sources.iter().position(|source| pack(source) == story));
        begins.is_some_and(|begins| file < begins)
    }

    /// Whether another pack lies over a file: who replaces a beat is not to blame for what it alone had read.
    fn under_another(&self, file: usize) -> bool {
        let pack = |source: &Source| pack_of(&source.path).map(ToOwned::to_owned);
        self.sources.get(file).map(pack) != self.sources.last().map(pack)
    }

    fn all(&mut self) {
        let draft = self.draft;
        if let Some(cast) = &draft.cast {
            for (id, member) in &cast.members {
                let file = draft.source_of(Common::Cast, id.as_str());
                member.named.iter().for_each(|naming| self.conditions(file, &naming.when));
                self.conditions(file, &member.at_once);
            }
        }
        for (file, beat) in draft.beats.values() {
            self.beat(*file, beat);
        }
        if let Some(topics) = &draft.topics {
            let stands = |part: &str| draft.source_of(Common::Topics, part);
            let ids = topics.accepts.iter().map(|a| &a.id).chain(topics.deeds.iter().map(|d| &d.id));
            self.once(stands(""), ids.map(super::ChoiceId::as_str), "topic");
            topics.deeds.iter().for_each(|deed| self.deed(stands(deed.id.as_str()), deed));
            topics.accepts.iter().for_each(|accept| self.accept(stands(accept.id.as_str()), accept));
            for accept in topics.accepts.iter().filter(|accept| accept.any) {
                let what = format!("the standing topic `{}` is taken for anything", accept.id);
                self.fault(
                    stands(accept.id.as_str()),
                    accept.id.as_str(),
                    Code::E008,
                    what,
                    "write its lines into `told`",
                );
            }
            self.member(stands(".who"), topics.who.as_str());
            self.conditions(stands(".when"), &topics.when);
            topics.lists().into_iter().for_each(|(part, lines)| self.lines(stands(part), lines));
            for (part, lines) in topics.keeps.lists() {
                self.recalling(stands(part), lines);
            }
            topics.secrets.iter().for_each(|secret| self.secret(stands(".secrets"), secret));
        }
        for (id, what) in circles::across(&draft.beats) {
            let file = draft.beats.get(&id).map_or(0, |(file, _)| *file);
            self.fault(file, id.as_str(), Code::E007, what, "put a Turn into the circle");
        }
        for (file, template) in draft.templates.values() {
            self.template(*file, template);
        }
        for (file, using) in &draft.uses {
            self.using(*file, using);
        }
        for (file, ending) in draft.endings.values() {
            self.conditions(*file, &ending.when);
        }
        for (file, letter) in draft.letters.values() {
            let fragments = letter.parts.iter().flat_map(|part| &part.fragments);
            let warm = fragments.map(|fragment| (fragment.id.as_str(), fragment.warmth));
            for (near, warmth) in warm.chain([("warmth", letter.brief.warmth)]) {
                if !(0.0..=1.0).contains(&warmth) {
                    let what = format!("warmth is {warmth}, but it lies in 0..1");
                    self.fault(*file, near, Code::E006, what, "0 is a handshake, 1 is a blanket");
                }
            }
            if let (Some(client), Some(cast)) = (&letter.client, &draft.cast) {
                self.known(*file, "client", client.as_str(), cast.clients.keys().map(super::ClientId::as_str));
            }
        }
        for (file, scene) in draft.scenes.values() {
            for thing in scene.things.values() {
                let marks = scene.marks.iter().map(|m| m.id.as_str());
                self.known(*file, "mark", thing.mark.as_str(), marks);
            }
            for after in scene.props.iter().filter_map(|prop| prop.after.as_ref()) {
                let things = scene.things.keys().map(super::ThingId::as_str);
                self.known(*file, "thing", after.thing.as_str(), things);
            }
            for prop in &scene.props {
                let PropKind::Blind { wide, down } = prop.is else { continue };
                for (name, number, range) in [("wide", wide, PropKind::WIDE), ("down", down, PropKind::DOWN)] {
                    if !range.contains(&number) {
                        let (least, most) = range.into_inner();
                        let what = format!("a blind is {number} m {name}, but that lies in {least}..{most}");
                        self.fault(*file, name, Code::E006, what, "in metres: a window is about 1.1 wide and 2.3 high");
                    }
                }
            }
            // Where nothing can be listed, as in a page, nobody knows which there are.
            for name in scene.props.iter().filter(|_| !draft.models.is_empty()).filter_map(Prop::model) {
                self.known(*file, "model", name, draft.models.iter().map(String::as_str));
            }
            if !self.under_the_story(*file) {
                scene.conditions().for_each(|conditions| self.conditions(*file, conditions));
            }
        }
        if let Some(manifest) = &draft.manifest {
            let file = draft.source_of(Common::Story, ".scene");
            self.known(file, "scene", manifest.scene.as_str(), draft.scenes.keys().map(super::SceneId::as_str));
            for id in manifest.facts.flags.keys().chain(manifest.facts.counts.keys()) {
                let (read, set) = (self.read.contains(id.as_str()), self.set.contains(id.as_str()));
                let file = draft.source_of(Common::Story, id.as_str());
                if !(read && set || self.under_another(file)) {
                    let verb = if read { "sets" } else { "reads" };
                    let what = format!("nothing {verb} the fact `{id}`");
                    self.fault(file, id.as_str(), Code::W105, what, "use it, or take it out");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lint::testing, *};

    const SHED: &str = "Scene(id: \"shed\", name: \"the shed\", marks: [], rain: [Flag(\"wett\")], \
                        props: [Prop(id: \"steam\", is: Steam, at: (0.0, 0.0, 0.0), after: After(thing: \"kettle\", lasts: 9.0))])";

    /// What is wrong with a shed beside the small story: one of it, or of what was there before it.
    fn faults(story: &str) -> Vec<String> {
        let mut sources = vec![Source { path: "scenes/shed.scene.ron".into(), text: SHED.into() }];
        sources.extend(testing::sources(&testing::line("other", "Yes.")).into_iter().map(|mut source| {
            source.path = format!("{story}{}", source.path);
            source
        }));
        let wrong = check(&sources).1.into_iter().filter(|fault| fault.path == "scenes/shed.scene.ron");
        wrong.map(|fault| fault.to_string()).collect()
    }

    #[test]
    fn a_model_that_is_not_there_is_named_with_its_line_and_the_nearest() {
        let with = |models: &[&str]| {
            let text = "Scene(id: \"shed\", name: \"the shed\", marks: [], props: [\n    Prop(id: \"b\", is: Model(\"harbour/bouy\"), at: (0.0, 0.0, 0.0))])";
            let mut sources = vec![Source { path: "scenes/shed.scene.ron".into(), text: text.into() }];
            let model = |path: &&str| Source { path: (*path).into(), text: String::new() };
            sources.extend(models.iter().map(model));
            sources.extend(testing::sources(&testing::line("other", "Yes.")));
            let wrong = check(&sources).1.into_iter().filter(|fault| fault.path == "scenes/shed.scene.ron");
            wrong.map(|fault| fault.to_string()).collect::<Vec<_>>()
        };
        let faults = with(&["mods/x/models/harbour/buoy.glb", "models/people/amy.glb"]);
        assert!(faults.len() == 1 && faults[0].contains(":2:") && faults[0].contains("`harbour/buoy`"), "{faults:?}");
        assert!(with(&["mods/x/models/harbour/bouy.glb"]).is_empty());
        assert!(with(&[]).is_empty(), "where nothing can be listed, nothing is known");
    }

    #[test]
    fn a_blind_that_fits_no_window_is_named_with_its_line() {
        let with = |is: &str| {
            let text = format!(
                "Scene(id: \"shed\", name: \"the shed\", marks: [], props: [\n    Prop(id: \"b\", is: {is}, at: (0.0, 0.0, 0.0))])"
            );
            let mut sources = vec![Source { path: "scenes/shed.scene.ron".into(), text }];
            sources.extend(testing::sources(&testing::line("other", "Yes.")));
            let wrong = check(&sources).1.into_iter().filter(|fault| fault.path == "scenes/shed.scene.ron");
            wrong.map(|fault| fault.to_string()).collect::<Vec<_>>()
        };
        assert!(with("Blind(wide: 1.08, down: 0.20)").is_empty());
        for is in ["Blind(wide: 1.08, down: 1.0e9)", "Blind(wide: NaN, down: 0.20)", "Blind(wide: 1.08, down: -1.0)"] {
            let faults = with(is);
            assert!(faults.len() == 1 && faults[0].contains(":2:") && faults[0].contains("E006"), "{is}: {faults:?}");
        }
    }

    #[test]
    fn a_place_asks_only_about_what_there_is_unless_it_is_older_than_the_story() {
        let own = faults("");
        assert!(own.iter().any(|fault| fault.contains("no flag `wett`")), "{own:?}");
        let older = faults("mods/other/");
        assert!(older.iter().all(|fault| !fault.contains("wett")), "{older:?}");
        for faults in [own, older] {
            assert!(faults.iter().any(|fault| fault.contains("no thing `kettle`")), "{faults:?}");
        }
    }
}
