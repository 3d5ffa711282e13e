//! What the player wants, read once a frame from keys, mouse and gamepad.
//!
//! While a text field has the keyboard, keys belong to it alone. Where letters begin a sentence (it is
//! his turn to talk), no letter means anything else.

use super::{Menu, Screen};
use crate::talk::{Floor, TurnKind, Waiting};
use bevy::{
    input::{InputSystems, keyboard::Key},
    prelude::*,
};
use bevy_egui::{EguiInput, EguiPreUpdateSet, egui, input::EguiWantsInput};

/// Something that the player wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Towards the top of a list.
    Up,
    /// Towards its end.
    Down,
    /// Less of it.
    Left,
    /// More of it.
    Right,
    /// The one after, round and round.
    Tab,
    /// The one before.
    BackTab,
    /// This one.
    Confirm,
    /// Go on.
    Advance,
    /// Go on, said with the mouse.
    Click,
    /// Out of here, with the key that everybody tries.
    Escape,
    /// Out of here, on a gamepad.
    Back,
    /// Pause.
    Pause,
    /// Say nothing.
    Silence,
    /// Walk away.
    Leave,
    /// List what can be done here.
    List,
    /// Into the text field.
    Write,
    /// What was said before.
    Backlog,
    /// The keys.
    Help,
    /// Put away what is chosen in a list.
    PutAway,
    /// Take the last turn back.
    TakeBack,
    /// Let the turn that was taken back come again.
    Again,
    /// Take pictures of the room.
    Photo,
    /// Look into the mind.
    Inspect,
    /// The choice of that number.
    Digit(u8),
}

/// What the player wants in this frame. Whoever acts on something takes it.
#[derive(Resource, Debug, Default)]
pub struct Intents {
    fresh: Vec<Intent>,
    /// How fast to scroll: up is negative.
    pub scroll: f32,
}

impl Intents {
    /// Wants something that no key said: a word on the screen was pressed.
    pub fn want(&mut self, intent: Intent) {
        self.fresh.push(intent);
    }

    /// Whether this is wanted; nobody after will hear of it.
    pub fn take(&mut self, intent: Intent) -> bool {
        let before = self.fresh.len();
        self.fresh.retain(|fresh| *fresh != intent);
        self.fresh.len() < before
    }

    /// Whether any of these is wanted.
    pub fn take_any<const N: usize>(&mut self, intents: [Intent; N]) -> bool {
        // Every one of them is taken, also after the first that was there.
        let taken: Vec<bool> = intents.into_iter().map(|intent| self.take(intent)).collect();
        taken.contains(&true)
    }

    /// The number that was pressed.
    pub fn take_digit(&mut self) -> Option<u8> {
        let digit = self.fresh.iter().find_map(|intent| match intent {
            Intent::Digit(digit) => Some(*digit),
            _ => None,
        })?;
        self.take(Intent::Digit(digit));
        Some(digit)
    }

    /// Out of a menu.
    pub fn back(&mut self) -> bool {
        self.take_any([Intent::Escape, Intent::Back, Intent::Pause])
    }

    /// This item of a menu.
    pub fn confirm(&mut self) -> bool {
        self.take_any([Intent::Confirm, Intent::Advance])
    }

