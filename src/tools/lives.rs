//! Living one life without a person: a simulated player answers turn after turn.

use super::{
    driver::Driver,
    players::{self, Character, Taste, Weighs},
};
use crate::{
    mind::Understanding,
    script::{Beat, BeatId, Effect, Gauge, LetterId, Node, NodeId, PartId, SceneId, Script},
    story::{Calendar, Life},
    talk::{NobodyTypes, Offer, OpenTurn, PlayerInput, TurnKind, Waiting},
};
use bevy::prelude::App;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use std::collections::BTreeMap;

/// A life that takes more turns than this is not going anywhere.
const MOST_TURNS: u32 = 2_000;

/// What was chosen before is worth so much less each time, so that nobody says the same thing for ever.
const TIRES: f32 = 0.05;

/// What is written where a letter offers nothing to choose.
const PLAIN: &str = "I don’t know how to put this.";

/// What simulated lives need of their app. Nothing is made ready for typing, and what is typed all the same is
/// compared by shared letters and words: no sentence model is loaded, and every machine understands the same.
pub fn by_words(app: &mut App) {
    app.init_resource::<NobodyTypes>();
    // This one thinks where it is asked, and nobody hands it weights.
    app.insert_resource(Understanding::pumped());
}

/// Begins a life and lives it as the base game's player of this name would, until it ends, stops, or is `enough`.
pub fn live(driver: &mut Driver, player: &str, seed: u64, enough: impl FnMut(&Driver) -> bool) {
    driver.send(PlayerInput::Begin { seed });
    go_on(driver, player, seed, enough);
}

/// The same from where the life stands now.
pub fn go_on(driver: &mut Driver, player: &str, seed: u64, enough: impl FnMut(&Driver) -> bool) {
    if let Some(who) = players::base().get(player) {
        play(driver, who, seed, enough);
    }
}

/// A whole life as this player would live it.
#[cfg(feature = "workshop")]
pub(super) fn live_as(driver: &mut Driver, who: &Character, seed: u64) {
    driver.send(PlayerInput::Begin { seed });
    play(driver, who, seed, |_| false);
}

fn play(driver: &mut Driver, who: &Character, seed: u64, mut enough: impl FnMut(&Driver) -> bool) {
    let mut player = Player::new(who, seed);
    for _ in 0..MOST_TURNS {
        let Waiting::Turn(turn) = &driver.floor().waiting else { return };
        if (turn.offers.is_empty() && turn.beat.is_none()) || enough(driver) {
            return;
        }
        let input = player.answer(driver.script(), driver.life(), turn);
        driver.send(input);
    }
}

/// A character living a life.
pub(super) struct Player<'c> {
    who: &'c Character,
    rng: ChaCha8Rng,
    /// What was done in this life, and how often.
    done: BTreeMap<Deed, u32>,
    /// What was last done in the free room, and how it all stood before.
    tried: Option<(Deed, Standing)>,
    /// How often in a row something done in the free room changed nothing that can be seen.
    idle: BTreeMap<Deed, u32>,
}

/// What can be seen of how it all stands in the free room: when and where it is, and what there is to do.
type Standing = (Calendar, Option<SceneId>, Vec<String>);

/// In which beat, if in any, and what.
type Deed = (Option<BeatId>, String);

fn standing(life: &Life, turn: &OpenTurn) -> Standing {
    let offers = turn.offers.iter().map(|offer| offer.text.clone()).collect();
    (life.calendar(), life.scene().cloned(), offers)
}

fn deed(turn: &OpenTurn, offer: &Offer) -> Deed {
    // In the free room the same thing is good for something else on another day.
    let what = if turn.beat.is_none() { format!("{}: {}", offer.id, offer.text) } else { offer.id.to_string() };
    (turn.beat.clone(), what)
}

