//! Stepping through the story: node after node, beat after beat, to Theodore's next turn.

use super::{
    Cue, SpokenLine, TurnKind,
    decide::{Referee, said},
    voice::{name_of, pause_before},
};
use crate::{
    routine::letter,
    script::{BeatId, CastId, Choice, DONE, Effect, FreeTalk, Line, Node, NodeId, Show},
    story::{Cursor, Entry, Next, Source, all_hold, cuts_in, direct, holds},
};
use bevy::log::error;

/// A story that takes more steps than this without a turn is going in circles.
pub(super) const MOST_STEPS: u32 = 10_000;

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It goes on.
    Goes,
    /// Somebody is waited for, or it is over.
    Waits,
}

impl Referee<'_, '_, '_> {
    /// Runs on to the next turn of his.
    pub(super) fn step(&mut self) {
        for _ in 0..MOST_STEPS {
            if self.advance() == Flow::Waits {
                return;
            }
        }
        error!("the story took {MOST_STEPS} steps without a turn and was stopped");
        self.stuck();
    }

    /// Takes one step: of the running beat, or the director's.
    pub(super) fn advance(&mut self) -> Flow {
        if self.ledger.life().ending().is_some() || !self.ledger.life().begun() {
            return Flow::Waits;
        }
        if self.ledger.life().cursor().is_none() {
            match direct(self.script, &self.ledger, self.ledger.life().draws().peek()) {
                Next::Begin(beat, over) => {
                    self.ledger.draw();
                    if !over.is_empty() {
                        self.ledger.commit(Entry::PassedOver { beats: over });
                    }
                    self.begin_beat(&beat);
                }
                Next::Free(offers) => {
                    self.open_world(offers);
                    return Flow::Waits;
                }
                Next::Stuck => {
                    self.stuck();
                    return Flow::Waits;
                }
            }
            return Flow::Goes;
        }
        let Some(node) = self.node() else {
            // The story was edited, and a beat that had waited comes back to a place that is gone.
            if self.mended() {
                return Flow::Goes;
            }
            self.stuck();
            return Flow::Waits;
        };
        match node {
            Node::Say { who, lines, then } => {
                self.say(who, lines);
                self.go(then);
            }
            Node::Do { effects, then } => {
                self.change(effects);
                self.go(then);
            }
            Node::If { when, then, otherwise } => {
                let holds = all_hold(when, &self.ledger);
                self.go(if holds { then } else { otherwise });
            }
            Node::Cue { show, then } => {
                show.iter().for_each(|show| self.show(show));
                self.go(then);
            }
            Node::Visit { beat, then } => {
                self.go(then);
                self.begin_beat(beat);
            }
            Node::Pick { how, of, over } => {
                let then = self.pick_way(*how, of, over.as_ref());
                self.go(&then);
            }
            Node::Jump(beat) => {
                self.go(&DONE.into());
                self.begin_beat(beat);
            }
            Node::Card { text, under, then } => {
                let filled = |text: &str| self.filled(text).unwrap_or_default();
                let card = Cue::Card(filled(text), filled(under));
                self.cue(card);
                self.go(then);
            }
            Node::Wait { seconds, then } => {
                self.cue(Cue::Quiet(*seconds));
                self.go(then);
            }
            Node::End(ending) => {
                self.ledger.commit(Entry::Ended { ending: ending.clone() });
                self.cue(Cue::Ending(ending.clone()));
            }
            Node::Turn { choices, talk, lasts, .. } => return self.turn(choices, talk.as_ref(), *lasts),
            Node::Write { letter, well, poorly } => match self.part(letter) {
                Some(part) => {
                    self.open_letter(letter.clone(), &part);
                    return Flow::Waits;
                }
                None => {
                    let score = self.read_letter(letter);
                    self.go(if score >= letter::GOOD { well } else { poorly });
                }
            },
        }
        Flow::Goes
    }

    /// Comes to a turn of his: a talk that has run its length is over, a beat may come between, or he has it.
    fn turn(&mut self, choices: &[Choice], talk: Option<&FreeTalk>, lasts: Option<f32>) -> Flow {
        let had = self.ledger.life().cursor().map_or(0, Cursor::had);
        if let Some(talk) = talk.filter(|talk| had >= talk.turns) {
            self.go(&talk.over);
            return Flow::Goes;
        }
        if let Some(beat) = cuts_in(self.script, &self.ledger) {
            self.begin_beat(&beat);
            return Flow::Goes;
        }
        self.open_talk(choices, talk.is_some() || self.she_has_spoken(), lasts);
        Flow::Waits
    }

    fn show(&mut self, show: &Show) {
        match show {
            Show::Look(mark) => self.place(Some(mark.clone())),
            Show::Sound(_) | Show::Lamp(_) => self.cue(Cue::Show(show.clone())),
        }
    }

    pub(super) fn say(&mut self, who: &CastId, lines: &[Line]) {
        let Some(beat) = self.beat().map(|b| b.id.clone()) else { return };
        for line in lines {
            let Some(line) = self.variant(line) else { continue };
            let Some(text) = self.words(line) else { continue };
            let spoken = self.spoken(&beat, who, line, text);
            self.ledger.commit(said(&spoken));
            let pause = pause_before(self.script, &self.ledger, who, line);
            self.cue(Cue::Line(spoken, pause));
        }
    }

    /// The line as it is said now: itself, one that stands in its place, or nothing.
    pub(super) fn variant<'l>(&self, line: &'l Line) -> Option<&'l Line> {
        if !all_hold(&line.when, &self.ledger) {
            return None;
        }
        let instead = line.instead.iter().find(|other| other.when.iter().all(|c| holds(c, &self.ledger)));
        Some(instead.unwrap_or(line))
    }

    pub(super) fn spoken(&self, beat: &BeatId, who: &CastId, line: &Line, text: String) -> SpokenLine {
        SpokenLine {
            beat: beat.clone(),
            id: line.id.clone(),
            who: who.clone(),
            name: name_of(self.script, &self.ledger, who),
            text,
            tone: line.tone,
            source: Source::Authored,
        }
    }

    /// Begins a beat. One that is running waits, and goes on afterwards.
    pub(super) fn begin_beat(&mut self, id: &BeatId) {
        let Some(beat) = self.script.beats.get(id) else { return };
        if self.ledger.life().cursor().is_some() {
            self.ledger.commit(Entry::Suspended);
        }
        self.ledger.commit(Entry::Entered { beat: beat.id.clone(), node: beat.open.clone() });
        if beat.mark.is_some() {
            self.place(beat.mark.clone());
        }
        self.spare();
    }

    pub(super) fn go(&mut self, then: &NodeId) {
        let Some(beat) = self.beat().map(|b| b.id.clone()) else { return };
        if *then != DONE {
            self.ledger.commit(Entry::Entered { beat, node: then.clone() });
            return self.spare();
        }
        if self.came_to_nothing(&beat) {
            self.cue(Cue::Note("Nothing more comes of it.".into()));
        }
        self.ledger.commit(Entry::Finished { beat });
        // One that waited goes on: the eye comes back to where it was.
        if let Some(mark) = self.beat().and_then(|beat| beat.mark.clone()) {
            self.place(Some(mark));
        }
    }

    /// Whether he has touched something, and nothing was said or seen to happen: nobody is to think that the key was
    /// not heard.
    fn came_to_nothing(&self, beat: &BeatId) -> bool {
        let moves = |effect: &Effect| matches!(effect, Effect::Go(_) | Effect::Phase(_) | Effect::Days(_));
        let passes = |node: &NodeId| {
            let node = self.script.beats.get(beat).and_then(|beat| beat.nodes.get(node));
            matches!(node, Some(Node::Say { .. } | Node::Do { .. } | Node::If { .. } | Node::Pick { .. }))
        };
        for entry in self.ledger.chronicle().entries().iter().rev() {
            match entry {
                Entry::Touched { beat: touched, .. } => return touched == beat,
                Entry::Applied { effects } if effects.iter().any(moves) => return false,
                // A card, a sound or a pause is something.
                Entry::Entered { node, .. } if passes(node) => {}
                Entry::Applied { .. } | Entry::Picked { .. } | Entry::Drew { .. } => {}
                _ => return false,
            }
        }
        false
    }

    fn stuck(&mut self) {
        error!("nothing can happen any more at {:?}", self.here());
        self.cue(Cue::Note("The story has come to a place with no way on. That is a fault of the story.".into()));
        self.open(TurnKind::World, Vec::new(), false, None);
    }
}
