//! How the state values went over the days of many lives.
//!
//! A life's chronicle is read once it is over: its changes, added up, are the state values at the end of each day.
//! Nothing is asked of the running story. Values are counted in fine steps and not kept, so that a hundred thousand
//! lives take no more room than one, and add up to the same in any order.

use crate::{
    script::{Effect, Gauge},
    story::Entry,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Into how many steps a state value's range is divided.
const STEPS: usize = 200;

/// A mean is added up in whole millionths: those add up to the same in any order.
const MILLIONTH: f64 = 1e6;

/// A state value at the end of one day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Day {
    /// Which day, from 1.
    pub day: u32,
    /// In how many lives it was lived.
    pub lives: u32,
    /// The mean.
    pub mean: f32,
    /// A tenth of the lives lies below this.
    pub low: f32,
    /// A tenth of the lives lies above this.
    pub high: f32,
}

/// The state values day by day, as they are counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Course(BTreeMap<u32, [Spread; Gauge::ALL.len()]>);

/// How one state value lay on one day.
#[derive(Clone, Debug, Default, PartialEq)]
struct Spread {
    lives: u32,
    sum: i64,
    /// How many lay at each step of the range.
    at: Vec<u32>,
}

impl Course {
    /// Adds a life. Returns the state values at its end.
    pub(super) fn follow(&mut self, entries: &[Entry]) -> [f32; Gauge::ALL.len()] {
        let mut now = Gauge::ALL.map(Gauge::at_first);
        let mut today = 1;
        let effects = entries.iter().filter_map(|entry| match entry {
            Entry::Applied { effects } => Some(effects),
            _ => None,
        });
        for effect in effects.flatten() {
            match effect {
                Effect::Move(gauge, by) => {
                    let (least, most) = gauge.range();
                    let value = &mut now[*gauge as usize];
                    *value = (*value + by).clamp(least, most);
                }
                Effect::Days(days) if *days > 0 => {
                    self.note(today, &now);
                    today = today.saturating_add(*days);
                }
                _ => {}
            }
        }
        self.note(today, &now);
        now
    }

    fn note(&mut self, day: u32, now: &[f32; Gauge::ALL.len()]) {
        let spreads = self.0.entry(day).or_default();
        for (gauge, (spread, value)) in Gauge::ALL.into_iter().zip(spreads.iter_mut().zip(now)) {
            spread.note(gauge, *value);
        }
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, more: &Self) {
        for (day, spreads) in &more.0 {
            let own = self.0.entry(*day).or_default();
            own.iter_mut().zip(spreads).for_each(|(own, more)| own.add(more));
        }
    }

    /// One state value over all days.
    pub(super) fn of(&self, gauge: Gauge) -> Vec<Day> {
        let days = self.0.iter().filter_map(|(day, spreads)| Some((*day, spreads.get(gauge as usize)?)));
        days.map(|(day, spread)| Day {
            day,
            lives: spread.lives,
            mean: thousandths(spread.sum as f64 / MILLIONTH / f64::from(spread.lives.max(1))),
            low: thousandths(spread.share(gauge, 0.1)),
            high: thousandths(spread.share(gauge, 0.9)),
        })
        .collect()
    }
}

impl Spread {
    fn note(&mut self, gauge: Gauge, value: f32) {
        let (least, most) = gauge.range();
        self.at.resize(STEPS + 1, 0);
        let step = ((value - least) / (most - least) * STEPS as f32).round() as usize;
        if let Some(count) = self.at.get_mut(step) {
            *count += 1;
        }
        self.lives += 1;
        self.sum += (f64::from(value) * MILLIONTH).round() as i64;
    }

    fn add(&mut self, more: &Self) {
        self.at.resize(STEPS + 1, 0);
        self.at.iter_mut().zip(&more.at).for_each(|(own, more)| *own += more);
        self.lives += more.lives;
        self.sum += more.sum;
    }

    /// The value that this share of the lives does not exceed.
    fn share(&self, gauge: Gauge, share: f64) -> f64 {
        let (least, most) = gauge.range();
        let wanted = (share * f64::from(self.lives)).ceil().max(1.0) as u32;
        let mut lives = 0;
        let step = self.at.iter().position(|count| {
            lives += count;
            lives >= wanted
        });
        f64::from(least) + f64::from(most - least) * step.unwrap_or_default() as f64 / STEPS as f64
    }
}

fn thousandths(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        platform, script,
        tools::Driver,
        tools::lives::{by_words, live},
    };

    fn changed(effects: Vec<Effect>) -> Entry {
        Entry::Applied { effects }
    }

    #[test]
    fn a_day_ends_with_what_it_came_to() {
        let life = [
            changed(vec![Effect::Move(Gauge::Trust, 0.5)]),
            changed(vec![Effect::Days(1), Effect::Move(Gauge::Trust, 2.0)]),
            changed(vec![Effect::Days(3)]),
            changed(vec![Effect::Move(Gauge::Trust, -0.25)]),
        ];
        let mut course = Course::default();
        course.follow(&life);
        let days: Vec<_> = course.of(Gauge::Trust).into_iter().map(|day| (day.day, day.mean)).collect();
        assert_eq!(days, [(1, 0.5), (2, 1.0), (5, 0.75)]);
        assert!(course.of(Gauge::Solitude).iter().all(|day| day.mean == 0.7 && day.lives == 1));
    }

    #[test]
    fn a_tenth_lies_below_and_a_tenth_above() {
        let mut course = Course::default();
        for n in 0..100 {
            course.follow(&[changed(vec![Effect::Move(Gauge::Hurt, n as f32 / 100.0)])]);
        }
        let day = course.of(Gauge::Hurt)[0];
        assert_eq!((day.lives, day.mean, day.low, day.high), (100, 0.495, 0.09, 0.89));
    }

    #[test]
    fn parts_add_up_to_the_whole_in_any_order() {
        let lives = |from: u32, to: u32| {
            let mut course = Course::default();
            for n in from..to {
                let moved = Effect::Move(Gauge::Hurt, n as f32 / 37.0 % 1.0);
                course.follow(&[changed(vec![moved, Effect::Days(1 + n % 3)])]);
            }
            course
        };
        let mut there = lives(0, 40);
        there.add(&lives(40, 60));
        let mut back = lives(40, 60);
        back.add(&lives(0, 40));
        assert_eq!(there, back);
        assert_eq!(there, lives(0, 60));
    }

    #[test]
    fn it_comes_to_what_the_story_says_it_is() {
        let script = script::check(&script::load_folder(&platform::assets_dir()).unwrap()).0.unwrap();
        let mut driver = Driver::new(script, by_words);
        for (seed, player) in [(1, "kind"), (2, "cruel"), (3, "curious")] {
            live(&mut driver, player, seed, |_| false);
            let end = Course::default().follow(driver.entries());
            let snapshot = driver.snapshot();
            for (gauge, value) in Gauge::ALL.into_iter().zip(end) {
                assert!((snapshot.gauge(gauge) - value).abs() < 1e-5, "{player}: {gauge}");
            }
            assert!(driver.life().calendar().day > 2);
        }
    }
}
