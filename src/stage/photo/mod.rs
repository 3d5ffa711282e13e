//! Taking pictures of the room: the eye off its leash, and a light, a weather, a lens of one's own.
//!
//! It only looks. What was told stays as it was told; where the eye stood is kept, and put back afterwards. While it is
//! open the screens hold the game's time, so everything here goes by the clock on the wall.

mod hands;

use super::{
    camera::Eye,
    now::{Now, Places},
    walk,
    weather::Weather,
};
use crate::script::{Phase, Scene, SceneId};
use bevy::prelude::*;
use hands::Fly;

/// How high the sensor is, in millimetres: that of a 35 mm film camera.
const SENSOR: f32 = 24.0;
/// The lenses that there are, in millimetres.
pub const LENSES: (f32, f32) = (18.0, 85.0);
/// How far the camera can be tilted to either side, in degrees.
pub const TILT: f32 = 30.0;
/// How much brighter or darker, in stops.
pub const STOPS: f32 = 2.0;
/// Metres a second.
const PACE: f32 = 1.1;
/// How near the camera comes to the walls, in metres.
const NEAR: f32 = 0.15;
/// Between which heights it may be in a room one can walk in, in metres.
const HEIGHTS: (f32, f32) = (0.12, 2.30);
/// How far from its stops it may be in a place where one only stands.
const AROUND: f32 = 0.7;

/// The camera and what it sees by, while pictures are taken.
#[derive(Resource, Clone, Debug, Default)]
pub struct Photo {
    /// The light.
    pub phase: Phase,
    /// Whether it rains.
    pub rain: bool,
    /// The lens, in millimetres.
    pub focal: f32,
    /// How far it is tilted, in degrees.
    pub tilt: f32,
    /// How much brighter, in stops.
    pub exposure: f32,
    /// Where the camera is, in metres.
    pub at: Vec3,
    yaw: f32,
    pitch: f32,
    /// A picture is being taken: until it is, nothing in it may change.
    pub busy: bool,
    wanted: bool,
    kept: Option<Kept>,
    /// It was closed just now: for so many frames, light and weather go back without taking their time.
    leaving: u8,
}

/// How things stood.
#[derive(Clone, Debug)]
struct Kept {
    scene: SceneId,
    place: Transform,
    eye: Eye,
}

/// The field of view of a lens, from top to bottom in radians.
fn field_of(focal: f32) -> f32 {
    2.0 * (SENSOR * 0.5 / focal.clamp(LENSES.0, LENSES.1)).atan()
}

/// The lens that sees so wide, in millimetres; the nearest that there is.
fn lens_of(field: f32) -> f32 {
    (SENSOR * 0.5 / (field * 0.5).tan()).clamp(LENSES.0, LENSES.1)
}

impl Photo {
    /// Pictures are to be taken. The camera begins where the eye stands.
    pub fn open(&mut self) {
        self.wanted = true;
    }

    /// That is over; everything is put back.
    pub fn close(&mut self) {
        self.wanted = false;
    }

    /// Whether the camera is free.
    pub fn is_open(&self) -> bool {
        self.kept.is_some()
    }

    /// How wide the lens sees, in radians, if the camera is free.
    pub(super) fn field_of_view(&self) -> Option<f32> {
        self.kept.as_ref().map(|_| field_of(self.focal))
    }

    /// The light: the one that was chosen, or else the one that was told.
    pub(super) fn phase_or(&self, told: Phase) -> Phase {
        if self.is_open() { self.phase } else { told }
    }

    /// Whether it rains: as was chosen, or else as it does.
    pub(super) fn rain_or(&self, told: bool) -> bool {
        if self.is_open() { self.rain } else { told }
    }

    /// Stops by which the picture is brighter.
    pub(super) fn brighter(&self) -> f32 {
        if self.is_open() { self.exposure.clamp(-STOPS, STOPS) } else { 0.0 }
    }

