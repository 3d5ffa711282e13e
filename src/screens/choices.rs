//! What he could say or do, numbered; and saying nothing, which is always there.

use super::{
    intents::{Intent, Intents},
    paint,
    rows::{Row, Rows, Touched},
    settings::Settings,
    theme::{Face, Look, Skin},
};
use crate::{
    script::{ChoiceId, Script},
    story::Life,
    talk::{Offer, OpenTurn, PlayerInput, Told, TurnKind},
};
use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Color32, Pos2, Rect, Ui};

/// For so long after a turn opens, keys and clicks that were meant for the line before do nothing.
const GRACE: f64 = 0.25;

/// Where the player stands in the list of choices.
#[derive(Resource, Debug, Default)]
pub struct Selection {
    at: Option<usize>,
    by_key: bool,
    opened: f64,
    /// In the free room: whether the list was called, and has the keys.
    pub listing: bool,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Take(ChoiceId),
    Silence,
    Leave,
}

/// The list of choices and what it needs.
#[derive(SystemParam)]
pub struct Choices<'w> {
    selection: ResMut<'w, Selection>,
    /// What the player wants.
    pub intents: ResMut<'w, Intents>,
    inputs: MessageWriter<'w, PlayerInput>,
    script: Option<Res<'w, Script>>,
    life: Res<'w, Life>,
    settings: Res<'w, Settings>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Selection>();
    app.add_systems(Update, follow.in_set(crate::AppSystems::Present));
}

/// A new turn begins with nothing chosen.
fn follow(mut told: MessageReader<Told>, mut selection: ResMut<Selection>, time: Res<Time<Real>>) {
    if told.read().any(|told| matches!(told, Told::Turn | Told::Opened | Told::Closed)) {
        *selection = Selection { opened: time.elapsed_secs_f64(), ..default() };
    }
}

