//! Taking pictures: a small panel over the room, and nothing of it in the picture.
//!
//! The camera itself is the stage's; this says which light, which lens, and when. Whoever writes pictures hears a
//! [`Snap`].

mod dials;

use super::{
    Layer, Menu,
    intents::{Intent, Intents},
    line::dark,
    paint::{self, Words},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::stage::{Asks, Photo};
use bevy::{math::Rect as Area, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Id, Pos2, Rect, Sense, Stroke, Ui},
};
use dials::{DIALS, Dial};

/// The picture is to be taken now.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap;

/// What stands below the dials.
const WORDS: [&str; 3] = ["Take the picture", "Hide this", "Back"];
const HIDE: usize = DIALS.len() + 1;
const BACK: usize = DIALS.len() + 2;

/// Where the player stands.
#[derive(Resource, Debug, Default)]
struct Panel {
    at: Option<usize>,
    since: f64,
    hidden: bool,
    took: Option<f64>,
    from_pause: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Panel>().add_message::<Snap>();
    app.add_systems(OnExit(Menu::Paused), |mut panel: ResMut<Panel>| panel.from_pause = true);
    app.add_systems(OnEnter(Menu::None), |mut panel: ResMut<Panel>| panel.from_pause = false);
    app.add_systems(OnEnter(Menu::Photo), open);
    app.add_systems(OnExit(Menu::Photo), close);
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Photo)));
}

fn open(photo: Option<ResMut<Photo>>, mut panel: ResMut<Panel>, time: Res<Time<Real>>) {
    let (since, from_pause) = (time.elapsed_secs_f64(), panel.from_pause);
    *panel = Panel { at: Some(DIALS.len()), since, from_pause, ..default() };
    if let Some(mut photo) = photo {
        photo.open();
    }
}

fn close(photo: Option<ResMut<Photo>>, asks: Option<ResMut<Asks>>) {
    if let Some(mut photo) = photo {
        photo.close();
    }
    if let Some(mut asks) = asks {
        asks.kept.clear();
    }
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    photo: Option<ResMut<Photo>>,
    asks: Option<ResMut<Asks>>,
    mut panel: ResMut<Panel>,
    mut intents: ResMut<Intents>,
    mut snaps: MessageWriter<Snap>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let busy = photo.as_ref().is_some_and(|photo| photo.busy);
    let mut ui = paint::canvas(ctx, "photo");
    flash(&mut ui, &look, panel.took);
    ui.set_opacity(paint::fade(&look, panel.since, 0.25));
    if intents.take(Intent::List) {
        panel.hidden = !panel.hidden;
    }
    let count = DIALS.len() + WORDS.len();
    let mut picked = None;
    if !panel.hidden {
        panel.at = intents.step(panel.at, count);
        let by = i8::from(intents.take(Intent::Right)) - i8::from(intents.take(Intent::Left));
        if let (Some(dial), Some(photo), true) = (panel.at.and_then(|at| DIALS.get(at)), &photo, by != 0) {
            picked = Some((dial, (dial.next)((dial.get)(photo), by)));
        }
    }
    let room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin(), look.margin() * 0.7));
    let (area, touched) = if panel.hidden {
        show_hidden(&mut ui, &look, room)
    } else {
        show(&mut ui, &look, room, photo.as_deref(), panel.at)
    };
    if let Some(mut asks) = asks {
        let zoom = ui.ctx().zoom_factor();
        let kept = vec![Area::new(area.left() * zoom, area.top() * zoom, area.right() * zoom, area.bottom() * zoom)];
        if asks.kept != kept {
            asks.kept = kept;
        }
    }
    let mut pressed = None;
    match touched {
        Some(Touch::Over(at)) => panel.at = Some(at),
        Some(Touch::Dial(at, value)) => {
            panel.at = Some(at);
            picked = DIALS.get(at).map(|dial| (dial, value));
        }
        Some(Touch::Word(at)) => pressed = Some(at),
        None => {}
    }
    if let (Some((dial, value)), Some(mut photo), false) = (picked, photo, busy) {
        let value = value.clamp(dial.range.0, dial.range.1);
        if ((dial.get)(&photo) - value).abs() > 1e-4 {
            (dial.set)(&mut photo, value);
        }
    }
    let confirmed = intents.confirm().then(|| panel.at.filter(|at| !panel.hidden && *at >= HIDE));
    // On whatever dial one stands, this takes the picture.
    let word = pressed.or(confirmed.map(|at| at.unwrap_or(DIALS.len())));
    if intents.back() || word == Some(BACK) {
        menu.set(if panel.from_pause { Menu::Paused } else { Menu::None });
    } else if word == Some(HIDE) {
        panel.hidden = !panel.hidden;
    } else if word.is_some() && !busy {
        panel.took = Some(look.now);
        snaps.write(Snap);
    }
}

/// What the mouse or a finger did to the panel.
enum Touch {
    Over(usize),
    Dial(usize, f32),
    Word(usize),
}

