//! *What I keep of you*: all that she has in mind of him, with a footnote each. It can be read, put right, and taken
//! out again; she notices.

mod kept;

use self::kept::{Act, All, Kept, Open, plain};
use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_menu::{clicked_words, leave},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    script::Script,
    story::{Chronicle, Life},
    talk::{Floor, PlayerInput},
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
    /// What is looked at.
    open: Option<Kept>,
    /// How it really is, while he writes it.
    writing: Option<String>,
    /// Whether it is asked if she should forget it.
    asking: bool,
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
    past: (Res<Life>, Res<Chronicle>, Res<Floor>, Option<Res<Script>>),
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

    let (life, chronicle, floor, script) = past;
    let his_turn = floor.waiting.turn().is_some();
    let all = All::of(&life, &chronicle, script.as_deref());
    let open = place.open.and_then(|kept| all.get(kept));
    let items = items(&all, open.as_ref(), &place, his_turn);
    place.at = intents.step(place.at.map(|at| at.min(items.len().saturating_sub(1))), items.len());
    let digit = intents.take_digit().map(|digit| usize::from(digit) - 1);
    let confirmed = intents.confirm().then_some(place.at).flatten();
    let put_away = intents.take(Intent::PutAway) && his_turn;
    let mut sent = None;
    let scroll = ScrollArea::vertical().id_salt(("keeps", place.open)).auto_shrink([false, false]);
    let (touched, back) = scroll
        .show(&mut page, |ui| {
            heading(ui, &look, &all, open.as_ref());
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
    if let (Some(what), Some(Open::Belief(belief, _)), true) = (sent, &open, his_turn) {
        inputs.write(PlayerInput::Correct { belief: *belief, what });
        menu.set(Menu::None);
        return;
    }
    let back = intents.back() || back;
    match picked.or(back.then_some(Act::Back)) {
        Some(Act::Open(kept)) => {
            *place = Place { at: Some(0), open: Some(kept), since: place.since, ..default() };
        }
        Some(Act::Write) => {
            if let Some(Open::Belief(_, belief)) = &open {
                place.writing = Some(belief.what.clone());
            }
        }
        Some(Act::Ask) => (place.asking, place.at) = (true, Some(1)),
        Some(Act::Forget) => {
            match &open {
                Some(Open::Belief(belief, _)) => {
                    inputs.write(PlayerInput::Forget { belief: *belief });
                }
                Some(Open::Words(said)) => {
                    inputs.write(PlayerInput::ForgetWords { turn: said.turn });
                }
                None => {}
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

/// What can be chosen: all that she has, or what can be done with the one that is open.
fn items(all: &All, open: Option<&Open>, place: &Place, his_turn: bool) -> Vec<(Act, Row)> {
    match open {
        None => all.rows(),
        Some(_) if place.writing.is_some() => vec![plain(Act::Back, "Leave it as it is")],
        Some(_) if place.asking => vec![plain(Act::Forget, "Take it out"), plain(Act::Back, "Leave it with her")],
        Some(open) => open.rows(his_turn),
    }
}

fn heading(ui: &mut Ui, look: &Look, all: &All, open: Option<&Open>) {
    let quiet = |ui: &mut Ui, text: &str| {
        Words::new(text, Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
    };
    match open {
        None => {
            Words::new("What I keep of you", Face::Title, 38.0, OAT).show(ui, look);
            let nothing = "Nothing yet. I’ve only heard you move about.";
            quiet(
                ui,
                if all.is_empty() { nothing } else { "In your words, where I could. You can have any of it back." },
            );
        }
        Some(open) => {
            let (sentence, notes) = all.heading(open);
            Words::new(&sentence, Face::Title, 30.0, OAT).show(ui, look);
            notes.iter().for_each(|note| quiet(ui, note));
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
