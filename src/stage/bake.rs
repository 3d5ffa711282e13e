//! Light that bounces, worked out once for every corner of a set.
//!
//! For each corner six numbers are kept: how much light reaches it from the sky, from the room all
//! around, from two suns after they struck something, and from two lamps. What the sky or a lamp
//! *is* at the moment is decided later, by multiplication, so a change of day costs nothing here.

use super::{
    rays::Rays,
    set::{Set, Solid},
    shape::Shape,
    texture::hash,
};
use bevy::prelude::*;
use std::{
    collections::HashMap,
    f32::consts::{PI, TAU},
};

/// How many numbers a corner keeps.
pub(super) const CHANNELS: usize = 6;

/// What light there may be in a set.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    /// The opening to the sky: a corner, its width and its height; the room is towards +z.
    pub opening: Option<(Vec3, f32, f32)>,
    /// The ways in which the evening's and the morning's sun travel.
    pub suns: [Option<Vec3>; 2],
    /// Points that the lamp's light comes from, and how much of it goes straight down and up.
    pub lamp: Vec<(Vec3, f32)>,
    /// The same for the other lamp: a strip over the kitchen, a desk lamp.
    pub strip: Vec<(Vec3, f32)>,
    /// A bulb on that lamp's switch: where, and how many times as strong.
    pub bulb: Option<(Vec3, f32)>,
}

/// A surface that hands light on.
#[derive(Clone, Copy, Debug)]
struct Patch {
    at: Vec3,
    normal: Vec3,
    power: f32,
}

/// A set's light while it is being worked out.
pub(super) struct Bake {
    rays: Rays,
    sources: Sources,
    patches: [Vec<Patch>; CHANNELS],
    points: Vec<(Vec3, Vec3, bool)>,
    /// For every shape, the point that each of its corners uses.
    uses: Vec<Vec<u32>>,
    /// The same: how much of its surroundings a corner sees past its own shape, which stands in no solid.
    sees: Vec<Vec<f32>>,
    done: Vec<[f32; CHANNELS]>,
}

/// The number for the light of the sky.
pub(super) const SKY: usize = 0;
const ROOM: usize = 1;
const SUNS: [usize; 2] = [2, 3];
const LAMP: usize = 4;
const STRIP: usize = 5;
const ALBEDO: f32 = 0.55;

/// What thin cloth has of the light before it and of the light behind it.
pub(super) fn through(before: [f32; CHANNELS], behind: [f32; CHANNELS]) -> [f32; CHANNELS] {
    std::array::from_fn(|c| before[c].max(before[c] * 0.5 + behind[c] * 0.6))
}

impl Bake {
    /// Gathers the points of a set that need light. Points that lie close and face alike share it.
    pub fn new(set: &Set, thin: impl Fn(super::palette::Paint) -> bool, sources: Sources) -> Self {
        let mut points = Vec::new();
        let mut uses = Vec::new();
        let sees = set.lumps.values().map(|shape| shape.sees.clone()).collect();
        let mut known: HashMap<[i32; 7], u32> = HashMap::new();
        for (paint, Shape { at, normal, .. }) in set.shapes() {
            let thin = thin(paint);
            let mut list = Vec::with_capacity(at.len());
            for (point, normal) in at.iter().zip(normal) {
                let p = (*point / 0.042).round().as_ivec3();
                let n = (*normal * 2.0).round().as_ivec3();
                let key = [p.x, p.y, p.z, n.x, n.y, n.z, i32::from(thin)];
                list.push(*known.entry(key).or_insert_with(|| {
                    points.push((*point, *normal, thin));
                    points.len() as u32 - 1
                }));
            }
            uses.push(list);
        }
        let rays = Rays::new(set.solids.clone());
        let mut bake = Self { rays, sources, patches: Default::default(), points, uses, sees, done: Vec::new() };
        bake.light_patches();
        bake
    }

    /// How many points there are.
    #[cfg(not(target_family = "wasm"))]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Works out so many more points; true when all are done.
    pub fn step(&mut self, count: usize) -> bool {
        let end = (self.done.len() + count).min(self.points.len());
        for i in self.done.len()..end {
            let (at, normal, thin) = self.points[i];
            let mut value = self.gather(at, normal, i);
            if thin {
                value = through(value, self.gather(at, -normal, i));
            }
            self.done.push(value);
        }
        self.done.len() == self.points.len()
    }

