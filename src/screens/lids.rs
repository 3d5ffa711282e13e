//! Closed lids: the dark between two places, and while the graphics card gets ready for another tier.

use super::{Layer, Menu, paint, theme::dressed};
use crate::stage::{Dark, Lids};
use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Lids).run_if(dressed));
}

fn draw(mut contexts: EguiContexts, lids: Option<Res<Lids>>, dark: Option<Res<Dark>>, menu: Res<State<Menu>>) {
    // Behind a menu time stands still: a blink would not end.
    let blink = lids.filter(|_| *menu.get() == Menu::None).map_or(0.0, |lids| lids.0);
    let shut = dark.map_or(0.0, |dark| dark.shut).max(blink);
    let Ok(ctx) = contexts.ctx_mut() else { return };
    if shut <= 0.0 {
        return;
    }
    let mut ui = paint::canvas(ctx, "lids");
    ui.set_opacity(paint::deep(shut));
    super::card::black(&ui);
    ctx.request_repaint();
}