    /// Moves through a list of `count`, round and round.
    pub fn step(&mut self, at: Option<usize>, count: usize) -> Option<usize> {
        if count == 0 {
            return None;
        }
        if self.take_any([Intent::Down, Intent::Tab]) {
            return Some(at.map_or(0, |at| (at + 1) % count));
        }
        if self.take_any([Intent::Up, Intent::BackTab]) {
            return Some(at.map_or(count - 1, |at| (at + count - 1) % count));
        }
        at.filter(|at| *at < count)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Intents>();
    app.add_systems(PreUpdate, (read.after(InputSystems), keep_tab.after(EguiPreUpdateSet::ProcessInput)));
}

/// Tab belongs to us: egui would move into the text field with it.
fn keep_tab(mut inputs: Query<&mut EguiInput>) {
    for mut input in &mut inputs {
        input.events.retain(|event| !matches!(event, egui::Event::Key { key: egui::Key::Tab, .. }));
    }
}

fn read(
    mut intents: ResMut<Intents>,
    codes: Res<ButtonInput<KeyCode>>,
    keys: Res<ButtonInput<Key>>,
    mouse: Res<ButtonInput<MouseButton>>,
    touches: Res<Touches>,
    pads: Query<&Gamepad>,
    wants: Res<EguiWantsInput>,
    floor: Res<Floor>,
    screen: Res<State<Screen>>,
    menu: Res<State<Menu>>,
) {
    intents.fresh.clear();
    intents.scroll = 0.0;
    if mouse.just_pressed(MouseButton::Left) || touches.any_just_pressed() {
        intents.fresh.push(Intent::Click);
    }
    // A mouse alone has no other way out.
    if mouse.just_pressed(MouseButton::Middle) {
        intents.fresh.push(Intent::Pause);
    }
    for pad in &pads {
        intents.fresh.extend(pad.get_just_pressed().filter_map(|button| from_pad(*button)));
        if pad.just_pressed(GamepadButton::West) {
            intents.fresh.push(Intent::PutAway);
        }
        intents.scroll -= pad.right_stick().y;
    }
    if wants.wants_keyboard_input() {
        return;
    }
    intents.fresh.extend(codes.get_just_pressed().filter_map(|code| from_code(*code, &codes)));
    if codes.any_just_pressed([KeyCode::Backspace, KeyCode::Delete]) {
        intents.fresh.push(Intent::PutAway);
    }
    let held = |up, down| f32::from(i8::from(codes.pressed(down)) - i8::from(codes.pressed(up)));
    intents.scroll += held(KeyCode::ArrowUp, KeyCode::ArrowDown) + 3.0 * held(KeyCode::PageUp, KeyCode::PageDown);

    let held_down = [KeyCode::ControlLeft, KeyCode::ControlRight, KeyCode::AltLeft, KeyCode::SuperLeft];
    if codes.any_pressed(held_down) {
        intents.fresh.extend(keys.get_just_pressed().filter_map(|key| with_control(key, &codes)));
        return;
    }
    let sentence = *screen.get() == Screen::Life && *menu.get() == Menu::None && begins_sentence(&floor.waiting);
    for key in keys.get_just_pressed() {
        let Key::Character(character) = key else { continue };
        let intent = match character.to_lowercase().as_str() {
            "/" => Some(Intent::Write),
            _ if sentence => None,
            "t" => Some(Intent::Write),
            "p" => Some(Intent::Pause),
            "h" => Some(Intent::List),
            "b" => Some(Intent::Backlog),
            "l" => Some(Intent::Leave),
            "?" => Some(Intent::Help),
            _ => None,
        };
        intents.fresh.extend(intent);
    }
}

/// Whether a letter now begins a sentence of his.
pub fn begins_sentence(waiting: &Waiting) -> bool {
    waiting.turn().is_some_and(|turn| turn.typing && turn.kind != TurnKind::World)
}

/// Keys that are pressed with Ctrl, or with the Command key of a Mac. They are where the letter is, not the key.
fn with_control(key: &Key, codes: &ButtonInput<KeyCode>) -> Option<Intent> {
    let Key::Character(character) = key else { return None };
    let control = codes.any_pressed([KeyCode::ControlLeft, KeyCode::ControlRight, KeyCode::SuperLeft]);
    let shift = codes.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
    // Ctrl and Alt together write letters on some keyboards.
    if !control || codes.any_pressed([KeyCode::AltLeft, KeyCode::AltRight]) {
        return None;
    }
    match character.to_lowercase().as_str() {
        "z" if shift => Some(Intent::Again),
        "z" => Some(Intent::TakeBack),
        "y" => Some(Intent::Again),
        _ => None,
    }
}

fn from_code(code: KeyCode, codes: &ButtonInput<KeyCode>) -> Option<Intent> {
    Some(match code {
        KeyCode::ArrowUp => Intent::Up,
        KeyCode::ArrowDown => Intent::Down,
        KeyCode::ArrowLeft => Intent::Left,
        KeyCode::ArrowRight => Intent::Right,
        KeyCode::Tab if codes.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]) => Intent::BackTab,
        KeyCode::Tab => Intent::Tab,
        KeyCode::Enter | KeyCode::NumpadEnter => Intent::Confirm,
        KeyCode::Space => Intent::Advance,
        KeyCode::Escape => Intent::Escape,
        KeyCode::Backspace | KeyCode::Digit0 | KeyCode::Numpad0 => Intent::Silence,
        KeyCode::Minus | KeyCode::NumpadSubtract => Intent::Leave,
        KeyCode::PageUp => Intent::Backlog,
        KeyCode::F1 => Intent::Help,
        KeyCode::F2 => Intent::Photo,
        KeyCode::F3 => Intent::Inspect,
        KeyCode::Digit1 | KeyCode::Numpad1 => Intent::Digit(1),
        KeyCode::Digit2 | KeyCode::Numpad2 => Intent::Digit(2),
        KeyCode::Digit3 | KeyCode::Numpad3 => Intent::Digit(3),
        KeyCode::Digit4 | KeyCode::Numpad4 => Intent::Digit(4),
        KeyCode::Digit5 | KeyCode::Numpad5 => Intent::Digit(5),
        KeyCode::Digit6 | KeyCode::Numpad6 => Intent::Digit(6),
        KeyCode::Digit7 | KeyCode::Numpad7 => Intent::Digit(7),
        KeyCode::Digit8 | KeyCode::Numpad8 => Intent::Digit(8),
        KeyCode::Digit9 | KeyCode::Numpad9 => Intent::Digit(9),
        _ => return None,
    })
}

fn from_pad(button: GamepadButton) -> Option<Intent> {
    Some(match button {
        GamepadButton::DPadUp => Intent::Up,
        GamepadButton::DPadDown => Intent::Down,
        GamepadButton::DPadLeft => Intent::Left,
        GamepadButton::DPadRight => Intent::Right,
        GamepadButton::South => Intent::Confirm,
        GamepadButton::East => Intent::Back,
        GamepadButton::North => Intent::List,
        GamepadButton::West => Intent::Silence,
        GamepadButton::Start => Intent::Pause,
        GamepadButton::Select => Intent::Backlog,
        GamepadButton::LeftTrigger => Intent::Leave,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone() {
        let mut intents = Intents { fresh: vec![Intent::Confirm, Intent::Digit(3)], ..default() };
        assert_eq!(intents.take_digit(), Some(3));
        assert_eq!(intents.take_digit(), None);
        assert!(intents.confirm());
        assert!(!intents.confirm());
    }

    #[test]
    fn a_list_goes_round() {
        let mut down = Intents { fresh: vec![Intent::Down], ..default() };
        assert_eq!(down.step(Some(2), 3), Some(0));
        let mut up = Intents { fresh: vec![Intent::Up], ..default() };
        assert_eq!(up.step(None, 3), Some(2));
        assert_eq!(Intents::default().step(Some(5), 3), None);
    }
}
