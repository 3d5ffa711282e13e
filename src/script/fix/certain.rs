//! Which id is certainly meant by one that nothing has.

/// Shorter than this, and one letter makes another word of it.
const LEAST: usize = 4;

/// The only one of `known` that is one letter off, if that is certainly a slip. Where two ids differ in a number,
/// or only in a single letter after their last mark, as `list_a` and `list_b` do, they were meant to differ.
pub(super) fn meant<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let mut near: Vec<&str> =
        known.into_iter().filter(|id| *id != wrong && strsim::damerau_levenshtein(wrong, id) == 1).collect();
    near.sort_unstable();
    near.dedup();
    let [only] = near[..] else { return None };
    let long = wrong.chars().count().min(only.chars().count()) >= LEAST;
    (long && !differ_in_number(wrong, only) && !differ_in_last(wrong, only)).then_some(only)
}

fn differ_in_number(a: &str, b: &str) -> bool {
    let digits = |id: &str| id.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(a) != digits(b)
}

fn differ_in_last(a: &str, b: &str) -> bool {
    let parts = |id: &str| id.rfind(['_', '-', '.', '/']).map(|at| (id[..at].to_owned(), id[at + 1..].chars().count()));
    match (parts(a), parts(b)) {
        (Some((before_a, last_a)), Some((before_b, last_b))) => before_a == before_b && (last_a < 2 || last_b < 2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn one_letter_off_is_a_slip_unless_it_may_be_meant() {
        assert_eq!(meant("doen", ["done", "open"]), Some("done"));
        assert_eq!(meant("grey/cofee", ["grey/coffee", "grey/sleep"]), Some("grey/coffee"));
        assert_eq!(meant("kettlew", ["kettle", "kettles"]), None, "two are near");
        assert_eq!(meant("cat", ["car"]), None, "too short");
        assert_eq!(meant("list_b", ["list_a"]), None, "only the last letter");
        assert_eq!(meant("wrote_214", ["wrote_215"]), None, "another number");
        assert_eq!(meant("kettle", ["lamp"]), None, "too far");
        assert_eq!(meant("doen", ["done", "done"]), Some("done"), "the same one twice");
    }
}
