//! The proof as people read it.

use super::Proof;
use std::fmt::Write as _;

/// Everything that was found, in a table.
pub(super) fn table(proof: &Proof) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(out, "Endings");
    for (id, reach) in &proof.endings {
        let id = id.as_str();
        let _ = match (reach.reachable, &reach.witness) {
            (Some(true), Some(w)) => writeln!(out, "  {id:<16} can come       seed {}, {} turns", w.seed, w.turns),
            (Some(true), None) => writeln!(out, "  {id:<16} can come"),
            (Some(false), _) => writeln!(out, "  {id:<16} CANNOT COME"),
            (None, _) => writeln!(out, "  {id:<16} not settled"),
        };
    }
    let dead = proof.dead_ends.iter().map(|dead| match &dead.witness {
        Some(w) => format!("{} (seed {}, after {} turns)", dead.at, w.seed, w.turns),
        None => dead.at.clone(),
    });
    list(&mut out, "Dead ends", dead);
    list(&mut out, "Beats that cannot happen", proof.unreachable_beats.iter().map(ToString::to_string));
    list(&mut out, "Lines that cannot be said", proof.unreachable_lines.iter().cloned());
    list(&mut out, "Choices that are never open", proof.unreachable_choices.iter().cloned());
    let against = proof.against_conditions.iter().map(|against| match &against.witness {
        Some(w) => format!("{} (seed {}, {} turns)", against.ending, w.seed, w.turns),
        None => against.ending.to_string(),
    });
    list(&mut out, "Endings against their own conditions", against);
    list(&mut out, "Not settled", proof.not_covered.iter().cloned());
    let _ = writeln!(out, "{}", proof.how);
    let witnessed = proof.endings.values().any(|reach| reach.witness.is_some());
    if witnessed {
        let _ = writeln!(out, "With --json it also says what to type for each ending.");
    }
    out
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    let _ = match items.len() {
        0 => writeln!(out, "{title:<38} none"),
        n => writeln!(out, "{title:<38} {n}"),
    };
    for item in items {
        let _ = writeln!(out, "  {item}");
    }
}
