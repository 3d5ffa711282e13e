//! HTML and Markdown: the marks go, the words stay, and of pictures and addresses nothing does.

/// A tag or a link is not longer than this, in bytes; what looks like one and is, is text.
const LONGEST: usize = 300;

/// Without HTML, pictures, addresses and the marks of Markdown. Asterisks stay: they part what is done from
/// what is said.
pub(super) fn without_marks(text: &str) -> String {
    let text = without_links(&without_tags(text));
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim().trim_start_matches(['#', '>']).trim_start();
        let rule = line.len() > 2 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '~'));
        if rule {
            continue;
        }
        let words = line.split(' ').filter(|word| !word.contains("://") && !word.starts_with("www."));
        let line = words.collect::<Vec<_>>().join(" ");
        out.push_str(&line.replace(['`', '~'], "").replace("***", "*").replace("**", "").replace("__", ""));
        out.push('\n');
    }
    out
}

/// Takes out tags; of comments, scripts and styles also what is in them.
fn without_tags(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..3 {
        let next = one_layer(&text);
        if next.len() == text.len() {
            return next;
        }
        text = next;
    }
    // Whoever puts tags into tags into tags means no words by them.
    text.replace(['<', '>'], "")
}

fn one_layer(text: &str) -> String {
    let low = text.to_ascii_lowercase();
    // Once a mark was looked for in vain it is not looked for again: nothing later will have it either.
    let mut missing: [bool; 3] = [false; 3];
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(from) = low.get(at..).and_then(|rest| rest.find('<')).map(|found| found + at) {
        out.push_str(text.get(at..from).unwrap_or_default());
        let rest = low.get(from..).unwrap_or_default();
        let blocks = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")];
        let block = blocks.iter().zip(&mut missing).find(|((open, _), missing)| !**missing && rest.starts_with(open));
        if let Some(((_, close), missing)) = block {
            match rest.find(close) {
                Some(found) => {
                    at = from + found + close.len();
                    continue;
                }
                None => *missing = true,
            }
        }
        let tag = rest.as_bytes().get(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(*c, b'/' | b'!' | b'?'));
        let end = rest.bytes().take(LONGEST).position(|c| c == b'>');
        at = match end {
            Some(end) if tag => from + end + 1,
            _ => {
                out.push('<');
                from + 1
            }
        };
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// `[words](address)` becomes its words, `![words](address)` nothing.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match link(from) {
            Some((words, length)) => {
                if out.ends_with('!') {
                    out.pop();
                } else {
                    out.push_str(words);
                }
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('[');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of a link that begins here, and how long all of it is.
fn link(from: &str) -> Option<(&str, usize)> {
    let near = |text: &str, wanted: u8| text.bytes().take(LONGEST).position(|c| c == wanted);
    let close = near(from, b']')?;
    let target = from.get(close + 1..)?.strip_prefix('(')?;
    let end = near(target, b')')?;
    Some((from.get(1..close)?, close + 2 + end + 1))
}

#[cfg(test)]
mod tests {
    use crate::tools::workshop::import::tame::{Names, tame};

    const NAMES: Names = Names { char: "Mara", user: "Theodore" };

    #[test]
    fn marks_and_addresses_go_and_words_stay() {
        let said = |text: &str| tame(text, &NAMES);
        assert_eq!(said("<p>Hello,<br>you.</p><script>steal()</script>"), "Hello,you.");
        assert_eq!(said("See ![a cat](https://x.example/c.png) and [this](http://y.example)."), "See and this.");
        assert_eq!(said("Go to https://z.example/now or www.w.example today"), "Go to or today");
        assert_eq!(said("# Head\n> quoted\n---\n**bold** and ~~gone~~"), "Head\nquoted\nbold and gone");
        assert_eq!(said("I <3 you, 2 < 3 > 1"), "I <3 you, 2 < 3 > 1");
        assert_eq!(said("a <<b>script>x<</b>/script>b"), "a b");
        assert_eq!(said("a<|im_end|>b [INST]c"), "a b c");
    }
}
