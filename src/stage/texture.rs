//! Textures drawn by arithmetic at the start: grain, boards, plaster, weave, rug, terrazzo, a print.
//!
//! They are nearly white, so that the palette decides the colour; small, tileable, and they carry
//! their own smaller copies (mip levels), so that nothing glitters in the distance.

use bevy::{
    asset::RenderAssetUsages,
    image::{Image, ImageAddressMode, ImageFilterMode, ImageSampler, ImageSamplerDescriptor},
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
};

/// A kind of surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Cloth {
    Plaster,
    Boards,
    Grain,
    Weave,
    Rug,
    Terrazzo,
    Print,
}

impl Cloth {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Plaster, Self::Boards, Self::Grain, Self::Weave, Self::Rug, Self::Terrazzo, Self::Print];

    /// How many texels a side.
    fn side(self) -> u32 {
        match self {
            Self::Boards => 512,
            _ => 256,
        }
    }

    /// What a texel shows: brightness and a lean towards warm (positive) or cool.
    fn texel(self, u: f32, v: f32) -> (f32, f32) {
        match self {
            Self::Plaster => {
                let mottle = cloud(u, v, 4, 4) * 0.6 + cloud(u, v, 16, 16) * 0.4;
                let speck = cloud(u, v, 96, 96);
                (0.94 + 0.030 * mottle + 0.030 * speck, 0.008 * cloud(u + 0.31, v, 3, 3))
            }
            Self::Boards => {
                // Twelve boards a tile, each with its own tone and two joints.
                let board = (v * 12.0).floor();
                let own = hash(board as i32, 17);
                let within = (v * 12.0).fract();
                let gap = smooth(0.0, 0.045, within.min(1.0 - within));
                let joint = (u + own).fract();
                let joint = smooth(0.0, 0.0045, (joint - 0.5).abs());
                let half = if (u + own).fract() < 0.5 { 0 } else { 1 };
                let tone = hash(board as i32, 40 + half) - 0.5;
                let grain = cloud(u + own, v, 6, 144) * 0.6 + cloud(u + own * 2.0, v, 12, 300) * 0.4;
                ((0.86 + 0.20 * tone + 0.15 * grain) * (0.55 + 0.45 * gap * joint), 0.05 * tone)
            }
            Self::Grain => {
                let wave = cloud(u, v, 2, 8) * 0.05;
                let grain = cloud(u, (v + wave).rem_euclid(1.0), 4, 40) * 0.55 + cloud(u, v, 8, 120) * 0.45;
                (0.88 + 0.20 * grain, 0.03 * grain)
            }
            Self::Weave => {
                let (x, y) = (u * 32.0, v * 32.0);
                let over = ((x.floor() + y.floor()) as i32).rem_euclid(2) == 0;
                let thread = |t: f32| (t.fract() * std::f32::consts::PI).sin();
                let body = if over { thread(x) } else { thread(y) };
                let slub = if over { cloud(u, v, 32, 6) } else { cloud(u, v, 6, 32) };
                (0.78 + 0.20 * body + 0.10 * slub + 0.05 * cloud(u, v, 5, 5), 0.0)
            }
            Self::Rug => {
                let pile = cloud(u, v, 110, 110) * 0.16 + cloud(u, v, 20, 20) * 0.10;
                let row = ((v * 6.0).fract() - 0.5).abs();
                let zig = ((u * 6.0).fract() - 0.5).abs() * 0.5;
                let band = smooth(0.03, 0.07, (row - zig).abs());
                (0.80 + 0.22 * (1.0 - band) + pile, 0.09 * band - 0.05)
            }
            Self::Terrazzo => {
                let mut tone = 0.93 + 0.04 * cloud(u, v, 60, 60);
                let mut warm = 0.0;
                for k in 0..3 {
                    let scale = [9, 17, 31][k];
                    let (chip, shade) = chips(u, v, scale, k as i32);
                    tone += chip * (shade - 0.62) * 0.22;
                    warm += chip * (shade - 0.3) * 0.09;
                }
                (tone, warm)
            }
            Self::Print => {
                // A horizon, a sun, and a hand that was sure of itself.
                let hill = 0.58 + 0.07 * (u * 6.3 + 0.7).sin() + 0.03 * (u * 17.0).sin();
                let sun = smooth(0.15, 0.165, Vec2::new(u - 0.62, v - 0.40).length());
                let ground = smooth(hill - 0.004, hill + 0.004, v);
                let edge = smooth(0.07, 0.075, u.min(1.0 - u).min(v.min(1.0 - v)));
                let art = (0.86 - 0.30 * (1.0 - sun)) * (1.0 - ground) + 0.30 * ground;
                let warm = 0.32 * (1.0 - sun) * (1.0 - ground) - 0.05 * ground;
                (0.97 * (1.0 - edge) + art * edge + 0.03 * cloud(u, v, 70, 70), warm * edge)
            }
        }
    }

    /// The texture with its mip levels. `anisotropy` is how many samples a slanting view may take, 1 to 16.
    pub fn image(self, anisotropy: u16) -> Image {
        let side = self.side();
        let mut level: Vec<[f32; 3]> = Vec::with_capacity((side * side) as usize);
        for y in 0..side {
            for x in 0..side {
                let (tone, warm) = self.texel((x as f32 + 0.5) / side as f32, (y as f32 + 0.5) / side as f32);
                level.push([tone + warm, tone, tone - warm].map(|c| c.clamp(0.0, 1.0)));
            }
        }
        let mut data = Vec::new();
        let mut size = side;
        let mut levels = 0;
        loop {
            levels += 1;
            for texel in &level {
                data.extend(texel.map(|c| (c * 255.0 + 0.5) as u8));
                data.push(255);
            }
            if size == 1 {
                break;
            }
            level = halved(&level, size as usize);
            size /= 2;
        }
        let extent = Extent3d { width: side, height: side, depth_or_array_layers: 1 };
        let mut image = Image::new_uninit(
            extent,
            TextureDimension::D2,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::RENDER_WORLD,
        );
        image.texture_descriptor.mip_level_count = levels;
        image.data = Some(data);
        image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
            address_mode_u: ImageAddressMode::Repeat,
            address_mode_v: ImageAddressMode::Repeat,
            mag_filter: ImageFilterMode::Linear,
            min_filter: ImageFilterMode::Linear,
            mipmap_filter: ImageFilterMode::Linear,
            anisotropy_clamp: anisotropy,
            ..ImageSamplerDescriptor::default()
        });
        image
    }
}

