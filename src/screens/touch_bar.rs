//! Words to press for whoever has only fingers: at the top of the window, what keys do elsewhere. They come with the
//! first finger and go with the first key.

use super::{
    Layer, Menu, Screen,
    intents::{Intent, Intents},
    line::dark,
    paint::{self, Words},
    theme::{Face, Look, NIGHT, OAT, dressed},
};
use crate::{
    stage::Asks,
    talk::{Floor, OpenTurn, TurnKind},
};
use bevy::{math::Rect as Area, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Pos2, Rect},
};

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    /// To the stop before, or after.
    Stop(i32),
    /// Closer, while it is held.
    Closer,
    /// What a key would say.
    Means(Intent),
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        EguiPrimaryContextPass,
        draw.in_set(Layer::Lids).run_if(dressed).run_if(in_state(Screen::Life).and_then(in_state(Menu::None))),
    );
}

/// The words that are of use now, from left to right.
fn words(turn: Option<&OpenTurn>) -> Vec<(&'static str, Key)> {
    let mut words = Vec::new();
    if let Some(turn) = turn.filter(|turn| turn.kind == TurnKind::World) {
        words.extend([("back", Key::Stop(-1)), ("on", Key::Stop(1)), ("closer", Key::Closer)]);
        words.push(("list", Key::Means(Intent::List)));
        if turn.typing {
            words.push(("speak", Key::Means(Intent::Write)));
        }
    }
    words.push(("pause", Key::Means(Intent::Pause)));
    words
}

fn draw(
    mut contexts: EguiContexts,
    look: Res<Look>,
    touches: Res<Touches>,
    keys: Res<ButtonInput<KeyCode>>,
    floor: Res<Floor>,
    asks: Option<ResMut<Asks>>,
    mut intents: ResMut<Intents>,
    mut up: Local<bool>,
) {
    let Some(mut asks) = asks else { return };
    *up = (*up || touches.any_just_pressed()) && keys.get_just_pressed().next().is_none();
    let none = Asks { stops: asks.stops, ..default() };
    if !*up {
        asks.set_if_neq(none);
        return;
    }
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let ui = paint::canvas(ctx, "touch-bar");
    let room = ui.ctx().content_rect().shrink(look.margin() * 0.5);
    let zoom = ui.ctx().zoom_factor();
    let mut next = none;
    let mut right = room.right();
    for (text, key) in words(floor.waiting.turn()).into_iter().rev() {
        let galley = Words::new(text, Face::Plain, 17.0, OAT).lay(&ui, &look, room.width());
        // As large as a fingertip, however small the word.
        let size = (galley.size() + egui::vec2(look.size(20.0), look.size(14.0))).max(egui::Vec2::splat(44.0));
        let rect = Rect::from_min_size(Pos2::new(right - size.x, room.top()), size);
        right = rect.left() - look.size(4.0);
        let area = Area::new(rect.left() * zoom, rect.top() * zoom, rect.right() * zoom, rect.bottom() * zoom);
        let held = touches.iter().any(|touch| area.contains(touch.start_position()));
        let pressed = touches.iter_just_pressed().any(|touch| area.contains(touch.start_position()));
        if pressed {
            intents.take(Intent::Click);
        }
        match key {
            Key::Stop(by) if pressed => next.stops = by,
            Key::Closer => next.closer |= held,
            Key::Means(intent) if pressed => intents.want(intent),
            Key::Stop(_) | Key::Means(_) => {}
        }
        paint::plate(&ui, rect, dark(if held { 0.8 } else { 0.5 }), 12.0);
        let color = if held { NIGHT.chosen } else { OAT };
        ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, color);
        next.kept.push(area);
    }
    asks.set_if_neq(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_turn_one_can_pause_and_in_the_free_room_do_everything() {
        assert_eq!(words(None), [("pause", Key::Means(Intent::Pause))]);
        let turn = OpenTurn {
            kind: TurnKind::World,
            beat: None,
            node: None,
            offers: Vec::new(),
            deeds: Vec::new(),
            typing: true,
            can_leave: false,
            lasts: None,
        };
        let there: Vec<_> = words(Some(&turn)).into_iter().map(|(word, _)| word).collect();
        assert_eq!(there, ["back", "on", "closer", "list", "speak", "pause"]);
    }
}
