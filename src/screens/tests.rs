//! The screens without a window: every one is drawn, and keys do what the help says.

mod days_endings;
mod lives;
mod minds;
mod title;

use super::{Menu, Screen, typing::Draft};
use crate::{
    mind::Mind,
    save::{SaveCommand, Saves},
    script::Tone,
    story::{Chronicle, Life, Source},
    talk::{Floor, Offer, OpenTurn, Pace, PlayerInput, SpokenLine, Told, TurnKind, Waiting},
};
use bevy::{
    input::{
        ButtonState, InputPlugin,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
    state::app::StatesPlugin,
    time::TimeUpdateStrategy,
    window::{PrimaryWindow, WindowPlugin},
};
use bevy_egui::{EguiInput, EguiRenderOutput, PrimaryEguiContext, egui, input::WindowToEguiContextMap};
use std::time::Duration;

struct Stand {
    app: App,
    context: Entity,
    window: Entity,
    size: egui::Vec2,
}

/// What the screens sent.
#[derive(Resource, Default)]
struct Heard(Vec<PlayerInput>);

impl Stand {
    fn new(size: egui::Vec2) -> Self {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default(), StatesPlugin, InputPlugin));
        app.add_plugins(WindowPlugin::default());
        app.init_asset::<Image>().init_asset::<Shader>();
        app.init_resource::<Floor>().init_resource::<Life>().init_resource::<Chronicle>();
        app.init_resource::<Mind>().init_resource::<Pace>().init_resource::<Saves>();
        app.add_message::<PlayerInput>().add_message::<Told>().add_message::<SaveCommand>();
        app.add_plugins(super::plugin);
        app.init_resource::<Heard>();
        app.add_systems(Last, |mut inputs: MessageReader<PlayerInput>, mut heard: ResMut<Heard>| {
            heard.0.extend(inputs.read().cloned());
        });
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(100)));
        let context = app.world_mut().spawn((Camera::default(), PrimaryEguiContext)).id();
        let window = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>().single(app.world()).unwrap();
        let mut map = app.world_mut().resource_mut::<WindowToEguiContextMap>();
        map.window_to_contexts.entry(window).or_default().insert(context);
        let mut window_size = app.world_mut().get_mut::<Window>(window).unwrap();
        window_size.resolution.set(size.x, size.y);
        app.finish();
        app.cleanup();
        let mut stand = Self { app, context, window, size };
        stand.tick(3);
        stand
    }

    fn tick(&mut self, frames: usize) {
        for _ in 0..frames {
            let zoom =
                self.app.world_mut().get_mut::<bevy_egui::EguiContext>(self.context).unwrap().get_mut().zoom_factor();
            let mut input = self.app.world_mut().get_mut::<EguiInput>(self.context).unwrap();
            input.0.screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, self.size / zoom));
            self.app.update();
        }
    }

    fn press(&mut self, key_code: KeyCode, logical_key: Key) {
        for state in [ButtonState::Pressed, ButtonState::Released] {
            let (logical_key, window) = (logical_key.clone(), self.window);
            self.app.world_mut().write_message(KeyboardInput {
                key_code,
                logical_key,
                state,
                text: None,
                repeat: false,
                window,
            });
            self.tick(1);
        }
        self.tick(2);
    }

    fn letter(&mut self, key_code: KeyCode, letter: &str) {
        self.press(key_code, Key::Character(letter.into()));
    }

    fn life(&mut self, turn: Option<OpenTurn>) {
        let world = self.app.world_mut();
        world.resource_mut::<Floor>().waiting = turn.map_or(Waiting::Performing, Waiting::Turn);
        world.write_message(Told::Opened);
        world.write_message(Told::Turn);
        self.tick(8);
    }

    fn sent(&mut self) -> Vec<PlayerInput> {
        std::mem::take(&mut self.app.world_mut().resource_mut::<Heard>().0)
    }

    fn menu(&self) -> Menu {
        *self.app.world().resource::<State<Menu>>().get()
    }

    fn shapes(&self) -> usize {
        self.app.world().get::<EguiRenderOutput>(self.context).unwrap().paint_jobs.len()
    }
}

fn line(who: &str, name: &str, text: &str) -> SpokenLine {
    SpokenLine {
        beat: "a/b".into(),
        id: "l".into(),
        who: who.into(),
        name: name.into(),
        text: text.into(),
        tone: Tone::Soft,
        source: Source::Authored,
    }
}

fn turn(kind: TurnKind, typing: bool) -> OpenTurn {
    let offer = |id: &str, locked: Option<&str>| Offer {
        id: id.into(),
        text: format!("What he could say about {id}, which is not little."),
        locked: locked.map(Into::into),
        deed: false,
        thing: None,
    };
    let offers = vec![offer("one", None), offer("two", None), offer("three", Some("not before he has slept"))];
    OpenTurn { kind, beat: None, node: None, offers, deeds: Vec::new(), typing, can_leave: true, lasts: Some(9.0) }
}

