//! Straight lines of light through a set: does anything stand between two points, and what is hit
//! first. Boxes sorted into a tree, so that a line looks at a few of them and not at all.

use super::set::Solid;
use bevy::prelude::*;

/// The solids of a set, ready to be asked.
#[derive(Debug)]
pub(super) struct Rays {
    solids: Vec<Solid>,
    tree: Vec<Branch>,
}

#[derive(Clone, Copy, Debug)]
struct Branch {
    low: Vec3,
    high: Vec3,
    /// A leaf: the first solid and how many. Otherwise: the second child, and 0; the first follows.
    at: u32,
    count: u32,
}

/// What a line met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// How far along, in lengths of the direction.
    pub along: f32,
    /// Which way the surface faces.
    pub normal: Vec3,
}

impl Rays {
    /// Sorts the solids.
    pub fn new(mut solids: Vec<Solid>) -> Self {
        let mut tree = Vec::new();
        let count = solids.len();
        if count > 0 {
            grow(&mut solids, 0, count, &mut tree);
        }
        Self { solids, tree }
    }

    /// Whether a line of sight is free.
    pub fn free(&self, from: Vec3, to: Vec3) -> bool {
        let mut blocked = false;
        self.walk(from, to - from, 1.0, &mut |_| {
            blocked = true;
            0.0
        });
        !blocked
    }

    /// The first surface met within one length of `along`.
    pub fn first(&self, from: Vec3, along: Vec3) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        self.walk(from, along, 1.0, &mut |hit| {
            best = Some(hit);
            hit.along
        });
        best
    }

    /// Follows a line; `met` says how far it is still worth looking.
    fn walk(&self, from: Vec3, along: Vec3, mut far: f32, met: &mut impl FnMut(Hit) -> f32) {
        if self.tree.is_empty() {
            return;
        }
        let inverse = along.recip();
        let mut stack = [0_u32; 32];
        let mut top = 1;
        while top > 0 && far > 0.0 {
            top -= 1;
            let branch = &self.tree[stack[top] as usize];
            let (t0, t1) = ((branch.low - from) * inverse, (branch.high - from) * inverse);
            let (near, away) = (t0.min(t1).max_element(), t0.max(t1).min_element());
            if near > away || away < 0.0 || near > far {
                continue;
            }
            if branch.count == 0 {
                if top + 2 <= stack.len() {
                    stack[top] += 1;
                    stack[top + 1] = branch.at;
                    top += 2;
                }
                continue;
            }
            for solid in &self.solids[branch.at as usize..(branch.at + branch.count) as usize] {
                if let Some(hit) = meet(solid, from, along)
                    && hit.along < far
                {
                    far = met(hit);
                    if far <= 0.0 {
                        return;
                    }
                }
            }
        }
    }
}

/// Where a line enters a solid; nothing if it begins inside.
fn meet(solid: &Solid, from: Vec3, along: Vec3) -> Option<Hit> {
    let (cos, sin) = (solid.turn.x, solid.turn.y);
    let into = |v: Vec3| Vec3::new(v.x * cos - v.z * sin, v.y, v.x * sin + v.z * cos);
    let origin = into(from - solid.middle);
    let inverse = into(along).recip();
    let (t0, t1) = ((-solid.half - origin) * inverse, (solid.half - origin) * inverse);
    let (low, high) = (t0.min(t1), t0.max(t1));
    let (near, away) = (low.max_element(), high.min_element());
    if near > away || near < 0.0 {
        return None;
    }
    let mut normal = Vec3::ZERO;
    let axis = if near == low.x {
        0
    } else if near == low.y {
        1
    } else {
        2
    };
    normal[axis] = -inverse[axis].signum();
    let normal = Vec3::new(normal.x * cos + normal.z * sin, normal.y, normal.z * cos - normal.x * sin);
    Some(Hit { along: near, normal })
}

fn bounds(solid: &Solid) -> (Vec3, Vec3) {
    let (cos, sin) = (solid.turn.x.abs(), solid.turn.y.abs());
    let half = solid.half;
    let reach = Vec3::new(half.x * cos + half.z * sin, half.y, half.x * sin + half.z * cos);
    (solid.middle - reach, solid.middle + reach)
}

fn grow(solids: &mut [Solid], first: usize, end: usize, tree: &mut Vec<Branch>) {
    let (mut low, mut high) = (Vec3::MAX, Vec3::MIN);
    for solid in &solids[first..end] {
        let (l, h) = bounds(solid);
        low = low.min(l);
        high = high.max(h);
    }
    let me = tree.len();
    tree.push(Branch { low, high, at: first as u32, count: (end - first) as u32 });
    if end - first <= 3 {
        return;
    }
    let size = high - low;
    let axis = if size.x >= size.y && size.x >= size.z {
        0
    } else if size.y >= size.z {
        1
    } else {
        2
    };
    solids[first..end].sort_by(|a, b| a.middle[axis].total_cmp(&b.middle[axis]));
    let middle = first.midpoint(end);
    grow(solids, first, middle, tree);
    tree[me].at = tree.len() as u32;
    tree[me].count = 0;
    grow(solids, middle, end, tree);
}
