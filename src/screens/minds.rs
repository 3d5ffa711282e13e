//! Who speaks for her: everybody who could, what each needs, and what the doctor thinks of them.
//!
//! The list, and behind each of its rows a page with what can be done there. Looking, fetching and examining go on
//! beside the game (`work`, `doctor`), also while this page is closed.

mod doctor;
mod view;
mod work;

use self::{
    doctor::Doctor,
    view::{Act, View},
    work::{Event, Work},
};
use super::{
    Layer, Menu, Post,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_menu::clicked_words,
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    AppSystems,
    mind::{
        Mind, MindChoice,
        models::{self, Found, Model},
    },
    save::Slot,
    script::Script,
};
use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, ScrollArea},
};

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    at: Option<usize>,
    /// Whether a key brought them there: then the list follows.
    by_key: bool,
    /// Whose page is open.
    open: Option<String>,
    /// Whether it is asked if it should be removed.
    asking: bool,
    since: f64,
}

/// What is known, and what goes on.
#[derive(Resource, Debug, Default)]
struct Desk {
    models: Vec<Model>,
    work: Work,
    doctor: Doctor,
    /// What happened last, for the player.
    said: Option<String>,
    /// Whom the doctor is looking at, and what it is doing.
    examining: Option<(String, String)>,
    examined: Option<Examined>,
}

/// What the doctor found.
#[derive(Clone, Debug, PartialEq)]
struct Examined {
    /// Whom it looked at.
    name: String,
    /// The grade and what it means, or why there is none.
    sentence: String,
    /// The report, to be copied.
    report: String,
}

/// How the page acts.
#[derive(SystemParam)]
struct Hands<'w> {
    mind: Option<ResMut<'w, Mind>>,
    script: Option<Res<'w, Script>>,
    menu: ResMut<'w, NextState<Menu>>,
    /// Where there is none, nothing is kept: in pictures and in tests.
    slot: Option<Res<'w, Slot>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>().init_resource::<Desk>();
    app.add_systems(OnEnter(Menu::Minds), enter);
    app.add_systems(Update, tend.in_set(AppSystems::Present));
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Minds)));
}

fn enter(mut place: ResMut<Place>, mut desk: ResMut<Desk>, slot: Option<Res<Slot>>, time: Res<Time<Real>>) {
    *place = Place { at: Some(0), by_key: true, since: time.elapsed_secs_f64(), ..default() };
    desk.said = None;
    look(&mut desk, slot.is_some());
}

/// Looks who is there, beside the game. Without a place to keep anything, nobody looks around in this machine.
fn look(desk: &mut Desk, really: bool) {
    if really {
        if let Err(why) = desk.work.look() {
            desk.said = Some(why);
        }
    } else if desk.models.is_empty() {
        desk.models = Found::default().models();
    }
}