fn letter() -> TurnKind {
    TurnKind::Letter {
        letter: "w".into(),
        part: "p".into(),
        ask: "How does it begin?".into(),
        so_far: "Dear Joan,".into(),
    }
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for size in
        [egui::vec2(320.0, 200.0), egui::vec2(1280.0, 720.0), egui::vec2(3840.0, 2160.0), egui::vec2(300.0, 900.0)]
    {
        let mut stand = Stand::new(size);
        stand.app.world_mut().resource_mut::<super::Settings>().text_size = 1.8;
        stand.app.world_mut().resource_mut::<NextState<Screen>>().set(Screen::Title);
        stand.tick(20);
        assert!(stand.shapes() > 0, "the title at {size}");
        for kind in [TurnKind::Talk, TurnKind::World, letter()] {
            stand.life(Some(turn(kind.clone(), true)));
            stand.app.world_mut().write_message(Told::Line(line("samantha", "Samantha", "Say it with the lamp side?")));
            stand.app.world_mut().write_message(Told::Note("A word from the game.".into()));
            stand.tick(6);
            assert!(stand.shapes() > 0, "{kind:?} at {size}");
        }
        stand.app.world_mut().resource_mut::<Floor>().backlog = vec![line("narrator", "", "It rains."); 40];
        for menu in [
            Menu::Paused,
            Menu::Lives,
            Menu::Days,
            Menu::Endings,
            Menu::Keeps,
            Menu::Settings,
            Menu::Minds,
            Menu::Backlog,
            Menu::Help,
            Menu::Photo,
            Menu::Inspector,
        ] {
            stand.app.world_mut().resource_mut::<NextState<Menu>>().set(menu);
            stand.tick(6);
            assert_eq!(stand.menu(), menu);
            assert!(stand.shapes() > 0, "{menu:?} at {size}");
        }
        stand.app.world_mut().resource_mut::<NextState<Menu>>().set(Menu::None);
        stand.app.world_mut().resource_mut::<Floor>().card = Some(("Weeks.".into(), "They pass.".into()));
        stand.tick(12);
        assert!(stand.shapes() > 0, "a card at {size}");
    }
}

#[test]
fn numbers_choose_zero_is_silence_and_escape_is_neither() {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.life(Some(turn(TurnKind::Talk, true)));
    stand.letter(KeyCode::Digit2, "2");
    assert_eq!(stand.sent(), [PlayerInput::Choose("two".into())]);
    stand.letter(KeyCode::Digit0, "0");
    assert_eq!(stand.sent(), [PlayerInput::Silence]);
    stand.letter(KeyCode::Minus, "-");
    assert_eq!(stand.sent(), [PlayerInput::Leave]);
    stand.press(KeyCode::ArrowDown, Key::ArrowDown);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(stand.sent(), [PlayerInput::Choose("one".into())]);
    stand.press(KeyCode::Escape, Key::Escape);
    assert_eq!(stand.sent(), []);
    assert_eq!(stand.menu(), Menu::Paused);
    stand.press(KeyCode::Escape, Key::Escape);
    assert_eq!(stand.menu(), Menu::None);
}

#[test]
fn a_letter_begins_a_sentence_and_no_other_key_acts_in_it() {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.life(Some(turn(TurnKind::Talk, true)));
    stand.letter(KeyCode::KeyP, "p");
    assert_eq!(stand.menu(), Menu::None, "p is the first letter of something here");
    assert!(stand.app.world().resource::<Draft>().focused);
    stand.letter(KeyCode::Digit1, "1");
    stand.letter(KeyCode::KeyB, "b");
    assert_eq!(stand.sent(), []);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(stand.sent(), [PlayerInput::Type("p1b".into())]);
}

#[test]
fn words_that_were_never_heard_come_back() {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.life(Some(turn(TurnKind::Talk, true)));
    stand.letter(KeyCode::KeyA, "a");
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(stand.app.world().resource::<Draft>().text(), "");
    stand.tick(120);
    assert_eq!(stand.app.world().resource::<Draft>().text(), "a");
}

#[test]
fn in_the_free_room_letters_walk_and_t_speaks() {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.life(Some(turn(TurnKind::World, true)));
    stand.letter(KeyCode::KeyW, "w");
    assert!(!stand.app.world().resource::<Draft>().focused);
    stand.letter(KeyCode::KeyT, "t");
    assert!(stand.app.world().resource::<Draft>().focused);
    assert_eq!(stand.app.world().resource::<Draft>().text(), "", "the key that calls the field is not a letter in it");
    stand.press(KeyCode::Escape, Key::Escape);
    assert!(!stand.app.world().resource::<Draft>().focused);
    assert_eq!(stand.menu(), Menu::None, "Escape left the field, and only that");
    stand.letter(KeyCode::KeyH, "h");
    stand.letter(KeyCode::Digit1, "1");
    assert_eq!(stand.sent(), [PlayerInput::Choose("one".into())]);
}

#[test]
fn a_picture_is_asked_for_with_keys_alone_and_tells_the_story_nothing() {
    #[derive(Resource, Default)]
    struct Snaps(usize);
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.app.init_resource::<Snaps>();
    stand.app.add_systems(Last, |mut asked: MessageReader<super::Snap>, mut snaps: ResMut<Snaps>| {
        snaps.0 += asked.read().count();
    });
    stand.life(Some(turn(TurnKind::Talk, true)));
    stand.press(KeyCode::F2, Key::F2);
    assert_eq!(stand.menu(), Menu::Photo);
    stand.press(KeyCode::Enter, Key::Enter);
    // On a dial it is the picture that is taken, too.
    stand.press(KeyCode::ArrowUp, Key::ArrowUp);
    stand.press(KeyCode::ArrowRight, Key::ArrowRight);
    stand.press(KeyCode::Enter, Key::Enter);
    assert_eq!(stand.app.world().resource::<Snaps>().0, 2);
    stand.press(KeyCode::Escape, Key::Escape);
    assert_eq!(stand.menu(), Menu::None, "back to where it was opened");
    assert_eq!(stand.sent(), []);
}

#[test]
fn space_asks_for_the_next_line() {
    let mut stand = Stand::new(egui::vec2(1280.0, 720.0));
    stand.life(None);
    stand.press(KeyCode::Space, Key::Space);
    assert_eq!(stand.sent(), [PlayerInput::Advance]);
}
