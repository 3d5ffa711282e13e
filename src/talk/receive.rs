//! Taking in what the player did, and checking that it may be done now.

use super::{Floor, Playbill, Told, TurnKind, Waiting, rewind};
use crate::{
    AppSystems, care,
    mind::Mind,
    script::{ChoiceId, ThingId},
    story::{Chronicle, Entry, Learned},
};
use bevy::prelude::*;

/// What the player did. Screens, stage and the command line send these and nothing else.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum PlayerInput {
    /// Took an offer of the open turn.
    Choose(ChoiceId),
    /// Typed words.
    Type(String),
    /// Let the moment pass.
    Silence,
    /// Touched a thing in the room.
    Touch(ThingId),
    /// Walked away from the beat.
    Leave,
    /// Lets the scene go by and reads its summary.
    Skip,
    /// Wants the next line now.
    Advance,
    /// Begins a new life.
    Begin {
        /// What its randomness grows from.
        seed: u64,
    },
    /// Goes on with a life, told by its entries.
    Resume(Vec<Entry>),
    /// Takes the last turn back.
    Back,
    /// Goes back to the first turn of a day of this life.
    BackToDay {
        /// Which, counted from 1.
        day: u32,
    },
    /// Takes again the turn that was taken back last.
    Forth,
    /// Puts right what she keeps of him.
    Correct {
        /// The number of the belief.
        belief: usize,
        /// How it is.
        what: String,
    },
    /// Makes her forget something.
    Forget {
        /// The number of the belief.
        belief: usize,
    },
    /// Makes her forget what he typed in a turn.
    ForgetWords {
        /// Which of his turns, counted from 1.
        turn: u32,
    },
    /// Back to the title. The life is saved already.
    Close,
}

/// What the referee is asked to make true.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Proposal {
    /// Begin a life.
    Begin(u64),
    /// Continue one.
    Resume(Vec<Entry>),
    /// Take his last turn back.
    Back,
    /// Take everything back to the first turn of this day.
    BackToDay(u32),
    /// Let the turn that was taken back come again.
    Forth,
    /// Close it.
    Close,
    /// Take this offer.
    Choose(ChoiceId),
    /// Write these words into the letter.
    Write(String),
    /// Typed words were understood, or not.
    Meant {
        /// The words.
        text: String,
        /// What they mean, if anything.
        meaning: Option<ChoiceId>,
        /// How near, -1..1.
        score: f32,
        /// How it was found.
        by: crate::story::Heard,
        /// How it was told.
        manner: Option<crate::script::Manner>,
    },
    /// Let it pass.
    Silence,
    /// Walk away.
    Leave,
    /// Do this in the middle of a talk.
    Deed(ChoiceId),
    /// Let the scene go by.
    Skip,
    /// Put right what she keeps of him.
    Correct {
        /// The number of the belief.
        belief: usize,
        /// How it is.
        what: String,
    },
    /// Make her forget the belief of this number.
    Forget(usize),
    /// Make her forget what he typed in this turn.
    ForgetWords(u32),
    /// Keep what a model has pointed at in his last words.
    Notice(Learned),
}

/// Typed words on their way to being understood.
#[derive(Resource, Debug, Default)]
pub(super) struct Typed(pub Option<String>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Typed>();
    app.add_systems(Update, (receive, pass_time).chain().in_set(AppSystems::Receive));
}

/// The words without what a terminal would take for a command: escapes, bells, backspaces.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control() && !turns(*c)).collect()
}

