//! Who speaks for her, chosen with the keys.

use super::Stand;
use crate::{
    mind::Mind,
    screens::{Menu, Screen, minds::in_use},
};
use bevy::{input::keyboard::Key, prelude::*};
use bevy_egui::egui;

const WINDOW: egui::Vec2 = egui::vec2(1280.0, 720.0);

fn open(size: egui::Vec2) -> Stand {
    let mut stand = Stand::new(size);
    stand.app.world_mut().resource_mut::<NextState<Screen>>().set(Screen::Title);
    stand.tick(10);
    stand.app.world_mut().resource_mut::<NextState<Menu>>().set(Menu::Settings);
    stand.tick(4);
    // Up from the first dial: the last thing on the page is the door.
    stand.press(KeyCode::ArrowUp, Key::ArrowUp);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(stand.menu(), Menu::Minds);
    stand
}

#[test]
fn the_page_is_reached_and_left_with_the_keys() {
    for size in [WINDOW, egui::vec2(320.0, 200.0), egui::vec2(300.0, 900.0)] {
        let mut stand = open(size);
        assert!(stand.shapes() > 0, "{size}");
        // Into the page of the first, and step by step out again.
        stand.press(KeyCode::Enter, Key::Enter);
        assert!(stand.shapes() > 0, "{size}");
        stand.press(KeyCode::Escape, Key::Escape);
        assert_eq!(stand.menu(), Menu::Minds, "from the page to the list");
        stand.press(KeyCode::Escape, Key::Escape);
        assert_eq!(stand.menu(), Menu::Settings);
    }
}

/// Nothing is kept here, so whoever was chosen before is not forgotten by a test.
#[test]
fn whoever_is_chosen_speaks_at_once() {
    let mut stand = open(WINDOW);
    let mut mind = Mind::default();
    mind.status.trouble = Some("before".into());
    mind.status.performer = "embedded".into();
    stand.app.insert_resource(mind);
    // Written lines come first; its page begins with letting it speak, or says that it does.
    stand.press(KeyCode::Enter, Key::Enter);
    let speaks = in_use(&stand.app, "written");
    stand.press(KeyCode::Enter, Key::Enter);
    let status = &stand.app.world().resource::<Mind>().status;
    if speaks {
        assert_eq!(status.trouble.as_deref(), Some("before"), "it speaks already");
    } else {
        assert_eq!((status.performer.as_str(), &status.trouble), ("authored", &None));
    }
    assert!(in_use(&stand.app, "written"));
}
