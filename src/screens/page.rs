//! A page of a menu: a heading, some words under it, and a list to choose from.

use super::{
    intents::{Intent, Intents},
    paint::{self, Words},
    rows::{Row, Rows},
    settings_menu::clicked_words,
    theme::{Face, Look, NIGHT, OAT},
};
use bevy_egui::egui::{self, Context, ScrollArea, Vec2};

/// Where the player stands in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// At which row.
    pub at: Option<usize>,
    /// Whether a key brought them there: then the list follows.
    pub by_key: bool,
}

impl Here {
    /// At this row, and it is brought into sight.
    pub fn at(row: usize) -> Self {
        Self { at: Some(row), by_key: true }
    }
}

/// What stands on a page.
#[derive(Clone, Debug)]
pub struct Page<A> {
    /// Its heading.
    pub heading: String,
    /// What is written under the heading, and whether it is quiet.
    pub words: Vec<(String, bool)>,
    /// The rows, each with what it does. One that does nothing is only read, and no number chooses it.
    pub items: Vec<(Option<A>, Row)>,
    /// What leaving it does.
    pub back: A,
}

impl<A: Clone> Page<A> {
    /// Draws it over the whole window; says what the player wants of it. `name` is its own among the menus, `since`
    /// when the menu was opened.
    pub fn show(
        &self,
        ctx: &Context,
        look: &Look,
        name: &str,
        since: f64,
        here: &mut Here,
        intents: &mut Intents,
    ) -> Option<A> {
        let mut ui = paint::canvas(ctx, name);
        ui.set_opacity(paint::fade(look, since, 0.25));
        paint::left_veil(&ui, 1.0);
        paint::veil(&ui, 0.4);
        let mut room = ui.ctx().content_rect().shrink2(egui::vec2(look.margin() * 1.4, look.margin()));
        room.set_width(room.width().min(look.size(780.0)));
        let mut page = paint::page(&mut ui, room, name);
        page.set_clip_rect(room.expand(10.0));
        page.spacing_mut().item_spacing.y = 0.0;

        // Whoever turns the page by hand is not pulled back to the row that a key had reached.
        if page.input(|input| input.pointer.is_moving() || input.smooth_scroll_delta() != Vec2::ZERO) {
            here.by_key = false;
        }
        let count = self.items.len();
        let before = here.at;
        here.at = intents.step(before.map(|at| at.min(count.saturating_sub(1))), count);
        here.by_key |= here.at != before;
        let digit = intents.take_digit().and_then(|digit| self.numbered(digit));
        let confirmed = intents.confirm().then_some(here.at).flatten();
        // Where there is nothing to step through, the same keys turn the page.
        let turned = if count < 2 { -intents.scroll * 14.0 } else { 0.0 };

        let scroll = ScrollArea::vertical().id_salt((name, &self.heading, count)).auto_shrink([false, false]);
        let (touched, left) = scroll
            .show(&mut page, |ui| {
                ui.scroll_with_delta(egui::vec2(0.0, turned));
                let top = Words::new(&self.heading, Face::Title, 38.0, OAT).show(ui, look);
                for (text, quiet) in &self.words {
                    let words = if *quiet {
                        Words::new(text, Face::LetterItalic, 19.0, NIGHT.quiet)
                    } else {
                        Words::new(text, Face::Letter, 21.0, NIGHT.words)
                    };
                    words.show(ui, look);
                }
                ui.add_space(look.size(10.0));
                let first = ui.cursor().top() + look.size(50.0);
                let rows: Vec<Row> = self.items.iter().map(|(_, row)| row.clone()).collect();
                let width = ui.available_width();
                let laid = Rows::lay(ui, look, &NIGHT, &rows, width);
                let touched = laid.flow(ui, &NIGHT, here.at, here.by_key, name);
                if here.by_key && here.at == Some(0) {
                    // With the first row, the heading comes into sight again.
                    ui.scroll_to_rect(top.with_max_y(first), None);
                }
                ui.add_space(look.size(14.0));
                (touched, clicked_words(ui, look, "Esc  back"))
            })
            .inner;
        if turned != 0.0 {
            ctx.request_repaint();
        }
        if touched.hovered.is_some() {
            *here = Here { at: touched.hovered, by_key: false };
        }
        // Nothing else is done with these here.
        intents.take_any([Intent::Backlog, Intent::Help, Intent::Silence, Intent::PutAway]);
        let picked = touched.clicked.or(digit).or(confirmed).and_then(|at| self.items.get(at));
        let picked = picked.and_then(|(act, _)| act.clone());
        let left = intents.back() || left;
        picked.or_else(|| left.then(|| self.back.clone()))
    }

    /// Where the row of this number is, counted from 1.
    fn numbered(&self, digit: u8) -> Option<usize> {
        let acts = self.items.iter().enumerate().filter(|(_, (act, _))| act.is_some());
        acts.map(|(at, _)| at).nth(usize::from(digit).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_pass_over_what_is_only_read() {
        let row = |act: Option<&'static str>| (act, Row::new("", "words"));
        let items = vec![row(None), row(Some("ask")), row(None), row(Some("back"))];
        let page = Page { heading: String::new(), words: Vec::new(), items, back: "back" };
        assert_eq!([page.numbered(1), page.numbered(2), page.numbered(3)], [Some(1), Some(3), None]);
        assert_eq!(page.numbered(0), None);
    }
}
