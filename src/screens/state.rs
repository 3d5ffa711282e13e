//! Where the player is, and what lies over it.

use crate::{
    AppSystems,
    script::{Script, ScriptReloaded},
    talk::Told,
};
use bevy::prelude::*;

/// Where the player is.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The title, while the story is still being read.
    #[default]
    Loading,
    /// The title.
    Title,
    /// A life.
    Life,
    /// The card at the end of one.
    Ended,
}

/// What lies over it.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Nothing.
    #[default]
    None,
    /// Pause.
    Paused,
    /// Settings.
    Settings,
    /// Who speaks for her.
    Minds,
    /// Everything that was said.
    Backlog,
    /// The keys.
    Help,
    /// The lives that there are.
    Lives,
    /// The days of this one.
    Days,
    /// How it may end.
    Endings,
    /// What she keeps of him.
    Keeps,
    /// Pictures are taken.
    Photo,
    /// What the mind did last.
    Inspector,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().init_state::<Menu>();
    app.add_systems(Update, follow.in_set(AppSystems::Present));
}

/// Follows what is told: a life opens, ends, closes.
fn follow(
    mut told: MessageReader<Told>,
    script: Option<Res<Script>>,
    mut reloaded: Option<MessageReader<ScriptReloaded>>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut menu: ResMut<NextState<Menu>>,
) {
    // It has been read, whether it can be played or not: which of them is told elsewhere.
    let read = reloaded.as_mut().is_some_and(|reloaded| reloaded.read().count() > 0);
    let mut to = match screen.get() {
        Screen::Loading if read || script.is_some() => Some(Screen::Title),
        _ => None,
    };
    for told in told.read() {
        match told {
            Told::Opened => to = Some(Screen::Life),
            Told::Ending(_) => to = Some(Screen::Ended),
            Told::Closed => to = Some(Screen::Title),
            _ => continue,
        }
        menu.set(Menu::None);
    }
    if let Some(to) = to.filter(|to| to != screen.get()) {
        next.set(to);
    }
}
