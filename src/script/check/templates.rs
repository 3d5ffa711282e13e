//! Templates: every hole is declared and has a place, and what goes into it is of its kind.

use super::{
    super::{
        ClientId, Code, EndingId, LetterId,
        reuse::{Takes, Template, Use, holes},
    },
    Checker,
};

impl Checker<'_> {
    /// Every hole of a template is declared, and has a place.
    pub(super) fn template(&mut self, file: usize, template: &Template) {
        let text = &self.sources[file].text;
        let holes = holes(text);
        for hole in holes.iter().filter(|hole| !template.takes.contains_key(**hole)) {
            let what = format!("the hole `${hole}` is not among those that this takes");
            self.fault(file, "takes", Code::E011, what, format!("add \"{hole}\": Text, or whatever goes into it"));
        }
        for name in template.takes.keys().filter(|name| !holes.contains(name.as_str())) {
            let what = format!("nothing in this template has the hole `${name}`");
            self.fault(file, name, Code::W128, what, "take it out, or put it where it belongs");
        }
    }

    /// What goes into a hole is of the kind that the hole takes.
    pub(super) fn using(&mut self, file: usize, using: &Use) {
        let Some((_, template)) = self.draft.templates.get(&using.template) else { return };
        for (name, words) in &using.with {
            match template.takes.get(name) {
                Some(Takes::Beat) => self.beat_id(file, words),
                Some(Takes::Cast) => self.member(file, words),
                Some(Takes::Scene) => self.scene(file, words),
                Some(Takes::Flag) => self.fact(file, words, true),
                Some(Takes::Count) => self.fact(file, words, false),
                Some(Takes::Letter) => {
                    self.known(file, "letter", words, self.draft.letters.keys().map(LetterId::as_str));
                }
                Some(Takes::Ending) => {
                    self.known(file, "ending", words, self.draft.endings.keys().map(EndingId::as_str));
                }
                Some(Takes::Client) => {
                    let clients = self.draft.cast.iter().flat_map(|cast| cast.clients.keys());
                    self.known(file, "client", words, clients.map(ClientId::as_str));
                }
                Some(Takes::Text) | None => {}
            }
        }
    }
}
