//! How something is told: gladly, as a joke, with dread. Read off the place where the sentence model put it, so that what
//! she cannot place is at least heard in the voice in which it was said.

use super::network::{Network, read};
use crate::script::Manner;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Manners {
    /// From which share on it is told so. 0..1.
    from: f32,
    /// Nothing, then the manners in their order.
    network: Network,
}

/// How it is told, from where the sentence model put it; none if it is merely told, or it cannot be said how.
pub(super) fn manner(place: &[f32]) -> Option<Manner> {
    static READ: OnceLock<Option<Manners>> = OnceLock::new();
    let read = || read("mind/manners.ron", include_str!("../../../assets/mind/manners.ron"), |m: &Manners| &m.network);
    let manners = READ.get_or_init(read).as_ref()?;
    let shares: [f32; 6] = manners.network.shares(place);
    let (kind, share) = shares.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    (*share >= manners.from).then(|| Manner::ALL[kind])
}

#[cfg(all(test, feature = "sentence-model"))]
mod tests {
    use super::{super::network::tests::held_out, *};

    #[test]
    fn of_what_was_never_taught_a_good_part_is_heard_as_it_was_told_and_little_as_its_opposite() {
        let (mut heard, mut right, mut hurts) = (0, 0, 0);
        for (kind, _, place) in held_out("manners") {
            let kind = kind.as_str();
            let told = manner(&place);
            let name = told.map_or("plain".into(), |told| format!("{told:?}").to_lowercase());
            let light = |name: &str| matches!(name, "glad" | "funny" | "kind");
            let heavy = |name: &str| matches!(name, "sorry" | "afraid");
            heard += usize::from(told.is_some());
            right += usize::from(told.is_some() && name == kind);
            hurts += usize::from(light(kind) && heavy(&name) || heavy(kind) && light(&name));
        }
        assert!(heard >= 80, "{heard}");
        assert!(10 * right >= 8 * heard && 12 * hurts <= heard, "{right} of {heard}, {hurts} the wrong way round");
    }
}
