//! What the terminal shows: lines, choices and what she keeps, for eyes or as JSON.

use super::super::driver::Driver;
use crate::{
    mind::{Mind, inspect},
    routine::letter,
    save::Saves,
    script::{ChoiceId, Letter, LetterId, Scene, Script},
    story::{Belief, Life, days},
    talk::{OpenTurn, PlayerInput, Told, TurnKind, report},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, io::Write};

/// So many things are told with what he would do to them.
const DEEDS_TOLD: usize = 3;

/// All that she keeps, each with its number and its footnote.
pub(super) fn kept(driver: &Driver) -> String {
    let memory = driver.life().memory();
    let line = |(number, belief): (usize, &Belief)| {
        let note = &belief.footnote;
        let place = note.scene.as_ref().and_then(|scene| driver.script().scenes.get(scene)).map(Scene::told);
        let words = note.words.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        format!("{number:>3}  {}\n     day {}, {}{place}{words}", belief.sentence(), note.day, note.phase.word())
    };
    let lines: Vec<String> = memory.held().map(line).collect();
    if lines.is_empty() { "She keeps nothing of him yet.".into() } else { lines.join("\n") }
}

/// The days of this life: their scenes, what he said there, and how much he did not.
pub(super) fn days_told(driver: &Driver) -> String {
    let script = driver.script();
    let mut lines = Vec::new();
    for day in days(driver.entries(), script) {
        lines.push(format!("Day {}", day.day));
        for beat in day.beats.iter().filter(|beat| !beat.taken.is_empty() || beat.missed > 0) {
            let place = beat.place.0.as_ref().and_then(|scene| script.scenes.get(scene)).map(Scene::told);
            let place = place.map(|place| format!(", {place}")).unwrap_or_default();
            let missed = if beat.missed > 0 { format!("  (and {} not taken)", beat.missed) } else { String::new() };
            let taken: Vec<String> = beat.taken.iter().map(|taken| in_short(taken)).collect();
            lines.push(format!("  {}{place}: {}{missed}", beat.place.1.word(), taken.join(" ")));
        }
    }
    lines.join("\n")
}

/// What he typed, as far as it takes to know it again.
fn in_short(taken: &str) -> String {
    const ENOUGH: usize = 160;
    taken.char_indices().nth(ENOUGH).map_or_else(|| taken.to_owned(), |(at, _)| format!("{} …", &taken[..at]))
}

/// Where it is printed.
pub(super) struct Page {
    /// Whether each thing is one JSON object on a line of its own.
    pub json: bool,
    out: std::io::StdoutLock<'static>,
    show_prompt: bool,
    /// The letter that he is writing, as it was shown last.
    letter: String,
    /// Whether what comes may be told.
    pub why: bool,
    place: Option<Told>,
    heading: String,
    /// Letters whose verdict was given, or was given before this life was continued.
    read: BTreeSet<LetterId>,
}

impl Page {
    /// Standard output, which nobody else writes on while this lives.
    pub fn new(json: bool, show_prompt: bool) -> Self {
        let out = std::io::stdout().lock();
        let letter = String::new();
        Self { json, out, show_prompt, letter, why: false, place: None, heading: String::new(), read: BTreeSet::new() }
    }

    pub fn tell(&mut self, driver: &mut Driver, told: &[Told]) -> std::io::Result<()> {
        self.verdicts(driver, told.first() == Some(&Told::Opened))?;
        for told in told {
            if self.json && !matches!(told, Told::Ending(_)) {
                if let Some(object) = report::told(told) {
                    self.object(&object)?;
                }
                if let Some(object) = report::place(told, None).filter(|_| self.place.as_ref() != Some(told)) {
                    self.object(&object)?;
                    self.place = Some(told.clone());
                }
                continue;
            }
            match told {
                Told::Line(line) | Told::Breath(line) => match line.name.as_str() {
                    "" => writeln!(self.out, "\n  {}", line.text)?,
                    name => writeln!(self.out, "\n{name}: {}", line.text)?,
                },
                Told::Card { text, under } if text.is_empty() => writeln!(self.out, "\n        {under}\n")?,
                Told::Card { text, under } => writeln!(self.out, "\n\n        {text}\n        {under}\n")?,
                Told::Place { scene, phase, day, .. } => {
                    let name = driver.script().scenes.get(scene).map_or(scene.as_str(), |s| s.name.as_str());
                    let place = format!("— day {day}, {}, {name} —", phase.word());
                    if self.heading != place {
                        writeln!(self.out, "\n{place}")?;
                        self.heading = place;
                    }
                }
                Told::Note(note) => self.note(note)?,
                Told::Ending(ending) => {
                    if self.json {
                        self.object(&report::state(&driver.snapshot()))?;
                        if let Some(object) = report::told(told) {
                            self.object(&object)?;
                        }
                    } else if let Some(ending) = driver.script().endings.get(ending) {
                        writeln!(self.out, "\n\n        {}\n        {}\n", ending.title, ending.card)?;
                    }
                }
                Told::Opened | Told::Show(_) | Told::Turn | Told::Closed => {}
            }
        }
        let notes = std::mem::take(&mut driver.app().world_mut().resource_mut::<Saves>().notes);
        for note in notes {
            self.note(&note)?;
        }
        if self.json
            && let Some(turn) = driver.floor().waiting.turn().cloned()
        {
            if let Some(place) = self.place.as_ref().and_then(|at| report::place(at, Some(&turn))) {
                self.object(&place)?;
            }
            self.object(&report::state(&driver.snapshot()))?;
        }
        self.out.flush()
    }

