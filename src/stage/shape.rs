//! Shapes: boxes with rounded edges, things turned on a lathe, sheets cut into cells.
//!
//! Everything that stands in a room is put together from these. Metres; y is up. Texture
//! coordinates are metres too, so that wood has the same grain on a shelf and on a table. Large
//! faces are cut into cells, because light is kept on their corners ([`bake`](super::bake)).

use bevy::{math::Affine3A, prelude::*};
use std::f32::consts::{FRAC_PI_4, TAU};

/// A heap of triangles.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Where the corners are, in metres.
    pub at: Vec<Vec3>,
    /// Which way the surface faces there.
    pub normal: Vec<Vec3>,
    /// Where on the texture, in metres.
    pub uv: Vec<Vec2>,
    /// Three corners a triangle, counter-clockwise seen from outside.
    pub faces: Vec<u32>,
    /// How much of its surroundings each corner sees past the shape itself, 0..1. As long as `at`, or shorter: the rest
    /// see all of it.
    pub sees: Vec<f32>,
}

impl Shape {
    /// A box of this size around the origin, its edges rounded off by `radius`, with no cell of a
    /// face longer than `cell`.
    pub fn rounded_box(size: Vec3, radius: f32, segments: u32, cell: f32) -> Self {
        let half = size * 0.5;
        let radius = radius.min(half.min_element() * 0.999).max(0.0005);
        let inner = half - Vec3::splat(radius);
        let mut shape = Self::default();
        for axis in 0..3 {
            let (a, b) = ((axis + 1) % 3, (axis + 2) % 3);
            for sign in [-1.0_f32, 1.0] {
                let along_a = stations(inner[a], radius, segments, cell);
                let along_b = stations(inner[b], radius, segments, cell);
                let grain_on_a = size[a] >= size[b];
                let first = shape.at.len() as u32;
                for &pb in &along_b {
                    for &pa in &along_a {
                        let mut point = Vec3::ZERO;
                        point[axis] = sign * half[axis];
                        point[a] = pa;
                        point[b] = pb;
                        let core = point.clamp(-inner, inner);
                        let normal = (point - core).normalize_or(Vec3::Y);
                        shape.at.push(core + normal * radius);
                        shape.normal.push(normal);
                        shape.uv.push(if grain_on_a { Vec2::new(pa, pb) } else { Vec2::new(pb, pa) });
                    }
                }
                shape.weave(first, along_a.len() as u32, along_b.len() as u32, sign < 0.0);
            }
        }
        shape
    }

    /// A box with hard edges: for keys, printed words, and whatever is far away.
    pub fn plain_box(size: Vec3) -> Self {
        let half = size * 0.5;
        let mut shape = Self::default();
        for axis in 0..3 {
            let (a, b) = ((axis + 1) % 3, (axis + 2) % 3);
            for sign in [-1.0_f32, 1.0] {
                let (mut u, mut v, mut corner) = (Vec3::ZERO, Vec3::ZERO, -half);
                u[a] = size[a];
                v[b] = size[b];
                corner[axis] = sign * half[axis];
                if sign < 0.0 {
                    std::mem::swap(&mut u, &mut v);
                }
                shape.take(&Self::sheet(corner, u, v, 1.0e6), &Affine3A::IDENTITY, Vec2::ZERO);
            }
        }
        shape
    }

    /// A flat sheet from `corner` along `u` and `v`, facing `u × v`, cut into cells.
    pub fn sheet(corner: Vec3, u: Vec3, v: Vec3, cell: f32) -> Self {
        let (nu, nv) = (cells(u.length(), cell), cells(v.length(), cell));
        let normal = u.cross(v).normalize_or(Vec3::Y);
        let mut shape = Self::default();
        for j in 0..=nv {
            for i in 0..=nu {
                let (s, t) = (i as f32 / nu as f32, j as f32 / nv as f32);
                shape.at.push(corner + u * s + v * t);
                shape.normal.push(normal);
                shape.uv.push(Vec2::new(s * u.length(), t * v.length()));
            }
        }
        shape.weave(0, nu + 1, nv + 1, false);
        shape
    }

    /// A profile of `(radius, height)` from bottom to top, turned around the y axis. Give a point
    /// twice to have a hard edge there.
    pub fn lathe(profile: &[(f32, f32)], sides: u32) -> Self {
        let mut shape = Self::default();
        let n = profile.len();
        for (k, &(radius, height)) in profile.iter().enumerate() {
            let same =
                |i: usize, j: usize| (profile[i].0 - profile[j].0).abs() + (profile[i].1 - profile[j].1).abs() < 1e-6;
            let before = if k > 0 && !same(k - 1, k) { k - 1 } else { k };
            let after = if k + 1 < n && !same(k + 1, k) { k + 1 } else { k };
            let (dr, dy) = (profile[after].0 - profile[before].0, profile[after].1 - profile[before].1);
            let slope = Vec2::new(dy, -dr).normalize_or(Vec2::X);
            for side in 0..=sides {
                let angle = side as f32 / sides as f32 * TAU;
                let (sin, cos) = angle.sin_cos();
                shape.at.push(Vec3::new(cos * radius, height, sin * radius));
                shape.normal.push(Vec3::new(cos * slope.x, slope.y, sin * slope.x).normalize_or(Vec3::Y));
                shape.uv.push(Vec2::new(angle * radius.max(0.02), height));
            }
        }
        shape.weave(0, sides + 1, n as u32, true);
        shape
    }

