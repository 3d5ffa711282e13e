//! From typed words to a proposal: asks the understanding what they mean among what is open now.

use super::{
    Floor, OpenTurn, Proposal, SpokenLine, Told, TurnKind,
    careful::{Spoken, after_danger, careful, said_a_child},
    fill::fill,
    receive::Typed,
};
use crate::{
    AppSystems, care,
    mind::{Answer, Aside, Doubt, Meaning, Mind, Question, Understanding, memory, understand::Stands},
    script::{Accept, BeatId, ChoiceId, Manner, Node, Script, Tone},
    story::{Chronicle, Entry, Heard, Source, TOPICS, Truth, all_hold},
};
use bevy::prelude::*;
use std::time::Duration;

/// There is nobody here who types: nothing is made ready for it. For simulated lives.
#[derive(Resource, Debug, Default)]
pub struct NobodyTypes;

/// A model that is asked which of a few meanings it was has so long for it. Then it is what it seemed to be.
const DOUBT: Duration = Duration::from_millis(1_500);
/// As many tokens as a number takes, and a word or two before it.
const NUMBER: u32 = 8;

/// Words that are being thought about.
#[derive(Resource, Debug, Default)]
struct Asked {
    text: Option<String>,
    /// In which life they were typed.
    life: u64,
    /// What they mean is nearly known, and a model is asked.
    doubt: Option<(Doubt, Aside, Understood)>,
}

/// What typed words were taken to mean: what is proposed.
#[derive(Clone, Debug)]
struct Understood {
    text: String,
    meaning: Option<ChoiceId>,
    /// What it is taken for if it means nothing else.
    anything: Option<ChoiceId>,
    score: f32,
    by: Heard,
    manner: Option<Manner>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asked>();
    app.add_systems(
        Update,
        (prepare.run_if(not(resource_exists::<NobodyTypes>)), ask, answer)
            .chain()
            .in_set(AppSystems::Understand)
            .run_if(resource_exists::<Script>),
    );
}

/// Warms the understanding for the turn that has just opened.
fn prepare(
    mut told: MessageReader<Told>,
    floor: Res<Floor>,
    script: Res<Script>,
    truth: Truth,
    mut understanding: ResMut<Understanding>,
) {
    let (mut opened, mut turned) = (false, false);
    for told in told.read() {
        opened |= matches!(told, Told::Opened);
        turned |= matches!(told, Told::Turn);
    }
    if let Some(turn) = floor.waiting.turn().filter(|_| turned) {
        understanding.prepare(&meanings(&script, &truth, turn));
    }
    // There are a great many standing topics: a life begins long before anybody types to her.
    if opened {
        let topics = script.topics.accepts.iter();
        let topics: Vec<_> = topics.map(|a| Meaning { id: a.id.clone(), means: a.means.clone() }).collect();
        understanding.prepare(&topics);
    }
}

/// Asks what the typed words mean; she gives a first sign at once, whatever the answer will be.
fn ask(
    typed: Res<Typed>,
    mut asked: ResMut<Asked>,
    mut floor: ResMut<Floor>,
    script: Res<Script>,
    truth: Truth,
    past: (Res<Chronicle>, Res<Mind>),
    mut understanding: ResMut<Understanding>,
    mut told: MessageWriter<Told>,
) {
    let (chronicle, mind) = past;
    let (Some(text), None) = (&typed.0, &asked.text) else { return };
    let danger = care::danger(text);
    if let Some(danger) = danger {
        told.write(Told::Note(danger.help().into()));
    } else if care::is_a_child(text) || care::not_for_a_child(text, said_a_child(&chronicle)) {
        told.write(Told::Note(care::CHILD.into()));
    }
    let danger = danger.is_some();
    let Some(turn) = floor.waiting.turn().cloned() else { return };
    let beat = turn.beat.clone().unwrap_or_else(|| TOPICS.into());
    let his = SpokenLine {
        beat,
        id: "typed".into(),
        who: "theodore".into(),
        name: super::voice::name_of(&script, &truth, &"theodore".into()),
        text: text.clone(),
        tone: Tone::Plain,
        source: Source::Player,
    };
    floor.line = Some(his.clone());
    floor.backlog.push(his.clone());
    told.write(Told::Line(his));
    if hears(&script, &truth, &turn) {
        floor.thinking = true;
        // Half a word is no answer to danger, and nobody waits for a written line.
        let waits = mind.thinks() && !danger && after_danger(&chronicle).is_none();
        if waits && let Some(line) = breath(&script, &truth, turn.beat.as_ref()) {
            told.write(Told::Breath(line));
        }
    }
    understanding.ask(Question { text: text.clone(), meanings: meanings(&script, &truth, &turn) });
    *asked = Asked { text: Some(text.clone()), life: chronicle.life(), doubt: None };
}

