//! Something done in the middle of a talk: a lamp touched, a cup put down. It is answered, and the talk goes on.

use super::{Cue, Offer, answer::pick, decide::Referee};
use crate::{
    script::{BeatId, ChoiceId, Deed, Script},
    story::{Entry, Read, TOPICS, all_hold},
};

/// The deeds that would be answered now, where he is.
fn open<'s>(script: &'s Script, truth: &impl Read) -> impl Iterator<Item = &'s Deed> {
    let topics = &script.topics;
    let heard = !topics.when.is_empty() && all_hold(&topics.when, truth);
    let here = truth.scene().and_then(|scene| script.scenes.get(scene)).filter(|_| heard);
    let open = topics.deeds.iter().filter(|deed| all_hold(&deed.when, truth));
    let open: Vec<_> = open.filter(|deed| here.is_some_and(|here| here.things.contains_key(&deed.thing))).collect();
    open.into_iter()
}

/// What can be done besides talking, for an open turn.
pub(super) fn offers(referee: &Referee) -> Vec<Offer> {
    let open = open(referee.script, &referee.ledger).map(|deed| Offer {
        id: deed.id.clone(),
        text: deed.verb.clone(),
        locked: None,
        deed: true,
        thing: Some(deed.thing.clone()),
    });
    open.collect()
}

/// Does it, and has it answered.
pub(super) fn answer(referee: &mut Referee, id: &ChoiceId) {
    let Some(deed) = open(referee.script, &referee.ledger).find(|deed| deed.id == *id) else { return };
    referee.ledger.commit(Entry::Did { thing: deed.thing.clone(), deed: deed.id.clone() });
    referee.change(&deed.effects);
    let beat = BeatId::from(TOPICS);
    let line = pick(referee, &beat, &deed.say);
    if let Some((line, text)) = line.and_then(|line| Some((line, referee.words(line)?))) {
        let spoken = referee.spoken(&beat, &referee.script.topics.who, line, text);
        referee.ledger.commit(super::decide::said(&spoken));
        referee.cue(Cue::Line(spoken, 0.5));
    }
    if let Some(visit) = &deed.visit {
        referee.begin_beat(visit);
    }
}
