//! Faults, and where they stand in the text.

use super::{
    super::{Code, Diagnostic, Severity, Source, diagnostic::position},
    Checker, MOST,
};

impl<'a> Checker<'a> {
    pub(super) fn fault(
        &mut self,
        file: usize,
        near: &str,
        code: Code,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.fault_at(file, None, near, code, what, help);
    }

    /// The same where it is known at which place. A beat that a template made has its faults in the template.
    pub(super) fn fault_at(
        &mut self,
        file: usize,
        at: Option<(u32, u32)>,
        near: &str,
        code: Code,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = code.severity() == Severity::Error;
        // Errors are counted by themselves: warnings must not hide that it does not play.
        let enough = if error { self.errors >= MOST } else { self.faults.len() >= 2 * MOST };
        if enough {
            return;
        }
        self.errors += usize::from(error);
        let mut source = &self.sources[file];
        let mut found = at.or_else(|| locate_any(&source.text, near));
        if found.is_none()
            && let Some(template) = self.template_of(file)
            && let Some(there) = locate_any(&template.text, near)
        {
            (source, found) = (template, Some(there));
        }
        self.faults.push(Diagnostic::at(&source.path, found.unwrap_or((1, 1)), code, what, help));
    }

    /// The template that a file makes a beat of, if it does.
    pub(super) fn template_of(&self, file: usize) -> Option<&'a Source> {
        let (_, using) = self.draft.uses.iter().find(|(at, _)| *at == file)?;
        let (at, _) = self.draft.templates.get(&using.template)?;
        self.sources.get(*at)
    }
}

/// As a quoted string, or else as a bare word.
fn locate_any(text: &str, near: &str) -> Option<(u32, u32)> {
    if near.is_empty() {
        return None;
    }
    let quoted = text.find(&format!("\"{near}\""));
    quoted.or_else(|| text.find(near)).map(|at| position(text, at))
}
