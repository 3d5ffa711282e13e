//! A life that goes on in a story that was edited since.
//!
//! What a life remembers stays, whether the story still knows it or not: facts, choices, beats that are gone
//! harm nobody. Only the place where it stands has to be there. If it is not, the life goes on at the nearest
//! place that is, by an entry like any other, and the player is told.

use super::{Cue, decide::Referee};
use crate::{
    script::{Effect, Node, Script},
    story::{Entry, Life},
};

/// No life needs more than this; a story that does is broken in itself.
const MOST_REPAIRS: usize = 100;

/// What brings a life nearer to a place that exists, and what the player is told about it.
struct Repair {
    commit: Entry,
    note: String,
}

/// What the life needs next, if anything: first where he is, then where the story stands.
fn repair(script: &Script, life: &Life) -> Option<Repair> {
    if life.scene().is_some_and(|scene| !script.scenes.contains_key(scene)) {
        let home = &script.manifest.scene;
        let name = script.scenes.get(home).map_or(home.as_str(), |scene| scene.name.as_str());
        return Some(Repair {
            commit: Entry::Applied { effects: vec![Effect::Go(home.clone())] },
            note: format!("The place where he was is not in the story any more. He is in {name}."),
        });
    }
    let cursor = life.cursor()?;
    let Some(beat) = script.beats.get(&cursor.beat) else {
        return Some(Repair {
            commit: Entry::Finished { beat: cursor.beat.clone() },
            note: "The story has changed since; it goes on from the nearest place.".into(),
        });
    };
    (!beat.nodes.contains_key(&cursor.node)).then(|| Repair {
        commit: Entry::Entered { beat: cursor.beat.clone(), node: beat.open.clone() },
        note: "This scene has changed since; it begins again.".into(),
    })
}

/// What the player is told of a letter that has lost a part which he had written.
fn shortened(script: &Script, life: &Life) -> Option<String> {
    let cursor = life.cursor()?;
    let Node::Write { letter, .. } = script.beats.get(&cursor.beat)?.nodes.get(&cursor.node)? else { return None };
    let (asked, written) = (script.letters.get(letter)?, life.letters().get(letter)?);
    let gone = written.parts.iter().any(|(id, _)| !asked.parts.iter().any(|part| part.id == *id));
    gone.then(|| "A part of this letter is not asked for any more. What he wrote of it stays.".into())
}

impl Referee<'_, '_, '_> {
    /// Brings the life to a place that exists. What the player should know of it comes back.
    pub(super) fn mend(&mut self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.ledger.life().ending().is_some_and(|ending| !self.script.endings.contains_key(ending)) {
            self.ledger.take_back_ending();
            notes.push("The ending that this life had come to is not in the story any more. It goes on.".into());
        }
        for _ in 0..MOST_REPAIRS {
            let Some(repair) = repair(self.script, self.ledger.life()) else { break };
            self.ledger.commit(repair.commit);
            if !notes.contains(&repair.note) {
                notes.push(repair.note);
            }
        }
        notes.extend(shortened(self.script, self.ledger.life()));
        notes
    }

    /// The same in the middle of a life. False if there was nothing to mend.
    pub(super) fn mended(&mut self) -> bool {
        let before = self.ledger.chronicle().entries().len();
        self.mend().into_iter().for_each(|note| self.cue(Cue::Note(note)));
        self.ledger.chronicle().entries().len() != before
    }
}
