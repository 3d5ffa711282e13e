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
    let screen = ui.ctx().content_rect();
    let looking = looking.filter(|looking| looking.thing.is_some());
    let offered = looking.as_ref().is_some_and(|looking| looking.verb.is_some());
    let near = ui.ctx().animate_bool_with_time(egui::Id::new("looked-at"), offered, 0.15);
    ui.painter().circle_filled(screen.center(), 1.6 + 0.5 * near, OAT.gamma_multiply(0.3 + 0.45 * near));
    ui.painter().circle_stroke(screen.center(), 4.0 + 3.0 * near, Stroke::new(1.0, OAT.gamma_multiply(0.5 * near)));
    let Some(looking) = looking else { return };
    let name = looking.name.clone().unwrap_or_default();
    let galley = match &looking.verb {
        Some(verb) => {
            let key = Words::new("E   ", Face::Plain, 14.0, NIGHT.small).centred();
            paint::pair(&ui, &look, key, Words::new(verb, Face::Plain, 18.0, OAT), look.size(300.0))
        }
        None => Words::new(&name, Face::LetterItalic, 17.0, NIGHT.quiet).centred().lay(&ui, &look, look.size(300.0)),
    };
    // Over the thing, or under the middle of the view if the thing is behind its edge.
    let zoom = ui.ctx().zoom_factor();
    let over = looking.at.map(|at| Pos2::new(at.x / zoom, at.y / zoom - galley.size().y - look.size(16.0)));
    let at = over.unwrap_or(screen.center() + egui::vec2(0.0, look.size(26.0)));
    let half = galley.size().x / 2.0 + look.size(18.0);
    let at = Pos2::new(
        at.x.clamp(screen.left() + half, (screen.right() - half).max(screen.left() + half)),
        at.y.clamp(screen.top() + look.size(10.0), screen.bottom() - look.size(120.0)),
    );
    let around = Rect::from_min_size(Pos2::new(at.x - galley.size().x / 2.0, at.y), galley.size());
    if offered {
        paint::plate(&ui, around.expand2(egui::vec2(look.size(18.0), look.size(6.0))), dark(0.6), 18.0);
    }
    ui.painter().galley(at, galley, OAT);
}
