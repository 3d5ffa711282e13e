//! The few shapes that every screen is made of: words, soft plates, veils, thin lines.

use super::theme::{Face, INK, Look, OAT};
use bevy_egui::egui::{
    self, Align, Color32, Context, CornerRadius, Galley, Id, LayerId, Mesh, Pos2, Rect, Shape, Stroke, Ui, UiBuilder,
    epaint::RectShape,
    text::{LayoutJob, TextFormat, TextWrapping},
};
use std::sync::Arc;

/// A canvas over the whole window. All of them lie on one sheet: what is drawn later lies on top.
pub fn canvas(ctx: &Context, name: &str) -> Ui {
    let builder = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect());
    Ui::new(ctx.clone(), Id::new(name), builder)
}

/// Some words, to be laid out and drawn.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The words.
    pub text: &'a str,
    /// In which face.
    pub face: Face,
    /// How large, in points, before the player's text size.
    pub size: f32,
    /// In which colour.
    pub color: Color32,
    /// Between letters, in points.
    pub spaced: f32,
    /// To which side.
    pub align: Align,
}

impl<'a> Words<'a> {
    /// Words set to the left.
    pub fn new(text: &'a str, face: Face, size: f32, color: Color32) -> Self {
        Self { text, face, size, color, spaced: 0.0, align: Align::LEFT }
    }

    /// The same words, centred.
    pub fn centred(self) -> Self {
        Self { align: Align::Center, ..self }
    }

    /// The same words with room between the letters.
    pub fn spaced(self, spaced: f32) -> Self {
        Self { spaced, ..self }
    }

    fn format(&self, look: &Look) -> TextFormat {
        let size = look.size(self.size);
        TextFormat {
            font_id: self.face.at(size),
            color: self.color,
            extra_letter_spacing: look.size(self.spaced),
            line_height: Some((size * self.face.leading()).round()),
            ..Default::default()
        }
    }

    /// Laid out in lines no wider than `width`.
    pub fn lay(&self, ui: &Ui, look: &Look, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(self.text.to_owned(), self.format(look));
        job.wrap.max_width = width.max(24.0);
        job.halign = self.align;
        ui.painter().layout_job(job)
    }

    /// Laid out on one line; what does not fit into `width` is cut, with an ellipsis.
    pub fn lay_cut(&self, ui: &Ui, look: &Look, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(self.text.to_owned(), self.format(look));
        job.wrap = TextWrapping::truncate_at_width(width.max(24.0));
        job.halign = self.align;
        ui.painter().layout_job(job)
    }

    /// Laid out so that its lines are about as long as each other: no last line of one word.
    pub fn lay_even(&self, ui: &Ui, look: &Look, width: f32) -> Arc<Galley> {
        let full = self.lay(ui, look, width);
        let rows = full.rows.len();
        if rows < 2 {
            return full;
        }
        let (mut low, mut high) = (width / rows as f32, width);
        for _ in 0..6 {
            let middle = (low + high) / 2.0;
            if self.lay(ui, look, middle).rows.len() > rows { low = middle } else { high = middle }
        }
        self.lay(ui, look, high)
    }

    /// Added to a page from top to bottom; says where.
    pub fn show(&self, ui: &mut Ui, look: &Look) -> Rect {
        let width = ui.available_width();
        let galley = self.lay(ui, look, width);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(width, galley.size().y), egui::Sense::hover());
        draw(ui, rect.min, rect.width(), &galley);
        rect
    }
}

/// Draws laid out words into a column that begins at `at`.
pub fn draw(ui: &Ui, at: Pos2, width: f32, galley: &Arc<Galley>) {
    let x = match galley.job.halign {
        Align::Min => at.x,
        Align::Center => at.x + width / 2.0,
        Align::Max => at.x + width,
    };
    ui.painter().galley(Pos2::new(x, at.y), Arc::clone(galley), OAT);
}

/// Draws laid out words over the room, with a soft dark under them. `at` is where their lines begin,
/// or their middle if they are centred.
pub fn cast(painter: &egui::Painter, at: Pos2, galley: &Arc<Galley>) {
    for (down, dark) in [(1.0, 0.5), (2.0, 0.3)] {
        let shade = Color32::from_black_alpha((255.0 * dark) as u8);
        painter.galley_with_override_text_color(at + egui::vec2(0.0, down), Arc::clone(galley), shade);
    }
    painter.galley(at, Arc::clone(galley), OAT);
}

/// Two pieces of words on one line, the second smaller or in another face.
pub fn pair(ui: &Ui, look: &Look, first: Words<'_>, second: Words<'_>, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.append(first.text, 0.0, first.format(look));
    job.append(second.text, 0.0, second.format(look));
    job.wrap.max_width = width.max(24.0);
    job.halign = first.align;
    ui.painter().layout_job(job)
}

