//! What can be typed after `room-tone`.

use super::{
    bench_mind, cassette, check, doctor,
    key::{self, KeyCommand},
    log,
    models::{self, ModelsCommand},
    packs::{self, PacksCommand},
    plan, saves,
    story::PackArgs,
    text, understand, warp, why,
};
use crate::{
    mind::{MindChoice, keys},
    packs::Shelf,
};
use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode, time::Duration};

const LONG: &str = "\
A story in a small apartment above a city. You are Theodore. You write other people's letters. \
One evening you let a voice into the house, and it asks you for a minute of silence.

Without a command the game opens in a window. Everything can be played with the keyboard alone, with a mouse, \
or with a gamepad, and nothing needs the network. `room-tone text` plays the same story in this terminal.";

const AFTER: &str = "\
Your life is saved after every turn, in the data folder of your platform or in $ROOM_TONE_HOME. \
A key for an endpoint is read from $ROOM_TONE_KEY, or from the keyring of your system, into which `room-tone key set` \
puts it. No file of the game holds one.";

#[derive(Debug, Parser)]
#[command(name = "room-tone", version, about = "A story about being heard.", long_about = LONG, after_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    mind: MindArgs,
    #[command(flatten)]
    packs: PackArgs,
}

#[derive(Clone, Debug, Args)]
struct MindArgs {
    /// Who speaks for Samantha: written lines, the model in this process, or one behind an address. Several, parted by
    /// commas, stand in for each other: endpoint,embedded
    #[arg(long, global = true, value_name = "WHO", value_delimiter = ',', value_parser = ["authored", "embedded", "endpoint"])]
    mind: Vec<String>,
    /// Where the endpoint is, as <http://127.0.0.1:8080/v1>
    #[arg(long, global = true, value_name = "URL")]
    endpoint: Option<String>,
    /// What the endpoint calls its model
    #[arg(long, global = true, value_name = "NAME")]
    model: Option<String>,
}

impl MindArgs {
    /// Who was asked for, each standing in for the one before.
    fn choice(&self) -> Result<MindChoice, String> {
        let mut chosen = self.mind.iter().map(|who| self.one(who)).collect::<Result<Vec<_>, _>>()?;
        let Some(last) = chosen.pop() else {
            return if self.endpoint.is_some() { self.one("endpoint") } else { Ok(MindChoice::Best) };
        };
        Ok(chosen.into_iter().rfold(last, |then, first| MindChoice::First(Box::new(first), Box::new(then))))
    }

