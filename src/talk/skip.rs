//! Skipping a scene: it is lived in silence, nothing of it is shown, and its summary is read instead.
//!
//! Whoever skips gets what somebody gets who says nothing, so that no scene can be won by skipping it. Where
//! silence leads back to where it was, the first thing that can be done is done.

use super::{
    Cue,
    decide::Referee,
    step::{Flow, MOST_STEPS},
};
use crate::{
    script::{BeatId, Node, NodeId},
    story::{Entry, Read},
};
use std::collections::BTreeSet;

impl Referee<'_, '_, '_> {
    pub(super) fn skip(&mut self) {
        let Some(beat) = self.beat() else {
            return self.cue(Cue::Note("There is no scene to skip: he is free.".into()));
        };
        self.ledger.commit(Entry::Skipped { beat: beat.id.clone() });
        self.let_go_by(&beat.id, Cue::Card(String::new(), beat.summary.clone()));
    }

    /// Lives the running scene to its end in silence, and shows only what is put in its place.
    pub(super) fn let_go_by(&mut self, beat: &BeatId, instead: Cue) {
        let shown = self.bill.0.len();
        let mut been = BTreeSet::new();
        for _ in 0..MOST_STEPS {
            if !self.ledger.running(beat) || self.pass(&mut been) == Flow::Waits {
                break;
            }
        }
        let passed = self.bill.0.split_off(shown);
        self.cue(instead);
        self.bill.0.extend(passed.into_iter().filter(|cue| matches!(cue, Cue::Place { .. } | Cue::Ending(_))));
    }

    /// One step of a scene that is skipped.
    fn pass(&mut self, been: &mut BTreeSet<(BeatId, NodeId)>) -> Flow {
        let Some(cursor) = self.ledger.life().cursor().cloned() else { return Flow::Waits };
        match self.node() {
            Some(Node::Turn { choices, silence, .. }) => {
                let first = choices.iter().find(|choice| self.is_open(choice));
                match first.filter(|_| been.contains(&(cursor.beat.clone(), cursor.node.clone()))) {
                    Some(choice) => self.take(choice, false),
                    None => {
                        self.ledger.commit(Entry::Silence { beat: cursor.beat.clone() });
                        self.go(silence);
                    }
                }
                been.insert((cursor.beat, cursor.node));
                Flow::Goes
            }
            Some(Node::Write { letter, .. }) if self.part(letter).is_some() => {
                let Some(part) = self.part(letter) else { return Flow::Waits };
                let text = part.fragments.first().map(|fragment| fragment.text.clone()).unwrap_or_default();
                self.ledger.commit(Entry::Wrote { letter: letter.clone(), part: part.id, text });
                Flow::Goes
            }
            _ => self.advance(),
        }
    }
}
