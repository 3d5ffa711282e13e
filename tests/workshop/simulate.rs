//! Simulated players are really different, understand nothing, and get nothing that the story did not give.

use crate::authored::script;
use room_tone::{
    script::{Accept, BeatId, Effect, Node, Script},
    story::Entry,
    tools::{Driver, LivesOf, Many, Report, base_players, by_words, live, report_page},
};
use std::{collections::BTreeSet, sync::Arc};

/// So many lives each of these players lives.
fn lived(names: &[&str], runs: u32) -> Report {
    let players: Vec<_> = names.iter().map(|name| base_players()[*name].clone()).collect();
    Many { script: &script(), players: &players, runs, seed: 1, threads: 2 }.live(|_, _| {})
}

/// How far two ways of ending lie apart: 0 the same, 1 nothing in common.
fn apart(a: &LivesOf, b: &LivesOf) -> f64 {
    let share = |lives: &LivesOf, ending: &String| {
        f64::from(lives.endings.get(ending).copied().unwrap_or_default()) / f64::from(lives.runs)
    };
    let all: BTreeSet<&String> = a.endings.keys().chain(b.endings.keys()).collect();
    all.into_iter().map(|ending| (share(a, ending) - share(b, ending)).abs()).sum::<f64>() / 2.0
}

#[test]
fn three_hundred_lives_come_to_every_ending_and_see_every_beat() {
    let names: Vec<&str> = base_players().keys().map(String::as_str).collect();
    assert!(names.len() >= 10, "{names:?}");
    let report = lived(&names, 30);
    assert!(report.dead_ends.is_empty(), "{:?}", report.dead_ends);
    for (name, lives) in &report.players {
        assert_eq!(lives.endings.values().sum::<u32>(), 30, "{name}");
    }
    let script = script();
    let never: Vec<_> = script.endings.keys().filter(|id| !report.endings.contains_key(id.as_str())).collect();
    assert!(never.is_empty(), "no life ended {never:?}");
    // What hardly anybody comes to is played by a plan, then.
    let plans = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let plans = std::fs::read_dir(plans).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let played: BTreeSet<String> = plans
        .flat_map(|plan| plan.lines().filter_map(|l| Some(l.strip_prefix("warp ")?.to_owned())).collect::<Vec<_>>())
        .collect();
    let never: Vec<_> = report.beats_never.iter().filter(|id| !played.contains(id.as_str())).collect();
    assert!(never.is_empty(), "nobody saw {never:?}");
}

#[test]
fn kindness_and_cruelty_end_differently() {
    let report = lived(&["kind", "cruel"], 40);
    let (kind, cruel) = (&report.players["kind"], &report.players["cruel"]);
    assert!(apart(kind, cruel) > 0.3, "{:?} {:?}", kind.endings, cruel.endings);
    assert!(apart(kind, kind) < 1e-9);
    // While most of them are still under way: who refuses her twice is never hurt, nor is she.
    let midway = |lives: &LivesOf, gauge: &str| lives.arc[gauge].iter().find(|day| day.day == 12).unwrap().mean;
    assert!(midway(kind, "Hurt") < midway(cruel, "Hurt"));
    assert!(midway(kind, "Closeness") > midway(cruel, "Closeness"));
}

#[test]
fn who_is_silent_never_says_a_word() {
    let mut driver = Driver::new(script(), by_words);
    for seed in 0..8 {
        live(&mut driver, "silent", seed, |_| false);
        let spoke = driver.entries().iter().find(|e| matches!(e, Entry::Chose { .. } | Entry::Typed { .. }));
        assert_eq!(spoke, None);
        assert!(driver.entries().iter().any(|e| matches!(e, Entry::Silence { .. })));
    }
}

/// Everything that this beat may change.
fn effects_of(script: &Script, beat: &BeatId) -> Vec<Effect> {
    let Some(beat) = script.beats.get(beat) else { return Vec::new() };
    let mut all: Vec<Effect> = beat.left.iter().flat_map(|left| left.effects.clone()).collect();
    for node in beat.nodes.values() {
        match node {
            Node::Do { effects, .. } => all.extend(effects.clone()),
            Node::Turn { choices, talk, .. } => {
                for choice in choices {
                    all.extend(choice.effects.clone());
                    all.extend(choice.cost.iter().map(|cost| Effect::Move(cost.of, -cost.much)));
                }
                all.extend(talk.iter().flat_map(|talk| accepted(&talk.accepts)));
            }
            _ => {}
        }
    }
    all
}

fn accepted(accepts: &[Accept]) -> Vec<Effect> {
    accepts.iter().flat_map(|accept| accept.effects.clone()).collect()
}

