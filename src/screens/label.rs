//! What is looked at, and what he would do with it.

use super::{
    Layer, Menu, Screen,
    line::dark,
    paint::{self, Words},
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    stage::{Claims, Looking},
    talk::Floor,
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect, Stroke},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Layer::Hud).run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    looking: Option<Res<Looking>>,
    claims: Option<Res<Claims>>,
    floor: Res<Floor>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let free = claims.is_none_or(|claims| claims.is_free());
    if !free || floor.card.is_some() {
        return;
    }
    let ui = paint::canvas(ctx, "label");
    let centre = ui.ctx().content_rect().center();
    let looking = looking.filter(|looking| looking.thing.is_some());
    let near = ui.ctx().animate_bool_with_time(egui::Id::new("looked-at"), looking.is_some(), 0.15);
    ui.painter().circle_filled(centre, 1.6 + 0.6 * near, OAT.gamma_multiply(0.35 + 0.4 * near));
    ui.painter().circle_stroke(centre, 4.0 + 3.0 * near, Stroke::new(1.0, OAT.gamma_multiply(0.55 * near)));
    let Some(looking) = looking else { return };
    let words = Words::new(&looking.verb, Face::Plain, 17.0, OAT);
    let key = Words::new("E   ", Face::Plain, 14.0, NIGHT.small);
    let galley = paint::pair(&ui, &look, key, words, look.size(320.0));
    let at = centre + egui::vec2(look.size(26.0), -galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size()).expand2(egui::vec2(look.size(16.0), look.size(6.0)));
    paint::plate(&ui, rect, dark(0.55 * near), 18.0);
    ui.painter().galley(Pos2::new(at.x, at.y), galley, OAT);
}
