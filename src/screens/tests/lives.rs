//! The lives, and going back and forth.

use super::{Stand, turn};
use crate::{
    save::{SaveCommand, SaveSummary, Saves, Slot, SlotSummary, keep_picture, line},
    screens::{Menu, Screen, Settings},
    script::{Act, Phase},
    story::{Chronicle, Entry, FORMAT},
    talk::{PlayerInput, TurnKind},
};
use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
};
use bevy_egui::egui;
use std::time::{Duration, SystemTime};

/// What the screens asked of the saves.
#[derive(Resource, Default)]
struct Asked(Vec<SaveCommand>);

fn summary(day: u32) -> SaveSummary {
    SaveSummary {
        story: "room-tone".into(),
        day,
        phase: Phase::Evening,
        act: Act::Two,
        scene: "apartment".into(),
        line: "A line that is much too long for any row, and so it ends somewhere in the middle of itself.".into(),
        turns: 10 * day,
        ended: day == 3,
        ending: (day == 3).then(|| "sent".into()),
    }
}

/// The first of them is the running one; the kept ones are numbered from 1, the newest last.
fn lives(count: u32) -> Saves {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let slot = |slot: u32| SlotSummary {
        slot,
        // One cannot be read.
        summary: (slot != 4).then(|| summary(slot)),
        note: (slot == 4).then(|| "It was made by a newer Room Tone.".into()),
        picture: slot == 1,
        played: Some(now + Duration::from_secs(u64::from(slot))),
    };
    let mut saves = Saves::default();
    saves.continue_from = (count > 0).then(|| summary(9));
    saves.slots = (1..count).map(slot).collect();
    saves
}

fn open(size: egui::Vec2, saves: Saves, screen: Screen) -> Stand {
    let mut stand = Stand::new(size);
    stand.app.init_resource::<Asked>();
    stand.app.add_systems(Last, |mut commands: MessageReader<SaveCommand>, mut asked: ResMut<Asked>| {
        asked.0.extend(commands.read().copied());
    });
    stand.app.insert_resource(saves);
    if screen == Screen::Life {
        stand.life(Some(turn(TurnKind::Talk, true)));
    } else {
        stand.app.world_mut().resource_mut::<NextState<Screen>>().set(screen);
        stand.tick(10);
    }
    stand.app.world_mut().resource_mut::<NextState<Menu>>().set(Menu::Lives);
    stand.tick(4);
    stand
}

fn asked(stand: &mut Stand) -> Vec<SaveCommand> {
    std::mem::take(&mut stand.app.world_mut().resource_mut::<Asked>().0)
}

fn keys(stand: &mut Stand, code: KeyCode, key: &Key, times: usize) {
    for _ in 0..times {
        stand.press(code, key.clone());
    }
}

/// A letter while these are held.
fn with(stand: &mut Stand, held: &[(KeyCode, Key)], code: KeyCode, letter: &str) {
    let send = |stand: &mut Stand, key_code: KeyCode, logical_key: Key, state: ButtonState| {
        let window = stand.window;
        let message = KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window };
        stand.app.world_mut().write_message(message);
    };
    for (code, key) in held {
        send(stand, *code, key.clone(), ButtonState::Pressed);
    }
    stand.tick(1);
    stand.letter(code, letter);
    for (code, key) in held {
        send(stand, *code, key.clone(), ButtonState::Released);
    }
    stand.tick(2);
}

const WINDOW: egui::Vec2 = egui::vec2(1280.0, 720.0);

#[test]
fn none_one_and_twelve_lives_are_drawn_at_every_size() {
    let small = egui::vec2(320.0, 200.0);
    let tall = egui::vec2(300.0, 900.0);
    let large = egui::vec2(3840.0, 2160.0);
    for (size, screen) in [(small, Screen::Title), (WINDOW, Screen::Life), (large, Screen::Title), (tall, Screen::Life)]
    {
        for count in [0, 1, 12] {
            let mut stand = open(size, lives(count), screen);
            for text_size in [0.8, 2.0] {
                stand.app.world_mut().resource_mut::<Settings>().text_size = text_size;
                stand.tick(6);
                assert_eq!(stand.menu(), Menu::Lives);
                assert!(stand.shapes() > 0, "{count} lives at {size}");
            }
            // All the way round, and the question.
            keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, count as usize + 1);
            keys(&mut stand, KeyCode::Delete, &Key::Delete, 1);
            assert!(stand.shapes() > 0, "{count} lives at {size}, asked");
            assert!(asked(&mut stand).is_empty());
        }
    }
}

