//! Everything that was said in this life since it was opened.

use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    settings_menu::{clicked_words, leave},
    theme::{APRICOT, Face, Look, NIGHT, OAT},
};
use crate::talk::{Floor, SpokenLine};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Rect, ScrollArea, Ui},
};

/// Older lines than these are in the journal, not on screen.
const MOST: usize = 400;

/// Since when it is open, and from where.
#[derive(Resource, Debug, Default)]
struct Open {
    since: f64,
    from_pause: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Open>();
    app.add_systems(OnEnter(Menu::Backlog), |mut open: ResMut<Open>, time: Res<Time<Real>>| {
        open.since = time.elapsed_secs_f64();
    });
    app.add_systems(OnExit(Menu::Paused), |mut open: ResMut<Open>| open.from_pause = true);
    app.add_systems(OnEnter(Menu::None), |mut open: ResMut<Open>| open.from_pause = false);
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Backlog)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    open: Res<Open>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "backlog");
    ui.set_opacity(paint::fade(&look, open.since, 0.25));
    paint::veil(&ui, 0.8);
    let screen_rect = ui.ctx().content_rect();
    let width = (screen_rect.width() - 2.0 * look.margin()).min(look.size(760.0));
    let room =
        Rect::from_center_size(screen_rect.center(), egui::vec2(width, screen_rect.height() - look.margin() * 1.2));
    let mut page = paint::page(&mut ui, room, "backlog-page");
    page.set_clip_rect(room.expand(10.0));
    page.spacing_mut().item_spacing.y = 0.0;
    let scroll = -intents.scroll * 14.0;
    let mut done = false;
    ScrollArea::vertical().id_salt("backlog").auto_shrink([false, false]).stick_to_bottom(true).show(&mut page, |ui| {
        ui.scroll_with_delta(egui::vec2(0.0, scroll));
        ui.add_space(look.size(10.0));
        if floor.backlog.is_empty() {
            Words::new("Nothing has been said yet.", Face::LetterItalic, 21.0, NIGHT.quiet).centred().show(ui, &look);
        }
        let skip = floor.backlog.len().saturating_sub(MOST);
        let mut last = "";
        for line in floor.backlog.iter().skip(skip) {
            said(ui, &look, line, last);
            last = line.who.as_str();
        }
        ui.add_space(look.size(18.0));
        done = clicked_words(ui, &look, "Esc  back");
        ui.add_space(look.size(10.0));
    });
    if scroll != 0.0 {
        ctx.request_repaint();
    }
    // PageUp opened it and scrolls in it now.
    intents.take(Intent::Backlog);
    if done || intents.back() {
        if open.from_pause { leave(*screen.get(), &mut menu) } else { menu.set(Menu::None) }
    }
}

fn said(ui: &mut Ui, look: &Look, line: &SpokenLine, last: &str) {
    let who = line.who.as_str();
    if who != last {
        ui.add_space(look.size(12.0));
        if !line.name.is_empty() {
            let color = if who == "samantha" { APRICOT } else { NIGHT.small };
            Words::new(&line.name, Face::Plain, 14.5, color).spaced(0.8).show(ui, look);
        }
    }
    let words = match (line.name.is_empty(), who) {
        (true, _) => Words::new(&line.text, Face::LetterItalic, 20.0, NIGHT.quiet),
        (_, "theodore") => Words::new(&line.text, Face::Plain, 18.0, NIGHT.quiet),
        _ => Words::new(&line.text, Face::Plain, 18.0, OAT),
    };
    words.show(ui, look);
    ui.add_space(look.size(4.0));
}