fn answer(
    mut typed: ResMut<Typed>,
    mut asked: ResMut<Asked>,
    floor: Res<Floor>,
    script: Res<Script>,
    truth: Truth,
    past: (Res<Chronicle>, Res<Time<Real>>),
    mut mind: ResMut<Mind>,
    mut understanding: ResMut<Understanding>,
    out: (MessageWriter<Proposal>, MessageWriter<Told>),
) {
    let (mut proposals, mut told) = out;
    let (chronicle, time) = (&past.0, past.1.elapsed());
    // Words of a life that was closed meanwhile are answered in no other.
    if asked.text.is_some() && asked.life != chronicle.life() {
        *asked = Asked::default();
        typed.0 = None;
    }
    if let Some((doubt, aside, understood)) = &mut asked.doubt
        && let Some(said) = aside.poll(time)
    {
        let understood = understood.clone().settled(said.ok().and_then(|said| doubt.settled(&said)));
        *asked = Asked::default();
        typed.0 = None;
        proposals.write(understood.proposal());
    }
    while let Some(answer) = understanding.poll() {
        // An answer to words of a life that was closed meanwhile answers nothing.
        if asked.text.as_ref() != Some(&answer.text) {
            continue;
        }
        let offered = |id: &ChoiceId| floor.waiting.turn().is_some_and(|turn| turn.offers.iter().any(|o| o.id == *id));
        let answer = answer.without(|id| offered(id) && is_denied(&answer.text, id, &floor)).without_alarm();
        let follows = follows(chronicle, &answer.text);
        let answer = if follows { answer.in_a_story(|id| listens(&script, &truth, id) || offered(id)) } else { answer };
        let meaning = answer.taken(|id| listens(&script, &truth, id), offered);
        let heard = Spoken { answer: &answer, meaning, offered: meaning.is_some_and(|(id, _)| offered(id)), chronicle };
        let careful = careful(&heard, |id| standing(id, &script, &truth, &floor));
        told.write_batch(careful.notes.into_iter().map(|note| Told::Note(note.into())));
        let (text, by, manner) = (answer.text.clone(), answer.by, answer.manner);
        if let Some((topic, score)) = careful.topic {
            *asked = Asked::default();
            typed.0 = None;
            proposals.write(Proposal::Meant { text, meaning: Some(topic), score, by, manner });
            continue;
        }
        let score = meaning.or(answer.ranked.first()).map_or(0.0, |(_, score)| *score);
        let anything = anything(&text, &script, &truth);
        let understood = Understood { text, meaning: meaning.map(|(id, _)| id.clone()), anything, score, by, manner };
        let doubt = (!care::sounds_like_danger(&answer.text))
            .then(|| doubt(&answer, meaning, &script, &truth, &floor))
            .flatten();
        let aside = doubt.and_then(|doubt| Some((mind.aside(doubt.prompt.clone(), NUMBER, DOUBT, time)?, doubt)));
        if let Some((aside, doubt)) = aside {
            asked.doubt = Some((doubt, aside, understood));
            continue;
        }
        *asked = Asked::default();
        typed.0 = None;
        proposals.write(understood.proposal());
    }
}

impl Understood {
    /// The same, once a model has picked a meaning or said that it is none of them; as it was, if it did neither.
    fn settled(self, picked: Option<Option<&(ChoiceId, f32)>>) -> Self {
        match picked {
            None => self,
            Some(None) => Self { meaning: None, by: Heard::Model, ..self },
            Some(Some((id, score))) => Self { meaning: Some(id.clone()), score: *score, by: Heard::Model, ..self },
        }
    }

    fn proposal(self) -> Proposal {
        let Self { text, meaning, anything, score, by, manner } = self;
        Proposal::Meant { text, meaning: meaning.or(anything), score, by, manner }
    }
}

/// Between what it cannot be told apart, if it cannot.
fn doubt(
    answer: &Answer,
    taken: Option<&(ChoiceId, f32)>,
    script: &Script,
    truth: &Truth,
    floor: &Floor,
) -> Option<Doubt> {
    let turn = floor.waiting.turn().filter(|turn| hears(script, truth, turn))?;
    let stands = |id: &ChoiceId| match (turn.offers.iter().any(|o| o.id == *id), listens(script, truth, id)) {
        (true, _) => Stands::Offered,
        (_, true) => Stands::Own,
        _ => Stands::Standing,
    };
    let before = floor.backlog.iter().rev().find(|line| line.source != Source::Player);
    let before = before.map_or("", |line| line.text.as_str());
    Doubt::of(answer, taken, stands, &meanings(script, truth, turn), before)
}

