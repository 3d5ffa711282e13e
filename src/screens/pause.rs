//! Pause: the same composition as the title. Leaving costs nothing.

use super::{
    Layer, Menu, Screen,
    intents::Intents,
    paint::{self, Words},
    rows::{Row, Rows},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    platform,
    save::{self, Lived, SaveCommand, Saves, Slot},
    story::{Chronicle, Life},
    talk::{Floor, PlayerInput},
};
use bevy::{app::AppExit, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect},
};

/// What an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    GoOn,
    Backlog,
    Keeps,
    Back,
    Forth,
    Skip,
    Keep,
    Days,
    Photo,
    Lives,
    Endings,
    Settings,
    Help,
    Title,
    Quit,
}

const ITEMS: [(Item, &str); 15] = [
    (Item::GoOn, "Go on"),
    (Item::Backlog, "What was said"),
    (Item::Keeps, "What she keeps of you"),
    (Item::Back, "Take that back"),
    (Item::Forth, "And again"),
    (Item::Skip, "Skip this scene"),
    (Item::Keep, "Keep this life"),
    (Item::Days, "The days"),
    (Item::Photo, "Take a picture"),
    (Item::Lives, "Lives"),
    (Item::Endings, "Endings"),
    (Item::Settings, "Settings"),
    (Item::Help, "Keys"),
    (Item::Title, "To the title"),
    (Item::Quit, "Quit"),
];

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    at: Option<usize>,
    since: f64,
    /// The number under which the life was kept from here.
    kept: Option<u32>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>();
    app.add_systems(OnEnter(Menu::Paused), |mut place: ResMut<Place>, time: Res<Time<Real>>| {
        *place = Place { at: Some(0), since: time.elapsed_secs_f64(), kept: None };
    });
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Paused)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    life: Res<Life>,
    floor: Res<Floor>,
    chronicle: Res<Chronicle>,
    saves: Option<Res<Saves>>,
    lived: Option<Res<Lived>>,
    slot: Option<Res<Slot>>,
    mut place: ResMut<Place>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
    mut inputs: MessageWriter<PlayerInput>,
    mut commands: MessageWriter<SaveCommand>,
    mut exit: MessageWriter<AppExit>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    // A scene can be skipped at any turn of his in it; in the free room there is none.
    let skippable = floor.waiting.turn().is_some_and(|turn| turn.beat.is_some());
    let his_turn = floor.waiting.turn().is_some();
    let ended = lived.is_some_and(|lived| lived.lives() > 0);
    let there = |item: Item| match item {
        Item::Quit => platform::QUITS,
        Item::Skip => skippable,
        Item::Keeps => life.memory().all().iter().any(|belief| !belief.slot.is_empty()) || life.flag("heard_her"),
        // A page in a browser has nowhere to put it.
        Item::Photo => platform::storage::HAS_ROOM,
        Item::Back => his_turn && chronicle.can_go_back(),
        Item::Forth => his_turn && chronicle.can_go_forth(),
        Item::Days => !chronicle.entries().is_empty(),
        Item::Endings => ended,
        _ => true,
    };
    let items: Vec<_> = ITEMS.iter().filter(|(item, _)| there(*item)).collect();
    let slots = saves.as_ref().map(|saves| saves.slots.as_slice()).unwrap_or_default();
    let kept = slots.iter().any(|slot| Some(slot.slot) == place.kept);
    let rows: Vec<Row> = items.iter().map(|(item, text)| row(*item, text, kept)).collect();

    let mut ui = paint::canvas(ctx, "pause");
    ui.set_opacity(paint::fade(&look, place.since, 0.25));
    paint::left_veil(&ui, 1.0);
    let room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    let calendar = life.calendar();
    let heading = format!("day {}, {}", calendar.day, calendar.phase.word());
    let heading = Words::new(&heading, Face::Title, 38.0, OAT).lay(&ui, &look, room.width());
    let under = Words::new("Everything up to here is kept.", Face::LetterItalic, 19.0, NIGHT.quiet);
    let under = under.lay(&ui, &look, room.width());
    let mut top = room.top() + heading.size().y;
    ui.painter().galley(room.min, heading, OAT);
    ui.painter().galley(Pos2::new(room.left() + 2.0, top), std::sync::Arc::clone(&under), NIGHT.quiet);
    top += under.size().y + look.size(10.0);

    let width = room.width().min(look.size(380.0));
    let laid = Rows::lay_into(&ui, &look, &NIGHT, &rows, egui::vec2(width, room.bottom() - top));
    let height = laid.height().min(room.bottom() - top);
    let rect = Rect::from_min_size(Pos2::new(room.left(), room.bottom() - height), egui::vec2(width, height));
    place.at = intents.step(place.at, items.len());
    let touched = laid.show(&mut ui, rect, &NIGHT, place.at, true, "pause-rows");
    place.at = touched.hovered.or(place.at);
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(place.at).flatten();
    let picked = touched.clicked.or(digit).or(confirmed).and_then(|at| items.get(at)).map(|(item, _)| *item);
    match picked.or(intents.back().then_some(Item::GoOn)) {
        Some(Item::GoOn) => menu.set(Menu::None),
        Some(Item::Backlog) => menu.set(Menu::Backlog),
        Some(Item::Keeps) => menu.set(Menu::Keeps),
        Some(Item::Skip) => {
            menu.set(Menu::None);
            inputs.write(PlayerInput::Skip);
        }
        Some(Item::Back) => {
            menu.set(Menu::None);
            inputs.write(PlayerInput::Back);
        }
        Some(Item::Forth) => {
            menu.set(Menu::None);
            inputs.write(PlayerInput::Forth);
        }
        Some(Item::Keep) if !kept => {
            place.kept = slot.as_ref().and_then(|slot| save::kept_as(&slot.0));
            if place.kept.is_none() {
                let number = save::free_number(slots);
                commands.write(SaveCommand::KeepAs(number));
                place.kept = Some(number);
            }
        }
        Some(Item::Photo) => menu.set(Menu::Photo),
        Some(Item::Days) => menu.set(Menu::Days),
        Some(Item::Lives) => menu.set(Menu::Lives),
        Some(Item::Endings) => menu.set(Menu::Endings),
        Some(Item::Settings) => menu.set(Menu::Settings),
        Some(Item::Help) => menu.set(Menu::Help),
        Some(Item::Title) => {
            menu.set(Menu::None);
            if *screen.get() == Screen::Life {
                inputs.write(PlayerInput::Close);
            }
        }
        Some(Item::Quit) => {
            exit.write(AppExit::Success);
        }
        Some(Item::Keep) | None => {}
    }
}

fn row(item: Item, text: &str, kept: bool) -> Row {
    let quiet = matches!(item, Item::Back | Item::Forth);
    let row = Row { size: 22.0, quiet, ..Row::new("", text) };
    match item {
        Item::Keep if kept => Row { text: "This life is kept".into(), dim: true, ..row },
        _ => row,
    }
}
