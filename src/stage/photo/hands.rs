//! What the free camera is moved with: keys, a mouse that drags, a pad, fingers.

use crate::stage::{asks::Asks, comfort::Comfort, fingers::Fingers, walk};
use bevy::{ecs::system::SystemParam, input::mouse::AccumulatedMouseMotion, prelude::*, window::PrimaryWindow};

/// What the camera is moved with.
#[derive(SystemParam)]
pub(in crate::stage) struct Fly<'w, 's> {
    keys: Res<'w, ButtonInput<KeyCode>>,
    buttons: Res<'w, ButtonInput<MouseButton>>,
    motion: Res<'w, AccumulatedMouseMotion>,
    pads: Query<'w, 's, &'static Gamepad>,
    fingers: Res<'w, Fingers>,
    windows: Query<'w, 's, &'static Window, With<PrimaryWindow>>,
    asks: Res<'w, Asks>,
    comfort: Res<'w, Comfort>,
    /// Whether the mouse drags the view: it went down beside everything that belongs to the screens.
    drags: Local<'s, bool>,
}

impl Fly<'_, '_> {
    /// To the right, up, and ahead; each -1..1.
    pub fn step(&self) -> Vec3 {
        let key = |code: KeyCode| f32::from(u8::from(self.keys.pressed(code)));
        let mut step = Vec3::new(
            key(KeyCode::KeyD) - key(KeyCode::KeyA),
            key(KeyCode::KeyE) - key(KeyCode::KeyQ),
            key(KeyCode::KeyW) - key(KeyCode::KeyS),
        );
        for pad in &self.pads {
            let stick = walk::soft(pad.left_stick());
            let trigger = |button: GamepadButton| pad.get(button).unwrap_or_default();
            let up = trigger(GamepadButton::RightTrigger2) - trigger(GamepadButton::LeftTrigger2);
            step += Vec3::new(stick.x, up, stick.y);
        }
        step += Vec3::new(self.fingers.step.x, 0.0, self.fingers.step.y);
        let slow = self.keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]);
        step.clamp_length_max(1.0) * if slow { 0.3 } else { 1.0 }
    }

    /// To the left and up, in radians.
    pub fn turn(&mut self, delta: f32) -> Vec2 {
        let key = |code: KeyCode| f32::from(u8::from(self.keys.pressed(code)));
        let mut swing = Vec2::new(key(KeyCode::KeyJ) - key(KeyCode::KeyL), key(KeyCode::KeyI) - key(KeyCode::KeyK));
        for pad in &self.pads {
            let look = walk::soft(pad.right_stick());
            swing += Vec2::new(-look.x, look.y);
        }
        let mut turn = swing * 1.2 * self.comfort.turning * delta;
        let held = [MouseButton::Left, MouseButton::Right];
        if self.buttons.any_just_pressed(held) {
            let at = self.windows.single().ok().and_then(Window::cursor_position);
            *self.drags = at.is_none_or(|at| self.asks.kept.iter().all(|kept| !kept.contains(at)));
        }
        *self.drags &= self.buttons.any_pressed(held);
        if *self.drags {
            turn -= self.motion.delta * 0.0019 * self.comfort.sensitivity;
        }
        turn += self.fingers.turn * self.comfort.sensitivity;
        self.comfort.turned(turn)
    }
}
