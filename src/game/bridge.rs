//! The page around the game hears what is told and may answer; on a desktop nobody listens.

use crate::{
    AppSystems,
    platform::page,
    save::{self, SaveCommand},
    screens::{Menu, Screen},
    script::Script,
    story::Truth,
    talk::{Floor, Pace, PlayerInput, Told, report},
};
use bevy::prelude::*;
use serde_json::Value;

pub(super) fn plugin(app: &mut App) {
    if page::LISTENS {
        app.add_systems(
            Update,
            (listen.before(AppSystems::Receive), tell.in_set(AppSystems::Present).after(save::Written)),
        );
        app.add_systems(Update, screen.run_if(state_changed::<Screen>));
    }
}

fn listen(
    mut inputs: MessageWriter<PlayerInput>,
    mut saves: MessageWriter<SaveCommand>,
    mut menu: ResMut<NextState<Menu>>,
    mut pace: ResMut<Pace>,
    floor: Res<Floor>,
) {
    while let Some(json) = page::next() {
        let Ok(object) = serde_json::from_str::<Value>(&json) else {
            warn!("the page sent something that is not JSON: {json}");
            continue;
        };
        if object.get("pace").and_then(Value::as_str) == Some("instant") {
            *pace = Pace::Instant;
        }
        match object.get("menu").and_then(Value::as_str) {
            Some("new") => {
                saves.write(SaveCommand::New { seed: object.get("seed").and_then(Value::as_u64) });
            }
            Some("continue") => {
                saves.write(SaveCommand::Continue);
            }
            Some("minds") => menu.set(Menu::Minds),
            Some(_) => {}
            None => {
                inputs.write_batch(report::input(&object, floor.waiting.turn()));
            }
        }
    }
}

fn tell(
    mut told: MessageReader<Told>,
    script: Option<Res<Script>>,
    floor: Res<Floor>,
    truth: Truth,
    mut last: Local<Option<Told>>,
) {
    let Some(script) = script else { return };
    let mut turn = false;
    for told in told.read() {
        if let Told::Place { .. } = told {
            *last = Some(told.clone());
        }
        turn |= *told == Told::Turn;
        if let Some(object) = report::told(told) {
            page::tell(&object.to_string());
        }
    }
    if let (true, Some(open)) = (turn, floor.waiting.turn()) {
        if let Some(place) = last.as_ref().and_then(|at| report::place(at, Some(open))) {
            page::tell(&place.to_string());
        }
        page::tell(&report::state(&truth.snapshot()).to_string());
        page::tell(&report::choices(open, &script).to_string());
    }
}

fn screen(screen: Res<State<Screen>>) {
    page::screen(&format!("{:?}", screen.get()).to_lowercase());
}
