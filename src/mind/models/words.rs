//! Sizes for people, and foreign names made fit to be shown.

/// Longer names than this are cut where they are shown.
const LONGEST: usize = 120;

/// A number of bytes as people say it, in decimal units as hosts and shops do: `98 MB`, `4.7 GB`.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["bytes", "kB", "MB", "GB", "TB"];
    let (mut size, mut unit) = (bytes as f64, 0);
    while size >= 999.5 && unit + 1 < UNITS.len() {
        size /= 1000.0;
        unit += 1;
    }
    if unit >= 3 { format!("{size:.1} {}", UNITS[unit]) } else { format!("{size:.0} {}", UNITS[unit]) }
}

/// What somebody else wrote, as one short line: a terminal must not take it for orders.
pub fn clean(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() || is_mark(c) { ' ' } else { c });
    let line = plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// Marks that turn the direction of what follows, and would show a name as another one.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (size, said) in
            [(0, "0 bytes"), (999, "999 bytes"), (98_362_432, "98 MB"), (4_683_074_240, "4.7 GB"), (999_999, "1 MB")]
        {
            assert_eq!(bytes(size), said);
        }
    }

    #[test]
    fn a_name_gives_no_orders() {
        assert_eq!(clean("a\u{1b}[31m b\r\n\u{202e}c"), "a [31m b c");
        assert_eq!(clean(&"x".repeat(500)).chars().count(), LONGEST + 1);
    }
}
