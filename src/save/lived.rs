//! What was lived on this machine: how lives of each story ended, and a few sentences that he typed. It stands in a small file beside the saves, and what is kept there outlives every single life.

use super::{Saves, Slot, slots};
use crate::{
    AppSystems, care,
    mind::{memory, screen},
    platform::storage,
    script::{EndingId, Script},
    story::{Before, Chronicle, Entry, Life},
    talk::{Told, his_words},
};
use bevy::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The file.
const LIVED: &str = "lived.json";
/// So many sentences are kept, the newest.
const SENTENCES: usize = 8;
/// So many words a sentence has that says enough to be said back, and not too much.
const WORDS: std::ops::RangeInclusive<usize> = 4..=14;

/// What was lived before of the story that is loaded. Empty in tests, in pictures and on a fresh machine.
#[derive(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lived {
    /// How each life ended, by its seed: one that was gone back in may have ended in several ways.
    endings: BTreeMap<u64, BTreeSet<EndingId>>,
    /// Sentences that he typed to her, oldest first.
    words: Vec<String>,
    /// Of which story this is.
    #[serde(skip)]
    story: Option<String>,
}

impl Lived {
    /// How many lives have come to an ending.
    pub fn lives(&self) -> u32 {
        u32::try_from(self.endings.len()).unwrap_or(u32::MAX)
    }

    /// How many lives ended like this.
    pub fn ended(&self, ending: &EndingId) -> u32 {
        let lives = self.endings.values().filter(|endings| endings.contains(ending)).count();
        u32::try_from(lives).unwrap_or(u32::MAX)
    }

    /// What a life that begins with this seed knows of it.
    pub(super) fn before(&self, seed: u64) -> Before {
        let lives = self.lives();
        let at = usize::try_from(seed % self.words.len().max(1) as u64).unwrap_or_default();
        Before { lives, words: self.words.get(at).filter(|_| lives > 0).cloned() }
    }

    /// Adds the end of a life. Told again, it is the same one.
    fn end(&mut self, seed: u64, ending: &EndingId, words: impl IntoIterator<Item = String>) {
        self.endings.entry(seed).or_default().insert(ending.clone());
        for sentence in words {
            self.words.retain(|known| *known != sentence);
            self.words.push(sentence);
        }
        self.words.drain(..self.words.len().saturating_sub(SENTENCES));
    }

    #[cfg(test)]
    pub(crate) fn of(endings: &[(&str, u32)]) -> Self {
        let mut lived = Self::default();
        let mut seed = 0;
        for (ending, times) in endings {
            for _ in 0..*times {
                seed += 1;
                lived.end(seed, &EndingId::from(*ending), []);
            }
        }
        lived
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lived>();
    let kept = resource_exists::<Slot>.and_then(resource_exists::<Script>);
    app.add_systems(Update, look.before(AppSystems::Receive).run_if(kept.clone()));
    app.add_systems(Update, remember.in_set(AppSystems::Present).run_if(kept));
}

/// All stories, by their ids.
type All = BTreeMap<String, Lived>;

fn read(life: &str) -> Result<All, String> {
    let name = slots::place(life, LIVED);
    let bytes = storage::read(&name).map_err(|why| why.to_string())?.unwrap_or_default();
    if bytes.is_empty() {
        return Ok(All::new());
    }
    serde_json::from_slice(&bytes).map_err(|why| format!("{name} cannot be read ({why})"))
}

/// Reads what was lived of the story that is loaded, once it is, and again when another is. What cannot be read is set
/// aside under another name, and said.
pub(super) fn look(slot: Res<Slot>, script: Res<Script>, mut lived: ResMut<Lived>, mut saves: ResMut<Saves>) {
    let story = &script.manifest.id;
    if lived.story.as_ref() == Some(story) {
        return;
    }
    let read = read(&slot.0).unwrap_or_else(|why| {
        let kept = storage::set_aside(&slots::place(&slot.0, LIVED));
        let kept = kept.map(|name| format!(" It is kept as {name}.")).unwrap_or_default();
        saves.notes.push(format!("How earlier lives ended is not known: {why}.{kept}"));
        All::new()
    });
    *lived = Lived { story: Some(story.clone()), ..read.get(story).cloned().unwrap_or_default() };
}

/// Adds how a life ended.
fn remember(
    slot: Res<Slot>,
    script: Res<Script>,
    life: Res<Life>,
    chronicle: Res<Chronicle>,
    mut told: MessageReader<Told>,
    mut lived: ResMut<Lived>,
    mut saves: ResMut<Saves>,
) {
    let ending = told.read().filter_map(|told| if let Told::Ending(id) = told { Some(id) } else { None }).last();
    let entries = chronicle.entries();
    let (Some(ending), Some(Entry::Began { seed, story, .. })) = (ending, entries.first()) else { return };
    if *story != script.manifest.id {
        return;
    }
    let mut now = lived.clone();
    let his = his_words(entries, life.memory(), &script);
    now.end(*seed, ending, his.iter().filter_map(|said| sentence(&said.text)));
    if now == *lived {
        return;
    }
    *lived = now;
    if let Err(why) = keep(&slot.0, story, &lived) {
        // Nothing of the life itself hangs on it.
        saves.notes.push(format!("How this life ended could not be kept for the next: {why}"));
    }
}

fn keep(life: &str, story: &str, lived: &Lived) -> Result<(), String> {
    let mut all = read(life)?;
    all.insert(story.to_owned(), lived.clone());
    let text = serde_json::to_string_pretty(&all).map_err(|why| why.to_string())?;
    storage::write(&slots::place(life, LIVED), &text).map_err(|why| why.to_string())
}

/// What he typed as a whole sentence, if it is one that somebody could say back.
fn sentence(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches(['.', ' ', ',']);
    let asks = typed.ends_with('?') || memory::asks(typed).is_some();
    let plain = typed.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | ',' | '-'));
    let says = WORDS.contains(&typed.split_whitespace().count()) && plain && !asks && !care::sounds_like_danger(typed);
    let mut letters = typed.chars();
    let first = letters.next().filter(|_| says)?;
    let said = first.to_uppercase().chain(letters).chain(['.']).collect::<String>().replace('\'', "’");
    // She will say it: so it is held against what she may say.
    screen::alone(&said).is_ok().then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_that_ends_twice_is_one_life() {
        let mut lived = Lived::default();
        lived.end(7, &"kept".into(), ["I grew up above a shop.".to_owned()]);
        lived.end(7, &"shut".into(), ["I grew up above a shop.".to_owned()]);
        lived.end(8, &"kept".into(), []);
        assert_eq!((lived.lives(), lived.ended(&"kept".into()), lived.ended(&"shut".into())), (2, 2, 1));
        let before = lived.before(3);
        assert_eq!((before.lives, before.words.as_deref()), (2, Some("I grew up above a shop.")));
        assert_eq!(Lived::default().before(3), Before::default());
        assert_eq!(Lived::of(&[("kept", 2)]).ended(&"kept".into()), 2);
    }

    #[test]
    fn what_can_be_said_back_is_a_whole_sentence() {
        assert_eq!(sentence("i never liked the sea,  ").as_deref(), Some("I never liked the sea."));
        assert_eq!(sentence("you are a stupid whore you know"), None, "she will not say that");
        for typed in
            ["ok", "what is my name", "do you hear that?", "", "she said: go", "a b c d e f g h i j k l m n o p"]
        {
            assert_eq!(sentence(typed), None, "{typed}");
        }
    }
}