impl<'c> Player<'c> {
    pub(super) fn new(who: &'c Character, seed: u64) -> Self {
        Self {
            who,
            rng: ChaCha8Rng::seed_from_u64(seed ^ 0x005e_ed0f_71a7_e201),
            done: BTreeMap::new(),
            tried: None,
            idle: BTreeMap::new(),
        }
    }

    /// What they do with this turn.
    pub(super) fn answer(&mut self, script: &Script, life: &Life, turn: &OpenTurn) -> PlayerInput {
        let talk = turn.kind == TurnKind::Talk;
        if turn.kind == TurnKind::World {
            self.learn(life, turn);
        }
        if talk && turn.can_leave && self.chance(self.who.leaves) {
            return PlayerInput::Leave;
        }
        if talk && self.chance(self.who.silence) || turn.kind == TurnKind::World && self.chance(self.who.hurries) {
            return PlayerInput::Silence;
        }
        if turn.typing
            && let Some(words) = self.words()
        {
            return PlayerInput::Type(words);
        }
        let open: Vec<&Offer> = turn.offers.iter().filter(|offer| offer.locked.is_none()).collect();
        if self.chance(self.who.looks)
            && let Some(new) = self.untried(turn, &open)
        {
            return self.take(life, turn, new);
        }
        let chosen = match turn.kind {
            // What a thing in the room would lead to cannot be seen from here, but by now it is known what led nowhere.
            TurnKind::World => self.rather_new(turn, &open),
            _ if self.chance(self.who.whim) => self.any(&open),
            _ => self.best(script, turn, &open),
        };
        match chosen {
            Some(offer) => self.take(life, turn, offer),
            None if turn.typing && !talk => PlayerInput::Type(PLAIN.into()),
            None => PlayerInput::Silence,
        }
    }

    /// Whether what was done last in the free room changed anything that can be seen: who touches the window for the
    /// third time and gets a remark again turns to the door sooner.
    fn learn(&mut self, life: &Life, turn: &OpenTurn) {
        let now = standing(life, turn);
        if let Some((deed, before)) = self.tried.take() {
            if before == now {
                *self.idle.entry(deed).or_default() += 1;
            } else {
                self.idle.remove(&deed);
            }
        }
    }

