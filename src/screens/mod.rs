//! Everything that is drawn over the room: title, subtitles, choices, letters, menus, cards.
//!
//! Screens read the whole game and change none of it. They act by sending
//! [`PlayerInput`](crate::talk::PlayerInput) and [`SaveCommand`](crate::save::SaveCommand), or by
//! setting their own states and [`Settings`]. All of it is egui, drawn in [`EguiPrimaryContextPass`]
//! on one canvas, from the back to the front in the order of `Layer`. What keys mean is read once a
//! frame, in `intents`; nobody else in this folder looks at a keyboard.

mod backlog;
mod brief;
mod card;
mod choices;
mod days;
mod ending;
mod endings;
mod help;
mod hold;
mod hud;
mod inspector;
mod intents;
mod keeps;
mod label;
mod letter;
mod letter_read;
mod lids;
mod line;
mod lives;
mod minds;
mod notes;
mod page;
mod paint;
mod pause;
mod photo;
mod rows;
mod say;
mod settings;
mod settings_dials;
mod settings_menu;
mod state;
mod theme;
mod title;
mod touch_bar;
mod typing;

pub use notes::Post;
pub use photo::Snap;
pub use settings::Settings;
pub use state::{Menu, Screen};

use bevy::prelude::*;
use bevy_egui::{EguiPlugin, EguiPrimaryContextPass};

/// From the back to the front.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Layer {
    /// Fonts, colours and sizes; always runs.
    Dress,
    /// The dark between two places, and words for fingers.
    Lids,
    /// Subtitles, choices, the field.
    Hud,
    /// Letter paper.
    Paper,
    /// Cards over black.
    Card,
    /// Title, pause, lives, days, endings, settings, who speaks, backlog, help.
    Menu,
    /// Words from the game itself.
    Notes,
}

/// Registers every screen.
pub fn plugin(app: &mut App) {
    if !app.is_plugin_added::<EguiPlugin>() {
        app.add_plugins(EguiPlugin::default());
    }
    app.configure_sets(
        EguiPrimaryContextPass,
        (
            Layer::Dress,
            Layer::Lids,
            (Layer::Hud, Layer::Paper, Layer::Card, Layer::Menu, Layer::Notes).chain().run_if(theme::dressed),
        )
            .chain(),
    );
    app.add_plugins((state::plugin, settings::plugin, theme::plugin, intents::plugin, hold::plugin));
    app.add_plugins((line::plugin, choices::plugin, typing::plugin, label::plugin, hud::plugin));
    app.add_plugins((letter::plugin, letter_read::plugin, card::plugin, ending::plugin, notes::plugin));
    app.add_plugins((
        title::plugin,
        pause::plugin,
        lives::plugin,
        days::plugin,
        endings::plugin,
        settings_menu::plugin,
        minds::plugin,
        backlog::plugin,
        inspector::plugin,
        help::plugin,
        keeps::plugin,
    ));
    app.add_plugins((lids::plugin, touch_bar::plugin, photo::plugin));
}

#[cfg(test)]
mod tests;
