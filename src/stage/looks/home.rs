//! The apartment in the four parts of its day.

use super::{Look, v};
use crate::stage::sets;
use bevy::prelude::*;

impl Look {
    pub(super) fn evening() -> Self {
        Self {
            travels: sets::EVENING,
            sun: v(1.0, 0.50, 0.20),
            lux: 13_500.0,
            sky: v(380.0, 385.0, 430.0),
            around: v(104.0, 91.0, 84.0),
            bounce: [v(0.86, 0.62, 0.42), Vec3::ZERO],
            lamp: v(760.0, 488.0, 258.0),
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

    pub(super) fn morning() -> Self {
        Self {
            travels: sets::MORNING,
            sun: v(1.0, 0.84, 0.64),
            lux: 22_000.0,
            sky: v(800.0, 900.0, 1_030.0),
            around: v(64.0, 66.0, 72.0),
            bounce: [Vec3::ZERO, v(1.0, 0.74, 0.52)],
            lamp: Vec3::ZERO,
            strip: v(140.0, 106.0, 70.0),
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

    pub(super) fn work() -> Self {
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

    pub(super) fn night() -> Self {
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
}
