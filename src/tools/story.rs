//! The story that a command works on: the base story, the packs that are on, and those that are asked for besides.

use super::cli::fail;
use crate::{
    packs::{self, Loaded, Shelf},
    script::{Script, check},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Which packs are laid over the story.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PackArgs {
    /// A pack to lay over the story, a folder or a zip; may be given more than once
    #[arg(long, value_name = "DIR|ZIP")]
    pub pack: Vec<PathBuf>,
    /// Leave out the packs that are on
    #[arg(long)]
    pub no_packs: bool,
}

impl PackArgs {
    /// All its files. What went wrong has been said if there are none.
    pub fn load(&self) -> Result<Loaded, ExitCode> {
        let loaded = packs::sources(&self.pack, !self.no_packs).map_err(|why| fail(&format!("--pack: {why}")))?;
        loaded.notes.iter().for_each(|note| eprintln!("{note}"));
        Ok(loaded)
    }

    /// The story itself. What is wrong with it has been said if there is none.
    pub fn story(&self) -> Result<Script, ExitCode> {
        let (script, faults) = check(&self.load()?.sources);
        script.ok_or_else(|| {
            faults.iter().filter(|fault| fault.is_error()).for_each(|fault| eprintln!("{fault}"));
            fail("the story cannot be played as it is; see above")
        })
    }

    /// Whether anything was asked for.
    pub fn given(&self) -> bool {
        self.no_packs || !self.pack.is_empty()
    }

    /// The shelf for the window. A pack that is asked for and cannot be played is told of before one is opened.
    pub fn shelf(&self) -> Result<Shelf, ExitCode> {
        if !self.pack.is_empty() {
            self.story()?;
        }
        Ok(Shelf { besides: self.pack.clone(), enabled: !self.no_packs, ..Shelf::default() })
    }

    /// The folders of its packs, in the order in which they are laid. What is in zips is not among them.
    pub fn folders(&self, loaded: &Loaded) -> Vec<PathBuf> {
        let laid = loaded.gathered.packs.iter().map(|pack| &pack.manifest.id);
        let place = |id: &String| loaded.gathered.shelf.iter().find(|shelved| shelved.id == *id);
        laid.filter_map(place).map(|shelved| shelved.place.clone()).filter(|place| place.is_dir()).collect()
    }
}