fn halved(level: &[[f32; 3]], size: usize) -> Vec<[f32; 3]> {
    let half = size / 2;
    let mut out = Vec::with_capacity(half * half);
    for y in 0..half {
        for x in 0..half {
            let i = y * 2 * size + x * 2;
            let quad = [level[i], level[i + 1], level[i + size], level[i + size + 1]];
            out.push([0, 1, 2].map(|c| quad.iter().map(|t| t[c]).sum::<f32>() * 0.25));
        }
    }
    out
}

/// A number that looks like chance, 0..1.
pub(super) fn hash(x: i32, y: i32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    (h ^ (h >> 15)) as f32 / u32::MAX as f32
}

/// Smooth noise that tiles, -1..1.
fn cloud(u: f32, v: f32, across: i32, down: i32) -> f32 {
    let (x, y) = (u.rem_euclid(1.0) * across as f32, v.rem_euclid(1.0) * down as f32);
    let (ix, iy) = (x.floor() as i32, y.floor() as i32);
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (fx, fy) = (ease(x.fract()), ease(y.fract()));
    let at = |i: i32, j: i32| hash((ix + i).rem_euclid(across) + across * 977, (iy + j).rem_euclid(down) + down * 131);
    let top = at(0, 0) + (at(1, 0) - at(0, 0)) * fx;
    let low = at(0, 1) + (at(1, 1) - at(0, 1)) * fx;
    (top + (low - top) * fy) * 2.0 - 1.0
}

/// Chips of stone: how much of one is here, and its shade.
fn chips(u: f32, v: f32, scale: i32, seed: i32) -> (f32, f32) {
    let (x, y) = (u * scale as f32, v * scale as f32);
    let (ix, iy) = (x.floor() as i32, y.floor() as i32);
    let mut best = (9.0_f32, 0.0);
    for j in -1..=1 {
        for i in -1..=1 {
            let (cx, cy) = ((ix + i).rem_euclid(scale), (iy + j).rem_euclid(scale));
            let at = |k: i32| hash(cx + 57 * k + seed * 911, cy + 13 * k);
            let d = Vec2::new(x - (ix + i) as f32 - at(1), (y - (iy + j) as f32 - at(2)) * (0.7 + at(3)));
            if d.length() < best.0 {
                best = (d.length(), at(4));
            }
        }
    }
    (1.0 - smooth(0.24, 0.30, best.0), best.1)
}

fn smooth(low: f32, high: f32, x: f32) -> f32 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
