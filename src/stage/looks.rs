//! How each place looks in each part of the day: sun, sky, city, lamps, exposure, grading.
//!
//! Light inside is in nits and candela under a real camera's exposure; sky and city are painted in
//! brightness as it arrives on screen, because they are a painting.

use crate::script::Phase;
use bevy::prelude::*;

/// All of it, so that two can be mixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// The way the sun travels.
    pub travels: Vec3,
    /// Its colour, and lux where it strikes squarely.
    pub sun: Vec3,
    pub lux: f32,
    /// Nits of the sky as the room sees it.
    pub sky: Vec3,
    /// Nits of what comes from everywhere.
    pub around: Vec3,
    /// What the sun's bounce is tinted with; one for the evening's sun, one for the morning's.
    pub bounce: [Vec3; 2],
    /// Candela of the lamp, of the strip, of the screen's light on its surroundings.
    pub lamp: Vec3,
    pub strip: Vec3,
    pub screen: Vec3,
    /// What shines, as it arrives on screen: shade, strip, screen, poster.
    pub shade_glow: Vec3,
    pub strip_glow: Vec3,
    pub screen_glow: Vec3,
    pub poster_glow: Vec3,
    /// What smooth things mirror of the opening, at its top and its foot, and of the room; on screen.
    pub mirror: [Vec3; 3],
    /// Painted sky: zenith, horizon, below; clouds and how much; sun's brightness and glow.
    pub zenith: Vec3,
    pub horizon: Vec3,
    pub ground: Vec3,
    pub cloud: Vec4,
    pub disc: f32,
    pub glow: f32,
    /// Painted city: haze and its metres, walls and share of lit windows, lit, unlit.
    pub haze: Vec4,
    pub stone: Vec4,
    pub lit: Vec4,
    pub glass: Vec3,
    pub strike: f32,
    /// The camera: EV at ISO 100, kelvin-ish lean to warm, contrast, saturation, bloom.
    pub ev: f32,
    pub warmth: f32,
    pub contrast: f32,
    pub saturation: f32,
    pub bloom: f32,
}

const fn v(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3::new(x, y, z)
}

impl Look {
    /// The look of a scene in a part of the day.
    pub fn of(scene: &str, phase: Phase) -> Self {
        match (scene, phase) {
            ("booth", _) => Self::booth(),
            ("station", _) => Self::station(),
            ("lift", _) => Self::lift(),
            ("stairwell", _) => Self::stairwell(),
            ("launderette", _) => Self::launderette(),
            ("dinner", _) => Self::dinner(),
            ("ferry", _) => Self::ferry(),
            ("flyover", _) => Self::flyover(),
            ("roof" | "street", Phase::Morning) => Self::dawn(),
            ("roof" | "street", phase) => Self::of("", phase).outdoors(),
            (_, Phase::Morning) => Self::morning(),
            (_, Phase::Work) => Self::work(),
            (_, Phase::Evening) => Self::evening(),
            (_, Phase::Night) => Self::night(),
        }
    }

    fn evening() -> Self {
        Self {
            travels: super::sets::EVENING,
            sun: v(1.0, 0.50, 0.20),
            lux: 13_500.0,
            sky: v(380.0, 385.0, 430.0),
            around: v(46.0, 41.0, 41.0),
            bounce: [v(0.86, 0.62, 0.42), Vec3::ZERO],
            lamp: v(430.0, 275.0, 145.0),
            strip: v(60.0, 38.0, 18.0),
            screen: v(16.0, 18.0, 20.0),
            shade_glow: v(1.25, 0.76, 0.38),
            strip_glow: v(1.2, 0.85, 0.5),
            screen_glow: v(0.50, 0.43, 0.34),
            poster_glow: v(1.2, 1.15, 1.05),
            mirror: [v(0.58, 0.48, 0.44), v(1.15, 0.60, 0.30), v(0.12, 0.075, 0.05)],
            zenith: v(0.30, 0.36, 0.44),
            horizon: v(2.3, 1.00, 0.34),
            ground: v(0.75, 0.35, 0.18),
            cloud: Vec4::new(0.80, 0.40, 0.30, 0.75),
            disc: 90.0,
            glow: 2.0,
            haze: Vec4::new(1.02, 0.46, 0.19, 400.0),
            stone: Vec4::new(0.085, 0.066, 0.075, 0.16),
            lit: Vec4::new(1.5, 0.95, 0.50, 3.0),
            glass: v(0.17, 0.14, 0.15),
            strike: 0.9,
            ev: 9.0,
            warmth: 0.03,
            contrast: 1.06,
            saturation: 1.07,
            bloom: 0.19,
        }
    }

