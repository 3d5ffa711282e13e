//! What she keeps of what he says, and how she is asked for it.

use super::{
    Cue,
    answer::pick,
    decide::{Referee, said},
    his_words,
};
use crate::{
    care,
    mind::{
        marks,
        memory::{self, Context, Found, Recall, Said},
        screen,
    },
    script::{BeatId, Effect, Line, LineId, SceneId, Script},
    story::{Belief, Entry, Learned, Memory, TOPICS, TaughtBy, all_hold},
};

/// Who speaks to nobody.
const SILENT: [&str; 3] = ["narrator", "screen", "theodore"];
/// Of so many messages of his she still knows who was spoken of.
const BEFORE: usize = 8;

impl Referee<'_, '_, '_> {
    /// Whether she is there, whatever is going on.
    pub(super) fn she_is_there(&self) -> bool {
        let when = &self.script.topics.when;
        !when.is_empty() && all_hold(when, &self.ledger)
    }

    /// Whether it is she to whom he would answer in the running beat: she is there, and nobody else spoke after her.
    pub(super) fn she_has_spoken(&self) -> bool {
        let Some(beat) = self.beat() else { return false };
        let entries = self.ledger.chronicle().entries().iter().rev();
        let mut said = entries.filter_map(|entry| match entry {
            Entry::Said { who, beat: of, .. } if *of == beat.id && !SILENT.contains(&who.as_str()) => Some(who),
            _ => None,
        });
        self.she_is_there() && said.next() == Some(&self.script.topics.who)
    }

    /// Keeps the lasting things that he has just typed, if it is she who hears them.
    pub(super) fn learn(&mut self, text: &str) {
        // What sounds like danger is for the moment, and for nobody's memory.
        if care::sounds_like_danger(text) {
            return;
        }
        let before: Vec<String> = self.before().into_iter().map(unbraced).collect();
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let known = names(self.script, self.ledger.life().memory());
        let text = unbraced(text);
        let learned = memory::learn_after(&text, &before, &known);
        let held: Vec<Belief> = self.ledger.life().memory().held().map(|(_, belief)| belief.clone()).collect();
        let mut taught: Option<(Recall, f32)> = None;
        for what in memory::put_right(&text, &before, &known, learned, held.iter()) {
            if !decent(&what.what) {
                continue;
            }
            let memory = self.ledger.life().memory();
            let before = memory.gives_way(&what).map(Belief::sentence).filter(|before| !foul(before));
            let found = if memory.has(&what) { Found::Known } else { Found::Never };
            // Of several things she says back what changes something, or else what weighs most.
            let new = (Recall { found, before, ..just_told(&what) }, what.weight);
            let more = |old: &(Recall, f32)| (new.0.before.is_some(), new.1) > (old.0.before.is_some(), old.1);
            if taught.as_ref().is_none_or(more) {
                taught = Some(new);
            }
            self.ledger.commit(Entry::Learned { by: TaughtBy::Talk, what });
        }
        self.taught = taught.map(|(taught, _)| taught);
    }

    /// What he typed before what he typed last, oldest first, as far back as the day began.
    fn before(&self) -> Vec<&str> {
        let day = |effect: &Effect| matches!(effect, Effect::Days(_));
        let entries = self.ledger.chronicle().entries().iter().rev();
        let today = entries.take_while(|e| !matches!(e, Entry::Applied { effects } if effects.iter().any(day)));
        let typed = today.filter_map(|entry| match entry {
            Entry::Typed { text, .. } => Some(text.as_str()),
            _ => None,
        });
        let mut typed: Vec<&str> = typed.skip(1).take(BEFORE).collect();
        typed.reverse();
        typed
    }

    /// The answer of her memory to what he typed, if he asked it something.
    pub(super) fn recall(&self, text: &str) -> Option<Recall> {
        let known = names(self.script, self.ledger.life().memory());
        let question = memory::asks(&memory::Thread::after(self.before(), &known).named(text))?;
        let found = self.remembering(|context| memory::recall(&question, context));
        // It may have been kept before it was known for what it is.
        found.filter(|recall| !foul(&recall.memory) && !recall.before.as_deref().is_some_and(foul))
    }

    /// A sentence of his that shares most words with a question, where that is no question to her memory by its form.
    pub(super) fn recall_by_words(&self, text: &str) -> Option<Recall> {
        self.remembering(|context| memory::by_words(text, context))
    }

    fn remembering<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        let life = self.ledger.life();
        ask(&Context {
            memory: life.memory(),
            now: life.calendar(),
            place: &|scene: &SceneId| self.script.scenes.get(scene).map(crate::script::Scene::told),
            his: &|| self.said_by_him(),
            hers: &|| self.said_by_her(),
        })
    }

    /// What he has typed to her, with where and when; without what he made her forget.
    fn said_by_him(&self) -> Vec<Said> {
        let entries = self.ledger.chronicle().entries();
        his_words(entries, self.ledger.life().memory(), self.script)
    }

    fn said_by_her(&self) -> Vec<String> {
        let her = &self.script.topics.who;
        // What she says of his memories is his, and he may have had it forgotten since.
        let keeps = self.script.topics.keeps.lists();
        let says_back = |beat: &BeatId, line: &LineId| {
            beat.as_str() == TOPICS && keeps.iter().any(|(_, lines)| lines.iter().any(|l| l.id == *line))
        };
        let entries = self.ledger.chronicle().entries().iter();
        let hers = entries.filter_map(|entry| match entry {
            Entry::Said { who, text, beat, line, .. } if who == her && !says_back(beat, line) => Some(text.clone()),
            _ => None,
        });
        hers.collect()
    }

    /// Her lines for what was found.
    pub(super) fn recalling(&self, found: Found) -> &[Line] {
        let keeps = &self.script.topics.keeps;
        match found {
            Found::Known => &keeps.known,
            Found::Changed => &keeps.changed,
            Found::When => &keeps.dated,
            Found::Quoted => &keeps.quoted,
            Found::QuotedWhen => &keeps.quoted_when,
            Found::Several => &keeps.several,
            Found::Hers => &keeps.hers,
            Found::Forgotten => &keeps.forgotten,
            Found::Never => &keeps.never,
        }
    }

    /// He puts right what she keeps.
    pub(super) fn correct(&mut self, number: usize, what: &str) {
        if care::sounds_like_danger(what) {
            let help = care::danger(what).map_or(care::HELP, care::Danger::help);
            return self.cue(Cue::Note(help.into()));
        }
        let Some(belief) = self.held(number) else { return self.no_such() };
        let what = &memory::as_she_says_it(&unbraced(what));
        if !decent(what) {
            return self.cue(Cue::Note("She won’t keep it in those words.".into()));
        }
        // Whoever sends it back as it is has read it, and changed nothing.
        if *what == belief.what || *what == belief.sentence() {
            return self.cue(Cue::Note("That is how she has it.".into()));
        }
        let before = belief.sentence();
        self.ledger.commit(Entry::Corrected { belief: u32::try_from(number).unwrap_or(u32::MAX), what: what.into() });
        self.recalled = Some(Recall { before: Some(before).filter(|before| !foul(before)), ..plainly(what) });
        let lines = self.script.topics.keeps.corrected.clone();
        self.remark(&lines);
    }

    /// He makes her forget something: she notices the gap.
    pub(super) fn forget(&mut self, number: usize) {
        let Some(belief) = self.held(number) else { return self.no_such() };
        let about = belief.about;
        self.ledger.commit(Entry::Forgot { belief: u32::try_from(number).unwrap_or(u32::MAX) });
        self.recalled = Some(Recall { found: Found::Forgotten, ..plainly(&about) });
        let lines = self.script.topics.keeps.gap.clone();
        self.remark(&lines);
    }

    /// He makes her forget what he typed in a turn.
    pub(super) fn forget_words(&mut self, turn: u32) {
        if self.said_by_him().iter().any(|said| said.turn == turn) {
            self.ledger.commit(Entry::ForgotWords { turn });
            self.remark(&self.script.topics.keeps.gap.clone());
        }
    }

    /// Lets go of what he typed last, if that is what he asks for with what he has just typed.
    pub(super) fn let_go(&mut self, text: &str) -> bool {
        let last = memory::lets_go(text).then(|| self.said_by_him().pop()).flatten();
        if let Some(said) = &last {
            self.forget_words(said.turn);
        }
        last.is_some()
    }

    fn no_such(&mut self) {
        self.cue(Cue::Note("She keeps nothing under that number.".into()));
    }

    fn held(&self, number: usize) -> Option<Belief> {
        self.ledger.life().memory().all().get(number).filter(|belief| belief.holds()).cloned()
    }

    /// Says one of these lines, if she is there to say it.
    fn remark(&mut self, lines: &[Line]) {
        if self.she_is_there() {
            let beat = BeatId::from(TOPICS);
            let line = pick(self, &beat, lines).cloned();
            if let Some((line, text)) = line.and_then(|line| self.words(&line).map(|text| (line, text))) {
                let spoken = self.spoken(&beat, &self.script.topics.who, &line, text);
                self.ledger.commit(said(&spoken));
                self.cue(Cue::Line(spoken, 0.8));
            }
        }
        self.recalled = None;
    }

    /// She has read a letter that he wrote, and keeps how it ends.
    pub(super) fn keep_letter(&mut self, to: &str, last: &str) {
        if !self.she_is_there() || last.trim().is_empty() || foul(last) {
            return;
        }
        let what = Learned {
            about: format!("your letter to {to}"),
            slot: "letter".into(),
            what: format!("your letter to {to} ends: “{}”", last.trim()),
            words: last.trim().into(),
            weight: 0.5,
        };
        self.ledger.commit(Entry::Learned { by: TaughtBy::Letter, what });
    }
}

