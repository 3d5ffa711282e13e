//! Lists to choose from: one line each, no boxes; what is chosen warms.

use super::{
    paint::{self, Words},
    theme::{Face, Look, Skin},
};
use bevy_egui::egui::{
    self, Galley, Id, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, Vec2, scroll_area::ScrollBarVisibility,
};
use std::sync::Arc;

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key that chooses it, shown before it.
    pub key: String,
    /// The words.
    pub text: String,
    /// Smaller words under it.
    pub under: Option<String>,
    /// In which face.
    pub face: Face,
    /// How large.
    pub size: f32,
    /// Shown but not open.
    pub dim: bool,
    /// Of less weight than the others.
    pub quiet: bool,
}

impl Row {
    /// A row in the plain face.
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            text: text.into(),
            under: None,
            face: Face::Plain,
            size: 19.0,
            dim: false,
            quiet: false,
        }
    }
}

/// What the mouse did to a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The pointer came to rest on this row.
    pub hovered: Option<usize>,
    /// This row was clicked.
    pub clicked: Option<usize>,
}

/// Rows that have been laid out for a width.
pub struct Rows {
    laid: Vec<Laid>,
    width: f32,
    gap: f32,
    key_width: f32,
}

struct Laid {
    key: Arc<Galley>,
    text: Arc<Galley>,
    under: Option<Arc<Galley>>,
    dim: bool,
    words: egui::Color32,
}

impl Laid {
    fn width(&self) -> f32 {
        self.text.size().x.max(self.under.as_ref().map_or(0.0, |under| under.size().x))
    }

    fn height(&self) -> f32 {
        self.text.size().y + self.under.as_ref().map_or(0.0, |under| under.size().y)
    }
}

impl Rows {
    /// Lays rows out, no wider than `width`.
    pub fn lay(ui: &Ui, look: &Look, skin: &Skin, rows: &[Row], width: f32) -> Self {
        let keyed = rows.iter().any(|row| !row.key.is_empty());
        let key_width = if keyed { look.size(30.0) } else { look.size(14.0) };
        let inner = width - key_width - look.size(6.0);
        let laid = rows.iter().map(|row| {
            let words = if row.dim || row.quiet { skin.quiet } else { skin.words };
            Laid {
                key: Words::new(&row.key, Face::Plain, row.size * 0.8, skin.small).lay(ui, look, key_width),
                text: Words::new(&row.text, row.face, row.size, words).lay(ui, look, inner),
                under: row
                    .under
                    .as_ref()
                    .map(|under| Words::new(under, Face::LetterItalic, 16.0, skin.quiet).lay(ui, look, inner)),
                dim: row.dim,
                words,
            }
        });
        Self { laid: laid.collect(), width, gap: look.size(7.0), key_width }
    }

    /// Lays rows out as [`lay`](Self::lay) does, smaller if they would be higher than `room` otherwise; what does not fit
    /// even then can be scrolled.
    pub fn lay_into(ui: &Ui, look: &Look, skin: &Skin, rows: &[Row], room: Vec2) -> Self {
        let mut laid = Self::lay(ui, look, skin, rows, room.x);
        for part in [0.9, 0.8, 0.7] {
            if laid.height() <= room.y {
                break;
            }
            let smaller: Vec<Row> = rows.iter().map(|row| Row { size: row.size * part, ..row.clone() }).collect();
            laid = Self::lay(ui, look, skin, &smaller, room.x);
        }
        laid
    }

    /// How high they are together.
    pub fn height(&self) -> f32 {
        let rows: f32 = self.laid.iter().map(|row| row.height() + self.gap).sum();
        rows.max(0.0)
    }

    /// How wide the widest is.
    pub fn natural_width(&self) -> f32 {
        self.key_width + self.laid.iter().map(Laid::width).fold(0.0, f32::max) + 12.0
    }

    /// Draws them into `rect`; what does not fit can be scrolled. `follow` keeps what is chosen in sight.
    pub fn show(
        &self,
        ui: &mut Ui,
        rect: Rect,
        skin: &Skin,
        chosen: Option<usize>,
        follow: bool,
        name: &str,
    ) -> Touched {
        let mut page = paint::page(ui, rect, name);
        page.set_clip_rect(rect.expand2(Vec2::new(10.0, 2.0)).intersect(ui.clip_rect()));
        let scroll = ScrollArea::vertical()
            .id_salt(name)
            .auto_shrink([false, false])
            .max_height(rect.height())
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded);
        scroll.show(&mut page, |ui| self.flow(ui, skin, chosen, follow, name)).inner
    }

    /// Draws them one under the other onto a page.
    pub fn flow(&self, ui: &mut Ui, skin: &Skin, chosen: Option<usize>, follow: bool, name: &str) -> Touched {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let mut touched = Touched::default();
        for (index, row) in self.laid.iter().enumerate() {
            let size = Vec2::new(self.width.min(ui.available_width()), row.height() + self.gap);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            // Not focusable: the keyboard's place in a list is ours to keep.
            let response = ui.interact(rect, Id::new((name, index)), Sense::CLICK);
            let is_chosen = chosen == Some(index);
            if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                touched.hovered = Some(index);
            }
            if response.clicked() {
                touched.clicked = Some(index);
            }
            if is_chosen && follow {
                ui.scroll_to_rect(rect, None);
            }
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            self.draw(ui, rect, skin, row, is_chosen || response.is_pointer_button_down_on(), response.id);
        }
        touched
    }

    fn draw(&self, ui: &Ui, rect: Rect, skin: &Skin, row: &Laid, chosen: bool, id: Id) {
        let warm = ui.ctx().animate_bool_with_time(id.with("warm"), chosen, 0.12);
        let top = rect.top() + self.gap / 2.0;
        if warm > 0.0 {
            let end = (rect.left() + self.key_width + row.width() + 14.0).min(rect.right());
            let glow = Rect::from_min_max(Pos2::new(rect.left() - 8.0, rect.top()), Pos2::new(end, rect.bottom()));
            ui.painter().rect_filled(glow, 8.0, skin.glow.gamma_multiply(warm));
            let bar =
                [Pos2::new(rect.left() - 4.0, top + 4.0), Pos2::new(rect.left() - 4.0, top + row.text.size().y - 4.0)];
            ui.painter().line_segment(bar, Stroke::new(2.0, skin.chosen.gamma_multiply(warm)));
        }
        let color = if row.dim { row.words } else { row.words.lerp_to_gamma(skin.chosen, warm) };
        let base = top + (row.text.rows.first().map_or(0.0, |r| r.height()) - row.key.size().y) * 0.62;
        ui.painter().galley(Pos2::new(rect.left() + 4.0, base), Arc::clone(&row.key), skin.small);
        let at = Pos2::new(rect.left() + self.key_width, top);
        let text = egui::epaint::TextShape::new(at, Arc::clone(&row.text), color).with_override_text_color(color);
        ui.painter().add(text.with_opacity_factor(if row.dim { 0.75 } else { 1.0 }));
        if let Some(under) = &row.under {
            ui.painter().galley(at + Vec2::new(0.0, row.text.size().y), Arc::clone(under), skin.quiet);
        }
    }
}
