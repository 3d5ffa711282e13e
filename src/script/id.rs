//! Typed names for authored things, so that a line is never mistaken for a choice.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, sync::Arc};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
        #[serde(from = "String", into = "String")]
        #[cfg_attr(feature = "workshop", schemars(extend("pattern" = "^[a-z0-9_./-]+$")))]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as the writer typed it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl<T: AsRef<str>> From<T> for $name {
            fn from(text: T) -> Self {
                Self(Arc::from(text.as_ref()))
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.to_string()
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )*};
}

ids! {
    /// A beat: `grey/coffee`.
    BeatId,
    /// A node inside a beat: `aloud`.
    NodeId,
    /// A line inside a beat: `a`. Voices, translations and saves hang on it.
    LineId,
    /// A choice, an accept or a touch inside a beat: `reach-out`.
    ChoiceId,
    /// A declared flag or count: `named`, `letters_written`.
    FactId,
    /// Somebody who speaks: `samantha`.
    CastId,
    /// Somebody who orders letters: `pell`.
    ClientId,
    /// A letter to be written: `widower`.
    LetterId,
    /// A part of a letter: `opening`.
    PartId,
    /// A ready-made piece of a letter: `the-clock`.
    FragmentId,
    /// An ending: `sent`.
    EndingId,
    /// A place: `apartment`.
    SceneId,
    /// Something in a place that can be touched: `kettle`.
    ThingId,
    /// A named point of view in a place: `desk`.
    MarkId,
}
