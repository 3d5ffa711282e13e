//! The walk over everything that may happen, place by place, until nothing new turns up.
//!
//! Two ways that come to the same place are joined there: whatever may be true on either may be true from then on.
//! That is too much, never too little.

use super::{
    book::{At, Book},
    key::{Key, Loc},
    reached::Reached,
    roads::Roads,
    spot::Spot,
};
use bevy::platform::collections::{HashMap, HashSet};
use std::{cmp::Reverse, collections::BinaryHeap, time::Instant};

/// After so many times that more turned up at a place, what grows there grows on to where a condition can tell.
const PATIENCE: u32 = 6;

/// The same in the free room, where most circles close.
const FREE_PATIENCE: u32 = 3;

/// After so many, it grows as far as it goes.
const ENOUGH: u32 = 60;

/// More places or moments than these, and beats that are behind him are no longer told apart.
const MOST_PLACES: usize = 150_000;
const MOST_KEYS: usize = 3_000;

/// The order in which places are seen to: what comes first in the story first, what waits for more last.
type Turn = ((u8, u32, u32, u8), u32, usize);

/// Everything that may happen, and where.
pub(super) struct Walk<'b, 's> {
    pub book: &'b Book<'s>,
    pub spots: Vec<Spot>,
    pub reached: Reached,
    index: HashMap<Loc, usize>,
    places: HashMap<(Key, Option<At>), Vec<usize>>,
}

/// A walk that is under way.
struct Walker<'b, 's> {
    roads: Roads<'b, 's>,
    spots: Vec<Spot>,
    grown: Vec<u32>,
    queued: Vec<bool>,
    queue: BinaryHeap<Reverse<Turn>>,
    index: HashMap<Loc, usize>,
    keys: HashSet<Key>,
}

impl<'b, 's> Walk<'b, 's> {
    /// Walks until nothing new turns up. None if it is not done by `until`, or (if `bounded`) the story is too
    /// large for it. `tick` is told now and then how many places there are.
    pub fn all(book: &'b Book<'s>, until: Instant, bounded: bool, tick: &mut dyn FnMut(usize)) -> Option<Self> {
        let mut walker = Walker {
            roads: Roads { book, reached: Reached::default() },
            spots: Vec::new(),
            grown: Vec::new(),
            queued: Vec::new(),
            queue: BinaryHeap::new(),
            index: HashMap::new(),
            keys: HashSet::new(),
        };
        walker.meet(Spot::first(book));
        let (mut out, mut steps) = (Vec::new(), 0u64);
        while let Some(Reverse((_, _, at))) = walker.queue.pop() {
            walker.queued[at] = false;
            let spot = walker.spots[at].clone();
            walker.roads.follow(&spot, &mut out);
            out.drain(..).for_each(|next| walker.meet(next));
            steps += 1;
            if steps.is_multiple_of(1024) {
                tick(walker.spots.len());
                let large = walker.spots.len() > MOST_PLACES || walker.keys.len() > MOST_KEYS;
                if Instant::now() > until || (bounded && large) {
                    return None;
                }
            }
        }
        let mut places: HashMap<(Key, Option<At>), Vec<usize>> = HashMap::new();
        for (at, spot) in walker.spots.iter().enumerate() {
            places.entry((spot.key, spot.at)).or_default().push(at);
        }
        let Walker { roads, spots, index, .. } = walker;
        Some(Self { book, spots, reached: roads.reached, index, places })
    }

    /// Where a place stands in `spots`.
    pub fn find(&self, spot: &Spot) -> Option<usize> {
        self.index.get(&spot.loc()).copied()
    }

    /// The places at this moment and node, whatever waits.
    pub fn here(&self, key: Key, at: Option<At>) -> &[usize] {
        self.places.get(&(key, at)).map_or(&[], Vec::as_slice)
    }
}

impl Walker<'_, '_> {
    /// Comes to a place: a new one, or one where more may be true now.
    fn meet(&mut self, next: Spot) {
        let loc = next.loc();
        let Some(&at) = self.index.get(&loc) else {
            let at = self.spots.len();
            self.keys.insert(next.key);
            self.index.insert(loc, at);
            self.spots.push(next);
            self.grown.push(0);
            self.queued.push(false);
            return self.queue(at);
        };
        let patience = if next.at.is_none() { FREE_PATIENCE } else { PATIENCE };
        let mine = &mut self.spots[at].state;
        let before = (self.grown[at] >= patience).then(|| mine.clone());
        if mine.join(&next.state) {
            self.grown[at] += 1;
            if let Some(before) = before {
                mine.widen(&before, self.roads.book, self.grown[at] > ENOUGH);
            }
            self.queue(at);
        }
    }

    fn queue(&mut self, at: usize) {
        if std::mem::replace(&mut self.queued[at], true) {
            return;
        }
        let spot = &self.spots[at];
        // Deep inside first, the free room last: so that whoever comes back brings all there is.
        let place = spot.at.map_or(u32::MAX, |node| {
            let rank = self.roads.book.page(node).rank.get(usize::from(node.node)).copied().unwrap_or_default();
            let depth = if spot.lost { 8 } else { spot.waiting.len().min(7) as u32 };
            (8 - depth) * 100_000 + rank.min(99_999)
        });
        self.queue.push(Reverse((spot.key.order(), place, at)));
    }
}
