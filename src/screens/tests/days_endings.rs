//! The days of a life, and the ways in which it may end.

use super::{Stand, turn};
use crate::{
    platform,
    save::{Lived, SaveCommand, Slot},
    screens::{Menu, Screen, Settings},
    script::{self, BeatId, Effect, Script},
    story::{Chronicle, Entry, FORMAT},
    talk::{Floor, PlayerInput, Told, TurnKind, Waiting},
};
use bevy::{input::keyboard::Key, prelude::*};
use bevy_egui::egui;
use std::sync::OnceLock;

const WINDOW: egui::Vec2 = egui::vec2(1280.0, 720.0);
const SIZES: [egui::Vec2; 4] = [WINDOW, egui::vec2(800.0, 450.0), egui::vec2(320.0, 200.0), egui::vec2(300.0, 900.0)];

/// Something that the screens sent.
#[derive(Clone, Debug, PartialEq)]
enum Sent {
    Save(SaveCommand),
    Input(PlayerInput),
}

/// All of it, in the order in which it is heard: in one frame, the saves come before the story.
#[derive(Resource, Default)]
struct Log(Vec<Sent>);

/// The story, read once for all of these tests.
fn script() -> Script {
    static SCRIPT: OnceLock<Script> = OnceLock::new();
    let read = || script::check(&script::load_folder(&platform::assets_dir()).unwrap()).0.unwrap();
    SCRIPT.get_or_init(read).clone()
}

fn stand(size: egui::Vec2) -> Stand {
    let mut stand = Stand::new(size);
    stand.app.init_resource::<Log>();
    stand.app.add_systems(
        Last,
        |mut saves: MessageReader<SaveCommand>, mut inputs: MessageReader<PlayerInput>, mut log: ResMut<Log>| {
            log.0.extend(saves.read().copied().map(Sent::Save));
            log.0.extend(inputs.read().cloned().map(Sent::Input));
        },
    );
    stand.app.insert_resource(script());
    stand.app.insert_resource(two_days());
    // The story is there, and so the title comes up.
    stand.tick(12);
    stand
}

fn sent(stand: &mut Stand) -> Vec<Sent> {
    std::mem::take(&mut stand.app.world_mut().resource_mut::<Log>().0)
}

/// A life of two mornings, on each of which he said something.
fn two_days() -> Chronicle {
    let said = |text: &str| {
        let beat = || BeatId::from("grey/coffee");
        let typed = Entry::Typed { beat: Some(beat()), text: text.into() };
        [Entry::Entered { beat: beat(), node: "mugs".into() }, typed, Entry::Finished { beat: beat() }]
    };
    let (story, version) = ("room-tone".into(), "1".into());
    let began =
        Entry::Began { format: FORMAT, story, version, seed: 7, scene: "apartment".into(), before: Default::default() };
    let night = Entry::Applied { effects: vec![Effect::Days(1)] };
    Chronicle::of([began].into_iter().chain(said("Two mugs.")).chain([night]).chain(said("One.")))
}

fn keys(stand: &mut Stand, code: KeyCode, key: &Key, times: usize) {
    for _ in 0..times {
        stand.press(code, key.clone());
    }
}

fn enter(stand: &mut Stand) {
    keys(stand, KeyCode::Enter, &Key::Enter, 1);
}

fn escape(stand: &mut Stand) {
    keys(stand, KeyCode::Escape, &Key::Escape, 1);
}

/// From a life into its days, by way of pause: go on, what was said, take that back, keep, the days.
fn into_days(stand: &mut Stand) {
    stand.life(Some(turn(TurnKind::Talk, true)));
    escape(stand);
    stand.letter(KeyCode::Digit5, "5");
    assert_eq!(stand.menu(), Menu::Days);
}

fn ended(stand: &mut Stand) {
    stand.life(None);
    let world = stand.app.world_mut();
    world.resource_mut::<Floor>().waiting = Waiting::Ended("sent".into());
    world.write_message(Told::Ending("sent".into()));
    // No key takes the card away before it has been read.
    stand.tick(50);
    assert_eq!(*stand.app.world().resource::<State<Screen>>().get(), Screen::Ended);
}

#[test]
fn an_ending_opens_its_card_once_it_was_seen() {
    let mut stand = stand(WINDOW);
    // A new life, lives, and then either the endings or the settings.
    stand.letter(KeyCode::Digit3, "3");
    assert_eq!(stand.menu(), Menu::Settings, "no life has ended yet");
    escape(&mut stand);
    stand.app.insert_resource(Lived::of(&[("sent", 2)]));
    stand.tick(1);
    stand.letter(KeyCode::Digit3, "3");
    assert_eq!(stand.menu(), Menu::Endings);
    // The first was never seen: it stays shut, and one step leads out.
    enter(&mut stand);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::None);
    stand.letter(KeyCode::Digit3, "3");
    let at = script().endings.keys().position(|id| id.as_str() == "sent").unwrap();
    assert_ne!(at, 0);
    keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, at);
    enter(&mut stand);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::Endings, "out of the card, and only that");
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::None, "back on the title");
}

