//! What stands on the pages: one row a day, and behind it the scenes of that day and the roads not taken.

use crate::{
    screens::{page::Page, rows::Row, say},
    script::{Phase, Scene, SceneId, Script},
    story::{Entry, days},
};

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Opens the day that stands at this place in the list.
    Open(usize),
    /// Asks whether it should begin again.
    Ask,
    /// Begins the day of this number again.
    Begin(u32),
    /// One step back.
    Back,
}

/// A day of this life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// Its number, counted from 1.
    pub day: u32,
    /// Its scenes in order, without those in which there was nothing to say or do.
    pub scenes: Vec<Shown>,
}

/// A scene of a day. Its beat has no title, and what it is for may give things away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// What he said or did first; where he said and did nothing, when and where it was.
    pub words: String,
    /// How many other choices stood there.
    pub missed: usize,
}

/// The days of a life, first to last.
pub(super) fn of(entries: &[Entry], script: &Script) -> Vec<Day> {
    let lived = days(entries, script).into_iter().map(|lived| {
        let day = lived.day;
        let turned = lived.beats.into_iter().filter(|beat| !beat.taken.is_empty() || beat.missed > 0);
        let scenes = turned.map(|beat| {
            let (scene, phase) = &beat.place;
            let words = beat.taken.into_iter().next().unwrap_or_else(|| when_and_where(scene.as_ref(), *phase, script));
            Shown { words, missed: beat.missed }
        });
        Day { day, scenes: scenes.collect() }
    });
    lived.collect()
}

fn when_and_where(scene: Option<&SceneId>, phase: Phase, script: &Script) -> String {
    let place = scene.and_then(|scene| script.scenes.get(scene)).map(Scene::told);
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    say::begun(&format!("{}{place}", phase.word()))
}

/// All of them.
pub(super) fn list(days: &[Day]) -> Page<Act> {
    let row = |(at, day): (usize, &Day)| {
        (Some(Act::Open(at)), Row { under: Some(day.under()), size: 21.0, ..Row::new("", day.heading()) })
    };
    let words = if days.is_empty() { "No day has been lived yet." } else { "Any of them can begin again." };
    Page {
        heading: "The days".into(),
        words: vec![(words.into(), true)],
        items: days.iter().enumerate().map(row).collect(),
        back: Act::Back,
    }
}

impl Day {
    fn heading(&self) -> String {
        format!("Day {}", say::number(u64::from(self.day)))
    }

    /// How many scenes it had, and how many roads were not taken.
    fn under(&self) -> String {
        let missed: usize = self.scenes.iter().map(|scene| scene.missed).sum();
        match (self.scenes.len(), missed) {
            (0, _) => "nothing was asked of him".into(),
            (scenes, 0) => say::many(scenes, "scene", "scenes"),
            (scenes, missed) => {
                let missed = say::many(missed, "thing not said", "things not said");
                format!("{}  ·  {missed}", say::many(scenes, "scene", "scenes"))
            }
        }
    }

    /// Its scenes, and what can be done with it; no day begins again while somebody speaks.
    pub(super) fn page(&self, may_begin: bool) -> Page<Act> {
        let scenes = self.scenes.iter().map(|scene| {
            let ways = say::many(scene.missed, "other way", "other ways");
            let under = (scene.missed > 0).then(|| format!("·  {ways}"));
            (None, Row { under, ..Row::new("", scene.words.as_str()) })
        });
        let begin = may_begin.then(|| item(Act::Ask, "Begin again from this morning"));
        Page {
            heading: self.heading(),
            words: vec![(self.under(), true)],
            items: scenes.chain(begin).chain([item(Act::Back, "Back")]).collect(),
            back: Act::Back,
        }
    }

    /// Asks before it begins again.
    pub(super) fn question(&self, kept: bool) -> Page<Act> {
        let begins = format!("day {} begins again.", say::number(u64::from(self.day)));
        let words =
            if kept { format!("This life is kept first, as it is. Then {begins}") } else { say::begun(&begins) };
        Page {
            heading: self.heading(),
            words: vec![(words, false)],
            items: vec![item(Act::Begin(self.day), "Begin there"), item(Act::Back, "Not yet")],
            back: Act::Back,
        }
    }
}

fn item(act: Act, text: &str) -> (Option<Act>, Row) {
    (Some(act), Row { size: 21.0, ..Row::new("", text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(words: &str, missed: usize) -> Shown {
        Shown { words: words.into(), missed }
    }

    fn texts(page: &Page<Act>) -> Vec<&str> {
        page.items.iter().map(|(_, row)| row.text.as_str()).collect()
    }

    #[test]
    fn a_day_says_how_much_was_not_said() {
        let mut day = Day { day: 21, scenes: Vec::new() };
        assert_eq!((day.heading().as_str(), day.under().as_str()), ("Day twenty-one", "nothing was asked of him"));
        day.scenes = vec![scene("Fill them both.", 0)];
        assert_eq!(day.under(), "one scene");
        day.scenes.extend([scene("“Hello.”", 2), scene("Night, in the lift", 1)]);
        assert_eq!(day.under(), "three scenes  ·  three things not said");
    }

    #[test]
    fn it_can_begin_again_only_where_that_would_be_heard() {
        let day = Day { day: 1, scenes: vec![scene("Fill them both.", 2)] };
        let page = day.page(true);
        assert_eq!(texts(&page), ["Fill them both.", "Begin again from this morning", "Back"]);
        assert_eq!(page.items[0].1.under.as_deref(), Some("·  two other ways"));
        assert_eq!(texts(&day.page(false)), ["Fill them both.", "Back"]);
        assert_eq!(day.question(true).words[0].0, "This life is kept first, as it is. Then day one begins again.");
        assert_eq!(day.question(false).words[0].0, "Day one begins again.");
    }
}
