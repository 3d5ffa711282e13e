//! Warnings that are silenced where they stand.

use crate::script::{Code, Diagnostic, Severity, Source};
use std::collections::BTreeMap;

/// Takes away the warnings that were silenced where they stand, and names those silenced without a reason.
pub(crate) fn silence(sources: &[Source], faults: &mut Vec<Diagnostic>) {
    let texts: BTreeMap<&str, &str> = sources.iter().map(|s| (s.path.as_str(), s.text.as_str())).collect();
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut bare = Vec::new();
    faults.retain(|fault| {
        let file = texts.get_key_value(fault.path.as_str()).filter(|_| fault.severity == Severity::Warning);
        let Some((path, text)) = file else { return true };
        let lines = files.entry(path).or_insert_with(|| text.lines().collect());
        let Some(reason) = reason(lines, fault.line as usize, fault.code) else { return true };
        if reason.trim_start_matches(':').trim().is_empty() {
            let help = format!("write it as `// allow({:?}): why`", fault.code);
            bare.push(Diagnostic { help, ..fault.clone() });
        }
        false
    });
    faults.append(&mut bare);
}

/// What stands after `allow(…)` on the line itself, on the one before it, or in the comment above those.
fn reason<'t>(lines: &[&'t str], line: usize, code: Code) -> Option<&'t str> {
    let mark = format!("allow({code:?})");
    let allows = |line: &&'t str| {
        let (_, comment) = line.split_once("//")?;
        comment.trim_start().strip_prefix(&mark).map(str::trim)
    };
    let at = line.checked_sub(1)?;
    let above = lines.get(..at)?;
    // `Line(` may stand on a line of its own, above the id that the warning points at.
    let opens = |line: &&&str| line.trim_end().ends_with('(') && !line.contains('"');
    let above = above.split_last().filter(|(last, _)| opens(last)).map_or(above, |(_, rest)| rest);
    let comment = above.iter().rev().take_while(|line| line.trim_start().starts_with("//"));
    lines.get(at).into_iter().chain(above.last()).chain(comment).find_map(allows)
}

#[cfg(test)]
mod tests {
    use super::super::testing::codes;
    use crate::script::Code;

    fn with(before: &str, line: &str) -> Vec<Code> {
        codes(&format!("\"open\": Say(who: \"voice\", lines: [\n{before}\n{line}\n], then: \"done\"),"))
    }

    #[test]
    fn a_warning_is_silenced_where_it_stands_and_nowhere_else() {
        let leaf = "Line(id: \"l\", text: \"A leaf! It’s 3.\"),";
        assert!(with("", leaf).contains(&Code::W120));
        assert!(!with("// allow(W120): she has never seen one", leaf).contains(&Code::W120));
        assert!(with("// allow(W119): something else", leaf).contains(&Code::W120));
        assert!(with("// allow(W120): too far away\n", leaf).contains(&Code::W120));
        let both = with("// allow(W120): she has never seen one\n// allow(W126): as it is printed", leaf);
        assert!(!both.contains(&Code::W120) && !both.contains(&Code::W126), "{both:?}");
        let apart = "Line(\n    id: \"l\",\n    text: \"A leaf!\",\n),";
        assert!(!with("// allow(W120): she has never seen one", apart).contains(&Code::W120));
    }

    #[test]
    fn a_reason_is_asked_for() {
        let found = super::super::testing::whole(
            "\"open\": Say(who: \"voice\", lines: [\n// allow(W120)\nLine(id: \"l\", text: \"A leaf!\"),\n], then: \"done\"),",
        );
        let fault = found.iter().find(|fault| fault.code == Code::W120).unwrap();
        assert!(fault.help.contains("allow(W120): why"), "{fault}");
    }
}
