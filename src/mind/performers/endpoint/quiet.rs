//! When a server asks to be left alone, it is.

use crate::platform::http;
use bevy::platform::time::Instant;
use reqwest::header::HeaderMap;
use std::{sync::Mutex, time::Duration};

/// Nobody is left alone for longer than a day.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Until when a server is not to be asked.
#[derive(Debug, Default)]
pub(super) struct Quiet(Mutex<Option<Instant>>);

impl Quiet {
    /// How much longer, if it is not over.
    pub(super) fn left(&self) -> Option<Duration> {
        let until = (*self.0.lock().ok()?)?;
        Some(until.saturating_duration_since(Instant::now())).filter(|left| !left.is_zero())
    }

    /// From now on for so long.
    pub(super) fn keep(&self, wait: Duration) {
        if let Ok(mut until) = self.0.lock() {
            *until = Some(Instant::now() + wait.min(LONGEST));
        }
    }
}

/// How long a server asks to be left alone in `Retry-After`: in seconds, or until a date.
pub(super) fn wish(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let wish = text("retry-after")?;
    if let Ok(seconds) = wish.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok().map(|wait| wait.min(LONGEST));
    }
    // Held against the server's own clock where it tells it, since ours may be wrong.
    let now = text("date").and_then(seconds).or_else(http::unix_seconds)?;
    let wait = u64::try_from(seconds(wish)?.saturating_sub(now)).unwrap_or(0);
    Some(Duration::from_secs(wait).min(LONGEST))
}

/// A span as it is said: "40 seconds".
pub(super) fn span(wait: Duration) -> String {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    match seconds {
        0 | 1 => "a second".into(),
        2..=119 => format!("{seconds} seconds"),
        120..=7199 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} hours", seconds.div_ceil(3600)),
    }
}

/// Seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds(date: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = date.split_ascii_whitespace().collect();
    let [_, day, month, year, clock, "GMT"] = parts.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)?;
    let (day, year) = (day.parse::<i64>().ok()?, year.parse::<i64>().ok()?);
    let clock: Vec<u8> = clock.split(':').map_while(|part| part.parse().ok()).collect();
    let [hours, minutes, seconds] = clock.as_slice() else { return None };
    if !(1..=31).contains(&day) || !(1970..=9999).contains(&year) {
        return None;
    }
    // Days are counted in years that begin in March, so that the leap day is a year's last.
    let month = i64::try_from(month).ok()?;
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 719_469;
    Some(days * 86_400 + i64::from(*hours) * 3600 + i64::from(*minutes) * 60 + i64::from(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for (date, wanted) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000)),
            ("Fri, 01 Mar 2024 12:00:00 GMT", Some(1_709_294_400)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49 GMT", None),
            ("soon", None),
        ] {
            assert_eq!(seconds(date), wanted, "{date}");
        }
    }

    #[test]
    fn wishes_are_read() {
        let asked = |wish: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", wish.parse().unwrap());
            headers.insert("date", "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
            super::wish(&headers)
        };
        assert_eq!(asked("40"), Some(Duration::from_secs(40)));
        assert_eq!(asked(" 1.5 "), Some(Duration::from_millis(1500)));
        assert_eq!(asked("Sun, 06 Nov 1994 08:50:17 GMT"), Some(Duration::from_secs(40)));
        assert_eq!(asked("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(asked("1e300"), None);
        assert_eq!(asked("999999999"), Some(LONGEST));
        assert_eq!(asked("-3"), None);
        assert_eq!(asked("later"), None);
        assert_eq!(wish(&HeaderMap::new()), None);
    }

    #[test]
    fn a_wish_is_kept_and_ends() {
        let quiet = Quiet::default();
        assert_eq!(quiet.left(), None);
        quiet.keep(Duration::from_secs(60));
        assert!(quiet.left().is_some_and(|left| left > Duration::from_secs(50)));
        quiet.keep(Duration::ZERO);
        assert_eq!(quiet.left(), None);
    }

    #[test]
    fn spans_are_said() {
        for (millis, said) in
            [(0, "a second"), (900, "a second"), (1100, "2 seconds"), (40_000, "40 seconds"), (600_000, "10 minutes")]
        {
            assert_eq!(span(Duration::from_millis(millis)), said);
        }
        assert_eq!(span(LONGEST), "24 hours");
    }
}
