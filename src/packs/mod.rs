//! Packs: what others have written, laid over the story.
//!
//! A pack is a folder, or a zip of one, with a `pack.ron` that says what it is and files that lie as those in
//! `assets/` do. Everything in it is data and none of it is run. What a pack may bring is bounded before it is
//! read, and what is refused is refused with a reason. Nothing here knows what is true in a life or how anything
//! looks; the checker in [`script`](crate::script) reads packs and base story as one.

mod bounds;
mod changes;
mod content;
mod flat;
mod folder;
mod gather;
mod manifest;
mod needs;
mod order;
mod refusal;
mod running;
mod shelf;
mod tally;
mod zipped;

pub use changes::{Change, How, changes};
pub use content::unmarked;
pub use gather::{Gathered, LoadError, Loaded, Shelved, gather, load, sources};
pub use manifest::{PackManifest, parse_pack};
pub use order::{Order, Placed};
pub use refusal::{Reason, Refusal};
pub use running::{PackCommand, Packs, Shelf, packs_plugin};
pub use shelf::{Much, Pack, name, read_at};
pub use tally::tally;
pub use zipped::read_zip;
