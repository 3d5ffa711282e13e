//! How texts are set: curly quotes, and one space at a time.

use super::report::Report;
use crate::script::{Code, typography};

/// Looks at every text that a player may read.
pub(super) fn lint(report: &mut Report<'_>) {
    let mut found = Vec::new();
    for (file, source) in report.sources().iter().enumerate() {
        for word in report.words(file).iter().filter(|word| word.shown()) {
            let written = source.text.get(word.inner.clone()).unwrap_or_default();
            if typography::straight(written, word.raw) {
                found.push((file, word.at.start, Code::W123));
            }
            if !typography::doubled(written, word.raw).is_empty() {
                found.push((file, word.at.start, Code::W124));
            }
        }
    }
    for (file, at, code) in found {
        let (what, help) = match code {
            Code::W123 => {
                ("straight quotes or apostrophes", "write “ ” and ’; `check --fix` does it where it is certain")
            }
            _ => ("two spaces in a row", "one does; `check --fix` takes the others out"),
        };
        report.fault_at(file, at, code, what, help);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{codes, line};
    use crate::script::Code;

    #[test]
    fn quotes_are_curly() {
        assert!(codes(&line("voice", "It's late.")).contains(&Code::W123));
        assert!(codes(&line("voice", "He said \\\"no\\\".")).contains(&Code::W123));
        assert!(!codes(&line("voice", "It’s “late”.")).contains(&Code::W123));
        // What people type is written as they type it.
        let typed = "\"open\": Turn(choices: [Choice(id: \"c\", text: \"On.\", then: \"done\")], silence: \"done\", talk: \
                     FreeTalk(with: \"voice\", turns: 1, over: \"done\", aim: \"It's late.\", accepts: [Accept(id: \"a\", \
                     means: [\"it's late\", \"late\", \"so late\"], then: \"done\")], unsure: [Line(id: \"u\", text: \
                     \"Hm.\")])),";
        assert!(!codes(typed).contains(&Code::W123));
    }

    #[test]
    fn one_space_at_a_time() {
        assert!(codes(&line("voice", "Late.  Very.")).contains(&Code::W124));
        assert!(!codes(&line("voice", "Late. Very.")).contains(&Code::W124));
    }
}
