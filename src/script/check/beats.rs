//! A beat against the rest of the story: its nodes, choices, answers and deeds, and where each leads.

use super::{
    super::{Accept, Beat, Choice, Code, DONE, Deed, EndingId, LetterId, Node, Secret, Show, Start, ThingId, roads},
    Checker, EXAMPLES,
};

impl Checker<'_> {
    pub(super) fn beat(&mut self, file: usize, beat: &Beat) {
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

    pub(super) fn node(&mut self, file: usize, beat: &Beat, node: &Node) {
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
                    if let Some(second) = talk.accepts.iter().filter(|accept| accept.any).nth(1) {
                        let what = format!("`{}` is the second that is taken for anything", second.id);
                        self.fault(file, second.id.as_str(), Code::E008, what, "make one of them");
                    }
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
                self.known(file, "letter", letter.as_str(), self.draft.letters.keys().map(LetterId::as_str));
            }
            Node::End(ending) => {
                self.known(file, "ending", ending.as_str(), self.draft.endings.keys().map(EndingId::as_str));
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

    pub(super) fn show(&mut self, file: usize, beat: &Beat, show: &Show) {
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

    pub(super) fn choice(&mut self, file: usize, choice: &Choice) {
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

    pub(super) fn deed(&mut self, file: usize, deed: &Deed) {
        self.conditions(file, &deed.when);
        self.effects(file, &deed.effects);
        self.lines(file, &deed.say);
        if let Some(visit) = &deed.visit {
            self.beat_id(file, visit.as_str());
        }
        if !self.draft.scenes.values().any(|(_, scene)| scene.things.contains_key(&deed.thing)) {
            let things = self.draft.scenes.values().flat_map(|(_, scene)| scene.things.keys());
            let things: Vec<_> = things.map(ThingId::as_str).collect();
            self.known(file, "thing", deed.thing.as_str(), things.into_iter());
        }
    }

    pub(super) fn secret(&mut self, file: usize, secret: &Secret) {
        self.conditions(file, &secret.until);
        let help = "write the words or names that would give it away";
        if secret.words.is_empty() {
            self.fault(file, "secrets", Code::W129, "a secret has no words", help);
        }
        for word in secret.words.iter().filter(|word| !word.contains(char::is_alphanumeric)) {
            let what = format!("“{word}” can stand in no sentence");
            self.fault(file, word, Code::W129, what, help);
        }
    }

    pub(super) fn accept(&mut self, file: usize, accept: &Accept) {
        self.conditions(file, &accept.when);
        self.effects(file, &accept.effects);
        self.lines(file, &accept.say);
        if accept.any && !accept.means.is_empty() {
            let what = format!("`{}` is taken for anything, and has examples", accept.id);
            self.fault(file, accept.id.as_str(), Code::E008, what, "take out `means`, or `any`");
        } else if !accept.any && accept.means.len() < EXAMPLES {
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
}
