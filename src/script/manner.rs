//! How he tells something, and what she says to it where she knows no more of it than that.

use super::Line;
use serde::{Deserialize, Serialize};

/// How something is told. What is merely told has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
pub enum Manner {
    /// Good news, a small joy, relief.
    Glad,
    /// Loss, shame, somebody missed.
    Sorry,
    /// As a joke, or because it is one.
    Funny,
    /// What may come is dreaded.
    Afraid,
    /// Somebody or something annoys him.
    Cross,
    /// Kind to her.
    Kind,
}

/// Her lines for what she cannot place, by how he told it. Of each list, the first that holds and that she has not said in
/// this life; of an empty one what she says to anything that is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "workshop", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Manners {
    /// To [`Manner::Glad`].
    pub glad: Vec<Line>,
    /// To [`Manner::Sorry`].
    pub sorry: Vec<Line>,
    /// To [`Manner::Funny`].
    pub funny: Vec<Line>,
    /// To [`Manner::Afraid`].
    pub afraid: Vec<Line>,
    /// To [`Manner::Cross`].
    pub cross: Vec<Line>,
    /// To [`Manner::Kind`].
    pub kind: Vec<Line>,
}

impl Manners {
    /// Her lines for what is told so.
    pub fn of(&self, manner: Manner) -> &[Line] {
        match manner {
            Manner::Glad => &self.glad,
            Manner::Sorry => &self.sorry,
            Manner::Funny => &self.funny,
            Manner::Afraid => &self.afraid,
            Manner::Cross => &self.cross,
            Manner::Kind => &self.kind,
        }
    }

    /// Every list, with the name under which it stands among the topics.
    pub fn lists(&self) -> [(&'static str, &[Line]); 6] {
        [
            (".manners.glad", &self.glad),
            (".manners.sorry", &self.sorry),
            (".manners.funny", &self.funny),
            (".manners.afraid", &self.afraid),
            (".manners.cross", &self.cross),
            (".manners.kind", &self.kind),
        ]
    }

    /// Lays a pack's lines over these: each list that it brings takes the place of the one here.
    pub(super) fn lay(&mut self, over: Self) {
        let Self { glad, sorry, funny, afraid, cross, kind } = over;
        for (list, with) in [
            (&mut self.glad, glad),
            (&mut self.sorry, sorry),
            (&mut self.funny, funny),
            (&mut self.afraid, afraid),
            (&mut self.cross, cross),
            (&mut self.kind, kind),
        ] {
            if !with.is_empty() {
                *list = with;
            }
        }
    }
}
