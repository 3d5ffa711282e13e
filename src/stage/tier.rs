//! How much a picture may cost, in three tiers. Each is the same film: the light that bounces, the grade and the bloom are
//! in all of them; what differs is how clean edges are, how sharp shadows are, and what only a strong card can add.
//!
//! | | low | medium | high |
//! | --- | --- | --- | --- |
//! | edges | FXAA | 4 samples | SMAA |
//! | where things stand close | worked out with the light | the same | the same, and in screen space |
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
    anti_alias::{
        fxaa::Fxaa,
        smaa::{Smaa, SmaaPreset},
    },
    core_pipeline::prepass::{DepthPrepass, NormalPrepass},
    light::{DirectionalLightShadowMap, FogVolume, VolumetricFog, VolumetricLight},
    pbr::{ContactShadows, ScreenSpaceAmbientOcclusion, ScreenSpaceAmbientOcclusionQualityLevel},
    post_process::dof::{DepthOfField, DepthOfFieldMode},
    prelude::*,
    render::renderer::{RenderAdapterInfo, RenderDevice},
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
pub(super) struct Pace {
    frames: u32,
    took: f32,
    /// No higher than this, since it was too slow.
    most: Option<Tier>,
}

/// It fell to this. Whoever can should say so.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierFell(pub Tier, pub Why);

/// Why it fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Frames came too slowly.
    Slow,
    /// The graphics card lacks what the tier that was asked for is made of.
    Lacking,
}

/// So many textures that a shader may write to, and the light between near things can be worked out in screen space.
const STORED: u32 = 5;

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

    /// The most that a graphics card can do, however slowly.
    fn most(backend: Backend, stored: u32) -> Self {
        if backend == Backend::Gl || stored < STORED { Self::Medium } else { Self::High }
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
        fell.write(TierFell(lower, Why::Slow));
    }
}

pub(super) fn choose(
    adapter: Option<Res<RenderAdapterInfo>>,
    device: Option<Res<RenderDevice>>,
    asked: Res<TierAsked>,
    pace: Res<Pace>,
    tier: ResMut<Tier>,
    refused: Local<Option<Tier>>,
    fell: MessageWriter<TierFell>,
) {
    let found = adapter.as_ref().map_or(Tier::Medium, |adapter| Tier::of(adapter));
    let found = pace.most.map_or(found, |most| found.min(most));
    let stored = device.map_or(STORED, |device| device.limits().max_storage_textures_per_shader_stage);
    let most = adapter.as_ref().map_or(Tier::High, |adapter| Tier::most(adapter.backend, stored));
    settle(most, found, &asked, tier, refused, fell);
}

/// What was asked for, or else what was found, as far as it can be had. What cannot is said once for each time that it is
/// asked for.
fn settle(
    most: Tier,
    found: Tier,
    asked: &TierAsked,
    mut tier: ResMut<Tier>,
    mut refused: Local<Option<Tier>>,
    mut fell: MessageWriter<TierFell>,
) {
    let lacking = asked.0.filter(|asked| *asked > most);
    if lacking.is_some() && *refused != lacking {
        fell.write(TierFell(most, Why::Lacking));
    }
    *refused = lacking;
    tier.set_if_neq(asked.0.unwrap_or(found).min(most));
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
        // Samples, and light worked out in screen space, do not go together.
        let wanted = if *tier == Tier::Medium { Msaa::Sample4 } else { Msaa::Off };
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
                Smaa { preset: SmaaPreset::Ultra },
                ScreenSpaceAmbientOcclusion {
                    quality_level: ScreenSpaceAmbientOcclusionQualityLevel::High,
                    constant_object_thickness: 0.12,
                },
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
            eye.remove::<(Smaa, ScreenSpaceAmbientOcclusion, ContactShadows, DepthOfField, VolumetricFog)>();
            eye.remove::<(DepthPrepass, NormalPrepass)>();
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
    fn what_a_card_lacks_is_not_tried() {
        assert_eq!(Tier::most(Backend::Vulkan, 8), Tier::High);
        assert_eq!(Tier::most(Backend::Vulkan, STORED - 1), Tier::Medium);
        assert_eq!(Tier::most(Backend::Gl, 8), Tier::Medium, "a browser's");
    }

    #[test]
    fn what_cannot_be_had_is_said_once() {
        let mut world = World::new();
        world.insert_resource(TierAsked(Some(Tier::High)));
        world.insert_resource(Tier::Low);
        world.init_resource::<Messages<TierFell>>();
        let choose = |In(most): In<Tier>,
                      asked: Res<TierAsked>,
                      tier: ResMut<Tier>,
                      refused: Local<Option<Tier>>,
                      fell: MessageWriter<TierFell>| {
            settle(most, Tier::Low, &asked, tier, refused, fell);
        };
        let choose = world.register_system(choose);
        (0..3).for_each(|_| world.run_system_with(choose, Tier::Medium).unwrap());
        assert_eq!(*world.resource::<Tier>(), Tier::Medium);
        let said: Vec<_> = world.resource_mut::<Messages<TierFell>>().drain().collect();
        assert_eq!(said, [TierFell(Tier::Medium, Why::Lacking)]);
        world.run_system_with(choose, Tier::High).unwrap();
        assert_eq!(*world.resource::<Tier>(), Tier::High);
        assert!(world.resource::<Messages<TierFell>>().is_empty());
    }

    #[test]
    fn each_has_a_name() {
        for tier in [Tier::Low, Tier::Medium, Tier::High] {
            assert_eq!(Tier::of_word(tier.word()), Some(tier));
        }
    }
}
