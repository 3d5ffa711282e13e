//! Somebody who has come: a coat, hair, a turned back. They are there from their first word in a beat until it is over.
//! Nobody is given a face: whoever looks sees them look at something else.
//!
//! Those who live in a place (Amy in her flat, the others at a table) are part of its set; these are not.

use super::{
    camera::Eye,
    light_cube::LightCube,
    matter::Matter,
    models::Models,
    now::Now,
    set::Set,
    sets::{Pose, person},
    standing::{Piece, Ready, Standing, lit},
};
use crate::{
    script::{BeatId, CastId},
    story::Life,
    talk::Told,
};
use bevy::prelude::*;
use std::collections::BTreeSet;

/// Where somebody stands in a place, and which way they look.
struct Stand {
    at: Vec3,
    yaw: f32,
    pose: Pose,
}

/// Who is here.
#[derive(Resource, Debug, Default)]
pub(super) struct Guests {
    beat: Option<BeatId>,
    heard: BTreeSet<CastId>,
    shown: BTreeSet<CastId>,
    /// Whether they were put up under the light of the place.
    lit: bool,
    scene: Option<crate::script::SceneId>,
}

impl Guests {
    /// The beat that is shown, which is not yet the one that is decided.
    pub fn beat(&self) -> Option<&BeatId> {
        self.beat.as_ref()
    }
}

/// One of them. They breathe, and turn a little, as one does who knows that somebody is there.
#[derive(Component)]
struct Guest {
    yaw: f32,
    phase: f32,
}

/// How far somebody turns to look, in radians, and how much of it they do in a second.
const TURN: (f32, f32) = (0.16, 0.5);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Guests>();
    app.add_systems(Update, hear.in_set(super::StageSystems::Follow).after(super::now::follow));
    app.add_systems(Update, (stand, breathe).chain().in_set(super::StageSystems::Move));
}

fn stand_of(scene: &str, who: &str) -> Option<Stand> {
    let of = |at: Vec3, yaw: f32, pose: Pose| Some(Stand { at, yaw, pose });
    match (scene, who) {
        ("apartment", "catherine") => of(Vec3::new(-2.45, 0.0, 4.30), -1.26, Pose::Stands),
        ("apartment", "ines") => of(Vec3::new(-2.30, 0.0, 4.45), -1.0, Pose::Stands),
        ("apartment", "amy") => of(Vec3::new(-2.60, 0.0, 4.40), -1.3, Pose::Stands),
        ("apartment", "marek") => of(Vec3::new(-2.20, 0.0, 4.60), -0.9, Pose::Stands),
        ("lift", "amy") => of(Vec3::new(-0.36, 0.0, 0.50), 3.0, Pose::Stands),
        ("amys", "marek") => of(Vec3::new(1.40, 0.0, 0.95), 3.3, Pose::Stands),
        ("roof", "amy") => of(Vec3::new(-1.75, 0.0, 0.78), 2.9, Pose::Stands),
        ("booth", "lena") => of(Vec3::new(0.66, 0.0, -1.12), 2.3, Pose::Stands),
        ("flyover" | "station", "stranger") => of(Vec3::new(0.85, 0.0, 1.35), 3.1, Pose::Sits),
        ("ferry", "stranger") => of(Vec3::new(1.15, 0.0, 0.78), 2.9, Pose::Stands),
        ("launderette", "stranger") => of(Vec3::new(-1.05, 0.0, 2.20), 3.1, Pose::Sits),
        ("street", "stranger") => of(Vec3::new(-0.35, 0.0, 2.10), 2.9, Pose::Stands),
        _ => None,
    }
}

/// Takes down who has spoken in the beat that is shown. What is decided runs ahead of that, up to his next turn.
fn hear(mut told: MessageReader<Told>, life: Option<Res<Life>>, mut guests: ResMut<Guests>) {
    for told in told.read() {
        let shown = match told {
            Told::Line(line) => Some(line.beat.clone()),
            Told::Turn => life.as_ref().and_then(|life| life.cursor().map(|cursor| cursor.beat.clone())),
            Told::Opened | Told::Closed => None,
            _ => continue,
        };
        if guests.beat != shown {
            guests.beat = shown;
            guests.heard.clear();
        }
        if let Told::Line(line) = told {
            guests.heard.insert(line.who.clone());
        }
    }
}

