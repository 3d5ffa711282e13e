//! Who lives the simulated lives: simple characters that choose without understanding a word.

use crate::talk::{OpenTurn, PlayerInput, TurnKind};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// The names, for `--player`.
pub(super) const NAMES: [&str; 6] = ["random", "kind", "evasive", "silent", "cruel", "leaver"];

/// A character with their own randomness.
pub(super) struct Player {
    name: String,
    rng: ChaCha8Rng,
}

impl Player {
    pub(super) fn new(name: &str, seed: u64) -> Self {
        Self { name: name.into(), rng: ChaCha8Rng::seed_from_u64(seed ^ 0x005e_ed0f_71a7_e201) }
    }

    fn below(&mut self, n: usize) -> usize {
        (self.rng.next_u32() as usize) % n.max(1)
    }

    /// What they do with this turn. `cost` says what an offer would do to her, as far as it is known.
    pub(super) fn answer(&mut self, turn: &OpenTurn, worth: impl Fn(&OpenTurn, usize) -> f32) -> PlayerInput {
        let open: Vec<usize> = (0..turn.offers.len()).filter(|at| turn.offers[*at].locked.is_none()).collect();
        let talk = turn.kind == TurnKind::Talk;
        let name = self.name.clone();
        if talk {
            match name.as_str() {
                "silent" => return PlayerInput::Silence,
                "leaver" if turn.can_leave => return PlayerInput::Leave,
                "random" if self.below(6) == 0 => return PlayerInput::Silence,
                "random" if turn.can_leave && self.below(12) == 0 => return PlayerInput::Leave,
                _ => {}
            }
        }
        if open.is_empty() {
            return PlayerInput::Silence;
        }
        let at = match name.as_str() {
            "kind" | "cruel" | "evasive" if talk && self.below(5) > 0 => {
                // Kind reaches out, cruel pushes away, evasive takes what changes least.
                let wish = |at: &usize| match name.as_str() {
                    "kind" => worth(turn, *at),
                    "cruel" => -worth(turn, *at),
                    _ => -worth(turn, *at).abs(),
                };
                open.iter().copied().max_by(|a, b| wish(a).total_cmp(&wish(b))).unwrap_or_default()
            }
            _ => open[self.below(open.len())],
        };
        PlayerInput::Choose(turn.offers[at].id.clone())
    }
}
