//! Everything that needs more than one room, in one binary: quick to link, quick to run.

mod authored;
mod chronicle;
mod mind;
mod saves;
mod terminal;
