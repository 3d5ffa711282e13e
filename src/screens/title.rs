//! The title: there from the first frame, over the dark until the apartment can be shown. Whatever is picked before the
//! story has been read waits for it.

use super::{
    Layer, Menu, Screen,
    intents::Intents,
    paint::{self, Words},
    rows::{Row, Rows},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    platform,
    save::{Lived, SaveCommand, Saves},
    script::{Content, Script},
};
use bevy::{app::AppExit, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect, Ui},
};

/// For so long after it came up, the title only looks.
const SETTLES: f64 = 0.5;

/// Whoever waits for longer than this is told so.
const A_MOMENT: f64 = 0.3;

/// What some players would like to know of the story before, in words.
#[derive(Resource, Debug, Default)]
struct Within(Option<String>);

/// Where the player stands on the title.
#[derive(Resource, Debug)]
struct Front {
    at: Option<usize>,
    asking: bool,
    since: f64,
    /// What was picked before the story was read, and when.
    picked: Option<(Item, f64)>,
}

impl Front {
    fn since(since: f64) -> Self {
        Self { at: None, asking: false, since, picked: None }
    }
}

/// What an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Continue,
    New,
    BeginAnyway,
    NotYet,
    Lives,
    Endings,
    Settings,
    Help,
    Quit,
}

pub(super) fn plugin(app: &mut App) {
    // At launch it is as if it had been there for long.
    app.insert_resource(Front::since(f64::MIN));
    let again = |mut front: ResMut<Front>, time: Res<Time<Real>>| *front = Front::since(time.elapsed_secs_f64());
    app.add_systems(OnExit(Screen::Life), again);
    app.add_systems(OnExit(Screen::Ended), again);
    let shown = in_state(Screen::Title).or_else(in_state(Screen::Loading));
    app.init_resource::<Within>();
    app.add_systems(Update, look_within.run_if(resource_exists_and_changed::<Script>));
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(shown.and_then(in_state(Menu::None))));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    (saves, lived): (Option<Res<Saves>>, Option<Res<Lived>>),
    within: Res<Within>,
    screen: Res<State<Screen>>,
    mut front: ResMut<Front>,
    mut intents: ResMut<Intents>,
    mut commands: MessageWriter<SaveCommand>,
    mut menu: ResMut<NextState<Menu>>,
    mut exit: MessageWriter<AppExit>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let save = saves.as_ref().and_then(|saves| saves.continue_from.clone());
    let ended = lived.is_some_and(|lived| lived.lives() > 0);
    let loading = *screen.get() == Screen::Loading;
    front.picked = front.picked.filter(|_| loading);
    // A line is kept free for what is not known yet, so that nothing moves away under somebody's hand.
    let content = if loading { Some(" ".to_owned()) } else { within.0.clone() };
    let (mut rows, items) = if front.asking { asked() } else { offered(save.as_ref(), content, ended) };
    if let Some((item, at)) = front.picked {
        wait(&mut rows, &items, item, look.now - at > A_MOMENT);
    }

    let mut ui = paint::canvas(ctx, "title");
    paint::left_veil(&ui, 1.0);
    let come_in = 1.0 - paint::fade(&look, front.since, 1.4);
    if come_in > 0.0 {
        ui.set_opacity(come_in);
        super::card::black(&ui);
        ui.set_opacity(1.0);
        ui.ctx().request_repaint();
    }
    let room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    ui.set_opacity(paint::fade(&look, front.since + 0.3, 1.2));
    let name_height = name(&ui, &look, room);

    let width = room.width().min(look.size(430.0));
    let top = room.top() + name_height + look.size(18.0);
    let laid = Rows::lay_into(&ui, &look, &NIGHT, &rows, egui::vec2(width, room.bottom() - top));
    let height = laid.height().min(room.bottom() - top);
    let rect = Rect::from_min_size(Pos2::new(room.left(), room.bottom() - height), egui::vec2(width, height));
    if front.asking {
        question(&ui, &look, Rect::from_min_max(Pos2::new(room.left(), top), rect.right_top()));
    }
    if front.at.is_none() {
        front.at = Some(0);
    }
    front.at = intents.step(front.at, items.len());
    let touched = laid.show(&mut ui, rect, &NIGHT, front.at, true, "title-rows");
    front.at = touched.hovered.or(front.at);
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(front.at).flatten();
    let back = intents.back() && front.asking;
    let picked = touched.clicked.or(digit).or(confirmed).and_then(|at| items.get(at)).copied();
    // Keys that were still meant for the life before do nothing here.
    let picked =
        picked.filter(|item| look.now - front.since > SETTLES && (front.picked.is_none() || *item == Item::Quit));
    match picked.or(back.then_some(Item::NotYet)) {
        Some(Item::Continue) => {
            commands.write(SaveCommand::Continue);
            front.picked = Some((Item::Continue, look.now));
        }
        Some(Item::New) if save.as_ref().is_some_and(|save| !save.ended) => {
            front.asking = true;
            front.at = Some(1);
        }
        Some(Item::New | Item::BeginAnyway) => {
            front.asking = false;
            commands.write(SaveCommand::New { seed: None });
            front.picked = Some((Item::New, look.now));
        }
        Some(Item::NotYet) => {
            front.asking = false;
            front.at = Some(0);
        }
        Some(Item::Lives) => menu.set(Menu::Lives),
        Some(Item::Endings) => menu.set(Menu::Endings),
        Some(Item::Settings) => menu.set(Menu::Settings),
        Some(Item::Help) => menu.set(Menu::Help),
        Some(Item::Quit) => {
            exit.write(AppExit::Success);
        }
        None => {}
    }
}

