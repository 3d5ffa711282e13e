//! Which packs are on and in which order, kept as `packs.ron` in the data folder.

use crate::platform::storage;
use serde::{Deserialize, Serialize};

/// The name it is kept under.
const NAME: &str = "packs.ron";

/// Which packs are on, and in which order all of them lie. Later ones lie over earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Packs", deny_unknown_fields)]
pub struct Order {
    /// From the first to the last.
    #[serde(default)]
    pub packs: Vec<Placed>,
}

/// A pack's place in the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Which.
    pub id: String,
    /// Whether it is laid over the story.
    pub on: bool,
}

impl Order {
    /// Whether a pack is on.
    pub fn on(&self, id: &str) -> bool {
        self.packs.iter().any(|placed| placed.id == id && placed.on)
    }

    /// Where a pack stands; those that nobody has placed come last.
    pub fn place(&self, id: &str) -> usize {
        self.packs.iter().position(|placed| placed.id == id).unwrap_or(usize::MAX)
    }

    /// Turns a pack on or off. One that is turned on for the first time lies over all others.
    pub fn turn(&mut self, id: &str, on: bool) {
        match self.packs.iter_mut().find(|placed| placed.id == id) {
            Some(placed) => placed.on = on,
            None => self.packs.push(Placed { id: id.into(), on }),
        }
    }

    /// Moves a pack one place up (earlier) or down among the packs in `shelf`, which is how they are shown: a
    /// step is then always one that is seen.
    pub fn step(&mut self, id: &str, up: bool, shelf: &[String]) {
        for other in shelf {
            if self.place(other) == usize::MAX {
                self.packs.push(Placed { id: other.clone(), on: false });
            }
        }
        let Some(at) = shelf.iter().position(|other| other == id) else { return };
        let beside = if up { at.checked_sub(1) } else { at.checked_add(1) };
        let Some(other) = beside.and_then(|beside| shelf.get(beside)) else { return };
        let (here, there) = (self.place(id), self.place(other));
        if here < self.packs.len() && there < self.packs.len() {
            self.packs.swap(here, there);
        }
    }

    /// What is kept; and what the player should be told of it, if it could not be read.
    pub fn read() -> (Self, Option<String>) {
        let bytes = match storage::read(NAME) {
            Ok(None) => return (Self::default(), None),
            Ok(Some(bytes)) => bytes,
            Err(why) => return (Self::default(), Some(format!("Which packs are on could not be read: {why}."))),
        };
        match ron::de::from_bytes(&bytes) {
            Ok(order) => (order, None),
            Err(why) => {
                let kept = storage::set_aside(NAME).map_or_else(
                    |why| format!("It could not be set aside either: {why}."),
                    |aside| format!("It is kept as {aside}."),
                );
                let note = format!("Which packs are on could not be read ({NAME}: {why}). {kept} All are off for now.");
                (Self::default(), Some(note))
            }
        }
    }

    /// Keeps it, in one step.
    pub fn keep(&self) -> Result<(), String> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).map_err(|why| why.to_string())?;
        storage::write(NAME, &text)
            .map_err(|why| format!("Which packs are on holds for now, but could not be kept: {why}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_comes_back_as_it_was_kept() {
        let mut order = Order::default();
        order.turn("a", true);
        order.turn("b", false);
        let text = ron::ser::to_string_pretty(&order, ron::ser::PrettyConfig::new()).unwrap();
        assert_eq!(ron::from_str::<Order>(&text).unwrap(), order);
    }

    #[test]
    fn a_step_is_one_among_those_that_are_there() {
        let mut order = Order::default();
        ["a", "gone", "b"].iter().for_each(|id| order.turn(id, true));
        let shelf = ["a", "b", "new"].map(ToOwned::to_owned);
        order.step("b", true, &shelf);
        assert!(order.place("b") < order.place("a"));
        order.step("b", true, &["b", "a", "new"].map(ToOwned::to_owned));
        order.step("nobody", true, &shelf);
        order.step("new", false, &shelf);
        assert_eq!(order.packs.len(), 4);
        assert!(order.on("gone") && !order.on("new"));
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_it_panic(text in ".{0,200}") {
            let _ = ron::from_str::<Order>(&text);
        }
    }
}
