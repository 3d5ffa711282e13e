//! Why a pack is not taken: where, what, and how to mend it.

use super::bounds;
use crate::script::Diagnostic;
use serde::{Serialize, Serializer};
use std::fmt;

/// A pack that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}\n  help: {}", .reason.help())]
pub struct Refusal {
    /// Where it lies, as a person would type it.
    pub place: String,
    /// Why.
    pub reason: Reason,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut said = to.serialize_struct("Refusal", 3)?;
        said.serialize_field("place", &self.place)?;
        said.serialize_field("what", &self.reason.to_string())?;
        said.serialize_field("help", &self.reason.help())?;
        said.end()
    }
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said by its own words below")]
pub enum Reason {
    NotThere,
    Unreadable(String),
    NoManifest,
    /// Boxed, as it is much larger than the others.
    Manifest(Box<Diagnostic>),
    BadId(String),
    Named {
        id: String,
        file: String,
    },
    BadVersion {
        of: String,
        text: String,
    },
    Damaged(String),
    Locked(String),
    TooLarge(String),
    TooMuch,
    TooMuchTogether,
    TooManyTexts,
    TooMany,
    FoldersTooDeep(String),
    Bomb(String),
    Path(String),
    Link(String),
    Code(String),
    LongLine(String, usize),
    TooDeep(String, usize),
    NotText(String),
    TwoPacks(String),
    NeedMissing(String),
    NeedOff(String),
    NeedRefused(String),
    NeedUnmet {
        id: String,
        wanted: String,
        has: String,
    },
    Circle(Vec<String>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mb = |bytes: u64| bytes >> 20;
        match self {
            Self::NotThere => write!(f, "there is no such folder or zip"),
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::NoManifest => write!(f, "there is no pack.ron in it"),
            Self::Manifest(fault) => write!(f, "{}:{}:{}: {}", fault.path, fault.line, fault.column, fault.what),
            Self::BadId(id) => write!(f, "`{id}` cannot be the id of a pack"),
            Self::Named { id, file } => write!(f, "its id is `{id}`, but it is named `{file}`"),
            Self::BadVersion { of, text } => write!(f, "`{text}` is not a version ({of})"),
            Self::Damaged(why) => write!(f, "not a zip that can be read ({why})"),
            Self::Locked(path) => write!(f, "{path} is locked with a password"),
            Self::TooLarge(path) => write!(f, "{path} is larger than {} MB", mb(bounds::MOST_FILE)),
            Self::TooMuch => write!(f, "it holds more than {} MB of words", mb(bounds::MOST_TEXT)),
            Self::TooMuchTogether => {
                write!(f, "with those before it there would be more than {} MB of words", mb(bounds::MOST_TOGETHER))
            }
            Self::TooManyTexts => write!(f, "it holds more than {} texts", bounds::MOST_TEXTS),
            Self::TooMany => write!(f, "more than {} files", bounds::MOST_ENTRIES),
            Self::FoldersTooDeep(path) => {
                write!(f, "{path} lies more than {} folders deep", bounds::MOST_FOLDERS)
            }
            Self::Bomb(path) => write!(f, "{path} unpacks to more than {} times its size", bounds::MOST_RATIO),
            Self::Path(path) => write!(f, "`{path}` is not a path within the pack"),
            Self::Link(path) => write!(f, "{path} leads out of the pack, or is no file at all"),
            Self::Code(path) => write!(f, "{path} is a program, and a pack holds only words and places"),
            Self::LongLine(path, line) => write!(f, "{path}:{line}: this line is longer than 1 MB"),
            Self::TooDeep(path, line) => {
                write!(f, "{path}:{line}: more than {} brackets lie within each other", bounds::MOST_DEPTH)
            }
            Self::NotText(path) => write!(f, "{path} is not text"),
            Self::TwoPacks(other) => write!(f, "another pack has the same id: {other}"),
            Self::NeedMissing(id) => write!(f, "it needs the pack `{id}`, which is not there"),
            Self::NeedOff(id) => write!(f, "it needs the pack `{id}`, which is off"),
            Self::NeedRefused(id) => write!(f, "it needs the pack `{id}`, which is itself not taken"),
            Self::NeedUnmet { id, wanted, has } => write!(f, "it needs `{id}` {wanted}, and what is there is {has}"),
            Self::Circle(ids) => write!(f, "its needs run in a circle: {}", ids.join(" → ")),
        }
    }
}

impl Reason {
    /// How to mend it.
    pub fn help(&self) -> String {
        match self {
            Self::NotThere => "give the path of a folder with a pack.ron in it, or of a zip of one".into(),
            Self::Unreadable(_) => "look whether you may read it, and whether it is still there".into(),
            Self::NoManifest => "add one: Pack(id: \"my-pack\", name: \"My pack\", version: \"1.0.0\")".into(),
            Self::Manifest(fault) => fault.help.clone(),
            Self::BadId(_) => "use small letters, digits and hyphens: `my-pack`".into(),
            Self::Named { id, .. } => format!("name the folder `{id}`, or the zip `{id}.zip`"),
            Self::BadVersion { .. } => "write a version as `1.2.0`, and what is needed as `>=1.2`".into(),
            Self::Damaged(_) => "fetch it again, or pack it again as an ordinary zip".into(),
            Self::Locked(_) => "pack it again without a password".into(),
            Self::TooLarge(_) => "cut it into several files; a scene is a few kilobytes".into(),
            Self::TooMuch | Self::TooManyTexts => "make two packs of it".into(),
            Self::TooMuchTogether => "turn one of them off".into(),
            Self::TooMany | Self::FoldersTooDeep(_) => "leave out what does not belong to the story".into(),
            Self::Bomb(_) => "if it is meant to be so, give it as a folder; if you were given it, throw it away".into(),
            Self::Path(_) => "pack the folder from inside, with plain names and forward slashes".into(),
            Self::Link(_) => "put the file itself there".into(),
            Self::Code(_) => "take it out; nothing in a pack is ever run".into(),
            Self::LongLine(..) => "break the line".into(),
            Self::TooDeep(..) => "name what lies so deep, as a node or a beat of its own".into(),
            Self::NotText(_) => "save it as UTF-8".into(),
            Self::TwoPacks(_) => "take one of them away".into(),
            Self::NeedMissing(id) => format!("put `{id}` into the mods folder too"),
            Self::NeedOff(id) => format!("turn `{id}` on first: room-tone packs enable {id}"),
            Self::NeedRefused(id) => format!("mend `{id}` first"),
            Self::NeedUnmet { id, .. } => format!("get another version of `{id}`, or of this pack"),
            Self::Circle(_) => "one of them has to do without the other".into(),
        }
    }
}
