//! Her answer to words that nothing was foreseen for: what she has just learned of it, that it is grave, how it was told, or
//! that it asks, tells or answers at all.

use super::{
    answer::{Found, heard_so_far},
    decide::Referee,
    remember,
};
use crate::{
    care,
    mind::memory::{self, Recall},
    script::{CastId, FreeTalk, Line, Manner, Tone},
    story::TOPICS,
};

/// For so many of his turns after it, what was grave is what he still speaks of, if he goes on like that.
const GRAVE_FOR: usize = 2;

/// The standing topics that meet something grave as it wants to be met. Whatever else grave words were nearest to is
/// answered with quiet: nobody is asked what his hands are like who has just died.
const MEETS: &[&str] = &[
    "sad",
    "ill",
    "heavy",
    "afraid",
    "scared",
    "lonely",
    "empty",
    "ashamed",
    "regret",
    "die",
    "adrift",
    "angry",
    "tired",
    "sleepless",
    "vent",
    "unloved",
    "secret",
    "dream",
    "god",
    "meaning",
    "medicine",
    "her-sorry",
    "sorry",
];

/// Her lines for something grave, if it sounds like that, or is more of what did.
fn grave(referee: &Referee, text: &str) -> Option<Found> {
    // Words that only may be grave are not, where they are told gladly: “he’s called Stanley after my dad”.
    let light = matches!(referee.manner, Some(Manner::Glad | Manner::Funny | Manner::Kind));
    let sounds = || !light && care::sounds_grave(text) && !care::ended_well(text);
    (weighs(referee, text) || sounds()).then(|| quiet(referee)).flatten()
}

/// The same for words that the standing topic of this name was nearest to.
pub(super) fn too_grave_for(referee: &Referee, topic: &str, text: &str) -> Option<Found> {
    let meets = MEETS.contains(&topic) || care::is_kept_from(topic) || memory::is_question(text);
    (!meets && care::stays_grave(text) && weighs(referee, text)).then(|| quiet(referee)).flatten()
}

/// What she says of what she has just learned, or her quiet at what is grave: what he has just told of a death is kept,
/// and not said back to him as something new.
pub(super) fn kept_or_grave(referee: &Referee, text: &str) -> Option<Found> {
    let heavy = weighs(referee, text).then(|| quiet(referee)).flatten();
    heavy.or_else(|| said_back(referee)).or_else(|| grave(referee, text))
}

fn quiet(referee: &Referee) -> Option<Found> {
    Found::hers(referee, &referee.script.topics.grave, None)
}

/// Whether it is grave for certain, or more of what was.
fn weighs(referee: &Referee, text: &str) -> bool {
    let more = || memory::goes_on(text) && !memory::is_light(text) && is_grave_lately(referee, text);
    let light = matches!(referee.manner, Some(Manner::Glad | Manner::Funny | Manner::Kind));
    !care::ended_well(text) && (care::stays_grave(text) || !light && more())
}

/// Whether one of his last two turns sounded grave. Nobody leaves that in one sentence.
fn is_grave_lately(referee: &Referee, text: &str) -> bool {
    let told = heard_so_far(referee);
    let his = told.iter().rev().filter(|(who, said)| who.as_str() == "theodore" && said != text);
    his.take(GRAVE_FOR).any(|(_, said)| care::stays_grave(said))
}

/// What she says to words that nothing fits.
pub(super) fn answer(
    referee: &Referee,
    talk: Option<&FreeTalk>,
    text: &str,
    who: CastId,
    heard: bool,
) -> Option<Found> {
    let topics = &referee.script.topics;
    let own = talk.zip(referee.beat().map(|beat| beat.id.clone()));
    if !heard {
        return own.map(|(talk, beat)| Found::lines(beat, who, &talk.unsure));
    }
    let found = kept_or_grave(referee, text).or_else(|| by_form(referee, text));
    if let Some(found) = found {
        return Some(found.said_by(who));
    }
    // What belongs to the scene goes before what fits anywhere.
    if let Some((talk, beat)) = own {
        let fresh = |line: &Line| !referee.ledger.life().said(&beat, &line.id) && referee.variant(line).is_some();
        if talk.unsure.iter().any(fresh) {
            return Some(Found::lines(beat, who, &talk.unsure));
        }
    }
    Some(Found::lines(TOPICS.into(), who, &topics.unsure))
}

