//! Closed lids: the dark between two places, for whoever would rather not glide.

use super::{Layer, Menu, paint, theme::dressed};
use crate::stage::Lids;
use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

pub(super) fn plugin(app: &mut App) {
    // Behind a menu time stands still: a blink would not end.
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Lids).run_if(dressed).run_if(in_state(Menu::None)));
}

fn draw(mut contexts: EguiContexts, lids: Option<Res<Lids>>) {
    let Some(lids) = lids.filter(|lids| lids.0 > 0.0) else { return };
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "lids");
    ui.set_opacity(paint::deep(lids.0));
    super::card::black(&ui);
    ctx.request_repaint();
}