    /// How a letter that was just finished does against its brief. Those of a life that goes on were read before.
    fn verdicts(&mut self, driver: &mut Driver, silently: bool) -> std::io::Result<()> {
        let letters = driver.app().world().resource::<Life>().letters().clone();
        for (id, written) in letters.iter().filter(|(_, written)| written.score.is_some()) {
            let own = driver.script().letters.get(id).is_none_or(Letter::is_own);
            if self.read.insert(id.clone()) && !own && !silently {
                let word = letter::in_a_word(written.score.unwrap_or_default());
                self.note(&format!("The letter: “{}” {word} {}", written.body(), written.reasons.join(" ")))?;
            }
        }
        Ok(())
    }

    /// What a model was told for the answer that was just given, if somebody wants to see it.
    pub fn prompt(&mut self, driver: &mut Driver) -> std::io::Result<()> {
        let last = &mut driver.app().world_mut().resource_mut::<Mind>().last;
        if !std::mem::take(&mut last.over) || !self.show_prompt {
            return Ok(());
        }
        let last = last.clone();
        if self.json {
            let parts = inspect::parts(&last.prompt);
            return self.object(&json!({ "kind": "prompt", "parts": parts, "said": last.said, "not_said": last.why }));
        }
        writeln!(self.out, "\n{}", inspect::page(&last, true).trim_end())
    }

    pub fn choices(&mut self, turn: &OpenTurn, script: &Script) -> std::io::Result<()> {
        if self.json {
            return self.object(&report::choices(turn, script));
        }
        writeln!(self.out)?;
        if let TurnKind::Letter { letter, ask, so_far, .. } = &turn.kind {
            if let Some(letter) = script.letters.get(letter).filter(|_| so_far.is_empty()) {
                let brief = &letter.brief;
                writeln!(self.out, "  From: {}. To: {}.\n  {}", brief.from, brief.to, brief.why)?;
                for fact in &brief.facts {
                    writeln!(self.out, "    · {}", fact.text)?;
                }
                writeln!(self.out, "    × {}\n", brief.forbidden.text)?;
            }
            if !so_far.is_empty() {
                // Who writes a letter has read it as far as it goes; only what came last is new.
                let new = so_far.strip_prefix(self.letter.as_str()).filter(|_| !self.letter.is_empty());
                match new.map(str::trim) {
                    Some(new) if !new.is_empty() => writeln!(self.out, "  «… {new}»\n")?,
                    _ => writeln!(self.out, "  «{so_far}»\n")?,
                }
            }
            writeln!(self.out, "  {ask}")?;
            self.letter.clone_from(so_far);
        }
        for (at, offer) in turn.offers.iter().enumerate() {
            match &offer.locked {
                Some(why) => {
                    let ends = offer.text.ends_with(|c: char| c.is_ascii_punctuation() || c == '”' || c == '…');
                    writeln!(self.out, "  {}  ({}{} {why})", at + 1, offer.text, if ends { "" } else { ":" })?;
                }
                None => writeln!(self.out, "  {}  {}", at + 1, offer.text)?,
            }
        }
        let mut hints = Vec::new();
        if turn.typing {
            hints.push("or type");
        }
        match turn.kind {
            TurnKind::Talk => hints.push("Enter says nothing"),
            TurnKind::World => hints.push("Enter lets the day go on"),
            TurnKind::Letter { .. } => {}
        }
        let deeds: Vec<_> =
            turn.deeds.iter().filter_map(|d| Some(format!("/act {}: {}", d.thing.as_ref()?, d.text))).collect();
        // A room full of things would bury what he might say: then only their names are told.
        let things: Vec<_> = turn.deeds.iter().filter_map(|deed| Some(deed.thing.as_ref()?.as_str())).collect();
        let folded = format!("/act {}", things.join(", "));
        if deeds.len() <= DEEDS_TOLD {
            hints.extend(deeds.iter().map(String::as_str));
        } else {
            hints.push(&folded);
        }
        if turn.can_leave {
            hints.push("/leave walks away");
        }
        if !hints.is_empty() {
            writeln!(self.out, "     ({})", hints.join(" · "))?;
        }
        write!(self.out, "> ")?;
        self.out.flush()
    }

    /// What a simulated player does, as somebody would have typed it.
    pub fn taken(&mut self, input: &PlayerInput, turn: &OpenTurn) -> std::io::Result<()> {
        if self.json {
            return Ok(());
        }
        let chosen =
            |id: &ChoiceId| turn.offers.iter().position(|offer| offer.id == *id).map(|at| (at + 1).to_string());
        let line = match input {
            PlayerInput::Choose(id) => chosen(id).unwrap_or_default(),
            PlayerInput::Type(words) => words.clone(),
            PlayerInput::Touch(thing) => format!("/act {thing}"),
            PlayerInput::Leave => "/leave".into(),
            _ => String::new(),
        };
        writeln!(self.out, "{line}")
    }

    pub fn note(&mut self, note: &str) -> std::io::Result<()> {
        if self.json { self.object(&json!({ "kind": "note", "text": note })) } else { writeln!(self.out, "\n[{note}]") }
    }

    fn object(&mut self, object: &Value) -> std::io::Result<()> {
        writeln!(self.out, "{object}")?;
        self.out.flush()
    }
}