/// What she says of what he has just taught her: that it is new, that it was otherwise, that she knows.
fn said_back(referee: &Referee) -> Option<Found> {
    let topics = &referee.script.topics;
    let taught = referee.taught.clone()?;
    let lines = match (&taught.before, taught.found) {
        (Some(_), _) => &topics.keeps.corrected,
        (None, memory::Found::Known) => &topics.keeps.known,
        (None, _) => &topics.keeps.taught,
    };
    Found::hers(referee, lines, Some(taught))
}

/// What fits how he said it: a question, an answer to hers, something that he tells. Nothing fits half a word.
fn by_form(referee: &Referee, text: &str) -> Option<Found> {
    let topics = &referee.script.topics;
    let she_asked = || {
        let mut told = heard_so_far(referee);
        told.pop_if(|(_, last)| last == text);
        told.last().is_some_and(|(who, line)| *who == topics.who && line.trim_end_matches(['”', '"']).ends_with('?'))
    };
    if let Some(found) = chosen(referee, text) {
        return Some(found);
    }
    if memory::is_riddle(text) {
        return Found::hers(referee, topics.manners.get(&Manner::Funny)?, None);
    }
    if memory::is_question(text) {
        return recall_by_words(referee, text).or_else(|| Found::hers(referee, &topics.asked, None));
    }
    if let Some(found) = by_manner(referee, text) {
        return Some(found);
    }
    if memory::tells(text) {
        // In every second turn: who takes up a word each time has heard nothing but that.
        let echo = referee.ledger.life().turns().is_multiple_of(2).then(|| takes_up(referee, text)).flatten();
        return echo.or_else(|| Found::hers(referee, &topics.told, None));
    }
    she_asked().then(|| Found::hers(referee, &topics.answered, None)).flatten()
}

/// What fits how he told it, and what fits anything once all of that is said. A word is too little to hear it by.
pub(super) fn by_manner(referee: &Referee, text: &str) -> Option<Found> {
    let smiles = || memory::is_light(text).then_some(Manner::Funny);
    let well = care::ended_well(text).then_some(Manner::Glad);
    let manner = well
        .or(referee.manner)
        .or_else(smiles)
        .filter(|_| text.split_whitespace().nth(1).is_some() && !memory::is_question(text))?;
    let topics = &referee.script.topics;
    let own = topics.manners.get(&manner).filter(|lines| !lines.is_empty())?;
    // Nobody goes quiet at what was told with a smile.
    let hushed = |line: &Line| matches!(line.tone, Tone::Quiet | Tone::Soft | Tone::Careful | Tone::Exact);
    let light = matches!(manner, Manner::Glad | Manner::Funny | Manner::Kind);
    let rest = topics.told.iter().filter(|line| !(light && hushed(line)));
    let lines: Vec<Line> = own.iter().chain(rest).cloned().collect();
    Found::hers(referee, &lines, None)
}

/// The thing that he named, taken up.
fn takes_up(referee: &Referee, text: &str) -> Option<Found> {
    let thing = memory::thing(&remember::unbraced(text)).filter(|thing| !remember::foul(thing))?;
    Found::hers(referee, &referee.script.topics.keeps.echoed, Some(remember::plainly(&thing)))
}

/// One of two things that he lets her choose between.
fn chosen(referee: &Referee, text: &str) -> Option<Found> {
    let (one, other) = memory::either(text)?;
    let (takes, leaves) = if referee.ledger.life().turns().is_multiple_of(3) { (one, other) } else { (other, one) };
    if remember::foul(&takes) || remember::foul(&leaves) {
        return None;
    }
    let choice = Recall { before: Some(leaves), ..remember::plainly(&takes) };
    Found::hers(referee, &referee.script.topics.keeps.chosen, Some(choice))
}

/// A sentence of his that his question shares most words with.
fn recall_by_words(referee: &Referee, text: &str) -> Option<Found> {
    let recalled = referee.recall_by_words(text)?;
    Found::hers(referee, &referee.script.topics.keeps.quoted, Some(recalled))
}