/// Puts up who has come, and takes away who has gone; again once it is known how bright it is there.
fn stand(
    now: Res<Now>,
    matter: Res<Matter>,
    models: Res<Models>,
    standing: Res<Standing>,
    ready: Res<Ready>,
    mut guests: ResMut<Guests>,
    mut meshes: ResMut<Assets<Mesh>>,
    old: Query<Entity, With<Guest>>,
    mut commands: Commands,
) {
    let wanted: BTreeSet<CastId> =
        guests.heard.iter().filter(|who| stand_of(now.scene.as_str(), who.as_str()).is_some()).cloned().collect();
    if wanted == guests.shown && guests.lit == ready.0 && guests.scene.as_ref() == Some(&now.scene) {
        return;
    }
    old.iter().for_each(|guest| commands.entity(guest).despawn());
    for (index, who) in wanted.iter().enumerate() {
        let Some(stand) = stand_of(now.scene.as_str(), who.as_str()) else { continue };
        let mut set = Set::new(&models);
        person(&mut set, who.as_str(), Vec3::ZERO, 0.0, stand.pose);
        let light = LightCube::near(&standing, &meshes, stand.at + Vec3::Y * 1.1);
        let guest = commands
            .spawn((
                Name::new(who.to_string()),
                Piece,
                Guest { yaw: stand.yaw, phase: index as f32 * 2.1 },
                Transform::from_translation(stand.at).with_rotation(Quat::from_rotation_y(stand.yaw)),
                Visibility::default(),
            ))
            .id();
        for (paint, shape) in set.shapes() {
            let Some(material) = matter.room.get(&paint) else { continue };
            commands.spawn((
                ChildOf(guest),
                Mesh3d(meshes.add(lit(paint, shape, &light))),
                MeshMaterial3d(material.clone()),
            ));
        }
    }
    guests.shown = wanted;
    guests.lit = ready.0;
    guests.scene = Some(now.scene.clone());
}

/// A breath is three millimetres.
fn breathe(
    time: Res<Time>,
    eyes: Query<&Transform, With<Eye>>,
    mut guests: Query<(&Guest, &mut Transform), Without<Eye>>,
) {
    let Ok(eye) = eyes.single() else { return };
    for (guest, mut at) in &mut guests {
        let to = eye.translation - at.translation;
        let facing = to.x.atan2(to.z);
        let off = (facing - guest.yaw + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI;
        let aim = Quat::from_rotation_y(guest.yaw + off.clamp(-TURN.0, TURN.0));
        let ease = 1.0 - (-TURN.1 * time.delta_secs()).exp();
        let turned = at.rotation.slerp(aim, ease);
        let breath = 1.0 + 0.003 * (time.elapsed_secs() * 1.5 + guest.phase).sin();
        at.rotation = turned;
        at.scale = Vec3::new(1.0, breath, breath);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Places;

    #[test]
    fn whoever_comes_is_seen_from_a_mark_of_the_place_and_turned_away() {
        let places = Places::built_in();
        for (scene, place) in &places.0 {
            for who in ["amy", "catherine", "ines", "marek", "lena", "stranger"] {
                let Some(stand) = stand_of(scene.as_str(), who) else { continue };
                let seen = place.marks.iter().any(|mark| {
                    let (eye, look) = (Vec3::from(mark.eye), Vec3::from(mark.look));
                    let head = stand.at + Vec3::Y * 1.3;
                    let faces = Quat::from_rotation_y(stand.yaw) * Vec3::Z;
                    let away = faces.dot((eye - head).with_y(0.0).normalize()) < -0.25;
                    away && (look - eye).normalize().dot((head - eye).normalize()) > 0.70
                });
                assert!(seen, "{who} in {scene} is behind everybody, or shows a face");
            }
        }
    }
}
