//! What is said: gaps that can be filled, lines that can be said in one breath, and no sentence twice.

use super::{
    super::{Code, Gap, LetterId, Line, Piece, pieces},
    BREATH, Checker,
};

impl Checker<'_> {
    /// Every gap of a text can be read, and what it asks for exists.
    pub(super) fn gaps(&mut self, file: usize, text: &str) {
        let pieces = match pieces(text) {
            Ok(pieces) => pieces,
            Err((what, help)) => return self.fault(file, text, Code::E009, what, help),
        };
        for piece in pieces {
            match piece {
                Piece::Gap(Gap::Name(who), _) => self.member(file, who.as_str()),
                Piece::Gap(Gap::Quote(id, part), _) => {
                    self.known(file, "letter", id.as_str(), self.draft.letters.keys().map(LetterId::as_str));
                    if let (Some(part), Some((_, letter))) = (part, self.draft.letters.get(&id)) {
                        let parts = letter.parts.iter().map(|p| p.id.as_str());
                        self.known(file, "part of the letter", part.as_str(), parts);
                    }
                }
                Piece::Plain(_) | Piece::Gap(Gap::Day | Gap::Believes(_), _) => {}
            }
        }
    }

    pub(super) fn lines(&mut self, file: usize, lines: &[Line]) {
        for line in lines {
            self.conditions(file, &line.when);
            self.lines(file, &line.instead);
            line.other.iter().chain([&line.text]).for_each(|text| self.gaps(file, text));
            if line.text.chars().count() > BREATH {
                let what = format!("{} characters in one line", line.text.chars().count());
                let help = "cut it, or make two lines of it";
                self.fault(file, line.id.as_str(), Code::W104, what, help);
            }
            let plain = line.text.trim().to_lowercase();
            if plain.chars().count() > 24 {
                if let Some((other, id)) = self.sentences.get(&plain) {
                    let what = format!("the same sentence stands in {} (`{id}`)", self.sources[*other].path);
                    self.fault(file, line.id.as_str(), Code::W103, what, "say it another way, or once");
                } else {
                    self.sentences.insert(plain, (file, line.id.to_string()));
                }
            }
        }
    }
}
