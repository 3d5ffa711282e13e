//! What stands in a place only at times: steam over a kettle that was used, letters on the desk, the plant as it was
//! treated. The place's file says what, where and when; this puts it up and takes it away.

mod blind;
mod fog;
mod letters;
mod plant;
mod steam;

pub(super) use fog::Fog;

use super::{
    light_cube::LightCube,
    matter::Matter,
    models::Models,
    now::{Now, Places, news},
    set::Set,
    standing::{Piece, Ready, Standing, lit},
};
use crate::{
    script::{Condition, Effect, Prop, PropKind, Scene, SceneId, ThingId},
    story::{Chronicle, Entry, Life, Truth, all_hold},
};
use bevy::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One of them, as it is there now: which of the place's, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct There {
    index: usize,
    count: usize,
}

/// What is to be there, by the story.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
struct Wanted(Vec<There>);

/// For pictures: of the props of a name, the one that is to be there, counted from 0 in the order of the place's file.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Picked(pub BTreeMap<String, usize>);

/// What stands, and under which light it was put up.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
struct Stands(Option<(SceneId, Vec<There>, bool)>);

/// Belongs to a prop; goes when another takes its place.
#[derive(Component)]
struct Shown;

/// When things were last used in this life, in seconds of the game's time.
#[derive(Resource, Clone, Debug, Default)]
struct Used {
    /// By which entry of the account, and when.
    at: BTreeMap<ThingId, (usize, f32)>,
    life: u64,
    seen: usize,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wanted>().init_resource::<Stands>().init_resource::<Used>();
    app.add_systems(
        Update,
        (
            (follow_uses, by_life.run_if(news))
                .chain()
                .run_if(resource_exists::<Life>.and_then(resource_exists::<Chronicle>)),
            by_itself.run_if(not(resource_exists::<Life>)),
        )
            .in_set(super::StageSystems::Follow)
            .after(super::now::follow),
    );
    app.add_systems(Update, stand.in_set(super::StageSystems::Move));
    steam::plugin(app);
    fog::plugin(app);
    blind::plugin(app);
}

impl Used {
    /// Takes down what is new in the account of the life. A life that was opened has nothing new in it.
    fn follow(&mut self, life: u64, entries: &[Entry], now: f32) {
        if life != self.life {
            *self = Self { life, seen: entries.len(), ..default() };
            return;
        }
        // What was taken back was not used.
        self.at.retain(|_, (entry, _)| *entry < entries.len());
        for (index, entry) in entries.iter().enumerate().skip(self.seen) {
            match entry {
                Entry::Touched { thing, .. } | Entry::Did { thing, .. } => {
                    self.at.insert(thing.clone(), (index, now));
                }
                // Hours go by.
                Entry::Applied { effects } if effects.iter().any(passes_time) => self.at.clear(),
                _ => {}
            }
        }
        self.seen = entries.len();
    }
}

fn passes_time(effect: &Effect) -> bool {
    matches!(effect, Effect::Days(_) | Effect::Phase(_))
}

fn follow_uses(chronicle: Res<Chronicle>, time: Res<Time>, mut used: ResMut<Used>) {
    if chronicle.life() != used.life || chronicle.entries().len() != used.seen {
        used.follow(chronicle.life(), chronicle.entries(), time.elapsed_secs());
    }
}

/// What of a place's props is there: of each name the first whose conditions hold.
fn there(scene: &Scene, letters: usize, holds: impl Fn(&[Condition]) -> bool) -> Vec<There> {
    let mut names = BTreeSet::new();
    let mut there = Vec::new();
    for (index, prop) in scene.props.iter().enumerate() {
        if names.contains(prop.id.as_str()) || !holds(&prop.when) {
            continue;
        }
        names.insert(prop.id.as_str());
        let count = if prop.is == PropKind::Letters { letters.min(letters::MOST) } else { 1 };
        if count > 0 {
            there.push(There { index, count });
        }
    }
    there
}

fn by_life(truth: Truth, now: Res<Now>, places: Res<Places>, mut wanted: ResMut<Wanted>) {
    let begun = truth.life.begun();
    let letters = truth.life.letters().values().filter(|letter| letter.score.is_some()).count();
    let holds = |when: &[Condition]| if begun { all_hold(when, &truth) } else { when.is_empty() };
    let next = places.0.get(&now.scene).map(|scene| there(scene, letters, holds)).unwrap_or_default();
    wanted.set_if_neq(Wanted(next));
}

