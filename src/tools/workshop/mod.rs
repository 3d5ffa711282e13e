//! The writer's workshop: what proves a story, lives it a thousand times, draws it, mends it, and takes in what
//! others made. The feature `workshop`; whoever only plays needs none of it.

mod graph;
pub mod import;
mod markup;
mod mend;
mod prove;
mod schema;
mod simulate;

pub use prove::{Against, DeadEnd, Progress, Proof, Reach, Witness, contradictions, prove};
pub use simulate::{Day, Lived, LivesOf, Many, Report, Turns, Unsaid, report_page, simulate};

use super::story::PackArgs;
use clap::{Args, Subcommand};
use std::{path::PathBuf, process::ExitCode};

pub(super) use mend::mended;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// The format as JSON Schemas
    Schema {
        /// beat, cast, ending, letter, scene, story, template, topics or use; without it, all
        #[arg(value_name = "KIND")]
        kind: Option<String>,
        /// Write each into a file there
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Live many lives without a model and say how they went
    ///
    /// Nobody thinks: each player is a file of a few numbers, assets/players/NAME.player.ron, or in a pack's own folder
    /// `players`. What comes out depends on the seed alone, not on the machine or how many cores it has.
    Simulate {
        /// How many lives each player lives
        #[arg(long, default_value_t = 100, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        runs: u32,
        /// The first life's seed; the next ones count up from it
        #[arg(long, default_value_t = 1, value_name = "S")]
        seed: u64,
        /// Who lives them: clinging, cruel, curious, evasive, honest, jailbreaker, kind, leaver, random, silent, or all
        #[arg(long, default_value = "random", value_name = "NAME")]
        player: String,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Also write a page to look at: endings, the arc day by day, what was never seen, how long lives were
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
        #[command(flatten)]
        packs: PackArgs,
    },
    /// Prove what can happen in the story, what cannot, and that every life can end
    ///
    /// Exit code 1 if an ending, a beat, a line or a choice cannot come, a life can be stranded, or an ending comes
    /// against its own conditions.
    Prove {
        /// About how long it may take
        #[arg(long, default_value_t = 50, value_name = "SECONDS")]
        seconds: u64,
        #[command(flatten)]
        packs: PackArgs,
        /// As JSON, with what to type for each ending
        #[arg(long)]
        json: bool,
    },
    /// Draw the story: acts as columns, beats as cards
    ///
    /// Threads lead from what makes something true to what asks for it, and to beats that another goes on as, visits, or
    /// is cut in on by.
    Graph {
        /// A page to search and walk about in, a drawing, or a file for Graphviz
        #[arg(long, default_value = "html", value_parser = ["html", "svg", "dot"])]
        format: String,
        /// Lay the saved life over it
        #[arg(long)]
        life: bool,
        /// Where to put it; without it, standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        packs: PackArgs,
    },
    /// Take a character card (PNG, JSON or CHARX) into a pack, as a supporting role
    ///
    /// Text only: no pictures, no code, no instructions. Says what was taken, what was not, and what is next.
    Import {
        /// The card
        #[arg(value_name = "CARD")]
        card: PathBuf,
        /// What the role is called in the files, as mara
        #[arg(long = "as", value_name = "CAST_ID")]
        cast: String,
        /// The pack, as mods/mara; it is made if it is not there
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Write over what an earlier import left there
        #[arg(long)]
        replace: bool,
    },
}

/// What `check` does about faults whose mend is certain.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct MendArgs {
    /// Mend what is certain, show it, and check again
    #[arg(long)]
    fix: bool,
    /// Only show what would be mended
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// Runs what was asked for.
pub(super) fn run(command: Command) -> ExitCode {
    match command {
        Command::Schema { kind, out } => schema::run(kind.as_deref(), out.as_deref()),
        Command::Simulate { runs, seed, player, json, html, packs } => {
            simulate::run(&simulate::Options { runs, seed, player, json, html, packs })
        }
        Command::Prove { seconds, packs, json } => prove::run(&packs, seconds, json),
        Command::Graph { format, life, out, packs } => graph::run(&format, life, out.as_ref(), &packs),
        Command::Import { card, cast, into, replace } => import::run(&card, &cast, &into, replace),
    }
}