#[test]
fn another_life_is_opened_and_the_running_one_kept_before() {
    let mut stand = open(WINDOW, lives(4), Screen::Title);
    // The running one, then 3, 2, 1: the newest first.
    keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, 2);
    keys(&mut stand, KeyCode::Enter, &Key::Enter, 1);
    assert_eq!(asked(&mut stand), [SaveCommand::KeepAs(4), SaveCommand::Open(2)]);
    stand.letter(KeyCode::Digit4, "4");
    assert_eq!(asked(&mut stand), [SaveCommand::KeepAs(4), SaveCommand::Open(1)]);
    stand.letter(KeyCode::Digit1, "1");
    assert_eq!(asked(&mut stand), [SaveCommand::Continue]);
    stand.letter(KeyCode::Digit9, "9");
    assert!(asked(&mut stand).is_empty(), "there is no ninth");
}

#[test]
fn a_life_that_is_kept_already_is_not_kept_twice() {
    let home = tempfile::tempdir().unwrap();
    let life = home.path().join("life.journal").to_string_lossy().into_owned();
    let story = "small".to_owned();
    let began = Entry::Began {
        format: FORMAT,
        story,
        version: "1".into(),
        seed: 7,
        scene: "room".into(),
        before: Default::default(),
    };
    let text = line(&[began]).unwrap();
    for name in ["life.journal", "slot-2.journal"] {
        std::fs::write(home.path().join(name), &text).unwrap();
    }
    let mut stand = open(WINDOW, lives(3), Screen::Title);
    stand.app.insert_resource(Slot(life.clone()));
    // What is no picture is passed over.
    keep_picture(&life, Some(1), b"not a picture").unwrap();
    stand.tick(4);
    stand.letter(KeyCode::Digit3, "3");
    assert_eq!(asked(&mut stand), [SaveCommand::Open(1)]);
}

#[test]
fn what_cannot_be_read_is_not_opened() {
    let mut stand = open(WINDOW, lives(5), Screen::Title);
    stand.letter(KeyCode::Digit2, "2");
    assert!(asked(&mut stand).is_empty());
    assert_eq!(stand.menu(), Menu::Lives);
}

#[test]
fn a_life_is_put_away_after_a_question_and_the_running_one_never() {
    let mut stand = open(WINDOW, lives(3), Screen::Title);
    for (code, key) in [(KeyCode::Backspace, Key::Backspace), (KeyCode::Delete, Key::Delete)] {
        keys(&mut stand, code, &key, 1);
        keys(&mut stand, KeyCode::Enter, &Key::Enter, 1);
        assert_eq!(asked(&mut stand), [SaveCommand::Continue], "nobody was asked about the running life");
    }
    keys(&mut stand, KeyCode::ArrowDown, &Key::ArrowDown, 1);
    // “Not yet” is what stands first.
    keys(&mut stand, KeyCode::Backspace, &Key::Backspace, 1);
    keys(&mut stand, KeyCode::Enter, &Key::Enter, 1);
    keys(&mut stand, KeyCode::Delete, &Key::Delete, 1);
    keys(&mut stand, KeyCode::Escape, &Key::Escape, 1);
    assert!(asked(&mut stand).is_empty());
    assert_eq!(stand.menu(), Menu::Lives, "Escape left the question, and only that");
    keys(&mut stand, KeyCode::Delete, &Key::Delete, 1);
    keys(&mut stand, KeyCode::ArrowUp, &Key::ArrowUp, 1);
    keys(&mut stand, KeyCode::Enter, &Key::Enter, 1);
    assert_eq!(asked(&mut stand), [SaveCommand::Remove(2)]);
    keys(&mut stand, KeyCode::Escape, &Key::Escape, 1);
    assert_eq!(stand.menu(), Menu::None);
}

