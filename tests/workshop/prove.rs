//! `room-tone prove`: nothing that happens is ever called impossible, and a story that is spoilt is found out.

use crate::{
    authored::script,
    terminal::{objects, run},
};
use room_tone::{
    packs,
    script::{Script, Source, check},
    tools::{Progress, Proof, contradictions, prove},
};
use std::{path::PathBuf, time::Duration};

/// A whole story of twenty minutes. The base story is too long to be walked through for every little thing.
fn lighthouse() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/mods/lighthouse"))
}

/// The lighthouse with these edits: a file, what stood in it, what stands there now.
fn spoilt(edits: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Script {
    let mut sources = packs::sources(&[lighthouse()], false).unwrap().sources;
    for (path, was, is) in edits {
        let path = format!("mods/lighthouse/story/{path}");
        let source = sources.iter_mut().find(|source| source.path == path).unwrap();
        assert!(source.text.contains(was), "{path} no longer holds {was:?}");
        source.text = source.text.replacen(was, is, 1);
    }
    let more =
        more.iter().map(|(path, text)| Source { path: format!("mods/lighthouse/story/{path}"), text: (*text).into() });
    sources.extend(more);
    let (script, faults) = check(&sources);
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn proved(script: &Script, seconds: u64) -> Proof {
    prove(script, Duration::from_secs(seconds), &mut |_: &Progress| {})
}

/// No life was found that does what the proof calls impossible.
fn sound(proof: &Proof) {
    let wrong = proof.not_covered.iter().filter(|what| what.contains("though the proof"));
    assert_eq!(wrong.count(), 0, "{:#?}", proof.not_covered);
}

/// As the terminal plays it, not as the proof does: the ending that it comes to, or nothing.
fn plays(story: &[&str], witness: &str, seed: u64) -> String {
    let home = tempfile::tempdir().unwrap();
    let seed = seed.to_string();
    let asked = [&["text", "--seed", &seed, "--mind", "authored", "--json"][..], story].concat();
    let told = objects(&run(home.path(), &asked, witness));
    let last = told.last().unwrap();
    if last["kind"] == "ending" { last["id"].as_str().unwrap().into() } else { String::new() }
}

/// How the terminal is told to play the lighthouse.
fn there() -> [String; 3] {
    ["--no-packs".into(), "--pack".into(), lighthouse().display().to_string()]
}

/// The same over the lighthouse as it is.
fn plays_there(witness: &str, seed: u64) -> String {
    let there = there();
    plays(&there.each_ref().map(String::as_str), witness, seed)
}

#[test]
fn the_base_story_is_proved_or_it_is_said_what_is_not() {
    let script = script();
    let proof = proved(&script, 50);
    sound(&proof);
    assert!(proof.dead_ends.is_empty(), "{:#?}", proof.dead_ends);
    assert!(proof.unreachable_beats.is_empty(), "{:?}", proof.unreachable_beats);
    assert!(proof.unreachable_choices.is_empty(), "{:?}", proof.unreachable_choices);
    assert!(proof.against_conditions.is_empty(), "{:?}", proof.against_conditions);
    assert!(proof.unreachable_lines.is_empty(), "{:?}", proof.unreachable_lines);
    assert_eq!(proof.complete, proof.not_covered.is_empty());
    assert_eq!(proof.endings.len(), script.endings.len());
    // Within its time, and on a machine that has other things to do, it may meet few endings in a life; none is ruled
    // out, and what is claimed is played.
    assert!(proof.endings.values().all(|reach| reach.reachable != Some(false)), "{:?}", proof.endings);
    let met = proof.endings.iter().filter_map(|(id, reach)| Some((id, reach.witness.as_ref()?)));
    assert!(met.clone().count() >= 1, "{:?}", proof.endings);
    for (id, witness) in met {
        assert_eq!(plays(&[], &witness.witness, witness.seed), id.as_str(), "{}", witness.witness);
        assert!(witness.turns as usize <= witness.witness.lines().count(), "{id}");
    }
}

#[test]
fn an_ending_that_cannot_come_is_named() {
    let when = "when: [Flag(\"to_chandlers\")],";
    let never = "when: [Flag(\"to_chandlers\"), Act(Grey)],";
    let proof = proved(&spoilt(&[("shore/ansty.beat.ron", when, never)], &[]), 3);
    sound(&proof);
    assert_eq!(proof.endings["ashore"].reachable, Some(false));
    assert_eq!(proof.endings["nine"].reachable, Some(true));
    assert!(proof.unreachable_beats.iter().any(|beat| *beat == "shore/ansty"), "{:?}", proof.unreachable_beats);
    assert!(proof.faults());
}

#[test]
fn a_number_that_cannot_be_so_is_named() {
    let line = "Line(id: \"reads_a\",";
    let never = "Line(id: \"test_hurt\", when: [Is(Hurt, AtLeast(0.2))], text: \"It hurts.\"),\n            ";
    let proof = proved(&spoilt(&[("watch/reading.beat.ron", line, format!("{never}{line}").as_str())], &[]), 3);
    sound(&proof);
    assert!(proof.unreachable_lines.contains(&"watch/reading: test_hurt".into()), "{:?}", proof.unreachable_lines);
}

#[test]
fn what_waits_for_a_flag_that_nobody_sets_is_named() {
    let sets = "Set(\"to_chandlers\")";
    let script = spoilt(&[("watch/noon.beat.ron", sets, "Clear(\"to_chandlers\")")], &[]);
    let proof = proved(&script, 3);
    sound(&proof);
    assert!(proof.unreachable_beats.iter().any(|beat| *beat == "shore/ansty"), "{:?}", proof.unreachable_beats);
}

#[test]
fn a_beat_in_a_room_that_he_is_never_free_in_is_named() {
    let beat = "Beat(id: \"test/elsewhere\", purpose: \"Waits at the station.\", when: [In(\"station\")], open: \"a\", \
                nodes: { \"a\": Say(who: \"narrator\", lines: [Line(id: \"a\", text: \"A bench.\")], then: \"done\") }, \
                summary: \"He sits down. He gets up.\")";
    let proof = proved(&spoilt(&[], &[("test/elsewhere.beat.ron", beat)]), 3);
    sound(&proof);
    let found: Vec<_> = proof.unreachable_beats.iter().map(room_tone::script::BeatId::as_str).collect();
    assert_eq!(found, ["test/elsewhere"]);
}

#[test]
fn a_line_that_can_never_be_said_is_named() {
    let line = "Line(id: \"received_a\", text: \"Quern.\", tone: Exact, pause: 1.0)";
    let taken = "Line(id: \"received_a\", text: \"Quern.\", tone: Exact, instead: [\
                 Line(id: \"test_in\", when: [Day(AtMost(400))], text: \"In.\")])";
    let proof = proved(&spoilt(&[("watch/reading.beat.ron", line, taken)], &[]), 3);
    sound(&proof);
    assert!(proof.unreachable_lines.contains(&"watch/reading: received_a".into()), "{:?}", proof.unreachable_lines);
    assert!(!proof.unreachable_lines.contains(&"watch/reading: test_in".into()), "{:?}", proof.unreachable_lines);
}

#[test]
fn a_free_room_where_nothing_is_left_is_a_dead_end() {
    // He is left standing at the station, where nobody has written anything for him to do.
    let end = "\"end\": Do(effects: [Set(\"line_open\"), Phase(Work)]";
    let gone = "\"end\": Do(effects: [Set(\"line_open\"), Phase(Work), Go(\"station\")]";
    let proof = proved(&spoilt(&[("watch/reading.beat.ron", end, gone)], &[]), 3);
    sound(&proof);
    let dead = proof.dead_ends.iter().find(|dead| dead.at.contains("nothing can be done any more"));
    let witness = dead.unwrap().witness.as_ref().unwrap();
    assert_eq!(plays_there(&witness.witness, witness.seed), "");
}

#[test]
fn an_ending_against_its_own_conditions_is_named() {
    let card = "card: \"Two, and a wait.\",";
    let with =
        |when: &str| spoilt(&[("endings/nine.ending.ron", card, format!("{card} when: [{when}],").as_str())], &[]);
    let proof = proved(&with("Flag(\"to_chandlers\")"), 4);
    sound(&proof);
    let witness = proof.against_conditions.first().unwrap().witness.as_ref().unwrap();
    assert_eq!(plays_there(&witness.witness, witness.seed), "nine");
    // What does hold is not complained about.
    let proof = proved(&with("Flag(\"line_open\")"), 4);
    assert!(proof.against_conditions.is_empty());
    assert!(!proof.not_covered.iter().any(|what| what.contains("its own conditions")), "{:#?}", proof.not_covered);
}

/// The lighthouse with everything in it that a writer has.
fn with_everything() -> Script {
    let beats = [
        (
            "test/bell.beat.ron",
            "Beat(id: \"test/bell\", purpose: \"Cuts in.\", when: [Flag(\"line_open\")], start: CutsIn, tension: 0.4, open: \
             \"ring\", nodes: { \"ring\": Say(who: \"narrator\", lines: [Line(id: \"ring\", text: \"A bell.\")], then: \
             \"turn\"), \"turn\": Turn(choices: [Choice(id: \"go\", text: \"Go.\", deed: true, then: \"visit\", cost: Cost(of: \
             Rest, much: 0.15, short: \"Too tired.\"))], silence: \"done\"), \"visit\": Visit(beat: \"test/inner\", then: \
             \"done\") }, left: Left(effects: [Move(Hurt, 0.05)], then: \"done\"), summary: \"A bell rings. It stops.\")",
        ),
        (
            "test/inner.beat.ron",
            "Beat(id: \"test/inner\", purpose: \"Is visited.\", start: Visited, again: true, open: \"pick\", nodes: { \
             \"pick\": Pick(how: Shuffled, of: [Way(then: \"a\"), Way(when: [Is(Hurt, AtLeast(0.1))], then: \"b\")], over: \
             \"b\"), \"a\": Say(who: \"narrator\", lines: [Line(id: \"a\", text: \"A step.\")], then: \"turn\"), \"b\": \
             Do(effects: [Believe(\"the step\", \"it was hers\"), Move(Hurt, -0.1)], then: \"turn\"), \"turn\": Turn(choices: \
             [Choice(id: \"on\", text: \"On.\", deed: true, then: \"out\", when: [Believes(\"the step\")])], silence: \
             \"done\"), \"out\": Jump(\"test/last\") }, summary: \"Somebody goes by. Nobody comes in.\")",
        ),
        (
            "test/last.beat.ron",
            "Beat(id: \"test/last\", purpose: \"Is jumped to.\", start: Visited, again: true, open: \"a\", nodes: { \"a\": \
             Say(who: \"narrator\", lines: [Line(id: \"a\", text: \"A door.\", when: [Chose(\"topics\", \"test_tap\")]), \
             Line(id: \"b\", text: \"No door.\", when: [Not(Chose(\"topics\", \"test_tap\"))])], then: \"done\") }, summary: \
             \"A door, or none. It was late.\")",
        ),
    ];
    let deed = "deeds: [Deed(id: \"test_tap\", thing: \"lodger\", verb: \"tap the cabinet\", effects: [Move(Hurt, 0.02)], say: \
                [Line(id: \"test_tap_a\", text: \"I felt that.\")], visit: \"test/inner\"), ";
    spoilt(&[("topics.ron", "deeds: [", deed)], &beats)
}

#[test]
fn every_construct_is_walked_through() {
    let proof = proved(&with_everything(), 4);
    sound(&proof);
    let test = |what: &str| what.contains("test/") || what.contains("test_");
    assert!(!proof.unreachable_beats.iter().any(|beat| test(beat.as_str())), "{:?}", proof.unreachable_beats);
    assert!(!proof.unreachable_lines.iter().any(|line| test(line.as_str())), "{:?}", proof.unreachable_lines);
    assert!(!proof.unreachable_choices.iter().any(|choice| test(choice.as_str())), "{:?}", proof.unreachable_choices);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1))]

    /// Whatever is true in a life, at every turn of it, is among what the walk says may be true there.
    #[test]
    fn the_walk_allows_for_everything_that_happens(seed in proptest::prelude::any::<u32>()) {
        for script in [spoilt(&[], &[]), with_everything()] {
            let wrong = contradictions(&script, u64::from(seed), 24);
            proptest::prop_assert!(wrong.is_empty(), "{:#?}", wrong);
        }
    }
}
