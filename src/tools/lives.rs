//! Living one life without a person: a simulated player answers turn after turn.

use super::{driver::Driver, players::Player};
use crate::{
    script::{Effect, Gauge, Node, Script},
    talk::{OpenTurn, PlayerInput, Waiting},
};

/// A life that takes more turns than this is not going anywhere.
const MOST_TURNS: u32 = 2_000;

/// Begins a life and lives it as `player` would, until it ends, stops, or is `enough`.
pub(super) fn live(driver: &mut Driver, player: &str, seed: u64, enough: impl FnMut(&Driver) -> bool) {
    driver.send(PlayerInput::Begin { seed });
    go_on(driver, player, seed, enough);
}

/// The same from where the life stands now.
pub(super) fn go_on(driver: &mut Driver, player: &str, seed: u64, mut enough: impl FnMut(&Driver) -> bool) {
    let mut player = Player::new(player, seed);
    for _ in 0..MOST_TURNS {
        let Waiting::Turn(turn) = &driver.floor().waiting else { return };
        if (turn.offers.is_empty() && turn.beat.is_none()) || enough(driver) {
            return;
        }
        let input = player.answer(turn, |turn, at| worth(driver.script(), turn, at));
        driver.send(input);
    }
}

/// What an offer would do between the two of them: the sum of its known effects.
fn worth(script: &Script, turn: &OpenTurn, at: usize) -> f32 {
    let Some(beat) = turn.beat.as_ref().and_then(|id| script.beats.get(id)) else { return 0.0 };
    let id = &turn.offers[at].id;
    let choices = beat.nodes.values().filter_map(|node| match node {
        Node::Turn { choices, .. } => choices.iter().find(|c| c.id == *id),
        _ => None,
    });
    let effects = choices.flat_map(|choice| &choice.effects);
    effects
        .map(|effect| match effect {
            Effect::Move(Gauge::Hurt | Gauge::Solitude, by) => -by,
            Effect::Move(_, by) => *by,
            _ => 0.0,
        })
        .sum()
}