    /// An upright cylinder standing on the origin, its rims rounded.
    pub fn cylinder(radius: f32, height: f32, rim: f32, sides: u32) -> Self {
        let rim = rim.min(radius * 0.9).min(height * 0.49);
        let low = rim * 0.3;
        Self::lathe(
            &[
                (0.0, 0.0),
                (radius - rim, 0.0),
                (radius - low, low),
                (radius, rim),
                (radius, height - rim),
                (radius - low, height - low),
                (radius - rim, height),
                (0.0, height),
            ],
            sides,
        )
    }

    /// A round thing, flattened or drawn out by `squash`.
    pub fn ball(radius: f32, squash: f32, sides: u32) -> Self {
        let rings = (sides / 2).max(4);
        let profile: Vec<_> = (0..=rings)
            .map(|i| {
                let angle = (i as f32 / rings as f32 - 0.5) * TAU * 0.5;
                (angle.cos() * radius, angle.sin() * radius * squash)
            })
            .collect();
        Self::lathe(&profile, sides)
    }

    /// The same, somewhere else.
    pub fn moved(mut self, by: Vec3) -> Self {
        self.at.iter_mut().for_each(|p| *p += by);
        self
    }

    /// The same, turned about the origin.
    pub fn turned(mut self, by: Quat) -> Self {
        self.at.iter_mut().for_each(|p| *p = by * *p);
        self.normal.iter_mut().for_each(|n| *n = by * *n);
        self
    }

    /// Every corner put through `bend`; the normals are found again from the faces.
    pub fn bent(mut self, bend: impl Fn(Vec3) -> Vec3) -> Self {
        self.at.iter_mut().for_each(|p| *p = bend(*p));
        let mut sums = vec![Vec3::ZERO; self.at.len()];
        for face in self.faces.chunks_exact(3) {
            let [a, b, c] = [face[0] as usize, face[1] as usize, face[2] as usize];
            let normal = (self.at[b] - self.at[a]).cross(self.at[c] - self.at[a]);
            for i in [a, b, c] {
                sums[i] += normal;
            }
        }
        for (normal, sum) in self.normal.iter_mut().zip(sums) {
            *normal = sum.normalize_or(*normal);
        }
        self
    }

    /// Puts another shape in with this one, through a frame.
    pub fn take(&mut self, other: &Self, frame: &Affine3A, slide: Vec2) {
        let first = self.at.len() as u32;
        self.at.extend(other.at.iter().map(|p| frame.transform_point3(*p)));
        self.normal.extend(other.normal.iter().map(|n| frame.transform_vector3(*n).normalize_or(Vec3::Y)));
        self.uv.extend(other.uv.iter().map(|uv| *uv + slide));
        self.faces.extend(other.faces.iter().map(|i| i + first));
        if !other.sees.is_empty() {
            self.sees.resize(first as usize, 1.0);
            self.sees.extend(&other.sees);
        }
    }

    /// Faces over a grid of corners that begins at `first`.
    fn weave(&mut self, first: u32, columns: u32, rows: u32, flip: bool) {
        for j in 0..rows.saturating_sub(1) {
            for i in 0..columns.saturating_sub(1) {
                let a = first + j * columns + i;
                let (b, c, d) = (a + 1, a + columns, a + columns + 1);
                let order = if flip { [a, c, b, b, c, d] } else { [a, b, c, b, d, c] };
                self.faces.extend(order);
            }
        }
    }
}

/// Where a face of a rounded box is cut, along one axis.
fn stations(inner: f32, radius: f32, segments: u32, cell: f32) -> Vec<f32> {
    let segments = segments.max(1);
    let bevel = |k: u32| radius * (k as f32 / segments as f32 * FRAC_PI_4).tan();
    let count = cells(inner * 2.0, cell);
    let mut at: Vec<f32> = (1..=segments).rev().map(|k| -inner - bevel(k)).collect();
    at.extend((0..=count).map(|i| -inner + 2.0 * inner * i as f32 / count as f32));
    at.extend((1..=segments).map(|k| inner + bevel(k)));
    at
}

fn cells(length: f32, cell: f32) -> u32 {
    (length / cell.max(0.02)).round().clamp(1.0, 200.0) as u32
}
