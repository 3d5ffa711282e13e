//! A small network over the sentence model's numbers: one rectified layer, then a softmax. Taught by
//! `tools/understanding/signs.py`.

use super::sentence::DIGEST;
use bevy::log::warn;
use serde::Deserialize;

/// The network, as its file has it.
#[derive(Deserialize)]
pub(super) struct Network {
    /// SHA-256 of the sentence model whose places it reads.
    model: String,
    hidden: Vec<Cell>,
    /// One for each kind; the first is nothing.
    kinds: Vec<Cell>,
}

/// One cell of a layer.
#[derive(Deserialize)]
struct Cell {
    bias: f32,
    weights: Vec<f32>,
}

impl Cell {
    fn sum(&self, numbers: &[f32]) -> f32 {
        self.weights.iter().zip(numbers).map(|(weight, number)| weight * number).sum::<f32>() + self.bias
    }
}

impl Network {
    /// How likely each of its `N` kinds is, without the first, which is nothing. 0..1.
    pub(super) fn shares<const N: usize>(&self, place: &[f32]) -> [f32; N] {
        let hidden: Vec<f32> = self.hidden.iter().map(|cell| cell.sum(place).max(0.0)).collect();
        let sums: Vec<f32> = self.kinds.iter().map(|cell| cell.sum(&hidden)).collect();
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let whole = sums.iter().map(|sum| (sum - most).exp()).sum::<f32>();
        std::array::from_fn(|kind| sums.get(kind + 1).map_or(0.0, |sum| (sum - most).exp() / whole))
    }
}

/// Reads one, with whatever it says besides. One that was taught for another sentence model is nothing here.
pub(super) fn read<T: for<'t> Deserialize<'t>>(file: &str, text: &str, network: impl Fn(&T) -> &Network) -> Option<T> {
    match ron::from_str::<T>(text) {
        Ok(read) => (network(&read).model == DIGEST).then_some(read),
        Err(why) => {
            warn!("{file}: {why}");
            None
        }
    }
}
