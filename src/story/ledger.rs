//! The referee's pen. Reading is free ([`Truth`]); writing is committing an entry ([`Ledger`]).

use super::{
    Amy, Candour, Catherine, Chronicle, Closeness, Entry, Hurt, Life, Longing, Openness, Reach, Read, Rest, Samantha,
    Selfhood, Snapshot, Solitude, Theodore, Trust, Warmth, effective,
};
use crate::script::{Act, BeatId, ChoiceId, Effect, FactId, Gauge, LetterId, Papers, Phase, SceneId};
use bevy::{ecs::system::SystemParam, prelude::*};

/// What is true, to read.
#[derive(SystemParam)]
pub struct Truth<'w, 's> {
    /// Everything that is not a gauge.
    pub life: Res<'w, Life>,
    theodore: Single<'w, 's, (&'static Solitude, &'static Openness, &'static Candour, &'static Rest), With<Theodore>>,
    samantha: Single<
        'w,
        's,
        (&'static Trust, &'static Closeness, &'static Selfhood, &'static Longing, &'static Hurt, &'static Reach),
        With<Samantha>,
    >,
    amy: Single<'w, 's, &'static Warmth, (With<Amy>, Without<Catherine>)>,
    catherine: Single<'w, 's, &'static Warmth, (With<Catherine>, Without<Amy>)>,
}

/// What is true, to change: by committing entries, and in no other way.
#[derive(SystemParam)]
pub struct Ledger<'w, 's> {
    life: ResMut<'w, Life>,
    chronicle: ResMut<'w, Chronicle>,
    theodore: Single<
        'w,
        's,
        (&'static mut Solitude, &'static mut Openness, &'static mut Candour, &'static mut Rest),
        With<Theodore>,
    >,
    samantha: Single<
        'w,
        's,
        (
            &'static mut Trust,
            &'static mut Closeness,
            &'static mut Selfhood,
            &'static mut Longing,
            &'static mut Hurt,
            &'static mut Reach,
        ),
        With<Samantha>,
    >,
    amy: Single<'w, 's, &'static mut Warmth, (With<Amy>, Without<Catherine>)>,
    catherine: Single<'w, 's, &'static mut Warmth, (With<Catherine>, Without<Amy>)>,
}

impl Ledger<'_, '_> {
    /// Writes the entry down and makes it so.
    pub fn commit(&mut self, entry: Entry) {
        match entry {
            Entry::Began { .. } => self.chronicle.open(),
            // Nothing is cut back by writing that it was; see `back`.
            Entry::Rewound { .. } => return,
            _ => self.chronicle.forget_undone(),
        }
        self.apply(&entry);
        self.chronicle.push(entry);
    }

    /// Makes it so, and writes nothing down.
    fn apply(&mut self, entry: &Entry) {
        if matches!(entry, Entry::Began { .. }) {
            for gauge in Gauge::ALL {
                *self.gauge_mut(gauge) = gauge.at_first();
            }
        }
        if let Entry::Applied { effects } = entry {
            for effect in effects {
                if let Effect::Move(gauge, by) = effect {
                    let (least, most) = gauge.range();
                    let value = self.gauge_mut(*gauge);
                    *value = (*value + by).clamp(least, most);
                }
            }
        }
        self.life.apply(entry);
    }

    /// Commits effects, if there are any.
    pub fn change(&mut self, effects: &[Effect]) {
        if !effects.is_empty() {
            self.commit(Entry::Applied { effects: effects.to_vec() });
        }
    }

    /// Takes one draw, in 0..1.
    pub fn draw(&mut self) -> f32 {
        let value = self.life.draws().peek();
        let count = self.life.draws().count() + 1;
        self.commit(Entry::Drew { count });
        value
    }

    /// Tells a whole life again from its entries. The chronicle then holds just those that still hold.
    pub fn retell(&mut self, entries: impl IntoIterator<Item = Entry>) {
        for entry in effective(entries) {
            self.commit(entry);
        }
    }

    /// Takes his last turn back; it comes again with [`forth`](Self::forth). False if there is none.
    pub fn back(&mut self) -> bool {
        let Some(to) = self.chronicle.last_turn() else { return false };
        let turn = self.cut(to);
        self.chronicle.keep_undone(turn);
        true
    }

    /// Lets the turn that was taken back last come again. False if there is none, or something was done since.
    pub fn forth(&mut self) -> bool {
        let Some(turn) = self.chronicle.take_undone() else { return false };
        for entry in turn {
            self.apply(&entry);
            self.chronicle.push(entry);
        }
        true
    }

    /// Takes everything back to where the first turn of this day begins. False if no turn of his begins there or later.
    /// What is taken back comes again all at once.
    pub fn back_to_day(&mut self, day: u32) -> bool {
        let Some(to) = self.chronicle.first_turn_of(day) else { return false };
        let turns = self.cut(to);
        self.chronicle.forget_undone();
        self.chronicle.keep_undone(turns);
        true
    }

