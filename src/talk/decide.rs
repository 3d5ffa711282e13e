//! The referee: makes proposals true or refuses them, then steps through the story to the next turn.
//!
//! Deciding runs ahead of showing. One proposal is settled, its effects are committed, the beat is
//! stepped (and the director asked) until Theodore has a turn again; what there is to see on the way
//! is queued on the [`Playbill`].

use super::{Cue, Floor, Playbill, Proposal, SpokenLine, Waiting, answer, deed, voice::name_of};
use crate::{
    AppSystems, care,
    mind::{Mind, memory::Recall, understand::OWN},
    script::{Beat, CastId, Choice, ChoiceId, Effect, Manner, MarkId, Node, Phase, SceneId, Script, Tone},
    story::{Before, Entry, FORMAT, Heard, Ledger, Next, Read, Source, all_hold, direct},
};
use bevy::prelude::*;

/// So much nearer than near enough, a meaning leaves no doubt.
const SURELY: f32 = 0.12;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, decide.in_set(AppSystems::Decide).run_if(resource_exists::<Script>));
}

fn decide(
    mut proposals: MessageReader<Proposal>,
    script: Res<Script>,
    ledger: Ledger,
    mut bill: ResMut<Playbill>,
    mut floor: ResMut<Floor>,
    mut mind: ResMut<Mind>,
    before: Res<Before>,
) {
    if proposals.is_empty() {
        return;
    }
    let mut referee = Referee {
        script: &script,
        ledger,
        bill: &mut bill,
        recalled: None,
        taught: None,
        manner: None,
        before: before.clone(),
    };
    for proposal in proposals.read() {
        // Nothing is told by it, and no turn ends.
        if let Proposal::Notice(what) = proposal {
            referee.notice(what);
            continue;
        }
        let told_again =
            matches!(proposal, Proposal::Resume(_) | Proposal::Back | Proposal::BackToDay(_) | Proposal::Forth);
        if told_again || matches!(proposal, Proposal::Begin(_) | Proposal::Close) {
            mind.cancel();
            referee.bill.0.clear();
            *floor = Floor::default();
        }
        floor.waiting = Waiting::Performing;
        referee.settle(proposal);
        if told_again {
            floor.backlog = referee.said_before();
        }
    }
}

/// The script, the pen, and the queue of what is to be seen.
pub(super) struct Referee<'a, 'w, 's> {
    pub script: &'a Script,
    pub ledger: Ledger<'w, 's>,
    pub bill: &'a mut Playbill,
    /// What her memory found, for the gaps of the line that is being said.
    pub recalled: Option<Recall>,
    /// What he taught her with what he has just typed.
    pub taught: Option<Recall>,
    /// How he told it.
    pub manner: Option<Manner>,
    /// What was lived before, for the life that begins next.
    pub before: Before,
}

impl<'a> Referee<'a, '_, '_> {
    fn settle(&mut self, proposal: &Proposal) {
        match proposal {
            Proposal::Begin(seed) => self.begin(*seed),
            Proposal::Resume(entries) => self.resume(entries),
            Proposal::Back => self.back(),
            Proposal::Forth => self.forth(),
            Proposal::BackToDay(day) => self.back_to_day(*day),
            Proposal::Close => {
                self.ledger.close();
                self.cue(Cue::Closed);
                return;
            }
            Proposal::Choose(id) => self.choose(id),
            Proposal::Write(text) => self.write(text),
            Proposal::Meant { text, meaning, score, by, manner } => {
                self.manner = *manner;
                self.meant(text, meaning.as_ref(), *score, *by);
                self.manner = None;
            }
            Proposal::Silence => self.silence(),
            Proposal::Leave => self.leave(),
            Proposal::Deed(id) => deed::answer(self, id),
            Proposal::Skip => self.skip(),
            Proposal::Correct { belief, what } => self.correct(*belief, what),
            Proposal::Forget(belief) => self.forget(*belief),
            Proposal::ForgetWords(turn) => self.forget_words(*turn),
            Proposal::Notice(what) => self.notice(what),
        }
        self.step();
    }