    fn morning() -> Self {
        Self {
            travels: super::sets::MORNING,
            sun: v(1.0, 0.84, 0.64),
            lux: 22_000.0,
            sky: v(800.0, 900.0, 1_030.0),
            around: v(64.0, 66.0, 72.0),
            bounce: [Vec3::ZERO, v(1.0, 0.74, 0.52)],
            lamp: Vec3::ZERO,
            strip: v(40.0, 30.0, 20.0),
            screen: Vec3::ZERO,
            shade_glow: v(0.02, 0.016, 0.012),
            strip_glow: v(0.5, 0.42, 0.32),
            screen_glow: v(0.01, 0.011, 0.012),
            poster_glow: v(1.2, 1.15, 1.05),
            mirror: [v(0.95, 1.05, 1.2), v(1.3, 1.25, 1.2), v(0.10, 0.10, 0.11)],
            zenith: v(0.62, 0.84, 1.10),
            horizon: v(2.1, 1.95, 1.75),
            ground: v(0.95, 0.90, 0.84),
            cloud: Vec4::new(1.30, 1.20, 1.10, 0.6),
            disc: 40.0,
            glow: 0.5,
            haze: Vec4::new(1.55, 1.50, 1.42, 260.0),
            stone: Vec4::new(0.33, 0.31, 0.30, 0.05),
            lit: Vec4::new(1.0, 0.8, 0.55, 0.8),
            glass: v(0.40, 0.47, 0.54),
            strike: 0.35,
            ev: 9.15,
            warmth: -0.015,
            contrast: 1.02,
            saturation: 1.0,
            bloom: 0.14,
        }
    }

    fn work() -> Self {
        Self {
            travels: v(0.18, -0.86, 0.48),
            sun: v(1.0, 0.93, 0.82),
            lux: 26_000.0,
            sky: v(1_500.0, 1_540.0, 1_560.0),
            around: v(120.0, 116.0, 108.0),
            bounce: [Vec3::ZERO, v(0.6, 0.5, 0.4)],
            disc: 0.0,
            glow: 0.3,
            zenith: v(0.75, 0.92, 1.08),
            horizon: v(1.7, 1.68, 1.6),
            haze: Vec4::new(1.45, 1.43, 1.36, 210.0),
            stone: Vec4::new(0.55, 0.53, 0.50, 0.0),
            strip: Vec3::ZERO,
            strip_glow: v(0.2, 0.2, 0.19),
            warmth: 0.0,
            ..Self::morning()
        }
    }

    fn night() -> Self {
        Self {
            travels: v(0.35, -0.62, 0.70),
            sun: v(0.45, 0.72, 0.95),
            lux: 17.0,
            sky: v(13.0, 24.0, 31.0),
            around: v(1.1, 1.45, 1.75),
            bounce: [Vec3::ZERO, Vec3::ZERO],
            lamp: v(250.0, 160.0, 86.0),
            strip: v(40.0, 27.0, 15.0),
            screen: v(7.0, 8.6, 10.5),
            shade_glow: v(1.15, 0.70, 0.33),
            strip_glow: v(2.2, 1.5, 0.85),
            screen_glow: v(0.40, 0.41, 0.40),
            poster_glow: v(1.5, 1.42, 1.28),
            mirror: [v(0.02, 0.035, 0.045), v(0.16, 0.14, 0.11), v(0.03, 0.022, 0.018)],
            zenith: v(0.006, 0.014, 0.022),
            horizon: v(0.060, 0.082, 0.086),
            ground: v(0.022, 0.030, 0.032),
            cloud: Vec4::new(0.045, 0.052, 0.052, 0.55),
            disc: 0.0,
            glow: 0.0,
            haze: Vec4::new(0.040, 0.058, 0.062, 430.0),
            stone: Vec4::new(0.009, 0.013, 0.016, 0.27),
            lit: Vec4::new(1.25, 0.86, 0.50, 0.0),
            glass: v(0.010, 0.017, 0.021),
            strike: 0.0,
            ev: 5.6,
            warmth: 0.0,
            contrast: 1.03,
            saturation: 1.0,
            bloom: 0.20,
        }
    }

    fn booth() -> Self {
        Self {
            travels: v(0.35, -0.62, 0.70),
            lux: 0.0,
            sky: v(1_250.0, 1_240.0, 1_200.0),
            around: v(135.0, 124.0, 108.0),
            bounce: [Vec3::ZERO, v(2_000.0, 1_700.0, 1_350.0) / 15_000.0],
            lamp: v(150.0, 96.0, 50.0),
            strip: v(46.0, 48.0, 48.0),
            screen: v(30.0, 33.0, 36.0),
            strip_glow: v(2.6, 1.9, 1.1),
            screen_glow: v(0.62, 0.60, 0.56),
            poster_glow: v(3.4, 3.3, 3.1),
            mirror: [v(1.5, 1.55, 1.6), v(1.4, 1.4, 1.4), v(0.22, 0.20, 0.18)],
            ev: 8.9,
            warmth: 0.01,
            contrast: 1.03,
            saturation: 1.0,
            bloom: 0.26,
            ..Self::work()
        }
    }

