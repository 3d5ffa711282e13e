//! Reading a whole story against itself: does every id resolve, does every road lead somewhere.

use super::{
    Accept, Beat, Choice, Code, DONE, Deed, Diagnostic, Gap, Line, Node, Piece, Script, Severity, Show, Source, Start,
    circles,
    diagnostic::position,
    inner, lint,
    load::{Draft, Memory},
    pack_of,
    patch::Common,
    pieces, roads,
};
use std::collections::{BTreeSet, HashMap};

mod ids;
mod templates;

/// The name under which conditions ask for standing topics and deeds.
const TOPICS: &str = "topics";

/// More than this is too long to say in one breath.
const BREATH: usize = 240;

/// Fewer examples than this, and typed words go past it.
const EXAMPLES: usize = 5;

/// Whoever has so many faults is told of these first: a pack may be made to have millions.
const MOST: usize = 2_000;

/// Reads and checks: the script if it can be played, and every fault in the order of the files.
pub fn check(sources: &[Source]) -> (Option<Script>, Vec<Diagnostic>) {
    check_again(sources, &mut Memory::default())
}

/// The same, with what was read before: files that are still what they were are not read once more.
pub fn check_again(sources: &[Source], memory: &mut Memory) -> (Option<Script>, Vec<Diagnostic>) {
    let draft = Draft::read(sources, memory);
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
            let help = if home.is_empty() { format!("add {path} to the assets folder") } else { format!("add {path}") };
            faults.push(Diagnostic::at(&path, (1, 1), Code::E005, format!("{file} is missing"), help));
        }
    }
    let mut checker = Checker::new(sources, &draft);
    checker.all();
    faults.append(&mut checker.faults);
    faults.append(&mut lint::lint(sources, &draft));
    lint::silence(sources, &mut faults);
    faults.sort();
    faults.dedup();
    let script = if faults.iter().any(Diagnostic::is_error) { None } else { draft.finish() };
    (script, faults)
}

