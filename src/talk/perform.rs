//! Showing what was decided: line after line, at a reader's pace, or all at once.

use super::{Cue, Floor, Playbill, PlayerInput, SpokenLine, Told, Waiting, decide::said};
use crate::{
    AppSystems,
    mind::{Mind, Reply, ReplyEvent},
    script::{LineId, Script, Tone},
    story::{Ledger, Source},
};
use bevy::prelude::*;
use std::collections::VecDeque;

/// How fast lines follow each other.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    /// At once: the command line, tests, simulated lives.
    #[default]
    Instant,
    /// As somebody reads.
    Reader {
        /// Whether lines go on by themselves.
        auto: bool,
        /// 1 is ordinary, 2 is twice as fast.
        speed: f32,
    },
}

impl Pace {
    /// Seconds that a line of so many characters stays; none if it waits for the reader.
    fn reading_time(self, characters: usize) -> Option<f32> {
        match self {
            Self::Instant => Some(0.0),
            // About 18 characters a second, and a moment to find the line: a slow reader's pace.
            Self::Reader { auto: true, speed } => Some((1.1 + characters as f32 * 0.055) / speed.clamp(0.25, 4.0)),
            Self::Reader { auto: false, .. } => None,
        }
    }
}

/// Where the performance stands.
#[derive(Resource, Debug, Default)]
struct Performing {
    /// Seconds until the next cue; endless if the reader is waited for.
    hold: f32,
    /// A line whose pause is running out.
    next: Option<SpokenLine>,
    /// The reply that the mind is saying, and how many sentences of it were said.
    reply: Option<(Reply, u32)>,
    /// Sentences of the mind that are still to be shown.
    sentences: VecDeque<SpokenLine>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pace>().init_resource::<Performing>();
    app.add_systems(Update, perform.in_set(AppSystems::Perform).run_if(resource_exists::<Script>));
}

fn perform(
    time: Res<Time>,
    real: Res<Time<Real>>,
    pace: Res<Pace>,
    mut inputs: MessageReader<PlayerInput>,
    mut state: ResMut<Performing>,
    mut bill: ResMut<Playbill>,
    mut floor: ResMut<Floor>,
    mut mind: ResMut<Mind>,
    mut ledger: Ledger,
    mut told: MessageWriter<Told>,
) {
    let hurried = inputs.read().any(|input| *input == PlayerInput::Advance);
    state.hold = if hurried { 0.0 } else { (state.hold - time.delta_secs()).max(0.0) };
    if matches!(bill.0.front(), Some(Cue::Opened | Cue::Closed)) {
        *state = Performing::default();
    }
    loop {
        listen(&mut state, &mut mind, &mut floor, &mut ledger, real.elapsed());
        if state.hold > 0.0 {
            return;
        }
        if let Some(line) = state.next.take().or_else(|| state.sentences.pop_front()) {
            let more = !state.sentences.is_empty() || state.reply.is_some() || follows(&bill);
            state.hold = if more { hold(*pace, &line) } else { 0.0 };
            show(line, &mut floor, &mut told);
            continue;
        }
        if state.reply.is_some() {
            return;
        }
        let Some(cue) = bill.0.pop_front() else { return };
        match cue {
            Cue::Line(line, pause) => {
                let quiet = if *pace == Pace::Instant { 0.0 } else { pause };
                state.hold = quiet;
                state.next = Some(line);
            }
            Cue::Reply(reply) => {
                mind.begin((*reply).clone(), real.elapsed());
                state.reply = Some((*reply, 0));
            }
            Cue::Card(text, under) => {
                let characters = text.len() + under.len();
                state.hold = if *pace == Pace::Instant { 0.0 } else { 3.0 + characters as f32 * 0.04 };
                floor.line = None;
                floor.card = Some((text.clone(), under.clone()));
                told.write(Told::Card { text, under });
            }
            Cue::Quiet(seconds) => state.hold = if *pace == Pace::Instant { 0.0 } else { seconds },
            Cue::Place { scene, phase, day, mark } => {
                told.write(Told::Place { scene, phase, day, mark });
            }
            Cue::Note(note) => {
                told.write(Told::Note(note));
            }
            Cue::Show(show) => {
                told.write(Told::Show(show));
            }
            Cue::Open(turn) => {
                let timed = turn.beat.clone().zip(turn.node.clone());
                if timed.is_none() || floor.timed != timed {
                    floor.elapsed = 0.0;
                    floor.timed = timed;
                }
                floor.waiting = Waiting::Turn(*turn);
                floor.thinking = false;
                floor.card = None;
                told.write(Told::Turn);
            }
            Cue::Ending(ending) => {
                floor.waiting = Waiting::Ended(ending.clone());
                floor.thinking = false;
                floor.card = None;
                told.write(Told::Ending(ending));
            }
            Cue::Opened => {
                told.write(Told::Opened);
            }
            Cue::Closed => {
                floor.waiting = Waiting::Nobody;
                told.write(Told::Closed);
            }
        }
    }
}

/// Takes from the mind what it has said since; never waits for it.
fn listen(state: &mut Performing, mind: &mut Mind, floor: &mut Floor, ledger: &mut Ledger, now: std::time::Duration) {
    let Some((reply, mut count)) = state.reply.take() else { return };
    let mut over = false;
    for event in mind.poll(now) {
        match event {
            ReplyEvent::Sentence(text, source) => {
                let (id, tone) =
                    reply.stand_in.first().map_or_else(|| ("reply".into(), Tone::Plain), |l| (l.0.clone(), l.2));
                let id = if count == 0 { id } else { LineId::from(format!("{id}+{count}")) };
                count += 1;
                state.sentences.push_back(line(&reply, id, text, tone, source, ledger));
            }
            ReplyEvent::Over { stand_in, broke, why } => {
                if let Some((id, text, tone)) = reply.if_broken.clone().filter(|_| broke) {
                    state.sentences.push_back(line(&reply, id, text, tone, Source::Authored, ledger));
                }
                if let Some(why) = why {
                    debug!("the written answer stands in: {why}");
                }
                if stand_in {
                    for (id, text, tone) in reply.stand_in.clone() {
                        state.sentences.push_back(line(&reply, id, text, tone, Source::Authored, ledger));
                    }
                }
                floor.thinking = false;
                over = true;
            }
        }
    }
    if !over {
        state.reply = Some((reply, count));
    }
}

/// The line as it will be shown, written down as said.
fn line(reply: &Reply, id: LineId, text: String, tone: Tone, source: Source, ledger: &mut Ledger) -> SpokenLine {
    let (beat, who, name) = (reply.beat.clone(), reply.who.clone(), reply.name.clone());
    let line = SpokenLine { beat, id, who, name, text, tone, source };
    ledger.commit(said(&line));
    line
}

/// Whether something that replaces the line on screen comes before the next turn.
fn follows(bill: &Playbill) -> bool {
    let next = bill.0.iter().find(|cue| !matches!(cue, Cue::Place { .. } | Cue::Note(_) | Cue::Show(_)));
    !matches!(next, Some(Cue::Open(_)) | None)
}

fn hold(pace: Pace, line: &SpokenLine) -> f32 {
    pace.reading_time(line.text.chars().count()).unwrap_or(f32::INFINITY)
}

fn show(line: SpokenLine, floor: &mut Floor, told: &mut MessageWriter<Told>) {
    floor.card = None;
    floor.line = Some(line.clone());
    floor.backlog.push(line.clone());
    told.write(Told::Line(line));
}
