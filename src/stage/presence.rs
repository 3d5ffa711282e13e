//! Samantha without a body: the lens that glows, the lamp that breathes with what she says.

use crate::{
    script::{Act, Phase, Show},
    story::Life,
    talk::{Floor, Told},
};
use bevy::prelude::*;

use super::{comfort::Comfort, now::Now, rhythm::Rhythm};

/// How much she shows, all around 0..1.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub(super) struct Presence {
    /// Multiplies the lamp's light.
    pub lamp: f32,
    /// Multiplies the screen's.
    pub screen: f32,
    /// The lens's own glow, on screen.
    pub lens: f32,
}

impl Default for Presence {
    fn default() -> Self {
        Self { lamp: 1.0, screen: 1.0, lens: 0.0 }
    }
}

impl Presence {
    /// Whether somebody could see the difference.
    fn differs(&self, other: &Self) -> bool {
        let far = |a: f32, b: f32| (a - b).abs() > 0.002;
        far(self.lamp, other.lamp) || far(self.screen, other.screen) || far(self.lens, other.lens)
    }
}

/// What it depends on beside her words.
#[derive(Clone, Copy)]
struct Around {
    /// She is there.
    here: bool,
    /// She thinks.
    thinking: bool,
    /// The screen is on.
    lit: bool,
    /// Little is to move: nothing beats or flickers.
    still: bool,
    /// Changes come at once.
    at_once: bool,
}

/// What leads to it.
struct Course {
    /// Where everything is without the loudness of her voice.
    at: Presence,
    /// What is left of the last flicker.
    flicker: f32,
    /// How bright a beat asks the lamp to be, until it asks again.
    asked: f32,
    voice: Voice,
}

impl Default for Course {
    fn default() -> Self {
        Self { at: Presence::default(), flicker: 0.0, asked: 1.0, voice: Voice::default() }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Presence>();
    app.add_systems(Update, show.in_set(super::StageSystems::Follow).after(super::now::follow));
}

impl Course {
    /// Goes on for `delta` seconds; `seconds` have passed since the start.
    fn go(&mut self, around: Around, seconds: f32, delta: f32) -> Presence {
        let Around { here, thinking, lit, still, at_once } = around;
        self.flicker = (self.flicker - delta * 2.6).max(0.0);
        let (there, level) = self.voice.heard(delta);
        let (level, flicker) = if still { (0.0, 0.0) } else { (level, self.flicker) };
        let level = if here && !thinking { level } else { 0.0 };
        // Two or three times and no more: what flickers faster than that is bad for some eyes.
        let flick = flicker * 0.35 * (flicker * 8.0).sin().abs();
        let (lamp, lens) = match (here, thinking) {
            (true, true) => (0.62 + 0.03 * (seconds * 1.3).sin(), 0.28 + 0.08 * (seconds * 1.3).sin()),
            (true, false) => (1.0 + 0.09 * there, 0.45 + 0.25 * there + flick),
            (false, _) => (1.0, 0.0),
        };
        let ease = if at_once { 1.0 } else { 1.0 - (-delta * 4.0).exp() };
        self.at.lamp += ((lamp - flick) * self.asked - self.at.lamp) * ease;
        self.at.lens += (lens - self.at.lens) * ease;
        self.at.screen += (if lit { 1.0 } else { 0.0 } - self.at.screen) * ease;
        Presence { lamp: self.at.lamp + 0.09 * level * self.asked, lens: self.at.lens + 0.3 * level, ..self.at }
    }
}

/// The line that she is saying.
#[derive(Default)]
struct Voice {
    rhythm: Rhythm,
    /// Seconds since it began.
    since: f32,
    /// How much of her there is while she speaks at all, 0..1: comes and goes slowly.
    there: f32,
}

impl Voice {
    fn says(&mut self, rhythm: Rhythm) {
        (self.rhythm, self.since) = (rhythm, 0.0);
    }

