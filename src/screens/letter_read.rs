//! The finished letter, in his hand, and how it was read against its brief.

use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    paint::{self, Words},
    theme::{BRASS, Face, INK, Look, MOSS, OAT, PAPER, RUST},
};
use crate::{
    AppSystems,
    routine::letter,
    script::{Letter, LetterId, Script},
    story::{Life, Written},
    talk::{Pace, Told},
};
use bevy::{platform::collections::HashSet, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect, ScrollArea, Stroke, Ui},
};

/// For so long the sheet lies there before a key can take it away.
const STANDS: f64 = 0.8;

/// The finished letter that lies on the desk, and those that were read.
#[derive(Resource, Debug, Default)]
pub struct Reading {
    open: Option<(LetterId, f64)>,
    read: HashSet<LetterId>,
    opened: bool,
}

impl Reading {
    /// Whether a finished letter lies there.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Reading>();
    app.add_systems(Update, notice.in_set(AppSystems::Present));
    app.add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Layer::Paper).run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

/// Notices that a letter has been finished. Letters of a life that goes on were read before.
fn notice(
    mut reading: ResMut<Reading>,
    life: Res<Life>,
    mut told: MessageReader<Told>,
    time: Res<Time<Real>>,
    pace: Res<Pace>,
) {
    for told in told.read() {
        match told {
            Told::Opened => {
                *reading = Reading { opened: true, ..default() };
                let read = life.letters().iter().filter(|(_, written)| written.score.is_some());
                reading.read = read.map(|(id, _)| id.clone()).collect();
            }
            Told::Closed => *reading = Reading::default(),
            _ => {}
        }
    }
    if !reading.opened || reading.is_open() || !life.is_changed() {
        return;
    }
    let new = life.letters().iter().find(|(id, written)| written.score.is_some() && !reading.read.contains(*id));
    if let Some((id, _)) = new {
        reading.read.insert(id.clone());
        // Whoever drives the game from outside does not seal letters.
        if *pace != Pace::Instant {
            reading.open = Some((id.clone(), time.elapsed_secs_f64()));
        }
    }
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    life: Res<Life>,
    script: Option<Res<Script>>,
    mut reading: ResMut<Reading>,
    mut intents: ResMut<Intents>,
) {
    let Some((id, since)) = reading.open.clone() else { return };
    let (Ok(ctx), Some(written)) = (contexts.ctx_mut(), life.letters().get(&id)) else { return };
    let mut ui = paint::canvas(ctx, "letter-read");
    ui.set_opacity(paint::fade(&look, since, 0.5));
    paint::veil(&ui, 0.55);

    let screen = ui.ctx().content_rect();
    let margin = look.margin() * 0.8;
    let width = (screen.width() - 2.0 * margin).min(look.size(820.0));
    let sheet = Rect::from_center_size(screen.center(), egui::vec2(width, screen.height() - 2.0 * margin));
    paint::paper(&ui, sheet, OAT);
    let pad = (sheet.width() * 0.08).clamp(12.0, look.size(60.0));
    let mut room = sheet.shrink2(egui::vec2(pad, pad * 0.7));
    let hint = Words::new("Enter  seal it", Face::Plain, 14.0, PAPER.quiet).centred().lay(&ui, &look, room.width());
    room.max.y -= hint.size().y + look.size(8.0);
    ui.painter().galley(Pos2::new(room.center().x, room.bottom() + look.size(6.0)), hint, PAPER.quiet);

    let client = script.as_ref().and_then(|script| script.letters.get(&id));
    let mut page = paint::page(&mut ui, room, "letter-read-page");
    page.set_clip_rect(room.expand(2.0));
    let scroll = intents.scroll * -14.0;
    ScrollArea::vertical().id_salt("letter-read").auto_shrink([false, false]).show(&mut page, |ui| {
        ui.scroll_with_delta(egui::vec2(0.0, scroll));
        if let Some(client) = client {
            let to = format!("to {}", client.brief.to);
            Words::new(&to, Face::LetterItalic, 18.0, PAPER.quiet).show(ui, &look);
        }
        Words::new(&written.body(), Face::Hand, 29.0, INK).show(ui, &look);
        // Nobody reads his own against a brief.
        if !client.is_some_and(Letter::is_own) {
            verdict(ui, &look, written);
        }
    });

    let done = intents.take_any([Intent::Confirm, Intent::Advance, Intent::Click, Intent::Escape, Intent::Back]);
    if done && look.now > since + STANDS {
        reading.open = None;
    }
    ctx.request_repaint();
}

/// The score as a line that fills, and why.
fn verdict(ui: &mut Ui, look: &Look, written: &Written) {
    let score = written.score.unwrap_or_default();
    ui.add_space(look.size(16.0));
    let (rect, _) = ui.allocate_exact_size(
        egui::vec2(ui.available_width().min(look.size(260.0)), look.size(10.0)),
        egui::Sense::hover(),
    );
    let y = rect.center().y;
    ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, BRASS.gamma_multiply(0.5)));
    let filled = Pos2::new(rect.left() + rect.width() * score, y);
    let color = if score >= letter::GOOD { MOSS } else { RUST };
    ui.painter().line_segment([rect.left_center(), filled], Stroke::new(3.0, color));
    Words::new(letter::in_a_word(score), Face::Title, 22.0, color).show(ui, look);
    ui.add_space(look.size(6.0));
    for reason in &written.reasons {
        Words::new(reason, Face::Plain, 16.0, PAPER.quiet).show(ui, look);
    }
}