/// Marks that nobody sees and that turn the writing round, or hide in it.
fn turns(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn receive(
    mut inputs: MessageReader<PlayerInput>,
    mut proposals: MessageWriter<Proposal>,
    mut told: MessageWriter<Told>,
    mut typed: ResMut<Typed>,
    floor: Res<Floor>,
    chronicle: Res<Chronicle>,
    bill: Res<Playbill>,
    mind: Res<Mind>,
) {
    // One answer a turn: a second click in the same frame belongs to a turn that is gone.
    let mut answered = false;
    for input in inputs.read() {
        match (input, &floor.waiting) {
            (PlayerInput::Begin { seed }, _) => {
                proposals.write(Proposal::Begin(*seed));
            }
            (PlayerInput::Resume(entries), _) => {
                proposals.write(Proposal::Resume(entries.clone()));
            }
            (PlayerInput::Close, _) => {
                proposals.write(Proposal::Close);
            }
            (PlayerInput::BackToDay { day }, waiting)
                if *waiting != Waiting::Nobody && !answered && typed.0.is_none() && !mind.busy() =>
            {
                proposals.write(Proposal::BackToDay(*day));
                answered = true;
            }
            (PlayerInput::Back | PlayerInput::Forth, waiting)
                if *waiting != Waiting::Nobody && !answered && typed.0.is_none() =>
            {
                match rewind::propose(*input == PlayerInput::Back, &chronicle, &bill, &mind) {
                    Ok(proposal) => {
                        proposals.write(proposal);
                        answered = true;
                    }
                    Err(why) => {
                        told.write(Told::Note(why.into()));
                    }
                }
            }
            (_, Waiting::Turn(turn)) if !answered && typed.0.is_none() => match input {
                PlayerInput::Choose(id) => match turn.offers.iter().find(|offer| offer.id == *id) {
                    Some(offer) if offer.locked.is_none() => {
                        proposals.write(Proposal::Choose(id.clone()));
                        answered = true;
                    }
                    Some(offer) => {
                        let why = offer.locked.clone().unwrap_or_default();
                        told.write(Told::Note(why));
                    }
                    None => {
                        told.write(Told::Note("That is not on offer now.".into()));
                    }
                },
                PlayerInput::Touch(thing) => {
                    if let Some(offer) = turn.offers.iter().find(|o| o.thing.as_ref() == Some(thing)) {
                        proposals.write(Proposal::Choose(offer.id.clone()));
                        answered = true;
                    } else if let Some(deed) = turn.deeds.iter().find(|deed| deed.thing.as_ref() == Some(thing)) {
                        proposals.write(Proposal::Deed(deed.id.clone()));
                        answered = true;
                    } else if turn.kind != TurnKind::World {
                        told.write(Told::Note("That can wait until this is over.".into()));
                    } else {
                        told.write(Told::Note("Nothing there wants him now.".into()));
                    }
                }
                PlayerInput::Type(text) => {
                    let text = printable(text);
                    let text = text.trim();
                    if text.is_empty() {
                        proposals.write(Proposal::Silence);
                    } else if matches!(turn.kind, TurnKind::Letter { .. }) {
                        // No client is sent danger or hate, and no pen signs it: the game speaks to whoever typed.
                        if let Some(danger) = care::danger(text) {
                            told.write(Told::Note(danger.help().into()));
                        } else if care::hateful(text) {
                            told.write(Told::Note("The pen won’t write that. Another sentence will do.".into()));
                        } else {
                            proposals.write(Proposal::Write(text.into()));
                        }
                    } else {
                        typed.0 = Some(text.into());
                    }
                    answered = true;
                }
                PlayerInput::Correct { belief, what } => {
                    let what = printable(what).trim().to_owned();
                    if !what.is_empty() {
                        proposals.write(Proposal::Correct { belief: *belief, what });
                        answered = true;
                    }
                }
                PlayerInput::ForgetWords { turn } => {
                    proposals.write(Proposal::ForgetWords(*turn));
                    answered = true;
                }
                PlayerInput::Forget { belief } => {
                    proposals.write(Proposal::Forget(*belief));
                    answered = true;
                }
                PlayerInput::Silence => {
                    proposals.write(Proposal::Silence);
                    answered = true;
                }
                PlayerInput::Skip => {
                    proposals.write(Proposal::Skip);
                    answered = true;
                }
                PlayerInput::Leave if turn.can_leave => {
                    proposals.write(Proposal::Leave);
                    answered = true;
                }
                PlayerInput::Leave => {
                    told.write(Told::Note("He can’t leave this yet.".into()));
                }
                _ => {}
            },
            // `Advance` while performing is the performer's; everything else is too late or too early.
            _ => {}
        }
    }
}

/// A turn that lasts only so long passes as silence.
fn pass_time(
    time: Res<Time>,
    mut floor: ResMut<Floor>,
    pace: Res<super::Pace>,
    typed: Res<Typed>,
    mut proposals: MessageWriter<Proposal>,
) {
    if *pace == super::Pace::Instant || typed.0.is_some() {
        return;
    }
    let Some(lasts) = floor.waiting.turn().and_then(|turn| turn.lasts) else { return };
    let before = floor.elapsed;
    floor.bypass_change_detection().elapsed += time.delta_secs();
    if before < lasts && floor.elapsed >= lasts {
        proposals.write(Proposal::Silence);
    }
}