/// For pictures, which know of no life: what was picked, and what is there whatever happens.
fn by_itself(now: Res<Now>, places: Res<Places>, picked: Option<Res<Picked>>, mut wanted: ResMut<Wanted>) {
    let Some(scene) = places.0.get(&now.scene) else { return };
    let mut next = there(scene, 0, <[Condition]>::is_empty);
    for (name, which) in picked.iter().flat_map(|picked| &picked.0) {
        let named = scene.props.iter().enumerate().filter(|(_, prop)| prop.id == *name);
        let Some((index, _)) = named.clone().nth(*which) else { continue };
        next.retain(|there| !named.clone().any(|(other, _)| other == there.index));
        next.push(There { index, count: 1 });
    }
    wanted.set_if_neq(Wanted(next));
}

/// Puts up what is wanted. Once the light of the set is worked out, again: then it is known how bright it is there.
fn stand(
    now: Res<Now>,
    places: Res<Places>,
    wanted: Res<Wanted>,
    ready: Res<Ready>,
    standing: Res<Standing>,
    (matter, models): (Res<Matter>, Res<Models>),
    (mist, picked): (Res<steam::Mist>, Option<Res<Picked>>),
    mut stands: ResMut<Stands>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut steams: ResMut<Assets<steam::SteamMaterial>>,
    old: Query<Entity, With<Shown>>,
    mut commands: Commands,
) {
    let next = Some((now.scene.clone(), wanted.0.clone(), ready.0));
    if stands.0 == next && !places.is_changed() && !models.is_changed() {
        return;
    }
    stands.0 = next;
    old.iter().for_each(|prop| commands.entity(prop).despawn());
    let Some(scene) = places.0.get(&now.scene) else { return };
    for there in &wanted.0 {
        let Some(prop) = scene.props.get(there.index) else { continue };
        let place = Transform::from_translation(Vec3::from(prop.at))
            .with_rotation(Quat::from_rotation_y(prop.turn.to_radians()));
        // What was picked for a picture is seen as if the thing had just been used.
        let asked = picked.as_ref().is_some_and(|picked| picked.0.contains_key(&prop.id));
        let after = prop.after.clone().filter(|_| !asked);
        match &prop.is {
            PropKind::Steam => {
                commands.spawn((Piece, Shown, steam::rises(&mist, &mut steams, after), place));
                continue;
            }
            PropKind::Steamed(words) => {
                commands.spawn((Piece, Shown, fog::Steamed { words: words.clone(), after }));
                continue;
            }
            _ => {}
        }
        let mut light = LightCube::near(&standing, &meshes, Vec3::from(prop.at) + Vec3::Y * 0.3);
        let root = commands.spawn((Name::new(prop.id.clone()), Piece, Shown, place, Visibility::default())).id();
        if let PropKind::Blind { down, .. } = prop.is {
            light = light.before_sky(blind::SKY);
            commands.entity(root).insert(blind::Rolls::new(&prop.id, down));
        }
        for (part, set) in built(&models, prop, there.count) {
            for (paint, shape) in set.shapes() {
                let Some(material) = matter.room.get(&paint) else { continue };
                let mesh = meshes.add(lit(paint, shape, &light));
                let mut piece = commands.spawn((ChildOf(root), Mesh3d(mesh), MeshMaterial3d(material.clone())));
                if let Some(part) = part {
                    piece.insert(part);
                }
            }
        }
    }
}