/// The part of a dark colour that makes things look this much darker. The screen mixes light, not
/// impressions: half of the light is still three quarters of the brightness.
pub fn deep(alpha: f32) -> f32 {
    1.0 - (1.0 - alpha.clamp(0.0, 1.0)).powf(2.2)
}

/// A plate without an edge: dark in the middle, nothing at the rim.
pub fn plate(ui: &Ui, rect: Rect, color: Color32, soft: f32) {
    let shape = RectShape::filled(rect, CornerRadius::same(22), color).with_blur_width(soft);
    ui.painter().add(shape);
}

/// A sheet of paper with a little shadow.
pub fn paper(ui: &Ui, rect: Rect, color: Color32) {
    let shadow = RectShape::filled(
        rect.translate(egui::vec2(0.0, 6.0)).expand(2.0),
        CornerRadius::same(6),
        Color32::from_black_alpha(120),
    );
    ui.painter().add(shadow.with_blur_width(34.0));
    ui.painter().add(RectShape::filled(rect, CornerRadius::same(3), color));
}

/// Darkens everything behind.
pub fn veil(ui: &Ui, alpha: f32) {
    let shade = Color32::from_rgb(0x14, 0x11, 0x10).gamma_multiply(deep(alpha));
    ui.painter().rect_filled(ui.ctx().content_rect().expand(2.0), 0.0, shade);
}

/// Darkens from the left, and a little from above; leaves the room to be seen on the right.
pub fn left_veil(ui: &Ui, alpha: f32) {
    let rect = ui.ctx().content_rect().expand(2.0);
    // Where there is little room, words reach all the way across.
    let small = [(0.0, 0.80), (0.45, 0.66), (0.8, 0.46), (1.0, 0.36)];
    let across = if rect.width() < 640.0 { small } else { [(0.0, 0.80), (0.28, 0.62), (0.56, 0.20), (0.9, 0.0)] };
    let points = across.map(|(at, strength)| (rect.left() + rect.width() * at, strength * alpha));
    blend(ui, &points, |x, far| Pos2::new(x, if far { rect.bottom() } else { rect.top() }));
    let above = [(rect.top(), 0.42 * alpha), (rect.top() + rect.height() * 0.34, 0.0)];
    blend(ui, &above, |y, far| Pos2::new(if far { rect.right() } else { rect.left() }, y));
}

/// Darkens from below, from nothing at `top`: the ground that subtitles stand on.
pub fn low_veil(ui: &Ui, top: f32, alpha: f32) {
    let rect = ui.ctx().content_rect().expand(2.0);
    let top = top.min(rect.bottom() - 8.0);
    let height = rect.bottom() - top;
    let stops = [(0.0, 0.0), (0.12, 0.05), (0.26, 0.20), (0.42, 0.40), (0.62, 0.58), (1.0, 0.72)];
    let points = stops.map(|(at, strength)| (top + height * at, strength * alpha));
    blend(ui, &points, |y, far| Pos2::new(if far { rect.right() } else { rect.left() }, y));
}

/// Bands of dark, each running into the next. `place` says where a point lies, on the near side or the far.
fn blend(ui: &Ui, points: &[(f32, f32)], place: impl Fn(f32, bool) -> Pos2) {
    let dark = INK.lerp_to_gamma(Color32::BLACK, 0.5);
    let mut mesh = Mesh::default();
    for (at, strength) in points {
        let color = dark.gamma_multiply(deep(*strength) * ui.opacity());
        mesh.colored_vertex(place(*at, false), color);
        mesh.colored_vertex(place(*at, true), color);
    }
    for i in 0..(points.len() as u32 - 1) {
        mesh.add_triangle(2 * i, 2 * i + 1, 2 * i + 2);
        mesh.add_triangle(2 * i + 1, 2 * i + 2, 2 * i + 3);
    }
    ui.painter().add(Shape::mesh(mesh));
}

/// A thin line, as long as what is left of something.
pub fn thread(ui: &Ui, centre: Pos2, length: f32, color: Color32) {
    let half = egui::vec2(length / 2.0, 0.0);
    ui.painter().line_segment([centre - half, centre + half], Stroke::new(1.5, color));
}

/// From 0 to 1 over `seconds`, for something that began at `since`.
pub fn fade(look: &Look, since: f64, seconds: f32) -> f32 {
    let through = ((look.now - since) as f32 / seconds).clamp(0.0, 1.0);
    through * through * (3.0 - 2.0 * through)
}

/// A part of the window, with its own page to write on.
pub fn page(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name).layout(egui::Layout::top_down(Align::LEFT)))
}
