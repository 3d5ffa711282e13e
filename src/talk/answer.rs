//! Samantha's answer to typed words: which one it is, decided here; how it is said, left to the mind.

use super::{Cue, decide::Referee, remember, unplaced, voice::name_of};
use crate::{
    care,
    mind::{
        Reply, Speaker,
        memory::{self, Recall, Sure},
        persona, screen, words,
    },
    script::{Accept, BeatId, CastId, ChoiceId, Effect, FreeTalk, Line, LineId, Node, NodeId, Tone},
    story::{Entry, Read, TOPICS, all_hold},
};

/// How many of the last turns a model is told.
const TURNS_TOLD: usize = 8;

/// Decides the answer to words that took none of the offers. Whether the meaning came `near`, or only near enough,
/// says how much is left to doubt.
pub(super) fn answer(referee: &mut Referee, text: &str, meaning: Option<&ChoiceId>, near: bool) {
    let talk = match referee.node() {
        Some(Node::Turn { talk, .. }) => talk.clone(),
        _ => None,
    };
    let listens = talk.as_ref().is_some_and(|talk| talk.accepts.iter().any(|accept| Some(&accept.id) == meaning));
    if !listens && is_heard(referee) && referee.let_go(text) {
        return;
    }
    let found = find(referee, talk.as_ref(), text, meaning, near);
    let Some(found) = found else {
        // The game itself has spoken to that already; nothing is to stand after it.
        if care::sounds_like_danger(text) {
            return;
        }
        const HERE: [&str; 4] = [
            "He can’t find a way to say that here.",
            "It stays behind his teeth.",
            "He keeps that for somebody else.",
            "He has the sentence. He hasn’t got the person.",
        ];
        const ROOM: [&str; 3] =
            ["The room has nothing to say to that.", "The fridge takes no side.", "It hangs about, and goes."];
        let at = referee.ledger.life().turns() as usize;
        let word = if referee.node().is_some() { HERE[at % HERE.len()] } else { ROOM[at % ROOM.len()] };
        return referee.cue(Cue::Note(word.into()));
    };
    referee.change(&found.effects);
    referee.recalled.clone_from(&found.recalled);
    if let Some(reply) = reply(referee, talk.as_ref(), &found, text) {
        referee.cue(Cue::Reply(Box::new(reply)));
    }
    referee.recalled = None;
    if let Some(then) = found.then {
        referee.go(&then);
    }
    if let Some(visit) = found.visit {
        referee.begin_beat(&visit);
    }
}

/// An answer that was found: to whom it belongs, its written lines, what it changes.
pub(super) struct Found {
    pub beat: BeatId,
    pub who: CastId,
    pub say: Vec<Line>,
    effects: Vec<Effect>,
    then: Option<NodeId>,
    visit: Option<BeatId>,
    /// What her memory found: then it is said as it was found.
    pub recalled: Option<Recall>,
}

impl Found {
    /// An answer out of these lines, that changes nothing.
    pub(super) fn lines(beat: BeatId, who: CastId, say: &[Line]) -> Self {
        Self { beat, who, say: say.to_vec(), effects: Vec::new(), then: None, visit: None, recalled: None }
    }

    /// One out of the lines that she has for any scene; none if there are none.
    pub(super) fn hers(referee: &Referee, say: &[Line], recalled: Option<Recall>) -> Option<Self> {
        let found = Self { recalled, ..Self::lines(TOPICS.into(), referee.script.topics.who.clone(), say) };
        (!say.is_empty()).then_some(found)
    }

    /// The same, said by somebody.
    pub(super) fn said_by(self, who: CastId) -> Self {
        Self { who, ..self }
    }

    fn accept(beat: BeatId, who: CastId, accept: Accept) -> Self {
        let Accept { say, effects, then, visit, .. } = accept;
        Self { beat, who, say, effects, then, visit, recalled: None }
    }
}

/// Whether it is she who hears what he types now.
pub(super) fn is_heard(referee: &Referee) -> bool {
    let talk = match referee.node() {
        Some(Node::Turn { talk, .. }) => talk.as_ref(),
        _ => None,
    };
    match talk {
        Some(talk) => talk.with == referee.script.topics.who,
        None => referee.she_is_there() && (referee.node().is_none() || referee.she_has_spoken()),
    }
}

