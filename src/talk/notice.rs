//! What a good model may add to her memory while he reads: it points at words of his that the patterns passed over.
//! What comes of that is proposed; what is kept is kept by the referee.

use super::{Floor, PlayerInput, Proposal, decide::Referee, his_words, remember::names};
use crate::{
    AppSystems, care,
    mind::{Aside, Mind, memory},
    script::Script,
    story::{Chronicle, Entry, Learned, Life, TaughtBy},
};
use bevy::prelude::*;
use std::time::Duration;

/// Nobody waits for it, so it may take its time.
const PATIENCE: Duration = Duration::from_secs(20);
/// As many tokens as the words that it copies take.
const TOKENS: u32 = 64;

/// What is being asked, and about which of his words.
#[derive(Resource, Debug, Default)]
struct Noticing {
    /// The question, and what he typed.
    aside: Option<(Aside, String)>,
    /// The turn of his that was looked at last.
    looked_at: u32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Noticing>();
    app.add_systems(Update, notice.in_set(AppSystems::Receive).run_if(resource_exists::<Script>));
}

/// Asks about what he typed last once she has answered it, and proposes what comes of it. Whatever he does next ends it.
fn notice(
    mut noticing: ResMut<Noticing>,
    mut mind: ResMut<Mind>,
    mut inputs: MessageReader<PlayerInput>,
    mut proposals: MessageWriter<Proposal>,
    time: Res<Time<Real>>,
    floor: Res<Floor>,
    past: (Res<Script>, Res<Chronicle>, Res<Life>),
) {
    let (script, chronicle, life) = past;
    // In a terminal the answer may have come while nothing was drawn: it is taken before what he does next.
    if let Some((aside, typed)) = &mut noticing.aside
        && let Some(said) = aside.poll(time.elapsed())
    {
        let names = names(&script, life.memory());
        if let Some(what) = said.ok().and_then(|said| memory::noticed(typed, &said, &names)) {
            proposals.write(Proposal::Notice(what));
        }
        noticing.aside = None;
    }
    if inputs.read().count() > 0 {
        noticing.aside = None;
        return;
    }
    if floor.waiting.turn().is_none() || mind.busy() || noticing.looked_at == life.turns() {
        return;
    }
    noticing.looked_at = life.turns();
    noticing.aside = unnoticed(&chronicle, &life, &script).and_then(|typed| {
        let aside = mind.aside(memory::noticing(&typed), TOKENS, PATIENCE, time.elapsed())?;
        Some((aside, typed))
    });
}

/// What he typed to her in his last turn, if nothing of it was kept and something may be worth it.
fn unnoticed(chronicle: &Chronicle, life: &Life, script: &Script) -> Option<String> {
    let entries = chronicle.entries();
    let last = entries.iter().rposition(Entry::is_deed)?;
    let Entry::Typed { text, .. } = &entries[last] else { return None };
    let taught = entries[last..].iter().any(|entry| matches!(entry, Entry::Learned { .. }));
    let heard = his_words(entries, life.memory(), script).pop();
    let heard = heard.is_some_and(|said| said.turn == life.turns());
    (heard && !taught && !care::sounds_like_danger(text) && memory::worth_asking(text)).then(|| text.clone())
}

impl Referee<'_, '_, '_> {
    /// Keeps what a model pointed at, if they are words of his last turn, and nothing else came meanwhile.
    pub(super) fn notice(&mut self, what: &Learned) {
        let last = self.ledger.chronicle().entries().iter().rfind(|entry| entry.is_deed());
        let his = matches!(last, Some(Entry::Typed { text, .. })
            if text.replace(['’', '‘', '`'], "'").contains(&what.words.replace(['’', '‘', '`'], "'")));
        if his {
            self.ledger.commit(Entry::Learned { by: TaughtBy::Model, what: what.clone() });
        }
    }
}
