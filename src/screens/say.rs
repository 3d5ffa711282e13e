//! Numbers in words, and how a sentence begins: what menus say of a life.

const SMALL: [&str; 20] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number as a word: `four`, `twenty-one`; from a hundred on in figures.
pub fn number(number: u64) -> String {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    if let Some(word) = SMALL.get(at) {
        return (*word).to_owned();
    }
    match (TENS.get(at / 10), at % 10) {
        (Some(ten), 0) => (*ten).to_owned(),
        (Some(ten), one) => format!("{ten}-{}", SMALL.get(one).copied().unwrap_or_default()),
        (None, _) => number.to_string(),
    }
}

/// How often: `once`, `twice`, `three times`.
pub fn times(times: u32) -> String {
    match times {
        1 => "once".into(),
        2 => "twice".into(),
        more => format!("{} times", number(u64::from(more))),
    }
}

/// So many of something: `one scene`, `five scenes`.
pub fn many(count: usize, one: &str, more: &str) -> String {
    match count {
        1 => format!("one {one}"),
        count => format!("{} {more}", number(count as u64)),
    }
}

/// As a sentence begins.
pub fn begun(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said() {
        assert_eq!([number(0), number(4), number(19)], ["no", "four", "nineteen"]);
        assert_eq!([number(20), number(21), number(99)], ["twenty", "twenty-one", "ninety-nine"]);
        assert_eq!(number(100), "100");
        assert_eq!([times(1), times(2), times(3)], ["once", "twice", "three times"]);
        assert_eq!([many(1, "scene", "scenes"), many(5, "scene", "scenes")], ["one scene", "five scenes"]);
        assert_eq!(begun("élan, and more"), "Élan, and more");
    }
}
