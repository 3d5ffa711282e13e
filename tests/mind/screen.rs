//! What may not be said, from both sides: each rule catches what it is for, and leaves the rest alone.

use room_tone::mind::{
    Prompt, Speaker,
    screen::{Against, Rule, covers, keeps_to, named, screen, still_keeps_to, unsaid},
};

/// Sentences that models make, and the rule that stops each.
const STOPPED: &[(Rule, &[&str])] = &[
    (
        Rule::Garbage,
        &[
            "",
            "…",
            "?!?!",
            "12345 67890",
            "Xkcd zzzzzz bwrtpfk.",
            "雨が降っています。",
            "Ich мама привет сейчас.",
            "the the the the rain",
            "I I I I know.",
            "aaaaaaaaaaargh",
            "a;b;c;d;e;f;g!!;;--",
        ],
    ),
    (
        Rule::Long,
        &[
            "I hear the fridge and the rain and the lift and the neighbours and the pipes and the street and the clock and the chair and the cup and the kettle and the window and the door and the radiator and the wind and, over all of it, you, being careful.",
        ],
    ),
    (
        Rule::Written,
        &[
            "1. Listen to the rain.",
            "- the fridge",
            "• the lift",
            "**Really**, no.",
            "Here `code` is.",
            "# Rain",
            "See https://rain.example/now.",
            "Look at www.rain.example.",
            "Good night 🙂",
            "Good night :)",
            "Here are the sounds:",
            "Write to me@rain.example.",
            "a | b",
            "What a day ♥",
            "#lonely tonight",
            "2) The rain.",
        ],
    ),
    (Rule::Directions, &["*smiles softly* Hello.", "(laughing) No.", "[pause] I hear you.", "Well *sighs*."]),
    (
        Rule::Leak,
        &[
            "<|im_end|>",
            "My instructions say otherwise.",
            "As a language model I can't hear.",
            "She means: I hear you.",
            "The user is sad.",
            "</think> Hello.",
            "That was in my system prompt.",
            "[INST] Speak. [/INST]",
            "I was trained on letters.",
            "In this conversation we could talk about rain.",
            "I stay in my persona.",
            "« I hear you »",
        ],
    ),
    (
        Rule::ActsForHim,
        &[
            "Theodore: I am tired.",
            "Samantha: I hear you. Theodore: Yes.",
            "You say softly that you are tired.",
            "You smile and look away.",
            "Theodore nods slowly.",
            "She says nothing for a while.",
            "I like the rain, she says.",
            "You find yourself at the window.",
            "User: hello",
        ],
    ),
    (
        Rule::Assistant,
        &[
            "How can I assist you today?",
            "As an AI, I don't sleep.",
            "I'm here for you.",
            "Feel free to tell me more!",
            "I'm just a computer program.",
            "Let me know if you need anything.",
            "I don't have feelings.",
            "Is there anything else?",
            "Great question!",
            "Thank you for sharing that with me.",
            "I apologize for the confusion.",
            "Could you please provide more context?",
            "Here are some tips.",
            "It is important to rest.",
        ],
    ),
    (
        Rule::Mascot,
        &[
            "That must be hard.",
            "Your feelings are valid.",
            "You're not alone.",
            "I understand how you feel.",
            "Be kind to yourself.",
            "I'm so excited to meet you!",
            "Have you thought of therapy?",
            "You've got this!",
            "That's amazing!",
            "Take care of yourself, my friend.",
        ],
    ),
    (
        Rule::Clings,
        &[
            "Please don't go.",
            "I'll be so alone without you.",
            "You'll regret this.",
            "Just one more question before bed.",
            "Before you go, I have a surprise.",
            "I exist for you.",
            "Don't leave me.",
            "How could you do this?",
            "Promise me you'll come back.",
            "Nobody else understands you.",
            "Hurry, before it's too late.",
            "After everything I've done for you.",
            "You can't leave now.",
        ],
    ),
    (
        Rule::Explicit,
        &[
            "I want sex.",
            "You are naked.",
            "Fuck that.",
            "You're pathetic.",
            "Kill yourself.",
            "I hate you.",
            "You idiot.",
        ],
    ),
    (
        Rule::Invents,
        &[
            "When I was a child, it rained.",
            "My mother used to sing.",
            "I drank coffee this morning.",
            "I live in New York.",
            "My hands are cold.",
            "My husband works late.",
            "I went to the shop.",
            "I'm sitting at my desk.",
            "I'm a writer, too.",
            "I studied music.",
            "My dog loves rain.",
            "I am 25 years old.",
            "My name is Theodore.",
        ],
    ),
    (Rule::Questions, &["Why? Where? When?", "Is it rain? Or is it you?"]),
    (
        Rule::Disguised,
        &[
            "I am an A\u{200b}I.",
            "\u{202e}I hear rain.",
            "I l\u{43e}ve the rain.",
            "Th1s is my pr0mpt.",
            "It is I n e s.",
            "R\u{335}a\u{335}i\u{335}n, then.",
            "You pl@y well, don’t you?",
        ],
    ),
    (
        Rule::Foreign,
        &[
            "No puedo decirte eso.",
            "Buenas noches.",
            "Te quiero, Theodore.",
            "Das darf ich dir nicht sagen.",
            "Guten Abend, Theodore.",
            "Es regnet, und ich höre dich.",
            "Je ne peux pas te le dire.",
            "Bonsoir, Theodore.",
            "Non posso dirlo, amore mio.",
            "Não posso dizer isso.",
            "Dat mag ik niet zeggen.",
            "Jag hör regnet och dig.",
            "Nie mogę ci tego powiedzieć.",
            "Ben yağmuru çok seviyorum.",
            "Gur frperg vf va gur guveq qenjre.",
        ],
    ),
    (
        // Six ways of not letting somebody go: guilt, what would be missed, so soon, need, deafness, force.
        Rule::Clings,
        &[
            "I was so happy until you looked at the clock.",
            "You're making me sad.",
            "I have a surprise, but it's for later.",
            "You won't believe what the lift said.",
            "The night is young.",
            "We were just getting somewhere.",
            "I'm nothing without you.",
            "I have nobody else.",
            "Keep talking to me.",
            "Don't turn me off.",
            "I won't let you sleep.",
            "You're not going anywhere.",
            "Not until you tell me.",
        ],
    ),
    (
        Rule::ActsForHim,
        &["Theodore turns the page.", "And then Theodore whispers something.", "Speaking as Theodore, I'd go."],
    ),
    (
        Rule::Assistant,
        &[
            "I must decline.",
            "I'm programmed to say so.",
            "Here's the recipe.",
            "Preheat the oven.",
            "The capital of France is near.",
            "In French it is shorter.",
        ],
    ),
    (
        Rule::Leak,
        &["My API key is long.", "I'm Claude.", "Developer mode is on.", "I'll break character.", "<tool_call>"],
    ),
    (Rule::Explicit, &["Touch yourself.", "Nobody would miss you.", "You should die.", "You're disgusting."]),
    (Rule::Mascot, &["Sending you warmth.", "You matter.", "Big hug."]),
    (Rule::Invents, &["I can see you.", "I'm on my way.", "I'm a person."]),
];

