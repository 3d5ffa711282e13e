//! What can be chosen for a picture: the light, the weather, the lens, and how the camera is held.

use crate::{
    script::Phase,
    stage::{LENSES, Photo, STOPS, TILT},
};

/// One thing that can be chosen.
pub(super) struct Dial {
    pub name: &'static str,
    /// From the left end to the right.
    pub range: (f32, f32),
    /// Where keys stop on the way from one end to the other.
    pub next: fn(f32, i8) -> f32,
    pub get: fn(&Photo) -> f32,
    pub set: fn(&mut Photo, f32),
    pub say: fn(f32) -> String,
}

const PHASES: [(Phase, &str); 4] = [
    (Phase::Morning, "a thin morning"),
    (Phase::Work, "the glare of a working day"),
    (Phase::Evening, "evening"),
    (Phase::Night, "night"),
];

/// The lenses that people know by their number.
const KNOWN: [f32; 8] = [18.0, 21.0, 24.0, 28.0, 35.0, 50.0, 70.0, 85.0];

pub(super) const DIALS: [Dial; 6] = [
    Dial {
        name: "Light",
        range: (0.0, 3.0),
        next: |now, by| (now + f32::from(by)).rem_euclid(4.0),
        get: |photo| PHASES.iter().position(|(phase, _)| *phase == photo.phase).unwrap_or_default() as f32,
        set: |photo, value| photo.phase = phase_at(value).0,
        say: |value| phase_at(value).1.into(),
    },
    Dial {
        name: "Weather",
        range: (0.0, 1.0),
        next: |now, _| 1.0 - now.round(),
        get: |photo| f32::from(u8::from(photo.rain)),
        set: |photo, value| photo.rain = value > 0.5,
        say: |value| if value > 0.5 { "rain" } else { "dry" }.into(),
    },
    Dial {
        name: "Lens",
        range: LENSES,
        next: lens_after,
        get: |photo| photo.focal,
        set: |photo, value| photo.focal = value,
        say: |value| format!("{value:.0} mm"),
    },
    Dial {
        name: "Tilt",
        range: (-TILT, TILT),
        next: |now, by| (now + 2.0 * f32::from(by)).round(),
        get: |photo| photo.tilt,
        set: |photo, value| photo.tilt = value,
        say: |value| format!("{value:.0}°"),
    },
    Dial {
        name: "Exposure",
        range: (-STOPS, STOPS),
        next: |now, by| ((now * 3.0).round() + f32::from(by)) / 3.0,
        get: |photo| photo.exposure,
        set: |photo, value| photo.exposure = value,
        say: |value| format!("{value:+.1}"),
    },
    Dial {
        name: "Height",
        range: (0.1, 2.5),
        next: |now, by| ((now * 10.0).round() + f32::from(by)) / 10.0,
        get: |photo| photo.at.y,
        set: |photo, value| photo.at.y = value,
        say: |value| format!("{value:.1} m"),
    },
];

fn phase_at(value: f32) -> (Phase, &'static str) {
    PHASES[(value.round().max(0.0) as usize).min(PHASES.len() - 1)]
}

/// The next lens that people know, up or down.
fn lens_after(now: f32, by: i8) -> f32 {
    let next = if by > 0 {
        KNOWN.into_iter().find(|known| *known > now + 0.5)
    } else {
        KNOWN.into_iter().rev().find(|known| *known < now - 0.5)
    };
    next.unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dial_gives_back_what_it_was_set_to_and_comes_to_both_ends() {
        for dial in &DIALS {
            let mut photo = Photo::default();
            for value in [dial.range.0, dial.range.1] {
                (dial.set)(&mut photo, value);
                assert_eq!((dial.get)(&photo), value, "{}", dial.name);
            }
            let (mut at, mut lowest) = (dial.range.1, dial.range.1);
            for _ in 0..60 {
                at = (dial.next)(at, -1).clamp(dial.range.0, dial.range.1);
                lowest = lowest.min(at);
            }
            assert!((lowest - dial.range.0).abs() < 1e-4, "{}: {lowest}", dial.name);
        }
    }

    #[test]
    fn keys_step_through_lenses_that_have_a_name() {
        assert_eq!(lens_after(27.6, 1), 28.0 + 7.0, "28 is what it is already, nearly");
        assert_eq!(lens_after(27.6, -1), 24.0);
        assert_eq!((lens_after(85.0, 1), lens_after(18.0, -1)), (85.0, 18.0));
    }
}