/// What a prop looks like, around the place where it stands or hangs; in parts, where some of it moves.
fn built(models: &Models, prop: &Prop, count: usize) -> Vec<(Option<blind::Part>, Set)> {
    let one = |build: &dyn Fn(&mut Set)| {
        let mut set = Set::new(models);
        build(&mut set);
        set
    };
    match &prop.is {
        PropKind::Letters => vec![(None, one(&|set| letters::build(set, count)))],
        PropKind::Plant(health) => vec![(None, one(&|set| plant::build(set, *health)))],
        PropKind::Model(name) => vec![(None, one(&|set| set.model(name, Vec3::splat(0.4))))],
        PropKind::Blind { wide, down } => [blind::Part::Sheet, blind::Part::Foot]
            .map(|part| (Some(part), one(&|set| blind::build(set, part, *wide, *down))))
            .into(),
        PropKind::Steam | PropKind::Steamed(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Act, BeatId, Health};

    /// How the plant is, after so much water, on a day of an act.
    fn plant(watered: u32, day: u32, act: Act) -> Health {
        let places = Places::built_in();
        let scene = &places.0["apartment"];
        let found = there(scene, 0, |when| when.iter().all(|condition| holds(condition, watered, day, act)));
        let plants: Vec<_> = found
            .iter()
            .filter_map(|there| match scene.props[there.index].is {
                PropKind::Plant(health) => Some(health),
                _ => None,
            })
            .collect();
        assert_eq!(plants.len(), 1, "{watered} {day} {act:?}");
        plants[0]
    }

    /// As the story answers them, for the few conditions that a plant depends on.
    fn holds(condition: &Condition, watered: u32, day: u32, act: Act) -> bool {
        match condition {
            Condition::Count(_, bound) => bound.holds(watered),
            Condition::Day(bound) => bound.holds(day),
            Condition::Act(when) => *when == act,
            Condition::Not(inner) => !holds(inner, watered, day, act),
            Condition::Any(list) => list.iter().any(|inner| holds(inner, watered, day, act)),
            Condition::All(list) => list.iter().all(|inner| holds(inner, watered, day, act)),
            _ => false,
        }
    }

    #[test]
    fn the_plant_is_as_it_was_treated() {
        assert_eq!(plant(0, 1, Act::Grey), Health::Well);
        assert_eq!(plant(0, 8, Act::Awake), Health::Thirsty);
        assert_eq!(plant(0, 15, Act::Strain), Health::Bare);
        assert_eq!(plant(2, 14, Act::Strain), Health::Thirsty);
        assert_eq!(plant(3, 14, Act::Strain), Health::Thriving);
        assert_eq!(plant(5, 4, Act::Hello), Health::Drowned);
        assert_eq!(plant(5, 18, Act::Beyond), Health::Thriving);
        assert_eq!(plant(9, 18, Act::Beyond), Health::Drowned);
    }

    #[test]
    fn whatever_was_done_there_is_one_plant() {
        for watered in 0..12 {
            for day in 1..22 {
                for act in [Act::Grey, Act::Hello, Act::Awake, Act::Two, Act::Strain, Act::Beyond] {
                    plant(watered, day, act);
                }
            }
        }
    }

    #[test]
    fn a_letter_more_is_a_letter_more_on_the_pile_up_to_a_bound() {
        let places = Places::built_in();
        let scene = &places.0["apartment"];
        let pile = |written| {
            let found = there(scene, written, <[Condition]>::is_empty);
            found.iter().find(|there| scene.props[there.index].is == PropKind::Letters).map(|there| there.count)
        };
        assert_eq!((pile(0), pile(1), pile(4)), (None, Some(1), Some(4)));
        assert_eq!(pile(400), Some(letters::MOST));
    }

    #[test]
    fn what_was_used_is_what_was_used_since_the_life_was_opened() {
        let touched = |thing: &str| Entry::Touched { thing: thing.into(), beat: BeatId::from("flat/kettle") };
        let mut used = Used::default();
        let mut entries = vec![touched("kettle")];
        used.follow(1, &entries, 10.0);
        assert!(used.at.is_empty(), "that was long ago");
        entries.push(touched("plant"));
        entries.push(touched("kettle"));
        used.follow(1, &entries, 12.0);
        assert_eq!(used.at.get("kettle").map(|(_, at)| *at), Some(12.0));
        // Taken back, and done again: used again.
        used.follow(1, &entries[..2], 13.0);
        used.follow(1, &entries, 14.0);
        assert_eq!(used.at.get("kettle").map(|(_, at)| *at), Some(14.0));
        used.follow(2, &entries, 15.0);
        assert!(used.at.is_empty(), "another life");
    }

    #[test]
    fn every_prop_is_sound_and_stays_small() {
        for (id, scene) in &Places::built_in().0 {
            for prop in &scene.props {
                for count in [1, letters::MOST] {
                    let built = built(&Models::default(), prop, count);
                    let shapes = || built.iter().flat_map(|(_, set)| set.lumps.values());
                    let faces: usize = shapes().map(|shape| shape.faces.len() / 3).sum();
                    assert!(faces < 12_000, "{id}: {} has {faces} faces", prop.id);
                    for shape in shapes() {
                        assert!(shape.at.iter().all(|at| at.is_finite() && at.length() < 3.0), "{id}: {}", prop.id);
                        let flat = shape.normal.iter().all(|normal| (normal.length() - 1.0).abs() < 1e-3);
                        assert!(flat, "{id}: {}", prop.id);
                    }
                }
            }
        }
    }
}
