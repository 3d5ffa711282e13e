//! Whether it rains or snows: as the place's file says, or as whoever takes a picture likes it. And how wet the glass is by now.

use super::{
    now::{Now, Places, news},
    photo::Photo,
};
use crate::{
    script::Scene,
    story::{Life, Truth, all_hold},
};
use bevy::prelude::*;

/// Seconds until the glass is wet, and until it is dry again.
const WETS: (f32, f32) = (9.0, 45.0);

/// The weather of the place that stands.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weather {
    /// Whether it rains, as far as the story goes.
    told: bool,
    /// Whether it snows, and lies on the roofs.
    pub snows: bool,
    /// Whether it rains.
    pub rains: bool,
    /// How wet the glass is as far as the story goes, 0..1.
    own: f32,
    /// How wet the glass is, 0..1.
    pub wet: f32,
}

/// For pictures: that it snows.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct Snow;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Weather>();
    app.add_systems(
        Update,
        (
            by_life.run_if(resource_exists::<Life>.and_then(news)),
            by_itself.run_if(not(resource_exists::<Life>)),
            change,
        )
            .chain()
            .in_set(super::StageSystems::Follow)
            .after(super::now::follow),
    );
}

/// Whether it rains there whatever happens.
fn always(scene: Option<&Scene>) -> bool {
    scene.and_then(|scene| scene.rain.as_ref()).is_some_and(Vec::is_empty)
}

fn by_life(truth: Truth, now: Res<Now>, places: Res<Places>, mut weather: ResMut<Weather>) {
    let scene = places.0.get(&now.scene);
    let told = if truth.life.begun() {
        scene.and_then(|scene| scene.rain.as_ref()).is_some_and(|when| all_hold(when, &truth))
    } else {
        always(scene)
    };
    if weather.told != told {
        weather.told = told;
    }
    let snows =
        truth.life.begun() && scene.and_then(|scene| scene.snow.as_ref()).is_some_and(|when| all_hold(when, &truth));
    if weather.snows != snows {
        weather.snows = snows;
    }
}

/// For pictures, which know of no life.
fn by_itself(now: Res<Now>, places: Res<Places>, snow: Option<Res<Snow>>, mut weather: ResMut<Weather>) {
    if weather.snows != snow.is_some() {
        weather.snows = snow.is_some();
    }
    let told = always(places.0.get(&now.scene));
    if weather.told != told {
        weather.told = told;
    }
}

/// How wet the glass is `delta` seconds later.
fn wetter(wet: f32, rains: bool, delta: f32) -> f32 {
    let next = if rains { wet + delta / WETS.0 } else { wet - delta / WETS.1 };
    next.clamp(0.0, 1.0)
}

fn change(now: Res<Now>, photo: Res<Photo>, time: Res<Time>, mut weather: ResMut<Weather>) {
    let rains = photo.rain_or(weather.told);
    let whole = |rains| if rains { 1.0 } else { 0.0 };
    // No time passes while pictures are taken, so this stays as it is.
    let own = if now.at_once { whole(weather.told) } else { wetter(weather.own, weather.told, time.delta_secs()) };
    let wet = if rains == weather.told { own } else { whole(rains) };
    let snows = weather.snows;
    weather.set_if_neq(Weather { told: weather.told, snows, rains: rains && !snows, own, wet });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glass_is_wet_sooner_than_it_is_dry() {
        let wet = wetter(0.0, true, 5.0);
        assert!(wet > 0.5 && wetter(wet, false, 5.0) > 0.4);
        assert_eq!((wetter(0.9, true, 60.0), wetter(0.1, false, 60.0)), (1.0, 0.0));
    }

    #[test]
    fn under_the_flyover_it_always_rains_and_in_the_lift_it_never_does() {
        let places = Places::built_in();
        assert!(always(places.0.get("flyover")));
        assert!(!always(places.0.get("lift")) && !always(places.0.get("apartment")) && !always(None));
    }
}
