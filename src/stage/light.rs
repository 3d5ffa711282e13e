//! Puts the look of the hour on everything: sun, materials, sky, city, camera. Changes take two seconds.

use super::{
    camera::Eye,
    hues::Hues,
    looks::Look,
    matter::{CityLight, CityMaterial, Matter, RoomLight, RoomMaterial, SkyLight, SkyMaterial},
    now::Now,
    palette::Paint,
    photo::Photo,
    presence::Presence,
    sets::{self, Glint},
    standing::Standing,
    weather::Weather,
};
use bevy::{
    camera::Exposure,
    light::{CascadeShadowConfigBuilder, GlobalAmbientLight, NotShadowCaster},
    post_process::bloom::Bloom,
    prelude::*,
    render::view::{ColorGrading, ColorGradingGlobal, ColorGradingSection},
};

/// Where her lamp stands.
const HOME: &str = "apartment";

/// How long a change of light takes, in seconds.
const CHANGE: f32 = 2.0;

/// The look that is shown, and the way to the next.
#[derive(Resource, Debug)]
pub(super) struct Light {
    from: Look,
    to: Look,
    /// What is shown.
    pub look: Look,
    passed: f32,
}

/// The one light that casts shadows from outside.
#[derive(Component)]
pub(super) struct Sun;

pub(super) fn plugin(app: &mut App) {
    let look = Look::of("apartment", crate::script::Phase::Evening);
    // What lies about everywhere is in the corners of each place already.
    app.insert_resource(breath(1.0));
    app.insert_resource(Light { from: look, to: look, look, passed: CHANGE });
    app.add_systems(Startup, spawn);
    app.add_systems(Update, (change, shine, expose, settle).chain().in_set(super::StageSystems::Light));
}

/// How bright her lamp is beside how bright the hour has it, for all paints at once: they read it where Bevy has the strength
/// of its ambient light, which has no colour here. In the paints themselves fifty materials would be written anew in every
/// frame in which she speaks.
fn breath(lamp: f32) -> GlobalAmbientLight {
    GlobalAmbientLight { color: Color::BLACK, brightness: lamp, ..default() }
}

fn spawn(mut commands: Commands) {
    commands.spawn((
        Name::new("sun"),
        Sun,
        DirectionalLight { shadow_maps_enabled: true, shadow_depth_bias: 0.02, shadow_normal_bias: 1.2, ..default() },
        CascadeShadowConfigBuilder {
            num_cascades: 1,
            minimum_distance: 0.05,
            maximum_distance: 9.5,
            first_cascade_far_bound: 9.5,
            ..default()
        }
        .build(),
        Transform::default(),
    ));
}

pub(super) fn change(
    now: Res<Now>,
    photo: Res<Photo>,
    weather: Res<Weather>,
    time: Res<Time>,
    mut light: ResMut<Light>,
) {
    let look = Look::of(now.scene.as_str(), photo.phase_or(now.phase));
    // Elsewhere the look has its weather in it already.
    let aim = match sets::glazed(now.scene.as_str()) {
        true if weather.snows => look.snowing(),
        true if weather.rains => look.raining(),
        _ => look,
    };
    if light.to != aim {
        light.from = light.look;
        light.to = aim;
        light.passed = 0.0;
    }
    if light.passed < CHANGE {
        light.passed = if now.at_once || photo.sudden() { CHANGE } else { light.passed + time.delta_secs() };
        let t = (light.passed / CHANGE).clamp(0.0, 1.0);
        light.look = light.from.mix(&light.to, t * t * (3.0 - 2.0 * t));
    }
}

