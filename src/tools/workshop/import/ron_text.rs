//! Writing what was made as RON, as a writer would find it in the guide: by the serializer, over the real types,
//! and then read again.

use crate::script::parse_source;
use ron::{Options, extensions::Extensions, ser::PrettyConfig};
use serde::{Serialize, de::DeserializeOwned};

/// Fields as the serializer writes them where nothing was said. A writer leaves them out, and so is it done here.
const SAYS_NOTHING: &[&str] = &[
    "accepts: [],",
    "acts: {},",
    "again: false,",
    "any: false,",
    "clients: {},",
    "content: [],",
    "cost: None,",
    "deed: false,",
    "effects: [],",
    "how: Shuffled,",
    "instead: [],",
    "keep_out: [],",
    "lasts: None,",
    "locked: None,",
    "mark: None,",
    "named: [],",
    "other: [],",
    "over: None,",
    "pause: None,",
    "start: Itself,",
    "tension: None,",
    "then: None,",
    "tone: Plain,",
    "visit: None,",
    "when: [],",
];

/// A value as the text of a file. It was read back and is the same.
pub(super) fn text_of<T>(path: &str, value: &T) -> Result<String, String>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let pretty = PrettyConfig::new().struct_names(true).new_line("\n");
    let full = options.to_string_pretty(value, pretty).map_err(|why| format!("{path} cannot be written: {why}"))?;
    // Texts are escaped, so each is on one line with its field: no line of these is part of a text.
    let short: String =
        full.lines().filter(|line| !SAYS_NOTHING.contains(&line.trim())).flat_map(|line| [line, "\n"]).collect();
    let same = |text: &str| parse_source::<T>(path, text).is_ok_and(|read| read == *value);
    if same(&short) {
        Ok(short)
    } else if same(&full) {
        Ok(full + "\n")
    } else {
        Err(format!("{path} does not read as it was written; please say so where you got this program"))
    }
}

/// A value as it stands inside of another, so many spaces in. Not read back: that is for whoever puts it there.
pub(super) fn part_of<T: Serialize>(value: &T, indent: usize) -> Result<String, String> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let pretty = PrettyConfig::new().struct_names(true).new_line("\n");
    let full = options.to_string_pretty(value, pretty).map_err(|why| why.to_string())?;
    let lines = full.lines().filter(|line| !SAYS_NOTHING.contains(&line.trim()));
    Ok(lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Line;

    #[test]
    fn a_text_that_looks_like_a_field_stays() {
        let line: Line =
            parse_source("a", "Line(id: \"a\", text: \"x\\nwhen: [],\\n\", other: [\"tone: Plain,\"])").unwrap();
        let text = text_of("a", &line).unwrap();
        assert_eq!(parse_source::<Line>("a", &text).unwrap(), line);
        assert!(text.contains("\\nwhen: [],") && !text.contains("pause"), "{text}");
    }
}
