//! Whatever the model does, the frame in which the player presses Enter already answers.

use super::authored::script;
use bevy::prelude::Messages;
use room_tone::{
    mind::{Mind, Performance, Performer, Request},
    story::Source,
    talk::{Floor, PlayerInput, Told, Waiting},
    tools::Driver,
};
use std::{thread, time::Duration};

/// A model that says nothing for half a minute.
struct Sleeper;

impl Performer for Sleeper {
    fn source(&self) -> Source {
        Source::Embedded
    }

    fn perform(&mut self, _: Request) -> Performance {
        let (stage, performance) = Performance::open();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(30));
            drop(stage);
        });
        performance
    }
}

/// Plays until she listens to typed words.
pub fn until_she_listens(driver: &mut Driver) {
    driver.send(PlayerInput::Begin { seed: 7 });
    for _ in 0..200 {
        let Waiting::Turn(turn) = &driver.floor().waiting else { panic!("no turn") };
        if turn.typing && turn.beat.as_ref().is_some_and(|b| b.as_str().starts_with("hello/")) {
            return;
        }
        let first = turn.offers.iter().find(|o| o.locked.is_none()).map(|o| o.id.clone());
        let timed = turn.lasts.is_some();
        driver.send(first.filter(|_| !timed).map_or(PlayerInput::Silence, PlayerInput::Choose));
    }
    panic!("she never listened");
}

#[test]
fn the_first_sign_comes_in_the_frame_of_the_enter_key_and_frames_go_on() {
    let mut driver = Driver::new(script(), |app| {
        app.insert_resource(Mind::with(Box::new(Sleeper)));
    });
    until_she_listens(&mut driver);
    let app = driver.app();
    app.world_mut().resource_mut::<Messages<Told>>().clear();
    app.world_mut().write_message(PlayerInput::Type("who is this".into()));
    app.update();
    let mut messages = app.world_mut().resource_mut::<Messages<Told>>();
    let told: Vec<Told> = messages.drain().collect();
    assert!(matches!(&told[0], Told::Line(line) if line.source == Source::Player), "{told:?}");
    assert!(told.iter().any(|t| matches!(t, Told::Breath(_))), "{told:?}");
    // Frames go on while the model sleeps: many of them pass before it has said a word. Not so many that a machine with
    // a great deal else to do would come to the six seconds after which the written line is said.
    for _ in 0..30 {
        app.update();
        thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(app.world().resource::<Floor>().waiting, Waiting::Performing);
}