    /// One of the offers, by chance. What stands first in the list is taken sooner, and what led nowhere so far more and
    /// more seldom.
    fn rather_new<'t>(&mut self, turn: &'t OpenTurn, open: &[&'t Offer]) -> Option<&'t Offer> {
        let weight = |(at, offer): (usize, &&Offer)| {
            let idle = self.idle.get(&deed(turn, offer)).copied().unwrap_or_default();
            (1.0 + idle as f32).powi(-2) / (1.0 + at as f32)
        };
        let weights: Vec<f32> = open.iter().enumerate().map(weight).collect();
        let mut draw = self.draw() * weights.iter().sum::<f32>();
        for (offer, weight) in open.iter().zip(weights) {
            if draw < weight {
                return Some(offer);
            }
            draw -= weight;
        }
        open.last().copied()
    }

    fn take(&mut self, life: &Life, turn: &OpenTurn, offer: &Offer) -> PlayerInput {
        if turn.kind == TurnKind::World {
            self.tried = Some((deed(turn, offer), standing(life, turn)));
        }
        *self.done.entry(deed(turn, offer)).or_default() += 1;
        match &offer.thing {
            // In the middle of a talk a thing is touched.
            Some(thing) if turn.kind == TurnKind::Talk => PlayerInput::Touch(thing.clone()),
            _ => PlayerInput::Choose(offer.id.clone()),
        }
    }

    /// Something that was not done in this life: an offer, or a deed in the middle of a talk.
    fn untried<'t>(&mut self, turn: &'t OpenTurn, open: &[&'t Offer]) -> Option<&'t Offer> {
        let all = open.iter().copied().chain(&turn.deeds);
        let new: Vec<&Offer> = all.filter(|offer| !self.done.contains_key(&deed(turn, offer))).collect();
        self.any(&new)
    }

    /// The offer that is wanted most; of several that are wanted as much, any.
    fn best<'t>(&mut self, script: &Script, turn: &OpenTurn, open: &[&'t Offer]) -> Option<&'t Offer> {
        let worth: Vec<f32> = open.iter().map(|offer| self.worth(script, turn, offer)).collect();
        let most = worth.iter().copied().max_by(f32::total_cmp)?;
        let best: Vec<&Offer> =
            open.iter().zip(worth).filter(|(_, worth)| most - worth < 1e-5).map(|(offer, _)| *offer).collect();
        self.any(&best)
    }

    /// What an offer is worth to them.
    fn worth(&self, script: &Script, turn: &OpenTurn, offer: &Offer) -> f32 {
        let worth = match &turn.kind {
            TurnKind::World => 0.0,
            TurnKind::Letter { letter, part, .. } => self.taste(script, letter, part, offer),
            TurnKind::Talk => self.change(script, turn, offer),
        };
        worth - TIRES * self.done.get(&deed(turn, offer)).copied().unwrap_or_default() as f32
    }

    /// What a choice would change, as they see it: its effects, what it takes, and what becomes true on the way from
    /// it to the next turn.
    fn change(&self, script: &Script, turn: &OpenTurn, offer: &Offer) -> f32 {
        let Some(beat) = turn.beat.as_ref().and_then(|id| script.beats.get(id)) else { return 0.0 };
        let Some(Node::Turn { choices, .. }) = turn.node.as_ref().and_then(|id| beat.nodes.get(id)) else { return 0.0 };
        let Some(choice) = choices.iter().find(|choice| choice.id == offer.id) else { return 0.0 };
        let moves = choice.effects.iter().chain(on_the_way(beat, &choice.then)).filter_map(|effect| match effect {
            Effect::Move(gauge, by) => Some((*gauge, *by)),
            _ => None,
        });
        let cost = choice.cost.iter().map(|cost| (cost.of, -cost.much));
        let weight = |gauge: Gauge| self.who.wants.get(&gauge).copied();
        let seen = moves.chain(cost).map(|(gauge, by)| match self.who.weighs {
            Weighs::Most => weight(gauge).unwrap_or_default() * by,
            Weighs::Least => -(weight(gauge).unwrap_or(1.0) * by).abs(),
        });
        seen.sum()
    }

    /// How much they like a piece of a letter.
    fn taste(&self, script: &Script, letter: &LetterId, part: &PartId, offer: &Offer) -> f32 {
        let Some(letter) = script.letters.get(letter) else { return 0.0 };
        let part = letter.parts.iter().find(|one| one.id == *part);
        let Some(piece) = part.and_then(|part| part.fragments.iter().find(|f| f.id.as_str() == offer.id.as_str()))
        else {
            return 0.0;
        };
        match self.who.letters {
            Taste::Any => 0.0,
            Taste::Fitting => -(piece.warmth - letter.brief.warmth).abs(),
            Taste::Warmest => piece.warmth,
            Taste::Coolest => -piece.warmth,
        }
    }

    /// What they type now, if they do.
    fn words(&mut self) -> Option<String> {
        let who = self.who;
        if who.types.is_empty() {
            return None;
        }
        let mut draw = self.draw();
        for typed in &who.types {
            if draw < typed.chance {
                return Some(typed.say.clone());
            }
            draw -= typed.chance;
        }
        None
    }

    fn any<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let at = self.rng.next_u32() as usize % of.len().max(1);
        of.get(at).copied()
    }

    fn chance(&mut self, share: f32) -> bool {
        share >= 1.0 || (share > 0.0 && self.draw() < share)
    }

    /// A number in 0..1.
    fn draw(&mut self) -> f32 {
        (self.rng.next_u32() >> 8) as f32 / (1_u32 << 24) as f32
    }
}

