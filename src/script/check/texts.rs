//! What is said: gaps that can be filled, lines that can be said in one breath, and no sentence twice.

use super::{
    super::{Code, Gap, LetterId, Line, Piece, patch::Common, pieces, roads},
    Checker,
};

/// More than this is too long to say in one breath.
const BREATH: usize = 240;

/// Anybody may say so few letters twice.
const SHORT: usize = 24;

impl Checker<'_> {
    /// Every gap of a text can be read, and what it asks for exists.
    pub(super) fn gaps(&mut self, file: usize, text: &str) {
        if !text.contains('{') {
            return;
        }
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
                Piece::Gap(Gap::Recalled(gap), _) if !self.recalls => {
                    let what = format!("`{{{}}}` is filled only where she speaks of her memory", gap.name());
                    let help = "it belongs into a line of `keeps` among the topics; elsewhere, write `{believes:…}`";
                    self.fault(file, text, Code::E009, what, help);
                }
                Piece::Plain(_) | Piece::Gap(Gap::Day | Gap::Once | Gap::Believes(_) | Gap::Recalled(_), _) => {}
            }
        }
    }

    /// Lines in which gaps for what was remembered may stand.
    pub(super) fn recalling(&mut self, file: usize, lines: &[Line]) {
        self.recalls = true;
        self.lines(file, lines);
        self.recalls = false;
    }

    pub(super) fn lines(&mut self, file: usize, lines: &[Line]) {
        for line in lines {
            self.conditions(file, &line.when);
            self.lines(file, &line.instead);
            line.other.iter().chain([&line.text]).for_each(|text| self.gaps(file, text));
        }
    }

    /// All that is said anywhere: how long it is, and whether it was said before.
    pub(super) fn said(&mut self) {
        let draft = self.draft;
        let mut lines = Vec::new();
        for (file, beat) in draft.beats.values() {
            beat.nodes.values().for_each(|node| roads::lines(node, &mut lines));
            lines.drain(..).for_each(|line| self.line(*file, line));
        }
        if let Some(topics) = &draft.topics {
            let stands = |part: &str| draft.source_of(Common::Topics, part);
            let deeds = topics.deeds.iter().map(|deed| (stands(deed.id.as_str()), &deed.say));
            let accepts = topics.accepts.iter().map(|accept| (stands(accept.id.as_str()), &accept.say));
            let all = deeds.chain(accepts).map(|(file, say)| (file, say.as_slice()));
            let others = topics.lists().into_iter().chain(topics.keeps.lists());
            for (file, say) in all.chain(others.map(|(part, say)| (stands(part), say))) {
                roads::add(say, &mut lines);
                lines.drain(..).for_each(|line| self.line(file, line));
            }
        }
    }

    fn line(&mut self, file: usize, line: &Line) {
        let long = line.text.chars().count();
        if long > BREATH {
            let what = format!("{long} characters in one line");
            self.fault(file, line.id.as_str(), Code::W104, what, "cut it, or make two lines of it");
        }
        let plain = line.text.trim().to_lowercase();
        if plain.chars().count() > SHORT {
            if let Some((other, id)) = self.sentences.get(&plain) {
                let what = format!("the same sentence stands in {} (`{id}`)", self.sources[*other].path);
                self.fault(file, line.id.as_str(), Code::W103, what, "say it another way, or once");
            } else {
                self.sentences.insert(plain, (file, line.id.to_string()));
            }
        }
    }
}
