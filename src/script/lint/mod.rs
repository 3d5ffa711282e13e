//! What reads as it stands and still should be looked at: conditions that can never hold together, words that
//! cling, changes that nothing asks about, a line that a leaflet would say. A warning can be silenced where it
//! stands, with a reason:
//!
//! ```text
//! // allow(W104): he is meant to run out of breath
//! Line(id: "long", text: "…"),
//! ```

mod clash;
mod ids;
mod moods;
mod phrases;
mod report;
mod silence;
mod style;
#[cfg(test)]
pub(super) mod testing;
mod texts;
mod turns;
mod unread;
mod voices;
mod walk;

pub(super) use silence::silence;

use super::{Code, Diagnostic, Source, load::Draft};
use report::{Near, Report};

/// What keeps a turn from being left: the one thing here that a story may be unplayable for.
pub(super) fn ways_on(sources: &[Source], draft: &Draft) -> Vec<Diagnostic> {
    let mut report = Report::new(sources);
    turns::ways_on(draft, &mut report);
    report.faults
}

/// Every other fault of this kind, in no order.
pub(super) fn lint(sources: &[Source], draft: &Draft) -> Vec<Diagnostic> {
    let mut report = Report::new(sources);
    for (file, beat) in draft.beats.values() {
        if beat.summary.trim().is_empty() {
            let help = "two plain sentences for somebody who skips it";
            report.fault(*file, Near::Any(beat.id.as_str()), Code::W106, "no summary", help);
        }
    }
    turns::lint(draft, &mut report);
    clash::lint(draft, &mut report);
    unread::lint(draft, &mut report);
    moods::lint(draft, &mut report);
    ids::lint(draft, &mut report);
    style::lint(draft, &mut report);
    texts::lint(&mut report);
    report.faults
}
