//! Opening Theodore's turn: what is offered to him in talk, in the free room, and at a letter.

use super::{Cue, Offer, OpenTurn, TurnKind, decide::Referee, deed};
use crate::{
    routine::letter,
    script::{Choice, Letter, LetterId, Part, PartId},
    story::{Entry, Offerable, Read, Written, all_hold},
};

impl Referee<'_, '_, '_> {
    pub(super) fn open_talk(&mut self, choices: &[Choice], typing: bool, lasts: Option<f32>) {
        // A choice whose gap has nothing to be filled with is not offered.
        let offers = choices.iter().filter(|c| all_hold(&c.when, &self.ledger)).filter_map(|c| {
            let barred =
                c.locked.as_ref().filter(|(when, _)| !all_hold(when, &self.ledger)).map(|(_, why)| why.clone());
            let short = c.cost.as_ref().filter(|_| !self.affords(c)).map(|cost| cost.short.clone());
            Some(Offer {
                id: c.id.clone(),
                text: self.filled(&c.text)?,
                locked: barred.or(short),
                deed: c.deed,
                thing: None,
            })
        });
        let offers = offers.collect();
        self.open(TurnKind::Talk, offers, typing, lasts);
    }

    /// Queues a turn in the running beat.
    pub(super) fn open(&mut self, kind: TurnKind, offers: Vec<Offer>, typing: bool, lasts: Option<f32>) {
        let cursor = self.ledger.life().cursor();
        let (beat, node) = (cursor.map(|c| c.beat.clone()), cursor.map(|c| c.node.clone()));
        let can_leave = self.beat().is_some_and(|b| b.left.is_some() && !self.ledger.walked_away(&b.id));
        let deeds = if kind == TurnKind::Talk { deed::offers(self) } else { Vec::new() };
        self.cue(Cue::Open(Box::new(OpenTurn { kind, beat, node, offers, deeds, typing, can_leave, lasts })));
    }

    pub(super) fn open_world(&mut self, offers: Vec<Offerable>) {
        let offers = offers.into_iter().map(|o| Offer {
            id: o.thing.as_str().into(),
            text: o.verb,
            locked: None,
            deed: true,
            thing: Some(o.thing),
        });
        let typing = !self.script.topics.when.is_empty() && all_hold(&self.script.topics.when, &self.ledger);
        let offers = offers.collect();
        self.open(TurnKind::World, offers, typing, None);
    }

    pub(super) fn open_letter(&mut self, letter: LetterId, part: &Part) {
        let offers = part.fragments.iter().map(|f| Offer {
            id: f.id.as_str().into(),
            text: f.text.clone(),
            locked: None,
            deed: true,
            thing: None,
        });
        let offers = offers.collect();
        let so_far = self.ledger.life().letters().get(&letter).map(Written::body).unwrap_or_default();
        let kind = TurnKind::Letter { letter, part: part.id.clone(), ask: part.ask.clone(), so_far };
        self.open(kind, offers, part.typed, None);
    }

    /// The part of the letter that is still to be written.
    pub(super) fn part(&self, letter: &LetterId) -> Option<Part> {
        let written = self.ledger.life().letters().get(letter);
        let written = written.map(|written| written.parts.as_slice()).unwrap_or_default();
        // By name, not by place: the letter may have lost a part, or gained one, since it was begun.
        let open = |part: &&Part| !written.iter().any(|(id, _)| *id == part.id);
        self.script.letters.get(letter)?.parts.iter().find(open).cloned()
    }

    pub(super) fn read_letter(&mut self, id: &LetterId) -> f32 {
        let (Some(letter), Some(written)) = (self.script.letters.get(id), self.ledger.life().letters().get(id)) else {
            return 0.0;
        };
        let score = letter::score(letter, &written.body(), &chosen_warmths(letter, &written.parts));
        let last = written.parts.last().map(|(_, text)| text.clone()).unwrap_or_default();
        self.ledger.commit(Entry::Scored { letter: id.clone(), score: score.value, reasons: score.reasons });
        if !letter.is_own() {
            self.keep_letter(&letter.brief.to, &last);
        }
        score.value
    }
}

/// The warmths of the fragments that were chosen; his own sentences have none.
fn chosen_warmths(letter: &Letter, parts: &[(PartId, String)]) -> Vec<f32> {
    let chosen = parts.iter().filter_map(|(id, text)| {
        let part = letter.parts.iter().find(|p| p.id == *id)?;
        part.fragments.iter().find(|f| f.text == *text).map(|f| f.warmth)
    });
    chosen.collect()
}
