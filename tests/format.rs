//! Every construct that writers have, in a beat laid over the base story and played by a plan.

use room_tone::{
    platform,
    script::{Code, Script, Source, check, load_folder},
    tools::plan,
};

/// A beat `test/NAME` with these fields besides.
fn beat(name: &str, fields: &str, nodes: &str) -> Source {
    let text = format!(
        "Beat(id: \"test/{name}\", purpose: \"Tries a construct.\", {fields} open: \"open\", nodes: {{ {nodes} }}, \
         summary: \"It was tried, and it held.\")"
    );
    Source { path: format!("story/test/{name}.beat.ron"), text }
}

/// The base story with these laid over it.
fn over(more: impl IntoIterator<Item = Source>) -> Vec<Source> {
    let mut sources = load_folder(&platform::assets_dir()).unwrap();
    sources.extend(more);
    sources
}

/// The base story with one more beat, which begins before everything else.
fn with_beat(nodes: &str) -> Vec<Source> {
    over([beat("beat", "pull: 1.0,", nodes)])
}

fn read(sources: &[Source]) -> Script {
    let (script, faults) = check(sources);
    script.unwrap_or_else(|| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

fn script(nodes: &str) -> Script {
    read(&with_beat(nodes))
}

/// Changes a file of the base story.
fn edited(sources: &mut [Source], path: &str, was: &str, is: &str) {
    let source = sources.iter_mut().find(|source| source.path == path).unwrap();
    assert!(source.text.contains(was), "{path} no longer holds {was:?}");
    source.text = source.text.replacen(was, is, 1);
}

/// A turn with one choice, `on`.
fn turn(id: &str, choice: &str, then: &str) -> String {
    format!(
        "\"{id}\": Turn(choices: [Choice(id: \"{choice}\", text: \"On.\", deed: true, then: \"{then}\")], silence: \"done\"),"
    )
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
    plan::play(script, &format!("seed {seed}\nwarp test/beat\n{text}")).map(|_| ())
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
        "with Flag(\"unhurried\")\nexpect beat grey/second-night\nexpect Done(\"test/beat\")",
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

#[test]
fn a_visited_beat_is_played_and_the_visiting_one_goes_on() {
    let visiting = format!(
        "\"open\": Visit(beat: \"test/inner\", then: \"back\"), {}{}",
        says("back", "Back again.", "turn"),
        turn("turn", "on", "done")
    );
    let inner = says("open", "Inside.", "ask") + &turn("ask", "out", "done");
    let sources = over([beat("beat", "pull: 1.0,", &visiting), beat("inner", "start: Visited, again: true,", &inner)]);
    plays(
        &read(&sources),
        "expect line Inside.\nexpect no line Back again\nexpect not Done(\"test/beat\")\nchoose out\n\
         expect line Back again.\nexpect Done(\"test/inner\")\nexpect choice on",
    );
}

#[test]
fn a_beat_that_cuts_in_waits_for_a_turn_and_gives_it_back() {
    let talking = format!(
        "{}\"two\": Do(effects: [Set(\"laughed\")], then: \"three\"), {}",
        turn("open", "on", "two"),
        turn("three", "last", "done")
    );
    let bell = says("open", "The bell goes.", "who") + &turn("who", "answer", "done");
    let sources =
        over([beat("beat", "pull: 1.0,", &talking), beat("bell", "when: [Flag(\"laughed\")], start: CutsIn,", &bell)]);
    plays(
        &read(&sources),
        "expect no line The bell\nchoose on\nexpect line The bell goes.\nexpect no choice last\nchoose answer\n\
         expect choice last\nexpect Done(\"test/bell\")\nexpect not Done(\"test/beat\")\nchoose last\nexpect Done(\"test/beat\")",
    );
}

#[test]
fn a_jump_out_of_a_visit_still_comes_back() {
    let visiting =
        format!("\"open\": Visit(beat: \"test/inner\", then: \"back\"), {}", says("back", "Back again.", "done"));
    let sources = over([
        beat("beat", "pull: 1.0,", &visiting),
        beat("inner", "start: Visited,", "\"open\": Jump(\"test/other\"),"),
        beat("other", "start: Visited,", &(says("open", "Elsewhere.", "ask") + &turn("ask", "out", "done"))),
    ]);
    plays(&read(&sources), "expect line Elsewhere.\nchoose out\nexpect line Back again.\nexpect Done(\"test/other\")");
}

#[test]
fn what_a_choice_costs_is_paid_and_bars_it_while_there_is_less() {
    let nodes = "\"open\": Turn(choices: [Choice(id: \"on\", text: \"On.\", deed: true, then: \"open\", \
                 cost: Cost(of: Rest, much: 0.25, short: \"Too tired.\"))], silence: \"done\"),";
    // He is rested by 0.4 on the first morning: once, and no second time.
    plays(
        &script(nodes),
        "expect choice on\nchoose on\nexpect Is(Rest, AtMost(0.16))\nexpect Is(Rest, AtLeast(0.14))\nexpect no choice on",
    );
    let dear = nodes.replace("0.25", "2.5");
    assert!(check(&with_beat(&dear)).1.iter().any(|fault| fault.code == Code::E006));
}

#[test]
fn a_deed_in_the_middle_of_a_talk_is_answered_and_the_talk_goes_on() {
    let deed = "deeds: [Deed(id: \"lamp_off\", thing: \"lamp\", verb: \"turn the lamp off\", \
                effects: [Move(Hurt, 0.1)], say: [Line(id: \"dark\", text: \"I liked that one.\"), \
                Line(id: \"darker\", text: \"That was the other one.\")]), ";
    let mut sources = over([beat("beat", "when: [In(\"apartment\")], pull: 1.0,", &turn("open", "on", "done"))]);
    edited(&mut sources, "story/topics.ron", "deeds: [", deed);
    edited(&mut sources, "story/topics.ron", "when: [Flag(\"heard_her\"),", "when: [");
    let script = read(&sources);
    plays(
        &script,
        "touch lamp\nexpect line I liked that one.\nexpect choice on\nexpect Is(Hurt, AtLeast(0.09))\n\
         expect Chose(\"topics\", \"lamp_off\")\ntouch lamp\nexpect line the other one\nchoose on\nexpect Done(\"test/beat\")",
    );
    let fault = play(&script, 1, "touch plant").unwrap_err();
    assert!(fault.what.contains("plant"), "{fault}");
}

#[test]
fn what_is_believed_can_be_asked_about() {
    let nodes = format!(
        "\"open\": Do(effects: [Believe(\"the lamp\", \"it was Catherine’s\")], then: \"if\"), \
         \"if\": If(when: [Believes(\"the lamp\"), Not(Believes(\"the plant\"))], then: \"yes\", otherwise: \"no\"), {}{}",
        says("yes", "She knows, {believes:the lamp}.", "turn"),
        says("no", "She knows nothing.", "turn"),
    ) + &turn("turn", "on", "done");
    plays(&script(&nodes), "expect line She knows, it was Catherine’s.\nexpect no line nothing");
}

#[test]
fn a_skipped_scene_is_lived_in_silence_and_its_summary_read() {
    let nodes = says("open", "A long story.", "ask")
        + "\"ask\": Turn(choices: [Choice(id: \"on\", text: \"On.\", then: \"more\")], silence: \"quiet\"),"
        + &says("more", "More of it.", "done")
        + &says("quiet", "Nobody spoke.", "loop")
        + "\"loop\": Turn(choices: [Choice(id: \"out\", text: \"Out.\", then: \"done\")], silence: \"loop\"),";
    plays(
        &script(&nodes),
        "expect line A long story.\nskip\nexpect line It was tried, and it held.\nexpect no line Nobody spoke\n\
         expect Done(\"test/beat\")\nexpect not Chose(\"test/beat\", \"on\")",
    );
}

#[test]
fn a_beat_that_waits_long_enough_has_its_turn() {
    // Two beats want every moment, and one of them a little less.
    let again = |name: &str, pull: &str| {
        beat(name, &format!("when: [Done(\"grey/alarm\")], pull: {pull}, again: true,"), &turn("open", "on", "done"))
    };
    let script = read(&over([again("loud", "1.0"), again("shy", "0.93")]));
    let plan = format!("warp test/loud\n{}expect Done(\"test/shy\")", "choose on\n".repeat(8));
    plan::play(&script, &plan).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn the_tension_of_the_act_decides_between_equals() {
    let ends = |name: &str, tension: &str, line: &str| {
        beat(
            name,
            &format!("pull: 1.0, tension: {tension},"),
            &(says("open", line, "turn") + &turn("turn", "on", "done")),
        )
    };
    for (curve, first, second) in [("[0.0, 0.0]", "Calm.", "Storm."), ("[1.0, 1.0]", "Storm.", "Calm.")] {
        let mut sources = over([ends("calm", "0.0", "Calm."), ends("storm", "1.0", "Storm.")]);
        let acts = format!("acts: {{Grey: Arc(beats: 8, tension: {curve})}},\n    facts: Facts(");
        edited(&mut sources, "story/story.ron", "facts: Facts(", &acts);
        // The alarm has no tension of its own: it stands between the two.
        let plan = format!("expect line {first}\nchoose on\nexpect line the alarm\nexpect no line {second}");
        plan::play(&read(&sources), &plan).unwrap_or_else(|fault| panic!("{curve}: {fault}"));
    }
}

#[test]
fn what_is_shown_is_told_and_a_mark_that_is_not_there_is_named() {
    let nodes = format!(
        "\"open\": Cue(show: [Sound(Chime), Lamp(0.4), Look(\"window\")], then: \"turn\"), {}",
        turn("turn", "on", "done")
    );
    let here = |nodes: &str| over([beat("beat", "when: [In(\"apartment\")], pull: 1.0,", nodes)]);
    plays(&read(&here(&nodes)), "expect choice on");
    let (script, faults) = check(&here(&nodes.replace("\"window\"", "\"widnow\"")));
    assert!(script.is_none() && faults.iter().any(|fault| fault.help.contains("`window`")), "{faults:?}");
    assert!(check(&here(&nodes.replace("0.4", "4.0"))).1.iter().any(|fault| fault.code == Code::E006));
}
