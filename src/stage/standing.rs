//! The set that stands: built when the scene changes, its bounced light worked out beside the game.

use super::{
    bake::{self, Bake, CHANNELS},
    light,
    light_cube::LightCube,
    loom::Loom,
    matter::Matter,
    models::{self, Models},
    now::{Now, Places},
    palette::Paint,
    sets,
    shape::Shape,
};
use crate::script::SceneId;
use bevy::{
    asset::RenderAssetUsages,
    light::NotShadowCaster,
    mesh::{Indices, PrimitiveTopology},
    platform::time::Instant,
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready, futures_lite::future::yield_now},
};
use std::{collections::HashMap, time::Duration};

/// Whether the set stands, and all that it is made of is there: its light, its textures. Pictures wait for it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready(pub bool);

/// For how many seconds the place has not been ready.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Unready(pub f32);

/// A place whose light takes longer than so many seconds (where there are no threads, on a slow machine) is shown as it may
/// be lit, until it is known.
const PATIENCE: f32 = 4.0;

impl Unready {
    /// Whether nobody is to see it yet.
    pub fn hides(self) -> bool {
        self.0 > 0.0 && self.0 <= PATIENCE
    }
}

/// The set that stands.
#[derive(Resource, Debug, Default)]
pub(super) struct Standing {
    scene: Option<SceneId>,
    /// The opening that smooth things mirror, and its z.
    pub window: (Vec4, f32),
    /// The mirror that hangs in it.
    pub mirror: Option<sets::Reflects>,
    pub meshes: Vec<(Paint, Handle<Mesh>)>,
}

/// Belongs to the set that stands; goes when the scene changes.
#[derive(Component)]
pub(super) struct Piece;

/// The city outside, all of it: shown, hidden and moved as one.
#[derive(Component)]
pub(super) struct Outside;

type Lit = Vec<Vec<[f32; CHANNELS]>>;

/// Light being worked out: on another thread, or a slice a frame where there is none.
#[derive(Resource, Default)]
enum Work {
    #[default]
    None,
    Thread(Task<Lit>),
    Slices(Option<Box<Bake>>),
}

/// What a slice takes of a frame, and into how many parts a long frame is cut to take one of them: as long as nobody sees
/// the place, and when somebody does.
const SLICES: [(Duration, f32); 2] = [(Duration::from_millis(20), 3.0), (Duration::from_millis(6), 4.0)];

/// On another thread it lets others go before it after so many points: on a small machine the story is read, and the
/// graphics card's programs are made, on that same thread.
const POINTS: usize = 256;

/// Rooms that were lit once, so that going back costs nothing.
#[derive(Resource, Default)]
struct Known(HashMap<SceneId, Lit>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Standing>().init_resource::<Work>().init_resource::<Known>();
    app.init_resource::<Ready>().init_resource::<Unready>();
    app.add_systems(Update, (build.run_if(models::all_there), work, tell).chain().in_set(super::StageSystems::Build));
}

fn build(
    now: Res<Now>,
    matter: Res<Matter>,
    mut standing: ResMut<Standing>,
    mut work: ResMut<Work>,
    mut known: ResMut<Known>,
    mut meshes: ResMut<Assets<Mesh>>,
    pieces: Query<Entity, With<Piece>>,
    (places, models): (Res<Places>, Res<Models>),
    mut outside: Query<(&mut Visibility, &mut Transform), With<Outside>>,
    mut commands: Commands,
) {
    if standing.scene.as_ref() == Some(&now.scene) && !models.is_changed() {
        return;
    }
    // What stands in a room may be another now, and so the light on it.
    if models.is_changed() {
        known.0.clear();
    }
    for piece in &pieces {
        commands.entity(piece).despawn();
    }
    let built = sets::build(&models, now.scene.as_str(), places.0.get(&now.scene));
    standing.scene = Some(now.scene.clone());
    standing.window = built.window;
    standing.mirror = built.mirror;
    standing.meshes.clear();
    for (mut seen, mut at) in &mut outside {
        *seen = if built.city.is_some() { Visibility::Inherited } else { Visibility::Hidden };
        at.translation = built.city.unwrap_or_default();
    }
    let lit = known.0.get(&now.scene);
    for (index, ((paint, shape), sunless)) in built.set.shapes().zip(built.set.sunless()).enumerate() {
        let handle = meshes.add(mesh(shape, lit.and_then(|lit| lit.get(index))));
        standing.meshes.push((paint, handle.clone()));
        let Some(material) = matter.room.get(&paint) else { continue };
        let mut piece = commands.spawn((
            Name::new(format!("{paint:?}")),
            Piece,
            Mesh3d(handle),
            MeshMaterial3d(material.clone()),
            Transform::default(),
        ));
        if sunless || matches!(paint, Paint::Shade | Paint::Curtain | Paint::Strip | Paint::Lens) {
            piece.insert(NotShadowCaster);
        }
    }
    for (at, kind) in &built.glints {
        commands.spawn((Piece, light::glint(*kind, *at)));
    }
    if lit.is_some() {
        *work = Work::None;
        return;
    }
    let begin = move || Bake::new(&built.set, |paint| paint.finish().through > 0.0, built.sources);
    *work = if crate::platform::THREADS {
        Work::Thread(AsyncComputeTaskPool::get().spawn(async move {
            let mut bake = begin();
            while !bake.step(POINTS) {
                yield_now().await;
            }
            bake.finish()
        }))
    } else {
        Work::Slices(Some(Box::new(begin())))
    };
}

