//! The days of this life: what was said and done on each, and how much was not. Any of them can be begun again from
//! its morning; the life as it is now is kept first.

mod day;

use self::day::{Act, Day};
use super::{
    Layer, Menu, Screen,
    intents::Intents,
    page::{Here, Page},
    settings_menu::leave,
    theme::Look,
};
use crate::{
    save::{self, SaveCommand, Saves, Slot},
    script::Script,
    story::Chronicle,
    talk::{Floor, PlayerInput, Waiting},
};
use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    here: Here,
    /// The days as they were when the menu was opened: behind it nothing happens.
    days: Vec<Day>,
    /// Which of them is open, by its place among them.
    open: Option<usize>,
    /// Whether it is asked if it should begin again.
    asking: bool,
    since: f64,
}

/// How the screen acts.
#[derive(SystemParam)]
struct Hands<'w> {
    inputs: MessageWriter<'w, PlayerInput>,
    commands: MessageWriter<'w, SaveCommand>,
    saves: Option<Res<'w, Saves>>,
    /// Where there is none, nothing is kept: in pictures and in tests.
    slot: Option<Res<'w, Slot>>,
    menu: ResMut<'w, NextState<Menu>>,
    screen: Res<'w, State<Screen>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>();
    app.add_systems(OnEnter(Menu::Days), enter);
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Days)));
}

fn enter(mut place: ResMut<Place>, chronicle: Res<Chronicle>, script: Option<Res<Script>>, time: Res<Time<Real>>) {
    let days = script.as_deref().map(|script| day::of(chronicle.entries(), script)).unwrap_or_default();
    *place = Place { here: Here::at(0), days, since: time.elapsed_secs_f64(), ..default() };
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    mut place: ResMut<Place>,
    mut intents: ResMut<Intents>,
    mut hands: Hands,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    // While something is being said, nobody would listen.
    let may_begin = floor.waiting.turn().is_some() || matches!(floor.waiting, Waiting::Ended(_));
    let page: Page<Act> = match place.open.and_then(|at| place.days.get(at)) {
        Some(day) if place.asking => day.question(hands.slot.is_some()),
        Some(day) => day.page(may_begin),
        None => day::list(&place.days),
    };
    match page.show(ctx, &look, "days", place.since, &mut place.here, &mut intents) {
        Some(Act::Open(at)) => (place.open, place.here) = (Some(at), Here::at(0)),
        Some(Act::Ask) => (place.asking, place.here) = (true, Here::at(1)),
        Some(Act::Begin(day)) if may_begin => begin(day, &mut hands),
        Some(Act::Back) => back(&mut place, &mut hands),
        Some(Act::Begin(_)) | None => {}
    }
}

/// Begins a day again. What is there now is kept before: commands to the saves are obeyed before inputs are.
fn begin(day: u32, hands: &mut Hands) {
    if let Some(slot) = &hands.slot
        && save::kept_as(&slot.0).is_none()
    {
        let slots = hands.saves.as_ref().map(|saves| saves.slots.as_slice()).unwrap_or_default();
        hands.commands.write(SaveCommand::KeepAs(save::free_number(slots)));
    }
    hands.inputs.write(PlayerInput::BackToDay { day });
    hands.menu.set(Menu::None);
}

/// One step back: out of the question, out of the day, out of the list.
fn back(place: &mut Place, hands: &mut Hands) {
    let Some(at) = place.open else {
        leave(*hands.screen.get(), &mut hands.menu);
        return;
    };
    if place.asking {
        // After the scenes comes the row that asked.
        let scenes = place.days.get(at).map_or(0, |day| day.scenes.len());
        (place.asking, place.here) = (false, Here::at(scenes));
    } else {
        (place.open, place.here) = (None, Here::at(at));
    }
}