    fn begin(&mut self, seed: u64) {
        let manifest = &self.script.manifest;
        self.ledger.commit(Entry::Began {
            format: FORMAT,
            story: manifest.id.clone(),
            version: manifest.version.clone(),
            seed,
            scene: manifest.scene.clone(),
            before: self.before.clone(),
        });
        self.cue(Cue::Opened);
        self.place(None);
    }

    fn choose(&mut self, id: &ChoiceId) {
        match self.node() {
            None => self.touch(id),
            Some(Node::Turn { choices, .. }) => {
                if let Some(choice) = choices.iter().find(|c| c.id == *id).cloned() {
                    self.take(&choice, true);
                }
            }
            Some(Node::Write { letter, .. }) => {
                let letter = letter.clone();
                if let Some((part, text)) = self.part(&letter).and_then(|part| {
                    let fragment = part.fragments.iter().find(|f| f.id.as_str() == id.as_str())?;
                    Some((part.id.clone(), fragment.text.clone()))
                }) {
                    self.ledger.commit(Entry::Wrote { letter, part, text });
                }
            }
            Some(_) => {}
        }
    }

    /// Takes a choice of the running turn; `aloud` if his words are still to be heard.
    pub(super) fn take(&mut self, choice: &Choice, aloud: bool) {
        let Some(beat) = self.beat().map(|b| b.id.clone()) else { return };
        let text = self.filled(&choice.text).unwrap_or_else(|| choice.text.clone());
        self.ledger.commit(Entry::Chose { beat: beat.clone(), choice: choice.id.clone(), text: text.clone() });
        if aloud && !choice.deed {
            let who: CastId = "theodore".into();
            let name = name_of(self.script, &self.ledger, &who);
            let id = choice.id.as_str().into();
            let source = Source::Authored;
            self.cue(Cue::Line(SpokenLine { beat, id, who, name, text, tone: Tone::Plain, source }, 0.0));
        }
        if let Some(cost) = &choice.cost {
            self.change(&[Effect::Move(cost.of, -cost.much)]);
        }
        self.change(&choice.effects);
        self.go(&choice.then);
    }

    /// Whether a choice can be taken now.
    pub(super) fn is_open(&self, choice: &Choice) -> bool {
        let locked = choice.locked.as_ref().is_some_and(|(when, _)| !all_hold(when, &self.ledger));
        all_hold(&choice.when, &self.ledger) && !locked && self.affords(choice)
    }

    /// Whether he has what a choice takes.
    pub(super) fn affords(&self, choice: &Choice) -> bool {
        choice.cost.as_ref().is_none_or(|cost| self.ledger.gauge(cost.of) - cost.of.range().0 >= cost.much)
    }

    fn touch(&mut self, id: &ChoiceId) {
        let Next::Free(offers) = direct(self.script, &self.ledger, 0.0) else { return };
        if let Some(offer) = offers.into_iter().find(|o| o.thing.as_str() == id.as_str()) {
            self.ledger.commit(Entry::Touched { thing: offer.thing, beat: offer.beat.clone() });
            self.begin_beat(&offer.beat);
        }
    }

    fn write(&mut self, text: &str) {
        let Some(Node::Write { letter, .. }) = self.node() else { return };
        let letter = letter.clone();
        match self.part(&letter) {
            Some(part) if part.typed => {
                let part = part.id.clone();
                self.ledger.commit(Entry::Wrote { letter, part, text: text.to_owned() });
            }
            _ => self.cue(Cue::Note("For this part he picks one of these; his own sentence comes later.".into())),
        }
    }

