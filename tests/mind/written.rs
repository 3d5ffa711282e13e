//! Every line that was written for Samantha passes the screen that a model's lines must pass.

use super::story;
use room_tone::{
    care,
    mind::screen::alone,
    script::{Accept, Line, Node, Piece, pieces},
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

/// Words that somebody is expected to say, and to be answered; and what he may write into a letter.
#[test]
fn nothing_that_he_is_expected_to_say_is_taken_for_a_secret_or_for_filth() {
    let script = story();
    let mut said: Vec<&str> = Vec::new();
    let mut means = |accepts: &'static [Accept]| {
        // What these listen for is just that.
        let others = accepts.iter().filter(|accept| !matches!(accept.id.as_str(), "private" | "vile" | "crude"));
        said.extend(others.flat_map(|accept| &accept.means).map(String::as_str));
    };
    means(&script.topics.accepts);
    for node in script.beats.values().flat_map(|beat| beat.nodes.values()) {
        if let Node::Turn { talk: Some(talk), .. } = node {
            means(&talk.accepts);
        }
    }
    let parts = script.letters.values().flat_map(|letter| &letter.parts);
    said.extend(parts.flat_map(|part| &part.fragments).map(|fragment| fragment.text.as_str()));
    let taken: Vec<_> = said.iter().filter(|text| care::gives_away(text) || care::filthy(text)).collect();
    println!("{} texts", said.len());
    assert!(said.len() > 10_000 && taken.is_empty(), "{} of {}: {taken:#?}", taken.len(), said.len());
}