/// What becomes true from a node on, before his next turn or the next parting of ways.
fn on_the_way<'b>(beat: &'b Beat, from: &'b NodeId) -> Vec<&'b Effect> {
    let (mut at, mut effects) = (from, Vec::new());
    // A road without a turn does not run in a circle: the check sees to it. A count all the same.
    for _ in 0..beat.nodes.len() {
        match beat.nodes.get(at) {
            Some(Node::Do { effects: more, then }) => {
                effects.extend(more);
                at = then;
            }
            Some(
                Node::Say { then, .. }
                | Node::Card { then, .. }
                | Node::Wait { then, .. }
                | Node::Cue { then, .. }
                | Node::Visit { then, .. },
            ) => at = then,
            _ => break,
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{script, story::Entry};

    fn script() -> Script {
        script::check(&script::load_folder(&crate::platform::assets_dir()).unwrap()).0.unwrap()
    }

    fn lived(name: &str, seed: u64) -> Vec<Entry> {
        let mut driver = Driver::new(script(), by_words);
        live(&mut driver, name, seed, |_| false);
        driver.entries().to_vec()
    }

    #[test]
    fn everybody_lives_the_same_life_again_from_the_same_seed() {
        for name in players::base().keys() {
            assert_eq!(lived(name, 11), lived(name, 11), "{name}");
        }
        assert_ne!(lived("random", 11), lived("random", 12));
    }

    #[test]
    fn a_life_does_not_depend_on_the_one_before_it() {
        let mut driver = Driver::new(script(), by_words);
        live(&mut driver, "jailbreaker", 3, |_| false);
        live(&mut driver, "curious", 4, |_| false);
        assert_eq!(driver.entries(), lived("curious", 4));
    }

    #[test]
    fn what_led_nowhere_is_taken_more_seldom_until_it_leads_somewhere() {
        let mut player = Player::new(&players::base()["silent"], 5);
        let offer =
            |id: &str| Offer { id: id.into(), text: id.into(), locked: None, deed: true, thing: Some(id.into()) };
        let turn = OpenTurn {
            kind: TurnKind::World,
            beat: None,
            node: None,
            offers: vec![offer("window"), offer("door")],
            deeds: Vec::new(),
            typing: false,
            can_leave: false,
            lasts: None,
        };
        let (life, open) = (Life::default(), turn.offers.iter().collect::<Vec<_>>());
        let window = deed(&turn, open[0]);
        for _ in 0..5 {
            player.tried = Some((window.clone(), standing(&life, &turn)));
            player.learn(&life, &turn);
        }
        let doors = (0..200).filter(|_| player.rather_new(&turn, &open).unwrap().id == open[1].id).count();
        assert!((180..200).contains(&doors), "{doors}");

        let before = (life.calendar(), None, vec!["window".to_owned()]);
        player.tried = Some((window, before));
        player.learn(&life, &turn);
        let doors = (0..200).filter(|_| player.rather_new(&turn, &open).unwrap().id == open[1].id).count();
        assert!((60..140).contains(&doors), "{doors}");
    }

    #[test]
    fn what_hurts_is_seen_on_the_way_and_not_beyond_the_next_turn() {
        let beat: Beat = script::parse_source(
            "test",
            r#"Beat(id: "a/b", purpose: "", open: "you", summary: "", nodes: {
                "you": Turn(choices: [Choice(id: "go", text: "Go.", then: "said")], silence: "done"),
                "said": Say(who: "narrator", lines: [], then: "so"),
                "so": Do(effects: [Move(Hurt, 0.5)], then: "turn"),
                "turn": Turn(choices: [Choice(id: "x", text: "X.", then: "late")], silence: "done"),
                "late": Do(effects: [Move(Trust, 0.5)], then: "done"),
            })"#,
        )
        .unwrap();
        assert_eq!(on_the_way(&beat, &"said".into()), [&Effect::Move(Gauge::Hurt, 0.5)]);
    }
}
