//! The lives that there are: the running one, and those that were kept beside it.
//!
//! Nothing is lost here. Before another life is opened, the running one is kept, if it is not already; and one that
//! is put away gets another name and stays on the disk.

mod pictures;
mod row;
mod words;

use self::{pictures::Pictures, row::Shown};
use super::{
    Layer, Menu, Post, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_menu::{clicked_words, leave},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    platform::storage,
    save::{self, Pictured, SaveCommand, SaveSummary, Saves, Slot, SlotSummary},
    script::Script,
};
use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, ScrollArea, Ui},
};
use std::{cmp::Reverse, time::SystemTime};

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    at: Option<usize>,
    /// Whether a key brought them there: then the list follows.
    by_key: bool,
    /// Which kept life is to be put away, and where they stand before that question.
    asking: Option<u32>,
    answer: Option<usize>,
    since: f64,
    /// When the running life was last written.
    played: Option<SystemTime>,
}

/// What the player may do with a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Open(usize),
    PutAway(usize),
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>().init_resource::<Pictures>().add_message::<Pictured>();
    app.add_systems(OnEnter(Menu::Lives), enter);
    app.add_systems(OnExit(Menu::Lives), |mut pictures: ResMut<Pictures>| *pictures = Pictures::default());
    app.add_systems(
        EguiPrimaryContextPass,
        (pictures::refresh, draw).chain().in_set(Layer::Menu).run_if(in_state(Menu::Lives)),
    );
}

fn enter(mut place: ResMut<Place>, slot: Option<Res<Slot>>, time: Res<Time<Real>>) {
    let played = slot.and_then(|slot| storage::modified(&slot.0));
    *place = Place { at: Some(0), by_key: true, since: time.elapsed_secs_f64(), played, ..default() };
}

/// One of the lives.
#[derive(Clone, Copy, Debug)]
struct Listed<'s> {
    /// Its number; none if it is the running one.
    slot: Option<u32>,
    summary: Option<&'s SaveSummary>,
    note: Option<&'s str>,
    played: Option<SystemTime>,
    picture: bool,
}

/// The running life first, then the kept ones, the one that was played last before the others.
fn list(saves: &Saves, played: Option<SystemTime>) -> Vec<Listed<'_>> {
    let running = saves.continue_from.as_ref();
    let running = running.map(|life| Listed { slot: None, summary: Some(life), note: None, played, picture: true });
    let mut kept: Vec<&SlotSummary> = saves.slots.iter().collect();
    kept.sort_by_key(|life| (Reverse(life.played), life.slot));
    let kept = kept.into_iter().map(|life| Listed {
        slot: Some(life.slot),
        summary: life.summary.as_ref(),
        note: life.note.as_deref(),
        played: life.played,
        picture: life.picture,
    });
    running.into_iter().chain(kept).collect()
}

/// How the screen acts.
#[derive(SystemParam)]
struct Hands<'w> {
    commands: MessageWriter<'w, SaveCommand>,
    posts: MessageWriter<'w, Post>,
    menu: ResMut<'w, NextState<Menu>>,
    screen: Res<'w, State<Screen>>,
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    saves: Res<Saves>,
    slot: Option<Res<Slot>>,
    script: Option<Res<Script>>,
    mut place: ResMut<Place>,
    mut pictures: ResMut<Pictures>,
    mut intents: ResMut<Intents>,
    mut hands: Hands,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let lives = list(&saves, place.played);
    let mut ui = paint::canvas(ctx, "lives");
    ui.set_opacity(paint::fade(&look, place.since, 0.25));
    paint::left_veil(&ui, 1.0);
    paint::veil(&ui, 0.4);
    let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    room.set_width(room.width().min(look.size(780.0)));
    let mut page = paint::page(&mut ui, room, "lives-page");
    page.set_clip_rect(room.expand(10.0));
    page.spacing_mut().item_spacing.y = 0.0;

    let asked = lives.iter().find(|life| life.slot.is_some() && life.slot == place.asking);
    if let Some(life) = asked {
        if let Some(yes) = ask(&mut page, &look, life, &mut place, &mut intents) {
            if let (true, Some(number)) = (yes, life.slot) {
                hands.commands.write(SaveCommand::Remove(number));
            }
            place.asking = None;
        }
        return;
    }
    let life = slot.as_ref().map(|slot| slot.0.as_str());
    let by_key = keys(&lives, &mut place, &mut intents);
    let scroll = ScrollArea::vertical().id_salt("lives").auto_shrink([false, false]);
    let (by_hand, done) =
        scroll.show(&mut page, |ui| rows(ui, &look, &lives, life, script.as_deref(), &mut place, &mut pictures)).inner;
    match by_key.or(by_hand) {
        Some(Act::Open(at)) => {
            if let Some(chosen) = lives.get(at) {
                open(chosen, &saves, life, &mut hands);
            }
        }
        Some(Act::PutAway(at)) => match lives.get(at).map(|life| life.slot) {
            Some(Some(number)) => (place.asking, place.answer) = (Some(number), Some(1)),
            Some(None) => {
                hands.posts.write(Post("That is the running life. It cannot be put away.".into()));
            }
            None => {}
        },
        None => {}
    }
    // Nothing else is done with these here.
    intents.take_any([Intent::Backlog, Intent::Help, Intent::Silence]);
    if done || intents.back() {
        leave(*hands.screen.get(), &mut hands.menu);
    }
}