impl Choices<'_> {
    /// Whether the list is to be seen in this turn.
    pub fn listed(&self, turn: &OpenTurn) -> bool {
        turn.kind != TurnKind::World || self.selection.listing || self.settings.keys_only
    }

    /// Opens or closes the list of the free room, if the player wants that.
    pub fn toggle_list(&mut self, turn: &OpenTurn) {
        if turn.kind != TurnKind::World {
            return;
        }
        let wants = if self.selection.listing {
            self.intents.take_any([Intent::List, Intent::Back, Intent::Escape])
        } else {
            self.intents.take(Intent::List)
        };
        if wants {
            self.selection.listing = !self.selection.listing;
            self.selection.at = self.selection.listing.then_some(0);
            self.selection.by_key = true;
        }
    }

    /// Draws the list so that it ends at the bottom of `room`; says what is left above.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look,
        skin: &Skin,
        room: Rect,
        turn: &OpenTurn,
        plate: Option<Color32>,
    ) -> Rect {
        let (rows, acts) = self.rows(turn);
        let gone = look.now - self.selection.opened;
        // Uncalled, the list of the free room leaves the arrows to walking.
        let walks = turn.kind == TurnKind::World && !self.selection.listing;
        self.keys(&acts, gone > GRACE, walks);

        let width = if plate.is_none() { room.width() } else { room.width().min(look.size(720.0)) };
        let laid = Rows::lay(ui, look, skin, &rows, width);
        // With a field under it, the list begins where the field begins.
        let natural = if turn.typing && turn.kind != TurnKind::World {
            width - look.size(36.0)
        } else {
            laid.natural_width().max(look.size(260.0))
        };
        let on_paper = plate.is_none();
        let width = if on_paper { room.width() } else { width.min(natural) };
        let height = laid.height().min(room.height());
        // On paper everything begins at the margin; over the room it stands in the middle.
        let left = if on_paper { room.left() } else { room.center().x - width / 2.0 };
        let rect = Rect::from_min_size(Pos2::new(left, room.bottom() - height), bevy_egui::egui::vec2(width, height));
        let mut page = paint::page(ui, room.expand(40.0), "choices");
        page.multiply_opacity(paint::fade(look, self.selection.opened, 0.3));
        if let Some(plate) = plate {
            paint::plate(&page, rect.expand2(bevy_egui::egui::vec2(30.0, 10.0)), plate, 30.0);
        }
        let touched = laid.show(&mut page, rect, skin, self.selection.at, self.selection.by_key, "choice-rows");
        self.touched(touched, &acts, gone > GRACE);
        Rect::from_min_max(room.min, Pos2::new(room.right(), rect.top() - look.size(14.0)))
    }

    /// Writes the list onto a page that scrolls as a whole.
    pub fn flow(&mut self, ui: &mut Ui, look: &Look, skin: &Skin, turn: &OpenTurn) {
        let (rows, acts) = self.rows(turn);
        let settled = look.now - self.selection.opened > GRACE;
        self.keys(&acts, settled, false);
        let laid = Rows::lay(ui, look, skin, &rows, ui.available_width());
        let touched = laid.flow(ui, skin, self.selection.at, self.selection.by_key, "choice-flow");
        self.touched(touched, &acts, settled);
    }

    fn touched(&mut self, touched: Touched, acts: &[Act], settled: bool) {
        if let Some(hovered) = touched.hovered {
            self.selection.at = Some(hovered);
            self.selection.by_key = false;
        }
        if let Some(act) = touched.clicked.and_then(|clicked| acts.get(clicked)).filter(|_| settled) {
            self.act(act);
        }
    }

    /// The keys of the list. Saying nothing and walking away have theirs whether listed or not.
    fn keys(&mut self, acts: &[Act], settled: bool, walks: bool) {
        let digit = self.intents.take_digit();
        let before = self.selection.at;
        if !walks {
            self.selection.at = self.intents.step(before, acts.len());
            self.selection.by_key |= self.selection.at != before;
        }
        let confirmed = !walks && self.selection.at.is_some() && self.intents.confirm();
        if !settled {
            return;
        }
        let act = if let Some(digit) = digit {
            acts.get(usize::from(digit) - 1).filter(|act| matches!(act, Act::Take(_))).cloned()
        } else if confirmed {
            self.selection.at.and_then(|at| acts.get(at)).cloned()
        } else if acts.contains(&Act::Silence) && self.intents.take(Intent::Silence) {
            Some(Act::Silence)
        } else if acts.contains(&Act::Leave) && self.intents.take(Intent::Leave) {
            Some(Act::Leave)
        } else {
            None
        };
        if let Some(act) = act {
            self.act(&act);
        }
    }

    /// Sends what the player did.
    pub fn send(&mut self, input: PlayerInput) {
        self.selection.listing = false;
        self.inputs.write(input);
    }

    /// Whether no row is chosen yet.
    pub fn nothing_chosen(&self) -> bool {
        self.selection.at.is_none()
    }

    fn act(&mut self, act: &Act) {
        self.send(match act {
            Act::Take(id) => PlayerInput::Choose(id.clone()),
            Act::Silence => PlayerInput::Silence,
            Act::Leave => PlayerInput::Leave,
        });
    }

    fn rows(&self, turn: &OpenTurn) -> (Vec<Row>, Vec<Act>) {
        let mut rows: Vec<Row> = turn.offers.iter().enumerate().map(|(i, offer)| self.row(turn, i, offer)).collect();
        let mut acts: Vec<Act> = turn.offers.iter().map(|offer| Act::Take(offer.id.clone())).collect();
        let mut quiet = |key: &str, text: &str, act| {
            rows.push(Row { face: Face::LetterItalic, size: 18.5, quiet: true, ..Row::new(key, text) });
            acts.push(act);
        };
        if turn.kind == TurnKind::Talk {
            quiet("0", "say nothing", Act::Silence);
        }
        if turn.can_leave {
            quiet("–", "walk away", Act::Leave);
        }
        (rows, acts)
    }

    fn row(&self, turn: &OpenTurn, index: usize, offer: &Offer) -> Row {
        let key = if index < 9 { (index + 1).to_string() } else { String::new() };
        let mut row = Row::new(key, offer.text.clone());
        if offer.deed && turn.kind == TurnKind::Talk {
            row.face = Face::LetterItalic;
            row.size = 21.0;
        }
        if matches!(turn.kind, TurnKind::Letter { .. }) {
            row.face = Face::Letter;
            row.size = 20.5;
        }
        if let Some(name) = offer.thing.as_ref().and_then(|thing| {
            let scene = self.script.as_ref()?.scenes.get(self.life.scene()?)?;
            Some(scene.things.get(thing)?.name.clone())
        }) && !offer.text.to_lowercase().contains(name.trim_start_matches("the ").to_lowercase().as_str())
        {
            row.under = Some(name);
        }
        if let Some(why) = &offer.locked {
            row.dim = true;
            row.under = Some(why.clone());
        }
        row
    }
}