#[test]
fn from_pause_both_go_back_to_pause() {
    let mut stand = stand(WINDOW);
    stand.app.insert_resource(Lived::of(&[("sent", 1)]));
    into_days(&mut stand);
    // Into a day, and step by step out again.
    enter(&mut stand);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::Days);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::Paused);
    // A picture, lives, endings come after it.
    stand.letter(KeyCode::Digit8, "8");
    assert_eq!(stand.menu(), Menu::Endings);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::Paused);
    assert!(sent(&mut stand).is_empty());
}

#[test]
fn a_day_begins_again_after_a_question_and_the_life_is_kept_before() {
    let home = tempfile::tempdir().unwrap();
    let mut stand = stand(WINDOW);
    into_days(&mut stand);
    stand.app.insert_resource(Slot(home.path().join("life.journal").to_string_lossy().into_owned()));
    stand.letter(KeyCode::Digit2, "2");
    // What he said there is only read: the first that a number chooses is to begin again.
    stand.letter(KeyCode::Digit1, "1");
    // “Not yet” is what stands first, and it leads back to the row that asked.
    enter(&mut stand);
    enter(&mut stand);
    assert!(sent(&mut stand).is_empty());
    assert_eq!(stand.menu(), Menu::Days);
    keys(&mut stand, KeyCode::ArrowUp, &Key::ArrowUp, 1);
    enter(&mut stand);
    let begun = [Sent::Save(SaveCommand::KeepAs(1)), Sent::Input(PlayerInput::BackToDay { day: 2 })];
    assert_eq!(sent(&mut stand), begun);
    assert_eq!(stand.menu(), Menu::None);
}

#[test]
fn no_day_begins_again_while_somebody_speaks() {
    let mut stand = stand(WINDOW);
    into_days(&mut stand);
    stand.app.world_mut().resource_mut::<Floor>().waiting = Waiting::Performing;
    enter(&mut stand);
    // All that there is to choose leads back to the list.
    stand.letter(KeyCode::Digit1, "1");
    assert_eq!(stand.menu(), Menu::Days);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::Paused);
    assert!(sent(&mut stand).is_empty());
}

#[test]
fn at_the_end_the_days_lie_under_the_card() {
    let mut stand = stand(WINDOW);
    ended(&mut stand);
    keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, 1);
    enter(&mut stand);
    assert_eq!(stand.menu(), Menu::Days);
    escape(&mut stand);
    assert_eq!(stand.menu(), Menu::None);
    assert!(sent(&mut stand).is_empty(), "the card still stands");
    enter(&mut stand);
    // Nothing is kept here, so nothing is kept before. The first day, its row, and yes.
    keys(&mut stand, KeyCode::Digit1, &Key::Character("1".into()), 3);
    assert_eq!(sent(&mut stand), [Sent::Input(PlayerInput::BackToDay { day: 1 })]);
    assert_eq!(stand.menu(), Menu::None);
    // Here nobody goes back to that day, so the card stands again.
    escape(&mut stand);
    assert_eq!(sent(&mut stand), [Sent::Input(PlayerInput::Close)]);
}

#[test]
fn both_are_drawn_at_every_size() {
    for size in SIZES {
        let mut stand = stand(size);
        stand.app.insert_resource(Lived::of(&[("again", 1), ("sent", 3)]));
        for text_size in [0.8, 1.0, 2.0] {
            stand.app.world_mut().resource_mut::<Settings>().text_size = text_size;
            ended(&mut stand);
            assert!(stand.shapes() > 0, "an ending at {size}");
            for (menu, rows) in [(Menu::Endings, script().endings.len()), (Menu::Days, 2)] {
                stand.app.world_mut().resource_mut::<NextState<Menu>>().set(menu);
                stand.tick(4);
                // All the way round, into the first, and out again.
                keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, rows);
                assert!(stand.shapes() > 0, "{menu:?} at {size}");
                enter(&mut stand);
                assert!(stand.shapes() > 0, "the first of {menu:?} at {size}");
                escape(&mut stand);
                assert_eq!(stand.menu(), menu);
                escape(&mut stand);
                assert_eq!(stand.menu(), Menu::None);
            }
        }
    }
}
