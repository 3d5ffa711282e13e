//! The look: faces, colours, sizes. Title cards and subtitles of a quiet film.
//!
//! Sizes are in points. A point grows and shrinks with the window, so that a page set for 1280 by 720
//! keeps its proportions at 4K and stays readable at 320 by 200; the player's own text size comes on
//! top of that.

use super::{Layer, Settings};
use bevy::{prelude::*, window::PrimaryWindow};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle},
};
use std::sync::Arc;

/// Paper.
pub const OAT: Color32 = Color32::from_rgb(0xE9, 0xDF, 0xCB);
/// What is written on paper, and the dark behind subtitles.
pub const INK: Color32 = Color32::from_rgb(0x2B, 0x25, 0x21);
/// Evening light; what is chosen.
pub const APRICOT: Color32 = Color32::from_rgb(0xE8, 0xA2, 0x6B);
/// What costs something.
pub const RUST: Color32 = Color32::from_rgb(0xB5, 0x53, 0x2E);
/// What is done and well.
pub const MOSS: Color32 = Color32::from_rgb(0x6B, 0x73, 0x50);
/// Small things: numbers, names, lines.
pub const BRASS: Color32 = Color32::from_rgb(0xB8, 0x94, 0x5A);
/// Night: the dark behind words leans towards it.
pub const TEAL: Color32 = Color32::from_rgb(0x12, 0x34, 0x3B);
/// Brass as it must be to be read on a dark ground.
pub const PALE_BRASS: Color32 = Color32::from_rgb(0xD9, 0xBC, 0x86);

/// The typefaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Fraunces, light: the title and cards.
    Title,
    /// Fraunces, light italic.
    TitleItalic,
    /// Atkinson Hyperlegible: lines, choices, menus.
    Plain,
    /// The same, bold.
    Bold,
    /// EB Garamond: letters.
    Letter,
    /// EB Garamond italic: the narrator, deeds.
    LetterItalic,
    /// La Belle Aurore: a finished letter.
    Hand,
}

impl Face {
    const ALL: [(Self, &'static str, &'static [u8]); 7] = [
        (Self::Title, "title", include_bytes!("../../assets/fonts/Fraunces-Light.ttf")),
        (Self::TitleItalic, "title-italic", include_bytes!("../../assets/fonts/Fraunces-LightItalic.ttf")),
        (Self::Plain, "plain", include_bytes!("../../assets/fonts/AtkinsonHyperlegible-Regular.ttf")),
        (Self::Bold, "bold", include_bytes!("../../assets/fonts/AtkinsonHyperlegible-Bold.ttf")),
        (Self::Letter, "letter", include_bytes!("../../assets/fonts/EBGaramond-Regular.ttf")),
        (Self::LetterItalic, "letter-italic", include_bytes!("../../assets/fonts/EBGaramond-Italic.ttf")),
        (Self::Hand, "hand", include_bytes!("../../assets/fonts/LaBelleAurore-Regular.ttf")),
    ];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(face, ..)| *face == self).map_or("plain", |(_, name, _)| name)
    }

    /// The face at a size in points.
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(self.name().into()))
    }

    /// From line to line, as a multiple of the size.
    pub fn leading(self) -> f32 {
        match self {
            Self::Title | Self::TitleItalic => 1.28,
            Self::Plain | Self::Bold => 1.42,
            Self::Letter | Self::LetterItalic => 1.36,
            Self::Hand => 1.55,
        }
    }
}

/// The sizes of this frame.
#[derive(Resource, Clone, Copy, Debug)]
pub struct Look {
    /// The player's text size.
    pub text: f32,
    /// The window in points.
    pub screen: egui::Vec2,
    /// Seconds since the start, paused or not.
    pub now: f64,
    dressed: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { text: 1.0, screen: egui::vec2(1280.0, 720.0), now: 0.0, dressed: false }
    }
}

impl Look {
    /// A size in points, with the player's text size in it.
    pub fn size(&self, points: f32) -> f32 {
        points * self.text
    }

    /// Whether columns must become one.
    pub fn narrow(&self) -> bool {
        self.screen.x < 640.0 * self.text.max(1.0)
    }

    /// A margin that shrinks with the window.
    pub fn margin(&self) -> f32 {
        (self.screen.x.min(self.screen.y * 1.6) * 0.045).clamp(10.0, 72.0)
    }
}

/// A page (the room at night, a sheet of paper) and what is written on it.
#[derive(Clone, Copy, Debug)]
pub struct Skin {
    /// Words.
    pub words: Color32,
    /// Words of less weight; still readable.
    pub quiet: Color32,
    /// What is chosen.
    pub chosen: Color32,
    /// Numbers and lines.
    pub small: Color32,
    /// Behind what is chosen.
    pub glow: Color32,
}

