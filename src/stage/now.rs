//! What the stage shows now, as it was told: scene, phase, mark, act.

use crate::{
    script::{Act, MarkId, Phase, Scene, SceneId, Script, parse_source},
    story::{Chronicle, Life},
    talk::Told,
};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// The place, the light, and from where it is seen.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct Now {
    /// The scene that stands.
    pub scene: SceneId,
    /// Its light.
    pub phase: Phase,
    /// A stop that the camera is asked to go to; taken away once it is on its way.
    pub mark: Option<MarkId>,
    /// How much colour there is, 0..1: the story's, not the light's.
    pub colour: f32,
    /// Changes come at once and not over seconds: for pictures, and for the first frame.
    pub at_once: bool,
}

impl Default for Now {
    fn default() -> Self {
        Self { scene: "apartment".into(), phase: Phase::Evening, mark: Some("sofa".into()), colour: 1.0, at_once: true }
    }
}

/// The places as authored: what was built in, until the story's own files are read.
#[derive(Resource, Clone, Debug, Default)]
pub struct Places(pub BTreeMap<SceneId, Scene>);

impl Places {
    /// The places that this program was built with.
    pub fn built_in() -> Self {
        let texts = [
            ("scenes/amys.scene.ron", include_str!("../../assets/scenes/amys.scene.ron")),
            ("scenes/apartment.scene.ron", include_str!("../../assets/scenes/apartment.scene.ron")),
            ("scenes/booth.scene.ron", include_str!("../../assets/scenes/booth.scene.ron")),
            ("scenes/dinner.scene.ron", include_str!("../../assets/scenes/dinner.scene.ron")),
            ("scenes/ferry.scene.ron", include_str!("../../assets/scenes/ferry.scene.ron")),
            ("scenes/flyover.scene.ron", include_str!("../../assets/scenes/flyover.scene.ron")),
            ("scenes/launderette.scene.ron", include_str!("../../assets/scenes/launderette.scene.ron")),
            ("scenes/lift.scene.ron", include_str!("../../assets/scenes/lift.scene.ron")),
            ("scenes/roof.scene.ron", include_str!("../../assets/scenes/roof.scene.ron")),
            ("scenes/stairwell.scene.ron", include_str!("../../assets/scenes/stairwell.scene.ron")),
            ("scenes/station.scene.ron", include_str!("../../assets/scenes/station.scene.ron")),
            ("scenes/street.scene.ron", include_str!("../../assets/scenes/street.scene.ron")),
        ];
        let mut places = BTreeMap::new();
        for (path, text) in texts {
            match parse_source::<Scene>(path, text) {
                Ok(scene) => {
                    places.insert(scene.id.clone(), scene);
                }
                Err(why) => warn!("{why:?}"),
            }
        }
        Self(places)
    }

    /// Where one stands on coming into a scene: at the stop that was asked for if the scene has it (a beat
    /// that travels may name a stop of the place it left), or at its first one.
    fn entrance(&self, scene: &SceneId, asked: Option<&MarkId>) -> Option<MarkId> {
        let marks = &self.0.get(scene)?.marks;
        let here = marks.iter().find(|mark| Some(&mark.id) == asked).or(marks.first())?;
        Some(here.id.clone())
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Now>();
    app.insert_resource(Places::built_in());
    app.add_systems(Update, (read_places, follow, fade_colour).chain().in_set(super::StageSystems::Follow));
}

/// The story's files, whenever they were read again, take the place of what was built in.
fn read_places(script: Option<Res<Script>>, mut places: ResMut<Places>) {
    if let Some(script) = script
        && script.is_changed()
    {
        for (id, scene) in &script.scenes {
            places.0.insert(id.clone(), scene.clone());
        }
    }
}

/// A condition: what is true, or where one is, may be other than when it was asked last.
pub(super) fn news(
    life: Option<Res<Life>>,
    chronicle: Option<Res<Chronicle>>,
    now: Res<Now>,
    places: Res<Places>,
) -> bool {
    // Whatever comes true is written down first.
    life.is_some_and(|life| life.is_changed())
        || chronicle.is_some_and(|chronicle| chronicle.is_changed())
        || now.is_changed()
        || places.is_changed()
}

pub(super) fn follow(mut told: MessageReader<Told>, places: Res<Places>, mut now: ResMut<Now>) {
    for told in told.read() {
        match told {
            Told::Place { scene, phase, mark, .. } => {
                if now.scene != *scene {
                    now.at_once = true;
                    now.mark = places.entrance(scene, mark.as_ref());
                    now.scene = scene.clone();
                } else if mark.is_some() {
                    now.mark = mark.clone();
                }
                if now.phase != *phase {
                    now.phase = *phase;
                }
            }
            // A life opens in its own light, not in the title's.
            Told::Opened => now.at_once = true,
            Told::Closed => *now = Now::default(),
            _ => {}
        }
    }
}

/// Act 0 is nearly colourless; colour comes with her, and hue by hue ([`hues`](super::hues)) with words.
fn fade_colour(life: Option<Res<Life>>, time: Res<Time>, mut now: ResMut<Now>) {
    let Some(life) = life else { return };
    if !life.is_changed() && !time.is_changed() {
        return;
    }
    let aim = match (life.begun(), life.calendar().act) {
        (false, _) => return,
        (true, Act::Grey) => 0.66,
        (true, Act::Hello) => 0.9,
        // At the end everything is a little wider than its colours.
        (true, Act::Beyond) => 0.94,
        _ => 1.0,
    };
    let step = if now.at_once { 1.0 } else { time.delta_secs() * 0.25 };
    let next = now.colour + (aim - now.colour).clamp(-step, step);
    if (next - now.colour).abs() > 1e-4 {
        now.colour = next;
    }
}
