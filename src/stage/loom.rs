//! Textures are drawn by arithmetic, which takes longer than a frame may: so each is drawn beside the game, and what
//! has one is not to be seen before it is done.

use super::texture::Cloth;
use bevy::{
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
};
use std::collections::BTreeMap;

/// Those that are still being drawn, and where each belongs.
#[derive(Resource, Default)]
pub(super) struct Loom(Vec<(AssetId<Image>, Task<Image>)>);

impl Loom {
    /// Begins to draw all of them. `anisotropy` is how many samples a slanting view may take, 1 to 16.
    pub fn begin(&mut self, images: &Assets<Image>, anisotropy: u16) -> BTreeMap<Cloth, Handle<Image>> {
        let begun = Cloth::ALL.into_iter().map(|cloth| {
            let handle = images.reserve_handle();
            let drawn = AsyncComputeTaskPool::get().spawn(async move { cloth.image(anisotropy) });
            self.0.push((handle.id(), drawn));
            (cloth, handle)
        });
        begun.collect()
    }

    /// Whether all are drawn.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Loom>();
    let working = |loom: Res<Loom>| !loom.is_done();
    app.add_systems(Update, take.in_set(super::StageSystems::Build).run_if(working));
}

/// Puts what is done where it belongs.
fn take(mut loom: ResMut<Loom>, mut images: ResMut<Assets<Image>>) {
    loom.0.retain_mut(|(place, task)| {
        let Some(image) = check_ready(task) else { return true };
        // The place was reserved for it, and nobody gives it back.
        if let Err(why) = images.insert(*place, image) {
            error!("a texture has lost its place: {why}");
        }
        false
    });
}
