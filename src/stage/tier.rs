//! How much a picture may cost, in three tiers. Each is the same film: the light that bounces, the grade and the bloom are
//! in all of them; what differs is how clean edges are, how sharp shadows are, and what only a strong card can add.
//!
//! | | low | medium | high |
//! | --- | --- | --- | --- |
//! | edges | FXAA | 4 samples | 4 samples |
//! | the sun's shadow | 1024² | 2048² | 4096², and where things touch |
//! | lamps | no shadows | no shadows | shadows, and where things touch |
//! | the lens | all sharp | all sharp | what is far is a little soft |
//! | the air | clear | clear | dust in the sun |
//!
//! It is found out from the graphics card, falls if frames come too slowly, and can be set.

use super::{
    camera::Eye,
    light::Sun,
    now::{Now, Places},
    sets::{self, Glint},
    standing::Ready,
};
use bevy::{
    anti_alias::fxaa::Fxaa,
    light::{DirectionalLightShadowMap, FogVolume, VolumetricFog, VolumetricLight},
    pbr::ContactShadows,
    post_process::dof::{DepthOfField, DepthOfFieldMode},
    prelude::*,
    render::renderer::RenderAdapterInfo,
};
use wgpu_types::{Backend, DeviceType};

/// How much a picture may cost.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A browser, or a five-year-old laptop.
    Low,
    /// A card of its own, or a new one inside a processor.
    #[default]
    Medium,
    /// A strong card.
    High,
}

/// What the player has set; none if it is to be found out.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TierAsked(pub Option<Tier>);

/// Slower than so many seconds a frame, taken over [`MEASURED`] frames, and the tier falls.
const TOO_SLOW: f32 = 1.0 / 24.0;
const MEASURED: u32 = 150;

/// How much of the air in a room is dust, and how far the fog is followed.
const DUST: f32 = 0.007;

/// How the frames come.
#[derive(Resource, Debug, Default)]
struct Pace {
    frames: u32,
    took: f32,
    /// No higher than this, since it was too slow.
    most: Option<Tier>,
}

/// It fell, since frames came too slowly. Whoever can should say so.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierFell(pub Tier);

/// The air of a place.
#[derive(Component)]
struct Air;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Tier>().init_resource::<TierAsked>().init_resource::<Pace>();
    app.add_message::<TierFell>();
    app.add_systems(Update, (measure, choose, (see, light, dust)).chain().in_set(super::StageSystems::Light));
}

impl Tier {
    /// By its name; none if there is none of that name.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|tier| tier.word() == word)
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    fn lower(self) -> Option<Self> {
        match self {
            Self::High => Some(Self::Medium),
            Self::Medium => Some(Self::Low),
            Self::Low => None,
        }
    }

    /// What a graphics card is good for.
    fn of(adapter: &RenderAdapterInfo) -> Self {
        match (adapter.device_type, adapter.backend) {
            (DeviceType::Cpu, _) | (_, Backend::Gl) => Self::Low,
            (DeviceType::DiscreteGpu, _) => Self::High,
            _ => Self::Medium,
        }
    }

    /// How many pixels the sun's shadow has on a side.
    fn shadow_map(self) -> usize {
        match self {
            Self::Low => 1_024,
            Self::Medium => 2_048,
            Self::High => 4_096,
        }
    }
}

/// Where nobody has set a tier, and frames come too slowly, it falls by one, and that is said.
fn measure(
    time: Res<Time<Real>>,
    ready: Res<Ready>,
    asked: Res<TierAsked>,
    tier: Res<Tier>,
    mut pace: ResMut<Pace>,
    mut fell: MessageWriter<TierFell>,
) {
    let delta = time.delta_secs();
    // A frame of a second was a window that lay behind another.
    if !ready.0 || asked.0.is_some() || delta > 1.0 || delta <= 0.0 {
        return;
    }
    pace.frames += 1;
    pace.took += delta;
    if pace.frames < MEASURED {
        return;
    }
    let mean = pace.took / pace.frames as f32;
    (pace.frames, pace.took) = (0, 0.0);
    if mean > TOO_SLOW
        && let Some(lower) = tier.lower()
    {
        pace.most = Some(lower);
        fell.write(TierFell(lower));
    }
}

fn choose(adapter: Option<Res<RenderAdapterInfo>>, asked: Res<TierAsked>, pace: Res<Pace>, mut tier: ResMut<Tier>) {
    let found = || {
        let found = adapter.as_ref().map_or(Tier::Medium, |adapter| Tier::of(adapter));
        pace.most.map_or(found, |most| found.min(most))
    };
    tier.set_if_neq(asked.0.unwrap_or_else(found));
}