    fn meant(&mut self, text: &str, meaning: Option<&ChoiceId>, score: f32, by: Heard) {
        let cursor = self.ledger.life().cursor().cloned();
        let beat = cursor.map(|c| c.beat);
        // Asked before it is written down that he meant it: many a choice is open only until it was taken once.
        let choice = match (self.node(), meaning) {
            // A standing topic may have the name of a choice that is not open to him.
            (Some(Node::Turn { choices, .. }), Some(id)) => {
                choices.iter().find(|choice| choice.id == *id && self.is_open(choice)).cloned()
            }
            _ => None,
        };
        // She says that she didn’t write it down, and so it isn’t.
        let text = if care::gives_away(text) { care::KEPT_TO_HIMSELF } else { text };
        self.ledger.commit(Entry::Typed { beat: beat.clone(), text: text.to_owned() });
        if answer::is_heard(self) && !meaning.is_some_and(|id| care::is_kept_from(id.as_str())) {
            self.learn(text);
        }
        self.ledger.commit(Entry::Understood { beat, meaning: meaning.cloned(), score, by, manner: self.manner });
        if let Some(choice) = choice {
            self.take(&choice, false);
        } else if let (None, Some(id)) = (self.node(), meaning)
            && self.offered(id)
        {
            self.touch(id);
        } else {
            let near = matches!(by, Heard::Exactly | Heard::Model) || score >= OWN + SURELY;
            answer::answer(self, text, meaning, near);
        }
    }

    fn offered(&self, id: &ChoiceId) -> bool {
        match direct(self.script, &self.ledger, 0.0) {
            Next::Free(offers) => offers.iter().any(|o| o.thing.as_str() == id.as_str()),
            _ => false,
        }
    }

    /// In talk, silence is an answer; in the free room the day goes on with what it wants most.
    fn silence(&mut self) {
        if self.node().is_none()
            && let Next::Free(offers) = direct(self.script, &self.ledger, 0.0)
            && let Some(first) = offers.first()
        {
            return self.touch(&first.thing.as_str().into());
        }
        // At a letter, whoever finds nothing of his own lets his hand write what comes first.
        if let Some(Node::Write { letter, .. }) = self.node()
            && let Some(part) = self.part(letter)
            && let Some(first) = part.fragments.first()
        {
            let (letter, part, text) = (letter.clone(), part.id.clone(), first.text.clone());
            self.ledger.commit(Entry::Wrote { letter, part, text });
            return self.cue(Cue::Note("His hand writes what it always writes.".into()));
        }
        let Some(Node::Turn { silence, .. }) = self.node() else { return };
        let silence = silence.clone();
        if let Some(beat) = self.beat().map(|b| b.id.clone()) {
            self.ledger.commit(Entry::Silence { beat });
        }
        self.go(&silence);
    }

    fn leave(&mut self) {
        let Some((beat, left)) = self.beat().and_then(|b| Some((b.id.clone(), b.left.clone()?))) else { return };
        self.ledger.commit(Entry::WalkedAway { beat });
        self.change(&left.effects);
        self.go(&left.then);
    }

    pub(super) fn change(&mut self, effects: &[Effect]) {
        let before = self.here();
        self.ledger.change(effects);
        if self.here() != before {
            self.place(None);
        }
    }

    pub(super) fn here(&self) -> (Option<SceneId>, Phase, u32) {
        (self.ledger.scene().cloned(), self.ledger.phase(), self.ledger.day())
    }

    pub(super) fn place(&mut self, mark: Option<MarkId>) {
        if let (Some(scene), phase, day) = self.here() {
            self.cue(Cue::Place { scene, phase, day, mark });
        }
    }

    pub(super) fn beat(&self) -> Option<&'a Beat> {
        let script: &'a Script = self.script;
        script.beats.get(&self.ledger.life().cursor()?.beat).map(AsRef::as_ref)
    }

    pub(super) fn node(&self) -> Option<&'a Node> {
        self.beat()?.nodes.get(&self.ledger.life().cursor()?.node)
    }

    pub(super) fn cue(&mut self, cue: Cue) {
        self.bill.0.push_back(cue);
    }
}

/// The entry that remembers a line.
pub(super) fn said(line: &SpokenLine) -> Entry {
    Entry::Said {
        beat: line.beat.clone(),
        line: line.id.clone(),
        who: line.who.clone(),
        text: line.text.clone(),
        tone: line.tone,
        source: line.source,
    }
}
