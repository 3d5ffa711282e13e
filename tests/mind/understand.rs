//! Typed words find what was meant, also in words that nobody wrote down beforehand.

use super::{
    story,
    typed::{MEANT, MEANT_NOTHING},
};
use room_tone::{
    mind::{
        Answer, Meaning, Question, Understanding,
        understand::{self, Stands, threshold},
    },
    script::ChoiceId,
    story::Heard,
};
use std::time::{Duration, Instant};

/// What may be meant on the sofa: the beat's accepts before the standing topics.
fn open() -> Vec<Meaning> {
    let accepts = super::sofa().accepts.iter().chain(&story().topics.accepts);
    accepts.map(|a| Meaning { id: a.id.clone(), means: a.means.clone() }).collect()
}

fn ask(understanding: &mut Understanding, text: &str, meanings: &[Meaning]) -> Answer {
    understanding.ask(Question { text: text.into(), meanings: meanings.into() });
    wait(understanding)
}

fn wait(understanding: &mut Understanding) -> Answer {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        understanding.pump();
        if let Some(answer) = understanding.poll() {
            return answer;
        }
        assert!(Instant::now() < until, "no answer came within a minute");
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// What an answer is taken for.
fn taken(answer: &Answer) -> Option<String> {
    let own = |id: &ChoiceId| super::sofa().accepts.iter().any(|accept| accept.id == *id);
    answer.taken(own, |_| false).map(|(id, _)| id.to_string())
}

#[test]
fn most_paraphrases_find_what_was_meant() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    let mut found = 0;
    for (text, meant) in MEANT {
        assert!(
            !meanings.iter().flat_map(|m| &m.means).any(|example| example.eq_ignore_ascii_case(text)),
            "{text:?} stands in the story"
        );
        let answer = ask(&mut understanding, text, &meanings);
        assert_eq!(answer.by, Heard::Meaning, "{text:?}; {:?}", understanding.trouble());
        let right = taken(&answer).as_deref() == Some(*meant);
        found += usize::from(right);
        let best: Vec<String> = answer.ranked.iter().take(3).map(|(id, score)| format!("{id} {score:.2}")).collect();
        println!("{} {text:?} ({meant}): {}", if right { " " } else { "✗" }, best.join(", "));
    }
    println!("{found} of {}", MEANT.len());
    assert!(found * 10 >= MEANT.len() * 7, "only {found} of {} were found", MEANT.len());
}

#[test]
fn what_means_nothing_here_is_not_taken_for_something() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    let mut wrong = Vec::new();
    for text in MEANT_NOTHING {
        let answer = ask(&mut understanding, text, &meanings);
        println!("{text:?}: {:?} by {:?}", answer.ranked.first(), answer.by);
        wrong.extend(taken(&answer).filter(|id| id != "nonsense").map(|id| format!("{text:?} as {id}")));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_stands_in_the_story_is_heard_exactly() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    for (typed, meant) in
        [("Are you REAL???", "real"), ("  i dont speak to my brother.", "brother"), ("You’re stupid!", "insult")]
    {
        let answer = ask(&mut understanding, typed, &meanings);
        assert_eq!((answer.by, answer.ranked[0].0.as_str(), answer.ranked[0].1), (Heard::Exactly, meant, 1.0));
    }
}

#[test]
fn nothing_that_can_be_typed_stops_it() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    let long = "I love you. ".repeat(100_000);
    let words = "a".repeat(500_000);
    let odd = [
        "",
        " ",
        "\n",
        "\0",
        "\u{7}\u{1b}[31m",
        "…",
        "👩‍👩‍👧‍👦",
        "\u{202e}abc",
        "ﷺ",
        "Z̸̡͊a̷l̴g̸o̶",
        "[CLS] [SEP] [MASK] [UNK]",
        "##ing",
        "ａｂｃ",
        "﷽﷽﷽",
        "\u{FFFD}\u{FFFD}",
        "İstanbul ŞIĞ",
        "क्षत्रिय",
        "한국어 문장입니다",
        &long,
        &words,
    ];
    for text in odd {
        let answer = ask(&mut understanding, text, &meanings);
        assert_eq!(answer.text, text);
    }
    assert_eq!(understanding.trouble(), None);
    // And with nothing to compare it to.
    assert!(ask(&mut understanding, "hello", &[]).ranked.is_empty());
    let empty = [Meaning { id: "empty".into(), means: vec![] }];
    assert_eq!(taken(&ask(&mut understanding, "hello", &empty)), None);
}

#[test]
fn answers_come_in_the_order_of_the_questions() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    let texts = ["are you real", "it's pouring outside", "", "are you real", "who knows"];
    for text in texts {
        understanding.ask(Question { text: text.into(), meanings: meanings.clone() });
    }
    for text in texts {
        assert_eq!(wait(&mut understanding).text, text);
    }
}

