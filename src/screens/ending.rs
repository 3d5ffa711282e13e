//! The card at the end of a life.

use super::{
    Layer, Screen, card,
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    theme::{Face, Look, NIGHT},
};
use crate::{
    script::Script,
    talk::{Floor, PlayerInput, Waiting},
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect},
};

/// For so long the card stands before a key can take it away.
const STANDS: f64 = 3.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Card).run_if(in_state(Screen::Ended)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    script: Option<Res<Script>>,
    mut intents: ResMut<Intents>,
    mut inputs: MessageWriter<PlayerInput>,
    mut since: Local<Option<(String, f64)>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let (Waiting::Ended(id), Some(script)) = (&floor.waiting, script) else {
        // The life is closed and the title is not up yet: the room must not flash in between.
        return card::black(&paint::canvas(ctx, "ending"));
    };
    let began = match &*since {
        Some((ending, began)) if ending == id.as_str() => *began,
        _ => look.now,
    };
    *since = Some((id.to_string(), began));
    let (title, text) = script
        .endings
        .get(id)
        .map_or_else(|| (id.to_string(), String::new()), |ending| (ending.title.clone(), ending.card.clone()));

    let mut ui = paint::canvas(ctx, "ending");
    ui.set_opacity(paint::fade(&look, began, 1.5));
    card::black(&ui);
    ui.set_opacity(paint::fade(&look, began + 1.0, 1.5));
    let bottom = card::write(&ui, &look, &title, &text, 64.0);
    ui.set_opacity(paint::fade(&look, began + STANDS - 0.8, 1.2));
    let rows = [Row { face: Face::Plain, size: 18.0, quiet: true, ..Row::new("", "again") }];
    let laid = Rows::lay(&ui, &look, &NIGHT, &rows, look.size(160.0));
    let screen = ui.ctx().content_rect();
    let top = (screen.bottom() - look.margin() - laid.height()).max(bottom + 8.0).min(screen.bottom() - laid.height());
    let rect = Rect::from_min_size(
        Pos2::new(screen.center().x - laid.natural_width() / 2.0, top),
        egui::vec2(laid.natural_width(), laid.height()),
    );
    let touched = laid.show(&mut ui, rect, &NIGHT, Some(0), false, "ending-rows");
    if screen.height() > look.size(420.0) {
        let hint =
            Words::new("this life is kept", Face::LetterItalic, 16.0, NIGHT.quiet).centred().lay(&ui, &look, 400.0);
        ui.painter().galley(Pos2::new(screen.center().x, top - hint.size().y - 2.0), hint, NIGHT.quiet);
    }
    if look.now < began + STANDS + 1.2 {
        ctx.request_repaint();
    }
    let done =
        touched.clicked.is_some() || intents.take_any([Intent::Confirm, Intent::Advance, Intent::Escape, Intent::Back]);
    if done && look.now > began + STANDS {
        *since = None;
        inputs.write(PlayerInput::Close);
    }
}