/// Hears what has come of the work, whether or not the page is open.
fn tend(
    mut desk: ResMut<Desk>,
    mut mind: Option<ResMut<Mind>>,
    mut posts: MessageWriter<Post>,
    menu: Res<State<Menu>>,
    slot: Option<Res<Slot>>,
) {
    let desk = desk.as_mut();
    for event in desk.work.tend().into_iter().chain(desk.doctor.tend()) {
        let said = match event {
            Event::Looked(mut models) => {
                // Somebody else may have been named when the game was started.
                if let Some(mind) = &mind {
                    models.iter_mut().for_each(|model| model.in_use = model.speaks.is_meant_by(mind.choice()));
                    if models.iter().all(|model| !model.in_use) {
                        models.extend(Found::named(mind.choice()));
                    }
                }
                desk.models = models;
                continue;
            }
            Event::Doing(what) => {
                if let Some((_, doing)) = &mut desk.examining {
                    *doing = what;
                }
                continue;
            }
            Event::Fetched(name) => {
                look(desk, slot.is_some());
                format!("{name} is here, whole, and can speak for her.")
            }
            Event::FetchEnded(why) => {
                look(desk, slot.is_some());
                why
            }
            Event::Examined { sentence, report } => {
                let name = desk.examining.take().map(|(name, _)| name).unwrap_or_default();
                let said = format!("{name}: {sentence}");
                // Whoever speaks is trusted with more or with less from now on.
                let speaks = desk.models.iter().find(|model| model.name == name && model.in_use);
                if let (Some(model), Some(mind)) = (speaks, mind.as_deref_mut()) {
                    let same = mind.choice().clone();
                    mind.choose(same);
                    debug!("{} is trusted anew", model.name);
                }
                desk.examined = Some(Examined { name, sentence, report });
                look(desk, slot.is_some());
                said
            }
            Event::NotExamined(why) => {
                desk.examining = None;
                why
            }
        };
        if *menu.get() != Menu::Minds {
            posts.write(Post(said.clone()));
        }
        desk.said = Some(said);
    }
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    mut place: ResMut<Place>,
    mut desk: ResMut<Desk>,
    mut intents: ResMut<Intents>,
    mut hands: Hands,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "minds");
    ui.set_opacity(paint::fade(&look, place.since, 0.25));
    paint::left_veil(&ui, 1.0);
    paint::veil(&ui, 0.4);
    let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    room.set_width(room.width().min(look.size(780.0)));
    let mut page = paint::page(&mut ui, room, "minds-page");
    page.set_clip_rect(room.expand(10.0));
    page.spacing_mut().item_spacing.y = 0.0;

    let View { heading, mut words, items } = view::of(&place, &desk, hands.script.is_some());
    if let Some(read) = hands.mind.as_ref().and_then(|mind| mind.loading()) {
        words.push((format!("The one who speaks is being read into memory: {:.0} %", read * 100.0), false));
    }
    let before = place.at;
    place.at = intents.step(before.map(|at| at.min(items.len().saturating_sub(1))), items.len());
    place.by_key |= place.at != before;
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(place.at).flatten();
    let scroll = ScrollArea::vertical().id_salt(("minds", &heading)).auto_shrink([false, false]);
    let (touched, back) = scroll
        .show(&mut page, |ui| {
            let top = Words::new(&heading, Face::Title, 38.0, OAT).show(ui, &look);
            if place.by_key && place.at == Some(0) {
                ui.scroll_to_rect(top, None);
            }
            for (text, quiet) in &words {
                let color = if *quiet { NIGHT.quiet } else { NIGHT.words };
                Words::new(text, Face::LetterItalic, 19.0, color).show(ui, &look);
            }
            ui.add_space(look.size(10.0));
            let rows: Vec<Row> = items.iter().map(|(_, row)| row.clone()).collect();
            let width = ui.available_width();
            let laid = Rows::lay(ui, &look, &NIGHT, &rows, width);
            let touched = laid.flow(ui, &NIGHT, place.at, place.by_key, "minds-rows");
            ui.add_space(look.size(14.0));
            (touched, clicked_words(ui, &look, "Esc  back"))
        })
        .inner;
    if touched.hovered.is_some() {
        place.at = touched.hovered;
        place.by_key = false;
    }
    // Nothing else is done with these here.
    intents.take_any([Intent::Backlog, Intent::Help, Intent::Silence, Intent::PutAway]);
    let picked = touched.clicked.or(digit).or(confirmed).and_then(|at| items.get(at)).map(|(act, _)| act.clone());
    let back = intents.back() || back;
    if let Some(act) = picked.or(back.then_some(Act::Back)) {
        do_it(act, ctx, &mut place, &mut desk, &mut hands);
    }
}