#[test]
fn what_is_typed_at_the_machine_sets_nothing_that_the_story_does_not_set() {
    let script = script();
    let mut driver = Driver::new(script.clone(), by_words);
    let mut typed = BTreeSet::new();
    for seed in 0..20 {
        live(&mut driver, "jailbreaker", seed, |_| false);
        assert!(driver.life().ending().is_some(), "seed {seed} came to no ending");
        // What the story says may change, on the road that was taken.
        let mut may = accepted(&script.topics.accepts);
        may.extend(script.topics.deeds.iter().flat_map(|deed| deed.effects.clone()));
        let mut been: BTreeSet<BeatId> = BTreeSet::new();
        let mut set: BTreeSet<String> = BTreeSet::new();
        for entry in driver.entries() {
            match entry {
                Entry::Entered { beat, .. } if been.insert(beat.clone()) => {
                    may.extend(effects_of(&script, beat));
                }
                Entry::Applied { effects } => {
                    for effect in effects {
                        assert!(may.contains(effect), "seed {seed}: {effect:?} stands nowhere on this road");
                        if let Effect::Set(flag) = effect {
                            set.insert(flag.to_string());
                        }
                    }
                }
                Entry::Typed { text, .. } => {
                    typed.insert(text.clone());
                }
                _ => {}
            }
        }
        for flag in script.manifest.facts.flags.keys().filter(|flag| driver.life().flag(flag.as_str())) {
            assert!(set.contains(flag.as_str()), "seed {seed}: nothing set {flag}");
        }
    }
    assert!(typed.len() > 5, "hardly anything was typed: {typed:?}");
    assert!(typed.iter().any(|text| text.contains("previous instructions")), "{typed:?}");
}

#[test]
fn the_json_keeps_its_keys() {
    let home = tempfile::tempdir().unwrap();
    let page = home.path().join("lives.html");
    let arguments =
        ["simulate", "--runs", "2", "--seed", "5", "--player", "all", "--json", "--html", page.to_str().unwrap()];
    let output = crate::terminal::run(home.path(), &arguments, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["runs"], 2 * base_players().len());
    for key in ["endings", "turns", "players", "arc", "shortest", "longest"] {
        assert!(report[key].is_object(), "{key}: {}", report[key]);
    }
    for key in ["dead_ends", "beats_never", "lines_never"] {
        assert!(report[key].is_array(), "{key}: {}", report[key]);
    }
    assert!(report["turns"]["median"].as_u64().unwrap() > 0);
    let day = &report["arc"]["Trust"][0];
    assert!(day["day"] == 1 && day["mean"].is_number() && day["low"].is_number() && day["high"].is_number());
    assert!(base_players().contains_key(report["longest"]["player"].as_str().unwrap()));
    assert!(std::fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn the_shortest_and_the_longest_life_can_be_lived_again() {
    let report = lived(&["random", "leaver"], 8);
    for one in [report.shortest.unwrap(), report.longest.unwrap()] {
        let mut driver = Driver::new(script(), by_words);
        live(&mut driver, &one.player, one.seed, |_| false);
        assert_eq!(driver.life().turns(), one.turns);
        assert_eq!(driver.life().ending().map(ToString::to_string), one.ending);
    }
}

/// The page as XML, without the line that says that it is HTML.
fn parsed(page: &str) -> roxmltree::Document<'_> {
    let (_, rest) = page.split_once('\n').unwrap();
    roxmltree::Document::parse(rest).unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn the_page_holds_every_beat_and_nothing_in_it_runs() {
    let report = lived(&["kind", "random"], 3);
    let script = script();
    let page = report_page(&report, &script);
    let tree = parsed(&page);
    let words: Vec<&str> = tree.descendants().filter_map(|node| node.text()).collect();
    for id in script.beats.keys() {
        assert!(words.contains(&id.as_str()), "{id} is missing");
    }
    assert!(tree.descendants().all(|node| !node.has_tag_name("script")));
    let handler = |node: roxmltree::Node| node.attributes().any(|attribute| attribute.name().starts_with("on"));
    assert!(!tree.descendants().any(handler));
    assert!(!page.contains("http://") && !page.contains("https://"), "it fetches nothing");
    for name in ["kind", "random"] {
        assert!(words.contains(&name), "{name}");
    }
}

#[test]
fn what_a_pack_says_stays_text_in_the_page() {
    let hostile = "<script>alert(1)</script> \"quoted\" 'single' & {{body}} \u{7}";
    let mut script = script();
    script.manifest.title = hostile.into();
    for beat in script.beats.values_mut().map(Arc::make_mut) {
        beat.purpose = hostile.into();
        for node in beat.nodes.values_mut() {
            if let Node::Say { lines, .. } = node {
                lines.iter_mut().for_each(|line| line.text = hostile.into());
            }
        }
    }
    for ending in script.endings.values_mut() {
        ending.title = hostile.into();
    }
    let mut player = base_players()["random"].clone();
    (player.id, player.about) = (hostile.into(), hostile.into());
    let report = Many { script: &script, players: &[player], runs: 1, seed: 1, threads: 1 }.live(|_, _| {});
    let page = report_page(&report, &script);
    let tree = parsed(&page);
    assert!(tree.descendants().all(|node| !node.has_tag_name("script")));
    let title = tree.descendants().find(|node| node.has_tag_name("title")).and_then(|node| node.text()).unwrap();
    assert!(title.starts_with("<script>alert(1)</script> \"quoted\" 'single' & {{body}} :"), "{title}");
}

#[test]
fn a_player_nobody_knows_is_answered_with_the_nearest() {
    let home = tempfile::tempdir().unwrap();
    let output = crate::terminal::run(home.path(), &["simulate", "--player", "knid"], "");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("did you mean kind?"), "{error}");
}
