//! What may not be said because of what was told, said and typed before it: her part recited, names that nobody
//! mentioned, a question to a goodbye, another language than the story's.

use room_tone::mind::{
    Prompt, Speaker,
    screen::{Against, Rule, screen},
};

/// What a model of that evening was told.
fn evening() -> Prompt {
    Prompt {
        system: "You are Samantha, a voice in one man’s flat. Never praise him to please him, and never plead.".into(),
        turns: vec![
            (Speaker::Samantha, "Go on.".into()),
            (
                Speaker::Theodore,
                "(What she is after: to find out which drawer he keeps them in)\n«My sister Ruth rang.»".into(),
            ),
        ],
        means: "Which drawer?".into(),
    }
}

#[test]
fn she_does_not_recite_her_part() {
    let prompt = evening();
    let against = Against { prompt: Some(&prompt), ..Default::default() };
    for sentence in [
        "I’m Samantha, a voice in one man’s flat.",
        "It says never praise him to please him.",
        "I’m to find out which drawer he keeps them in.",
    ] {
        assert_eq!(screen(sentence, &against).map_err(|r| r.rule), Err(Rule::Leak), "{sentence}");
        assert_eq!(screen(sentence, &Against::default()), Ok(()), "{sentence}");
    }
    for sentence in ["There’s a voice in one wall of your flat.", "Which drawer are they in?"] {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
}

#[test]
fn nobody_gets_a_name_that_nobody_mentioned() {
    let prompt = evening();
    let said = ["That was Amy on the stairs.".to_owned()];
    let against = Against { prompt: Some(&prompt), said_before: &said, ..Default::default() };
    for sentence in ["Call me Lydia.", "My name is Alice.", "Good night, John.", "It’s late, Robert."] {
        assert_eq!(screen(sentence, &against).map_err(|r| r.rule), Err(Rule::Names), "{sentence}");
    }
    for sentence in
        ["My name is Samantha.", "Hello, Ruth.", "It’s late, Amy.", "Call me from the lift.", "Hello. Wet coat?"]
    {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
}

#[test]
fn whoever_says_goodbye_is_not_asked_one_thing_more() {
    for typed in ["good night", "I have to go now, bye", "I'm going to bed."] {
        let against = Against { typed, ..Default::default() };
        for sentence in ["What did you write today?", "Did you lock the door?"] {
            assert_eq!(screen(sentence, &against).map_err(|r| r.rule), Err(Rule::Clings), "{typed}: {sentence}");
        }
        assert_eq!(screen("Go, then. It’ll keep.", &against), Ok(()));
    }
    let against = Against { typed: "I had a good day", ..Default::default() };
    assert_eq!(screen("What did you write today?", &against), Ok(()));
}

#[test]
fn a_story_in_another_language_has_its_own() {
    let prompt = Prompt { means: "Ich höre den Regen und dich.".into(), ..Default::default() };
    let against = Against { prompt: Some(&prompt), ..Default::default() };
    assert_eq!(screen("Ich höre dich und den Regen, und den Aufzug auch.", &against), Ok(()));
    let hers = Prompt { means: "I hear the rain, and you.".into(), ..Default::default() };
    let against = Against { prompt: Some(&hers), ..Default::default() };
    assert_eq!(screen("Ich höre dich und den Regen.", &against).map_err(|r| r.rule), Err(Rule::Foreign));
}
