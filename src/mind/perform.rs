//! Saying an answer that has been decided: the model's words if they pass, the written ones if not.

use super::{
    Aside, MindChoice, MindStatus, Performance, Performer, Piece, Prompt, Reply, ReplyEvent, Request,
    inspect::Inspection,
    performers::{self, authored::Authored},
    screen::{self, Against, Rule},
    sentences,
};
use crate::{AppSystems, story::Source};
use bevy::prelude::*;
use std::{
    thread::{self, JoinHandle},
    time::Duration,
};

/// As long as nothing is heard for this long, the written answer is said instead; unless the player is more patient.
pub const SILENCE: Duration = Duration::from_secs(6);
/// After it has failed, the first performer is left alone for so long, if there is a second.
const REST: Duration = Duration::from_secs(20);
/// The most sentences in one answer.
const SENTENCES: usize = 3;
/// The most characters in one answer.
const CHARACTERS: usize = 320;
/// The most tokens that a model may use for it.
const TOKENS: u32 = 96;
/// So many pieces are taken in one frame at most: a server must not be able to hold the frame up.
const PIECES: usize = 256;
/// As much as may wait unspoken; whoever sends more without ending a sentence sends nonsense.
const UNSPOKEN: usize = 2_000;

/// The one who performs, and the reply under way.
#[derive(Resource)]
pub struct Mind {
    /// Who performs, and after them whoever stands in where they fail without a word. Never empty.
    performers: Vec<Box<dyn Performer>>,
    /// Until then, the first of them is not asked: it has just failed, and somebody else can speak.
    resting: Duration,
    under_way: Option<UnderWay>,
    /// Performers that were let go and are ending beside the game.
    leaving: Vec<JoinHandle<()>>,
    /// Who was asked for.
    choice: MindChoice,
    /// How long a sentence is waited for.
    patience: Duration,
    /// The trouble that was said last. Whoever shows the status may take it out; it is not said twice.
    known: Option<String>,
    /// What was asked of it last, for whoever looks into it.
    pub last: Inspection,
    /// How it is doing.
    pub status: MindStatus,
}

/// A reply that is being performed.
struct UnderWay {
    reply: Reply,
    /// By which of the performers.
    by: usize,
    performance: Performance,
    /// What arrived and is no whole sentence yet.
    heard: String,
    said: Vec<String>,
    /// How much of that was told.
    told: usize,
    /// The written line, if the performer must keep to it.
    line: Option<String>,
    /// Since when nothing was said.
    quiet_since: Duration,
}

/// How a reply came to its end.
enum End {
    /// As it should.
    Well,
    /// Without a word. That is what the authored performer does; of a model it is a failure.
    Empty,
    /// By a sentence that may not be said.
    Refused(String),
    /// By a performer that failed or was silent for too long.
    Failed(String),
}

impl Default for Mind {
    fn default() -> Self {
        Self::with(Box::new(Authored))
    }
}

impl Mind {
    /// A mind with this performer.
    pub fn with(performer: Box<dyn Performer>) -> Self {
        Self::in_turn(performer, Vec::new())
    }

    /// A mind with a performer, and those who stand in where it fails without a word, each for the one before.
    pub fn in_turn(performer: Box<dyn Performer>, then: Vec<Box<dyn Performer>>) -> Self {
        let status = MindStatus { performer: performer.source().word().into(), ..default() };
        let performers = std::iter::once(performer).chain(then).collect();
        let resting = Duration::ZERO;
        Self {
            performers,
            resting,
            under_way: None,
            leaving: Vec::new(),
            choice: MindChoice::Authored,
            patience: SILENCE,
            known: None,
            last: Inspection::default(),
            status,
        }
    }

    /// Takes the performer that the player asked for, and says in the [`status`](Self::status) what is
    /// wrong if it cannot be had. What must be loaded is loaded beside the game.
    pub fn choose(&mut self, choice: MindChoice) {
        let (chosen, trouble) = performers::in_turn(&choice);
        self.choice = choice;
        let first = chosen.first().map_or(Source::Authored, |first| first.source());
        let status = MindStatus { performer: first.word().into(), trouble: trouble.clone(), away: false };
        self.under_way = None;
        self.known = trouble;
        self.status = status;
        self.resting = Duration::ZERO;
        let old = std::mem::replace(&mut self.performers, chosen);
        // Ending may take a moment, and no frame waits for it.
        self.leaving.retain(|leaving| !leaving.is_finished());
        for old in old.into_iter().filter(|old| old.source() == Source::Embedded) {
            if let Ok(leaving) = thread::Builder::new().name("leaving".into()).spawn(move || drop(old)) {
                self.leaving.push(leaving);
            }
        }
    }

