//! *What I keep of you*: all that she has in mind of him, with a footnote each. It can be read, put right, and taken
//! out again; she notices.

use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_menu::{clicked_words, leave},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    script::{Scene, Script},
    story::{Belief, Life, TaughtBy},
    talk::PlayerInput,
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Frame, Id, Key, ScrollArea, TextEdit, Ui},
};

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    at: Option<usize>,
    since: f64,
    /// The belief that is looked at, by its number.
    open: Option<usize>,
    /// How it really is, while he writes it.
    writing: Option<String>,
    /// Whether it is asked if she should forget it.
    asking: bool,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Open(usize),
    Write,
    Ask,
    Forget,
    Back,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>();
    app.add_systems(OnEnter(Menu::Keeps), |mut place: ResMut<Place>, time: Res<Time<Real>>| {
        *place = Place { at: Some(0), since: time.elapsed_secs_f64(), ..default() };
    });
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Keeps)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    life: Res<Life>,
    script: Option<Res<Script>>,
    mut place: ResMut<Place>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
    mut inputs: MessageWriter<PlayerInput>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "keeps");
    ui.set_opacity(paint::fade(&look, place.since, 0.25));
    paint::left_veil(&ui, 1.0);
    paint::veil(&ui, 0.4);
    let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    room.set_width(room.width().min(look.size(780.0)));
    let mut page = paint::page(&mut ui, room, "keeps-page");
    page.set_clip_rect(room.expand(10.0));
    page.spacing_mut().item_spacing.y = 0.0;

    let open = place.open.and_then(|number| Some((number, life.memory().all().get(number).filter(|b| b.holds())?)));
    let items = items(&life, script.as_deref(), open, &place);
    place.at = intents.step(place.at.map(|at| at.min(items.len().saturating_sub(1))), items.len());
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(place.at).flatten();
    let put_away = intents.take(Intent::PutAway);
    let mut sent = None;
    let scroll = ScrollArea::vertical().id_salt(("keeps", place.open)).auto_shrink([false, false]);
    let (touched, back) = scroll
        .show(&mut page, |ui| {
            heading(ui, &look, &life, script.as_deref(), open.map(|(_, belief)| belief));
            if let Some(draft) = &mut place.writing {
                sent = write(ui, &look, draft);
            }
            ui.add_space(look.size(12.0));
            let rows: Vec<Row> = items.iter().map(|(_, row)| row.clone()).collect();
            let width = ui.available_width();
            let touched = Rows::lay(ui, &look, &NIGHT, &rows, width).flow(ui, &NIGHT, place.at, true, "keeps-rows");
            ui.add_space(look.size(14.0));
            (touched, clicked_words(ui, &look, "Esc  back"))
        })
        .inner;
    place.at = touched.hovered.or(place.at);
    intents.take_any([Intent::Backlog, Intent::Help, Intent::Silence]);
    let picked = touched.clicked.or(digit).or(confirmed).and_then(|at| items.get(at)).map(|(act, _)| *act);
    let picked = picked.or((put_away && open.is_some()).then_some(Act::Ask));
    if let (Some(what), Some((belief, _))) = (sent, open) {
        inputs.write(PlayerInput::Correct { belief, what });
        menu.set(Menu::None);
        return;
    }
    let back = intents.back() || back;
    match picked.or(back.then_some(Act::Back)) {
        Some(Act::Open(number)) => {
            *place = Place { at: Some(0), open: Some(number), since: place.since, ..default() };
        }
        Some(Act::Write) => place.writing = open.map(|(_, belief)| belief.what.clone()),
        Some(Act::Ask) => (place.asking, place.at) = (true, Some(1)),
        Some(Act::Forget) => {
            if let Some((belief, _)) = open {
                inputs.write(PlayerInput::Forget { belief });
            }
            menu.set(Menu::None);
        }
        Some(Act::Back) if place.writing.is_some() || place.asking => {
            (place.writing, place.asking, place.at) = (None, false, Some(0));
        }
        Some(Act::Back) if place.open.is_some() => (place.open, place.at) = (None, Some(0)),
        Some(Act::Back) => leave(*screen.get(), &mut menu),
        None => {}
    }
}

/// What can be chosen: the beliefs, or what can be done with the one that is open.
fn items(life: &Life, script: Option<&Script>, open: Option<(usize, &Belief)>, place: &Place) -> Vec<(Act, Row)> {
    let plain = |act, text: &str| (act, Row::new("", text));
    match open {
        None => {
            let held = life.memory().held().rev();
            let row = |belief: &Belief| Row {
                under: Some(footnote(belief, script)),
                ..Row::new("", begun(&belief.sentence()))
            };
            held.map(|(number, belief)| (Act::Open(number), row(belief))).collect()
        }
        Some(_) if place.writing.is_some() => vec![plain(Act::Back, "Leave it as it is")],
        Some(_) if place.asking => vec![plain(Act::Forget, "Take it out"), plain(Act::Back, "Leave it with her")],
        Some(_) => vec![
            plain(Act::Write, "Put it right"),
            plain(Act::Ask, "Make her forget it"),
            plain(Act::Back, "All of it"),
        ],
    }
}

fn heading(ui: &mut Ui, look: &Look, life: &Life, script: Option<&Script>, open: Option<&Belief>) {
    match open {
        None => {
            Words::new("What I keep of you", Face::Title, 38.0, OAT).show(ui, look);
            let under = match life.memory().held().count() {
                0 => "Nothing yet. I’ve only heard you move about.",
                _ => "In your words, where I could. You can have any of it back.",
            };
            Words::new(under, Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
        }
        Some(belief) => {
            Words::new(&begun(&belief.sentence()), Face::Title, 30.0, OAT).show(ui, look);
            Words::new(&footnote(belief, script), Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
            let number = life.memory().all().iter().position(|other| std::ptr::eq(other, belief));
            if let Some(before) = number.and_then(|number| life.memory().before(number)) {
                let before = format!("Before that: {}.", before.sentence());
                Words::new(&before, Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
            }
        }
    }
}

/// The field for how it really is; gives the words once they are sent.
fn write(ui: &mut Ui, look: &Look, draft: &mut String) -> Option<String> {
    ui.add_space(look.size(12.0));
    let id = Id::new("keeps-write");
    let font = Face::Plain.at(look.size(19.0));
    let field = TextEdit::singleline(draft).id(id).font(font).char_limit(160).text_color(OAT).frame(Frame::NONE);
    let response = ui.add_sized(egui::vec2(ui.available_width(), look.size(30.0)), field);
    paint::thread(ui, response.rect.center_bottom(), response.rect.width(), NIGHT.small);
    let sent = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !response.has_focus() && !sent {
        response.request_focus();
    }
    sent.then(|| draft.trim().to_owned()).filter(|words| !words.is_empty())
}

/// From where she has it.
fn footnote(belief: &Belief, script: Option<&Script>) -> String {
    let note = &belief.footnote;
    let place = note.scene.as_ref().and_then(|scene| script?.scenes.get(scene)).map(Scene::told);
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    let when = format!("day {}, {}{place}", note.day, note.phase.word());
    match (note.by, &note.words) {
        (TaughtBy::Correction, _) => format!("{when}: you put it right"),
        (TaughtBy::Letter, _) => format!("{when}: a letter of yours"),
        (_, Some(words)) => format!("{when}: “{words}”"),
        (_, None) => when,
    }
}

/// As a sentence begins.
fn begun(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