    fn station() -> Self {
        Self {
            lux: 0.0,
            sky: Vec3::ZERO,
            around: v(4.0, 5.4, 5.9),
            lamp: v(420.0, 405.0, 365.0),
            strip: v(210.0, 175.0, 112.0),
            screen: Vec3::ZERO,
            strip_glow: v(2.2, 1.9, 1.35),
            poster_glow: v(1.25, 1.16, 1.0),
            mirror: [v(1.9, 1.8, 1.6), v(1.9, 1.8, 1.6), v(0.025, 0.028, 0.03)],
            ev: 6.2,
            saturation: 1.0,
            ..Self::night()
        }
    }

    /// One square of light overhead, and walls that keep it.
    fn lift() -> Self {
        Self {
            lux: 0.0,
            sky: Vec3::ZERO,
            around: v(9.0, 7.6, 6.0),
            lamp: Vec3::ZERO,
            strip: v(330.0, 255.0, 160.0),
            screen: Vec3::ZERO,
            strip_glow: v(1.9, 1.45, 0.90),
            mirror: [v(0.85, 0.68, 0.46), v(0.55, 0.42, 0.28), v(0.05, 0.042, 0.034)],
            ev: 6.1,
            bloom: 0.16,
            ..Self::night()
        }
    }

    /// Dark, with one green light a floor further down, and a line under his own door.
    fn stairwell() -> Self {
        Self {
            lux: 0.0,
            sky: Vec3::ZERO,
            around: v(0.42, 0.62, 0.72),
            lamp: v(3.4, 2.2, 1.05),
            strip: v(15.0, 28.0, 21.0),
            screen: Vec3::ZERO,
            shade_glow: v(0.55, 0.34, 0.15),
            strip_glow: v(0.42, 0.95, 0.66),
            mirror: [v(0.03, 0.06, 0.05), v(0.02, 0.04, 0.035), v(0.004, 0.006, 0.007)],
            ev: 2.7,
            contrast: 1.06,
            bloom: 0.22,
            ..Self::night()
        }
    }

    fn launderette() -> Self {
        Self {
            lux: 0.0,
            sky: Vec3::ZERO,
            around: v(7.0, 7.8, 7.6),
            lamp: v(16.0, 6.2, 3.4),
            strip: v(470.0, 505.0, 462.0),
            screen: Vec3::ZERO,
            shade_glow: v(0.85, 0.62, 0.36),
            strip_glow: v(2.3, 2.45, 2.25),
            mirror: [v(1.5, 1.6, 1.5), v(1.2, 1.25, 1.2), v(0.07, 0.078, 0.076)],
            ev: 6.7,
            contrast: 1.05,
            saturation: 0.94,
            bloom: 0.20,
            ..Self::night()
        }
    }

    /// A lamp low over a table: faces are lit from their plates.
    fn dinner() -> Self {
        Self {
            lux: 0.0,
            sky: Vec3::ZERO,
            around: v(2.6, 2.3, 2.1),
            lamp: v(88.0, 57.0, 31.0),
            strip: v(3.2, 1.9, 0.85),
            screen: Vec3::ZERO,
            shade_glow: v(1.7, 1.15, 0.60),
            strip_glow: v(3.2, 2.0, 0.95),
            mirror: [v(0.9, 0.6, 0.33), v(0.45, 0.29, 0.16), v(0.03, 0.022, 0.017)],
            ev: 4.9,
            bloom: 0.22,
            ..Self::night()
        }
    }

    /// Black water, lit panes behind, the other shore.
    fn ferry() -> Self {
        Self {
            lux: 9.0,
            travels: v(-0.5, -0.55, 0.62),
            around: v(2.6, 3.5, 4.0),
            sky: v(7.0, 12.0, 15.0),
            lamp: v(150.0, 108.0, 64.0),
            strip: v(90.0, 64.0, 36.0),
            screen: Vec3::ZERO,
            strip_glow: v(1.5, 1.05, 0.58),
            mirror: [v(0.024, 0.030, 0.031), v(0.048, 0.042, 0.032), v(0.014, 0.020, 0.024)],
            zenith: v(0.008, 0.017, 0.026),
            horizon: v(0.085, 0.088, 0.080),
            haze: Vec4::new(0.050, 0.060, 0.060, 620.0),
            stone: Vec4::new(0.008, 0.011, 0.014, 0.36),
            ev: 5.0,
            bloom: 0.26,
            ..Self::night()
        }
    }

