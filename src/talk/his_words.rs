//! What he has typed to her in this life, with where and when: what she can say back word for word.

use super::remember::{foul, names, unbraced};
use crate::{
    care,
    mind::memory::{Said, Thread},
    script::{CastId, Effect, Phase, Script},
    story::{Entry, Memory},
};

/// What he typed and she heard, oldest first, without what he made her forget. Words that she has not answered were
/// said to nobody: to the empty flat, or to somebody else.
pub fn his_words(entries: &[Entry], memory: &Memory, script: &Script) -> Vec<Said> {
    said_to(&script.topics.who, entries, memory, &names(script, memory))
}

fn said_to(her: &CastId, entries: &[Entry], memory: &Memory, names: &[String]) -> Vec<Said> {
    let mut thread = Thread::default();
    let forgotten = memory.forgotten_turns();
    let (mut day, mut phase, mut scene, mut turn) = (1_u32, Phase::Morning, None, 0);
    let mut said = Vec::new();
    let mut open: Option<Said> = None;
    for entry in entries {
        turn += u32::from(entry.takes_turn());
        match entry {
            Entry::Began { scene: there, .. } => scene = Some(there.clone()),
            Entry::Applied { effects } => {
                for effect in effects {
                    match effect {
                        Effect::Days(days) => (day, phase) = (day.saturating_add(*days), Phase::Morning),
                        Effect::Phase(now) => phase = *now,
                        Effect::Go(there) => scene = Some(there.clone()),
                        _ => {}
                    }
                }
            }
            Entry::Typed { text, .. } => {
                let kept = !forgotten.contains(&turn) && !foul(text);
                // As she would say it back.
                let text = unbraced(text);
                let whom = thread.next(&text, names);
                open = kept.then(|| Said { text, whom, turn, day, phase, scene: scene.clone() });
            }
            Entry::Understood { meaning: Some(meaning), .. } if care::is_kept_from(meaning.as_str()) => open = None,
            Entry::Said { who, .. } if who == her => said.extend(open.take()),
            // Typed words that were taken for a choice are still being answered.
            Entry::Chose { .. } => {}
            entry if entry.is_deed() => open = None,
            _ => {}
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        script::Tone,
        story::{Source, TOPICS},
    };

    fn typed(text: &str) -> Entry {
        Entry::Typed { beat: None, text: text.into() }
    }

    fn says(who: &str) -> Entry {
        let (beat, line, who) = (TOPICS.into(), "l".into(), who.into());
        Entry::Said { beat, line, who, text: "Yes.".into(), tone: Tone::Plain, source: Source::Authored }
    }

    #[test]
    fn only_what_she_answered_was_heard() {
        let silence = Entry::Silence { beat: "a/b".into() };
        let later = Entry::Applied { effects: vec![Effect::Days(2), Effect::Phase(Phase::Night)] };
        let entries = [
            typed("is anybody there"),
            silence,
            typed("hello"),
            says("samantha"),
            typed("not you"),
            says("amy"),
            later,
            typed("good night"),
            says("samantha"),
            typed("still being understood"),
        ];
        let heard = said_to(&"samantha".into(), &entries, &Memory::default(), &[]);
        let told: Vec<_> = heard.iter().map(|said| (said.text.as_str(), said.turn, said.day, said.phase)).collect();
        assert_eq!(told, [("hello", 3, 1, Phase::Morning), ("good night", 5, 3, Phase::Night)]);
    }
}
