//! How each place looks in each part of the day: sun, sky, city, lamps, exposure, grading.
//!
//! Light inside is in nits and candela under a real camera's exposure; sky and city are painted in
//! brightness as it arrives on screen, because they are a painting.

mod elsewhere;
mod home;

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

/// A colour that has lost so much of itself to a white of the same luminance (Rec. 709).
fn paler(colour: Vec3, white: Vec3, by: f32) -> Vec3 {
    colour.lerp(white * colour.dot(v(0.2126, 0.7152, 0.0722)), by)
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

    /// The same by day under snow: no sun, a white sky, and light that comes from below.
    pub fn snowing(self) -> Self {
        let white = |colour: Vec3, by: f32, bright: f32| paler(colour, v(0.97, 0.99, 1.03), by) * bright;
        let behind = |colour: Vec4, by: f32, bright: f32, w: f32| white(colour.truncate(), by, bright).extend(w);
        Self {
            sun: white(self.sun, 0.9, 1.0),
            lux: self.lux * 0.03,
            sky: white(self.sky, 0.85, 1.9),
            around: white(self.around, 0.8, 2.0),
            bounce: self.bounce.map(|bounce| bounce * 0.08),
            mirror: [white(self.mirror[0], 0.9, 0.95), white(self.mirror[1], 0.9, 1.25), self.mirror[2]],
            zenith: white(self.zenith, 0.85, 0.92),
            horizon: white(self.horizon, 0.9, 0.95),
            ground: white(self.ground, 0.9, 1.6),
            cloud: behind(self.cloud, 0.9, 0.95, 0.95),
            disc: 0.0,
            glow: self.glow * 0.05,
            haze: behind(self.haze, 0.9, 0.96, self.haze.w * 0.62),
            stone: behind(self.stone, 0.6, 0.62, (self.stone.w * 1.3).min(0.4)),
            lit: self.lit.truncate().extend(self.lit.w * 0.1),
            glass: white(self.glass, 0.7, 0.9),
            strike: 0.0,
            ev: self.ev - 0.1,
            warmth: self.warmth - 0.010,
            ..self
        }
    }

    /// The same in the rain: the sun is behind it, the sky has come down, and everything is a grey further off.
    pub fn raining(self) -> Self {
        let grey = |colour: Vec3, by: f32, bright: f32| paler(colour, Vec3::ONE, by) * bright;
        let behind = |colour: Vec4, by: f32, bright: f32, w: f32| grey(colour.truncate(), by, bright).extend(w);
        Self {
            sun: grey(self.sun, 0.8, 1.0),
            lux: self.lux * 0.06,
            sky: grey(self.sky, 0.6, 0.72),
            around: grey(self.around, 0.5, 0.8),
            bounce: self.bounce.map(|bounce| bounce * 0.12),
            mirror: [grey(self.mirror[0], 0.6, 0.7), grey(self.mirror[1], 0.7, 0.6), self.mirror[2] * 0.8],
            zenith: grey(self.zenith, 0.55, 0.72),
            horizon: grey(self.horizon, 0.7, 0.55),
            ground: grey(self.ground, 0.7, 0.6),
            cloud: behind(self.cloud, 0.7, 0.6, 0.9),
            disc: 0.0,
            glow: self.glow * 0.12,
            haze: behind(self.haze, 0.7, 0.6, self.haze.w * 0.45),
            stone: behind(self.stone, 0.5, 0.75, (self.stone.w * 1.4).min(0.5)),
            lit: self.lit.truncate().extend(self.lit.w * 0.1),
            glass: grey(self.glass, 0.5, 0.8),
            strike: self.strike * 0.06,
            ev: self.ev - 0.45,
            warmth: self.warmth - 0.012,
            contrast: self.contrast * 0.98,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rain_hides_the_sun_and_leaves_the_lamps_alone() {
        for phase in [Phase::Morning, Phase::Work, Phase::Evening, Phase::Night] {
            let dry = Look::of("apartment", phase);
            let wet = dry.raining();
            assert!(wet.lux < dry.lux * 0.1 && wet.disc == 0.0 && wet.haze.w < dry.haze.w, "{phase:?}");
            assert_eq!((wet.lamp, wet.strip, wet.shade_glow), (dry.lamp, dry.strip, dry.shade_glow), "{phase:?}");
            let spread = |colour: Vec3| colour.max_element() - colour.min_element();
            assert!(spread(wet.horizon) <= spread(dry.horizon), "{phase:?}");
        }
    }
}