struct Checker<'a> {
    sources: &'a [Source],
    draft: &'a Draft,
    faults: Vec<Diagnostic>,
    errors: usize,
    read: BTreeSet<String>,
    set: BTreeSet<String>,
    sentences: HashMap<String, (usize, String)>,
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
        Self { sources, draft, faults: Vec::new(), errors: 0, read, set, sentences: HashMap::new(), broken }
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
            self.member(stands(".who"), topics.who.as_str());
            self.conditions(stands(".when"), &topics.when);
            self.lines(stands(".unsure"), &topics.unsure);
            self.lines(stands(".breaths"), &topics.breaths);
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
        }
        if let Some(manifest) = &draft.manifest {
            let file = draft.source_of(Common::Story, ".scene");
            self.known(file, "scene", manifest.scene.as_str(), draft.scenes.keys().map(super::SceneId::as_str));
            for id in manifest.facts.flags.keys().chain(manifest.facts.counts.keys()) {
                let (read, set) = (self.read.contains(id.as_str()), self.set.contains(id.as_str()));
                if !(read && set) {
                    let verb = if read { "sets" } else { "reads" };
                    let what = format!("nothing {verb} the fact `{id}`");
                    let file = draft.source_of(Common::Story, id.as_str());
                    self.fault(file, id.as_str(), Code::W105, what, "use it, or take it out");
                }
            }
        }
    }

    fn beat(&mut self, file: usize, beat: &Beat) {
        let id = beat.id.clone();
        self.conditions(file, &beat.when);
        if let (Start::Touch(thing, _), Some(scene)) = (&beat.start, beat.scene()) {
            self.scene_thing(file, scene, thing.as_str());
        }
        if let (Some(mark), Some(scene)) = (&beat.mark, beat.scene())
            && let Some((_, scene)) = self.draft.scenes.get(scene)
        {
            self.known(file, "mark", mark.as_str(), scene.marks.iter().map(|m| m.id.as_str()));
        }
        if let Some(tension) = beat.tension.filter(|tension| !(0.0..=1.0).contains(tension)) {
            let what = format!("tension is {tension}, but it lies in 0..1");
            self.fault(file, "tension", Code::E006, what, "0 is a Sunday, 1 is a door about to close");
        }
        if !(0.0..=1.0).contains(&beat.pull) {
            let what = format!("pull is {}, but it lies in 0..1", beat.pull);
            self.fault(file, id.as_str(), Code::E006, what, "0.5 is ordinary, 0.9 is urgent");
        }
        self.target(file, beat, &beat.open);
        if let Some(left) = &beat.left {
            self.effects(file, &left.effects);
            self.target(file, beat, &left.then);
        }
        let mut line_ids = Vec::new();
        for (name, node) in &beat.nodes {
            if name == DONE {
                let what = "`done` ends a beat and cannot be a node";
                self.fault(file, DONE, Code::E003, what, "give the node another name");
            }
            self.node(file, beat, node);
            roads::lines(node, &mut line_ids);
        }
        self.once(file, line_ids.iter().map(|l| l.id.as_str()), "line");
        for id in roads::unreached(beat) {
            let what = format!("nothing leads to the node `{id}`");
            self.fault(file, id.as_str(), Code::W101, what, "lead to it with `then`, or take it out");
        }
        if let Some(id) = roads::circle(beat) {
            let what = format!("the node `{id}` comes back to itself without a turn of the player’s");
            self.fault(file, id.as_str(), Code::E007, what, "put a Turn into the circle");
        }
    }

    fn node(&mut self, file: usize, beat: &Beat, node: &Node) {
        for target in roads::targets(node) {
            self.target(file, beat, target);
        }
        match node {
            Node::Say { who, lines, .. } => {
                self.member(file, who.as_str());
                self.lines(file, lines);
            }
            Node::Turn { choices, talk, .. } => {
                let ids = choices.iter().map(|c| c.id.as_str());
                let accepts = talk.iter().flat_map(|t| t.accepts.iter().map(|a| a.id.as_str()));
                self.once(file, ids.chain(accepts), "choice");
                choices.iter().for_each(|choice| self.choice(file, choice));
                if let Some(talk) = talk {
                    self.member(file, talk.with.as_str());
                    talk.accepts.iter().for_each(|accept| self.accept(file, accept));
                    self.lines(file, &talk.unsure);
                    if talk.unsure.is_empty() {
                        let what = "free talk without `unsure`: whoever is not understood would get no answer";
                        self.fault(file, "", Code::E008, what, "add two or three lines to `unsure`");
                    }
                }
            }
            Node::Do { effects, .. } => self.effects(file, effects),
            Node::If { when, .. } => self.conditions(file, when),
            Node::Write { letter, .. } => {
                self.known(file, "letter", letter.as_str(), self.draft.letters.keys().map(super::LetterId::as_str));
            }
            Node::End(ending) => {
                self.known(file, "ending", ending.as_str(), self.draft.endings.keys().map(super::EndingId::as_str));
            }
            Node::Pick { of, .. } => {
                of.iter().for_each(|way| self.conditions(file, &way.when));
                if of.is_empty() {
                    self.fault(file, "", Code::E008, "a Pick of nothing", "give it two ways or more in `of`");
                }
            }
            Node::Jump(beat) => self.beat_id(file, beat.as_str()),
            Node::Card { text, under, .. } => {
                self.gaps(file, text);
                self.gaps(file, under);
            }
            Node::Visit { beat: visited, .. } => {
                self.beat_id(file, visited.as_str());
                if *visited == beat.id {
                    let what = "a beat that visits itself never ends";
                    self.fault(
                        file,
                        visited.as_str(),
                        Code::E007,
                        what,
                        "visit another beat, or go to one of its nodes",
                    );
                }
            }
            Node::Cue { show, .. } => show.iter().for_each(|show| self.show(file, beat, show)),
            Node::Wait { .. } => {}
        }
    }

    fn show(&mut self, file: usize, beat: &Beat, show: &Show) {
        match show {
            Show::Look(mark) => {
                if let Some((_, scene)) = beat.scene().and_then(|scene| self.draft.scenes.get(scene)) {
                    self.known(file, "mark", mark.as_str(), scene.marks.iter().map(|m| m.id.as_str()));
                }
            }
            Show::Lamp(bright) if !(0.0..=2.0).contains(bright) => {
                let what = format!("the lamp would be {bright} times as bright");
                self.fault(file, "Lamp", Code::E006, what, "0 is out, 1 is as always, 2 is the most");
            }
            Show::Lamp(_) | Show::Sound(_) => {}
        }
    }

    /// Every gap of a text can be read, and what it asks for exists.
    fn gaps(&mut self, file: usize, text: &str) {
        let pieces = match pieces(text) {
            Ok(pieces) => pieces,
            Err((what, help)) => return self.fault(file, text, Code::E009, what, help),
        };
        for piece in pieces {
            match piece {
                Piece::Gap(Gap::Name(who), _) => self.member(file, who.as_str()),
                Piece::Gap(Gap::Quote(id, part), _) => {
                    self.known(file, "letter", id.as_str(), self.draft.letters.keys().map(super::LetterId::as_str));
                    if let (Some(part), Some((_, letter))) = (part, self.draft.letters.get(&id)) {
                        let parts = letter.parts.iter().map(|p| p.id.as_str());
                        self.known(file, "part of the letter", part.as_str(), parts);
                    }
                }
                Piece::Plain(_) | Piece::Gap(Gap::Day | Gap::Believes(_), _) => {}
            }
        }
    }

    fn choice(&mut self, file: usize, choice: &Choice) {
        self.gaps(file, &choice.text);
        self.conditions(file, &choice.when);
        if let Some((conditions, _)) = &choice.locked {
            self.conditions(file, conditions);
        }
        self.effects(file, &choice.effects);
        if let Some(cost) = choice.cost.as_ref().filter(|cost| !(0.0..=1.0).contains(&cost.much) || cost.much == 0.0) {
            let what = format!("a choice that takes {} of {}", cost.much, cost.of);
            self.fault(
                file,
                choice.id.as_str(),
                Code::E006,
                what,
                "it takes more than 0, and at most 1; 0.1 is a little",
            );
        }
    }

    fn deed(&mut self, file: usize, deed: &Deed) {
        self.conditions(file, &deed.when);
        self.effects(file, &deed.effects);
        self.lines(file, &deed.say);
        if let Some(visit) = &deed.visit {
            self.beat_id(file, visit.as_str());
        }
        if !self.draft.scenes.values().any(|(_, scene)| scene.things.contains_key(&deed.thing)) {
            let things = self.draft.scenes.values().flat_map(|(_, scene)| scene.things.keys());
            let things: Vec<_> = things.map(super::ThingId::as_str).collect();
            self.known(file, "thing", deed.thing.as_str(), things.into_iter());
        }
    }

    fn accept(&mut self, file: usize, accept: &Accept) {
        self.conditions(file, &accept.when);
        self.effects(file, &accept.effects);
        self.lines(file, &accept.say);
        if accept.means.len() < EXAMPLES {
            let what = format!("`{}` has {} examples", accept.id, accept.means.len());
            let help = "write five or more ways in which people would type it";
            self.fault(file, accept.id.as_str(), Code::W102, what, help);
        }
        if let Some(visit) = &accept.visit {
            self.beat_id(file, visit.as_str());
        }
        if accept.say.is_empty() && accept.then.is_none() && accept.visit.is_none() {
            let what = format!("`{}` neither answers nor leads anywhere", accept.id);
            self.fault(file, accept.id.as_str(), Code::E008, what, "give it `say` or `then`");
        }
    }

    fn lines(&mut self, file: usize, lines: &[Line]) {
        for line in lines {
            self.conditions(file, &line.when);
            self.lines(file, &line.instead);
            line.other.iter().chain([&line.text]).for_each(|text| self.gaps(file, text));
            if line.text.chars().count() > BREATH {
                let what = format!("{} characters in one line", line.text.chars().count());
                let help = "cut it, or make two lines of it";
                self.fault(file, line.id.as_str(), Code::W104, what, help);
            }
            let plain = line.text.trim().to_lowercase();
            if plain.chars().count() > 24 {
                if let Some((other, id)) = self.sentences.get(&plain) {
                    let what = format!("the same sentence stands in {} (`{id}`)", self.sources[*other].path);
                    self.fault(file, line.id.as_str(), Code::W103, what, "say it another way, or once");
                } else {
                    self.sentences.insert(plain, (file, line.id.to_string()));
                }
            }
        }
    }

    fn fault(&mut self, file: usize, near: &str, code: Code, what: impl Into<String>, help: impl Into<String>) {
        self.fault_at(file, None, near, code, what, help);
    }

    /// The same where it is known at which place. A beat that a template made has its faults in the template.
    fn fault_at(
        &mut self,
        file: usize,
        at: Option<(u32, u32)>,
        near: &str,
        code: Code,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = code.severity() == Severity::Error;
        // Errors are counted by themselves: warnings must not hide that it does not play.
        let enough = if error { self.errors >= MOST } else { self.faults.len() >= 2 * MOST };
        if enough {
            return;
        }
        self.errors += usize::from(error);
        let mut source = &self.sources[file];
        let mut found = at.or_else(|| locate_any(&source.text, near));
        if found.is_none()
            && let Some(template) = self.template_of(file)
            && let Some(there) = locate_any(&template.text, near)
        {
            (source, found) = (template, Some(there));
        }
        self.faults.push(Diagnostic::at(&source.path, found.unwrap_or((1, 1)), code, what, help));
    }

    /// The template that a file makes a beat of, if it does.
    fn template_of(&self, file: usize) -> Option<&'a Source> {
        let (_, using) = self.draft.uses.iter().find(|(at, _)| *at == file)?;
        let (at, _) = self.draft.templates.get(&using.template)?;
        self.sources.get(*at)
    }
}

/// As a quoted string, or else as a bare word.
fn locate_any(text: &str, near: &str) -> Option<(u32, u32)> {
    if near.is_empty() {
        return None;
    }
    let quoted = text.find(&format!("\"{near}\""));
    quoted.or_else(|| text.find(near)).map(|at| position(text, at))
}
