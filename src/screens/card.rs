//! A card over black: time that passes, said honestly.

use super::{
    Layer, Menu, Screen,
    paint::{self, Words},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::talk::Floor;
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{Color32, Pos2, Ui},
};

/// The card that was seen last, so that it can fade when it is gone.
#[derive(Resource, Debug, Default)]
struct Shown {
    card: Option<(String, String)>,
    since: f64,
    gone: Option<f64>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>();
    app.add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Layer::Card).run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

fn draw(mut contexts: EguiContexts, look: Res<Look>, floor: Res<Floor>, mut shown: ResMut<Shown>) {
    match (&floor.card, &shown.card) {
        (Some(card), last) if last.as_ref() != Some(card) || shown.gone.is_some() => {
            *shown = Shown { card: Some(card.clone()), since: look.now, gone: None };
        }
        (None, Some(_)) if shown.gone.is_none() => shown.gone = Some(look.now),
        _ => {}
    }
    let Some((text, under)) = shown.card.clone() else { return };
    let leaving = shown.gone.map_or(0.0, |gone| paint::fade(&look, gone, 1.1));
    if leaving >= 1.0 {
        *shown = Shown::default();
        return;
    }
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "card");
    ui.set_opacity((paint::fade(&look, shown.since, 0.5)) * (1.0 - leaving));
    black(&ui);
    ui.set_opacity(
        paint::fade(&look, shown.since + 0.4, 0.9) * (1.0 - paint::fade(&look, shown.gone.unwrap_or(f64::MAX), 0.5)),
    );
    write(&ui, &look, &text, &under, 46.0);
    ctx.request_repaint();
}

/// The black behind a card.
pub fn black(ui: &Ui) {
    ui.painter().rect_filled(ui.ctx().content_rect().expand(2.0), 0.0, Color32::from_rgb(0x0C, 0x0A, 0x0A));
}

/// Large words a little above the middle, smaller ones under them; says where they end.
pub fn write(ui: &Ui, look: &Look, text: &str, under: &str, size: f32) -> f32 {
    let screen = ui.ctx().content_rect();
    let width = (screen.width() - 2.0 * look.margin()).min(look.size(760.0));
    let size = if look.narrow() { size * 0.72 } else { size };
    let large = Words::new(text, Face::Title, size, OAT).centred().lay_even(ui, look, width);
    let small = Words::new(under, Face::LetterItalic, 22.0, NIGHT.quiet).centred().lay_even(ui, look, width);
    // A summary has no large words over it.
    let tall = if text.is_empty() { 0.0 } else { large.size().y };
    let gap = if text.is_empty() || under.is_empty() { 0.0 } else { look.size(20.0) };
    let height = tall + gap + if under.is_empty() { 0.0 } else { small.size().y };
    let top = (screen.center().y - height * 0.56).max(screen.top() + look.margin());
    let x = screen.center().x;
    ui.painter().galley(Pos2::new(x, top), std::sync::Arc::clone(&large), OAT);
    let below = top + tall + gap;
    if !under.is_empty() {
        ui.painter().galley(Pos2::new(x, below), std::sync::Arc::clone(&small), NIGHT.quiet);
    }
    top + height
}
