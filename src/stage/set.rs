//! A set under construction, as on a film stage: shapes in their paints, and what stands in the
//! way of light.
//!
//! Shapes of one paint become one mesh, so a whole room is a few dozen draws; what lies behind a wall is meshes of its own,
//! and costs nothing while it is not seen.

use super::{models::Models, palette::Paint, shape::Shape};
use bevy::{math::Affine3A, prelude::*};
use std::collections::BTreeMap;

/// A box that light doesn't pass, turned about y.
#[derive(Clone, Copy, Debug)]
pub(super) struct Solid {
    /// Its middle.
    pub middle: Vec3,
    /// Half its size, before it is turned.
    pub half: Vec3,
    /// Cosine and sine of its turn about y.
    pub turn: Vec2,
}

/// In rooms from this one on nothing throws a shadow of the sun.
pub(super) const SUNLESS: u8 = 2;

/// A room being put together.
#[derive(Debug)]
pub(super) struct Set {
    /// What is drawn, by room and paint.
    pub lumps: BTreeMap<(u8, Paint), Shape>,
    /// What keeps light out.
    pub solids: Vec<Solid>,
    models: Models,
    room: u8,
    frame: Affine3A,
    yaw: f32,
    seed: u32,
}

impl Set {
    /// An empty stage, and the models that may be put on it.
    pub fn new(models: &Models) -> Self {
        let models = models.clone();
        Self {
            lumps: BTreeMap::new(),
            solids: Vec::new(),
            models,
            room: 0,
            frame: Affine3A::IDENTITY,
            yaw: 0.0,
            seed: 7,
        }
    }

    /// Puts up a model, whose foot is at the origin of the frame. Where there is none of that name, a box in brown paper
    /// stands in for it, as large as it may be.
    pub fn model(&mut self, name: &str, size: Vec3) {
        let Some(model) = self.models.get(name) else {
            self.block(Paint::Kraft, Vec3::Y * size.y * 0.5, size, 0.012);
            // A strip of tape, as on a box that is to be unpacked.
            let tape = Vec3::new(size.x * 1.004, size.y * 1.004, (size.z * 0.25).max(0.02));
            return self.bit(Paint::Paper, Vec3::Y * size.y * 0.5, tape, 0.01);
        };
        for (paint, shape) in &model.lumps {
            self.add(*paint, shape);
        }
    }

    /// Builds in a frame of its own: moved, and turned about y by so many radians.
    pub fn within(&mut self, at: Vec3, yaw: f32, build: impl FnOnce(&mut Self)) {
        let (frame, turn) = (self.frame, self.yaw);
        self.frame = frame * Affine3A::from_rotation_translation(Quat::from_rotation_y(yaw), at);
        self.yaw = turn + yaw;
        build(self);
        (self.frame, self.yaw) = (frame, turn);
    }

    /// Builds another room of the place: it is drawn by itself. Into rooms from [`SUNLESS`] on no sun comes.
    pub fn apart(&mut self, room: u8, build: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.room, room);
        build(self);
        self.room = before;
    }

    /// Which of the shapes, in their order, lie where no sun comes.
    pub fn sunless(&self) -> impl Iterator<Item = bool> {
        self.lumps.keys().map(|(room, _)| *room >= SUNLESS)
    }

    /// What is drawn of all rooms, with its paint.
    pub fn shapes(&self) -> impl Iterator<Item = (Paint, &Shape)> {
        self.lumps.iter().map(|((_, paint), shape)| (*paint, shape))
    }

    /// Puts a shape in that light passes (or that is too small to matter).
    pub fn add(&mut self, paint: Paint, shape: &Shape) {
        let slide = Vec2::new(self.chance(), self.chance()) * 3.0;
        let frame = self.frame;
        self.lumps.entry((self.room, paint)).or_default().take(shape, &frame, slide);
    }

    /// The same, but the texture stays where the shape put it: for pictures.
    pub fn hang(&mut self, paint: Paint, shape: &Shape) {
        let frame = self.frame;
        self.lumps.entry((self.room, paint)).or_default().take(shape, &frame, Vec2::ZERO);
    }

    /// Keeps light out of a box that is not drawn by itself.
    pub fn solid(&mut self, middle: Vec3, size: Vec3) {
        self.solids.push(Solid {
            middle: self.frame.transform_point3(middle),
            half: (size * 0.5 - Vec3::splat(0.006)).max(Vec3::splat(0.002)),
            turn: Vec2::new(self.yaw.cos(), self.yaw.sin()),
        });
    }

    /// A box with rounded edges that light doesn't pass. `at` is its middle.
    pub fn block(&mut self, paint: Paint, at: Vec3, size: Vec3, radius: f32) {
        self.add(paint, &Shape::rounded_box(size, radius, segments(radius), 0.3).moved(at));
        self.solid(at, size);
    }

    /// A box with rounded edges, too thin or too small to keep light out.
    pub fn bit(&mut self, paint: Paint, at: Vec3, size: Vec3, radius: f32) {
        let tiny = size.max_element() < 0.07 || size.min_element() < 0.0025;
        let shape = if tiny { Shape::plain_box(size) } else { Shape::rounded_box(size, radius, segments(radius), 0.4) };
        self.add(paint, &shape.moved(at));
    }

    /// A round leg, post or stem between two points.
    pub fn rod(&mut self, paint: Paint, from: Vec3, to: Vec3, radius: f32) {
        let along = to - from;
        let turn = Quat::from_rotation_arc(Vec3::Y, along.normalize_or(Vec3::Y));
        let rod = if radius < 0.008 {
            Shape::lathe(&[(radius, 0.0), (radius, along.length())], 6)
        } else {
            Shape::cylinder(radius, along.length(), radius * 0.3, 10)
        };
        self.add(paint, &rod.turned(turn).moved(from));
    }

    /// The next of a fixed row of chances, 0..1: sets look lived in, and the same every time.
    pub fn chance(&mut self) -> f32 {
        self.seed = self.seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let word = ((self.seed >> ((self.seed >> 28) + 4)) ^ self.seed).wrapping_mul(277_803_737);
        ((word >> 22) ^ word) as f32 / u32::MAX as f32
    }

    /// A chance between two values.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.chance()
    }
}

fn segments(radius: f32) -> u32 {
    if radius > 0.03 {
        3
    } else if radius > 0.008 {
        2
    } else {
        1
    }
}
