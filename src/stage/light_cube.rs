//! How bright it is at a place, seen from six sides: what lights whoever comes in after the set's light was worked out.
//!
//! After the ambient cube of “Shading in Valve’s Source Engine” (Mitchell and others, 2006): light for each way
//! along an axis, blended by the squares of a normal's parts.

use super::{
    bake::{CHANNELS, SKY},
    standing::Standing,
};
use bevy::{mesh::VertexAttributeValues, prelude::*};

/// The light in the middle of a room, about.
const MIDDLE: [f32; CHANNELS] = [0.07, 0.82, 0.012, 0.012, 0.05, 0.03];
/// Corners so near to a place share their light with it, in metres.
const NEAR: f32 = 1.4;
/// A corner tells of the light from a side if it faces that way so much.
const FACES: f32 = 0.5;

/// Light from +x, -x, +y, -y, +z and -z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LightCube([[f32; CHANNELS]; 6]);

impl LightCube {
    /// About a place in the set that stands: what its corners there have, the nearest most.
    pub fn near(standing: &Standing, meshes: &Assets<Mesh>, place: Vec3) -> Self {
        let mut sums = [Sum::default(); 7];
        for (_, handle) in &standing.meshes {
            let Some(mesh) = meshes.get(handle) else { continue };
            let (Ok(at), Ok(normal), Ok(four), Ok(two)) = (
                mesh.try_attribute(Mesh::ATTRIBUTE_POSITION),
                mesh.try_attribute(Mesh::ATTRIBUTE_NORMAL),
                mesh.try_attribute(Mesh::ATTRIBUTE_COLOR),
                mesh.try_attribute(Mesh::ATTRIBUTE_UV_1),
            ) else {
                continue;
            };
            let (
                VertexAttributeValues::Float32x3(at),
                VertexAttributeValues::Float32x3(normal),
                VertexAttributeValues::Float32x4(four),
                VertexAttributeValues::Float32x2(two),
            ) = (at, normal, four, two)
            else {
                continue;
            };
            for (((at, normal), four), two) in at.iter().zip(normal).zip(four).zip(two) {
                let off = Vec3::from_array(*at).distance_squared(place);
                if off >= NEAR * NEAR {
                    continue;
                }
                let light = [four[0], four[1], four[2], four[3], two[0], two[1]];
                let share = 1.0 / (off + 0.03);
                sums[6].add(light, share);
                for (side, sum) in sums.iter_mut().take(6).enumerate() {
                    let along = normal[side / 2] * if side % 2 == 0 { 1.0 } else { -1.0 };
                    if along > FACES {
                        sum.add(light, share);
                    }
                }
            }
        }
        let all = sums[6].mean().unwrap_or(MIDDLE);
        Self(std::array::from_fn(|side| sums[side].mean().unwrap_or(all)))
    }

    /// The same for what hangs in a window, whose room lies towards +z: from behind it has so much of the sky, 0..1.
    pub fn before_sky(mut self, share: f32) -> Self {
        self.0[5][SKY] = self.0[5][SKY].max(share);
        self
    }

    /// What reaches a corner that faces that way.
    pub fn towards(&self, normal: Vec3) -> [f32; CHANNELS] {
        let mut light = [0.0; CHANNELS];
        for axis in 0..3 {
            let side = self.0[axis * 2 + usize::from(normal[axis] < 0.0)];
            let share = normal[axis] * normal[axis];
            light.iter_mut().zip(side).for_each(|(light, side)| *light += side * share);
        }
        light
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    light: [f32; CHANNELS],
    share: f32,
}

impl Sum {
    fn add(&mut self, light: [f32; CHANNELS], share: f32) {
        self.light.iter_mut().zip(light).for_each(|(sum, light)| *sum += light * share);
        self.share += share;
    }

    fn mean(self) -> Option<[f32; CHANNELS]> {
        (self.share > 0.0).then(|| self.light.map(|sum| sum / self.share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_in_a_window_has_the_sky_behind_it() {
        let cube = LightCube([[0.1; CHANNELS]; 6]).before_sky(0.6);
        assert_eq!((cube.towards(Vec3::NEG_Z)[SKY], cube.towards(Vec3::Z)[SKY]), (0.6, 0.1));
        assert_eq!(cube.before_sky(0.2).towards(Vec3::NEG_Z)[SKY], 0.6, "it takes none away");
    }

    #[test]
    fn each_side_gives_its_light_to_what_faces_it() {
        let cube = LightCube(std::array::from_fn(|side| [side as f32; CHANNELS]));
        for (side, way) in [Vec3::X, Vec3::NEG_X, Vec3::Y, Vec3::NEG_Y, Vec3::Z, Vec3::NEG_Z].into_iter().enumerate() {
            assert_eq!(cube.towards(way), [side as f32; CHANNELS]);
        }
        let between = cube.towards(Vec3::new(1.0, 0.0, 1.0).normalize());
        assert!((between[0] - 2.0).abs() < 1e-5, "half of 0 and half of 4");
    }
}
