//! A recorded life lived again: every deed once more, in a fresh game.

use super::tape::Tape;
use crate::{
    mind::{Mind, Understanding},
    script::{ChoiceId, Manner, Script},
    story::{Entry, Heard, TaughtBy},
    talk::{NobodyTypes, OpenTurn, PlayerInput, Proposal, Waiting},
    tools::Driver,
};
use serde::Serialize;

/// What came of living a cassette again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replayed {
    /// Whether all of it came again, bit for bit.
    pub same: bool,
    /// How many turns of his were lived.
    pub turns: usize,
    /// How many sentences in it are a model's.
    pub by_model: usize,
    /// Where it first went another way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differs: Option<Difference>,
    /// The life as it is now, up to there.
    #[serde(skip)]
    pub lived: Vec<Entry>,
}

/// The first thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// In which turn, counted from 1; 0 before the first.
    pub turn: usize,
    /// Which entry, counted from 0.
    pub entry: usize,
    /// What happened then.
    pub then: Option<Entry>,
    /// What happens now.
    pub now: Option<Entry>,
}

/// Lives it again. Says why, if it is no life of this story.
pub fn replay(script: &Script, recorded: &[Entry]) -> Result<Replayed, String> {
    let Some(Entry::Began { seed, story, before, .. }) = recorded.first() else {
        return Err("no life begins in it".into());
    };
    if *story != script.manifest.id {
        let id = &script.manifest.id;
        return Err(format!(
            "it is a life of the story `{story}`, and this is `{id}`; if a pack brings it, add --pack"
        ));
    }
    let tape = Tape::default();
    let mut driver = Driver::new(script.clone(), |app| {
        // What typed words were taken to mean is on the tape.
        app.init_resource::<NobodyTypes>().insert_resource(Understanding::pumped());
        app.insert_resource(Mind::with(Box::new(tape.clone()))).insert_resource(before.clone());
    });
    driver.send(PlayerInput::Begin { seed: *seed });
    // Versions and formats may differ; what happens may not.
    let (mut turns, mut same) = (0, 1);
    let differs = loop {
        let lived = driver.entries();
        same += lived.iter().zip(recorded).skip(same).take_while(|(now, then)| now == then).count();
        if same == recorded.len() {
            break None;
        }
        let open = driver.floor().waiting.turn().filter(|_| same == lived.len()).cloned();
        let Some(turn) = open else { break Some(same) };
        let rest = &recorded[same..];
        tape.wind_to(rest);
        turns += 1;
        again(&mut driver, &turn, rest);
        if driver.entries().len() == same || driver.floor().waiting == Waiting::Nobody {
            break Some(same);
        }
    };
    let by_model = recorded.iter().filter(|entry| entry.is_by_model()).count();
    let lived = driver.entries().to_vec();
    let differs = differs.map(|at| Difference {
        turn: turns,
        entry: at,
        then: recorded.get(at).cloned(),
        now: lived.get(at).cloned(),
    });
    Ok(Replayed { same: differs.is_none(), turns, by_model, differs, lived })
}

/// Does what he did: the deed that opens `rest`.
fn again(driver: &mut Driver, turn: &OpenTurn, rest: &[Entry]) {
    let input = match rest {
        [Entry::Typed { text, .. }, after @ ..] => match understood(after) {
            Some((meaning, score, by, manner)) => {
                let (text, meaning) = (text.clone(), meaning.cloned());
                return propose(driver, Proposal::Meant { text, meaning, score, by, manner });
            }
            None => PlayerInput::Type(text.clone()),
        },
        [Entry::Did { deed, .. }, ..] => return propose(driver, Proposal::Deed(deed.clone())),
        [Entry::Learned { by: TaughtBy::Model, what }, ..] => return propose(driver, Proposal::Notice(what.clone())),
        [Entry::Wrote { text, .. }, ..] => match turn.offers.iter().find(|offer| offer.text == *text) {
            Some(offer) => PlayerInput::Choose(offer.id.clone()),
            None => return propose(driver, Proposal::Write(text.clone())),
        },
        [Entry::Corrected { belief, what }, ..] => {
            PlayerInput::Correct { belief: *belief as usize, what: what.clone() }
        }
        [Entry::Forgot { belief }, ..] => PlayerInput::Forget { belief: *belief as usize },
        [Entry::ForgotWords { turn }, ..] => PlayerInput::ForgetWords { turn: *turn },
        [Entry::Chose { choice, .. }, ..] => PlayerInput::Choose(choice.clone()),
        [Entry::Touched { thing, .. }, ..] => PlayerInput::Touch(thing.clone()),
        [Entry::WalkedAway { .. }, ..] => PlayerInput::Leave,
        [Entry::Skipped { .. }, ..] => PlayerInput::Skip,
        _ => PlayerInput::Silence,
    };
    driver.send(input);
}

fn propose(driver: &mut Driver, proposal: Proposal) {
    driver.app().world_mut().write_message(proposal);
    driver.settle();
}

/// What typed words were taken to mean: told right after them, and after what they taught.
fn understood(after: &[Entry]) -> Option<(Option<&ChoiceId>, f32, Heard, Option<Manner>)> {
    match after.iter().find(|entry| !matches!(entry, Entry::Learned { .. }))? {
        Entry::Understood { meaning, score, by, manner, .. } => Some((meaning.as_ref(), *score, *by, *manner)),
        _ => None,
    }
}
