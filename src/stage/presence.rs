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
    let thinking = here && floor.as_ref().is_some_and(|floor| floor.thinking);
    let (delta, seconds) = (time.delta_secs(), time.elapsed_secs());
    course.flicker = (course.flicker - delta * 2.6).max(0.0);
    let (there, level) = course.voice.heard(delta);
    let there = if here { there } else { 0.0 };
    // Whoever wants little to move sees her come and go, and nothing beat or flicker.
    let (level, flicker) = if comfort.still { (0.0, 0.0) } else { (level, course.flicker) };
    let level = if here && !thinking { level } else { 0.0 };
    // Two or three times and no more: what flickers faster than that is bad for some eyes.
    let flick = flicker * 0.35 * (flicker * 8.0).sin().abs();
    let (lamp, lens) = match (here, thinking) {
        (_, true) => (0.62 + 0.03 * (seconds * 1.3).sin(), 0.28 + 0.08 * (seconds * 1.3).sin()),
        (true, _) => (1.0 + 0.09 * there, 0.45 + 0.25 * there + flick),
        (false, _) => (1.0, 0.0),
    };
    let ease = if now.at_once { 1.0 } else { 1.0 - (-delta * 4.0).exp() };
    let screen = if now.phase == Phase::Morning && !here { 0.0 } else { 1.0 };
    let asked = course.asked;
    course.at.lamp += ((lamp - flick) * asked - course.at.lamp) * ease;
    course.at.lens += (lens - course.at.lens) * ease;
    course.at.screen += (screen - course.at.screen) * ease;
    let shown =
        Presence { lamp: course.at.lamp + 0.09 * level * asked, lens: course.at.lens + 0.3 * level, ..course.at };
    if shown.differs(&presence) {
        *presence = shown;
    }
}
