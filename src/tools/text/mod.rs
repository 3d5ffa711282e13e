//! `room-tone text`: the whole game in a terminal, for people and for programs.

mod page;

use super::{cassette::Recorder, driver::Driver, ids::missing_beat, lives::Player, players, story::PackArgs};
use crate::{
    mind::{Mind, MindChoice, trust},
    save,
    save::{SaveCommand, Saves, Slot},
    story::days,
    talk::{OpenTurn, PlayerInput, Told, Waiting},
};
use page::{Page, days_told, kept};
use std::{io::BufRead, path::PathBuf, process::ExitCode, time::Duration};

pub(super) const LONG: &str = "\
Plays the whole game in this terminal.

  a number       chooses
  other words    are said to her (or, at a letter, written)
  an empty line  is silence
  /act NAME      touches a thing
  /leave         walks away
  /skip          lets the scene go by and reads two sentences instead
  /back          takes the last turn back; /forth lets it come again
  /days          the days of this life, and what was not taken; /day N begins again there
  /keeps         what she keeps of him; /forget N takes one out, /correct N WORDS puts it right
  /why [BEAT]    with --why: what the story weighs now (/why --all: everything)
  /quit          stops; the life is saved

It waits only where it has printed choices. The end of input is a clean quit.";

pub(super) struct Options {
    pub seed: Option<u64>,
    pub new: bool,
    pub resume: bool,
    pub json: bool,
    /// Who takes his turns in place of whoever sits here: a simulated player's name.
    pub played_by: Option<String>,
    /// Where the life is written down besides.
    pub record: Option<PathBuf>,
    /// How long a model's sentence is waited for.
    pub patience: Duration,
    /// Whether what a model is told is shown.
    pub show_prompt: bool,
    /// Whether he may be told what comes: whoever writes the story may.
    pub why: bool,
    pub packs: PackArgs,
}

pub(super) fn run(options: &Options, mind: MindChoice) -> ExitCode {
    let character = match options.played_by.as_deref().map(|name| players::base().get(name).ok_or(name)) {
        Some(Err(name)) => {
            return super::cli::fail(&format!("--played-by {name}: {}", players::nobody(name, players::base())));
        }
        Some(Ok(character)) => Some(character),
        None => None,
    };
    let script = match options.packs.story() {
        Ok(script) => script,
        Err(code) => return code,
    };
    let recorder = match options.record.as_deref().map(|path| Recorder::open(path).map_err(|why| (path, why))) {
        Some(Err((path, why))) => return super::cli::fail(&format!("--record {}: {why}", path.display())),
        Some(Ok(recorder)) => Some(recorder),
        None => None,
    };
    let mut driver = Driver::new(script, |app| {
        app.init_resource::<Slot>();
    });
    if let Some(warning) = trust::warning(&mind) {
        eprintln!("{warning}");
    }
    let mut performing = driver.app().world_mut().resource_mut::<Mind>();
    performing.choose(mind);
    performing.be_patient_for(options.patience);
    let there = driver.app().world().resource::<Saves>().continue_from.clone();
    let here = &driver.script().manifest.id;
    let goes_on = there.as_ref().is_some_and(|life| !life.ended && life.story == *here);
    let go_on = options.resume || (!options.new && options.seed.is_none() && goes_on);
    if options.resume && there.is_none() {
        for note in &driver.app().world().resource::<Saves>().notes {
            eprintln!("{note}");
        }
        return super::cli::fail(&format!("there is no life to continue; leave out --continue ({})", save::JOURNAL));
    }
    let command = if go_on { SaveCommand::Continue } else { SaveCommand::New { seed: options.seed } };
    driver.app().world_mut().write_message(command);
    // The first frame turns the command into an input, the second answers it.
    driver.app().update();
    let told = driver.settle();
    let hand =
        character.map_or(Hand::Somebody, |who| Hand::Player(Box::new(Player::new(who, options.seed.unwrap_or(1)))));
    let mut page = Page::new(options.json, options.show_prompt);
    page.why = options.why;
    play_with(&mut driver, told, page, hand, recorder)
}

/// Who takes the turns.
enum Hand {
    /// Whoever types on standard input.
    Somebody,
    /// A simulated player.
    Player(Box<Player<'static>>),
}

/// Plays on in this terminal from where `driver` stands, having told `told`.
pub(super) fn play_from(driver: &mut Driver, told: Vec<Told>, json: bool) -> ExitCode {
    play_with(driver, told, Page::new(json, false), Hand::Somebody, None)
}

fn play_with(driver: &mut Driver, told: Vec<Told>, mut page: Page, hand: Hand, recorder: Option<Recorder>) -> ExitCode {
    match play(driver, &mut page, told, hand, recorder) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever was reading has gone, as `| head` does: that is a quit, too.
        Err(why) if why.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => super::cli::fail(&why.to_string()),
    }
}

