//! A mirror that steams over after something was used (the shower), and what then comes up on it.

use super::{Shown, Used, steam::amount};
use crate::script::After;
use bevy::prelude::*;

/// How steamed over the mirror of the place is, and what is written on it.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(in crate::stage) struct Fog {
    /// 0..1.
    pub amount: f32,
    /// Line by line. It stays when the steam goes, and is seen when it comes again.
    pub words: Vec<String>,
}

/// Steam on the mirror of the place.
#[derive(Component, Clone, Debug)]
pub(super) struct Steamed {
    pub words: Vec<String>,
    /// Without it the glass is always steamed over.
    pub after: Option<After>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Fog>();
    app.add_systems(Update, settle.in_set(crate::stage::StageSystems::Light));
}

fn settle(time: Res<Time>, used: Res<Used>, steamed: Query<&Steamed, With<Shown>>, mut fog: ResMut<Fog>) {
    let Some(steamed) = steamed.iter().next() else {
        fog.set_if_neq(Fog::default());
        return;
    };
    let amount = steamed.after.as_ref().map_or(1.0, |after| {
        let since = used.at.get(&after.thing).map(|(_, used)| time.elapsed_secs() - used);
        amount(since, after)
    });
    if fog.amount != amount || fog.words != steamed.words {
        *fog = Fog { amount, words: steamed.words.clone() };
    }
}