fn find(
    referee: &Referee,
    talk: Option<&FreeTalk>,
    text: &str,
    meaning: Option<&ChoiceId>,
    near: bool,
) -> Option<Found> {
    let topics = &referee.script.topics;
    let who = talk.map_or_else(|| topics.who.clone(), |talk| talk.with.clone());
    let beat = referee.beat().map(|beat| beat.id.clone());
    let heard = is_heard(referee);
    let among = |accepts: &[Accept]| accepts.iter().find(|a| Some(&a.id) == meaning).cloned();
    // A question in none of the words of what it was only nearly taken for asks something else.
    let is_asked = |accept: &Accept| near || accept.any || !memory::is_question(text) || shares_a_word(text, accept);
    let own = talk.and_then(|talk| among(&talk.accepts)).filter(is_asked).zip(beat.clone());
    // What is taken for anything is nothing in particular: what she keeps of it goes before.
    let anything = own.as_ref().is_some_and(|(accept, _)| accept.any);
    let placed = meaning.is_some() && !anything;
    let recalled = heard.then(|| referee.recall(text)).flatten().filter(|recall| !(recall.perhaps && placed));
    // Words that only nearly are what the turn hangs on may be an open question to her memory, and so may those that ask
    // about what nobody asks about here.
    let here = |(accept, _): &(Accept, BeatId)| {
        let question = memory::asks(text);
        question.is_none_or(|question| accept.means.iter().any(|means| question.is_asked_by(means)))
    };
    let strange = own.as_ref().is_some_and(|own| !here(own));
    let asks = (!near || strange) && recalled.as_ref().is_some_and(|recall| rather_remembers(text, recall, strange));
    if let Some((accept, beat)) = own.clone().filter(|_| anything) {
        // The scene goes on as it would have, whatever she says to it.
        let said = recalled_lines(referee, recalled).or_else(|| unplaced::kept_or_grave(referee, text));
        let said = said.or_else(|| unplaced::by_manner(referee, text));
        let found = Found::accept(beat, who.clone(), accept);
        return Some(match said.filter(|_| heard) {
            Some(Found { beat, say, recalled, .. }) => Found { beat, say, recalled, ..found },
            None => found,
        });
    }
    if let Some((accept, beat)) = own.clone()
        && !asks
    {
        return Some(Found::accept(beat, who, accept));
    }
    // What he asks of her memory is his own, and goes before what she says to everybody.
    if let Some(found) = recalled_lines(referee, recalled) {
        return Some(found.said_by(who));
    }
    if let Some((accept, beat)) = own {
        return Some(Found::accept(beat, who, accept));
    }
    if let Some(mut accept) = heard.then(|| among(&topics.accepts)).flatten() {
        if let Some(found) = unplaced::too_grave_for(referee, accept.id.as_str(), text) {
            return Some(found.said_by(who));
        }
        // Whoever asks for it once more than she has lines for hears that she has none left, and not the first again. What
        // is said to somebody in danger may be said twice.
        let open: Vec<&Line> = accept.say.iter().filter_map(|line| referee.variant(line)).collect();
        let used_up = open.iter().all(|line| referee.ledger.life().said(&TOPICS.into(), &line.id));
        if !open.is_empty() && used_up && !care::is_kept_from(accept.id.as_str()) {
            accept.say = topics.again.iter().chain(&accept.say).cloned().collect();
        }
        return Some(Found::accept(TOPICS.into(), who, accept));
    }
    unplaced::answer(referee, talk, text, who, heard)
}

/// Whether a text has a word that carries meaning in common with an example, or has none at all.
fn shares_a_word(text: &str, accept: &Accept) -> bool {
    let text = words::normal(text);
    let has = words::content(&text);
    has.is_empty() || accept.means.iter().any(|means| !words::content(&words::normal(means)).is_disjoint(&has))
}

/// Her lines for what her memory found.
fn recalled_lines(referee: &Referee, recalled: Option<Recall>) -> Option<Found> {
    let recall = recalled?;
    let lines = referee.recalling(recall.found);
    // A death is not said back in the voice that one uses for a kettle.
    let light = |line: &&Line| matches!(line.tone, Tone::Bright | Tone::Warm | Tone::Teasing | Tone::Dry);
    let grave = care::stays_grave(&recall.memory);
    let lines: Vec<Line> = lines.iter().filter(|line| !(grave && light(line))).cloned().collect();
    Found::hers(referee, &lines, Some(recall))
}

/// Whether what her memory found is more likely what he asked for than what the turn listens for: the less his words
/// are a question to it by their form, the more it must have found. A sentence of his will do where what it asks for is
/// `strange` to the turn.
fn rather_remembers(text: &str, recall: &Recall, strange: bool) -> bool {
    match memory::asks(text).map(|question| question.sure) {
        Some(Sure::Yes) => true,
        Some(Sure::Unless) => recall.found != memory::Found::Never,
        Some(Sure::No) => match recall.found {
            memory::Found::Known | memory::Found::Changed => true,
            memory::Found::Quoted => strange,
            _ => false,
        },
        None => false,
    }
}

