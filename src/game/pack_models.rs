//! Models that packs bring reach the stage, read beside the game; which of them cannot be used is told.

use crate::{
    packs::Packs,
    screens::Post,
    stage::{Models, Over},
};
use bevy::{
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
};
use std::sync::Arc;

/// The files that lie over the game's, and those that are being read to lie there.
#[derive(Resource, Default)]
struct Laid {
    files: Vec<(String, Arc<[u8]>)>,
    reading: Option<Task<(Over, Vec<String>)>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Laid>();
    app.add_systems(Update, (begin.run_if(resource_exists_and_changed::<Packs>), finish).chain());
}

/// Packs are read anew whenever a word in one is otherwise; a room is only built anew for another model.
fn begin(packs: Res<Packs>, mut laid: ResMut<Laid>) {
    if laid.files != packs.models {
        laid.files.clone_from(&packs.models);
        let files = packs.models.clone();
        laid.reading = Some(AsyncComputeTaskPool::get().spawn(async move { Over::read(&files) }));
    }
}

fn finish(mut laid: ResMut<Laid>, mut models: ResMut<Models>, mut posts: MessageWriter<Post>) {
    let Some((over, wrong)) = laid.reading.as_mut().and_then(check_ready) else { return };
    laid.reading = None;
    models.lay(over);
    posts.write_batch(wrong.into_iter().map(Post));
}
