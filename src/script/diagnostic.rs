//! What is wrong with an authored file: where, what, and how to mend it.

use serde::Serialize;
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It plays, but somebody should look.
    Warning,
    /// It does not play.
    Error,
}

/// What kind of fault. The number never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "each is said by `Code::what`")]
pub enum Code {
    E001,
    E002,
    E003,
    E004,
    E005,
    E006,
    E007,
    E008,
    E009,
    E010,
    E011,
    W101,
    W102,
    W103,
    W104,
    W105,
    W106,
    W107,
    W108,
    W109,
    W110,
    W111,
    W112,
    W113,
    W114,
    W115,
    W116,
    W117,
    W118,
    W119,
    W120,
    W121,
    W122,
    W123,
    W124,
    W125,
    W126,
    W127,
    W128,
    W129,
}

impl Code {
    /// In general words, what it stands for.
    pub fn what(self) -> &'static str {
        match self {
            Self::E001 => "cannot be read",
            Self::E002 => "an id that nothing has",
            Self::E003 => "an id that two things have",
            Self::E004 => "an id that is not its file's name",
            Self::E005 => "a file that is missing",
            Self::E006 => "a number out of its range",
            Self::E007 => "nodes that run in a circle without a turn",
            Self::E008 => "nothing to choose and nowhere to go",
            Self::E009 => "a gap that cannot be filled",
            Self::E011 => "a template that is used wrongly",
            Self::E010 => "a turn that somebody who never types cannot leave",
            Self::W101 => "a node that nothing leads to",
            Self::W102 => "too few examples of what people type",
            Self::W103 => "the same sentence twice",
            Self::W104 => "a line too long for one breath",
            Self::W105 => "a fact that nothing reads or nothing sets",
            Self::W106 => "a beat that cannot be skipped with a summary",
            Self::W107 => "conditions that can never hold together",
            Self::W108 => "words that hold on to the player",
            Self::W109 => "a change that nothing asks about",
            Self::W110 => "a turn that may have nothing to choose",
            Self::W111 => "a beat that sounds the same in every life",
            Self::W112 => "an answer that there is only once",
            Self::W113 => "two choices that are one",
            Self::W114 => "more choices than can be weighed",
            Self::W115 => "a choice too long to be read at a glance",
            Self::W116 => "an id that a choice and something typed share",
            Self::W117 => "an id that is not plain",
            Self::W118 => "a stage direction inside a line",
            Self::W119 => "dots that stand for a feeling",
            Self::W120 => "an exclamation mark",
            Self::W121 => "words from a leaflet",
            Self::W122 => "more than one question at a time",
            Self::W123 => "straight quotes",
            Self::W124 => "two spaces in a row",
            Self::W125 => "three lines in a row that begin alike",
            Self::W126 => "a small number in digits",
            Self::W127 => "a line that clears its throat",
            Self::W128 => "a hole of a template that nothing has",
            Self::W129 => "a secret that cannot be kept",
        }
    }

    /// Errors start with E.
    pub fn severity(self) -> Severity {
        if self < Self::W101 { Severity::Error } else { Severity::Warning }
    }
}

/// One fault. Prints as `path:line:column: error[E002]: what` and `help: how`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// The file, as it was named to the loader.
    pub path: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// Error or warning.
    pub severity: Severity,
    /// What kind.
    pub code: Code,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn at(
        path: &str,
        (line, column): (u32, u32),
        code: Code,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (what, help) = (what.into(), help.into());
        Self { path: path.into(), line, column, severity: code.severity(), code, what, help }
    }

    /// Whether it keeps the story from being played.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        let Self { path, line, column, code, what, .. } = self;
        write!(f, "{path}:{line}:{column}: {severity}[{code:?}]: {what}")?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "\n  help: {}", self.help) }
    }
}

/// The nearest of `known` to `wanted`, if one is near enough to be meant.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|k| (strsim::damerau_levenshtein(wanted, k), k));
    let (distance, nearest) = scored.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + wanted.len() / 4).then_some(nearest)
}

/// Where `needle` stands in `text` as a quoted string, from `after` on: line and column from 1. Falls
/// back to the start of the file.
pub fn locate(text: &str, needle: &str, after: usize) -> (u32, u32) {
    let quoted = format!("\"{needle}\"");
    let from = after.min(text.len());
    let at = text.get(from..).and_then(|rest| rest.find(&quoted)).map(|at| at + from).or_else(|| text.find(&quoted));
    at.map_or((1, 1), |at| position(text, at))
}

/// The byte offset of a line and column (from 1), if the text is that long.
pub(super) fn offset(text: &str, line: u32, column: u32) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let rest = text.get(start..)?;
    let (at, _) = rest.char_indices().nth(column.checked_sub(1)? as usize)?;
    Some(start + at)
}

/// Line and column (from 1) of a byte offset.
pub fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) as u32 + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_before_warnings() {
        assert_eq!(Code::E010.severity(), Severity::Error);
        assert_eq!(Code::W101.severity(), Severity::Warning);
        assert_eq!(Code::W127.severity(), Severity::Warning);
    }

    #[test]
    fn finds_the_line_and_suggests_the_nearest() {
        let text = "Beat(\n  id: \"a\",\n  then: \"yuo\",\n)";
        assert_eq!(locate(text, "yuo", 0), (3, 9));
        assert_eq!(offset(text, 3, 9), text.find("\"yuo\""));
        assert_eq!(offset(text, 9, 1), None);
        assert_eq!(nearest("yuo", ["you", "aloud"]), Some("you"));
        assert_eq!(nearest("qqqqqq", ["you", "aloud"]), None);
    }
}