/// Light words over the dark room.
pub const NIGHT: Skin = Skin {
    words: OAT,
    quiet: Color32::from_rgb(0xB9, 0xAE, 0x9B),
    chosen: Color32::from_rgb(0xF6, 0xC9, 0x9C),
    small: PALE_BRASS,
    glow: Color32::from_rgba_premultiplied(0x2A, 0x1E, 0x14, 0x24),
};

/// Ink on paper.
pub const PAPER: Skin = Skin {
    words: INK,
    quiet: Color32::from_rgb(0x73, 0x67, 0x58),
    chosen: RUST,
    small: Color32::from_rgb(0x8A, 0x67, 0x2F),
    glow: Color32::from_rgba_premultiplied(0x20, 0x12, 0x08, 0x22),
};

/// Whether fonts are there; nothing may be drawn before.
pub fn dressed(look: Res<Look>) -> bool {
    look.dressed
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Look>();
    app.add_systems(EguiPrimaryContextPass, dress.in_set(Layer::Dress));
}

fn dress(
    mut contexts: EguiContexts,
    mut look: ResMut<Look>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
    windows: Query<&Window, With<PrimaryWindow>>,
) {
    look.dressed = false;
    let Ok(ctx) = contexts.ctx_mut() else { return };
    let id = egui::Id::new("dressed");
    // Fonts given now are there from the next pass on.
    if ctx.data(|data| data.get_temp::<bool>(id)).is_none() {
        ctx.set_fonts(fonts());
        ctx.set_theme(egui::Theme::Dark);
        ctx.all_styles_mut(style);
        // A second pass would send every message twice.
        ctx.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN);
        ctx.data_mut(|data| data.insert_temp(id, true));
        return;
    }
    let window = windows.single().ok().map(|window| egui::vec2(window.width(), window.height()));
    let window = window.unwrap_or_else(|| ctx.content_rect().size() * ctx.zoom_factor());
    ctx.set_zoom_factor(zoom(window));
    *look = Look {
        text: settings.text_size,
        screen: ctx.content_rect().size(),
        now: time.elapsed_secs_f64(),
        dressed: true,
    };
}

/// How many pixels a point is, for a window of this size. In small steps: each one draws every letter anew.
fn zoom(window: egui::Vec2) -> f32 {
    let ratio = (window.x / 1280.0).min(window.y / 720.0);
    let zoom = if ratio < 1.0 { 0.6 + 0.4 * ratio } else { ratio };
    ((zoom * 20.0).round() / 20.0).clamp(0.6, 6.0)
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (_, name, bytes) in Face::ALL {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(bytes)));
        let mut family = vec![name.to_owned()];
        // What Fraunces and the hand lack, the plain face has; what that lacks, egui's own.
        family.extend((name != "plain").then(|| "plain".to_owned()));
        family.extend(rest.iter().cloned());
        fonts.families.insert(FontFamily::Name(name.into()), family);
    }
    if let Some(family) = fonts.families.get_mut(&FontFamily::Proportional) {
        family.insert(0, "plain".into());
    }
    fonts
}

fn style(style: &mut egui::Style) {
    for (text, size) in
        [(TextStyle::Body, 19.0), (TextStyle::Button, 19.0), (TextStyle::Small, 14.0), (TextStyle::Heading, 30.0)]
    {
        style.text_styles.insert(text, Face::Plain.at(size));
    }
    style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    style.spacing.scroll = egui::style::ScrollStyle {
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.12,
        ..egui::style::ScrollStyle::thin()
    };
    style.interaction.selectable_labels = false;
    style.animation_time = 0.25;
    let visuals = &mut style.visuals;
    visuals.override_text_color = None;
    visuals.panel_fill = Color32::TRANSPARENT;
    visuals.window_fill = INK;
    visuals.extreme_bg_color = Color32::from_black_alpha(90);
    visuals.selection.bg_fill = BRASS.gamma_multiply(0.5);
    visuals.selection.stroke = Stroke::new(1.0, OAT);
    visuals.text_cursor.stroke = Stroke::new(2.0, APRICOT);
    visuals.weak_text_color = Some(NIGHT.quiet);
    let widgets = &mut visuals.widgets;
    for widget in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        widget.bg_fill = BRASS.gamma_multiply(0.35);
        widget.weak_bg_fill = Color32::TRANSPARENT;
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(1.0, OAT);
        widget.corner_radius = CornerRadius::same(6);
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_readable_in_the_smallest_window() {
        assert!(zoom(egui::vec2(320.0, 200.0)) * 14.0 > 9.5);
        assert!((zoom(egui::vec2(1280.0, 720.0)) - 1.0).abs() < 1e-6);
        assert!((zoom(egui::vec2(3840.0, 2160.0)) - 3.0).abs() < 1e-6);
    }
}