    /// Whether light and weather change at once, as nobody's time passes.
    pub(super) fn sudden(&self) -> bool {
        self.is_open() || self.leaving > 0
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Photo>();
    app.add_systems(
        Update,
        (stand, fly)
            .chain()
            .in_set(super::StageSystems::Move)
            .after(walk::walk)
            .after(super::stops::sway)
            .before(super::zoom::lens),
    );
}

/// Where the camera may be in a place, from one corner to the other.
fn bounds(scene: &Scene) -> (Vec3, Vec3) {
    let eyes = scene.marks.iter().map(|mark| Vec3::from(mark.eye));
    if let Some((a, b)) = scene.floor {
        let (a, b) = (Vec2::new(a.0, a.1), Vec2::new(b.0, b.1));
        let (low, high) = (a.min(b) + NEAR, a.max(b) - NEAR);
        let high = high.max(low);
        let (low, high) = (Vec3::new(low.x, HEIGHTS.0, low.y), Vec3::new(high.x, HEIGHTS.1, high.y));
        // Somebody may stand where nobody walks: on a step, say.
        return eyes.fold((low, high), |(low, high), eye| (low.min(eye), high.max(eye)));
    }
    let (mut low, mut high) = (Vec3::splat(f32::MAX), Vec3::splat(f32::MIN));
    for eye in eyes {
        low = low.min(eye - AROUND);
        high = high.max(eye + AROUND);
    }
    if low.x > high.x {
        return (Vec3::new(-AROUND, HEIGHTS.0, -AROUND), Vec3::new(AROUND, HEIGHTS.1, AROUND));
    }
    low.y = low.y.max(HEIGHTS.0.min(high.y));
    (low, high)
}

/// Takes the eye off its leash, or puts it back.
fn stand(
    now: Res<Now>,
    weather: Res<Weather>,
    mut photo: ResMut<Photo>,
    mut eyes: Query<(&mut Transform, &mut Eye, &Projection)>,
) {
    if photo.leaving > 0 {
        photo.leaving -= 1;
    }
    let elsewhere = photo.kept.as_ref().is_some_and(|kept| kept.scene != now.scene);
    // While a picture is being taken, everything else waits for it.
    if !elsewhere && (photo.busy || photo.wanted == photo.is_open()) {
        return;
    }
    let Ok((mut place, mut eye, projection)) = eyes.single_mut() else { return };
    // If the story has gone somewhere else meanwhile, it has put the eye there itself: pictures go on from there.
    if let Some(kept) = photo.kept.take().filter(|_| !elsewhere) {
        *place = kept.place;
        *eye = kept.eye;
    }
    if !photo.wanted {
        // The weather is put back in the next frame, and what it does to the light after that.
        photo.leaving = 2;
        return;
    }
    let field = if let Projection::Perspective(lens) = projection { lens.fov } else { 0.8 };
    let busy = photo.busy;
    *photo = Photo {
        phase: now.phase,
        rain: weather.rains,
        focal: lens_of(field),
        at: place.translation,
        yaw: eye.yaw,
        pitch: eye.pitch,
        busy,
        wanted: true,
        kept: Some(Kept { scene: now.scene.clone(), place: *place, eye: *eye }),
        ..default()
    };
}

pub(super) fn fly(
    mut hands: Fly,
    time: Res<Time<Real>>,
    now: Res<Now>,
    places: Res<Places>,
    mut photo: ResMut<Photo>,
    mut eyes: Query<&mut Transform, With<Eye>>,
) {
    if !photo.is_open() {
        return;
    }
    let Ok(mut place) = eyes.single_mut() else { return };
    let delta = time.delta_secs().min(0.1);
    // A long lens shows a small turn large.
    let turn = hands.turn(delta) * (field_of(photo.focal) / field_of(LENSES.0));
    let step = hands.step() * PACE * delta;
    let yaw = photo.yaw + turn.x;
    let pitch = (photo.pitch + turn.y).clamp(-1.5, 1.5);
    let moved = Quat::from_rotation_y(yaw) * Vec3::new(step.x, 0.0, -step.z) + Vec3::Y * step.y;
    let mut at = photo.at + moved;
    if let Some(scene) = places.0.get(&now.scene) {
        let (low, high) = bounds(scene);
        at = at.clamp(low, high);
        // Along a wall, not into it.
        let ways = [at, Vec3::new(at.x, at.y, photo.at.z), Vec3::new(photo.at.x, at.y, at.z)];
        // From beside one every way is allowed: a stop may lie there.
        let held = walk::clear_of_walls(scene, photo.at.xz(), NEAR);
        let free = ways.into_iter().find(|way| !held || walk::clear_of_walls(scene, way.xz(), NEAR));
        at = free.unwrap_or(photo.at.with_y(at.y));
    }
    let tilt = photo.tilt.clamp(-TILT, TILT).to_radians();
    place.translation = at;
    place.rotation = Quat::from_euler(EulerRot::YXZ, yaw, pitch, -tilt);
    if (at, yaw, pitch) != (photo.at, photo.yaw, photo.pitch) {
        (photo.at, photo.yaw, photo.pitch) = (at, yaw, pitch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lens_sees_as_wide_as_on_a_sensor_of_24_millimetres() {
        for (focal, degrees) in [(18.0, 67.38), (24.0, 53.13), (35.0, 37.85), (50.0, 26.99), (85.0, 16.07)] {
            assert!((field_of(focal).to_degrees() - degrees).abs() < 0.01, "{focal} mm");
            assert!((lens_of(field_of(focal)) - focal).abs() < 1e-2, "{focal} mm");
        }
        assert_eq!(field_of(300.0), field_of(85.0), "there is no such lens");
        assert_eq!(lens_of(2.0), 18.0);
    }

    #[test]
    fn every_place_has_room_for_the_camera_at_each_of_its_stops() {
        for (id, scene) in &Places::built_in().0 {
            let (low, high) = bounds(scene);
            assert!(low.cmple(high).all(), "{id}: {low} {high}");
            for mark in &scene.marks {
                let eye = Vec3::from(mark.eye);
                let off = eye.distance(eye.clamp(low, high));
                assert!(off < 0.01, "{id}: the camera jumps {off} m at {}", mark.id);
            }
        }
    }

    fn studio() -> (App, Entity) {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins);
        app.init_resource::<Now>().init_resource::<Weather>().insert_resource(Places::built_in());
        app.init_resource::<Photo>();
        app.add_systems(Update, stand);
        let place = Transform::from_xyz(0.5, 1.3, 2.0);
        let eye = Eye { yaw: 0.4, pitch: -0.1, ..default() };
        let eye = app.world_mut().spawn((place, eye, Projection::default())).id();
        (app, eye)
    }

    #[test]
    fn leaving_puts_everything_back_and_tells_the_story_nothing() {
        let (mut app, eye) = studio();
        let told = app.world().resource::<Now>().clone();
        app.world_mut().resource_mut::<Photo>().open();
        app.update();
        let mut photo = app.world_mut().resource_mut::<Photo>();
        assert!(photo.is_open() && photo.sudden() && photo.at == Vec3::new(0.5, 1.3, 2.0));
        (photo.phase, photo.rain, photo.exposure) = (Phase::Night, true, 9.0);
        assert_eq!((photo.phase_or(told.phase), photo.rain_or(false), photo.brighter()), (Phase::Night, true, STOPS));
        *app.world_mut().get_mut::<Transform>(eye).unwrap() = Transform::from_xyz(3.0, 2.0, 4.0);
        app.world_mut().resource_mut::<Photo>().close();
        app.update();
        let photo = app.world().resource::<Photo>();
        assert!(!photo.is_open() && photo.sudden(), "the light goes back at once");
        assert_eq!((photo.phase_or(told.phase), photo.rain_or(false), photo.brighter()), (told.phase, false, 0.0));
        assert_eq!(photo.field_of_view(), None);
        assert_eq!(app.world().get::<Transform>(eye).unwrap().translation, Vec3::new(0.5, 1.3, 2.0));
        assert_eq!(*app.world().resource::<Now>(), told);
        app.update();
        assert!(app.world().resource::<Photo>().sudden(), "the weather as well");
        app.update();
        assert!(!app.world().resource::<Photo>().sudden());
    }

    #[test]
    fn while_a_picture_is_taken_nothing_is_put_back() {
        let (mut app, eye) = studio();
        app.world_mut().resource_mut::<Photo>().open();
        app.update();
        *app.world_mut().get_mut::<Transform>(eye).unwrap() = Transform::from_xyz(3.0, 2.0, 4.0);
        let mut photo = app.world_mut().resource_mut::<Photo>();
        photo.busy = true;
        photo.close();
        app.update();
        assert!(app.world().resource::<Photo>().is_open());
        app.world_mut().resource_mut::<Photo>().busy = false;
        app.update();
        assert_eq!(app.world().get::<Transform>(eye).unwrap().translation, Vec3::new(0.5, 1.3, 2.0));
    }

    #[test]
    fn an_eye_that_the_story_has_taken_elsewhere_stays_there() {
        let (mut app, eye) = studio();
        app.world_mut().resource_mut::<Photo>().open();
        app.update();
        app.world_mut().resource_mut::<Now>().scene = "booth".into();
        *app.world_mut().get_mut::<Transform>(eye).unwrap() = Transform::from_xyz(0.4, 1.2, 0.9);
        app.update();
        assert_eq!(app.world().resource::<Photo>().at, Vec3::new(0.4, 1.2, 0.9), "pictures go on from there");
        app.world_mut().resource_mut::<Photo>().close();
        app.update();
        assert_eq!(app.world().get::<Transform>(eye).unwrap().translation, Vec3::new(0.4, 1.2, 0.9));
    }
}