/// Everything but the way out is closed while what was picked is waiting.
fn wait(rows: &mut [Row], items: &[Item], picked: Item, long: bool) {
    for (row, item) in rows.iter_mut().zip(items) {
        row.dim = *item != Item::Quit && *item != picked;
        if long && *item == picked {
            row.under = Some("one moment".into());
        }
    }
}

fn offered(save: Option<&crate::save::SaveSummary>, content: Option<String>, ended: bool) -> (Vec<Row>, Vec<Item>) {
    let mut rows = Vec::new();
    let mut items = Vec::new();
    let mut add = |text: &str, under: Option<String>, item| {
        rows.push(Row { under, size: 22.0, ..Row::new("", text) });
        items.push(item);
    };
    if let Some(save) = save.filter(|save| !save.ended) {
        add("Continue", Some(left_at(save.day, &save.line)), Item::Continue);
    }
    add("A new life", content, Item::New);
    add("Lives", None, Item::Lives);
    // Before any life has ended, nobody is told how many ways there are.
    if ended {
        add("Endings", None, Item::Endings);
    }
    add("Settings", None, Item::Settings);
    add("Keys", None, Item::Help);
    // A page in a browser is left by closing it.
    if platform::QUITS {
        add("Quit", None, Item::Quit);
    }
    (rows, items)
}

fn look_within(script: Res<Script>, mut within: ResMut<Within>) {
    let words: Vec<_> = script.content().into_iter().map(Content::word).collect();
    within.0 = (!words.is_empty()).then(|| format!("in it: {}", words.join(", ")));
}

fn asked() -> (Vec<Row>, Vec<Item>) {
    let row = |text: &str| Row { size: 22.0, ..Row::new("", text) };
    (vec![row("Begin a new life"), row("Not yet")], vec![Item::BeginAnyway, Item::NotYet])
}

fn left_at(day: u32, line: &str) -> String {
    let mut words = String::new();
    for word in line.split_whitespace() {
        if words.chars().count() + word.chars().count() > 52 {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.is_empty() { format!("day {day}") } else { format!("day {day} · {words}") }
}

/// The name, large, at the top left; says how high it is.
fn name(ui: &Ui, look: &Look, room: Rect) -> f32 {
    let size = (room.width() / 9.5).min(room.height() / 4.2).clamp(30.0, 88.0) / look.text;
    let galley = Words::new("ROOM TONE", Face::Title, size, OAT).spaced(size * 0.14).lay(ui, look, f32::INFINITY);
    let height = galley.size().y;
    ui.painter().galley(room.min, galley, OAT);
    let under = "the sound a room makes when nobody speaks";
    let under = Words::new(under, Face::LetterItalic, 19.0, OAT).lay(ui, look, room.width());
    let under_height = under.size().y;
    paint::cast(ui.painter(), room.min + egui::vec2(look.size(4.0), height - look.size(2.0)), &under);
    height + under_height
}

fn question(ui: &Ui, look: &Look, rect: Rect) {
    let text = "There is a life that has not ended. It is kept under another name if a new one begins.";
    let words = Words::new(text, Face::Letter, 21.0, OAT).lay(ui, look, rect.width());
    let at =
        Pos2::new(rect.left() + look.size(12.0), (rect.bottom() - words.size().y - look.size(14.0)).max(rect.top()));
    ui.painter().galley(at, words, OAT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_ends_at_a_word() {
        let long = "Only don’t say I miss her mother. She’ll come round with a casserole and stay.";
        assert_eq!(left_at(1, long), "day 1 · Only don’t say I miss her mother. She’ll come round…");
        assert_eq!(left_at(2, ""), "day 2");
    }
}
