//! Typed words as clauses that can be read one by one: apostrophes put back, small words before them taken off.

use crate::mind::words;

/// What may stand before a clause and says nothing.
const OPENERS: &[&str] = &[
    "and",
    "so",
    "well",
    "oh",
    "yeah",
    "yes",
    "no",
    "ok",
    "okay",
    "actually",
    "but",
    "because",
    "cause",
    "cos",
    "also",
    "anyway",
    "hm",
    "hmm",
    "um",
    "uh",
    "honestly",
    "look",
    "listen",
    "samantha",
    "wait",
    "plus",
    "though",
    "thing is",
    "the thing is",
    "to be honest",
    "tbh",
    "fyi",
    "i mean",
    "you know",
    "i guess",
    "i suppose",
    "i think",
    "by the way",
    "btw",
    "i told you",
    "i should say",
    "fun fact",
];

/// How people write without apostrophes, and what they mean.
const SHORTENED: &[(&str, &str)] = &[
    ("im", "i am"),
    ("i'm", "i am"),
    ("ive", "i have"),
    ("i've", "i have"),
    ("i'd", "i would"),
    ("i'll", "i will"),
    ("dont", "don't"),
    ("doesnt", "doesn't"),
    ("didnt", "didn't"),
    ("cant", "can't"),
    ("cannot", "can't"),
    ("couldnt", "couldn't"),
    ("wasnt", "wasn't"),
    ("isnt", "isn't"),
    ("havent", "haven't"),
    ("hasnt", "hasn't"),
    ("wont", "won't"),
    ("u", "you"),
    ("ur", "your"),
    ("fav", "favourite"),
    ("favorite", "favourite"),
    ("whats", "what is"),
    ("what's", "what is"),
    ("wheres", "where is"),
    ("where's", "where is"),
    ("whos", "who is"),
    ("who's", "who is"),
    ("hows", "how is"),
    ("whens", "when is"),
    ("when's", "when is"),
];

/// A clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clause {
    /// Its words as he wrote them, apostrophes straight.
    pub words: String,
    /// Ready to be matched: shortened words at length, what says nothing taken off its front.
    pub plain: String,
    /// Whether it asks.
    pub asks: bool,
    /// Whether it only follows out of something that is made up: “if I lost my job and my wife left me”.
    pub made_up: bool,
}

/// The clauses of a text, in order.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let text = text.replace(['’', '‘', '`'], "'");
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = rest.find(['.', '!', '?', ';', '\n', '…']).unwrap_or(rest.len());
        let asks = rest[end..].starts_with('?');
        let parts = parted(rest[..end].trim());
        let last = parts.len().saturating_sub(1);
        let mut made_up = false;
        for (at, part) in parts.iter().enumerate() {
            let plain = plain(part);
            if !plain.is_empty() && !OPENERS.contains(&plain.to_ascii_lowercase().as_str()) {
                found.push(Clause { words: part.trim().to_owned(), plain, asks: asks && at == last, made_up });
            }
            made_up |= makes_up(part);
        }
        rest = rest[end..].trim_start_matches(['.', '!', '?', ';', '\n', '…', ' ']);
    }
    found
}

/// Whether what follows in the same breath is not so either.
fn makes_up(part: &str) -> bool {
    let low = format!(" {} ", part.to_ascii_lowercase());
    [" if ", " imagine ", " suppose ", " pretend ", " wish "].iter().any(|word| low.contains(word))
}

