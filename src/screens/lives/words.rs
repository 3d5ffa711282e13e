//! What is said of a life, in plain words.

use crate::{screens::say::number, script::Act};
use std::time::SystemTime;

/// What an act is called.
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Grey => "Grey",
        Act::Hello => "Hello",
        Act::Awake => "Awake",
        Act::Two => "Two",
        Act::Strain => "Strain",
        Act::Beyond => "Beyond",
    }
}

/// How many turns were taken.
pub fn turns(turns: u32) -> String {
    match turns {
        1 => "1 turn".into(),
        turns => format!("{turns} turns"),
    }
}

/// When something was, seen from now. The clock knows no midnight where the player lives: what is less than
/// sixteen hours ago was today.
pub fn ago(when: SystemTime, now: SystemTime) -> String {
    let hours = now.duration_since(when).unwrap_or_default().as_secs() / 3_600;
    let days = (hours + 8) / 24;
    match days {
        0 => "today".into(),
        1 => "yesterday".into(),
        2..14 => format!("{} days ago", number(days)),
        14..70 => format!("{} weeks ago", number(days / 7)),
        70..730 => format!("{} months ago", number(days / 30)),
        _ => format!("{} years ago", number(days / 365)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn time_passes_in_words() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
        let hours = |hours: u64| ago(now - Duration::from_secs(hours * 3_600), now);
        assert_eq!([hours(0), hours(15)], ["today", "today"]);
        assert_eq!([hours(16), hours(39)], ["yesterday", "yesterday"]);
        assert_eq!([hours(40), hours(72)], ["two days ago", "three days ago"]);
        assert_eq!([hours(24 * 20), hours(24 * 100)], ["two weeks ago", "three months ago"]);
        assert_eq!([hours(24 * 600), hours(24 * 800)], ["twenty months ago", "two years ago"]);
        assert_eq!(ago(now + Duration::from_secs(90_000), now), "today", "a clock that was set back");
    }
}
