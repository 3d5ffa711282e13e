//! The text field: his own words.
//!
//! Words that were sent are kept until the chronicle has them. If the turn passes and they were never
//! heard, they are back in the field.

use super::{
    choices::Choices,
    intents::{Intent, begins_sentence},
    paint::{self, Words},
    theme::{Face, Look, Skin},
};
use crate::{
    AppSystems,
    story::{Chronicle, Entry},
    talk::{Floor, OpenTurn, PlayerInput, Told, TurnKind},
};
use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{
    self, Event, EventFilter, Frame, Id, Key, Margin, Pos2, Rect, Stroke, TextEdit, Ui,
    text::{LayoutJob, TextFormat},
};

/// As much as fits into one breath of his.
const MOST: usize = 500;

/// For so many seconds, words that were sent may be on their way.
const PATIENCE: f64 = 10.0;

/// What is being typed, and what was sent and is not heard yet.
#[derive(Resource, Debug, Default)]
pub struct Draft {
    text: String,
    sent: Option<Sent>,
    /// Whether the keyboard is in the field.
    pub focused: bool,
}

#[derive(Clone, Debug)]
struct Sent {
    text: String,
    /// How long the chronicle was, and of which life.
    entries: usize,
    life: u64,
    at: f64,
}

/// The field and what it needs.
#[derive(SystemParam)]
pub struct Field<'w> {
    draft: ResMut<'w, Draft>,
    chronicle: Res<'w, Chronicle>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Draft>();
    app.add_systems(Update, tend.in_set(AppSystems::Present));
}

/// Lets go of words that were heard, and takes back words that were not.
fn tend(
    mut draft: ResMut<Draft>,
    chronicle: Res<Chronicle>,
    floor: Res<Floor>,
    time: Res<Time<Real>>,
    mut told: MessageReader<Told>,
) {
    if told.read().any(|told| matches!(told, Told::Opened | Told::Closed)) {
        *draft = Draft::default();
    }
    let Some(sent) = &draft.sent else { return };
    if sent.heard(&chronicle) {
        draft.sent = None;
        return;
    }
    let waited = time.elapsed_secs_f64() - sent.at;
    let passed = floor.waiting.turn().is_none() && waited > 0.2;
    let lost = floor.waiting.turn().is_some() && !floor.thinking && waited > PATIENCE;
    if (passed || lost) && draft.text.is_empty() {
        draft.text = sent.text.clone();
        draft.sent = None;
    }
}

impl Draft {
    /// What stands in the field.
    #[cfg(test)]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Sent {
    fn heard(&self, chronicle: &Chronicle) -> bool {
        if chronicle.life() != self.life {
            return true;
        }
        chronicle.entries().iter().skip(self.entries).any(|entry| match entry {
            Entry::Typed { text, .. } | Entry::Wrote { text, .. } => text.trim() == self.text.trim(),
            _ => false,
        })
    }
}

