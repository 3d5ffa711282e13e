//! The settings, on screen.

use super::{
    Layer, Menu, Screen, Settings,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_dials::{DIALS, Dial},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::mind::{Mind, MindStatus};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Id, Pos2, ScrollArea, Sense, Stroke, Ui},
};

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Place {
    at: Option<usize>,
    since: f64,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>();
    app.add_systems(OnEnter(Menu::Settings), |mut place: ResMut<Place>, time: Res<Time<Real>>| {
        *place = Place { at: Some(0), since: time.elapsed_secs_f64() };
    });
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Settings)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    mind: Option<Res<Mind>>,
    mut settings: ResMut<Settings>,
    mut place: ResMut<Place>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "settings");
    ui.set_opacity(paint::fade(&look, place.since, 0.25));
    paint::left_veil(&ui, 1.0);
    // What each stands at is read on the far side, over a bright window.
    paint::veil(&ui, 0.5);
    let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    room.set_width(room.width().min(look.size(600.0)));

    // After the dials comes the door to another page.
    place.at = intents.step(place.at, DIALS.len() + 1);
    let turned = i8::from(intents.take(Intent::Right)) - i8::from(intents.take(Intent::Left));
    let confirmed = intents.confirm();
    if let Some(dial) = place.at.and_then(|at| DIALS.get(at)) {
        let now = (dial.get)(&settings);
        let then = match (turned, confirmed && dial.is_switch()) {
            (0, true) => 1.0 - now,
            (0, false) => now,
            (by, _) => dial.at(now + f32::from(by) * dial.step),
        };
        turn(&mut settings, dial, then);
    } else if confirmed && place.at == Some(DIALS.len()) {
        menu.set(Menu::Minds);
    }

    let mut page = paint::page(&mut ui, room, "settings-page");
    page.set_clip_rect(room.expand(12.0));
    page.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("settings").auto_shrink([false, false]).show(&mut page, |ui| {
        Words::new("Settings", Face::Title, 38.0, OAT).show(ui, &look);
        ui.add_space(look.size(10.0));
        for (index, dial) in DIALS.iter().enumerate() {
            let chosen = place.at == Some(index);
            let (hovered, then) = show(ui, &look, dial, &settings, chosen);
            if hovered {
                place.at = Some(index);
            }
            if let Some(then) = then {
                turn(&mut settings, dial, then);
            }
        }
        ui.add_space(look.size(8.0));
        let width = ui.available_width();
        let door = [Row::new("", "Who speaks for her")];
        let chosen = (place.at == Some(DIALS.len())).then_some(0);
        let touched = Rows::lay(ui, &look, &NIGHT, &door, width).flow(ui, &NIGHT, chosen, true, "settings-minds");
        if touched.hovered.is_some() {
            place.at = Some(DIALS.len());
        }
        if touched.clicked.is_some() {
            menu.set(Menu::Minds);
        }
        ui.add_space(look.size(8.0));
        if let Some(mind) = &mind {
            who_performs(ui, &look, &mind.status);
        }
        ui.add_space(look.size(14.0));
        if clicked_words(ui, &look, "Esc  back") {
            leave(*screen.get(), &mut menu);
        }
    });
    if intents.back() {
        leave(*screen.get(), &mut menu);
    }
}

/// Back to where the settings were opened.
pub fn leave(screen: Screen, menu: &mut NextState<Menu>) {
    menu.set(if screen == Screen::Life { Menu::Paused } else { Menu::None });
}

/// Some words that can be clicked.
pub fn clicked_words(ui: &mut Ui, look: &Look, text: &str) -> bool {
    let rect = Words::new(text, Face::Plain, 15.0, NIGHT.quiet).show(ui, look);
    let response = ui.interact(rect, Id::new(("clicked-words", text)), Sense::CLICK);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn turn(settings: &mut ResMut<Settings>, dial: &Dial, then: f32) {
    if ((dial.get)(settings) - then).abs() > 1e-4 {
        (dial.set)(settings, then);
    }
}

/// One dial: its name, what it stands at, and a line with a place on it.
fn show(ui: &mut Ui, look: &Look, dial: &Dial, settings: &Settings, chosen: bool) -> (bool, Option<f32>) {
    let now = (dial.get)(settings);
    let color = if chosen { NIGHT.chosen } else { NIGHT.words };
    let width = ui.available_width();
    let name = Words::new(dial.name, Face::Plain, 19.0, color).lay(ui, look, width * 0.6);
    let said = (dial.say)(now);
    let value = Words::new(&said, Face::Plain, 17.0, if chosen { NIGHT.words } else { NIGHT.quiet });
    let value = value.lay(ui, look, width);
    let one_line = name.size().x + value.size().x + look.size(20.0) < width;
    let words = if one_line { name.size().y } else { name.size().y + value.size().y };
    let height = words + look.size(20.0);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height), Sense::hover());
    let response = ui.interact(rect, Id::new(("dial", dial.name)), Sense::CLICK | Sense::DRAG);
    if chosen {
        ui.scroll_to_rect(rect, None);
    }
    let value_at = if one_line {
        Pos2::new(rect.right() - value.size().x, rect.top() + look.size(1.5))
    } else {
        Pos2::new(rect.left(), rect.top() + name.size().y)
    };
    ui.painter().galley(rect.min, name, color);
    ui.painter().galley(value_at, value, OAT);

    let y = rect.top() + words + look.size(7.0);
    let (low, high) = dial.range;
    let through = (now - low) / (high - low);
    let at = Pos2::new(rect.left() + rect.width() * through, y);
    ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, NIGHT.small.gamma_multiply(0.35)));
    if !dial.is_switch() {
        ui.painter().line_segment([Pos2::new(rect.left(), y), at], Stroke::new(1.6, NIGHT.small));
    }
    ui.painter().circle_filled(
        at,
        look.size(if chosen { 5.5 } else { 4.0 }),
        if chosen { NIGHT.chosen } else { NIGHT.small },
    );

    let hovered = response.hovered() && ui.input(|input| input.pointer.is_moving());
    let set = if dial.is_switch() {
        response.clicked().then_some(1.0 - now)
    } else {
        let at = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked());
        at.map(|at| dial.at(low + (high - low) * ((at.x - rect.left()) / rect.width()).clamp(0.0, 1.0)))
    };
    (hovered, set)
}

/// Who performs Samantha, and what is wrong with it, if anything.
fn who_performs(ui: &mut Ui, look: &Look, status: &MindStatus) {
    let who = match status.performer.as_str() {
        "authored" => "Samantha speaks in written lines.",
        "embedded" => {
            "A small language model inside this program speaks for Samantha; where it fails, written lines stand in."
        }
        "endpoint" => "A language model behind an address speaks for Samantha; where it fails, written lines stand in.",
        other => other,
    };
    Words::new(who, Face::LetterItalic, 19.0, NIGHT.words).show(ui, look);
    if status.away {
        Words::new("Just now she is away: her last answer was the written one.", Face::LetterItalic, 18.0, NIGHT.quiet)
            .show(ui, look);
    }
    if let Some(trouble) = &status.trouble {
        Words::new(trouble, Face::Plain, 16.0, NIGHT.chosen).show(ui, look);
    }
}