fn shine(
    light: Res<Light>,
    presence: Res<Presence>,
    standing: Res<Standing>,
    now: Res<Now>,
    (hues, weather): (Res<Hues>, Res<Weather>),
    matter: Res<Matter>,
    mut rooms: ResMut<Assets<RoomMaterial>>,
    mut cities: ResMut<Assets<CityMaterial>>,
    mut skies: ResMut<Assets<SkyMaterial>>,
    mut suns: Query<(&mut DirectionalLight, &mut Transform), With<Sun>>,
    mut glints: Query<(&Glint, &mut PointLight)>,
    mut ambient: ResMut<GlobalAmbientLight>,
) {
    if !light.is_changed()
        && !presence.is_changed()
        && !standing.is_changed()
        && !hues.is_changed()
        && !weather.is_changed()
    {
        return;
    }
    let look = &light.look;
    let nits = 1.2 * look.ev.exp2();
    // Elsewhere a lamp is only a lamp.
    let lamp = if now.scene == HOME { presence.lamp } else { 1.0 };
    *ambient = breath(lamp);
    let shared = RoomLight {
        sky: look.sky.extend(0.0),
        around: look.around.extend(0.0),
        sun_a: (look.bounce[0] * look.lux).extend(0.0),
        sun_b: (look.bounce[1] * look.lux.max(if look.bounce[1] == Vec3::ZERO { 0.0 } else { 15_000.0 })).extend(0.0),
        lamp: look.lamp.extend(0.0),
        strip: look.strip.extend(0.0),
        window: standing.window.0,
        high: (look.mirror[0] * nits).extend(standing.window.1),
        low: (look.mirror[1] * nits).extend(0.0),
        mirrored: (look.mirror[2] * nits).extend(0.0),
        glow: Vec4::ZERO,
    };
    for (paint, handle) in &matter.room {
        let glow = match paint {
            Paint::Shade => look.shade_glow * lamp,
            Paint::Strip => look.strip_glow,
            Paint::Screen => look.screen_glow * presence.screen,
            Paint::Poster => look.poster_glow,
            Paint::Lens => Vec3::new(0.95, 0.48, 0.22) * presence.lens,
            _ => Vec3::ZERO,
        };
        let relief = paint.finish().relief;
        let mut wanted = RoomLight { glow: (glow * nits).extend(0.0), ..shared };
        wanted.low.w = relief;
        wanted.mirrored.w = hues.strength(*paint);
        if rooms.get(handle).is_some_and(|material| material.extension.light != wanted)
            && let Some(mut material) = rooms.get_mut(handle)
        {
            material.extension.light = wanted;
        }
    }
    let to_sun = -look.travels.normalize_or(Vec3::NEG_Y);
    let city = CityLight {
        haze: look.haze,
        stone: look.stone,
        warm: look.lit,
        glass: look.glass.extend(if weather.snows { 1.0 } else { 0.0 }),
        sun: to_sun.extend(look.strike),
        sun_colour: look.sun.extend(look.glow),
        horizon: look.horizon.extend(0.0),
        ground: look.ground.extend(0.0),
    };
    if cities.get(&matter.city).is_some_and(|material| material.light != city)
        && let Some(mut material) = cities.get_mut(&matter.city)
    {
        material.light = city;
    }
    let sky = SkyLight {
        zenith: look.zenith.extend(0.0),
        horizon: look.horizon.extend(0.0),
        ground: look.ground.extend(0.0),
        sun: to_sun.extend(look.disc),
        sun_colour: look.sun.extend(look.glow),
        cloud: look.cloud,
    };
    if skies.get(&matter.sky).is_some_and(|material| material.light != sky)
        && let Some(mut material) = skies.get_mut(&matter.sky)
    {
        material.light = sky;
    }
    for (mut sun, mut at) in &mut suns {
        sun.illuminance = look.lux;
        sun.color = Color::linear_rgb(look.sun.x, look.sun.y, look.sun.z);
        *at = Transform::default().looking_to(look.travels, Vec3::Y);
    }
    for (glint, mut point) in &mut glints {
        let candela = match glint {
            Glint::Lamp => look.lamp * lamp * 0.10,
            Glint::Strip => look.strip * 0.12,
            Glint::Screen => look.screen * presence.screen,
            Glint::Lens => Vec3::new(0.95, 0.50, 0.24) * presence.lens * nits * 0.012,
        };
        let most = candela.max_element().max(1e-4);
        let colour = candela / most;
        point.color = Color::linear_rgb(colour.x, colour.y, colour.z);
        point.intensity = most * 4.0 * std::f32::consts::PI;
    }
}

pub(super) fn expose(
    light: Res<Light>,
    now: Res<Now>,
    photo: Res<Photo>,
    mut eyes: Query<(&mut Exposure, &mut ColorGrading, &mut Bloom), With<Eye>>,
) {
    if !light.is_changed() && !now.is_changed() && !photo.is_changed() {
        return;
    }
    let look = &light.look;
    for (mut exposure, mut grading, mut bloom) in &mut eyes {
        exposure.ev100 = look.ev;
        bloom.intensity = look.bloom;
        let section = ColorGradingSection { contrast: look.contrast, saturation: look.saturation, ..default() };
        *grading = ColorGrading::with_identical_sections(
            ColorGradingGlobal {
                exposure: photo.brighter(),
                temperature: look.warmth,
                post_saturation: now.colour,
                ..default()
            },
            section,
        );
    }
}

/// What had to come at once has come.
pub(super) fn settle(mut now: ResMut<Now>) {
    if now.at_once {
        now.at_once = false;
    }
}

/// A small live light without shadows, for glints.
pub(super) fn glint(glint: Glint, at: Vec3) -> impl Bundle {
    (
        glint,
        PointLight { intensity: 0.0, range: 5.0, radius: 0.05, shadow_maps_enabled: false, ..default() },
        Transform::from_translation(at),
        NotShadowCaster,
    )
}
