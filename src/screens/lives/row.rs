//! One life in the list: its picture in an oat frame, and beside it where it was left.

use super::{Listed, words};
use crate::{
    screens::{
        paint::Words,
        theme::{Face, INK, Look, NIGHT, OAT, RUST},
    },
    script::{EndingId, Script},
};
use bevy_egui::egui::{self, Color32, Galley, Id, Pos2, Rect, Sense, Stroke, TextureHandle, Ui, Vec2};
use std::{sync::Arc, time::SystemTime};

/// A life as it is written down in its row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Day and part of the day.
    pub title: String,
    /// The last line that was said.
    pub line: String,
    /// Act, turns, end, and when it was last played.
    pub under: String,
    /// What is wrong with it.
    pub note: Option<String>,
    /// What stands where there is no picture.
    pub day: String,
    /// Whether it may be put away.
    pub kept: bool,
}

/// What the mouse did to a row, and where that is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touched {
    pub rect: Rect,
    pub hovered: bool,
    pub clicked: bool,
    pub put_away: bool,
}

impl Shown {
    pub fn new(life: &Listed, script: Option<&Script>) -> Self {
        // A browser has no such clock, and does not say when anything was written either.
        let played = life.played.map(|when| words::ago(when, SystemTime::now()));
        let note = life.note.map(str::to_owned);
        let kept = life.slot.is_some();
        let Some(summary) = life.summary else {
            let title = "A life that cannot be read".to_owned();
            return Self {
                title, line: String::new(), under: played.unwrap_or_default(), note, day: "–".into(), kept
            };
        };
        let mut under = Vec::new();
        if !kept {
            under.push("the running life".to_owned());
        }
        under.push(words::act(summary.act).to_owned());
        under.push(words::turns(summary.turns));
        under.extend(summary.ending.as_ref().map(|ending| format!("ended: {}", title_of(ending, script))));
        under.extend(played);
        Self {
            title: format!("day {}, {}", summary.day, summary.phase.word()),
            line: summary.line.clone(),
            under: under.join("  ·  "),
            note,
            day: format!("day {}", summary.day),
            kept,
        }
    }
}

fn title_of(ending: &EndingId, script: Option<&Script>) -> String {
    let known = script.and_then(|script| script.endings.get(ending));
    known.map_or_else(|| ending.to_string(), |ending| ending.title.clone())
}

