//! Telling a life again: going on with one that was left, and going back and forth in one.
//!
//! A turn is taken back by telling the life again without it. So whatever the turn was (a choice, typed words
//! that a model answered, a letter) and whatever it changed, the life then stands just where it stood.

use super::{Cue, Playbill, Proposal, SpokenLine, decide::Referee, voice::name_of};
use crate::{
    mind::Mind,
    script::{BeatId, CastId, ChoiceId, LineId, Node, Tone},
    story::{Chronicle, Entry, Source},
};

/// So many lines of before are there to be read again.
const REMEMBERED: usize = 400;

/// What going back or forth proposes, or in plain words why it cannot be done now.
pub(super) fn propose(
    back: bool,
    chronicle: &Chronicle,
    bill: &Playbill,
    mind: &Mind,
) -> Result<Proposal, &'static str> {
    // An answer that is still being given would be lost for good: it is part of the turn only once it is given.
    if mind.busy() || bill.0.iter().any(|cue| matches!(cue, Cue::Reply(_))) {
        return Err("That has to wait for the answer.");
    }
    match back {
        true if chronicle.can_go_back() => Ok(Proposal::Back),
        true => Err("There is nothing before this."),
        false if chronicle.can_go_forth() => Ok(Proposal::Forth),
        false => Err("There is nothing after this yet."),
    }
}

impl Referee<'_, '_, '_> {
    /// Tells a life again from its entries.
    pub(super) fn resume(&mut self, entries: &[Entry]) {
        self.ledger.retell(entries.iter().cloned());
        self.show_again();
    }

    /// Takes his last turn back.
    pub(super) fn back(&mut self) {
        self.ledger.back();
        self.show_again();
    }

    /// Takes everything back to the first turn of this day.
    pub(super) fn back_to_day(&mut self, day: u32) {
        if !self.ledger.back_to_day(day) {
            self.cue(Cue::Note("That day has not been lived.".into()));
        }
        self.show_again();
    }

    /// Lets the turn that was taken back come again.
    pub(super) fn forth(&mut self) {
        self.ledger.forth();
        self.show_again();
    }

    /// Shows where the life stands: the place, what was said since his last turn, and how it ended if it has.
    fn show_again(&mut self) {
        let notes = self.mend();
        self.cue(Cue::Opened);
        let mark = self.beat().and_then(|beat| beat.mark.clone());
        self.place(mark);
        let from = last_answer(self.ledger.chronicle().entries());
        let entries = self.ledger.chronicle().entries().iter().skip(from);
        let lines: Vec<_> = entries.filter_map(|entry| self.line_of(entry)).collect();
        lines.into_iter().for_each(|line| self.cue(Cue::Line(line, 0.2)));
        notes.into_iter().for_each(|note| self.cue(Cue::Note(note)));
        if let Some(ending) = self.ledger.life().ending().cloned() {
            self.cue(Cue::Ending(ending));
        }
    }

    /// What was said before that is not shown again, oldest first: to be read up on.
    pub(super) fn said_before(&self) -> Vec<SpokenLine> {
        let entries = self.ledger.chronicle().entries();
        let before = entries.iter().take(last_answer(entries) + 1).rev();
        let lines = before.filter_map(|entry| self.line_of(entry).or_else(|| self.his_line(entry)));
        let mut lines: Vec<_> = lines.take(REMEMBERED).collect();
        lines.reverse();
        lines
    }

    /// An entry as the line that somebody said.
    fn line_of(&self, entry: &Entry) -> Option<SpokenLine> {
        let Entry::Said { beat, line, who, text, tone, source } = entry else { return None };
        let name = name_of(self.script, &self.ledger, who);
        let (beat, id, who, text) = (beat.clone(), line.clone(), who.clone(), text.clone());
        Some(SpokenLine { beat, id, who, name, text, tone: *tone, source: *source })
    }

    /// An entry as his own words.
    fn his_line(&self, entry: &Entry) -> Option<SpokenLine> {
        let (beat, id, text, source): (BeatId, LineId, _, _) = match entry {
            Entry::Chose { beat, choice, text } if !self.is_deed(beat, choice) => {
                (beat.clone(), choice.as_str().into(), text, Source::Authored)
            }
            Entry::Typed { beat, text } => {
                (beat.clone().unwrap_or_else(|| "topics".into()), "typed".into(), text, Source::Player)
            }
            _ => return None,
        };
        let who: CastId = "theodore".into();
        let name = name_of(self.script, &self.ledger, &who);
        Some(SpokenLine { beat, id, who, name, text: text.clone(), tone: Tone::Plain, source })
    }

    /// Whether a choice is something that he does, or is not known any more.
    fn is_deed(&self, beat: &BeatId, choice: &ChoiceId) -> bool {
        let nodes = self.script.beats.get(beat).into_iter().flat_map(|beat| beat.nodes.values());
        let mut choices = nodes.filter_map(|node| match node {
            Node::Turn { choices, .. } => choices.iter().find(|c| c.id == *choice),
            _ => None,
        });
        choices.next().is_none_or(|choice| choice.deed)
    }
}

/// Where his last answer to somebody stands; what was said after it is what he answers now.
fn last_answer(entries: &[Entry]) -> usize {
    let answers = |entry: &Entry| {
        matches!(
            entry,
            Entry::Chose { .. }
                | Entry::Understood { .. }
                | Entry::Silence { .. }
                | Entry::Touched { .. }
                | Entry::Did { .. }
        )
    };
    entries.iter().rposition(answers).unwrap_or_default()
}
