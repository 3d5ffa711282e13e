//! The doctor, as the page knows it: sent for, sent away, and heard.

use super::work::Event;
use crate::{
    mind::{
        MindChoice,
        doctor::{Grade, Report},
        models::checkup::{Checkup, News},
    },
    script::Script,
};
use serde_json::json;

/// Who may be examining somebody.
#[derive(Debug, Default)]
pub(super) struct Doctor(Option<Checkup>);

impl Doctor {
    /// Sends for the doctor.
    pub fn examine(&mut self, choice: &MindChoice, script: &Script) -> Result<(), String> {
        self.0 = Some(Checkup::begin(choice, script)?);
        Ok(())
    }

    pub fn stop(&mut self) {
        if let Some(checkup) = &mut self.0 {
            checkup.stop();
        }
    }

    /// What has happened since. Never blocks.
    pub fn tend(&mut self) -> Option<Event> {
        let news = self.0.as_mut()?.poll()?;
        if let News::Doing(what) = news {
            return Some(Event::Doing(what));
        }
        // Its work has ended, or is about to.
        self.0 = None;
        Some(match news {
            News::Over(name, report) => examined(&name, &report),
            News::Failed(why) => Event::NotExamined(format!("The doctor found nobody to look at: {why}.")),
            News::Stopped | News::Doing(_) => {
                Event::NotExamined("The doctor is gone, and nothing was remembered.".into())
            }
        })
    }
}

fn examined(name: &str, report: &Report) -> Event {
    let sentence = match report.grade {
        Some(grade) => format!("Grade {grade:?}. {}", grade.means()),
        None => format!("No grade: {}.", report.trouble.as_deref().unwrap_or("it did not answer")),
    };
    let page = json!({ "model": name, "report": report, "means": report.grade.map(Grade::means) });
    Event::Examined { sentence, report: serde_json::to_string_pretty(&page).unwrap_or_default() }
}
