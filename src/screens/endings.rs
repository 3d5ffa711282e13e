//! The endings: how a life may end. What was seen has its name here and its card once more; of the others there is
//! only a hint.

use super::{
    Layer, Menu, Screen,
    intents::Intents,
    page::{Here, Page},
    rows::Row,
    say,
    settings_menu::leave,
    theme::{Face, Look},
};
use crate::{
    save::Lived,
    script::{Ending, EndingId, Script},
};
use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};
use std::collections::BTreeMap;

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    here: Here,
    /// Whose card is open.
    open: Option<EndingId>,
    since: f64,
}

/// What a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    /// Opens the card of this one, if it was seen.
    Open(EndingId),
    /// One step back.
    Back,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>();
    app.add_systems(OnEnter(Menu::Endings), |mut place: ResMut<Place>, time: Res<Time<Real>>| {
        *place = Place { here: Here::at(0), open: None, since: time.elapsed_secs_f64() };
    });
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Endings)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    lived: Option<Res<Lived>>,
    script: Option<Res<Script>>,
    mut place: ResMut<Place>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let none = BTreeMap::new();
    let endings = script.as_deref().map_or(&none, |script| &script.endings);
    let ended = |id: &EndingId| lived.as_deref().map_or(0, |lived| lived.ended(id));
    let page = match place.open.as_ref().and_then(|id| endings.get(id)) {
        Some(ending) => card(ending, ended(&ending.id)),
        None => wall(endings, ended),
    };
    match page.show(ctx, &look, "endings", place.since, &mut place.here, &mut intents) {
        Some(Act::Open(id)) if ended(&id) > 0 => {
            place.open = Some(id);
            place.here = Here::at(0);
        }
        Some(Act::Back) => {
            let was = place.open.take();
            match was.and_then(|was| endings.keys().position(|id| *id == was)) {
                Some(at) => place.here = Here::at(at),
                None => leave(*screen.get(), &mut menu),
            }
        }
        Some(Act::Open(_)) | None => {}
    }
}

/// All of them, in the order of their ids.
fn wall(endings: &BTreeMap<EndingId, Ending>, ended: impl Fn(&EndingId) -> u32) -> Page<Act> {
    let seen = endings.keys().filter(|id| ended(id) > 0).count();
    let so_far = match seen {
        0 => "None of them yet.".to_owned(),
        all if all == endings.len() => "All of them.".to_owned(),
        seen => {
            let of = say::number(endings.len() as u64);
            say::begun(&format!("{} of {of}, so far.", say::number(seen as u64)))
        }
    };
    let items = endings.iter().map(|(id, ending)| (Some(Act::Open(id.clone())), row(ending, ended(id))));
    Page { heading: "How it may end".into(), words: vec![(so_far, true)], items: items.collect(), back: Act::Back }
}

/// One of them, which ended so many lives.
fn row(ending: &Ending, times: u32) -> Row {
    let text = match times {
        0 => return Row { under: Some(ending.hint.clone()), quiet: true, size: 23.0, ..Row::new("", "–") },
        1 => ending.title.clone(),
        more => format!("{}  ·  {}", ending.title, say::times(more)),
    };
    let under = Some(first_sentence(&ending.card).to_owned()).filter(|sentence| !sentence.is_empty());
    Row { under, face: Face::Title, size: 23.0, ..Row::new("", text) }
}

/// Its card once more.
fn card(ending: &Ending, times: u32) -> Page<Act> {
    Page {
        heading: ending.title.clone(),
        words: vec![(ending.card.clone(), false), (format!("It ended so {}.", say::times(times)), true)],
        items: vec![(Some(Act::Back), Row { size: 21.0, ..Row::new("", "Back") })],
        back: Act::Back,
    }
}

/// Up to the first full stop that stands before a space.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '.' | '!' | '?' | '…' => ended = true,
            '”' | '’' | ')' => {}
            letter if ended && letter.is_whitespace() => return &text[..at],
            _ => ended = false,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(id: &str, card: &str) -> Ending {
        Ending { id: id.into(), title: "Shut".into(), card: card.into(), when: Vec::new(), hint: "A way.".into() }
    }

    #[test]
    fn only_what_was_seen_has_its_name() {
        let two = ["again", "shut"].map(|id| (EndingId::from(id), ending(id, "B flat. A little under.")));
        let page = wall(&two.into(), |id| if *id == "shut" { 3 } else { 0 });
        let said: Vec<_> = page.items.iter().map(|(_, row)| (row.text.as_str(), row.under.as_deref())).collect();
        assert_eq!(said, [("–", Some("A way.")), ("Shut  ·  three times", Some("B flat."))]);
        assert_eq!(page.words, [("One of two, so far.".to_owned(), true)]);
        assert_eq!(row(&ending("shut", ""), 1).text, "Shut");
    }

    #[test]
    fn a_sentence_ends_before_a_space() {
        assert_eq!(first_sentence("B flat. A little under."), "B flat.");
        assert_eq!(first_sentence("“Stay?” He did."), "“Stay?”");
        assert_eq!(first_sentence("At 1.10 there is a newer one"), "At 1.10 there is a newer one");
        assert_eq!(first_sentence("  Forty-one, by second post.  "), "Forty-one, by second post.");
    }
}