    /// Goes on, and tells how much of her there is and how loud she is, both 0..1.
    fn heard(&mut self, delta: f32) -> (f32, f32) {
        self.since += delta;
        let speaks = self.since < self.rhythm.lasts();
        self.there += (if speaks { 1.0 } else { 0.0 } - self.there) * (1.0 - (-delta * 3.0).exp());
        (self.there, if speaks { self.rhythm.level(self.since) } else { 0.0 })
    }
}

fn show(
    mut told: MessageReader<Told>,
    floor: Option<Res<Floor>>,
    life: Option<Res<Life>>,
    now: Res<Now>,
    (time, comfort): (Res<Time>, Res<Comfort>),
    mut course: Local<Course>,
    mut presence: ResMut<Presence>,
) {
    for told in told.read() {
        match told {
            Told::Breath(_) => course.flicker = 1.0,
            Told::Show(Show::Lamp(bright)) => course.asked = bright.clamp(0.0, 2.0),
            Told::Opened | Told::Closed => course.asked = 1.0,
            Told::Line(line) if line.who == "samantha" => course.voice.says(Rhythm::of(&line.text, line.tone)),
            _ => {}
        }
    }
    let here = life.as_ref().is_some_and(|life| {
        life.begun() && (life.flag("named") || life.calendar().act >= Act::Hello) && life.ending().is_none()
    });
    let around = Around {
        here,
        thinking: here && floor.as_ref().is_some_and(|floor| floor.thinking),
        lit: here || now.phase != Phase::Morning,
        still: comfort.still,
        at_once: now.at_once,
    };
    let shown = course.go(around, time.elapsed_secs(), time.delta_secs());
    if shown.differs(&presence) {
        *presence = shown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Tone;

    const HERE: Around = Around { here: true, thinking: false, lit: true, still: false, at_once: false };

    /// What is shown in each of so many seconds' frames.
    fn shown(course: &mut Course, around: Around, seconds: f32, rate: f32) -> Vec<Presence> {
        (0..(seconds * rate) as usize).map(|frame| course.go(around, frame as f32 / rate, 1.0 / rate)).collect()
    }

    fn span(shown: &[Presence]) -> f32 {
        let lamps = || shown.iter().map(|presence| presence.lamp);
        lamps().fold(f32::MIN, f32::max) - lamps().fold(f32::MAX, f32::min)
    }

    #[test]
    fn the_lamp_dims_while_she_thinks_at_any_frame_rate() {
        for rate in [20.0, 60.0, 240.0] {
            let mut course = Course::default();
            shown(&mut course, HERE, 2.0, rate);
            let last = *shown(&mut course, Around { thinking: true, ..HERE }, 2.0, rate).last().unwrap();
            assert!((0.55..0.70).contains(&last.lamp), "{} at {rate} frames a second", last.lamp);
        }
    }

    #[test]
    fn it_moves_with_her_words_and_rests_when_she_is_silent() {
        let mut course = Course::default();
        shown(&mut course, HERE, 2.0, 60.0);
        assert!(span(&shown(&mut course, HERE, 1.0, 60.0)) < 0.002);
        course.voice.says(Rhythm::of("You kept the light on. All night?", Tone::Plain));
        assert!(span(&shown(&mut course, HERE, 2.0, 60.0)) > 0.08);
        shown(&mut course, HERE, 4.0, 60.0);
        assert!(span(&shown(&mut course, HERE, 1.0, 60.0)) < 0.002);
    }

    #[test]
    fn nobody_is_in_the_lamp_before_she_is_there() {
        let mut course = Course::default();
        course.voice.says(Rhythm::of("Hello?", Tone::Plain));
        let shown = shown(&mut course, Around { here: false, ..HERE }, 2.0, 60.0);
        assert!(span(&shown) < 0.002 && shown.iter().all(|presence| presence.lens == 0.0));
    }

    #[test]
    fn where_little_is_to_move_it_swells_and_does_not_beat() {
        let still = Around { still: true, ..HERE };
        let mut course = Course::default();
        shown(&mut course, still, 2.0, 60.0);
        course.voice.says(Rhythm::of("I was going to say something, and then I listened to you instead.", Tone::Plain));
        course.flicker = 1.0;
        let shown = shown(&mut course, still, 2.5, 60.0);
        assert!(shown.windows(2).all(|two| two[1].lamp >= two[0].lamp - 1e-4), "it never falls while she speaks");
    }
}
