//! What typed words could mean, how near each of it is, and which of it they are taken for.

use super::signs::{self, Sign};
use crate::{
    care,
    script::{ChoiceId, Manner},
    story::Heard,
};

/// How near typed words must come to what the running turn listens for. This and the next are calibrated on
/// `tests/understanding`: what people type to seventy beats, a good fifth of it about something else.
pub const OWN: f32 = 0.61;

/// How near they must come to a standing topic. Higher: there are so many of them that one always lies nearby.
pub const STANDING: f32 = 0.70;

/// How near they must come to a choice on the screen. Higher again: a choice has one example only, its own
/// words, and whoever types close to it will want just that; all else belongs to the free talk.
pub const OFFERED: f32 = 0.80;

/// How much nearer a standing topic must come than what the running turn listens for. Without it, a topic that
/// says the same in general takes the words from a turn that hangs on them.
const AHEAD: f32 = 0.15;

/// How near words must come to a danger that they have no word of.
const ALARMED: f32 = 0.88;

/// How near words must come to a standing topic in the middle of a story of his: “it was raining” is part of that.
const IN_A_STORY: f32 = 0.9;

/// How near, without the sentence model, where only shared letters and words speak.
pub const BY_WORDS: f32 = 0.5;

/// Where a meaning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is a choice on the screen.
    Offered,
    /// The running turn listens for it.
    Own,
    /// It is a standing topic.
    Standing,
}

/// How near is near enough for what stands there, found in this way.
pub fn threshold(stands: Stands, by: Heard) -> f32 {
    match (by, stands) {
        (Heard::Exactly, _) => 1.0,
        (Heard::Meaning, Stands::Offered) => OFFERED,
        (Heard::Meaning, Stands::Own) => OWN,
        (Heard::Meaning, Stands::Standing) => STANDING,
        (Heard::Words, _) => BY_WORDS,
        // It was picked out of a few, and none is nearer.
        (Heard::Model, _) => -1.0,
    }
}

/// Something that words may mean here, with examples of how people say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The accept, topic or choice.
    pub id: ChoiceId,
    /// Examples.
    pub means: Vec<String>,
}

/// Typed words, and what they could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The words.
    pub text: String,
    /// The meanings that are open now.
    pub meanings: Vec<Meaning>,
}

/// What they were taken to mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question's words.
    pub text: String,
    /// The meanings, nearest first, with how near (-1..1).
    pub ranked: Vec<(ChoiceId, f32)>,
    /// How it was found.
    pub by: Heard,
    /// What the words are a sign of besides.
    pub sign: Option<Sign>,
    /// How it is told.
    pub manner: Option<Manner>,
}

impl Answer {
    /// Without a danger that is only near, in none of the words in which people speak of it: “I snapped at my wife over a
    /// spoon”.
    pub fn without_alarm(mut self) -> Self {
        if self.by == Heard::Meaning && !signs::speaks_of_danger(&self.text) {
            self.ranked.retain(|(id, near)| *near >= ALARMED || care::Danger::of_topic(id.as_str()).is_none());
        }
        self
    }

    /// Without the meanings that it cannot be.
    pub fn without(&self, cannot_be: impl Fn(&ChoiceId) -> bool) -> Self {
        let mut answer = self.clone();
        answer.ranked.retain(|(id, _)| !cannot_be(id));
        answer
    }

    /// Without the standing topics that are only rather near; what sounds like danger is always heard.
    pub fn in_a_story(self, of_the_turn: impl Fn(&ChoiceId) -> bool) -> Self {
        let mut answer = self;
        // “It was raining” is part of it, however often somebody says that of now.
        let was = answer.text.to_lowercase().starts_with("it was");
        answer.ranked.retain(|(id, score)| {
            !was && *score >= IN_A_STORY || of_the_turn(id) || care::Danger::of_topic(id.as_str()).is_some()
        });
        answer
    }

    /// The meaning that is near enough to be taken, and how near it is. What the turn itself listens for (`own`) comes
    /// before the standing topics, unless one of those is a good deal nearer; a choice that is `offered` has to be nearer
    /// than the rest. What sounds like danger gives way to nothing.
    pub fn taken(
        &self,
        own: impl Fn(&ChoiceId) -> bool,
        offered: impl Fn(&ChoiceId) -> bool,
    ) -> Option<&(ChoiceId, f32)> {
        let stands = |id: &ChoiceId| match (offered(id), own(id)) {
            (true, _) => Stands::Offered,
            (_, true) => Stands::Own,
            _ => Stands::Standing,
        };
        let near = |(id, score): &&(ChoiceId, f32)| *score >= threshold(stands(id), self.by);
        let first = self.ranked.iter().find(near)?;
        if care::Danger::of_topic(first.0.as_str()).is_some() {
            return Some(first);
        }
        let mine = self.ranked.iter().filter(near).find(|(id, _)| own(id) || offered(id));
        Some(mine.filter(|(_, score)| score + AHEAD >= first.1).unwrap_or(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(ranked: &[(&str, f32)]) -> Answer {
        let ranked = ranked.iter().map(|(id, score)| (ChoiceId::from(*id), *score)).collect();
        Answer { text: String::new(), ranked, by: Heard::Meaning, sign: None, manner: None }
    }

    fn taken(ranked: &[(&str, f32)], own: &[&str], offered: &[&str]) -> Option<String> {
        let answer = answer(ranked);
        let taken = answer.taken(|id| own.contains(&id.as_str()), |id| offered.contains(&id.as_str()));
        taken.map(|(id, _)| id.to_string())
    }

    #[test]
    fn what_the_turn_listens_for_comes_first_unless_a_topic_is_a_good_deal_nearer() {
        let both = |topic: f32, own: f32| taken(&[("topic", topic), ("own", own)], &["own"], &[]);
        assert_eq!(both(OWN + AHEAD - 0.02, OWN + 0.01).as_deref(), Some("own"));
        assert_eq!(both(OWN + AHEAD + 0.1, OWN + 0.01).as_deref(), Some("topic"));
        assert_eq!(both(STANDING + 0.01, OWN - 0.1).as_deref(), Some("topic"));
        assert_eq!(both(STANDING - 0.01, OWN - 0.1), None, "neither is near enough");
    }

    #[test]
    fn a_choice_on_the_screen_is_the_turns_own_but_has_to_be_nearer() {
        let both = |choice: f32, own: f32| taken(&[("choice", choice), ("own", own)], &["own"], &["choice"]);
        assert_eq!(both(OFFERED + 0.05, OWN + 0.05).as_deref(), Some("choice"));
        assert_eq!(both(OFFERED - 0.02, OWN + 0.02).as_deref(), Some("own"));
        assert_eq!(taken(&[("choice", OFFERED - 0.02)], &[], &["choice"]), None);
    }

    #[test]
    fn what_sounds_like_danger_gives_way_to_nothing() {
        let danger = care::TOPIC;
        assert_eq!(taken(&[(danger, STANDING + 0.06), ("own", OWN + 0.04)], &["own"], &[]).as_deref(), Some(danger));
    }
}
