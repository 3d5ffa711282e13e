//! How a life may end.

use super::{Condition, EndingId};
use serde::{Deserialize, Serialize};

/// One ending: `assets/story/endings/<ending>.ending.ron`. Its last scene is a beat; this is its card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(rename = "Ending", deny_unknown_fields)]
pub struct Ending {
    /// Its name.
    pub id: EndingId,
    /// The word on the card.
    pub title: String,
    /// Under it.
    pub card: String,
    /// A life may end so only if all of these hold; `prove` sees to it.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// One line of hint for whoever has not found it.
    pub hint: String,
}
