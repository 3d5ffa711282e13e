//! The title: from the first frame on, whether the story has been read or not.

use super::Stand;
use crate::{
    save::{SaveCommand, Saves},
    screens::{Menu, Screen},
};
use bevy::{input::keyboard::Key, prelude::*};
use bevy_egui::egui;

/// What the title asked of the saves.
#[derive(Resource, Default)]
struct Asked(Vec<SaveCommand>);

fn launched() -> Stand {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.app.init_resource::<Asked>();
    stand.app.add_systems(Last, |mut commands: MessageReader<SaveCommand>, mut asked: ResMut<Asked>| {
        asked.0.extend(commands.read().copied());
    });
    stand
}

fn asked(stand: &mut Stand) -> Vec<SaveCommand> {
    std::mem::take(&mut stand.app.world_mut().resource_mut::<Asked>().0)
}

#[test]
fn what_is_picked_before_the_story_is_read_is_asked_for_once() {
    let mut stand = launched();
    assert_eq!(*stand.app.world().resource::<State<Screen>>().get(), Screen::Loading);
    assert!(stand.shapes() > 0, "it is there");
    stand.press(KeyCode::Enter, Key::Enter);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(asked(&mut stand), [SaveCommand::New { seed: None }]);
    // What cannot go on (another story's life, say) leaves a title that can be used.
    stand.app.world_mut().resource_mut::<NextState<Screen>>().set(Screen::Title);
    stand.tick(4);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(asked(&mut stand), [SaveCommand::New { seed: None }]);
}

#[test]
fn nobody_has_to_wait_for_the_settings() {
    let mut stand = launched();
    stand.letter(KeyCode::Digit3, "3");
    stand.tick(4);
    assert_eq!(stand.menu(), Menu::Settings);
    assert!(stand.app.world().resource::<Saves>().notes.is_empty());
}
