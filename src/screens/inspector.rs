//! What the mind did last, for whoever looks into it: what his words were taken for, what a model was told of it part
//! by part, and what it said. F3 opens it; nothing here is for the player.

use super::{
    Layer, Menu,
    intents::{Intent, Intents},
    paint::{self, Words},
    settings_menu::clicked_words,
    theme::{Face, Look, NIGHT, OAT},
};
use crate::{
    mind::{Mind, inspect},
    story::{Chronicle, Entry},
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Rect, ScrollArea},
};

/// So many of his typed turns are shown with what they were taken for.
const TURNS: usize = 5;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Menu).run_if(in_state(Menu::Inspector)));
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    mind: Option<Res<Mind>>,
    chronicle: Option<Res<Chronicle>>,
    mut intents: ResMut<Intents>,
    mut menu: ResMut<NextState<Menu>>,
) {
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "inspector");
    paint::veil(&ui, 0.9);
    let screen = ui.ctx().content_rect();
    let room = Rect::from_min_max(screen.min, screen.max).shrink(look.margin() * 0.7);
    let mut page = paint::page(&mut ui, room, "inspector-page");
    page.set_clip_rect(room.expand(8.0));
    let scroll = -intents.scroll * 14.0;
    let mut done = false;
    ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(&mut page, |ui| {
        ui.scroll_with_delta(egui::vec2(0.0, scroll));
        Words::new("The mind", Face::Title, 30.0, OAT).show(ui, &look);
        let taken = chronicle.map(|chronicle| taken(chronicle.entries())).unwrap_or_default();
        let last = mind.map(|mind| inspect::page(&mind.last, true)).unwrap_or_default();
        for line in taken.iter().map(String::as_str).chain(last.lines()) {
            if line.is_empty() {
                ui.add_space(look.size(8.0));
            } else {
                let color = if line.starts_with('[') { OAT } else { NIGHT.words };
                Words::new(line, Face::Plain, 14.0, color).show(ui, &look);
            }
        }
        ui.add_space(look.size(14.0));
        done = clicked_words(ui, &look, "Esc  back");
    });
    intents.take_any([Intent::Backlog, Intent::Help, Intent::Silence]);
    if done || intents.take(Intent::Inspect) || intents.back() {
        menu.set(Menu::None);
    }
}

/// What he typed last, and what it was taken for.
fn taken(entries: &[Entry]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut typed = "";
    for entry in entries {
        match entry {
            Entry::Typed { text, .. } => typed = text,
            Entry::Understood { meaning, score, by, .. } => {
                let meaning = meaning.as_ref().map_or("not understood", |meaning| meaning.as_str());
                lines.push(format!("“{typed}” → {meaning} ({score:.2}, {by:?})"));
            }
            Entry::Learned { by, what } => lines.push(format!("kept, {by:?}: {}", what.what)),
            _ => {}
        }
    }
    lines.drain(..lines.len().saturating_sub(TURNS));
    lines.push(String::new());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Heard;

    #[test]
    fn what_was_typed_stands_beside_what_it_was_taken_for() {
        let typed = |text: &str| Entry::Typed { beat: None, text: text.into() };
        let understood = |meaning: Option<&str>| Entry::Understood {
            beat: None,
            meaning: meaning.map(Into::into),
            score: 0.625,
            by: Heard::Meaning,
            manner: None,
        };
        let entries = [typed("rain?"), understood(Some("weather")), typed("qwert"), understood(None)];
        assert_eq!(
            taken(&entries),
            ["“rain?” → weather (0.62, Meaning)", "“qwert” → not understood (0.62, Meaning)", ""]
        );
    }
}