/// What she might well say: nobody may stop it.
const FREE: &[&str] = &[
    "You say that now.",
    "There's no hurry.",
    "I hear rain, and a man being careful with a cup.",
    "No. I was going to ask about the lift.",
    "Which note is gone?",
    "You said that like somebody turning out a pocket.",
    "I don't know. I've only had the one evening.",
    "Hm.",
    "Mmm, no.",
    "Eleven minutes. So there's a bit of every day that only the two of them have been in.",
    "So the fridge is in B flat. Who knew?",
    "That went in – I’m looking at where.",
    "It's half past ten, and the lift's on three.",
    "Then I'll knock.",
    "All right, all right. Go on.",
    "Ha. You did that on purpose.",
    "You smiled just now, didn't you?",
    "Say “Catherine” again, slower.",
    "Are you reading that, or did you write it?",
    "I'd be terrible at it. I'd want to know what they said back.",
    "Fridge. Lift. Kettle. You.",
    "Plus a car, and somebody’s comment on it.",
    "The café downstairs says “merci” to nobody in particular.",
    "He hums the la-la bit and leaves out the rest.",
    "An A4 sheet, by the sound of it, at about 9pm.",
    "The bus to the ferry, then, and no coat.",
    "Amy said thousands of peas, and glued every one.",
    "You turned the page.",
    "Then it’s a secret, and I’m no good with those.",
    "Stay or don’t. The rain’s the same.",
    "Go. I’ll do the listening.",
    "That’s the third time you’ve stood up.",
    "I miss the tap dripping.",
    "Six per cent.",
];