/// What is kept may be said aloud: there is no gap in it, and no mark of a model's workings.
pub(super) fn unbraced(text: &str) -> String {
    marks::spoken(text).replace(['{', '}'], "")
}

/// Whether she could say it: nobody puts filth or threats into her mouth by teaching it, and nobody's part.
pub(super) fn decent(what: &str) -> bool {
    let said = screen::alone(&format!("{}.", what.trim_end_matches('.')));
    let low = what.trim_start().to_lowercase();
    let part = ["samantha:", "system:"].iter().any(|part| low.starts_with(part));
    !foul(what) && !part && !said.is_err_and(|refusal| refusal.rule == screen::Rule::Explicit)
}

/// What is said back by nobody, not even as his own words.
pub(super) fn foul(what: &str) -> bool {
    care::vile(what)
}

/// The names that she knows: those of the cast, and those that he told her.
pub(super) fn names(script: &Script, kept: &Memory) -> Vec<String> {
    let cast = script.cast.members.values().map(|member| member.name.clone());
    let told = kept.held().filter(|(_, belief)| belief.slot == "name");
    let told = told.filter_map(|(_, belief)| belief.what.rsplit(' ').next().map(str::to_owned));
    cast.chain(told).filter(|name| !name.is_empty()).collect()
}

/// What he has just told her, for the gaps of what she says to it.
fn just_told(learned: &Learned) -> Recall {
    Recall { words: Some(learned.words.clone()), ..plainly(&learned.what) }
}

pub(super) fn plainly(memory: &str) -> Recall {
    Recall {
        found: Found::Known,
        memory: memory.into(),
        words: None,
        before: None,
        when: None,
        place: None,
        perhaps: false,
    }
}