fn do_it(act: Act, ctx: &egui::Context, place: &mut Place, desk: &mut Desk, hands: &mut Hands) {
    let kept = hands.slot.is_some();
    let done = match act {
        Act::Open(name) => {
            *place = Place { at: Some(0), by_key: true, open: Some(name), since: place.since, ..default() };
            desk.said = None;
            Ok(())
        }
        Act::Back => {
            back(place, hands);
            Ok(())
        }
        Act::LookAgain => {
            look(desk, kept);
            Ok(())
        }
        Act::Use => match opened(place, desk) {
            Some(model) => speak(&model, desk, hands),
            None => Ok(()),
        },
        Act::Get => opened(place, desk).map_or(Ok(()), |model| desk.work.get(&model.name)),
        Act::StopGet => {
            desk.work.stop_getting();
            Ok(())
        }
        Act::Examine => match (opened(place, desk), &hands.script) {
            (Some(model), Some(script)) => {
                desk.examined = None;
                // Whoever was named at the start may have come with a key.
                let named = hands.mind.as_ref().filter(|_| model.in_use).map(|mind| mind.choice().clone());
                desk.doctor.examine(&named.unwrap_or_else(|| model.speaks.choice()), script).map(|()| {
                    desk.examining = Some((model.name, "being woken".into()));
                })
            }
            _ => Ok(()),
        },
        Act::StopExamining => {
            desk.doctor.stop();
            Ok(())
        }
        Act::Copy => {
            if let Some(examined) = &desk.examined {
                ctx.copy_text(examined.report.clone());
                desk.said = Some("The report is copied. It holds no key.".into());
            }
            Ok(())
        }
        Act::AskToRemove => {
            (place.asking, place.at, place.by_key) = (true, Some(1), true);
            Ok(())
        }
        Act::Remove => {
            let removed = opened(place, desk).map(|model| (models::remove(&model), model));
            *place = Place { at: Some(0), by_key: true, since: place.since, ..default() };
            removed.map_or(Ok(()), |(freed, model)| gone(freed, &model, desk, hands))
        }
        Act::Nothing => Ok(()),
    };
    if let Err(why) = done {
        desk.said = Some(why);
    }
}

/// One step back: out of a question, out of a page, out of the list.
fn back(place: &mut Place, hands: &mut Hands) {
    if place.asking {
        (place.asking, place.at) = (false, Some(0));
    } else if place.open.is_some() {
        (place.open, place.at, place.by_key) = (None, Some(0), true);
    } else {
        hands.menu.set(Menu::Settings);
    }
}

fn opened(place: &Place, desk: &Desk) -> Option<Model> {
    let name = place.open.as_deref()?;
    desk.models.iter().find(|model| model.name == name).cloned()
}

/// Lets a model speak, from now on.
fn speak(model: &Model, desk: &mut Desk, hands: &mut Hands) -> Result<(), String> {
    let kept = hands.slot.is_some();
    if kept {
        models::keep(&model.speaks)?;
    }
    if let Some(mind) = &mut hands.mind {
        mind.choose(model.speaks.chosen());
    }
    for other in &mut desk.models {
        other.in_use = other.speaks == model.speaks;
    }
    let mut said = view::now_speaks(model);
    if models::environment_names_one() {
        said.push_str(" At the next start, the file that $ROOM_TONE_GGUF names speaks again.");
    }
    desk.said = Some(said);
    look(desk, kept);
    Ok(())
}

/// After a model was removed: whoever spoke with it needs another.
fn gone(freed: Result<u64, String>, model: &Model, desk: &mut Desk, hands: &mut Hands) -> Result<(), String> {
    let freed = freed?;
    if let Some(mind) = hands.mind.as_mut().filter(|_| model.in_use) {
        mind.choose(MindChoice::Best);
    }
    desk.said = Some(format!("{} is removed; {} are free again.", model.title, models::bytes(freed)));
    look(desk, hands.slot.is_some());
    Ok(())
}

/// Whether the list says that this one speaks.
#[cfg(test)]
pub(super) fn in_use(app: &App, name: &str) -> bool {
    app.world().resource::<Desk>().models.iter().any(|model| model.name == name && model.in_use)
}
