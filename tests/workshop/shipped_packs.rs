//! The packs under `mods/`: each is laid over the story, read without a word of complaint, played by its
//! own plans, and lived through.

use room_tone::{
    packs, platform,
    script::{Code, Script, check, load_folder},
    tools::{Progress, Reach, plan, prove, simulate},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// Their folders, in order.
fn shipped() -> Vec<PathBuf> {
    let mods = Path::new(env!("CARGO_MANIFEST_DIR")).join("mods");
    let folders = fs::read_dir(mods).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What `check` already says about the base story.
fn known() -> BTreeSet<(Code, String)> {
    let (_, faults) = check(&load_folder(&platform::assets_dir()).unwrap());
    faults.into_iter().map(|fault| (fault.code, fault.what)).collect()
}

/// The story as it is with one pack over it, or as it is in the pack alone if that is what it asks for.
fn with(pack: &Path, known: &BTreeSet<(Code, String)>) -> Script {
    let loaded = packs::sources(&[pack.to_path_buf()], false).unwrap();
    let (script, faults) = check(&loaded.sources);
    let new = faults.iter().filter(|fault| fault.is_error() || !known.contains(&(fault.code, fault.what.clone())));
    let new: Vec<_> = new.map(ToString::to_string).collect();
    assert!(new.is_empty(), "{}:\n{}", pack.display(), new.join("\n"));
    script.unwrap()
}

#[test]
fn every_shipped_pack_is_read_without_a_word_and_plays_as_its_plans_say() {
    let (packs, known) = (shipped(), known());
    assert!(packs.iter().any(|pack| pack.ends_with("night-clerk")), "{packs:?}");
    for pack in packs {
        let script = with(&pack, &known);
        let whole = packs::read_at(&pack, packs::Much::Whole).unwrap();
        assert_eq!(packs::unmarked(&whole, &script), Vec::<String>::new(), "{}", pack.display());
        let plans = fs::read_dir(pack.join("plans")).unwrap().map(|entry| entry.unwrap().path());
        let plans: Vec<_> = plans.filter(|file| file.extension().is_some_and(|kind| kind == "plan")).collect();
        assert!(plans.len() >= 2, "{} has {} plans", pack.display(), plans.len());
        for file in plans {
            let text = fs::read_to_string(&file).unwrap();
            plan::play(&script, &text).unwrap_or_else(|fault| panic!("{}:{fault}", file.display()));
        }
    }
}

#[test]
fn lives_with_a_shipped_pack_come_to_an_ending() {
    let known = known();
    for pack in shipped() {
        for player in ["random", "silent", "leaver"] {
            let report = simulate(with(&pack, &known), 12, 1, player);
            assert!(report.dead_ends.is_empty(), "{}, {player}: {:?}", pack.display(), report.dead_ends);
        }
    }
}

#[test]
fn the_night_clerk_is_met_in_ordinary_lives() {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("mods/night-clerk");
    let report = simulate(with(&pack, &known()), 60, 5, "random");
    let never = report.beats_never.iter().filter(|beat| beat.as_str().starts_with("night-clerk/"));
    assert_eq!(never.count(), 0, "{:?}", report.beats_never);
}

#[test]
fn every_ending_of_a_shipped_pack_can_come_and_nobody_is_stranded() {
    let known = known();
    for pack in shipped() {
        let proof = prove(&with(&pack, &known), Duration::from_secs(40), &mut |_: &Progress| {});
        // A pack that adds to the long base story is not proved to the end in this time; one of its own is.
        let own = load_folder(&pack).unwrap().iter().any(|source| source.path.contains(".ending.ron"));
        let ruled_out = |reach: &Reach| reach.reachable == Some(false) || (own && reach.reachable.is_none());
        let cannot: Vec<_> = proof.endings.iter().filter(|(_, reach)| ruled_out(reach)).collect();
        assert!(cannot.is_empty(), "{}: {cannot:?}", pack.display());
        assert!(proof.dead_ends.is_empty(), "{}: {:?}", pack.display(), proof.dead_ends);
        assert!(proof.unreachable_beats.is_empty(), "{}: {:?}", pack.display(), proof.unreachable_beats);
        assert!(proof.unreachable_lines.is_empty(), "{}: {:?}", pack.display(), proof.unreachable_lines);
    }
}
