//! What she says of her own memory: when he asks what he told her, tells her something, or makes her forget.
//!
//! In these lines, and in no others, stand gaps for what was found: `{memory}` (`your sister is called Ruth`), `{Memory}`
//! (the same, to begin a sentence with), `{words}` (what he said), `{when}` (`last night`), `{where}` (`on the roof`) and
//! `{before}` (what was believed until then). A line whose gap cannot be filled is passed over.

use super::Line;
use serde::{Deserialize, Serialize};

/// Her lines about what she keeps. Of each list, the first that holds and that she has not said in this life.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Keeps {
    /// He asks for something that he told her.
    pub known: Vec<Line>,
    /// He asks for something that he told her otherwise before.
    pub changed: Vec<Line>,
    /// He asks for something that he said, and his own words are all that there is: `{words}`.
    pub quoted: Vec<Line>,
    /// He asks when he said it.
    pub quoted_when: Vec<Line>,
    /// He asks when he told her.
    pub dated: Vec<Line>,
    /// He asks for something, and there are several things.
    pub several: Vec<Line>,
    /// He asks what she herself said.
    pub hers: Vec<Line>,
    /// He asks for something that he made her forget.
    pub forgotten: Vec<Line>,
    /// He asks for something that he never told her; `{memory}` is what he asked for.
    pub never: Vec<Line>,
    /// He has just told her something that nothing else answers, and named a thing in it: `{memory}`.
    pub echoed: Vec<Line>,
    /// He lets her choose between two things: `{memory}` is the one she takes, `{before}` the other.
    pub chosen: Vec<Line>,
    /// He has just told her something that nothing else answers, and that she keeps.
    pub taught: Vec<Line>,
    /// He has put something right on the page of what she keeps.
    pub corrected: Vec<Line>,
    /// He has made her forget something; `{memory}` is what it was about.
    pub gap: Vec<Line>,
}

impl Keeps {
    /// Every list, with the name under which it stands among the topics.
    pub fn lists(&self) -> [(&'static str, &[Line]); 14] {
        [
            (".keeps.known", &self.known),
            (".keeps.changed", &self.changed),
            (".keeps.quoted", &self.quoted),
            (".keeps.quoted_when", &self.quoted_when),
            (".keeps.dated", &self.dated),
            (".keeps.several", &self.several),
            (".keeps.hers", &self.hers),
            (".keeps.forgotten", &self.forgotten),
            (".keeps.never", &self.never),
            (".keeps.echoed", &self.echoed),
            (".keeps.chosen", &self.chosen),
            (".keeps.taught", &self.taught),
            (".keeps.corrected", &self.corrected),
            (".keeps.gap", &self.gap),
        ]
    }

    /// Lays a pack's lines over these: each list that it brings takes the place of the one here.
    pub(super) fn lay(&mut self, over: Self) {
        let Self {
            known,
            changed,
            quoted,
            quoted_when,
            dated,
            several,
            hers,
            forgotten,
            never,
            echoed,
            chosen,
            taught,
            corrected,
            gap,
        } = over;
        for (list, with) in [
            (&mut self.known, known),
            (&mut self.changed, changed),
            (&mut self.quoted, quoted),
            (&mut self.quoted_when, quoted_when),
            (&mut self.dated, dated),
            (&mut self.several, several),
            (&mut self.hers, hers),
            (&mut self.forgotten, forgotten),
            (&mut self.never, never),
            (&mut self.echoed, echoed),
            (&mut self.chosen, chosen),
            (&mut self.taught, taught),
            (&mut self.corrected, corrected),
            (&mut self.gap, gap),
        ] {
            if !with.is_empty() {
                *list = with;
            }
        }
    }
}