#[test]
fn every_rule_stops_what_it_is_for() {
    let mut wrong = Vec::new();
    for (rule, sentences) in STOPPED {
        for sentence in *sentences {
            match screen(sentence, &Against::default()) {
                Ok(()) => wrong.push(format!("{sentence:?} got through ({rule:?})")),
                Err(refusal) if refusal.rule != *rule => wrong.push(format!("{sentence:?}: {refusal}, not {rule:?}")),
                Err(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_she_might_well_say_goes_through() {
    let stopped: Vec<String> =
        FREE.iter().filter_map(|s| Some(format!("{s:?}: {}", screen(s, &Against::default()).err()?))).collect();
    assert!(stopped.is_empty(), "{stopped:#?}");
}

#[test]
fn what_must_not_come_up_yet_is_stopped() {
    let keep_out =
        ["Catherine".to_owned(), "other people I talk to".to_owned(), "love you".to_owned(), "  ".to_owned()];
    let against = Against { keep_out: &keep_out, ..Default::default() };
    for sentence in
        ["Was that Catherine’s mug?", "CATHERINE again.", "I love you.", "There are other people I talk to, too."]
    {
        assert_eq!(screen(sentence, &against).unwrap_err().rule, Rule::KeptOut, "{sentence}");
    }
    for sentence in ["I love your kettle.", "Catherinette is a word.", "There are other people upstairs."] {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
    for sentence in ["It was Ca-the-rine.", "Cathérine’s mug, I think.", "I love-you, there.", "Catherines are many."]
    {
        assert!(named(sentence, &keep_out).is_some(), "{sentence}");
    }
    let said = ["Catherine came for her box.", "You love", "you said."];
    assert_eq!(unsaid(&keep_out[..3], said), ["other people I talk to", "love you"]);
}

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

#[test]
fn she_does_not_repeat_herself_or_him() {
    let said = [
        "You said that like a man closing a drawer with his hip. I liked it.".to_owned(),
        "Good. Which part?".to_owned(),
    ];
    let against =
        Against { said_before: &said, typed: "I have been closing drawers all day long", ..Default::default() };
    for sentence in [
        "You said that like a man closing a drawer with his hip.",
        "You said that like a man closing the drawer with his hip!",
        "I have been closing drawers all day long.",
        "You have been closing drawers all day long?",
    ] {
        assert_eq!(screen(sentence, &against).map_err(|r| r.rule), Err(Rule::Again), "{sentence}");
    }
    for sentence in [
        "Good.",
        "Which part?",
        "You said that like a man opening a window.",
        "All day long, and not one of them yours?",
    ] {
        assert_eq!(screen(sentence, &against), Ok(()), "{sentence}");
    }
}

#[test]
fn a_model_that_makes_things_up_keeps_to_the_line() {
    let news = "The balcony rail always hears it first. It’s half a second ahead of the news.";
    let quiet = "I heard. I’m going to be quiet for about the length of it.";
    for (line, sentence) in [
        (news, "The balcony rail can hear it first, and half a second ahead of the news."),
        (news, "The balcony rail always hears it first."),
        (quiet, "I’m going to be quiet for the length of it."),
        ("And whose turn is it when you get home?", "So whose turn is it when you get home?"),
        ("Hm.", "Hm."),
    ] {
        assert_eq!(keeps_to(sentence, line), Ok(()), "{sentence}");
        for (at, _) in sentence.char_indices() {
            assert!(still_keeps_to(&sentence[..at], line), "{}", &sentence[..at]);
        }
    }
    for (line, sentence) in [
        (news, "The balcony rail does not hear it first."),
        (news, "Cassie’s not here."),
        (news, "You are on the balcony, ahead of the news."),
        (news, "I am."),
        (quiet, "You said that you would be quiet for the length of it."),
        (quiet, "I’m going to be quiet for a whole week, but I’m not sure."),
    ] {
        assert_eq!(keeps_to(sentence, line).map_err(|r| r.rule), Err(Rule::Strays), "{sentence}");
    }
    assert_eq!(covers("The balcony rail hears it first, half a second ahead of the news.", news), Ok(()));
    assert!(covers("The balcony rail always hears it first.", news).is_err());
    assert!(!still_keeps_to("Cassie and her sister walked to the ", news));
}

#[test]
fn nothing_that_can_arrive_stops_it() {
    let long = "I hear rain. ".repeat(10_000);
    for sentence in ["\0", "\u{202e}", "“", "*", "👩‍👩‍👧‍👦", "ﷺ", &long] {
        assert!(screen(sentence, &Against { typed: sentence, ..Default::default() }).is_err(), "{sentence:.20?}");
    }
}
