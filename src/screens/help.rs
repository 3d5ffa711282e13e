//! The keys.

use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    settings_menu::{clicked_words, leave},
    theme::{Face, Look, NIGHT, OAT},
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Rect, ScrollArea, Sense, Ui},
};

const WALKING: [(&str, &str); 9] = [
    ("W A S D and the mouse", "walk and look; a click takes the pointer"),
    ("E or Enter, click", "touch what you look at"),
    ("Tab, or Q and R, the wheel", "step from place to place"),
    ("C, right button (LT)", "look closer, for as long as it is held"),
    ("H (Y)", "list everything he could do here"),
    ("T or /", "say something to her"),
    ("both sticks, A", "walk, look, touch"),
    ("middle button", "pause, for a mouse alone"),
    ("fingers", "walk on the left, look elsewhere; a tap touches, words at the top do the rest"),
];

const TALKING: [(&str, &str); 8] = [
    ("1 to 9, or arrows and Enter", "say or do that"),
    ("any letter, or /", "say it in your own words; Enter sends it, Esc leaves the field"),
    ("0 or Backspace", "say nothing"),
    ("– (or L)", "walk away, where that is offered"),
    ("Space, Enter, click", "the next line"),
    ("Ctrl Z", "take the last turn back; also in pause"),
    ("Ctrl Shift Z, or Ctrl Y", "let it come again; also in pause"),
    ("D-pad, A, X, LB", "choose, this one, say nothing, walk away"),
];

const ANYWHERE: [(&str, &str); 4] = [
    ("Esc or P, Start", "pause; leaving costs nothing"),
    ("PageUp or B, Select", "what was said"),
    ("F2", "take pictures of the room; also in pause"),
    ("F1", "these keys"),
];

/// Since when it is open, and from where.
#[derive(Resource, Debug, Default)]
struct Open {
    since: f64,
    from_pause: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Open>();
    app.add_systems(OnEnter(Menu::Help), |mut open: ResMut<Open>, time: Res<Time<Real>>| {
        open.since = time.elapsed_secs_f64();
    });
    app.add_systems(OnExit(Menu::Paused), |mut open: ResMut<Open>| open.from_pause = true);
    app.add_systems(OnEnter(Menu::None), |mut open: ResMut<Open>| open.from_pause = false);
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Help)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    open: Res<Open>,
    mut intents: ResMut<Intents>,
    screen: Res<State<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "help");
    ui.set_opacity(paint::fade(&look, open.since, 0.25));
    paint::left_veil(&ui, 1.0);
    paint::veil(&ui, 0.4);
    let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
    room.set_width(room.width().min(look.size(760.0)));
    let mut page = paint::page(&mut ui, room, "help-page");
    page.set_clip_rect(room.expand(10.0));
    page.spacing_mut().item_spacing.y = 0.0;
    let scroll = -intents.scroll * 14.0;
    let mut done = false;
    ScrollArea::vertical().id_salt("help").auto_shrink([false, false]).show(&mut page, |ui| {
        ui.scroll_with_delta(egui::vec2(0.0, scroll));
        Words::new("Keys", Face::Title, 38.0, OAT).show(ui, &look);
        for (heading, keys) in
            [("In the room", &WALKING[..]), ("When it is his turn", &TALKING[..]), ("Anywhere", &ANYWHERE[..])]
        {
            group(ui, &look, heading, keys);
        }
        ui.add_space(look.size(16.0));
        done = clicked_words(ui, &look, "Esc  back");
    });
    if done || intents.back() || intents.take(Intent::Help) {
        if open.from_pause { leave(*screen.get(), &mut menu) } else { menu.set(Menu::None) }
    }
}

fn group(ui: &mut Ui, look: &Look, heading: &str, keys: &[(&str, &str)]) {
    ui.add_space(look.size(12.0));
    Words::new(heading, Face::LetterItalic, 19.0, NIGHT.quiet).show(ui, look);
    for (key, what) in keys {
        let width = ui.available_width();
        let column = if look.narrow() { width * 0.44 } else { look.size(250.0) };
        let key = Words::new(key, Face::Plain, 16.0, NIGHT.small).lay(ui, look, column - look.size(12.0));
        let what = Words::new(what, Face::Plain, 17.0, NIGHT.words).lay(ui, look, width - column);
        let height = key.size().y.max(what.size().y) + look.size(2.0);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height), Sense::hover());
        ui.painter().galley(rect.min, key, NIGHT.small);
        ui.painter().galley(
            Rect::from_min_size(rect.min + egui::vec2(column, 0.0), rect.size()).min,
            what,
            NIGHT.words,
        );
    }
}