/// What the running turn takes anything for that he tells, if he tells something and it does.
fn anything(text: &str, script: &Script, truth: &Truth) -> Option<ChoiceId> {
    let Some(Node::Turn { talk: Some(talk), .. }) = node(script, truth) else { return None };
    let any = talk.accepts.iter().find(|accept| accept.any && all_hold(&accept.when, truth))?;
    (!memory::is_question(text) && text.chars().any(char::is_alphabetic)).then(|| any.id.clone())
}

/// Whether he says that he will not do what is on offer: “I don't want to go to work”.
fn is_denied(text: &str, id: &ChoiceId, floor: &Floor) -> bool {
    let denies = |text: &str| {
        // “No, let it play” denies nothing of it.
        const DENIES: &[&str] = &["not", "dont", "wont", "cant", "didnt", "isnt", "wouldnt", "shouldnt"];
        text.replace(['’', '\''], "").to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| DENIES.contains(&w))
    };
    let offers = floor.waiting.turn().into_iter().flat_map(|turn| &turn.offers);
    offers.filter(|offer| offer.id == *id).any(|offer| denies(text) && !denies(&offer.text))
}

/// Whether he goes on with what he told her in his last turn.
fn follows(chronicle: &Chronicle, text: &str) -> bool {
    let last = chronicle.entries().iter().rev().find(|entry| entry.is_deed());
    memory::goes_on(text) && matches!(last, Some(Entry::Typed { text, .. }) if memory::tells(text))
}

/// Whether the running turn listens for it itself.
fn listens(script: &Script, truth: &Truth, id: &ChoiceId) -> bool {
    match node(script, truth) {
        Some(Node::Turn { talk: Some(talk), .. }) => talk.accepts.iter().any(|accept| accept.id == *id),
        _ => false,
    }
}

/// A standing topic of that name, if somebody is there who answers with it.
fn standing(id: &str, script: &Script, truth: &Truth, floor: &Floor) -> Option<ChoiceId> {
    let heard = floor.waiting.turn().is_some_and(|turn| hears(script, truth, turn));
    let mut topics = script.topics.accepts.iter().filter(|accept| accept.id.as_str() == id);
    let open = |accept: &&Accept| all_hold(&accept.when, truth);
    heard.then(|| topics.find(open).map(|accept| accept.id.clone())).flatten()
}

/// Whether somebody hears typed words in this turn.
pub(super) fn hears(script: &Script, truth: &Truth, turn: &OpenTurn) -> bool {
    match turn.kind {
        TurnKind::World => !script.topics.when.is_empty() && all_hold(&script.topics.when, truth),
        TurnKind::Talk => match node(script, truth) {
            Some(Node::Turn { talk: Some(talk), .. }) => talk.with == script.topics.who,
            // Without a talk of its own, a turn is open to typed words only where she has just spoken.
            _ => turn.typing,
        },
        TurnKind::Letter { .. } => false,
    }
}

/// What typed words may mean now: the offers, the beat's accepts, the standing topics.
fn meanings(script: &Script, truth: &Truth, turn: &OpenTurn) -> Vec<Meaning> {
    let offers = turn.offers.iter().filter(|offer| offer.locked.is_none());
    let mut all: Vec<Meaning> = offers.map(|o| Meaning { id: o.id.clone(), means: vec![o.text.clone()] }).collect();
    let open = |accepts: &[Accept]| -> Vec<Meaning> {
        let open = accepts.iter().filter(|accept| all_hold(&accept.when, truth));
        open.map(|a| Meaning { id: a.id.clone(), means: a.means.clone() }).collect()
    };
    if let Some(Node::Turn { talk: Some(talk), .. }) = node(script, truth) {
        all.extend(open(&talk.accepts));
    }
    if hears(script, truth, turn) {
        all.extend(open(&script.topics.accepts));
    }
    all
}

fn node<'s>(script: &'s Script, truth: &Truth) -> Option<&'s Node> {
    let cursor = truth.life.cursor()?;
    script.beats.get(&cursor.beat)?.nodes.get(&cursor.node)
}

/// Her first sign: one of the breaths, in turn.
fn breath(script: &Script, truth: &Truth, beat: Option<&BeatId>) -> Option<SpokenLine> {
    let open: Vec<_> = script.topics.breaths.iter().filter(|line| all_hold(&line.when, truth)).collect();
    let line = *open.get(truth.life.turns() as usize % open.len().max(1))?;
    let who = match node(script, truth) {
        Some(Node::Turn { talk: Some(talk), .. }) => talk.with.clone(),
        _ => script.topics.who.clone(),
    };
    Some(SpokenLine {
        beat: beat.cloned().unwrap_or_else(|| TOPICS.into()),
        id: line.id.clone(),
        name: super::voice::name_of(script, truth, &who),
        who,
        text: fill(&line.text, script, &truth.life, truth, None)?,
        tone: line.tone,
        source: Source::Authored,
    })
}
