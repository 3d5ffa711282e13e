//! Every spoken line of a story, with who says it.

use crate::script::{Line, Node, load::Draft, patch::Common};

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// One of the cast whom a model may speak for.
    Persona,
    /// What is seen.
    Narrator,
    /// What is written somewhere.
    Screen,
    /// Anybody else.
    Other,
}

impl Voice {
    fn of(draft: &Draft, who: &str) -> Self {
        let persona = || draft.cast.as_ref()?.members.get(who)?.persona.as_ref();
        match who {
            "narrator" => Self::Narrator,
            "screen" => Self::Screen,
            _ if persona().is_some() => Self::Persona,
            _ => Self::Other,
        }
    }

    /// Whether it is one of the two in whose words most of the story is told.
    pub fn leads(self) -> bool {
        matches!(self, Self::Persona | Self::Narrator)
    }
}

/// Lines that are said by one voice, in the file in which they stand.
pub(super) struct Said<'a> {
    pub file: usize,
    pub voice: Voice,
    pub lines: &'a [Line],
    /// Whether they are said one after the other; if not, one of them is.
    pub in_a_row: bool,
}

/// All of them.
pub(super) fn said(draft: &Draft) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for (file, beat) in draft.beats.values() {
        for node in beat.nodes.values() {
            match node {
                Node::Say { who, lines, .. } => {
                    let voice = Voice::of(draft, who.as_str());
                    all.push(Said { file: *file, voice, lines, in_a_row: true });
                }
                Node::Turn { talk: Some(talk), .. } => {
                    let voice = Voice::of(draft, talk.with.as_str());
                    let answers =
                        talk.accepts.iter().map(|accept| accept.say.as_slice()).chain([talk.unsure.as_slice()]);
                    all.extend(answers.map(|lines| Said { file: *file, voice, lines, in_a_row: false }));
                }
                _ => {}
            }
        }
    }
    if let Some(topics) = &draft.topics {
        let voice = Voice::of(draft, topics.who.as_str());
        let answers = topics.accepts.iter().map(|accept| (accept.id.as_str(), accept.say.as_slice()));
        let answers = answers.chain(topics.deeds.iter().map(|deed| (deed.id.as_str(), deed.say.as_slice())));
        let answers = answers.chain(topics.lists()).chain(topics.keeps.lists());
        all.extend(answers.map(|(part, lines)| {
            let file = draft.source_of(Common::Topics, part);
            Said { file, voice, lines, in_a_row: false }
        }));
    }
    all
}