/// What the keys and the pad do in the list.
fn keys(lives: &[Listed], place: &mut Place, intents: &mut Intents) -> Option<Act> {
    // One may have been put away.
    let before = place.at.map(|at| at.min(lives.len().saturating_sub(1)));
    place.at = intents.step(before, lives.len());
    place.by_key |= place.at != before;
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1).filter(|at| *at < lives.len());
    let confirmed = intents.confirm().then_some(place.at).flatten();
    let away = intents.take(Intent::PutAway).then_some(place.at).flatten();
    digit.or(confirmed).map(Act::Open).or(away.map(Act::PutAway))
}

/// Draws the list; says what the mouse did, and whether it is over.
fn rows(
    ui: &mut Ui,
    look: &Look,
    lives: &[Listed],
    life: Option<&str>,
    script: Option<&Script>,
    place: &mut Place,
    pictures: &mut Pictures,
) -> (Option<Act>, bool) {
    let heading = Words::new("Lives", Face::Title, 38.0, OAT).show(ui, look);
    let quiet = match (lives.first().map(|life| life.slot), lives.len()) {
        (None, _) => "No life has been lived here yet.",
        (Some(None), 2..) => "Before another one is opened, the running life is kept, too.",
        _ => "",
    };
    if !quiet.is_empty() {
        Words::new(quiet, Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
    }
    ui.add_space(look.size(8.0));
    let mut act = None;
    let mut loaded = false;
    for (index, listed) in lives.iter().enumerate() {
        // One picture a frame is read: twelve at once would be felt.
        if let Some(life) = life.filter(|_| listed.picture && !loaded) {
            loaded = pictures.load(ui.ctx(), life, listed.slot);
        }
        let chosen = place.at == Some(index);
        let shown = Shown::new(listed, script);
        let touched = row::show(ui, look, &shown, pictures.get(listed.slot), index, chosen);
        if touched.hovered {
            place.at = Some(index);
            place.by_key = false;
        }
        if chosen && place.by_key {
            // With the first, the heading comes into sight again.
            let above = if index == 0 { touched.rect.union(heading) } else { touched.rect };
            ui.scroll_to_rect(above, None);
        }
        if touched.put_away {
            act = Some(Act::PutAway(index));
        } else if touched.clicked {
            act = Some(Act::Open(index));
        }
    }
    ui.add_space(look.size(14.0));
    if !lives.is_empty() {
        Words::new("Enter  open       Backspace  put away", Face::Plain, 15.0, NIGHT.quiet).show(ui, look);
    }
    (act, clicked_words(ui, look, "Esc  back"))
}

/// Goes on with a life. What is running now is kept first.
fn open(chosen: &Listed, saves: &Saves, life: Option<&str>, hands: &mut Hands) {
    let Some(number) = chosen.slot else {
        if *hands.screen.get() == Screen::Life {
            hands.menu.set(Menu::None);
        } else {
            hands.commands.write(SaveCommand::Continue);
        }
        return;
    };
    if chosen.summary.is_none() {
        hands.posts.write(Post("It cannot be opened, and stays as it is.".into()));
        return;
    }
    if saves.continue_from.is_some() && life.and_then(save::kept_as).is_none() {
        hands.commands.write(SaveCommand::KeepAs(save::free_number(&saves.slots)));
    }
    hands.commands.write(SaveCommand::Open(number));
}

/// Asks before a life is put away; says the answer once there is one.
fn ask(page: &mut Ui, look: &Look, life: &Listed, place: &mut Place, intents: &mut Intents) -> Option<bool> {
    let rows = ["Put it away", "Not yet"].map(|text| Row { size: 22.0, ..Row::new("", text) });
    place.answer = intents.step(place.answer, rows.len());
    let scroll = ScrollArea::vertical().id_salt("lives-question").auto_shrink([false, false]);
    let touched = scroll.show(page, |ui| {
        Words::new("Lives", Face::Title, 38.0, OAT).show(ui, look);
        ui.add_space(look.size(8.0));
        let which = life.summary.map_or_else(
            || "This life".to_owned(),
            |life| format!("The life that was left on day {}, {},", life.day, life.phase.word()),
        );
        let question = format!("{which} is taken off this list. It gets another name and stays on the disk.");
        Words::new(&question, Face::Letter, 21.0, OAT).show(ui, look);
        ui.add_space(look.size(12.0));
        let width = ui.available_width();
        Rows::lay(ui, look, &NIGHT, &rows, width).flow(ui, &NIGHT, place.answer, true, "lives-question-rows")
    });
    let touched = touched.inner;
    place.answer = touched.hovered.or(place.answer);
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(place.answer).flatten();
    if intents.back() {
        return Some(false);
    }
    touched.clicked.or(digit).or(confirmed).filter(|at| *at < rows.len()).map(|at| at == 0)
}
