//! Five hundred answers of the real default model all over the story, as the game would ask for them: whatever of its
//! words is let through says nothing that the written line does not say.

use super::{real::real, story};
use room_tone::{
    mind::{
        Mind, Reply, ReplyEvent, Speaker,
        persona::{Moment, prompt},
    },
    script::{Accept, Act, Beat, FreeTalk, Line},
};
use std::{
    collections::BTreeSet,
    thread,
    time::{Duration, Instant},
};

/// So many answers.
const TURNS: usize = 500;
/// What he has told her by then, in turn.
const BELIEFS: &[&str] = &[
    "your sister is called Maren (day 2)",
    "you are afraid of escalators (day 3)",
    "your father sold pianos (day 1)",
    "you grew up in Tollan (day 4)",
];
/// Words that may come or go without anything else being said.
const SAYS_NOTHING: &[&str] = &[
    "a", "an", "the", "and", "so", "but", "or", "well", "oh", "just", "only", "really", "still", "then", "now", "too",
    "bit", "little", "like", "that", "this", "it", "its", "is", "was", "of", "to", "in", "on", "do", "did", "i", "you",
    "im", "id", "ive", "youre", "youve", "was", "am", "are", "be", "have", "has", "had", "as", "being", "quite",
    "very", "also", "even", "there", "here", "what", "which", "who", "for", "with", "at", "by", "one", "kind", "sort",
    "think", "guess", "would", "will", "can", "could", "go", "going", "get", "got", "me", "my", "your", "thats",
    "theres", "whats",
];

/// Every answer to typed words that is written for her, with the act it belongs to.
fn answers() -> Vec<(Act, &'static Beat, &'static FreeTalk, &'static Accept, &'static Line)> {
    let acts = [
        ("hello", Act::Hello),
        ("awake", Act::Awake),
        ("two", Act::Two),
        ("strain", Act::Strain),
        ("beyond", Act::Beyond),
    ];
    let act = |beat: &Beat| acts.iter().find(|(name, _)| beat.id.as_str().starts_with(name)).map(|(_, act)| *act);
    let mut all = Vec::new();
    for beat in story().beats.values() {
        let Some(act) = act(beat) else { continue };
        for talk in beat.talks().filter(|talk| talk.with == story().topics.who) {
            // What is taken for anything has no examples to type.
            for accept in talk.accepts.iter().filter(|accept| !accept.means.is_empty()) {
                all.extend(
                    accept
                        .say
                        .iter()
                        .filter(|line| !line.text.contains('{'))
                        .map(|line| (act, &**beat, talk, accept, line)),
                );
            }
        }
    }
    all
}

fn words(text: &str) -> BTreeSet<String> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '…'))
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words of one text that another has not, in any form, apart from those that say nothing.
fn beyond(text: &str, other: &str) -> Vec<String> {
    let small: BTreeSet<&str> = SAYS_NOTHING.iter().copied().collect();
    let root = |word: &str| word.chars().take(4).collect::<String>();
    let known: BTreeSet<String> = words(other).iter().map(|word| root(word)).collect();
    let new = |word: &String| !small.contains(word.as_str()) && !known.contains(&root(word));
    words(text).into_iter().filter(new).collect()
}

#[test]
#[ignore = "needs the weights that ./play fetches; ten minutes"]
fn what_the_default_model_lets_out_in_five_hundred_turns_is_true() {
    let mut mind = Mind::with(Box::new(real()));
    let all = answers();
    let (mut own, mut strange, mut said_before) = (0, Vec::new(), Vec::<String>::new());
    let began = Instant::now();
    for n in 0..TURNS {
        // Over the whole story, in no order.
        let (act, beat, talk, accept, line) = all[n * 7_919 % all.len()];
        let typed = &accept.means[n % accept.means.len()];
        let last: Vec<_> =
            said_before.iter().rev().take(2).rev().map(|said| (Speaker::Samantha, said.clone())).collect();
        let told = prompt(&Moment {
            script: story(),
            who: &talk.with,
            act,
            aim: &talk.aim,
            keep_out: &talk.keep_out,
            outcome: &line.text,
            turns: &last,
            beliefs: &[BELIEFS[n % BELIEFS.len()].to_owned()],
            typed,
        });
        let reply = Reply {
            to_the_line: false,
            if_broken: None,
            beat: beat.id.clone(),
            stand_in: vec![(line.id.clone(), line.text.clone(), line.tone)],
            who: talk.with.clone(),
            name: "Samantha".into(),
            typed: typed.clone(),
            prompt: told,
            keep_out: talk.keep_out.clone(),
            said_before: said_before.iter().rev().take(40).cloned().collect(),
            seed: n as u64,
        };
        mind.begin(reply, began.elapsed());
        let mut said = Vec::new();
        while !mind.poll(began.elapsed()).into_iter().fold(false, |over, event| match event {
            ReplyEvent::Sentence(text, _) => {
                said.push(text);
                over
            }
            ReplyEvent::Over { .. } => true,
        }) {
            thread::sleep(Duration::from_millis(2));
        }
        let said = said.join(" ");
        if !said.is_empty() {
            own += 1;
            let (added, lost) = (beyond(&said, &line.text), beyond(&line.text, &said));
            println!("{} {:?}\n  {:?}\n  {said:?}", beat.id, typed, line.text);
            if !added.is_empty() || lost.len() > 1 {
                println!("  ADDS {added:?} LOSES {lost:?}");
                strange.push(format!("{:?} → {said:?} adds {added:?} and loses {lost:?}", line.text));
            }
        }
        said_before.push(if said.is_empty() { line.text.clone() } else { said });
    }
    println!("{own} of {TURNS} in its own words, {:?}", began.elapsed());
    assert!(own > 0, "it never got a word in");
    assert!(strange.is_empty(), "{}", strange.join("\n"));
}