    /// The numbers for every corner of every shape, in the set's order.
    pub fn finish(self) -> Vec<Vec<[f32; CHANNELS]>> {
        let light = |point: u32, sees: f32| {
            let done = self.done.get(point as usize).copied().unwrap_or_default();
            done.map(|light| light * sees)
        };
        let corners = self.uses.iter().zip(&self.sees).map(|(points, sees)| {
            let sees = sees.iter().copied().chain(std::iter::repeat(1.0));
            points.iter().zip(sees).map(|(point, sees)| light(*point, sees)).collect()
        });
        corners.collect()
    }

    /// Everything that reaches one point.
    fn gather(&self, at: Vec3, normal: Vec3, seed: usize) -> [f32; CHANNELS] {
        let eye = at + normal * 0.018;
        let mut value = [0.0; CHANNELS];
        value[SKY] = self.sky(eye, normal, 6, 4);
        value[ROOM] = self.open_air(eye, normal, seed);
        value[LAMP] = self.direct(&self.sources.lamp, eye, normal);
        value[STRIP] = self.direct(&self.sources.strip, eye, normal);
        if let Some((bulb, power)) = self.sources.bulb {
            value[STRIP] += power * self.direct(&[(bulb, 0.0)], eye, normal);
        }
        for (channel, patches) in self.patches.iter().enumerate() {
            let mut sum = 0.0;
            for patch in patches {
                let to = patch.at - eye;
                let near = to.length_squared();
                let facing = to.dot(normal) * -to.dot(patch.normal);
                if to.dot(normal) > 0.0 && to.dot(patch.normal) < 0.0 {
                    let gain = patch.power * facing / (near * (near + 0.25) * PI);
                    if gain > 1e-5 && self.rays.free(eye, patch.at) {
                        sum += gain;
                    }
                }
            }
            value[channel] += sum;
        }
        value
    }

    /// Irradiance over π from a sky of radiance 1 seen through the opening.
    fn sky(&self, eye: Vec3, normal: Vec3, across: u32, down: u32) -> f32 {
        let Some((corner, width, height)) = self.sources.opening else { return 0.0 };
        if eye.z < corner.z {
            return self.outdoors(eye, normal);
        }
        let area = width * height / (across * down) as f32;
        let mut sum = 0.0;
        for j in 0..down {
            for i in 0..across {
                let jitter = hash((i * 7 + j) as i32, (eye.x * 57.0) as i32 + (eye.z * 131.0) as i32) - 0.5;
                let u = (i as f32 + 0.5 + jitter * 0.9) / across as f32;
                let v = (j as f32 + 0.5) / down as f32;
                let target = corner + Vec3::new(u * width, v * height, 0.0);
                let to = target - eye;
                let near = to.length_squared().max(0.02);
                let along = to / near.sqrt();
                let facing = along.dot(normal);
                if facing <= 0.0 || along.z >= 0.0 {
                    continue;
                }
                // Below the horizon lies the city, darker than the sky.
                let bright = if along.y > 0.0 { 1.0 } else { (1.0 + along.y * 4.0).max(0.35) };
                if self.rays.free(eye, target) {
                    sum += bright * facing * -along.z * area / near;
                }
            }
        }
        sum / PI
    }

    /// The same for what lies outside of the opening, where half of the world is sky.
    fn outdoors(&self, eye: Vec3, normal: Vec3) -> f32 {
        const LINES: usize = 16;
        let side = normal.any_orthonormal_vector();
        let other = normal.cross(side);
        let mut open = 0.0;
        for k in 0..LINES {
            let r2 = (k as f32 + 0.5) / LINES as f32;
            let (sin, cos) = (k as f32 * 2.399_963).sin_cos();
            let along = (side * cos + other * sin) * r2.sqrt() + normal * (1.0 - r2).sqrt();
            // The house stands behind it; below the horizon lies the city, darker than the sky.
            if along.z < 0.0 && self.rays.free(eye, eye + along * 6.0) {
                open += if along.y > 0.0 { 1.0 } else { 0.35 };
            }
        }
        open / LINES as f32
    }

    /// How open the surroundings are, 0..1: corners and contacts are dark.
    fn open_air(&self, eye: Vec3, normal: Vec3, seed: usize) -> f32 {
        const LINES: usize = 22;
        const REACH: f32 = 1.1;
        let side = normal.any_orthonormal_vector();
        let other = normal.cross(side);
        let spin = hash(seed as i32, 5) * TAU;
        let mut open = 0.0;
        for k in 0..LINES {
            let r2 = (k as f32 + 0.5) / LINES as f32;
            let angle = k as f32 * 2.399_963 + spin;
            let (sin, cos) = angle.sin_cos();
            let along = (side * cos + other * sin) * r2.sqrt() + normal * (1.0 - r2).sqrt();
            open += self.rays.first(eye, along * REACH).map_or(1.0, |hit| hit.along.sqrt());
        }
        open / LINES as f32
    }

