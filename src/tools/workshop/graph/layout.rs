//! Where each card lies: its column, and within it below the cards that come before it.

use super::{COLUMNS, Graph};

/// How large a card is.
pub(super) const CARD: (f32, f32) = (236.0, 98.0);
const GAP: (f32, f32) = (104.0, 22.0);
pub(super) const MARGIN: f32 = 76.0;
const HEAD: f32 = 104.0;
/// Room for what the threads mean.
const FOOT: f32 = 76.0;

/// How often cards move towards those that they are joined to.
const ROUNDS: usize = 6;

/// The plan of the picture.
pub(super) struct Layout {
    /// The upper left corner of each card.
    pub places: Vec<(f32, f32)>,
    /// The columns that hold a card, and where each begins.
    pub columns: Vec<(usize, f32)>,
    pub width: f32,
    pub height: f32,
}

impl Layout {
    pub(super) fn of(graph: &Graph) -> Self {
        let used = (0..COLUMNS.len()).filter(|column| graph.cards.iter().any(|card| card.column == *column));
        let columns: Vec<(usize, f32)> =
            used.enumerate().map(|(at, column)| (column, MARGIN + at as f32 * (CARD.0 + GAP.0))).collect();
        let rows = rows(graph);
        let places: Vec<(f32, f32)> = graph
            .cards
            .iter()
            .zip(&rows)
            .map(|(card, row)| {
                let x = columns.iter().find(|(column, _)| *column == card.column).map_or(MARGIN, |(_, x)| *x);
                (x, HEAD + *row as f32 * (CARD.1 + GAP.1))
            })
            .collect();
        let width = columns.last().map_or(0.0, |(_, x)| x + CARD.0) + MARGIN;
        let height = places.iter().map(|(_, y)| y + CARD.1).fold(HEAD, f32::max) + FOOT;
        Self { places, columns, width, height }
    }
}

/// The row of each card in its column. What others of the column wait for stands above them; beyond that, cards lie
/// near those that they are joined to.
fn rows(graph: &Graph) -> Vec<usize> {
    let depth = depths(graph);
    let mut wished: Vec<f32> = vec![0.0; graph.cards.len()];
    let mut rows = vec![0; graph.cards.len()];
    for round in 0..=ROUNDS {
        for column in 0..COLUMNS.len() {
            let mut own: Vec<usize> = (0..graph.cards.len()).filter(|at| graph.cards[*at].column == column).collect();
            own.sort_by(|a, b| depth[*a].cmp(&depth[*b]).then(wished[*a].total_cmp(&wished[*b])).then(a.cmp(b)));
            own.into_iter().enumerate().for_each(|(row, at)| rows[at] = row);
        }
        if round < ROUNDS {
            wished = (0..graph.cards.len()).map(|at| middle(graph, &rows, at)).collect();
        }
    }
    rows
}

/// The mean row of the cards that one is joined to in other columns; its own row if there are none.
fn middle(graph: &Graph, rows: &[usize], at: usize) -> f32 {
    let others = graph.threads.iter().filter_map(|thread| match (thread.from == at, thread.to == at) {
        (true, _) => Some(thread.to),
        (_, true) => Some(thread.from),
        _ => None,
    });
    let others = others.filter(|other| graph.cards[*other].column != graph.cards[at].column);
    let (sum, count) = others.fold((0, 0), |(sum, count), other| (sum + rows[other], count + 1));
    if count == 0 { rows[at] as f32 } else { sum as f32 / count as f32 }
}

/// How many cards of its own column a card waits for, one after the other.
fn depths(graph: &Graph) -> Vec<usize> {
    let mut depth = vec![0_usize; graph.cards.len()];
    // A story may ask in circles; after as many rounds as a column may be long, enough is known.
    for _ in 0..graph.cards.len().min(64) {
        let mut moved = false;
        for thread in &graph.threads {
            let deeper = (depth[thread.from] + 1).min(graph.cards.len());
            if graph.cards[thread.from].column == graph.cards[thread.to].column && depth[thread.to] < deeper {
                depth[thread.to] = deeper;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    depth
}
