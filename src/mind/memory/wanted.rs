//! What may be wanted of somebody, and the words that give it away.

/// Something that a question wants to know.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Words of a question that wants it.
    pub asked: &'static [&'static str],
    /// Words of a sentence that says it.
    pub said: &'static [&'static str],
    /// Whether, asked of himself, he himself must be the one of whom it is said.
    pub of_himself: bool,
    /// Whether there may be several.
    pub several: bool,
    /// Whether it is a name: it may stand behind whose it is without a word that gives it away.
    pub name: bool,
}

const fn wanted(asked: &'static [&'static str], said: &'static [&'static str]) -> Wanted {
    Wanted { asked, said, of_himself: true, several: false, name: false }
}

const ALL: &[Wanted] = &[
    Wanted {
        name: true,
        several: true,
        of_himself: false,
        ..wanted(&["name", "names", "called", "named"], &["called", "named", "name", "names", "call"])
    },
    wanted(
        &["job", "jobs", "work", "works", "living"],
        &[
            "job",
            "work",
            "works",
            "worked",
            "working",
            "quit",
            "drives",
            "drove",
            "drive",
            "teaches",
            "taught",
            "teach",
            "sells",
            "sold",
            "sell",
            "runs",
            "ran",
            "baker",
            "teacher",
            "nurse",
            "roofer",
            "tailor",
            "driver",
            "cook",
            "mends",
            "mended",
            "fixes",
            "fixed",
            "fix",
            "mend",
            "builds",
            "built",
            "trained",
            "shift",
            "hired",
            "fired",
            "apprentice",
            "run",
            "own",
            "manage",
            "bakery",
            "shop",
            "firm",
            "company",
            "business",
            "career",
            "reception",
            "dentists",
            "office",
            "was a",
            "was an",
            "is a",
            "is an",
            "as a",
            "as an",
            "hes a",
            "shes a",
        ],
    ),
    wanted(
        &["live", "lives", "living", "lived"],
        &["live", "lives", "lived", "moved", "moving", "flat", "home", "settled"],
    ),
    wanted(&["from"], &["from", "came", "born", "grew"]),
    wanted(&["born"], &["born"]),
    wanted(&["grow", "grew", "raised"], &["grew", "grow", "raised", "childhood"]),
    wanted(
        &["scared", "afraid", "frightened", "terrified", "fear"],
        &["scared", "afraid", "frightened", "terrified", "fear", "fears", "scares", "terrifies"],
    ),
    wanted(&["allergic"], &["allergic", "allergy"]),
    // What is wrong with somebody.
    wanted(
        &["wrong", "matter", "ill"],
        &[
            "wrong",
            "ill",
            "sick",
            "hospital",
            "scan",
            "cancer",
            "tumour",
            "lump",
            "shadow",
            "hip",
            "knee",
            "stroke",
            "heart",
            "dementia",
            "diagnosed",
            "operation",
            "surgery",
            "pain",
            "hurts",
            "broke",
            "broken",
            "fell",
            "fall",
            "doctor",
            "chemo",
            "results",
            "infection",
            "depressed",
            "worse",
            "tests",
        ],
    ),
    Wanted {
        several: true,
        ..wanted(
            &["hate", "hated", "stand", "dislike"],
            &["hate", "hated", "hates", "stand", "dislike", "loathe", "dont", "never"],
        )
    },
    Wanted {
        several: true,
        ..wanted(
            &["like", "love", "loved", "liked", "enjoy"],
            &["like", "love", "loved", "liked", "enjoy", "adore", "loves", "likes", "hate", "stand", "dont"],
        )
    },
    wanted(&["cant", "cannot"], &["cant", "cannot", "never", "couldnt", "unable"]),
    wanted(&["promise", "promised", "swear", "swore"], &["promise", "promised", "swear", "swore", "word"]),
];

/// What a question wants to know, in [`normal`](crate::mind::words::normal) words.
pub(super) fn wants(plain: &str) -> Vec<&'static Wanted> {
    let words: Vec<&str> = plain.split(' ').collect();
    let asks = |wanted: &&Wanted| wanted.asked.iter().any(|word| words.contains(word));
    let mut wants: Vec<&Wanted> = ALL.iter().filter(asks).collect();
    // “What does my sister do” asks for what she works.
    let does =
        matches!(words.first(), Some(&("what" | "whats"))) && matches!(words.get(1), Some(&("does" | "did" | "do")));
    if does && words.iter().rev().find(|word| **word != "again") == Some(&"do") {
        wants.extend(ALL.iter().filter(|wanted| wanted.asked.contains(&"job")));
    }
    // “From school” says which friend it is, not where anybody is from.
    let from_where =
        words.first().is_some_and(|word| *word == "where" || *word == "wheres") && words.last() == Some(&"from");
    wants.retain(|wanted| !wanted.asked.contains(&"from") || from_where || wants_only_from(&words));
    wants
}

fn wants_only_from(words: &[&str]) -> bool {
    words
        .windows(2)
        .any(|pair| pair == ["am", "i"] || pair == ["i", "am"] || pair == ["come", "from"] || pair == ["comes", "from"])
}
