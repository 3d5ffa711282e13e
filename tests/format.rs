//! Every construct that writers have, in a beat laid over the base story and played by a plan.

use room_tone::{
    platform,
    script::{Code, Script, Source, check, load_folder},
    tools::plan,
};

/// The base story with one more beat, which begins before everything else.
fn with_beat(nodes: &str) -> Vec<Source> {
    let mut sources = load_folder(&platform::assets_dir()).unwrap();
    let text = format!(
        "Beat(id: \"test/beat\", purpose: \"Tries a construct.\", pull: 1.0, open: \"open\", nodes: {{ {nodes} }}, \
         summary: \"It was tried.\")"
    );
    sources.push(Source { path: "story/test/beat.beat.ron".into(), text });
    sources
}

fn script(nodes: &str) -> Script {
    let (script, faults) = check(&with_beat(nodes));
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn says(id: &str, text: &str, then: &str) -> String {
    format!("\"{id}\": Say(who: \"narrator\", lines: [Line(id: \"{id}\", text: \"{text}\")], then: \"{then}\"),")
}

fn picks(how: &str) -> Script {
    let ways = "of: [Way(then: \"a\"), Way(then: \"b\"), Way(when: [Flag(\"gone\")], then: \"c\")], over: \"over\"";
    script(&format!(
        "\"open\": Turn(choices: [Choice(id: \"on\", text: \"On.\", deed: true, then: \"pick\")], silence: \"done\"), \
         \"pick\": Pick(how: {how}, {ways}), {}{}{}{}",
        says("a", "The first way.", "open"),
        says("b", "The second way.", "open"),
        says("c", "The closed way.", "open"),
        says("over", "No way is left.", "open"),
    ))
}

fn play(script: &Script, seed: u64, text: &str) -> Result<(), plan::Fault> {
    plan::play(script, &format!("seed {seed}\nwarp test/beat\n{text}"))
}

fn plays(script: &Script, text: &str) {
    play(script, 1, text).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn ways_come_once_or_in_turn() {
    let once = "choose on\nexpect line The first way\nchoose on\nexpect line The second way\n\
                choose on\nexpect line No way is left\nchoose on\nexpect line No way is left";
    plays(&picks("Once"), once);
    let round = "choose on\nexpect line The first\nchoose on\nexpect line The second\n\
                 choose on\nexpect line The first\nexpect no line The closed";
    plays(&picks("InTurn"), round);
}

#[test]
fn shuffled_ways_each_come_once_before_any_comes_again() {
    let script = picks("Shuffled");
    for seed in 1..12 {
        // Whichever comes first, the second is the other one: never the same twice running.
        let order = |ways: [&str; 3]| ways.map(|way| format!("choose on\nexpect line The {way}\n")).concat();
        let one = play(&script, seed, &order(["first", "second", "first"])).is_ok();
        let other = play(&script, seed, &order(["second", "first", "second"])).is_ok();
        assert!(one != other, "seed {seed}");
    }
}

#[test]
fn a_beat_may_jump_into_another() {
    plays(
        &script("\"open\": Jump(\"grey/second-night\"),"),
        "expect beat grey/second-night\nexpect Done(\"test/beat\")",
    );
}

#[test]
fn gaps_are_filled_or_their_lines_passed_over() {
    let nodes = format!(
        "{}\"turn\": Turn(choices: [Choice(id: \"quote\", text: \"{{quote:widower}}\", then: \"done\"), \
         Choice(id: \"day\", text: \"Day {{day}}.\", then: \"done\")], silence: \"done\"),",
        says("open", "{name:amy} lives upstairs. He wrote “{quote:widower.opening|nothing yet}”.", "more")
            + &says("more", "This is never said: {quote:widower}.", "turn"),
    );
    plays(
        &script(&nodes),
        "expect line Amy lives upstairs. He wrote \"nothing yet\".\nexpect no line never said\n\
         expect no choice quote\nchoose Day one.",
    );
}

#[test]
fn another_life_gets_another_wording() {
    let nodes = "\"open\": Say(who: \"narrator\", lines: [Line(id: \"l\", text: \"A kettle.\", other: [\"The kettle.\"])], \
                 then: \"done\"),";
    let script = script(nodes);
    let heard =
        |wording: &str| (1..12).filter(|seed| play(&script, *seed, &format!("expect line {wording}")).is_ok()).count();
    assert!(heard("A kettle") > 0 && heard("The kettle") > 0 && heard("A kettle") + heard("The kettle") == 11);
}

#[test]
fn a_gap_that_nothing_fills_is_named_with_its_mend() {
    let fault = |text: &str| {
        let (script, faults) = check(&with_beat(&says("open", text, "done")));
        assert!(script.is_none());
        faults.into_iter().find(room_tone::script::Diagnostic::is_error).unwrap()
    };
    assert_eq!(fault("{qoute:widower}").code, Code::E009);
    let unknown = fault("{quote:widdower}");
    assert!(unknown.code == Code::E002 && unknown.help.contains("widower"), "{unknown}");
    let part = fault("{quote:widower.opner}");
    assert!(part.help.contains("opening"), "{part}");
}