    /// Straight from a lamp of one candela.
    fn direct(&self, lamp: &[(Vec3, f32)], eye: Vec3, normal: Vec3) -> f32 {
        let mut sum = 0.0;
        for (at, upright) in lamp {
            let to = *at - eye;
            let near = to.length_squared().max(0.03);
            let along = to / near.sqrt();
            let facing = along.dot(normal);
            if facing > 0.0 && self.rays.free(eye, *at - along * 0.05) {
                sum += facing * beam(along, *upright) / near;
            }
        }
        sum / (PI * lamp.len().max(1) as f32)
    }

    /// Lets each source strike the set, and keeps where it struck.
    fn light_patches(&mut self) {
        if let Some((corner, width, height)) = self.sources.opening {
            for (k, travels) in self.sources.suns.into_iter().enumerate() {
                let Some(travels) = travels else { continue };
                let (across, down) = (12, 4);
                let area = width * height / (across * down) as f32;
                for j in 0..down {
                    for i in 0..across {
                        let (u, v) = ((i as f32 + 0.5) / across as f32, (j as f32 + 0.5) / down as f32);
                        let from = corner + Vec3::new(u * width, v * height, 0.0) - travels * 0.4;
                        let power = area * travels.z.abs() * ALBEDO / PI;
                        self.strike(SUNS[k], from, travels, power);
                    }
                }
            }
            for k in 0..26 {
                let (u, v) = (hash(k, 1), hash(k, 2));
                let from = corner + Vec3::new(u * width, v * height, 0.15);
                let along = scatter(Vec3::Z, hash(k, 3), hash(k, 4)) - Vec3::Y * 0.35;
                self.strike(SKY, from, along.normalize(), width * height / 26.0 * ALBEDO);
            }
        }
        let bulb = self.sources.bulb;
        let lamps = [
            (LAMP, self.sources.lamp.clone(), 1.0),
            (STRIP, self.sources.strip.clone(), 1.0),
            (STRIP, bulb.iter().map(|(at, _)| (*at, 0.0)).collect(), bulb.map_or(0.0, |(_, power)| power)),
        ];
        for (channel, lamp, bright) in lamps {
            let count = 30;
            for k in 0..count {
                if lamp.is_empty() {
                    break;
                }
                let (at, upright) = lamp[k as usize % lamp.len()];
                let y = 1.0 - 2.0 * (k as f32 + 0.5) / count as f32;
                let (sin, cos) = (k as f32 * 2.399_963).sin_cos();
                let flat = (1.0 - y * y).sqrt();
                let along = Vec3::new(cos * flat, y, sin * flat);
                let power = bright * 4.0 * PI / count as f32 * beam(-along, upright) * ALBEDO / PI;
                self.strike(channel, at, along, power);
            }
        }
    }

    fn strike(&mut self, channel: usize, from: Vec3, along: Vec3, power: f32) {
        if let Some(hit) = self.rays.first(from, along * 14.0) {
            let at = from + along * 14.0 * hit.along + hit.normal * 0.02;
            self.patches[channel].push(Patch { at, normal: hit.normal, power });
        }
    }
}

/// How strong a shaded lamp is in a direction: `along` points to the lamp.
fn beam(along: Vec3, upright: f32) -> f32 {
    let steep = along.y.abs();
    1.0 + upright * ((steep - 0.62) * 4.0).clamp(0.0, 1.0)
}

fn scatter(normal: Vec3, a: f32, b: f32) -> Vec3 {
    let side = normal.any_orthonormal_vector();
    let (sin, cos) = (a * TAU).sin_cos();
    (side * cos + normal.cross(side) * sin) * b.sqrt() + normal * (1.0 - b).sqrt()
}

/// The walls, floor and ceiling of a box of air as solids: each one `thick`.
pub(super) fn shell(low: Vec3, high: Vec3, thick: f32) -> Vec<Solid> {
    let middle = (low + high) * 0.5;
    let size = high - low;
    let mut solids = Vec::new();
    for axis in 0..3 {
        for (sign, edge) in [(-1.0, low), (1.0, high)] {
            let mut at = middle;
            at[axis] = edge[axis] + sign * thick * 0.5;
            let mut half = size * 0.5 + Vec3::splat(thick);
            half[axis] = thick * 0.5;
            solids.push(Solid { middle: at, half, turn: Vec2::new(1.0, 0.0) });
        }
    }
    solids
}