/// Takes finished light, or does a slice of it.
fn work(
    mut work: ResMut<Work>,
    standing: Res<Standing>,
    mut known: ResMut<Known>,
    mut meshes: ResMut<Assets<Mesh>>,
    (unready, time): (Res<Unready>, Res<Time<Real>>),
) {
    let lit = match &mut *work {
        Work::None => return,
        Work::Thread(task) => check_ready(task),
        Work::Slices(bake) => {
            let began = Instant::now();
            let (least, parts) = SLICES[usize::from(!unready.hides())];
            let may_take = time.delta().div_f32(parts).clamp(least, Duration::from_millis(240));
            let mut done = false;
            while !done && began.elapsed() < may_take {
                done = bake.as_mut().is_none_or(|bake| bake.step(32));
            }
            if done { bake.take().map(|bake| bake.finish()) } else { None }
        }
    };
    let Some(lit) = lit else { return };
    *work = Work::None;
    for ((_, handle), values) in standing.meshes.iter().zip(&lit) {
        if let Some(mut mesh) = meshes.get_mut(handle) {
            paint_light(&mut mesh, values);
        }
    }
    if let Some(scene) = &standing.scene {
        known.0.insert(scene.clone(), lit);
    }
}

fn tell(
    (standing, loom): (Res<Standing>, Res<Loom>),
    work: Res<Work>,
    time: Res<Time<Real>>,
    mut ready: ResMut<Ready>,
    mut unready: ResMut<Unready>,
) {
    let lit = standing.scene.is_some() && matches!(*work, Work::None);
    ready.set_if_neq(Ready(lit && loom.is_done()));
    // The first frame of all takes no time.
    unready.set_if_neq(Unready(if ready.0 { 0.0 } else { unready.0 + time.delta_secs().max(f32::EPSILON) }));
}

fn mesh(shape: &Shape, lit: Option<&Vec<[f32; CHANNELS]>>) -> Mesh {
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    let flat = |points: &[Vec3]| points.iter().map(Vec3::to_array).collect::<Vec<_>>();
    mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, flat(&shape.at));
    mesh.insert_attribute(Mesh::ATTRIBUTE_NORMAL, flat(&shape.normal));
    mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, shape.uv.iter().map(Vec2::to_array).collect::<Vec<_>>());
    mesh.insert_indices(Indices::U32(shape.faces.clone()));
    match lit {
        Some(values) => paint_light(&mut mesh, values),
        // A first guess, until it is known.
        None => paint_light(&mut mesh, &vec![[0.04, 0.7, 0.0, 0.0, 0.02, 0.0]; shape.at.len()]),
    }
    mesh
}

/// A shape that came after the set's light was worked out, under the light of where it stands.
pub(super) fn lit(paint: Paint, shape: &Shape, cube: &LightCube) -> Mesh {
    let mut mesh = mesh(shape, None);
    let thin = paint.finish().through > 0.0;
    let sees = shape.sees.iter().copied().chain(std::iter::repeat(1.0));
    let light = shape.normal.iter().zip(sees).map(|(normal, sees)| {
        let before = cube.towards(*normal);
        let light = if thin { bake::through(before, cube.towards(-*normal)) } else { before };
        light.map(|light| light * sees)
    });
    paint_light(&mut mesh, &light.collect::<Vec<_>>());
    mesh
}

/// Four numbers go where a mesh has its colour, two where it has a second texture.
fn paint_light(mesh: &mut Mesh, values: &[[f32; CHANNELS]]) {
    let four = values.iter().map(|v| [v[0], v[1], v[2], v[3]]).collect::<Vec<_>>();
    let two = values.iter().map(|v| [v[4], v[5]]).collect::<Vec<_>>();
    mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, four);
    mesh.insert_attribute(Mesh::ATTRIBUTE_UV_1, two);
}

/// How many triangles and draws each built-in scene has: for the measurements.
#[cfg(not(target_family = "wasm"))]
pub fn census(scene: &str) -> std::collections::BTreeMap<&'static str, usize> {
    let models = Models::in_folder(&crate::platform::assets_dir());
    let begun = Instant::now();
    let built = sets::build(&models, scene, None);
    let build = begun.elapsed().as_millis() as usize;
    let triangles = built.set.lumps.values().map(|shape| shape.faces.len() / 3).sum();
    let corners = built.set.lumps.values().map(|shape| shape.at.len()).sum();
    let draws = built.set.lumps.len();
    let solids = built.set.solids.len();
    let begun = Instant::now();
    let mut bake = Bake::new(&built.set, |paint| paint.finish().through > 0.0, built.sources);
    let points = bake.len();
    while !bake.step(4_096) {}
    let millis = begun.elapsed().as_millis() as usize;
    [
        ("triangles", triangles),
        ("corners", corners),
        ("draws", draws),
        ("solids", solids),
        ("points", points),
        ("build_ms", build),
        ("bake_ms", millis),
    ]
    .into_iter()
    .collect()
}
