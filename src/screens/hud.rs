//! A talk on screen: from the bottom up, his own words, what he could say, what was said.

use super::{
    Layer, Menu, Screen,
    choices::Choices,
    intents::Intent,
    letter_read::Reading,
    line::{Subtitle, dark},
    paint::{self, Words},
    theme::{Face, Look, NIGHT},
    typing::Field,
};
use crate::{
    mind::Mind,
    platform::storage,
    talk::{Floor, OpenTurn, PlayerInput, TurnKind, Waiting},
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect, Ui},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        (open_menus, go_on, draw)
            .chain()
            .in_set(Layer::Hud)
            .run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

/// Pause, backlog and help, from anywhere in a life; and back and forth in it, while it is his turn.
fn open_menus(mut choices: Choices, floor: Res<Floor>, reading: Res<Reading>, mut menu: ResMut<NextState<Menu>>) {
    if reading.is_open() {
        return;
    }
    if let Some(turn) = floor.waiting.turn() {
        choices.toggle_list(turn);
    }
    if floor.waiting.turn().is_some() {
        if choices.intents.take(Intent::TakeBack) {
            choices.send(PlayerInput::Back);
        } else if choices.intents.take(Intent::Again) {
            choices.send(PlayerInput::Forth);
        }
    }
    let intents = &mut choices.intents;
    if intents.take_any([Intent::Pause, Intent::Escape]) {
        menu.set(Menu::Paused);
    } else if intents.take(Intent::Backlog) {
        menu.set(Menu::Backlog);
    } else if intents.take(Intent::Help) {
        menu.set(Menu::Help);
    } else if intents.take(Intent::Photo) && storage::HAS_ROOM {
        menu.set(Menu::Photo);
    } else if intents.take(Intent::Inspect) {
        menu.set(Menu::Inspector);
    }
}

/// Hurries what is being said or shown.
fn go_on(mut choices: Choices, floor: Res<Floor>, reading: Res<Reading>) {
    let hurried = floor.waiting == Waiting::Performing
        && !reading.is_open()
        && choices.intents.take_any([Intent::Confirm, Intent::Advance, Intent::Click]);
    if hurried {
        choices.send(PlayerInput::Advance);
    }
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    mind: Res<Mind>,
    subtitle: Res<Subtitle>,
    reading: Res<Reading>,
    mut choices: Choices,
    mut field: Field,
    mut reach: Local<Option<f32>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let last = reach.take();
    if floor.card.is_some() || reading.is_open() {
        return;
    }
    let mut ui = paint::canvas(ctx, "hud");
    let margin = look.margin();
    let screen = ui.ctx().content_rect();
    let mut room = screen.shrink2(egui::vec2(margin, margin * 0.7));
    // The ground under the words reaches as high as they did a moment ago.
    let want = last.map_or(0.0, |top| screen.bottom() - top);
    let height = ui.ctx().animate_value_with_time(egui::Id::new("ground"), want, 0.35);
    if height > 1.0 {
        // A tall list has a plate of its own: the room around it stays to be seen.
        let tall = ((height / screen.height() - 0.35) / 0.5).clamp(0.0, 1.0);
        paint::veil(&ui, 0.14 * tall);
        paint::low_veil(&ui, screen.bottom() - height - look.size(110.0), (height / 60.0).min(1.0) - 0.35 * tall);
    }
    match floor.waiting.turn() {
        Some(turn) if turn.kind == TurnKind::World => {
            room = in_the_room(&mut ui, &look, room, turn, &mut choices, &mut field, &floor);
        }
        Some(OpenTurn { kind: TurnKind::Letter { .. }, .. }) => return,
        Some(turn) => {
            if let Some(lasts) = turn.lasts {
                drain(&ui, &look, &mut room, floor.elapsed / lasts.max(0.1));
            }
            if turn.typing {
                room = field.show(&mut ui, &look, &NIGHT, room, turn, &mut choices, &floor);
            }
            // The line that is answered keeps its room, however many choices there are.
            let for_line = if subtitle.is_shown() { (room.height() * 0.34).min(look.size(120.0)) } else { 0.0 };
            let below = Rect::from_min_max(Pos2::new(room.left(), room.top() + for_line), room.max);
            let left = choices.show(&mut ui, &look, &NIGHT, below, turn, Some(dark(0.60)));
            room = Rect::from_min_max(room.min, left.max);
        }
        None => {}
    }
    let left = subtitle.show(&mut ui, &look, room, &floor, mind.status.away);
    let talks = floor.waiting.turn().is_some_and(|turn| choices.listed(turn));
    *reach = (talks || subtitle.is_shown()).then_some(left.bottom());
}

/// The free room: nothing, unless what can be done is listed.
fn in_the_room(
    ui: &mut Ui,
    look: &Look,
    mut room: Rect,
    turn: &OpenTurn,
    choices: &mut Choices<'_>,
    field: &mut Field<'_>,
    floor: &Floor,
) -> Rect {
    if turn.typing {
        room = field.show(ui, look, &NIGHT, room, turn, choices, floor);
    }
    if choices.listed(turn) {
        return choices.show(ui, look, &NIGHT, room, turn, Some(dark(0.42)));
    }
    if !field.is_up() {
        let keys = if turn.typing { "T  speak       H  what he could do" } else { "H  what he could do" };
        let galley = Words::new(keys, Face::Plain, 14.0, NIGHT.words).centred().lay(ui, look, room.width());
        let at = Pos2::new(room.center().x, room.bottom() - galley.size().y);
        let middle = at + egui::vec2(0.0, galley.size().y / 2.0);
        let around = Rect::from_center_size(middle, galley.size() + egui::vec2(60.0, 16.0));
        paint::plate(ui, around, dark(0.5), 18.0);
        paint::cast(ui.painter(), at, &galley);
        room.max.y = at.y - look.size(12.0);
    }
    room
}

/// A thread that grows shorter while a turn lasts. No number: it is not a race.
fn drain(ui: &Ui, look: &Look, room: &mut Rect, through: f32) {
    let length = look.size(220.0) * (1.0 - through).clamp(0.0, 1.0);
    paint::thread(ui, room.center_bottom(), length, NIGHT.small.gamma_multiply(0.55));
    room.max.y -= look.size(14.0);
    ui.ctx().request_repaint();
}
