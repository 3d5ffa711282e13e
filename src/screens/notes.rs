//! Words from the game itself: small slips of paper that come and go at the top right.

use super::{
    Layer,
    paint::{self, Words},
    theme::{Face, INK, Look, OAT},
};
use crate::{
    AppSystems,
    save::Saves,
    script::{Script, ScriptReloaded},
    talk::Told,
};
use bevy::prelude::*;
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, CornerRadius, Id, Pos2, Rect, Sense, epaint::RectShape},
};

/// A word from a screen to the player.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct Post(pub String);

/// The slips that are up.
#[derive(Resource, Debug, Default)]
struct Slips(Vec<Slip>);

#[derive(Clone, Debug)]
struct Slip {
    text: String,
    since: f64,
    lasts: f64,
}

/// More than these are not read anyway; the oldest make room.
const MOST: usize = 4;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Slips>().add_message::<Post>();
    app.add_systems(Update, gather.in_set(AppSystems::Present));
    app.add_systems(EguiPrimaryContextPass, draw.in_set(Layer::Notes));
}

fn gather(
    mut slips: ResMut<Slips>,
    mut told: MessageReader<Told>,
    mut posts: MessageReader<Post>,
    mut reloaded: Option<MessageReader<ScriptReloaded>>,
    (saves, script): (Option<Res<Saves>>, Option<Res<Script>>),
    mut seen: Local<usize>,
    time: Res<Time<Real>>,
) {
    let mut texts: Vec<String> = told
        .read()
        .filter_map(|told| match told {
            Told::Note(note) => Some(note.clone()),
            _ => None,
        })
        .collect();
    texts.extend(posts.read().map(|post| post.0.clone()));
    if let Some(reloaded) = &mut reloaded {
        for broken in reloaded.read().filter(|read| !read.playable) {
            let first = broken.faults.iter().find(|fault| fault.is_error()).map(ToString::to_string);
            let first = first.unwrap_or_default();
            texts.push(match script {
                Some(_) => {
                    format!("The story was edited and cannot be played so; what was there before stays.\n{first}")
                }
                None => format!("The story cannot be played so.\n{first}"),
            });
        }
    }
    if let Some(saves) = saves {
        texts.extend(saves.notes.iter().skip(*seen).cloned());
        *seen = saves.notes.len();
    }
    let now = time.elapsed_secs_f64();
    for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
        slips.0.retain(|slip| slip.text != text);
        // As long as it takes to notice it and to read it twice.
        let lasts = 4.0 + text.chars().count() as f64 * 0.09;
        slips.0.push(Slip { text, since: now, lasts });
    }
    let over = slips.0.len().saturating_sub(MOST);
    slips.0.drain(..over);
    slips.0.retain(|slip| now - slip.since < slip.lasts);
}

fn draw(mut contexts: EguiContexts, look: Res<Look>, mut slips: ResMut<Slips>) {
    if slips.0.is_empty() {
        return;
    }
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let mut ui = paint::canvas(ctx, "notes");
    let screen = ui.ctx().content_rect();
    let mut top = screen.top() + look.margin() * 0.6;
    let mut gone = None;
    for (index, slip) in slips.0.iter().enumerate() {
        let width = (screen.width() - 2.0 * look.margin()).min(look.size(440.0));
        let words = Words::new(&slip.text, Face::Plain, 16.5, INK).lay(&ui, &look, width - 2.0 * look.size(20.0));
        let size = words.size() + egui::vec2(2.0 * look.size(20.0), 2.0 * look.size(10.0));
        let rect = Rect::from_min_size(Pos2::new(screen.right() - look.margin() * 0.6 - size.x, top), size);
        let coming = paint::fade(&look, slip.since, 0.3);
        let going = 1.0 - paint::fade(&look, slip.since + slip.lasts - 0.6, 0.6);
        ui.set_opacity(coming * going);
        let shadow = RectShape::filled(
            rect.translate(egui::vec2(0.0, 3.0)),
            CornerRadius::same(10),
            egui::Color32::from_black_alpha(110),
        );
        ui.painter().add(shadow.with_blur_width(20.0));
        ui.painter().rect_filled(rect, CornerRadius::same(10), OAT);
        ui.painter().galley(rect.min + egui::vec2(look.size(20.0), look.size(10.0)), words, INK);
        if ui.interact(rect, Id::new(("slip", index)), Sense::CLICK).clicked() {
            gone = Some(index);
        }
        top = rect.bottom() + look.size(8.0);
    }
    if let Some(gone) = gone {
        slips.0.remove(gone);
    }
    ctx.request_repaint();
}