    /// Waits so long for a sentence, as somebody may who has a slow machine and a good model.
    pub fn be_patient_for(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Who was asked for last.
    pub fn choice(&self) -> &MindChoice {
        &self.choice
    }

    /// Whether an answer has to be waited for: written ones are there at once.
    pub fn thinks(&self) -> bool {
        self.performers.iter().any(|performer| performer.source() != Source::Authored)
    }

    /// How much of whoever is being read into memory has been read, 0..1.
    pub fn loading(&self) -> Option<f32> {
        self.performers.iter().find_map(|performer| performer.loading())
    }

    /// Makes ready for a reply whose prompt will begin like this one. Costs nothing where it is no use.
    pub fn prepare(&mut self, prompt: &Prompt) {
        self.performers.iter_mut().for_each(|performer| performer.prepare(prompt));
    }

    /// Begins to perform a reply; whatever was under way is cancelled.
    pub fn begin(&mut self, reply: Reply, now: Duration) {
        self.under_way = None;
        self.last = Inspection { prompt: reply.prompt.clone(), ..default() };
        let by = usize::from(now < self.resting && self.performers.len() > 1);
        self.under_way = self.ask(reply, by, now);
    }

    /// Asks one of the performers for a reply that has been waited for since `since`.
    fn ask(&mut self, reply: Reply, by: usize, since: Duration) -> Option<UnderWay> {
        let performer = self.performers.get_mut(by)?;
        let request = Request { prompt: reply.prompt.clone(), max_tokens: TOKENS, temperature: 0.7, seed: reply.seed };
        let keeps = reply.to_the_line || performer.keeps_to_the_line();
        let line = keeps.then(|| reply.stand_in.iter().map(|(_, text, _)| text.as_str()).collect::<Vec<_>>().join(" "));
        let performance = performer.perform(request);
        Some(UnderWay {
            reply,
            by,
            performance,
            heard: String::new(),
            said: Vec::new(),
            told: 0,
            line,
            quiet_since: since,
        })
    }

    /// Asks the first performer something beside the talk, and waits for so long; none if it cannot be asked now. The
    /// model in this process is not: it keeps the beginning of her prompt worked out, and would have to begin again.
    pub fn aside(&mut self, prompt: Prompt, max_tokens: u32, patience: Duration, now: Duration) -> Option<Aside> {
        let away = self.status.away || now < self.resting;
        let first = self.performers.first_mut().filter(|first| first.takes_asides() && !away)?;
        let request = Request { prompt, max_tokens, temperature: 0.0, seed: 0 };
        Some(Aside::new(first.perform(request), now + patience))
    }

    /// What has come of it since. Never blocks.
    pub fn poll(&mut self, now: Duration) -> Vec<ReplyEvent> {
        let Some(mut under_way) = self.under_way.take() else { return Vec::new() };
        let source = self.performers.get(under_way.by).map_or(Source::Authored, |performer| performer.source());
        let before = under_way.told;
        let end = under_way.listen(now, self.patience).map(|end| under_way.kept(end));
        // Who must keep to the line has said either all of it or nothing.
        under_way.told = if end.is_none() && under_way.line.is_some() { 0 } else { under_way.said.len() };
        let fresh = &under_way.said[before..under_way.told];
        let mut events: Vec<ReplyEvent> = fresh.iter().map(|said| ReplyEvent::Sentence(said.clone(), source)).collect();
        let Some(end) = end else {
            self.under_way = Some(under_way);
            return events;
        };
        let stand_in = under_way.said.is_empty();
        let end = match end {
            End::Empty if source != Source::Authored => End::Failed("it said nothing".into()),
            end => end,
        };
        if stand_in && under_way.by == 0 && self.performers.len() > 1 && matches!(end, End::Failed(_)) {
            self.resting = now + REST;
        }
        if let (true, End::Failed(why)) = (stand_in, &end)
            && now.saturating_sub(under_way.quiet_since) < self.patience
            && under_way.by + 1 < self.performers.len()
        {
            debug!("somebody else answers in {}: {why}", under_way.reply.beat);
            if under_way.by == 0 {
                self.say_trouble(Some(why.clone()));
            }
            let UnderWay { reply, by, quiet_since, .. } = under_way;
            self.under_way = self.ask(reply, by + 1, quiet_since);
            return events;
        }
        // Whoever speaks is not away, whoever else is.
        if source == Source::Endpoint || !stand_in {
            self.status.away = stand_in && matches!(end, End::Failed(_));
        }
        let broke = !stand_in && matches!(end, End::Failed(_));
        let why = match end {
            End::Well | End::Empty => None,
            End::Refused(why) | End::Failed(why) => Some(why),
        };
        if source == Source::Endpoint && (self.status.away || !stand_in) {
            self.say_trouble(why.clone().filter(|_| self.status.away));
        }
        if let Some(why) = &why {
            debug!("the answer in {} ended: {why}", under_way.reply.beat);
        }
        self.last = Inspection { said: under_way.said, why: why.clone(), over: true, ..std::mem::take(&mut self.last) };
        events.push(ReplyEvent::Over { stand_in, broke, why });
        events
    }

    /// Whether a reply is under way.
    pub fn busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// Stops whatever is under way.
    pub fn cancel(&mut self) {
        self.under_way = None;
    }

    /// Asks the performer how it is doing: weights may turn out to be damaged long after it was chosen.
    fn look_after(&mut self) {
        let embedded = self.performers.iter().find(|performer| performer.source() == Source::Embedded);
        if let Some(trouble) = embedded.and_then(|performer| performer.trouble()) {
            if self.performers.iter().all(|performer| performer.source() != Source::Endpoint) {
                // All that is heard from now on was written.
                self.status.performer = Source::Authored.word().into();
            }
            self.say_trouble(Some(trouble));
        }
    }

    fn say_trouble(&mut self, trouble: Option<String>) {
        if trouble != self.known {
            self.known.clone_from(&trouble);
            self.status.trouble = trouble;
        }
    }
}

/// Whoever was let go is waited for before the program ends.
impl Drop for Mind {
    fn drop(&mut self) {
        self.under_way = None;
        for leaving in self.leaving.drain(..) {
            if leaving.join().is_err() {
                warn!("a performer ended badly");
            }
        }
    }
}

impl UnderWay {
    /// Takes in what has arrived, and says how it ended if it did.
    fn listen(&mut self, now: Duration, patience: Duration) -> Option<End> {
        for _ in 0..PIECES {
            match self.performance.poll() {
                Some(Piece::Text(text)) => {
                    self.heard.push_str(&text);
                    for sentence in sentences::complete(&mut self.heard) {
                        if let Some(end) = self.hear(sentence, now) {
                            return Some(end);
                        }
                    }
                    if let Some(line) = &self.line
                        && !screen::still_keeps_to(&self.heard, line)
                    {
                        return Some(End::Refused(format!("{}: {:?}", Rule::Strays.why(), self.heard)));
                    }
                    if self.heard.len() > UNSPOKEN {
                        return Some(End::Refused("it does not end its sentences".into()));
                    }
                }
                Some(Piece::Done) => {
                    if let Some(rest) = sentences::remainder(&mut self.heard, self.said.is_empty())
                        && let Some(end) = self.hear(rest, now)
                    {
                        return Some(end);
                    }
                    return Some(if self.said.is_empty() { End::Empty } else { End::Well });
                }
                Some(Piece::Failed(why)) => return Some(End::Failed(why)),
                None => break,
            }
        }
        (now.saturating_sub(self.quiet_since) >= patience)
            .then(|| End::Failed(format!("no sentence came within {} seconds", patience.as_secs())))
    }

