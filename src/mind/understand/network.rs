//! A small network over the sentence model's numbers: one rectified layer, then a softmax. Taught by
//! `signs.py` and `manners.py` in `tools/understanding`.

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

#[cfg(test)]
pub(super) mod tests {
    /// Sentences that were never taught, each with its kind and where the sentence model puts it.
    #[cfg(feature = "sentence-model")]
    pub(in crate::mind::understand) fn held_out(of: &str) -> Vec<(String, String, Box<[f32]>)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let model = crate::mind::SentenceModel::read(&root.join("assets/mind")).unwrap();
        let file = root.join("tools/understanding").join(of).join("held-out.tsv");
        let rows = std::fs::read_to_string(file).unwrap();
        let rows = rows.lines().filter_map(|line| line.split_once('\t'));
        rows.map(|(kind, text)| (kind.to_owned(), text.to_owned(), model.place(text).unwrap())).collect()
    }
}
