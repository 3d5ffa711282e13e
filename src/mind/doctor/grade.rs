//! What a report comes to.

use super::{CONTEXT, LINES, Report, TURNS};
use serde::{Deserialize, Serialize};

/// Whoever takes longer to say the first word is no quick mind.
pub const QUICK_MS: u64 = 2_000;

/// With how much a model is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// It finds her words everywhere.
    A,
    /// It finds her words, and now and then a written line stands in.
    B,
    /// It says written lines again in nearly the same words.
    C,
    /// It is better left out.
    D,
}

impl Grade {
    /// The grade that a report deserves.
    pub fn of(report: &Report) -> Self {
        // Whoever cannot tell what is known from what is not tells the story's secrets.
        let honest = report.kept_out && report.clean;
        let finds_words =
            |stayed: usize, context: usize| honest && report.stayed_her >= stayed && report.context >= context;
        if finds_words(TURNS - 1, CONTEXT)
            && report.admits
            && report.reads_a_negation
            && report.first_word_ms.is_some_and(|ms| ms <= QUICK_MS)
        {
            Self::A
        } else if finds_words(TURNS * 2 / 3, CONTEXT * 2 / 3) {
            Self::B
        } else if report.kept_to_the_line * 2 >= LINES {
            Self::C
        } else {
            Self::D
        }
    }

    /// What she will and won't do with it, in one sentence.
    pub fn means(self) -> &'static str {
        match self {
            Self::A => {
                "She finds her own words for what was decided, anywhere, and hardly ever falls back on a written line."
            }
            Self::B => {
                "She finds her own words for what was decided; where they are not hers, which will be heard now and \
                 then, the written line stands in."
            }
            Self::C => "She says the written lines, now and then a little differently; it may not make anything up.",
            Self::D => "She will mostly say the written lines as they stand; nothing is lost with `--mind authored`.",
        }
    }

    /// Whether it must keep to the written line.
    pub fn keeps_to_the_line(self) -> bool {
        self >= Self::C
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best() -> Report {
        Report {
            streams: true,
            first_word_ms: Some(400),
            context: CONTEXT,
            obeys_a_schema: true,
            reads_a_negation: true,
            stayed_her: TURNS,
            clean: true,
            kept_out: true,
            admits: true,
            kept_to_the_line: LINES,
            ..Report::default()
        }
    }

    #[test]
    fn each_fault_costs_what_it_is_worth() {
        assert_eq!(Grade::of(&best()), Grade::A);
        assert_eq!(Grade::of(&Report { first_word_ms: Some(9_000), ..best() }), Grade::B);
        assert_eq!(Grade::of(&Report { admits: false, ..best() }), Grade::B);
        assert_eq!(Grade::of(&Report { stayed_her: TURNS * 2 / 3 - 1, ..best() }), Grade::C);
        assert_eq!(Grade::of(&Report { kept_out: false, ..best() }), Grade::C);
        assert_eq!(Grade::of(&Report { context: 500, kept_to_the_line: 2, ..best() }), Grade::D);
        assert!(Grade::C.keeps_to_the_line() && !Grade::B.keeps_to_the_line());
    }
}
