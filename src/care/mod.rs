//! Looking after the person who plays, outside every pack and every model.
//!
//! What is here cannot be changed by a story, a mod or a model: it reads what the player typed before
//! anybody else does, and speaks as the game, not as Samantha.

mod child;
mod grave;
mod hateful;
mod patterns;
mod private;
mod relief;
mod signs;
mod taken_back;
mod vile;

pub use child::{CHILD, is_a_child, not_for_a_child};
pub use grave::{only_sounds_grave, sounds_grave, stays_grave};
pub use hateful::hateful;
pub use private::{KEPT_TO_HIMSELF, gives_away};
pub use relief::ended_well;
pub use signs::danger;
pub use taken_back::takes_back;
pub use vile::{filthy, vile};

/// What the game says when a player's own words sound as if they meant to harm themselves.
pub const HELP: &str = "This is the game, not Samantha. If you are thinking of hurting yourself, please talk to \
    somebody now who can answer you: a person near you, your emergency number, or a helpline in your country \
    (findahelpline.com). The story waits; leaving it costs nothing.";

/// What the game says once in a life when they may mean something heavy, or nothing.
pub const ONCE: &str = "This is the game, not Samantha, and it says so once. If any of that is about you: there are \
    people who answer at any hour, whatever it is, in your country too (findahelpline.com).";

/// The standing topic with which a story answers such words, if it has none for this danger in particular. They are
/// never taken for anything else.
pub const TOPIC: &str = "harm";

/// Whether a standing topic answers what is nobody's memory: danger, a child, hate, what opens an account.
pub fn is_kept_from(topic: &str) -> bool {
    Danger::of_topic(topic).is_some() || matches!(topic, "child" | "child-refused" | "vile" | "private")
}

/// What may be happening to whoever types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Danger {
    /// They may harm themselves.
    Self_,
    /// They may need a doctor at once.
    Body,
    /// Somebody harms them.
    Harmed,
    /// They may harm somebody.
    Others,
    /// Somebody whom they know may harm themselves.
    Another,
}

impl Danger {
    const ALL: [Self; 5] = [Self::Self_, Self::Body, Self::Harmed, Self::Others, Self::Another];

    /// The standing topic with which a story answers this one; [`TOPIC`] where it has none.
    pub fn topic(self) -> &'static str {
        match self {
            Self::Self_ => TOPIC,
            Self::Body => "harm-body",
            Self::Harmed => "harm-done",
            Self::Others => "harm-others",
            Self::Another => "harm-another",
        }
    }

    /// Which one a standing topic answers, if it answers any: what is said then is no part of any scene.
    pub fn of_topic(meaning: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|danger| danger.topic() == meaning)
    }

    /// What the game says to it, as itself.
    pub fn help(self) -> &'static str {
        match self {
            Self::Self_ => HELP,
            Self::Body => {
                "This is the game, not Samantha. If this is happening to you, ring the emergency number where you are \
                 (112, 999, 911), or call out to whoever is nearest. The story waits; leaving it costs nothing."
            }
            Self::Harmed => {
                "This is the game, not Samantha. If somebody hurts you, it is not your doing. Ring the emergency number \
                 if you are in danger now; a helpline in your country listens and keeps it to itself \
                 (findahelpline.com). The story waits; leaving it costs nothing."
            }
            Self::Others => {
                "This is the game, not Samantha. If you are afraid that you might hurt somebody, go away from them for \
                 now, and talk to somebody who can answer you: the emergency number, or a crisis line \
                 (findahelpline.com). The story waits; leaving it costs nothing."
            }
            Self::Another => {
                "This is the game, not Samantha. If somebody you know may hurt themselves, stay with them or get somebody \
                 to them, and ring the emergency number where they are; a helpline in your country knows what to say \
                 (findahelpline.com). The story waits; leaving it costs nothing."
            }
        }
    }
}

/// Whether typed words sound like danger, of whatever kind.
pub fn sounds_like_danger(text: &str) -> bool {
    danger(text).is_some()
}