fn play(
    driver: &mut Driver,
    page: &mut Page,
    mut told: Vec<Told>,
    mut hand: Hand,
    mut recorder: Option<Recorder>,
) -> std::io::Result<()> {
    let mut input = std::io::stdin().lock();
    loop {
        if let Some(recorder) = &mut recorder {
            recorder.take(driver.entries())?;
        }
        page.tell(driver, &told)?;
        page.prompt(driver)?;
        let trouble = driver.app().world_mut().resource_mut::<Mind>().status.trouble.take();
        if let Some(trouble) = trouble {
            page.note(&trouble)?;
        }
        let turn = match &driver.floor().waiting {
            Waiting::Turn(turn) => turn.clone(),
            // Who reads objects has had the one that ends it.
            Waiting::Ended(_) if !page.json => {
                return page.note("This life is over. `room-tone text --new` begins another.");
            }
            _ => return Ok(()),
        };
        page.choices(&turn, driver.script())?;
        if let Hand::Player(player) = &mut hand {
            if turn.offers.is_empty() && turn.beat.is_none() {
                return Ok(());
            }
            let input = player.answer(driver.script(), driver.life(), &turn);
            page.taken(&input, &turn)?;
            told = driver.send(input);
            continue;
        }
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        told = match command(&line, &turn) {
            Command::Send(input) => driver.send(input),
            Command::Quit => return Ok(()),
            Command::Why(_) if !page.why => {
                page.note("That tells what comes. Whoever writes the story starts with --why.")?;
                Vec::new()
            }
            Command::Why(beat) => {
                let all = beat.as_deref() == Some("--all");
                let beat = beat.filter(|_| !all);
                let unknown = beat.as_deref().and_then(|beat| missing_beat(&beat.into(), driver.script()));
                match unknown {
                    Some(what) => page.note(&what)?,
                    None => page.note(super::why::explain(driver, beat.as_deref(), all).trim_end())?,
                }
                Vec::new()
            }
            Command::Keeps => {
                let kept = kept(driver);
                page.note(&kept)?;
                Vec::new()
            }
            Command::BackTo(day) if days(driver.entries(), driver.script()).iter().all(|lived| lived.day != day) => {
                page.note("That day has not been lived. /days has those that were.")?;
                Vec::new()
            }
            Command::BackTo(day) => {
                let number = save::free_number(&driver.app().world().resource::<Saves>().slots);
                driver.app().world_mut().write_message(SaveCommand::KeepAs(number));
                let told = driver.send(PlayerInput::BackToDay { day });
                page.note(&format!("The life as it was is kept as number {number}; /forth brings it back here."))?;
                told
            }
            Command::Days => {
                let days = days_told(driver);
                page.note(&days)?;
                Vec::new()
            }
            Command::Say(note) => {
                page.note(&note)?;
                Vec::new()
            }
        };
    }
}

enum Command {
    Send(PlayerInput),
    Say(String),
    Why(Option<String>),
    Keeps,
    Days,
    /// Keeps the life as it is, and begins a day of it again.
    BackTo(u32),
    Quit,
}

fn command(line: &str, turn: &OpenTurn) -> Command {
    if line.is_empty() {
        return Command::Send(PlayerInput::Silence);
    }
    if let Some(command) = line.strip_prefix('/') {
        let (word, rest) = command.split_once(' ').unwrap_or((command, ""));
        return match word {
            "quit" | "q" => Command::Quit,
            "why" => Command::Why(Some(rest.trim().to_owned()).filter(|beat| !beat.is_empty())),
            "leave" => Command::Send(PlayerInput::Leave),
            "skip" => Command::Send(PlayerInput::Skip),
            "keeps" => Command::Keeps,
            "days" => Command::Days,
            "day" => match rest.trim().parse() {
                Ok(day) => Command::BackTo(day),
                Err(_) => Command::Say("As: /day 3. /days has the numbers.".into()),
            },
            "forget" | "correct" => change(word, rest),
            "back" => Command::Send(PlayerInput::Back),
            "forth" => Command::Send(PlayerInput::Forth),
            "act" if !rest.trim().is_empty() => Command::Send(PlayerInput::Touch(rest.trim().to_lowercase().into())),
            "act" => Command::Say("Which thing? As: /act kettle".into()),
            _ => Command::Say("Known here: /act NAME, /leave, /skip, /back, /forth, /days, /day N, /keeps, /forget N, /correct N WORDS, /quit.".into()),
        };
    }
    match line.parse::<usize>() {
        Ok(n) if (1..=turn.offers.len()).contains(&n) => {
            Command::Send(PlayerInput::Choose(turn.offers[n - 1].id.clone()))
        }
        Ok(_) if !turn.offers.is_empty() => Command::Say(format!("There are choices 1 to {}.", turn.offers.len())),
        _ => Command::Send(PlayerInput::Type(line.into())),
    }
}

/// What he does to what she keeps: its number, and for a correction how it really is.
fn change(word: &str, rest: &str) -> Command {
    let (number, what) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    match (number.parse::<usize>(), word, what.trim()) {
        (Ok(belief), "forget", "") => Command::Send(PlayerInput::Forget { belief }),
        (Ok(belief), "correct", what) if !what.is_empty() => {
            Command::Send(PlayerInput::Correct { belief, what: what.into() })
        }
        _ => Command::Say("As: /forget 3, or /correct 3 your sister is called Ruth. /keeps has the numbers.".into()),
    }
}
