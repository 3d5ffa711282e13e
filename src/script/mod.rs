//! The authored files as types.
//!
//! Writers type RON; this room turns it into checked Rust values and says, with line and column,
//! what is wrong when it cannot. Nothing here knows what is *true* in a life (that is
//! [`story`](crate::story)) or how anything looks or sounds. Everything after [`Script`] may rely on
//! it: every id in it resolves.

mod asset;
mod beat;
mod cast;
mod check;
mod circles;
mod condition;
mod diagnostic;
mod effect;
mod ending;
mod fix;
mod free_talk;
mod id;
mod inventory;
mod keeps;
mod layers;
mod letter;
mod lint;
mod load;
mod manner;
mod moment;
mod once;
mod pack;
mod patch;
mod reuse;
mod roads;
mod scene;
mod template;
mod typography;
mod words;

pub use asset::{FileAsset, Layers, ScriptReloaded, ScriptReviewed, assets_plugin, ready, source};
pub use beat::{Beat, Choice, Content, Cost, DONE, Left, Line, Node, Picking, Show, Sound, Start, Way};
pub use cast::{Cast, Client, Member, Naming, Persona};
pub use check::{Reading, check};
pub use condition::{Bound, Condition, CountBound};
pub use diagnostic::{Code, Diagnostic, Severity, locate, nearest, position};
pub use effect::{Effect, Gauge, Papers};
pub use ending::Ending;
pub use fix::{Edit, fixes, mended};
pub use free_talk::{Accept, Deed, FreeTalk};
pub use id::{
    BeatId, CastId, ChoiceId, ClientId, EndingId, FactId, FragmentId, LetterId, LineId, MarkId, NodeId, PartId,
    SceneId, ThingId,
};
pub use inventory::{Kind, inventory};
pub use keeps::Keeps;
pub use layers::{holds, inner, laid, pack_of};
pub use letter::{Brief, Forbidden, Fragment, Letter, LetterFact, Part};
pub use load::{Memory, Source, load_folder, model, parse_source};
pub use manner::Manner;
pub use moment::{Act, Phase, Tone};
pub use pack::{Arc, Facts, Manifest, Script, Secret, Topics};
pub use reuse::{Takes, Template, Use};
pub use roads::{lines, targets};
pub use scene::{After, Health, Mark, Prop, PropKind, Scene, Thing, Zone};
pub use template::{BadGap, Gap, Piece, Recalled, pieces};