#[test]
fn from_a_life_the_list_goes_back_to_pause_and_its_first_row_to_the_life() {
    let mut stand = open(WINDOW, lives(2), Screen::Life);
    keys(&mut stand, KeyCode::Escape, &Key::Escape, 1);
    assert_eq!(stand.menu(), Menu::Paused);
    stand.app.world_mut().resource_mut::<NextState<Menu>>().set(Menu::Lives);
    stand.tick(2);
    keys(&mut stand, KeyCode::Enter, &Key::Enter, 1);
    assert_eq!(stand.menu(), Menu::None);
    assert!(asked(&mut stand).is_empty());
}

#[test]
fn pause_keeps_the_life_under_a_free_number() {
    let mut stand = open(WINDOW, lives(3), Screen::Life);
    keys(&mut stand, KeyCode::Escape, &Key::Escape, 1);
    // Go on, what was said, keep, a picture: there is no turn to take back, no scene to skip, and she keeps nothing.
    stand.letter(KeyCode::Digit3, "3");
    assert_eq!(asked(&mut stand), [SaveCommand::KeepAs(3)]);
    stand.app.world_mut().resource_mut::<Saves>().slots = lives(4).slots;
    stand.tick(1);
    stand.letter(KeyCode::Digit3, "3");
    assert!(asked(&mut stand).is_empty(), "it is kept");
    stand.letter(KeyCode::Digit5, "5");
    assert_eq!(stand.menu(), Menu::Lives);
}

#[test]
fn control_z_takes_back_and_lets_come_again_while_it_is_his_turn() {
    let control = (KeyCode::ControlLeft, Key::Control);
    let shift = (KeyCode::ShiftLeft, Key::Shift);
    let mut stand = Stand::new(WINDOW);
    stand.life(Some(turn(TurnKind::Talk, true)));
    with(&mut stand, std::slice::from_ref(&control), KeyCode::KeyZ, "z");
    assert_eq!(stand.sent(), [PlayerInput::Back]);
    with(&mut stand, &[control.clone(), shift], KeyCode::KeyZ, "Z");
    assert_eq!(stand.sent(), [PlayerInput::Forth]);
    with(&mut stand, std::slice::from_ref(&control), KeyCode::KeyY, "y");
    assert_eq!(stand.sent(), [PlayerInput::Forth]);
    assert!(!stand.app.world().resource::<super::Draft>().focused, "it began no sentence");
    // In the field, the key belongs to the words.
    stand.letter(KeyCode::KeyA, "a");
    with(&mut stand, std::slice::from_ref(&control), KeyCode::KeyZ, "z");
    assert!(stand.sent().is_empty());
    let mut stand = Stand::new(WINDOW);
    stand.life(None);
    with(&mut stand, std::slice::from_ref(&control), KeyCode::KeyZ, "z");
    assert!(stand.sent().is_empty(), "it is not his turn");
}

#[test]
fn pause_offers_to_take_back_only_what_can_be() {
    let mut stand = Stand::new(WINDOW);
    stand.app.insert_resource(a_turn_long());
    stand.life(Some(turn(TurnKind::Talk, true)));
    keys(&mut stand, KeyCode::Escape, &Key::Escape, 1);
    stand.letter(KeyCode::Digit3, "3");
    assert_eq!(stand.sent(), [PlayerInput::Back]);
    assert_eq!(stand.menu(), Menu::None);
}

/// The account of a life with one turn in it.
fn a_turn_long() -> Chronicle {
    let began = Entry::Began {
        format: FORMAT,
        story: "small".into(),
        version: "1".into(),
        seed: 7,
        scene: "room".into(),
        before: Default::default(),
    };
    Chronicle::of([began, Entry::Typed { beat: None, text: "Hello.".into() }])
}
