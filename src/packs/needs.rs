//! What packs need of each other, and the order that follows from it.

use super::{
    PackManifest, Reason,
    manifest::{GAME, version},
};
use semver::VersionReq;
use std::collections::{BTreeMap, BTreeSet};

/// Packs in the order in which they are laid, by their places in the list; and those that cannot be.
pub(super) struct Resolved {
    pub order: Vec<usize>,
    pub refused: Vec<(usize, Reason)>,
}

/// Packs that are there and that nobody can need all the same.
#[derive(Default)]
pub(super) struct Others<'a> {
    /// Not on.
    pub off: BTreeSet<&'a str>,
    /// On, and not taken.
    pub refused: BTreeSet<&'a str>,
}

/// Puts what is needed before who needs it, and otherwise leaves the player's order.
pub(super) fn resolve(packs: &[&PackManifest], others: &Others) -> Resolved {
    let mut refused: BTreeMap<usize, Reason> = BTreeMap::new();
    // Whoever needs one that is refused is refused too: it is asked again until nothing changes.
    loop {
        let fresh: Vec<(usize, Reason)> = packs
            .iter()
            .enumerate()
            .filter(|(at, _)| !refused.contains_key(at))
            .filter_map(|(at, pack)| Some((at, unmet(pack, packs, &refused, others)?)))
            .collect();
        if fresh.is_empty() {
            break;
        }
        refused.extend(fresh);
    }
    let mut left: BTreeMap<usize, &PackManifest> = packs.iter().copied().enumerate().collect();
    left.retain(|at, _| !refused.contains_key(at));
    let (mut order, mut placed) = (Vec::new(), BTreeSet::from([GAME]));
    while !left.is_empty() {
        let ready = |pack: &PackManifest| pack.needs.keys().all(|need| placed.contains(need.as_str()));
        match left.iter().find(|(_, pack)| ready(pack)).map(|(at, pack)| (*at, *pack)) {
            Some((at, pack)) => {
                left.remove(&at);
                placed.insert(pack.id.as_str());
                order.push(at);
            }
            None => {
                let circle = circle(&left, &placed);
                refused.extend(left.keys().map(|at| (*at, Reason::Circle(circle.clone()))));
                break;
            }
        }
    }
    Resolved { order, refused: refused.into_iter().collect() }
}

fn unmet(
    pack: &PackManifest,
    packs: &[&PackManifest],
    refused: &BTreeMap<usize, Reason>,
    others: &Others,
) -> Option<Reason> {
    pack.needs.iter().find_map(|(id, wanted)| {
        // Both have been read before: neither fails here.
        let meets = |has: &str| {
            VersionReq::parse(wanted).is_ok_and(|wanted| version(has).is_some_and(|has| wanted.matches(&has)))
        };
        let unmet = |has: &str| {
            (!meets(has)).then(|| Reason::NeedUnmet { id: id.clone(), wanted: wanted.clone(), has: has.to_owned() })
        };
        if id == GAME {
            return unmet(env!("CARGO_PKG_VERSION"));
        }
        match packs.iter().enumerate().find(|(_, other)| other.id == *id) {
            Some((at, _)) if refused.contains_key(&at) => Some(Reason::NeedRefused(id.clone())),
            Some((_, other)) => unmet(&other.version),
            None if others.refused.contains(id.as_str()) => Some(Reason::NeedRefused(id.clone())),
            None if others.off.contains(id.as_str()) => Some(Reason::NeedOff(id.clone())),
            None => Some(Reason::NeedMissing(id.clone())),
        }
    })
}

/// A circle among packs of which each needs another of them: follows the needs until one comes again.
fn circle(left: &BTreeMap<usize, &PackManifest>, placed: &BTreeSet<&str>) -> Vec<String> {
    let mut path: Vec<&str> = Vec::new();
    let mut at = left.values().next().copied();
    while let Some(pack) = at {
        if let Some(from) = path.iter().position(|before| *before == pack.id) {
            let mut circle: Vec<String> = path.split_off(from).into_iter().map(ToOwned::to_owned).collect();
            circle.push(pack.id.clone());
            return circle;
        }
        path.push(&pack.id);
        let need = pack.needs.keys().find(|need| !placed.contains(need.as_str()));
        at = need.and_then(|need| left.values().find(|other| other.id == *need).copied());
    }
    path.into_iter().map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::parse_pack, *};

    fn pack(id: &str, version: &str, needs: &str) -> PackManifest {
        let text = format!("Pack(id: \"{id}\", name: \"\", version: \"{version}\", needs: {{{needs}}})");
        parse_pack("pack.ron", &text).unwrap()
    }

    fn resolved(packs: &[PackManifest], off: &[&str]) -> (Vec<String>, Vec<(String, Reason)>) {
        let all: Vec<&PackManifest> = packs.iter().collect();
        let others = Others { off: off.iter().copied().collect(), ..Others::default() };
        let Resolved { order, refused } = resolve(&all, &others);
        let id = |at: usize| packs[at].id.clone();
        (order.into_iter().map(id).collect(), refused.into_iter().map(|(at, why)| (id(at), why)).collect())
    }

    #[test]
    fn what_is_needed_comes_first_and_the_rest_stays() {
        let packs = [pack("z", "1.0.0", ""), pack("b", "1.0.0", "\"a\": \">=1.0\""), pack("a", "1.2", "")];
        assert_eq!(resolved(&packs, &[]), (vec!["z".into(), "a".into(), "b".into()], vec![]));
    }

    #[test]
    fn who_lacks_something_is_told_what() {
        let packs = [
            pack("a", "0.9.0", ""),
            pack("b", "1.0.0", "\"a\": \">=1.0\""),
            pack("c", "1.0.0", "\"b\": \"*\""),
            pack("d", "1.0.0", "\"nobody\": \"*\""),
            pack("e", "1.0.0", "\"asleep\": \"*\""),
            pack("f", "1.0.0", "\"room-tone\": \">=99.0\""),
        ];
        let (order, refused) = resolved(&packs, &["asleep"]);
        assert_eq!(order, ["a"]);
        let why: Vec<&Reason> = refused.iter().map(|(_, why)| why).collect();
        assert!(matches!(why[0], Reason::NeedUnmet { has, .. } if has == "0.9.0"), "{why:?}");
        assert_eq!(why[1], &Reason::NeedRefused("b".into()));
        assert_eq!(why[2], &Reason::NeedMissing("nobody".into()));
        assert_eq!(why[3], &Reason::NeedOff("asleep".into()));
        assert!(matches!(why[4], Reason::NeedUnmet { .. }), "{why:?}");
    }

    #[test]
    fn needs_in_a_circle_are_named_round() {
        let any = |id: &str| format!("\"{id}\": \"*\"");
        let packs = [pack("a", "1.0.0", &any("b")), pack("b", "1.0.0", &any("a")), pack("c", "1.0.0", "")];
        let (order, refused) = resolved(&packs, &[]);
        assert_eq!(order, ["c"]);
        assert_eq!(refused.len(), 2);
        assert_eq!(refused[0].1, Reason::Circle(vec!["a".into(), "b".into(), "a".into()]));
    }
}