    /// Sodium light, wet ground.
    fn flyover() -> Self {
        Self {
            lux: 0.0,
            around: v(2.6, 3.0, 3.4),
            sky: v(9.0, 11.0, 13.0),
            lamp: v(1_250.0, 790.0, 310.0),
            strip: v(620.0, 420.0, 200.0),
            screen: Vec3::ZERO,
            strip_glow: v(2.4, 1.55, 0.66),
            poster_glow: v(0.9, 0.28, 0.16),
            mirror: [v(0.16, 0.12, 0.07), v(0.75, 0.50, 0.22), v(0.018, 0.020, 0.023)],
            haze: Vec4::new(0.075, 0.070, 0.062, 120.0),
            stone: Vec4::new(0.012, 0.014, 0.016, 0.22),
            ev: 5.1,
            contrast: 1.05,
            bloom: 0.26,
            ..Self::night()
        }
    }

    /// First light, outside: the lamps are still on, and the sky has begun.
    fn dawn() -> Self {
        Self {
            travels: v(0.55, -0.20, 0.81),
            sun: v(1.0, 0.62, 0.36),
            lux: 6_400.0,
            sky: v(230.0, 252.0, 300.0),
            around: v(70.0, 78.0, 96.0),
            lamp: v(210.0, 140.0, 72.0),
            strip: v(150.0, 105.0, 60.0),
            strip_glow: v(1.5, 1.1, 0.66),
            poster_glow: v(1.45, 1.0, 0.56),
            zenith: v(0.32, 0.45, 0.62),
            horizon: v(1.75, 1.12, 0.72),
            ground: v(0.72, 0.52, 0.42),
            cloud: Vec4::new(1.05, 0.72, 0.58, 0.7),
            disc: 60.0,
            glow: 1.3,
            haze: Vec4::new(0.92, 0.64, 0.48, 420.0),
            stone: Vec4::new(0.15, 0.14, 0.15, 0.10),
            lit: Vec4::new(1.2, 0.8, 0.45, 1.6),
            mirror: [v(0.55, 0.62, 0.72), v(1.2, 0.85, 0.60), v(0.12, 0.12, 0.13)],
            strike: 0.5,
            ev: 8.2,
            contrast: 1.06,
            bloom: 0.18,
            ..Self::morning()
        }
    }

    /// The same hour under an open sky: the light comes from everywhere.
    fn outdoors(self) -> Self {
        Self {
            around: self.around + self.sky * 0.16,
            lamp: self.lamp.max(v(90.0, 60.0, 34.0)),
            strip: self.strip.max(v(80.0, 56.0, 32.0)),
            poster_glow: self.strip_glow.max(v(0.6, 0.4, 0.2)),
            ..self
        }
    }

    /// What lies between two looks; `t` 0..1.
    pub fn mix(&self, to: &Self, t: f32) -> Self {
        let f = |a: f32, b: f32| a + (b - a) * t;
        let w = |a: Vec3, b: Vec3| a.lerp(b, t);
        let x = |a: Vec4, b: Vec4| a.lerp(b, t);
        Self {
            travels: w(self.travels, to.travels).normalize_or(to.travels),
            sun: w(self.sun, to.sun),
            lux: f(self.lux, to.lux),
            sky: w(self.sky, to.sky),
            around: w(self.around, to.around),
            bounce: [w(self.bounce[0], to.bounce[0]), w(self.bounce[1], to.bounce[1])],
            lamp: w(self.lamp, to.lamp),
            strip: w(self.strip, to.strip),
            screen: w(self.screen, to.screen),
            shade_glow: w(self.shade_glow, to.shade_glow),
            strip_glow: w(self.strip_glow, to.strip_glow),
            screen_glow: w(self.screen_glow, to.screen_glow),
            poster_glow: w(self.poster_glow, to.poster_glow),
            mirror: [0, 1, 2].map(|i| w(self.mirror[i], to.mirror[i])),
            zenith: w(self.zenith, to.zenith),
            horizon: w(self.horizon, to.horizon),
            ground: w(self.ground, to.ground),
            cloud: x(self.cloud, to.cloud),
            disc: f(self.disc, to.disc),
            glow: f(self.glow, to.glow),
            haze: x(self.haze, to.haze),
            stone: x(self.stone, to.stone),
            lit: x(self.lit, to.lit),
            glass: w(self.glass, to.glass),
            strike: f(self.strike, to.strike),
            ev: f(self.ev, to.ev),
            warmth: f(self.warmth, to.warmth),
            contrast: f(self.contrast, to.contrast),
            saturation: f(self.saturation, to.saturation),
            bloom: f(self.bloom, to.bloom),
        }
    }
}
