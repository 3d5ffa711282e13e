//! Randomness that can be told again: draw number `n` of a seed is always the same.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A seed, and how many draws were taken from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draws {
    seed: u64,
    count: u64,
}

impl Draws {
    /// No draw taken yet.
    pub fn new(seed: u64) -> Self {
        Self { seed, count: 0 }
    }

    /// How many were taken.
    pub fn count(self) -> u64 {
        self.count
    }

    /// What they grow from.
    pub fn seed(self) -> u64 {
        self.seed
    }

    pub(super) fn set_count(&mut self, count: u64) {
        self.count = count;
    }

    /// Draw number `count`, in 0..1, without taking it.
    pub fn peek(self) -> f32 {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(self.count);
        (rng.next_u32() >> 8) as f32 / (1u32 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_draw_is_always_the_same() {
        let mut a = Draws::new(7);
        a.set_count(5);
        let mut b = Draws::new(7);
        b.set_count(5);
        assert_eq!(a.peek(), b.peek());
        b.set_count(6);
        assert_ne!(a.peek(), b.peek());
        assert!((0.0..1.0).contains(&a.peek()));
    }
}