/// The reply as it is handed to the mind; none if nothing is said to it.
fn reply(referee: &mut Referee, talk: Option<&FreeTalk>, found: &Found, typed: &str) -> Option<Reply> {
    let line = pick(referee, &found.beat, &found.say)?.clone();
    let words = referee.words(&line)?;
    let seed = (referee.ledger.draw() * 16_777_216.0) as u64;
    // What he has just typed is told apart from what was said before it.
    let mut told = heard_so_far(referee);
    told.pop_if(|(_, text)| text == typed);
    let speaker = |who: &CastId| if *who == found.who { Speaker::Samantha } else { Speaker::Theodore };
    // Between the two of them: a narrator, or somebody in the next room, speaks to neither.
    let theirs = told.iter().filter(|(who, _)| *who == found.who || who.as_str() == "theodore");
    let mut turns: Vec<_> = theirs.map(|(who, text)| (speaker(who), text.clone())).collect();
    turns.drain(..turns.len().saturating_sub(TURNS_TOLD));
    let aim = match talk {
        Some(talk) => talk.aim.as_str(),
        None if referee.beat().is_some() => "She has just said something to him, and he says something of his own.",
        None => "They are at home. Nothing in particular is happening.",
    };
    let beliefs = beliefs(referee, &[typed, aim, &words]);
    let said_before: Vec<String> =
        told.iter().filter(|(who, _)| *who == found.who).map(|(_, text)| text.clone()).collect();
    let own: &[String] = talk.map_or(&[], |talk| talk.keep_out.as_slice());
    let secrets = secrets(referee, &words, &said_before);
    // A model that is told what must not come up has been told it. What it has no way of knowing, it is not told.
    let told_of: Vec<String> = own.iter().filter(|entry| screen::named(entry, &secrets).is_none()).cloned().collect();
    let prompt = persona::prompt(&persona::Moment {
        script: referee.script,
        act: referee.ledger.act(),
        who: &found.who,
        aim,
        keep_out: &told_of,
        outcome: &words,
        turns: &turns,
        beliefs: &beliefs,
        typed,
    });
    let if_broken = if_broken(referee, &found.who);
    Some(Reply {
        beat: found.beat.clone(),
        stand_in: vec![(line.id.clone(), words, line.tone)],
        who: found.who.clone(),
        name: name_of(referee.script, &referee.ledger, &found.who),
        typed: typed.to_owned(),
        prompt,
        keep_out: own.iter().cloned().chain(secrets).collect(),
        said_before,
        if_broken,
        to_the_line: found.recalled.is_some(),
        seed,
    })
}

/// What she says where a model breaks off. It is chosen beforehand, since what a model does decides nothing.
fn if_broken(referee: &Referee, who: &CastId) -> Option<(LineId, String, Tone)> {
    let topics = &referee.script.topics;
    let line = pick(referee, &TOPICS.into(), &topics.broken).filter(|_| *who == topics.who)?;
    Some((line.id.clone(), referee.filled(&line.text)?, line.tone))
}

/// What she keeps of him that belongs to these words, each with when he told her.
fn beliefs(referee: &Referee, around: &[&str]) -> Vec<String> {
    let life = referee.ledger.life();
    let told = memory::told(life.memory(), around, life.calendar().day, persona::BELIEFS);
    let told = told.iter().filter(|belief| !remember::foul(&belief.sentence()));
    told.map(|belief| format!("{} (day {})", belief.sentence(), belief.footnote.day)).collect()
}

/// The words of everything that has not come out yet. What the written answer says, or she has said herself in this
/// life, has.
fn secrets(referee: &Referee, answer: &str, said_before: &[String]) -> Vec<String> {
    let kept = referee.script.topics.secrets.iter().filter(|secret| !all_hold(&secret.until, &referee.ledger));
    let said = said_before.iter().map(String::as_str).chain([answer]);
    screen::unsaid(kept.flat_map(|secret| &secret.words), said)
}

/// The first written answer that holds and was not said in this life; if all were, the one said longest ago.
pub(super) fn pick<'l>(referee: &Referee, beat: &BeatId, lines: &'l [Line]) -> Option<&'l Line> {
    let sayable = |line: &&Line| referee.filled(&line.text).is_some();
    let open: Vec<&Line> = lines.iter().filter_map(|line| referee.variant(line)).filter(sayable).collect();
    let fresh = open.iter().find(|line| !referee.ledger.life().said(beat, &line.id));
    fresh.copied().or_else(|| {
        let when =
            |line: &Line| {
                referee.ledger.chronicle().entries().iter().rposition(
                    |entry| matches!(entry, Entry::Said { beat: b, line: l, .. } if b == beat && *l == line.id),
                )
            };
        open.into_iter().min_by_key(|line| when(line))
    })
}

/// Who said what in this life, oldest first: lines and typed words, without what he made her forget.
pub(super) fn heard_so_far(referee: &Referee) -> Vec<(CastId, String)> {
    let forgotten = referee.ledger.life().memory().forgotten_turns();
    let mut turn = 0;
    let entries = referee.ledger.chronicle().entries().iter();
    entries
        .filter_map(|entry| {
            turn += u32::from(entry.takes_turn());
            match entry {
                Entry::Said { who, text, .. } => Some((who.clone(), text.clone())),
                Entry::Typed { .. } if forgotten.contains(&turn) => None,
                Entry::Typed { text, .. } | Entry::Chose { text, .. } => Some(("theodore".into(), text.clone())),
                _ => None,
            }
        })
        .collect()
}
