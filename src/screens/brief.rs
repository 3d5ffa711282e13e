//! The slip that a client fills in: who, to whom, why now, what should be said and what must not.

use super::{
    paint::{self, Words},
    theme::{Face, INK, Look, PAPER, RUST},
};
use crate::script::{Client, Letter};
use bevy_egui::egui::{self, Color32, Rect, ScrollArea, Sense, Ui};

/// A cheaper paper than the letter's.
const SLIP: Color32 = Color32::from_rgb(0xD8, 0xCB, 0xB0);

/// Draws the brief on its own slip, no larger than `most`.
pub fn slip(ui: &mut Ui, look: &Look, most: Rect, letter: &Letter, client: Option<&Client>) {
    let pad = look.size(22.0);
    let height = {
        let mut unseen = paint::page(ui, most.shrink2(egui::vec2(pad, 0.0)), "brief-unseen");
        unseen.set_clip_rect(Rect::NOTHING);
        write(&mut unseen, look, letter, client);
        unseen.min_rect().height() + 2.0 * pad
    };
    let rect = Rect::from_min_size(most.min, egui::vec2(most.width(), height.min(most.height())));
    paint::paper(ui, rect, SLIP);
    let mut page = paint::page(ui, rect.shrink(pad), "brief");
    page.set_clip_rect(rect.shrink(4.0));
    ScrollArea::vertical()
        .id_salt("brief")
        .auto_shrink([false, false])
        .show(&mut page, |ui| write(ui, look, letter, client));
}

/// Writes the brief onto a page.
pub fn write(ui: &mut Ui, look: &Look, letter: &Letter, client: Option<&Client>) {
    ui.spacing_mut().item_spacing.y = look.size(1.0);
    let brief = &letter.brief;
    if letter.is_own() {
        Words::new("NOT BY HAND", Face::Plain, 14.0, PAPER.small).spaced(2.2).show(ui, look);
        Words::new("His own", Face::Title, 22.0, INK).show(ui, look);
    } else {
        Words::new("BY HAND", Face::Plain, 14.0, PAPER.small).spaced(2.2).show(ui, look);
        if let Some(Client { name, place, .. }) = client {
            Words::new(&format!("{name}, {place}"), Face::Title, 22.0, INK).show(ui, look);
        }
    }
    ui.add_space(look.size(8.0));
    for (label, text) in [("from", &brief.from), ("to", &brief.to), ("why now", &brief.why)] {
        labelled(ui, look, label, text, INK);
    }
    Words::new("what should be in it", Face::LetterItalic, 16.0, PAPER.quiet).show(ui, look);
    for fact in &brief.facts {
        let indent = look.size(14.0);
        let words = Words::new(&fact.text, Face::Plain, 15.5, INK).lay(ui, look, ui.available_width() - indent);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), words.size().y), Sense::hover());
        let dot = rect.min + egui::vec2(look.size(4.0), look.size(12.0));
        ui.painter().circle_filled(dot, look.size(1.8), PAPER.small);
        ui.painter().galley(rect.min + egui::vec2(indent, 0.0), words, INK);
    }
    ui.add_space(look.size(5.0));
    labelled(ui, look, "and not a word of this", &brief.forbidden.text, RUST);
}

fn labelled(ui: &mut Ui, look: &Look, label: &str, text: &str, color: Color32) {
    Words::new(label, Face::LetterItalic, 16.0, PAPER.quiet).show(ui, look);
    Words::new(text, Face::Plain, 15.5, color).show(ui, look);
    ui.add_space(look.size(5.0));
}