    /// The end, once it is known whether the line was kept to as a whole.
    fn kept(&mut self, end: End) -> End {
        let Some(line) = &self.line else { return end };
        match end {
            End::Well => match screen::covers(&self.said.join(" "), line) {
                Ok(()) => End::Well,
                Err(refusal) => {
                    self.said.clear();
                    End::Refused(refusal.to_string())
                }
            },
            other => {
                self.said.clear();
                other
            }
        }
    }

    /// A whole sentence: it is said, or it ends the reply.
    fn hear(&mut self, sentence: String, now: Duration) -> Option<End> {
        // What she said a moment ago counts as said before.
        let said_before: Vec<String> = self.reply.said_before.iter().chain(&self.said).cloned().collect();
        let Reply { keep_out, typed, prompt, .. } = &self.reply;
        let against = Against { keep_out, said_before: &said_before, typed, prompt: Some(prompt) };
        let kept = || self.line.as_ref().map_or(Ok(()), |line| screen::keeps_to(&sentence, line));
        if let Err(refusal) = screen::screen(&sentence, &against).and_then(|()| kept()) {
            return Some(End::Refused(refusal.to_string()));
        }
        let characters: usize = self.said.iter().map(|said| said.chars().count()).sum();
        if characters + sentence.chars().count() > CHARACTERS {
            return Some(End::Well);
        }
        self.said.push(sentence);
        self.quiet_since = now;
        (self.said.len() == SENTENCES).then_some(End::Well)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Mind>();
    app.add_systems(Update, look_after.in_set(AppSystems::Perform));
}

fn look_after(mut mind: ResMut<Mind>) {
    mind.bypass_change_detection().look_after();
}
