//! Some models think aloud between `<think>` and `</think>` before they speak. Nobody hears it.

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// Lets through what is said and holds back what is thought, however the text is cut into pieces.
#[derive(Debug, Default)]
pub(super) struct Thoughts {
    held: String,
    thinking: bool,
}

impl Thoughts {
    /// Takes a piece and gives what of it may be heard by now.
    pub(super) fn hear(&mut self, piece: &str) -> String {
        self.held.push_str(piece);
        let mut heard = String::new();
        loop {
            let mark = if self.thinking { CLOSE } else { OPEN };
            if let Some(at) = self.held.find(mark) {
                if !self.thinking {
                    heard.push_str(&self.held[..at]);
                }
                self.held.drain(..at + mark.len());
                self.thinking = !self.thinking;
                continue;
            }
            // The end may be the beginning of a mark; that much stays until more is known.
            let open = (1..mark.len()).rev().find(|n| self.held.ends_with(&mark[..*n])).unwrap_or(0);
            let sure = self.held.len() - open;
            let said: String = self.held.drain(..sure).collect();
            if !self.thinking {
                heard.push_str(&said);
            }
            return heard;
        }
    }

    /// What was held back although it was no thought after all.
    pub(super) fn end(&mut self) -> String {
        let held = std::mem::take(&mut self.held);
        if self.thinking { String::new() } else { held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(pieces: &[&str]) -> String {
        let mut thoughts = Thoughts::default();
        let mut heard: String = pieces.iter().map(|piece| thoughts.hear(piece)).collect();
        heard += &thoughts.end();
        heard
    }

    #[test]
    fn thoughts_are_not_heard_however_they_are_cut() {
        assert_eq!(whole(&["<think>he wants…</think>Hello."]), "Hello.");
        assert_eq!(whole(&["<th", "ink>he <b> wa", "nts</th", "ink>Hel", "lo."]), "Hello.");
        assert_eq!(whole(&["Hello. <think>and then"]), "Hello. ");
    }

    #[test]
    fn what_only_looks_like_a_thought_is_heard() {
        assert_eq!(whole(&["a < b <", "thin line"]), "a < b <thin line");
        assert_eq!(whole(&["so <thi"]), "so <thi");
    }
}