/// The shutter, as far as one sees it.
fn flash(ui: &mut Ui, look: &Look, took: Option<f64>) {
    let Some(took) = took else { return };
    let dark = 1.0 - paint::fade(look, took, 0.3);
    if dark > 0.0 {
        ui.set_opacity(dark * 0.8);
        super::card::black(ui);
        ui.ctx().request_repaint();
    }
}

/// The way back to a panel that is hidden.
fn show_hidden(ui: &mut Ui, look: &Look, room: Rect) -> (Rect, Option<Touch>) {
    let galley = Words::new("H  show", Face::Plain, 15.0, NIGHT.quiet).lay(ui, look, room.width());
    let size = (galley.size() + egui::vec2(look.size(16.0), look.size(12.0))).max(egui::Vec2::splat(40.0));
    let rect = Rect::from_min_size(Pos2::new(room.left(), room.bottom() - size.y), size);
    paint::plate(ui, rect, dark(0.35), 12.0);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, NIGHT.quiet);
    let clicked = ui.interact(rect, Id::new("photo-show"), Sense::CLICK).clicked();
    (rect, clicked.then_some(Touch::Word(HIDE)))
}

/// The panel, at the lower left: it says where it lies, and what was done to it.
fn show(ui: &mut Ui, look: &Look, room: Rect, photo: Option<&Photo>, at: Option<usize>) -> (Rect, Option<Touch>) {
    let width = room.width().min(look.size(330.0));
    // In a low window the rows move closer together rather than out of it.
    let rows = (DIALS.len() + WORDS.len()) as f32 + 1.3;
    let high = look.size(34.0).min((room.height() - 8.0) / rows);
    let area = Rect::from_min_size(Pos2::new(room.left(), room.bottom() - high * rows), egui::vec2(width, high * rows));
    paint::plate(ui, area.expand2(egui::vec2(look.size(22.0), look.size(14.0))), dark(0.62), 26.0);
    let mut touched = None;
    let row =
        |index: usize| Rect::from_min_size(area.min + egui::vec2(0.0, high * index as f32), egui::vec2(width, high));
    for (index, dial) in DIALS.iter().enumerate() {
        let value = photo.map_or(dial.range.0, dial.get);
        if let Some(touch) = show_dial(ui, look, row(index), index, dial, value, at == Some(index)) {
            touched = Some(touch);
        }
    }
    for (index, text) in WORDS.iter().enumerate() {
        let index = DIALS.len() + index;
        let (rect, chosen) = (row(index), at == Some(index));
        let color = if chosen { NIGHT.chosen } else { NIGHT.words };
        let galley = Words::new(text, Face::Plain, 17.0, color).lay_cut(ui, look, width);
        ui.painter().galley(Pos2::new(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
        let response = ui.interact(rect, Id::new(("photo-word", index)), Sense::CLICK);
        if response.clicked() {
            touched = Some(Touch::Word(index));
        } else if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
            touched = Some(Touch::Over(index));
        }
    }
    let keys = "W A S D, Q E move · I J K L or dragging looks · Enter takes it";
    let galley = Words::new(keys, Face::Plain, 13.0, NIGHT.quiet).lay(ui, look, width);
    ui.painter().galley(row(DIALS.len() + WORDS.len()).min, galley, NIGHT.quiet);
    (area.expand(look.size(14.0)), touched)
}

fn show_dial(
    ui: &mut Ui,
    look: &Look,
    rect: Rect,
    index: usize,
    dial: &Dial,
    value: f32,
    chosen: bool,
) -> Option<Touch> {
    let color = if chosen { NIGHT.chosen } else { NIGHT.words };
    let name = Words::new(dial.name, Face::Plain, 16.0, color).lay_cut(ui, look, rect.width() * 0.4);
    let said = (dial.say)(value);
    let said = Words::new(&said, Face::Plain, 15.0, OAT).lay_cut(ui, look, rect.width() * 0.6);
    let line = rect.bottom() - look.size(5.0);
    let middle = (rect.top() + line - name.size().y) / 2.0;
    ui.painter().galley(Pos2::new(rect.left(), middle), name, color);
    ui.painter().galley(Pos2::new(rect.right() - said.size().x, middle), said, OAT);
    let (low, high) = dial.range;
    let through = ((value - low) / (high - low)).clamp(0.0, 1.0);
    ui.painter().hline(rect.x_range(), line, Stroke::new(1.0, NIGHT.small.gamma_multiply(0.35)));
    let knob = Pos2::new(rect.left() + rect.width() * through, line);
    ui.painter().circle_filled(knob, look.size(if chosen { 5.0 } else { 3.5 }), color);
    let response = ui.interact(rect, Id::new(("photo-dial", index)), Sense::CLICK | Sense::DRAG);
    let at = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked());
    if let Some(at) = at {
        let through = ((at.x - rect.left()) / rect.width()).clamp(0.0, 1.0);
        return Some(Touch::Dial(index, low + (high - low) * through));
    }
    let over = response.hovered() && ui.input(|input| input.pointer.is_moving());
    over.then_some(Touch::Over(index))
}