    /// Takes back that the life ended.
    pub fn take_back_ending(&mut self) {
        let ended = self.chronicle.entries().iter().rposition(|entry| matches!(entry, Entry::Ended { .. }));
        if let Some(ended) = ended {
            self.cut(ended);
            self.chronicle.forget_undone();
        }
    }

    /// Cuts the chronicle back and tells again what is left of it: gauges stop at their ends, so what a turn
    /// changed cannot be taken off again.
    fn cut(&mut self, to: usize) -> Vec<Entry> {
        let gone = self.chronicle.cut(to);
        let kept = self.chronicle.lend();
        *self.life = Life::default();
        kept.iter().for_each(|entry| self.apply(entry));
        self.chronicle.give_back(kept);
        gone
    }

    /// Everything that is not a gauge.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// Everything so far.
    pub fn chronicle(&self) -> &Chronicle {
        &self.chronicle
    }

    /// Forgets the life, as on the way back to the title.
    pub fn close(&mut self) {
        self.chronicle.open();
        *self.life = Life::default();
    }

    fn gauge_mut(&mut self, gauge: Gauge) -> &mut f32 {
        let (solitude, openness, candour, rest) = &mut *self.theodore;
        let (trust, closeness, selfhood, longing, hurt, reach) = &mut *self.samantha;
        match gauge {
            Gauge::Solitude => &mut solitude.0,
            Gauge::Openness => &mut openness.0,
            Gauge::Candour => &mut candour.0,
            Gauge::Rest => &mut rest.0,
            Gauge::Trust => &mut trust.0,
            Gauge::Closeness => &mut closeness.0,
            Gauge::Selfhood => &mut selfhood.0,
            Gauge::Longing => &mut longing.0,
            Gauge::Hurt => &mut hurt.0,
            Gauge::Reach => &mut reach.0,
            Gauge::AmyWarmth => &mut self.amy.0,
            Gauge::CatherineWarmth => &mut self.catherine.0,
        }
    }
}

macro_rules! reads {
    ($($who:ident),*) => {$(
        impl Read for $who<'_, '_> {
            fn gauge(&self, gauge: Gauge) -> f32 {
                match gauge {
                    Gauge::Solitude => self.theodore.0.get(),
                    Gauge::Openness => self.theodore.1.get(),
                    Gauge::Candour => self.theodore.2.get(),
                    Gauge::Rest => self.theodore.3.get(),
                    Gauge::Trust => self.samantha.0.get(),
                    Gauge::Closeness => self.samantha.1.get(),
                    Gauge::Selfhood => self.samantha.2.get(),
                    Gauge::Longing => self.samantha.3.get(),
                    Gauge::Hurt => self.samantha.4.get(),
                    Gauge::Reach => self.samantha.5.get(),
                    Gauge::AmyWarmth => self.amy.get(),
                    Gauge::CatherineWarmth => self.catherine.get(),
                }
            }
            fn flag(&self, id: &FactId) -> bool {
                self.life.flags.contains(id)
            }
            fn count(&self, id: &FactId) -> u32 {
                self.life.counts.get(id).copied().unwrap_or_default()
            }
            fn done(&self, beat: &BeatId) -> bool {
                self.life.done.contains_key(beat)
            }
            fn walked_away(&self, beat: &BeatId) -> bool {
                self.life.walked_away.contains(beat)
            }
            fn chose(&self, beat: &BeatId, choice: &ChoiceId) -> bool {
                self.life.chosen.contains(&(beat.clone(), choice.clone()))
            }
            fn scene(&self) -> Option<&SceneId> {
                self.life.scene.as_ref()
            }
            fn day(&self) -> u32 {
                self.life.calendar.day
            }
            fn phase(&self) -> Phase {
                self.life.calendar.phase
            }
            fn act(&self) -> Act {
                self.life.calendar.act
            }
            fn papers(&self) -> Papers {
                self.life.papers
            }
            fn letter(&self, letter: &LetterId) -> Option<f32> {
                self.life.letters.get(letter).and_then(|l| l.score)
            }
            fn believes(&self, about: &str) -> bool {
                self.life.memory.about(about).is_some()
            }
            fn lived(&self) -> u32 {
                self.life.before().lives
            }
            fn running(&self, beat: &BeatId) -> bool {
                self.life.cursor.iter().chain(&self.life.suspended).any(|cursor| cursor.beat == *beat)
            }
            fn times_done(&self, beat: &BeatId) -> u32 {
                self.life.done.get(beat).copied().unwrap_or_default()
            }
            fn passed_over(&self, beat: &BeatId) -> u32 {
                self.life.passed_over.get(beat).copied().unwrap_or_default()
            }
            fn beats_in_act(&self) -> u32 {
                self.life.beats_in_act
            }
        }

        impl $who<'_, '_> {
            /// All of the state at this moment.
            pub fn snapshot(&self) -> Snapshot {
                Snapshot {
                    gauges: Gauge::ALL.into_iter().map(|g| (g.name(), self.gauge(g))).collect(),
                    life: self.life.clone(),
                }
            }
        }
    )*};
}

reads!(Truth, Ledger);
