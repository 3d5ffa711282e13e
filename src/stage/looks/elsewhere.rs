//! The other places, each in the light that it has.

use super::{Look, v};
use bevy::prelude::*;

impl Look {
    pub(super) fn booth() -> Self {
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

    pub(super) fn station() -> Self {
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
    pub(super) fn lift() -> Self {
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
    pub(super) fn stairwell() -> Self {
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

    pub(super) fn launderette() -> Self {
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
    pub(super) fn dinner() -> Self {
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
    pub(super) fn ferry() -> Self {
        Self {
            lux: 9.0,
            travels: v(-0.5, -0.55, 0.62),
            around: v(2.6, 3.5, 4.0),
            sky: v(7.0, 12.0, 15.0),
            lamp: v(150.0, 108.0, 64.0),
            strip: v(90.0, 64.0, 36.0),
            screen: Vec3::ZERO,
            strip_glow: v(1.5, 1.05, 0.58),
            poster_glow: v(0.55, 0.62, 0.58),
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
    pub(super) fn flyover() -> Self {
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
    pub(super) fn dawn() -> Self {
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
    pub(super) fn outdoors(self) -> Self {
        Self {
            around: self.around + self.sky * 0.16,
            lamp: self.lamp.max(v(90.0, 60.0, 34.0)),
            strip: self.strip.max(v(80.0, 56.0, 32.0)),
            poster_glow: self.strip_glow.max(v(0.6, 0.4, 0.2)),
            ..self
        }
    }
}