    fn one(&self, who: &str) -> Result<MindChoice, String> {
        match (who, &self.endpoint) {
            ("authored", _) => Ok(MindChoice::Authored),
            ("embedded", _) => Ok(MindChoice::Embedded),
            (_, Some(url)) => Ok(MindChoice::Endpoint {
                url: url.trim_end_matches('/').to_owned(),
                model: self.model.clone().unwrap_or_else(|| "default".into()),
                key: std::env::var(keys::VARIABLE).ok(),
            }),
            (_, None) => {
                Err("--mind endpoint needs to know where: add --endpoint http://127.0.0.1:8080/v1 --model NAME".into())
            }
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play in this terminal: a number chooses, other words are said, an empty line is silence
    #[command(long_about = text::LONG)]
    Text {
        /// What the life's randomness grows from
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// Begin a new life; the one before is kept under another name
        #[arg(long, conflicts_with = "resume")]
        new: bool,
        /// Go on with the life that was left
        #[arg(long = "continue")]
        resume: bool,
        /// One JSON object a line, and nothing else
        #[arg(long)]
        json: bool,
        /// Let a simulated player take the turns, as kind or silent, and read along
        #[arg(long, value_name = "NAME")]
        played_by: Option<String>,
        /// Write the life down in a new file as well, for `room-tone replay`
        #[arg(long, value_name = "FILE")]
        record: Option<PathBuf>,
        /// Wait so many seconds for a model's sentence before the written one is said
        #[arg(long, value_name = "SECONDS", default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=120))]
        patience: u64,
        /// After each answer, show what a model is told for it, part by part
        #[arg(long)]
        show_prompt: bool,
        /// Let /why tell what the story weighs, and with it what comes: for whoever writes it
        #[arg(long)]
        why: bool,
        #[command(flatten)]
        packs: PackArgs,
    },
    /// Live a recorded life again, and say whether it comes out as it was
    #[command(long_about = cassette::LONG)]
    Replay {
        /// A cassette, or any saved life
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// If it comes out another way: where to put the life up to there
        #[arg(long, value_name = "FILE")]
        shrink: Option<PathBuf>,
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read every authored file and say what is wrong with it, where, and how to mend it
    Check {
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[cfg(feature = "workshop")]
        #[command(flatten)]
        mend: super::workshop::MendArgs,
    },
    #[cfg(feature = "workshop")]
    #[command(flatten)]
    Workshop(super::workshop::Command),
    /// List the packs that are there, turn them on and off, and say what they change
    Packs {
        #[command(subcommand)]
        what: Option<PacksCommand>,
        /// As JSON
        #[arg(long, global = true)]
        json: bool,
    },
    /// List who could speak for her, fetch a better model, and say who speaks from now on
    #[command(long_about = models::LONG)]
    Models {
        #[command(subcommand)]
        what: Option<ModelsCommand>,
        /// As JSON
        #[arg(long, global = true)]
        json: bool,
    },
    /// Say what the story weighs now, and which condition keeps a beat from happening
    ///
    /// It looks at the saved life, or at the first moment of a new one, and changes nothing.
    Why {
        /// Only this beat, with every one of its conditions
        #[arg(value_name = "BEAT")]
        beat: Option<String>,
        /// Also the beats that are over or far off
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read utterances from standard input, and say what each would be taken for in a beat
    Understand {
        /// Which, as hello/evening
        #[arg(long, value_name = "BEAT", required_unless_present = "places")]
        beat: Option<String>,
        /// Work out where all examples lie, for the file that comes with the game
        #[arg(long)]
        places: bool,
        /// Only tell what is listened for there, with its examples
        #[arg(long)]
        list: bool,
        #[command(flatten)]
        packs: PackArgs,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Tell what the referee decided in the saved life, a line each
    Log {
        /// Only the last so many turns; 0 for all of them
        #[arg(long, default_value_t = 0, value_name = "N")]
        turns: usize,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Which lives are kept, and what the present story would do to them
    #[command(subcommand)]
    Saves(SavesCommand),
    /// Go straight to a beat and play on from there; nothing is saved
    Warp {
        /// Which, as hello/evening
        #[arg(value_name = "BEAT")]
        beat: String,
        /// What should hold there: Trust(0.8), or any condition, as 'Flag("named")'
        #[arg(long, value_name = "CONDITION")]
        with: Vec<String>,
        #[command(flatten)]
        packs: PackArgs,
        /// What the life's randomness grows from
        #[arg(long, default_value_t = 1, value_name = "N")]
        seed: u64,
        /// One JSON object a line, and nothing else
        #[arg(long)]
        json: bool,
    },
    /// Play plans: texts that say what the player does and what should come of it
    #[command(long_about = plan::LONG)]
    Plan {
        /// The plans
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        packs: PackArgs,
    },
    /// Take a picture of a place without opening a window
    #[cfg(feature = "game")]
    Shot {
        #[command(flatten)]
        shot: super::shot::ShotArgs,
        /// Where to put it
        #[arg(long, value_name = "FILE.png")]
        out: PathBuf,
    },
    /// Examine the model that would speak for her, and say what she will and won't do with it
    #[command(long_about = doctor::LONG)]
    Doctor {
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Keep the key of an endpoint in the keyring of this system, or forget it
    #[command(long_about = key::LONG)]
    Key {
        #[command(subcommand)]
        what: KeyCommand,
    },
    /// Measure something here, on this machine
    Bench {
        /// What to measure: mind, frame, or start
        #[arg(value_parser = ["mind", "frame", "start"])]
        what: String,
        /// Frames of this tier only: low, medium or high
        #[arg(long, value_name = "TIER")]
        tier: Option<String>,
        /// Frames of this place only
        #[arg(long, value_name = "NAME")]
        scene: Option<String>,
        /// To be one of those that are measured
        #[arg(long, hide = true)]
        of: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
enum SavesCommand {
    /// The running life and the kept ones
    List,
    /// Go on with every journal in a folder, and say which of them the present story would hurt
    Check {
        /// Where the journals are: files that end in .journal
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The copies of the running life
    Backups,
}

/// Runs what was asked for. `play` opens the window.
pub fn main(play: impl FnOnce(MindChoice, Shelf) -> ExitCode) -> ExitCode {
    quit_when_nobody_reads();
    let cli = Cli::parse();
    let mind = match cli.mind.choice() {
        Ok(mind) => mind,
        Err(why) => return fail(&why),
    };
    if cli.command.is_some() && cli.packs.given() {
        return fail("--pack and --no-packs stand after the command, as in room-tone text --pack mods/lighthouse");
    }
    match cli.command {
        None => cli.packs.shelf().map_or_else(|code| code, |shelf| play(mind, shelf)),
        Some(Command::Text { seed, new, resume, json, played_by, record, patience, show_prompt, why, packs }) => {
            let patience = Duration::from_secs(patience);
            text::run(
                &text::Options { seed, new, resume, json, played_by, record, patience, show_prompt, why, packs },
                mind,
            )
        }
        Some(Command::Replay { file, shrink, packs, json }) => cassette::run(&file, shrink.as_deref(), json, &packs),
        #[cfg(feature = "workshop")]
        Some(Command::Check { packs, json, mend }) => {
            check::run(&packs, json, |loaded| super::workshop::mended(mend, loaded, json))
        }
        #[cfg(not(feature = "workshop"))]
        Some(Command::Check { packs, json }) => check::run(&packs, json, |loaded| Ok(loaded.sources)),
        #[cfg(feature = "workshop")]
        Some(Command::Workshop(command)) => super::workshop::run(command),
        Some(Command::Packs { what, json }) => packs::run(what.as_ref(), json),
        Some(Command::Models { what, json }) => models::run(what.as_ref(), json),
        Some(Command::Why { beat, all, packs, json }) => why::run(beat.as_deref(), all, json, &packs),
        Some(Command::Understand { beat: Some(beat), places: false, list, packs, json }) => {
            understand::run(&beat, list, json, &packs)
        }
        Some(Command::Understand { .. }) => understand::places(),
        Some(Command::Log { turns, json }) => log::run(turns, json),
        Some(Command::Saves(SavesCommand::List)) => saves::list(),
        Some(Command::Saves(SavesCommand::Check { dir, packs, json })) => saves::check(&dir, &packs, json),
        Some(Command::Saves(SavesCommand::Backups)) => saves::backups(),
        Some(Command::Warp { beat, with, packs, seed, json }) => warp::run(&beat, &with, seed, json, &packs),
        Some(Command::Plan { files, packs }) => plan::run(&files, &packs),
        #[cfg(feature = "game")]
        Some(Command::Shot { shot, out }) => shot.run(&out).map_or_else(|why| fail(&why), |()| ExitCode::SUCCESS),
        Some(Command::Doctor { packs, json }) => doctor::run(&mind, json, &packs),
        Some(Command::Key { what }) => key::run(what, cli.mind.endpoint.as_deref()),
        Some(Command::Bench { what, tier, scene, of, json }) => {
            let measured = match what.as_str() {
                "frame" => bench_frame(json, tier.as_deref(), scene.as_deref()),
                "start" => bench_start(json, of.as_deref()),
                _ => bench_mind::run(json),
            };
            measured.map_or_else(|why| fail(&why), |()| ExitCode::SUCCESS)
        }
    }
}

#[cfg(feature = "game")]
fn bench_frame(json: bool, tier: Option<&str>, scene: Option<&str>) -> Result<(), String> {
    super::bench_frame::run(json, tier.map(super::shot::tier).transpose()?, scene)
}

#[cfg(feature = "game")]
fn bench_start(json: bool, of: Option<&str>) -> Result<(), String> {
    of.map_or_else(|| super::bench_start::run(json), super::bench_start::be)
}

#[cfg(not(feature = "game"))]
fn bench_start(_: bool, _: Option<&str>) -> Result<(), String> {
    Err("there is no window in this build; one with the feature `game` opens it".into())
}

#[cfg(not(feature = "game"))]
fn bench_frame(_: bool, _: Option<&str>, _: Option<&str>) -> Result<(), String> {
    Err("there are no frames in this build; one with the feature `game` draws them".into())
}

/// Whoever was reading may go, as `| head` does. Printing then panics; here it is a quiet end.
fn quit_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let said = panic.payload_as_str().unwrap_or_default();
        if said.starts_with("failed printing to std") && said.contains("Broken pipe") {
            std::process::exit(0);
        }
        usual(panic);
    }));
}

pub(super) fn fail(why: &str) -> ExitCode {
    eprintln!("room-tone: {why}");
    ExitCode::from(2)
}