/// Puts it on the eye.
fn see(
    tier: Res<Tier>,
    now: Res<Now>,
    places: Res<Places>,
    eyes: Query<(Entity, &Msaa), With<Eye>>,
    mut commands: Commands,
) {
    if !tier.is_changed() && !now.is_changed() {
        return;
    }
    for (eye, msaa) in &eyes {
        let wanted = if *tier == Tier::Low { Msaa::Off } else { Msaa::Sample4 };
        let mut eye = commands.entity(eye);
        if *msaa != wanted {
            eye.insert(wanted);
        }
        if *tier == Tier::Low {
            eye.insert(Fxaa::default());
        } else {
            eye.remove::<Fxaa>();
        }
        if *tier == Tier::High {
            eye.insert((
                ContactShadows { length: 0.10, thickness: 0.04, linear_steps: 12 },
                DepthOfField {
                    mode: DepthOfFieldMode::Bokeh,
                    focal_distance: focus(&places, &now),
                    aperture_f_stops: 1.8,
                    max_circle_of_confusion_diameter: 14.0,
                    ..default()
                },
                VolumetricFog { ambient_intensity: 0.0, step_count: 40, jitter: 0.0, ..default() },
            ));
        } else {
            eye.remove::<(ContactShadows, DepthOfField, VolumetricFog)>();
        }
    }
}

/// Puts it on what shines.
fn light(
    tier: Res<Tier>,
    mut suns: Query<(Entity, &mut DirectionalLight), With<Sun>>,
    mut glints: Query<(&Glint, &mut PointLight)>,
    mut map: ResMut<DirectionalLightShadowMap>,
    mut commands: Commands,
) {
    let high = *tier == Tier::High;
    // Lamps come with a place, whatever the tier has been.
    for (glint, mut lamp) in &mut glints {
        let shadows = high && *glint == Glint::Lamp;
        if lamp.shadow_maps_enabled != shadows {
            lamp.shadow_maps_enabled = shadows;
            lamp.contact_shadows_enabled = shadows;
        }
    }
    if !tier.is_changed() {
        return;
    }
    map.size = tier.shadow_map();
    for (entity, mut sun) in &mut suns {
        sun.contact_shadows_enabled = high;
        if high {
            commands.entity(entity).insert(VolumetricLight);
        } else {
            commands.entity(entity).remove::<VolumetricLight>();
        }
    }
}

/// Puts dust into the air of a room that the sun comes into.
fn dust(tier: Res<Tier>, now: Res<Now>, air: Query<Entity, With<Air>>, mut commands: Commands) {
    if !tier.is_changed() && !now.is_changed() {
        return;
    }
    let wanted = *tier == Tier::High && sets::glazed(now.scene.as_str());
    if !wanted {
        air.iter().for_each(|air| commands.entity(air).despawn());
    } else if air.is_empty() {
        commands.spawn((
            Name::new("air"),
            Air,
            FogVolume { density_factor: DUST, fog_color: Color::WHITE, scattering: 0.4, absorption: 0.05, ..default() },
            Transform::from_xyz(0.0, 1.4, 2.6).with_scale(Vec3::new(7.4, 2.8, 5.2)),
        ));
    }
}

/// How far away that is what one looks at from the mark, in metres; what is nearer stays sharp enough.
fn focus(places: &Places, now: &Now) -> f32 {
    let marks = places.0.get(&now.scene).map(|scene| &scene.marks);
    let mark = marks.and_then(|marks| marks.iter().find(|mark| Some(&mark.id) == now.mark.as_ref()));
    mark.map_or(3.0, |mark| Vec3::from(mark.eye).distance(Vec3::from(mark.look))).clamp(1.4, 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_falls_where_frames_come_too_slowly_and_nobody_has_set_it() {
        let mut world = World::new();
        world.insert_resource(Ready(true));
        world.insert_resource(Tier::High);
        world.init_resource::<TierAsked>();
        world.init_resource::<Pace>();
        world.init_resource::<Messages<TierFell>>();
        let mut time = Time::<Real>::default();
        time.advance_by(std::time::Duration::from_millis(60));
        world.insert_resource(time);
        let measure = world.register_system(measure);
        let choose = world.register_system(choose);
        // Without a card it is the one in the middle, and falls from there.
        for (frames, wanted) in [(MEASURED - 1, Tier::Medium), (1, Tier::Low), (MEASURED, Tier::Low)] {
            for _ in 0..frames {
                world.run_system(measure).unwrap();
            }
            world.run_system(choose).unwrap();
            assert_eq!(*world.resource::<Tier>(), wanted);
        }
        assert_eq!(world.resource::<Messages<TierFell>>().len(), 1, "it is said once");
        world.insert_resource(TierAsked(Some(Tier::High)));
        world.run_system(choose).unwrap();
        assert_eq!(*world.resource::<Tier>(), Tier::High);
    }

    #[test]
    fn each_has_a_name() {
        for tier in [Tier::Low, Tier::Medium, Tier::High] {
            assert_eq!(Tier::of_word(tier.word()), Some(tier));
        }
    }
}