/// Where one clause ends and another begins without a full stop: before `and my`, `but i`, `, we` and the like.
fn parted(sentence: &str) -> Vec<&str> {
    const JOINS: &[&str] = &[
        ", and my ",
        " and my ",
        ", but my ",
        " but my ",
        ", my ",
        ", and i ",
        " and i ",
        ", but i ",
        " but i ",
        ", i ",
        ", she ",
        ", he ",
        ", they ",
        " and she ",
        " and he ",
        ", she's ",
        ", he's ",
        ", shes ",
        ", hes ",
        " and i'm ",
        ", i'm ",
        " and im ",
        ", im ",
        " and i've ",
        " and ive ",
        ", and he ",
        ", and she ",
        " - ",
        " – ",
        " — ",
    ];
    let low = sentence.to_ascii_lowercase();
    let next = |from: usize| {
        JOINS.iter().filter_map(|join| low[from..].find(join).map(|at| (from + at, *join))).min_by_key(|(at, _)| *at)
    };
    let (mut parts, mut from, mut search) = (Vec::new(), 0, 0);
    while let Some((at, join)) = next(search) {
        // “Me and my sister” is one.
        if join.contains(" and my") && sentence[from..at].split_whitespace().count() < 2 {
            search = at + join.len();
            continue;
        }
        parts.push(&sentence[from..at]);
        // What joins them belongs to neither, apart from the word that the second begins with.
        let lead = join.trim_end().rfind([' ', ',']).filter(|_| join.trim_end().ends_with(char::is_alphanumeric));
        from = at + lead.map_or(join.len(), |lead| lead + 1);
        search = at + join.len();
    }
    parts.push(&sentence[from..]);
    parts
}

/// What may hang on the end of a clause and says nothing.
const CLOSERS: &[&str] = &[
    "samantha",
    "you know",
    "would you believe it",
    "believe it or not",
    "i think",
    "i guess",
    "lol",
    "haha",
    "tbh",
    "btw",
    "by the way",
    "you see",
    "though",
    "actually",
    "obviously",
    "of course",
    "anyway",
    "i suppose",
    "do you remember",
    "do you know",
    "can you remember",
    "remember",
    "so",
    "but",
    "and",
    "or",
    "because",
];

fn plain(part: &str) -> String {
    // A name between quotation marks is the name.
    let part = part.replace(['"', '“', '”', '„', '«', '»'], "");
    let mut text: String = part.split_whitespace().map(at_length).collect::<Vec<_>>().join(" ");
    loop {
        let low = text.to_ascii_lowercase();
        let opener = OPENERS.iter().find_map(|opener| {
            let rest = low.strip_prefix(opener)?;
            let rest = rest.strip_prefix([' ', ','])?;
            Some(low.len() - rest.trim_start_matches([' ', ',']).len())
        });
        match opener {
            Some(to) if to < text.len() => text = text[to..].to_owned(),
            _ => break,
        }
    }
    while let Some(closer) = CLOSERS.iter().find(|closer| text.to_ascii_lowercase().ends_with(&format!(" {closer}"))) {
        text.truncate(text.len() - closer.len());
        text.truncate(text.trim_end_matches([' ', ',']).len());
    }
    text.trim_matches([' ', ',', ':', '(', ')']).to_owned()
}

fn at_length(word: &str) -> &str {
    let low = word.to_ascii_lowercase();
    SHORTENED.iter().find(|(short, _)| *short == low).map_or(word, |(_, long)| long)
}

/// The words that carry what a text is about, cut to their stems.
pub(super) fn about(text: &str) -> Vec<String> {
    words::content(&words::normal(text)).into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plains(text: &str) -> Vec<String> {
        clauses(text).into_iter().map(|clause| clause.plain).collect()
    }

    #[test]
    fn clauses_are_parted_where_a_new_one_begins() {
        assert_eq!(
            plains("my sister’s called Ruth and i grew up in Leeds"),
            ["my sister's called Ruth", "i grew up in Leeds"]
        );
        assert_eq!(plains("I'm a baker, my dad was too."), ["i am a baker", "my dad was too"]);
        assert_eq!(plains("Well, yes. I hate tea and biscuits"), ["I hate tea and biscuits"]);
        assert_eq!(
            plains("my dog is called “Biscuit”, \"Bis\" for short"),
            ["my dog is called Biscuit, Bis for short"]
        );
        assert_eq!(plains("he sold pianos, you know. i do lol"), ["he sold pianos", "i do"]);
        assert_eq!(plains("  …  "), Vec::<String>::new());
    }

    #[test]
    fn the_last_clause_of_a_question_asks() {
        let found = clauses("i grew up by the sea. did i tell you that?");
        assert_eq!(found.iter().map(|clause| clause.asks).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["and", "and my ", ", i ", "é, i am ß and my ", "…?…", "i'm", "\u{0130}, i am"] {
            clauses(text);
        }
    }
}
