//! The line that is being said: a subtitle, low in the middle.

use super::{
    paint::{self, Words},
    theme::{APRICOT, Face, INK, Look, NIGHT, OAT, TEAL},
};
use crate::{
    script::Tone,
    talk::{Floor, SpokenLine, Told, Waiting},
};
use bevy::prelude::*;
use bevy_egui::egui::{self, Align, Color32, Galley, Pos2, Rect, Ui};
use std::sync::Arc;

/// What the subtitle shows, and since when.
#[derive(Resource, Debug, Default)]
pub struct Subtitle {
    /// The line, or her first sign.
    shown: Option<(SpokenLine, bool)>,
    since: f64,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Subtitle>();
    app.add_systems(Update, follow.in_set(crate::AppSystems::Present));
}

/// Follows what is said.
fn follow(mut told: MessageReader<Told>, floor: Res<Floor>, mut subtitle: ResMut<Subtitle>, time: Res<Time<Real>>) {
    let now = time.elapsed_secs_f64();
    for told in told.read() {
        match told {
            Told::Line(line) => *subtitle = Subtitle { shown: Some((line.clone(), false)), since: now },
            Told::Breath(line) => *subtitle = Subtitle { shown: Some((line.clone(), true)), since: now },
            Told::Opened | Told::Closed | Told::Card { .. } | Told::Ending(_) => subtitle.shown = None,
            _ => {}
        }
    }
    let in_room = floor.waiting.turn().is_some_and(|turn| turn.kind == crate::talk::TurnKind::World);
    if subtitle.shown.is_some() && (floor.line.is_none() || in_room) && now - subtitle.since > 6.0 {
        subtitle.shown = None;
    }
}

impl Subtitle {
    /// Draws it so that it ends at the bottom of `room`, no higher than `room`; says what is left above.
    pub fn show(&self, ui: &mut Ui, look: &Look, room: Rect, floor: &Floor, away: bool) -> Rect {
        let Some((line, breath)) = &self.shown else {
            if floor.thinking {
                dots(ui, look, room.center_bottom() - egui::vec2(0.0, look.size(24.0)));
            }
            return room;
        };
        let alpha = paint::fade(look, self.since, if *breath { 0.15 } else { 0.35 });
        let width = room.width().min(look.size(860.0));
        let words = words(line, *breath).lay_even(ui, look, width - 2.0 * look.size(26.0));
        let name = name(ui, look, line);
        let name_height = name.as_ref().map_or(0.0, |name| name.size().y);
        let pad = look.size(14.0);
        let full = words.size().y + name_height + 2.0 * pad;
        let height = full.min(room.height());
        let wide = words.size().x.max(name.as_ref().map_or(0.0, |n| n.size().x)) + look.size(76.0);
        let rect = Rect::from_center_size(
            Pos2::new(room.center().x, room.bottom() - height / 2.0),
            egui::vec2(wide.min(room.width()), height),
        );
        let mut ui = paint::page(ui, room.expand(30.0), "line");
        ui.multiply_opacity(alpha);
        paint::plate(&ui, rect.expand2(egui::vec2(6.0, 4.0)), dark(0.3), 30.0);
        // More words than there is room for: the end is what he answers.
        let painter = ui.painter().with_clip_rect(rect.expand2(egui::vec2(0.0, -2.0)));
        let mut y = rect.top() + pad - (full - height);
        if let Some(name) = name {
            paint::cast(&painter, Pos2::new(rect.center().x, y), &name);
            y += name_height;
        }
        paint::cast(&painter, Pos2::new(rect.center().x, y), &words);
        if away && line.who.as_str() == "samantha" {
            mark_away(&ui, look, rect);
        }
        let waits = floor.waiting == Waiting::Performing;
        if floor.thinking || (waits && *breath) {
            dots(&ui, look, rect.center_bottom() + egui::vec2(0.0, look.size(6.0)));
        }
        Rect::from_min_max(room.min, Pos2::new(room.right(), rect.top() - look.size(8.0)))
    }

    /// Whether a line is to be seen.
    pub fn is_shown(&self) -> bool {
        self.shown.is_some()
    }
}

/// The dark behind subtitles.
pub fn dark(alpha: f32) -> Color32 {
    INK.lerp_to_gamma(TEAL, 0.25).lerp_to_gamma(Color32::BLACK, 0.45).gamma_multiply(paint::deep(alpha))
}

fn words(line: &SpokenLine, breath: bool) -> Words<'_> {
    let words = match (line.name.is_empty(), line.who.as_str()) {
        (_, "screen") => Words::new(&line.text, Face::Plain, 21.0, NIGHT.small).spaced(0.6),
        (true, _) => Words::new(&line.text, Face::LetterItalic, 25.0, OAT),
        (false, "theodore") => Words::new(&line.text, Face::Plain, 23.0, NIGHT.quiet),
        (false, _) => Words::new(&line.text, Face::Plain, if breath { 19.0 } else { 24.0 }, OAT),
    };
    words.centred()
}

fn name(ui: &Ui, look: &Look, line: &SpokenLine) -> Option<Arc<Galley>> {
    if line.name.is_empty() {
        return None;
    }
    let color = match line.who.as_str() {
        "samantha" => APRICOT,
        "theodore" => NIGHT.quiet,
        _ => NIGHT.small,
    };
    let name = Words { align: Align::Center, ..Words::new(&line.name, Face::Plain, 14.5, color).spaced(0.8) };
    let tone = if line.tone == Tone::Plain { String::new() } else { format!("   {}", line.tone.word()) };
    let tone = Words { size: 16.0, face: Face::LetterItalic, color: NIGHT.quiet, spaced: 0.0, text: &tone, ..name };
    Some(paint::pair(ui, look, name, tone, f32::INFINITY))
}

/// Three dots that breathe, where her answer will be.
fn dots(ui: &Ui, look: &Look, at: Pos2) {
    for i in 0..3 {
        let beat = ((look.now * 2.2 - f64::from(i) * 0.5).sin() * 0.5 + 0.5) as f32;
        let at = at + egui::vec2(look.size(11.0) * (i as f32 - 1.0), 0.0);
        ui.painter().circle_filled(at, look.size(2.4), OAT.gamma_multiply(0.25 + 0.55 * beat));
    }
    ui.ctx().request_repaint();
}

/// A ring that is not closed: she is away, the words are the written ones.
fn mark_away(ui: &Ui, look: &Look, rect: Rect) {
    let at = rect.right_top() + egui::vec2(-look.size(26.0), look.size(20.0));
    ui.painter().circle_stroke(at, look.size(4.0), egui::Stroke::new(1.2, NIGHT.small));
    let words = Words::new("away", Face::LetterItalic, 14.0, NIGHT.small).lay(ui, look, 100.0);
    let left = at - egui::vec2(look.size(9.0) + words.size().x, words.size().y * 0.56);
    ui.painter().galley(left, words, NIGHT.small);
}