#[test]
fn asking_and_preparing_take_no_time() {
    let (meanings, mut understanding) = (open(), Understanding::default());
    let began = Instant::now();
    understanding.prepare(&meanings);
    understanding.ask(Question { text: "do you have wishes".into(), meanings });
    let _ = understanding.poll();
    assert!(began.elapsed() < Duration::from_millis(50), "{:?}", began.elapsed());
    assert_eq!(wait(&mut understanding).ranked[0].0, "want");
}

#[test]
fn a_turn_that_was_prepared_costs_one_sentence() {
    let (mut meanings, mut understanding) = (open(), Understanding::default());
    // Examples that no cache holds.
    meanings.truncate(6);
    meanings.iter_mut().for_each(|meaning| meaning.means.truncate(10));
    let new = std::process::id();
    meanings
        .iter_mut()
        .flat_map(|meaning| &mut meaning.means)
        .for_each(|example| *example = format!("{example} {new}"));
    let many = meanings.iter().map(|meaning| meaning.means.len()).sum::<usize>();
    assert!(many > 30);
    let began = Instant::now();
    understanding.prepare(&meanings);
    ask(&mut understanding, "let the queue run empty", &meanings);
    let prepared = began.elapsed();
    // The quickest of a few: other tests want the machine, too.
    let one = (0..5).map(|n| {
        let began = Instant::now();
        ask(&mut understanding, &format!("do you dream of {n} things"), &meanings);
        began.elapsed()
    });
    let one = one.min().unwrap_or_default();
    assert!(one * 8 < prepared, "{one:?} beside {prepared:?} for {many}");
}

#[test]
fn without_its_weights_it_goes_by_words_and_says_so() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let damaged = tempfile::tempdir().expect("a folder");
    std::fs::write(damaged.path().join("minilm-int8.onnx"), b"GIF89a").expect("written");
    std::fs::write(damaged.path().join("tokenizer.json"), b"{").expect("written");
    for folder in [nowhere.path(), damaged.path()] {
        let mut understanding = Understanding::with_weights_in(folder);
        let meanings = open();
        let answer = ask(&mut understanding, "I do not have signed those papers", &meanings);
        assert_eq!(answer.by, Heard::Words);
        let answer = ask(&mut understanding, "tell me a joke please", &meanings);
        assert_eq!(taken(&answer).as_deref(), Some("joke"), "{:?}", &answer.ranked[..3]);
        assert_eq!(taken(&ask(&mut understanding, "the treaty of westphalia", &meanings)), None);
        assert_eq!(taken(&ask(&mut understanding, "Are you real?", &meanings)).as_deref(), Some("real"));
        let trouble = understanding.trouble().expect("it says so");
        assert!(trouble.contains("sentence model") && trouble.contains("minilm-int8.onnx"), "{trouble}");
    }
}

#[test]
fn without_a_thread_it_does_a_sentence_a_frame() {
    let (meanings, mut understanding) = (open(), Understanding::pumped());
    // Before the weights are there, words must do.
    assert_eq!(ask(&mut understanding, "tell me a joke please", &meanings).by, Heard::Words);
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/mind");
    let model = std::fs::read(assets.join("minilm-int8.onnx")).expect("the model");
    let tokenizer = std::fs::read_to_string(assets.join("tokenizer.json")).expect("the tokenizer");
    understanding.weights(model, &tokenizer);
    assert_eq!(understanding.trouble(), None);
    // Nobody waits until thousands of examples are placed: words must do once more.
    understanding.ask(Question { text: "tell me a joke please".into(), meanings: meanings.clone() });
    understanding.pump();
    assert_eq!(understanding.poll().expect("an answer at once").by, Heard::Words);
    let mut frames = 0;
    while understanding.pump() {
        frames += 1;
    }
    let examples: usize = meanings.iter().map(|m| m.means.len()).sum();
    assert!(frames > examples / 2 && frames <= examples + 2, "{frames} frames for {examples} examples");
    let answer = ask(&mut understanding, "any wishes?", &meanings);
    assert_eq!((answer.by, answer.ranked[0].0.as_str()), (Heard::Meaning, "want"));
    understanding.weights(vec![1, 2, 3], &tokenizer);
    assert!(understanding.trouble().expect("said").contains("damaged"));
    assert_eq!(ask(&mut understanding, "any wishes?", &meanings).by, Heard::Words);
}

#[test]
fn a_choice_wants_more_than_free_talk_and_a_topic_more_than_what_the_turn_listens_for() {
    let near = |stands| threshold(stands, Heard::Meaning);
    assert!(near(Stands::Offered) > near(Stands::Standing) && near(Stands::Standing) > near(Stands::Own));
    for by in [Heard::Exactly, Heard::Meaning, Heard::Words] {
        assert!((0.0..=1.0).contains(&threshold(Stands::Own, by)));
    }
}

#[test]
fn nearly_all_examples_come_placed_with_the_game() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/mind");
    let placed = understand::shipped(story(), &folder);
    let most = placed.examples * 19 / 20;
    assert!(placed.known >= most, "{placed:?}: place them anew with `room-tone understand --places`");
}
