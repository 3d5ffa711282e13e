//! Models that packs bring reach the stage; which of them cannot be used is told.

use crate::{packs::Packs, screens::Post, stage::Models};
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, lay.run_if(resource_exists_and_changed::<Packs>));
}

fn lay(packs: Res<Packs>, mut models: ResMut<Models>, mut laid: Local<Option<usize>>, mut posts: MessageWriter<Post>) {
    // Their bytes are shared: the same ones lie where they lay.
    let now =
        packs.models.iter().map(|(_, bytes)| bytes.as_ptr() as usize).fold(packs.models.len(), usize::wrapping_add);
    if *laid == Some(now) || (laid.is_none() && packs.models.is_empty()) {
        return;
    }
    *laid = Some(now);
    posts.write_batch(models.lay(&packs.models).into_iter().map(Post));
}
