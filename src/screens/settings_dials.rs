//! What can be set, and between which ends.

use super::Settings;

/// One thing that can be set.
pub(super) struct Dial {
    pub name: &'static str,
    /// From the left end to the right.
    pub range: (f32, f32),
    pub step: f32,
    pub get: fn(&Settings) -> f32,
    pub set: fn(&mut Settings, f32),
    pub say: fn(f32) -> String,
}

const SWITCH: (f32, f32) = (0.0, 1.0);

pub(super) const DIALS: [Dial; 13] = [
    Dial {
        name: "Text size",
        range: (0.8, 1.8),
        step: 0.1,
        get: |s| s.text_size,
        set: |s, v| s.text_size = v,
        say: percent,
    },
    Dial {
        name: "Text speed",
        range: (0.5, 3.0),
        step: 0.25,
        get: |s| s.text_speed,
        set: |s, v| s.text_speed = v,
        say: percent,
    },
    Dial {
        name: "The next line comes",
        range: SWITCH,
        step: 1.0,
        get: |s| f32::from(u8::from(s.auto_advance)),
        set: |s, v| s.auto_advance = v > 0.5,
        say: |v| if v > 0.5 { "by itself" } else { "when asked" }.into(),
    },
    Dial {
        name: "Field of view",
        range: (45.0, 95.0),
        step: 1.0,
        get: |s| s.field_of_view,
        set: |s, v| s.field_of_view = v,
        say: |v| format!("{v:.0}°"),
    },
    Dial {
        name: "Turning, mouse and finger",
        range: (0.2, 3.0),
        step: 0.1,
        get: |s| s.mouse_sensitivity,
        set: |s, v| s.mouse_sensitivity = v,
        say: percent,
    },
    Dial {
        name: "Turning, pad and keys",
        range: (0.2, 3.0),
        step: 0.1,
        get: |s| s.turn_speed,
        set: |s, v| s.turn_speed = v,
        say: percent,
    },
    Dial {
        name: "Looking up",
        range: SWITCH,
        step: 1.0,
        get: |s| f32::from(u8::from(s.invert_y)),
        set: |s, v| s.invert_y = v > 0.5,
        say: |v| if v > 0.5 { "by pulling back" } else { "by pushing up" }.into(),
    },
    Dial {
        name: "Steadier view",
        range: (0.0, 1.0),
        step: 0.1,
        get: |s| s.steady,
        set: |s, v| s.steady = v,
        say: percent,
    },
    Dial {
        name: "Motion",
        range: SWITCH,
        step: 1.0,
        get: |s| f32::from(u8::from(s.reduce_motion)),
        set: |s, v| s.reduce_motion = v > 0.5,
        say: |v| if v > 0.5 { "reduced: no steps, no drifting" } else { "as one walks" }.into(),
    },
    Dial {
        name: "From place to place",
        range: SWITCH,
        step: 1.0,
        get: |s| f32::from(u8::from(s.blink)),
        set: |s, v| s.blink = v > 0.5,
        say: |v| if v > 0.5 { "a blink" } else { "gliding" }.into(),
    },
    Dial {
        name: "Picture",
        range: (0.0, 3.0),
        step: 1.0,
        get: |s| f32::from(s.picture),
        set: |s, v| s.picture = v.round().clamp(0.0, 3.0) as u8,
        say: |v| ["as the machine can", "low", "medium", "high"][v.round().clamp(0.0, 3.0) as usize].into(),
    },
    Dial { name: "Sound", range: (0.0, 1.0), step: 0.05, get: |s| s.volume, set: |s, v| s.volume = v, say: percent },
    Dial {
        name: "Without a mouse",
        range: SWITCH,
        step: 1.0,
        get: |s| f32::from(u8::from(s.keys_only)),
        set: |s, v| s.keys_only = v > 0.5,
        say: |v| if v > 0.5 { "list what he could do" } else { "look at things" }.into(),
    },
];

fn percent(value: f32) -> String {
    format!("{:.0} %", value * 100.0)
}

impl Dial {
    /// The nearest value that the dial can stand at.
    pub fn at(&self, value: f32) -> f32 {
        let (low, high) = self.range;
        (low + ((value - low) / self.step).round() * self.step).clamp(low, high)
    }

    /// Whether it stands at one of two things.
    pub fn is_switch(&self) -> bool {
        self.range == SWITCH && self.step > 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dial_gives_back_what_it_was_set_to() {
        for dial in &DIALS {
            let mut settings = Settings::default();
            for value in [dial.range.0, dial.range.1] {
                (dial.set)(&mut settings, value);
                assert_eq!((dial.get)(&settings), value, "{}", dial.name);
            }
            assert_eq!(dial.at(1e9), dial.range.1);
        }
    }
}
