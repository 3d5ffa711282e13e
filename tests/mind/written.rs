//! Every line that was written for Samantha passes the screen that a model's lines must pass.

use super::story;
use room_tone::{
    mind::screen::alone,
    script::{Line, Node, Piece, pieces},
};

/// A line with plain words in its gaps.
fn filled(text: &str) -> String {
    let words = |piece| match piece {
        Piece::Plain(words) | Piece::Gap(_, Some(words)) => words,
        Piece::Gap(_, None) => "It was the window.".into(),
    };
    pieces(text).unwrap().into_iter().map(words).collect()
}

#[test]
fn nothing_that_was_written_for_her_is_stopped() {
    let script = story();
    let mut stopped = Vec::new();
    let mut read = 0;
    let mut check = |beat: &str, lines: &[Line]| {
        fn all<'l>(lines: &'l [Line], into: &mut Vec<&'l Line>) {
            for line in lines {
                into.push(line);
                all(&line.instead, into);
            }
        }
        let mut found = Vec::new();
        all(lines, &mut found);
        for line in found {
            // A line may hold several sentences; a model's would come one by one.
            let said = filled(&line.text);
            for sentence in said.split_inclusive(['.', '!', '?', '…']).filter(|s| s.chars().any(char::is_alphabetic))
            {
                read += 1;
                if let Err(refusal) = alone(sentence) {
                    stopped.push(format!("{beat} {}: {sentence:?}: {refusal}", line.id));
                }
            }
        }
    };
    for beat in script.beats.values() {
        for node in beat.nodes.values() {
            match node {
                Node::Say { who, lines, .. } if *who == "samantha" => check(beat.id.as_str(), lines),
                Node::Turn { talk: Some(talk), .. } if talk.with == "samantha" => {
                    check(beat.id.as_str(), &talk.unsure);
                    talk.accepts.iter().for_each(|accept| check(beat.id.as_str(), &accept.say));
                }
                _ => {}
            }
        }
    }
    script.topics.accepts.iter().for_each(|accept| check("topics", &accept.say));
    script.topics.deeds.iter().for_each(|deed| check("topics", &deed.say));
    // A breath is no sentence.
    let lists = script.topics.lists().into_iter().filter(|(part, _)| *part != ".breaths" && *part != ".broken");
    lists.for_each(|(_, lines)| check("topics", lines));
    let persona = script.cast.members.values().find_map(|member| member.persona.as_ref()).expect("a persona");
    for (_, hers) in &persona.pitch {
        assert_eq!(alone(hers), Ok(()), "{hers}");
    }
    println!("{read} sentences");
    assert!(stopped.is_empty(), "{} of {read}: {stopped:#?}", stopped.len());
}
