//! The card at the end of a life.

use super::{
    Layer, Menu, Screen, card,
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

/// Since when the card stands, and where the player is under it.
#[derive(Resource, Debug, Default)]
struct Up {
    since: f64,
    at: Option<usize>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Up>();
    // A day may be begun again and end just so once more: the card then comes up anew.
    app.add_systems(OnEnter(Screen::Ended), |mut up: ResMut<Up>, time: Res<Time<Real>>| {
        *up = Up { since: time.elapsed_secs_f64(), at: Some(0) };
    });
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Card).run_if(in_state(Screen::Ended)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    floor: Res<Floor>,
    script: Option<Res<Script>>,
    menu: Res<State<Menu>>,
    mut up: ResMut<Up>,
    mut intents: ResMut<Intents>,
    mut inputs: MessageWriter<PlayerInput>,
    mut next: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let (Waiting::Ended(id), Some(script), Menu::None) = (&floor.waiting, script, *menu.get()) else {
        // A menu lies over it; or the life is closed, the title is not up yet, and the room must not flash in between.
        return card::black(&paint::canvas(ctx, "ending"));
    };
    let began = up.since;
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
    let rows = ["again", "the days"].map(|text| Row { size: 18.0, quiet: true, ..Row::new("", text) });
    let laid = Rows::lay(&ui, &look, &NIGHT, &rows, look.size(160.0));
    let screen = ui.ctx().content_rect();
    let top = (screen.bottom() - look.margin() - laid.height()).max(bottom + 8.0).min(screen.bottom() - laid.height());
    let rect = Rect::from_min_size(
        Pos2::new(screen.center().x - laid.natural_width() / 2.0, top),
        egui::vec2(laid.natural_width(), laid.height()),
    );
    up.at = intents.step(up.at, rows.len());
    let touched = laid.show(&mut ui, rect, &NIGHT, up.at, false, "ending-rows");
    up.at = touched.hovered.or(up.at);
    let hint = Words::new("this life is kept", Face::LetterItalic, 16.0, NIGHT.quiet).centred().lay(&ui, &look, 400.0);
    let over = top - hint.size().y - 2.0;
    if over > bottom {
        ui.painter().galley(Pos2::new(screen.center().x, over), hint, NIGHT.quiet);
    }
    if look.now < began + STANDS + 1.2 {
        ctx.request_repaint();
    }
    let confirmed = intents.confirm().then_some(up.at).flatten();
    let away = intents.take_any([Intent::Escape, Intent::Back]).then_some(0);
    match touched.clicked.or(confirmed).or(away).filter(|_| look.now > began + STANDS) {
        Some(0) => {
            inputs.write(PlayerInput::Close);
        }
        Some(_) => next.set(Menu::Days),
        None => {}
    }
}
