//! While the light of a place is still being worked out, and while the graphics driver still makes what it is drawn
//! with (at the start, and for a new tier), walls would be missing or grey: so the lids stay closed until it is done.

use super::{
    camera::{self, Eye},
    standing::Unready,
    tier::{self, Tier},
};
use bevy::{
    camera::visibility::RenderLayers,
    prelude::*,
    render::{Render, RenderApp, RenderSystems, render_resource::PipelineCache},
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A driver that never says that it is done is believed to be, after so many seconds.
const PATIENCE: f32 = 4.0;
/// What has been asked for is known a few frames after the tier has changed, or the place: so many, or fewer that take
/// so many seconds.
const FRAMES: u32 = 4;
const SLOW: (u32, f32) = (2, 0.4);
/// Seconds in which the lids open again.
const OPENS: f32 = 0.7;

/// How many of the renderer's pipelines there are, and how many are still being made.
#[derive(Resource, Clone, Debug, Default)]
pub struct Pipelines(Arc<[AtomicUsize; 2]>);

impl Pipelines {
    /// All of them.
    pub fn all(&self) -> usize {
        self.0[0].load(Ordering::Relaxed)
    }

    /// Those that are not ready.
    pub fn waiting(&self) -> usize {
        self.0[1].load(Ordering::Relaxed)
    }
}

/// How dark it is meanwhile, 0..1: the screens darken the picture by it.
#[derive(Resource, Debug, Default)]
pub struct Dark {
    /// 0..1.
    pub shut: f32,
    passed: f32,
    /// Frames, and seconds, since nothing has been waited for.
    quiet: (u32, f32),
    tier: Option<Tier>,
}

pub(super) fn plugin(app: &mut App) {
    let pipelines = Pipelines::default();
    app.insert_resource(pipelines.clone()).init_resource::<Dark>();
    app.add_systems(Update, (close.after(tier::choose), rest).chain().in_set(super::StageSystems::Light));
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.insert_resource(pipelines).add_systems(Render, count.in_set(RenderSystems::Cleanup));
    }
}

/// In the renderer's world, once a frame.
fn count(cache: Res<PipelineCache>, pipelines: Res<Pipelines>) {
    pipelines.0[0].store(cache.pipelines().count(), Ordering::Relaxed);
    pipelines.0[1].store(cache.waiting_pipelines().count(), Ordering::Relaxed);
}

fn close(
    tier: Res<Tier>,
    unready: Res<Unready>,
    pipelines: Res<Pipelines>,
    time: Res<Time<Real>>,
    mut dark: ResMut<Dark>,
) {
    let before = dark.tier.replace(*tier);
    // The first tier is not a change.
    if before.is_some_and(|before| before != *tier) || unready.hides() {
        (dark.shut, dark.passed, dark.quiet) = (1.0, 0.0, (0, 0.0));
    } else if dark.shut > 0.0 {
        dark.next(pipelines.waiting(), time.delta_secs());
    }
}

/// Behind lids that stay closed nothing is drawn: what else there is to do at the start is done the sooner.
fn rest(unready: Res<Unready>, mut eyes: Query<&mut RenderLayers, With<Eye>>) {
    let layers = if unready.hides() { RenderLayers::none() } else { camera::layers() };
    for mut seen in &mut eyes {
        seen.set_if_neq(layers.clone());
    }
}

impl Dark {
    /// One frame more, in which so many pipelines are not ready.
    fn next(&mut self, waiting: usize, delta: f32) -> f32 {
        self.passed += delta;
        let (frames, seconds) = self.quiet;
        self.quiet = if waiting == 0 { (frames + 1, seconds + delta) } else { (0, 0.0) };
        let known = self.quiet.0 >= FRAMES || (self.quiet.0 >= SLOW.0 && self.quiet.1 >= SLOW.1);
        if known || self.passed > PATIENCE {
            self.shut = (self.shut - delta / OPENS).max(0.0);
        }
        self.shut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tier_that_follows_another_shuts_them() {
        let mut world = World::new();
        world.init_resource::<Dark>();
        world.init_resource::<Pipelines>();
        world.init_resource::<Time<Real>>();
        world.init_resource::<Unready>();
        world.insert_resource(Tier::High);
        let close = world.register_system(close);
        world.run_system(close).unwrap();
        assert_eq!(world.resource::<Dark>().shut, 0.0, "there was none before");
        world.insert_resource(Tier::Low);
        world.run_system(close).unwrap();
        assert_eq!(world.resource::<Dark>().shut, 1.0);
    }

    #[test]
    fn a_place_whose_light_is_not_there_yet_is_not_shown_unless_it_takes_too_long() {
        let mut world = World::new();
        world.init_resource::<Dark>();
        world.init_resource::<Pipelines>();
        world.init_resource::<Tier>();
        let mut clock = Time::<Real>::default();
        clock.advance_by(std::time::Duration::from_millis(100));
        world.insert_resource(clock);
        let close = world.register_system(close);
        for (unready, shut) in [(0.1, 1.0), (3.9, 1.0), (4.1, 0.0), (0.0, 0.0), (0.1, 1.0), (0.0, 0.0)] {
            world.insert_resource(Unready(unready));
            for _ in 0..20 {
                world.run_system(close).unwrap();
            }
            assert_eq!(world.resource::<Dark>().shut, shut, "{unready}");
        }
    }

    #[test]
    fn it_stays_dark_until_everything_is_made_and_opens_again() {
        let mut dark = Dark { shut: 1.0, ..default() };
        assert!((0..60).all(|_| dark.next(7, 0.016) == 1.0));
        assert!((0..FRAMES - 1).all(|_| dark.next(0, 0.016) == 1.0));
        assert!((0..60).any(|_| dark.next(0, 0.016) == 0.0));
    }

    #[test]
    fn a_driver_that_is_never_done_is_not_waited_for_for_ever() {
        let mut dark = Dark { shut: 1.0, ..default() };
        let frames = (0..600).take_while(|_| dark.next(1, 0.016) > 0.0).count();
        assert!(frames as f32 * 0.016 < PATIENCE + OPENS + 0.1, "{frames}");
    }
}
