//! Letter paper: the brief on a slip, the letter on a sheet, what he could write under it.

use super::{
    Layer, Menu, Screen, brief,
    choices::Choices,
    paint::{self, Words},
    theme::{BRASS, Face, INK, Look, OAT, PAPER},
    typing::Field,
};
use crate::{
    script::Script,
    story::Life,
    talk::{Floor, OpenTurn, TurnKind},
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Align, Pos2, Rect, ScrollArea, Stroke, Ui},
};

/// Since when a letter lies there.
#[derive(Resource, Debug, Default)]
struct Desk {
    letter: Option<String>,
    part: Option<String>,
    since: f64,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Desk>();
    app.add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Layer::Paper).run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    life: Res<Life>,
    script: Option<Res<Script>>,
    mut desk: ResMut<Desk>,
    mut choices: Choices,
    mut field: Field,
) {
    let turn = floor.waiting.turn();
    let Some(turn @ OpenTurn { kind: TurnKind::Letter { letter, part, ask, so_far }, .. }) = turn else {
        if turn.is_some() {
            desk.letter = None;
        }
        return;
    };
    if desk.letter.as_deref() != Some(letter.as_str()) {
        *desk = Desk { letter: Some(letter.to_string()), part: None, since: look.now };
    }
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let commission = script.as_ref().and_then(|script| script.letters.get(letter));
    let client =
        commission.zip(script.as_ref()).and_then(|(letter, script)| script.cast.clients.get(letter.client.as_ref()?));
    let mut ui = paint::canvas(ctx, "letter");
    ui.set_opacity(paint::fade(&look, desk.since, 0.6));
    paint::veil(&ui, 0.5);

    let screen = ui.ctx().content_rect();
    let margin = look.margin() * 0.8;
    let wide = (screen.width() - 2.0 * margin).min(1120.0 * look.text.max(1.0));
    let all = Rect::from_center_size(screen.center(), egui::vec2(wide, screen.height() - 2.0 * margin));
    let sheet = if look.narrow() {
        all
    } else {
        let slip_width = (all.width() * 0.33).min(look.size(360.0));
        let slip = Rect::from_min_size(
            all.min + egui::vec2(0.0, margin * 0.4),
            egui::vec2(slip_width, all.height() - margin * 0.8),
        );
        if let Some(commission) = commission {
            brief::slip(&mut ui, &look, slip, commission, client);
        }
        Rect::from_min_max(Pos2::new(all.left() + slip_width + look.size(26.0), all.top()), all.max)
    };
    paint::paper(&ui, sheet, OAT);
    let pad = (sheet.width() * 0.06).clamp(10.0, look.size(46.0));
    let mut room = sheet.shrink2(egui::vec2(pad, (pad * 0.8).min(sheet.height() * 0.05)));

    if turn.typing {
        room = field.show(&mut ui, &look, &PAPER, room, turn, &mut choices, &floor);
    }
    if look.narrow() {
        let fresh = desk.part.as_deref() != Some(part.as_str());
        desk.part = Some(part.to_string());
        let mut page = paint::page(&mut ui, room, "letter-page");
        page.set_clip_rect(room.expand2(egui::vec2(6.0, 2.0)));
        ScrollArea::vertical().id_salt("letter-page").auto_shrink([false, false]).show(&mut page, |ui| {
            if let Some(commission) = commission {
                brief::write(ui, &look, commission, client);
            }
            so_far_words(ui, &look, so_far);
            if fresh {
                ui.scroll_to_cursor(Some(Align::Min));
            }
            Words::new(ask, Face::LetterItalic, 20.0, PAPER.small).show(ui, &look);
            choices.flow(ui, &look, &PAPER, turn);
        });
        return;
    }
    // The letter keeps at least a third of its sheet; the fragments have the rest.
    let keep = room.height() * 0.36;
    let below = Rect::from_min_max(Pos2::new(room.left(), room.top() + keep), room.max);
    let above = choices.show(&mut ui, &look, &PAPER, below, turn, None);
    let ask = Words::new(ask, Face::LetterItalic, 20.0, PAPER.small).lay(&ui, &look, room.width());
    let line = above.bottom() - ask.size().y - look.size(4.0);
    ui.painter().galley(Pos2::new(room.left(), line), std::sync::Arc::clone(&ask), PAPER.small);
    if let Some(number) = commission.and_then(|c| c.parts.iter().position(|p| p.id == *part)) {
        let number = format!("{} of {}", number + 1, commission.map_or(0, |c| c.parts.len()));
        let number = Words::new(&number, Face::Plain, 14.0, PAPER.quiet).lay(&ui, &look, room.width());
        let at = Pos2::new(room.right() - number.size().x, line + look.size(5.0));
        ui.painter().galley(at, number, PAPER.quiet);
    }
    let rule = line - look.size(8.0);
    ui.painter().hline(room.x_range(), rule, Stroke::new(1.0, BRASS.gamma_multiply(0.45)));

    let rect = Rect::from_min_max(room.min, Pos2::new(room.right(), rule - look.size(8.0)));
    let to = commission.map(|commission| commission.brief.to.as_str());
    let parts = life.letters().get(letter).map(|written| written.parts.len()).unwrap_or_default();
    written(&mut ui, &look, rect, to.filter(|_| so_far.is_empty()), so_far, parts);
}

/// What stands already.
fn written(ui: &mut Ui, look: &Look, rect: Rect, to: Option<&str>, so_far: &str, parts: usize) {
    let mut page = paint::page(ui, rect, "so-far");
    page.set_clip_rect(rect.expand(2.0));
    let scroll = ScrollArea::vertical().id_salt(("so-far", parts)).auto_shrink([false, false]);
    scroll.stick_to_bottom(true).show(&mut page, |ui| {
        if let Some(to) = to {
            let to = format!("to {to}");
            Words::new(&to, Face::LetterItalic, 18.0, PAPER.quiet).show(ui, look);
        }
        so_far_words(ui, look, so_far);
    });
}

fn so_far_words(ui: &mut Ui, look: &Look, so_far: &str) {
    if so_far.is_empty() {
        Words::new("The sheet is empty.", Face::LetterItalic, 21.0, PAPER.quiet).show(ui, look);
    } else {
        Words::new(so_far, Face::Letter, 22.0, INK).show(ui, look);
    }
}
