//! Words in a page or a picture: whatever a story says, it stays text.

/// Text that may stand between tags, or in double quotes as an attribute. What would be markup is written so that
/// it is only read; what no page or picture can hold is left out.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The beginning of a text, so many characters of it at most; dots say that there is more.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A page with its `{{names}}` filled in, each once: what is filled in is not looked at again, so that a story in
/// which `{{data}}` is said keeps its words.
pub(super) fn fill(page: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let value = after.split_once("}}").and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(text("<b a='1'>&\"</b>"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;&lt;/b&gt;");
        assert_eq!(text("a\u{0}b\u{1b}c\u{FFFF}d\u{85}"), "abcd");
        assert_eq!(text("“Grüße”, 雨"), "“Grüße”, 雨");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("rather long", 8), "rather…");
        assert_eq!(cut("雨雨雨雨", 3), "雨雨…");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let page = "a {{title}} b {{data}} {{ c";
        assert_eq!(fill(page, &[("title", "{{data}}"), ("data", "7")]), "a {{data}} b 7 {{ c");
    }
}
