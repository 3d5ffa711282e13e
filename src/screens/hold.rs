//! Who holds the world: while something asks for the player's eyes, the pointer is free and nobody
//! walks; while a menu is open, time stands still.

use super::{Menu, Screen, choices::Selection, letter_read::Reading, typing::Draft};
use crate::{
    AppSystems,
    stage::Claims,
    talk::{Floor, TurnKind, Waiting},
};
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (claim, stop_time).in_set(AppSystems::Present));
}

fn claim(
    screen: Res<State<Screen>>,
    menu: Res<State<Menu>>,
    floor: Res<Floor>,
    selection: Res<Selection>,
    draft: Res<Draft>,
    reading: Res<Reading>,
    claims: Option<ResMut<Claims>>,
    mut talking: Local<bool>,
) {
    let Some(mut claims) = claims else { return };
    // Between his turns of one talk the pointer stays where it is.
    match &floor.waiting {
        Waiting::Turn(turn) => *talking = turn.kind != TurnKind::World,
        Waiting::Performing => {}
        Waiting::Nobody | Waiting::Ended(_) => *talking = false,
    }
    let wanted = [
        ("menu", *menu.get() != Menu::None || *screen.get() != Screen::Life),
        ("talk", *talking),
        ("card", floor.card.is_some()),
        ("list", selection.listing),
        ("field", draft.focused),
        ("letter", reading.is_open()),
    ];
    for (what, wanted) in wanted {
        if claims.has(what) != wanted {
            claims.set(what, wanted);
        }
    }
}

/// A timed turn does not run out behind a menu, and no line passes unread.
fn stop_time(menu: Res<State<Menu>>, reading: Res<Reading>, mut time: ResMut<Time<Virtual>>) {
    let still = *menu.get() != Menu::None || reading.is_open();
    if still && !time.is_paused() {
        time.pause();
    } else if !still && time.is_paused() {
        time.unpause();
    }
}