/// Draws a row under what is there already.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    life: &Shown,
    picture: Option<&TextureHandle>,
    index: usize,
    chosen: bool,
) -> Touched {
    let width = ui.available_width();
    let (left, pad, gap, frame) = (look.size(14.0), look.size(8.0), look.size(14.0), look.size(3.0));
    let wide = look.size(136.0).min(width * 0.30);
    let thumb = egui::vec2(wide, wide * 9.0 / 16.0);
    let column = width - left - thumb.x - 2.0 * frame - gap - pad;
    let away = Words::new("put away", Face::Plain, 15.0, NIGHT.small).lay(ui, look, column);
    // Where there is little room, it has a line of its own.
    let beside = if look.narrow() || !life.kept { 0.0 } else { away.size().x + gap };
    let title = Words::new(&life.title, Face::Plain, 20.0, NIGHT.words).lay(ui, look, column - beside);
    let line = Words::new(&life.line, Face::LetterItalic, 19.0, NIGHT.words).lay_cut(ui, look, column);
    let under = Words::new(&life.under, Face::Plain, 15.0, NIGHT.quiet).lay(ui, look, column);
    let note = life.note.as_ref().map(|note| Words::new(note, Face::Plain, 15.0, NIGHT.chosen).lay(ui, look, column));

    let own_line = if look.narrow() && life.kept { away.size().y } else { 0.0 };
    let shown = |galley: &Arc<Galley>| if galley.is_empty() { 0.0 } else { galley.size().y };
    let words = title.size().y + shown(&line) + shown(&under) + note.as_ref().map_or(0.0, shown) + own_line;
    let height = words.max(thumb.y + 2.0 * frame) + 2.0 * pad;
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, height), Sense::hover());
    // Not focusable: the keyboard's place in the list is ours to keep.
    let response = ui.interact(rect, Id::new(("life", index)), Sense::CLICK);
    let hovered = response.hovered() && ui.input(|input| input.pointer.is_moving());
    let clicked = response.clicked();
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let mut touched = Touched { rect, hovered, clicked, put_away: false };
    let warm = ui.ctx().animate_bool_with_time(response.id.with("warm"), chosen, 0.12);
    if !ui.is_rect_visible(rect) {
        return touched;
    }

    if warm > 0.0 {
        ui.painter().rect_filled(rect, 8.0, NIGHT.glow.gamma_multiply(warm));
        let bar = [rect.left_top() + Vec2::new(4.0, pad), rect.left_bottom() + Vec2::new(4.0, -pad)];
        ui.painter().line_segment(bar, Stroke::new(2.0, NIGHT.chosen.gamma_multiply(warm)));
    }
    let at = Pos2::new(rect.left() + left + frame, rect.top() + pad + frame);
    framed(ui, look, Rect::from_min_size(at, thumb), frame, picture, &life.day);

    let x = at.x + thumb.x + frame + gap;
    let mut y = rect.top() + pad;
    let warmed = NIGHT.words.lerp_to_gamma(NIGHT.chosen, warm);
    let title_height = title.size().y;
    ui.painter().galley_with_override_text_color(Pos2::new(x, y), title, warmed);
    y += title_height;
    for galley in [Some(line), Some(under), note].into_iter().flatten() {
        let height = shown(&galley);
        ui.painter().galley(Pos2::new(x, y), galley, OAT);
        y += height;
    }
    if life.kept && chosen {
        let corner = Pos2::new(rect.right() - pad - away.size().x, rect.top() + pad + look.size(3.0));
        let at = if look.narrow() { Pos2::new(x, y) } else { corner };
        let target = Rect::from_min_size(at, away.size()).expand(look.size(4.0));
        ui.painter().galley(at, away, NIGHT.small);
        let response = ui.interact(target, Id::new(("life-put-away", index)), Sense::CLICK);
        touched.put_away = response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked();
    }
    touched
}

/// A picture in an oat frame; where there is none, a warm card with the day on it.
fn framed(ui: &Ui, look: &Look, rect: Rect, frame: f32, picture: Option<&TextureHandle>, day: &str) {
    ui.painter().rect_filled(rect.expand(frame), 3.0, OAT);
    if let Some(picture) = picture {
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        ui.painter().image(picture.id(), rect, whole, Color32::WHITE);
        return;
    }
    ui.painter().rect_filled(rect, 0.0, RUST.lerp_to_gamma(INK, 0.45));
    // As large as the card allows, whatever the player's text size is.
    let size = rect.height() * 0.30 / look.text.max(0.1);
    let words = Words::new(day, Face::Title, size, OAT).lay_cut(ui, look, rect.width());
    ui.painter().galley(rect.center() - words.size() / 2.0, words, OAT);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        save::SaveSummary,
        script::{Act, Phase},
    };

    #[test]
    fn a_row_says_where_a_life_was_left() {
        let summary = SaveSummary {
            story: "room-tone".into(),
            day: 3,
            phase: Phase::Evening,
            act: Act::Hello,
            scene: "apartment".into(),
            line: "You hum when you read.".into(),
            turns: 41,
            ended: true,
            ending: Some("sent".into()),
        };
        let played = Some(SystemTime::now());
        let mut life = Listed { slot: Some(2), summary: Some(&summary), note: None, played, picture: false };
        let shown = Shown::new(&life, None);
        assert_eq!((shown.title.as_str(), shown.day.as_str()), ("day 3, evening", "day 3"));
        assert_eq!(shown.under, "Hello  ·  41 turns  ·  ended: sent  ·  today");
        assert!(shown.kept);
        life = Listed { slot: None, played: None, ..life };
        let shown = Shown::new(&life, None);
        assert_eq!(shown.under, "the running life  ·  Hello  ·  41 turns  ·  ended: sent");
        assert!(!shown.kept);
        life = Listed { slot: Some(1), summary: None, note: Some("It was made by a newer Room Tone."), ..life };
        let shown = Shown::new(&life, None);
        assert_eq!(shown.note.as_deref(), Some("It was made by a newer Room Tone."));
    }
}