impl Field<'_> {
    /// Whether there is something in the field, or about to be.
    pub fn is_up(&self) -> bool {
        self.draft.focused || !self.draft.text.is_empty() || self.draft.sent.is_some()
    }

    /// How high the field is, with what is in it now.
    fn lay(&self, ui: &Ui, look: &Look, skin: &Skin, width: f32, face: Face, size: f32) -> f32 {
        let words = Words::new(&self.draft.text, face, size, skin.words).lay(ui, look, width);
        words.size().y.max(look.size(size * face.leading())).min(look.size(size * face.leading() * 4.2))
    }

    /// Draws the field so that it ends at the bottom of `room`; says what is left above.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look,
        skin: &Skin,
        room: Rect,
        turn: &OpenTurn,
        choices: &mut Choices<'_>,
        floor: &Floor,
    ) -> Rect {
        let on_paper = matches!(turn.kind, TurnKind::Letter { .. });
        let in_room = turn.kind == TurnKind::World;
        let (face, size) = if on_paper { (Face::Letter, 20.5) } else { (Face::Plain, 19.0) };
        let id = Id::new("his-words");
        self.begin(ui, id, choices, floor);
        let focused = ui.memory(|memory| memory.has_focus(id));
        self.draft.focused = focused;

        // In the free room the field is only there while he speaks.
        if in_room && !self.is_up() {
            return room;
        }
        let most = if in_room { 560.0 } else { 720.0 };
        let width = room.width().min(look.size(most));
        let pad = egui::vec2(look.size(if on_paper { 2.0 } else { 18.0 }), look.size(8.0));
        let inner = width - 2.0 * pad.x;
        let height = self.lay(ui, look, skin, inner, face, size) + 2.0 * pad.y;
        let left = if on_paper { room.left() } else { room.center().x - width / 2.0 };
        let rect = Rect::from_min_size(Pos2::new(left, room.bottom() - height), egui::vec2(width, height));
        if !on_paper {
            let strength = if focused {
                0.78
            } else if in_room {
                0.34
            } else {
                0.55
            };
            paint::plate(ui, rect.expand2(egui::vec2(14.0, 3.0)), super::line::dark(strength), 20.0);
        }
        let line = if focused { skin.chosen } else { skin.small.gamma_multiply(0.55) };
        let under = [rect.left_bottom() + egui::vec2(pad.x, -2.0), rect.right_bottom() + egui::vec2(-pad.x, -2.0)];
        ui.painter().line_segment(under, Stroke::new(if focused { 1.6 } else { 1.0 }, line));

        if let Some(sent) = &self.draft.sent {
            let words = Words::new(&sent.text, face, size, skin.quiet).lay(ui, look, inner);
            let clip = ui.painter().with_clip_rect(rect);
            clip.galley(rect.min + pad, words, skin.quiet);
        } else {
            self.edit(ui, look, skin, rect.shrink2(pad), id, face, size, in_room);
            self.count(ui, look, skin, rect);
            if focused {
                self.send(ui, look, id, on_paper, choices);
            }
        }
        Rect::from_min_max(room.min, Pos2::new(room.right(), rect.top() - look.size(12.0)))
    }

    /// The keyboard comes into the field: by its key, or because a sentence begins.
    fn begin(&mut self, ui: &Ui, id: Id, choices: &mut Choices<'_>, floor: &Floor) {
        if self.draft.sent.is_some() || ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let called = choices.intents.take(Intent::Write);
        let meant = called
            || (choices.nothing_chosen()
                && floor.waiting.turn().is_some_and(|t| t.typing && t.kind != TurnKind::World)
                && choices.intents.take(Intent::Confirm));
        if meant {
            // The key that called the field is not the first letter in it.
            ui.input_mut(|input| {
                input.events.retain(|event| !matches!(event, Event::Text(_) | Event::Key { key: Key::Enter, .. }));
            });
        }
        let sentence = begins_sentence(&floor.waiting)
            && ui.input(|input| {
                input.events.iter().any(|event| match event {
                    Event::Text(text) | Event::Paste(text) => {
                        text.starts_with(|c: char| c.is_alphabetic() || "\"'“‘¿¡(".contains(c))
                    }
                    _ => false,
                })
            });
        if meant || sentence {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn edit(
        &mut self,
        ui: &mut Ui,
        look: &Look,
        skin: &Skin,
        rect: Rect,
        id: Id,
        face: Face,
        size: f32,
        in_room: bool,
    ) {
        let font = face.at(look.size(size));
        let leading = (look.size(size) * face.leading()).round();
        let color = skin.words;
        let mut lay = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
            let format = TextFormat { font_id: font.clone(), color, line_height: Some(leading), ..Default::default() };
            let mut job = LayoutJob::single_section(text.as_str().to_owned(), format);
            job.wrap.max_width = width;
            job.keep_trailing_whitespace = true;
            ui.painter().layout_job(job)
        };
        let before = self.draft.text.clone();
        let mut page = paint::page(ui, rect, "his-words-page");
        page.set_clip_rect(rect.expand2(egui::vec2(3.0, 1.0)).intersect(ui.clip_rect()));
        page.visuals_mut().text_cursor.stroke.color = skin.chosen;
        page.visuals_mut().selection.bg_fill = skin.small.gamma_multiply(0.4);
        egui::ScrollArea::vertical().id_salt("his-words-scroll").auto_shrink([false, false]).show(&mut page, |ui| {
            let edit = TextEdit::multiline(&mut self.draft.text)
                .id(id)
                .layouter(&mut lay)
                .frame(Frame::NONE)
                .margin(Margin::ZERO)
                .desired_rows(1)
                .desired_width(rect.width())
                .char_limit(MOST)
                .return_key(None)
                .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: true, escape: false });
            ui.add(edit);
        });
        if self.draft.text.is_empty() {
            let hint = match (in_room, face) {
                (true, _) => "to her …",
                (_, Face::Letter) => "or a sentence of his own …",
                _ => "or in his own words …",
            };
            let hint = Words::new(hint, Face::LetterItalic, size * 0.94, skin.quiet).lay(ui, look, rect.width());
            ui.painter().galley(rect.min, hint, skin.quiet);
        }
        // A paste may bring lines and tabs; a sentence has none.
        if self.draft.text != before && self.draft.text.contains(char::is_control) {
            self.draft.text = self.draft.text.replace(char::is_control, " ");
        }
    }

    /// How many characters are left, once that matters.
    fn count(&self, ui: &Ui, look: &Look, skin: &Skin, rect: Rect) {
        let count = self.draft.text.chars().count();
        if count + 100 > MOST {
            let words = Words::new(&format!("{count} of {MOST}"), Face::Plain, 14.0, skin.quiet).lay(ui, look, 120.0);
            let at = rect.right_top() - egui::vec2(words.size().x + look.size(16.0), words.size().y * 0.9);
            ui.painter().galley(at, words, skin.quiet);
        }
    }

    /// Enter sends; an empty field sends silence.
    fn send(&mut self, ui: &Ui, look: &Look, id: Id, on_paper: bool, choices: &mut Choices<'_>) {
        let composing = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Ime(_))));
        if composing || !ui.input(|input| input.key_pressed(Key::Enter)) {
            return;
        }
        ui.memory_mut(|memory| memory.surrender_focus(id));
        self.draft.focused = false;
        let text = self.draft.text.trim().to_owned();
        self.draft.text.clear();
        if !text.is_empty() {
            choices.send(PlayerInput::Type(text.clone()));
            let (entries, life) = (self.chronicle.entries().len(), self.chronicle.life());
            self.draft.sent = Some(Sent { text, entries, life, at: look.now });
        } else if !on_paper {
            choices.send(PlayerInput::Silence);
        }
    }
}
