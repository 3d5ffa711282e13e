//! How quickly it comes, told often enough and not more often.

use super::Progress;
use std::time::{Duration, Instant};

/// So often it is told how far it is.
const TELLS: Duration = Duration::from_millis(200);

/// How quickly it comes, and how long it will take.
pub(super) struct Pace {
    whole: u64,
    told: Option<(Instant, u64)>,
    rate: f64,
    begun: (Instant, u64),
}

impl Pace {
    pub fn new(bytes: u64, whole: u64) -> Self {
        Self { whole, told: None, rate: 0.0, begun: (Instant::now(), bytes) }
    }

    /// What is to be told now, if it is time to tell something.
    pub fn at(&mut self, bytes: u64) -> Option<Progress> {
        let now = Instant::now();
        let (since, before) = self.told.unwrap_or(self.begun);
        let time = now.duration_since(since);
        if self.told.is_some() && time < TELLS && bytes < self.whole {
            return None;
        }
        let fresh = (bytes - before) as f64 / time.as_secs_f64().max(1e-3);
        // What was before counts, too: a number that jumps cannot be read.
        self.rate = if self.told.is_some() { 0.85 * self.rate + 0.15 * fresh } else { fresh };
        self.told = Some((now, bytes));
        let left = (self.rate >= 1.0).then(|| ((self.whole - bytes) as f64 / self.rate).ceil() as u64);
        Some(Progress { bytes, whole: self.whole, rate: self.rate as u64, left })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_says_how_long_it_will_take() {
        let mut pace = Pace::new(0, 1_000_000);
        pace.begun.0 = Instant::now().checked_sub(Duration::from_secs(1)).unwrap();
        let progress = pace.at(250_000).unwrap();
        assert!((200_000..=250_100).contains(&progress.rate), "{progress:?}");
        assert!((3..=5).contains(&progress.left.unwrap()), "{progress:?}");
        assert_eq!(pace.at(250_001), None, "a moment later there is nothing to tell");
        assert_eq!(pace.at(1_000_000).unwrap().bytes, 1_000_000);
    }
}
